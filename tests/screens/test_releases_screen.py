"""The list of releases."""

from typing import Any

from textual.widgets import DataTable

from screens.desk import DeskScreen
from tui import VierluikApp
from workspace.directory import Workspace


async def test_it_lists_releases_newest_first_with_a_bar_for_each_language(open_app: Any) -> None:
    async with open_app(release=None) as pilot:
        table = pilot.app.screen.query_one(DataTable)
        rows = [[str(cell) for cell in table.get_row_at(row)] for row in range(table.row_count)]
        assert [row[:2] for row in rows] == [["2", "2026-03-09"], ["1", "2026-03-02"]]
        assert rows[1][3] == "████████ 100%"
        assert rows[1][4] == "░░░░░░░░   0%"


async def test_enter_opens_a_release_and_its_progress_is_fresh_afterwards(open_app: Any, settle: Any) -> None:
    async with open_app(release=None) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, DeskScreen)
        await pilot.press(*"x", "enter", "escape", "escape")
        await settle(pilot)
        assert " 11%" in str(pilot.app.screen.query_one(DataTable).get_row_at(0)[3])


async def test_an_empty_workspace_says_how_to_begin(workspace: Workspace) -> None:
    async with VierluikApp(workspace).run_test() as pilot:
        await pilot.pause()
        assert "vierluik import" in str(pilot.app.screen.query_one("#hint").visual)
        await pilot.press("enter")
