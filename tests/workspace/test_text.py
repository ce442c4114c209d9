"""What enters passes `clean()`, what is shown passes `visible()`."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.text import NBSP, NNBSP, clean, visible

# Any code point at all, lone surrogates too, and often those that make trouble.
TROUBLE = (
    "\0\a\b\t\n\v\f\r\x1b\x7f\x85\x9b\xa0\xad"
    "\u061c\u200b\u200d\u200e\u2028\u202e\u202f\u2066\ufeff\ufe0f\uffff\ud800\udfffe\u0301"
)
ANY_TEXT = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from(TROUBLE)))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("een\r\ntwee", "een\ntwee"),
        ("een\rtwee", "een\ntwee"),
        ("een\ntwee", "een\ntwee"),
        ("een\n\rtwee", "een\n\ntwee"),
        ("een\r\r\ntwee", "een\n\ntwee"),
        ("een\x0btwee", "een\ntwee"),
        ("een\x0ctwee", "een\ntwee"),
        ("een\x85twee", "een\ntwee"),
        ("een\u2028twee", "een\ntwee"),
        ("een\u2029twee", "een\ntwee"),
        ("een\r\n\r\ntwee\r\n", "een\n\ntwee\n"),
    ],
)
def test_every_kind_of_line_end_becomes_a_line_feed_and_nothing_counts_as_removed(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned
    assert clean(text).removed == {}


@pytest.mark.parametrize(
    ("text", "cleaned", "report"),
    [
        ("", "", ""),
        ("De RSZ int.", "De RSZ int.", ""),
        ("a\0b", "ab", "1 × NUL"),
        ("\0\0\0", "", "3 × NUL"),
        ("a\x07b", "ab", "1 × BEL"),
        ("a\x08b", "ab", "1 × BS"),
        ("a\x01\x02b", "ab", "1 × U+0001, 1 × U+0002"),
        ("a\x1c\x1d\x1e\x1fb", "ab", "1 × U+001C, 1 × U+001D, 1 × U+001E, 1 × U+001F"),
        ("a\x7fb", "ab", "1 × DEL"),
        ("a\x80b\x9fc", "abc", "1 × U+0080, 1 × U+009F"),
        ("\x1b[31mrood\x1b[0m", "[31mrood[0m", "2 × ESC"),
        ("\x1b]0;titel\x07tekst", "]0;titeltekst", "1 × BEL, 1 × ESC"),
        ("\x1b]8;;http://a.be\x1b\\hier\x1b]8;;\x1b\\", "]8;;http://a.be\\hier]8;;\\", "4 × ESC"),
        ("\x9b2Jweg", "2Jweg", "1 × CSI"),
        ("\x90tekst\x9c", "tekst", "1 × U+0090, 1 × U+009C"),
        ("a\ud800b", "ab", "1 × U+D800"),
        ("a\udfffb", "ab", "1 × U+DFFF"),
        ("\ud83d\ude00", "", "1 × U+D83D, 1 × U+DE00"),
        ("\ufeffkop", "kop", "1 × BOM"),
        ("mid\ufeffden", "midden", "1 × BOM"),
        ("a\ufffeb\uffffc", "abc", "1 × U+FFFE, 1 × U+FFFF"),
        ("a\r\0\nb", "a\n\nb", "1 × NUL"),
    ],
)
def test_what_cannot_be_kept_goes_and_is_reported(text: str, cleaned: str, report: str) -> None:
    assert clean(text).text == cleaned
    assert clean(text).report == report


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("e\u0301tat", "\u00e9tat"),
        ("Coo\u0308peratie", "Co\u00f6peratie"),
        ("\u212bngstr\u00f6m", "\u00c5ngstr\u00f6m"),
        ("a\u0323\u0302", "\u1ead"),
        ("e\0\u0301", "\u00e9"),  # what stood between them is gone, so they meet
        ("\ufb01nanci\u00ebn", "\ufb01nanci\u00ebn"),  # a ligature is another spelling, not another form
        ("\uff21", "\uff21"),
    ],
)
def test_the_rest_is_brought_to_one_form(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned


@pytest.mark.parametrize(
    "kept",
    [
        "1\u00a0250\u00a0euro",
        "Oui\u202f!",
        "kolom\tkolom",
        "zin\nzin",
        "ver\u200bder",
        "af\u00adbreken",
        "\u200fעברית\u200e",
        "\u202blinks\u202c",
        "\u2066iso\u2069",
        "👨\u200d👩\u200d👧",
        "❤\ufe0f",
        "社会保障，。",
        "𠮷",
        "’s Avonds – “zo” … €",
    ],
)
def test_what_means_something_is_kept(kept: str) -> None:
    assert clean(kept).text == kept
    assert clean(kept).report == ""


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once
    assert clean(once).removed == {}


@given(ANY_TEXT)
def test_clean_text_is_one_form_without_controls_and_fits_every_file(text: str) -> None:
    cleaned = clean(text).text
    assert unicodedata.is_normalized("NFC", cleaned)
    assert {one for one in cleaned if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")} <= {"\n", "\t"}
    assert not set(cleaned) & {"\ufeff", "\ufffe", "\uffff"}
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@given(ANY_TEXT)
def test_what_was_removed_is_counted_to_the_last_character(text: str) -> None:
    lined = text.replace("\r\n", "\n")
    kept = unicodedata.normalize(
        "NFC", "".join(one for one in lined if one in "\t\n\r\v\f\x85\u2028\u2029" or not _forbidden(one))
    )
    assert len(clean(text).text) == len(kept)
    assert sum(clean(text).removed.values()) == sum(_forbidden(one) for one in text if one not in "\t\n\r\v\f\x85")


def _forbidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in "\ufeff\ufffe\uffff"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("De RSZ int.", "De RSZ int."),
        ("[bold]geen opmaak[/bold]", "[bold]geen opmaak[/bold]"),
        ("\x1b[2J", "␛[2J"),
        ("\0", "␀"),
        ("\x07", "␇"),
        ("\x7f", "␡"),
        ("\x85\x9b", "⌧⌧"),
        (f"1{NBSP}250", "1␣250"),
        (f"Oui{NNBSP}!", "Oui‿!"),
        ("een\ntwee", "een⏎twee"),
        ("een\r\ntwee", "een␍⏎twee"),
        ("een\u2028twee\u2029", "een⏎twee⏎"),
        ("een\ttwee", "een→twee"),
        ("ver\u200bder", "ver¦der"),
        ("af\u00adbreken", "af¦breken"),
        ("a\u200cb\u200dc\u2060d\ufeffe", "a¦b¦c¦d¦e"),
        ("a\u2061b\u2062c\u2063d\u2064e", "a¦b¦c¦d¦e"),  # invisible mathematics
        ("❤\ufe0f", "❤¦"),  # terminals disagree about the width of what it changes
        ("a\u034fb\u3164c\uffa0d\u115fe", "a¦b¦c¦d¦e"),  # fillers
        ("hoi\U000e0041\U000e007f", "hoi¦¦"),  # tags spell hidden words
        ("\u202egnirts\u202c", "⇄gnirts⇄"),
        ("\u200e\u200f\u061c", "⇄⇄⇄"),
        ("\u2066\u2067\u2068\u2069", "⇄⇄⇄⇄"),
        ("a\ud800b\ufffec", "a�b�c"),
        ("社会保障，。", "社会保障，。"),
        ("👍🏽", "👍🏽"),
        ("e\u0301", "e\u0301"),  # an accent is seen
    ],
)
def test_what_cannot_be_seen_is_drawn(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("keep", "shown"),
    [("", "a⏎b→c␣d"), ("\n", "a\nb→c␣d"), ("\n\t", "a\nb\tc␣d"), (NBSP, f"a⏎b→c{NBSP}d"), ("a", "a⏎b→c␣d")],
)
def test_what_is_to_be_kept_is_left_as_it_is(keep: str, shown: str) -> None:
    assert visible(f"a\nb\tc{NBSP}d", keep) == shown


@given(ANY_TEXT)
def test_positions_stay_what_they_were(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert all(shown == one or unicodedata.category(one) != "Lu" for shown, one in zip(visible(text), text, strict=True))


# Signs that stand around or before digits: format characters by name, yet they are seen.
SEEN = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")


def test_nothing_on_the_screen_is_a_control_a_direction_or_a_secret() -> None:
    """Of all characters there are, not one that steers a terminal or hides. (The signs that join hieroglyphs are drawn.)"""
    hieroglyphs = map(chr, range(0x13430, 0x13460))
    drawn = set(visible("".join(map(chr, range(sys.maxunicode + 1))))) - SEEN - set(hieroglyphs)
    unseen = ("Cc", "Cf", "Cs", "Zl", "Zp")
    assert {f"U+{ord(one):04X}" for one in drawn if unicodedata.category(one) in unseen} == set()
    assert not drawn & set("\u00a0\u202f\u034f\u115f\u3164\ufe0f\U000e0100\ufffe\uffff")


@given(ANY_TEXT)
def test_what_is_drawn_is_clean_and_drawn_for_good(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert clean(visible(text)).removed == {}
