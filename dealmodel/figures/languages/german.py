"""German."""

from __future__ import annotations

from dealmodel.figures.languages.compounds import compounds, thousands
from dealmodel.figures.languages.vocabulary import UNREAD, Rule, Vocabulary

_MONTHS = {
    "January": "januar|jänner",
    "February": "februar",
    "March": "märz",
    "April": "april",
    "May": "mai",
    "June": "juni",
    "July": "juli",
    "August": "august",
    "September": "september",
    "October": "oktober",
    "November": "november",
    "December": "dezember",
}

_UNITS = "ein zwei drei vier fünf sechs sieben acht neun".split()
_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_TEENS = "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split()


def _spoken(number: int) -> str:
    """ "fünfunddreißig" is 35."""
    if number < 20:
        return _TEENS[number - 13]
    tens, unit = divmod(number, 10)
    return (f"{_UNITS[unit - 1]}und" if unit else "") + _TENS[tens - 2]


_GROWN = "gestiegen|gewachsen|gesteigert|geklettert|zugelegt|erhöht|angehoben|ausgebaut|aufgestockt"
_SHRUNK = "gefallen|gesunken|geschrumpft|zurückgegangen|eingebrochen|reduziert|verringert|gesenkt"


def _moved_by(participles: str) -> str:
    """ "um 5 Prozent auf 21 Prozent gestiegen": the verb stands behind both."""
    rest = r"(?:[^.,;!?]|[.,](?=\d))"
    return (
        rf"(?<![^\W\d_])um (?=\D{{0,20}}\d{rest}{{1,40}}? auf {rest}{{1,40}}? (?:{participles})\b)"
    )


VOCABULARY = Vocabulary(
    rules_start=r"\du",
    rules=(
        Rule(_moved_by(_GROWN), lambda _: "up by "),
        Rule(_moved_by(_SHRUNK), lambda _: "down by "),
        Rule(
            r"(?<!\d)(?<!\d[.,])\d{1,2}[.:]\d\d(?= uhr\b)", lambda match: match[0].replace(".", ":")
        ),
        Rule(r"(?<![\d.,])\d{1,2}(?= uhr\b)", lambda match: f"{match[0]}:00"),
        Rule(
            r"(?:(?<=am |um |ab |im )|(?<=bis |zum |vom ))(?<!\d)\d{1,2}\.\d{1,2}\.(?![\d])",
            lambda match: "x" * len(match[0]),
        ),
        Rule(r"(?<![\d.,])(?:[1-9]|[12]\d)\. (?=quartal\b)", lambda match: f"{match[0][:-2]}th "),
    ),
    numbers={
        "one": "eins",
        "one million": "eine million",
        "one billion": "eine milliarde",
        "one trillion": "eine billion",
        "two": "zwei",
        "three": "drei",
        "four": "vier",
        "five": "fünf",
        "six": "sechs",
        "seven": "sieben",
        "eight": "acht",
        "nine": "neun",
        "ten": "zehn",
        "eleven": "elf",
        "twelve": "zwölf",
        **compounds(_spoken),
        **thousands(_spoken, "tausend"),
        "one hundred": "hundert|einhundert",
        "two hundred": "zweihundert",
        "three hundred": "dreihundert",
        "five hundred": "fünfhundert",
        "one thousand": "tausend|eintausend",
        "two thousand": "zweitausend",
        "three thousand": "dreitausend",
        "five thousand": "fünftausend",
        "ten thousand": "zehntausend",
        "one hundred thousand": "hunderttausend|einhunderttausend",
        "half a million": "eine halbe million|einer halben million|halbe million",
        "half a billion": "eine halbe milliarde|einer halben milliarde|halbe milliarde",
        "half a trillion": "eine halbe billion|einer halben billion|halbe billion",
        "a quarter of a million": "eine viertelmillion|viertelmillion|eine viertel million",
        "a quarter of a billion": "eine viertelmilliarde|eine viertel milliarde",
        "0.75 million": "eine dreiviertelmillion|eine dreiviertel million",
        "0.75 billion": "eine dreiviertelmilliarde|eine dreiviertel milliarde",
        "1.5": "anderthalb|eineinhalb",
        "2.5": "zweieinhalb",
        "3.5": "dreieinhalb",
        "half": "die hälfte|der hälfte|zur hälfte",
        "a third": "ein drittel|einem drittel|eines drittels",
        "two thirds": "zwei drittel|zwei dritteln",
        "a quarter": "ein viertel|einem viertel|eines viertels",
        "three quarters": "drei viertel|drei vierteln|dreiviertel",
        "a fifth": "ein fünftel|einem fünftel",
        "two fifths": "zwei fünftel",
        "three fifths": "drei fünftel",
        "four fifths": "vier fünftel",
        "a tenth": "ein zehntel|einem zehntel",
        "twice": "zweimal|doppelt so viel|doppelt so viele|doppelt so hoch|doppelt so groß|"
        "das doppelte",
        "three times": "dreimal|dreifach so viel|das dreifache",
        "four times": "viermal|das vierfache",
        "five times": "fünfmal|das fünffache",
        "ten times": "zehnmal|das zehnfache",
    },
    magnitudes={
        "hundred": "hundert",
        "thousand": "tausend|tsd.|tsd",
        "million": "million|millionen|mio.|mio|mill.",
        "billion": "milliarde|milliarden|mrd.|mrd|mia.|mia",
        "trillion": "billion|billionen|bio.|bio",
        UNREAD: "billiarde|billiarden|trillion|trillionen",
    },
    currencies={
        "euros": "euro|euros",
        "US dollars": "us-dollar|us-dollars",
        "dollars": "dollar|dollars",
        "Hong Kong dollars": "hongkong-dollar|hongkong-dollars",
        "Australian dollars": "australische dollar|australischen dollar|australischer dollar",
        "Canadian dollars": "kanadische dollar|kanadischen dollar|kanadischer dollar",
        "Singapore dollars": "singapur-dollar",
        "Taiwan dollars": "taiwan-dollar",
        "Swiss francs": "schweizer franken|franken|sfr.|sfr|fr.",
        "pounds": "pfund|britische pfund|britischen pfund|britischer pfund",
        "pounds sterling": "pfund sterling",
        "yuan": "yuan|renminbi",
        "yen": "yen",
        "won": "won|südkoreanische won",
        "rupees": "rupien|indische rupien|indischen rupien",
        "Swedish kronor": "schwedische kronen|schwedischen kronen|schwedischer kronen",
        "Norwegian kroner": "norwegische kronen|norwegischen kronen|norwegischer kronen",
        "Danish kroner": "dänische kronen|dänischen kronen|dänischer kronen",
        "crowns": "kronen",
        "zloty": "zloty",
        "forint": "forint",
        "rubles": "rubel",
        "Turkish lira": "türkische lira|türkischen lira",
        "reais": "reais|real",
        "German mark": "d-mark|mark",
        "Austrian schilling": "schilling",
        "euro cents": "eurocent|euro-cent",
        "cents": "cent|cents",
        "US cents": "us-cent",
        "pence": "pence",
    },
    units={
        "percent": "prozent|v.h.|prozentige|prozentigen|prozentiger|prozentiges|prozentigem",
        "percentage points": "prozentpunkte|prozentpunkten|prozentpunkt",
        "basis points": "basispunkte|basispunkten",
        "per mille": "promille",
        "times": "mal|-mal|fache|-fache|fachen|-fachen",
        "days": "tage|tagen|tag",
        "weeks": "wochen|woche",
        "months": "monate|monaten|monat",
        "years": "jahre|jahren|jahr",
        "hours": "stunden|stunde",
        "minutes": "minuten|minute",
    },
    articles="ein|eine|einen|einem|einer|der|die|das|den|dem",
    of="der|des|aller|seiner|ihrer|von|an|am|an der|an dem|an den|vom|von der|von dem|von den",
    openings={
        "between": "zwischen",
        "from": "von",
    },
    movements={"went from": "von"},
    moving=frozenset(["auf"]),
    hedges={
        "about": "rund|etwa|ungefähr|circa|ca.|zirka|in etwa|um die|schätzungsweise",
        "nearly": "knapp|fast|beinahe|nahezu|annähernd|nicht ganz|kurz vor",
        "just over": "gut|etwas mehr als|etwas über|knapp über|leicht über|ein wenig mehr als|"
        "kaum mehr als",
        "slightly less than": "etwas weniger als|etwas unter|knapp unter|leicht unter",
        "more than": "mehr als|über|oberhalb von|deutlich mehr als|weit über|weit mehr als|"
        "deutlich über",
        "at least": "mindestens|wenigstens|zumindest|nicht weniger als|ab|minimal",
        "less than": "keine|weniger als|unter|unterhalb von|deutlich weniger als|deutlich unter",
        "at most": "höchstens|maximal|nicht mehr als|allenfalls",
        "up to": "bis zu",
        "exactly": "genau|exakt",
        "by": "um",
        "by about": "um die",
        "to": "auf",
        "of": "von",
        "for": "für",
        "at": "bei|zu",
        "with": "mit",
        "worth": "im wert von|in höhe von|im volumen von",
        "equivalent to": "umgerechnet|das entspricht|das sind|entspricht|entsprechend",
        "starts from": "beginnt bei|beginnen bei|startet bei|starten bei|beginnt ab|startet ab|"
        "fängt bei|los geht es bei|beginnend bei",
        "minus": "minus",
    },
    degrees={
        "nearly": "fast|beinahe|nahezu|annähernd|knapp|quasi|praktisch",
        "more than": "mehr als|weit mehr als|deutlich mehr als",
        "about": "etwa|rund|ungefähr|in etwa|circa|ca.",
        "at least": "mindestens|wenigstens|zumindest",
    },
    connectors={"to": "bis", "went to": "auf", "and": "und", "to about": "bis rund|bis etwa"},
    behind={
        "or more": "oder mehr|und mehr|oder darüber|aufwärts",
        "or less": "oder weniger|oder darunter",
        "plus one share": "plus eine aktie|plus einer aktie|plus 1 aktie|und eine aktie|"
        "zuzüglich einer aktie|zuzüglich eine aktie|plus eine stimme|plus einen anteil",
        "higher": "mehr|höher|gestiegen|gewachsen|zugelegt|gewonnen|teurer|zulegen|gesteigert|"
        "geklettert|im plus",
        "lower": "weniger|niedriger|gefallen|gesunken|billiger|verloren|geschrumpft|nachgegeben|"
        "zurückgegangen|eingebrochen|günstiger|reduziert|verringert|im minus",
        "higher year-on-year": "mehr als im vorjahr|mehr als ein jahr zuvor|"
        "mehr als im vorjahreszeitraum",
        "lower year-on-year": "weniger als im vorjahr|weniger als ein jahr zuvor",
    },
    holdings={
        "stake": "anteil|anteils|beteiligung|beteiligungen|minderheitsbeteiligung|"
        "minderheitsanteil|mehrheitsanteil|mehrheitsbeteiligung|kapitalbeteiligung|aktienpaket|anteilspaket|paket|stake",
        " stake": "-anteil|-beteiligung|-paket",
        "shares": "anteile|anteilen|aktien|geschäftsanteile|geschäftsanteilen|gesellschaftsanteile",
        "capital": "kapital|kapitals|grundkapital|grundkapitals|stammkapital|stammkapitals|"
        "aktienkapital|aktienkapitals|gesellschaftskapital|gesellschaftskapitals",
        "voting rights": "stimmrechte|stimmrechten|stimmrechtsanteil",
        "votes": "stimmen|stimmanteile",
        "preferred shares": "vorzugsaktien|vorzugsaktie",
        "ordinary shares": "stammaktien",
        "a": "ein|eine|einen|einem|einer",
        "holds": "hält|halten|hielt|besitzt",
        "a minority stake": "eine minderheit",
    },
    verbs={
        "rose": "stieg|stiegen|wuchs|wuchsen|kletterte|kletterten|zog an|verteuerte sich",
        "rose by": "erhöhte sich um|erhöhten sich um|steigerte sich um|legte um|legten um|stieg um|"
        "stiegen um|wuchs um|kletterte um|nahm um|nahmen um",
        "rise of": "plus von|umsatzplus von|gewinnplus von|absatzplus von|umsatzanstieg von|"
        "anstieg von|zuwachs von|wachstum von|steigerung von|erhöhung um|erhöhung von|"
        "aufschlag von|anstieg um|steigerung um|zunahme von|zunahme um",
        "gained": "gewann|gewannen|gewinnt",
        "fell": "verlor|verloren|verliert|fiel|fielen|sank|sanken|schrumpfte|schrumpften|"
        "brach ein|brachen ein|verbilligte sich",
        "fell by": "ging um|gingen um|fiel um|fielen um|sank um|sanken um|verringerte sich um|"
        "gab um|gaben um|brach um|brachen um|schrumpfte um|reduzierte sich um",
        "decline of": "minus von|umsatzrückgang von|gewinnrückgang von|gewinneinbruch von|"
        "rückgang von|rückgang um|einbruch von|einbruch um|verlust von|abnahme von|kürzung um|"
        "senkung um|rabatt von|nachlass von|abschlag von",
        "raised": "erhöhte|erhöht|steigerte|hob|aufgestockt|stockte",
        "lowered": "senkte|senkten|reduzierte|reduziert|kürzte|kürzten|verringerte",
        "rising": "steigen|wachsen",
        "rises": "steigt|wächst|klettert",
        "falling": "sinken|fallen|schrumpfen",
        "falls": "sinkt|fällt|schrumpft",
        "doubled": "verdoppelte|verdoppelten|verdoppelt|verdoppelte sich|verdoppelten sich",
        "tripled": "verdreifachte|verdreifachten|verdreifacht",
        "quadrupled": "vervierfachte|vervierfacht",
        "halved": "halbierte|halbierten|halbiert",
    },
    words={
        **_MONTHS,
        "per share": "pro aktie|je aktie|je anteilsschein|pro anteilsschein",
        "per vehicle": "pro fahrzeug|je fahrzeug|pro auto|je auto",
        "per year": "pro jahr|im jahr zuvor|jährlich",
        "a month": "pro monat|im monat|monatlich",
        "per day": "pro tag|täglich",
        "year-on-year": "gegenüber dem vorjahr|im jahresvergleich|binnen jahresfrist|"
        "im vergleich zum vorjahr|zum vorjahr",
        "in": "im jahr|im jahre",
    },
    noun=r"[A-ZÄÖÜ][\w/-]*[^\W\d_](?!\w)",
    no_nouns=frozenset(
        """
        ps uhr q1 q2 q3 q4 mai märz januar februar april juni juli august september oktober november
        dezember quartal halbjahr cent der die das und oder im in an auf für mit von nach seit bei
        kwh kw mw gw gwh mwh twh km kg euro dollar grad ag gmbh se kg mal
        """.split()
    ),
    ends=r" ?(?:[a-zäöüß]+ ){0,4}[A-ZÄÖÜ][\w&-]*"
    r"(?: (?:(?:(?:am|an|von|vom) )?(?:der|des|den|dem)? ?"
    r"(?:[a-zäöüß]+(?:en|er|es|e) )?)?[A-ZÄÖÜ][\w&-]*){0,4}"
    r"(?= (?!(?:der|des|am|an|von|vom)\b)[a-zäöüß])",
    particles=frozenset(["an", "am"]),
    times=frozenset("ab bis um von für mit auf".split()),
    capitalised=frozenset(["billion", "trillion"]),
    adjectives=r"(?!weniger\b|oder\b|über\b|unter\b|eine[rnsm]?\b|seine|ihre|diese|jene|alle\b|aller\b|"
    r"höher|niedriger|teurer|billiger|günstiger|andere[rn]? als)"
    r"[a-zäöüß]{2,}(?:e|en|er|es)\s(?=[A-ZÄÖÜa-zäöüß])",
    years=frozenset(
        "jahr jahre jahres seit anfang mitte ende ab geschäftsjahr bis januar februar märz april "
        "mai juni juli august september oktober november dezember quartal sommer herbst winter "
        "frühjahr von".split()
    ),
)
