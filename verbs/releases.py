"""Verbs on releases, from a file to files."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from languages import SOURCE, language
from releases import pretranslation
from releases.checks import CHECKS
from releases.desk import Desk
from releases.export import export_release
from releases.importing import ReleaseDetails, import_source
from releases.library import find_release, list_releases
from releases.model import State
from releases.reading import read_source, read_source_bytes
from releases.reports import findings_json, listed_json, panels_json, release_json
from releases.segmenting import segment
from verbs.terminal import (
    json_option,
    opened,
    progress_bar,
    say,
    show,
    show_json,
    target_codes,
    to_option,
    workspace_option,
)
from workspace.errors import VierluikError

_SEVERITIES = ("info", "warning", "error")


@contextlib.contextmanager
def open_desk(directory: Path | None, reference: str) -> Iterator[Desk]:
    """The desk on the release that is meant."""
    with opened(directory) as workspace:
        yield Desk(workspace, find_release(workspace, reference).id)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", default="", help="Instead of the one in the text.")
@click.option("--date", default="", help="Instead of the one in the date line: 2016-08-31, or with a time.")
@click.option("--confidential", is_flag=True, help="Its text is never sent anywhere.")
@click.option("--embargo-until", default="", metavar="DATE", help="Until then it is treated as confidential.")
@workspace_option
@json_option
def import_releases(
    files: Sequence[Path],
    title: str,
    date: str,
    confidential: bool,
    embargo_until: str,
    directory: Path | None,
    as_json: bool,
) -> None:
    """Bring Dutch press releases in; prints the id of each."""
    details = ReleaseDetails(title, date, confidential, embargo_until)
    with opened(directory) as workspace:
        read = [read_source(path) for path in files]  # all of them can be read, or none is imported
        done = [import_source(workspace, source, details) for source in read]
    for imported in done:
        release = imported.release
        what = "is already there" if imported.already_there else "imported"
        say(f"{release.source_name}: {what} as {release.id} ({release.slug}), {imported.segments} segments")
        if imported.removed:
            say(f"  removed, because it cannot be kept: {imported.removed}")
    if as_json:
        show_json({"releases": [release_json(one.release) | {"already_there": one.already_there} for one in done]})
    for imported in done if not as_json else ():
        click.echo(imported.release.id)


@click.command("releases")
@workspace_option
@json_option
def list_all(directory: Path | None, as_json: bool) -> None:
    """List the releases with how far each language is."""
    with opened(directory) as workspace:
        found = list_releases(workspace)
    if as_json:
        show_json({"releases": [listed_json(one) for one in found]})
    for one in found if not as_json else ():
        done = "  ".join(f"{code} {progress.confirmed}/{progress.total}" for code, progress in one.progress.items())
        show(f"{one.release.id:>4}  {one.release.issued_at[:10]:10}  {done}  {one.release.title}")


@click.command("show")
@click.argument("release")
@to_option
@workspace_option
@json_option
def show_release(release: str, to: str, directory: Path | None, as_json: bool) -> None:
    """Show every segment of RELEASE with its targets."""
    with open_desk(directory, release) as desk:
        codes = target_codes(desk.workspace, to)
        if as_json:
            show_json(panels_json(desk.panels, codes))
            return
        show(f"{desk.panels.release.id}  {desk.panels.release.issued_at}  {desk.panels.release.title}")
        for segment in desk.panels.segments:
            show(f"\n{segment.id:>4} {segment.kind}\n  nl  {segment.source}")
            for code in codes:
                target = desk.panels.target(segment.id, code)
                show(f"  {code}  {target.text}  [{target.state}]" if target.text else f"  {code}  –")


@click.command()
@click.argument("release")
@to_option
@click.option("--min-score", type=click.IntRange(30, 102), help="What a match must reach; 75 by default.")
@workspace_option
@json_option
def pretranslate(release: str, to: str, min_score: int | None, directory: Path | None, as_json: bool) -> None:
    """Fill the empty targets of RELEASE with the best matches of the memory, as drafts."""
    with open_desk(directory, release) as desk, progress_bar("looking up") as report:
        done = pretranslation.pretranslate(desk, target_codes(desk.workspace, to), min_score, report)
    if as_json:
        show_json(asdict(done))
        return
    show(", ".join(f"{code} {count}" for code, count in done.filled.items()) or "nothing filled")
    say(f"{', '.join(f'{count} × {name}' for name, count in done.bands.items())}; {done.left} left empty")


@click.command()
@click.argument("release")
@click.argument("segment", type=int)
@click.argument("lang")
@click.argument("text")
@click.option("--confirm", is_flag=True, help="Say that it is right: it enters the memory.")
@workspace_option
def target(release: str, segment: int, lang: str, text: str, confirm: bool, directory: Path | None) -> None:
    """Set the target of one SEGMENT in one language; TEXT may be - for standard input."""
    words = sys.stdin.read().removesuffix("\n") if text == "-" else text
    with open_desk(directory, release) as desk:
        code = target_codes(desk.workspace, lang)[0]
        if confirm:
            done = desk.confirm(segment, code, words)
            saved, propagated = done.target, done.propagated
            for finding in done.findings:
                say(f"{finding.severity}: {finding.message}")
        else:
            saved, propagated = desk.save_draft(segment, code, words), ()
    show(f"{segment} {code} {saved.state}")
    if propagated:
        say(f"also put into {len(propagated)} identical segments, as drafts")


@click.command()
@click.argument("release")
@to_option
@click.option("--only", default="", metavar="IDS", help="Only these checks.")
@click.option("--fail-on", type=click.Choice(_SEVERITIES), help="Exit with 1 when there is such a finding, or a worse one.")
@workspace_option
@json_option
def check(release: str, to: str, only: str, fail_on: str | None, directory: Path | None, as_json: bool) -> None:
    """Check the targets of RELEASE."""
    wanted = {name.strip() for name in only.split(",") if name.strip()}
    unknown = wanted - {one.id for one in CHECKS}
    if unknown:
        raise VierluikError(f"There is no check {min(unknown)!r}", f"There are {', '.join(one.id for one in CHECKS)}.")
    with open_desk(directory, release) as desk:
        codes = target_codes(desk.workspace, to)
        checked = [one for one in desk.panels.targets.values() if one.text and one.language in codes]
        checked.sort(key=lambda one: (one.segment, codes.index(one.language)))
        found = [finding for one in checked for finding in desk.findings(one.segment, one.language)]
    found = [finding for finding in found if not wanted or finding.check in wanted]
    if as_json:
        show_json(findings_json(desk.panels, found, len(checked)))
    for one in found if not as_json else ():
        show(f"{one.segment:>4} {one.language}  {one.severity:7}  {one.check}: {one.message}")
    say(f"{len(found)} findings in {len(checked)} targets")
    if fail_on and any(_SEVERITIES.index(one.severity) >= _SEVERITIES.index(fail_on) for one in found):
        sys.exit(1)


@click.command()
@click.argument("release")
@click.option("--format", "format_name", required=True, metavar="F", help="txt aligned-html aligned-tsv jsonl tmx")
@to_option
@click.option("--states", default="", metavar="STATES", help="Only targets in these states, such as reviewed,final.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A file, or a directory; exports/ by default.")
@click.option("--force", is_flag=True, help="Replace files that exist.")
@workspace_option
def export(
    release: str, format_name: str, to: str, states: str, output: Path | None, force: bool, directory: Path | None
) -> None:
    """Write RELEASE in a format; prints the paths of the files."""
    names = [name.strip() for name in states.split(",") if name.strip()]
    unknown = [name for name in names if name not in [*State]]
    if unknown:
        raise VierluikError(f"{unknown[0]!r} is not a state", f"There are {', '.join(State)}.")
    with open_desk(directory, release) as desk:
        settings, place = desk.workspace.settings, output
        if place is None:
            place = desk.workspace.exports
            place.mkdir(exist_ok=True)
        chosen = [State(name) for name in names] or None
        codes = target_codes(desk.workspace, to)
        written = export_release(desk.panels, format_name, codes, place, chosen, settings.border_codes, force)
    for one in written:
        click.echo(one.path)
        if one.missing:
            say(f"{one.path.name}: {one.missing} of {one.segments * len(one.languages)} translations are missing")
        if one.flattened:
            say(f"{one.path.name}: {one.flattened} texts have line breaks or tabs, which became spaces")


@click.command("segment")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--lang", default=SOURCE.code, help="The language of the text; nl by default.")
def segment_text(file: Path, lang: str) -> None:
    """Print the sentences of a text as JSON, with place, kind and block."""
    source = read_source_bytes(sys.stdin.buffer.read(), "standard input") if str(file) == "-" else read_source(file)
    blocks = segment(source.text, language(lang))
    show_json(
        [
            {"text": one.text, "start": one.start, "end": one.end, "kind": block.kind, "block": number}
            for number, block in enumerate(blocks)
            for one in block.segments
        ]
    )
