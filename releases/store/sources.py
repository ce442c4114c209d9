"""Releases and the versions of their sources, in SQL."""

from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from releases.model import BlockKind, BlockSpan, Release, Segment, SourceText
from releases.store.tables import block_table, is_current, placement_table, release_table, release_version_table, segment_table


def add_release(connection: Connection, release: Release, source: SourceText, text_hash: str) -> int:
    """Store a new release with the first version of its source; returns its id."""
    values = {
        "slug": release.slug,
        "title": release.title,
        "issued_at": release.issued_at,
        "confidential": release.confidential,
        "embargo_until": release.embargo_until,
        "version": 1,
        "created_at": release.created_at,
        "created_by": release.created_by,
    }
    release_id = int(connection.execute(insert(release_table).values(values).returning(release_table.c.id)).scalar_one())
    connection.execute(
        insert(release_version_table).values(
            release_id=release_id,
            number=1,
            text=source.text,
            text_hash=text_hash,
            source_name=source.name,
            source_format=source.format,
            encoding=source.encoding,
            removed=source.removed,
            imported_at=release.created_at,
            imported_by=release.created_by,
        )
    )
    return release_id


def add_blocks(connection: Connection, release_id: int, blocks: list[BlockSpan]) -> None:
    """Store the blocks and segments of the release's first version; the segments are numbered from 1."""
    version_id = connection.execute(
        select(release_version_table.c.id).where(release_version_table.c.release_id == release_id)
    ).scalar_one()
    position = 0
    for number, block in enumerate(blocks):
        block_id = connection.execute(
            insert(block_table)
            .values(
                version_id=version_id,
                position=number,
                kind=block.kind,
                start=block.start,
                end=block.end,
                fingerprint=block.fingerprint,
            )
            .returning(block_table.c.id)
        ).scalar_one()
        for one in block.segments:
            segment_id = connection.execute(
                insert(segment_table).values(release_id=release_id, number=position + 1).returning(segment_table.c.id)
            ).scalar_one()
            connection.execute(
                insert(placement_table).values(
                    version_id=version_id,
                    position=position,
                    segment_id=segment_id,
                    block_id=block_id,
                    source=one.text,
                    start=one.start,
                    end=one.end,
                )
            )
            position += 1


def find_by_text(connection: Connection, text_hash: str, source_name: str) -> Release | None:
    """The release whose current source is this very text under this very name."""
    version = release_version_table.c
    statement = _releases().where(version.text_hash == text_hash, version.source_name == source_name)
    row = connection.execute(statement.order_by(release_table.c.id)).first()
    return None if row is None else _release(row)


def find_release(connection: Connection, release_id: int) -> Release | None:
    row = connection.execute(_releases().where(release_table.c.id == release_id)).one_or_none()
    return None if row is None else _release(row)


def list_releases(connection: Connection) -> list[Release]:
    """All releases, the newest date first."""
    ordered = _releases().order_by(release_table.c.issued_at.desc(), release_table.c.id.desc())
    return [_release(row) for row in connection.execute(ordered)]


def taken_slugs(connection: Connection, slug: str) -> set[str]:
    return set(connection.scalars(select(release_table.c.slug).where(release_table.c.slug.startswith(slug, autoescape=True))))


def load_segments(connection: Connection, release: Release) -> tuple[str, tuple[Segment, ...]]:
    """The text of a release's current version and its segments, in order."""
    version = connection.execute(
        select(release_version_table.c.id, release_version_table.c.text).where(
            release_version_table.c.release_id == release.id, release_version_table.c.number == release.version
        )
    ).one()
    rows = connection.execute(
        select(placement_table, segment_table.c.number, block_table.c.kind, block_table.c.fingerprint)
        .add_columns(block_table.c.position.label("block_position"))
        .join(segment_table, segment_table.c.id == placement_table.c.segment_id)
        .join(block_table, block_table.c.id == placement_table.c.block_id)
        .where(placement_table.c.version_id == version.id)
        .order_by(placement_table.c.position)
    )
    return version.text, tuple(
        Segment(row.number, row.block_position, BlockKind(row.kind), row.source, row.start, row.end, row.fingerprint)
        for row in rows
    )


def count_segments(connection: Connection) -> dict[int, int]:
    """Release id to the number of segments in its current version."""
    rows = connection.execute(
        select(release_version_table.c.release_id, func.count())
        .join(placement_table, placement_table.c.version_id == release_version_table.c.id)
        .join(release_table, is_current())
        .group_by(release_version_table.c.release_id)
    )
    return {row[0]: row[1] for row in rows}


def _releases() -> Select[tuple[Any, ...]]:
    columns = release_version_table.c
    return select(release_table, columns.source_name, columns.source_format, columns.encoding).join(
        release_version_table, is_current()
    )


def _release(row: Row[Any]) -> Release:
    return Release(
        id=row.id,
        slug=row.slug,
        title=row.title,
        issued_at=row.issued_at,
        source_name=row.source_name,
        source_format=row.source_format,
        encoding=row.encoding,
        version=row.version,
        confidential=row.confidential,
        embargo_until=row.embargo_until,
        created_at=row.created_at,
        created_by=row.created_by,
    )
