"""Reading the calendar date of a date line. Finding dates in running text is not here."""

import re
from datetime import datetime
from functools import lru_cache

from languages.model import Language


@lru_cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted((re.escape(name) for names in language.months for name in names), key=len, reverse=True))
    patterns = (pattern.format(months=months or "(?!)") for pattern in language.date_patterns)
    return tuple(re.compile(rf"(?<!\d)(?:{pattern})(?!\d)", re.IGNORECASE) for pattern in patterns)


def read_date(text: str, language: Language) -> tuple[datetime, tuple[int, int], bool] | None:
    """The first full date of a line.

    Returns the local date and time (midnight when no time is given), its span in the text, and whether a time was given;
    None when there is no date with a year, or it is impossible, such as 31 September.
    """
    found = [match for pattern in _patterns(language) for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        parts = match.groupdict()
        if not parts.get("year"):
            continue
        timed = parts.get("hour") is not None
        try:
            value = datetime(  # noqa: DTZ001  a date line gives local time, without a zone
                int(parts["year"]),
                _month(parts["month"], language),
                int(parts["day"]),
                _hour(int(parts["hour"]), parts.get("half")) if timed else 0,
                int(parts["minute"] or 0) if timed else 0,
            )
        except ValueError:
            continue
        return value, match.span(), timed
    return None


def _hour(hour: int, half: str | None) -> int:
    """The hour of the day: 3 p.m. is 15, and 12 a.m. is midnight."""
    if half is None or not 1 <= hour <= 12:
        return hour
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _month(name: str, language: Language) -> int:
    if name.isdigit():
        return int(name)
    return next(number for number, names in enumerate(language.months, 1) if name.lower() in names)
