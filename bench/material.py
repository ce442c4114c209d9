"""What the benches measure on: real segments if the test data is there, and a fair clock."""

import lzma
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def segments(count: int) -> list[tuple[str, str]]:
    """Distinct Dutch segments with their French, near-duplicates included. Ends the program when there are none."""
    data = Path(os.environ.get("VIERLUIK_TEST_DATA") or Path(__file__).parents[2] / "shared" / "data")
    path = data / "tm" / "dev-prose.tsv.xz"
    if not path.is_file():
        sys.exit(f"{path} is not there; point VIERLUIK_TEST_DATA to the test data.")
    with lzma.open(path, "rt", encoding="utf-8") as file:
        header = file.readline().rstrip("\n").split("\t")
        nl, fr = header.index("nl"), header.index("fr")
        rows = (line.rstrip("\n").split("\t") for line in file)
        found = {row[nl]: row[fr] for row in rows if len(row) == len(header) and row[nl] and row[fr]}
    return list(found.items())[:count]


def queries(sources: Sequence[str], count: int, seed: int = 1) -> list[str]:
    """Sources as they are, with some words changed, and with words taken out; the same for the same seed."""
    chance = random.Random(seed)
    chosen = chance.sample(list(sources), count)
    changed = []
    for number, source in enumerate(chosen):
        words = source.split()
        for _ in range((number % 3) * max(1, len(words) // 8)):
            words[chance.randrange(len(words))] = chance.choice(["anders", "nieuw", "2027", "het"])
        changed.append(" ".join(words))
    return changed


def timed(function: Callable[[str], object], inputs: Sequence[str]) -> list[float]:
    """Milliseconds for each input."""
    taken = []
    for one in inputs:
        start = time.perf_counter()
        function(one)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def row(name: str, taken: Sequence[float], ours: Sequence[float] | None = None) -> str:
    """A line of the table: median, 95th percentile, worst, and how many times slower than ours."""
    ordered = sorted(taken)
    ratio = f"{statistics.median(taken) / statistics.median(ours):8.1f}×" if ours else f"{'1':>8} "
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"{name:34} {statistics.median(taken):9.2f} {p95:9.2f} {ordered[-1]:9.2f} {ratio}"
