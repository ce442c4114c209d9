"""Targets with their history and the changes that made it, and where everybody was, in SQL.

A target is never changed without a row in `target_history` that tells which change did it.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, case, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from releases.model import Origin, Progress, State, Target, TargetVersion
from releases.store.tables import (
    bookmark_table,
    change_table,
    is_current,
    placement_table,
    release_table,
    release_version_table,
    segment_table,
    target_history_table,
    target_table,
)


@dataclass(frozen=True)
class Bookmark:
    """Where a member left a release."""

    release: int
    language: str
    segment: int


def load_targets(connection: Connection, release_id: int) -> dict[tuple[int, str], Target]:
    """Segment id and language code to target; what was never begun is missing."""
    rows = connection.execute(
        select(target_table, segment_table.c.number)
        .join(segment_table, segment_table.c.id == target_table.c.segment_id)
        .where(segment_table.c.release_id == release_id)
    )
    return {(row.number, row.language): _target(row, row.number, row.updated_at) for row in rows}


def load_target(connection: Connection, release_id: int, segment: int, language: str) -> Target:
    """The target as it is now; a new one when there never was any."""
    row = connection.execute(
        select(target_table)
        .join(segment_table, segment_table.c.id == target_table.c.segment_id)
        .where(
            segment_table.c.release_id == release_id,
            segment_table.c.number == segment,
            target_table.c.language == language,
        )
    ).one_or_none()
    return Target(segment, language) if row is None else _target(row, segment, row.updated_at)


def save_target(connection: Connection, release_id: int, change_id: int, target: Target) -> None:
    """Write a target and its history. `target.version` is the new one."""
    segment_id = _segment_id(connection, release_id, target.segment)
    values = {
        "text": target.text,
        "state": target.state,
        "origin": target.origin,
        "score": target.score,
        "author": target.author,
        "version": target.version,
        "outdated": target.outdated,
    }
    statement = upsert(target_table).values(
        segment_id=segment_id, language=target.language, updated_at=target.updated_at, **values
    )
    statement = statement.on_conflict_do_update(
        index_elements=["segment_id", "language"], set_={**values, "updated_at": target.updated_at}
    )
    connection.execute(statement)
    connection.execute(
        insert(target_history_table).values(
            segment_id=segment_id, language=target.language, change_id=change_id, at=target.updated_at, **values
        )
    )


def add_change(connection: Connection, release_id: int, action: str, member: str, at: str, undoes: int | None = None) -> int:
    values = {"release_id": release_id, "action": action, "member": member, "at": at, "undoes": undoes, "undone": False}
    return int(connection.execute(insert(change_table).values(values).returning(change_table.c.id)).scalar_one())


def drop_history(connection: Connection, release_id: int, target: Target) -> None:
    """Forget the entry of a draft that is still being typed: its next saving takes its place."""
    segment_id = _segment_id(connection, release_id, target.segment)
    connection.execute(
        target_history_table.delete().where(
            target_history_table.c.segment_id == segment_id,
            target_history_table.c.language == target.language,
            target_history_table.c.version == target.version,
        )
    )


def latest_change(connection: Connection, release_id: int, member: str, redo: bool) -> int | None:
    """The change of this member that an undo, or a redo, would take back next; None when there is none.

    An undo passes over what was undone; a redo takes back an undo, as long as nothing else was done after it.
    """
    statement = (
        select(change_table.c.id, change_table.c.action)
        .where(change_table.c.release_id == release_id, change_table.c.member == member, ~change_table.c.undone)
        .where(change_table.c.action != ("redo" if redo else "undo"))
        .order_by(change_table.c.id.desc())
        .limit(1)
    )
    row = connection.execute(statement).one_or_none()
    if row is None or (redo and row.action != "undo"):
        return None
    return int(row.id)


def mark_undone(connection: Connection, change_id: int) -> None:
    connection.execute(update(change_table).where(change_table.c.id == change_id).values(undone=True))


def versions_of_change(connection: Connection, change_id: int) -> list[Target]:
    """The targets as one change left them."""
    rows = connection.execute(
        select(target_history_table, segment_table.c.number)
        .join(segment_table, segment_table.c.id == target_history_table.c.segment_id)
        .where(target_history_table.c.change_id == change_id)
        .order_by(segment_table.c.number, target_history_table.c.language)
    )
    return [_target(row, row.number, row.at) for row in rows]


def version_before(connection: Connection, release_id: int, target: Target) -> Target:
    """The target as it was before its given version; new if it did not exist."""
    row = connection.execute(
        select(target_history_table)
        .where(
            target_history_table.c.segment_id == _segment_id(connection, release_id, target.segment),
            target_history_table.c.language == target.language,
            target_history_table.c.version < target.version,
        )
        .order_by(target_history_table.c.version.desc())
        .limit(1)
    ).one_or_none()
    return Target(target.segment, target.language) if row is None else _target(row, target.segment, row.at)


def history(connection: Connection, release_id: int, segment: int, language: str) -> list[TargetVersion]:
    """Every version of a target, the oldest first."""
    rows = connection.execute(
        select(target_history_table, change_table.c.action, change_table.c.member)
        .join(change_table, change_table.c.id == target_history_table.c.change_id)
        .where(
            target_history_table.c.segment_id == _segment_id(connection, release_id, segment),
            target_history_table.c.language == language,
        )
        .order_by(target_history_table.c.version)
    )
    return [TargetVersion(_target(row, segment, row.at), row.action, row.at, row.member) for row in rows]


def progress(connection: Connection) -> dict[tuple[int, str], Progress]:
    """Release id and language code to how far it is; a language nobody began in is missing."""
    totals = {
        row[0]: row[1]
        for row in connection.execute(
            select(release_version_table.c.release_id, func.count())
            .join(placement_table, placement_table.c.version_id == release_version_table.c.id)
            .join(release_table, is_current())
            .group_by(release_version_table.c.release_id)
        )
    }
    confirmed = target_table.c.state.in_([state for state in State if state.confirmed]) & ~target_table.c.outdated
    rows = connection.execute(
        select(
            release_version_table.c.release_id,
            target_table.c.language,
            func.sum(case((confirmed, 1), else_=0)),
            func.sum(case((~confirmed & (target_table.c.text != ""), 1), else_=0)),
        )
        .join(placement_table, placement_table.c.version_id == release_version_table.c.id)
        .join(release_table, is_current())
        .join(target_table, target_table.c.segment_id == placement_table.c.segment_id)
        .group_by(release_version_table.c.release_id, target_table.c.language)
    )
    return {(row[0], row[1]): Progress(totals[row[0]], int(row[2]), int(row[3])) for row in rows}


def save_bookmark(connection: Connection, member: str, bookmark: Bookmark, at: str) -> None:
    values = {"language": bookmark.language, "segment": bookmark.segment, "at": at}
    statement = upsert(bookmark_table).values(member=member, release_id=bookmark.release, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["member", "release_id"], set_=values))


def load_bookmark(connection: Connection, member: str, release_id: int | None = None) -> Bookmark | None:
    """Where a member left this release, or (None) the one they were in last."""
    statement = select(bookmark_table).where(bookmark_table.c.member == member)
    if release_id is not None:
        statement = statement.where(bookmark_table.c.release_id == release_id)
    row = connection.execute(statement.order_by(bookmark_table.c.at.desc()).limit(1)).one_or_none()
    return None if row is None else Bookmark(row.release_id, row.language, row.segment)


def _segment_id(connection: Connection, release_id: int, number: int) -> int:
    statement = select(segment_table.c.id).where(segment_table.c.release_id == release_id, segment_table.c.number == number)
    return int(connection.execute(statement).scalar_one())


def _target(row: Row[Any], segment: int, at: str) -> Target:
    """A target from a row of `target` or of `target_history`."""
    return Target(
        segment=segment,
        language=row.language,
        text=row.text,
        state=State(row.state),
        origin=Origin(row.origin),
        score=row.score,
        author=row.author,
        updated_at=at,
        version=row.version,
        outdated=row.outdated,
    )
