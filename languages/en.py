"""English, in its British spelling."""

from languages.model import LATIN_FONTS, BlockWords, Language, SentenceRules

_ABBREVIATIONS = """
approx capt cf cit col dept dr e.g ed eds esp gen gov hon i.e incl lt maj messrs mr mrs ms mt n.b op prof prov ref rep rev sen
sgt st univ viz vs
"""

EN = Language(
    code="en",
    name="English",
    border_code="en-GB",
    aliases=("en-gb", "en-us", "en-ie", "en-au", "eng"),
    sentences=SentenceRules(
        terminators=".!?…",
        closers="”’»\"')]",
        openers="“‘«\"'([",
        abbreviations=frozenset(_ABBREVIATIONS.split()),
        number_abbreviations=frozenset("art ch fig figs no nos p para pp sec tel vol".split()),
        closing_abbreviations=frozenset("a.m al bn co corp etc inc jr ltd mn p.m sr".split()),
        lettered=frozenset("annex appendix category class group hepatitis level option plan type vitamin war".split()),
    ),
    blocks=BlockWords(
        contact=(r"(press |media )?contacts?", r"spokes(person|people)"),
        boilerplate=(
            r"(for )?(more|further) information",
            r"(what|who)\s+(is|are)\s+(the\s+)?(?-i:[A-Z‘“(]).{0,80}\?",
            r"about us|about (the )?(?-i:[A-Z‘“(]).{0,80}",
            r"notes? (to|for) editors",
        ),
    ),
    months=(
        ("january", "jan"),
        ("february", "feb"),
        ("march", "mar"),
        ("april", "apr"),
        ("may",),
        ("june", "jun"),
        ("july", "jul"),
        ("august", "aug"),
        ("september", "sept", "sep"),
        ("october", "oct"),
        ("november", "nov"),
        ("december", "dec"),
    ),
    date_patterns=(
        r"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{months})\b\.?(?:,?\s+(?P<year>\d{{4}}))?"
        r"(?:\s*[,–—-]?\s*(?:at\s+)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:\s*(?P<half>[ap])\.?m\b\.?)?)?",
        r"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}})"
        r"(?:\s*[,–—-]?\s*(?:at\s+)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:\s*(?P<half>[ap])\.?m\b\.?)?)?",
    ),
    fonts=LATIN_FONTS,
)
