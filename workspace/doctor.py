"""Looking a workspace over: versions, database, migrations, disk, network share, backups. It reads and never repairs."""

import platform
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from workspace import migrate
from workspace.backup import automatic_backups
from workspace.database import Database
from workspace.directory import DATABASE_NAME
from workspace.errors import VierluikError
from workspace.settings import FILE_NAME, load_settings

NETWORK_FILE_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afpfs", "davfs", "fuse.rclone"})
LOW_DISK_BYTES = 500 * 1000 * 1000


@dataclass(frozen=True)
class Diagnosis:
    """One thing that was looked at."""

    name: str
    ok: bool
    message: str
    hint: str = ""


def examine(root: Path, mounts: Path = Path("/proc/mounts")) -> list[Diagnosis]:
    """Everything there is to say about the workspace in `root`. Never raises for a sick workspace: that is its subject."""
    diagnoses = [_versions()]
    parts: list[tuple[str, Callable[[], Diagnosis]]] = [
        ("settings", lambda: _settings(root)),
        ("schema", lambda: _schema(root / DATABASE_NAME)),
        ("database", lambda: _database(root / DATABASE_NAME)),
        ("disk", lambda: _disk(root)),
        ("network share", lambda: _network_share(root, mounts)),
        ("backups", lambda: _backups(root / "backups")),
    ]
    for name, part in parts:
        try:
            diagnoses.append(part())
        except VierluikError as error:
            diagnoses.append(Diagnosis(name, False, error.message, error.hint))
        except (sqlite3.Error, OSError) as error:
            diagnoses.append(Diagnosis(name, False, str(error), "Restore a backup: vierluik restore backups/….db"))
    return diagnoses


def _versions() -> Diagnosis:
    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in ("textual", "sqlalchemy", "rapidfuzz", "numpy"))
    ours = f"vierluik {metadata.version('vierluik')}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return Diagnosis("versions", True, f"{ours}, {libraries}")


def _settings(root: Path) -> Diagnosis:
    load_settings(root / FILE_NAME)
    return Diagnosis("settings", True, f"{root / FILE_NAME} is in order")


def _schema(path: Path) -> Diagnosis:
    if not path.is_file():
        return Diagnosis("schema", False, f"{path} is missing", "Restore a backup: vierluik restore backups/….db")
    pending = migrate.pending_revisions(path)
    if pending:
        return Diagnosis(
            "schema",
            False,
            f"pending migrations: {', '.join(pending)}",
            "They are applied when the workspace is opened.",
        )
    return Diagnosis("schema", True, f"at {migrate.revision_of(path)}, nothing pending")


def _database(path: Path) -> Diagnosis:
    if not path.is_file():
        return Diagnosis("database", False, f"{path} is missing", "Restore a backup: vierluik restore backups/….db")
    database = Database(path)
    try:
        problems = database.integrity_problems()
    finally:
        database.close()
    if problems:
        return Diagnosis("database", False, "; ".join(problems[:5]), "Restore a backup: vierluik restore backups/….db")
    return Diagnosis("database", True, f"sound, {path.stat().st_size / 1e6:.1f} MB")


def _disk(root: Path) -> Diagnosis:
    free = shutil.disk_usage(root).free
    return Diagnosis(
        "disk", free >= LOW_DISK_BYTES, f"{free / 1e9:.1f} GB free", "" if free >= LOW_DISK_BYTES else "Make room."
    )


def _network_share(root: Path, mounts: Path) -> Diagnosis:
    kind = _file_system(root, mounts)
    if kind in NETWORK_FILE_SYSTEMS:
        return Diagnosis(
            "network share",
            False,
            f"{root} lies on a network share ({kind}), where SQLite cannot keep its promises",
            "Move the workspace to a local disk; share exports and backups instead.",
        )
    return Diagnosis("network share", True, f"no ({kind or 'local disk'})")


def _file_system(root: Path, mounts: Path) -> str:
    """The type of the file system that holds `root`, as /proc/mounts names it; empty where that file does not exist."""
    if not mounts.is_file():
        return ""
    place, best, kind = root.resolve(), -1, ""
    for line in mounts.read_text("utf-8", "replace").splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(fields[1].replace("\\040", " "))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind


def _backups(directory: Path) -> Diagnosis:
    newest = automatic_backups(directory)[-1:]
    if not newest:
        return Diagnosis("backups", False, "none yet", "One is made each day the workspace is opened; or now: vierluik backup")
    return Diagnosis("backups", True, f"{len(automatic_backups(directory))}, the newest is {newest[0].name}")
