"""Backups: a consistent copy of the database with its settings beside it, and the way back.

A backup `NAME.db` is an ordinary SQLite file, `NAME.toml` the settings of that moment. Automatic ones carry their reason in
their name and only the newest few are kept; a backup that a person asked for is never removed.
"""

import itertools
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from workspace.database import explained
from workspace.errors import ConflictError, VierluikError
from workspace.files import write_bytes

AUTOMATIC = ("daily", "before-migration", "before-restore", "before-bulk")


def make_backup(database: Path, settings: Path, destination: Path) -> Path:
    """Copy a live database to `destination` (a new file) and the settings beside it; returns `destination`.

    The copy is made by SQLite's online backup, so writers may go on.
    Raises VierluikError when one of the two exists or the disk refuses.
    """
    part = destination.with_name(f".{destination.name}.part")
    try:
        for path in (destination, destination.with_suffix(".toml")):
            if path.exists():
                raise VierluikError(f"{path} exists already", "Name another file, or a directory.")
        destination.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(b"")
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        _flush(part)
        write_bytes(destination.with_suffix(".toml"), settings.read_bytes())
        part.replace(destination)
    except sqlite3.Error as error:
        raise explained(error, database) from error
    except OSError as error:
        raise VierluikError(f"{destination} cannot be written: {error.strerror}", "Choose another place.") from error
    finally:
        with suppress(OSError):  # where it cannot be removed, it was never made
            part.unlink()
    return destination


def staged_backup(backup: Path, database: Path) -> Path:
    """A checked copy of a backup beside the database, ready to take its place with `put_in_place`.

    Nothing else is touched. Raises VierluikError when the file is not a healthy backup.
    """
    if not backup.is_file():
        raise VierluikError(f"{backup} does not exist", "The backups of a workspace lie in its folder backups/.")
    part = database.with_name(f".{database.name}.part")
    try:
        shutil.copyfile(backup, part)
        with closing(sqlite3.connect(part)) as connection:
            problems = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if problems or "release" not in tables:
            raise VierluikError(f"{backup} is not a healthy backup of vierluik", "Try an older one from backups/.")
        _flush(part)
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise VierluikError(f"{backup} is not a backup of vierluik", "Try another one from backups/.") from error
    except OSError as error:
        part.unlink(missing_ok=True)
        raise VierluikError(f"{database} cannot be written: {error.strerror}", "Check the permissions.") from error
    except VierluikError:
        part.unlink(missing_ok=True)
        raise
    return part


def must_be_closed(database: Path) -> None:
    """Raises ConflictError when somebody has the database open: what they write afterwards would be lost."""
    try:
        with closing(sqlite3.connect(database, timeout=0)) as connection:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")  # without it, SQLite does not mind idle readers
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        reason = explained(error, database)
        if isinstance(reason, ConflictError):
            raise reason from error
        # Anything else that is wrong with it is why somebody restores.


def put_in_place(staged: Path, backup: Path, database: Path, settings: Path) -> None:
    """Let a staged backup take the place of the database, and its settings that of the settings if it has them.

    Nobody may have the database open.
    """
    try:
        for companion in ("-wal", "-shm"):
            database.with_name(database.name + companion).unlink(missing_ok=True)
        staged.replace(database)
        if backup.with_suffix(".toml").is_file():
            write_bytes(settings, backup.with_suffix(".toml").read_bytes(), force=True)
    except OSError as error:
        raise VierluikError(f"{database} cannot be written: {error.strerror}", "Check the permissions.") from error


def free_place(directory: Path, now: datetime, reason: str) -> Path:
    """Where the next automatic or manual backup goes: a name by time and reason that nothing has yet."""
    names = (_name(now, reason, number) for number in itertools.count())
    return next(directory / name for name in names if not (directory / name).exists())


def automatic_backups(directory: Path) -> list[Path]:
    """The automatic backups in a directory, oldest first."""
    names = (path for path in directory.glob("*.db") if path.stem.partition("-")[2] in AUTOMATIC)
    return sorted(names)


def prune(directory: Path, keep: int) -> None:
    """Remove all but the newest `keep` automatic backups."""
    for path in automatic_backups(directory)[:-keep]:
        path.with_suffix(".toml").unlink(missing_ok=True)
        path.unlink(missing_ok=True)


def _name(now: datetime, reason: str, number: int) -> str:
    """Sorts by time; `number` tells those of one second apart."""
    return f"{now:%Y%m%dT%H%M%S}{f'.{number}' if number else ''}-{reason}.db"


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
