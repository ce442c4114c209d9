"""Which terms are found in a text, and where."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.model import Concept, Hit, Term, TermForm, TermStatus
from glossary.recognition import Recogniser
from languages.en import EN
from languages.fr import FR
from languages.model import Language
from languages.nl import NL
from languages.zh import ZH

FULL, SHORT, ACRONYM = TermForm


def concept(concept_id: str, language: Language, *names: tuple[str, TermForm]) -> Concept:
    """A concept with approved names in one language."""
    terms = (Term(n, concept_id, language.code, name, form, TermStatus.APPROVED) for n, (name, form) in enumerate(names, 1))
    return Concept(concept_id, terms=tuple(terms))


def with_status(name: str, status: TermStatus) -> Concept:
    return Concept("one", terms=(Term(1, "one", "nl", name, status=status),))


DUTCH = Recogniser(
    [
        concept("fod-sz", NL, ("Federale Overheidsdienst Sociale Zekerheid", FULL), ("FOD Sociale Zekerheid", SHORT)),
        concept("rsz", NL, ("Rijksdienst voor Sociale Zekerheid", FULL), ("RSZ", ACRONYM)),
        concept("security", NL, ("sociale zekerheid", FULL)),
        concept("benefits", NL, ("zekerheid van uitkering", FULL)),
        concept("fedris", NL, ("Fedris", ACRONYM)),
        concept("horizon", NL, ("Horizon 2020", FULL)),
        concept("law", NL, ("wet van 27 juni 1969", FULL)),
        concept("is", NL, ("IS", SHORT)),
        concept("photo", NL, ("foto", FULL)),
    ],
    NL,
)


def found(recogniser: Recogniser, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in recogniser.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("De FOD Sociale Zekerheid nodigt uit.", ["FOD Sociale Zekerheid"]),
        ("De fod sociale zekerheid nodigt uit.", ["fod sociale zekerheid"]),
        ("DE SOCIALE ZEKERHEID IN CIJFERS", ["SOCIALE ZEKERHEID"]),
        # White space is what it is: doubled, unbreakable, at the end of a line.
        ("FOD  Sociale\u00a0Zekerheid", ["FOD  Sociale\u00a0Zekerheid"]),
        ("de sociale\nzekerheid", ["sociale\nzekerheid"]),
        ("de wet van 27\u00a0juni 1969", ["wet van 27\u00a0juni 1969"]),
        # Whole words only.
        ("Zekerheid is sociaal", []),
        ("het socialezekerheidsstelsel", []),
        ("sociale zekerheidsstelsels", []),
        ("een RSZ’er", []),
        ("deRSZ", []),
        # A hyphen parts words, and so does a slash; an apostrophe only before a genitive or plural s.
        ("de RSZ-bijdrage", ["RSZ"]),
        ("de RSZ‑bijdrage", ["RSZ"]),
        ("niet-RSZ-plichtig", ["RSZ"]),
        ("(RSZ/Fedris)", ["RSZ", "Fedris"]),
        ("RSZ’s cijfers en foto's", ["RSZ", "foto"]),
        # Case counts for acronyms, and for short names in capitals.
        ("de rsz en fedris", []),
        ("dit is de IS", ["IS"]),
        # Nothing inside addresses.
        ("mail RSZ@fedris.be of kijk op www.RSZ.be, @RSZ en #RSZ", []),
        # Numbers are themselves.
        ("Horizon 2020 en Horizon 2027", ["Horizon 2020"]),
        # The longest wins, wherever it begins; then the leftmost.
        ("de Rijksdienst voor Sociale Zekerheid", ["Rijksdienst voor Sociale Zekerheid"]),
        ("sociale zekerheid van uitkering", ["zekerheid van uitkering"]),
        ("RSZ, RSZ en RSZ", ["RSZ", "RSZ", "RSZ"]),
        ("", []),
    ],
)
def test_dutch(text: str, names: list[str]) -> None:
    assert found(DUTCH, text) == names


@pytest.mark.parametrize(
    ("language", "name", "text", "names"),
    [
        (FR, "ONSS", "les cotisations dues à l’ONSS et celles qu'ONSS perçoit", ["ONSS", "ONSS"]),
        (FR, "assurance maladie", "la réforme de l'assurance maladie", ["assurance maladie"]),
        (FR, "Office national d’assurance", "l’Office national d'assurance", ["Office national d'assurance"]),
        (FR, "hui", "aujourd’hui", []),
        (EN, "NSSO", "the NSSO’s figures", ["NSSO"]),
        (ZH, "社会保障", "比利时社会保障制度", ["社会保障"]),
        (ZH, "社会", "比利时社会保障", ["社会"]),
        (ZH, "国家发展和改革委员会（NDRC）", "国家发展和改革委员会（NDRC）的代表", ["国家发展和改革委员会（NDRC）"]),
    ],
)
def test_other_languages(language: Language, name: str, text: str, names: list[str]) -> None:
    assert found(Recogniser([concept("one", language, (name, FULL))], language), text) == names


@pytest.mark.parametrize(
    ("status", "is_found"),
    [
        (TermStatus.PROPOSED, True),
        (TermStatus.APPROVED, True),
        (TermStatus.DEPRECATED, True),
        (TermStatus.OBSOLETE, True),
        (TermStatus.REJECTED, False),
    ],
)
def test_status_is_in_the_hit_and_rejected_terms_are_not_found(status: TermStatus, is_found: bool) -> None:
    hits = Recogniser([with_status("Actiris", status)], NL).find("bij Actiris")
    assert [hit.term.status for hit in hits] == ([status] if is_found else [])


def test_only_terms_of_the_language_are_found() -> None:
    assert Recogniser([concept("one", FR, ("Bruxelles", FULL))], NL).find("Bruxelles") == []


def test_a_name_of_two_concepts_gives_both_by_id() -> None:
    recogniser = Recogniser([concept("b", NL, ("KBC", ACRONYM)), concept("a", NL, ("KBC", ACRONYM))], NL)
    assert [(hit.concept.id, hit.start, hit.end) for hit in recogniser.find("de KBC")] == [("a", 3, 6), ("b", 3, 6)]


def test_a_name_that_a_concept_has_twice_gives_one_hit_the_one_written_just_so() -> None:
    approved = Term(1, "one", "nl", "Sociale Zekerheid", status=TermStatus.APPROVED)
    forbidden = Term(2, "one", "nl", "sociale zekerheid", status=TermStatus.DEPRECATED)
    recogniser = Recogniser([Concept("one", terms=(forbidden, approved))], NL)
    texts = ("Sociale Zekerheid", "sociale zekerheid", "SOCIALE ZEKERHEID")
    assert [[hit.term.id for hit in recogniser.find(text)] for text in texts] == [[1], [2], [1]]


def test_an_acronym_in_the_wrong_case_leaves_room_for_a_shorter_term() -> None:
    recogniser = Recogniser([concept("a", NL, ("FOD SZ", ACRONYM)), concept("b", NL, ("fod", FULL))], NL)
    assert found(recogniser, "fod sz") == ["fod"]


WORDS = st.sampled_from(
    "FOD Sociale Zekerheid zekerheid van uitkering RSZ-bijdrage l’RSZ RSZ's 2020 Horizon ' - . 社会 \u00a0".split(" ")
)


@settings(deadline=None)
@given(st.text() | st.lists(WORDS).map(" ".join) | st.lists(WORDS).map("".join))
def test_spans_are_right_in_any_text(text: str) -> None:
    """Hits lie in the text, in order, apart, and each is what its term is, but for case and spacing."""
    hits: list[Hit] = DUTCH.find(text)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert " ".join(text[hit.start : hit.end].split()).casefold() == hit.term.text.casefold()
    assert all(one.end <= other.start for one, other in pairwise(hits))


@settings(deadline=None)
@given(st.text(min_size=1))
def test_any_term_finds_itself_as_a_whole(name: str) -> None:
    hits = Recogniser([with_status(name, TermStatus.APPROVED)], NL).find(name)
    assert len(hits) == (0 if name.isspace() else 1)
