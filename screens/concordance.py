"""Searching the memory for a text: in Dutch, or in the language at hand."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from languages import SOURCE
from screens.text import ui_text
from tm.memory import Memory
from tm.model import ConcordanceHit
from workspace.text import clean

_LIMIT = 50


class ConcordanceScreen(ModalScreen[None]):
    """A line to search for, and the units that hold it."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Close"),
        Binding("f9", "other_side", "Other language", priority=True),
    ]

    def __init__(self, memory: Memory, text: str, language: str) -> None:
        super().__init__()
        self._memory = memory
        self._text = text
        self._languages = [SOURCE.code, language]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="side")
            yield Input(self._text, placeholder="a word, a name, a phrase", id="query")
            with VerticalScroll(classes="results"):
                yield Static(id="hits")

    def on_mount(self) -> None:
        self._show_side()
        self.query_one(Input).focus()

    def action_other_side(self) -> None:
        self._languages.reverse()
        self._show_side()
        self._search(clean(self.query_one(Input).value).text)

    def _show_side(self) -> None:
        here, there = (code.upper() for code in self._languages)
        self.query_one("#side", Static).update(
            Content.assemble(("Memory, ", "bold"), f"in {here}", (f"  F9: in {there}", "dim"))
        )

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._search(clean(event.value).text)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _search(self, text: str) -> None:
        hits = self._memory.concordance(text, self._languages[0], limit=_LIMIT)
        self.app.call_from_thread(self._show, text, hits)

    def _show(self, text: str, hits: list[ConcordanceHit]) -> None:
        if clean(self.query_one(Input).value).text != text:
            return  # an answer to what is no longer asked
        blocks = [_hit(hit, self._languages) for hit in hits]
        more = Content.styled(f"\nthe newest {_LIMIT} of more", "dim") if len(hits) == _LIMIT else Content("")
        nothing = Content.styled("nothing found" if text.strip() else "", "dim")
        self.query_one("#hits", Static).update(Content.assemble(Content("\n").join(blocks), more) if blocks else nothing)


def _hit(hit: ConcordanceHit, languages: list[str]) -> Content:
    texts = {variant.language: variant.text for variant in hit.unit.variants} | {SOURCE.code: hit.unit.source}
    found = ui_text(texts.get(hit.language, "")).stylize("bold reverse", *hit.span)
    other = texts.get(next(code for code in languages if code != hit.language), "")
    facts = f"{hit.unit.release_name or 'imported'} · {hit.unit.changed_at[:10]} · {hit.unit.changed_by}"
    return Content.assemble(found, "\n", ui_text(other, "bold"), "\n", ui_text(facts, "dim"), "\n")
