"""TMX 1.4 (LISA/OSCAR, 2005): one `<tu>` with a `<tuv>` for each language, provenance and context.

Written as a stream, unit by unit; the same units give the same bytes. Context uses the property names that memoQ and
others read (`x-context-pre`, `x-context-post`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from importlib import metadata
from typing import BinaryIO

from lxml import etree

from languages import LANGUAGES, SOURCE
from tm.model import Unit

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def write_tmx(file: BinaryIO, units: Iterable[Unit], border_codes: Mapping[str, str] | None = None) -> int:
    """Write units to an open binary file; returns how many.

    `border_codes` says how languages are called in the file where that is not the language's default (`fr` → `fr-BE`).
    """
    codes = {code: language.border_code for code, language in LANGUAGES.items()} | dict(border_codes or {})
    count = 0
    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        xml.write_doctype('<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
        with xml.element("tmx", {"version": "1.4"}):
            xml.write("\n")
            xml.write(_header(codes[SOURCE.code]))
            with xml.element("body"):
                xml.write("\n")
                for unit in units:
                    xml.write(_tu(unit, codes))
                    count += 1
    return count


def _header(source_code: str) -> etree._Element:
    header = etree.Element(
        "header",
        {
            "creationtool": "vierluik",
            "creationtoolversion": metadata.version("vierluik"),
            "segtype": "sentence",
            "o-tmf": "vierluik",
            "adminlang": "en",
            "srclang": source_code,
            "datatype": "plaintext",
        },
    )
    header.tail = "\n"
    return header


def _tu(unit: Unit, codes: Mapping[str, str]) -> etree._Element:
    tu = etree.Element("tu", {"tuid": _tuid(unit), "srclang": codes[SOURCE.code]})
    for name, value in (
        ("creationdate", _date(unit.created_at)),
        ("creationid", unit.created_by),
        ("changedate", _date(unit.changed_at)),
        ("changeid", unit.changed_by),
    ):
        if value:
            tu.set(name, value)
    if unit.note:
        _child(tu, "note", unit.note)
    _props(tu, {"x-release": unit.release_name, "x-segment": "" if unit.segment is None else str(unit.segment)})
    if unit.context:
        _props(tu, {"x-context-pre": unit.context.previous, "x-context-post": unit.context.next}, empty=True)
    _props(tu, {"x-provenance": unit.provenance})
    source = etree.SubElement(tu, "tuv", {_XML_LANG: codes[SOURCE.code]})
    _child(source, "seg", unit.source)
    order = list(LANGUAGES)
    for variant in sorted(unit.variants, key=lambda one: order.index(one.language)):
        tuv = etree.SubElement(tu, "tuv", {_XML_LANG: codes[variant.language]})
        if variant.at:
            tuv.set("changedate", _date(variant.at))
        if variant.author:
            tuv.set("changeid", variant.author)
        _props(tuv, {"x-state": variant.state, "x-provenance": variant.provenance})
        _child(tuv, "seg", variant.text)
    etree.indent(tu)
    tu.tail = "\n"
    return tu


def _tuid(unit: Unit) -> str:
    """Stable for a place in a release; else the number in the memory."""
    if unit.release_name and unit.segment is not None:
        return f"{unit.release_name}:{unit.segment}" + (f":{unit.id}" if unit.id else "")
    return str(unit.id)


def _props(parent: etree._Element, values: Mapping[str, str], empty: bool = False) -> None:
    for name, value in values.items():
        if value or empty:
            _child(parent, "prop", value).set("type", name)


def _child(parent: etree._Element, tag: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, tag)
    child.text = text
    return child


def _date(iso: str) -> str:
    """`2016-08-31T13:46:00+00:00` as TMX writes it: `20160831T134600Z`."""
    return f"{datetime.fromisoformat(iso):%Y%m%dT%H%M%SZ}" if iso else ""
