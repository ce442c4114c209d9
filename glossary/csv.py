"""Glossary tables as files: CSV (RFC 4180; commas or semicolons when reading) and TSV (tabs, a header, no quoting).

A spreadsheet takes a cell that begins with `= + - @` for a formula. In CSV such cells are written in quotes with a TAB before
them, which is taken off on reading, as all white space around a cell is. TSV has no quotes, hence no such guard, and no line
breaks within a cell: there they become spaces.

What the columns and cells mean is decided in `table`.
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from glossary.model import Concept
from glossary.table import HEADER_HINT, GlossaryTable, Row, read_rows, rows_of
from workspace.errors import VierluikError
from workspace.files import read_bytes

MAX_BYTES = 64 * 1024 * 1024

_FORMULA = tuple("=+-@\t\r＝＋－＠")
_NEEDS_QUOTES = re.compile('[",\n\r\t]')


def read_file(path: Path) -> GlossaryTable:
    """The table in a UTF-8 file: TSV when its name ends in `.tsv`, else CSV.

    Raises VierluikError when the file cannot be read, is not text, or holds no glossary table.
    """
    data = read_bytes(path, MAX_BYTES)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise VierluikError(f"{path} is not UTF-8 text", "Save it as “CSV UTF-8” in the spreadsheet program.") from error
    return read_table(text, tabs=path.suffix.lower() == ".tsv", name=str(path))


def read_table(text: str, tabs: bool = False, name: str = "The table") -> GlossaryTable:
    """The table in a text, as TSV or CSV; `name` is what messages call it.

    Raises VierluikError when it cannot be taken apart into rows, or has no header of a glossary table.
    """
    if "\0" in text:
        raise VierluikError(f"{name} is not text", "Save the table as CSV UTF-8, or as tab-separated text.")
    text = text.removeprefix("\ufeff")
    rows = _tsv_rows(text) if tabs else _csv_rows(text, name)
    while rows and not rows[-1].filled:  # spreadsheets write them by the hundred
        rows.pop()
    if not rows:
        raise VierluikError(f"{name} is empty", HEADER_HINT)
    return read_rows(rows, name)


def write_table(concepts: Iterable[Concept], tabs: bool = False) -> str:
    """The concepts as CSV (lines end in CR LF) or TSV (LF): the same concepts, in any order, give the same text."""
    lines = rows_of(concepts)
    if tabs:
        return "".join("\t".join(re.sub(r"[\t\r\n]+", " ", cell) for cell in line) + "\n" for line in lines)
    return "".join(",".join(map(_csv_cell, line)) + "\r\n" for line in lines)


def _csv_cell(value: str) -> str:
    guarded = f"\t{value}" if value.startswith(_FORMULA) else value
    return '"{}"'.format(guarded.replace('"', '""')) if _NEEDS_QUOTES.search(guarded) else guarded


def _tsv_rows(text: str) -> list[Row]:
    return [Row(line, tuple(row.split("\t"))) for line, row in enumerate(re.split(r"\r\n|\r|\n", text), start=1)]


def _csv_rows(text: str, name: str) -> list[Row]:
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = ";" if header.count(";") > header.count(",") else ","
    rows, line = [], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            rows.append(Row(line, tuple(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise VierluikError(f"{name} cannot be read from line {line} on: {error}", "Is a quotation mark not closed?") from error
    return rows
