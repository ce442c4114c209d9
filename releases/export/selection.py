"""What of a release is handed out: which languages, and targets in which states. Every format starts from here."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from languages import LANGUAGES, SOURCE, language
from languages.model import Language
from releases.model import Panels, Segment, State, Target


@dataclass(frozen=True)
class Row:
    """A segment with the targets that were chosen."""

    segment: Segment
    targets: dict[str, Target]
    """By language code, in the order of the panels; a language without a chosen target is missing."""

    def text(self, code: str) -> str:
        """The text in a language, Dutch included; empty when there is none."""
        if code == SOURCE.code:
            return self.segment.source
        return self.targets[code].text if code in self.targets else ""


@dataclass(frozen=True)
class Selection:
    """A release as it is to be handed out."""

    panels: Panels
    languages: tuple[Language, ...]
    """The target languages, in the order of the panels."""
    rows: tuple[Row, ...]
    border_codes: Mapping[str, str]
    """Language code to the code written into files."""

    @classmethod
    def of(
        cls, panels: Panels, codes: Sequence[str], states: Collection[State] | None, border_codes: Mapping[str, str]
    ) -> "Selection":
        """Choose target languages and, unless None, the states a target must have."""
        languages = tuple(language(code) for code in codes)
        rows = tuple(Row(segment, dict(_chosen(panels, segment, languages, states))) for segment in panels.segments)
        defaults = {code: one.border_code for code, one in LANGUAGES.items()}
        return cls(panels, languages, rows, defaults | dict(border_codes))

    @property
    def all_languages(self) -> tuple[Language, ...]:
        return (SOURCE, *self.languages)

    @property
    def missing(self) -> int:
        """How many targets the rows do not have."""
        return sum(one.code not in row.targets for row in self.rows for one in self.languages)

    def count_flattened(self) -> int:
        """How many texts have a line break or a tab in them."""
        texts = (row.text(one.code) for row in self.rows for one in self.all_languages)
        return sum("\n" in text or "\t" in text for text in texts)


def _chosen(
    panels: Panels, segment: Segment, languages: tuple[Language, ...], states: Collection[State] | None
) -> Iterator[tuple[str, Target]]:
    for one in languages:
        target = panels.target(segment.id, one.code)
        if target.text and (states is None or target.state in states):
            yield one.code, target
