"""The list of releases, each with a bar for every language."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable, Static

from glossary.glossary import Glossary
from releases.desk import Desk
from releases.library import Listed, last_place, list_releases
from releases.model import Progress
from screens.actions import tell
from screens.desk import DeskScreen
from screens.keys import KeyLine, KeysScreen
from screens.text import bar, one_line, ui_text
from tm.memory import Memory
from workspace.directory import Workspace
from workspace.errors import VierluikError

_WIDE_FROM = 110
"""Cells: wide enough for long bars."""


class ReleasesScreen(Screen[None]):
    """Where the workbench begins."""

    CSS_PATH = "releases.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "open", tooltip="Open the release"),
        Binding("f1,question_mark", "keys", "keys", tooltip="All keys"),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._memory = Memory(workspace)
        self._glossary = Glossary(workspace)
        self._listed: list[Listed] = []

    def compose(self) -> ComposeResult:
        yield Static(id="title")
        yield DataTable(id="releases", cursor_type="row", zebra_stripes=True)
        yield Static(id="hint")
        yield KeyLine(self.BINDINGS)

    def on_mount(self) -> None:
        self.query_one("#title", Static).update(ui_text(f"vierluik ▸ {self._workspace.settings.name}", "bold"))
        for warning in self._workspace.warnings:
            self.notify(warning, severity="warning", markup=False)

    def on_screen_resume(self) -> None:
        self._fill()

    def on_resize(self) -> None:
        self._fill()

    def _fill(self) -> None:
        """The list as it is now, with the cursor on the release the person was in last."""
        self._listed = list_releases(self._workspace)
        targets = self._workspace.settings.targets
        table = self.query_one(DataTable)
        bar_width = 8 if self.app.size.width >= _WIDE_FROM else 4
        columns = [("#", 3), ("date", 10), *((code.upper(), bar_width + 6) for code in targets)]
        padding = 2 * (len(columns) + 1) + 1  # a cell on either side of each column, and the scroll bar
        room = max(20, self.app.size.width - sum(width for _, width in columns) - padding)
        columns.insert(2, ("release", room))
        table.clear(columns=True)
        for label, width in columns:
            table.add_column(label, width=width)
        for listed in self._listed:
            release = listed.release
            cells = [str(release.id), release.issued_at[:10], one_line(release.title, room).rstrip()]
            cells += [_progress(progress, bar_width) for progress in listed.progress.values()]
            table.add_row(*(Text(cell) for cell in cells), key=str(release.id))
        place = last_place(self._workspace)
        ids = [listed.release.id for listed in self._listed]
        if place and place.release in ids:
            table.move_cursor(row=ids.index(place.release))
        hint = "" if self._listed else "No release yet. Bring one in from the command line: vierluik import FILE"
        self.query_one("#hint", Static).update(hint)
        table.focus()

    @on(DataTable.RowSelected)
    def _selected(self, event: DataTable.RowSelected) -> None:
        self.open_release(int(event.row_key.value or 0))

    def action_open(self) -> None:
        table = self.query_one(DataTable)
        if self._listed:
            self.open_release(self._listed[table.cursor_row].release.id)

    def open_release(self, release_id: int) -> None:
        """Open the desk on a release."""
        try:
            self.app.push_screen(DeskScreen(Desk(self._workspace, release_id, self._memory, self._glossary)))
        except VierluikError as error:
            tell(self, error)

    def action_keys(self) -> None:
        self.app.push_screen(KeysScreen(self.BINDINGS))


def _progress(progress: Progress, width: int) -> str:
    """A bar of `width` cells with the share of segments that are confirmed; only what is complete is 100 %."""
    share = 100 * progress.confirmed // progress.total if progress.total else 0
    return f"{bar(progress.confirmed, progress.total, width)} {share:>3}%"
