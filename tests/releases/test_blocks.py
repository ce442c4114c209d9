"""What each paragraph of a release is: many shapes of releases, and the one by which the project is measured."""

import textwrap
from collections import Counter
from pathlib import Path

import pytest

from languages import FR, NL, ZH
from languages.model import Language
from releases.blocks import find_blocks
from releases.importing import ReleaseDetails, import_file
from releases.model import BlockKind, BlockSpan
from releases.reading import read_source
from releases.segmenting import segment
from releases.txt import paragraphs
from workspace.directory import Workspace


def blocks(text: str, language: Language = NL) -> list[BlockSpan]:
    return segment(text, language)


def kinds(text: str, language: Language = NL) -> str:
    return " ".join(block.kind for block in blocks(text, language))


def first(text: str, kind: str) -> str:
    """The text of the first block of a kind."""
    block = next(block for block in blocks(text) if block.kind == kind)
    return text[block.start : block.end]


LEAD = "De dienst opent vandaag een nieuw loket. Iedereen is er welkom."
BODY = "Het loket is elke werkdag open. Een afspraak is niet nodig."
LAST = "De andere steden volgen in het najaar."

WHOLE = f"""\
2 maart 2026 10:00

De dienst opent een loket in Gent

{LEAD}

{BODY}

Meer plaatsen volgen
{LAST}

Contact
Jana Pieters | woordvoerder
02 555 01 23 | pers@example.be

Over de Dienst
De Dienst bestaat sinds 1999.
"""

SHAPES = {
    "everything in its usual place": (
        WHOLE,
        "dateline title lead body heading body heading contact contact heading boilerplate",
    ),
    "no dateline": (f"Een titel\n\n{LEAD}\n\n{BODY}", "title lead body"),
    "the dateline after the title": (f"Een titel\n2 maart 2026\n\n{LEAD}\n\n{BODY}", "title dateline lead body"),
    "the dateline before the title": (f"2 maart 2026\nEen titel\n\n{LEAD}\n\n{BODY}", "dateline title lead body"),
    "no title": (f"2 maart 2026\n\n{LEAD}\n\n{BODY}", "dateline lead body"),
    "neither dateline nor title": (f"{LEAD}\n\n{BODY}", "body body"),
    "a title and one paragraph, which is no lead": (f"Een titel\n\n{BODY}", "title body"),
    "only a title": ("Een titel", "title"),
    "only a dateline": ("2 maart 2026", "dateline"),
    "only a sentence": (LAST, "body"),
    "a date within the lead": (f"Een titel\n\nOp 2 maart 2026 opent het loket.\n\n{BODY}", "title lead body"),
    "a second date line is not one": (f"2 maart 2026\n3 maart 2026\n\n{LEAD}\n\n{BODY}", "dateline title lead body"),
    "a title of a full sentence is a lead": (f"De dienst opent een loket.\n\n{BODY}\n\n{LAST}", "body body body"),
    "a title that asks": (f"Waar opent het loket?\n\n{LEAD}\n\n{BODY}", "title lead body"),
    "a subtitle": (f"Een titel\nDit is de ondertitel\n\n{LEAD}\n\n{BODY}", "title heading lead body"),
    "a lead that comes after a list is none": (f"Een titel\n\n- een loket\n\n{BODY}\n\n{LAST}", "title list body body"),
    "a quote first, then no lead either": (
        f"Een titel\n\n“Wij openen vandaag dit loket voor iedereen in Gent.”\n\n{BODY}\n\n{LAST}",
        "title quote body body",
    ),
    "lines without blank lines between": (f"Een titel\n{LEAD}\n{BODY}\n{LAST}", "title lead body body"),
    "blank lines with spaces in them": (f"Een titel\n \t\n{LEAD}\n\u00a0\n{BODY}", "title lead body"),
    "many blank lines": (f"\n\n\nEen titel\n\n\n\n{LEAD}\n\n\n{BODY}\n\n\n", "title lead body"),
    "Windows' no-break spaces at the ends": (f"\u00a0Een titel\u00a0\n\n\u00a0{LEAD}\u00a0\n\n{BODY}", "title lead body"),
}


@pytest.mark.parametrize(("text", "expected"), SHAPES.values(), ids=SHAPES)
def test_a_release_of_any_shape_has_its_parts(text: str, expected: str) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "2 maart 2026",
        "2 maart 2026 10:00",
        "2 mrt 2026 10.30 uur",
        "02/03/2026",
        "2-3-2026 9u15",
        "maandag 2 maart 2026 om 10:00",
        "Brussel, 2 maart 2026",
        "Brussel, maandag 2 maart 2026",
        "PERSBERICHT – 2 maart 2026",
        "Gent (2 maart 2026)",
        "2 MAART 2026",
    ],
)
def test_a_date_with_at_most_a_place_beside_it_is_a_dateline(line: str) -> None:
    assert kinds(f"{line}\n\nEen titel\n\n{LEAD}\n\n{BODY}") == "dateline title lead body"


@pytest.mark.parametrize(
    "line",
    [
        "31 september 2026",  # there is no such day
        "2 maart",  # of which year?
        "Jaarverslag 2025 van de dienst",
        "Het loket opent op 2 maart 2026 in de Veldstraat in Gent",
        "Vanaf 2 maart 2026 geldt het nieuwe tarief voor alle werkgevers en werknemers",
    ],
)
def test_a_line_with_more_than_a_date_or_less_is_a_title(line: str) -> None:
    assert kinds(f"{line}\n\n{LEAD}\n\n{BODY}") == "title lead body"


def test_a_date_line_that_ends_like_a_sentence_is_not_one() -> None:
    assert kinds(f"Gent, 2 maart 2026.\n\n{LEAD}\n\n{BODY}") == "body body body"


def test_a_title_may_run_over_two_lines_of_a_mail_but_not_over_a_paragraph() -> None:
    assert kinds(f"{'Een lange titel ' * 15}slot\n\n{LEAD}\n\n{BODY}").startswith("title lead")
    assert kinds(f"{'Een lange titel ' * 16}slot\n\n{LEAD}\n\n{BODY}").startswith("body body")


class TestMailText:
    """Mail programs break lines at a width; those lines are one paragraph again, with the breaks inside its text."""

    PARAGRAPH = (
        "De dienst opent vandaag een nieuw loket in de Veldstraat, waar iedereen zonder afspraak terecht kan met vragen over "
        "zijn pensioen of zijn bijdragen. Wie liever belt, kan dat elke werkdag tussen negen en zestien uur doen."
    )

    @pytest.mark.parametrize("width", [60, 65, 72, 76, 78, 80, 98])
    def test_a_paragraph_broken_at_any_usual_width_is_one_paragraph(self, width: int) -> None:
        text = "\n\n".join(["Een titel", textwrap.fill(self.PARAGRAPH, width), textwrap.fill(self.PARAGRAPH, width)])
        assert kinds(text) == "title lead body"
        assert [len(block.segments) for block in blocks(text)] == [1, 2, 2]

    def test_the_line_breaks_stay_in_the_text(self) -> None:
        text = "Een titel\n\n" + textwrap.fill(self.PARAGRAPH, 72) + "\n\n" + BODY
        assert "\n" in first(text, "lead")

    def test_a_quote_broken_into_lines_is_a_quote(self) -> None:
        quote = "Minister Els Baert: “Wie nog vragen heeft, moet in elke stad bij iemand terechtkunnen. Daarom dit loket.”"
        text = f"Een titel\n\n{LEAD}\n\n{textwrap.fill(quote, 72)}\n\n{LAST}"
        assert kinds(text) == "title lead quote body"

    @pytest.mark.parametrize(
        "lines",
        [
            ["De dienst opent een loket.", "Iedereen is er welkom.", "Een afspraak is niet nodig."],  # sentences of their own
            ["Jana Pieters", "woordvoerder", "Gent"],  # narrow
            [
                "Een regel van een woord of tien die zomaar ergens ophoudt",
                "kort",
                "en dan weer een regel van een woord of tien",
            ],
            [
                "De dienst opent een nieuw loket in de Veldstraat te Gent.",
                "Iedereen is er welkom, ook zonder afspraak vooraf hoor.",
            ],
        ],
    )
    def test_lines_that_were_not_broken_to_fit_stay_apart(self, lines: list[str]) -> None:
        assert len(paragraphs("\n".join(lines))) == len(lines)

    def test_a_list_is_not_joined(self) -> None:
        text = "\n".join(f"- de betaalbaarheid van de pensioenen in een samenleving die vergrijst {n}" for n in "abc")
        assert kinds(f"Een titel\n\n{BODY}\n\n{text}") == "title lead list list list"


class TestLists:
    @pytest.mark.parametrize(
        "marker",
        ["- ", "– ", "— ", "• ", "● ", "▪ ", "* ", "· ", "1. ", "12. ", "1) ", "a) ", "-\t", "•\t", "•\u00a0", "-   "],
    )
    def test_the_marker_of_an_item_is_not_its_text(self, marker: str) -> None:
        text = f"Een titel\n\n{LEAD}\n\nEr zijn drie delen:\n{marker}een overzicht;\n{marker}een plan;\n{marker}een lijst."
        items = [block for block in blocks(text) if block.kind is BlockKind.LIST]
        assert [text[item.start : item.end] for item in items] == ["een overzicht;", "een plan;", "een lijst."]

    @pytest.mark.parametrize(
        "line",
        [
            "-18 graden was het die nacht in heel het land.",
            "1.250 deelnemers volgen de debatten online.",
            "2026 wordt een jaar van verandering.",
            "A) is geen punt van een lijst.",
            "3 ministers spreken.",
            "*Sterren* zijn geen lijst.",
        ],
    )
    def test_a_line_that_only_looks_like_an_item_is_none(self, line: str) -> None:
        assert kinds(f"Een titel\n\n{LEAD}\n\n{line}\n\n{LAST}") == "title lead body body"

    def test_the_line_that_announces_a_list_is_no_heading(self) -> None:
        assert kinds(f"Een titel\n\n{LEAD}\n\nEr zijn drie delen:\n- een;\n- twee.") == "title lead body list list"

    def test_an_item_of_several_sentences_has_several_segments(self) -> None:
        (item,) = [block for block in blocks(f"Een titel\n\n{LEAD}\n\n- Een punt. Nog iets erover.") if block.kind == "list"]
        assert [one.text for one in item.segments] == ["Een punt.", "Nog iets erover."]


SAID = "Wie vragen heeft, moet bij iemand terechtkunnen die tijd heeft."


class TestQuotes:
    @pytest.mark.parametrize(
        "text",
        [
            f"“{SAID}”",
            f"«{SAID}»",
            f"«\u00a0{SAID}\u00a0»",
            f"„{SAID}”",
            f"„{SAID}“",
            f'"{SAID}"',
            f"‘{SAID}’",
            f"Minister Els Baert: “{SAID}”",
            f"“{SAID}”, zegt minister Els Baert.",
            f"Els Baert: “Die foto’s zijn ‘heel goed’, zeg ik. {SAID}”",
            f"Els Baert: ‘Die foto’s zijn goed, zeg ik. {SAID}’",
            f"“{SAID}” Zij voegt eraan toe: “{SAID}”",
        ],
    )
    def test_a_paragraph_that_is_mostly_quoted_is_a_quote(self, text: str) -> None:
        assert kinds(f"Een titel\n\n{LEAD}\n\n{text}\n\n{LAST}") == "title lead quote body"

    @pytest.mark.parametrize(
        "text",
        [
            "De groep ‘Digitale bijdragen’ vergadert elke maand.",
            "Zij noemt dat “goede praktijken” en “een begin”, niet meer.",
            f"“{SAID}” Dat zei de minister gisteren op een bijeenkomst van alle diensten, waar zij ook het loket toonde.",
            f"“{SAID} Een aanhalingsteken dat niet sluit.",
            "De foto’s van ’s avonds en de collega’s van ’s ochtends, in één van de programma’s van de dienst.",
            f'Het loket is 5" breed. {SAID}',
        ],
    )
    def test_a_quoted_phrase_does_not_make_a_quote(self, text: str) -> None:
        assert kinds(f"Een titel\n\n{LEAD}\n\n{text}\n\n{LAST}") == "title lead body body"

    def test_a_quote_that_opens_a_release_is_a_quote(self) -> None:
        assert kinds(f"2 maart 2026\n\nEen titel\n\n“{SAID}”\n\n{BODY}") == "dateline title quote body"


class TestHeadings:
    @pytest.mark.parametrize(
        "line",
        [
            "Meer plaatsen volgen",
            "Een loket in elke stad",
            "Wat verandert er voor werkgevers?",
            "Waarom nu?",
            "Over tien jaar is alles digitaal",  # a trap: `Over de Dienst` announces boilerplate
            "Over enkele weken open",
            "Contact met de burger",  # a trap: `Contact` announces the contact block
            "Een nieuw contactcentrum",
            "‘Digitale bijdragen’ in de praktijk",
            "De dienst is (bijna) overal",
        ],
    )
    def test_a_short_line_before_a_paragraph_is_a_heading_of_the_body(self, line: str) -> None:
        text = f"Een titel\n\n{LEAD}\n\n{BODY}\n\n{line}\n{BODY}\n\n{LAST}"
        assert kinds(text) == "title lead body heading body body"

    @pytest.mark.parametrize(
        "line",
        [
            "Iedereen is er welkom.",
            "Er zijn drie delen:",
            "De minister zegt: “Ja.”",
            "Iedereen is er welkom (ook u.)",
            "dit begint klein",
            "Dit is een regel zonder punt, maar zo lang dat niemand hem nog voor een kop zou houden",
        ],
    )
    def test_other_short_lines_are_body(self, line: str) -> None:
        assert kinds(f"Een titel\n\n{LEAD}\n\n{line}\n\n{BODY * 3}") == "title lead body body"

    def test_a_line_at_the_end_heads_nothing(self) -> None:
        assert kinds(f"Een titel\n\n{LEAD}\n\n{BODY}\n\nGent, in de lente") == "title lead body body"


class TestContact:
    LINES = "Jana Pieters | woordvoerder\n02 555 01 23 | pers@example.be\nPersdienst, Veldstraat 1, 9000 Gent"

    @pytest.mark.parametrize(
        "heading",
        [
            "Contact",
            "CONTACT",
            "Contact:",
            "Perscontact",
            "Contactpersonen",
            "Contactgegevens",
            "Contact pers",
            "Woordvoerder",
            "Contacten",
            "Contact voor de pers",
            "Meer info voor de pers",
            "Inlichtingen voor de pers",
            "Woordvoerders :",
        ],
    )
    def test_each_line_under_the_heading_is_a_block(self, heading: str) -> None:
        text = f"Een titel\n\n{LEAD}\n\n{BODY}\n\n{heading}\n{self.LINES}"
        assert kinds(text) == "title lead body heading contact contact contact"

    @pytest.mark.parametrize(
        "line",
        [
            "Jana Pieters, 02 555 01 23",
            "Pers: pers@example.be",
            "Jana Pieters | +32 2 555 01 23 | jana.pieters@example.be",
            "GSM 0470/55.01.23",
        ],
    )
    def test_without_a_heading_an_address_shows_what_it_is(self, line: str) -> None:
        assert kinds(f"Een titel\n\n{LEAD}\n\n{BODY}\n\n{line}") == "title lead body contact"

    def test_a_sentence_with_an_address_is_body(self) -> None:
        line = "Wie vragen heeft, belt 02 555 01 23 of schrijft naar pers@example.be."
        assert kinds(f"Een titel\n\n{LEAD}\n\n{line}\n\n{BODY}") == "title lead body body"

    def test_a_whole_paragraph_after_the_contacts_is_not_one(self) -> None:
        long = "De dienst is ook na de opening van het loket elke dag te bereiken voor wie nog iets wil weten."
        assert kinds(f"Een titel\n\n{LEAD}\n\n{BODY}\n\nContact\n{self.LINES}\n\n{long}").endswith(
            "contact contact contact body"
        )

    def test_a_contact_line_is_one_segment_whatever_stands_in_it(self) -> None:
        text = f"Een titel\n\n{LEAD}\n\n{BODY}\n\nContact\nDr. J. Pieters. Dienst Pers. Tel. 02 555 01 23. Gent."
        assert [one.text for one in blocks(text)[-1].segments] == ["Dr. J. Pieters. Dienst Pers. Tel. 02 555 01 23. Gent."]

    def test_contacts_may_follow_the_boilerplate(self) -> None:
        text = f"Een titel\n\n{LEAD}\n\n{BODY}\n\nOver de Dienst\n{BODY}\n\nContact\n{self.LINES}"
        assert kinds(text) == "title lead body heading boilerplate heading contact contact contact"


class TestBoilerplate:
    @pytest.mark.parametrize(
        "heading",
        [
            "Meer informatie",
            "Meer info:",
            "Voor meer informatie",
            "Wat is het Loket?",
            "Wat doet de RSZ?",
            "Wie zijn wij en de RSZ?",
            "Over de Dienst",
            "OVER DE DIENST",
            "Over het Loket",
            "Over Loket 9000",
            "Over ‘Loket’",
            "Over ons",
            "Achtergrond",
            "Achtergrondinformatie",
            "Noot aan de redactie",
        ],
    )
    def test_its_headings_announce_it(self, heading: str) -> None:
        text = f"Een titel\n\n{LEAD}\n\n{BODY}\n\n{heading}\n{BODY}\n\n{LAST}"
        assert kinds(text) == "title lead body heading boilerplate boilerplate"

    def test_a_heading_within_it_is_a_heading(self) -> None:
        text = (
            f"Een titel\n\n{LEAD}\n\n{BODY}\n\nMeer informatie\nWat is BELLOKET?\n{BODY}\n\nEen website in vier talen\n{BODY}"
        )
        assert kinds(text) == "title lead body heading heading boilerplate heading boilerplate"

    def test_it_has_the_same_fingerprint_wherever_it_stands(self) -> None:
        one = blocks(f"Een titel\n\n{LEAD}\n\n{BODY}\n\nOver de Dienst\n{BODY}")[-1]
        other = blocks(f"Iets anders\n\n{BODY}\n\n{LEAD}\n\nMeer informatie\n{BODY.replace(' ', '  ')}")[-1]
        assert (one.kind, other.kind) == ("boilerplate", "boilerplate")
        assert one.fingerprint == other.fingerprint != ""

    def test_running_text_has_no_fingerprint(self) -> None:
        assert {block.kind for block in blocks(WHOLE) if block.fingerprint} == {"contact", "boilerplate"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            FR,
            "2 mars 2026\n\nUn guichet à Gand\n\nLe service ouvre un guichet. Chacun est bienvenu.\n\nIl est ouvert.\n\n"
            "Contact presse\nJana Pieters\n\nÀ propos du Service\nLe Service existe depuis 1999.",
            "dateline title lead body heading contact heading boilerplate",
        ),
        (
            ZH,
            "2026年3月2日\n\n根特开设新窗口\n\n该机构开设新窗口。欢迎所有人。\n\n"
            "窗口每个工作日开放。\n\n媒体联系人\n雅娜 02 555 01 23",
            "dateline title lead body heading contact",
        ),
    ],
)
def test_the_words_that_announce_a_part_belong_to_the_language(language: Language, text: str, expected: str) -> None:
    assert kinds(text, language) == expected


class TestTheReferenceRelease:
    """The real release by which the project is measured; not a word of it stands here."""

    @pytest.fixture
    def path(self, test_data: Path) -> Path:
        return test_data / "release-2016-08-31-nl.txt"

    def test_every_part_is_a_block_of_its_kind(self, path: Path) -> None:
        found = segment(read_source(path).text, NL)
        assert [(block.kind.value, len(block.segments)) for block in found] == [
            ("dateline", 1),
            ("title", 1),
            ("lead", 3),
            ("body", 3),
            ("body", 1),
            ("quote", 3),
            ("body", 2),
            ("body", 3),
            ("heading", 1),
            ("contact", 1),
            ("contact", 1),
            ("contact", 1),
            ("contact", 1),
            ("heading", 1),
            ("heading", 1),
            ("boilerplate", 2),
        ]
        assert Counter(block.kind for block in found)["contact"] == 4

    def test_its_date_and_title_are_taken_from_it(self, path: Path, workspace: Workspace) -> None:
        release = import_file(workspace, path).release
        assert release.issued_at == "2016-08-31T15:46"
        assert release.slug.startswith("2016-08-31-")
        assert release.title in path.read_text("utf-8")
        assert (release.version, release.encoding) == (1, "utf-8")

    def test_nothing_had_to_be_removed(self, path: Path, workspace: Workspace) -> None:
        imported = import_file(workspace, path, ReleaseDetails())
        assert (imported.removed, imported.segments) == ("", 26)


def test_blocks_lie_in_order_and_leave_only_white_space_and_markers_between() -> None:
    text = WHOLE + "\n- een\n2) twee\n• drie\n"
    position = 0
    for block in find_blocks(text, paragraphs(text), NL):
        assert block.start < block.end
        assert text[position : block.start].strip() in ("", "-", "2)", "•")
        position = block.end
    assert not text[position:].strip()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Wat is Fedris?", BlockKind.BOILERPLATE),
        ("Wat doet de Kruispuntbank?", BlockKind.BOILERPLATE),
        ("Wie zijn ‘de experten’?", BlockKind.BOILERPLATE),
        ("Wat zijn de volgende stappen?", BlockKind.BODY),
        ("Wat doen werkgevers nu?", BlockKind.BODY),
    ],
)
def test_a_question_about_a_name_opens_the_boilerplate_and_no_other_does(heading: str, kind: BlockKind) -> None:
    text = f"De titel\n\nEen eerste alinea staat hier. Een zin erbij.\n\n{heading}\nDe uitleg staat hier. En nog een zin.\n"
    assert [block.kind for block in segment(text, NL)][-1] is kind
