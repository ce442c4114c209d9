"""The schema: what the migrations make, and that a migration happens whole or not at all."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import glossary.store
import releases.store.tables
import tm.store
import workspace.store
from workspace import migrate
from workspace.database import Database, metadata
from workspace.directory import Workspace, open_workspace
from workspace.errors import ConflictError, DamagedError, VierluikError

STORES = (workspace.store, tm.store, glossary.store, releases.store.tables)  # imported, so that `metadata` is whole

EXPECTED = {
    "alembic_version": "version_num",
    "block": "id version_id position kind start end fingerprint",
    "bookmark": "member release_id language segment at",
    "change": "id release_id action member at undoes undone",
    "comment": "id release_id segment_id language kind text author at reply_to resolved_at resolved_by",
    "concept": "id kind subject definition note source valid_from valid_until version",
    "concept_history": "id concept_id version action content comment member at",
    "concept_relation": "from_concept to_concept kind",
    "member": "name roles added_at",
    "placement": "version_id position segment_id block_id source start end",
    "release": "id slug title issued_at confidential embargo_until version created_at created_by",
    "release_version": "id release_id number text text_hash source_name source_format encoding removed imported_at imported_by",
    "segment": "id release_id number",
    "target": "segment_id language text state origin score author updated_at version outdated",
    "target_history": "id segment_id language version change_id text state origin score outdated author at",
    "term": (
        "id concept_id language text form status preference gender article plural usage_note context source reliability"
        " proposed_by decided_by decided_at version"
    ),
    "term_history": "id term_id version action text status content comment member at",
    "unit": (
        "id source folded previous next release release_name segment block provenance note"
        " created_at created_by changed_at changed_by revision deleted_at"
    ),
    "variant": "unit_id language text folded state provenance author at",
    "variant_history": "id unit_id language action text state author at",
}


def schema(database: Path) -> dict[str, str]:
    """Table to columns, in their order."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: " ".join(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')) for table in tables}


def set_revision(database: Path, revision: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
        connection.commit()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "proef.db"
    migrate.migrate(path)
    return path


@pytest.fixture
def closed_workspace(workspace: Workspace) -> Workspace:
    workspace.close()
    return workspace


AddMigration = Callable[[str], str]


@pytest.fixture
def add_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AddMigration:
    """Gives this program one more migration, from a copy of its own; returns its revision."""
    directory = tmp_path / "home" / "migrations"
    shutil.copytree(migrate.DIRECTORY, directory, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "DIRECTORY", directory)

    def add(body: str) -> str:
        last = migrate.known_revisions()[-1]
        revision = f"{int(last) + 1:04}"
        lines = [
            f'revision = "{revision}"',
            f'down_revision = "{last}"',
            "def upgrade():",
            *(f"    {one}" for one in body.split("; ")),
        ]
        text = "\n".join(["from alembic import op", "import sqlalchemy as sa", *lines, ""])
        (directory / "versions" / f"{revision}_proef.py").write_text(text, encoding="utf-8")
        return revision

    return add


def test_from_nothing_come_exactly_these_tables_and_columns(database: Path) -> None:
    assert schema(database) == EXPECTED


def test_the_schema_is_the_one_the_stores_declare(database: Path) -> None:
    opened = Database(database)
    with opened.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    opened.close()
    assert {table.split(".")[0] for table in metadata.tables} | {"alembic_version"} == set(EXPECTED)
    assert all(store.metadata is metadata for store in STORES if hasattr(store, "metadata"))


def test_migrating_twice_changes_nothing_more(database: Path) -> None:
    before = schema(database), migrate.revision_of(database)
    migrate.migrate(database)
    assert (schema(database), migrate.revision_of(database)) == before
    assert migrate.pending_revisions(database) == []


def test_the_migrations_are_one_chain_numbered_from_one() -> None:
    known = migrate.known_revisions()
    assert known == [f"{number:04}" for number in range(1, len(known) + 1)]


def test_a_new_database_is_at_the_last_revision(database: Path) -> None:
    assert migrate.revision_of(database) == migrate.known_revisions()[-1]


def test_an_empty_database_has_no_revision_and_everything_pending(tmp_path: Path) -> None:
    (tmp_path / "leeg.db").touch()
    assert migrate.revision_of(tmp_path / "leeg.db") is None
    assert migrate.pending_revisions(tmp_path / "leeg.db") == migrate.known_revisions()


@pytest.mark.parametrize("statement", ["CREATE TABLE iets (id INTEGER)", "CREATE TABLE alembic_version (version_num TEXT)"])
def test_a_database_of_something_else_is_never_touched(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "vreemd.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
    with pytest.raises(DamagedError, match="is not a database of vierluik"):
        migrate.pending_revisions(path)


def test_a_newer_database_is_refused_and_left_alone(database: Path) -> None:
    set_revision(database, "9999")
    before = database.read_bytes()
    with pytest.raises(VierluikError, match=r"was made by a newer vierluik \(schema 9999\)") as refused:
        migrate.pending_revisions(database)
    assert refused.value.hint == "Update vierluik, then open it again."
    assert database.read_bytes() == before


def test_a_newer_workspace_does_not_open_and_is_left_alone(closed_workspace: Workspace) -> None:
    set_revision(closed_workspace.db.path, "9999")
    before = closed_workspace.db.path.read_bytes(), sorted(closed_workspace.backups.iterdir())
    with pytest.raises(VierluikError, match="newer vierluik"):
        open_workspace(closed_workspace.root, "anna")
    assert (closed_workspace.db.path.read_bytes(), sorted(closed_workspace.backups.iterdir())) == before


def test_asking_what_is_pending_writes_nothing(database: Path) -> None:
    before = database.read_bytes()
    migrate.pending_revisions(database)
    assert database.read_bytes() == before


def test_an_older_workspace_is_backed_up_then_migrated_when_it_opens(
    closed_workspace: Workspace, add_migration: AddMigration
) -> None:
    old = schema(closed_workspace.db.path)
    revision = add_migration(
        'op.create_table("later", sa.Column("id", sa.Integer())); op.execute("INSERT INTO later VALUES (7)")'
    )
    assert migrate.pending_revisions(closed_workspace.db.path) == [revision]
    with open_workspace(closed_workspace.root, "anna", closed_workspace.clock) as opened:
        assert migrate.pending_revisions(opened.db.path) == []
        assert schema(opened.db.path) == old | {"later": "id"}
        (backup,) = opened.backups.glob("*-before-migration.db")
        assert schema(backup) == old
        assert migrate.revision_of(backup) == f"{int(revision) - 1:04}"
        assert backup.with_suffix(".toml").read_bytes() == opened.settings_file.read_bytes()
        assert [member.name for member in opened.members()] == ["anna"]


def test_when_the_backup_fails_the_migration_does_not_begin(closed_workspace: Workspace, add_migration: AddMigration) -> None:
    old = schema(closed_workspace.db.path)
    add_migration('op.create_table("later", sa.Column("id", sa.Integer()))')
    shutil.rmtree(closed_workspace.backups)
    closed_workspace.backups.write_text("een bestand waar de map hoort")
    with pytest.raises(VierluikError, match="cannot be written"):
        open_workspace(closed_workspace.root, "anna", closed_workspace.clock)
    assert schema(closed_workspace.db.path) == old


# Each leaves work undone after work done: tables, columns, rows.
BROKEN = [
    'op.create_table("later", sa.Column("id", sa.Integer())); raise ValueError("halverwege")',
    'op.add_column("release", sa.Column("later", sa.Text())); raise ValueError("halverwege")',
    'op.drop_table("variant_history"); raise ValueError("halverwege")',
    'op.execute("UPDATE member SET name = \'bert\'"); raise ValueError("halverwege")',
    'op.create_table("later", sa.Column("id", sa.Integer())); op.execute("INSERT INTO nowhere VALUES (1)")',
]


@pytest.mark.parametrize("body", BROKEN)
def test_a_migration_that_fails_halfway_leaves_the_old_schema(
    closed_workspace: Workspace, add_migration: AddMigration, body: str
) -> None:
    path = closed_workspace.db.path
    old = schema(path), migrate.revision_of(path)
    add_migration(body)
    with pytest.raises((ValueError, VierluikError)):
        open_workspace(closed_workspace.root, "anna", closed_workspace.clock)
    assert (schema(path), migrate.revision_of(path)) == old
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM member").fetchall() == [("anna",)]
        connection.execute("BEGIN EXCLUSIVE")  # nobody holds it any more


def test_of_two_migrations_the_good_one_stays_when_the_other_fails(
    closed_workspace: Workspace, add_migration: AddMigration
) -> None:
    old = schema(closed_workspace.db.path)
    good = add_migration('op.create_table("good", sa.Column("id", sa.Integer()))')
    add_migration('op.create_table("bad", sa.Column("id", sa.Integer())); raise ValueError("halverwege")')
    with pytest.raises(ValueError, match="halverwege"):
        open_workspace(closed_workspace.root, "anna", closed_workspace.clock)
    assert schema(closed_workspace.db.path) == old | {"good": "id"}
    assert migrate.revision_of(closed_workspace.db.path) == good


def test_while_somebody_else_writes_a_migration_gives_up_in_words(
    closed_workspace: Workspace, add_migration: AddMigration, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workspace.database.BUSY_SECONDS", 0.01)
    old = schema(closed_workspace.db.path)
    add_migration('op.create_table("later", sa.Column("id", sa.Integer()))')
    with closing(sqlite3.connect(closed_workspace.db.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ConflictError, match="is locked by another process"):
            open_workspace(closed_workspace.root, "anna", closed_workspace.clock)
    assert schema(closed_workspace.db.path) == old


@pytest.mark.parametrize("name", ["wat?", "a#b", "100%", "a%20b", "é 社", "%(here)s"])
def test_a_database_may_lie_in_a_directory_of_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    path = tmp_path / name / "proef.db"
    migrate.migrate(path)
    assert migrate.pending_revisions(path) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([name, "home"])


def test_a_relative_path_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    migrate.migrate(Path("proef.db"))
    assert migrate.pending_revisions(Path("proef.db")) == []
