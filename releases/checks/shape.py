"""Checks on the shape of a target, in any language: copied source, spaces, brackets, invisible characters."""

import re
from collections.abc import Iterator

from languages import SOURCE
from languages.tokens import TokenKind, tokens
from releases.model import Finding, Segment, Target

_DOUBLE_SPACE = re.compile(r"(?<=\S) {2,}(?=\S)")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_BRACKETS = {")": "(", "]": "[", "}": "{", "）": "（", "】": "【", "〕": "〔"}

# Names and addresses are the same in every language: a copied line counts from so many ordinary words on.
_ORDINARY_WORDS = 3


def untranslated(segment: Segment, target: Target) -> Iterator[Finding]:
    if target.text.strip() != segment.source.strip():
        return
    words = [token.text for token in tokens(target.text, SOURCE) if token.kind is TokenKind.WORD]
    if sum(word.islower() and len(word) > 1 for word in words) >= _ORDINARY_WORDS:
        yield Finding(segment.id, target.language, "untranslated", "error", "This is still the Dutch text.")


def whitespace(segment: Segment, target: Target) -> Iterator[Finding]:
    text = target.text
    if text != text.strip():
        message = "There is white space at the beginning or the end."
        yield Finding(segment.id, target.language, "whitespace", "warning", message, fix=text.strip())
    double = _DOUBLE_SPACE.search(text)
    if double and not _DOUBLE_SPACE.search(segment.source):
        fix = _DOUBLE_SPACE.sub(" ", text)
        yield Finding(segment.id, target.language, "whitespace", "warning", "Two spaces in a row.", double.span(), fix)


def brackets(segment: Segment, target: Target) -> Iterator[Finding]:
    lonely = _lonely_bracket(target.text)
    if lonely is not None and _lonely_bracket(segment.source) is None:
        message = f"The bracket {target.text[lonely]} has no other half."
        yield Finding(segment.id, target.language, "brackets", "warning", message, (lonely, lonely + 1))


def invisible_characters(segment: Segment, target: Target) -> Iterator[Finding]:
    found = _INVISIBLE.search(target.text)
    if found:
        fix = _INVISIBLE.sub("", target.text)
        message = f"There is an invisible character (U+{ord(found.group()):04X})."
        yield Finding(segment.id, target.language, "invisible-characters", "warning", message, found.span(), fix)


def _lonely_bracket(text: str) -> int | None:
    """The position of the first bracket without a partner. `a)` at the start of an item has none and needs none."""
    waiting: list[int] = []
    for position, character in enumerate(text):
        if character in _BRACKETS.values():
            waiting.append(position)
        elif character in _BRACKETS:
            if waiting and text[waiting[-1]] == _BRACKETS[character]:
                waiting.pop()
            elif not re.fullmatch(r"\s*\w{1,2}", text[:position]):
                return position
    return waiting[0] if waiting else None
