"""Checks on where a target comes from, rather than on what it says."""

from collections.abc import Iterator

from releases.model import Finding, Origin, Segment, Target


def unedited_fuzzy(segment: Segment, target: Target) -> Iterator[Finding]:
    if target.state.confirmed and target.origin is Origin.MATCH and target.score is not None and target.score < 100:
        message = f"A match of {target.score} % was confirmed without a change."
        yield Finding(segment.id, target.language, "unedited-fuzzy", "warning", message)


def outdated(segment: Segment, target: Target) -> Iterator[Finding]:
    if target.outdated:
        message = "The Dutch text changed since this was translated."
        yield Finding(segment.id, target.language, "outdated", "warning", message)
