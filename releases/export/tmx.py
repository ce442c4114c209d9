"""A release as a translation memory: one `<tu>` a segment. How TMX is written is `tm.tmx`'s business."""

import io
from collections.abc import Iterator

from releases.export.selection import Selection
from releases.model import Origin
from tm.model import Context, Provenance, Unit, Variant
from tm.tmx import write_tmx

_PROVENANCE = {Origin.MACHINE: Provenance.MACHINE, Origin.IMPORTED: Provenance.IMPORTED}


def render(selection: Selection) -> bytes:
    """Segments without any target are left out: they translate nothing."""
    file = io.BytesIO()
    write_tmx(file, _units(selection), selection.border_codes)
    return file.getvalue()


def _units(selection: Selection) -> Iterator[Unit]:
    release, rows = selection.panels.release, selection.rows
    for number, row in enumerate(rows):
        if not row.targets:
            continue
        yield Unit(
            source=row.segment.source,
            variants=tuple(
                Variant(
                    target.language,
                    target.text,
                    target.state,
                    _PROVENANCE.get(target.origin, Provenance.HUMAN),
                    target.author,
                    target.updated_at,
                )
                for target in row.targets.values()
            ),
            context=Context(
                rows[number - 1].segment.source if number else "",
                rows[number + 1].segment.source if number + 1 < len(rows) else "",
            ),
            release_name=release.slug,
            segment=row.segment.id,
            created_at=release.created_at,
            created_by=release.created_by,
            changed_at=max(target.updated_at for target in row.targets.values()),
        )
