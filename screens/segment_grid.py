"""The release as a grid: a line a segment, a column a language, block kinds as small headings.

It draws only the lines in view, so a release of any length opens at once. It shows and reports moves; it changes nothing.
"""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment as Piece
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from languages import SOURCE
from releases.model import Panels, Segment
from screens.messages import SegmentChosen
from screens.text import one_line, state_mark

_NUMBER = 4
_MARK = 3
_ALL_LANGUAGES_FROM = 140
"""Cells: wide enough for four columns of text."""
_KINDS_FROM = 100
"""Cells: a terminal this wide is high enough too for lines that only say what comes."""


@dataclass(frozen=True)
class _Line:
    """A line of the grid: a segment, or the kind of the block that begins."""

    segment: Segment | None
    kind: str


class SegmentGrid(ScrollView, can_focus=True):
    """Shows `Panels`; posts `SegmentChosen` when the person moves."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "segment-grid--kind",
        "segment-grid--cursor",
        "segment-grid--open",
        "segment-grid--done",
        "segment-grid--number",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Previous segment", show=False),
        Binding("down", "move(1)", "Next segment", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(-1)", "First segment", show=False),
        Binding("end", "edge(1)", "Last segment", show=False),
    ]

    def __init__(self, panels: Panels, languages: tuple[str, ...], id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._panels = panels
        self._languages = languages
        self._active = languages[0]
        self._lines: list[_Line] = []
        self._line_of: dict[int, int] = {}
        self._ids = [segment.id for segment in panels.segments]
        self._cursor = self._ids[0] if self._ids else 0

    def show(self, panels: Panels, segment: int, language: str) -> None:
        """Draw the present state with the cursor on a segment; `language` gets the column where only one fits."""
        self._panels, self._active, self._cursor = panels, language, segment
        if segment in self._line_of:  # not before the grid has a size
            line = self._line_of[segment]
            # The heading of its block is worth seeing too.
            self.scroll_to_region(Region(0, max(line - 1, 0), 1, 3), animate=False, force=True, x_axis=False)
        self.refresh()

    def on_resize(self) -> None:
        """Lay the lines out anew: kinds of blocks have lines of their own only where there is room."""
        self._lines = _lines(self._panels, with_kinds=self.size.width >= _KINDS_FROM)
        self._line_of = {line.segment.id: number for number, line in enumerate(self._lines) if line.segment}
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.show(self._panels, self._cursor, self._active)

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        if line.segment is None:
            style = self.rich_style + self.get_component_rich_style("segment-grid--kind")
            return Strip([Piece(one_line(" " * (_NUMBER + _MARK + 1) + line.kind, width), style)], width)
        return Strip(self._pieces(line.segment, width), width)

    def _pieces(self, segment: Segment, width: int) -> list[Piece]:
        """The segment's number and source, then mark and text of each language that fits."""
        chosen = segment.id == self._cursor
        cursor = self.get_component_rich_style("segment-grid--cursor") if chosen else Style()
        base = self.rich_style + cursor
        languages = self._languages if width >= _ALL_LANGUAGES_FROM else (self._active,)
        column = (width - _NUMBER - 2 - len(languages) * _MARK) // (len(languages) + 1)
        number = self.rich_style + self.get_component_rich_style("segment-grid--number") + cursor
        pieces = [
            Piece("▌" if chosen else " ", base),
            Piece(f"{segment.id:>{_NUMBER}} ", number),
            Piece(one_line(segment.source, column - 1) + " ", base),
        ]
        used = 2 + _NUMBER + column
        for language in languages:
            target = self._panels.target(segment.id, language)
            mark = self.get_component_rich_style(f"segment-grid--{'open' if target.open else 'done'}")
            text_style = base + Style(bold=True) if language == self._active and len(languages) > 1 and chosen else base
            pieces.append(Piece(one_line(state_mark(target), _MARK), self.rich_style + mark + cursor))
            pieces.append(Piece(one_line(target.text, column - 1) + " ", text_style))
            used += _MARK + column
        pieces.append(Piece(" " * (width - used), base))
        return pieces

    def column_titles(self) -> str:
        """What stands in the columns, for the border."""
        wide = self.scrollable_content_region.width >= _ALL_LANGUAGES_FROM
        shown = self._languages if wide else (self._active,)
        return " | ".join(code.upper() for code in (SOURCE.code, *shown))

    def on_click(self, event: events.Click) -> None:
        number = event.y - self.gutter.top + self.scroll_offset.y
        segment = self._lines[number].segment if 0 <= number < len(self._lines) else None
        if segment:
            self.post_message(SegmentChosen(segment.id))

    def action_move(self, steps: int) -> None:
        if self._ids:
            place = self._ids.index(self._cursor) + steps
            self.post_message(SegmentChosen(self._ids[max(0, min(place, len(self._ids) - 1))]))

    def action_page(self, direction: int) -> None:
        self.action_move(direction * max(1, self.size.height - 2))

    def action_edge(self, direction: int) -> None:
        self.action_move(direction * len(self._ids))


def _lines(panels: Panels, with_kinds: bool) -> list[_Line]:
    lines: list[_Line] = []
    kind = None
    for segment in panels.segments:
        if with_kinds and segment.kind is not kind:
            kind = segment.kind
            lines.append(_Line(None, kind))
        lines.append(_Line(segment, segment.kind))
    return lines
