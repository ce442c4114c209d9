"""The one door for text: `clean()` for what enters, `visible()` for what is shown.

Terminals obey escape sequences and databases keep what they are given, so text from files, pastes, imported memories and
terms passes `clean()` before anything else sees it. What `clean()` keeps although it cannot be seen (no-break spaces mean
something, bidirectional controls may), `visible()` draws. How text becomes bytes or widgets is left to others.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

NBSP = "\u00a0"
NNBSP = "\u202f"

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# C0 but tab and line feed, DEL, C1, lone surrogates, and a byte-order mark that is not one.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

# What Unicode lets a program draw as nothing: soft hyphen, joiners, fillers, variation selectors, tags, annotations.
_NOT_DRAWN = """
00AD 034F 115F-1160 17B4-17B5 180B-180F 200B-200D 2060-2065 206A-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFFB 1BCA0-1BCA3 1D173-1D17A
E0000-E0FFF
"""

_NAMES = {"\x00": "NUL", "\x07": "BEL", "\x08": "BS", "\x1b": "ESC", "\x7f": "DEL", "\x9b": "CSI", "\ufeff": "BOM"}


@dataclass(frozen=True)
class Cleaned:
    """Text that is safe to keep, and what had to go."""

    text: str
    """NFC, lines parted by U+000A, no control character but tab and line feed."""
    removed: dict[str, int] = field(default_factory=dict)
    """Name of a removed character ("ESC", "U+009B") to how often it was removed."""

    @property
    def report(self) -> str:
        """One line for the person who brought the text; empty when nothing was removed."""
        return ", ".join(f"{count} × {name}" for name, count in sorted(self.removed.items()))


def clean(text: str) -> Cleaned:
    """The same text without what must not be stored.

    Every kind of line end becomes U+000A; C0 and C1 controls, DEL, lone surrogates and stray byte-order marks go; the rest is
    brought to NFC. Tab, no-break spaces, zero-width and bidirectional characters stay. Applying it twice changes nothing more.
    """
    lined = _LINE_END.sub("\n", text)
    removed = Counter(_name(character) for character in _FORBIDDEN.findall(lined))
    kept = _FORBIDDEN.sub("", lined) if removed else lined
    return Cleaned(unicodedata.normalize("NFC", kept), dict(removed))


def _name(character: str) -> str:
    return _NAMES.get(character, f"U+{ord(character):04X}")


def _marks() -> dict[int, str]:
    marks = {code: chr(0x2400 + code) for code in range(0x20)}  # the control pictures: ␛ for ESC
    marks |= dict.fromkeys(range(0x80, 0xA0), "⌧") | {0x7F: "␡"}
    marks |= {ord(NBSP): "␣", ord(NNBSP): "‿"}
    for span in _NOT_DRAWN.split():
        first, _, last = span.partition("-")
        marks |= dict.fromkeys(range(int(first, 16), int(last or first, 16) + 1), "¦")
    marks |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "⇄")
    marks |= {0x0A: "⏎", 0x09: "→", 0x2028: "⏎", 0x2029: "⏎"}
    return marks | dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "�")


_MARKS = _marks()


@lru_cache
def _marks_without(keep: str) -> dict[int, str]:
    return {code: mark for code, mark in _MARKS.items() if chr(code) not in keep}


def visible(text: str, keep: str = "") -> str:
    """The text as it may be drawn on a terminal: one visible character for each that is not.

    Character positions stay the same, so spans found in `text` hold in the result. Characters in `keep` (say a line feed, for
    a widget that wraps lines itself) are left as they are.
    """
    return text.translate(_marks_without(keep))
