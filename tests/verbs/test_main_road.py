"""The main road on the command line: from a Dutch file to four aligned panels, and every way to leave it."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from workspace.directory import open_workspace

Command = Callable[..., Any]

TEXT = """\
2 maart 2026 10:00

De dienst opent een loket

De RSZ opent een nieuw loket in Gent. Iedereen is er welkom.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "loket.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def release(vierluik: Command, source: Path) -> str:
    """A workspace in the directory at hand, with one release; its id."""
    assert vierluik("init").code == 0
    return vierluik("import", source).out.strip()


def test_a_release_goes_all_the_way(vierluik: Command, release: str, tmp_path: Path) -> None:
    shown = vierluik("show", release, "--json").json
    assert [one["kind"] for one in shown["segments"]] == ["dateline", "title", "body", "body"]
    assert shown["release"]["issued_at"] == "2026-03-02T10:00"
    for one in shown["segments"]:
        for code in ("fr", "en", "zh"):
            assert vierluik("target", release, one["id"], code, f"{code} {one['id']}。", "--confirm").code == 0
    for name in ("txt", "aligned-html", "aligned-tsv", "jsonl", "tmx"):
        done = vierluik("export", release, "--format", name)
        assert done.code == 0
        for path in done.out.split():
            assert Path(path).stat().st_size > 0
    exports = tmp_path / "exports"
    assert len(list(exports.iterdir())) == 7
    (table,) = exports.glob("*.tsv")
    assert table.read_text("utf-8").splitlines()[4] == "4\tIedereen is er welkom.\tfr 4。\ten 4。\tzh 4。"
    (page,) = exports.glob("*.html")
    assert len(html.parse(str(page)).findall(".//thead//th")) == 5
    (memory,) = exports.glob("*.tmx")
    assert len(etree.parse(str(memory)).findall(".//tuv")) == 16
    (records,) = exports.glob("*.jsonl")
    assert json.loads(records.read_text("utf-8").splitlines()[0])["zh"] == "zh 1。"
    assert vierluik("tm", "stats", "--json").json["units"] == 4


def test_a_second_import_says_that_it_is_there_and_changes_nothing(vierluik: Command, release: str, source: Path) -> None:
    before = vierluik("releases", "--json").out
    again = vierluik("import", source)
    assert (again.code, again.out.strip()) == (0, release)
    assert "is already there" in again.err
    assert vierluik("releases", "--json").out == before
    assert vierluik("import", source, "--json").json["releases"][0]["already_there"] is True


def test_the_same_text_under_another_name_is_pretranslated(vierluik: Command, release: str, tmp_path: Path) -> None:
    for segment in (1, 2, 3, 4):
        vierluik("target", release, segment, "fr", f"fr {segment}", "--confirm")
    (tmp_path / "anders.txt").write_text(TEXT, "utf-8")
    other = vierluik("import", "anders.txt").out.strip()
    assert vierluik("pretranslate", other, "--to", "fr", "--json").json["filled"] == {"fr": 4}
    targets = [one["targets"]["fr"] for one in vierluik("show", other, "--json").json["segments"]]
    assert [(one["score"], one["state"], one["origin"]) for one in targets] == [(101, "draft", "match")] * 4


def test_matches_are_printed_with_score_and_difference(vierluik: Command, release: str, tmp_path: Path) -> None:
    vierluik("target", release, 4, "zh", "欢迎所有人。", "--confirm")
    (match,) = vierluik("tm", "match", "Iedereen is hier welkom.", "--to", "zh", "--json").json["matches"]
    assert (match["score"], match["source"], match["target"]) == (80, "Iedereen is er welkom.", "欢迎所有人。")
    assert ["replace", [12, 16], [12, 14]] in match["difference"]
    (tmp_path / "zinnen.txt").write_text("Iedereen is er welkom.\nOnbekend is dit.\n", "utf-8")
    lines = [json.loads(line) for line in vierluik("tm", "match", "--batch", "zinnen.txt", "--to", "zh").out.splitlines()]
    assert [(line["query"], len(line["matches"])) for line in lines] == [("Iedereen is er welkom.", 1), ("Onbekend is dit.", 0)]
    assert all(line["ms"] >= 0 for line in lines)
    assert "欢迎所有人。" in vierluik("tm", "match", "Iedereen is er welkom.", "--to", "zh").out


def test_the_memory_is_searched_and_exported(vierluik: Command, release: str, tmp_path: Path) -> None:
    vierluik("target", release, 4, "zh", "欢迎所有人。", "--confirm")
    assert len(vierluik("tm", "search", "欢迎", "--lang", "zh", "--json").json["hits"]) == 1
    assert "欢迎所有人。" in vierluik("tm", "search", r"wel\w+", "--regex").out
    assert vierluik("tm", "export", "geheugen.tmx").code == 0
    assert vierluik("tm", "export", "geheugen.tmx").code == 2
    assert vierluik("tm", "export", "geheugen.tmx", "--force").code == 0
    assert "欢迎所有人。" in (tmp_path / "geheugen.tmx").read_text("utf-8")


def test_names_are_imported_found_and_exported(vierluik: Command, release: str, tmp_path: Path) -> None:
    (tmp_path / "namen.csv").write_text(
        "concept,nl,nl_acronym,fr,fr_acronym\n"
        "rsz,Rijksdienst voor Sociale Zekerheid,RSZ,Office national de sécurité sociale,ONSS\n",
        "utf-8",
    )
    done = vierluik("glossary", "import", "namen.csv", "--as", "approved")
    assert (done.code, "4 added" in done.out) == (0, True)
    (hit,) = vierluik("glossary", "find", "De RSZ opent een loket.", "--json").json["hits"]
    assert hit == {"concept": "rsz", "term": "RSZ", "start": 3, "end": 6, "status": "approved", "targets": {"fr": "ONSS"}}
    assert vierluik("glossary", "export", "uit.csv").code == 0
    assert "Office national" in (tmp_path / "uit.csv").read_text("utf-8")


def test_sentences_of_a_text_are_printed(vierluik: Command, source: Path) -> None:
    found = vierluik("segment", source).json
    assert [one["text"] for one in found][2:] == ["De RSZ opent een nieuw loket in Gent.", "Iedereen is er welkom."]
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in found)
    chinese = vierluik("segment", "-", "--lang", "zh", stdin="标题\n\n第一句。第二句！\n\n更多的话。\n").json
    assert [one["text"] for one in chinese] == ["标题", "第一句。", "第二句！", "更多的话。"]


def test_checks_report_and_decide_the_exit_code(vierluik: Command, release: str) -> None:
    vierluik("target", release, 4, "fr", " Bienvenue.", "--confirm")
    found = vierluik("check", release, "--json").json
    assert [(one["check"], one["segment"], one["severity"]) for one in found["findings"]] == [("whitespace", 4, "warning")]
    assert found["checked"] == 1
    assert vierluik("check", release, "--fail-on", "warning").code == 1
    assert vierluik("check", release, "--fail-on", "error").code == 0
    assert vierluik("check", release, "--fail-on", "warning", "--only", "brackets").code == 0
    assert vierluik("check", release, "--only", "nonsense").code == 2


def test_backup_and_restore_bring_everything_back(vierluik: Command, release: str, tmp_path: Path) -> None:
    vierluik("target", release, 4, "fr", "Bienvenue.", "--confirm")
    saved = vierluik("backup").out.strip()
    vierluik("target", release, 4, "fr", "Verkeerd.", "--confirm")
    assert vierluik("restore", saved).code == 0
    assert "Bienvenue." in vierluik("show", release).out
    assert vierluik("restore", "geen.db").code == 2
    (tmp_path / "rommel.db").write_bytes(b"rommel" * 100)
    assert vierluik("restore", "rommel.db").code == 2
    assert "Bienvenue." in vierluik("show", release).out


def test_nothing_is_restored_under_somebody_who_is_at_work(vierluik: Command, release: str, tmp_path: Path) -> None:
    saved = vierluik("backup").out.strip()
    vierluik("target", release, 4, "fr", "Bienvenue.", "--confirm")
    with open_workspace(tmp_path, "anna") as theirs:
        assert theirs.members()
        done = vierluik("restore", saved)
        assert (done.code, "locked" in done.err) == (3, True)
    assert "Bienvenue." in vierluik("show", release).out
    assert not list(tmp_path.glob(".*.part"))


def test_the_doctor_finds_a_healthy_workspace_healthy(vierluik: Command, release: str) -> None:
    done = vierluik("doctor", "--json")
    assert (done.code, {one["ok"] for one in done.json["diagnoses"]}) == (0, {True})


def test_members_are_listed_and_added(vierluik: Command, release: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert vierluik("members").out == "anna: admin, reviewer, terminologist, translator\n"
    assert vierluik("members", "add", "bo", "--role", "translator").code == 0
    monkeypatch.setenv("VIERLUIK_MEMBER", "bo")
    assert vierluik("members", "add", "cas", "--role", "admin").code == 2
    monkeypatch.setenv("VIERLUIK_MEMBER", "cas")
    done = vierluik("releases")
    assert (done.code, "not a member" in done.err) == (2, True)


def test_the_workspace_may_be_named_before_the_verb_or_after_it(vierluik: Command, tmp_path: Path) -> None:
    assert vierluik("init", tmp_path / "elders").code == 0
    assert vierluik("--workspace", tmp_path / "elders", "releases").code == 0
    assert vierluik("releases", "--workspace", tmp_path / "elders").code == 0
    assert vierluik("releases").code == 2


def test_the_demo_runs_without_a_terminal_and_runs_again(vierluik: Command, tmp_path: Path) -> None:
    first = vierluik("demo", "voorbeeld")
    assert first.code == 0
    for band in ("102", "101", "100", "95-99"):
        assert f"× {band}" in first.out
    vierluik("target", 3, 2, "zh", "这是我的。", "--workspace", "voorbeeld")
    second = vierluik("demo", "voorbeeld")
    assert second.code == 0
    assert "这是我的。" in vierluik("show", 3, "--workspace", "voorbeeld").out


UNUSABLE = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\t\n", "is empty"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
    ("letters.txt", b"12 34 -- !!\n", "holds no letter"),
    ("large.txt", b"woord " * 9_000_000, "too large"),
]


@pytest.mark.parametrize(("name", "content", "message"), UNUSABLE, ids=[name for name, _, _ in UNUSABLE])
def test_a_file_that_cannot_be_used_is_refused_whole(
    vierluik: Command, release: str, source: Path, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "goed.txt").write_text("Een goed bericht.\n", "utf-8")
    before = vierluik("releases", "--json").out
    done = vierluik("import", "goed.txt", name)
    assert done.code == 2
    assert message in done.err
    assert len(done.err.strip().splitlines()) == 2, "a message and a hint"
    assert vierluik("releases", "--json").out == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "."),
        ("import", "nergens.txt"),
        ("import", "loket.txt", "--date", "gisteren"),
        ("show", "99"),
        ("show", "geen-slug"),
        ("show", "1", "--to", "de"),
        ("show", "1", "--to", "nl"),
        ("target", "1", "99", "fr", "x"),
        ("target", "1", "1", "klingon", "x"),
        ("target", "1", "1", "fr", "", "--confirm"),
        ("pretranslate", "1", "--min-score", "12"),
        ("export", "1", "--format", "pdf"),
        ("export", "1", "--format", "txt", "--to", "fr,en", "-o", "een.txt"),
        ("export", "1", "--format", "jsonl", "--states", "klaar"),
        ("export", "1", "--format", "jsonl", "-o", "loket.txt"),
        ("tm", "match", "--to", "fr"),
        ("tm", "match", "x", "--to", "nl"),
        ("tm", "search", "(", "--regex"),
        ("glossary", "import", "nergens.csv"),
        ("segment", "loket.txt", "--lang", "de"),
        ("nonsense",),
        ("show",),
        (),
    ],
)
def test_wrong_usage_says_what_is_wrong_and_ends_with_2(vierluik: Command, release: str, arguments: tuple[str, ...]) -> None:
    source = Path("loket.txt").read_bytes()
    done = vierluik(*arguments)
    assert done.code == 2
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert Path("loket.txt").read_bytes() == source


def test_a_locked_workspace_ends_with_3(
    vierluik: Command, release: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sqlite3
    from contextlib import closing

    monkeypatch.setattr("workspace.database.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(tmp_path / "vierluik.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = vierluik("target", release, "4", "fr", "x")
        other.execute("ROLLBACK")
    assert (done.code, "locked" in done.err) == (3, True)


def test_a_bug_ends_in_words_and_the_log_holds_no_text(
    vierluik: Command, release: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def bug(*_: object, **__: object) -> None:
        raise RuntimeError("geheime tekst")

    monkeypatch.setattr("verbs.releases.list_releases", bug)
    done = vierluik("releases")
    assert (done.code, "Traceback" in done.err, "geheime" in done.err) == (2, False, False)
    (log,) = (tmp_path / "home").rglob("vierluik.log")
    assert "RuntimeError" in log.read_text("utf-8")
    assert "geheime" not in log.read_text("utf-8")


HOSTILE = "Een [/] en [bold] en [@click=app.quit]knop[/] \x1b]0;gekaapt\x07 \x9b31m \u202egespiegeld zin."


def test_hostile_text_is_printed_as_visible_text(vierluik: Command, tmp_path: Path) -> None:
    vierluik("init")
    (tmp_path / "vijandig.txt").write_text(f"{HOSTILE}\n\n{HOSTILE} {HOSTILE}\n", "utf-8")
    done = vierluik("import", "vijandig.txt")
    assert (done.code, "removed" in done.err) == (0, True)
    for verb in (("show", "1"), ("releases",)):
        out = vierluik(*verb).out
        assert "[/] en [bold] en [@click=app.quit]knop[/]" in out
        assert not set(out) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_the_reference_release_becomes_four_panels(vierluik: Command, tmp_path: Path) -> None:
    data = Path(os.environ.get("VIERLUIK_TEST_DATA") or Path(__file__).parents[3] / "shared" / "data")
    path = data / "release-2016-08-31-nl.txt"
    if not path.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"{path} is missing")
        pytest.skip(f"{path} is not there")
    vierluik("init")
    vierluik("import", path)
    shown = vierluik("show", "1", "--json").json
    assert shown["release"]["issued_at"] == "2016-08-31T15:46"
    segments = shown["segments"]
    for one in segments:
        for code in ("fr", "en", "zh"):
            assert vierluik("target", 1, one["id"], code, one["source"] + code, "--confirm").code == 0
    for name in ("txt", "aligned-html", "aligned-tsv", "jsonl", "tmx"):
        assert vierluik("export", 1, "--format", name, "--states", "translated").code == 0
    (tmp_path / "kopie.txt").write_bytes(path.read_bytes())
    assert vierluik("import", "kopie.txt").out.strip() == "2"
    filled = vierluik("pretranslate", 2, "--json").json
    assert (sum(filled["filled"].values()), filled["left"]) == (3 * len(segments), 0)
    assert set(filled["bands"]) <= {"102", "101", "100"}
