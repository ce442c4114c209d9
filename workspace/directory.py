"""A workspace: one directory with `vierluik.toml`, `vierluik.db`, `backups/` and `exports/`.

Finds it, creates it, opens it (migrating and backing up on the way) and knows who is at work. What is in the database
belongs to the rooms above.
"""

import getpass
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from workspace import migrate, store
from workspace.backup import automatic_backups, free_place, make_backup, must_be_closed, prune, put_in_place, staged_backup
from workspace.database import Database
from workspace.errors import DamagedError, VierluikError
from workspace.files import write_bytes
from workspace.people import ALL_ROLES, Member, Role
from workspace.settings import DEFAULT_FILE, FILE_NAME, Settings, load_settings
from workspace.text import clean

DATABASE_NAME = "vierluik.db"

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    return datetime.now(UTC)


@dataclass
class Workspace:
    """An open workspace and the member at work in it.

    Use it as a context manager, or call `close()`.
    """

    root: Path
    settings: Settings
    db: Database
    member: Member
    clock: Clock = wall_clock
    warnings: list[str] = field(default_factory=list)
    """What the person should know although the workspace opened: a backup that failed, say."""

    @property
    def exports(self) -> Path:
        return self.root / "exports"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def settings_file(self) -> Path:
        return self.root / FILE_NAME

    def now(self) -> str:
        """The time for the database: UTC, ISO 8601, to the microsecond, so that it sorts as text."""
        return self.clock().astimezone(UTC).isoformat(timespec="microseconds")

    def back_up(self, reason: str = "manual", destination: Path | None = None) -> Path:
        """Make a backup: at `destination`, into it when it is a directory, else into `backups/`. Returns its path."""
        place = destination or self.backups
        if destination is None or destination.is_dir():
            place = free_place(place, self.clock(), reason)
        return make_backup(self.db.path, self.settings_file, place)

    def back_up_before_bulk(self) -> None:
        """Make a backup before many things change at once; old ones make room for it."""
        self.back_up("before-bulk")
        prune(self.backups, self.settings.daily_backups)

    def members(self) -> list[Member]:
        with self.db.read() as connection:
            return store.list_members(connection)

    def save_member(self, name: str, roles: frozenset[Role]) -> Member:
        """Add a member or change one's roles; only an admin may, and one admin always remains."""
        self.member.must_act_as(Role.ADMIN)
        member = Member(name, roles)
        with self.db.write() as connection:
            others = [one for one in store.list_members(connection) if one.name != name]
            if not any(Role.ADMIN in one.roles for one in [*others, member]):
                raise VierluikError(f"{name} is the last admin of this workspace", "Make somebody else admin first.")
            store.save_member(connection, member, self.now())
        return member

    def close(self) -> None:
        self.db.close()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create_workspace(root: Path, member: str | None = None, clock: Clock = wall_clock) -> Workspace:
    """Make a new workspace in `root` (created if need be); its creator gets every role.

    Raises VierluikError when there is one already or the directory cannot be written.
    """
    if _is_there(root / FILE_NAME):
        raise VierluikError(f"{root} is a workspace already", f"Open it: vierluik --workspace {root}")
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VierluikError(f"{root} cannot be created: {error.strerror}", "Choose another directory.") from error
    _must_be_writable(root)
    path = root / DATABASE_NAME
    begun = path.exists()
    if begun:
        _pending(path)  # refuses what is no database of ours
    database = Database(path)
    try:
        migrate.migrate(path)
        # The settings come last: a directory without them is no workspace, so a creation cut short can be repeated.
        name = json.dumps(clean(root.resolve().name).text or "vierluik", ensure_ascii=False)
        with database.write() as connection:
            if not store.list_members(connection):
                creator = Member(member or person_at_work(), ALL_ROLES)
                store.save_member(connection, creator, clock().astimezone(UTC).isoformat(timespec="microseconds"))
        write_bytes(root / FILE_NAME, DEFAULT_FILE.format(name=name).encode("utf-8"))
    except BaseException:
        database.close()
        for companion in () if begun else ("", "-wal", "-shm"):
            (root / f"{DATABASE_NAME}{companion}").unlink(missing_ok=True)
        raise
    database.close()
    return open_workspace(root, member, clock)


def open_workspace(root: Path, member: str | None = None, clock: Clock = wall_clock) -> Workspace:
    """Open the workspace in `root`: migrate it if this program is newer, back it up once a day.

    Raises VierluikError when there is none, when it is damaged, read-only or newer than this program, or when the person is
    not a member.
    """
    if not _is_there(root / FILE_NAME):
        raise VierluikError(f"{root} is not a workspace", "Create one with vierluik init, or look around with vierluik demo.")
    path = root / DATABASE_NAME
    if not path.is_file():
        raise VierluikError(f"{path} is missing", "Restore a backup: vierluik restore backups/….db")
    settings = load_settings(root / FILE_NAME)
    _must_be_writable(root)
    pending = _pending(path)
    if pending == migrate.known_revisions():
        raise DamagedError(f"{path} is empty", "Restore a backup: vierluik restore backups/….db")
    if pending:
        make_backup(path, root / FILE_NAME, free_place(root / "backups", clock(), "before-migration"))
        migrate.migrate(path)
    database = Database(path)
    workspace = Workspace(root, settings, database, _member(database, member or person_at_work()), clock)
    _daily_backup(workspace)
    return workspace


def restore_workspace(root: Path, backup: Path, clock: Clock = wall_clock) -> Path | None:
    """Put a backup in place of the workspace's database.

    What was there is backed up first, if it can still be read; returns where.
    Raises VierluikError when the backup is not healthy, ConflictError when somebody has the workspace open.
    """
    if not _is_there(root / FILE_NAME):
        raise VierluikError(f"{root} is not a workspace", "Create one with vierluik init, then restore into it.")
    _must_be_writable(root)
    path, saved = root / DATABASE_NAME, None
    staged = staged_backup(backup, path)
    try:
        if path.is_file():
            must_be_closed(path)
            saved = _kept(path, root, clock)
        put_in_place(staged, backup, path, root / FILE_NAME)
    finally:
        staged.unlink(missing_ok=True)
    return saved


def _kept(path: Path, root: Path, clock: Clock) -> Path:
    """A copy of the database before another takes its place: a backup if it is sound, else the damaged file itself."""
    try:
        return make_backup(path, root / FILE_NAME, free_place(root / "backups", clock(), "before-restore"))
    except DamagedError:
        return path.replace(path.with_name(f"{path.name}.damaged-{clock():%Y%m%dT%H%M%S%f}"))


def find_workspace(explicit: Path | None, environment: Mapping[str, str], start: Path, user_data: Path) -> Path:
    """Where the workspace is: as told, as VIERLUIK_WORKSPACE says, the nearest above `start`, else the user's own."""
    if explicit is not None:
        return explicit
    if environment.get("VIERLUIK_WORKSPACE"):
        return Path(environment["VIERLUIK_WORKSPACE"])
    for directory in (start, *start.parents):
        if os.path.isfile(directory / FILE_NAME):  # not Path.is_file, which raises where we may not look
            return directory
    return user_data


def person_at_work() -> str:
    """VIERLUIK_MEMBER, else the name the operating system knows."""
    try:
        return os.environ.get("VIERLUIK_MEMBER") or getpass.getuser()
    except (KeyError, OSError):  # a container without a passwd entry
        return "me"


def _member(database: Database, name: str) -> Member:
    try:
        with database.read() as connection:
            member = store.find_member(connection, name)
            names = ", ".join(one.name for one in store.list_members(connection))
    except VierluikError:
        database.close()
        raise
    if member is None:
        database.close()
        raise VierluikError(
            f"{name} is not a member of this workspace",
            f"Members are {names}. An admin can add you: vierluik members add {name} --role translator. "
            "To work as one of them, set VIERLUIK_MEMBER.",
        )
    return member


def _pending(path: Path) -> list[str]:
    import sqlite3

    from workspace.database import explained

    try:
        return migrate.pending_revisions(path)
    except sqlite3.Error as error:
        raise explained(error, path) from error


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:
        raise VierluikError(f"{path} cannot be read: {error.strerror}", "Check the permissions of the directory.") from error


def _must_be_writable(root: Path) -> None:
    unwritable = [path for path in (root, root / DATABASE_NAME) if path.exists() and not os.access(path, os.W_OK)]
    if unwritable:
        raise VierluikError(
            f"{unwritable[0]} is read-only",
            "vierluik keeps every draft there: give yourself write permission, or copy the workspace.",
        )


def _daily_backup(workspace: Workspace) -> None:
    today = f"{workspace.clock():%Y%m%d}T"
    if any(path.name.startswith(today) and path.stem.endswith("-daily") for path in automatic_backups(workspace.backups)):
        return
    try:
        workspace.back_up("daily")
        prune(workspace.backups, workspace.settings.daily_backups)
    except VierluikError as error:
        workspace.warnings.append(f"The daily backup failed: {error.message}")
