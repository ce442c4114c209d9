"""Whatever a release, a term, a title or a note holds: it is shown as text, and no control byte leaves for the terminal."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from sqlalchemy import text as sql

from screens.text import one_line, ui_text
from tui import VierluikApp
from workspace.directory import Workspace

HOSTILE = "[/] [bold]x[/bold] [@click=app.quit]y[/] \x1b]0;gekaapt\x07 \x9b31m \x00 \u202eomgekeerd\u2069 \u200b"
FORBIDDEN = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x2069, 0x200B)} - {"\n"}


@pytest.fixture
def poisoned(stocked: Workspace) -> Workspace:
    """Hostile text everywhere in the database, as if it had never passed the door."""
    with stocked.db.write() as connection:
        for table, column in (
            ("release", "title"),
            ("placement", "source"),
            ("target", "text"),
            ("variant", "text"),
            ("unit", "source"),
            ("unit", "release_name"),
            ("term", "text"),
        ):
            # Each stays different, as the unique names of terms must.
            connection.execute(sql(f"UPDATE {table} SET {column} = rowid || :hostile"), {"hostile": HOSTILE})
        connection.execute(sql("UPDATE term SET text = 'bold'  WHERE language = 'nl'"))
    return stocked


def drawn(app: Any) -> str:
    """Every character on the screen."""
    return "\n".join("".join(piece.text for piece in strip) for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_no_screen_lets_a_control_character_through(poisoned: Workspace, settle: Any, size: tuple[int, int]) -> None:
    app = VierluikApp(poisoned)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        assert not set(drawn(app)) & FORBIDDEN
        assert "[/]" in drawn(app)
        await pilot.press("enter")
        await settle(pilot)
        assert not set(drawn(app)) & FORBIDDEN
        assert "[@click=app.quit]" in drawn(app)
        app.screen.notify(HOSTILE.replace("\x1b", ""), markup=False)
        await pilot.press("ctrl+t", "ctrl+g", "f5", "f7", *"bold")
        await settle(pilot)
        assert not set(drawn(app)) & (FORBIDDEN - {"\x00", "\x07", "\x9b", "\u202e", "\u2069", "\u200b"})
        await pilot.press("escape")
        await settle(pilot)


@given(st.text(), st.integers(0, 80))
def test_a_line_of_the_grid_is_exactly_as_wide_as_its_column(text: str, width: int) -> None:
    line = one_line(text, width)
    assert cell_len(line) == width
    assert not set(line) & FORBIDDEN


@given(st.text())
def test_text_on_a_screen_holds_no_control_character(text: str) -> None:
    assert not set(ui_text(text).plain) & FORBIDDEN
