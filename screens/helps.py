"""What helps with the segment in hand: matches with their difference, names from the glossary, findings. Drawing only."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from glossary.model import Hit, Term, TermStatus
from releases.model import Finding
from screens.text import ui_text
from tm.model import Basis, EditKind, Match

TERM_MARKS = {
    TermStatus.APPROVED: "✔",
    TermStatus.PROPOSED: "?",
    TermStatus.DEPRECATED: "✗",
    TermStatus.OBSOLETE: "†",
    TermStatus.REJECTED: "✗",
}

_TERM_STYLES = {
    TermStatus.APPROVED: "underline",
    TermStatus.PROPOSED: "italic underline",
    TermStatus.DEPRECATED: "strike",
    TermStatus.OBSOLETE: "italic",
}

SEVERITY_MARKS = {"error": "‼", "warning": "!", "info": "i"}

FoundTerms = Sequence[tuple[Hit, list[Term]]]


class SourceText(Static):
    """The Dutch text, with the names that the glossary knows marked by their status."""

    def show(self, source: str, terms: FoundTerms) -> None:
        content = ui_text(source)
        for hit, _ in terms:
            content = content.stylize(_TERM_STYLES.get(hit.term.status, ""), hit.start, hit.end)
        self.update(content)


class MatchList(Static):
    """The matches, best first, each with what differs from the present source."""

    def show(self, query: str, matches: Sequence[Match], inserted: int | None) -> None:
        """`inserted` is the number of the match that was put into the target last."""
        blocks = [_match(query, match, number == inserted) for number, match in enumerate(matches)]
        self.update(Content("\n").join(blocks) if blocks else Content.styled("no match", "dim"))


class TermList(Static):
    """The names found in the source, with the name to use."""

    def show(self, source: str, terms: FoundTerms) -> None:
        lines = [
            Content.assemble(
                (f"{TERM_MARKS[hit.term.status]} ", "bold"),
                ui_text(source[hit.start : hit.end]),
                (" → ", "dim"),
                ui_text(names[0].text, "bold") if names else Content.styled("no name yet", "dim"),
                ("" if not names or names[0].status is TermStatus.APPROVED else " (proposed)", "dim italic"),
            )
            for hit, names in terms
        ]
        self.update(Content("\n").join(lines) if lines else Content.styled("no name known", "dim"))


class FindingList(Static):
    """What the checks say about the saved target."""

    def show(self, findings: Sequence[Finding]) -> None:
        lines = [
            Content.assemble(
                (f"{SEVERITY_MARKS[one.severity]} ", "bold $error" if one.severity == "error" else "bold $warning"),
                (f"{one.check}: ", "dim"),
                ui_text(one.message),
            )
            for one in findings
        ]
        self.update(Content("\n").join(lines) if lines else Content.styled("nothing to report", "dim"))


def _match(query: str, match: Match, inserted: bool) -> Content:
    unit = match.unit
    facts = [unit.release_name or "imported", match.variant.state, match.variant.author, match.variant.at[:10]]
    facts += [f"−{points} {reason}" for reason, points in match.penalties]
    # Where the two comparisons tell different stories, both are shown.
    if match.basis in (Basis.TOKENS, Basis.CHARACTERS) and abs(match.comparison.tokens - match.comparison.characters) >= 5:
        facts.append(f"words {match.comparison.tokens}, characters {match.comparison.characters}")
    head = Content.assemble(
        ("▸" if inserted else " ", "bold"),
        (f"{match.score:>3} ", "bold $success" if match.score >= 100 else "bold $warning"),
        ui_text(" · ".join(fact for fact in facts if fact), "dim"),
    )
    lines = [head]
    if match.basis in (Basis.TOKENS, Basis.CHARACTERS):
        lines.append(Content.assemble("    ", difference(query, match)))
    lines.append(Content.assemble("    ", ui_text(match.target, "bold")))
    return Content("\n").join(lines)


def difference(query: str, match: Match) -> Content:
    """The unit's source, with what to take out as `[-…-]` and what to put in as `{+…+}`; marks, not colours alone."""
    source, parts, place = match.unit.source, [], 0
    for edit in match.comparison.edits:
        parts.append(ui_text(source[place : edit.source[0]], "dim"))
        old, new = source[slice(*edit.source)], query[slice(*edit.query)]
        parts.append(ui_text(old, "dim") if edit.kind is EditKind.EQUAL else _changed(old, new))
        if edit.kind is EditKind.INSERT:
            parts.append(Content(" "))
        place = edit.source[1]
    return Content.assemble(*parts, ui_text(source[place:], "dim"))


def _changed(old: str, new: str) -> Content:
    parts = []
    if old:
        parts.append(ui_text(f"[-{old}-]", "$error"))
    if new:
        parts.append(ui_text(f"{{+{new}+}}", "$success"))
    return Content.assemble(*parts)
