"""The four panels as one self-contained page: a row a segment, a column a language, blocks told apart.

Works without scripts and without the network; prints on landscape paper; on a phone the languages of a segment stand below
each other. Every text is escaped; nothing in a release can become markup.
"""

from html import escape
from itertools import groupby
from pathlib import Path

from languages import SOURCE
from languages.model import Language
from releases.export.selection import Row, Selection
from releases.model import BlockKind, State

_STYLE = Path(__file__).with_name("aligned.css")

_STATES = {State.DRAFT: "draft", State.REJECTED: "rejected"}


def render(selection: Selection) -> bytes:
    """The page, UTF-8."""
    release = selection.panels.release
    columns = selection.all_languages
    blocks = [(kind, list(rows)) for (_, kind), rows in groupby(selection.rows, _block_of)]
    before = [None, *(kind for kind, _ in blocks)]
    body = "".join(_block(kind, rows, kind is not last, selection) for (kind, rows), last in zip(blocks, before, strict=False))
    heads = "".join(f'<th scope="col" lang="{_code(one, selection)}">{escape(one.name)}</th>' for one in columns)
    facts = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in _facts(selection))
    return f"""\
<!DOCTYPE html>
<html lang="{_code(SOURCE, selection)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="vierluik">
<title>{escape(release.title)}</title>
<style>
{_STYLE.read_text("utf-8")}{_fonts(selection)}</style>
</head>
<body>
<header>
<h1>{escape(release.title)}</h1>
<p lang="en">{facts}</p>
</header>
<table>
<thead><tr><th scope="col" class="id">#</th>{heads}</tr></thead>
{body}</table>
</body>
</html>
""".encode()


def _facts(selection: Selection) -> list[str]:
    """What a reader should know beside the title."""
    release, missing = selection.panels.release, selection.missing
    total = len(selection.rows) * len(selection.languages)
    facts = [
        release.issued_at.replace("T", " "),
        release.source_name,
        "confidential" if release.confidential else "",
        f"embargo until {release.embargo_until.replace('T', ' ')}" if release.embargo_until else "",
        f"{missing} of {total} translations missing" if missing else "",
    ]
    return [fact for fact in facts if fact]


def _block_of(row: Row) -> tuple[int, BlockKind]:
    """Lines of the contact block and items of a list are blocks of their own, but shown as one."""
    kind = row.segment.kind
    return (-1 if kind in (BlockKind.CONTACT, BlockKind.LIST) else row.segment.block), kind


def _block(kind: BlockKind, rows: list[Row], named: bool, selection: Selection) -> str:
    """The rows of a block; the first of several of one kind says which kind."""
    width = len(selection.all_languages) + 1
    head = f'<tr class="kind"><th scope="rowgroup" colspan="{width}" lang="en">{kind}</th></tr>\n' if named else ""
    return f'<tbody class="{kind}">\n{head}{"".join(_row(row, selection) for row in rows)}</tbody>\n'


def _row(row: Row, selection: Selection) -> str:
    number = row.segment.id
    cells = "".join(_cell(row, one, selection) for one in selection.all_languages)
    return f'<tr id="s{number}"><td class="id"><a href="#s{number}">{number}</a></td>{cells}</tr>\n'


def _cell(row: Row, spoken: Language, selection: Selection) -> str:
    text = row.text(spoken.code)
    target = row.targets.get(spoken.code)
    remark = f'<small lang="en">{_STATES[target.state]}</small>' if target and target.state in _STATES else ""
    empty = "" if text else ' class="empty"'
    label = escape(spoken.code.upper())
    return f'<td lang="{_code(spoken, selection)}" data-label="{label}"{empty}>{escape(text)}{remark}</td>'


def _code(spoken: Language, selection: Selection) -> str:
    return escape(selection.border_codes[spoken.code])


def _fonts(selection: Selection) -> str:
    """A font stack for each language; the page's own is that of the source."""
    rules = [f"body {{ font-family: {_stack(SOURCE)}; }}"]
    rules += [f":lang({_code(one, selection)}) {{ font-family: {_stack(one)}; }}" for one in selection.languages]
    return "\n".join(rules) + "\n"


def _stack(spoken: Language) -> str:
    *named, generic = spoken.fonts
    return ", ".join([*(f'"{name}"' for name in named), generic])
