"""The people of a workspace, in SQL. Roles and what they allow are decided elsewhere."""

import json

from sqlalchemy import Column, Connection, Table, Text, select
from sqlalchemy.dialects.sqlite import insert as upsert

from workspace.database import metadata
from workspace.people import Member, Role

member_table = Table(
    "member",
    metadata,
    Column("name", Text, primary_key=True),
    Column("roles", Text, nullable=False),  # a JSON list
    Column("added_at", Text, nullable=False),
)


def find_member(connection: Connection, name: str) -> Member | None:
    row = connection.execute(select(member_table).where(member_table.c.name == name)).one_or_none()
    return None if row is None else _member(row.name, row.roles)


def list_members(connection: Connection) -> list[Member]:
    rows = connection.execute(select(member_table).order_by(member_table.c.name))
    return [_member(row.name, row.roles) for row in rows]


def save_member(connection: Connection, member: Member, now: str) -> None:
    """Add a member, or change the roles of one."""
    roles = json.dumps(sorted(member.roles))
    statement = upsert(member_table).values(name=member.name, roles=roles, added_at=now)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"roles": roles}))


def _member(name: str, roles: str) -> Member:
    return Member(name, frozenset(Role(role) for role in json.loads(roles)))
