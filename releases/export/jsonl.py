"""A line of JSON for each segment: `release id block kind`, the text in each language, and `states` and `origins`."""

import json

from languages import SOURCE
from releases.export.selection import Row, Selection


def render(selection: Selection) -> bytes:
    lines = (json.dumps(_record(row, selection), ensure_ascii=False) for row in selection.rows)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _record(row: Row, selection: Selection) -> dict[str, object]:
    segment = row.segment
    record: dict[str, object] = {
        "release": selection.panels.release.slug,
        "id": segment.id,
        "block": segment.block,
        "kind": segment.kind,
        SOURCE.code: segment.source,
    }
    record |= {one.code: row.text(one.code) for one in selection.languages}
    record["states"] = {code: target.state for code, target in row.targets.items()}
    record["origins"] = {code: target.origin for code, target in row.targets.items()}
    return record
