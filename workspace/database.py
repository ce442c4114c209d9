"""One SQLite file, opened so that what was committed stays: WAL, full sync, foreign keys, one writer at a time.

Gives connections inside transactions to the `store.py` modules, and turns the driver's errors into words. The tables are
theirs; `migrations/` creates them.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, MetaData, create_engine, event, exc, text

from workspace.errors import ConflictError, DamagedError, VierluikError

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
"""Every store declares its tables here; a test holds them against what the migrations create."""

BUSY_SECONDS = 5.0
"""How long a writer waits for another process before it gives up."""

_WRITES = "vierluik_writes"


class Database:
    """The database of a workspace. Safe to use from several threads: each block gets a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        url = URL.create("sqlite", database=str(path))  # never parsed: a directory may be called `wat?`
        # Parameters are hidden from error messages: they are the text of releases.
        self.engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
        event.listen(self.engine, "connect", _configure)
        event.listen(self.engine, "begin", _begin)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state of the database."""
        with _in_words(self.path), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that holds the write lock: all of the block is committed, or nothing of it.

        Raises ConflictError when another process keeps the lock, VierluikError when the disk refuses.
        """
        with _in_words(self.path), self.engine.connect() as connection:
            connection = connection.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    def integrity_problems(self) -> list[str]:
        """What SQLite's own integrity and foreign-key checks find; empty when all is well."""
        with self.read() as connection:
            found = [str(row[0]) for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
            orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
        return found + [f"a row of {row[0]} points to a missing row of {row[2]}" for row in orphans]

    def close(self) -> None:
        """Give back all connections; the write-ahead log is folded into the file."""
        self.engine.dispose()


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: IMMEDIATE for writers
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except exc.DBAPIError as error:
        raise explained(error.orig, path) from error


def explained(error: Any, path: Path) -> VierluikError:
    """The driver's error as one that says what to do."""
    message = str(error)
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the upper bits tell more than we need
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ConflictError(f"{path} is locked by another process", "Close the other vierluik, or wait until it has finished.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return VierluikError(
            f"{path} cannot be opened for writing", "Check the permissions of the workspace directory and its files."
        )
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return VierluikError(f"{path} cannot be written: {message}", "Make room on the disk; nothing was half-written.")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedError(f"{path} is damaged: {message}", "Restore a backup: vierluik restore backups/….db")
    return VierluikError(f"{path}: {message}", "Run vierluik doctor.")
