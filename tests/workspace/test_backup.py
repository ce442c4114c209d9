"""Backups: made while others work, put back exactly, and never in the way of what is there."""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CompletedProcess, Popen

import pytest

from releases.desk import Desk
from releases.importing import import_source
from releases.model import SourceText
from workspace import backup
from workspace.backup import automatic_backups, free_place, make_backup, prune
from workspace.directory import Workspace, open_workspace, restore_workspace
from workspace.errors import ConflictError, VierluikError

AsAnybody = Callable[..., "CompletedProcess[str]"]

TEXT = """\
2 maart 2026 10:00

De dienst opent een loket

De dienst opent een nieuw loket in Gent. Iedereen is er welkom. Het loket kost 1.250 euro.
"""


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}


def files(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    """Some work: a release with drafts and a confirmed translation, and a second member."""
    imported = import_source(workspace, SourceText(TEXT, "loket.txt", "txt", "utf-8", ""))
    desk = Desk(workspace, imported.release.id)
    desk.save_draft(3, "fr", "Le service ouvre un guichet.")
    desk.save_draft(3, "zh", "该机构开设窗口。")
    desk.confirm(4, "fr", "Bienvenue à tous.")
    workspace.save_member("bert", frozenset())
    return desk


class TestMaking:
    def test_a_backup_is_the_database_row_by_row_and_the_settings_beside_it(self, desk: Desk) -> None:
        made = desk.workspace.back_up()
        assert made.parent == desk.workspace.backups
        assert made.name.endswith("-manual.db")
        assert rows(made) == rows(desk.workspace.db.path)
        assert {row[2] for row in rows(made)["target"]} == {
            "Le service ouvre un guichet.",
            "该机构开设窗口。",
            "Bienvenue à tous.",
        }
        assert made.with_suffix(".toml").read_bytes() == desk.workspace.settings_file.read_bytes()

    def test_a_backup_is_one_file_that_any_sqlite_reads(self, desk: Desk, tmp_path: Path) -> None:
        made = desk.workspace.back_up(destination=tmp_path / "elders.db")
        with closing(sqlite3.connect(made)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert sorted(path.name for path in tmp_path.glob("*elders*")) == ["elders.db", "elders.toml"]

    def test_while_somebody_writes_it_holds_what_was_committed(self, desk: Desk) -> None:
        before = rows(desk.workspace.db.path)
        with desk.workspace.db.write() as connection:
            connection.exec_driver_sql("DELETE FROM target")
            made = desk.workspace.back_up()
        assert rows(made) == before
        assert rows(desk.workspace.db.path)["target"] == []

    @pytest.mark.parametrize(
        ("destination", "made"),
        [("map", "map/20260302T120000-manual.db"), ("map/mijn.db", "map/mijn.db"), ("nieuw/mijn.db", "nieuw/mijn.db")],
    )
    def test_it_goes_where_it_is_told(self, workspace: Workspace, tmp_path: Path, destination: str, made: str) -> None:
        (tmp_path / "map").mkdir()
        workspace.clock = lambda: datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
        assert workspace.back_up(destination=tmp_path / destination) == tmp_path / made
        assert (tmp_path / made).is_file()

    @pytest.mark.parametrize("there", ["mijn.db", "mijn.toml"])
    def test_nothing_that_is_there_is_overwritten(self, workspace: Workspace, tmp_path: Path, there: str) -> None:
        (tmp_path / there).write_text("van mij")
        with pytest.raises(VierluikError, match=f"{there} exists already"):
            workspace.back_up(destination=tmp_path / "mijn.db")
        assert [path.name for path in tmp_path.glob("*mijn*")] == [there]
        assert (tmp_path / there).read_text() == "van mij"

    def test_a_name_beside_the_settings_does_not_touch_them(self, workspace: Workspace) -> None:
        """The settings of `vierluik.bak` would be `vierluik.toml`: the workspace's own."""
        before = workspace.settings_file.read_bytes()
        with pytest.raises(VierluikError, match=r"vierluik\.toml exists already"):
            workspace.back_up(destination=workspace.root / "vierluik.bak")
        assert workspace.settings_file.read_bytes() == before

    def test_several_in_one_second_are_all_kept(self, workspace: Workspace) -> None:
        workspace.clock = lambda: datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
        made = [workspace.back_up("before-bulk") for _ in range(3)]
        assert len(set(made)) == 3
        assert automatic_backups(workspace.backups)[-3:] == made

    def test_a_place_that_cannot_be_written_is_named(self, workspace: Workspace, tmp_path: Path, as_anybody: AsAnybody) -> None:
        workspace.close()
        (tmp_path / "dicht").mkdir(0o500)
        done = as_anybody("--workspace", workspace.root, "backup", tmp_path / "dicht" / "mijn.db")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"vierluik: {tmp_path / 'dicht' / 'mijn.db'} cannot be written: Permission denied\n  ")
        assert list((tmp_path / "dicht").iterdir()) == []

    @pytest.mark.parametrize("failing", ["_flush", "write_bytes"])
    def test_a_full_disk_leaves_no_half_backup(
        self, workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, failing: str
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(backup, failing, full)
        with pytest.raises(VierluikError, match=r"mijn\.db cannot be written: No space left on device"):
            workspace.back_up(destination=tmp_path / "mijn.db")
        assert list(tmp_path.glob("*mijn*")) == []

    def test_a_damaged_database_cannot_be_backed_up(self, workspace: Workspace, tmp_path: Path) -> None:
        workspace.close()
        workspace.db.path.write_bytes(b"stuk" * 5000)
        with pytest.raises(VierluikError, match=r"vierluik\.db is damaged"):
            make_backup(workspace.db.path, workspace.settings_file, tmp_path / "mijn.db")
        assert list(tmp_path.glob("*mijn*")) == []

    @pytest.mark.parametrize(
        ("taken", "free"),
        [
            ([], "20260302T120000-daily.db"),
            (["20260302T120000-manual.db"], "20260302T120000-daily.db"),
            (["20260302T120000-daily.db"], "20260302T120000.1-daily.db"),
            (["20260302T120000-daily.db", "20260302T120000.1-daily.db"], "20260302T120000.2-daily.db"),
        ],
    )
    def test_a_name_says_when_and_why(self, tmp_path: Path, taken: list[str], free: str) -> None:
        for name in taken:
            (tmp_path / name).touch()
        assert free_place(tmp_path, datetime(2026, 3, 2, 12, 0, tzinfo=UTC), "daily") == tmp_path / free

    def test_the_automatic_ones_are_listed_oldest_first(self, tmp_path: Path) -> None:
        names = [
            "20260301T235959-before-migration.db",
            "20260302T000000-daily.db",
            "20260302T000000.1-daily.db",
            "20260302T080000-before-bulk.db",
            "20260302T080000-before-restore.db",
        ]
        for name in [
            *names,
            "20260302T090000-manual.db",
            "mijn.db",
            "daily.db",
            "20260302T000000-daily.toml",
            "20260302T000000-x.db",
        ]:
            (tmp_path / name).touch()
        assert [path.name for path in automatic_backups(tmp_path)] == names
        prune(tmp_path, 2)
        assert [path.name for path in automatic_backups(tmp_path)] == names[-2:]
        assert (tmp_path / "mijn.db").exists()
        assert not (tmp_path / "20260302T000000-daily.toml").exists()

    def test_where_no_backup_was_ever_made_there_is_none(self, tmp_path: Path) -> None:
        assert automatic_backups(tmp_path / "weg") == []
        prune(tmp_path / "weg", 3)


class TestRestoring:
    def test_everything_comes_back_exactly(self, desk: Desk) -> None:
        workspace = desk.workspace
        saved = workspace.back_up()
        before = rows(workspace.db.path)
        desk.save_draft(3, "fr", "Autre chose.")
        desk.confirm(5, "en", "The counter costs 1,250 euros.")
        workspace.save_member("carla", frozenset())
        workspace.settings_file.write_text('[workspace]\nname = "anders"\n')
        workspace.close()
        restore_workspace(workspace.root, saved, workspace.clock)
        assert rows(workspace.db.path) == before
        with open_workspace(workspace.root, "anna", workspace.clock) as opened:
            assert opened.settings.name == "workspace"
            assert Desk(opened, desk.panels.release.id).panels.target(3, "zh").text == "该机构开设窗口。"

    def test_what_was_there_is_kept_and_can_be_restored_in_turn(self, desk: Desk) -> None:
        workspace = desk.workspace
        saved = workspace.back_up()
        desk.save_draft(3, "fr", "Autre chose.")
        later = rows(workspace.db.path)
        workspace.close()
        kept = restore_workspace(workspace.root, saved, workspace.clock)
        assert kept is not None
        assert kept.name.endswith("-before-restore.db")
        assert rows(kept) == later
        restore_workspace(workspace.root, kept, workspace.clock)
        assert rows(workspace.db.path) == later

    def test_work_that_a_killed_process_left_in_the_log_is_kept_too(self, desk: Desk) -> None:
        """A crash leaves the last transactions in the write-ahead log: they must not outlive the old database, nor be lost."""
        workspace = desk.workspace
        saved = workspace.back_up()
        before = rows(workspace.db.path)
        workspace.close()
        code = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE target SET text = 'laat'")
connection.commit()
os._exit(9)
"""
        with Popen([sys.executable, "-c", code, str(workspace.db.path)]) as process:
            assert process.wait() == 9
        assert workspace.db.path.with_name("vierluik.db-wal").stat().st_size > 0
        kept = restore_workspace(workspace.root, saved, workspace.clock)
        assert kept is not None
        assert {row[2] for row in rows(kept)["target"]} == {"laat"}
        assert rows(workspace.db.path) == before

    def test_a_backup_without_settings_leaves_those_that_are_there(self, desk: Desk) -> None:
        saved = desk.workspace.back_up()
        saved.with_suffix(".toml").unlink()
        desk.workspace.settings_file.write_text('[workspace]\nname = "anders"\n')
        desk.workspace.close()
        restore_workspace(desk.workspace.root, saved, desk.workspace.clock)
        assert desk.workspace.settings_file.read_text() == '[workspace]\nname = "anders"\n'

    def test_a_workspace_without_its_database_gets_it_back(self, desk: Desk) -> None:
        saved = desk.workspace.back_up()
        before = rows(desk.workspace.db.path)
        desk.workspace.close()
        desk.workspace.db.path.unlink()
        assert restore_workspace(desk.workspace.root, saved, desk.workspace.clock) is None
        assert rows(desk.workspace.db.path) == before

    @pytest.mark.parametrize("damage", [b"", b"stuk" * 5000, b"SQLite format 3\0" + b"\xff" * 9000])
    def test_a_damaged_database_is_kept_for_an_expert(self, desk: Desk, damage: bytes) -> None:
        saved = desk.workspace.back_up()
        before = rows(desk.workspace.db.path)
        desk.workspace.close()
        desk.workspace.db.path.write_bytes(damage)
        kept = restore_workspace(desk.workspace.root, saved, desk.workspace.clock)
        assert rows(desk.workspace.db.path) == before
        assert kept is not None
        assert kept.exists()
        assert damage == b"" or kept.read_bytes() == damage

    def test_restoring_twice_in_one_moment_loses_nothing(self, desk: Desk) -> None:
        workspace = desk.workspace
        saved = workspace.back_up()
        workspace.close()
        moment = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
        kept = {restore_workspace(workspace.root, saved, lambda: moment) for _ in range(3)}
        assert len(kept) == 3
        assert all(path is not None and path.exists() for path in kept)

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("leeg.db", b""),
            ("tekst.db", b"dit is geen backup"),
            ("rommel.db", b"rommel" * 2000),
            ("kop.db", b"SQLite format 3\0" + b"\xff" * 9000),
        ],
    )
    @pytest.mark.parametrize("is_sound", [True, False])
    def test_rubbish_is_refused_and_nothing_changes(
        self, desk: Desk, tmp_path: Path, name: str, content: bytes, is_sound: bool
    ) -> None:
        workspace = desk.workspace
        workspace.close()
        if not is_sound:
            workspace.db.path.write_bytes(b"stuk" * 5000)
        before = files(workspace.root)
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).with_suffix(".toml").write_text('[workspace]\nname = "rommel"\n')
        with pytest.raises(VierluikError, match=f"{name} is not a") as refused:
            restore_workspace(workspace.root, tmp_path / name, workspace.clock)
        assert "backups/" in refused.value.hint
        assert files(workspace.root) == before

    def test_a_backup_with_a_hole_in_it_is_refused_and_nothing_changes(self, desk: Desk) -> None:
        saved = desk.workspace.back_up()
        content = bytearray(saved.read_bytes())
        content[8192:40960] = b"\xff" * (40960 - 8192)
        saved.write_bytes(content)
        desk.workspace.close()
        before = files(desk.workspace.root)
        with pytest.raises(VierluikError, match="backup of vierluik"):
            restore_workspace(desk.workspace.root, saved, desk.workspace.clock)
        assert files(desk.workspace.root) == before

    def test_a_database_of_something_else_is_refused(self, workspace: Workspace, tmp_path: Path) -> None:
        with closing(sqlite3.connect(tmp_path / "recepten.db")) as other:
            other.execute("CREATE TABLE recipe (name TEXT)")
        workspace.close()
        before = files(workspace.root)
        with pytest.raises(VierluikError, match="is not a healthy backup of vierluik"):
            restore_workspace(workspace.root, tmp_path / "recepten.db", workspace.clock)
        assert files(workspace.root) == before

    @pytest.mark.parametrize("name", ["weg.db", "."])
    def test_a_backup_that_is_not_there_is_refused(self, workspace: Workspace, tmp_path: Path, name: str) -> None:
        with pytest.raises(VierluikError, match="does not exist") as refused:
            restore_workspace(workspace.root, tmp_path / name, workspace.clock)
        assert "backups/" in refused.value.hint

    def test_one_restores_into_a_workspace_only(self, workspace: Workspace, tmp_path: Path) -> None:
        with pytest.raises(VierluikError, match="is not a workspace"):
            restore_workspace(tmp_path, workspace.back_up(), workspace.clock)

    def test_while_somebody_has_it_open_nothing_is_restored(self, desk: Desk) -> None:
        """What they wrote afterwards would go to a file that is no longer there."""
        saved = desk.workspace.back_up()
        before = rows(desk.workspace.db.path)
        with pytest.raises(ConflictError, match="is locked by another process"):
            restore_workspace(desk.workspace.root, saved, desk.workspace.clock)
        desk.save_draft(3, "fr", "Autre chose.")
        assert rows(desk.workspace.db.path) != before
        assert not list(desk.workspace.backups.glob("*before-restore*"))
        assert not list(desk.workspace.root.glob("*.part"))
        desk.workspace.close()
        restore_workspace(desk.workspace.root, saved, desk.workspace.clock)
        assert rows(desk.workspace.db.path) == before

    def test_a_full_disk_leaves_everything_as_it_was(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        saved = desk.workspace.back_up()
        desk.workspace.close()
        before = files(desk.workspace.root)
        monkeypatch.setattr(backup, "_flush", full)
        with pytest.raises(VierluikError, match="cannot be written: No space left on device"):
            restore_workspace(desk.workspace.root, saved, desk.workspace.clock)
        assert files(desk.workspace.root) == before

    def test_the_files_of_a_new_workspace_are_a_backup_of_one(
        self, desk: Desk, make_workspace: Callable[..., Workspace]
    ) -> None:
        """Moving house: the backup of one workspace fills another."""
        saved = desk.workspace.back_up()
        other = make_workspace("ander")
        other.close()
        restore_workspace(other.root, saved, other.clock)
        assert rows(other.db.path) == rows(desk.workspace.db.path)
