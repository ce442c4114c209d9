"""The desk as a translator meets it: keys in, text and states out."""

import threading
from typing import Any

import pytest
from textual.events import Key
from textual.widgets import Static

from releases.desk import Desk
from releases.model import Origin, State
from screens.conflict import ConflictScreen
from screens.desk import DeskScreen
from screens.releases import ReleasesScreen
from screens.target_editor import TargetEditor
from workspace.directory import Workspace
from workspace.errors import VierluikError

# Release 2: 1 dateline, 2 title, 3-5 lead, 6-7 body (7 repeats 4), 8 heading, 9 contact.


def text_of(app: Any, language: str) -> str:
    return str(app.screen.query_one(f"#target-{language}", TargetEditor).text)


def shown(app: Any, name: str) -> str:
    return str(app.screen.query_one(f"#{name}", Static).visual)


async def go(pilot: Any, settle: Any, segment: int, language: str = "fr") -> None:
    """To a segment and a language, by keys."""
    screen = pilot.app.screen
    while screen._segment != segment:
        await pilot.press("ctrl+n" if screen._segment < segment else "ctrl+o")
    while screen._language != language:
        await pilot.press("f9")
    await settle(pilot)


async def test_it_opens_at_the_first_open_segment_with_everything_known(open_app: Any) -> None:
    """Source, three editors, matches with their score, the names of institutions."""
    async with open_app() as pilot:
        app = pilot.app
        assert isinstance(app.screen, DeskScreen)
        assert "9 maart 2026 10:00" in shown(app, "source")
        assert "99" in shown(app, "matches")
        assert "[-2 maart 2026-]{+9 maart 2026+} 10:00" in shown(app, "matches")


async def test_what_is_typed_is_saved_without_asking(open_app: Any, stocked: Workspace, until: Any, settle: Any) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 6, "zh")
        await pilot.press(*"该机构")
        desk = Desk(stocked, 2)

        def is_saved() -> bool:
            desk.refresh()
            return desk.panels.target(6, "zh").text == "该机构"

        await until(pilot, is_saved, "the draft in the database")
        assert desk.panels.target(6, "zh").state is State.DRAFT
        editor = pilot.app.screen.query_one("#target-zh", TargetEditor)
        await until(pilot, lambda: "saved" in str(editor.border_title), "the quiet word that it is saved")


async def test_enter_confirms_remembers_and_goes_to_the_next_open_segment(
    open_app: Any, stocked: Workspace, settle: Any
) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 6)
        await pilot.press(*"Le service", "enter")
        await settle(pilot)
        desk = Desk(stocked, 2)
        assert desk.panels.target(6, "fr").state is State.TRANSLATED
        assert [match.target for match in desk.memory.match(desk.segment(6).source, "fr", limit=1)] == ["Le service"]
        assert pilot.app.screen._segment == 7


async def test_confirming_an_empty_target_is_refused_in_words(open_app: Any, stocked: Workspace, settle: Any) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 6)
        await pilot.press("f2")
        await settle(pilot)
        assert pilot.app.screen._segment == 6
        assert any("no text to confirm" in note.message for note in pilot.app._notifications)


async def test_ctrl_t_inserts_the_best_match_and_again_the_next(open_app: Any, stocked: Workspace, settle: Any) -> None:
    desk = Desk(stocked, 1)
    desk.confirm(7, "fr", "Tous sont bienvenus.")
    async with open_app() as pilot:
        await go(pilot, settle, 4)
        await pilot.press("ctrl+t")
        first = text_of(pilot.app, "fr")
        await pilot.press("ctrl+t")
        second = text_of(pilot.app, "fr")
        assert {first, second} == {"fr 4", "Tous sont bienvenus."}
        pilot.app.screen.save_now()
        target = Desk(stocked, 2).panels.target(4, "fr")
        assert (target.origin, target.state) == (Origin.MATCH, State.DRAFT)
        await pilot.press("ctrl+z")
        assert text_of(pilot.app, "fr") == first


async def test_ctrl_g_inserts_names_and_ctrl_l_what_is_carried_over(open_app: Any, settle: Any) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 3, "zh")
        await pilot.press("ctrl+g")
        assert text_of(pilot.app, "zh") == "国家社会保障局"
        await go(pilot, settle, 9, "zh")
        await pilot.press("ctrl+l", "space", "ctrl+l")
        assert text_of(pilot.app, "zh") == "02 555 01 23 pers@example.be"


async def test_the_four_panels_stay_aligned_when_the_language_changes(open_app: Any, settle: Any) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 4)
        await pilot.press(*"Un")
        await pilot.press("f9")
        await pilot.press(*"One")
        await settle(pilot)
        assert (text_of(pilot.app, "fr"), text_of(pilot.app, "en")) == ("Un", "One")
        assert pilot.app.screen._segment == 4


async def test_undo_takes_back_a_confirmation_and_returns_to_it(open_app: Any, stocked: Workspace, settle: Any) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 4)
        await pilot.press(*"Ici", "enter")
        await settle(pilot)
        assert Desk(stocked, 2).panels.target(7, "fr").text == "Ici"
        await pilot.press("ctrl+z")
        await settle(pilot)
        desk = Desk(stocked, 2)
        assert (desk.panels.target(4, "fr").text, desk.panels.target(4, "fr").state) == ("Ici", State.DRAFT)
        assert desk.panels.target(7, "fr").text == ""
        assert pilot.app.screen._segment == 4
        await pilot.press("ctrl+y")
        await settle(pilot)
        assert Desk(stocked, 2).panels.target(4, "fr").state is State.TRANSLATED


async def test_a_line_break_does_not_confirm(open_app: Any, settle: Any) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 4)
        await pilot.press("a", "ctrl+j", "b")
        assert text_of(pilot.app, "fr") == "a\nb"


async def test_f8_finds_the_next_open_segment_and_says_when_there_is_none(
    open_app: Any, stocked: Workspace, settle: Any
) -> None:
    async with open_app(release=1) as pilot:
        await pilot.press("f8")
        assert any("Every segment is confirmed" in note.message for note in pilot.app._notifications)
        await pilot.press("f9", "f8")
        assert pilot.app.screen._language == "en"


async def test_leaving_and_coming_back_lands_where_one_was(open_app: Any, settle: Any) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 6, "zh")
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReleasesScreen)
        await pilot.press("enter")
        await settle(pilot)
        assert (pilot.app.screen._segment, pilot.app.screen._language) == (6, "zh")


async def test_quitting_saves_what_was_typed_last(open_app: Any, stocked: Workspace, settle: Any) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 6)
        await pilot.press(*"Presque", "ctrl+q")
    assert Desk(stocked, 2).panels.target(6, "fr").text == "Presque"


@pytest.mark.parametrize(("key", "kept"), [("f2", "van anna"), ("f9", "van bo")])
async def test_when_somebody_else_was_first_the_person_chooses(
    open_app: Any, stocked: Workspace, settle: Any, key: str, kept: str
) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 6)
        Desk(stocked, 2).save_draft(6, "fr", "van bo")
        pilot.app.screen.query_one("#target-fr", TargetEditor).insert("van anna")
        pilot.app.screen.save_now()
        await settle(pilot)
        assert isinstance(pilot.app.screen, ConflictScreen)
        await pilot.press(key)
        await settle(pilot)
        assert text_of(pilot.app, "fr") == kept
        pilot.app.screen.save_now()
    history = [one.target.text for one in Desk(stocked, 2).history(6, "fr")]
    assert history[-1] == kept
    assert {"van anna", "van bo"} <= set(history)


async def test_a_conflict_keeps_the_person_at_the_segment(open_app: Any, stocked: Workspace, settle: Any) -> None:
    async with open_app() as pilot:
        await go(pilot, settle, 6)
        Desk(stocked, 2).save_draft(6, "fr", "van bo")
        pilot.app.screen.query_one("#target-fr", TargetEditor).insert("van anna")
        await pilot.press("ctrl+n")
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        assert pilot.app.screen._segment == 6
    desk = Desk(stocked, 2)
    assert (desk.panels.target(6, "fr").text, desk.panels.target(7, "fr").text) == ("van anna", "")


async def test_what_cannot_be_saved_stays_in_its_editor_until_it_can(
    open_app: Any, stocked: Workspace, settle: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise VierluikError("the disk is full")

    async with open_app() as pilot:
        await go(pilot, settle, 6)
        with monkeypatch.context() as patched:
            patched.setattr(Desk, "save_draft", full)
            await pilot.press(*"Important", "ctrl+n", "f9", "enter", "ctrl+q")
            await settle(pilot)
            assert (pilot.app.screen._segment, pilot.app.screen._language) == (6, "fr")
            assert text_of(pilot.app, "fr") == "Important"
            told = [note.message for note in pilot.app._notifications if "the disk is full" in note.message]
            assert len(told) == 1
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert pilot.app.screen._segment == 7
    assert Desk(stocked, 2).panels.target(6, "fr").text == "Important"


async def test_the_memory_can_be_searched_from_the_desk(open_app: Any, settle: Any) -> None:
    async with open_app() as pilot:
        await pilot.press("f7", *"welkom")
        await settle(pilot)
        assert "Iedereen is er welkom." in shown(pilot.app, "hits")
        await pilot.press("f9")
        await settle(pilot)
        assert "nothing found" in shown(pilot.app, "hits")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, DeskScreen)


async def test_a_paste_is_cleaned(open_app: Any, settle: Any) -> None:
    from textual.events import Paste

    async with open_app() as pilot:
        await go(pilot, settle, 6)
        editor = pilot.app.screen.query_one("#target-fr", TargetEditor)
        pilot.app.post_message(Paste("a\x1b[31mb\u2028c\x9bd"))
        await pilot.pause()
        assert editor.text == "a[31mb\ncd"


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40), (160, 45), (200, 60)])
async def test_every_size_works_and_a_resize_in_the_middle_of_work_too(
    open_app: Any, settle: Any, size: tuple[int, int]
) -> None:
    async with open_app(size=size) as pilot:
        await go(pilot, settle, 4)
        await pilot.press(*"Un")
        await pilot.resize_terminal(*(size[0] * 2, size[1] + 5))
        await settle(pilot)
        await pilot.resize_terminal(*size)
        await settle(pilot)
        assert text_of(pilot.app, "fr") == "Un"


async def test_at_80_by_24_source_target_matches_and_terms_are_all_visible(open_app: Any, settle: Any) -> None:
    async with open_app(size=(80, 24)) as pilot:
        await go(pilot, settle, 3, "zh")
        for name in ("grid", "source", "target-zh", "matches", "terms", "findings"):
            region = pilot.app.screen.query_one(f"#{name}").region
            assert region.height >= 1, name
            assert pilot.app.screen.region.contains_region(region) or name in ("matches", "terms"), name
        assert not pilot.app.screen.query_one("#target-fr").display


async def test_moving_on_before_the_memory_has_answered_drops_the_late_answer(
    open_app: Any, settle: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look-up for segment 1 is held back until the person is at segment 3."""
    gate, look_up = threading.Event(), Desk.matches

    def slow(self: Desk, segment: int, *arguments: Any) -> Any:
        if segment == 2:
            gate.wait(10)
        return look_up(self, segment, *arguments)

    monkeypatch.setattr(Desk, "matches", slow)
    async with open_app() as pilot:
        await pilot.press("ctrl+n", "ctrl+n")
        gate.set()
        await settle(pilot)
        assert "2.500" not in shown(pilot.app, "matches")
        assert "De RSZ opent een nieuw loket" in shown(pilot.app, "source")
        await pilot.press("f9", *"One")
        assert text_of(pilot.app, "en") == "One"


async def test_a_look_up_that_fails_is_told_and_the_desk_goes_on(
    open_app: Any, monkeypatch: pytest.MonkeyPatch, settle: Any, until: Any
) -> None:
    async with open_app() as pilot:

        def fail(*_: Any) -> Any:
            raise VierluikError("the disk is gone")

        with monkeypatch.context() as patched:
            patched.setattr(Desk, "matches", fail)
            await pilot.press("ctrl+n")
            told = lambda: any("the disk is gone" in note.message for note in pilot.app._notifications)  # noqa: E731
            await until(pilot, told, "the notice")
        await pilot.press("ctrl+n", *"Oui")
        await settle(pilot)
        assert text_of(pilot.app, "fr") == "Oui"


async def test_a_burst_of_keys_lands_where_each_was_typed(open_app: Any, stocked: Workspace, settle: Any, until: Any) -> None:
    """Letters, Enter and more letters arrive at once, as over a slow line or from an input method."""
    async with open_app() as pilot:
        await go(pilot, settle, 6)
        for key in (*"Une", "enter", *"Deux", "f9", *"Two", "ctrl+n", *"Three", "ctrl+q"):
            character = key if len(key) == 1 else None
            pilot.app.post_message(Key(key, character))
        await until(pilot, lambda: pilot.app._exit, "the end")
    desk = Desk(stocked, 2)
    texts = [desk.panels.target(6, "fr").text, *(desk.panels.target(7, code).text for code in ("fr", "en"))]
    assert texts == ["Une", "Deux", "Two"]
    assert desk.panels.target(8, "en").text == "Three"
