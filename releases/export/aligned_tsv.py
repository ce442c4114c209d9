"""A table of the panels: tab-separated, no quoting, a line a segment, a header of `id` and language codes.

The format cannot carry line breaks and tabs within a text: they become spaces (`Selection.count_flattened` counts the texts).
"""

from releases.export.selection import Selection


def render(selection: Selection) -> bytes:
    codes = [one.code for one in selection.all_languages]
    lines = ["\t".join(["id", *codes])]
    lines += ["\t".join([str(row.segment.id), *(_cell(row.text(code)) for code in codes)]) for row in selection.rows]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _cell(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")
