"""The desk: the release as a grid, the segment in its four languages, and what helps with it.

It turns keys into calls of `releases.desk` and shows the answers. What is typed is saved after a moment; looking up matches
happens in a thread, and late answers are dropped.
"""

from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import TextArea
from textual.worker import Worker, WorkerState

from glossary.model import Hit
from languages import SOURCE
from languages import language as spoken
from languages.tokens import TokenKind, tokens
from releases.desk import Desk, TargetConflict
from releases.model import Origin, Target
from screens.concordance import ConcordanceScreen
from screens.conflict import Choice, ConflictScreen
from screens.errors import tell, tells_errors
from screens.helps import FindingList, FoundTerms, MatchList, SourceText, TermList
from screens.keys import KeyLine, KeysScreen
from screens.messages import ConfirmPressed, HelpFound, SegmentChosen
from screens.segment_grid import SegmentGrid
from screens.target_editor import TargetEditor
from screens.text import state_mark
from screens.title_line import TitleLine
from tm.model import Match
from workspace.errors import VierluikError

_CARRIED = (TokenKind.EMAIL, TokenKind.URL, TokenKind.PHONE, TokenKind.HANDLE)


class DeskScreen(Screen[None]):
    """One release, open for translation."""

    CSS_PATH = "desk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  declared so by Textual

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "confirm", "confirm", tooltip="The same, from any pane", priority=True, show=False),
        Binding("ctrl+t", "insert_match", "match", tooltip="Insert the best match; again: the next one", priority=True),
        Binding("ctrl+g", "insert_term", "term", tooltip="Insert the next glossary term", priority=True),
        Binding("f9", "next_language", "language", tooltip="Next target language", priority=True),
        Binding("f8", "next_open", "next open", tooltip="Next segment that is open or has a finding", priority=True),
        Binding("f7", "concordance", "search", tooltip="Find a text in the memory", priority=True),
        Binding("ctrl+n,ctrl+down", "step(1)", "next", tooltip="Next segment", priority=True),
        Binding("ctrl+o,ctrl+up", "step(-1)", "previous", tooltip="Previous segment", priority=True),
        Binding("ctrl+l", "insert_placeable", "carry", tooltip="Insert the next e-mail, URL, phone or handle", priority=True),
        Binding("f5", "check", "check", tooltip="Check this segment", priority=True),
        Binding("ctrl+z", "undo", "undo", tooltip="Undo typing, insertions, confirmations", priority=True),
        Binding("ctrl+y", "redo", "redo", tooltip="Do again what was undone", priority=True),
        Binding("f6", "next_pane", "pane", tooltip="Next pane", priority=True),
        Binding("escape", "leave", "back", tooltip="Leave the editor; then the release"),
        Binding("enter", "edit", "edit", tooltip="From the grid: back to the editor", show=False),
        Binding("f1,question_mark", "keys", "keys", tooltip="All keys"),
    ]

    grid = getters.query_one(SegmentGrid)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._languages = desk.workspace.settings.targets
        mark = desk.last_bookmark()
        self._language = mark.language if mark and mark.language in self._languages else self._languages[0]
        first = desk.panels.segments[0].id
        self._segment = mark.segment if mark else desk.next_open(self._language) or first
        self._loaded: dict[str, Target] = {}
        self._save_timer: Timer | None = None
        self._matches: list[Match] = []
        self._terms: FoundTerms = ()
        self._inserted: int | None = None
        self._next_term = 0

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield SegmentGrid(self._desk.panels, self._languages, id="grid")
        with Container(id="work"):
            with Container(id="panel"):
                with VerticalScroll(id="source-box", can_focus=False):
                    yield SourceText(id="source")
                for language in self._languages:
                    yield TargetEditor(language, id=f"target-{language}")
            with Container(id="helps"):
                with VerticalScroll(id="matches-box"):
                    yield MatchList(id="matches")
                with VerticalScroll(id="terms-box"):
                    yield TermList(id="terms")
                with VerticalScroll(id="findings-box"):
                    yield FindingList(id="findings")
        yield KeyLine([*TargetEditor.BINDINGS, *self.BINDINGS])

    def on_mount(self) -> None:
        self.query_one("#matches-box").border_title = "matches"
        self.query_one("#terms-box").border_title = "terms"
        self.query_one("#findings-box").border_title = "findings"
        self._go(self._segment, self._language)

    # Moving

    def _go(self, segment: int, language: str) -> None:
        """Save what was typed, then show another segment or language."""
        self.save_now()
        self._segment, self._language = segment, language
        self._inserted, self._next_term = None, 0
        self._matches, self._terms = [], ()
        for code in self._languages:
            self._load(code)
        self._show()
        self.query_one("#matches-box").scroll_home(animate=False)
        self.query_one(f"#target-{language}", TargetEditor).focus(scroll_visible=False)
        self._look_up(segment, language)

    def _load(self, language: str) -> None:
        """Put the saved target into its editor."""
        target = self._desk.panels.target(self._segment, language)
        editor = self._editor(language)
        self._loaded[language] = target
        if editor.text != target.text or editor.has_undo or editor.has_redo:
            editor.load_text(target.text)
            editor.move_cursor(editor.document.end)

    def _editor(self, language: str | None = None) -> TargetEditor:
        return self.query_one(f"#target-{language or self._language}", TargetEditor)

    @on(SegmentChosen)
    def _segment_chosen(self, message: SegmentChosen) -> None:
        if message.segment != self._segment:
            was_in_grid = self.grid.has_focus
            self._go(message.segment, self._language)
            if was_in_grid:
                self.grid.focus()

    def on_descendant_focus(self) -> None:
        """Clicking or tabbing into another language makes it the active one."""
        focused = self.focused
        if isinstance(focused, TargetEditor) and focused.code != self._language:
            self.save_now()
            self._language = focused.code
            self._inserted = None
            self._show()
            self._look_up(self._segment, self._language)

    def action_step(self, steps: int) -> None:
        ids = [segment.id for segment in self._desk.panels.segments]
        place = max(0, min(ids.index(self._segment) + steps, len(ids) - 1))
        self._go(ids[place], self._language)

    def action_next_language(self) -> None:
        place = self._languages.index(self._language)
        self._go(self._segment, self._languages[(place + 1) % len(self._languages)])

    def action_next_open(self) -> None:
        self.save_now()
        ids = [segment.id for segment in self._desk.panels.segments]
        place = ids.index(self._segment) + 1
        for segment in ids[place:] + ids[:place]:
            target = self._desk.panels.target(segment, self._language)
            if target.open or self._desk.findings(segment, self._language):
                self._go(segment, self._language)
                return
        self.notify("Every segment is confirmed, and the checks are content.", markup=False)

    def action_next_pane(self) -> None:
        """Editor, grid, matches, terms, findings, and round again."""
        panes = [self._editor(), self.grid, *(self.query_one(f"#{name}-box") for name in ("matches", "terms", "findings"))]
        focused = next((place for place, pane in enumerate(panes) if pane.has_focus), -1)
        panes[(focused + 1) % len(panes)].focus()

    def action_edit(self) -> None:
        self._editor().focus()

    def action_leave(self) -> None:
        if not self.grid.has_focus:
            self.grid.focus()
            return
        self.save_now()
        self.dismiss()

    # Writing

    @on(TextArea.Changed)
    def _typed(self, message: TextArea.Changed) -> None:
        editor = message.text_area
        if isinstance(editor, TargetEditor) and self._is_dirty(editor.code):
            self._show_saved(editor.code)
            if self._save_timer is None:
                self._save_timer = self.set_timer(self._desk.workspace.settings.autosave_seconds, self.save_now)

    def _is_dirty(self, language: str) -> bool:
        loaded = self._loaded.get(language)
        return loaded is not None and self._editor(language).text != loaded.text

    @tells_errors
    def save_now(self) -> None:
        """Save every editor that holds something new, and where the person is."""
        if self._save_timer is not None:
            self._save_timer.stop()
            self._save_timer = None
        if not self._loaded:
            return
        for language in self._languages:
            if self._is_dirty(language):
                self._save(language)
        self._desk.bookmark(self._segment, self._language)

    def _save(self, language: str) -> None:
        text, loaded = self._editor(language).text, self._loaded[language]
        origin, score = Origin.TYPED, None
        if language == self._language and self._inserted is not None and text == self._matches[self._inserted].target:
            origin, score = Origin.MATCH, self._matches[self._inserted].score
        try:
            self._loaded[language] = self._desk.save_draft(self._segment, language, text, loaded.version, origin, score)
        except TargetConflict as conflict:
            self._settle(conflict)
            return
        self._show()

    def action_confirm(self) -> None:
        self._confirm()

    @on(ConfirmPressed)
    def _enter(self) -> None:
        self._confirm()

    @tells_errors
    def _confirm(self) -> None:
        self.save_now()
        loaded = self._loaded[self._language]
        try:
            done = self._desk.confirm(self._segment, self._language, expected_version=loaded.version)
        except TargetConflict as conflict:
            self._settle(conflict)
            return
        if done.propagated:
            self.notify(f"Also put into {len(done.propagated)} identical segments, as drafts.", markup=False)
        for finding in done.findings:
            self.notify(f"Segment {self._segment}: {finding.message}", severity="warning", markup=False)
        following = self._desk.next_open(self._language, self._segment)
        if following is None:
            self.notify(f"{self._language.upper()} is complete.", markup=False)
        self._go(following or self._segment, self._language)

    def _settle(self, conflict: TargetConflict) -> None:
        """Somebody else saved this target: let the person choose; until then nothing is overwritten."""
        if any(isinstance(screen, ConflictScreen) for screen in self.app.screen_stack):
            return
        self.app.push_screen(ConflictScreen(conflict), partial(self._settled, conflict))

    @tells_errors
    def _settled(self, conflict: TargetConflict, choice: Choice | None) -> None:
        self._desk.refresh()
        language = conflict.theirs.language
        if choice is Choice.MINE:
            version = self._desk.panels.target(self._segment, language).version
            self._desk.save_draft(self._segment, language, self._editor(language).text, version)
        self._load(language)
        self._show()

    @tells_errors
    def action_undo(self) -> None:
        if self._editor().has_undo:
            self._editor().undo()
        else:
            self._reverted(self._desk.undo(), "undo")

    @tells_errors
    def action_redo(self) -> None:
        if self._editor().has_redo:
            self._editor().redo()
        else:
            self._reverted(self._desk.redo(), "redo")

    def _reverted(self, changed: list[Target], what: str) -> None:
        if not changed:
            self.notify(f"There is nothing to {what}.", markup=False)
            return
        self._loaded.clear()  # what the editors hold is older than what was just written
        self._go(changed[0].segment, changed[0].language)

    def action_insert_match(self) -> None:
        """Put the best match into the target; pressed again, the next one."""
        if not self._matches:
            self.notify("There is no match to insert.", markup=False)
            return
        self._inserted = 0 if self._inserted is None else (self._inserted + 1) % len(self._matches)
        self._editor().put(self._matches[self._inserted].target)
        self._show_helps()

    def action_insert_term(self) -> None:
        """Insert the next name at the cursor."""
        names = [names[0].text for _, names in self._terms if names]
        if not names:
            self.notify("The glossary has no name for this segment.", markup=False)
            return
        self._editor().insert(names[self._next_term % len(names)])
        self._next_term += 1

    def action_insert_placeable(self) -> None:
        """Insert the first address or number of the source that the target does not hold yet."""
        there = self._editor().text
        source = self._desk.segment(self._segment).source
        missing = [token.text for token in tokens(source, SOURCE) if token.kind in _CARRIED and token.text not in there]
        if missing:
            self._editor().insert(missing[0])
        else:
            self.notify("Nothing to carry over is missing.", markup=False)

    # Help

    def action_check(self) -> None:
        self.save_now()
        self._show_helps()
        findings = self._desk.findings(self._segment, self._language)
        self.notify(f"{len(findings)} findings." if findings else "The checks are content.", markup=False)

    def action_concordance(self) -> None:
        self.save_now()
        self.app.push_screen(ConcordanceScreen(self._desk.memory, self._editor().selected_text, self._language))

    def action_keys(self) -> None:
        self.app.push_screen(KeysScreen([*TargetEditor.BINDINGS, *self.BINDINGS]))

    @work(thread=True, exclusive=True, group="help", exit_on_error=False)
    def _look_up(self, segment: int, language: str) -> None:
        matches = self._desk.matches(segment, language)
        hits: list[Hit] = self._desk.terms(segment)
        terms = [(hit, self._desk.glossary.targets(hit, spoken(language))) for hit in hits]
        self.post_message(HelpFound(segment, language, matches, terms))

    @on(HelpFound)
    def _help_found(self, message: HelpFound) -> None:
        if (message.segment, message.language) == (self._segment, self._language):
            self._matches, self._terms = message.matches, message.terms
            self._show_source()
            self._show_helps()

    # Drawing

    def _show(self) -> None:
        """Draw everything but what the editors hold."""
        panels = self._desk.panels
        self.grid.show(panels, self._segment, self._language)
        self.grid.border_title = self.grid.column_titles()
        self.query_one(TitleLine).show(panels, self._languages)
        self._show_source()
        for code in self._languages:
            editor = self._editor(code)
            editor.set_class(code == self._language, "-active")
            self._show_saved(code)
        self._show_helps()

    def _show_source(self) -> None:
        segment = self._desk.segment(self._segment)
        self.query_one("#source", SourceText).show(segment.source, self._terms)
        self.query_one("#source-box").border_title = f"{SOURCE.code.upper()} {segment.id} {segment.kind}"

    def _show_saved(self, language: str) -> None:
        """State, and the quiet words that the text is saved: they are true."""
        target = self._desk.panels.target(self._segment, language)
        parts = [language.upper(), state_mark(target), target.state]
        if target.score is not None:
            parts.append(f"{target.score} %")
        if self._is_dirty(language):
            parts.append("…")
        elif target.version:
            parts.append(f"· saved {datetime.fromisoformat(target.updated_at).astimezone():%H:%M:%S}")
        self._editor(language).border_title = " ".join(parts)

    def _show_helps(self) -> None:
        segment = self._desk.segment(self._segment)
        self.query_one("#matches", MatchList).show(segment.source, self._matches, self._inserted)
        self.query_one("#terms", TermList).show(segment.source, self._terms)
        self.query_one("#findings", FindingList).show(self._desk.findings(self._segment, self._language))

    @on(Worker.StateChanged)
    def _worker_changed(self, event: Worker.StateChanged) -> None:
        """A look-up that failed is told, and the desk goes on; a bug ends the app, as everywhere."""
        error = event.worker.error
        if event.state is not WorkerState.ERROR or error is None:
            return
        if not isinstance(error, VierluikError):
            raise error
        tell(self, error)
