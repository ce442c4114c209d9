"""What may be the text of a term or a note, and the identity of a concept. Pure; the clean-up itself is `workspace.text`'s."""

import re
import unicodedata

from workspace.errors import VierluikError
from workspace.text import clean

PARTING = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")
"""What parts several terms in one cell of a table: a bar with white space, or nothing, on either side."""

_BREAKS = re.compile(r"[ \t\n]*[\t\n][ \t\n]*")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_SPELT_OUT = str.maketrans({"œ": "oe", "æ": "ae", "'": "", "’": ""})


def tidy(text: str) -> str:
    """A text fit to be kept: clean, without white space around it."""
    return clean(text).text.strip()


def tidy_line(text: str) -> str:
    """The same on one line: a term, a concept id. No-break spaces stay."""
    return one_line(tidy(text))


def one_line(text: str) -> str:
    """A text with spaces for its line breaks and tabs."""
    return _BREAKS.sub(" ", text)


def fault(name: str) -> str:
    """Why a tidy line cannot be a term, in words; empty when it can."""
    if not any(character.isalnum() for character in name):
        return "a term holds at least one letter or digit"
    if PARTING.search(name):
        return "a bar parts two terms: they are kept apart"
    return ""


def checked_name(text: str) -> str:
    """The text of a term as it may be kept. Raises VierluikError when it cannot be one."""
    name = tidy_line(text)
    if reason := fault(name):
        raise VierluikError(f"{text!r} cannot be a term: {reason}", "Give one name, as it stands in a text.")
    return name


def slug(name: str) -> str:
    """An id made from a name: `Sociale Zekerheid` becomes `sociale-zekerheid`; empty when it holds no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT_OUT))
    return _NOT_IN_SLUG.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
