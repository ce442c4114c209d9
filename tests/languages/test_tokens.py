"""The units in which texts are compared: words, marks, and pieces that are carried over."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages import EN, FR, LANGUAGES, NL, ZH
from languages.model import Language
from languages.tokens import TokenKind, tokens

PIECES = [
    *". , : ; ! ? … 。 ， ( ) [ ] < > { } / - + # @ _ ’ ' \" “ ” « » % € & =".split(),
    *"De RSZ l’ONSS foto’s 1 02 31 2016 1.234,50 augustus août May 年 8月 31日 社 会 1er".split(),
    *"www. http:// a.be a@b.be +32 <b> </b> {1}".split(),
    *[" ", " ", " ", "\n", "\t", "\u00a0", "\u202f", "\u200b", "\u0301", "\U0001f600", "\U00020000", "\ud800"],
]
TEXT = st.one_of(st.lists(st.sampled_from(PIECES)).map("".join), st.text(), st.text(st.characters(exclude_categories=())))
LANGUAGE = st.sampled_from(list(LANGUAGES.values()))


def kinds(text: str, language: Language) -> str:
    """The tokens of a text, each with its kind unless it is a word: `De RSZ number:5 punctuation:.`"""
    found = tokens(text, language)
    return " ".join(one.text if one.kind is TokenKind.WORD else f"{one.kind}:{one.text}" for one in found).replace(
        "punctuation:", ":"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De RSZ int.", "De RSZ int :."),
        ("De RSZ, of niet?", "De RSZ :, of niet :?"),
        ("foto’s en auto's", "foto’s en auto's"),
        ("’s avonds", ":’ s avonds"),
        ("‘zo’", ":‘ zo :’"),
        ("A1-attest", "A1 :- attest"),
        ("CO2 en H2O", "CO2 en H2O"),
        ("de 21ste eeuw", "de number:21 ste eeuw"),
        ("R&D", "R :& D"),
        ("en/of", "en :/ of"),
        ("naam_van_iets", "naam :_ van :_ iets"),
        ("Coöperatie België", "Coöperatie België"),
        ("???", ":? :? :?"),
        ("[…]", ":[ :… :]"),
        ("👍", ":👍"),
        ("", ""),
        (" \n\u00a0\u202f\t", ""),
    ],
)
def test_words_and_marks(text: str, found: str) -> None:
    assert kinds(text, NL) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5", "number:5"),
        ("1.234,50 euro", "number:1.234,50 euro"),
        ("1,234.50", "number:1,234.50"),
        ("1\u00a0234,50", "number:1\u00a0234,50"),
        ("1\u202f234\u202f567", "number:1\u202f234\u202f567"),
        ("1’000", "number:1’000"),
        ("1.234.567", "number:1.234.567"),
        ("12.5", "number:12.5"),
        ("3,2%", "number:3,2 :%"),
        ("€5", ":€ number:5"),
        ("2016.", "number:2016 :."),
        ("2016, 2017", "number:2016 :, number:2017"),
        ("-5", ":- number:5"),
        ("10:30", "number:10 :: number:30"),
        ("15u46", "number:15 u46"),
        ("3-4", "number:3 :- number:4"),
        ("1/2", "number:1 :/ number:2"),
        ("1.23.4", "number:1.23 :. number:4"),
    ],
)
def test_numbers(text: str, found: str) -> None:
    assert kinds(text, NL) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("31 augustus 2016", NL, "date:31 augustus 2016"),
        ("31\u00a0augustus\u00a02016", NL, "date:31\u00a0augustus\u00a02016"),
        ("31 aug 2016", NL, "date:31 aug 2016"),
        ("31 aug. 2016", NL, "date:31 aug. 2016"),
        ("op 31 aug.", NL, "op date:31 aug :."),
        ("1 Mei", NL, "date:1 Mei"),
        ("de 1e mei", NL, "de date:1e mei"),
        ("31/08/2016", NL, "date:31/08/2016"),
        ("31.08.2016", NL, "date:31.08.2016"),
        ("31-8-2016", NL, "date:31-8-2016"),
        ("31.08-2016", NL, "number:31.08 :- number:2016"),
        ("1131/08/2016", NL, "number:1131 :/ number:08 :/ number:2016"),
        ("augustus 2016", NL, "augustus number:2016"),
        ("3 maartse buien", NL, "number:3 maartse buien"),
        ("31 août 2016", FR, "date:31 août 2016"),
        ("1er septembre 2016", FR, "date:1er septembre 2016"),
        ("31 augustus 2016", FR, "number:31 augustus number:2016"),
        ("31 August 2016", EN, "date:31 August 2016"),
        ("31st August", EN, "date:31st August"),
        ("2016年8月31日", ZH, "date:2016年8月31日"),
        ("8月31日", ZH, "date:8月31日"),
        ("2016年", ZH, "date:2016年"),
        ("2016年8月", ZH, "date:2016年8月"),
        ("31 august 2016", ZH, "number:31 august number:2016"),
    ],
)
def test_dates(text: str, language: Language, found: str) -> None:
    assert kinds(text, language) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pers@rsz.fgov.be", "email:pers@rsz.fgov.be"),
        ("Mail pers@rsz.fgov.be.", "Mail email:pers@rsz.fgov.be :."),
        ("<jan.peeters@rsz.be>", ":< email:jan.peeters@rsz.be :>"),
        ("a@b", "a :@ b"),
        ("a@@b.be", "a :@ :@ b :. be"),
        ("www.rsz.be", "url:www.rsz.be"),
        ("(www.rsz.be).", ":( url:www.rsz.be :) :."),
        ("https://www.rsz.be/nl?x=1&y=2#z,", "url:https://www.rsz.be/nl?x=1&y=2#z :,"),
        ("“www.rsz.be”", ":“ url:www.rsz.be :”"),
        ("rsz.be", "rsz :. be"),
        ("http://", "http :: :/ :/"),
        ("@rszonss", "handle:@rszonss"),
        ("#pensioen2030", "handle:#pensioen2030"),
        ("# 5", ":# number:5"),
        ("C#", "C :#"),
        ("02 123 45 67", "phone:02 123 45 67"),
        ("tel. 02/123.45.67", "tel :. phone:02/123.45.67"),
        ("0475 12 34 56", "phone:0475 12 34 56"),
        ("0800 12 345", "phone:0800 12 345"),
        ("+32 2 123 45 67", "phone:+32 2 123 45 67"),
        ("+32 (0)2 123 45 67", "phone:+32 (0)2 123 45 67"),
        ("+32\u00a0475\u00a012\u00a034\u00a056", "phone:+32\u00a0475\u00a012\u00a034\u00a056"),
        ("25 000", "number:25 number:000"),
        ("<b>vet</b>", "tag:<b> vet tag:</b>"),
        ('<g id="1">tekst</g>', 'tag:<g id="1"> tekst tag:</g>'),
        ("{1}tekst{2}", "tag:{1} tekst tag:{2}"),
        ("5 < 6 > 4", "number:5 :< number:6 :> number:4"),
        ("{x}", ":{ x :}"),
        ("<br/><w:b/><bpt i='1'>", "tag:<br/> tag:<w:b/> tag:<bpt i='1'>"),
        ("<https://www.rsz.be>", ":< url:https://www.rsz.be :>"),
        ("<rsz.be>", ":< rsz :. be :>"),
    ],
)
def test_what_is_carried_over(text: str, found: str) -> None:
    assert kinds(text, NL) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("社会保障", "社 会 保 障"),
        ("国家社保局发布了3.5万份报告。", "国 家 社 保 局 发 布 了 number:3.5 万 份 报 告 :。"),
        ("SPF发布", "SPF 发 布"),
        ("发布SPF。", "发 布 SPF :。"),
        ("“你好”，《书》", ":“ 你 好 :” :， :《 书 :》"),
        ("𠮷野家", "𠮷 野 家"),
        ("请访问www.nsso.be查看", "请 访 问 url:www.nsso.be 查 看"),
        ("见https://nsso.be/zh：好", "见 url:https://nsso.be/zh :： 好"),
        ("写信至press@nsso.be。", "写 信 至 email:press@nsso.be :。"),
        ("电话：02 123 45 67", "电 话 :： phone:02 123 45 67"),
    ],
)
def test_chinese_characters_stand_alone_and_end_what_is_latin(text: str, found: str) -> None:
    assert kinds(text, ZH) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("RSZ", "rsz", True),
        ("Straße", "STRASSE", True),
        ("foto’s", "foto's", True),
        ("RSZ", "ONSS", False),
        ("café", "cafe", False),
        ("5", "1.234,50", True),
        ("31 mei 2016", "1/9/2017", True),
        ("a@b.be", "x.y@z.org", True),
        ("www.a.be", "https://b.org/x", True),
        ("5", "31 mei 2016", False),
        ("@rsz", "#rsz", True),
        ("<b>", "{1}", True),
        (".", "!", False),
        ("’", "'", False),
    ],
)
def test_tokens_count_as_the_same_in_any_case_and_placeables_by_their_class(one: str, other: str, same: bool) -> None:
    (first,), (second,) = tokens(one, NL), tokens(other, NL)
    assert (first.key == second.key) is same


@pytest.mark.parametrize("kind", TokenKind)
def test_all_but_words_and_marks_are_carried_over(kind: TokenKind) -> None:
    assert kind.placeable is (kind.value not in ("word", "punctuation"))


@given(TEXT, LANGUAGE)
def test_tokens_are_spans_of_the_text_with_white_space_between_them(text: str, language: Language) -> None:
    found = tokens(text, language)
    assert all(one.text == text[one.start : one.end] != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    edges = [0, *(edge for one in found for edge in (one.start, one.end)), len(text)]
    gaps = [text[edges[place] : edges[place + 1]] for place in range(0, len(edges), 2)]
    assert all(gap == "" or gap.isspace() for gap in gaps)


@given(TEXT, LANGUAGE)
def test_a_word_holds_one_chinese_character_or_none(text: str, language: Language) -> None:
    for one in tokens(text, language):
        if one.kind is TokenKind.WORD:
            assert len(one.text) == 1 or not any(
                "\u4e00" <= character <= "\u9fff" or character == "\U00020000" for character in one.text
            )
        assert not (one.kind is TokenKind.PUNCTUATION and len(one.text) != 1)


@given(st.text("abcdefghijklmnopqrstuvwxyzàâäçèéêëîïñôöùûüœæ’' 0123456789"), LANGUAGE)
def test_a_text_in_capitals_has_the_same_words(text: str, language: Language) -> None:
    assert [one.key for one in tokens(text.upper(), language)] == [one.key for one in tokens(text, language)]


HOSTILE = [
    *[
        "<a",
        "<a ",
        "</aaaaaaaaaaaaaaa",
        "{1",
        "{12345",
        "www.",
        "www..",
        "http://",
        "http://))))",
        "http://.,.,.,",
        "https://https://",
    ],
    *["a@a.", "aaa@", "a.a.a.a.", "aaaaaaaaaa-", "aaaaaaaaaa%", "@@@aaaaaaa", "#aaaaaaa", "a’", "aaaaaa'"],
    *[
        "1",
        "1.",
        "1.000.",
        "1\u00a0000",
        "1,0",
        "01 234 ",
        "+32 ",
        "+32 (0)2 ",
        "01/01/",
        "31 ",
        "31 augustus ",
        "31.12.",
        "2016年",
        "12月",
    ],
    *["aaaaaaaaaa", "e\u0301", "汉", "汉a", "\u200b", " ", "_", "\ud800"],
]


@pytest.mark.parametrize("language", [NL, ZH], ids=lambda language: language.code)
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_text_of_traps_is_read_in_one_pass(language: Language, piece: str) -> None:
    """What tried every ending from every beginning would not end."""
    text = piece * (50_000 // len(piece)) + "x"
    assert tokens(text, language)[-1].end == len(text)
