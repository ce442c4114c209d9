"""Finding the terms of a glossary in a text: whole words only, the longest first.

Pure: it is built from concepts and asked about texts. Words are those of `languages.tokens`, so nothing is found inside
e-mail addresses, links and handles; inflected forms are not looked for. What the hits are good for is decided elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from glossary.model import Concept, Hit, Term, TermForm, TermStatus
from languages.model import Language
from languages.tokens import Token, TokenKind, tokens

ACRONYM_LETTERS = 6
"""A term of capitals only, with no more letters than this, is read as an acronym whatever its form says."""

# A word may carry an elided one before it (l’ONSS, d’assurance, qu’Actiris) or a genitive or plural after it (NSSO’s, foto’s).
# Elsewhere an apostrophe belongs to the word: an RSZ’er is not the RSZ.
_CLITICS = re.compile(r"(?P<before>[^\W\d_]['’]|\w*qu['’])?(?P<body>.+?)(?P<after>['’]s)?", re.IGNORECASE | re.DOTALL)
_HYPHENS = dict.fromkeys("‐‑", "-")  # those of word processors

_RANK = {TermStatus.APPROVED: 0, TermStatus.PROPOSED: 1, TermStatus.OBSOLETE: 2, TermStatus.DEPRECATED: 3}
_FORMS = list(TermForm)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term that can be found."""

    concept: Concept
    term: Term
    written: tuple[str, ...]
    case_counts: bool


class Recogniser:
    """Finds the terms of one language."""

    def __init__(self, concepts: Iterable[Concept], language: Language) -> None:
        self.language = language
        self._entries: dict[tuple[str, ...], list[_Entry]] = {}
        lengths: dict[str, set[int]] = {}
        for concept in concepts:
            for term in concept.terms:
                if term.language != language.code or term.status is TermStatus.REJECTED:
                    continue
                written = _term_words(term.text, language)
                if not written:
                    continue
                keys = tuple(word.casefold() for word in written)
                entry = _Entry(concept, term, written, _case_counts(term))
                self._entries.setdefault(keys, []).append(entry)
                lengths.setdefault(keys[0], set()).add(len(keys))
        self._lengths = {key: sorted(found, reverse=True) for key, found in lengths.items()}
        """The first word of a term to the numbers of words that terms beginning with it have, longest first."""

    def find(self, text: str) -> list[Hit]:
        """The terms in a text, in its order; hits do not overlap.

        Of overlapping terms the one of most words wins, then the leftmost. Each hit of a span belongs to another concept;
        they are ordered by concept id. A concept that has the same name twice is hit by the one written just so, else by the
        approved one.
        """
        words = _words(text, self.language)
        candidates = sorted(self._candidates(words), key=lambda found: (found[0] - found[1], found[0]))
        taken: set[int] = set()
        chosen = []
        for first, last, entries in candidates:
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                chosen.append((first, last, entries))
        return [
            Hit(entry.concept, entry.term, words[first].start, words[last - 1].end)
            for first, last, entries in sorted(chosen, key=lambda found: found[0])
            for entry in entries
        ]

    def _candidates(self, words: list[Token]) -> Iterator[tuple[int, int, list[_Entry]]]:
        """Every stretch of words, first to last (exclusive), that is a term."""
        keys = [_written(word).casefold() for word in words]
        for first, key in enumerate(keys):
            for length in self._lengths.get(key, ()):
                last = first + length
                entries = self._entries.get(tuple(keys[first:last])) if last <= len(keys) else None
                if entries and (fitting := _fitting(entries, words[first:last])):
                    yield first, last, fitting


def _fitting(entries: Iterable[_Entry], words: list[Token]) -> list[_Entry]:
    """The best entry of each concept for words as they are written, by concept id."""
    written = tuple(_written(word) for word in words)
    best: dict[str, _Entry] = {}
    for entry in entries:
        if entry.case_counts and entry.written != written:
            continue
        rival = best.get(entry.concept.id)
        if rival is None or _order(entry, written) < _order(rival, written):
            best[entry.concept.id] = entry
    return [best[concept_id] for concept_id in sorted(best)]


def _order(entry: _Entry, written: tuple[str, ...]) -> tuple[bool, int, int, int]:
    return entry.written != written, _RANK[entry.term.status], _FORMS.index(entry.term.form), entry.term.id


def _case_counts(term: Term) -> bool:
    if term.form is TermForm.ACRONYM:
        return True
    return term.text.isupper() and sum(character.isalpha() for character in term.text) <= ACRONYM_LETTERS


@lru_cache(maxsize=2**15)  # a glossary changes term by term, and is taken apart again after each change
def _term_words(text: str, language: Language) -> tuple[str, ...]:
    return tuple(_written(word) for word in _words(text, language))


def _words(text: str, language: Language) -> list[Token]:
    """The tokens of a text, those with clitics taken apart."""
    words: list[Token] = []
    for token in tokens(text, language):
        if token.kind is TokenKind.WORD and ("'" in token.text or "’" in token.text):
            words.extend(_parted(token))
        else:
            words.append(token)
    return words


def _parted(token: Token) -> Iterator[Token]:
    match = _CLITICS.fullmatch(token.text)
    for group in ("before", "body", "after"):
        if match and match[group]:
            yield Token(token.kind, match[group], token.start + match.start(group), token.start + match.end(group))


def _written(word: Token) -> str:
    """A word as it is compared: whichever apostrophe, hyphen or space it was typed with."""
    if word.kind is TokenKind.WORD:
        return word.text.replace("’", "'")
    if word.kind is TokenKind.PUNCTUATION:
        return _HYPHENS.get(word.text, word.text)
    # Placeables are told apart here, unlike in the memory: Horizon 2020 is not Horizon 2027.
    return " ".join(word.text.split())
