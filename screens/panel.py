"""The heart of the desk: one segment in its four languages, aligned; and what of it is not saved yet.

It holds texts and shows states. Saving them, and moving on, is the screen's work.
"""

from collections.abc import Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll

from languages import SOURCE
from releases.model import Segment, Target
from screens.helps import FoundTerms, SourceText
from screens.target_editor import TargetEditor
from screens.text import state_mark


class SegmentPanel(Container):
    """The source and an editor for each target language."""

    def __init__(self, languages: Sequence[str], id: str | None = None) -> None:  # noqa: A002  Textual's name
        super().__init__(id=id)
        self._languages = languages
        self._loaded: dict[str, Target] = {}

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="source-box", can_focus=False):
            yield SourceText(id="source")
        for code in self._languages:
            yield TargetEditor(code, id=f"target-{code}")

    def editor(self, code: str) -> TargetEditor:
        return self.query_one(f"#target-{code}", TargetEditor)

    def loaded(self, code: str) -> Target:
        """The saved target that the editor's text was typed over."""
        return self._loaded[code]

    def load(self, target: Target) -> None:
        """Put a saved target into its editor, in the place of what is there."""
        editor = self.editor(target.language)
        self._loaded[target.language] = target
        if editor.text != target.text or editor.has_undo or editor.has_redo:
            editor.load_text(target.text)
            editor.move_cursor(editor.document.end)

    def saved(self, target: Target) -> None:
        """The editor's text was saved as this target."""
        self._loaded[target.language] = target

    def unsaved(self) -> list[str]:
        """The languages whose editors hold something that is not saved."""
        return [code for code, target in self._loaded.items() if self.editor(code).text != target.text]

    def show_source(self, segment: Segment, terms: FoundTerms) -> None:
        self.query_one("#source", SourceText).show(segment.source, terms)
        self.query_one("#source-box").border_title = f"{SOURCE.code.upper()} {segment.id} {segment.kind}"

    def show_active(self, code: str) -> None:
        """Mark the language that is being worked on; on a narrow screen it is the only one shown."""
        for editor in self.query(TargetEditor):
            editor.set_class(editor.code == code, "-active")

    def show_state(self, target: Target) -> None:
        """State, and the quiet words that the text is saved: they are true."""
        parts = [target.language.upper(), state_mark(target), target.state]
        if target.score is not None:
            parts.append(f"{target.score} %")
        if target.language in self.unsaved():
            parts.append("…")
        elif target.version:
            parts.append(f"· saved {datetime.fromisoformat(target.updated_at).astimezone():%H:%M:%S}")
        self.editor(target.language).border_title = " ".join(parts)
