"""Words, punctuation and placeables: the units in which texts are compared and terms are found.

A placeable is a piece that is carried over rather than translated: number, date, e-mail, URL, phone, handle, tag. What a
number or date is worth is not decided here.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from languages.model import Language


class TokenKind(StrEnum):
    """What a token is; all but the first two are placeables."""

    WORD = "word"
    PUNCTUATION = "punctuation"
    NUMBER = "number"
    DATE = "date"
    EMAIL = "email"
    URL = "url"
    PHONE = "phone"
    HANDLE = "handle"
    TAG = "tag"

    @property
    def placeable(self) -> bool:
        return self not in (TokenKind.WORD, TokenKind.PUNCTUATION)


class Token(NamedTuple):
    """One token: `text[start:end]` of the text it was found in. A tuple, because there are millions of them."""

    kind: TokenKind
    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """Equal for tokens that count as the same in matching: words in any case, placeables of one class."""
        if self.kind is TokenKind.WORD:
            return self.text.casefold().replace("’", "'")
        if self.kind is TokenKind.PUNCTUATION:
            return self.text
        return _CLASS_KEYS[self.kind]


_KINDS = {kind.value: kind for kind in TokenKind}
_CLASS_KEYS = {kind: f"\0{kind}" for kind in TokenKind}


# Every branch begins with a character the next one cannot take, so matching is linear in the text.
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PATTERN = rf"""
  (?P<tag></?[A-Za-z][A-Za-z0-9_-]{{0,40}}(?::[A-Za-z0-9_-]{{1,40}})?(?:[\s/][^<>]{{0,200}})?>|\{{\d{{1,4}}\}})
| (?P<url>(?:https?://|www\.)[^\s<>“”"«»，。；：、！？（）《》{_HAN}]{{1,2000}}(?<![.,;:!?)'’]))
| (?P<email>[A-Za-z0-9](?:[A-Za-z0-9._%+-]{{0,63}})@[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{1,8}})
| (?P<handle>(?<![\w@])@\w{{1,50}}|(?<!\w)\#\w{{1,50}})
| (?P<date>{{dates}})
| (?P<phone>(?<![\w.,])(?:\+\d{{1,3}}[ \u00a0.]?(?:\(0\)[ \u00a0]?)?\d{{1,3}}|0\d{{1,3}})(?:[ \u00a0./-]\d{{2,3}}){{2,4}}(?!\d))
| (?P<number>\d+(?:[.,\u00a0\u202f’']\d{{3}}(?!\d))*(?:[.,]\d+)?)
| (?P<word>[{_HAN}]|[^\W\d_{_HAN}](?:[^\W_{_HAN}]|[’'](?=[^\W\d_{_HAN}]))*)
| (?P<punctuation>\S)
"""


@lru_cache
def _pattern(language: Language) -> re.Pattern[str]:
    dates = "|".join(_date_pattern(language)) or r"(?!)"
    return re.compile(_PATTERN.replace("{{", "{").replace("}}", "}").replace("{dates}", dates), re.VERBOSE)


def _date_pattern(language: Language) -> list[str]:
    """Calendar dates as one token, without the groups and the time of day."""
    months = "|".join(re.escape(name) for names in language.months for name in names)
    numeric = [
        r"(?<![\d/.-])\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.|-\d{1,2}-)\d{4}(?!\d)",
        r"(?<!\d)\d{4}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?",
        r"\d{1,2}月\d{1,2}[日号]",
    ]
    if not months:
        return numeric
    return [
        rf"(?<!\d)\d{{1,2}}(?:e|er|ste|st|nd|rd|th)?[ \u00a0](?i:{months})\b(?:\.?[ \u00a0]\d{{4}}(?!\d))?",
        *numeric,
    ]


def tokens(text: str, language: Language) -> list[Token]:
    """The tokens of a text, in order; white space is between them. Chinese characters are tokens of their own."""
    return [
        Token(_KINDS[match.lastgroup or "punctuation"], match.group(), match.start(), match.end())
        for match in _pattern(language).finditer(text)
    ]
