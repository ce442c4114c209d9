"""All keys of a screen, made from its bindings, so that it is never out of date."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

_SHOWN = {"question_mark": "?", "escape": "Esc"}


class KeysScreen(ModalScreen[None]):
    """A list of keys and what they do."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,question_mark", "app.pop_screen", "Close")]

    def __init__(self, bindings: Sequence[BindingType]) -> None:
        super().__init__()
        self._listed = [binding for binding in bindings if isinstance(binding, Binding)]

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            lines = [
                Content.assemble((f"{key_names(binding):<18}", "bold"), binding.tooltip or binding.description)
                for binding in self._listed
            ]
            yield Static(Content("\n").join(lines))


class KeyLine(Static):
    """The bottom line: the most needed keys, as many as fit, and where to find the rest."""

    def __init__(self, bindings: Sequence[BindingType]) -> None:
        super().__init__()
        self._listed = [binding for binding in bindings if isinstance(binding, Binding) and binding.show]

    def on_resize(self) -> None:
        rest = Content.assemble((" Ctrl+P", "bold $accent"), " all ")
        line = Content("")
        for binding in self._listed:
            name = key_names(binding).partition(",")[0]
            item = Content.assemble((f" {name}", "bold $accent"), f" {binding.description} ")
            if line.cell_length + item.cell_length + rest.cell_length > self.size.width:
                break
            line += item
        self.update(line + rest)


def key_names(binding: Binding) -> str:
    """`ctrl+n,ctrl+down` as a person reads it: `Ctrl+N, Ctrl+Down`."""
    keys = ([_SHOWN.get(part, part.title()) for part in key.split("+")] for key in binding.key.split(","))
    return ", ".join("+".join(parts) for parts in keys)
