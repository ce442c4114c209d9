"""`vierluik.toml`: what may stand in it, and how it is told what may not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from languages import LANGUAGES
from workspace.directory import Workspace
from workspace.errors import VierluikError
from workspace.settings import DEFAULT_FILE, Penalties, Settings, load_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vierluik.toml"


def test_an_empty_file_means_the_defaults(path: Path) -> None:
    path.write_text("")
    assert load_settings(path) == Settings()


def test_the_file_of_a_new_workspace_means_the_defaults_and_its_name(workspace: Workspace) -> None:
    assert load_settings(workspace.settings_file) == replace(Settings(), name="workspace")
    assert workspace.settings == load_settings(workspace.settings_file)


def test_what_stands_in_a_new_file_as_a_comment_is_the_default(path: Path) -> None:
    """Taking the # away from every setting changes nothing; the codes are those the languages have anyway."""
    lines = DEFAULT_FILE.format(name='"vierluik"').splitlines()
    path.write_text("\n".join(line.removeprefix("# ") if " = " in line else line for line in lines), encoding="utf-8")
    codes = {language.code: language.border_code for language in LANGUAGES.values()}
    assert load_settings(path) == replace(Settings(), border_codes=codes)


@pytest.mark.parametrize("name", ["Persdienst", "a\"b\\c'd", "naam met [haken]", "é 社 – “x”", "{name}", "\u2028"])
def test_a_name_can_be_anything(path: Path, name: str) -> None:
    path.write_text(DEFAULT_FILE.format(name=json.dumps(name, ensure_ascii=False)), encoding="utf-8")
    assert load_settings(path).name == name


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ('[workspace]\nname = "Pers"', Settings(name="Pers")),
        ('[languages]\ntargets = ["zh", "fr"]', Settings(targets=("zh", "fr"))),
        ('[languages.border_codes]\nfr = "fr-FR"', Settings(border_codes={"fr": "fr-FR"})),
        ("[memory]\nmin_score = 100", Settings(min_score=100)),
        ("[memory]\nmin_score = 30\nmax_matches = 50", Settings(min_score=30, max_matches=50)),
        ("[memory]\npretranslate_min_score = 102", Settings(pretranslate_min_score=102)),
        ("[memory.penalties]\nmachine = 0\npivot = 100", Settings(penalties=Penalties(machine=0, pivot=100))),
        ("[desk]\nautosave_seconds = 1", Settings(autosave_seconds=1)),
        ("[desk]\nautosave_seconds = 0.05", Settings(autosave_seconds=0.05)),
        ("[backups]\ndaily_backups = 1", Settings(daily_backups=1)),
        ("\ufeff[backups]\r\ndaily_backups = 3\r\n", Settings(daily_backups=3)),
        ("backups = {daily_backups = 3}", Settings(daily_backups=3)),
    ],
)
def test_a_setting_is_what_the_file_says(path: Path, text: str, settings: Settings) -> None:
    path.write_text(text, encoding="utf-8", newline="")
    assert load_settings(path) == settings


@pytest.mark.parametrize(
    ("text", "key", "hint"),
    [
        ("[memroy]\nmin_score = 70", "memroy", "there is no such section; known are backups, desk, languages"),
        ("name = 'x'", "name", "no such section"),
        ("memory = 70", "memory", "no such section"),
        ("[[memory]]\nmin_score = 70", "memory", "no such section"),
        ("[workspace]\ntitle = 'x'", "workspace.title", "known here are name"),
        ("[memory]\nmin-score = 70", "memory.min-score", "known here are max_matches, min_score"),
        ("[backups]\nname = 'x'", "backups.name", "known here are daily_backups"),
        ("[workspace]\nname = 7", "workspace.name", "7 is of the wrong type"),
        ("[memory]\nmin_score = '70'", "memory.min_score", "'70' is of the wrong type"),
        ("[memory]\nmin_score = 70.5", "memory.min_score", "70.5 is of the wrong type"),
        ("[memory]\nmin_score = true", "memory.min_score", "True is of the wrong type"),
        ("[memory]\npenalties = 5", "memory.penalties", "5 is of the wrong type"),
        ("[languages]\ntargets = 'fr,en'", "languages.targets", "is of the wrong type"),
        ("[languages]\ntargets = []", "languages.targets", "a list of different language codes"),
        ("[languages]\ntargets = ['fr', 'fr']", "languages.targets", "a list of different language codes"),
        ("[languages]\ntargets = ['fr', 3]", "languages.targets", "a list of different language codes"),
        ("[languages.border_codes]\nfr = 3", "languages.border_codes", 'fr = "fr-BE"'),
        ("[memory]\nmin_score = 29", "memory.min_score", "between 30 and 100"),
        ("[memory]\nmin_score = 101", "memory.min_score", "between 30 and 100"),
        ("[memory]\npretranslate_min_score = 103", "memory.pretranslate_min_score", "between 50 and 102"),
        ("[memory]\nmax_matches = 0", "memory.max_matches", "between 1 and 50"),
        ("[memory]\nmax_matches = -1", "memory.max_matches", "between 1 and 50"),
        ("[backups]\ndaily_backups = 0", "backups.daily_backups", "between 1 and 1000"),
        ("[desk]\nautosave_seconds = 0", "desk.autosave_seconds", "between 0.05 and 1.0"),
        ("[desk]\nautosave_seconds = 5", "desk.autosave_seconds", "between 0.05 and 1.0"),
        ("[desk]\nautosave_seconds = nan", "desk.autosave_seconds", "between 0.05 and 1.0"),
        ("[desk]\nautosave_seconds = true", "desk.autosave_seconds", "wrong type"),
        ("[memory.penalties]\nlegacy = 5", "memory.penalties.legacy", "known here are aligned, ambiguous"),
        ("[memory.penalties]\nmachine = 101", "memory.penalties.machine", "from 0 to 100"),
        ("[memory.penalties]\nmachine = -1", "memory.penalties.machine", "from 0 to 100"),
        ("[memory.penalties]\nmachine = 1.5", "memory.penalties.machine", "from 0 to 100"),
        ("[memory.penalties]\nmachine = true", "memory.penalties.machine", "from 0 to 100"),
    ],
)
def test_what_is_not_a_setting_is_refused_by_file_and_key(path: Path, text: str, key: str, hint: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VierluikError) as refused:
        load_settings(path)
    assert refused.value.message == f"{path}: {key} is not a valid setting"
    assert hint.casefold() in refused.value.hint.casefold()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[memory\nmin_score = 70", "line 1"),
        (b"[memory]\nmin_score 70", "line 2"),
        (b"[memory]\nmin_score = 70\nmin_score = 80", "at end of document"),
        (b'[workspace]\nname = "\x1b[31m"', "line 2"),
        (b'[workspace]\nname = "caf\xe9"', "utf-8"),
        (b"\xff\xfe[\0m\0]\0", "utf-8"),
        (b"\0" * 50, "line 1"),
    ],
)
def test_what_is_not_toml_is_refused_by_file_and_line(path: Path, content: bytes, why: str) -> None:
    path.write_bytes(content)
    with pytest.raises(VierluikError, match="is not valid TOML") as refused:
        load_settings(path)
    assert str(path) in refused.value.message
    assert why in refused.value.message
    assert refused.value.hint


def test_a_missing_file_is_named(path: Path) -> None:
    with pytest.raises(VierluikError, match=r"vierluik\.toml cannot be read: No such file or directory"):
        load_settings(path)


def test_a_directory_is_no_settings_file(path: Path) -> None:
    path.mkdir()
    with pytest.raises(VierluikError, match=r"vierluik\.toml cannot be read: Is a directory"):
        load_settings(path)
