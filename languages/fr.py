"""French, as Belgian federal institutions write it."""

from languages.model import LATIN_FONTS, BlockWords, Language, SentenceRules

# `d` is what a full stop follows in c.-à-d.; M. is an initial like any other.
_ABBREVIATIONS = """
av bd cf cit coll d dr env ex excl incl me mgr mlle MM mme mr n.b op p.ex pr prof qqn resp réf s.p.f st ste suppl trad univ vs
"""

FR = Language(
    code="fr",
    name="français",
    border_code="fr-BE",
    aliases=("fr-be", "fr-fr", "fr-ca", "fr-ch", "fr-lu", "fra", "fre"),
    sentences=SentenceRules(
        terminators=".!?…",
        closers="»”’\"')]",
        openers="«“‘\"'([",
        abbreviations=frozenset(_ABBREVIATIONS.split()),
        number_abbreviations=frozenset("al art chap fig n no nos p pp t tél vol".split()),
        closing_abbreviations=frozenset("a.s.b.l asbl etc h r.s.v.p s.a s.v.p".split()),
        lettered=frozenset("annexe catégorie classe groupe hépatite niveau option plan type variante vitamine".split()),
    ),
    blocks=BlockWords(
        contact=(r"contacts?( presse)?", r"(personnes? de )?contact", r"porte-paroles?"),
        boilerplate=(
            r"(pour )?(en savoir plus|plus d[’']informations?)",
            r"qu[’']est-ce\s+qu(e\s+|[’'])(la\s+|le\s+|les\s+|l[’'])?(?-i:[A-ZÀ-Þ«(]).{0,80}\?",
            r"à propos (de la |de l[’']|de |du |des |d[’'])(?-i:[A-ZÉ«(]).{0,80}",
            r"note aux? rédactions?",
        ),
    ),
    months=(
        ("janvier", "janv"),
        ("février", "févr", "fevrier", "fevr"),
        ("mars",),
        ("avril", "avr"),
        ("mai",),
        ("juin",),
        ("juillet", "juill"),
        ("août", "aout"),
        ("septembre", "sept"),
        ("octobre", "oct"),
        ("novembre", "nov"),
        ("décembre", "déc", "decembre", "dec"),
    ),
    date_patterns=(
        r"(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{months})\b\.?(?:\s+(?P<year>\d{{4}}))?"
        r"(?:\s*[,–—-]?\s*(?:à\s+)?(?P<hour>\d{{1,2}})\s*(?:h|:)\s*(?P<minute>\d{{2}}))?",
        r"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}})"
        r"(?:\s*[,–—-]?\s*(?:à\s+)?(?P<hour>\d{{1,2}})\s*(?:h|:)\s*(?P<minute>\d{{2}}))?",
    ),
    fonts=LATIN_FONTS,
)
