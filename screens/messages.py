"""What the widgets and workers of the workbench tell their screen."""

from dataclasses import dataclass

from textual.message import Message

from glossary.model import Hit, Term
from tm.model import Match


@dataclass
class SegmentChosen(Message):
    """The person moved to a segment in the grid."""

    segment: int


@dataclass
class HelpFound(Message):
    """The memory and the glossary answered for a segment and a language."""

    segment: int
    language: str
    matches: list[Match]
    terms: list[tuple[Hit, list[Term]]]
