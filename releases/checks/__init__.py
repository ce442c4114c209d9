"""The checks: small functions with an id, a title and a severity, each in the module of its subject.

`CHECKS` is the list of them; adding one means writing the function and its line here. A check looks at one segment and its
target and reports findings; it never changes anything.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from releases.checks import origin, placeables, shape
from releases.model import Finding, Segment, Target

CheckFunction = Callable[[Segment, Target], Iterable[Finding]]


@dataclass(frozen=True)
class Check:
    """A rule of quality."""

    id: str
    title: str
    function: CheckFunction


CHECKS = (
    Check("untranslated", "The target is the Dutch text", shape.untranslated),
    Check("whitespace", "Spaces at the ends, or two in a row", shape.whitespace),
    Check("brackets", "A bracket without its other half", shape.brackets),
    Check("invisible-characters", "Characters that nobody can see", shape.invisible_characters),
    Check("placeable", "An e-mail, URL, phone number or handle is missing", placeables.placeable),
    Check("unedited-fuzzy", "A fuzzy match was confirmed as it was", origin.unedited_fuzzy),
    Check("outdated", "The Dutch changed after the translation", origin.outdated),
)


def check_target(segment: Segment, target: Target) -> list[Finding]:
    """What all checks say about a target; nothing about an empty one."""
    if not target.text:
        return []
    return [finding for check in CHECKS for finding in check.function(segment, target)]
