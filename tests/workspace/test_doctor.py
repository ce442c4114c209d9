"""The doctor looks at everything, says what is wrong and what to do, and changes nothing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from workspace import doctor
from workspace.directory import Workspace
from workspace.doctor import Diagnosis, examine

NAMES = ["versions", "settings", "schema", "database", "disk", "network share", "backups"]


@pytest.fixture
def patient(workspace: Workspace) -> Path:
    workspace.close()
    return workspace.root


@pytest.fixture(autouse=True)
def roomy_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk under the tests is not their subject."""
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 0, 10**12))


def complaints(root: Path, mounts: Path = Path("/nowhere")) -> dict[str, Diagnosis]:
    """What is not well, by name; everything is looked at, whatever is found."""
    found = examine(root, mounts)
    assert [one.name for one in found] == NAMES
    return {one.name: one for one in found if not one.ok}


def test_a_healthy_workspace_is_well_in_every_part(patient: Path) -> None:
    assert complaints(patient) == {}
    said = {one.name: one.message for one in examine(patient, Path("/nowhere"))}
    assert "vierluik 0.1.0" in said["versions"]
    assert f"SQLite {sqlite3.sqlite_version}" in said["versions"]
    assert said["settings"] == f"{patient / 'vierluik.toml'} is in order"
    assert said["schema"].endswith("nothing pending")
    assert said["database"].startswith("sound, ")
    assert said["disk"] == "1000.0 GB free"
    assert said["network share"] == "no (local disk)"
    assert said["backups"] == "1, the newest is 20260302T090003-daily.db"


def test_an_open_workspace_is_well_too(workspace: Workspace) -> None:
    assert complaints(workspace.root) == {}


def test_it_repairs_nothing_and_removes_nothing(patient: Path) -> None:
    def contents() -> dict[str, bytes]:
        paths = (path for path in patient.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm")))
        return {str(path): path.read_bytes() for path in paths}

    before = contents()
    examine(patient)
    assert contents() == before


def test_wrong_settings_are_named(patient: Path) -> None:
    (patient / "vierluik.toml").write_text("[memory]\nmin_score = 7\n")
    (sick,) = complaints(patient).values()
    assert "memory.min_score is not a valid setting" in sick.message
    assert sick.hint == "It lies between 30 and 100."


def test_pending_migrations_are_counted_and_not_applied(patient: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = doctor.migrate.known_revisions()
    monkeypatch.setattr(doctor.migrate, "known_revisions", lambda: [*known, "0998", "0999"])
    assert complaints(patient) == {
        "schema": Diagnosis("schema", False, "pending migrations: 0998, 0999", "They are applied when the workspace is opened.")
    }


def test_a_newer_database_is_told_from_a_sick_one(patient: Path) -> None:
    with closing(sqlite3.connect(patient / "vierluik.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    (sick,) = complaints(patient).values()
    assert (sick.name, sick.hint) == ("schema", "Update vierluik, then open it again.")


@pytest.mark.parametrize("content", [b"stuk" * 5000, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_damaged_database_is_found_and_a_backup_recommended(patient: Path, content: bytes) -> None:
    (patient / "vierluik.db").write_bytes(content)
    sick = complaints(patient)
    assert sorted(sick) == ["database", "schema"]
    assert "is damaged" in sick["database"].message
    assert {one.hint for one in sick.values()} == {"Restore a backup: vierluik restore backups/….db"}


def test_a_hole_in_the_database_is_found(patient: Path) -> None:
    """The schema can still be read; only the check of every page finds it."""
    path = patient / "vierluik.db"
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'variant_history'").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    (sick,) = complaints(patient).values()
    assert sick.name == "database"
    assert sick.hint == "Restore a backup: vierluik restore backups/….db"


def test_a_row_that_points_to_nowhere_is_found(patient: Path) -> None:
    with closing(sqlite3.connect(patient / "vierluik.db")) as connection:
        connection.execute("INSERT INTO segment (id, release_id, number) VALUES (1, 99, 1)")
        connection.commit()
    (sick,) = complaints(patient).values()
    assert sick.message == "a row of segment points to a missing row of release"


def test_a_missing_database_is_missing_and_not_made(patient: Path) -> None:
    (patient / "vierluik.db").unlink()
    sick = complaints(patient)
    assert sorted(sick) == ["database", "schema"]
    assert {one.message for one in sick.values()} == {f"{patient / 'vierluik.db'} is missing"}
    assert not (patient / "vierluik.db").exists()


def test_a_missing_workspace_is_no_reason_to_give_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the disk of a place that is not there cannot be measured
    sick = complaints(tmp_path / "weg")
    assert sorted(sick) == ["backups", "database", "disk", "schema", "settings"]
    assert not (tmp_path / "weg").exists()


def test_a_nearly_full_disk_is_said(patient: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 10**12, 499_999_999))
    assert complaints(patient) == {"disk": Diagnosis("disk", False, "0.5 GB free", "Make room.")}


def test_no_backup_yet_is_said(patient: Path) -> None:
    shutil.rmtree(patient / "backups")
    (sick,) = complaints(patient).values()
    assert (sick.name, sick.message) == ("backups", "none yet")
    assert "vierluik backup" in sick.hint


@pytest.mark.parametrize(
    ("mounts", "kind"),
    [
        ("server:/x {root} nfs4 rw 0 0", "nfs4"),
        ("server:/x {root} nfs rw 0 0", "nfs"),
        ("//server/x {root} cifs rw 0 0", "cifs"),
        ("x {root} 9p rw 0 0", "9p"),
        ("user@server: {root} fuse.sshfs rw 0 0", "fuse.sshfs"),
        ("/dev/sda / ext4 rw 0 0\nserver:/x {above} nfs4 rw 0 0", "nfs4"),
        ("server:/x {above} nfs4 rw 0 0\n/dev/sda / ext4 rw 0 0", "nfs4"),
        ("/dev/sda {root} ext4 rw 0 0\nserver:/x {root} nfs4 rw 0 0", "nfs4"),  # mounted over it
        ("kapot\n\nserver:/x {root} nfs4 rw 0 0", "nfs4"),
        ("server:/x {root} nfs4", "nfs4"),
    ],
)
def test_a_network_share_is_recognised(patient: Path, tmp_path: Path, mounts: str, kind: str) -> None:
    (tmp_path / "mounts").write_text(mounts.format(root=patient, above=patient.parent) + "\n")
    (sick,) = complaints(patient, tmp_path / "mounts").values()
    assert sick.name == "network share"
    assert f"lies on a network share ({kind})" in sick.message
    assert "local disk" in sick.hint


@pytest.mark.parametrize(
    ("mounts", "said"),
    [
        ("", "no (local disk)"),
        ("/dev/sda / ext4 rw 0 0", "no (ext4)"),
        ("server:/x {above} nfs4 rw 0 0\n/dev/sda {root} ext4 rw 0 0", "no (ext4)"),
        ("/dev/sda {root} ext4 rw 0 0\nserver:/x {above} nfs4 rw 0 0", "no (ext4)"),
        ("/dev/sda / ext4 rw 0 0\nserver:/x {root}-ander nfs4 rw 0 0", "no (ext4)"),
        ("/dev/sda / ext4 rw 0 0\nserver:/x {root}/exports nfs4 rw 0 0", "no (ext4)"),
        ("server:/x {root} nfs4 rw 0 0\n/dev/sda {root} btrfs rw 0 0", "no (btrfs)"),
    ],
)
def test_a_local_disk_is_not_taken_for_a_network_share(patient: Path, tmp_path: Path, mounts: str, said: str) -> None:
    (tmp_path / "mounts").write_text(mounts.format(root=patient, above=patient.parent) + "\n")
    assert complaints(patient, tmp_path / "mounts") == {}
    assert said in [one.message for one in examine(patient, tmp_path / "mounts")]


def test_a_share_is_recognised_through_a_link_and_a_space(workspace: Workspace, tmp_path: Path) -> None:
    workspace.close()
    (tmp_path / "met spatie").mkdir()
    moved = workspace.root.rename(tmp_path / "met spatie" / "w")
    (tmp_path / "link").symlink_to(moved)
    (tmp_path / "mounts").write_text(f"server:/x {tmp_path}/met\\040spatie nfs4 rw 0 0\n")
    assert list(complaints(tmp_path / "link", tmp_path / "mounts")) == ["network share"]
