"""The desk: the release as a grid, the segment in its four languages, and what helps with it.

It turns keys into calls of `releases.desk` and shows the answers. What is typed is saved after a moment; looking up matches
happens in a thread, and late answers are dropped.
"""

from functools import partial
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.timer import Timer
from textual.widgets import TextArea
from textual.worker import Worker, WorkerState

from glossary.model import Hit
from languages import SOURCE
from languages import language as spoken
from languages.tokens import TokenKind, tokens
from releases.desk import Desk, TargetConflict
from releases.model import Origin, Target
from screens.actions import TypingScreen, after_typing, tell
from screens.concordance import ConcordanceScreen
from screens.conflict import Choice, ConflictScreen
from screens.helps import FindingList, FoundTerms, MatchList, TermList
from screens.keys import KeyLine, KeysScreen
from screens.messages import HelpFound, SegmentChosen
from screens.panel import SegmentPanel
from screens.segment_grid import SegmentGrid
from screens.target_editor import TargetEditor
from screens.title_line import TitleLine
from tm.model import Match
from workspace.errors import VierluikError

_RETRY_SECONDS = 2.0
"""What could not be saved is tried again after this time."""

_CARRIED = (TokenKind.EMAIL, TokenKind.URL, TokenKind.PHONE, TokenKind.HANDLE)


class DeskScreen(TypingScreen):
    """One release, open for translation."""

    CSS_PATH = "desk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012  declared so by Textual

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "enter",
            "confirm",
            tooltip="Confirm and go on; from a pane: to the editor",
            priority=True,
        ),
        Binding("f2", "confirm", "confirm", tooltip="Confirm, from any pane", priority=True, show=False),
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
        Binding("f1,question_mark", "keys", "keys", tooltip="All keys"),
    ]

    grid = getters.query_one(SegmentGrid)
    panel = getters.query_one(SegmentPanel)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._languages = desk.workspace.settings.targets
        mark = desk.last_bookmark()
        self._language = mark.language if mark and mark.language in self._languages else self._languages[0]
        first = desk.panels.segments[0].id
        self._segment = mark.segment if mark else desk.next_open(self._language) or first
        self._save_timer: Timer | None = None
        self._told = ""  # the trouble with saving that the person knows of
        self._matches: list[Match] = []
        self._terms: FoundTerms = ()
        self._inserted: int | None = None
        self._next_term = 0

    def compose(self) -> ComposeResult:
        yield TitleLine()
        yield SegmentGrid(self._desk.panels, self._languages, id="grid")
        with Container(id="work"):
            yield SegmentPanel(self._languages, id="panel")
            with Container(id="helps"):
                with VerticalScroll(id="matches-box"):
                    yield MatchList(id="matches")
                with VerticalScroll(id="terms-box"):
                    yield TermList(id="terms")
                with VerticalScroll(id="findings-box"):
                    yield FindingList(id="findings")
        yield KeyLine([*self.BINDINGS, *TargetEditor.BINDINGS])

    def on_mount(self) -> None:
        self.query_one("#matches-box").border_title = "matches"
        self.query_one("#terms-box").border_title = "terms"
        self.query_one("#findings-box").border_title = "findings"
        self._go(self._segment, self._language)

    # Moving

    def _go(self, segment: int, language: str) -> None:
        """Save what was typed, then show another segment or language; what cannot be saved keeps the person here."""
        if not self.save_now():
            return
        self._segment, self._language = segment, language
        self._inserted, self._next_term = None, 0
        self._matches, self._terms = [], ()
        self._load_all()
        self.query_one("#matches-box").scroll_home(animate=False)
        # At once, not with `focus()`: the next key may be waiting already.
        self.set_focus(self._editor(), scroll_visible=False)
        self._look_up(segment, language)

    def _load_all(self) -> None:
        """Put the saved targets into the editors, and draw."""
        for code in self._languages:
            self.panel.load(self._desk.panels.target(self._segment, code))
        self._show()

    def _editor(self) -> TargetEditor:
        return self.panel.editor(self._language)

    @on(SegmentChosen)
    async def _segment_chosen(self, message: SegmentChosen) -> None:
        await self.caught_up()
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
            self._inserted, self._matches, self._terms = None, [], ()
            self._show()
            self._look_up(self._segment, self._language)

    @after_typing
    def action_step(self, steps: int) -> None:
        ids = [segment.id for segment in self._desk.panels.segments]
        place = max(0, min(ids.index(self._segment) + steps, len(ids) - 1))
        self._go(ids[place], self._language)

    @after_typing
    def action_next_language(self) -> None:
        place = self._languages.index(self._language)
        self._go(self._segment, self._languages[(place + 1) % len(self._languages)])

    @after_typing
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

    @after_typing
    def action_next_pane(self) -> None:
        """Editor, grid, matches, terms, findings, and round again."""
        panes = [self._editor(), self.grid, *(self.query_one(f"#{name}-box") for name in ("matches", "terms", "findings"))]
        focused = next((place for place, pane in enumerate(panes) if pane.has_focus), -1)
        panes[(focused + 1) % len(panes)].focus()

    def action_leave(self) -> None:
        if not self.grid.has_focus:
            self.grid.focus()
            return
        if self.save_now():
            self.dismiss()

    # Writing

    @on(TextArea.Changed)
    def _typed(self, message: TextArea.Changed) -> None:
        editor = message.text_area
        if isinstance(editor, TargetEditor) and editor.code in self.panel.unsaved():
            self.panel.show_state(self.panel.loaded(editor.code))
            if self._save_timer is None:
                self._save_timer = self.set_timer(self._desk.workspace.settings.autosave_seconds, self.save_now)

    async def caught_up(self) -> None:
        await self._editor().caught_up()

    def save_now(self) -> bool:
        """Save every editor that holds something new, and where the person is; returns whether all of it is saved.

        What cannot be saved is told once, stays in its editor, and is tried again.
        """
        if self._save_timer is not None:
            self._save_timer.stop()
            self._save_timer = None
        try:
            for language in self.panel.unsaved():
                self._save(language)
            self._desk.bookmark(self._segment, self._language)
            self._told = ""
        except VierluikError as error:
            if str(error) != self._told:
                self._told = str(error)
                tell(self, error)
        saved = not self.panel.unsaved()
        if not saved:
            self._save_timer = self.set_timer(_RETRY_SECONDS, self.save_now)
        return saved

    def _save(self, language: str) -> None:
        text, loaded = self.panel.editor(language).text, self.panel.loaded(language)
        origin, score = Origin.TYPED, None
        if language == self._language and self._inserted is not None and text == self._matches[self._inserted].target:
            origin, score = Origin.MATCH, self._matches[self._inserted].score
        try:
            self.panel.saved(self._desk.save_draft(self._segment, language, text, loaded.version, origin, score))
        except TargetConflict as conflict:
            self._settle(conflict)
            return
        self._show()

    @after_typing
    def action_enter(self) -> None:
        if isinstance(self.focused, TargetEditor):
            self._confirm()
        else:
            self._editor().focus()

    @after_typing
    def action_confirm(self) -> None:
        self._confirm()

    def _confirm(self) -> None:
        if not self.save_now():
            return
        version = self.panel.loaded(self._language).version
        try:
            done = self._desk.confirm(self._segment, self._language, expected_version=version)
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
        """Somebody else saved this target: let the person choose; until then nothing is overwritten, and nobody moves on."""
        if any(isinstance(screen, ConflictScreen) for screen in self.app.screen_stack):
            return
        self.app.push_screen(ConflictScreen(conflict), partial(self._settled, conflict))

    def _settled(self, conflict: TargetConflict, choice: Choice | None) -> None:
        """Mine is saved in either case; taking theirs undoes that: both are in the history, and redo brings mine back."""
        language = conflict.theirs.language
        try:
            self._desk.refresh()
            version = self._desk.panels.target(self._segment, language).version
            self._desk.save_draft(self._segment, language, self.panel.editor(language).text, version)
            if choice is Choice.THEIRS:
                self._desk.undo()
        except VierluikError as error:
            tell(self, error)
            return
        self.panel.load(self._desk.panels.target(self._segment, language))
        self._show()

    @after_typing
    def action_undo(self) -> None:
        if self._editor().has_undo:
            self._editor().undo()
        elif self.save_now():
            self._reverted(self._desk.undo(), "undo")

    @after_typing
    def action_redo(self) -> None:
        if self._editor().has_redo:
            self._editor().redo()
        elif self.save_now():
            self._reverted(self._desk.redo(), "redo")

    def _reverted(self, changed: list[Target], what: str) -> None:
        if not changed:
            self.notify(f"There is nothing to {what}.", markup=False)
            return
        self._load_all()  # what the editors hold is older than what was just written
        self._go(changed[0].segment, changed[0].language)

    @after_typing
    def action_insert_match(self) -> None:
        """Put the best match into the target; pressed again, the next one."""
        if not self._matches:
            self.notify("There is no match to insert.", markup=False)
            return
        self._inserted = 0 if self._inserted is None else (self._inserted + 1) % len(self._matches)
        self._editor().put(self._matches[self._inserted].target)
        self._show_helps()

    @after_typing
    def action_insert_term(self) -> None:
        """Insert the next name at the cursor."""
        names = [names[0].text for _, names in self._terms if names]
        if not names:
            self.notify("The glossary has no name for this segment.", markup=False)
            return
        self._editor().insert(names[self._next_term % len(names)])
        self._next_term += 1

    @after_typing
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

    @after_typing
    def action_check(self) -> None:
        self.save_now()
        self._show_helps()
        findings = self._desk.findings(self._segment, self._language)
        self.notify(f"{len(findings)} findings." if findings else "The checks are content.", markup=False)

    @after_typing
    def action_concordance(self) -> None:
        self.save_now()
        self.app.push_screen(ConcordanceScreen(self._desk.memory, self._editor().selected_text, self._language))

    def action_keys(self) -> None:
        self.app.push_screen(KeysScreen([*self.BINDINGS, *TargetEditor.BINDINGS]))

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
            self.panel.show_source(self._desk.segment(self._segment), self._terms)
            self._show_helps()

    # Drawing

    def _show(self) -> None:
        """Draw everything but what the editors hold."""
        panels = self._desk.panels
        self.grid.show(panels, self._segment, self._language)
        self.grid.border_title = self.grid.column_titles()
        self.query_one(TitleLine).show(panels, self._languages)
        self.panel.show_active(self._language)
        self.panel.show_source(self._desk.segment(self._segment), self._terms)
        for code in self._languages:
            self.panel.show_state(panels.target(self._segment, code))
        self._show_helps()

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
