"""Verbs on workspaces: create, look over, back up, restore, and who works there."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from releases.demo import run_demo
from verbs.terminal import json_option, named, open_workbench, opened, place, say, show, show_json, workspace_option
from workspace.directory import create_workspace, open_workspace, restore_workspace
from workspace.doctor import examine
from workspace.people import Role
from workspace.settings import FILE_NAME
from workspace.text import clean


@click.command()
@click.argument("new", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@workspace_option
def init(new: Path | None, directory: Path | None) -> None:
    """Create a workspace in DIR (here by default)."""
    with create_workspace(new or named(directory) or Path()) as workspace:
        say(f"{workspace.root} is ready. Bring a release in: vierluik --workspace {workspace.root} import FILE")


@click.command()
@click.argument("sample", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--no-open", is_flag=True, help="Do not open the workbench, even on a terminal.")
@workspace_option
def demo(sample: Path | None, no_open: bool, directory: Path | None) -> None:
    """A sample workspace in DIR: import, pretranslate, check, export; then the workbench, on a terminal."""
    root = sample or named(directory) or Path("vierluik-demo")
    is_new = not (root / FILE_NAME).exists()
    with create_workspace(root) if is_new else open_workspace(root) as workspace:
        report = run_demo(workspace)
        for imported in report.releases:
            release = imported.release
            show(f"{release.id}  {release.issued_at[:10]}  {release.title}  ({imported.segments} segments)")
        bands = ", ".join(f"{count} × {name}" for name, count in report.pretranslation.bands.items())
        show(f"glossary: {report.concepts} concepts; confirmed now: {report.confirmed} translations")
        show(f"pretranslated from the memory: {bands or 'nothing left to fill'}")
        show(f"checks: {', '.join(f'{count} {severity}s' for severity, count in report.findings.items()) or 'content'}")
        show(f"exported: {len(report.exported)} files in {workspace.exports}")
        show(f"Look around:  vierluik --workspace {root}")
        if not no_open and sys.stdin.isatty() and sys.stdout.isatty():
            open_workbench(workspace, report.releases[-1].release.id)


@click.command()
@workspace_option
@json_option
def doctor(directory: Path | None, as_json: bool) -> None:
    """Look the workspace over: versions, database, migrations, disk, network share, backups."""
    diagnoses = examine(place(directory))
    if as_json:
        show_json({"diagnoses": [asdict(one) for one in diagnoses]})
    for one in diagnoses if not as_json else ():
        show(f"{'✔' if one.ok else '✗'} {one.name}: {one.message}" + (f"\n    {one.hint}" if one.hint else ""))
    if not all(one.ok for one in diagnoses):
        sys.exit(1)


@click.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
@workspace_option
def backup(path: Path | None, directory: Path | None) -> None:
    """Copy the database and the settings, to PATH or into the workspace's backups."""
    with opened(directory) as workspace:
        click.echo(workspace.back_up(destination=path))


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@workspace_option
def restore(path: Path, directory: Path | None) -> None:
    """Put a backup in the place of the workspace's database; what was there is kept beside it."""
    saved = restore_workspace(place(directory), path)
    say(f"Restored {path}." + (f" What was there before is in {saved}." if saved else ""))


@click.group(invoke_without_command=True)
@workspace_option
@click.pass_context
def members(context: click.Context, directory: Path | None) -> None:
    """The people of the workspace and their roles."""
    if context.invoked_subcommand is None:
        with opened(directory) as workspace:
            for member in workspace.members():
                show(f"{member.name}: {', '.join(sorted(member.roles))}")


@members.command("add")
@click.argument("name")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="May be given several times.",
)
@workspace_option
def members_add(name: str, roles: Sequence[str], directory: Path | None) -> None:
    """Add a member, or change the roles of one."""
    with opened(directory) as workspace:
        workspace.save_member(clean(name).text, frozenset(Role(role) for role in roles))
