"""Verbs on the translation memory."""

import time
from dataclasses import asdict
from pathlib import Path

import click

from languages import SOURCE, language
from releases.reports import concordance_json, match_json
from tm.memory import Memory
from tm.tmx import write_tmx
from verbs.terminal import json_option, opened, say, show, show_json, target_codes, workspace_option
from workspace.errors import VierluikError
from workspace.files import read_bytes, replacing
from workspace.text import clean


@click.group()
def tm() -> None:
    """The translation memory."""


@tm.command("match")
@click.argument("text", required=False)
@click.option("--batch", type=click.Path(path_type=Path), help="A file with a source on each line; prints a JSON line each.")
@click.option("--to", required=True, metavar="LANG", help="The target language.")
@click.option("--min-score", type=click.IntRange(30, 102))
@click.option("--limit", type=click.IntRange(1, 100), default=5)
@workspace_option
@json_option
def tm_match(
    text: str | None,
    batch: Path | None,
    to: str,
    min_score: int | None,
    limit: int,
    directory: Path | None,
    as_json: bool,
) -> None:
    """Print what the memory offers for TEXT, best first."""
    if (text is None) == (batch is None):
        raise VierluikError("Name a text or a --batch file, one of the two", 'vierluik tm match "Een zin." --to fr')
    queries = [text or ""] if batch is None else read_bytes(batch, 1 << 30).decode("utf-8-sig", "replace").splitlines()
    with opened(directory) as workspace:
        (code,) = target_codes(workspace, to)[:1]
        memory = Memory(workspace)
        for line in queries:
            query = clean(line).text
            start = time.perf_counter()
            found = memory.match(query, code, min_score=min_score, limit=limit)
            elapsed = (time.perf_counter() - start) * 1000
            if as_json or batch is not None:
                show_json({"query": query, "ms": round(elapsed, 3), "matches": [match_json(one) for one in found]})
                continue
            for one in found:
                show(f"{one.score:>3}  {one.target}\n     {one.unit.source}  ({one.unit.release_name or 'imported'})")


@tm.command("search")
@click.argument("text")
@click.option("--lang", default=SOURCE.code, help="The language to look in; nl by default.")
@click.option("--regex", is_flag=True, help="TEXT is a regular expression.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100)
@workspace_option
@json_option
def tm_search(text: str, lang: str, regex: bool, limit: int, directory: Path | None, as_json: bool) -> None:
    """Find TEXT in the memory: concordance."""
    code = language(lang).code
    with opened(directory) as workspace:
        hits = Memory(workspace).concordance(clean(text).text, code, regex, limit)
    if as_json:
        show_json({"hits": [concordance_json(hit) for hit in hits]})
    for hit in hits if not as_json else ():
        show(f"{hit.unit.source}\n" + "\n".join(f"  {one.language}  {one.text}" for one in hit.unit.variants))


@tm.command("stats")
@workspace_option
@json_option
def tm_stats(directory: Path | None, as_json: bool) -> None:
    """How large the memory is."""
    with opened(directory) as workspace:
        stats = Memory(workspace).stats()
    if as_json:
        show_json(asdict(stats))
        return
    show(
        f"{stats.units} units, {stats.words} Dutch words" + (f", changed last {stats.newest[:16]} UTC" if stats.newest else "")
    )
    for code, count in stats.variants.items():
        show(f"  {code}  {count} translations, {stats.ambiguous.get(code, 0)} sources with several")


@tm.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@workspace_option
def tm_export(file: Path, force: bool, directory: Path | None) -> None:
    """Write the memory as TMX 1.4: a <tu> with a <tuv> for each language."""
    with opened(directory) as workspace, replacing(file, force) as output:
        count = write_tmx(output, Memory(workspace).units(), workspace.settings.border_codes)
    say(f"{count} units")
    click.echo(file)
