"""The line at the top of the desk: which release, and how far it is in each language."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from releases.model import Panels
from screens.text import bar, one_line

_BAR = 5


class TitleLine(Static):
    """One line, whatever the width: the title gives way to the progress."""

    def show(self, panels: Panels, languages: Sequence[str]) -> None:
        total, parts = len(panels.segments), []
        for code in languages:
            done = sum(not panels.target(segment.id, code).open for segment in panels.segments)
            parts.append(f" {code.upper()} {done}/{total} {bar(done, total, _BAR)}")
        room = self.app.size.width - sum(len(part) for part in parts)
        name = one_line(f"vierluik ▸ {panels.release.issued_at[:10]} {panels.release.title}", room)
        self.update(Content.assemble((name, "bold"), *parts))
