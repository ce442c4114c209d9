"""What a release is made of. Every stage of the road takes and returns these dataclasses; none of them changes."""

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a paragraph-like part of a release is for."""

    DATELINE = "dateline"
    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    BODY = "body"
    QUOTE = "quote"
    LIST = "list"
    CONTACT = "contact"
    BOILERPLATE = "boilerplate"

    @property
    def recurs(self) -> bool:
        """Whether such a block is the same in many releases, whatever stands around it."""
        return self in (BlockKind.CONTACT, BlockKind.BOILERPLATE)

    @property
    def prose(self) -> bool:
        """Whether it is written in sentences; the others are one segment each."""
        return self in (BlockKind.LEAD, BlockKind.BODY, BlockKind.QUOTE, BlockKind.LIST, BlockKind.BOILERPLATE)


class State(StrEnum):
    """How far a target is."""

    NEW = "new"
    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    FINAL = "final"
    REJECTED = "rejected"

    @property
    def confirmed(self) -> bool:
        """Whether a person has said that the text is right."""
        return self in (State.TRANSLATED, State.REVIEWED, State.FINAL)


class Origin(StrEnum):
    """Where the text of a target comes from."""

    NONE = ""
    TYPED = "typed"
    MATCH = "match"
    PROPAGATED = "propagated"
    MACHINE = "machine"
    IMPORTED = "imported"


@dataclass(frozen=True)
class SourceText:
    """A source file after reading: clean text, and what reading it took."""

    text: str
    """Passed through `clean()`; everything is rebuilt from it byte for byte."""
    name: str
    """The file's name without its directory."""
    format: str
    encoding: str
    removed: str
    """What `clean()` took out, in words; empty when nothing."""


@dataclass(frozen=True)
class SegmentSpan:
    """A segment as found in a text: `text[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class BlockSpan:
    """A block as found in a text, with its segments."""

    kind: BlockKind
    start: int
    end: int
    segments: tuple[SegmentSpan, ...]
    fingerprint: str = ""
    """For kinds that recur: the same for the same text; else empty."""


@dataclass(frozen=True)
class Release:
    """A source document with its metadata."""

    id: int
    slug: str
    """Date and first words of the title, for file names."""
    title: str
    issued_at: str
    """Local date and perhaps time, `2016-08-31T15:46`; empty when unknown."""
    source_name: str
    source_format: str
    encoding: str
    version: int
    """Of the source, from 1."""
    confidential: bool
    embargo_until: str
    created_at: str
    created_by: str


@dataclass(frozen=True)
class Segment:
    """The unit of translation. `id` is stable within its release, in all versions of it."""

    id: int
    block: int
    """The position of its block, from 0."""
    kind: BlockKind
    source: str
    start: int
    end: int
    fingerprint: str = ""
    """Of its block, where that recurs."""


@dataclass(frozen=True)
class Target:
    """The translation of one segment into one language."""

    segment: int
    language: str
    text: str = ""
    state: State = State.NEW
    origin: Origin = Origin.NONE
    score: int | None = None
    """Of the match it was made from, 0 to 102; None when it was not."""
    author: str = ""
    updated_at: str = ""
    version: int = 0
    """Grows with every save; 0 when there never was one."""
    outdated: bool = False
    """The source changed under it."""

    @property
    def open(self) -> bool:
        """Whether a translator still has to do something about it."""
        return not self.state.confirmed or self.outdated

    @property
    def typed(self) -> bool:
        """Whether it holds what a person typed and has not confirmed."""
        return bool(self.text) and not self.state.confirmed and self.origin is Origin.TYPED


@dataclass(frozen=True)
class TargetVersion:
    """A target as it was: one entry of its history."""

    target: Target
    action: str
    """What was done: `draft`, `confirm`, `propagate`, `pretranslate`, `undo`, `redo`."""
    at: str
    by: str


@dataclass(frozen=True)
class Comment:
    """A remark on a segment, a language, or the whole release."""

    id: int
    release: int
    segment: int | None
    language: str | None
    kind: str
    """`note`, `question` or `error`."""
    text: str
    author: str
    at: str
    reply_to: int | None = None
    resolved_at: str = ""
    resolved_by: str = ""


@dataclass(frozen=True)
class Panels:
    """A release with all its segments and targets: the four panels."""

    release: Release
    text: str
    segments: tuple[Segment, ...]
    targets: dict[tuple[int, str], Target] = field(default_factory=dict)
    """By segment id and language code; what is missing is new."""

    def target(self, segment: int, language: str) -> Target:
        return self.targets.get((segment, language)) or Target(segment, language)

    def segment(self, segment_id: int) -> Segment | None:
        return next((segment for segment in self.segments if segment.id == segment_id), None)


@dataclass(frozen=True)
class Finding:
    """What a check reports about one segment in one language."""

    segment: int
    language: str
    check: str
    severity: str
    """`error`, `warning` or `info`."""
    message: str
    span: tuple[int, int] | None = None
    """In the target, in code points."""
    fix: str | None = None
    """The whole target as it would be right; None when a person has to decide."""


@dataclass(frozen=True)
class Progress:
    """How far a release is in one language, in segments."""

    total: int
    confirmed: int
    drafts: int

    @property
    def done(self) -> bool:
        return self.confirmed == self.total
