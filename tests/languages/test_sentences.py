"""What holds for the sentences of any text in any language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages import EN, FR, LANGUAGES, NL, ZH
from languages.model import Language
from languages.sentences import Sentence, sentences
from workspace.text import clean

RULES = {"terminator", "closing abbreviation", "low start", "end of text"}

# Pieces of which traps are made; any text at all finds them too seldom.
PIECES = [
    *". ! ? … ... ?! 。 ！ ？ …… , : ; – - / ' ’ \" “ ” ‘ « » ( ) [ ] 《 》 （ ） 「 」 ° & %".split(),
    *"dhr. Mr MM J. J.-P. K.B. enz. o.a. nr. art. 5 12 31 aug. 2016 VI u. plan B. ’s 's eHealth".split(),
    *"De de IT 1. a. II. 句 子".split(),
    *[" ", " ", " ", " ", "\n", "\t", "\u00a0", "\u202f", "\u3000", "\u2003", "  "],
]
TEXT = st.one_of(st.lists(st.sampled_from(PIECES)).map("".join), st.lists(st.sampled_from(PIECES)).map(" ".join), st.text())
LANGUAGE = st.sampled_from(list(LANGUAGES.values()))


@given(TEXT, LANGUAGE)
def test_sentences_and_the_white_space_between_them_are_the_text(text: str, language: Language) -> None:
    position, whole = 0, ""
    for one in sentences(text, language):
        gap = text[position : one.start]
        assert gap == "" or gap.isspace()
        whole += gap + text[one.start : one.end]
        position = one.end
    rest = text[position:]
    assert rest == "" or rest.isspace()
    assert whole + rest == text


@given(TEXT, LANGUAGE)
def test_every_sentence_says_why_it_ends_and_only_the_last_because_the_text_does(text: str, language: Language) -> None:
    found = sentences(text, language)
    assert {one.rule for one in found} <= RULES
    assert [one.rule == "end of text" for one in found] == [False] * (len(found) - 1) + [True] * bool(found)


@given(TEXT, LANGUAGE)
def test_no_sentence_is_empty_or_has_white_space_around_it(text: str, language: Language) -> None:
    text = clean(text).text
    for one in sentences(text, language):
        assert text[one.start : one.end] == text[one.start : one.end].strip() != ""


@given(TEXT, LANGUAGE)
def test_a_sentence_taken_by_itself_is_one_sentence(text: str, language: Language) -> None:
    for one in sentences(text, language):
        alone = text[one.start : one.end]
        assert sentences(alone, language) == [Sentence(0, len(alone), "end of text")]


@given(TEXT, st.sampled_from([NL, FR, EN]))
def test_without_white_space_nothing_is_parted_in_languages_that_use_it(text: str, language: Language) -> None:
    assert len(sentences("".join(text.split()), language)) <= 1


@pytest.mark.parametrize(
    ("text", "language", "rules"),
    [
        ("Een zin. Nog een zin.", NL, ["terminator", "end of text"]),
        ("Brood, melk enz. De winkel sluit.", NL, ["closing abbreviation", "end of text"]),
        ("De winkel sluit. ’s Avonds ook.", NL, ["low start", "end of text"]),
        ("Du pain, du lait, etc. Le magasin ferme.", FR, ["closing abbreviation", "end of text"]),
        ("At 10 a.m. The shop opens.", EN, ["closing abbreviation", "end of text"]),
        ("一句。两句。", ZH, ["terminator", "end of text"]),
        ("Een zin", NL, ["end of text"]),
        ("", NL, []),
    ],
)
def test_the_rule_behind_each_break_can_be_shown(text: str, language: Language, rules: list[str]) -> None:
    assert [one.rule for one in sentences(text, language)] == rules


HOSTILE = [
    *[".", "!?", "…", ". ", "! ", '."', '." ', "a. ", "A. ", "A.", "1. ", "1.", "IV. "],
    *[
        "(",
        "(. ",
        ".) ",
        "(!) ",
        "(a.) B ",
        "[…] ",
        "« ",
        "? «\u00a0",
        ".\u00a0",
        ".\u00a0»",
        "“. ",
        ". ((((((((",
        ". ’s ",
        "’s ",
    ],
    *["enz. «", "nr. ", "nr. I", "nr. " + "I" * 60 + " ", "plan B. ", ". – ", "- – ", " ", "\u00a0", ".\n\n", "x"],
    *["。", '。"', "《", "《。》", "（。", "。）", "句"],
]


@pytest.mark.parametrize("language", [NL, ZH], ids=lambda language: language.code)
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_text_of_traps_is_read_in_one_pass(language: Language, piece: str) -> None:
    """200,000 characters: what went over the text once more for each of them would not end."""
    text = f"x (“{piece * (200_000 // len(piece))}x"
    assert sentences(text, language)[-1].end == len(text)
