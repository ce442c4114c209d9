"""The `vierluik` command: which verb is where, and the outermost door.

stdout is data, stderr is talk. Exit codes: 0 done, 1 done with findings at or above --fail-on, 2 wrong usage or unusable
input, 3 conflict or locked. A verb's module, and with it the rooms it calls, is imported when the verb is.
"""

import importlib
import os
import sys
from importlib import metadata
from pathlib import Path

import click
from platformdirs import user_log_path

from verbs.terminal import open_workbench, opened, say, workspace_option
from workspace.directory import wall_clock
from workspace.errors import VierluikError

# verb -> where its command is
VERBS = {
    "demo": "verbs.workspaces:demo",
    "init": "verbs.workspaces:init",
    "import": "verbs.releases:import_releases",
    "releases": "verbs.releases:list_all",
    "show": "verbs.releases:show_release",
    "pretranslate": "verbs.releases:pretranslate",
    "target": "verbs.releases:target",
    "check": "verbs.releases:check",
    "export": "verbs.releases:export",
    "segment": "verbs.releases:segment_text",
    "tm": "verbs.memory:tm",
    "glossary": "verbs.glossary:glossary",
    "members": "verbs.workspaces:members",
    "backup": "verbs.workspaces:backup",
    "restore": "verbs.workspaces:restore",
    "doctor": "verbs.workspaces:doctor",
}


class Verbs(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="vierluik", message="vierluik %(version)s")
@workspace_option
@click.pass_context
def vierluik(context: click.Context, directory: Path | None) -> None:
    """Translate Dutch press releases into French, English and Chinese: four aligned panels.

    Without a verb: open the workbench.
    """
    if context.invoked_subcommand is None:
        with opened(directory) as workspace:
            open_workbench(workspace)


def main() -> None:
    """The outermost door: every error ends in words and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        vierluik(prog_name="vierluik")
    except VierluikError as error:
        say(f"vierluik: {error.message}" + (f"\n  {error.hint}" if error.hint else ""))
        sys.exit(error.exit_code)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  kept open until the interpreter has flushed it
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  the one place where a bug is caught
        say(
            f"vierluik: an unexpected error, {type(error).__name__}; what was saved is safe\n  The details are in {_log(error)}"
        )
        sys.exit(2)


def _log(error: Exception) -> Path:
    """Write the traceback to the log: places in the code, no text of releases."""
    path = user_log_path("vierluik", ensure_exists=True) / "vierluik.log"
    frames, trace = [], error.__traceback__
    while trace is not None:
        frames.append(f"  {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno} {trace.tb_frame.f_code.co_name}")
        trace = trace.tb_next
    head = f"{wall_clock():%Y-%m-%d %H:%M:%S} UTC vierluik {metadata.version('vierluik')} {type(error).__name__}"
    with path.open("a", encoding="utf-8") as log:
        print(head, *frames, sep="\n", file=log)
    return path
