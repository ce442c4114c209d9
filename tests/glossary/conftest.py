"""A workspace of three people, whose glossary each of them can open."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from glossary.glossary import Glossary
from workspace.database import Database, metadata
from workspace.directory import Workspace
from workspace.people import ALL_ROLES, Member, Role
from workspace.settings import Settings
from workspace.store import save_member

PEOPLE = {
    "tine": frozenset({Role.TRANSLATOR}),
    "rik": frozenset({Role.TRANSLATOR, Role.REVIEWER}),
    "tess": frozenset({Role.TERMINOLOGIST}),
    "ada": frozenset({Role.ADMIN}),
}

OpenAs = Callable[[str], Glossary]


def _workspace(root: Path, member: Member) -> Workspace:
    seconds = count()
    return Workspace(
        root,
        Settings(),
        Database(root / "vierluik.db"),
        member,
        lambda: datetime(2016, 8, 31, 15, 46, tzinfo=UTC) + timedelta(seconds=next(seconds)),
    )


def _create(workspace: Workspace, members: list[Member]) -> None:
    with workspace.db.write() as connection:
        metadata.create_all(connection)
        for member in members:
            save_member(connection, member, workspace.now())


@pytest.fixture
def open_as(tmp_path: Path) -> Iterator[OpenAs]:
    """Opens the glossary of one shared workspace as one of its people; each as a process of its own would."""
    members = [Member(name, roles) for name, roles in PEOPLE.items()]
    opened: dict[str, Workspace] = {}

    def open_it(name: str) -> Glossary:
        if name not in opened:
            opened[name] = _workspace(tmp_path, Member(name, PEOPLE[name]))
            if len(opened) == 1:
                _create(opened[name], members)
        return Glossary(opened[name])

    yield open_it
    for workspace in opened.values():
        workspace.close()


@pytest.fixture
def glossary(open_as: OpenAs) -> Glossary:
    """The glossary as its terminologist sees it."""
    return open_as("tess")


@pytest.fixture
def lonely_glossary(tmp_path: Path) -> Iterator[Glossary]:
    """The glossary of somebody who works alone, in another workspace."""
    root = tmp_path / "alone"
    root.mkdir()
    member = Member("solo", ALL_ROLES)
    with _workspace(root, member) as workspace:
        _create(workspace, [member])
        yield Glossary(workspace)
