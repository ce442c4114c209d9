"""The translation memory: `add`, `match`, `concordance`, `stats`. Everybody who asks for matches asks here.

Sources are kept in memory as strings of token codes and scanned as a whole: right at every size, quick up to some ten
thousand units. What a suggestion is worth to a translator, and when a target enters the memory, the rooms above decide.
"""

import re
import threading
import unicodedata
from dataclasses import replace

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist
from sqlalchemy import Connection

from languages import SOURCE
from languages.tokens import TokenKind
from tm import store
from tm.model import Basis, Comparison, ConcordanceHit, Context, Match, MemoryStatistics, Provenance, Unit, Variant
from tm.scoring import Analysed, analyse, compare
from workspace.directory import Workspace
from workspace.errors import VierluikError

_STATE_RANK = {"final": 3, "reviewed": 2, "translated": 1}


class Memory:
    """The memory of a workspace. May be asked from several threads."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._index = _Index()
        self._lock = threading.Lock()

    def add(self, connection: Connection, unit: Unit) -> int:
        """Put a unit and its variants into the memory, within the caller's transaction; returns the unit's id.

        A unit from a place (release and segment) whose source has not changed is the same unit as before: its variants are
        replaced, with history. Everything else is a unit of its own.
        """
        now, member = self._workspace.now(), self._workspace.member.name
        context = unit.context
        unit_id = None
        if context and context.release is not None and unit.segment is not None:
            unit_id = store.find_unit_at(connection, context.release, unit.segment, unit.source)
        known = unit_id is not None
        if unit_id is None:
            stamped = replace(unit, created_at=unit.created_at or now, created_by=unit.created_by or member)
            unit_id = store.add_unit(connection, replace(stamped, changed_at=now, changed_by=member), fold(unit.source))
        changed = [store.put_variant(connection, unit_id, variant, fold(variant.text)) for variant in unit.variants]
        if known and any(changed):
            store.touch_unit(connection, unit_id, context, now, member)
        return unit_id

    def withdraw(self, connection: Connection, release: int, segment: int, source: str, language: str) -> None:
        """Take back what a segment of a release had added in one language, within the caller's transaction."""
        unit_id = store.find_unit_at(connection, release, segment, source)
        if unit_id is not None:
            now = self._workspace.now()
            store.withdraw_variant(connection, unit_id, language, now, self._workspace.member.name)

    def match(
        self,
        text: str,
        language: str,
        context: Context | None = None,
        min_score: int | None = None,
        limit: int | None = None,
    ) -> list[Match]:
        """The best variants for a Dutch text in a target language, best first.

        `min_score` (30 to 102) and `limit` default to the workspace's settings. A match stands by its token score; one that
        only the comparison by characters finds comes with that score and says so (`basis`). The order is the same every time.
        """
        settings = self._workspace.settings
        threshold = settings.min_score if min_score is None else min_score
        query = analyse(text, SOURCE)
        if not query.keys:
            return []
        with self._lock, self._workspace.db.read() as connection:
            self._index.follow(connection)
            candidates = self._index.candidates(query, min(threshold, 100))
            units = {unit.id: unit for unit in store.load_units(connection, list(candidates))}
        found = [
            match
            for unit_id, source in candidates.items()
            if unit_id in units
            for variant in units[unit_id].variants
            if variant.language == language
            for match in [self._judged(query, source, units[unit_id], variant, context, threshold)]
        ]
        accepted = [match for match in self._less_ambiguous(found) if match.score >= threshold]
        return _distinct(sorted(accepted, key=_order))[: limit or settings.max_matches]

    def concordance(
        self, text: str, language: str = SOURCE.code, regex: bool = False, limit: int = 100
    ) -> list[ConcordanceHit]:
        """Units that hold a text, in Dutch or in one of the target languages, newest first.

        Case and accents do not count, in a regular expression either. Raises VierluikError for a broken expression.
        """
        needle = fold(text) if not regex else text
        if not needle.strip():
            return []
        try:
            pattern = re.compile(needle if regex else re.escape(needle), re.IGNORECASE)
        except re.error as error:
            raise VierluikError(
                f"{text!r} is not a regular expression: {error}", "Leave out --regex to find it as it is."
            ) from error
        with self._workspace.db.read() as connection:
            side = None if language == SOURCE.code else language
            units = store.all_units(connection) if regex else store.search(connection, needle, side, limit)
            hits: list[ConcordanceHit] = []
            for unit in units:
                found = pattern.search(fold(_text_in(unit, language)))
                if found:
                    hits.append(ConcordanceHit(unit, language, found.span()))
                if len(hits) == limit:
                    break
        return hits

    def units(self) -> list[Unit]:
        """Every unit, in the order in which they came."""
        with self._workspace.db.read() as connection:
            return list(store.all_units(connection))

    def stats(self) -> MemoryStatistics:
        """How large the memory is."""
        with self._workspace.db.read() as connection:
            units, newest = store.count_units(connection)
            words = sum(
                token.kind is TokenKind.WORD
                for source in store.all_sources(connection)
                for token in analyse(source, SOURCE).tokens
            )
            return MemoryStatistics(units, store.count_variants(connection), store.count_ambiguous(connection), words, newest)

    def _judged(
        self, query: Analysed, source: Analysed, unit: Unit, variant: Variant, context: Context | None, threshold: int
    ) -> Match:
        """The match of one unit, before it is known whether its source has other translations too."""
        comparison = compare(query, source)
        score, basis = _score(query, source, unit, comparison, context, threshold)
        settings, penalties = self._workspace.settings.penalties, []
        if Provenance.ALIGNED in (unit.provenance, variant.provenance):
            penalties.append(("aligned", settings.aligned))
        if Provenance.MACHINE in (unit.provenance, variant.provenance):
            penalties.append(("machine", settings.machine))
        taken = sum(points for _, points in penalties)
        return Match(max(0, score - taken), basis, comparison, tuple(penalties), unit, variant)

    def _less_ambiguous(self, matches: list[Match]) -> list[Match]:
        """Take the points off where one source has several translations, unless the context tells which is meant."""
        targets: dict[str, set[str]] = {}
        for match in matches:
            targets.setdefault(match.unit.source, set()).add(match.target)
        points = self._workspace.settings.penalties.ambiguous
        return [
            replace(match, score=max(0, match.score - points), penalties=(*match.penalties, ("ambiguous", points)))
            if points and len(targets[match.unit.source]) > 1 and match.basis is not Basis.CONTEXT
            else match
            for match in matches
        ]


def fold(text: str) -> str:
    """Lower case without accents, character for character: positions stay the same."""
    return "".join(_fold_character(character) for character in text)


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    if character in "’‘":
        return "'"
    base = unicodedata.normalize("NFD", character)[0].casefold()
    return base if len(base) == 1 else character


class _Index:
    """The sources of all units, ready to be scanned."""

    def __init__(self) -> None:
        self._revision = 0
        self._codes: dict[str, str] = {}
        self._position: dict[int, int] = {}
        self._ids: list[int] = []
        self._sources: list[Analysed | None] = []
        self._encoded: list[str] = []
        self._texts: list[str] = []
        self._by_words: dict[tuple[str, ...], set[int]] = {}

    def follow(self, connection: Connection) -> None:
        """Take in what changed since the last time, by this process or another."""
        for unit_id, source, alive, revision in store.changes_since(connection, self._revision):
            self._revision = revision
            if unit_id not in self._position:
                self._append(unit_id, source)
            if not alive:
                self._forget(unit_id)

    def candidates(self, query: Analysed, threshold: int) -> dict[int, Analysed]:
        """Every unit that reaches `threshold` by tokens or by characters, or has the same words; perhaps some more."""
        found = {self._position[unit_id] for unit_id in self._by_words.get(query.words, ())}
        found |= _alike(self._encode(query.keys), self._encoded, threshold)
        found |= _alike(query.text, self._texts, threshold)
        sources = ((self._ids[position], self._sources[position]) for position in sorted(found))
        return {unit_id: source for unit_id, source in sources if source is not None}

    def _append(self, unit_id: int, text: str) -> None:
        source = analyse(text, SOURCE)
        self._position[unit_id] = len(self._ids)
        self._ids.append(unit_id)
        self._sources.append(source)
        self._encoded.append(self._encode(source.keys))
        self._texts.append(text)
        self._by_words.setdefault(source.words, set()).add(unit_id)

    def _forget(self, unit_id: int) -> None:
        position = self._position[unit_id]
        source = self._sources[position]
        if source is not None:
            self._by_words[source.words].discard(unit_id)
            self._sources[position], self._encoded[position], self._texts[position] = None, "", ""

    def _encode(self, keys: tuple[str, ...]) -> str:
        """One character a token, so that rapidfuzz compares tokens as fast as it compares characters."""
        return "".join(self._codes.setdefault(key, _code(len(self._codes))) for key in keys)


def _code(number: int) -> str:
    """The character for the token of that number, passing over the surrogates."""
    return chr(number + 1 if number + 1 < 0xD800 else number + 0x801)


def _alike(query: str, texts: list[str], threshold: int) -> set[int]:
    """Positions of the texts with `100 × (longer − edits) ≥ threshold × longer`, and perhaps of some a hair below."""
    if not texts:
        return set()
    cutoff = threshold / 100 - 1e-4  # single precision: rather one too many, the exact score is computed afterwards
    scores = cdist([query], texts, scorer=Levenshtein.normalized_similarity, score_cutoff=cutoff, dtype=np.float32)[0]
    return set(np.flatnonzero(scores >= cutoff).tolist())


def _score(
    query: Analysed, source: Analysed, unit: Unit, comparison: Comparison, context: Context | None, threshold: int
) -> tuple[int, Basis]:
    if query.text == source.text:
        stands = unit.context
        if context is None or stands is None or (context.previous, context.next) != (stands.previous, stands.next):
            return 100, Basis.EXACT
        same_release = context.release is not None and context.release == stands.release
        return (102 if same_release or (context.block and context.block == stands.block) else 101), Basis.CONTEXT
    if comparison.tokens < threshold <= comparison.characters:
        # By characters alone it is never as good as a match with the same words.
        return min(94, comparison.characters), Basis.CHARACTERS
    return comparison.tokens, Basis.TOKENS


def _order(match: Match) -> tuple[object, ...]:
    return (
        -match.score,
        match.basis is Basis.CHARACTERS,
        -_STATE_RANK.get(match.variant.state, 0),
        -match.comparison.characters,
        tuple(-ord(character) for character in match.variant.at),  # the newest first
        match.unit.id,
    )


def _distinct(matches: list[Match]) -> list[Match]:
    """The same source with the same target is offered once, as its best match."""
    first: dict[tuple[str, str], Match] = {}
    for match in matches:
        first.setdefault((match.unit.source, match.target), match)
    return list(first.values())


def _text_in(unit: Unit, language: str) -> str:
    if language == SOURCE.code:
        return unit.source
    return next((variant.text for variant in unit.variants if variant.language == language), "")
