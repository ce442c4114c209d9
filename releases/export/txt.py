"""Plain text in one language: the source's own lines and list markers, with the targets in the place of the segments.

What has no target stays Dutch; `Selection.missing` counts it.
"""

from itertools import zip_longest

from languages.model import Language
from releases.export.selection import Row, Selection
from releases.segmenting import gaps


def render(selection: Selection) -> bytes:
    """The text in the selection's one language, UTF-8."""
    (spoken,) = selection.languages
    between = gaps(selection.panels.text, [row.segment for row in selection.rows])
    parts = [next(between)]
    for row, following in zip_longest(selection.rows, selection.rows[1:]):
        parts.append(row.text(spoken.code) or row.segment.source)
        gap = next(between)
        parts.append(spoken.joiner if _flow_together(row, following, gap, spoken) else gap)
    return "".join(parts).encode("utf-8")


def _flow_together(row: Row, following: Row | None, gap: str, spoken: Language) -> bool:
    """Whether they are two sentences of a paragraph in a language that leaves no space between: Chinese, not left Dutch."""
    if spoken.sentences.spaced or following is None or following.segment.block != row.segment.block:
        return False
    return bool(row.text(spoken.code) and following.text(spoken.code)) and not gap.strip() and "\n" not in gap
