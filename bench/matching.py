"""Looking up matches: vierluik beside translate-toolkit's matcher and a scan with rapidfuzz, on the same queries."""

import tempfile
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from translate.search import match as toolkit_match
from translate.storage import base

from bench.material import queries, row, segments, timed
from tm.memory import Memory
from tm.model import Unit, Variant
from workspace.directory import create_workspace

SIZE, QUERIES = 10_000, 60


class _ComparableUnit(base.TranslationUnit):
    """Two candidates of equal score make the toolkit's matcher compare units, which it does not define."""

    def __lt__(self, other: object) -> bool:
        return id(self) < id(other)


class _Store(base.TranslationStore[_ComparableUnit]):
    UnitClass = _ComparableUnit


def run() -> None:
    pairs = segments(SIZE)
    asked = queries([source for source, _ in pairs], QUERIES)
    with tempfile.TemporaryDirectory() as directory, create_workspace(Path(directory) / "w", "bench") as workspace:
        memory = Memory(workspace)
        with workspace.db.write() as connection:
            for source, target in pairs:
                memory.add(connection, Unit(source, (Variant("fr", target),)))
        first = timed(lambda query: memory.match(query, "fr"), asked[:1])
        ours = timed(lambda query: memory.match(query, "fr"), asked)
    store = _Store()
    for source, target in pairs:
        store.addsourceunit(source).target = target
    matcher = toolkit_match.matcher(store, max_candidates=5, min_similarity=70, max_length=1500)
    peer = timed(matcher.matches, asked)
    sources = [source for source, _ in pairs]
    scorer = Levenshtein.normalized_similarity
    scan = timed(lambda query: process.extract(query, sources, scorer=scorer, score_cutoff=0.7, limit=5), asked)
    print(f"matching: {len(pairs)} units, {len(asked)} queries, threshold 70; milliseconds")
    print(f"{'':34} {'median':>9} {'p95':>9} {'worst':>9}   ratio")
    print(row("vierluik", ours))
    print(row("translate-toolkit matcher", peer, ours))
    print(row("rapidfuzz, characters, all texts", scan, ours))
    print(f"first look-up of a process (index built): {first[0]:.0f} ms\n")
