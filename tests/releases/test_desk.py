"""The desk without a screen: drafts, confirming, propagation, undo, conflicts, and what the memory holds afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from glossary.glossary import Glossary
from releases.desk import Desk, TargetConflict
from releases.importing import import_source
from releases.model import Origin, SourceText, State
from releases.pretranslation import pretranslate
from tm.memory import Memory
from workspace.directory import Workspace, open_workspace
from workspace.errors import VierluikError
from workspace.people import Role

TEXT = """\
2 maart 2026 10:00

De dienst opent een loket

De dienst opent een nieuw loket in Gent. Iedereen is er welkom.

Meer plaatsen volgen
De dienst zoekt nog plaatsen. Iedereen is er welkom. Het loket kost 1.250 euro.

Contact
Persdienst | 02 555 01 23 | pers@example.be
"""
# 1 dateline, 2 title, 3-4 lead, 5 heading, 6-8 body (7 repeats 4), 9 heading, 10 contact


def open_desk(workspace: Workspace, text: str = TEXT, name: str = "loket.txt") -> Desk:
    imported = import_source(workspace, SourceText(text, name, "txt", "utf-8", ""))
    return Desk(workspace, imported.release.id)


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return open_desk(workspace)


def saved(desk: Desk, segment: int, language: str = "fr") -> tuple[str, State, Origin]:
    """What the database says, whatever the desk remembers."""
    desk.refresh()
    target = desk.panels.target(segment, language)
    return target.text, target.state, target.origin


class TestDrafts:
    def test_what_is_typed_is_a_draft(self, desk: Desk) -> None:
        desk.save_draft(4, "fr", "Chacun est")
        assert saved(desk, 4) == ("Chacun est", State.DRAFT, Origin.TYPED)

    def test_typing_on_is_one_entry_in_the_history(self, desk: Desk) -> None:
        for text in ("C", "Cha", "Chacun", "Chacun est"):
            desk.save_draft(4, "fr", text)
        assert [(one.target.text, one.action) for one in desk.history(4, "fr")] == [("Chacun est", "draft")]

    def test_another_segment_in_between_begins_a_new_entry(self, desk: Desk) -> None:
        desk.save_draft(4, "fr", "Chacun")
        desk.save_draft(3, "fr", "Le service")
        desk.save_draft(4, "fr", "Chacun est")
        assert [one.target.text for one in desk.history(4, "fr")] == ["Chacun", "Chacun est"]

    def test_the_same_text_changes_nothing(self, desk: Desk) -> None:
        first = desk.save_draft(4, "fr", "Chacun")
        assert desk.save_draft(4, "fr", "Chacun") == first

    def test_an_emptied_target_is_new_again(self, desk: Desk) -> None:
        desk.save_draft(4, "fr", "Chacun")
        desk.save_draft(4, "fr", "")
        assert saved(desk, 4) == ("", State.NEW, Origin.NONE)

    def test_typing_in_a_confirmed_target_makes_it_a_draft_again(self, desk: Desk) -> None:
        desk.confirm(4, "fr", "Chacun est bienvenu.")
        desk.save_draft(4, "fr", "Chacune est bienvenue.")
        assert saved(desk, 4)[1] is State.DRAFT
        assert desk.next_open("fr", 3) == 4

    def test_control_characters_do_not_get_in(self, desk: Desk) -> None:
        desk.save_draft(4, "fr", "a\x1b]0;x\x07b\x9bc\r\nd")
        assert saved(desk, 4)[0] == "a]0;xbc\nd"

    def test_an_inserted_match_keeps_its_origin_and_score_until_it_is_changed(self, desk: Desk) -> None:
        target = desk.save_draft(4, "fr", "Chacun.", origin=Origin.MATCH, score=88)
        assert (target.origin, target.score) == (Origin.MATCH, 88)
        target = desk.save_draft(4, "fr", "Chacun est.")
        assert (target.origin, target.score) == (Origin.TYPED, 88)


class TestConfirming:
    def test_it_is_translated_remembered_and_in_the_history(self, desk: Desk) -> None:
        desk.save_draft(3, "fr", "Le service")
        done = desk.confirm(3, "fr", "Le service ouvre un guichet.")
        assert (done.target.state, done.target.author) == (State.TRANSLATED, "anna")
        assert [one.action for one in desk.history(3, "fr")] == ["draft", "confirm"]
        (match,) = desk.memory.match("De dienst opent een nieuw loket in Gent.", "fr")
        assert (match.score, match.target) == (100, "Le service ouvre un guichet.")

    def test_without_a_text_it_confirms_what_is_saved(self, desk: Desk) -> None:
        desk.save_draft(3, "fr", "Le service ouvre un guichet.")
        desk.confirm(3, "fr")
        assert saved(desk, 3) == ("Le service ouvre un guichet.", State.TRANSLATED, Origin.TYPED)

    @pytest.mark.parametrize("text", [None, "", "  \n"])
    def test_nothing_cannot_be_confirmed(self, desk: Desk, text: str | None) -> None:
        with pytest.raises(VierluikError, match="no text to confirm"):
            desk.confirm(3, "fr", text)
        assert desk.history(3, "fr") == []

    def test_confirming_again_changes_nothing(self, desk: Desk) -> None:
        first = desk.confirm(3, "fr", "Le service.").target
        assert desk.confirm(3, "fr", "Le service.").target == first
        assert len(desk.history(3, "fr")) == 1

    def test_the_four_languages_of_a_segment_are_one_unit(self, desk: Desk) -> None:
        for code, text in (("fr", "Un."), ("en", "One."), ("zh", "一。")):
            desk.confirm(3, code, text)
        (unit,) = desk.memory.units()
        assert {one.language: one.text for one in unit.variants} == {"fr": "Un.", "en": "One.", "zh": "一。"}

    def test_findings_are_told(self, desk: Desk) -> None:
        assert [one.check for one in desk.confirm(10, "fr", "Service de presse").findings] == ["placeable", "placeable"]

    def test_a_crash_in_the_middle_leaves_nothing_half_done(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        desk.save_draft(4, "fr", "Chacun.")

        def crash(*_: object) -> int:
            raise RuntimeError("the power goes")

        monkeypatch.setattr(Memory, "add", crash)
        with pytest.raises(RuntimeError):
            desk.confirm(4, "fr")
        assert saved(desk, 4) == ("Chacun.", State.DRAFT, Origin.TYPED)
        assert saved(desk, 7) == ("", State.NEW, Origin.NONE)
        assert [one.action for one in desk.history(4, "fr")] == ["draft"]


class TestPropagation:
    def test_an_identical_open_segment_gets_the_text_as_a_draft(self, desk: Desk) -> None:
        done = desk.confirm(4, "fr", "Chacun est bienvenu.")
        assert [target.segment for target in done.propagated] == [7]
        assert saved(desk, 7) == ("Chacun est bienvenu.", State.DRAFT, Origin.PROPAGATED)

    def test_what_a_person_typed_or_confirmed_is_left_alone(self, desk: Desk) -> None:
        desk.save_draft(7, "fr", "À moi.")
        desk.confirm(7, "en", "Mine.")
        desk.confirm(4, "fr", "Chacun.")
        desk.confirm(4, "en", "Everybody.")
        assert saved(desk, 7, "fr")[0] == "À moi."
        assert saved(desk, 7, "en")[:2] == ("Mine.", State.TRANSLATED)

    def test_a_draft_from_the_memory_is_replaced(self, desk: Desk) -> None:
        desk.save_draft(7, "fr", "Bienvenue.", origin=Origin.MATCH, score=80)
        desk.confirm(4, "fr", "Chacun.")
        assert saved(desk, 7) == ("Chacun.", State.DRAFT, Origin.PROPAGATED)

    def test_other_languages_are_not_touched(self, desk: Desk) -> None:
        desk.confirm(4, "fr", "Chacun.")
        assert saved(desk, 7, "zh") == ("", State.NEW, Origin.NONE)


class TestUndo:
    def test_it_takes_back_a_confirmation_with_its_propagation_and_its_unit(self, desk: Desk) -> None:
        desk.save_draft(4, "fr", "Chacun.")
        desk.confirm(4, "fr")
        changed = desk.undo()
        assert [target.segment for target in changed] == [4, 7]
        assert saved(desk, 4) == ("Chacun.", State.DRAFT, Origin.TYPED)
        assert saved(desk, 7) == ("", State.NEW, Origin.NONE)
        assert desk.memory.stats().units == 0

    def test_undo_and_redo_walk_back_and_forth(self, desk: Desk) -> None:
        desk.confirm(3, "fr", "un")
        desk.confirm(3, "fr", "deux")
        desk.save_draft(6, "fr", "trois")
        walk = []
        for step in (desk.undo, desk.undo, desk.undo, desk.undo, desk.redo, desk.redo, desk.redo, desk.redo):
            step()
            walk.append((saved(desk, 3)[0], saved(desk, 6)[0]))
        assert walk == [
            ("deux", ""),
            ("un", ""),
            ("", ""),
            ("", ""),
            ("un", ""),
            ("deux", ""),
            ("deux", "trois"),
            ("deux", "trois"),
        ]

    def test_after_redo_the_memory_holds_it_again(self, desk: Desk) -> None:
        desk.confirm(3, "fr", "un")
        desk.undo()
        desk.redo()
        assert [one.target for one in desk.memory.match(desk.segment(3).source, "fr")] == ["un"]

    def test_undoing_a_second_confirmation_restores_the_first_in_the_memory(self, desk: Desk) -> None:
        desk.confirm(3, "fr", "un")
        desk.confirm(3, "fr", "deux")
        desk.undo()
        assert [one.target for one in desk.memory.match(desk.segment(3).source, "fr")] == ["un"]

    def test_something_new_ends_redo(self, desk: Desk) -> None:
        desk.confirm(3, "fr", "un")
        desk.undo()
        desk.save_draft(6, "fr", "trois")
        assert desk.redo() == []

    def test_history_is_never_edited_by_it(self, desk: Desk) -> None:
        desk.confirm(3, "fr", "un")
        desk.undo()
        assert [(one.action, one.target.text) for one in desk.history(3, "fr")] == [("confirm", "un"), ("undo", "")]

    def test_nothing_to_undo_is_no_error(self, desk: Desk) -> None:
        assert desk.undo() == []
        assert desk.redo() == []

    def test_what_somebody_else_changed_since_is_not_undone(self, workspace: Workspace, desk: Desk) -> None:
        workspace.save_member("bo", frozenset({Role.TRANSLATOR}))
        desk.confirm(3, "fr", "van anna")
        with open_workspace(workspace.root, "bo", workspace.clock) as theirs:
            Desk(theirs, desk.panels.release.id).confirm(3, "fr", "van bo")
        with pytest.raises(TargetConflict):
            desk.undo()
        assert saved(desk, 3)[0] == "van bo"


class TestConflicts:
    def test_a_save_over_a_newer_version_keeps_both_texts(self, workspace: Workspace, desk: Desk) -> None:
        version = desk.save_draft(3, "fr", "begin").version
        workspace.save_member("bo", frozenset({Role.TRANSLATOR}))
        with open_workspace(workspace.root, "bo", workspace.clock) as theirs:
            Desk(theirs, desk.panels.release.id).save_draft(3, "fr", "van bo")
        with pytest.raises(TargetConflict) as caught:
            desk.save_draft(3, "fr", "van anna", expected_version=version)
        assert (caught.value.mine, caught.value.theirs.text, caught.value.exit_code) == ("van anna", "van bo", 3)
        with pytest.raises(TargetConflict):
            desk.confirm(3, "fr", "van anna", expected_version=version)
        assert saved(desk, 3)[0] == "van bo"


class TestAccess:
    def test_a_terminologist_does_not_translate(self, workspace: Workspace, desk: Desk) -> None:
        workspace.save_member("tess", frozenset({Role.TERMINOLOGIST}))
        with open_workspace(workspace.root, "tess", workspace.clock) as theirs:
            hers = Desk(theirs, desk.panels.release.id)
            for action in (
                lambda: hers.save_draft(3, "fr", "x"),
                lambda: hers.confirm(3, "fr", "x"),
                lambda: hers.undo(),
                lambda: pretranslate(hers, ["fr"]),
            ):
                with pytest.raises(VierluikError, match="not a translator"):
                    action()

    @pytest.mark.parametrize("language", ["de", "nl", "zh-TW", ""])
    def test_a_language_that_is_no_target_is_refused(self, desk: Desk, language: str) -> None:
        with pytest.raises(VierluikError, match="not a target language"):
            desk.save_draft(3, language, "x")

    @pytest.mark.parametrize("segment", [0, 11, -1])
    def test_a_segment_that_is_not_there_is_refused(self, desk: Desk, segment: int) -> None:
        with pytest.raises(VierluikError, match=f"no segment {segment}"):
            desk.confirm(segment, "fr", "x")

    def test_a_release_that_is_not_there_is_refused(self, workspace: Workspace) -> None:
        with pytest.raises(VierluikError, match="no release 7"):
            Desk(workspace, 7)


class TestMoving:
    def test_the_next_open_segment_goes_round(self, desk: Desk) -> None:
        for segment in (1, 2, 3, 5):
            desk.confirm(segment, "fr", "x")
        assert [desk.next_open("fr", after) for after in (0, 3, 4, 10)] == [4, 4, 6, 4]
        assert desk.next_open("zh", 10) == 1

    def test_there_is_none_when_all_is_confirmed(self, desk: Desk) -> None:
        for segment in desk.panels.segments:
            desk.confirm(segment.id, "fr", f"x{segment.id}")
        assert desk.next_open("fr", 3) is None

    def test_a_bookmark_brings_one_back(self, workspace: Workspace, desk: Desk) -> None:
        assert desk.last_bookmark() is None
        desk.bookmark(6, "zh")
        again = Desk(workspace, desk.panels.release.id).last_bookmark()
        assert again is not None
        assert (again.segment, again.language) == (6, "zh")


class TestPretranslation:
    def translate_all(self, desk: Desk) -> None:
        for segment in desk.panels.segments:
            desk.confirm(segment.id, "fr", f"fr {segment.id}")

    def test_the_same_text_under_another_name_is_matched_throughout(self, workspace: Workspace, desk: Desk) -> None:
        self.translate_all(desk)
        again = open_desk(workspace, name="nog eens.txt")
        done = pretranslate(again, ["fr"])
        assert (done.filled, done.left) == ({"fr": 10}, 0)
        # The contact line is the same block in both; everything else has the same neighbours.
        assert done.bands == {"102": 1, "101": 9}
        assert {target.state for target in again.panels.targets.values()} == {State.DRAFT}

    def test_a_changed_sentence_gets_its_score_and_its_neighbours_lose_their_context(
        self, workspace: Workspace, desk: Desk
    ) -> None:
        self.translate_all(desk)
        again = open_desk(workspace, TEXT.replace("1.250 euro", "2.500 euro"), "nieuw.txt")
        pretranslate(again, ["fr"])
        assert {segment: again.panels.target(segment, "fr").score for segment in (6, 7, 8, 9)} == {6: 101, 7: 99, 8: 99, 9: 100}

    def test_it_fills_only_what_is_empty_and_is_one_step_of_undo(self, workspace: Workspace, desk: Desk) -> None:
        self.translate_all(desk)
        again = open_desk(workspace, name="nog eens.txt")
        again.save_draft(3, "fr", "van mij")
        pretranslate(again, ["fr"])
        assert saved(again, 3) == ("van mij", State.DRAFT, Origin.TYPED)
        assert saved(again, 6) == ("fr 6", State.DRAFT, Origin.MATCH)
        again.undo()
        assert saved(again, 3)[0] == "van mij"
        assert saved(again, 6) == ("", State.NEW, Origin.NONE)

    def test_below_the_score_nothing_is_filled(self, workspace: Workspace, desk: Desk) -> None:
        self.translate_all(desk)
        other = open_desk(workspace, "Iets heel anders staat hier te lezen vandaag.\n", "anders.txt")
        assert pretranslate(other, ["fr"]).filled == {}

    def test_when_it_is_cancelled_nothing_is_written(self, workspace: Workspace, desk: Desk) -> None:
        self.translate_all(desk)
        again = open_desk(workspace, name="nog eens.txt")
        assert pretranslate(again, ["fr"], report=lambda done, total: done < 4).cancelled
        again.refresh()
        assert again.panels.targets == {}


def test_terms_of_a_segment_come_from_the_glossary(workspace: Workspace, tmp_path: Path) -> None:
    Glossary(workspace).propose({"nl": "de dienst", "fr": "le service"}, "dienst")
    desk = open_desk(workspace)
    assert [hit.concept.id for hit in desk.terms(3)] == ["dienst"]


def test_the_database_is_sound_after_all_that(desk: Desk, make_workspace: Callable[..., Workspace]) -> None:
    desk.confirm(4, "fr", "x")
    desk.undo()
    assert desk.workspace.db.integrity_problems() == []
    with desk.workspace.db.read() as connection:
        orphans = connection.execute(sql("SELECT count(*) FROM target_history WHERE change_id IS NULL")).scalar()
    assert orphans == 0
