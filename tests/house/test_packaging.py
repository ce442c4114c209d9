"""The wheel: exactly our names, with all data, working in a clean environment from another directory."""

import email
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

NAMES = {"cli.py", "tui.py", "verbs", "screens", "releases", "glossary", "tm", "languages", "workspace"}
DATA = {".tcss", ".css", ".csv", ".tsv", ".txt", ".mako"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    (found,) = place.glob("*.whl")
    return found


def test_its_top_level_names_are_the_rooms_of_the_house(wheel: Path) -> None:
    names = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in names if not name.endswith(".dist-info")} == NAMES


def test_every_data_file_is_inside(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    rooms = (ROOT / name for name in NAMES if "." not in name)
    ours = {str(path.relative_to(ROOT)) for room in rooms for path in room.rglob("*") if path.suffix in DATA}
    assert ours
    assert ours <= inside


def test_it_says_what_it_is(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (name,) = (name for name in archive.namelist() if name.endswith("METADATA"))
    metadata = email.message_from_bytes(archive.read(name))
    assert (metadata["Name"], metadata["License-Expression"]) == ("vierluik", "GPL-3.0-or-later")
    assert any(name.endswith("LICENSE") for name in archive.namelist())


def test_it_works_installed_in_a_clean_environment_from_another_directory(wheel: Path, tmp_path: Path) -> None:
    """The libraries are lent by this environment, so that nothing is downloaded; our own code comes from the wheel alone."""
    python = tmp_path / "clean" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "clean"], check=True, timeout=120)
    install = [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", wheel]
    subprocess.run(install, check=True, timeout=120)
    (site,) = (tmp_path / "clean" / "lib").glob("*/site-packages")
    lent = [path for path in map(Path, sys.path) if path.name == "site-packages"]
    # A path at the end of the list; the .pth files there, ours among them, are not read.
    (site / "lent.pth").write_text("".join(f"{path}\n" for path in lent))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [str(tmp_path / "clean" / "bin" / "vierluik"), *arguments]
        return subprocess.run(command, cwd=elsewhere, capture_output=True, text=True, timeout=120, check=False)

    where = subprocess.run(
        [python, "-c", "import tm, cli; print(tm.__file__, cli.__file__)"],
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.count(str(tmp_path / "clean")) == 2
    assert run("--version").stdout.startswith("vierluik ")
    demo = run("demo", "voorbeeld")
    assert demo.returncode == 0, demo.stderr
    assert len(list((elsewhere / "voorbeeld" / "exports").iterdir())) == 21
