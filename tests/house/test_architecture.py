"""The house holds: what may be imported, how large a room is, and what the documents promise."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

import cli
from releases.checks import CHECKS
from releases.export import FORMATS
from workspace.settings import DEFAULT_FILE

ROOT = Path(__file__).parents[2]
ROOMS = ("verbs", "screens", "releases", "glossary", "tm", "languages", "workspace")
MODULES = sorted([ROOT / "cli.py", ROOT / "tui.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))])


def test_the_core_starts_without_textual() -> None:
    program = "import sys, cli, releases.desk, releases.demo, glossary.glossary, tm.memory\n"
    program += "import verbs.releases, verbs.memory, verbs.glossary, verbs.workspaces\n"
    program += "assert not [name for name in sys.modules if name.split('.')[0] in ('textual', 'rich')]"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, timeout=60)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_fits_a_readers_head_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert not text.strip() or ast.get_docstring(ast.parse(text)) or path.name == "__init__.py"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_rule_of_a_language_stands_outside_languages(path: Path) -> None:
    if path.relative_to(ROOT).parts[0] == "languages":
        return
    assert not re.search(r"\b(lang\w*|code)\s*==\s*[\"'](nl|fr|en|zh)[\"']", path.read_text("utf-8"))


def test_only_the_outermost_door_catches_everything() -> None:
    doors = [path for path in MODULES if re.search(r"except (Base)?Exception|except:", path.read_text("utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in doors] == ["cli.py", "workspace/directory.py"]


def test_every_dependency_is_justified_and_nothing_else_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[<>=\[]", line)[0] for line in project["dependencies"]}
    told = re.findall(r"^\| `([\w-]+)` \|", (ROOT / "docs" / "dependencies.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(names)


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    """Every verb with the words that call it."""
    found: list[tuple[tuple[str, ...], click.Command]] = []
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        found.append(((*path, name), command))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


def test_every_verb_has_help_and_stands_in_the_documentation() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    for words, command in commands(cli.vierluik):
        assert command.help, words
        assert f"vierluik {' '.join(words)}" in page, words


def test_every_option_stands_in_the_documentation() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    options = {name for _, command in commands(cli.vierluik) for one in command.params for name in one.opts if name[0] == "-"}
    assert not [name for name in sorted(options) if f"`{name}" not in page]


def test_every_format_check_and_setting_stands_in_the_documentation() -> None:
    pages = "\n".join(path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md"))
    settings = re.findall(r"^(?:# )?(\w+) =", DEFAULT_FILE, re.MULTILINE)
    for name in (*FORMATS, *(check.id for check in CHECKS), *settings):
        assert f"`{name}`" in pages, name


def test_every_path_the_documents_link_to_is_there() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
