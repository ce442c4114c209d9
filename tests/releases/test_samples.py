"""The sample releases: written for this program, translated by hand, and held to its own rules."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from languages import LANGUAGES, SOURCE
from languages.tokens import TokenKind, tokens
from releases.checks import check_target
from releases.demo import SAMPLES, DemoReport, run_demo
from releases.desk import Desk
from releases.export import FORMATS
from releases.model import BlockKind, Segment, State, Target
from releases.pretranslation import pretranslate
from releases.reading import read_source
from releases.segmenting import segment
from workspace.directory import Workspace

SOURCES = sorted(SAMPLES.glob("*.nl.txt"))
FINISHED = sorted(SAMPLES.glob("*.tsv"))
TARGETS = ["fr", "en", "zh"]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def segments(path: Path) -> list[Segment]:
    blocks = segment(read_source(path).text, SOURCE)
    spans = [(number, block, one) for number, block in enumerate(blocks) for one in block.segments]
    return [
        Segment(position, number, block.kind, one.text, one.start, one.end)
        for position, (number, block, one) in enumerate(spans, 1)
    ]


def source_of(table: Path) -> Path:
    return table.with_name(f"{table.stem}.nl.txt")


CELLS = [
    pytest.param(code, row["nl"], row[code], id=f"{path.stem}:{number}:{code}")
    for path in FINISHED
    for number, row in enumerate(rows(path), 1)
    for code in TARGETS
]
FRENCH = [pytest.param(one.values[2], id=one.id) for one in CELLS if one.values[0] == "fr"]
CHINESE = [pytest.param(one.values[2], id=one.id) for one in CELLS if one.values[0] == "zh"]


def test_there_are_three_releases_and_two_are_translated() -> None:
    assert [path.name for path in SOURCES] == [
        "2025-03-18-delegatie.nl.txt",
        "2025-09-23-werkgroep.nl.txt",
        "2026-02-03-akkoord.nl.txt",
    ]
    assert [source_of(path) for path in FINISHED] == SOURCES[:2]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_sample_is_clean_and_has_every_kind_of_block(path: Path) -> None:
    source = read_source(path)
    assert (source.encoding, source.removed) == ("utf-8", "")
    assert {one.kind for one in segments(path)} == set(BlockKind)


@pytest.mark.parametrize("path", FINISHED, ids=lambda path: path.stem)
def test_the_segments_are_the_dutch_column_of_the_translation(path: Path) -> None:
    assert [one.source for one in segments(source_of(path))] == [row["nl"] for row in rows(path)]


@pytest.mark.parametrize("path", FINISHED, ids=lambda path: path.stem)
def test_every_translation_is_there_and_passes_every_check(path: Path) -> None:
    for one, row in zip(segments(source_of(path)), rows(path), strict=True):
        for code in TARGETS:
            assert row[code].strip()
            target = Target(one.id, code, row[code], State.TRANSLATED)
            assert check_target(one, target) == [], f"{one.id} {code}"


@pytest.mark.parametrize("text", FRENCH)
def test_french_has_its_no_break_spaces(text: str) -> None:
    spaced = re.sub(r"https?://\S+|\d{1,2}:\d{2}", "", text)  # a time of day is written without
    assert not re.search(r"[^\u00a0\u202f][;!?%»€]", spaced), "a no-break space goes before it"
    assert not re.search(r"[^\u00a0]:", spaced), "a no-break space goes before a colon"
    assert not re.search(r"«[^\u00a0\u202f]", spaced), "a no-break space goes after «"
    assert not re.search(r"\b[1-9]\d{0,2} \d{3}\b(?! \d)", text), "thousands are parted by a no-break space"
    assert "'" not in text, "an apostrophe is ’"
    assert '"' not in text, "quotes are « »"


@pytest.mark.parametrize("text", CHINESE)
def test_chinese_has_its_own_punctuation(text: str) -> None:
    chinese = "[\u4e00-\u9fff]"
    assert not re.search(rf"{chinese}[,;:!?()\"']|[,;!?(\"']{chinese}", text), "punctuation beside Chinese is full-width"
    assert not re.search(rf"{chinese}\.", text), "a sentence ends with 。"
    assert not re.search(rf"{chinese} {chinese}", text), "there is no space between Chinese characters"
    assert not re.search(r"[。，；：！？] ", text), "there is no space after full-width punctuation"
    assert text.count("（") == text.count("）")


@pytest.mark.parametrize(("code", "source", "target"), CELLS)
def test_languages_end_sentences_alike(code: str, source: str, target: str) -> None:
    ends = {".": ".。", "?": "?？", ":": ":：", ";": ";；", "”": ".”»。"}
    if source[-1] in ends:
        assert target[-1] in ends[source[-1]]
    else:
        assert target[-1] not in ".。"


@pytest.mark.parametrize("path", FINISHED, ids=lambda path: path.stem)
@pytest.mark.parametrize("code", TARGETS)
def test_quotes_that_open_are_closed(path: Path, code: str) -> None:
    text = "".join(row[code] for row in rows(path))
    for opening, closing in ("“”", "«»", "（）", "()"):
        assert text.count(opening) == text.count(closing)


class TestTheRoad:
    """The demo takes the samples down the whole road."""

    @pytest.fixture
    def report(self, workspace: Workspace) -> DemoReport:
        return run_demo(workspace)

    def test_it_imports_translates_checks_and_exports(self, workspace: Workspace, report: DemoReport) -> None:
        assert [one.segments for one in report.releases] == [len(segments(path)) for path in SOURCES]
        assert report.confirmed == sum(len(rows(path)) for path in FINISHED) * len(TARGETS)
        assert report.findings.get("error", 0) == report.findings.get("warning", 0) == 0
        per_release = sum(len(TARGETS) if one.one_language else 1 for one in FORMATS.values())
        assert len(report.exported) == len(SOURCES) * per_release == len(list(workspace.exports.iterdir()))
        assert sum(one.missing for one in report.exported if "2026" not in one.path.name) == 0

    def test_the_third_release_shows_every_kind_of_match(self, workspace: Workspace, report: DemoReport) -> None:
        bands = report.pretranslation.bands
        assert {"102", "101", "100", "95-99"} <= set(bands)
        assert bands.get("85-94", 0) + bands.get("75-84", 0) > 0
        assert report.pretranslation.left > 0  # and something is left to translate
        desk = Desk(workspace, report.releases[-1].release.id)
        for code in TARGETS:
            scores = Counter(desk.panels.target(one.id, code).score for one in desk.panels.segments)
            assert {102, 101, 100} <= set(scores)
            assert any(score and 95 <= score <= 99 for score in scores)
            assert any(score and 75 <= score <= 94 for score in scores)
            assert scores[None] > 0

    def test_boilerplate_and_contacts_are_the_same_in_every_release_of_an_institution(
        self, workspace: Workspace, report: DemoReport
    ) -> None:
        desk = Desk(workspace, report.releases[-1].release.id)
        recurring = [one for one in desk.panels.segments if one.kind.recurs]
        assert {desk.panels.target(one.id, "fr").score for one in recurring} == {102}

    def test_a_match_of_95_or_more_has_the_same_words(self, workspace: Workspace, report: DemoReport) -> None:
        desk = Desk(workspace, report.releases[-1].release.id)
        nearly = [one for one in desk.panels.segments if desk.panels.target(one.id, "fr").score in range(95, 100)]
        assert nearly
        for one in nearly:
            (best, *_) = desk.matches(one.id, "fr")
            words = [
                [token.text for token in tokens(text, SOURCE) if token.kind is TokenKind.WORD]
                for text in (one.source, best.unit.source)
            ]
            assert words[0] == words[1]

    def test_a_second_time_loses_nothing_and_repeats_nothing(self, workspace: Workspace, report: DemoReport) -> None:
        mine = Desk(workspace, report.releases[-1].release.id)
        mine.confirm(2, "fr", "Mon titre")
        before = {one.path.name: one.path.read_bytes() for one in report.exported}
        again = run_demo(workspace)
        assert all(one.already_there for one in again.releases)
        assert (again.confirmed, again.pretranslation.filled) == (0, {})
        mine.refresh()
        assert mine.panels.target(2, "fr").text == "Mon titre"
        changed = {one.path.name for one in again.exported if one.path.read_bytes() != before[one.path.name]}
        assert all("2026" in name for name in changed)

    def test_nothing_is_left_for_a_second_pretranslation(self, workspace: Workspace, report: DemoReport) -> None:
        desk = Desk(workspace, report.releases[-1].release.id)
        assert pretranslate(desk, TARGETS).filled == {}


def test_the_languages_of_the_samples_are_those_of_the_program() -> None:
    assert [list(rows(path)[0]) for path in FINISHED] == [list(LANGUAGES)] * 2
