"""Verbs on the glossary."""

from dataclasses import asdict
from pathlib import Path

import click

from glossary.glossary import Glossary
from glossary.model import ImportAs
from languages import LANGUAGES
from releases.reports import hit_json
from verbs.terminal import json_option, opened, say, show, show_json, workspace_option
from workspace.files import write_bytes
from workspace.text import clean


@click.group()
def glossary() -> None:
    """The glossary: names of institutions and their approval."""


@glossary.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "mode", type=click.Choice(["proposed", "approved", "from-file"]), default="proposed", show_default=True)
@workspace_option
@json_option
def glossary_import(file: Path, mode: str, directory: Path | None, as_json: bool) -> None:
    """Add the concepts and terms of a CSV or TSV table."""
    with opened(directory) as workspace:
        workspace.back_up_before_bulk()
        report = Glossary(workspace).import_table(file, ImportAs(mode))
    if as_json:
        show_json(asdict(report))
        return
    for name, counts in (("concepts", report.concepts), ("terms", report.terms)):
        show(f"{name}: {counts.added} added, {counts.updated} updated, {counts.unchanged} unchanged")
    for kept in report.kept:
        say(f"kept as it was: {kept.term.text} ({kept.reason})")
    for problem in report.problems:
        say(f"line {problem.line}{f', {problem.column}' if problem.column else ''}: {problem.message}")
    if report.removed:
        say(f"removed, because it cannot be kept: {report.removed}")


@glossary.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@workspace_option
def glossary_export(file: Path, force: bool, directory: Path | None) -> None:
    """Write the glossary as a CSV table, or as TSV if FILE ends so."""
    with opened(directory) as workspace:
        table = Glossary(workspace).export_table(tabs=file.suffix.lower() == ".tsv")
    write_bytes(file, table.encode("utf-8"), force)
    click.echo(file)


@glossary.command("find")
@click.argument("text")
@workspace_option
@json_option
def glossary_find(text: str, directory: Path | None, as_json: bool) -> None:
    """Find the names in a Dutch TEXT, with those to use in the other languages."""
    with opened(directory) as workspace:
        book = Glossary(workspace)
        searched = clean(text).text
        hits = [
            (hit, {code: book.targets(hit, LANGUAGES[code]) for code in workspace.settings.targets})
            for hit in book.find(searched)
        ]
    if as_json:
        show_json({"hits": [hit_json(hit, names) for hit, names in hits]})
    for hit, names in hits if not as_json else ():
        best = "  ".join(f"{code} {terms[0].text}" for code, terms in names.items() if terms)
        show(f"{searched[hit.start : hit.end]}  [{hit.term.status}]  {best}")
