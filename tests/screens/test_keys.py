"""Keys: none that terminals swallow, each explained, all in the palette."""

from typing import Any

import pytest
from textual.binding import Binding

from screens.concordance import ConcordanceScreen
from screens.conflict import ConflictScreen
from screens.desk import DeskScreen
from screens.keys import KeysScreen, key_names
from screens.releases import ReleasesScreen
from screens.segment_grid import SegmentGrid
from screens.target_editor import TargetEditor
from tui import VierluikApp

BOUND = [VierluikApp, ReleasesScreen, DeskScreen, ConcordanceScreen, ConflictScreen, KeysScreen, SegmentGrid, TargetEditor]

# Without extended keyboard protocols these arrive as another key, or not at all.
SWALLOWED = {"ctrl+enter", "shift+enter", "alt+enter", "ctrl+i", "ctrl+m", "ctrl+h", "shift+f3", "ctrl+f3", "ctrl+space"}


def bindings(owner: type) -> list[Binding]:
    return [one for one in owner.__dict__.get("BINDINGS", []) if isinstance(one, Binding)]


@pytest.mark.parametrize("owner", BOUND)
def test_no_key_is_swallowed_by_terminals(owner: type) -> None:
    keys = {key for one in bindings(owner) for key in one.key.split(",")}
    assert not keys & SWALLOWED
    assert not [key for key in keys if key.startswith("alt+") or (key.startswith("ctrl+") and key[5:].isdigit())]


@pytest.mark.parametrize("owner", BOUND)
def test_no_key_does_two_things_and_every_key_is_named(owner: type) -> None:
    keys = [key for one in bindings(owner) for key in one.key.split(",")]
    assert len(keys) == len(set(keys))
    assert all(one.description for one in bindings(owner))


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("ctrl+n,ctrl+down", "Ctrl+N, Ctrl+Down"),
        ("f1,question_mark", "F1, ?"),
        ("escape", "Esc"),
        ("ctrl+j", "Ctrl+J"),
        ("enter", "Enter"),
        ("ctrl+o,ctrl+up", "Ctrl+O, Ctrl+Up"),
    ],
)
def test_keys_are_written_as_people_read_them(key: str, name: str) -> None:
    assert key_names(Binding(key, "x", "x")) == name


async def test_the_key_screen_lists_every_key_of_the_desk(open_app: Any) -> None:
    async with open_app() as pilot:
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, KeysScreen)
        text = "\n".join(str(one.visual) for one in pilot.app.screen.query("Static"))
        for one in [*bindings(DeskScreen), *bindings(TargetEditor)]:
            assert (one.tooltip or one.description) in text


async def test_the_palette_offers_every_action_of_the_desk(open_app: Any) -> None:
    async with open_app() as pilot:
        offered = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert {one.description for one in bindings(DeskScreen) if one.show} <= offered
