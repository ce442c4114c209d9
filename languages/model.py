"""What a language is to vierluik: data. Each language module fills one `Language`; the engines beside it read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SentenceRules:
    """What tells the end of a sentence from a mere full stop."""

    terminators: str
    """Characters that may end a sentence, such as `.!?…`."""
    closers: str
    """What may stand between the terminator and the end: closing quotes and brackets."""
    openers: str
    """What may stand before the first letter of a sentence: opening quotes and brackets."""
    spaced: bool = True
    """Whether sentences are parted by white space; Chinese ones follow each other directly."""
    abbreviations: frozenset[str] = frozenset()
    """Without the last full stop: after these the sentence goes on, whatever follows (`dhr`, `o.a`).

    Lower-case ones are meant in any case but as an acronym; ones with a capital (`Ch`, `MM`) as they are written.
    """
    number_abbreviations: frozenset[str] = frozenset()
    """The same, but only when a number follows (`nr`, `blz`): alone they are ordinary words."""
    closing_abbreviations: frozenset[str] = frozenset()
    """The same, but they may close a sentence: it ends if a capital follows (`enz`, `bv.b.a`)."""
    lettered: frozenset[str] = frozenset()
    """Words for things that a capital names: the one in `plan B.` is no initial."""
    low_starts: tuple[str, ...] = ()
    """Words that begin a sentence without a capital of their own when one follows: `'s`, `’t`."""


@dataclass(frozen=True)
class BlockWords:
    """The headings by which a press release announces its parts, as regular expressions for a whole line, any case."""

    contact: tuple[str, ...]
    boilerplate: tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """One language. `code` is ours; everything else is what is true of the language."""

    code: str
    name: str
    """Its own name for itself."""
    border_code: str
    """BCP 47, as written into files by default."""
    aliases: tuple[str, ...]
    """Other codes that mean it, lower-case with hyphens."""
    sentences: SentenceRules
    blocks: BlockWords
    months: tuple[tuple[str, ...], ...]
    """Twelve times the month's names and abbreviations, lower-case, the full name first; empty where months are numbers."""
    date_patterns: tuple[str, ...]
    """Regular expressions with groups `day`, `month`, `year` and perhaps `hour`, `minute`, `half` (a or p).

    `{months}` is filled in."""
    fonts: tuple[str, ...]
    """A font stack for pages, best first; a generic family last."""

    @property
    def joiner(self) -> str:
        """What stands between two sentences of a paragraph."""
        return " " if self.sentences.spaced else ""


LATIN_FONTS = ("Source Sans 3", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif")
