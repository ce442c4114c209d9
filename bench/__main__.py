"""`python -m bench [NAME …]`: run the benches that are named, or all."""

import sys

from bench import desk, matching

BENCHES = {"matching": matching.run, "desk": desk.run}


def main() -> int:
    names = sys.argv[1:] or list(BENCHES)
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"There is no bench {unknown[0]}; there are {', '.join(BENCHES)}.", file=sys.stderr)
        return 2
    for name in names:
        BENCHES[name]()
    return 0


sys.exit(main())
