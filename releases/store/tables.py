"""The tables of this room. The queries on them are in the modules beside this one."""

from sqlalchemy import Boolean, Column, ColumnElement, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from workspace.database import metadata

release_table = Table(
    "release",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("issued_at", Text, nullable=False),
    Column("confidential", Boolean, nullable=False),
    Column("embargo_until", Text, nullable=False),
    Column("version", Integer, nullable=False),  # the current one of release_version
    Column("created_at", Text, nullable=False),
    Column("created_by", Text, nullable=False),
)

release_version_table = Table(
    "release_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_hash", Text, nullable=False, index=True),  # the same text is not imported twice
    Column("source_name", Text, nullable=False),
    Column("source_format", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("removed", Text, nullable=False),
    Column("imported_at", Text, nullable=False),
    Column("imported_by", Text, nullable=False),
    UniqueConstraint("release_id", "number"),
)

block_table = Table(
    "block",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("release_version.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),  # code points of release_version.text, as all positions
    Column("end", Integer, nullable=False),
    Column("fingerprint", Text, nullable=False, index=True),
    UniqueConstraint("version_id", "position"),
)

# A segment is only an identity: what it says in each version of the source stands in `placement`.
segment_table = Table(
    "segment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # the id people see, from 1
    UniqueConstraint("release_id", "number"),
)

placement_table = Table(
    "placement",
    metadata,
    Column("version_id", ForeignKey("release_version.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("segment_id", ForeignKey("segment.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("block_id", ForeignKey("block.id", ondelete="CASCADE"), nullable=False),
    Column("source", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

target_table = Table(
    "target",
    metadata,
    Column("segment_id", ForeignKey("segment.id", ondelete="CASCADE"), primary_key=True),
    Column("language", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("score", Integer),
    Column("author", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("outdated", Boolean, nullable=False),
)

# One step of undo: everything that one action of one person did.
change_table = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE"), nullable=False),
    Column("action", Text, nullable=False),
    Column("member", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", ForeignKey("change.id")),  # the change that an undo or redo took back
    Column("undone", Boolean, nullable=False),
    Index("ix_change_release_member", "release_id", "member"),
)

target_history_table = Table(
    "target_history",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("segment_id", ForeignKey("segment.id", ondelete="CASCADE"), nullable=False),
    Column("language", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("change_id", ForeignKey("change.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("score", Integer),
    Column("outdated", Boolean, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("segment_id", "language", "version"),
)

comment_table = Table(
    "comment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("segment_id", ForeignKey("segment.id", ondelete="CASCADE")),
    Column("language", Text),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reply_to", ForeignKey("comment.id", ondelete="CASCADE")),
    Column("resolved_at", Text, nullable=False),
    Column("resolved_by", Text, nullable=False),
)

bookmark_table = Table(
    "bookmark",
    metadata,
    Column("member", Text, primary_key=True),
    Column("release_id", ForeignKey("release.id", ondelete="CASCADE"), primary_key=True),
    Column("language", Text, nullable=False),
    Column("segment", Integer, nullable=False),
    Column("at", Text, nullable=False),
)


def is_current() -> ColumnElement[bool]:
    """Joins a release with the current version of its source."""
    return (release_table.c.id == release_version_table.c.release_id) & (
        release_table.c.version == release_version_table.c.number
    )
