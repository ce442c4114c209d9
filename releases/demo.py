"""The sample: three releases written for this purpose, two of them translated, taken down the whole road once.

It uses the same functions as everybody else; running it again on the same directory loses nothing and repeats nothing.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossary.glossary import Glossary
from glossary.model import ImportAs
from releases.desk import Desk
from releases.export import FORMATS, Exported, export_release
from releases.importing import Imported, import_file
from releases.pretranslation import Pretranslation, pretranslate
from tm.memory import Memory
from workspace.directory import Workspace
from workspace.errors import VierluikError

SAMPLES = Path(__file__).parent / "samples"
STARTER_GLOSSARY = Path(__file__).parent.parent / "glossary" / "starter.csv"


@dataclass(frozen=True)
class DemoReport:
    """What came of it."""

    releases: tuple[Imported, ...]
    """In the order of their dates; the last is the one left to translate."""
    confirmed: int
    """Targets confirmed in the finished releases."""
    concepts: int
    pretranslation: Pretranslation
    findings: dict[str, int]
    """Severity to number of findings in all releases."""
    exported: tuple[Exported, ...]


def run_demo(workspace: Workspace) -> DemoReport:
    """Import, translate what is translated, pretranslate the rest, check, export."""
    memory, glossary = Memory(workspace), Glossary(workspace)
    glossary.import_table(STARTER_GLOSSARY, ImportAs.FROM_FILE)
    imported = tuple(import_file(workspace, path) for path in sorted(SAMPLES.glob("*.nl.txt")))
    desks = [Desk(workspace, one.release.id, memory, glossary) for one in imported]
    confirmed = sum(_translate(desk) for desk in desks)
    filled = pretranslate(desks[-1], workspace.settings.targets)
    findings = Counter(
        finding.severity
        for desk in desks
        for target in desk.panels.targets.values()
        for finding in desk.findings(target.segment, target.language)
    )
    workspace.exports.mkdir(exist_ok=True)
    exported = tuple(
        written
        for desk in desks
        for name in FORMATS
        for written in export_release(desk.panels, name, workspace.settings.targets, workspace.exports, force=True)
    )
    return DemoReport(imported, confirmed, len(glossary.concepts()), filled, dict(findings), exported)


def _translate(desk: Desk) -> int:
    """Confirm the finished translation that lies beside a sample, if there is one; returns how many targets that were."""
    confirmed = 0
    for segment, row in zip(desk.panels.segments, _finished(desk.panels.release.source_name), strict=False):
        if row["nl"] != segment.source:
            raise VierluikError(f"The sample translation does not fit segment {segment.id} of {desk.panels.release.slug}")
        for code in desk.workspace.settings.targets:
            if code in row and not desk.panels.target(segment.id, code).text:
                desk.confirm(segment.id, code, row[code])
                confirmed += 1
    return confirmed


def _finished(source_name: str) -> Iterator[dict[str, str]]:
    path = SAMPLES / f"{source_name.removesuffix('.nl.txt')}.tsv"
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
