"""Bringing a database to the schema of this program, with Alembic; one transaction a migration.

Asking whether anything is pending costs one SELECT, so that Alembic itself is only imported when there is work.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from workspace.database import explained
from workspace.errors import DamagedError, VierluikError

DIRECTORY = Path(__file__).parent / "migrations"


def known_revisions() -> list[str]:
    """The revisions of this program, oldest first: the files' names begin with them."""
    return sorted(path.stem.partition("_")[0] for path in (DIRECTORY / "versions").glob("[0-9]*.py"))


def revision_of(database: Path) -> str | None:
    """The revision a database file is at; None for an empty one.

    Raises DamagedError when it holds something else than a workspace.
    """
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if not tables:
            return None
        if "alembic_version" in tables:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if row is not None:
                return str(row[0])
    raise DamagedError(f"{database} is not a database of vierluik", "Restore a backup: vierluik restore backups/….db")


def pending_revisions(database: Path) -> list[str]:
    """The revisions still to be applied.

    Raises VierluikError when the database is newer than this program, which must not touch it then.
    """
    known, current = known_revisions(), revision_of(database)
    if current is None:
        return known
    if current not in known:
        raise VierluikError(
            f"{database} was made by a newer vierluik (schema {current})", "Update vierluik, then open it again."
        )
    return known[known.index(current) + 1 :]


def migrate(database: Path) -> None:
    """Apply every pending migration; a database that does not exist is created.

    Raises VierluikError when the disk refuses or somebody else holds the lock; then the schema is what it was.
    """
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import exc

    config = Config()
    config.set_main_option("script_location", str(DIRECTORY).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["database"] = database
    try:
        command.upgrade(config, "head")
    except exc.DBAPIError as error:
        raise explained(error.orig, database) from error
