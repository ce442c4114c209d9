"""The front door for source files: which bytes are text, and what is said about those that are not."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from releases.model import SourceText
from releases.reading import read_source, read_source_bytes
from workspace.errors import VierluikError
from workspace.files import MAX_SOURCE_BYTES

TEXT = "Persbericht\n\nDe ministers zeggen: “Een coöperatie kost € 5.” Dat is ‘veel’ – zegt Zoë.\n"

ENCODINGS = [
    ("utf-8", b"", "utf-8"),
    ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
    ("utf-16-le", b"\xff\xfe", "utf-16"),
    ("utf-16-be", b"\xfe\xff", "utf-16"),
    ("cp1252", b"", "windows-1252"),
]

LINE_ENDS = ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize(("encoding", "mark", "said"), ENCODINGS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_gives_the_same_text(encoding: str, mark: bytes, said: str, line_end: str) -> None:
    data = mark + TEXT.replace("\n", line_end).encode(encoding)
    assert read_source_bytes(data, "a.txt") == SourceText(TEXT, "a.txt", "txt", said, "")


@pytest.mark.parametrize("line_end", LINE_ENDS)
def test_rare_line_ends_end_lines_too(line_end: str) -> None:
    assert read_source_bytes(f"Een{line_end}Twee".encode(), "a.txt").text == "Een\nTwee"


def test_a_file_gives_its_text_and_its_name_without_the_directory(tmp_path: Path) -> None:
    path = tmp_path / "een bericht.txt"
    path.write_bytes(TEXT.encode("cp1252"))
    assert read_source(path) == SourceText(TEXT, "een bericht.txt", "txt", "windows-1252", "")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("100 €, een “woord”, l’été, œuvre…".encode("cp1252"), "100 €, een “woord”, l’été, œuvre…"),
        (b"caf\xe9", "café"),
        ("cafe\u0301".encode(), "café"),  # a letter and its accent are one character
        ("a\u00a0b\u202fc".encode(), "a\u00a0b\u202fc"),  # no-break spaces mean something
        (b"\tingesprongen", "\tingesprongen"),
        ("新闻稿".encode(), "新闻稿"),
        (b"X", "X"),
    ],
)
def test_characters_that_mean_something_stay(data: bytes, text: str) -> None:
    assert read_source_bytes(data, "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "text", "removed"),
    [
        ("rood \x1b[31malarm\x1b[0m", "rood [31malarm[0m", "2 × ESC"),
        ("titel \x1b]0;weg\x07 blijft", "titel ]0;weg blijft", "1 × BEL, 1 × ESC"),
        ("een \x9b2J twee", "een 2J twee", "1 × CSI"),
        ("een\x08\x7f twee", "een twee", "1 × BS, 1 × DEL"),
        ("midden\ufeffin", "middenin", "1 × BOM"),
        ("nooit \uffff", "nooit ", "1 × U+FFFF"),
    ],
)
def test_what_steers_a_terminal_goes_and_is_reported(data: str, text: str, removed: str) -> None:
    source = read_source_bytes(data.encode(), "a.txt")
    assert (source.text, source.removed) == (text, removed)


def test_bidirectional_and_invisible_characters_stay_to_be_shown_as_marks() -> None:
    source = read_source_bytes("van rechts \u202egnaz\u202c en\u200b niets".encode(), "a.txt")
    assert (source.text, source.removed) == ("van rechts \u202egnaz\u202c en\u200b niets", "")


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06"
ELF = b"\x7fELF\x02\x01\x01\x00" + bytes(56)
NOISE = random.Random(31).randbytes(4000)
NOISE_WITHOUT_NUL = NOISE.replace(b"\0", b"\1")
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)

REFUSED = {
    "an empty file": (b"", "is empty", "right file"),
    "white space": (b" \r\n\t \n", "is empty", "right file"),
    "a mark only": (b"\xef\xbb\xbf", "holds no letter", "nothing to translate"),
    "a mark and white space": ("\ufeff \n".encode("utf-16-le"), "holds no letter", "nothing to translate"),
    "no-break spaces": ("\u00a0\u202f\n\u00a0".encode(), "holds no letter", "nothing to translate"),
    "only numbers": ("12,5 % | 0473 00 00 00 …".encode(), "holds no letter", "nothing to translate"),
    "a PNG picture": (PNG, "is not a text file", "UTF-8"),
    "a PNG picture cut short": (b"\x89PNG\r\n\x1a\n" * 20, "is not a text file", "UTF-8"),
    "a program": (ELF, "is not a text file", "UTF-8"),
    "noise": (NOISE, "is not a text file", "UTF-8"),
    "noise without NUL": (NOISE_WITHOUT_NUL, "not text", "UTF-8"),
    "NUL in the text": (b"Een bericht\0 met NUL", "is not a text file", "UTF-8"),
    "NUL after a mark": ("Een bericht\0".encode("utf-8-sig"), "is not a text file", "UTF-8"),
    "UTF-16 without a mark": (TEXT.encode("utf-16-le"), "is not a text file", "UTF-16"),
    "UTF-16 the other way without a mark": (TEXT.encode("utf-16-be"), "is not a text file", "UTF-16"),
    "UTF-32": (b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), "is not a text file", "UTF-32"),
    "half a character of UTF-16": (b"\xff\xfeE\0e\0n", "is damaged, or not text", "UTF-8"),
    "Windows-1252 after the mark of UTF-8": (b"\xef\xbb\xbfcaf\xe9", "is damaged, or not text", "UTF-8"),
    "a byte that Windows-1252 lacks": (b"Een \x81 bericht", "is damaged, or not text", "UTF-8"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF", "plain text"),
    "a Word file": (b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", "Word, OpenDocument or ZIP", ".txt"),
    "an old Word file": (OLD_WORD, "old Word", ".txt"),
    "an RTF file": (rb"{\rtf1\ansi Een bericht}", "RTF", ".txt"),
}


@pytest.mark.parametrize(("data", "message", "hint"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_text_is_refused_with_a_reason_and_a_way_out(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(VierluikError) as caught:
        read_source_bytes(data, "a.txt")
    assert caught.value.message.startswith("a.txt ")
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


def test_a_directory_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(VierluikError, match="is a directory") as caught:
        read_source(tmp_path)
    assert caught.value.hint


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(VierluikError, match=r"weg\.txt does not exist") as caught:
        read_source(tmp_path / "weg.txt")
    assert caught.value.hint


def test_a_file_that_is_too_large_is_refused_and_one_that_just_fits_is_read(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    path.write_bytes(b"a" * MAX_SOURCE_BYTES)
    assert len(read_source(path).text) == MAX_SOURCE_BYTES
    path.write_bytes(b"a" * (MAX_SOURCE_BYTES + 1))
    with pytest.raises(VierluikError, match="is too large") as caught:
        read_source(path)
    assert "few kilobytes" in caught.value.hint


@pytest.mark.parametrize("name", ["a\x1b]0;x\x07.txt", "a\udcff.txt", "a\x9b.txt"])
def test_a_hostile_file_name_does_not_get_in(name: str) -> None:
    """Such a name would steer the terminal that lists it; a lone surrogate cannot even be stored."""
    stored = read_source_bytes(b"Een bericht", name).name
    assert stored.encode()
    assert all(character.isprintable() for character in stored)


@given(st.binary(max_size=400))
def test_any_bytes_are_either_clean_text_or_refused_in_words(data: bytes) -> None:
    try:
        text, refusal = read_source_bytes(data, "a.txt").text, None
    except VierluikError as error:
        text, refusal = "", error
    if refusal:
        assert refusal.message.startswith("a.txt ")
        assert refusal.hint
    else:
        assert any(character.isalpha() for character in text)
        assert not any(character < " " and character not in "\t\n" for character in text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff")))
def test_the_same_text_in_another_unicode_encoding_is_the_same_text(text: str) -> None:
    text += " Slot."
    plain = read_source_bytes(text.encode(), "a.txt")
    for encoding, mark in (("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        assert read_source_bytes(mark + text.encode(encoding), "a.txt").text == plain.text
