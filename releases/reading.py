"""The front door for source files: a file becomes clean text, or a message that says why not.

Which format a file has is decided here; each format is read in the module of its name.
"""

from pathlib import Path

from releases import txt
from releases.model import SourceText
from workspace.errors import VierluikError
from workspace.files import read_bytes
from workspace.text import clean

# The first bytes of files that people take for text, and what to do about them.
_OTHER_FORMATS = (
    (b"%PDF", "a PDF", "Save its text as a plain text file."),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file", "Save it as plain text (.txt) first."),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "Save it as plain text (.txt) first."),
    (b"{\\rtf", "an RTF file", "Save it as plain text (.txt) first."),
)


def read_source(path: Path) -> SourceText:
    """Read a source file.

    Raises VierluikError when it is missing, too large, binary, empty, or holds no letter.
    """
    return read_source_bytes(read_bytes(path), path.name)


def read_source_bytes(data: bytes, name: str) -> SourceText:
    """The same for bytes already in hand; `name` is for messages and metadata."""
    name = clean(name).text  # a file may have any bytes in its name
    if not data.strip():
        raise VierluikError(f"{name} is empty", "Is it the right file, and saved?")
    for beginning, what, hint in _OTHER_FORMATS:
        if data.startswith(beginning):
            raise VierluikError(f"{name} is {what}, not plain text", hint)
    text, encoding = txt.decode(data, name)
    cleaned = clean(text)
    if not any(character.isalpha() for character in cleaned.text):
        raise VierluikError(f"{name} holds no letter", "There is nothing to translate in it.")
    return SourceText(cleaned.text, name, "txt", encoding, cleaned.report)
