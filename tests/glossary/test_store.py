"""What the database keeps: whole things, their versions, their history."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import exc, select

from glossary import store
from glossary.model import Concept, ConceptKind, Preference, Term, TermAction, TermForm, TermStatus
from workspace.database import Database, metadata
from workspace.errors import ConflictError, VierluikError

CHANGE = store.Change(TermAction.PROPOSED, "ann", "2016-08-31T15:46:00.000000+00:00", "because")

CONCEPT = Concept("rsz", ConceptKind.LAW, "subject", "definition", "note", "source", "1944-12-28", "2044-12-28")
TERM = Term(
    0, "rsz", "nl", "RSZ", TermForm.ACRONYM, TermStatus.APPROVED, Preference.ADMITTED, "m", "de", "RSZ’s", "use it",
    "De RSZ int.", "rsz.be", 4, "ann", "bob", "2016-09-01", 1,
)  # fmt: skip


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "vierluik.db")
    with database.write() as connection:
        metadata.create_all(connection)
    yield database
    database.close()


def test_every_field_comes_back(db: Database) -> None:
    with db.write() as connection:
        store.add_concepts(connection, [CONCEPT], CHANGE)
        (added,) = store.add_terms(connection, [TERM], CHANGE)
    whole = replace(CONCEPT, terms=(added,))
    with db.read() as connection:
        assert replace(added, id=0) == TERM
        assert store.load_concepts(connection) == [whole]
        assert store.find_concept(connection, "rsz") == whole
        assert store.find_term(connection, added.id) == added
        assert store.find_concept(connection, "nowhere") is None
        assert store.find_term(connection, 99) is None


def test_a_change_bumps_the_version_and_the_old_one_cannot_be_saved_again(db: Database) -> None:
    with db.write() as connection:
        store.add_concepts(connection, [CONCEPT], CHANGE)
        (term,) = store.add_terms(connection, [TERM], CHANGE)
        assert store.save_term(connection, replace(term, text="R.S.Z."), CHANGE).version == 2
        assert store.save_concept(connection, replace(CONCEPT, note="other"), CHANGE).version == 2
        with pytest.raises(ConflictError):
            store.save_term(connection, term, CHANGE)
        with pytest.raises(ConflictError):
            store.save_concept(connection, CONCEPT, CHANGE)
        assert [(event.version, event.text) for event in store.term_history(connection, term.id)] == [(1, "RSZ"), (2, "R.S.Z.")]


def test_the_histories_keep_things_whole(db: Database) -> None:
    with db.write() as connection:
        store.add_concepts(connection, [CONCEPT], CHANGE)
        store.add_terms(connection, [TERM], CHANGE)
        term = json.loads(connection.execute(select(store.term_history_table.c.content)).scalar_one())
        concept = json.loads(connection.execute(select(store.concept_history_table.c.content)).scalar_one())
    assert (term["usage_note"], term["reliability"], term["preference"]) == ("use it", 4, "admitted")
    assert (concept["definition"], concept["valid_until"]) == ("definition", "2044-12-28")


def test_the_revision_grows_with_every_change_and_only_then(db: Database) -> None:
    def revision() -> int:
        with db.read() as connection:
            return store.revision(connection)

    seen = [revision()]
    with db.write() as connection:
        store.add_concepts(connection, [CONCEPT], CHANGE)
    seen.append(revision())
    with db.write() as connection:
        (term,) = store.add_terms(connection, [TERM], CHANGE)
    seen.append(revision())
    with db.write() as connection:
        store.save_term(connection, replace(term, status=TermStatus.OBSOLETE), CHANGE)
    seen.append(revision())
    with db.write() as connection:
        store.save_concept(connection, replace(CONCEPT, note="other"), CHANGE)
    seen.append(revision())
    assert seen == sorted(set(seen))
    assert revision() == seen[-1]


def test_the_database_refuses_a_term_twice_and_a_term_of_nothing(db: Database) -> None:
    with pytest.raises(VierluikError), db.write() as connection:
        store.add_terms(connection, [TERM], CHANGE)
    with db.write() as connection:
        store.add_concepts(connection, [CONCEPT], CHANGE)
        store.add_terms(connection, [TERM], CHANGE)
        with pytest.raises(exc.IntegrityError):
            store.add_terms(connection, [TERM], CHANGE)
