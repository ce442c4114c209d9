"""The shelf of releases: finding one, listing them with how far they are."""

from dataclasses import dataclass

from languages import SOURCE
from releases.model import Progress, Release
from releases.store import sources, targets
from workspace.directory import Workspace
from workspace.errors import VierluikError


@dataclass(frozen=True)
class Listed:
    """A release in the list."""

    release: Release
    progress: dict[str, Progress]
    """By language code, in the order of the panels."""


def find_release(workspace: Workspace, reference: str) -> Release:
    """The release meant by its number, its slug, or the beginning of one.

    Raises VierluikError when none or several fit.
    """
    with workspace.db.read() as connection:
        is_number = reference.isascii() and reference.isdigit() and len(reference) < 18
        release = sources.find_release(connection, int(reference)) if is_number else None
        found = [release] if release else []
        if not found and reference:
            found = [one for one in sources.list_releases(connection) if one.slug.startswith(reference)]
            found = [one for one in found if one.slug == reference] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise VierluikError(
            f"{reference!r} fits {len(found)} releases", f"Say which: {', '.join(one.slug for one in found[:5])}"
        )
    raise VierluikError(f"There is no release {reference!r}", "vierluik releases lists them; vierluik import brings one in.")


def list_releases(workspace: Workspace) -> list[Listed]:
    """All releases, the newest first."""
    with workspace.db.read() as connection:
        counts, done = sources.count_segments(connection), targets.progress(connection)
        releases = sources.list_releases(connection)
    languages = [code for code in workspace.settings.targets if code != SOURCE.code]
    return [
        Listed(one, {code: done.get((one.id, code), Progress(counts.get(one.id, 0), 0, 0)) for code in languages})
        for one in releases
    ]


def last_place(workspace: Workspace) -> targets.Bookmark | None:
    """Where the member at work was last, in any release."""
    with workspace.db.read() as connection:
        return targets.load_bookmark(connection, workspace.member.name)
