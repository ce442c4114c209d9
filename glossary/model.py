"""The words of the glossary: concepts, terms, their history, and what recognition and imports report.

Data only. Where they are kept, found or decided is left to the other modules of this room.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class TermStatus(StrEnum):
    """Where a term stands. Only approved terms are enforced, only deprecated ones are forbidden."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    """Refused: neither found nor offered."""
    DEPRECATED = "deprecated"
    """Must not be used: found, so that it can be flagged, and never offered."""
    OBSOLETE = "obsolete"
    """Was right until a date: found, never offered."""


BANNED = frozenset({TermStatus.REJECTED, TermStatus.DEPRECATED})
"""A person, or a file, said no to these: only a person makes them usable again."""


class Preference(StrEnum):
    """Which of several approved terms comes first; of an unapproved term it is only a wish."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"


class TermForm(StrEnum):
    """How much of the name a term is."""

    FULL = "full"
    SHORT = "short"
    ACRONYM = "acronym"


class ConceptKind(StrEnum):
    INSTITUTION = "institution"
    PROGRAMME = "programme"
    LAW = "law"
    NOTION = "notion"
    PERSON = "person"


@dataclass(frozen=True)
class Term:
    """One name of a concept in one language. `id` is 0 until it is stored."""

    id: int
    concept_id: str
    language: str
    """A language code."""
    text: str
    form: TermForm = TermForm.FULL
    status: TermStatus = TermStatus.PROPOSED
    preference: Preference = Preference.PREFERRED
    gender: str = ""
    article: str = ""
    plural: str = ""
    usage_note: str = ""
    context: str = ""
    """The sentence it was proposed from."""
    source: str = ""
    """Where the name is documented."""
    reliability: int | None = None
    """1 (unverified) to 4 (very reliable)."""
    proposed_by: str = ""
    decided_by: str = ""
    """The member who decided the status; empty when only a proposal or an import did."""
    decided_at: str = ""
    version: int = 1


@dataclass(frozen=True)
class Concept:
    """One institution, programme, law, notion or person, whatever it is called."""

    id: str
    kind: ConceptKind = ConceptKind.INSTITUTION
    subject: str = ""
    definition: str = ""
    note: str = ""
    source: str = ""
    valid_from: str = ""
    """ISO date, or empty when unknown."""
    valid_until: str = ""
    terms: tuple[Term, ...] = ()
    """All of them, in every language and status, oldest first."""
    version: int = 1


class TermAction(StrEnum):
    """What happened to a term; the status it got stands beside it in the history."""

    PROPOSED = "proposed"
    IMPORTED = "imported"
    CHANGED = "changed"
    DECIDED = "decided"


@dataclass(frozen=True)
class TermEvent:
    """One entry of a term's history: what the term was after somebody did something."""

    term_id: int
    version: int
    action: TermAction
    text: str
    status: TermStatus
    comment: str
    member: str
    at: str
    """UTC, ISO 8601."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text: `text[start:end]`, in code points. Its status is that of the term."""

    concept: Concept
    term: Term
    start: int
    end: int


class ImportAs(StrEnum):
    """The status that imported terms arrive with. Forbidden, rejected and obsolete terms stay so in every mode."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    FROM_FILE = "from-file"


@dataclass(frozen=True)
class ImportedConcept:
    """What a file says of a concept."""

    id: str
    fields: Mapping[str, str]
    """Fields of `Concept` to their values, only those that the file fills in: an empty cell says nothing."""
    terms: tuple[Term, ...]
    """As the file has them, status included; not stored yet."""


@dataclass(frozen=True)
class ImportProblem:
    """What is wrong with a place in an imported table, in words. What could be imported all the same, was."""

    line: int
    """1-based line of the file; that of the header is mostly 1."""
    column: str
    """The name of the column; empty when it is about the whole row."""
    message: str


@dataclass(frozen=True)
class Counts:
    """How many things an import added, changed, and found as they were."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Kept:
    """A term that an import would have changed or added, had not a decision or a ban stood against it."""

    term: Term
    reason: str


@dataclass(frozen=True)
class ImportReport:
    """What an import did."""

    concepts: Counts
    terms: Counts
    """The terms in `kept` are in none of these counts."""
    kept: tuple[Kept, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    removed: str = ""
    """Characters that were taken out of the texts, in one line; empty when there were none."""
