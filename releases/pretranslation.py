"""Filling empty targets from the memory, before a person begins. It confirms nothing and replaces nothing."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from releases.desk import Desk
from releases.model import Origin, Target
from tm.model import Match

BANDS = ("102", "101", "100", "95-99", "85-94", "75-84", "50-74")

ReportProgress = Callable[[int, int], bool]
"""Gets how many of how many are done; answers whether to go on."""


@dataclass(frozen=True)
class Pretranslation:
    """What was filled, and what was left."""

    filled: dict[str, int] = field(default_factory=dict)
    """Language code to number of targets filled."""
    bands: dict[str, int] = field(default_factory=dict)
    """Band of score to number of targets, all languages together."""
    left: int = 0
    """Empty targets for which the memory had nothing good enough."""
    cancelled: bool = False


def pretranslate(
    desk: Desk, languages: Sequence[str], min_score: int | None = None, report: ReportProgress | None = None
) -> Pretranslation:
    """Fill each empty target with its best match of at least `min_score` (0 to 102; the workspace's setting by default).

    One step of undo. When `report` answers no, nothing is written.
    """
    threshold = desk.workspace.settings.pretranslate_min_score if min_score is None else min_score
    empty = [
        (segment.id, language)
        for segment in desk.panels.segments
        for language in languages
        if not desk.panels.target(segment.id, language).text
    ]
    drafts: list[Target] = []
    bands: Counter[str] = Counter()
    for done, (segment_id, language) in enumerate(empty):
        if report and not report(done, len(empty)):
            return Pretranslation(left=len(empty), cancelled=True)
        for match in desk.matches(segment_id, language, threshold, 1):
            drafts.append(Target(segment_id, language, match.target, origin=Origin.MATCH, score=match.score))
            bands[band(match)] += 1
    written = desk.fill(drafts, "pretranslate")
    filled = Counter(target.language for target in written)
    return Pretranslation(dict(filled), {name: bands[name] for name in BANDS if bands[name]}, len(empty) - len(written))


def band(match: Match) -> str:
    """The band of a score, as analyses count them."""
    if match.score >= 100:
        return str(match.score)
    floors = {95: "95-99", 85: "85-94", 75: "75-84"}
    return next((name for floor, name in floors.items() if match.score >= floor), "50-74")
