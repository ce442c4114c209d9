"""Handing a release out: what all formats promise, and what each of them says."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage import tmx as toolkit_tmx

from languages import LANGUAGES
from releases.export import FORMATS, Exported, export_release
from releases.export.selection import Selection
from releases.model import Origin, Panels, State
from workspace.errors import VierluikError
from workspace.text import clean

MakePanels = Callable[..., Panels]

TEXT = """\
2 maart 2026 10:00

Een loket

De dienst opent een loket. Iedereen is er welkom.  Ook u.

Er zijn twee delen:
- een plan;
2) een lijst.

Contact
02 555 01 23 | pers@example.be
"""
# 1 dateline, 2 title, 3-5 lead, 6 body, 7-8 list, 9 heading, 10 contact

FR = ["2 mars 2026 10:00", "Un guichet", "Le service ouvre un guichet.", "Chacun est bienvenu.", "Vous aussi."]
ZH = [
    "2026年3月2日 10:00",
    "窗口",
    "该机构开设窗口。",
    "欢迎所有人。",
    "也欢迎您。",
    "有两部分：",
    "方案；",
    "清单。",
    "联系方式",
    None,
]
EN = ["2 March 2026 10:00", "A desk", "The service opens a desk.", "All are welcome.", None, "There are two parts:", "a\tplan;"]

STATES = {(1, "fr"): State.REVIEWED, (2, "fr"): State.FINAL, (3, "fr"): State.DRAFT, (4, "fr"): State.REJECTED}
ALL = ["fr", "en", "zh"]
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def panels(make_panels: MakePanels) -> Panels:
    return make_panels(TEXT, {"fr": FR, "en": EN, "zh": ZH}, STATES)


def rendered(panels: Panels, name: str, *codes: str, states: tuple[State, ...] | None = None, **border: str) -> bytes:
    return FORMATS[name].render(Selection.of(panels, codes or ALL, states, border))


def test_there_are_these_formats() -> None:
    """Scripts name them; a new one is added here too."""
    assert {one.name: (one.suffix, one.one_language) for one in FORMATS.values()} == {
        "txt": (".txt", True),
        "aligned-html": (".html", False),
        "aligned-tsv": (".tsv", False),
        "jsonl": (".jsonl", False),
        "tmx": (".tmx", False),
    }


@pytest.mark.parametrize("name", FORMATS)
class TestEveryFormat:
    """The contract."""

    def codes(self, name: str) -> list[str]:
        return ["fr"] if FORMATS[name].one_language else ALL

    def test_gives_the_same_bytes_each_time(self, panels: Panels, name: str, tmp_path: Path) -> None:
        written = []
        for number in (1, 2):
            export_release(panels, name, self.codes(name), tmp_path / str(number))
            written.append((tmp_path / str(number)).read_bytes())
        assert written[0] == written[1] != b""

    def test_says_what_it_wrote_and_what_is_missing(self, panels: Panels, name: str, tmp_path: Path) -> None:
        (done,) = export_release(panels, name, self.codes(name), tmp_path / "uit")
        missing = 5 if FORMATS[name].one_language else 5 + 4 + 1
        flattened = 1 if name == "aligned-tsv" else 0
        assert done == Exported(tmp_path / "uit", tuple(self.codes(name)), 10, missing, flattened)

    def test_never_replaces_a_file_unasked(self, panels: Panels, name: str, tmp_path: Path) -> None:
        path = tmp_path / "uit"
        path.write_bytes(b"van iemand anders")
        with pytest.raises(VierluikError, match="exists already") as caught:
            export_release(panels, name, self.codes(name), path)
        assert "--force" in caught.value.hint
        assert path.read_bytes() == b"van iemand anders"

    def test_replaces_it_when_told_to_and_leaves_nothing_else_behind(self, panels: Panels, name: str, tmp_path: Path) -> None:
        place = tmp_path / "map"
        place.mkdir()
        (place / "uit").write_bytes(b"oud")
        export_release(panels, name, self.codes(name), place / "uit", force=True)
        assert [path.name for path in place.iterdir()] == ["uit"]
        assert (place / "uit").read_bytes() == rendered(panels, name, *self.codes(name))

    def test_names_its_file_after_the_release_in_a_directory(self, panels: Panels, name: str, tmp_path: Path) -> None:
        (done,) = export_release(panels, name, self.codes(name), tmp_path)
        language = ".fr" if FORMATS[name].one_language else ""
        assert done.path == tmp_path / f"2026-03-02-een-loket{language}{FORMATS[name].suffix}"
        assert done.path.is_file()

    def test_makes_the_directories_above_a_file(self, panels: Panels, name: str, tmp_path: Path) -> None:
        path = tmp_path / "nieuw" / "nog nieuwer" / "uit"
        export_release(panels, name, self.codes(name), path)
        assert path.is_file()

    def test_takes_only_targets_in_the_states_asked_for(self, panels: Panels, name: str, tmp_path: Path) -> None:
        states = (State.REVIEWED, State.FINAL)
        (done,) = export_release(panels, name, ["fr"], tmp_path / "uit", states)
        assert done.missing == 8
        data = (tmp_path / "uit").read_text("utf-8")
        assert [text in data for text in FR] == [True, True, False, False, False]

    def test_writes_a_release_that_nobody_translated(self, make_panels: MakePanels, name: str, tmp_path: Path) -> None:
        (done,) = export_release(make_panels(TEXT), name, self.codes(name), tmp_path / "uit")
        assert done.missing == done.segments * len(done.languages)
        assert done.path.is_file()

    def test_writes_a_release_of_one_segment(self, make_panels: MakePanels, name: str) -> None:
        assert rendered(make_panels("X", {"fr": ["Y"]}), name, "fr")

    @pytest.mark.parametrize(
        "hostile",
        [
            "<script>alert(1)</script>",
            "]]>&amp;<!--",
            "\"'`",
            "[/] [bold]x[/bold]",
            "=cmd|' /C calc'!A0",
            "\u202eodd\u200b",
            "𝔸👩🏽",
        ],
    )
    def test_keeps_hostile_text_as_text(self, make_panels: MakePanels, name: str, hostile: str) -> None:
        assert texts_in(rendered(make_panels(f"{hostile} x", {"fr": [hostile]}), name, "fr"), name) == [hostile]


def texts_in(data: bytes, name: str) -> list[str]:
    """The French texts that a reader of the format finds."""
    text = data.decode("utf-8")
    readers: dict[str, Callable[[], list[Any]]] = {
        "txt": lambda: [text],
        "aligned-tsv": lambda: [row["fr"] for row in csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)],
        "jsonl": lambda: [json.loads(line)["fr"] for line in text.splitlines()],
        "tmx": lambda: [tuv.findtext("seg") for tuv in etree.fromstring(data).iter("tuv") if tuv.get(XML_LANG) == "fr-BE"],
        "aligned-html": lambda: [
            "".join(cell.itertext()) for cell in etree.HTML(text).findall(".//td[@lang]") if cell.get("lang") == "fr-BE"
        ],
    }
    return readers[name]()


def test_a_format_that_does_not_exist_is_refused_with_those_that_do(panels: Panels, tmp_path: Path) -> None:
    with pytest.raises(VierluikError, match="not an export format") as caught:
        export_release(panels, "docx", ["fr"], tmp_path)
    assert "aligned-html" in caught.value.hint


def test_a_language_that_does_not_exist_is_refused(panels: Panels, tmp_path: Path) -> None:
    with pytest.raises(VierluikError, match="not a language"):
        export_release(panels, "jsonl", ["fr", "de"], tmp_path / "uit")
    assert not (tmp_path / "uit").exists()


class TestOneLanguageInAFile:
    def test_several_languages_need_a_directory(self, panels: Panels, tmp_path: Path) -> None:
        with pytest.raises(VierluikError, match="one language in a file, and 3 are asked for") as caught:
            export_release(panels, "txt", ALL, tmp_path / "uit.txt")
        assert "-o" in caught.value.hint
        assert not (tmp_path / "uit.txt").exists()

    def test_there_each_gets_its_file(self, panels: Panels, tmp_path: Path) -> None:
        done = export_release(panels, "txt", ALL, tmp_path)
        assert [(one.path.name, one.languages, one.missing) for one in done] == [
            ("2026-03-02-een-loket.fr.txt", ("fr",), 5),
            ("2026-03-02-een-loket.en.txt", ("en",), 4),
            ("2026-03-02-een-loket.zh.txt", ("zh",), 1),
        ]

    def test_when_one_of_them_exists_none_is_written(self, panels: Panels, tmp_path: Path) -> None:
        place = tmp_path / "map"
        place.mkdir()
        (place / "2026-03-02-een-loket.zh.txt").write_bytes(b"oud")
        with pytest.raises(VierluikError, match=r"een-loket\.zh\.txt exists already"):
            export_release(panels, "txt", ALL, place)
        assert [path.name for path in place.iterdir()] == ["2026-03-02-een-loket.zh.txt"]


class TestPlainText:
    @pytest.mark.parametrize("code", [code for code, one in LANGUAGES.items() if one.sentences.spaced and code != "nl"])
    @pytest.mark.parametrize(
        "text",
        [
            TEXT,
            "Titel\n\nEen.  Twee.\u00a0Drie.\tVier. \u2003Vijf.\n",
            "\n\n  Titel  \n \t\n\n- een\n\n\u00a0• twee\n12) drie",
            "Titel\n\nDe dienst opent een nieuw loket in Gent, waar iedereen zonder\n"
            "afspraak terecht kan. Wie belt, wordt ook\ngeholpen.",
            "Zonder einde",
        ],
    )
    def test_when_each_target_is_the_source_the_text_comes_back(self, make_panels: MakePanels, code: str, text: str) -> None:
        sources = [one.source for one in make_panels(text).segments]
        assert rendered(make_panels(text, {code: sources}), "txt", code) == text.encode()

    @given(text=st.text(st.sampled_from("aZé. !?“”‘’-•1)\n\t\u00a0\u2003中。@"), max_size=80).filter(str.strip))
    def test_that_holds_for_any_text(self, make_panels: MakePanels, text: str) -> None:
        text = clean(text).text
        sources = [one.source for one in make_panels(text).segments]
        assert rendered(make_panels(text, {"fr": sources}), "txt", "fr") == text.encode()

    def test_what_has_no_target_stays_dutch(self, panels: Panels) -> None:
        lines = rendered(panels, "txt", "fr").decode().splitlines()
        assert lines[4] == "Le service ouvre un guichet. Chacun est bienvenu.  Vous aussi."
        assert lines[6:] == [
            "Er zijn twee delen:",
            "- een plan;",
            "2) een lijst.",
            "",
            "Contact",
            "02 555 01 23 | pers@example.be",
        ]

    def test_a_text_that_nobody_translated_is_the_source(self, make_panels: MakePanels) -> None:
        for code in ALL:
            assert rendered(make_panels(TEXT), "txt", code) == TEXT.encode()

    def test_chinese_sentences_follow_each_other_without_a_space(self, panels: Panels) -> None:
        lines = rendered(panels, "txt", "zh").decode().splitlines()
        assert lines[4] == "该机构开设窗口。欢迎所有人。也欢迎您。"
        assert lines[0:3] == ["2026年3月2日 10:00", "", "窗口"]

    def test_list_markers_and_line_breaks_stay(self, panels: Panels) -> None:
        assert rendered(panels, "txt", "zh").decode().splitlines()[6:9] == ["有两部分：", "- 方案；", "2) 清单。"]

    def test_sentences_that_stayed_dutch_keep_their_space_in_a_chinese_text(self, make_panels: MakePanels) -> None:
        half = make_panels("Titel\n\nEen. Twee. Drie. Vier.", {"zh": ["题", "一。", None, "三。", "四。"]})
        assert rendered(half, "txt", "zh").decode() == "题\n\n一。 Twee. 三。四。"

    def test_a_broken_line_of_a_mail_stays_broken_in_chinese(self, make_panels: MakePanels) -> None:
        mail = (
            "Titel\n\nDe dienst opent een nieuw loket in Gent, waar iedereen zonder\n"
            "afspraak terecht kan. Dat kan in elke stad en op elke dag.\nIedereen is er welkom."
        )
        made = make_panels(mail, {"zh": ["题", "一。", "二。", "三。"]})
        assert rendered(made, "txt", "zh").decode() == "题\n\n一。二。\n三。"


class TestTable:
    def test_it_has_a_header_a_line_a_segment_and_a_column_a_language(self, panels: Panels) -> None:
        lines = rendered(panels, "aligned-tsv").decode().split("\n")
        assert lines[0] == "id\tnl\tfr\ten\tzh"
        assert lines[1] == "1\t2 maart 2026 10:00\t2 mars 2026 10:00\t2 March 2026 10:00\t2026年3月2日 10:00"
        assert lines[5] == "5\tOok u.\tVous aussi.\t\t也欢迎您。"
        assert lines[10:] == ["10\t02 555 01 23 | pers@example.be\t\t\t", ""]

    def test_the_columns_are_those_asked_for_in_that_order(self, panels: Panels) -> None:
        assert rendered(panels, "aligned-tsv", "zh").decode().split("\n")[:3:2] == ["id\tnl\tzh", "2\tEen loket\t窗口"]

    def test_tabs_and_line_breaks_become_spaces_and_are_counted(self, make_panels: MakePanels, tmp_path: Path) -> None:
        text = "Titel\n\nDe dienst opent een nieuw loket in Gent, waar iedereen zonder\nafspraak terecht kan."
        made = make_panels(text, {"fr": ["un\ttitre", "une\nphrase"], "en": ["a title", "a sentence"]})
        (done,) = export_release(made, "aligned-tsv", ["fr", "en"], tmp_path / "uit")
        assert done.flattened == 3
        assert done.path.read_text("utf-8").split("\n")[1:3] == [
            "1\tTitel\tun titre\ta title",
            f"2\t{text[7:].replace(chr(10), ' ')}\tune phrase\ta sentence",
        ]

    def test_nothing_is_quoted(self, make_panels: MakePanels) -> None:
        assert rendered(make_panels("X", {"fr": ['"a", "b"']}), "aligned-tsv", "fr").decode() == 'id\tnl\tfr\n1\tX\t"a", "b"\n'

    @given(text=st.text(max_size=40).filter(lambda text: clean(text).text.strip()))
    def test_every_row_has_every_cell_whatever_the_text(self, make_panels: MakePanels, text: str) -> None:
        cleaned = clean(text).text
        made = make_panels(f"Titel\n\n{cleaned}", {"fr": [cleaned]})
        lines = rendered(made, "aligned-tsv", "fr").decode().removesuffix("\n").split("\n")
        assert [line.count("\t") for line in lines] == [2] * (len(made.segments) + 1)


class TestLinesOfJson:
    def test_each_line_is_a_record_of_a_segment(self, panels: Panels) -> None:
        records = [json.loads(line) for line in rendered(panels, "jsonl").decode().splitlines()]
        assert len(records) == 10
        assert records[3] == {
            "release": "2026-03-02-een-loket",
            "id": 4,
            "block": 2,
            "kind": "lead",
            "nl": "Iedereen is er welkom.",
            "fr": "Chacun est bienvenu.",
            "en": "All are welcome.",
            "zh": "欢迎所有人。",
            "states": {"fr": "rejected", "en": "translated", "zh": "translated"},
            "origins": {"fr": "typed", "en": "typed", "zh": "typed"},
        }

    def test_a_missing_target_is_empty_and_has_no_state(self, panels: Panels) -> None:
        record = json.loads(rendered(panels, "jsonl").decode().splitlines()[9])
        assert [record[code] for code in ALL] == ["", "", ""]
        assert (record["states"], record["origins"]) == ({}, {})

    def test_texts_are_written_as_they_are(self, panels: Panels) -> None:
        assert "欢迎所有人。" in rendered(panels, "jsonl").decode()

    @given(text=st.text(max_size=40).filter(lambda text: clean(text).text.strip()))
    def test_any_text_comes_back(self, make_panels: MakePanels, text: str) -> None:
        cleaned = clean(text).text
        made = make_panels("X", {"fr": [cleaned]})
        (line,) = rendered(made, "jsonl", "fr").decode().split("\n")[:-1]
        assert json.loads(line)["fr"] == cleaned


class TestTmx:
    @pytest.fixture
    def whole(self, make_panels: MakePanels) -> Panels:
        """Two segments, each in all four languages."""
        return make_panels(
            "Titel\n\nEen zin & <nog> “iets”.",
            {"fr": ["Titre", "Une phrase\u00a0: « x »."], "en": ["Title", "A ‘sentence’."], "zh": ["题", "一句。"]},
            {(2, "zh"): State.REVIEWED},
        )

    def test_one_unit_holds_all_four_panels_in_their_order(self, whole: Panels) -> None:
        units = list(etree.fromstring(rendered(whole, "tmx")).iter("tu"))
        assert [[(tuv.get(XML_LANG), tuv.findtext("seg")) for tuv in tu.iter("tuv")] for tu in units] == [
            [("nl-BE", "Titel"), ("fr-BE", "Titre"), ("en-GB", "Title"), ("zh-CN", "题")],
            [
                ("nl-BE", "Een zin & <nog> “iets”."),
                ("fr-BE", "Une phrase\u00a0: « x »."),
                ("en-GB", "A ‘sentence’."),
                ("zh-CN", "一句。"),
            ],
        ]

    def test_a_language_without_a_target_is_left_out_and_a_segment_without_any_too(self, panels: Panels) -> None:
        units = list(etree.fromstring(rendered(panels, "tmx")).iter("tu"))
        assert [tu.get("tuid") for tu in units] == [f"2026-03-02-een-loket:{number}" for number in range(1, 10)]
        assert [tuv.get(XML_LANG) for tuv in units[4].iter("tuv")] == ["nl-BE", "fr-BE", "zh-CN"]

    def test_context_and_provenance_go_along(self, whole: Panels) -> None:
        first, last = etree.fromstring(rendered(whole, "tmx")).iter("tu")
        for tu, before, after in ((first, "", "Een zin & <nog> “iets”."), (last, "Titel", "")):
            props = {prop.get("type"): prop.text or "" for prop in tu.findall("prop")}
            assert (props["x-context-pre"], props["x-context-post"]) == (before, after)
            assert props["x-release"] == "2026-03-02-een-loket"
            assert (tu.get("creationdate"), tu.get("creationid")) == ("20260302T090000Z", "anna")
        assert last.get("changedate") == "20260302T100002Z"
        (chinese,) = [tuv for tuv in last.iter("tuv") if tuv.get(XML_LANG) == "zh-CN"]
        assert {prop.get("type"): prop.text for prop in chinese.findall("prop")} == {
            "x-state": "reviewed",
            "x-provenance": "human",
        }
        assert (chinese.get("changeid"), chinese.get("changedate")) == ("bo", "20260302T100002Z")

    @pytest.mark.parametrize(
        ("origin", "said"),
        [
            (Origin.TYPED, "human"),
            (Origin.MATCH, "human"),
            (Origin.PROPAGATED, "human"),
            (Origin.MACHINE, "machine"),
            (Origin.IMPORTED, "imported"),
        ],
    )
    def test_a_variant_says_where_it_comes_from(self, make_panels: MakePanels, origin: Origin, said: str) -> None:
        made = make_panels("Titel", {"fr": ["Titre"]}, origin=origin)
        (tuv,) = etree.fromstring(rendered(made, "tmx", "fr")).xpath("//tuv[2]")
        assert tuv.findtext("prop[@type='x-provenance']") == said

    def test_the_workspace_decides_how_languages_are_called(self, whole: Panels) -> None:
        tree = etree.fromstring(rendered(whole, "tmx", nl="nl", zh="zh-Hans"))
        assert [tuv.get(XML_LANG) for tuv in tree.iter("tuv")][:4] == ["nl", "fr-BE", "en-GB", "zh-Hans"]
        assert tree.find("header").get("srclang") == "nl"

    def test_it_is_valid_by_the_standards_own_dtd(self, whole: Panels, panels: Panels, test_data: Path) -> None:
        dtd = etree.DTD(str(test_data / "schemas" / "tmx" / "tmx14.dtd"))
        for one in (whole, panels):
            assert dtd.validate(etree.fromstring(rendered(one, "tmx"))), dtd.error_log

    @pytest.mark.parametrize("code", ALL)
    def test_another_tool_reads_the_same_texts(self, whole: Panels, code: str, tmp_path: Path) -> None:
        (done,) = export_release(whole, "tmx", ALL, tmp_path)
        border = LANGUAGES[code].border_code
        store = toolkit_tmx.tmxfile.parsefile(str(done.path))
        assert [(unit.source, unit.gettarget(border)) for unit in store.units] == [
            (segment.source, whole.target(segment.id, code).text) for segment in whole.segments
        ]

    @given(text=st.text(max_size=60).filter(lambda text: clean(text).text.strip()))
    def test_any_text_that_may_be_kept_comes_back(self, make_panels: MakePanels, text: str) -> None:
        cleaned = clean(text).text
        data = rendered(make_panels("Titel", {"zh": [cleaned]}), "tmx", "zh")
        assert etree.fromstring(data).findtext(".//tuv[2]/seg") == cleaned
