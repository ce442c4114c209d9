"""What all verbs share: the open workspace, options, data on stdout and talk on stderr."""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from platformdirs import user_data_path

from languages import target_languages
from workspace.directory import Workspace, find_workspace, open_workspace
from workspace.errors import VierluikError
from workspace.text import visible

workspace_option = click.option(
    "--workspace", "directory", type=click.Path(path_type=Path), help="The workspace's directory.", metavar="DIR"
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
to_option = click.option("--to", default="", metavar="LANGS", help="Target languages, such as fr,en,zh; all by default.")


@contextlib.contextmanager
def opened(directory: Path | None) -> Iterator[Workspace]:
    """The workspace that is meant, open; its warnings are told."""
    with open_workspace(place(directory)) as workspace:
        for warning in workspace.warnings:
            say(f"Warning: {warning}")
        yield workspace


def place(directory: Path | None) -> Path:
    """Where the workspace is that is meant."""
    return find_workspace(named(directory), os.environ, Path.cwd(), user_data_path("vierluik"))


def named(directory: Path | None) -> Path | None:
    """What `--workspace` says: it may stand before the verb or after it."""
    before_the_verb: Path | None = click.get_current_context().find_root().params.get("directory")
    return directory or before_the_verb


def say(text: str) -> None:
    """Talk, for the person."""
    click.echo(visible(text, keep="\n\t"), err=True)


def show(text: str) -> None:
    """Data, for a person to read: invisible characters are drawn."""
    click.echo(visible(text, keep="\n\t"))


def show_json(value: object) -> None:
    """Data, for a script."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def target_codes(workspace: Workspace, to: str) -> tuple[str, ...]:
    """The languages asked for, in the order they were; all of the workspace's when none were."""
    codes = tuple(one.code for one in target_languages(to)) if to else workspace.settings.targets
    unknown = [code for code in codes if code not in workspace.settings.targets]
    if unknown:
        hint = f"Its languages are {', '.join(workspace.settings.targets)}; vierluik.toml lists them."
        raise VierluikError(f"This workspace does not translate into {unknown[0]}", hint)
    return codes


def open_workbench(workspace: Workspace, release: int | None = None) -> None:
    """Open the workbench; Textual is only imported here. Raises VierluikError where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise VierluikError("The workbench needs a terminal", "For scripts there are verbs: vierluik --help lists them.")
    import tui

    tui.run(workspace, release)


@contextlib.contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], bool]]:
    """A progress bar on stderr, on a terminal only."""
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def report(done: int, total: int) -> bool:
            bar.length = total
            bar.update(done - bar.pos)
            return True

        yield report
