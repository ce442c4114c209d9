"""The glossary in SQL: concepts, terms, their relations and their history, which is only ever added to.

Functions on a connection; who may change what, and when, is decided in `glossary`. Every change of a concept or a term bumps
its version and writes a line of history in the same breath, so the histories also tell that something changed at all.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    select,
    update,
)

from glossary.model import Concept, ConceptKind, Preference, Term, TermAction, TermEvent, TermForm, TermStatus
from workspace.database import metadata
from workspace.errors import ConflictError

concept_table = Table(
    "concept",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("valid_from", Text, nullable=False),  # ISO date or empty
    Column("valid_until", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

term_table = Table(
    "term",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("concept_id", Text, ForeignKey("concept.id"), nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("preference", Text, nullable=False),
    Column("gender", Text, nullable=False),
    Column("article", Text, nullable=False),
    Column("plural", Text, nullable=False),
    Column("usage_note", Text, nullable=False),
    Column("context", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("reliability", Integer),
    Column("proposed_by", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Text, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("concept_id", "language", "text", "form"),
    Index(None, "language", "text"),
    Index(None, "status"),
)

# The histories keep a thing whole, as JSON, after each change; what lists show stands in columns of its own.
term_history_table = Table(
    "term_history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("term_id", Integer, ForeignKey("term.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("term_id", "version"),
)

concept_history_table = Table(
    "concept_history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("concept_id", Text, ForeignKey("concept.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("concept_id", "version"),
)

concept_relation_table = Table(
    "concept_relation",
    metadata,
    Column("from_concept", Text, ForeignKey("concept.id"), primary_key=True),
    Column("to_concept", Text, ForeignKey("concept.id"), primary_key=True, index=True),
    Column("kind", Text, primary_key=True),  # predecessor, successor, part-of
)


_TERM_FIELDS = tuple(field.name for field in fields(Term))
_CONCEPT_FIELDS = tuple(field.name for field in fields(Concept) if field.name != "terms")
_SELECT_TERMS = select(*(term_table.c[name] for name in _TERM_FIELDS))
_SELECT_CONCEPTS = select(*(concept_table.c[name] for name in _CONCEPT_FIELDS))


@dataclass(frozen=True)
class Change:
    """What a history says of a change: what was done, by whom, when and why."""

    action: TermAction
    member: str
    at: str
    comment: str = ""


def revision(connection: Connection) -> int:
    """A number that grows with every change of the glossary, whoever made it; 0 for an empty one."""
    newest = [
        select(func.coalesce(func.max(table.c.id), 0)).scalar_subquery()
        for table in (term_history_table, concept_history_table)
    ]
    return int(connection.execute(select(newest[0] + newest[1])).scalar_one())


def load_concepts(connection: Connection) -> list[Concept]:
    """Every concept with all its terms, by id."""
    terms = defaultdict(list)
    for row in connection.execute(_SELECT_TERMS.order_by(term_table.c.id)):
        terms[row.concept_id].append(_term(row))
    rows = connection.execute(_SELECT_CONCEPTS.order_by(concept_table.c.id))
    return [_concept(row, terms.get(row.id, ())) for row in rows]


def find_concept(connection: Connection, concept_id: str) -> Concept | None:
    row = connection.execute(_SELECT_CONCEPTS.where(concept_table.c.id == concept_id)).one_or_none()
    if row is None:
        return None
    statement = _SELECT_TERMS.where(term_table.c.concept_id == concept_id).order_by(term_table.c.id)
    return _concept(row, [_term(found) for found in connection.execute(statement)])


def find_term(connection: Connection, term_id: int) -> Term | None:
    row = connection.execute(_SELECT_TERMS.where(term_table.c.id == term_id)).one_or_none()
    return None if row is None else _term(row)


def add_concepts(connection: Connection, concepts: Sequence[Concept], change: Change) -> None:
    """Add concepts; their terms are not added with them."""
    if concepts:
        connection.execute(insert(concept_table), [_concept_values(concept) for concept in concepts])
        connection.execute(insert(concept_history_table), [_concept_event(concept, change) for concept in concepts])


def save_concept(connection: Connection, concept: Concept, change: Change) -> Concept:
    """Write a changed concept (not its terms) over the version it was made from; returns it with its new version.

    Raises ConflictError when somebody changed it in between.
    """
    saved = replace(concept, version=concept.version + 1)
    where = (concept_table.c.id == concept.id, concept_table.c.version == concept.version)
    if connection.execute(update(concept_table).where(*where).values(_concept_values(saved))).rowcount != 1:
        raise _conflict(concept.id)
    connection.execute(insert(concept_history_table), _concept_event(saved, change))
    return saved


def add_terms(connection: Connection, terms: Sequence[Term], change: Change) -> list[Term]:
    """Add terms to concepts that exist; returns them with their ids."""
    if not terms:
        return []
    statement = insert(term_table).returning(term_table.c.id, sort_by_parameter_order=True)
    ids = connection.execute(statement, [_term_values(term) for term in terms]).scalars()
    added = [replace(term, id=term_id) for term_id, term in zip(ids, terms, strict=True)]
    connection.execute(insert(term_history_table), [_term_event(term, change) for term in added])
    return added


def save_term(connection: Connection, term: Term, change: Change) -> Term:
    """Write a changed term over the version it was made from; returns it with its new version.

    Raises ConflictError when somebody changed it in between.
    """
    saved = replace(term, version=term.version + 1)
    where = (term_table.c.id == term.id, term_table.c.version == term.version)
    if connection.execute(update(term_table).where(*where).values(_term_values(saved))).rowcount != 1:
        raise _conflict(term.text)
    connection.execute(insert(term_history_table), _term_event(saved, change))
    return saved


def term_history(connection: Connection, term_id: int) -> list[TermEvent]:
    """What happened to a term, oldest first; empty when there is no such term."""
    table = term_history_table
    rows = connection.execute(select(table).where(table.c.term_id == term_id).order_by(table.c.version))
    return [
        TermEvent(
            row.term_id, row.version, TermAction(row.action), row.text, TermStatus(row.status), row.comment, row.member, row.at
        )
        for row in rows
    ]


def _term(row: Row[Any]) -> Term:
    values = dict(zip(_TERM_FIELDS, row, strict=True))
    values["form"] = TermForm(values["form"])
    values["status"] = TermStatus(values["status"])
    values["preference"] = Preference(values["preference"])
    return Term(**values)


def _term_values(term: Term) -> dict[str, Any]:
    return {name: getattr(term, name) for name in _TERM_FIELDS if name != "id"}


def _concept(row: Row[Any], terms: Iterable[Term]) -> Concept:
    values = dict(zip(_CONCEPT_FIELDS, row, strict=True))
    values["kind"] = ConceptKind(values["kind"])
    return Concept(**values, terms=tuple(terms))


def _concept_values(concept: Concept) -> dict[str, Any]:
    return {name: getattr(concept, name) for name in _CONCEPT_FIELDS}


def _term_event(term: Term, change: Change) -> dict[str, Any]:
    return {
        "term_id": term.id,
        "version": term.version,
        "text": term.text,
        "status": term.status,
        "content": _json(_term_values(term)),
        **_change_values(change),
    }


def _concept_event(concept: Concept, change: Change) -> dict[str, Any]:
    return {
        "concept_id": concept.id,
        "version": concept.version,
        "content": _json(_concept_values(concept)),
        **_change_values(change),
    }


def _change_values(change: Change) -> dict[str, str]:
    return {"action": change.action, "comment": change.comment, "member": change.member, "at": change.at}


def _json(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _conflict(name: str) -> ConflictError:
    return ConflictError(f"{name} was changed by somebody else in the meantime", "Look at it again, then repeat your change.")
