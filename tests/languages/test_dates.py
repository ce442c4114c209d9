"""Date lines as institutions write them, in four languages; an impossible date is none."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from languages import EN, FR, LANGUAGES, NL, ZH
from languages.dates import read_date
from languages.model import Language


def read(text: str, language: Language) -> str | None:
    """As text: the date, its time only when one was given."""
    found = read_date(text, language)
    if found is None:
        return None
    value, _, timed = found
    assert timed or (value.hour, value.minute) == (0, 0)
    return f"{value:%Y-%m-%d %H:%M}" if timed else f"{value:%Y-%m-%d}"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("31 aug 2016 15:46", "2016-08-31 15:46"),
        ("31 augustus 2016", "2016-08-31"),
        ("Brussel, 31 augustus 2016", "2016-08-31"),
        ("Brussel, woensdag 31 augustus 2016 om 15.46 uur", "2016-08-31 15:46"),
        ("31 augustus 2016, 15u46", "2016-08-31 15:46"),
        ("31 augustus 2016 – 15:46", "2016-08-31 15:46"),
        ("31 augustus 2016 om 9:05", "2016-08-31 09:05"),
        ("31 augustus 2016 00:00", "2016-08-31 00:00"),
        ("31 aug. 2016", "2016-08-31"),
        ("31 AUGUSTUS 2016", "2016-08-31"),
        ("31\u00a0augustus\u00a02016", "2016-08-31"),
        ("1 mei 2016", "2016-05-01"),
        ("1ste mei 2016", "2016-05-01"),
        ("1e mei 2016", "2016-05-01"),
        ("2 febr. 2016", "2016-02-02"),
        ("2 feb 2016", "2016-02-02"),
        ("2 mrt. 2016", "2016-03-02"),
        ("15 sept. 2016", "2016-09-15"),
        ("31/08/2016", "2016-08-31"),
        ("31.8.2016 15:46", "2016-08-31 15:46"),
        ("31-8-2016", "2016-08-31"),
        ("05/04/2016", "2016-04-05"),
        ("29 februari 2016", "2016-02-29"),
        ("van 1 tot 3 mei 2016", "2016-05-03"),
        ("1/9/2016 en 2 mei 2015", "2016-09-01"),
        ("31 september 2016, verbeterd: 30 september 2016", "2016-09-30"),
        ("31 mei, dus niet 30 mei 2016", "2016-05-30"),
        ("31 augustus 2016 15:461", "2016-08-31"),
        ("31 augustus 2016 om 14 uur", "2016-08-31"),
    ],
)
def test_dutch_date_lines(text: str, date: str) -> None:
    assert read(text, NL) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Bruxelles, le 31 août 2016", "2016-08-31"),
        ("31 août 2016 à 15h46", "2016-08-31 15:46"),
        ("31 août 2016, 15 h 46", "2016-08-31 15:46"),
        ("31 août 2016 - 15:46", "2016-08-31 15:46"),
        ("1er septembre 2016", "2016-09-01"),
        ("1er\u00a0janv. 2016", "2016-01-01"),
        ("31 AOÛT 2016", "2016-08-31"),
        ("31 AOUT 2016", "2016-08-31"),
        ("2 FEVRIER 2016", "2016-02-02"),
        ("2 déc. 2016", "2016-12-02"),
        ("15 juill. 2016", "2016-07-15"),
        ("31/08/2016", "2016-08-31"),
        ("31 augustus 2016", None),
    ],
)
def test_french_date_lines(text: str, date: str | None) -> None:
    assert read(text, FR) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Brussels, 31 August 2016", "2016-08-31"),
        ("31 August 2016 at 15:46", "2016-08-31 15:46"),
        ("31 Aug. 2016, 15.46", "2016-08-31 15:46"),
        ("31st of August, 2016", "2016-08-31"),
        ("1st May 2016", "2016-05-01"),
        ("2 Sept 2016", "2016-09-02"),
        ("31/08/2016", "2016-08-31"),
        ("31 August 2016, 3.46 p.m.", "2016-08-31 15:46"),
        ("31 August 2016, 3:46pm", "2016-08-31 15:46"),
        ("31 August 2016 at 9.05 a.m.", "2016-08-31 09:05"),
        ("31 August 2016 at 12.10 a.m.", "2016-08-31 00:10"),
        ("31 August 2016 at 12.10 p.m.", "2016-08-31 12:10"),
        ("31 August 2016 at 15.46 p.m.", "2016-08-31 15:46"),
        ("31 août 2016", None),
    ],
)
def test_english_date_lines(text: str, date: str | None) -> None:
    assert read(text, EN) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2016年8月31日", "2016-08-31"),
        ("2016年08月31日", "2016-08-31"),
        ("2016年8月31号", "2016-08-31"),
        ("布鲁塞尔，2016年8月31日", "2016-08-31"),
        ("布鲁塞尔2016年8月31日电", "2016-08-31"),
        ("2016年8月31日15:46", "2016-08-31 15:46"),
        ("2016年8月31日 15：46", "2016-08-31 15:46"),
        ("2016年8月31日15时46分", "2016-08-31 15:46"),
        ("2016年2月29日", "2016-02-29"),
        ("8月31日", None),
        ("31 augustus 2016", None),
    ],
)
def test_chinese_date_lines(text: str, date: str | None) -> None:
    assert read(text, ZH) == date


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("31 september 2016", NL),
        ("31 april 2016", NL),
        ("30 februari 2016", NL),
        ("29 februari 2015", NL),
        ("29 februari 1900", NL),
        ("32 januari 2016", NL),
        ("0 januari 2016", NL),
        ("00/00/2016", NL),
        ("31/13/2016", NL),
        ("13/31/2016", NL),
        ("1 mei 0000", NL),
        ("31 augustus 2016 om 25:10", NL),
        ("31 augustus 2016 om 15:60", NL),
        ("131 augustus 2016", NL),
        ("31 augustus 20161", NL),
        ("131/08/2016", NL),
        ("31 mei", NL),
        ("mei 2016", NL),
        ("31/08/16", NL),
        ("2016", NL),
        ("31 maartse buien 2016", NL),
        ("31maart 2016", NL),
        ("31 septembre 2016", FR),
        ("29 février 2015", FR),
        ("31 June 2016", EN),
        ("29 February 2015", EN),
        ("2016年9月31日", ZH),
        ("2015年2月29日", ZH),
        ("2016年13月1日", ZH),
        ("", NL),
    ],
)
def test_what_is_impossible_or_lacks_its_year_is_no_date(text: str, language: Language) -> None:
    assert read_date(text, language) is None


@pytest.mark.parametrize(
    ("text", "language", "span"),
    [
        ("Brussel, 31 augustus 2016", NL, "31 augustus 2016"),
        ("Brussel, 31 aug 2016 15:46 uur.", NL, "31 aug 2016 15:46 uur"),
        ("(31/08/2016)", NL, "31/08/2016"),
        ("Bruxelles, le 1er mai 2016 à 9 h 05", FR, "1er mai 2016 à 9 h 05"),
        ("Brussels, 31 August 2016 at 3.46 p.m. sharp", EN, "31 August 2016 at 3.46 p.m."),
        ("布鲁塞尔，2016年8月31日电", ZH, "2016年8月31日"),
    ],
)
def test_the_span_is_the_date_with_its_time(text: str, language: Language, span: str) -> None:
    found = read_date(text, language)
    assert found is not None
    assert text[slice(*found[1])] == span


@given(st.datetimes(), st.sampled_from(list(LANGUAGES.values())), st.data())
def test_every_day_can_be_written_and_read_back(value: datetime, language: Language, data: st.DataObject) -> None:
    if language.months:
        month = data.draw(st.sampled_from(language.months[value.month - 1]))
        text = f"{value.day} {month} {value.year:04} {value.hour}:{value.minute:02}"
    else:
        text = f"{value.year:04}年{value.month}月{value.day}日{value.hour}:{value.minute:02}"
    assert read_date(f"({text})", language) == (value.replace(second=0, microsecond=0), (1, 1 + len(text)), True)


@given(st.text(), st.sampled_from(list(LANGUAGES.values())))
def test_any_text_may_be_asked_for_its_date(text: str, language: Language) -> None:
    found = read_date(text, language)
    assert found is None or 0 <= found[1][0] < found[1][1] <= len(text)


@pytest.mark.parametrize(
    "piece", ["1", "31 ", "31 mei ", "31 mei 2016", "1/", "1.1.", "1-1-1-", "31 september 2016 ", "2016年", "12月", " "]
)
@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda language: language.code)
def test_a_long_line_of_almost_dates_is_read_in_one_pass(piece: str, language: Language) -> None:
    text = piece * (200_000 // len(piece))
    assert read_date(text, language) is None or "2016" in piece
