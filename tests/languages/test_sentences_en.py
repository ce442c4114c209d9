"""Where English sentences end: a bar with a space on either side marks a break, as in the Dutch tables."""

import pytest

from languages import EN
from languages.sentences import sentences


@pytest.mark.parametrize(
    "case",
    [
        "This is a sentence.",
        "The government decided today. | Parliament votes tomorrow.",
        "Is there a strike? | The unions say nothing.",
        "At last! | The bridge is open.",
        "He hesitated… | Then he signed.",
        "He hesitated... and then he signed.",
        "Mr. Smith and Ms. Jones were there.",
        "Mrs. Brown met Dr. Green and Prof. White.",
        "Gen. Black and Lt. Grey inspected the troops.",
        "St. John’s Hall is closed.",
        "J. R. R. Tolkien and C.S. Lewis were friends.",
        "Some countries, e.g. Malta, refused.",
        "The committee, i.e. Paul and Anne, refused.",
        "Smith et al. 2016 agrees.",
        "This was shown by Smith et al. | Others doubt it.",
        "Brussels vs. Luxembourg ended in a draw.",
        "See art. 5, para. 2, pp. 12 to 14.",
        "Judgment No. 12 confirms this.",
        "Did he agree? | No. | He refused.",
        "The U.S. Department of Labor replied.",
        "The U.K. Government replied.",
        "There were tables, chairs, etc. | The room was ready.",
        "Tables, chairs, etc. were there.",
        "The doors open at 10 a.m. | Admission is free.",
        "The doors open at 10 a.m. and close at 6 p.m.",
        "It was bought by Builders Ltd. | The price is unknown.",
        "The budget is £5 bn. | It was less last year.",
        "The act of 5 Sept. 2016 says so.",
        "It costs 5 euros. | 3 people paid nothing.",
        "The rate is 3.5 per cent. | The estimate was 3.2.",
        "“It is a success.” | The minister is pleased.",
        "‘It is a success.’ | The minister is pleased.",
        '"It is a success." | The minister is pleased.',
        "“Is it a success?” asked the opposition.",
        "The minister said: “It is a success. | We go on.” | Then she left.",
        "The minister is pleased. | “It is a success,” she said.",
        "He won three (!) Oscars.",
        "The minister […] Smith thanked everybody.",
        "(The figures are provisional.) | The report follows.",
        "Write to press@nsso.be. | We answer soon.",
        "See www.nsso.be. | It has everything.",
        "1. The first step has been taken.",
        "They chose plan B. | The opposition protests.",
        "The service exists. | eHealth is part of it.",
    ],
)
def test_where_a_sentence_ends(case: str) -> None:
    text = case.replace(" | ", " ")
    assert [text[one.start : one.end] for one in sentences(text, EN)] == case.split(" | ")
