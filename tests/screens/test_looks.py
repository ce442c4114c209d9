"""What the screens look like. The docstring says what a reviewer must see before accepting a new picture."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot

from releases.desk import Desk
from tui import VierluikApp
from workspace.directory import Workspace

Settle = Callable[[Pilot[Any]], Awaitable[None]]


def at(stocked: Workspace, segment: int, language: str) -> VierluikApp:
    """The workbench on release 2, where somebody left it."""
    Desk(stocked, 2).bookmark(segment, language)
    return VierluikApp(stocked, 2)


def test_the_desk_in_80_columns(snap_compare: Any, stocked: Workspace, settle: Settle) -> None:
    """The grid with Dutch and Chinese, the source with RSZ underlined, a Chinese match of 101, the name to use."""
    assert snap_compare(at(stocked, 3, "zh"), terminal_size=(80, 24), run_before=settle)


def test_the_desk_in_120_columns(snap_compare: Any, stocked: Workspace, settle: Settle) -> None:
    """Four languages below each other, Chinese active; matches, terms and findings beside them; nothing cut off."""
    assert snap_compare(at(stocked, 3, "zh"), terminal_size=(120, 40), run_before=settle)


def test_the_desk_in_160_columns(snap_compare: Any, stocked: Workspace, settle: Settle) -> None:
    """The grid with four columns of text, Chinese characters never halved at the end of a column."""
    assert snap_compare(at(stocked, 5, "fr"), terminal_size=(160, 45), run_before=settle)


def test_the_list_of_releases(snap_compare: Any, stocked: Workspace, settle: Settle) -> None:
    """Two releases, the newest first; full bars with 100 % for French and Chinese of the older one."""
    assert snap_compare(VierluikApp(stocked), terminal_size=(120, 40), run_before=settle)


def test_the_keys(snap_compare: Any, stocked: Workspace, settle: Settle) -> None:
    """Every key of the desk with what it does, in two columns."""

    async def ask(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        await pilot.press("f1")

    assert snap_compare(at(stocked, 3, "zh"), terminal_size=(120, 40), run_before=ask)
