"""What was committed stays, what was not leaves no trace, and the driver's errors come in words."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess
from threading import Thread

import pytest
from sqlalchemy import exc, text

import workspace.database
from workspace.database import Database, explained
from workspace.errors import ConflictError, DamagedError, VierluikError

SECRET = "onder embargo"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A database with one table that has a key, and one whose rows point to it."""
    database = Database(tmp_path / "proef.db")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT UNIQUE NOT NULL)"))
        connection.execute(text("CREATE TABLE reply (note INTEGER REFERENCES note (id))"))
    yield database
    database.close()


def write(database: Database, *notes: str) -> None:
    with database.write() as connection:
        for words in notes:
            connection.execute(text("INSERT INTO note (words) VALUES (:words)"), {"words": words})


def notes(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(text("SELECT words FROM note ORDER BY id")).scalars())


def test_a_block_is_committed_when_it_ends(db: Database) -> None:
    write(db, "een", "twee")
    assert notes(db) == ["een", "twee"]
    with closing(Database(db.path)) as again:
        assert notes(again) == ["een", "twee"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, VierluikError, SystemExit])
def test_of_a_failed_block_nothing_is_left(db: Database, error: type[BaseException]) -> None:
    write(db, "een")
    with pytest.raises(error), db.write() as connection:
        connection.execute(text("DELETE FROM note"))
        connection.execute(text("CREATE TABLE later (id INTEGER)"))
        connection.execute(text("INSERT INTO note (words) VALUES ('twee')"))
        raise error("halverwege")
    assert notes(db) == ["een"]
    with db.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'later'")).scalar() == 0
    write(db, "drie")
    assert notes(db) == ["een", "drie"]


def test_of_a_block_with_one_wrong_statement_nothing_is_left(db: Database) -> None:
    with pytest.raises(VierluikError):
        write(db, "een", "een")
    assert notes(db) == []


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)]
)
def test_every_connection_is_set_up_to_keep_what_it_is_given(db: Database, pragma: str, value: object) -> None:
    found = []

    def look() -> None:
        with db.read() as connection:
            found.append(connection.execute(text(f"PRAGMA {pragma}")).scalar())

    threads = [Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [value] * 3


def test_a_row_cannot_point_to_nowhere(db: Database) -> None:
    with pytest.raises(VierluikError, match="FOREIGN KEY constraint failed"), db.write() as connection:
        connection.execute(text("INSERT INTO reply (note) VALUES (7)"))


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(db: Database) -> None:
    write(db, "een")
    with db.read() as connection:
        before = connection.execute(text("SELECT count(*) FROM note")).scalar()
        write(db, "twee")
        assert connection.execute(text("SELECT count(*) FROM note")).scalar() == before == 1
    assert notes(db) == ["een", "twee"]


def test_many_threads_write_one_after_the_other(db: Database) -> None:
    threads = [Thread(target=write, args=(db, *(f"{number}-{one}" for one in range(20)))) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = notes(db)
    assert len(written) == 120
    # Each block is one piece: its notes stand together.
    assert [written[start].partition("-")[0] for start in range(0, 120, 20)] == [
        written[start + 19].partition("-")[0] for start in range(0, 120, 20)
    ]


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_while_another_process_writes_a_writer_gives_up_and_nothing_is_written(
    tmp_path: Path, db: Database, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    monkeypatch.setattr(workspace.database, "BUSY_SECONDS", 0.01)
    hurried = Database(db.path)
    with closing(sqlite3.connect(db.path, isolation_level=None)) as other:
        other.execute(lock)
        other.execute("INSERT INTO note (words) VALUES ('van een ander')")
        with pytest.raises(ConflictError, match="is locked by another process") as refused:
            write(hurried, "van mij")
        assert notes(hurried) == []  # reading goes on
        other.execute("COMMIT")
    assert (refused.value.exit_code, str(db.path) in refused.value.message) == (3, True)
    assert refused.value.hint == "Close the other vierluik, or wait until it has finished."
    write(hurried, "van mij")
    assert notes(hurried) == ["van een ander", "van mij"]
    hurried.close()


def test_a_writer_waits_for_one_that_is_quick(db: Database) -> None:
    other = sqlite3.connect(db.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    thread = Thread(target=write, args=(db, "van mij"))
    thread.start()
    other.execute("INSERT INTO note (words) VALUES ('van een ander')")
    other.execute("COMMIT")
    thread.join()
    other.close()
    assert notes(db) == ["van een ander", "van mij"]


@pytest.mark.parametrize("content", [b"dit is geen database " * 500, b"SQLite format 3\0" + b"\xff" * 5000, b"x" * 100])
def test_what_is_no_database_is_called_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "stuk.db"
    path.write_bytes(content)
    database = Database(path)
    for block in (database.read, database.write):
        with pytest.raises(DamagedError, match=r"stuk\.db is damaged: ") as refused, block():
            pass
        assert refused.value.hint.startswith("Restore a backup")
        assert refused.value.exit_code == 2
    database.close()
    assert path.read_bytes() == content


def test_a_database_with_a_hole_in_it_is_called_damaged(db: Database) -> None:
    write(db, *(f"zin {number} " + "x" * 200 for number in range(200)))
    db.close()
    content = bytearray(db.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    db.path.write_bytes(content)
    with pytest.raises(DamagedError, match="is damaged"):
        notes(db)


def test_a_database_in_no_directory_is_refused_with_a_hint(tmp_path: Path) -> None:
    with (
        closing(Database(tmp_path / "weg" / "proef.db")) as database,
        pytest.raises(VierluikError, match="cannot be opened for writing") as refused,
    ):
        write(database, "een")
    assert refused.value.hint.startswith("Check the permissions")


def test_a_database_that_may_only_be_read_says_so_when_it_is_written(
    db: Database, as_anybody: Callable[..., CompletedProcess[str]]
) -> None:
    write(db, "een")
    db.close()
    db.path.chmod(0o400)
    code = """
import pathlib, sys
from workspace.database import Database
with Database(pathlib.Path(sys.argv[1])).write() as connection:
    connection.exec_driver_sql("DELETE FROM note")
"""
    done = as_anybody(db.path, code=code)
    assert f"VierluikError: {db.path} cannot be opened for writing" in done.stderr


def test_a_full_disk_leaves_what_was_there(db: Database) -> None:
    """The disk is as full as the database says: it may not grow any more."""
    write(db, "een")
    with db.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(VierluikError, match="cannot be written: database or disk is full") as refused:
        write(db, "x" * 1_000_000)
    assert refused.value.hint == "Make room on the disk; nothing was half-written."
    assert notes(db) == ["een"]


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        ("INSERT INTO note (words) VALUES (:words)", {"words": SECRET}),
        ("INSERT INTO reply (note) VALUES (:words)", {"words": SECRET}),
        ("INSERT INTO nowhere (words) VALUES (:words)", {"words": SECRET}),
        ("INSERT INTO note (words, words) VALUES (:words, :words, 1)", {"words": SECRET}),
        ("INSERT INTO note (id, words) VALUES (:id, :words)", {"id": object(), "words": SECRET}),
        ("INSERT INTO note (id, words) VALUES (:words, 'x')", {"words": SECRET}),
    ],
)
def test_the_text_of_a_release_is_in_no_error(db: Database, statement: str, values: dict[str, object]) -> None:
    write(db, SECRET)
    with pytest.raises(VierluikError) as refused, db.write() as connection:
        connection.execute(text(statement), values)
    said: list[str] = []
    error: BaseException | None = refused.value
    while error is not None:  # the log may show what an error comes from
        said.append(f"{error} {error.args}")
        error = error.__cause__ or error.__context__
    assert SECRET not in " ".join(said)
    assert any("proef.db" in one for one in said)


@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        (sqlite3.SQLITE_BUSY, ConflictError, "is locked"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, ConflictError, "is locked"),
        (sqlite3.SQLITE_LOCKED, ConflictError, "is locked"),
        (sqlite3.SQLITE_READONLY, VierluikError, "cannot be opened for writing"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, VierluikError, "cannot be opened for writing"),
        (sqlite3.SQLITE_CANTOPEN, VierluikError, "cannot be opened for writing"),
        (sqlite3.SQLITE_FULL, VierluikError, "cannot be written"),
        (sqlite3.SQLITE_IOERR_FSYNC, VierluikError, "cannot be written"),
        (sqlite3.SQLITE_CORRUPT, DamagedError, "is damaged"),
        (sqlite3.SQLITE_CORRUPT_INDEX, DamagedError, "is damaged"),
        (sqlite3.SQLITE_NOTADB, DamagedError, "is damaged"),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, VierluikError, "proef.db: "),
        (sqlite3.SQLITE_ERROR, VierluikError, "proef.db: "),
        (None, VierluikError, "proef.db: "),
    ],
)
def test_an_error_is_told_by_its_code_and_never_by_its_words(code: int | None, kind: type, message: str) -> None:
    """Its words may quote a column or a query, and so hold any word: locked, full, readonly, malformed."""
    error = sqlite3.OperationalError('no such column: "locked full readonly malformed"')
    if code is not None:
        error.sqlite_errorcode = code
    told = explained(error, Path("proef.db"))
    assert type(told) is kind
    assert message in told.message
    assert told.hint


def test_errors_of_this_program_pass_as_they_are(db: Database) -> None:
    with pytest.raises(ConflictError) as passed, db.write():
        raise ConflictError("iemand was eerst")
    assert passed.value.message == "iemand was eerst"
    with pytest.raises(exc.ArgumentError), db.write() as connection:  # a bug is a bug, and no matter of the disk
        connection.execute(text("SELECT 1").bindparams(nobody=1))


def test_a_sound_database_has_no_problems(db: Database) -> None:
    write(db, "een")
    assert db.integrity_problems() == []


def test_a_row_that_points_to_nowhere_is_a_problem(db: Database) -> None:
    with closing(sqlite3.connect(db.path)) as other:  # which does not enforce the keys
        other.execute("INSERT INTO reply (note) VALUES (7)")
        other.commit()
    assert db.integrity_problems() == ["a row of reply points to a missing row of note"]


def test_closing_folds_everything_into_one_file(db: Database) -> None:
    write(db, "een")
    assert db.path.with_name("proef.db-wal").exists()
    db.close()
    assert not db.path.with_name("proef.db-wal").exists()
    assert notes(db) == ["een"]  # and it opens again by itself


@pytest.mark.parametrize("name", ["wat?", "a#b", "100%", "a%20b", "x?mode=memory", "file:x", "é 社", "a'b\"c", "ma;p", "[x]"])
def test_a_directory_may_be_called_anything(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    database = Database(tmp_path / name / "proef.db")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER)"))
    database.close()
    assert [path.name for path in (tmp_path / name).iterdir()] == ["proef.db"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "home"])
