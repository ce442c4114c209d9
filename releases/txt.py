"""Plain text: from bytes to characters, and to paragraphs. What the paragraphs are is `blocks`' concern."""

import codecs
from dataclasses import dataclass
from itertools import pairwise

from workspace.errors import VierluikError

_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# Mail programs break lines between these widths, in characters.
_WRAP_WIDTHS = range(50, 101)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Characters and the name of their encoding: UTF-8, UTF-16 with a byte-order mark, or Windows-1252.

    Raises VierluikError when the bytes are not text.
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            text = _decoded(data, encoding, name)
            if "\0" in text:  # UTF-32 begins with the mark of UTF-16
                raise VierluikError(f"{name} is not a text file", "If it is UTF-32, save it as UTF-8.")
            return text, encoding
    if b"\0" in data:
        raise VierluikError(f"{name} is not a text file", "If it is UTF-16 without a mark, save it as UTF-8.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = _decoded(data, "cp1252", name)
    # Windows-1252 gives nearly every byte a meaning; a picture or a program shows itself by its control bytes.
    strange = sum(character < " " and character not in "\t\n\r\f" for character in text)
    if strange * 50 > len(text):
        raise VierluikError(f"{name} is not a text file", "Save the release as plain text, in UTF-8.")
    return text, "windows-1252"


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise VierluikError(
            f"{name} is damaged, or not text: byte {error.start} is not {encoding}", "Save it as UTF-8."
        ) from error


@dataclass(frozen=True)
class Paragraph:
    """A run of lines that belong together: `text[start:end]`, without the white space around it."""

    start: int
    end: int
    after_blank: bool
    """Whether an empty line, or nothing, stands before it."""


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a clean text: each line is one, save where a mail program has wrapped it."""
    found: list[Paragraph] = []
    for stanza in _stanzas(text):
        if _wrapped([text[start:end] for start, end in stanza]):
            found.append(Paragraph(stanza[0][0], stanza[-1][1], True))
        else:
            found += [Paragraph(start, end, number == 0) for number, (start, end) in enumerate(stanza)]
    return found


def _stanzas(text: str) -> list[list[tuple[int, int]]]:
    """Groups of lines without an empty line between them; each line as a span without its white space."""
    groups: list[list[tuple[int, int]]] = [[]]
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped)
            groups[-1].append((start, start + len(stripped)))
        elif groups[-1]:
            groups.append([])
        position += len(line) + 1
    return [group for group in groups if group]


def _wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph that was broken to fit a width.

    True when no line could have taken the first word of the next, and some line goes on in the middle of a sentence.
    """
    if len(lines) < 2:
        return False
    width = max(len(line) for line in lines)
    if width not in _WRAP_WIDTHS:
        return False
    full = all(len(line) + 1 + len(following.split()[0]) > width for line, following in pairwise(lines))
    goes_on = any(line[-1] not in '.!?:;…”’»"' and following[0].islower() for line, following in pairwise(lines))
    return full and goes_on
