"""Italian."""

from __future__ import annotations

from dealmodel.figures.languages.compounds import compounds, thousands
from dealmodel.figures.languages.multiples import times_as_much
from dealmodel.figures.languages.vocabulary import UNREAD, Rule, Vocabulary

_UNITS = "uno due tre quattro cinque sei sette otto nove".split()
_TENS = "venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()
_TEENS = "tredici quattordici quindici sedici diciassette diciotto diciannove".split()


def _spoken(number: int) -> str:
    """ "trentacinque" is 35, "ventotto" 28."""
    if number < 20:
        return _TEENS[number - 13]
    tens, unit = divmod(number, 10)
    stem = _TENS[tens - 2]
    if not unit:
        return stem
    return (stem[:-1] if unit in (1, 8) else stem) + ("tré" if unit == 3 else _UNITS[unit - 1])


VOCABULARY = Vocabulary(
    rules_start=r"\dm",
    rules=(
        times_as_much(
            r"moltiplicat[oaie] per ",
            {"più di": "more than", "oltre": "more than", "quasi": "nearly", "circa": "about"},
            "due tre quattro cinque sei sette otto nove dieci",
        ),
        Rule(
            r"(?:(?<=alle )|(?<=ore ))(?<!\d)(?:[01]?\d|2[0-3])[.:][0-5]\d"
            r"(?![.,]?\d|%| ?(?:euro|mil))",
            lambda match: match[0].replace(".", ":"),
        ),
    ),
    numbers={
        "one million": "un milione",
        "one billion": "un miliardo",
        "two": "due",
        "three": "tre",
        "four": "quattro",
        "five": "cinque",
        "six million": "sei milioni",
        "six billion": "sei miliardi",
        "six months": "sei mesi",
        "six years": "sei anni",
        "seven": "sette",
        "eight": "otto",
        "nine": "nove",
        "ten": "dieci",
        "eleven": "undici",
        "twelve": "dodici",
        **compounds(_spoken),
        **thousands(_spoken, "mila"),
        "two hundred thousand": "duecentomila",
        "three hundred thousand": "trecentomila",
        "five hundred thousand": "cinquecentomila",
        "one hundred": "cento",
        "two hundred": "duecento",
        "three hundred": "trecento",
        "five hundred": "cinquecento",
        "one thousand": "mille",
        "two thousand": "duemila",
        "three thousand": "tremila",
        "five thousand": "cinquemila",
        "ten thousand": "diecimila",
        "one hundred thousand": "centomila",
        "half a million": "mezzo milione",
        "half a billion": "mezzo miliardo",
        "half a trillion": "mezzo bilione",
        "a quarter of a million": "un quarto di milione",
        "a quarter of a billion": "un quarto di miliardo",
        "0.75 million": "tre quarti di milione",
        "0.75 billion": "tre quarti di miliardo",
        "half": "la metà|della metà",
        "a third": "un terzo",
        "two thirds": "due terzi|i due terzi",
        "a quarter": "un quarto",
        "three quarters": "tre quarti|i tre quarti",
        "a fifth": "un quinto",
        "a tenth": "un decimo",
        "twice": "due volte|il doppio",
        "three times": "tre volte|il triplo",
        "four times": "quattro volte",
        "five times": "cinque volte",
        "ten times": "dieci volte",
        "about 10": "una decina",
        "about 12": "una dozzina",
        "about 15": "una quindicina",
        "about 20": "una ventina",
        "about 30": "una trentina",
        "about 40": "una quarantina",
        "about 50": "una cinquantina",
        "about 60": "una sessantina",
        "about 100": "un centinaio",
        "about 1,000": "un migliaio",
    },
    magnitudes={
        "thousand": "mila|mille",
        "million": "milione|milioni|mln|mln.|mio",
        "billion": "miliardo|miliardi|mld|mld.|mrd",
        "trillion": "bilione|bilioni",
        UNREAD: "trilione|trilioni",
    },
    currencies={
        "euros": "euro|euri",
        "dollars": "dollaro|dollari",
        "US dollars": "dollari usa|dollari americani|dollari statunitensi",
        "Hong Kong dollars": "dollari di hong kong",
        "Canadian dollars": "dollari canadesi",
        "Australian dollars": "dollari australiani",
        "Singapore dollars": "dollari di singapore",
        "Swiss francs": "franchi svizzeri|franco svizzero|franchi",
        "pounds": "sterline|sterlina",
        "pounds sterling": "lire sterline|sterline britanniche",
        "Italian lire": "lire",
        "yuan": "yuan",
        "renminbi": "renminbi",
        "yen": "yen",
        "won": "won",
        "Indian rupees": "rupie indiane",
        "rupees": "rupie",
        "Swedish kronor": "corone svedesi",
        "Norwegian kroner": "corone norvegesi",
        "Danish kroner": "corone danesi",
        "Czech crowns": "corone ceche",
        "crowns": "corone",
        "zlotys": "zloty",
        "rubles": "rubli|rublo",
        "Turkish lira": "lire turche",
        "reais": "reais",
        "euro cents": "centesimi di euro|centesimi|centesimo|eurocent|centesimi d'euro",
        "cents": "cent",
        "pence": "pence|penny",
    },
    units={
        "percent": "per cento|percento|p.c.",
        "percentage points": "punti percentuali|punto percentuale",
        "basis points": "punti base|punto base",
        "per mille": "per mille",
        "times": "volte|volta",
        "days": "giorni|giorno",
        "weeks": "settimane|settimana",
        "months": "mesi|mese",
        "years": "anni|anno",
        "hours": "ore",
        "minutes": "minuti|minuto",
    },
    of="di|del|della|delle|dei|dell'|degli|dello",
    articles="un|una|un'|uno|il|la|l'|lo",
    links="di|d'",
    openings={
        "from": "da|dal|dall'|dai|dallo",
        "between": "tra|fra|tra il|fra il|tra i|fra i",
        "went from": "passato da|passata da|passati da|passate da|passa da|passato dal|passata dal|"
        "passa dal|passati dal",
    },
    by={
        "by": "del|dello|dell'|di|di un",
        "by more than": "di oltre il|di più del|di oltre|di più di",
        "by nearly": "di quasi il|di quasi",
        "by about": "di circa il|di circa",
    },
    hedges={
        "about": "circa|circa il|all'incirca|intorno a|intorno al|attorno a|attorno al|più o meno|"
        "approssimativamente|nell'ordine di|nell'ordine del|qualcosa come|suppergiù|pressappoco",
        "nearly": "quasi|quasi il|quasi l'|poco meno di|poco meno del|appena sotto|vicino a|"
        "vicino al|non lontano da|prossimo a",
        "just over": "poco più di|poco più del|appena sopra|poco oltre|di poco superiore a|"
        "poco oltre il",
        "more than": "oltre|oltre il|oltre l'|più di|più del|più dell'|sopra|sopra il|superiore a|"
        "superiore al|superiori a|ben oltre",
        "at least": "almeno|almeno il|non meno di|non meno del|minimo|a partire da|come minimo|"
        "perlomeno",
        "less than": "meno di|meno del|meno dell'|sotto|sotto il|inferiore a|inferiore al|"
        "inferiori a",
        "at most": "al massimo|non più di|non più del|massimo|al più|tutt'al più",
        "up to": "fino a|fino al|sino a|sino al|fino all'",
        "exactly": "esattamente|precisamente|giusto",
        "to": "al|a|all'|allo",
        "": "il|l'|lo",
        "of": "pari al|pari all'|di|del|dell'|dello|dei|d'",
        "for": "per",
        "worth": "del valore di|per un valore di|per un controvalore di",
        "starts from": "parte da|partono da|a partire dai|parte dai|partono dai",
        "equivalent to": "pari a|pari a circa|l'equivalente di|equivalenti a|equivalente a",
        "or": "ovvero|ossia|cioè|o",
        "minus": "meno",
    },
    degrees={
        "nearly": "quasi|praticamente|pressoché",
        "more than": "più che|oltre|ben più che",
        "about": "circa|all'incirca|pressappoco",
        "at least": "almeno|perlomeno",
    },
    connectors={"out of": "su|ogni", "to": "a|al|all'|ai", "and": "e|e il|e i|e l'"},
    behind={
        "or more": "o più|e più|in su|o oltre|almeno",
        "or less": "o meno|in giù|al massimo",
        "or so": "circa",
        "plus one share": "più un'azione|più una azione|più 1 azione|più un azione|più un voto",
        "and a half": "e mezzo|e mezza",
        "higher": "in più|di crescita|di aumento|di rialzo",
        "lower": "in meno|di calo|di ribasso|di flessione",
    },
    holdings={
        "stake": "quota|quote|partecipazione|partecipazioni|quota di minoranza|"
        "quota di maggioranza|partecipazione di minoranza|partecipazione di maggioranza",
        "shares": "azioni|titoli",
        "capital": "capitale|capitale sociale",
        "voting rights": "diritti di voto",
        "holds": "detiene|detengono|deteneva|possiede",
    },
    verbs={
        "rose": "cresciuto|cresciuta|cresciuti|cresciute|cresce|crescono|crebbe|aumentato|"
        "aumentata|aumentati|aumentate|aumenta|aumentano|salito|salita|saliti|salite|sale|"
        "salgono|balzato|balza|guadagnato|guadagna",
        "rise of": "aumento del|aumento di|aumento dell'|crescita del|crescita di|crescita dell'|"
        "rialzo del|rialzo di|rialzo dell'|incremento del|incremento di|progresso del|premio del",
        "up": "in crescita del|in crescita dell'|in aumento del|in aumento dell'|in rialzo del|"
        "in rialzo dell'|in progresso del|in crescita di",
        "fell": "calato|calata|calati|calate|cala|calano|sceso|scesa|scesi|scese|scende|scendono|"
        "diminuito|diminuita|diminuiti|diminuite|diminuisce|crollato|crollata|crolla|perso|persa|"
        "perde|perdono|arretrato|arretra|ridotto|ridotta|ridotti",
        "decline of": "calo del|calo di|calo dell'|ribasso del|ribasso di|ribasso dell'|"
        "diminuzione del|diminuzione di|flessione del|flessione di|riduzione del|riduzione di|"
        "crollo del|perdita del|sconto del",
        "down": "in calo del|in calo dell'|in ribasso del|in ribasso dell'|in flessione del|"
        "in diminuzione del|in calo di",
        "went": "passato|passata|passati|passate|passa|passano",
        "raised": "portato|alzato|elevato",
        "lowered": "abbassato|tagliato",
        "doubled": "raddoppiato|raddoppiata|raddoppiati|raddoppiate|raddoppia",
        "tripled": "triplicato|triplicata|triplicati|triplicate",
        "quadrupled": "quadruplicato",
        "halved": "dimezzato|dimezzata|dimezzati|dimezzate",
    },
    words={
        "January": "gennaio",
        "February": "febbraio",
        "March": "marzo",
        "April": "aprile",
        "May": "maggio",
        "June": "giugno",
        "July": "luglio",
        "August": "agosto",
        "September": "settembre",
        "October": "ottobre",
        "November": "novembre",
        "December": "dicembre",
        "per share": "per azione|ad azione|per titolo",
        "per vehicle": "per veicolo|per auto|a vettura",
        "a year": "all'anno|l'anno",
        "a month": "al mese",
        "a day": "al giorno",
        "year-on-year": "su base annua|rispetto all'anno precedente|anno su anno",
    },
    times=frozenset(
        "a partire da|fino a|fino al|sino a|sino al|di|del|dal|al|a|per|il|dei".split("|")
    ),
    ends=r"[^.,;:!?()\d]{1,80}?(?= (?:per|contro|a|al|alla|in|nel|nella|da|dal|dalla|con|su|sul|"
    r"sulla|presso|dopo|prima|e|ed|o|che|cui|ma|è|sono|ha|hanno|era|erano|sarà|saranno|detenuto|"
    r"detenuta|detenute|detenuti|detiene|appartiene|appartengono|spetta|spettano|vale|valgono|"
    r"resta|restano|va|vanno|secondo|entro|fra|tra|senza)\b)",
    noun=r"(?:[a-zà-ù]{2,}[ie](?![\w'’])|(?:auto|unità|moto|città|foto|bus|camion|suv|robot|test|"
    r"società)(?![\w'’]))",
    no_nouns=frozenset(
        """
        nel nei nelle dei delle gli le se ne che anche oggi fine come dove ogni anni euro mesi di e
        alle ai sulle sui dalle dai invece mentre prima entro oltre vale prevede sale scende negli
        degli dagli agli sugli poi quasi cioè perché poiché finché dopodiché sia quindi nonché tre
        dollari milioni miliardi per cento circa volte giorni ha è avente attuali ieri quale quali
        """.split()
    ),
    adjectives=r"(?:nuov[ie]|altr[ie]|prim[ie]|grandi|piccol[ie]|vecchi[e]?|ulteriori|giovani|sol[ie])"
    r"\s(?=[a-zà-ù])",
    years=frozenset(
        "nel del dal al fine inizio metà anno entro gennaio febbraio marzo aprile maggio giugno "
        "luglio agosto settembre ottobre novembre dicembre il".split()
    ),
)
