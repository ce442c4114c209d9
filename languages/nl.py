"""Dutch, as Belgian federal institutions write it."""

from languages.model import LATIN_FONTS, BlockWords, Language, SentenceRules

# Titles, phrases and references: a name, a number or the rest of the phrase always follows.
_ABBREVIATIONS = """
a.d a.d.h.v a.h.v a.h.w a.i aant aanv adj adm afb afd afl arr b.a b.g.g b.v bd bijv bl bv c.q ca cap cdt cf cfr Ch Chr comm conf
corr d.d d.i d.m.v d.w.z dd dep dhr dir div dr drs ds e.c e.g eerw em enq excl f.a fa fam ft g.d gebr ged gem Gen get geïll gouv
h.c i.a i.c i.c.m i.e i.f i.f.v i.g.v i.h.a i.h.b i.h.k i.h.k.v i.k.v i.o i.o.v i.p.v i.s.m i.t.t i.v i.v.m incl ing insp ir jhr
jkvr kath kol lic lt luit m.a.w m.b.t m.b.v m.h.o m.i m.i.v m.m.v m.n m.u.v maj mej mevr mgr mld mln mr mv mw n.a.v nl nr nrs
o.a o.b.v o.g o.g.v o.i o.l.v o.m o.m.v o.r.v o.v.v onderv ong penn Ph plm pres proc prof prot prov ref resp s.l secr sen sgt sp
st t.a.p t.a.v t.b.v t.e.m t.g.v t.h.v t.l.v t.n.v t.o.v t.w.v tel Th toel u.a v v.a v.d v.w.b verm vgl vl vnl volksv voorz vs
w.o w.v werkg wnd z z.g z.i z.o zgn
"""
_BEFORE_NUMBERS = """
art arts bijl blz di do fig hfdst hfst jg jrg ma max min p pag par pp uitg vr wo za
"""
_CLOSING = """
a.s a.u.b b.s b.t.w b.v.b.a c.s c.v.b.a dgl e.a e.d e.v e.v.a enz etc ev fr gr i.b j.l jl jr k.b l.l ll m.b m.e n.v n.v.t
o.c.m.w o.i.d p.a p.m r.i.z.i.v r.s.v.z r.s.z r.v.a s.v.p sec sr t.z.t u v.o.f v.z.w vzw z.d z.s.m
"""
_LETTERED = """
attest bijlage blok categorie deel fase formulier groep hepatitis klasse letter lijst niveau optie plan punt reeks serie type
variant vitamine wereldoorlog zone
"""

NL = Language(
    code="nl",
    name="Nederlands",
    border_code="nl-BE",
    aliases=("nl-be", "nl-nl", "nld", "dut", "vls"),
    sentences=SentenceRules(
        terminators=".!?…",
        closers="”’»\"')]",
        openers="“‘„«\"'([",
        abbreviations=frozenset(_ABBREVIATIONS.split()),
        number_abbreviations=frozenset(_BEFORE_NUMBERS.split()),
        closing_abbreviations=frozenset(_CLOSING.split()),
        lettered=frozenset(_LETTERED.split()),
        low_starts=("'s", "’s", "'t", "’t", "'n", "’n", "'k", "’k", "‘s", "‘t"),
    ),
    blocks=BlockWords(
        contact=(
            r"(pers)?contact(en|personen|persoon|gegevens|info(rmatie)?)?( (voor de )?pers)?",
            r"(meer info(rmatie)?|inlichtingen|info(rmatie)?) voor de pers",
            r"woordvoerders?",
        ),
        boilerplate=(
            r"(voor )?meer info(rmatie)?",
            # A name has a capital: “Wat zijn de volgende stappen?” is a heading like any other.
            r"(wat|wie)\s+(is|zijn|doet|doen)\s+(de\s+|het\s+)?(?-i:[A-ZÀ-Þ‘“(]).{0,80}\?",
            r"wie\s+zijn\s+(wij|we)\b.{0,80}\?",
            r"over ons|over (de |het )?(?-i:[A-Z‘“(]).{0,80}",
            r"(noot|nota|info(rmatie)?|achtergrond) (aan|voor) de (redacties?|pers)",
            r"achtergrond(informatie)?",
        ),
    ),
    months=(
        ("januari", "jan"),
        ("februari", "febr", "feb"),
        ("maart", "mrt"),
        ("april", "apr"),
        ("mei",),
        ("juni", "jun"),
        ("juli", "jul"),
        ("augustus", "aug"),
        ("september", "sept", "sep"),
        ("oktober", "okt"),
        ("november", "nov"),
        ("december", "dec"),
    ),
    date_patterns=(
        r"(?P<day>\d{{1,2}})(?:e|ste|de)?\s+(?P<month>{months})\b\.?(?:\s+(?P<year>\d{{4}}))?"
        r"(?:\s*[,–—-]?\s*(?:om\s+)?(?P<hour>\d{{1,2}})[:.u](?P<minute>\d{{2}})(?:\s*u(?:ur)?\b)?)?",
        r"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}})"
        r"(?:\s*[,–—-]?\s*(?:om\s+)?(?P<hour>\d{{1,2}})[:.u](?P<minute>\d{{2}})(?:\s*u(?:ur)?\b)?)?",
    ),
    fonts=LATIN_FONTS,
)
