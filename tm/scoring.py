"""How alike two texts are: the score of docs/matching.md, for one pair at a time. Finding the pairs is `memory`'s work.

Deterministic integer arithmetic throughout, so that every machine and every route gives the same answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from languages.model import Language
from languages.tokens import Token, TokenKind, tokens
from tm.model import Comparison, Edit, EditKind

SAME_WORDS_FLOOR = 95
"""Texts with the same words score at least this; texts with other words less."""


@dataclass(frozen=True)
class Analysed:
    """A text cut into tokens once, to be compared many times."""

    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The keys without punctuation: what must be equal for 95 points and more."""
        return tuple(token.key for token in self.tokens if token.kind is not TokenKind.PUNCTUATION)


def analyse(text: str, language: Language) -> Analysed:
    found = tuple(tokens(text, language))
    return Analysed(text, found, tuple(token.key for token in found))


def compare(query: Analysed, source: Analysed) -> Comparison:
    """Compare a query with the source of a unit.

    The token score is 100 for the same text; 95 to 99 when the words are the same and only placeables, punctuation, case or
    spacing differ; else `floor(100 × (longer − edits) / longer)` over tokens, a point less for each placeable of the same
    class with another value, and at most 94.
    """
    return Comparison(_token_score(query, source), percent(query.text, source.text), tuple(_edits(query, source)))


def percent(first: str | tuple[str, ...], second: str | tuple[str, ...]) -> int:
    """`floor(100 × (longer − edits) / longer)`; 100 for two empty texts."""
    longer = max(len(first), len(second))
    return 100 if not longer else 100 * (longer - Levenshtein.distance(first, second)) // longer


def _token_score(query: Analysed, source: Analysed) -> int:
    if query.text == source.text:
        return 100
    if query.words and query.words == source.words:
        return max(SAME_WORDS_FLOOR, 100 - max(1, _small_differences(query, source)))
    return min(SAME_WORDS_FLOOR - 1, max(0, percent(query.keys, source.keys) - _other_values(query, source)))


def _aligned(query: Analysed, source: Analysed) -> list[tuple[Token, Token]]:
    """The pairs of tokens that count as the same."""
    return [
        (query.tokens[block.a + offset], source.tokens[block.b + offset])
        for block in Levenshtein.editops(query.keys, source.keys).as_matching_blocks()
        for offset in range(block.size)
    ]


def _other_values(query: Analysed, source: Analysed) -> int:
    return sum(one.kind.placeable and one.text != other.text for one, other in _aligned(query, source))


def _small_differences(query: Analysed, source: Analysed) -> int:
    """Placeables with another value, punctuation put in or out, and one each for differences of case and of spacing only."""
    pairs = _aligned(query, source)
    values = sum(one.kind.placeable and one.text != other.text for one, other in pairs)
    case = any(one.kind is TokenKind.WORD and one.text != other.text for one, other in pairs)
    return values + case + int(Levenshtein.distance(query.keys, source.keys))


def _edits(query: Analysed, source: Analysed) -> Iterator[Edit]:
    """The runs of tokens, in order. Placeables of one class with other values are told apart, though they score as equal."""
    for operation in Levenshtein.opcodes(query.keys, source.keys):
        a, b, c, d = operation.src_start, operation.src_end, operation.dest_start, operation.dest_end
        if operation.tag != "equal":
            yield Edit(_EDIT_KINDS[operation.tag], _span(query, a, b), _span(source, c, d))
            continue
        pairs = zip(query.tokens[a:b], source.tokens[c:d], strict=True)
        for changed, run in groupby(pairs, lambda pair: pair[0].kind.placeable and pair[0].text != pair[1].text):
            length = len(list(run))
            kind = EditKind.REPLACE if changed else EditKind.EQUAL
            yield Edit(kind, _span(query, a, a + length), _span(source, c, c + length))
            a, c = a + length, c + length


# rapidfuzz tells how to make the source out of the query; a translator makes the query out of the source.
_EDIT_KINDS = {
    "replace": EditKind.REPLACE,
    "delete": EditKind.INSERT,
    "insert": EditKind.DELETE,
}


def _span(text: Analysed, first: int, last: int) -> tuple[int, int]:
    """The code points of the tokens from `first` up to `last`; an empty run lies where it would be put in."""
    if first < last:
        return text.tokens[first].start, text.tokens[last - 1].end
    place = text.tokens[first].start if first < len(text.tokens) else len(text.text)
    return place, place
