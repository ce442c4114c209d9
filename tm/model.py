"""The words of the memory: a unit is one Dutch source with its variants; a match is a unit found for a query, and why."""

from dataclasses import dataclass
from enum import StrEnum


class Provenance(StrEnum):
    """Where a unit or variant comes from."""

    HUMAN = "human"
    ALIGNED = "aligned"
    MACHINE = "machine"
    IMPORTED = "imported"


@dataclass(frozen=True)
class Context:
    """Where a text stands: what distinguishes a context match from an exact one."""

    previous: str
    """The source of the segment before; empty at the start of the text."""
    next: str
    """The source of the segment after; empty at the end."""
    release: int | None = None
    """The release it belongs to."""
    block: str = ""
    """The fingerprint of the boilerplate block it belongs to; empty in running text."""


@dataclass(frozen=True)
class Variant:
    """The translation of a unit into one language."""

    language: str
    text: str
    state: str = "translated"
    """`translated`, `reviewed` or `final`: how far the target was when it entered the memory."""
    provenance: Provenance = Provenance.HUMAN
    author: str = ""
    at: str = ""
    """When it was last changed: UTC, ISO 8601."""


@dataclass(frozen=True)
class Unit:
    """One entry of the memory."""

    source: str
    variants: tuple[Variant, ...]
    context: Context | None = None
    """None when nothing is known of its neighbours, as in most imported memories."""
    release_name: str = ""
    segment: int | None = None
    provenance: Provenance = Provenance.HUMAN
    note: str = ""
    created_at: str = ""
    created_by: str = ""
    changed_at: str = ""
    changed_by: str = ""
    id: int = 0
    """Given by the database; 0 before."""


class EditKind(StrEnum):
    EQUAL = "equal"
    REPLACE = "replace"
    DELETE = "delete"
    """In the unit's source only: to be taken out of its translation."""
    INSERT = "insert"
    """In the query only: missing from its translation."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of tokens that is the same, or not, in the query and the unit's source. Positions are code points."""

    kind: EditKind
    query: tuple[int, int]
    source: tuple[int, int]


class Basis(StrEnum):
    """Which comparison a score rests on."""

    CONTEXT = "context"
    EXACT = "exact"
    TOKENS = "tokens"
    CHARACTERS = "characters"


@dataclass(frozen=True)
class Comparison:
    """How alike two texts are."""

    tokens: int
    """0 to 100; 95 to 99 only when the words are the same."""
    characters: int
    """0 to 100."""
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Match:
    """A variant offered for a query."""

    score: int
    """0 to 102, penalties already taken off."""
    basis: Basis
    comparison: Comparison
    penalties: tuple[tuple[str, int], ...]
    """Reason and points of each penalty."""
    unit: Unit
    variant: Variant

    @property
    def target(self) -> str:
        return self.variant.text


@dataclass(frozen=True)
class ConcordanceHit:
    """A unit in which something was found."""

    unit: Unit
    language: str
    """The language it was found in."""
    span: tuple[int, int]
    """Where, in code points of the text in that language."""


@dataclass(frozen=True)
class MemoryStatistics:
    """The size of a memory."""

    units: int
    variants: dict[str, int]
    """Language code to number of variants."""
    ambiguous: dict[str, int]
    """Language code to number of sources with more than one translation."""
    words: int
    """Dutch words in all units."""
    newest: str
    """When the memory last changed; empty for an empty one."""
