"""`vierluik.toml`: what a workspace wants, read once into a frozen `Settings`.

The file is written by people, so a wrong key or value is refused with its place; the program never rewrites the file.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from workspace.errors import VierluikError

FILE_NAME = "vierluik.toml"


@dataclass(frozen=True)
class Penalties:
    """Points taken off a match for where it comes from; each is shown with the match."""

    aligned: int = 1
    machine: int = 15
    foreign_variety: int = 1
    pivot: int = 10
    ambiguous: int = 1
    obsolete: int = 1


@dataclass(frozen=True)
class Settings:
    """All settings of a workspace; the defaults are those of an empty `vierluik.toml`."""

    name: str = "vierluik"
    targets: tuple[str, ...] = ("fr", "en", "zh")
    """Language codes to translate into, in the order of the panels."""
    border_codes: Mapping[str, str] = field(default_factory=dict)
    """Language code to the code written into files, where it differs from the language's own default."""
    min_score: int = 70
    """Matches below this score (0 to 100) are not shown."""
    pretranslate_min_score: int = 75
    max_matches: int = 5
    penalties: Penalties = Penalties()
    daily_backups: int = 10
    """How many automatic backups are kept; those made by hand are never removed."""
    autosave_seconds: float = 0.4
    """A draft is saved this long after the last key, and never later than a second after the first."""


DEFAULT_FILE = """\
# The settings of this workspace. Everything is optional; what stands here after a # is the default.

[workspace]
name = {name}

[languages]
# targets = ["fr", "en", "zh"]

[languages.border_codes]
# How languages are called in exported files.
# nl = "nl-BE"
# fr = "fr-BE"
# en = "en-GB"
# zh = "zh-CN"

[memory]
# min_score = 70
# pretranslate_min_score = 75
# max_matches = 5

[memory.penalties]
# aligned = 1
# machine = 15
# foreign_variety = 1
# pivot = 10
# ambiguous = 1
# obsolete = 1

[desk]
# autosave_seconds = 0.4

[backups]
# daily_backups = 10
"""

# table in the file -> the settings it may hold, with their types
_TABLES: dict[str, dict[str, type | tuple[type, ...]]] = {
    "workspace": {"name": str},
    "languages": {"targets": list, "border_codes": dict},
    "memory": {"min_score": int, "pretranslate_min_score": int, "max_matches": int, "penalties": dict},
    "desk": {"autosave_seconds": (int, float)},
    "backups": {"daily_backups": int},
}


def load_settings(path: Path) -> Settings:
    """Read a settings file.

    Raises VierluikError, naming file and key, when it is not TOML or holds what is not a setting.
    """
    try:
        document = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise VierluikError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise VierluikError(f"{path} is not valid TOML: {error}", "Correct the line, or put a # before it.") from error
    values: dict[str, Any] = {}
    for table, content in document.items():
        if table not in _TABLES or not isinstance(content, dict):
            raise _refused(path, table, f"there is no such section; known are {', '.join(sorted(_TABLES))}")
        for key, value in content.items():
            kind = _TABLES[table].get(key)
            if kind is None:
                raise _refused(path, f"{table}.{key}", f"known here are {', '.join(sorted(_TABLES[table]))}")
            if not isinstance(value, kind) or isinstance(value, bool):
                raise _refused(path, f"{table}.{key}", f"{value!r} is of the wrong type")
            values[key] = value
    return _checked(path, values)


def _checked(path: Path, values: dict[str, Any]) -> Settings:
    if "targets" in values:
        targets = values["targets"]
        if not targets or not all(isinstance(code, str) for code in targets) or len(set(targets)) != len(targets):
            raise _refused(path, "languages.targets", "it is a list of different language codes")
        values["targets"] = tuple(targets)
    if "penalties" in values:
        known = {item.name for item in fields(Penalties)}
        for key, points in values["penalties"].items():
            if key not in known:
                raise _refused(path, f"memory.penalties.{key}", f"known here are {', '.join(sorted(known))}")
            if not isinstance(points, int) or isinstance(points, bool) or not 0 <= points <= 100:
                raise _refused(path, f"memory.penalties.{key}", "it is a number of points from 0 to 100")
        values["penalties"] = Penalties(**values["penalties"])
    if not all(isinstance(code, str) for code in values.get("border_codes", {}).values()):
        raise _refused(path, "languages.border_codes", 'it holds lines such as fr = "fr-BE"')
    bounds = {
        "memory.min_score": (30, 100),
        "memory.pretranslate_min_score": (50, 102),
        "memory.max_matches": (1, 50),
        "backups.daily_backups": (1, 1000),
        "desk.autosave_seconds": (0.05, 1.0),
    }
    for key, (low, high) in bounds.items():
        name = key.rpartition(".")[2]
        if name in values and not low <= values[name] <= high:
            raise _refused(path, key, f"it lies between {low} and {high}")
    return Settings(**values)


def _refused(path: Path, key: str, why: str) -> VierluikError:
    return VierluikError(f"{path}: {key} is not a valid setting", f"{why[0].upper()}{why[1:]}.")
