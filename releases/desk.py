"""The desk without a screen: one open release, and everything that may be done to its targets.

The workbench and the command line call the same methods. Each writes in one transaction, with a history entry and one step
of undo; nothing confirmed is overwritten unasked, and a save against an older version is a conflict, not a loss.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from glossary.glossary import Glossary
from glossary.model import Hit
from releases.checks import check_target
from releases.model import Finding, Origin, Panels, Segment, State, Target, TargetVersion
from releases.store import sources, targets
from tm.memory import Memory
from tm.model import Context, Match, Unit, Variant
from workspace.directory import Workspace
from workspace.errors import ConflictError, VierluikError
from workspace.people import Role
from workspace.text import clean


class TargetConflict(ConflictError):
    """Somebody else saved the target meanwhile; both texts are kept here."""

    def __init__(self, mine: str, theirs: Target) -> None:
        super().__init__(
            f"Segment {theirs.segment} ({theirs.language}) was changed by {theirs.author or 'somebody'} meanwhile",
            f"Theirs: {theirs.text!r}. Yours: {mine!r}.",
        )
        self.mine = mine
        self.theirs = theirs


@dataclass(frozen=True)
class Confirmation:
    """What confirming a target did."""

    target: Target
    propagated: tuple[Target, ...]
    """Open targets of identical segments that got the text, as drafts."""
    findings: tuple[Finding, ...]


class Desk:
    """One release, open for work by one member."""

    def __init__(
        self, workspace: Workspace, release_id: int, memory: Memory | None = None, glossary: Glossary | None = None
    ) -> None:
        """Raises VierluikError when there is no such release."""
        self.workspace = workspace
        self.memory = memory or Memory(workspace)
        self.glossary = glossary or Glossary(workspace)
        self.panels = self._load(release_id)
        self._position = {segment.id: number for number, segment in enumerate(self.panels.segments)}
        # The draft that was saved here last: typing on replaces its entry in the history, nobody else's.
        self._typing: tuple[int, Target] | None = None

    def refresh(self) -> None:
        """Take in what others did."""
        self.panels = self._load(self.panels.release.id)

    def segment(self, segment_id: int) -> Segment:
        """Raises VierluikError when the release has no such segment."""
        if segment_id not in self._position:
            raise VierluikError(
                f"Release {self.panels.release.id} has no segment {segment_id}",
                f"Its segments are 1 to {max(self._position, default=0)}: vierluik show {self.panels.release.id}",
            )
        return self.panels.segments[self._position[segment_id]]

    # What is known about a segment

    def context(self, segment_id: int) -> Context:
        """Its neighbours, as the memory wants them."""
        position = self._position[self.segment(segment_id).id]
        segments = self.panels.segments
        return Context(
            previous=segments[position - 1].source if position else "",
            next=segments[position + 1].source if position + 1 < len(segments) else "",
            release=self.panels.release.id,
            block=segments[position].fingerprint,
        )

    def matches(self, segment_id: int, language: str, min_score: int | None = None, limit: int | None = None) -> list[Match]:
        """What the memory offers, best first."""
        return self.memory.match(self.segment(segment_id).source, language, self.context(segment_id), min_score, limit)

    def terms(self, segment_id: int) -> list[Hit]:
        """The institutions and notions named in the source."""
        return self.glossary.find(self.segment(segment_id).source)

    def findings(self, segment_id: int, language: str) -> list[Finding]:
        """What the checks say about the target as it is saved."""
        return check_target(self.segment(segment_id), self.panels.target(segment_id, language))

    def history(self, segment_id: int, language: str) -> list[TargetVersion]:
        """Every version of a target, the oldest first."""
        with self.workspace.db.read() as connection:
            return targets.history(connection, self.panels.release.id, self.segment(segment_id).id, language)

    def next_open(self, language: str, after: int = 0) -> int | None:
        """The next segment that is still open in a language, going round; None when all are confirmed."""
        ids = [segment.id for segment in self.panels.segments]
        start = self._position.get(after, -1)
        ring = ids[start + 1 :] + ids[: start + 1]
        return next((one for one in ring if self.panels.target(one, language).open), None)

    # What changes a target

    def save_draft(
        self,
        segment_id: int,
        language: str,
        text: str,
        expected_version: int | None = None,
        origin: Origin = Origin.TYPED,
        score: int | None = None,
    ) -> Target:
        """Save what is being typed, or was inserted. A confirmed target becomes a draft again; the same text changes nothing.

        Raises TargetConflict when the target is no longer the version that the text was typed over.
        """
        segment = self.segment(segment_id)
        self._must_translate()
        with self.workspace.db.write() as connection:
            current = self._current(connection, segment, language, text, expected_version)
            new = _typed(current, clean(text).text, origin, score)
            if new != current:
                new = self._stamped(new)
                change, written = self._typing or (0, None)
                if origin is Origin.TYPED and current == written:
                    targets.drop_history(connection, self.panels.release.id, current)
                else:
                    change = self._change(connection, "draft")
                targets.save_target(connection, self.panels.release.id, change, new)
                self._typing = (change, new)
        self._remember([new])
        return new

    def confirm(
        self, segment_id: int, language: str, text: str | None = None, expected_version: int | None = None
    ) -> Confirmation:
        """Say that a target is right: it is translated, goes into the memory and to identical open segments.

        `text` replaces what is saved; None confirms it as it is. Raises VierluikError when there is nothing to confirm,
        TargetConflict as `save_draft` does.
        """
        segment = self.segment(segment_id)
        self._must_translate()
        with self.workspace.db.write() as connection:
            current = self._current(connection, segment, language, text or "", expected_version)
            new = current if text is None else _typed(current, clean(text).text, Origin.TYPED, None)
            if not new.text.strip():
                raise VierluikError(f"Segment {segment_id} ({language}) has no text to confirm", "Translate it first.")
            changed = []
            if new != current or new.open:
                change = self._change(connection, "confirm")
                new = self._stamped(replace(new, state=State.TRANSLATED, outdated=False))
                changed = [new, *self._propagated(connection, segment, new)]
                for target in changed:
                    targets.save_target(connection, self.panels.release.id, change, target)
                self._into_memory(connection, segment, new)
        self._remember(changed)
        return Confirmation(new, tuple(changed[1:]), tuple(check_target(segment, new)))

    def fill(self, drafts: Iterable[Target], action: str) -> list[Target]:
        """Write drafts into targets that are still empty, as one step of undo; returns those that were written."""
        self._must_translate()
        written = []
        with self.workspace.db.write() as connection:
            change = None
            for draft in drafts:
                current = targets.load_target(connection, self.panels.release.id, draft.segment, draft.language)
                if current.text:
                    continue
                change = change or self._change(connection, action)
                new = self._stamped(replace(draft, state=State.DRAFT, version=current.version))
                targets.save_target(connection, self.panels.release.id, change, new)
                written.append(new)
        self._remember(written)
        return written

    def undo(self) -> list[Target]:
        """Take back this member's last action in the release; returns the targets it changed, none when there is nothing.

        Raises TargetConflict when somebody else changed one of them since.
        """
        return self._revert(redo=False)

    def redo(self) -> list[Target]:
        """Do again what was undone last, as `undo` does."""
        return self._revert(redo=True)

    # Where everybody was

    def bookmark(self, segment_id: int, language: str) -> None:
        """Remember where this member is, for the next time."""
        mark = targets.Bookmark(self.panels.release.id, language, self.segment(segment_id).id)
        with self.workspace.db.write() as connection:
            targets.save_bookmark(connection, self._me, mark, self.workspace.now())

    def last_bookmark(self) -> targets.Bookmark | None:
        with self.workspace.db.read() as connection:
            mark = targets.load_bookmark(connection, self._me, self.panels.release.id)
        return mark if mark and mark.segment in self._position else None

    def _load(self, release_id: int) -> Panels:
        with self.workspace.db.read() as connection:
            release = sources.find_release(connection, release_id)
            if release is None:
                raise VierluikError(f"There is no release {release_id}", "vierluik releases lists them.")
            text, segments = sources.load_segments(connection, release)
            return Panels(release, text, segments, targets.load_targets(connection, release_id))

    @property
    def _me(self) -> str:
        return self.workspace.member.name

    def _must_translate(self) -> None:
        if not self.workspace.member.may_act_as(Role.REVIEWER):
            self.workspace.member.must_act_as(Role.TRANSLATOR)

    def _current(
        self, connection: Connection, segment: Segment, language: str, text: str, expected_version: int | None
    ) -> Target:
        """The target as it is in the database, if it may be changed by one who saw `expected_version`."""
        if language not in self.workspace.settings.targets:
            raise VierluikError(
                f"{language!r} is not a target language of this workspace",
                f"They are {', '.join(self.workspace.settings.targets)}; vierluik.toml lists them.",
            )
        current = targets.load_target(connection, self.panels.release.id, segment.id, language)
        if expected_version is not None and current.version != expected_version:
            raise TargetConflict(text, current)
        if current.state is State.FINAL:
            raise VierluikError(f"Segment {segment.id} ({language}) is signed off", "Reopen the language first.")
        return current

    def _stamped(self, target: Target) -> Target:
        return replace(target, version=target.version + 1, author=self._me, updated_at=self.workspace.now())

    def _change(self, connection: Connection, action: str, undoes: int | None = None) -> int:
        self._typing = None
        return targets.add_change(connection, self.panels.release.id, action, self._me, self.workspace.now(), undoes)

    def _propagated(self, connection: Connection, segment: Segment, confirmed: Target) -> list[Target]:
        """The targets of identical segments that nobody typed or confirmed, with the confirmed text as draft."""
        found = []
        for twin in self.panels.segments:
            if twin.id == segment.id or twin.source != segment.source:
                continue
            current = targets.load_target(connection, self.panels.release.id, twin.id, confirmed.language)
            if current.state.confirmed or current.typed or current.state is State.REJECTED or current.text == confirmed.text:
                continue
            propagated = replace(
                current, text=confirmed.text, state=State.DRAFT, origin=Origin.PROPAGATED, score=100, outdated=False
            )
            found.append(self._stamped(propagated))
        return found

    def _into_memory(self, connection: Connection, segment: Segment, target: Target) -> None:
        variant = Variant(target.language, target.text, target.state, author=target.author, at=target.updated_at)
        release = self.panels.release
        unit = Unit(segment.source, (variant,), self.context(segment.id), release_name=release.slug, segment=segment.id)
        self.memory.add(connection, unit)

    def _revert(self, redo: bool) -> list[Target]:
        self._must_translate()
        release_id = self.panels.release.id
        with self.workspace.db.write() as connection:
            undone = targets.latest_change(connection, release_id, self._me, redo)
            if undone is None:
                return []
            change = self._change(connection, "redo" if redo else "undo", undone)
            targets.mark_undone(connection, undone)
            reverted = []
            for left in targets.versions_of_change(connection, undone):
                current = targets.load_target(connection, release_id, left.segment, left.language)
                before = targets.version_before(connection, release_id, left)
                if (current.text, current.state) != (left.text, left.state):
                    raise TargetConflict(before.text, current)
                # Whose text it is stays; who took it back stands in the change.
                new = replace(before, version=current.version + 1, updated_at=self.workspace.now())
                targets.save_target(connection, release_id, change, new)
                self._follow_in_memory(connection, left, new)
                reverted.append(new)
        self._remember(reverted)
        return reverted

    def _follow_in_memory(self, connection: Connection, left: Target, restored: Target) -> None:
        """After undo and redo the memory holds a confirmed target again, or no longer one whose confirmation was undone."""
        segment = self.segment(left.segment)
        if restored.state.confirmed:
            self._into_memory(connection, segment, restored)
        elif left.state.confirmed:
            release_id = self.panels.release.id
            self.memory.withdraw(connection, release_id, segment.id, segment.source, restored.language)

    def _remember(self, changed: Iterable[Target]) -> None:
        self.panels.targets.update({(target.segment, target.language): target for target in changed})


def _typed(current: Target, text: str, origin: Origin, score: int | None) -> Target:
    """The target with a new text; the same text leaves state and origin alone."""
    if text == current.text:
        return current
    if not text:
        return replace(current, text="", state=State.NEW, origin=Origin.NONE, score=None)
    kept = current.score if origin is Origin.TYPED and current.text else score
    return replace(current, text=text, state=State.DRAFT, origin=origin, score=kept)
