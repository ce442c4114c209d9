"""Where Dutch sentences end, and where they only seem to.

In each case a bar with a space on either side marks a break; in the text there is one space. Where there is no bar, the whole
case is one sentence.
"""

import pytest

from languages import NL
from languages.sentences import sentences


def split(case: str) -> list[str]:
    text = case.replace(" | ", " ")
    return [text[one.start : one.end] for one in sentences(text, NL)]


@pytest.mark.parametrize(
    "case",
    [
        "Dit is een zin.",
        "De regering besliste vandaag. | Het parlement stemt morgen.",
        "Komt er een staking? | De vakbonden zwijgen.",
        "Eindelijk! | De brug is klaar.",
        "Hij aarzelde… | Toen tekende hij.",
        "Hij aarzelde... | Toen tekende hij.",
        "Wat een dag?! | Niemand had dit verwacht.",
        "Iedereen wachtte … en wachtte.",
        "Hij aarzelde... en tekende toch.",
        "De zon scheen. | Het bleef droog.",
        "Een zin.Nog een zin zonder spatie.",
    ],
)
def test_a_sentence_ends_at_its_closing_mark(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "De uitkering stijgt bv. Vlaanderen breed.",
        "Dit geldt o.a. Brussel en Luik.",
        "Het plan omvat o.m. Europese middelen.",
        "De dienst is bereikbaar m.u.v. Hemelvaart.",
        "De maatregel geldt t.e.m. Pasen.",
        "Het project loopt i.s.m. Actiris en Forem.",
        "Zij spreken i.k.v. Europees overleg.",
        "De premie vervalt o.g.v. Europese regels.",
        "Het overleg begint n.a.v. Belgische cijfers.",
        "De vergadering, d.w.z. Kamer en Senaat, komt samen.",
        "Het gaat om ca. 300 gezinnen.",
        "De rechten v.d. Belgische werknemer.",
        "De kost bedraagt max. 250 euro.",
        "De wachttijd is min. 3 maanden.",
        "Zie resp. Bijlage 1 en Bijlage 2.",
        "Prijs incl. BTW, excl. Recupel.",
        "De voorwaarde is nl. Belg zijn.",
        "De instelling betaalt zgn. Maribelmiddelen.",
        "Dit gebeurt a.d.h.v. Belgische gegevens.",
    ],
)
def test_an_abbreviation_ends_nothing_whatever_follows(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "Er zijn tafels, stoelen enz. | De zaal is klaar.",
        "Neem brood, melk, boter, enz. mee.",
        "Er kwamen ministers, burgemeesters e.d. | Het werd laat.",
        "Het onderzoek van Janssens e.a. | Dat verscheen in mei.",
        "Het onderzoek van Janssens e.a. toont dit aan.",
        "Artikel 5 e.v. regelt de bijdragen.",
        "Zie artikel 5 e.v. | De rest volgt later.",
        "Dat besliste de raad op 2 mei jl. | Sindsdien is er niets gebeurd.",
        "Op 2 mei jl. besliste de raad.",
        "Hij treedt aan op 1 juni a.s. | Zijn voorganger blijft tot dan.",
        "Antwoord tegen vrijdag a.u.b. | Daarna sluiten we de lijst.",
        "De boodschap van Peeters sr. | Zijn zoon zweeg.",
        "Martin Peeters jr. volgt zijn vader op.",
        "De winst van Bouwwerken n.v. | De koers steeg.",
        "Stuur een brief, mail, e.d. naar de dienst.",
    ],
)
def test_some_abbreviations_may_close_a_sentence_and_a_capital_tells_whether_they_do(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "Volgens art. 5 van de wet is dit verboden.",
        "Zie art. 12, blz. 34.",
        "Lees nr. 7 van de lijst.",
        "Het arrest nr. C-123/45 bevestigt dit.",
        "Zie hfst. 3 en bijl. 2.",
        "Het staat op p. 17.",
        "Het staat op pag. 17 en blz. 18.",
        "Hoofdstuk VI, art. IV van het boek.",
        "Bel tel. 02 123 45 67.",
        "Het koninklijk besluit van 31 aug. 2016 bepaalt dit.",
        "Het verslag verscheen op 15 sept. 2016. | Het telt tien pagina’s.",
        "De kost is 5 euro. | 3 mensen betaalden niet.",
        "Er zijn 12 kandidaten. | 5 ervan zijn vrouwen.",
        "Dat gebeurde in 2016. | De wet is van 2017.",
        "Het cijfer is 3.5 procent. | De raming was 3,2.",
        "De btw bedraagt 21%. | Dat blijft zo.",
        "Het kost 1.250,50 euro. | De rest is gratis.",
        "De opbrengst is 5 mln. euro.",
        "De opbrengst is 5 mln. EUR.",
        "De uitgave steeg met 2,3 mld. euro. | Dat is veel.",
        "Op ma. 5 september opent de dienst.",
        "Een jaar om te vergeten was 2016.",
        "2016. | Een nieuw begin.",
    ],
)
def test_a_number_after_an_abbreviation_belongs_to_it(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "Hij bekleedt een hoog ambt. | De koning benoemde hem.",
        "De onderzoekers vonden het foute gen. | De behandeling begint.",
        "De zaal zat vol. | 12 mensen wachtten buiten.",
        "Dat weten we al. | 3 jaar lang deed niemand iets.",
        "Dat is het zwakke punt. | 5 experten zijn het eens.",
        "De dosis is 100 g. | De arts volgt dat op.",
        "De auto heeft 150 pk. | Dat is genoeg.",
        "Het duurt 30 sec. | Daarna stopt het.",
        "Hij stemde MR. | De partij verloor.",
        "Zij werkt bij ING. | De bank zwijgt.",
        "Zij reist naar de VS. | De president wacht.",
        "Wij helpen u. | Bel ons gerust.",
        "De letter is x. | Dat staat vast.",
        "Het water is 20 °C. | Dat is warm.",
        "Hij stemde op CD&V. | De partij won.",
        "Zij werkt bij R&D. | De dienst groeit.",
        "Het jaar eindigt in mei. | De zomer volgt.",
        "Dat was het einde van de maand mrt. | De lente begon.",
    ],
)
def test_a_word_that_looks_like_an_abbreviation_is_still_a_word(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "De persconferentie begint om 10.30 uur. | Ze duurt een uur.",
        "De zaal opent om 10 u. | Inschrijven is verplicht.",
        "De zaal opent om 10 u. en sluit om 18 u.",
        "De zaal opent om 10 u. 30 en sluit om 18 u.",
        "Open van 9 u. tot 12 u. | Gesloten op zondag.",
        "Het overleg duurde tot 4 u. ’s nachts.",
        "Hij komt do. 5 mei om 14.00 u.",
    ],
)
def test_times_of_day(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "Dhr. Peeters en mevr. Janssens waren er.",
        "Prof. dr. Els Maes leidt het onderzoek.",
        "Ing. Wouters en ir. Claes bouwden de brug.",
        "Drs. De Wit sprak met mr. De Boeck.",
        "De heer J. Peeters is benoemd.",
        "De heer J.-P. Van Rossem kwam ook.",
        "J.F. Kennedy bezocht Brussel.",
        "Mevrouw A.M. De Smet zit voor.",
        "Ch. Michel en Ph. Claeys tekenden.",
        "Th. Verbeeck is de nieuwe directeur.",
        "Het St. Jansplein is afgesloten.",
        "Min. van Financiën J. Janssens antwoordde.",
        "Gen. De Wilde en kol. Maes inspecteerden de troepen.",
        "Mgr. Bonny opende de mis.",
        "De wet verscheen in het B.S. | Ze treedt morgen in werking.",
        "De wet verscheen in het B.S. van 5 mei.",
        "De wedde wordt uitbetaald door de R.S.Z. | De werkgever doet niets.",
        "Het K.B. van 5 mei is gewijzigd.",
        "De H. Stoel reageerde niet.",
    ],
)
def test_titles_initials_and_acronyms_belong_to_the_name(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "Hij slikte vitamine C. | De arts raadde het aan.",
        "De raad koos voor plan B. | De oppositie protesteert.",
        "Zij heeft hepatitis B. | De behandeling slaat aan.",
        "Dat staat in bijlage A. | De tekst volgt.",
        "Hij is een werknemer van categorie D. | Zijn loon stijgt.",
    ],
)
def test_a_letter_that_names_a_thing_is_no_initial(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "De dienst sluit om vijf uur. | ’s Avonds is er wacht.",
        "De dienst sluit om vijf uur. | 's Avonds is er wacht.",
        "Dat is jammer. | ’t Was een mooi plan.",
        "De markt is gesloten. | ’s-Gravenhage volgt morgen.",
        "Hij werkt ’s nachts en slaapt overdag.",
        "Kom je vanavond? | ’s Morgens kan ook.",
        "De dienst loopt goed. | eHealth is er ook bij.",
        "Alles gaat digitaal. | eBox vervangt de brief.",
        "Dit geldt o.a. ’s avonds.",
        "Het is open tot 20.00 u. ’s avonds.",
    ],
)
def test_a_sentence_may_begin_without_a_capital(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "“Dit is een succes.” | De minister is tevreden.",
        "“Dit is een succes”, zegt de minister. | Ze is tevreden.",
        "“Is dit een succes?” vraagt de oppositie.",
        "“Wat een succes!”, roept de minister.",
        "‘Dit is een succes.’ | De minister is tevreden.",
        '"Dit is een succes." | De minister is tevreden.',
        "„Dit is een succes.” | De minister is tevreden.",
        "«\u00a0Dit is een succes.\u00a0» | De minister is tevreden.",
        "« Dit is een succes. » | De minister is tevreden.",
        "De minister zegt: “Dit is een succes. | We gaan door.” | Daarna vertrok ze.",
        "De minister zegt: “Dit is een succes.”",
        "De minister is tevreden. | “Dit is een succes”, zegt ze.",
        "De minister is tevreden. | ‘Dit is een succes’, zegt ze.",
        "“Kom mee!” – riep hij – “en snel!”",
        "Hij riep ‘Kom mee!’ en liep weg.",
        "Dit is het zgn. “Generatiepact”.",
        "Het gaat om o.a. ‘Zorg’ en ‘Welzijn’.",
    ],
)
def test_a_quotation_ends_where_its_sentence_does_and_not_before_who_said_it(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "(De cijfers zijn voorlopig.) | Het verslag volgt.",
        "De cijfers zijn voorlopig (zie blz. 5). | Het verslag volgt.",
        "De firma (vroeger Peeters & Zn.) Brussel sluit.",
        "De minister (eindelijk!) Brussel bezoekt.",
        "Zij won drie (!) Gouden Uilen.",
        "Het kostte hem (?) Europese steun.",
        "De minister […] Peeters bedankt iedereen.",
        "De minister (...) Peeters bedankt iedereen.",
        "Het plan is goed. | […] Dat blijft zo.",
        "Het plan is goed […]. | Dat blijft zo.",
        "[Foto: J. Maes.] | Het bijschrift volgt.",
    ],
)
def test_what_ends_inside_brackets_ends_there_only(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "Surf naar www.socialezekerheid.be. | Daar staat alles.",
        "Meer op https://www.rsz.be/nl/nieuws.html. | Daar staat alles.",
        "Zie https://zoek.be/?q=wet.en.regel&p=2 voor meer.",
        "Mail naar pers@rsz.fgov.be. | Wij antwoorden snel.",
        "Mail naar j.peeters@rsz.be of bel 02.123.45.67.",
        "Versie 2.1.3 is klaar. | Ze werkt met .NET en Node.js.",
        "Het bestand heet plan.v2.docx. | Het staat online.",
    ],
)
def test_addresses_hold_full_stops_and_question_marks_of_their_own(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "1. De eerste stap is gezet.",
        "12. De twaalfde stap volgt.",
        "1.2. De tweede stap van de eerste fase.",
        "a. De eerste stap is gezet.",
        "A. De eerste stap is gezet.",
        "II. De gevolgen voor de burger.",
        "Er zijn twee stappen. | 1. De eerste is klein. | 2. De tweede is groot.",
        "De stappen zijn: 1) meten; 2) weten.",
    ],
)
def test_what_is_counted_up_stays_with_its_number(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    "case",
    [
        "De RSZ inde in 2025 ruim 70 mld. euro bijdragen. | Dat is 3,2 % meer dan in 2024.",
        "Minister van Sociale Zaken F. Vandenbroucke stelt het plan voor. | De pers is welkom.",
        "Het RIZIV (Rijksinstituut voor ziekte- en invaliditeitsverzekering) betaalt. | Patiënten merken niets.",
        "Volgens dr. E. De Ridder, hoofd van dienst, is dat ‘onhaalbaar’. | Zij vraagt overleg.",
        "“We hebben hard gewerkt”, zei ze. | “Nu is het tijd voor rust.”",
        "“We hebben hard gewerkt. | Nu is het tijd voor rust”, zei ze.",
        "Zijn reactie? | “Geen commentaar.”",
        "Waarom? | Omdat het moet!",
        "Meer info: www.fgov.be De dienst Communicatie",
        "De wet van 27 juni 1969 (B.S. 25 juli 1969) blijft van kracht.",
        "Het KB nr. 38 regelt het statuut.",
        "Art. 3bis, § 2, 1°, van de wet is geschrapt.",
        "De loonkost daalt met 1,5 % à 2 %. | Dat is o.m. te danken aan de taxshift.",
        "Het ging om 1.200 vzw’s, 300 nv’s en 12 cv’s. | De rest zijn bvba’s.",
        "De onderhandelaars van CD&V, N-VA en Open Vld zijn het eens. | PS en Ecolo niet.",
        "Afspraak op dinsdag 3 mei om 10 u. in het Residence Palace.",
        "Afspraak om 10u30. | Inschrijven kan via pers@fgov.be.",
        "Wie? | Wat? | Waar?",
        "De prijs (excl. btw) is 12,50 euro/maand. | Bestellen kan online.",
        "Het project kost ca. € 2 mln. en duurt 3 j. volgens de raming.",
        "Zie ook punt 2.1. | Daar staat alles.",
        "Voor vragen: tel. +32 2 509 31 11 of fax 02/509.30.19. | We zijn er elke werkdag.",
        "Het Fonds i.o. Arbeidsongevallen fuseert.",
        "Dit is stap nr. één. | Stap twee volgt.",
        "De heer en mevrouw Peeters-De Wit. | Zij wonen in Gent.",
        "Koning Filip I. van België",
        "Ze riep: “Stop!” | Toen was het stil.",
        "Ze riep: “Stop!”, maar het was te laat.",
        "Dat is het einde… | Of toch niet?",
        "Hij zei: ‘Ja.’ | Zij zei: ‘Nee.’",
        "Alles is klaar (zie bijlage 1). | Ook de rest.",
        "In Brussel (19 gemeenten) en in Vlaanderen (300). | In Wallonië 262.",
        "Nr. 1 is Gent. | Nr. 2 is Luik.",
        "Op 1.1.2026 start de regeling. | Op 31.12.2026 stopt ze.",
        "De verhouding is 1:3. | Dat is laag.",
        "Ir. J. Claes, dr. ir. P. Maes en lic. A. Dams tekenden.",
        "Peeters & Co. levert de stoelen.",
        "Het parket van Antwerpen, afd. Mechelen, onderzoekt de zaak.",
        "Wat betekent dit voor u? | Niets.",
        "Vlaams minister-president a.i. Peeters sprak.",
        "De grens ligt op 1.000 km². | Dat is veel.",
        "De minister (N-VA) weigert. | Zijn collega (Vooruit) ook.",
        "Tot ziens in september a.s.! | Breng iedereen mee.",
        "Bron: Statbel, jan. 2026. | Verwerking: RVA.",
        "Een e-mail naar info@socialsecurity.be volstaat. | Of bel ons.",
        "Dit geldt voor IT’ers, pc’s enz.; de rest volgt.",
        "De directie, m.n. Jan Peeters, besliste dit o.b.v. Europees recht.",
        "‘t Is tijd. | ‘s Morgens begint het.",
    ],
)
def test_sentences_as_institutions_write_them(case: str) -> None:
    assert split(case) == case.split(" | ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Een zin.\u00a0Nog een zin.", ["Een zin.", "Nog een zin."]),
        ("Een zin.\u202fNog een zin.", ["Een zin.", "Nog een zin."]),
        ("Een zin.\u2003Nog een zin.", ["Een zin.", "Nog een zin."]),
        ("Een zin.\nNog een zin.", ["Een zin.", "Nog een zin."]),
        ("Een zin.\tNog een zin.", ["Een zin.", "Nog een zin."]),
        ("Een zin.  \n \u00a0 Nog een zin.", ["Een zin.", "Nog een zin."]),
        ("  Een zin.\n", ["Een zin."]),
        ("\u00a0Een zin\u00a0", ["Een zin"]),
        ("Een zin van dhr.\u00a0Peeters over art.\u00a05.", ["Een zin van dhr.\u00a0Peeters over art.\u00a05."]),
        ("Een zin van dhr.\nPeeters over art.\n5.", ["Een zin van dhr.\nPeeters over art.\n5."]),
        ("De dienst sluit. ’s\u00a0Avonds is er wacht.", ["De dienst sluit.", "’s\u00a0Avonds is er wacht."]),
        ("", []),
        (" \n\u00a0", []),
        ("geen punt", ["geen punt"]),
        (".", ["."]),
        ("…", ["…"]),
    ],
)
def test_white_space_of_any_kind_parts_sentences_and_belongs_to_none(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in sentences(text, NL)] == found
