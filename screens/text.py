"""Text on the screen: never markup, never a control character."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from releases.model import Origin, State, Target
from workspace.text import visible

STATE_MARKS = {
    State.NEW: "·",
    State.DRAFT: "✎",
    State.TRANSLATED: "✔",
    State.REVIEWED: "✔✔",
    State.FINAL: "■",
    State.REJECTED: "✗",
}
"""One or two cells; no information is given by colour alone."""


def ui_text(text: str, style: str = "") -> Content:
    """Text of others as a widget may show it: no markup, invisible characters drawn, line breaks kept."""
    return Content.styled(visible(text, keep="\n"), style) if style else Content(visible(text, keep="\n"))


def one_line(text: str, width: int) -> str:
    """Exactly `width` cells of the text, cut with an ellipsis or padded; double-width characters are never halved."""
    shown = visible(text)
    if cell_len(shown) > width > 0:
        return set_cell_size(set_cell_size(shown, width - 1).rstrip() + "…", width)
    return set_cell_size(shown, max(width, 0))


def state_mark(target: Target) -> str:
    """The symbol of a target's state: `↻` outdated, `≈` a draft that a machine filled in, else that of `STATE_MARKS`."""
    if target.outdated:
        return "↻"
    if target.state is State.DRAFT and target.origin in (Origin.MATCH, Origin.PROPAGATED, Origin.MACHINE):
        return "≈"
    return STATE_MARKS[target.state]


def bar(done: int, total: int, width: int) -> str:
    """A progress bar of `width` cells, to the eighth of a cell."""
    eighths = round(8 * width * done / total) if total else 0
    full, rest = divmod(eighths, 8)
    partial = "" if not rest else "▏▎▍▌▋▊▉"[rest - 1]
    return ("█" * full + partial).ljust(width, "░")[:width]
