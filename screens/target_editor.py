"""The editor of one target: Ctrl+J breaks the line, pastes are cleaned, invisible characters are drawn."""

import asyncio
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from workspace.text import clean, visible

_LONGEST_WAIT = 5.0
"""Seconds; far more than any burst of keys takes."""


class TargetEditor(TextArea):
    """A target in the language of `code`. What is typed is saved by the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "line_break", "Line break", tooltip="Begin a new line in the target", show=False),
    ]

    def __init__(self, code: str, id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", highlight_cursor_line=False)
        self.code = code
        self.cursor_blink = False

    def get_line(self, line_index: int) -> Text:
        return Text(visible(self.document.get_line(line_index)), end="", no_wrap=True)

    @property
    def has_undo(self) -> bool:
        """Whether something was typed since the text was loaded."""
        return bool(self.history.undo_stack)

    @property
    def has_redo(self) -> bool:
        return bool(self.history.redo_stack)

    async def caught_up(self) -> None:
        """Wait until every key that arrived so far has been typed.

        The app hands keys to the editor and goes on: without this, an action could overtake letters of the same burst. Must
        not be awaited by the editor itself.
        """
        done = asyncio.Event()
        if self.is_running and self.call_later(done.set):
            await asyncio.wait_for(done.wait(), _LONGEST_WAIT)

    def put(self, text: str) -> None:
        """Put a text in the place of everything; undo brings it back."""
        self.replace(text, self.document.start, self.document.end)
        self.move_cursor(self.document.end)

    def action_line_break(self) -> None:
        self.insert("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        """Textual calls the handler of TextArea after this one, with the same event."""
        event.text = clean(event.text).text
