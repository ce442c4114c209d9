"""The memory as TMX: valid, complete, the same every time, and read by others."""

import io
import os
from pathlib import Path

import pytest
from lxml import etree
from translate.storage import tmx

from tm.model import Context, Provenance, Unit, Variant
from tm.tmx import write_tmx

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

UNIT = Unit(
    source="De minister zegt: “Ja & <neen>.”",
    variants=(
        Variant("zh", "部长说：“是。”", "reviewed", author="bo", at="2026-03-02T10:00:00+00:00"),
        Variant("fr", "La ministre dit : « Oui. »", "translated", author="anna", at="2026-03-02T09:00:00.5+00:00"),
        Variant("en", "The minister says: ‘Yes.’", "translated", Provenance.MACHINE),
    ),
    context=Context("Voor.", ""),
    release_name="2026-03-02-een-release",
    segment=4,
    note="een nota",
    created_at="2026-03-01T08:00:00+00:00",
    created_by="anna",
    changed_at="2026-03-02T10:00:00+00:00",
    changed_by="bo",
)


def written(*units: Unit, codes: dict[str, str] | None = None) -> bytes:
    file = io.BytesIO()
    assert write_tmx(file, units, codes) == len(units)
    return file.getvalue()


def test_one_unit_holds_all_four_languages_in_the_order_of_the_panels() -> None:
    (tu,) = etree.fromstring(written(UNIT)).iter("tu")
    assert [(tuv.get(XML_LANG), tuv.findtext("seg")) for tuv in tu.iter("tuv")] == [
        ("nl-BE", "De minister zegt: “Ja & <neen>.”"),
        ("fr-BE", "La ministre dit : « Oui. »"),
        ("en-GB", "The minister says: ‘Yes.’"),
        ("zh-CN", "部长说：“是。”"),
    ]


def test_provenance_and_context_go_along() -> None:
    (tu,) = etree.fromstring(written(UNIT)).iter("tu")
    assert {name: tu.get(name) for name in ("tuid", "creationdate", "creationid", "changedate", "changeid")} == {
        "tuid": "2026-03-02-een-release:4",
        "creationdate": "20260301T080000Z",
        "creationid": "anna",
        "changedate": "20260302T100000Z",
        "changeid": "bo",
    }
    assert {prop.get("type"): prop.text or "" for prop in tu.findall("prop")} == {
        "x-release": "2026-03-02-een-release",
        "x-segment": "4",
        "x-context-pre": "Voor.",
        "x-context-post": "",
        "x-provenance": "human",
    }
    states = {tuv.get(XML_LANG): tuv.findtext("prop[@type='x-state']") for tuv in tu.iter("tuv")}
    assert states == {"nl-BE": None, "fr-BE": "translated", "en-GB": "translated", "zh-CN": "reviewed"}


def test_the_workspace_decides_how_languages_are_called() -> None:
    (tu,) = etree.fromstring(written(UNIT, codes={"fr": "fr"})).iter("tu")
    assert [tuv.get(XML_LANG) for tuv in tu.iter("tuv")] == ["nl-BE", "fr", "en-GB", "zh-CN"]


def test_the_same_units_give_the_same_bytes() -> None:
    assert written(UNIT, UNIT) == written(UNIT, UNIT)


def test_another_tool_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    path.write_bytes(written(UNIT))
    (unit,) = tmx.tmxfile.parsefile(str(path)).units
    assert unit.source == UNIT.source
    assert unit.gettarget("zh-CN") == "部长说：“是。”"
    assert unit.gettarget("fr-BE") == "La ministre dit : « Oui. »"


def test_it_is_valid_by_the_standards_own_dtd() -> None:
    data = Path(os.environ.get("VIERLUIK_TEST_DATA") or Path(__file__).parents[3] / "shared" / "data")
    found = sorted((data / "schemas" / "tmx").rglob("*.dtd"))
    if not found:
        if os.environ.get("CI"):
            pytest.fail(f"{data} is missing")
        pytest.skip(f"no TMX DTD in {data}")
    dtd = etree.DTD(str(next(path for path in found if "14" in path.name)))
    assert dtd.validate(etree.fromstring(written(UNIT, Unit("Kaal.", (Variant("fr", "Nu."),))))), dtd.error_log
