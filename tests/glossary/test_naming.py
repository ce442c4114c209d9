"""What may be a term, and what ids are made of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.naming import checked_name, fault, slug, tidy, tidy_line
from workspace.errors import VierluikError


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Actiris ", "Actiris"),
        ("Sociale\nZekerheid", "Sociale Zekerheid"),
        ("Sociale \t\r\n Zekerheid", "Sociale Zekerheid"),
        ("Loi\u00a01969", "Loi\u00a01969"),
        ("Acti\x1b[31mris", "Acti[31mris"),
        ("e\u0301tat", "\u00e9tat"),
    ],
)
def test_a_line_is_clean_and_keeps_its_no_break_spaces(text: str, line: str) -> None:
    assert tidy_line(text) == line


@settings(deadline=None)
@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert tidy_line(tidy_line(text)) == tidy_line(text)


@pytest.mark.parametrize(
    ("name", "is_fit"),
    [
        ("RSZ", True),
        ("2030", True),
        ("社保", True),
        ("TCP|IP", True),
        ("", False),
        ("—", False),
        ("RSZ | ONSS", False),
        ("| RSZ", False),
        ("RSZ |", False),
    ],
)
def test_what_can_be_a_term(name: str, is_fit: bool) -> None:
    assert (fault(name) == "") is is_fit


def test_a_name_that_cannot_be_a_term_is_refused_in_words() -> None:
    with pytest.raises(VierluikError, match="cannot be a term: a bar parts two terms"):
        checked_name("RSZ | ONSS")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("FOD Sociale Zekerheid", "fod-sociale-zekerheid"),
        ("Fonds voor beroepsrisico’s", "fonds-voor-beroepsrisicos"),
        ("Coöperatie (België)", "cooperatie-belgie"),
        ("Œuvre nationale", "oeuvre-nationale"),
        ("社会保障", ""),
    ],
)
def test_ids_made_from_names(name: str, made: str) -> None:
    assert slug(name) == made
