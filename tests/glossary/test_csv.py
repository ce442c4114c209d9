"""Glossary tables: what they may look like, what is said about wrong ones, and that nothing is lost on the way."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.csv import read_file, read_table, write_table
from glossary.importing import merge
from glossary.model import Concept, ConceptKind, ImportAs, Preference, Term, TermForm, TermStatus
from glossary.naming import fault, tidy, tidy_line
from glossary.table import GlossaryTable
from languages import LANGUAGES
from workspace.errors import VierluikError

FULL, SHORT, ACRONYM = TermForm
PROPOSED, APPROVED, REJECTED, DEPRECATED, OBSOLETE = TermStatus
PREFERRED, ADMITTED = Preference

TABLE = """\
concept,kind,definition,status,valid_from,nl,nl_short,nl_acronym,nl_deprecated,fr,fr_acronym,fr_source,zh
rsz,institution,"collects ""contributions"", all of them",approved,1944-12-28,Rijksdienst voor Sociale Zekerheid,,RSZ,\
Dienst Sociale Zekerheid | RMZ,Office national de sécurité sociale,ONSS,onss.be,
rsz,,,proposed,,,,,,,,,国家社会保障局 | 社保局
wet-1969,law,,obsolete,,wet van 27 juni 1969,RSZ-wet | sociale wet,,,loi du 27 juin 1969,,,
"""


def terms(table: GlossaryTable) -> list[tuple[str, str, str, TermForm, TermStatus, Preference]]:
    return [
        (concept.id, term.language, term.text, term.form, term.status, term.preference)
        for concept in table.concepts
        for term in concept.terms
    ]


def test_a_table() -> None:
    table = read_table(TABLE)
    assert table.problems == ()
    assert [(concept.id, dict(concept.fields)) for concept in table.concepts] == [
        ("rsz", {"kind": "institution", "definition": 'collects "contributions", all of them', "valid_from": "1944-12-28"}),
        ("wet-1969", {"kind": "law"}),
    ]
    assert terms(table) == [
        ("rsz", "nl", "Rijksdienst voor Sociale Zekerheid", FULL, APPROVED, PREFERRED),
        ("rsz", "nl", "RSZ", ACRONYM, APPROVED, PREFERRED),
        ("rsz", "nl", "Dienst Sociale Zekerheid", FULL, DEPRECATED, PREFERRED),
        ("rsz", "nl", "RMZ", FULL, DEPRECATED, PREFERRED),
        ("rsz", "fr", "Office national de sécurité sociale", FULL, APPROVED, PREFERRED),
        ("rsz", "fr", "ONSS", ACRONYM, APPROVED, PREFERRED),
        ("rsz", "zh", "国家社会保障局", FULL, PROPOSED, PREFERRED),
        ("rsz", "zh", "社保局", FULL, PROPOSED, ADMITTED),
        ("wet-1969", "nl", "wet van 27 juni 1969", FULL, OBSOLETE, PREFERRED),
        ("wet-1969", "nl", "RSZ-wet", SHORT, OBSOLETE, PREFERRED),
        ("wet-1969", "nl", "sociale wet", SHORT, OBSOLETE, ADMITTED),
        ("wet-1969", "fr", "loi du 27 juin 1969", FULL, OBSOLETE, PREFERRED),
    ]
    assert [term.text for term in table.concepts[0].terms if term.source == "onss.be"] == [
        "Office national de sécurité sociale",
        "ONSS",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "concept,nl,fr\nactiris,Actiris,Actiris\n",
        "\ufeffconcept,nl,fr\r\nactiris,Actiris,Actiris\r\n",
        "concept,nl,fr\ractiris,Actiris,Actiris",
        "concept;nl;fr\nactiris;Actiris;Actiris\n",
        '"concept","nl","fr"\n"actiris","Actiris","Actiris"\n',
        "Concept, NL ,fr-BE\nactiris, Actiris ,Actiris\n",
        "\n,,\nconcept,nl,fr\nactiris,Actiris,Actiris\n,,\n\n,,\n",
        "concept,nl,fr,\nactiris,Actiris,Actiris,\n",
    ],
    ids=["plain", "BOM and CR LF", "CR", "semicolons", "quoted", "loose header", "blank lines around", "nameless last column"],
)
def test_the_same_table_in_other_clothes(text: str) -> None:
    table = read_table(text)
    assert table.problems == ()
    assert terms(table) == [
        ("actiris", "nl", "Actiris", FULL, PROPOSED, PREFERRED),
        ("actiris", "fr", "Actiris", FULL, PROPOSED, PREFERRED),
    ]


def test_the_name_of_a_file_tells_its_kind(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text('concept\tnl\tfr\nx\tde "X", zeg\tX;Y\n', "utf-8")
    (tmp_path / "t.csv").write_text('concept,nl,fr\nx,"de ""X"", zeg",X;Y\n', "utf-8-sig")
    assert read_file(tmp_path / "t.tsv") == read_file(tmp_path / "t.csv")


def test_a_cell_that_begins_with_a_bar_has_no_preferred_term() -> None:
    assert terms(read_table("concept,nl\nx,| Een | Twee\n")) == [
        ("x", "nl", "Een", FULL, PROPOSED, ADMITTED),
        ("x", "nl", "Twee", FULL, PROPOSED, ADMITTED),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "names"),
    [
        ("concept,nl,colour\nx,Een,red\n", 1, "colour", "no such column", ["Een"]),
        ("concept,nl,nl-BE\nx,Een,Twee\n", 1, "nl-be", "two such columns", ["Een"]),
        ("nl\nEen\n", 1, "concept", "no such column; ids are made", ["Een"]),
        ("concept,nl\n,Een Twee\n", 2, "concept", "is called een-twee", ["Een Twee"]),
        ("concept,zh\n,社保\n", 2, "concept", "no name to make one from", []),
        ("concept,nl\n,,\nx,Een\n", 2, "", "empty", ["Een"]),
        ("concept,nl\nx,Een,Twee\n", 2, "", "more cells than the header", []),
        ("concept,status,nl\nx,forbiden,Een\ny,,Twee\n", 2, "status", "'forbiden' is no status", ["Twee"]),
        ("concept,kind,nl\nx,ministry,Een\n", 2, "kind", "'ministry' is no kind", ["Een"]),
        ("concept,valid_from,nl\nx,2016-02-30,Een\n", 2, "valid_from", "'2016-02-30' is no date", ["Een"]),
        ("concept,valid_from,nl\nx,31/8/2016,Een\n", 2, "valid_from", "is no date", ["Een"]),
        ("concept,valid_from,valid_until,nl\nx,2016-08-31,2015-01-01,Een\n", 2, "valid_until", "before", ["Een"]),
        ("concept,note,nl\nx,a,Een\nx,b,Twee\n", 3, "note", "'a' stands on an earlier line", ["Een", "Twee"]),
        ("concept,nl\nx,Een\nx,Een\n", 3, "nl", "stands on line 2 already", ["Een"]),
        ("concept,nl,nl_deprecated\nx,Een,Een\n", 2, "nl_deprecated", "may not be used", ["Een"]),
        ("concept,nl\nx,…\ny,Een\n", 2, "nl", "letter or digit", ["Een"]),
        ("concept,note,nl\nx,just a note,\ny,,Een\n", 2, "concept", "x has no term", ["Een"]),
    ],
)
def test_bad_content_is_reported_with_its_place(text: str, line: int, column: str, message: str, names: list[str]) -> None:
    table = read_table(text)
    first = table.problems[0]
    assert (first.line, first.column) == (line, column)
    assert message in first.message
    assert [term.text for concept in table.concepts for term in concept.terms] == names


def test_lines_are_counted_in_the_file_not_in_rows() -> None:
    table = read_table('concept,note,nl\nx,"one\ntwo\nthree",Een\ny,,…\n')
    assert [problem.line for problem in table.problems if problem.column == "nl"] == [5]


@pytest.mark.parametrize(
    "row", ["x,Een,Een,,", "x,,Een,Een,", "x,,Een,,Een"], ids=["full name", "acronym", "same cell twice removed"]
)
def test_of_a_ban_and_a_recommendation_the_ban_stands(row: str) -> None:
    table = read_table(f"concept,nl,nl_deprecated,nl_acronym,nl_short,status\n{row},approved\n")
    assert [(term.text, term.status) for term in table.concepts[0].terms] == [("Een", DEPRECATED)]


def test_what_was_cleaned_out_is_reported() -> None:
    table = read_table("concept,nl\nx,Acti\x1bris\x07\n")
    assert table.concepts[0].terms[0].text == "Actiris"
    assert table.removed == "1 × BEL, 1 × ESC"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\n , ,\n", "is empty"),
        (b"rsz,Rijksdienst voor Sociale Zekerheid\n", "no header"),
        (b"concept,kind,status\nrsz,institution,approved\n", "no header"),
        (b'concept,nl\nx,"never closed\n', "from line 2 on"),
        ("concept,nl\nx,Coöperatie\n".encode("latin-1"), "not UTF-8"),
        ("concept,nl\nx,Een\n".encode("utf-16"), "not UTF-8"),
        (b"PK\x03\x04\x14\x00\x06\x00", "not text"),
    ],
)
def test_what_is_no_glossary_table_is_refused_with_a_hint(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises(VierluikError, match=message) as caught:
        read_file(tmp_path / "t.csv")
    assert caught.value.hint


# Writing


def test_an_export() -> None:
    """One row for the approved terms, with what is forbidden beside them, and one for the proposed."""
    concept = Concept(
        "rsz",
        ConceptKind.INSTITUTION,
        definition="Collects contributions,\nall of them.",
        valid_from="1944-12-28",
        terms=(
            Term(1, "rsz", "nl", "RSZ", ACRONYM, APPROVED),
            Term(2, "rsz", "nl", "Rijksdienst", FULL, APPROVED, ADMITTED),
            Term(3, "rsz", "nl", "Rijksdienst voor Sociale Zekerheid", FULL, APPROVED),
            Term(4, "rsz", "nl", "Dienst", FULL, DEPRECATED),
            Term(5, "rsz", "nl", "R.S.Z.", ACRONYM, DEPRECATED),
            Term(6, "rsz", "fr", "ONSS", ACRONYM, PROPOSED, source="onss.be"),
        ),
    )
    assert write_table([concept]).split("\r\n") == [
        "concept,kind,subject,definition,note,source,status,valid_from,valid_until,"
        "nl,nl_short,nl_acronym,nl_deprecated,fr,fr_short,fr_acronym,fr_deprecated,fr_source,"
        "en,en_short,en_acronym,en_deprecated,zh,zh_short,zh_acronym,zh_deprecated",
        'rsz,institution,,"Collects contributions,\nall of them.",,,approved,1944-12-28,,'
        "Rijksdienst voor Sociale Zekerheid | Rijksdienst,,RSZ,Dienst" + "," * 13,
        "rsz,,,,,,proposed,,,,,,,,,ONSS,,onss.be" + "," * 8,
        "rsz,,,,,,deprecated,,,,,R.S.Z." + "," * 14,
        "",
    ]


@pytest.mark.parametrize("first", list("=+-@＝＋－＠"))
def test_a_spreadsheet_takes_no_cell_for_a_formula(first: str) -> None:
    text = write_table([Concept("x", terms=(Term(1, "x", "nl", f'{first}HYPERLINK("A1")'),))])
    assert f',"\t{first}HYPERLINK(""A1"")",' in text
    assert read_table(text).concepts[0].terms[0].text == f'{first}HYPERLINK("A1")'


def test_tsv_is_plain_and_has_no_line_breaks() -> None:
    concept = Concept("x", definition='one\n"two"', terms=(Term(1, "x", "nl", "-bijdrage"),))
    text = write_table([concept], tabs=True)
    assert text.split("\n")[1].startswith('x\tinstitution\t\tone "two"\t\t\tproposed\t\t\t-bijdrage\t')
    assert read_table(text, tabs=True).concepts[0].terms[0].text == "-bijdrage"


def named(text: str) -> bool:
    return fault(text) == ""


NAMES = st.text(min_size=1).map(tidy_line).filter(named)
LINES = st.text().map(tidy_line)
DRAFTS = st.builds(
    Term,
    id=st.just(0),
    concept_id=st.just(""),
    language=st.sampled_from(list(LANGUAGES)),
    text=NAMES,
    form=st.sampled_from(TermForm),
    status=st.sampled_from(TermStatus),
    preference=st.sampled_from(Preference),
    source=LINES,
)


def with_one_preferred(terms: list[Term]) -> tuple[Term, ...]:
    """As a glossary keeps them: one approved term of a language and form is preferred."""
    seen: set[tuple[str, TermForm]] = set()
    kept = []
    for term in terms:
        if term.status is APPROVED and term.preference is PREFERRED:
            if (term.language, term.form) in seen:
                term = replace(term, preference=ADMITTED)
            seen.add((term.language, term.form))
        kept.append(term)
    return tuple(kept)


CONCEPTS = st.builds(
    Concept,
    id=LINES.filter(bool),
    kind=st.sampled_from(ConceptKind),
    subject=LINES,
    definition=st.text().map(tidy),
    note=st.text().map(tidy),
    source=LINES,
    valid_from=st.dates().map(str) | st.just(""),
    terms=st.lists(DRAFTS, min_size=1, max_size=6, unique_by=lambda term: (term.language, term.text)).map(with_one_preferred),
)


def imported(text: str, tabs: bool = False) -> list[Concept]:
    """The glossary that an empty one becomes by importing a table."""
    table = read_table(text, tabs)
    assert table.problems == ()
    merged = merge({}, table.concepts, ImportAs.FROM_FILE, "")
    return [
        Concept(**(vars(concept) | {"terms": tuple(term for term in merged.new_terms if term.concept_id == concept.id)}))
        for concept in merged.new_concepts
    ]


@settings(deadline=None)
@given(st.lists(CONCEPTS, min_size=1, max_size=3, unique_by=lambda concept: concept.id))
def test_any_glossary_survives_a_round_trip(concepts: list[Concept]) -> None:
    """Every text, form, status and source comes back, the next export has the same bytes, and importing it changes nothing."""
    text = write_table(concepts)
    back = imported(text)

    def facts(some: list[Concept]) -> list[tuple[object, ...]]:
        return [
            (
                c.id,
                c.kind,
                c.subject,
                c.definition,
                c.note,
                c.source,
                c.valid_from,
                t.language,
                t.text,
                t.form,
                t.status,
                t.source,
            )
            for c in sorted(some, key=lambda one: one.id)
            for t in sorted(c.terms, key=lambda one: (one.language, one.text))
        ]

    assert facts(back) == facts(concepts)
    assert write_table(back) == text
    again = merge({concept.id: concept for concept in back}, read_table(text).concepts, ImportAs.FROM_FILE, "")
    assert (again.new_terms, again.changed_terms, again.changed_concepts, again.kept) == ([], [], [], [])


@settings(deadline=None)
@given(st.text(), st.booleans())
def test_no_text_is_too_strange_to_be_read_or_refused(text: str, tabs: bool) -> None:
    try:
        table = read_table(f"concept,nl\n{text}" if not tabs else f"concept\tnl\n{text}", tabs)
    except VierluikError:
        return
    assert all(problem.line > 1 for problem in table.problems)
