"""Handing a release out: `FORMATS` names what there is, `export_release` writes it.

Each format is a function in the module of its name that turns `Selection` into bytes; the same selection gives the same
bytes. Files appear whole or not at all, and never over an existing one unasked.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from releases.export import aligned_html, aligned_tsv, jsonl, tmx, txt
from releases.export.selection import Selection
from releases.model import Panels, State
from workspace.errors import VierluikError
from workspace.files import write_bytes


@dataclass(frozen=True)
class Format:
    """A way to hand out a release."""

    name: str
    title: str
    suffix: str
    render: Callable[[Selection], bytes]
    one_language: bool = False
    """Whether a file holds one target language; the others hold all in view."""


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("txt", "plain text, a file for each language", ".txt", txt.render, one_language=True),
        Format("aligned-html", "a page with the four panels side by side", ".html", aligned_html.render),
        Format("aligned-tsv", "a table with a column for each language", ".tsv", aligned_tsv.render),
        Format("jsonl", "a line of JSON for each segment", ".jsonl", jsonl.render),
        Format("tmx", "a translation memory of the release", ".tmx", tmx.render),
    )
}


@dataclass(frozen=True)
class Exported:
    """A file that was written, and what it holds."""

    path: Path
    languages: tuple[str, ...]
    segments: int
    missing: int
    """Targets that the selection does not have: left Dutch in a text, empty in a table, left out of a memory."""
    flattened: int
    """Texts whose line breaks or tabs the format cannot carry and which hold spaces instead."""


def export_release(
    panels: Panels,
    format_name: str,
    languages: Sequence[str],
    destination: Path,
    states: Collection[State] | None = None,
    border_codes: Mapping[str, str] | None = None,
    force: bool = False,
) -> list[Exported]:
    """Write a release in one of the `FORMATS`; returns what was written.

    `destination` is a file, or a directory (one that exists) in which files get their names from the release. `states`
    limits which targets count (all that have a text when None). Raises VierluikError for an unknown format, several
    languages for one file, or a file that exists when `force` is not given; nothing is written then.
    """
    chosen = FORMATS.get(format_name)
    if chosen is None:
        raise VierluikError(f"{format_name!r} is not an export format", f"There are {', '.join(FORMATS)}.")
    groups = [(language,) for language in languages] if chosen.one_language else [tuple(languages)]
    if len(groups) > 1 and not destination.is_dir():
        raise VierluikError(
            f"{format_name} holds one language in a file, and {len(groups)} are asked for",
            "Name one with --to, or a directory with -o.",
        )
    planned = [
        (destination / _file_name(panels, chosen, group) if destination.is_dir() else destination, group) for group in groups
    ]
    existing = [path for path, _ in planned if path.exists()]
    if existing and not force:
        raise VierluikError(f"{existing[0]} exists already", "Use --force to replace it, or another name with -o.")
    exported = []
    for path, group in planned:
        selection = Selection.of(panels, group, states, border_codes or {})
        write_bytes(path, chosen.render(selection), force)
        flattened = selection.count_flattened() if chosen.render is aligned_tsv.render else 0
        exported.append(Exported(path, group, len(panels.segments), selection.missing, flattened))
    return exported


def _file_name(panels: Panels, chosen: Format, languages: tuple[str, ...]) -> str:
    return panels.release.slug + (f".{languages[0]}" if chosen.one_language else "") + chosen.suffix
