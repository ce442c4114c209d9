"""The translation memory in SQL. Every change gets the next revision, so that an index can follow."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    Select,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from tm.model import Context, Provenance, Unit, Variant
from workspace.database import metadata

unit_table = Table(
    "unit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("folded", Text, nullable=False),  # for concordance: lower case, no accents, same length
    Column("previous", Text),  # NULL when the neighbours are unknown
    Column("next", Text),
    Column("release", Integer),  # no foreign key: the memory outlives releases and does not know them
    Column("release_name", Text, nullable=False),
    Column("segment", Integer),
    Column("block", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("changed_at", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("revision", Integer, nullable=False, index=True),
    Column("deleted_at", Text),
    Index("ix_unit_place", "release", "segment"),
)

variant_table = Table(
    "variant",
    metadata,
    Column("unit_id", ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True),
    Column("language", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("provenance", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)

variant_history_table = Table(
    "variant_history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("unit_id", ForeignKey("unit.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("language", Text, nullable=False),
    Column("action", Text, nullable=False),  # added, changed, withdrawn
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
)


def find_unit_at(connection: Connection, release: int, segment: int, source: str) -> int | None:
    """The unit that a segment of a release made, if its source is still the same."""
    statement = select(unit_table.c.id).where(
        unit_table.c.release == release,
        unit_table.c.segment == segment,
        unit_table.c.source == source,
        unit_table.c.deleted_at.is_(None),
    )
    found: int | None = connection.execute(statement).scalar()
    return found


def add_unit(connection: Connection, unit: Unit, folded: str) -> int:
    """Store a unit without its variants; returns its id."""
    context = unit.context
    values = {
        "source": unit.source,
        "folded": folded,
        "previous": context.previous if context else None,
        "next": context.next if context else None,
        "release": context.release if context else None,
        "release_name": unit.release_name,
        "segment": unit.segment,
        "block": context.block if context else "",
        "provenance": unit.provenance,
        "note": unit.note,
        "created_at": unit.created_at,
        "created_by": unit.created_by,
        "changed_at": unit.changed_at,
        "changed_by": unit.changed_by,
        "revision": _next_revision(connection),
    }
    result = connection.execute(insert(unit_table).values(values).returning(unit_table.c.id))
    return int(result.scalar_one())


def touch_unit(connection: Connection, unit_id: int, context: Context | None, at: str, by: str) -> None:
    """Note that a unit changed, and where it now stands."""
    values: dict[str, object] = {"changed_at": at, "changed_by": by, "revision": _next_revision(connection)}
    if context:
        values |= {"previous": context.previous, "next": context.next, "block": context.block}
    connection.execute(update(unit_table).where(unit_table.c.id == unit_id).values(values))


def put_variant(connection: Connection, unit_id: int, variant: Variant, folded: str) -> bool:
    """Add or replace a variant, with its history; returns whether anything changed."""
    existing = connection.execute(
        select(variant_table.c.text, variant_table.c.state).where(
            variant_table.c.unit_id == unit_id, variant_table.c.language == variant.language
        )
    ).one_or_none()
    if existing is not None and (existing.text, existing.state) == (variant.text, variant.state):
        return False
    values = {
        "text": variant.text,
        "folded": folded,
        "state": variant.state,
        "provenance": variant.provenance,
        "author": variant.author,
        "at": variant.at,
    }
    statement = upsert(variant_table).values(unit_id=unit_id, language=variant.language, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["unit_id", "language"], set_=values))
    _remember(connection, unit_id, variant, "changed" if existing else "added")
    return True


def withdraw_variant(connection: Connection, unit_id: int, language: str, at: str, by: str) -> None:
    """Take a variant out of the memory; its history stays. A unit without variants is marked deleted."""
    where = (variant_table.c.unit_id == unit_id, variant_table.c.language == language)
    row = connection.execute(select(variant_table).where(*where)).one_or_none()
    if row is None:
        return
    connection.execute(delete(variant_table).where(*where))
    _remember(connection, unit_id, Variant(language, row.text, row.state, author=by, at=at), "withdrawn")
    left = connection.scalar(select(func.count()).where(variant_table.c.unit_id == unit_id))
    values: dict[str, object] = {"changed_at": at, "changed_by": by, "revision": _next_revision(connection)}
    if not left:
        values["deleted_at"] = at
    connection.execute(update(unit_table).where(unit_table.c.id == unit_id).values(values))


def changes_since(connection: Connection, revision: int) -> Iterator[tuple[int, str, bool, int]]:
    """Id, source, whether it is still there, and revision of every unit that changed after `revision`, in that order."""
    statement = (
        select(unit_table.c.id, unit_table.c.source, unit_table.c.deleted_at, unit_table.c.revision)
        .where(unit_table.c.revision > revision)
        .order_by(unit_table.c.revision)
    )
    for row in connection.execute(statement):
        yield row.id, row.source, row.deleted_at is None, row.revision


def load_units(connection: Connection, ids: Sequence[int]) -> list[Unit]:
    """Units with all their variants, by id."""
    found: list[Unit] = []
    for start in range(0, len(ids), 500):  # SQLite's limit on parameters
        found += _units(connection, select(unit_table).where(unit_table.c.id.in_(ids[start : start + 500])))
    return found


def all_units(connection: Connection) -> Iterator[Unit]:
    """Every unit, by id, a thousand at a time."""
    last = 0
    while page := _units(connection, select(unit_table).where(unit_table.c.id > last).limit(1000)):
        yield from page
        last = page[-1].id


def search(connection: Connection, folded: str, language: str | None, limit: int) -> list[Unit]:
    """Units whose text in `language` (None: the source) holds the folded text, newest first."""
    pattern = "%" + folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    if language is None:
        statement = select(unit_table).where(unit_table.c.folded.like(pattern, escape="\\"))
    else:
        ids = select(variant_table.c.unit_id).where(
            variant_table.c.language == language, variant_table.c.folded.like(pattern, escape="\\")
        )
        statement = select(unit_table).where(unit_table.c.id.in_(ids))
    return _units(connection, statement.order_by(unit_table.c.changed_at.desc(), unit_table.c.id).limit(limit), ordered=True)


def count_units(connection: Connection) -> tuple[int, str]:
    """The number of units, and when one last changed."""
    row = connection.execute(
        select(func.count(), func.max(unit_table.c.changed_at)).where(unit_table.c.deleted_at.is_(None))
    ).one()
    return int(row[0]), row[1] or ""


def count_variants(connection: Connection) -> dict[str, int]:
    statement = select(variant_table.c.language, func.count()).group_by(variant_table.c.language)
    return {language: count for language, count in connection.execute(statement.order_by(variant_table.c.language))}


def count_ambiguous(connection: Connection) -> dict[str, int]:
    """Language to number of sources that have more than one translation into it."""
    per_source = (
        select(variant_table.c.language, unit_table.c.source)
        .join(unit_table, unit_table.c.id == variant_table.c.unit_id)
        .where(unit_table.c.deleted_at.is_(None))
        .group_by(variant_table.c.language, unit_table.c.source)
        .having(func.count(variant_table.c.text.distinct()) > 1)
        .subquery()
    )
    statement = select(per_source.c.language, func.count()).group_by(per_source.c.language)
    return {language: count for language, count in connection.execute(statement.order_by(per_source.c.language))}


def all_sources(connection: Connection) -> Iterable[str]:
    return connection.scalars(select(unit_table.c.source).where(unit_table.c.deleted_at.is_(None)))


def _units(connection: Connection, statement: Select[Any], ordered: bool = False) -> list[Unit]:
    statement = statement.where(unit_table.c.deleted_at.is_(None))
    rows = connection.execute(statement if ordered else statement.order_by(unit_table.c.id)).all()
    variants: dict[int, list[Variant]] = {row.id: [] for row in rows}
    in_page = select(variant_table).where(variant_table.c.unit_id.in_(variants)).order_by(variant_table.c.language)
    for row in connection.execute(in_page):
        variants[row.unit_id].append(Variant(row.language, row.text, row.state, Provenance(row.provenance), row.author, row.at))
    return [_unit(row, variants[row.id]) for row in rows]


def _unit(row: Row[Any], variants: list[Variant]) -> Unit:
    context = None if row.previous is None else Context(row.previous, row.next, row.release, row.block)
    return Unit(
        source=row.source,
        variants=tuple(variants),
        context=context,
        release_name=row.release_name,
        segment=row.segment,
        provenance=Provenance(row.provenance),
        note=row.note,
        created_at=row.created_at,
        created_by=row.created_by,
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        id=row.id,
    )


def _remember(connection: Connection, unit_id: int, variant: Variant, action: str) -> None:
    connection.execute(
        insert(variant_history_table).values(
            unit_id=unit_id,
            language=variant.language,
            action=action,
            text=variant.text,
            state=variant.state,
            author=variant.author,
            at=variant.at,
        )
    )


def _next_revision(connection: Connection) -> int:
    return int(connection.scalar(select(func.coalesce(func.max(unit_table.c.revision), 0))) or 0) + 1
