"""The glossary as the desk and the command line use it: over a database, by several people."""

from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.glossary import Glossary, targets
from glossary.model import Concept, Counts, Hit, ImportAs, Preference, Term, TermForm, TermStatus
from languages.fr import FR
from languages.nl import NL
from workspace.errors import ConflictError, VierluikError

FULL, SHORT, ACRONYM = TermForm
PROPOSED, APPROVED, REJECTED, DEPRECATED, OBSOLETE = TermStatus
PREFERRED, ADMITTED = Preference

OpenAs = Callable[[str], Glossary]

TABLE = """\
concept,status,nl,nl_short,nl_acronym,nl_deprecated,fr,fr_short,fr_acronym,zh
fod-sz,approved,Federale Overheidsdienst Sociale Zekerheid,FOD Sociale Zekerheid,,Ministerie van Sociale Voorzorg,\
Service public fédéral Sécurité sociale,SPF Sécurité sociale,,
fod-sz,proposed,,,,,,,,比利时联邦社会保障部
rsz,approved,Rijksdienst voor Sociale Zekerheid,,RSZ,,Office national de sécurité sociale,,ONSS | O.N.S.S.,
"""


def names(terms: list[Term]) -> list[str]:
    return [term.text for term in terms]


def number(glossary: Glossary, text: str) -> int:
    return next(term.id for concept in glossary.concepts() for term in concept.terms if term.text == text)


# Finding


def test_from_a_dutch_text_to_the_french_names(glossary: Glossary) -> None:
    glossary.import_table(TABLE, ImportAs.FROM_FILE)
    hits = glossary.find("De FOD Sociale Zekerheid en de RSZ.")
    assert [(hit.concept.id, hit.start, hit.end, hit.term.status) for hit in hits] == [
        ("fod-sz", 3, 24, APPROVED),
        ("rsz", 31, 34, APPROVED),
    ]
    assert [names(glossary.targets(hit, FR)) for hit in hits] == [
        ["SPF Sécurité sociale", "Service public fédéral Sécurité sociale"],
        ["ONSS", "O.N.S.S.", "Office national de sécurité sociale"],
    ]
    assert [hit.concept.id for hit in glossary.find("l’ONSS", FR)] == ["rsz"]


CONCEPT_TERMS = (
    Term(1, "x", "fr", "Un entier", FULL, APPROVED, PREFERRED),
    Term(2, "x", "fr", "Un entier admis", FULL, APPROVED, ADMITTED),
    Term(3, "x", "fr", "Un", SHORT, APPROVED, PREFERRED),
    Term(4, "x", "fr", "U", ACRONYM, PROPOSED, PREFERRED),
    Term(5, "x", "fr", "Uni", SHORT, DEPRECATED, PREFERRED),
    Term(6, "x", "fr", "Une", SHORT, REJECTED, PREFERRED),
    Term(7, "x", "fr", "Uno", SHORT, OBSOLETE, PREFERRED),
    Term(8, "x", "en", "One", FULL, APPROVED, PREFERRED),
)


@pytest.mark.parametrize(
    ("form", "best_first"),
    [
        (FULL, [1, 2, 3, 4]),
        (SHORT, [3, 1, 2, 4]),
        (ACRONYM, [3, 1, 2, 4]),
    ],
)
def test_targets_are_approved_first_then_of_the_same_form_then_preferred(form: TermForm, best_first: list[int]) -> None:
    hit = Hit(Concept("x", terms=CONCEPT_TERMS), Term(9, "x", "nl", "Een", form), 0, 3)
    assert [term.id for term in targets(hit, FR)] == best_first


def test_no_targets_in_a_language_without_terms(glossary: Glossary) -> None:
    glossary.import_table("concept,nl\nx,Een\n")
    assert glossary.targets(glossary.find("Een")[0], FR) == []


def test_what_another_process_changes_is_noticed(open_as: OpenAs) -> None:
    tess, rik = open_as("tess"), open_as("rik")
    assert rik.find("de RSZ") == []
    tess.import_table(TABLE, ImportAs.FROM_FILE)
    assert names([hit.term for hit in rik.find("de RSZ")]) == ["RSZ"]
    tess.decide(number(tess, "RSZ"), REJECTED)
    assert rik.find("de RSZ") == []


def test_the_recogniser_is_kept_while_nothing_changes(glossary: Glossary) -> None:
    glossary.import_table(TABLE)
    first = glossary.recogniser(NL)
    assert glossary.recogniser(NL) is first
    glossary.import_table(TABLE)
    assert glossary.recogniser(NL) is first
    glossary.propose({"nl": "Actiris"})
    assert glossary.recogniser(NL) is not first


# Importing and exporting


def test_imported_terms_are_proposals_unless_told_otherwise(glossary: Glossary) -> None:
    report = glossary.import_table(TABLE)
    assert (report.concepts, report.terms, report.problems) == (Counts(added=2), Counts(added=11), ())
    statuses = {term.text: term.status for concept in glossary.concepts() for term in concept.terms}
    assert statuses.pop("Ministerie van Sociale Voorzorg") is DEPRECATED
    assert set(statuses.values()) == {PROPOSED}
    assert len(glossary.queue()) == 10


@pytest.mark.parametrize("mode", ImportAs)
def test_importing_again_changes_nothing(glossary: Glossary, mode: ImportAs) -> None:
    glossary.import_table(TABLE, mode)
    before = glossary.concepts()
    report = glossary.import_table(TABLE, mode)
    assert (report.concepts, report.terms, report.kept) == (Counts(unchanged=2), Counts(unchanged=11), ())
    assert glossary.concepts() == before


def test_export_import_export_is_identical(glossary: Glossary, lonely_glossary: Glossary, tmp_path: Path) -> None:
    glossary.import_table(TABLE, ImportAs.FROM_FILE)
    first = glossary.export_table()
    (tmp_path / "glossary.csv").write_bytes(first.encode())
    lonely_glossary.import_table(tmp_path / "glossary.csv", ImportAs.FROM_FILE)
    assert lonely_glossary.export_table() == first
    assert glossary.import_table(first, ImportAs.FROM_FILE).terms == Counts(unchanged=11)


def test_what_a_person_decided_outlives_an_import(open_as: OpenAs) -> None:
    tess, rik = open_as("tess"), open_as("rik")
    tess.import_table(TABLE)
    rik.decide(number(rik, "RSZ"), REJECTED)
    rik.decide(number(rik, "ONSS"), APPROVED)
    report = tess.import_table(TABLE, ImportAs.APPROVED)
    assert [(kept.term.text, kept.reason) for kept in report.kept] == [("RSZ", "rik decided that it is rejected")]
    assert (tess.term(number(tess, "RSZ")).status, tess.term(number(tess, "ONSS")).decided_by) == (REJECTED, "rik")


def test_who_may_not_decide_may_only_import_proposals(open_as: OpenAs) -> None:
    tine = open_as("tine")
    for mode in (ImportAs.APPROVED, ImportAs.FROM_FILE):
        with pytest.raises(VierluikError, match="tine is not a terminologist"):
            tine.import_table(TABLE, mode)
    assert tine.import_table(TABLE).terms.added == 11


def test_an_unusable_table_changes_nothing(glossary: Glossary) -> None:
    with pytest.raises(VierluikError):
        glossary.import_table('concept,nl\nx,Een\ny,"Twee\n')
    assert glossary.concepts() == ()


def test_an_import_is_in_the_history_with_its_file(glossary: Glossary, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text(TABLE, "utf-8")
    glossary.import_table(tmp_path / "names.csv", ImportAs.FROM_FILE)
    (event,) = glossary.history(number(glossary, "RSZ"))
    assert (event.action, event.member, event.status, event.comment) == (
        "imported",
        "tess",
        APPROVED,
        "names.csv, as from-file",
    )


# Proposing


def test_a_proposal_makes_a_concept_with_its_names(open_as: OpenAs) -> None:
    tine = open_as("tine")
    proposed = tine.propose({"nl": " Federale\nPensioendienst ", "fr-BE": "Service fédéral des Pensions"}, context="De FPD.")
    assert [(term.concept_id, term.language, term.text, term.status, term.proposed_by, term.context) for term in proposed] == [
        ("federale-pensioendienst", "nl", "Federale Pensioendienst", PROPOSED, "tine", "De FPD."),
        ("federale-pensioendienst", "fr", "Service fédéral des Pensions", PROPOSED, "tine", "De FPD."),
    ]
    tine.propose({"nl": "FPD"}, "federale-pensioendienst", form=ACRONYM)
    tine.propose({"nl": "RVP"}, "federale-pensioendienst", form=ACRONYM)
    assert [(concept.id, term.text, term.preference) for concept, term in tine.queue()] == [
        ("federale-pensioendienst", "Federale Pensioendienst", PREFERRED),
        ("federale-pensioendienst", "Service fédéral des Pensions", PREFERRED),
        ("federale-pensioendienst", "FPD", PREFERRED),
        ("federale-pensioendienst", "RVP", ADMITTED),
    ]
    assert tine.concept("federale-pensioendienst").terms == tuple(term for _, term in tine.queue())


@pytest.mark.parametrize(
    ("proposed", "concept_id", "message"),
    [
        ({}, "", "no name to propose"),
        ({"nl": "…"}, "", "cannot be a term"),
        ({"nl": "RSZ | ONSS"}, "", "cannot be a term"),
        ({"de": "LSS"}, "", "not a language"),
        ({"zh": "社保"}, "", "No concept id"),
        ({"nl": "RSZ"}, "", "There is a concept rsz already"),
        ({"nl": "Rijksdienst voor Sociale Zekerheid"}, "rsz", "already: approved"),
        ({"nl": "Ministerie van Sociale Voorzorg"}, "fod-sz", "already: deprecated"),
    ],
)
def test_proposals_that_are_refused(glossary: Glossary, proposed: dict[str, str], concept_id: str, message: str) -> None:
    glossary.import_table(TABLE, ImportAs.FROM_FILE)
    before = glossary.concepts()
    with pytest.raises(VierluikError, match=message) as caught:
        glossary.propose(proposed, concept_id)
    assert caught.value.hint
    assert glossary.concepts() == before


# Deciding


def test_the_life_of_a_term(open_as: OpenAs) -> None:
    """Proposed by one, approved by another, forbidden later: the history tells it all."""
    tine, rik, tess = open_as("tine"), open_as("rik"), open_as("tess")
    (term,) = tine.propose({"nl": "Actiris"})
    assert rik.decide(term.id, APPROVED, "zo heet het").version == 2
    tess.decide(term.id, DEPRECATED)
    assert [(event.version, event.action, event.status, event.member, event.comment) for event in tine.history(term.id)] == [
        (1, "proposed", PROPOSED, "tine", ""),
        (2, "decided", APPROVED, "rik", "zo heet het"),
        (3, "decided", DEPRECATED, "tess", ""),
    ]
    assert [hit.term.status for hit in tine.find("bij Actiris")] == [DEPRECATED]


def test_who_works_alone_may_approve_and_it_shows(lonely_glossary: Glossary) -> None:
    (term,) = lonely_glossary.propose({"nl": "Actiris"})
    lonely_glossary.decide(term.id, APPROVED, "zo heet het")
    assert lonely_glossary.history(term.id)[-1].comment == "zo heet het; proposed and approved by the only member"


def test_a_refused_decision_changes_nothing(open_as: OpenAs) -> None:
    rik, tine = open_as("rik"), open_as("tine")
    (term,) = rik.propose({"nl": "Actiris"})
    for someone, status in ((rik, APPROVED), (tine, APPROVED), (tine, REJECTED)):
        with pytest.raises(VierluikError):
            someone.decide(term.id, status)
    assert rik.term(term.id) == term
    assert len(rik.history(term.id)) == 1
    assert (rik.may_decide(), tine.may_decide()) == (True, False)


def test_making_a_term_preferred_makes_the_other_admitted(open_as: OpenAs) -> None:
    tess, rik = open_as("tess"), open_as("rik")
    tess.import_table(TABLE, ImportAs.FROM_FILE)
    rik.decide(number(rik, "O.N.S.S."), APPROVED, preference=PREFERRED)
    other = rik.term(number(rik, "ONSS"))
    assert (other.preference, other.version) == (ADMITTED, 2)
    assert rik.history(other.id)[-1].comment == "O.N.S.S. is preferred now"
    assert names(rik.targets(rik.find("RSZ")[0], FR))[:2] == ["O.N.S.S.", "ONSS"]


def test_a_decision_about_an_older_version_is_a_conflict(open_as: OpenAs) -> None:
    tine, rik, tess = open_as("tine"), open_as("rik"), open_as("tess")
    (seen,) = tine.propose({"nl": "Actiris"})
    rik.decide(seen.id, REJECTED, version=seen.version)
    with pytest.raises(ConflictError):
        tess.decide(seen.id, APPROVED, version=seen.version)


def test_what_is_not_there_is_said_so(glossary: Glossary) -> None:
    for ask in (
        lambda: glossary.term(99),
        lambda: glossary.history(99),
        lambda: glossary.decide(99, APPROVED),
        lambda: glossary.concept("nowhere"),
    ):
        with pytest.raises(VierluikError, match="There is no"):
            ask()
