"""Cutting a text into segments loses nothing, whatever the text: segments and the gaps between them are the text again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages import LANGUAGES, NL, ZH
from languages.model import Language
from releases.model import BlockKind, SegmentSpan
from releases.reading import read_source
from releases.segmenting import gaps, segment
from workspace.text import clean

# What a release is made of, and what hostile or careless hands put in one.
PIECES = [
    *"aZé. !?…:;,-–()[]{}<>/\\|@#&'\"‘’“”«»„ \t\n\r\x0b\x85",
    *"0123。！？，：；（）“”《》中文",
    *"\u00a0\u202f\u2003\u3000\u2009\u00ad\u200b\u200d\u200e\u202e\u2028\u2029\ufeff\ufffe\x00\x1b\x9b\x7f",
    *"\u0301\u0345\u0f39ﬁİßΣ𝔸👩🏽\U0010ffff",
    "\n\n",
    "- ",
    "• ",
    "1) ",
    "a. ",
    "dr. ",
    "bv. ",
    "art. 5 ",
    "J. P. ",
    "’s Avonds ",
    "31 aug 2016 15:46",
    "Contact\n",
    "Meer informatie\n",
    "Wat is X?\n",
    "02 555 01 23",
    "pers@example.be",
    "https://example.be/a?b=c&d",
    "Een zin van enkele woorden. ",
    "Minister Els: “Ja.”",
    "[/]",
    "<script>",
    "\x1b]0;x\x07",
]

hostile = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=60).map("".join).map(lambda text: clean(text).text)


def segments_of(text: str, language: Language = NL) -> list[SegmentSpan]:
    return [one for block in segment(text, language) for one in block.segments]


@given(hostile, st.sampled_from(list(LANGUAGES.values())))
def test_segments_and_gaps_are_the_text_again(text: str, language: Language) -> None:
    found = segments_of(text, language)
    between = list(gaps(text, found))
    assert len(between) == len(found) + 1
    assert between[0] + "".join(one.text + gap for one, gap in zip(found, between[1:], strict=True)) == text


@given(hostile, st.sampled_from(list(LANGUAGES.values())))
def test_segments_are_in_order_within_their_blocks_and_never_blank(text: str, language: Language) -> None:
    position = 0
    for block in segment(text, language):
        assert block.segments
        assert position <= block.start <= block.segments[0].start
        for one in block.segments:
            assert position <= one.start < one.end <= block.end
            assert one.text == text[one.start : one.end] == one.text.strip() != ""
            position = one.end


@given(hostile)
def test_nothing_but_white_space_and_list_markers_is_left_out(text: str) -> None:
    for gap in gaps(text, segments_of(text)):
        left = gap.strip().rstrip(".)")
        assert left in ("", *"-–—•●▪*·") or left.isdecimal() or (len(left) == 1 and left.isalpha())


@given(hostile)
def test_the_same_text_is_cut_the_same_way(text: str) -> None:
    assert segment(text, NL) == segment(text, NL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \t\n", []),
        ("X", ["X"]),
        ("Een titel", ["Een titel"]),
        ("Titel\n\nEen zin. Nog een zin.", ["Titel", "Een zin.", "Nog een zin."]),
        ("Titel\n\nDr. Els en dhr. Jan, o.a. in art. 5. Klaar.", ["Titel", "Dr. Els en dhr. Jan, o.a. in art. 5.", "Klaar."]),
        ("Titel\n\n- Een. Twee.\n- Drie.", ["Titel", "Een.", "Twee.", "Drie."]),
        ("Eén regel. Met twee zinnen.\n", ["Eén regel.", "Met twee zinnen."]),
        ("Contact\nPers. Dienst. 02 555 01 23", ["Contact", "Pers. Dienst. 02 555 01 23"]),  # a contact line is one
        ("Wat is dit? Een titel!", ["Wat is dit? Een titel!"]),  # a title is one, whatever stands in it
        ("Een.\u00a0 \u00a0Twee.", ["Een.", "Twee."]),
        ("Een. \u2003Twee. \u3000Drie.", ["Een.", "Twee.", "Drie."]),  # spaces of other widths, from Word and the web
    ],
)
def test_prose_is_cut_into_sentences_and_the_rest_is_whole(text: str, expected: list[str]) -> None:
    assert [one.text for one in segments_of(text)] == expected


def test_chinese_sentences_need_no_space_between() -> None:
    found = segments_of("标题\n\n第一句。第二句！“第三句？”第四句\n\n第五句。", ZH)
    assert [one.text for one in found] == ["标题", "第一句。", "第二句！", "“第三句？”", "第四句", "第五句。"]


def test_only_blocks_that_recur_have_a_fingerprint() -> None:
    text = "Titel\n\nEen zin.\n\nNog een zin.\n\nContact\n02 555 01 23\n\nOver de Dienst\nDe Dienst bestaat."
    assert {block.kind: bool(block.fingerprint) for block in segment(text, NL)} == {
        BlockKind.TITLE: False,
        BlockKind.LEAD: False,
        BlockKind.BODY: False,
        BlockKind.HEADING: False,
        BlockKind.CONTACT: True,
        BlockKind.BOILERPLATE: True,
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Een zin. " * 20_000, id="one paragraph of many sentences"),
        pytest.param("Een regel\n" * 4_000, id="many lines"),
        pytest.param("Een regel\n\n" * 4_000, id="many paragraphs"),
        pytest.param("- punt\n" * 4_000, id="many items"),
        pytest.param("a" * 300_000, id="one word"),
        pytest.param("a." * 100_000, id="one word of many full stops"),
        pytest.param("Een " + " " * 300_000 + "zin.", id="many spaces"),
        pytest.param("1 mei" + " " * 300_000 + "x", id="a date and many spaces"),
        pytest.param("“" * 100_000, id="quotes that open"),
        pytest.param("‘a’b" * 50_000, id="quotes that cross"),
        pytest.param('a "' * 100_000, id="straight quotes"),
        pytest.param("." * 300_000 + "a", id="full stops"),
        pytest.param(".)" * 50_000, id="ends that never end"),
        pytest.param("(" * 100_000, id="brackets"),
        pytest.param("’s " * 50_000, id="low starts"),
        pytest.param("1" * 100_000 + " mei 2026", id="digits"),
        pytest.param("\u202e\u200b" * 50_000 + "a", id="invisible characters"),
        pytest.param("e" + "\u0301" * 50_000, id="one letter of many accents"),
    ],
)
def test_long_and_nasty_texts_are_cut_too(text: str) -> None:
    """Each of these takes a blink; a pattern that backtracks would take hours."""
    text = clean(text).text
    found = segments_of(text)
    assert "".join(gap + one.text for gap, one in zip(gaps(text, found), found, strict=False)) == text.rstrip()


def test_real_text_loses_nothing(test_data: Path) -> None:
    for path in sorted(test_data.glob("*-nl.txt")):
        text = read_source(path).text
        found = segments_of(text)
        between = list(gaps(text, found))
        assert between[0] + "".join(one.text + gap for one, gap in zip(found, between[1:], strict=True)) == text
