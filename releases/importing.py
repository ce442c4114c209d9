"""Bringing a source file in as a release: read, cut into segments, store, all of it or nothing."""

import hashlib
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from languages import SOURCE
from languages.dates import read_date
from releases.model import BlockKind, BlockSpan, Release, SourceText
from releases.reading import read_source
from releases.segmenting import segment
from releases.store import sources
from workspace.directory import Workspace
from workspace.errors import VierluikError
from workspace.people import Role
from workspace.text import clean

_LONGEST_NAME = 80
_SLUG_WORDS = 5
_LONGEST_TITLE = 250


@dataclass(frozen=True)
class ReleaseDetails:
    """What the person who imports knows better than the text does; empty means: take it from the text."""

    title: str = ""
    issued_at: str = ""
    """ISO date, perhaps with a time: `2016-08-31`, `2016-08-31T15:46`."""
    confidential: bool = False
    embargo_until: str = ""


@dataclass(frozen=True)
class Imported:
    """What became of a file."""

    release: Release
    already_there: bool
    """The same file was imported before; nothing was changed."""
    segments: int
    removed: str
    """Characters that had to go, in words; empty when none."""


def import_file(workspace: Workspace, path: Path, details: ReleaseDetails | None = None) -> Imported:
    """Import a Dutch source file.

    The same text under the same name is imported once; under another name it is another release. Raises VierluikError when
    the file cannot be used or the details are wrong; nothing is stored then.
    """
    return import_source(workspace, read_source(path), details)


def import_source(workspace: Workspace, source: SourceText, details: ReleaseDetails | None = None) -> Imported:
    """The same for a text already read."""
    workspace.member.must_act_as(Role.TRANSLATOR)
    details = _checked(details or ReleaseDetails())
    blocks = segment(source.text, SOURCE)
    segments = sum(len(block.segments) for block in blocks)
    text_hash = hashlib.sha256(source.text.encode("utf-8")).hexdigest()
    with workspace.db.write() as connection:
        known = sources.find_by_text(connection, text_hash, source.name)
        if known is not None:
            return Imported(known, True, segments, source.removed)
        title = details.title or _title(blocks)
        issued_at = details.issued_at or _issued_at(blocks)
        slug = _slug(issued_at, title)
        release = Release(
            id=0,
            slug=_free(slug, sources.taken_slugs(connection, slug)),
            title=title,
            issued_at=issued_at,
            source_name=source.name,
            source_format=source.format,
            encoding=source.encoding,
            version=1,
            confidential=details.confidential,
            embargo_until=details.embargo_until,
            created_at=workspace.now(),
            created_by=workspace.member.name,
        )
        release = replace(release, id=sources.add_release(connection, release, source, text_hash))
        sources.add_blocks(connection, release.id, blocks)
    return Imported(release, False, segments, source.removed)


def _checked(details: ReleaseDetails) -> ReleaseDetails:
    return replace(
        details,
        title=" ".join(clean(details.title).text.split()),
        issued_at=_iso(details.issued_at, "--date"),
        embargo_until=_iso(details.embargo_until, "--embargo-until"),
    )


def _iso(value: str, option: str) -> str:
    """Each way that ISO 8601 has of writing a date, as the one way that sorts."""
    if not value:
        return ""
    with suppress(ValueError):
        return date.fromisoformat(value).isoformat()
    try:
        return datetime.fromisoformat(value).isoformat(timespec="minutes")
    except ValueError as error:
        raise VierluikError(f"{option} {value!r} is not a date", "Write it as 2016-08-31 or 2016-08-31T15:46.") from error


def _title(blocks: list[BlockSpan]) -> str:
    """The title, on one line; the beginning of the text where there is none."""
    best = min(blocks, key=lambda block: (block.kind is not BlockKind.TITLE, block.kind is BlockKind.DATELINE))
    text = " ".join(best.segments[0].text.split())
    if len(text) <= _LONGEST_TITLE:
        return text
    return text[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def _issued_at(blocks: list[BlockSpan]) -> str:
    for block in blocks:
        if block.kind is BlockKind.DATELINE:
            found = read_date(block.segments[0].text, SOURCE)
            if found:
                value, _, timed = found
                return value.isoformat(timespec="minutes") if timed else value.date().isoformat()
    return ""


def _slug(issued_at: str, title: str) -> str:
    """Date and first words in plain ASCII: `2016-08-31-belgische-fod-sociale-zekerheid-deelt`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    words = re.findall(r"[a-z0-9]+", plain)[:_SLUG_WORDS]
    return "-".join([*([issued_at[:10]] if issued_at else []), *words])[:_LONGEST_NAME].rstrip("-") or "release"


def _free(slug: str, taken: set[str]) -> str:
    if slug not in taken:
        return slug
    return next(name for name in (f"{slug}-{number}" for number in range(2, len(taken) + 3)) if name not in taken)
