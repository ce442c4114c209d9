"""A workspace is created whole, found where it is meant, and opened only when it is sound."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from workspace import directory
from workspace.directory import Workspace, create_workspace, find_workspace, open_workspace, person_at_work
from workspace.errors import ConflictError, DamagedError, VierluikError
from workspace.people import ALL_ROLES, Member

AsAnybody = Callable[..., "CompletedProcess[str]"]


def noon(day: int) -> datetime:
    return datetime(2026, 3, day, 12, 0, tzinfo=UTC)


def contents(root: Path) -> dict[str, bytes | None]:
    """Everything below a directory, but what SQLite lays beside an open database."""
    paths = (path for path in sorted(root.rglob("*")) if not path.name.endswith(("-wal", "-shm")))
    return {str(path.relative_to(root)): None if path.is_dir() else path.read_bytes() for path in paths}


class TestCreating:
    def test_a_new_workspace_is_a_directory_with_settings_a_database_and_a_first_backup(self, workspace: Workspace) -> None:
        workspace.close()
        assert sorted(contents(workspace.root)) == [
            "backups",
            "backups/20260302T090003-daily.db",
            "backups/20260302T090003-daily.toml",
            "vierluik.db",
            "vierluik.toml",
        ]
        assert (workspace.member, workspace.warnings) == (Member("anna", ALL_ROLES), [])
        assert (workspace.exports, workspace.backups) == (workspace.root / "exports", workspace.root / "backups")

    def test_it_opens_again(self, workspace: Workspace) -> None:
        with open_workspace(workspace.root, "anna") as opened:
            assert opened.settings == workspace.settings
            assert opened.members() == workspace.members()

    def test_directories_are_made_on_the_way(self, tmp_path: Path) -> None:
        with create_workspace(tmp_path / "a" / "b" / "c", "anna") as made:
            assert made.settings.name == "c"

    def test_what_lies_in_the_directory_stays(self, tmp_path: Path) -> None:
        (tmp_path / "w").mkdir()
        (tmp_path / "w" / "nota.txt").write_text("van mij")
        create_workspace(tmp_path / "w", "anna").close()
        assert (tmp_path / "w" / "nota.txt").read_text() == "van mij"

    def test_the_person_at_work_is_its_first_member(self, tmp_path: Path) -> None:
        with create_workspace(tmp_path / "w") as made:
            assert made.member.name == "anna"  # as VIERLUIK_MEMBER says

    def test_creating_twice_is_refused_and_changes_nothing(self, workspace: Workspace) -> None:
        before = contents(workspace.root)
        with pytest.raises(VierluikError, match="is a workspace already") as refused:
            create_workspace(workspace.root, "bert", workspace.clock)
        assert refused.value.hint == f"Open it: vierluik --workspace {workspace.root}"
        assert contents(workspace.root) == before

    def test_a_file_is_no_place_for_a_workspace(self, tmp_path: Path) -> None:
        (tmp_path / "w").write_text("een bestand")
        with pytest.raises(VierluikError, match="cannot be created: File exists"):
            create_workspace(tmp_path / "w", "anna")

    @pytest.mark.parametrize(
        "name", ["wat?", "a#b", "100%", "a%20b", "é 社", "a'b\"c\\d", "{x}", "[x]", "a\x7fb", "a\nb", "-x"]
    )
    def test_a_workspace_may_be_called_anything(self, tmp_path: Path, name: str) -> None:
        create_workspace(tmp_path / name, "anna").close()
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "home"])
        assert sorted(path.name for path in (tmp_path / name).iterdir()) == ["backups", "vierluik.db", "vierluik.toml"]
        with open_workspace(tmp_path / name, "anna") as opened:
            assert opened.settings.name == name.replace("\x7f", "")

    def test_a_workspace_may_have_a_name_that_is_no_text(self, tmp_path: Path) -> None:
        with create_workspace(tmp_path / os.fsdecode(b"w\xff"), "anna") as made:
            assert made.settings.name == "w"

    @pytest.mark.parametrize("step", ["migrate.migrate", "store.save_member", "write_bytes"])
    @pytest.mark.parametrize("error", [VierluikError, KeyboardInterrupt])
    def test_a_creation_that_fails_leaves_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: type[BaseException]
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise error("halverwege")

        monkeypatch.setattr(f"workspace.directory.{step}", fail)
        with pytest.raises(error):
            create_workspace(tmp_path / "w", "anna")
        assert contents(tmp_path / "w") == {}
        monkeypatch.undo()
        create_workspace(tmp_path / "w", "anna").close()

    def test_a_creation_cut_short_is_finished_the_next_time(self, workspace: Workspace) -> None:
        """A process killed between the database and the settings leaves a directory that is no workspace yet."""
        workspace.close()
        workspace.settings_file.unlink()
        with pytest.raises(VierluikError, match="is not a workspace"):
            open_workspace(workspace.root, "anna")
        with create_workspace(workspace.root, "anna", workspace.clock) as made:
            assert made.members() == [Member("anna", ALL_ROLES)]

    def test_a_creation_cut_short_in_its_first_moment_is_finished_too(self, tmp_path: Path) -> None:
        (tmp_path / "w").mkdir()
        (tmp_path / "w" / "vierluik.db").touch()
        with create_workspace(tmp_path / "w", "anna") as made:
            assert made.members() == [Member("anna", ALL_ROLES)]

    def test_who_lost_the_settings_gets_new_ones_and_keeps_the_rest(self, workspace: Workspace) -> None:
        workspace.save_member("bert", frozenset())
        workspace.close()
        workspace.settings_file.unlink()
        with pytest.raises(VierluikError, match="mallory is not a member"):
            create_workspace(workspace.root, "mallory", workspace.clock)
        with open_workspace(workspace.root, "anna", workspace.clock) as opened:
            assert [one.name for one in opened.members()] == ["anna", "bert"]

    @pytest.mark.parametrize("content", [b"geen database", b"x" * 10_000])
    def test_a_strange_file_in_the_place_of_the_database_is_left_alone(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "w").mkdir()
        (tmp_path / "w" / "vierluik.db").write_bytes(content)
        with pytest.raises(DamagedError):
            create_workspace(tmp_path / "w", "anna")
        assert contents(tmp_path / "w") == {"vierluik.db": content}

    def test_a_read_only_directory_is_refused_and_nothing_is_left(self, tmp_path: Path, as_anybody: AsAnybody) -> None:
        (tmp_path / "dicht").mkdir(0o500)
        for place in (tmp_path / "dicht", tmp_path / "dicht" / "w"):
            done = as_anybody("init", place)
            assert (done.returncode, done.stdout) == (2, "")
            assert done.stderr.startswith(f"vierluik: {place} ")
            assert len(done.stderr.splitlines()) == 2  # what is wrong, and what to do
        assert list((tmp_path / "dicht").iterdir()) == []

    def test_a_directory_one_may_not_look_into_is_refused_in_words(self, tmp_path: Path, as_anybody: AsAnybody) -> None:
        (tmp_path / "dicht").mkdir(0o000)
        place = tmp_path / "dicht" / "w"
        for arguments in (["init", place], ["--workspace", place, "members"], ["--workspace", place, "restore", place]):
            done = as_anybody(*arguments)
            assert done.returncode == 2
            assert "cannot be read: Permission denied\n  Check the permissions of the directory." in done.stderr


class TestFinding:
    @pytest.mark.parametrize(
        ("explicit", "environment", "start", "found"),
        [
            ("told", "named", "above/below/deep", "told"),
            ("told", None, "above/below/deep", "told"),
            ("told", None, "elsewhere", "told"),
            (None, "named", "above/below/deep", "named"),
            (None, "named", "elsewhere", "named"),
            (None, "", "above/below/deep", "above/below"),
            (None, None, "above/below/deep", "above/below"),
            (None, None, "above/below", "above/below"),
            (None, None, "above/other", "above"),
            (None, None, "above", "above"),
            (None, None, "elsewhere", "user"),
            (None, "", "elsewhere", "user"),
            (None, None, "folder", "user"),
        ],
    )
    def test_as_told_then_as_named_then_the_nearest_then_the_users_own(
        self, tmp_path: Path, explicit: str | None, environment: str | None, start: str, found: str
    ) -> None:
        for name in ("above/below/deep", "above/other", "elsewhere", "folder/vierluik.toml"):
            (tmp_path / name).mkdir(parents=True)
        for name in ("above", "above/below"):
            (tmp_path / name / "vierluik.toml").touch()
        told = tmp_path / explicit if explicit else None
        named = {} if environment is None else {"VIERLUIK_WORKSPACE": environment and str(tmp_path / environment)}
        assert find_workspace(told, named, tmp_path / start, tmp_path / "user") == tmp_path / found

    def test_the_person_is_who_the_environment_says(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VIERLUIK_MEMBER", "bert")
        assert person_at_work() == "bert"

    @pytest.mark.parametrize("name", ["", None])
    def test_the_person_is_else_who_the_system_says(self, monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
        monkeypatch.setattr(directory.getpass, "getuser", lambda: "carla")
        monkeypatch.delenv("VIERLUIK_MEMBER") if name is None else monkeypatch.setenv("VIERLUIK_MEMBER", name)
        assert person_at_work() == "carla"

    @pytest.mark.parametrize("error", [KeyError, OSError])
    def test_in_a_container_without_names_the_person_is_me(
        self, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
    ) -> None:
        def nobody() -> str:
            raise error("uid not found")

        monkeypatch.setattr(directory.getpass, "getuser", nobody)
        monkeypatch.delenv("VIERLUIK_MEMBER")
        assert person_at_work() == "me"


class TestOpening:
    @pytest.mark.parametrize("name", ["leeg", "weg"])
    def test_what_is_not_a_workspace_is_said_not_to_be(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "leeg").mkdir()
        with pytest.raises(VierluikError, match="is not a workspace") as refused:
            open_workspace(tmp_path / name, "anna")
        assert "vierluik init" in refused.value.hint
        assert list((tmp_path / "leeg").iterdir()) == []
        assert not (tmp_path / "weg").exists()

    def test_a_missing_database_is_not_made_anew(self, workspace: Workspace) -> None:
        workspace.close()
        workspace.db.path.unlink()
        with pytest.raises(VierluikError, match=r"vierluik\.db is missing") as refused:
            open_workspace(workspace.root, "anna")
        assert "vierluik restore" in refused.value.hint
        assert not workspace.db.path.exists()

    @pytest.mark.parametrize(
        "content", [b"", b"x", b"geen database " * 1000, b"SQLite format 3\0", b"SQLite format 3\0" + b"\xff" * 9000]
    )
    def test_a_damaged_database_is_refused_and_left_for_an_expert(self, workspace: Workspace, content: bytes) -> None:
        workspace.close()
        workspace.db.path.write_bytes(content)
        before = contents(workspace.root)
        with pytest.raises(DamagedError, match=r"vierluik\.db is (damaged|empty)") as refused:
            open_workspace(workspace.root, "anna")
        assert "vierluik restore" in refused.value.hint
        assert contents(workspace.root) == before

    def test_the_database_of_another_program_is_refused_and_left_alone(self, workspace: Workspace) -> None:
        workspace.close()
        workspace.db.path.unlink()
        with closing(sqlite3.connect(workspace.db.path)) as other:
            other.execute("CREATE TABLE recipes (name TEXT)")
        before = contents(workspace.root)
        with pytest.raises(DamagedError, match="is not a database of vierluik"):
            open_workspace(workspace.root, "anna")
        assert contents(workspace.root) == before

    def test_wrong_settings_are_refused_before_anything_else(self, workspace: Workspace) -> None:
        workspace.settings_file.write_text("[memory]\nmin_score = 7\n")
        with pytest.raises(VierluikError, match=r"memory\.min_score is not a valid setting"):
            open_workspace(workspace.root, "anna")

    def test_a_stranger_is_told_who_the_members_are(self, workspace: Workspace) -> None:
        workspace.save_member("bert", frozenset())
        with pytest.raises(VierluikError, match="mallory is not a member of this workspace") as refused:
            open_workspace(workspace.root, "mallory")
        assert refused.value.hint.startswith("Members are anna, bert. An admin can add you: vierluik members add mallory")
        assert "VIERLUIK_MEMBER" in refused.value.hint

    def test_two_people_may_have_it_open_and_a_writer_who_waits_too_long_is_told(
        self, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        workspace.save_member("bert", frozenset())
        monkeypatch.setattr("workspace.database.BUSY_SECONDS", 0.01)
        with open_workspace(workspace.root, "bert", workspace.clock) as other:
            assert other.members() == workspace.members()
            with workspace.db.write(), pytest.raises(ConflictError, match="is locked"), other.db.write():
                pass

    @pytest.mark.parametrize("closed", [["."], ["vierluik.db"], [".", "vierluik.db", "vierluik.toml", "backups"]])
    def test_a_read_only_workspace_is_refused_with_a_hint_and_nothing_changes(
        self, workspace: Workspace, as_anybody: AsAnybody, closed: list[str]
    ) -> None:
        workspace.close()
        before = contents(workspace.root)
        for name in closed:
            path = workspace.root / name
            path.chmod(0o500 if path.is_dir() else 0o400)
        done = as_anybody("--workspace", workspace.root, "members", "add", "bert", "--role", "translator")
        assert (done.returncode, done.stdout) == (2, "")
        assert "is read-only\n  vierluik keeps every draft there: give yourself write permission" in done.stderr
        assert contents(workspace.root) == before

    def test_settings_that_may_only_be_read_are_enough(self, workspace: Workspace, as_anybody: AsAnybody) -> None:
        workspace.settings_file.chmod(0o400)
        done = as_anybody("--workspace", workspace.root, "members")
        assert (done.returncode, done.stdout.partition(":")[0]) == (0, "anna")

    def test_when_it_cannot_be_backed_up_it_opens_with_a_warning(self, workspace: Workspace, as_anybody: AsAnybody) -> None:
        for path in workspace.backups.iterdir():
            path.unlink()
        workspace.backups.chmod(0o500)
        done = as_anybody("--workspace", workspace.root, "members")
        assert (done.returncode, done.stdout.partition(":")[0]) == (0, "anna")
        assert done.stderr.startswith("Warning: The daily backup failed: ")
        assert "Permission denied" in done.stderr
        assert list(workspace.backups.iterdir()) == []

    @pytest.mark.parametrize(
        ("time", "stamp"),
        [
            (datetime(2026, 3, 2, 9, 0, tzinfo=UTC), "2026-03-02T09:00:00.000000+00:00"),
            (datetime(2026, 3, 2, 9, 0, 0, 5, tzinfo=UTC), "2026-03-02T09:00:00.000005+00:00"),
            (datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=2))), "2026-03-02T07:00:00.000000+00:00"),
        ],
    )
    def test_time_is_written_so_that_it_sorts_as_text(self, workspace: Workspace, time: datetime, stamp: str) -> None:
        workspace.clock = lambda: time
        assert workspace.now() == stamp


class TestDailyBackup:
    def daily(self, workspace: Workspace) -> list[str]:
        return sorted(path.name for path in workspace.backups.glob("*-daily.db"))

    def open_at(self, workspace: Workspace, time: datetime) -> list[str]:
        open_workspace(workspace.root, "anna", lambda: time).close()
        return self.daily(workspace)

    def test_one_is_made_a_day_however_often_it_opens(self, workspace: Workspace) -> None:
        first = self.daily(workspace)
        assert len(first) == 1
        assert self.open_at(workspace, noon(2)) == first
        assert self.open_at(workspace, noon(2) + timedelta(hours=11, minutes=59)) == first
        second = self.open_at(workspace, noon(3))
        assert second == [*first, "20260303T120000-daily.db"]
        assert self.open_at(workspace, noon(3)) == second

    def test_a_week_away_makes_one_backup_not_seven(self, workspace: Workspace) -> None:
        assert len(self.open_at(workspace, noon(9))) == 2

    def test_a_clock_set_back_loses_no_backup(self, workspace: Workspace) -> None:
        first = self.open_at(workspace, noon(5))
        assert set(first) < set(self.open_at(workspace, noon(1)))

    def test_another_backup_of_the_day_does_not_stand_in_for_it(self, workspace: Workspace) -> None:
        workspace.clock = lambda: noon(3)
        workspace.back_up()
        workspace.back_up("before-bulk")
        assert self.open_at(workspace, noon(3))[-1] == "20260303T120000-daily.db"

    def test_only_the_newest_are_kept_with_their_settings(self, workspace: Workspace) -> None:
        workspace.settings_file.write_text("[backups]\ndaily_backups = 3\n")
        for day in range(3, 10):
            self.open_at(workspace, noon(day))
        kept = [f"2026030{day}T120000-daily" for day in (7, 8, 9)]
        assert sorted(path.name for path in workspace.backups.iterdir()) == sorted(
            f"{name}.{suffix}" for name in kept for suffix in ("db", "toml")
        )

    def test_what_a_person_made_is_never_removed(self, workspace: Workspace) -> None:
        workspace.settings_file.write_text("[backups]\ndaily_backups = 1\n")
        mine = workspace.back_up()
        named = workspace.back_up(destination=workspace.backups / "voor-de-verhuizing.db")
        (workspace.backups / "nota.txt").write_text("van mij")
        for day in range(3, 10):
            self.open_at(workspace, noon(day))
        assert len(self.daily(workspace)) == 1
        assert mine.exists()
        assert mine.with_suffix(".toml").exists()
        assert named.exists()
        assert (workspace.backups / "nota.txt").exists()

    def test_those_made_before_great_changes_are_counted_in(self, workspace: Workspace) -> None:
        workspace.settings_file.write_text("[backups]\ndaily_backups = 2\n")
        workspace.clock = lambda: noon(3)
        workspace.back_up("before-bulk")
        self.open_at(workspace, noon(4))
        assert sorted(path.stem for path in workspace.backups.glob("*.db")) == [
            "20260303T120000-before-bulk",
            "20260304T120000-daily",
        ]
