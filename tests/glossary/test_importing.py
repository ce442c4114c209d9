"""What an import changes, and what it must not."""

import pytest

from glossary.importing import arriving, merge, obstacle
from glossary.model import Concept, ConceptKind, Counts, ImportAs, ImportedConcept, Preference, Term, TermForm, TermStatus

FULL, SHORT, ACRONYM = TermForm
PROPOSED, APPROVED, REJECTED, DEPRECATED, OBSOLETE = TermStatus
PREFERRED, ADMITTED = Preference
AS_PROPOSED, AS_APPROVED, FROM_FILE = ImportAs

NOBODY, ANN = "", "ann"


@pytest.mark.parametrize(
    ("in_file", "as_proposed", "as_approved", "from_file"),
    [
        (PROPOSED, PROPOSED, APPROVED, PROPOSED),
        (APPROVED, PROPOSED, APPROVED, APPROVED),
        (REJECTED, REJECTED, REJECTED, REJECTED),
        (DEPRECATED, DEPRECATED, DEPRECATED, DEPRECATED),
        (OBSOLETE, OBSOLETE, OBSOLETE, OBSOLETE),
    ],
)
def test_the_status_that_terms_arrive_with(
    in_file: TermStatus, as_proposed: TermStatus, as_approved: TermStatus, from_file: TermStatus
) -> None:
    assert [arriving(in_file, mode) for mode in ImportAs] == [as_proposed, as_approved, from_file]


@pytest.mark.parametrize(
    ("stored", "decided_by", "mode", "in_file", "becomes"),
    [
        # What nobody decided follows the file, when the import says more than "propose".
        (PROPOSED, NOBODY, AS_APPROVED, PROPOSED, APPROVED),
        (PROPOSED, NOBODY, FROM_FILE, APPROVED, APPROVED),
        (PROPOSED, NOBODY, FROM_FILE, REJECTED, REJECTED),
        (APPROVED, NOBODY, FROM_FILE, PROPOSED, PROPOSED),
        (APPROVED, NOBODY, FROM_FILE, OBSOLETE, OBSOLETE),
        (APPROVED, NOBODY, AS_APPROVED, DEPRECATED, DEPRECATED),
        (OBSOLETE, NOBODY, FROM_FILE, APPROVED, APPROVED),
        # An import of proposals leaves everything as it is, but that it may forbid what is only proposed.
        (APPROVED, NOBODY, AS_PROPOSED, PROPOSED, APPROVED),
        (APPROVED, NOBODY, AS_PROPOSED, APPROVED, APPROVED),
        (APPROVED, NOBODY, AS_PROPOSED, DEPRECATED, APPROVED),
        (PROPOSED, NOBODY, AS_PROPOSED, DEPRECATED, DEPRECATED),
        # A ban is never lifted by a file, in no mode.
        (DEPRECATED, NOBODY, AS_PROPOSED, APPROVED, DEPRECATED),
        (DEPRECATED, NOBODY, AS_APPROVED, APPROVED, DEPRECATED),
        (DEPRECATED, NOBODY, FROM_FILE, APPROVED, DEPRECATED),
        (DEPRECATED, NOBODY, FROM_FILE, OBSOLETE, DEPRECATED),
        (REJECTED, NOBODY, FROM_FILE, APPROVED, REJECTED),
        (REJECTED, NOBODY, FROM_FILE, DEPRECATED, DEPRECATED),
        # What a person decided stands.
        (APPROVED, ANN, FROM_FILE, DEPRECATED, APPROVED),
        (APPROVED, ANN, FROM_FILE, PROPOSED, APPROVED),
        (REJECTED, ANN, AS_APPROVED, APPROVED, REJECTED),
        (OBSOLETE, ANN, AS_APPROVED, APPROVED, OBSOLETE),
    ],
)
def test_what_becomes_of_a_stored_term(
    stored: TermStatus, decided_by: str, mode: ImportAs, in_file: TermStatus, becomes: TermStatus
) -> None:
    old = Concept("x", terms=(Term(7, "x", "nl", "Een", status=stored, decided_by=decided_by),))
    new = ImportedConcept("x", {}, (Term(0, "x", "nl", "Een", status=in_file),))
    merged = merge({"x": old}, [new], mode, "imp")
    assert [term.status for term in merged.changed_terms] == ([becomes] if becomes is not stored else [])
    wanted = arriving(in_file, mode)
    silent = becomes is not stored or wanted is stored or (mode is AS_PROPOSED and wanted is PROPOSED)
    assert len(merged.kept) == (0 if silent else 1)
    assert bool(obstacle(old.terms[0], wanted, mode)) is not silent


def one(*terms: Term) -> Concept:
    return Concept("x", terms=terms)


def read(*terms: Term, **fields: str) -> ImportedConcept:
    return ImportedConcept("x", fields, terms)


def term(text: str, form: TermForm = FULL, status: TermStatus = APPROVED, preference: Preference = PREFERRED) -> Term:
    return Term(0, "x", "nl", text, form, status, preference)


def stored(number: int, text: str, form: TermForm = FULL, status: TermStatus = APPROVED, decided_by: str = "") -> Term:
    return Term(number, "x", "nl", text, form, status, decided_by=decided_by)


def test_a_new_concept_arrives_with_its_terms_and_who_brought_them() -> None:
    merged = merge({}, [read(term("Een"), kind="law", note="n")], AS_PROPOSED, "imp")
    assert merged.new_concepts == [Concept("x", ConceptKind.LAW, note="n")]
    assert [(one.text, one.status, one.proposed_by) for one in merged.new_terms] == [("Een", PROPOSED, "imp")]
    assert (merged.concepts, merged.terms) == (Counts(added=1), Counts(added=1))


def test_a_file_corrects_and_fills_in_but_empties_nothing() -> None:
    old = Concept("x", ConceptKind.LAW, definition="old", note="kept", terms=(stored(1, "Een"),))
    merged = merge({"x": old}, [read(term("Een"), definition="new", subject="s")], FROM_FILE, "imp")
    changed = merged.changed_concepts[0]
    assert (changed.kind, changed.definition, changed.note, changed.subject) == (ConceptKind.LAW, "new", "kept", "s")
    assert (merged.concepts, merged.terms) == (Counts(updated=1), Counts(unchanged=1))


def test_a_source_is_filled_in_unless_a_person_decided_on_another() -> None:
    sourced = Term(0, "x", "nl", "Een", source="b", status=APPROVED)
    free = merge({"x": one(stored(1, "Een"))}, [read(sourced)], FROM_FILE, "imp")
    decided = merge({"x": one(stored(1, "Een", decided_by=ANN))}, [read(sourced)], FROM_FILE, "imp")
    assert [changed.source for changed in free.changed_terms] == ["b"]
    assert (decided.changed_terms, [kept.reason for kept in decided.kept]) == ([], ["ann decided on it with another source"])


def test_a_ban_is_on_the_name_whatever_its_form() -> None:
    """`nl_deprecated` tells no form: RKW there means the acronym RKW that is known."""
    merged = merge({"x": one(stored(1, "RKW", ACRONYM))}, [read(term("RKW", FULL, DEPRECATED))], FROM_FILE, "imp")
    assert [(changed.id, changed.form, changed.status) for changed in merged.changed_terms] == [(1, ACRONYM, DEPRECATED)]
    assert merged.new_terms == []


def test_a_forbidden_name_does_not_come_back_in_another_form() -> None:
    merged = merge({"x": one(stored(1, "RKW", FULL, DEPRECATED))}, [read(term("RKW", ACRONYM))], FROM_FILE, "imp")
    assert (merged.new_terms, merged.changed_terms, len(merged.kept)) == ([], [], 1)


@pytest.mark.parametrize(
    ("old", "new", "preferred"),
    [
        ([], [term("A"), term("B")], "A"),
        ([stored(1, "A")], [term("B")], "B"),
        ([stored(1, "A", decided_by=ANN)], [term("B")], "A"),
        ([stored(1, "A")], [term("B"), term("A", preference=ADMITTED)], "B"),
        ([stored(1, "A"), stored(2, "B", status=PROPOSED)], [term("B")], "B"),
    ],
)
def test_one_approved_term_is_preferred(old: list[Term], new: list[Term], preferred: str) -> None:
    before = one(*old)
    merged = merge({"x": before}, [read(*new)], FROM_FILE, "imp")
    after = {term.text: term for term in (*before.terms, *merged.changed_terms, *merged.new_terms)}
    assert [term.text for term in after.values() if term.preference is PREFERRED] == [preferred]
