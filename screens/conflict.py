"""Two people wrote the same target: both texts, and the choice between them."""

from enum import Enum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from releases.desk import TargetConflict
from screens.text import ui_text


class Choice(Enum):
    MINE = "mine"
    THEIRS = "theirs"


class ConflictScreen(ModalScreen[Choice]):
    """Shows both texts; the one that is not chosen stays in the history or is put back by typing."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Not letters: the person may be in the middle of a word.
        Binding("f2", "choose('mine')", "Keep mine"),
        Binding("f9", "choose('theirs')", "Take theirs"),
    ]

    def __init__(self, conflict: TargetConflict) -> None:
        super().__init__()
        self._conflict = conflict

    def compose(self) -> ComposeResult:
        theirs = self._conflict.theirs
        with Vertical(classes="dialog"):
            yield Static(ui_text(self._conflict.message, "bold"))
            yield Static(ui_text(f"\nTheirs ({theirs.author}, {theirs.updated_at[:16].replace('T', ' ')} UTC):", "dim"))
            yield Static(ui_text(theirs.text))
            yield Static(ui_text("\nYours:", "dim"))
            yield Static(ui_text(self._conflict.mine))
            yield Static(ui_text("\nF2 keep mine        F9 take theirs", "bold"))

    def action_choose(self, choice: str) -> None:
        self.dismiss(Choice(choice))
