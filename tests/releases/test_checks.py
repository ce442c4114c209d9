"""The checks: for each, what it finds, and what it must leave in peace."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages import LANGUAGES
from releases.checks import CHECKS, check_target
from releases.model import BlockKind, Finding, Origin, Segment, State, Target
from workspace.text import clean

TARGETS = [code for code in LANGUAGES if code != "nl"]

TYPED = Target(1, "fr", state=State.TRANSLATED, origin=Origin.TYPED)


def found(source: str, target: str, language: str = "fr", check: str = "", base: Target = TYPED) -> list[Finding]:
    segment = Segment(1, 0, BlockKind.BODY, source, 0, len(source))
    findings = check_target(segment, replace(base, language=language, text=target))
    return [one for one in findings if not check or one.check == check]


def test_there_are_these_checks() -> None:
    """Their ids are stable: scripts and settings name them."""
    assert [one.id for one in CHECKS] == [
        "untranslated",
        "whitespace",
        "brackets",
        "invisible-characters",
        "placeable",
        "unedited-fuzzy",
        "outdated",
    ]
    assert all(one.title for one in CHECKS)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("De dienst opent een loket.", "Le service ouvre un guichet.", "fr"),
        ("De dienst (RSZ) opent een loket.", "The service (NSSO) opens a desk.", "en"),
        ("De dienst (RSZ) opent een loket.", "该机构（NSSO）开设窗口。", "zh"),
        ("Hij zegt: “Ja.”", "Il dit\u00a0: «\u202fOui.\u202f»", "fr"),
        ("02 555 01 23 | pers@example.be", "02 555 01 23 | pers@example.be", "fr"),
        ("€ 1.250", "1\u202f250 euros", "fr"),
        ("[…]", "[…]", "en"),
    ],
)
def test_a_good_translation_has_nothing_to_report(source: str, target: str, language: str) -> None:
    assert found(source, target, language) == []


def test_an_empty_target_is_not_wrong_but_missing() -> None:
    assert found("De dienst opent een loket bij jan@example.be.", "") == []


class TestUntranslated:
    @pytest.mark.parametrize("language", TARGETS)
    @pytest.mark.parametrize(
        "text",
        ["De dienst opent een loket.", "Meer plaatsen volgen dit jaar", "  De dienst opent een loket.  ", "Wat is dit nu?"],
    )
    def test_the_dutch_text_is_found(self, language: str, text: str) -> None:
        (one,) = found(text, text.strip(), language, "untranslated")
        assert (one.severity, one.language, one.segment, one.fix) == ("error", language, 1, None)

    @pytest.mark.parametrize(
        "text",
        [
            "Contact",
            "Jana Pieters | Persdienst",
            "02 555 01 23 | pers@example.be",
            "EU-China Social Protection Reform Project",
            "NDRC, MOHRSS, CASS, IAO",
            "https://example.be/nl",
            "BELINCOSOC",
            "Maria De Smet en Jan",  # two ordinary words at most
            "2026",
            "…",
        ],
    )
    def test_names_and_addresses_may_be_the_same(self, text: str) -> None:
        assert found(text, text, check="untranslated") == []

    @pytest.mark.parametrize("target", ["De dienst opent een guichet.", "de dienst opent een loket."])
    def test_what_was_changed_is_not_the_dutch_text(self, target: str) -> None:
        assert found("De dienst opent een loket.", target, check="untranslated") == []


class TestWhitespace:
    @pytest.mark.parametrize("language", TARGETS)
    @pytest.mark.parametrize(
        ("target", "fixed"),
        [
            (" Un guichet.", "Un guichet."),
            ("Un guichet.\n", "Un guichet."),
            ("\tUn guichet.\u00a0", "Un guichet."),
            ("Un\u3000guichet.\u3000", "Un\u3000guichet."),
            ("Un  guichet.", "Un guichet."),
            ("Un   guichet  ouvert.", "Un guichet ouvert."),
        ],
    )
    def test_it_is_found_and_can_be_taken_away(self, language: str, target: str, fixed: str) -> None:
        (one,) = found("Een loket.", target, language, "whitespace")
        assert (one.severity, one.fix) == ("warning", fixed)
        assert found("Een loket.", fixed, language, "whitespace") == []

    def test_its_place_is_told(self) -> None:
        (one,) = found("Een loket.", "Un  guichet.", check="whitespace")
        assert one.span == (2, 4)

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("Een loket.", "Un\u00a0guichet\u202f!"),  # no-break spaces mean something
            ("Een loket.", "Un guichet.\n  Une liste."),  # an indented line
            ("Naam   | dienst", "Nom   | service"),  # as in the Dutch
            ("Een loket.", "Un\tguichet."),
        ],
    )
    def test_spaces_with_a_meaning_stay(self, source: str, target: str) -> None:
        assert found(source, target, check="whitespace") == []

    def test_both_kinds_are_told_apart(self) -> None:
        ends, double = found("Een loket.", " Un  guichet.", check="whitespace")
        assert (ends.fix, double.fix) == ("Un  guichet.", " Un guichet.")


class TestBrackets:
    @pytest.mark.parametrize(
        ("target", "place", "language"),
        [
            ("Le service (ONSS ouvre.", 11, "fr"),
            ("Le service ONSS) ouvre.", 15, "fr"),
            ("The desk [is open.", 9, "en"),
            ("The {desk.", 4, "en"),
            ("该机构（NSSO开设窗口。", 3, "zh"),
            ("该机构（NSSO)开设窗口。", 8, "zh"),  # halves of different width
            ("该机构【NSSO开设。", 3, "zh"),
            ("Le (service [ONSS) ouvre].", 17, "fr"),  # crossed
        ],
    )
    def test_one_without_its_other_half_is_found(self, target: str, place: int, language: str) -> None:
        (one,) = found("De dienst opent.", target, language, "brackets")
        assert (one.severity, one.span) == ("warning", (place, place + 1))
        assert target[place] in one.message

    @pytest.mark.parametrize(
        ("source", "target", "language"),
        [
            ("De dienst (RSZ).", "Le service (ONSS [Bruxelles]).", "fr"),
            ("De dienst.", "该机构（NSSO）【注】〔2026〕。", "zh"),
            ("a) een plan", "a) un plan", "fr"),
            ("Een plan", "12) un plan", "fr"),
            ("Een plan", " b) a plan", "en"),
            ("Een ( plan", "Un ( plan", "fr"),  # the Dutch is no better
            ("Een :) plan", "Un plan :)", "fr"),
            ("[/]", "[/]", "en"),
        ],
    )
    def test_pairs_and_items_of_a_list_are_fine(self, source: str, target: str, language: str) -> None:
        assert found(source, target, language, "brackets") == []


class TestInvisibleCharacters:
    @pytest.mark.parametrize("language", TARGETS)
    @pytest.mark.parametrize("code", [0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069])
    def test_they_are_found_named_and_can_be_taken_away(self, language: str, code: int) -> None:
        (one,) = found("Een loket.", f"Un gui{chr(code)}chet.", language, "invisible-characters")
        assert (one.severity, one.span, one.fix) == ("warning", (6, 7), "Un guichet.")
        assert f"U+{code:04X}" in one.message

    def test_all_of_them_are_taken_away_at_once(self) -> None:
        (one,) = found("Een loket.", "\u200bUn \u202eguichet\u202c.\u200b", check="invisible-characters")
        assert one.fix == "Un guichet."

    @pytest.mark.parametrize("text", ["Un\u00a0guichet", "Un\u202fguichet", "un\tdeux\ntrois", "中文　中文", "é"])
    def test_spaces_and_accents_are_not_invisible(self, text: str) -> None:
        assert found("Een loket.", text, check="invisible-characters") == []


class TestPlaceable:
    @pytest.mark.parametrize(
        ("source", "target", "language", "missing"),
        [
            ("Mail jan@example.be.", "Écrivez-nous.", "fr", "The e-mail address jan@example.be is missing."),
            ("Mail jan@example.be.", "Écrivez à jan@exemple.be.", "fr", "The e-mail address jan@example.be is missing."),
            ("Mail an@example.be.", "Écrivez à jan@example.be.", "fr", "The e-mail address an@example.be is missing."),
            ("Mail an@example.be.", "请联系jan@example.be。", "zh", "The e-mail address an@example.be is missing."),
            ("Zie https://example.be/a.", "See https://example.be/b.", "en", "The URL https://example.be/a is missing."),
            ("Zie www.example.be.", "See www.example.be.org.", "en", "The URL www.example.be is missing."),
            ("Bel 0473 63 61 24.", "Call 0473 63 61 25.", "en", "The phone number 0473 63 61 24 is missing."),
            ("Volg @Dienst.", "Follow us.", "en", "The handle @Dienst is missing."),
            ("Volg @Dienst.", "请关注@DienstBE。", "zh", "The handle @Dienst is missing."),
            ("a@example.be, a@example.be", "a@example.be", "fr", "The e-mail address a@example.be is missing."),
            ("a@example.be, a@example.be", "rien", "fr", "The e-mail address a@example.be is missing 2 times."),
        ],
    )
    def test_what_must_be_carried_over_and_was_not_is_found(
        self, source: str, target: str, language: str, missing: str
    ) -> None:
        (one,) = found(source, target, language, "placeable")
        assert (one.severity, one.message) == ("error", missing)

    @pytest.mark.parametrize(
        ("source", "target", "language"),
        [
            ("Mail Jan@Example.be.", "Écrivez à jan@example.be.", "fr"),  # case means nothing in an address
            ("Bel 02 555 01 23.", "Appelez le 02/555.01.23.", "fr"),
            ("Bel 02 555 01 23.", "Call +32 2 555 01 23.", "en"),
            ("Bel 02 555 01 23.", "Call +32 (0)2 555 01 23.", "en"),
            ("Bel +32 473 63 61 24.", "Call 0473/63.61.24.", "en"),
            ("Bel 02 555 01 23.", "电话：02 555 01 23。", "zh"),
            ("Bel 02 555 01 23.", "电话02 555 01 23", "zh"),
            ("Mail jan@example.be.", "请联系jan@example.be。", "zh"),  # Chinese puts no space around an address
            ("Mail jan@example.be.", "请发邮件至jan@example.be与我们联系。", "zh"),
            ("Zie www.example.be.", "详见www.example.be的网站。", "zh"),
            ("Volg @Dienst.", "请关注@Dienst和其他账号。", "zh"),
            ("Volg #pensioen.", "话题#pensioen#", "zh"),
            ("Een plan van 1.250 euro op 2 maart 2026.", "Un plan.", "fr"),  # numbers and dates are not its business
            ("Een plan.", "Écrivez à jan@example.be.", "fr"),  # more is not less
        ],
    )
    def test_what_was_carried_over_in_the_languages_own_way_is_there(self, source: str, target: str, language: str) -> None:
        assert found(source, target, language, "placeable") == []


class TestUneditedFuzzy:
    @pytest.mark.parametrize("state", [State.TRANSLATED, State.REVIEWED, State.FINAL])
    @pytest.mark.parametrize("score", [70, 75, 99])
    def test_a_match_that_was_confirmed_as_it_was_is_found(self, state: State, score: int) -> None:
        (one,) = found("Een", "Un", base=Target(1, "fr", state=state, origin=Origin.MATCH, score=score))
        assert (one.check, one.severity) == ("unedited-fuzzy", "warning")
        assert f"{score} %" in one.message

    @pytest.mark.parametrize(
        ("state", "origin", "score"),
        [
            (State.DRAFT, Origin.MATCH, 80),  # nobody has said that it is right
            (State.REJECTED, Origin.MATCH, 80),
            (State.TRANSLATED, Origin.MATCH, 100),
            (State.TRANSLATED, Origin.MATCH, 101),
            (State.TRANSLATED, Origin.MATCH, None),
            (State.TRANSLATED, Origin.TYPED, 80),  # it was changed
            (State.TRANSLATED, Origin.PROPAGATED, 100),
        ],
    )
    def test_others_are_not(self, state: State, origin: Origin, score: int | None) -> None:
        assert found("Een", "Un", base=Target(1, "fr", state=state, origin=origin, score=score)) == []


class TestOutdated:
    @pytest.mark.parametrize("language", TARGETS)
    @pytest.mark.parametrize("state", [State.DRAFT, State.TRANSLATED, State.REVIEWED])
    def test_a_target_whose_source_changed_is_found(self, language: str, state: State) -> None:
        (one,) = found("Een", "Un", language, base=Target(1, language, state=state, outdated=True))
        assert (one.check, one.severity) == ("outdated", "warning")


TEXTS = st.lists(
    st.sampled_from(
        [*"aé. ()[]（）【】@#/:\u00a0\u202f\u200b\u202e\u00ad\u3000\n\t中。”", "  ", "a@b.be", "www.a.be", "+32 2 555 01 23"]
    )
    | st.characters(),
    max_size=30,
).map(lambda parts: clean("".join(parts)).text)


@given(source=TEXTS, target=TEXTS, language=st.sampled_from(TARGETS))
def test_no_text_breaks_a_check_and_each_finding_is_complete(source: str, target: str, language: str) -> None:
    for one in found(source, target, language):
        assert one.check in {check.id for check in CHECKS}
        assert one.severity in ("error", "warning", "info")
        assert one.message.endswith((".", "?"))
        assert one.span is None or 0 <= one.span[0] < one.span[1] <= len(target)
        assert one.fix is None or one.fix != target


@given(source=TEXTS, target=TEXTS, language=st.sampled_from(TARGETS))
def test_a_fix_mends_what_it_is_for_and_a_second_time_changes_nothing_more(source: str, target: str, language: str) -> None:
    for one in found(source, target, language):
        if one.fix is not None:
            left = [
                other for other in found(source, one.fix, language) if (other.check, other.message) == (one.check, one.message)
            ]
            assert left == []


@given(source=TEXTS, target=TEXTS, language=st.sampled_from(TARGETS))
def test_taking_every_fix_there_is_comes_to_an_end(source: str, target: str, language: str) -> None:
    text = target
    for _ in range(len(CHECKS)):
        text = next((one.fix for one in found(source, text, language) if one.fix is not None), text)
    assert [one for one in found(source, text, language) if one.fix is not None] == []


@given(text=TEXTS, language=st.sampled_from(TARGETS))
def test_what_is_the_same_as_the_source_only_ever_lacks_a_translation_or_hides_something(text: str, language: str) -> None:
    """Whatever is odd about the Dutch may be as odd in the translation."""
    allowed = {"untranslated", "invisible-characters"} | ({"whitespace"} if text != text.strip() else set())
    assert {one.check for one in found(text, text, language)} <= allowed
