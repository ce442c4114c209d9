"""Where sentences end. Reads the rules of a `Language`; loses nothing; each break names the rule that made it.

Paragraphs are not its concern: it is given one paragraph at a time.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from languages.model import Language, SentenceRules

_SPACE = " \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "–—-"

_BRACKETS = {")": "(", "]": "[", "）": "（", "》": "《"}
_TITLES = "》"
# A bracket is looked for this far back, so that a text full of them is read in one pass.
_LONGEST_BRACKET = 500

# What is counted up at the start of a sentence: 1. 1.2. a. IV.
_ENUMERATION = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}|[a-zA-Z]|[IVX]{2,6}")
# What follows `nr.` or `art.`: 5, VI, C-123, +32.
_NUMBER_LIKE = re.compile(r"\+?\d|[A-Z]{1,3}[-./]?\d|[IVXLC]{2,}\b|[VX]\b")


@dataclass(frozen=True)
class Sentence:
    """A span of the text, without the white space around it."""

    start: int
    end: int
    rule: str
    """Why it ends here: `terminator`, `closing abbreviation`, `low start`, or `end of text`."""


def sentences(text: str, language: Language) -> list[Sentence]:
    """The sentences of one paragraph, in order. What lies between them is white space only."""
    rules = language.sentences
    found: list[Sentence] = []
    start = _skip(text, 0)
    for candidate in _ends(rules).finditer(text):
        end = candidate.end() if rules.spaced else _without_opening_quote(text, start, candidate)
        if end <= start:
            continue
        following = _skip(text, end)
        if following >= len(text):
            break
        rule = _why_it_ends(text, start, candidate, following, language)
        if rule:
            found.append(Sentence(start, end, rule))
            start = following
    end = len(text.rstrip(_SPACE))
    if start < end:
        found.append(Sentence(start, end, "end of text"))
    return found


@lru_cache
def _ends(rules: SentenceRules) -> re.Pattern[str]:
    """Terminators with the closing marks after them, where a sentence could end."""
    terminators, closers = re.escape(rules.terminators), re.escape(rules.closers)
    # A French closing quote is parted from the terminator by a no-break space, or by a plain one where people do not care.
    # Each run of terminators is tried once, from its start: a line of dots must not cost its square.
    pattern = rf"(?<![{terminators}])[{terminators}]++(?:[\u00a0\u202f]?[{closers}]|[ ]»)*"
    return re.compile(pattern + (rf"(?=[{_SPACE}]|$)" if rules.spaced else ""))


def _why_it_ends(text: str, start: int, candidate: re.Match[str], following: int, language: Language) -> str:
    """The rule by which a sentence ends at `candidate`, or "" when it goes on."""
    rules = language.sentences
    if _in_brackets(text, start, candidate):
        return ""
    if not rules.spaced:
        return "terminator"
    letter, low_start = _first_letter(text, following, rules)
    first, second = text[letter : letter + 1], text[letter + 1 : letter + 2]
    if first.islower() and not second.isupper():  # eHealth begins a sentence
        return ""  # a question quoted inside a sentence, an abbreviation nobody listed
    if candidate.group() == ".":
        dot = candidate.start()
        word = _word_before(text, start, dot, rules)
        if _listed(word, rules.closing_abbreviations):
            return "closing abbreviation" if first.isupper() else ""
        if _listed(word, rules.abbreviations):
            return ""
        if _is_initial(text, dot, rules) and not _is_label(text, start, dot, rules):
            return ""
        if word.lower() in rules.number_abbreviations and _NUMBER_LIKE.match(text, letter):
            return ""  # nr. 5
        if first.isdigit() and word.lower() in _month_names(language):
            return ""  # 31 aug. 2016
        if dot - start < 16 and _ENUMERATION.fullmatch(text, start, dot):
            return ""
    return "low start" if low_start else "terminator"


def _without_opening_quote(text: str, start: int, candidate: re.Match[str]) -> int:
    """The end of the candidate without a straight quote that opens the next sentence, when no space tells which it does."""
    end = candidate.end()
    return end - 1 if text[end - 1] == '"' and text.count('"', start, end) % 2 else end


def _in_brackets(text: str, start: int, candidate: re.Match[str]) -> bool:
    """Whether the terminator belongs to something in brackets inside a sentence: (!), […], 《怎么办？》."""
    closing = next((mark for mark in candidate.group() if mark in _BRACKETS), "")
    if not closing:
        return False
    end = candidate.start()
    opening = text.rfind(_BRACKETS[closing], max(start, end - _LONGEST_BRACKET), end)
    if opening < 0 or closing in text[opening:end]:
        return False
    return opening > start or opening == end - 1 or closing in _TITLES


@lru_cache
def _month_names(language: Language) -> frozenset[str]:
    return frozenset(name for names in language.months for name in names)


def _skip(text: str, position: int, skipped: str = _SPACE) -> int:
    while position < len(text) and text[position] in skipped:
        position += 1
    return position


def _first_letter(text: str, position: int, rules: SentenceRules) -> tuple[int, bool]:
    """Where the first letter or digit of the following text is, and whether a word like ’s stands before it.

    Such a word takes no capital; the one after it does when a sentence begins.
    """
    position = _skip(text, position, _DASHES + _SPACE)
    for word in rules.low_starts:
        end = position + len(word)
        if text.startswith(word, position) and text[end : end + 1] in _SPACE:
            return _skip(text, end), True
    return _skip(text, position, rules.openers + _SPACE), False


def _word_before(text: str, start: int, end: int, rules: SentenceRules) -> str:
    limits = _SPACE + rules.openers + _DASHES + "/’'"  # l’art. 5
    position = end
    while position > start and text[position - 1] not in limits:
        position -= 1
    return text[position:end]


def _listed(word: str, abbreviations: frozenset[str]) -> bool:
    """Whether it is one of them: `mr` and `Mr` are, `MR` is a party."""
    is_acronym = len(word) > 1 and word.isupper() and "." not in word
    return word in abbreviations or (word.lower() in abbreviations and not is_acronym)


def _is_initial(text: str, dot: int, rules: SentenceRules) -> bool:
    """Whether the full stop follows a single capital, as in `J. Peeters` or `K.B.`, but not `R&D` or `20 °C`."""
    if dot < 1 or not text[dot - 1].isupper():
        return False
    return dot == 1 or text[dot - 2] in f"{_SPACE}{_DASHES}{rules.openers}./"


def _is_label(text: str, start: int, dot: int, rules: SentenceRules) -> bool:
    """Whether the single capital before the full stop names a thing, as in `plan B`."""
    return text[dot - 2 : dot - 1] in _SPACE and _word_before(text, start, dot - 2, rules).lower() in rules.lettered
