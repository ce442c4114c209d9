"""What each paragraph of a press release is: dateline, title, lead, heading, body, quote, list, contact, boilerplate.

Reads the shape of the text and the words by which releases announce their parts, which belong to the language. It cuts
nothing: `segmenting` does.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from languages.dates import read_date
from languages.model import Language
from languages.tokens import TokenKind, tokens
from releases.model import BlockKind
from releases.txt import Paragraph

# Lengths in characters. Titles run over two lines at most, headings over one; a contact line is not a paragraph.
_LONGEST_TITLE = 250
_LONGEST_HEADING = 80
_LONGEST_CONTACT = 160
_LONGEST_DATELINE = 80

_SENTENCE_END = re.compile(r"[.!?…。！？][”’»\"')\]]*$")
_LIST_MARKER = re.compile(r"(?:[-–—•●▪*·]|\d{1,2}[.)]|[a-z]\))[ \t\u00a0]+(?=\S)")
_QUOTES_AND_BRACKETS = "“‘„«\"'(”’»)\u00a0"
# Each opening mark stops at the next one, so that a text full of them is read in one pass.
_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„”“]*[”“]|\"[^\"]*\"|(?<!\w)‘(?:[^‘’]|’(?=\w))*’(?!\w)")


@dataclass(frozen=True)
class _Line:
    """A paragraph on its way to being a block."""

    text: str
    start: int
    end: int
    after_blank: bool

    @property
    def is_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))


@dataclass(frozen=True)
class _Block:
    kind: BlockKind
    start: int
    end: int


def find_blocks(text: str, found: list[Paragraph], language: Language) -> list[_Block]:
    """The kind and span of each paragraph; the marker of a list item is left outside of its span."""
    lines = [_Line(text[one.start : one.end], one.start, one.end, one.after_blank) for one in found]
    blocks, rest = _front(lines, language)
    section, opening = BlockKind.BODY, bool(blocks)
    for number, line in enumerate(lines[rest:], rest):
        following = lines[number + 1] if number + 1 < len(lines) else None
        kind, section = _kind(line, following, section, language)
        if opening and kind is BlockKind.BODY and following:
            kind = BlockKind.LEAD
        opening = opening and kind is BlockKind.HEADING
        blocks.append(_Block(kind, line.start, line.end))
    return [_without_marker(block, text) for block in blocks]


def _front(lines: list[_Line], language: Language) -> tuple[list[_Block], int]:
    """Dateline and title, in either order, and the number of lines they took."""
    blocks: list[_Block] = []
    for line in lines[:2]:
        kinds = [block.kind for block in blocks]
        if BlockKind.DATELINE not in kinds and _is_dateline(line.text, language):
            blocks.append(_Block(BlockKind.DATELINE, line.start, line.end))
        elif BlockKind.TITLE not in kinds and len(line.text) <= _LONGEST_TITLE and line.text[-1] not in ".:;,":
            blocks.append(_Block(BlockKind.TITLE, line.start, line.end))
        else:
            break
    return blocks, len(blocks)


def _kind(line: _Line, following: _Line | None, section: BlockKind, language: Language) -> tuple[BlockKind, BlockKind]:
    """The kind of a line, and the section that goes on after it."""
    if len(line.text) <= _LONGEST_HEADING:
        if _announces(line.text, language.blocks.contact):
            return BlockKind.HEADING, BlockKind.CONTACT
        if _announces(line.text, language.blocks.boilerplate):
            return BlockKind.HEADING, BlockKind.BOILERPLATE
    if _is_contact(line, section, language):
        return BlockKind.CONTACT, BlockKind.CONTACT if section is BlockKind.BODY else section
    if section is BlockKind.BOILERPLATE:
        return (BlockKind.HEADING if _is_heading(line, following) else BlockKind.BOILERPLATE), section
    if _LIST_MARKER.match(line.text):
        return BlockKind.LIST, BlockKind.BODY
    if _is_heading(line, following):
        return BlockKind.HEADING, BlockKind.BODY
    return (BlockKind.QUOTE if _is_quote(line.text) else BlockKind.BODY), BlockKind.BODY


def _is_dateline(text: str, language: Language) -> bool:
    """A date with at most a place beside it: `31 aug 2016 15:46`, `Brussel, 31 augustus 2016`."""
    date = read_date(text, language) if len(text) <= _LONGEST_DATELINE else None
    if date is None:
        return False
    start, end = date[1]
    beside = text[:start] + text[end:]
    return sum(character.isalpha() for character in beside) <= 25 and not _SENTENCE_END.search(text)


def _is_contact(line: _Line, section: BlockKind, language: Language) -> bool:
    """In the contact section every short line; elsewhere a short line with an address or a number to call."""
    if len(line.text) > _LONGEST_CONTACT:
        return False
    found = tokens(line.text, language)
    reachable = any(token.kind in (TokenKind.EMAIL, TokenKind.PHONE) for token in found)
    if section is BlockKind.CONTACT:
        words = sum(token.kind is TokenKind.WORD for token in found)
        return reachable or not (line.is_sentence and words > 12)
    return reachable and not line.is_sentence


def _is_heading(line: _Line, following: _Line | None) -> bool:
    """A short line without the end of a sentence, before something longer; a question may be one too."""
    if following is None or len(line.text) > _LONGEST_HEADING:
        return False
    bare = line.text.strip(_QUOTES_AND_BRACKETS)
    if not bare or bare[-1] in ".!…:;,":
        return False
    return bare[0].isupper() and len(following.text) > len(line.text) and not _LIST_MARKER.match(line.text)


def _is_quote(text: str) -> bool:
    """Whether at least half of it is quoted, and a whole statement rather than a phrase."""
    quoted = sum(len(match.group()) for match in _QUOTED.finditer(text))
    return quoted >= 40 and quoted * 2 >= len(text)


def _without_marker(block: _Block, text: str) -> _Block:
    marker = _LIST_MARKER.match(text, block.start, block.end) if block.kind is BlockKind.LIST else None
    return replace(block, start=marker.end()) if marker else block


def _announces(text: str, patterns: tuple[str, ...]) -> bool:
    return any(_whole_line(pattern).fullmatch(text) for pattern in patterns)


@lru_cache
def _whole_line(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\s*:?", re.IGNORECASE)
