"""Languages by any code that files and people use, and what every language must bring."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages import LANGUAGES, SOURCE, language, target_languages
from languages.model import Language
from workspace.errors import VierluikError

EVERY = pytest.mark.parametrize("one", LANGUAGES.values(), ids=lambda one: one.code)


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("nl", "nl"), ("NL", "nl"), ("nl-BE", "nl"), ("nl_BE", "nl"), ("nl-be", "nl"), ("nld", "nl"), ("dut", "nl"),
        ("fr", "fr"), ("FR", "fr"), ("fr-BE", "fr"), ("fr_BE", "fr"), ("fr_FR", "fr"), ("fra", "fr"), ("fre", "fr"),
        ("en", "en"), ("EN", "en"), ("en-GB", "en"), ("en_US", "en"), ("en-IE", "en"), ("eng", "en"),
        ("zh", "zh"), ("ZH", "zh"), ("zh-CN", "zh"), ("zh_CN", "zh"), ("zh-Hans", "zh"), ("zh_Hans_CN", "zh"),
        ("ZH-HANS", "zh"), ("zh-Hans-SG", "zh"), ("zh-SG", "zh"), ("zho", "zh"), ("chi", "zh"), ("cmn-Hans", "zh"),
        (" fr ", "fr"), ("fr\n", "fr"), ("\tZh-cn", "zh"),
    ],
)  # fmt: skip
def test_a_code_means_its_language_however_it_is_written(code: str, ours: str) -> None:
    assert language(code) is LANGUAGES[ours]


@pytest.mark.parametrize(
    "code",
    [
        *(
            "zh-TW",
            "zh_TW",
            "zh-Hant",
            "zh-Hant-TW",
            "zh-HK",
            "zh-MO",
            "cmn-Hant",
            "yue",
        ),  # those are written in other characters
        *("de", "de-BE", "af", "it", "lb", "xx", "n", "nlx", "nl-", "-nl", "nl--BE", "nl BE", "nl/fr", "nl.fr", "fr,en"),
        *("", " ", "Nederlands", "français", "中文", "[nl]", "nl\0", "ＮＬ"),
    ],
)
def test_a_code_that_means_none_of_ours_is_refused_with_those_that_do(code: str) -> None:
    with pytest.raises(VierluikError, match="is not a language of vierluik") as refused:
        language(code)
    assert repr(code) in refused.value.message
    assert refused.value.hint == "Known are nl, fr, en, zh."


@given(st.text())
def test_any_code_is_ours_or_refused(code: str) -> None:
    with suppress(VierluikError):
        assert language(code) in LANGUAGES.values()


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ("fr", "fr"),
        ("fr,en,zh", "fr en zh"),
        ("zh,fr", "zh fr"),
        ("FR, en-GB , zh_CN", "fr en zh"),
        ("fr,,en,", "fr en"),
        ("fr,fr-BE,FR", "fr"),
        (("en", "fr"), "en fr"),
        (("zh-Hans",), "zh"),
    ],
)
def test_target_languages_come_in_the_order_they_are_named_each_once(codes: str | tuple[str, ...], found: str) -> None:
    assert " ".join(one.code for one in target_languages(codes)) == found


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        ("", "No target language is named"),
        (" , ", "No target language is named"),
        ((), "No target language is named"),
        ("nl", "nl is the language of the source"),
        ("fr,NL-be", "nl is the language of the source"),
        ("fr,de", "'de' is not a language of vierluik"),
        ("fr;en", "'fr;en' is not a language of vierluik"),
        ("fr en", "'fr en' is not a language of vierluik"),
        ("zh-TW", "'zh-TW' is not a language of vierluik"),
    ],
)
def test_a_list_without_a_target_language_is_refused_with_a_hint(codes: str | tuple[str, ...], why: str) -> None:
    with pytest.raises(VierluikError, match=why) as refused:
        target_languages(codes)
    assert refused.value.hint


def test_the_panels_are_dutch_french_english_chinese_and_dutch_is_the_source() -> None:
    assert list(LANGUAGES) == ["nl", "fr", "en", "zh"]
    assert SOURCE.code == "nl"
    assert [one.border_code for one in LANGUAGES.values()] == ["nl-BE", "fr-BE", "en-GB", "zh-CN"]
    assert [one.joiner for one in LANGUAGES.values()] == [" ", " ", " ", ""]


def test_no_code_means_two_languages() -> None:
    codes = [code for one in LANGUAGES.values() for code in (one.code, *one.aliases)]
    assert len(codes) == len(set(codes))


@EVERY
def test_codes_are_kept_in_the_form_they_are_looked_up_in(one: Language) -> None:
    assert all(re.fullmatch(r"[a-z]{2,4}(-[a-z]{2,4})*", code) for code in (one.code, *one.aliases))
    assert language(one.border_code) is one


@EVERY
def test_a_year_has_twelve_months_or_they_are_numbers(one: Language) -> None:
    names = [name for month in one.months for name in month]
    assert len(one.months) in (0, 12)
    assert len(names) == len(set(names))
    assert all(name == name.lower() and not name.endswith(".") for name in names)
    assert all(len(month[0]) == max(map(len, month)) for month in one.months)  # the full name first


@EVERY
def test_abbreviations_are_written_without_their_last_full_stop_and_each_is_in_one_list(one: Language) -> None:
    rules = one.sentences
    lists = [rules.abbreviations, rules.number_abbreviations, rules.closing_abbreviations]
    words = [word for listed in lists for word in listed]
    assert len(words) == len(set(words))
    assert not any(word.endswith(".") or re.search(r"[\s/’'–—-]", word) for word in words)
    assert all(word == word.lower() for word in rules.number_abbreviations | rules.closing_abbreviations | rules.lettered)


@EVERY
def test_marks_of_sentences_are_not_counted_twice(one: Language) -> None:
    rules = one.sentences
    for marks in (rules.terminators, rules.closers, rules.openers):
        assert len(marks) == len(set(marks))
    assert not set(rules.terminators) & set(rules.closers + rules.openers)
    assert all(word[0] in "'’‘" for word in rules.low_starts)


@EVERY
def test_the_words_that_announce_a_part_are_patterns_for_a_whole_line(one: Language) -> None:
    for pattern in (*one.blocks.contact, *one.blocks.boilerplate):
        compiled = re.compile(pattern, re.IGNORECASE)
        assert not compiled.fullmatch("")
        assert not compiled.fullmatch("x" * 200)


@EVERY
def test_fonts_end_with_a_generic_family(one: Language) -> None:
    assert one.fonts[-1] == "sans-serif"
