"""What the rows of a glossary table mean. The header names the columns, in any order:

    concept · kind subject definition note source status valid_from valid_until
    and per language: nl nl_short nl_acronym nl_deprecated nl_source · fr fr_short …

Several terms in one cell are parted by ` | `: the first is preferred, the others are admitted; a cell that begins with a bar
has no preferred term. Every term has the status of its row, those in `…_deprecated` are deprecated, and all of a language
have the row's `…_source`. Rows that repeat a concept add terms to it. An empty cell says nothing.

Rows in, data out, and back. Bytes and quotes are `csv`'s business, and what an import changes is decided in `importing`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from glossary.model import BANNED, Concept, ConceptKind, ImportedConcept, ImportProblem, Preference, Term, TermForm, TermStatus
from glossary.naming import PARTING, fault, one_line, slug
from languages import LANGUAGES, language
from workspace.errors import VierluikError
from workspace.text import Cleaned, clean

FIELDS = ("kind", "subject", "definition", "note", "source", "status", "valid_from", "valid_until")
"""The columns that are of no language, after `concept`: the concept's own data, and the status of the row's terms."""

HEADER_HINT = "Its first line names the columns: concept, kind, status, …, nl, nl_short, nl_acronym, nl_deprecated, fr, …"

_PROSE = ("definition", "note")  # these may hold line breaks
_SUFFIXES = {TermForm.FULL: "", TermForm.SHORT: "_short", TermForm.ACRONYM: "_acronym"}
_PARTS = (*_SUFFIXES.values(), "_deprecated", "_source")
_STATUSES = (TermStatus.APPROVED, TermStatus.PROPOSED, TermStatus.OBSOLETE, TermStatus.REJECTED, TermStatus.DEPRECATED)


@dataclass(frozen=True)
class Row:
    """A row of a table as it is in the file."""

    line: int
    """The 1-based line on which it begins."""
    cells: tuple[str, ...]

    @property
    def filled(self) -> bool:
        return any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class GlossaryTable:
    """What a table says."""

    concepts: tuple[ImportedConcept, ...]
    problems: tuple[ImportProblem, ...]
    removed: str
    """The characters that were taken out, in one line."""


def read_rows(rows: Iterable[Row], name: str) -> GlossaryTable:
    """The concepts and terms in the rows; the first one that is not empty is the header.

    Raises VierluikError, calling the table `name`, when there is no column of terms.
    """
    remaining = iter(rows)
    header = next((row for row in remaining if row.filled), Row(1, ()))
    reading = _Reading(header)
    if not any(column and column.language for column in reading.columns):
        raise VierluikError(f"{name} has no header of a glossary table", HEADER_HINT)
    for row in remaining:
        reading.read(row)
    return reading.table()


@dataclass(frozen=True)
class _Column:
    """A column of ours: of a language and one of `_PARTS`, or of no language and a field."""

    language: str
    part: str

    @property
    def name(self) -> str:
        return f"{self.language}{self.part}"


_CONCEPT = _Column("", "concept")
_STATUS = _Column("", "status")


def _column(name: str) -> _Column | None:
    if name == "concept" or name in FIELDS:
        return _Column("", name)
    for part in _PARTS:
        if name.endswith(part):
            try:
                return _Column(language(name.removesuffix(part)).code, part)
            except VierluikError:  # "nl_short" is no language; without its last part it may be one
                continue
    return None


@dataclass
class _Draft:
    """A concept while its rows are read."""

    line: int
    fields: dict[str, str] = field(default_factory=dict)
    terms: list[tuple[int, Term]] = field(default_factory=list)
    """With the lines they stand on."""


class _Reading:
    """Reads row after row, and remembers what was wrong with them."""

    def __init__(self, header: Row) -> None:
        self.problems: list[ImportProblem] = []
        self.removed: Counter[str] = Counter()
        self.drafts: dict[str, _Draft] = {}
        self.columns: list[_Column | None] = []
        for cell in header.cells:
            name = one_line(clean(cell).text.strip()).lower()
            column = _column(name)
            if name and column is None:
                self._problem(header.line, name, "there is no such column in a glossary table; it is left out")
            elif column in self.columns and column:
                self._problem(header.line, name, "there are two such columns; the first one counts")
                column = None
            self.columns.append(column)
        if _CONCEPT not in self.columns:
            self._problem(header.line, _CONCEPT.name, "there is no such column; ids are made from the names")

    def read(self, row: Row) -> None:
        """Add a row to its concept, or say why it is left out."""
        if not row.filled:
            self._problem(row.line, "", "the row is empty")
        elif any(cell.strip() for cell in row.cells[len(self.columns) :]):
            self._problem(row.line, "", "the row has more cells than the header; it is left out")
        else:
            values = {c: self._value(c, cell) for c, cell in zip(self.columns, row.cells, strict=False) if c and cell.strip()}
            status, concept_id = self._status(row.line, values), self._concept_id(row.line, values)
            if status and concept_id:
                draft = self.drafts.setdefault(concept_id, _Draft(row.line))
                self._read_fields(row.line, draft, values)
                for column, term in _terms(concept_id, values, status):
                    self._add_term(row.line, column, draft, term)

    def table(self) -> GlossaryTable:
        """Everything that was read."""
        concepts = []
        for concept_id, draft in self.drafts.items():
            since, until = draft.fields.get("valid_from", ""), draft.fields.get("valid_until", "")
            if since and until and until < since:
                self._problem(draft.line, "valid_until", f"{until} is before {since}, from when it is valid; it is left out")
                del draft.fields["valid_until"]
            if draft.terms:
                concepts.append(ImportedConcept(concept_id, draft.fields, tuple(term for _, term in draft.terms)))
            else:
                self._problem(draft.line, _CONCEPT.name, f"{concept_id} has no term; it is left out")
        problems = sorted(self.problems, key=lambda problem: problem.line)
        return GlossaryTable(tuple(concepts), tuple(problems), Cleaned("", dict(self.removed)).report)

    def _problem(self, line: int, column: str, message: str) -> None:
        self.problems.append(ImportProblem(line, column, message))

    def _value(self, column: _Column, cell: str) -> str:
        cleaned = clean(cell)
        self.removed.update(cleaned.removed)
        text = cleaned.text.strip()
        return text if column.part in _PROSE else one_line(text)

    def _status(self, line: int, values: dict[_Column, str]) -> TermStatus | None:
        value = values.get(_STATUS) or TermStatus.PROPOSED
        if value.lower() in set(TermStatus):
            return TermStatus(value.lower())
        # Taken for a proposal, a ban with a spelling mistake would become a suggestion.
        self._problem(line, _STATUS.name, f"{value!r} is no status ({', '.join(TermStatus)}); the row is left out")
        return None

    def _concept_id(self, line: int, values: dict[_Column, str]) -> str:
        if values.get(_CONCEPT):
            return values[_CONCEPT]
        cells = (values.get(_Column(code, suffix), "") for code in LANGUAGES for suffix in _SUFFIXES.values())
        made = next(filter(None, (slug(name) for cell in cells for name in _names(cell))), "")
        if not made:
            self._problem(line, _CONCEPT.name, "there is no id, and no name to make one from; the row is left out")
        elif _CONCEPT in self.columns:
            self._problem(line, _CONCEPT.name, f"there is no id; the concept is called {made}")
        return made

    def _read_fields(self, line: int, draft: _Draft, values: dict[_Column, str]) -> None:
        for name in FIELDS:
            value = values.get(_Column("", name), "")
            if not value or name == _STATUS.part:
                continue
            if name == "kind":
                value = value.lower()
            if name == "kind" and value not in set(ConceptKind):
                self._problem(line, name, f"{value!r} is no kind of concept ({', '.join(ConceptKind)}); it is left out")
            elif name.startswith("valid_") and not _is_date(value):
                self._problem(line, name, f"{value!r} is no date such as 2016-08-31; it is left out")
            elif draft.fields.setdefault(name, value) != value:
                self._problem(line, name, f"{draft.fields[name]!r} stands on an earlier line, and counts")

    def _add_term(self, line: int, column: _Column, draft: _Draft, term: Term) -> None:
        if reason := fault(term.text):
            self._problem(line, column.name, f"{term.text!r} is left out: {reason}")
            return
        namesakes = [(at, one) for at, one in draft.terms if (one.language, one.text) == (term.language, term.text)]
        for at, one in namesakes:
            if (one.status in BANNED) is not (term.status in BANNED):
                message = f"{term.text!r} is {term.status} here and {one.status} on line {at}; it may not be used"
                self._problem(line, column.name, message)
                if one.status in BANNED:
                    return
                draft.terms.remove((at, one))
            elif one.form is term.form:
                self._problem(line, column.name, f"{term.text!r} stands on line {at} already, and that counts")
                return
        draft.terms.append((line, term))


def _terms(concept_id: str, values: dict[_Column, str], status: TermStatus) -> Iterator[tuple[_Column, Term]]:
    """The terms of a row, with the columns they stand in."""
    for code in LANGUAGES:
        source = values.get(_Column(code, "_source"), "")
        for form, suffix in _SUFFIXES.items():
            column = _Column(code, suffix)
            for place, name in enumerate(_names(values.get(column, ""))):
                preference = Preference.ADMITTED if place else Preference.PREFERRED
                if name:
                    yield column, Term(0, concept_id, code, name, form, status, preference, source=source)
        column = _Column(code, "_deprecated")
        for name in filter(None, _names(values.get(column, ""))):
            yield column, Term(0, concept_id, code, name, status=TermStatus.DEPRECATED, source=source)


def _names(cell: str) -> list[str]:
    return [name.strip() for name in PARTING.split(cell)]


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def rows_of(concepts: Iterable[Concept]) -> list[list[str]]:
    """The header and the rows of the concepts, by id. Nothing in them depends on when or in what order things were added."""
    concepts = sorted(concepts, key=lambda concept: concept.id)
    sourced = {term.language for concept in concepts for term in concept.terms if term.source}
    columns = [_CONCEPT, *(_Column("", name) for name in FIELDS)]
    for code in LANGUAGES:
        columns += [_Column(code, part) for part in _PARTS if part != "_source" or code in sourced]
    rows = [[column.name for column in columns]]
    for concept in concepts:
        own = {_Column("", name): str(getattr(concept, name)) for name in FIELDS if name != _STATUS.part}
        for layout in _layouts(concept):
            values = layout.values() | own | {_CONCEPT: concept.id}
            rows.append([values.get(column, "") for column in columns])
            own = {}
    return rows


@dataclass
class _Layout:
    """A row while terms are put into it: all of one status, and of one source in each language."""

    status: TermStatus
    sources: dict[str, str] = field(default_factory=dict)
    cells: dict[_Column, list[Term]] = field(default_factory=lambda: defaultdict(list))

    def values(self) -> dict[_Column, str]:
        values = {column: _cell(column, terms) for column, terms in self.cells.items()}
        return values | {_STATUS: self.status} | {_Column(code, "_source"): source for code, source in self.sources.items()}


def _cell(column: _Column, terms: list[Term]) -> str:
    names = sorted(term.text for term in terms)
    if column.part != "_deprecated":
        # A cell tells of one term that it is preferred. Only proposals can have more of them, for which it is but a wish.
        preferred = [term.text for term in terms if term.preference is Preference.PREFERRED][:1]
        names = (preferred or [""]) + [name for name in names if name not in preferred]
    return " | ".join(names).strip()


def _layouts(concept: Concept) -> list[_Layout]:
    layouts: list[_Layout] = []
    for term in sorted(concept.terms, key=_place):
        aside = _set_aside(term)
        column = _Column(term.language, "_deprecated" if aside else _SUFFIXES[term.form])
        fitting = (
            layout
            for layout in layouts
            if (aside or layout.status is term.status) and layout.sources.get(term.language, term.source) == term.source
        )
        layout = next(fitting, None)
        if layout is None:
            layout = _Layout(term.status)
            layouts.append(layout)
        layout.sources[term.language] = term.source
        layout.cells[column].append(term)
    return layouts or [_Layout(TermStatus.PROPOSED)]


def _set_aside(term: Term) -> bool:
    """Whether a term goes into the column of deprecated ones, which does not tell a term's form."""
    return term.status is TermStatus.DEPRECATED and term.form is TermForm.FULL


def _place(term: Term) -> tuple[bool, int, int, int, bool, str]:
    return (
        _set_aside(term),
        _STATUSES.index(term.status),
        list(LANGUAGES).index(term.language),
        list(TermForm).index(term.form),
        term.preference is Preference.ADMITTED and not _set_aside(term),
        term.text,
    )
