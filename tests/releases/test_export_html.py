"""The page with the four panels: what it says, that nothing in it can act, and what a browser makes of it."""

import json
import os
import re
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from releases.demo import SAMPLES
from releases.desk import Desk
from releases.export.aligned_html import render
from releases.export.selection import Selection
from releases.importing import import_file
from releases.model import Panels, State, Target
from workspace.directory import Workspace
from workspace.text import clean

MakePanels = Callable[..., Panels]

TEXT = """\
2 maart 2026 10:00

Een loket

De dienst opent een loket. Iedereen is er welkom.

Het loket is open.
Een afspraak is niet nodig.
- een plan;
- een lijst.

“Wie vragen heeft, moet bij iemand terechtkunnen die tijd heeft.”

Contact
02 555 01 23 | pers@example.be
Persdienst

Over de Dienst
De Dienst bestaat.
"""
# 1 dateline, 2 title, 3-4 lead, 5-6 body, 7-8 list, 9 quote, 10 heading, 11-12 contact, 13 heading, 14 boilerplate

HOSTILE = [
    "<script>document.title = 'owned'</script>",
    "</td></tr></table><script>alert(1)</script>",
    "</style><b>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\"' onmouseover='alert(1)",
    "&lt;b&gt; &amp; &#60;",
    "<!-- <![CDATA[ ]]> -->",
    "[/] [bold]x[/bold] {{7*7}} ${x}",
    "javascript:alert(1)",
    "\u202etxet\u200b\u2066",
    "</title><svg onload=alert(1)>",
]


def page(panels: Panels, *codes: str, **border: str) -> str:
    return render(Selection.of(panels, codes or ["fr", "en", "zh"], None, border)).decode()


def tree(text: str) -> Any:
    return etree.fromstring(text, etree.HTMLParser(encoding="utf-8"))


@pytest.fixture
def panels(make_panels: MakePanels) -> Panels:
    count = len(make_panels(TEXT).segments)
    targets = {code: [f"{code} {number}" for number in range(1, count + 1)] for code in ("fr", "en")}
    chinese: list[str | None] = [f"中文{number}。" for number in range(1, count + 1)]
    chinese[2] = None
    states = {(3, "fr"): State.DRAFT, (4, "fr"): State.REJECTED, (5, "fr"): State.FINAL}
    return make_panels(TEXT, targets | {"zh": chinese}, states)


class TestThePage:
    def test_a_row_holds_a_segment_in_each_language(self, panels: Panels) -> None:
        found = tree(page(panels))
        assert [cell.text for cell in found.findall(".//thead/tr/th")] == ["#", "Nederlands", "français", "English", "中文"]
        rows = found.findall(".//tr[@id]")
        assert [row.get("id") for row in rows] == [f"s{number}" for number in range(1, 15)]
        assert [[cell.get("lang") for cell in row][1:] for row in rows] == [["nl-BE", "fr-BE", "en-GB", "zh-CN"]] * 14
        assert [cell.text for cell in rows[1][1:]] == ["Een loket", "fr 2", "en 2", "中文2。"]

    def test_the_columns_are_those_asked_for(self, panels: Panels) -> None:
        found = tree(page(panels, "zh"))
        assert [cell.text for cell in found.findall(".//thead/tr/th")] == ["#", "Nederlands", "中文"]

    def test_the_workspace_decides_how_languages_are_called(self, panels: Panels) -> None:
        found = tree(page(panels, fr="fr", nl="nl"))
        assert found.get("lang") == "nl"
        assert [cell.get("lang") for cell in found.find(".//tr[@id]")][1:] == ["nl", "fr", "en-GB", "zh-CN"]

    def test_kinds_of_blocks_are_told_apart_and_each_run_of_one_kind_is_named_once(self, panels: Panels) -> None:
        found = tree(page(panels))
        bodies = [
            (one.get("class"), one.findtext("tr[@class='kind']/th"), len(one.findall("tr[@id]"))) for one in found.iter("tbody")
        ]
        assert bodies == [
            ("dateline", "dateline", 1),
            ("title", "title", 1),
            ("lead", "lead", 2),
            ("body", "body", 1),
            ("body", None, 1),
            ("list", "list", 2),
            ("quote", "quote", 1),
            ("heading", "heading", 1),
            ("contact", "contact", 2),
            ("heading", "heading", 1),
            ("boilerplate", "boilerplate", 1),
        ]

    def test_a_translation_that_is_not_there_is_seen_to_be_missing(self, panels: Panels) -> None:
        found = tree(page(panels))
        (empty,) = found.findall(".//td[@class='empty']")
        assert (empty.get("lang"), empty.text) == ("zh-CN", None)
        assert "1 of 42 translations missing" in "".join(found.find(".//header/p").itertext())

    def test_drafts_and_rejected_translations_say_so_and_final_ones_do_not(self, panels: Panels) -> None:
        remarks = {cell.getparent().text: cell.text for cell in tree(page(panels)).iter("small")}
        assert remarks == {"fr 3": "draft", "fr 4": "rejected"}

    def test_title_date_and_file_stand_above(self, panels: Panels) -> None:
        found = tree(page(panels))
        assert found.findtext(".//title") == found.findtext(".//h1") == "Een loket"
        assert [one.text for one in found.findall(".//header/p/bdi")][:2] == ["2026-03-02 10:00", "loket.txt"]

    def test_an_embargo_and_confidentiality_are_not_kept_quiet(self, make_panels: MakePanels) -> None:
        found = tree(page(make_panels("X", {"fr": ["Y"]}, confidential=True, embargo_until="2026-03-02T06:00"), "fr"))
        facts = [one.text for one in found.findall(".//header/p/bdi")]
        assert facts[2:] == ["confidential", "embargo until 2026-03-02 06:00"]

    def test_line_breaks_in_a_text_are_kept(self, make_panels: MakePanels) -> None:
        text = page(make_panels("X", {"fr": ["un\ndeux"]}), "fr")
        assert ">un\ndeux</td>" in text
        assert "white-space: pre-wrap" in text

    def test_each_language_has_its_fonts_and_the_chinese_first_of_all_chinese_ones(self, panels: Panels) -> None:
        (rule,) = re.findall(r":lang\(zh-CN\) \{ font-family: ([^;]+); \}", page(panels))
        assert rule.startswith('"Noto Sans SC", "Noto Sans CJK SC"')
        assert rule.endswith("sans-serif")
        assert ":lang(fr-BE) { font-family:" in page(panels)


class TestItActsOnNothing:
    def test_it_needs_neither_network_nor_script(self, panels: Panels) -> None:
        text = page(panels)
        assert not re.search(r"http|//|@import|url\(|src=|<script|<link|<iframe", text, re.IGNORECASE)
        assert {one.get("href")[0] for one in tree(text).iter("a")} == {"#"}

    @pytest.mark.parametrize("hostile", HOSTILE)
    def test_nothing_in_a_release_becomes_markup(self, make_panels: MakePanels, hostile: str) -> None:
        made = make_panels(f"{hostile} x", {"fr": [hostile]}, title=hostile, source_name=hostile, issued_at=hostile)
        harmless = make_panels("x x", {"fr": ["x"]}, title="x", source_name="x", issued_at="x")
        found, expected = tree(page(made, "fr")), tree(page(harmless, "fr"))
        assert [one.tag for one in found.iter()] == [one.tag for one in expected.iter()]
        assert [sorted(one.attrib) for one in found.iter()] == [sorted(one.attrib) for one in expected.iter()]
        assert found.findtext(".//td[@lang='fr-BE']") == hostile
        assert found.findtext(".//h1") == found.findtext(".//title") == hostile

    @pytest.mark.parametrize("code", ['x" onload="alert(1)', "x</style><script>", "x'><b>"])
    def test_not_even_a_language_code_from_the_settings_does(self, panels: Panels, code: str) -> None:
        found, expected = tree(page(panels, fr=code)), tree(page(panels))
        assert [(one.tag, sorted(one.attrib)) for one in found.iter()] == [
            (one.tag, sorted(one.attrib)) for one in expected.iter()
        ]

    @given(text=st.text(max_size=60).filter(lambda text: clean(text).text.strip()))
    def test_any_text_comes_back_from_the_page(self, make_panels: MakePanels, text: str) -> None:
        cleaned = clean(text).text
        found = re.search(r'<td lang="fr-BE"[^>]*>([^<]*)</td>', page(make_panels("X", {"fr": [cleaned]}), "fr"))
        assert found is not None
        assert unescape(found[1]) == cleaned


Browse = Callable[..., str]

# Reads off how the page is laid out; it is put into a copy of the page, which itself has no script.
PROBE = """<pre id="probe"></pre><script>
const box = one => { const r = one.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom].map(Math.round) };
const cells = id => [...document.getElementById(id).querySelectorAll("td[lang]")];
document.getElementById("probe").textContent = JSON.stringify({
  width: innerWidth,
  wide: document.documentElement.scrollWidth,
  rows: [...document.querySelectorAll("tr[id]")].map(row => cells(row.id).map(box)),
  numbers: [...document.querySelectorAll("td.id a")].map(box),
  head: box(document.querySelector("thead")),
  styles: cells("s9").map(one => getComputedStyle(one).fontStyle),
  sticky: getComputedStyle(document.querySelector("thead th")).position,
});
</script></body>"""


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """A browser without a window: gives what it prints."""
    binary = shutil.which("chromium")
    if binary is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
    flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars".split()
    flags += "--disable-background-networking --disable-component-update --disable-sync --no-pdf-header-footer".split()

    def run(path: Path, *options: str) -> str:
        command = [binary, *flags, f"--user-data-dir={tmp_path / 'browser'}", *options, path.as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=180, check=True)
        return done.stdout.decode()

    return run


@pytest.fixture
def sample(workspace: Workspace, tmp_path: Path) -> Iterator[Path]:
    """The page of a whole release, nearly all of it long sentences."""
    desk = Desk(workspace, import_file(workspace, sorted(SAMPLES.glob("*.nl.txt"))[0]).release.id)
    for segment in desk.panels.segments:
        for code, text in (("fr", segment.source), ("en", segment.source), ("zh", "中文" * (len(segment.source) // 6 + 1))):
            desk.panels.targets[segment.id, code] = Target(segment.id, code, text)
    path = tmp_path / "page.html"
    path.write_text(page(desk.panels), "utf-8")
    return path


def layout(browse: Browse, text: str, path: Path, width: int) -> dict[str, Any]:
    path.write_text(text.replace("</body>", PROBE), "utf-8")
    dumped = browse(path, f"--window-size={width},900", "--dump-dom")
    found = re.search(r'<pre id="probe">(.*?)</pre>', dumped)
    assert found is not None, dumped[:2000]
    result: dict[str, Any] = json.loads(unescape(found[1]))
    return result


class TestInABrowser:
    """What Chromium makes of it. One look says more, but these hold what a look found wrong once."""

    def test_the_browser_sees_four_columns_and_every_row(self, browse: Browse, sample: Path) -> None:
        found = tree(browse(sample, "--dump-dom"))
        assert len(found.findall(".//thead/tr/th")) == 5
        rows = found.findall(".//tr[@id]")
        assert len(rows) == 32
        assert {len(row.findall("td")) for row in rows} == {5}

    def test_hostile_texts_do_nothing_there(self, browse: Browse, make_panels: MakePanels, tmp_path: Path) -> None:
        made = make_panels("\n\n".join(["Titel", *HOSTILE]), {"fr": ["x", *HOSTILE]}, title=HOSTILE[0], source_name=HOSTILE[1])
        (tmp_path / "page.html").write_text(page(made, "fr"), "utf-8")
        found = tree(browse(tmp_path / "page.html", "--dump-dom"))
        assert found.findtext(".//title") == HOSTILE[0]
        assert not list(found.iter("script", "img", "svg", "b"))

    def test_on_a_screen_the_panels_stand_side_by_side(self, browse: Browse, panels: Panels, tmp_path: Path) -> None:
        seen = layout(browse, page(panels), tmp_path / "page.html", 1400)
        for row in seen["rows"]:
            assert len({top for _, top, _, _ in row}) == 1
            assert all(before[2] <= after[0] for before, after in pairwise(row))
        widths = [right - left for left, _, right, _ in seen["rows"][0]]
        assert max(widths) - min(widths) <= 1
        assert seen["wide"] <= seen["width"]
        assert seen["sticky"] == "sticky"

    def test_on_a_phone_they_stand_below_each_other(self, browse: Browse, panels: Panels, tmp_path: Path) -> None:
        seen = layout(browse, page(panels), tmp_path / "page.html", 390)
        assert seen["width"] <= 500  # what the browser makes of 390
        assert seen["wide"] <= seen["width"]
        assert seen["head"][2] == 0  # the labels beside the texts say which language it is
        for row in seen["rows"]:
            assert len({left for left, _, _, _ in row}) == 1
            assert all(before[3] <= after[1] for before, after in pairwise(row))
        assert all(number[2] <= seen["width"] for number in seen["numbers"])

    def test_quotes_are_italic_but_never_in_chinese(self, browse: Browse, panels: Panels, tmp_path: Path) -> None:
        seen = layout(browse, page(panels), tmp_path / "page.html", 1400)
        assert seen["styles"] == ["italic", "italic", "italic", "normal"]

    def test_it_can_be_photographed_at_the_width_of_a_phone(self, browse: Browse, sample: Path, tmp_path: Path) -> None:
        picture = tmp_path / "phone.png"
        browse(sample, "--window-size=390,900", f"--screenshot={picture}")
        data = picture.read_bytes()
        assert data.startswith(b"\x89PNG")
        assert struct.unpack(">II", data[16:24]) == (390, 900)
        assert len(data) > 10_000  # there is something to see

    def test_it_prints_on_landscape_paper_as_a_table(self, browse: Browse, make_panels: MakePanels, tmp_path: Path) -> None:
        """Below each other, as on a phone, so many lines would take nine sheets."""
        text = "\n\n".join(f"Dit is regel {number}." for number in range(60))
        (tmp_path / "page.html").write_text(page(make_panels(text)), "utf-8")
        printed = tmp_path / "page.pdf"
        browse(tmp_path / "page.html", f"--print-to-pdf={printed}")
        data = printed.read_bytes()
        assert data.startswith(b"%PDF")
        sheets = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", data)
        assert {float(width) > float(height) for width, height in sheets} == {True}
        assert 2 <= len(re.findall(rb"/Type\s*/Page\b", data)) <= 5
