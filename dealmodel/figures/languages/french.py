"""French."""

from __future__ import annotations

import re

from dealmodel.figures.languages.compounds import compounds
from dealmodel.figures.languages.multiples import times_as_much
from dealmodel.figures.languages.vocabulary import UNREAD, Rule, Vocabulary


def _time(match: re.Match[str]) -> str:
    """ "14h30" is half past two."""
    return f"{match['hour']}:{match['minute'] or '00'}"


_BELOW_TWENTY = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_TENS = "vingt trente quarante cinquante soixante".split()


def _spoken(number: int) -> str:
    """ "soixante-quinze" is 75, "vingt et un" 21."""
    if number < 20:
        return _BELOW_TWENTY[number - 1]
    if number >= 80:
        last = _BELOW_TWENTY[number - 81]
        return f"quatre-vingt-{last}" if number > 80 else "quatre-vingts|quatre-vingt"
    tens = min(number // 10, 6)
    stem, unit = _TENS[tens - 2], number - 10 * tens
    if not unit:
        return stem
    rest = _BELOW_TWENTY[unit - 1]
    return f"{stem} et {rest}" if rest in ("un", "onze") else f"{stem}-{rest}"


VOCABULARY = Vocabulary(
    rules_start=r"\dmn",
    rules=(
        times_as_much(
            r"multipliée?s? par ",
            {"plus de": "more than", "près de": "nearly", "presque": "nearly", "environ": "about"},
            "deux trois quatre cinq six sept huit neuf dix",
        ),
        Rule(
            r"(?:^|(?<=des )|(?<=les )|(?<=ses )|(?<=sur )|(?<=aux ))neuf(?= [a-zà-ÿœ-]{3,}[sx]\b)",
            lambda _: "nine",
            gives="number",
        ),
        Rule(
            r"(?<![\d.,])(?P<hour>[01]?\d|2[0-3]) ?(?:h|heures?)(?: ?(?P<minute>[0-5]\d))?(?![\w])"
            r"(?! de )",
            _time,
        ),
    ),
    numbers={
        "one million": "un million",
        "one billion": "un milliard",
        "two": "deux",
        "three": "trois",
        "four": "quatre",
        "five": "cinq",
        "six": "six",
        "seven": "sept",
        "eight": "huit",
        "nine million": "neuf millions",
        "nine billion": "neuf milliards",
        "ten": "dix",
        "eleven": "onze",
        "twelve": "douze",
        **compounds(_spoken),
        "one hundred": "cent",
        "two hundred": "deux cents|deux cent",
        "three hundred": "trois cents|trois cent",
        "four hundred": "quatre cents|quatre cent",
        "five hundred": "cinq cents|cinq cent",
        "six hundred": "six cents|six cent",
        "seven hundred": "sept cents|sept cent",
        "eight hundred": "huit cents|huit cent",
        "nine hundred": "neuf cents|neuf cent",
        "one hundred thousand": "cent mille",
        "one thousand": "mille",
        "ten thousand": "dix mille",
        "half a million": "un demi-million|demi-million|un demi million",
        "half a billion": "un demi-milliard|demi-milliard|un demi milliard",
        "half a trillion": "un demi-billion|demi-billion",
        "a quarter of a million": "un quart de million",
        "a quarter of a billion": "un quart de milliard",
        "0.75 million": "trois quarts de million",
        "0.75 billion": "trois quarts de milliard",
        "half": "la moitié",
        "a third": "un tiers|le tiers",
        "two thirds": "deux tiers|les deux tiers",
        "a quarter": "un quart|le quart",
        "three quarters": "trois quarts|les trois quarts",
        "a fifth": "un cinquième",
        "a tenth": "un dixième",
        "twice": "deux fois|le double",
        "three times": "trois fois|le triple",
        "four times": "quatre fois",
        "five times": "cinq fois",
        "ten times": "dix fois",
        "about 10": "une dizaine",
        "about 12": "une douzaine",
        "about 15": "une quinzaine",
        "about 20": "une vingtaine",
        "about 30": "une trentaine",
        "about 40": "une quarantaine",
        "about 50": "une cinquantaine",
        "about 60": "une soixantaine",
        "about 100": "une centaine",
        "about 1,000": "un millier",
    },
    magnitudes={
        "thousand": "mille|milliers",
        "million": "million|millions|mio|mio.|m",
        "billion": "milliard|milliards|md|mds|mrd|mrds",
        "trillion": "billion|billions",
        UNREAD: "billiard|billiards|trillion|trillions",
        "k€": "k€",
        "m€": "m€",
        "bn€": "md€|mds€|mrd€|g€",
        "m$": "m$",
        "bn$": "md$|mds$|g$",
    },
    currencies={
        "euros": "euro|euros",
        "dollars": "dollar|dollars",
        "US dollars": "dollars américains|dollars us",
        "Hong Kong dollars": "dollars de hong kong|dollars hongkongais",
        "Canadian dollars": "dollars canadiens",
        "Australian dollars": "dollars australiens",
        "Singapore dollars": "dollars de singapour|dollars singapouriens",
        "Swiss francs": "francs suisses|franc suisse",
        "French francs": "francs français",
        "CFA": "francs cfa",
        "pounds": "livres|livre",
        "pounds sterling": "livres sterling|livre sterling|livres britanniques",
        "yuan": "yuan|yuans",
        "renminbi": "renminbi|renminbis",
        "yen": "yen|yens",
        "won": "won|wons",
        "rupees": "roupie|roupies",
        "Indian rupees": "roupies indiennes",
        "Swedish kronor": "couronnes suédoises",
        "Norwegian kroner": "couronnes norvégiennes",
        "Danish kroner": "couronnes danoises",
        "Czech crowns": "couronnes tchèques",
        "crowns": "couronnes",
        "zlotys": "zloty|zlotys",
        "rubles": "rouble|roubles",
        "Turkish lira": "livres turques",
        "Moroccan dirhams": "dirhams marocains",
        "dirhams": "dirhams",
        "reais": "reais|reals|réals",
        "cents": "cents|cent",
        "euro cents": "centimes d'euro|centimes d'euros|centime d'euro|cents d'euro",
    },
    units={
        "percent": "pour cent|p. 100|p. cent|pour-cent|pourcents",
        "percentage points": "points de pourcentage|point de pourcentage|points de pourcent",
        "basis points": "points de base|point de base",
        "per mille": "pour mille",
        "times": "fois",
        "days": "jours|jour",
        "weeks": "semaines|semaine",
        "months": "mois",
        "years": "ans|an|années|année",
        "hours": "heures",
        "minutes": "minutes|minute",
    },
    of="de|d'|du|des|de la|de l'|de ses|de son|de sa|de leurs|de leur",
    articles="un|une|la|le|l'",
    links="de|d'",
    openings={
        "from": "de",
        "between": "entre",
        "went from": "passé de|passée de|passés de|passées de|passe de|passer de|passent de",
    },
    by={"by": "de|d'", "by more than": "de plus de", "by nearly": "de près de"},
    hedges={
        "about": "environ|à peu près|autour de|aux alentours de|aux environs de|quelque|quelques|"
        "de l'ordre de|approximativement|grosso modo|d'environ|quelque chose comme",
        "nearly": "près de|presque|pas loin de|quasi|quasiment|à peine moins de",
        "just over": "un peu plus de|un peu plus d'|légèrement plus de|à peine plus de",
        "slightly less than": "un peu moins de|un peu moins d'|légèrement moins de",
        "more than": "plus de|plus d'|au-dessus de|supérieur à|supérieure à|au-delà de|"
        "largement plus de|bien plus de",
        "at least": "au moins|au minimum|pas moins de|à partir de|minimum|dès",
        "less than": "moins de|moins d'|en dessous de|inférieur à|inférieure à|sous",
        "at most": "au plus|au maximum|tout au plus|pas plus de|maximum",
        "up to": "jusqu'à|jusqu'a|jusque",
        "exactly": "exactement|précisément",
        "starts from": "démarre à|débute à|commence à|démarrent à|débutent à",
        "to": "à",
        "or": "soit|ou",
        "of": "de|d'",
        "for": "pour",
        "worth": "d'une valeur de|pour une valeur de|pour un montant de|d'un montant de",
        "equivalent to": "l'équivalent de|équivalant à|soit l'équivalent de|"
        "soit environ l'équivalent de",
        "minus": "moins",
    },
    degrees={
        "nearly": "presque|quasiment|quasi|près de|pratiquement",
        "more than": "plus que|plus de|largement plus que|bien plus que",
        "about": "environ|à peu près",
        "at least": "au moins",
    },
    connectors={"to": "à", "out of": "sur", "and": "et"},
    behind={
        "or more": "ou plus|et plus|ou davantage|au moins",
        "or less": "ou moins|au plus|au maximum",
        "or so": "environ",
        "plus one share": "plus une action|plus 1 action|plus une voix|et une action|plus un titre",
        "and a half": "et demi|et demie",
        "higher": "de plus|supplémentaires de plus|de hausse|de croissance|d'augmentation|"
        "plus cher",
        "lower": "de moins|de baisse|de recul|moins cher",
    },
    holdings={
        "stake": "participation|part|parts|participation minoritaire|participation majoritaire",
        "shares": "actions|titres",
        "capital": "capital|capital social",
        "voting rights": "droits de vote",
        "holds": "détient|détenait|détiennent|possède",
    },
    verbs={
        "rose": "augmenté|augmenta|augmente|augmentent|progressé|progresse|progressent|grimpé|"
        "grimpe|bondi|bondit|crû|a crû|croît|gagne|monté|monte|élevé",
        "gained": "gagné|gagne|gagnent",
        "rise of": "hausse de|hausse d'|augmentation de|augmentation d'|progression de|"
        "croissance de|bond de|gain de|prime de",
        "up": "en hausse de|en progression de|en croissance de|en augmentation de",
        "fell": "baissé|baisse|baissent|chuté|chute|chutent|reculé|recule|reculent|diminué|diminue|"
        "perdu|perd|perdent|plongé|plonge|cédé|cède|fléchi|tombé|tombée|tombe",
        "decline of": "baisse de|baisse d'|recul de|recul d'|chute de|diminution de|repli de|"
        "réduction de|perte de|rabais de|décote de|remise de",
        "down": "en baisse de|en recul de|en repli de|en chute de|en diminution de",
        "raised": "porté|relevé|accru|rehaussé",
        "lowered": "réduit|abaissé|ramené",
        "went": "passé|passée|passe|passer|passent",
        "doubled": "doublé|doublée|doublés|doublées",
        "tripled": "triplé|triplée|triplés",
        "quadrupled": "quadruplé",
        "halved": "divisé par deux|divisée par deux|divisés par deux|divisées par deux|"
        "réduit de moitié|réduite de moitié|réduits de moitié",
    },
    words={
        "January": "janvier",
        "February": "février",
        "March": "mars",
        "April": "avril",
        "May": "mai",
        "June": "juin",
        "July": "juillet",
        "August": "août",
        "September": "septembre",
        "October": "octobre",
        "November": "novembre",
        "December": "décembre",
        "decline of half": "baisse de moitié|recul de moitié|chute de moitié|"
        "réduction de moitié|une baisse de moitié|un recul de moitié|une chute de moitié|"
        "une réduction de moitié",
        "by half": "de moitié",
        "un quart d'heure": "un quart d'heure",
        "per share": "par action|par titre|l'action|le titre",
        "per vehicle": "par véhicule|par voiture",
        "a year": "par an",
        "a month": "par mois",
        "a day": "par jour",
        "year-on-year": "sur un an|en un an|en glissement annuel|par rapport à l'an dernier",
    },
    ends=r"[^.,;:!?()\d]{1,80}?(?= (?:pour|contre|à|au|aux|en|dans|par|avec|sur|chez|depuis|après|"
    r"avant|et|ou|qui|que|dont|mais|est|sont|a|ont|était|étaient|sera|seront|détenu|détenue|"
    r"détenus|détenues|détient|détenait|appartient|appartiennent|appartenait|revient|reviennent|"
    r"vaut|valent|reste|restent|va|vont|soit|lors|selon|auprès|entre|sous|sans)\b)",
    times=frozenset(["dès", "à partir de", "jusqu'à", "de", "à", "pour", "sous"]),
    capitalised=frozenset(["m"]),
    noun=r"[a-zà-ÿœ-]{2,}[sx](?![\w'’])",
    no_nouns=frozenset(
        """
        dans plus sans après mais depuis vers sous dès ans mois euros les des ses ces nos vos leurs
        aux puis alors hors très pas dollars fois lors lorsque tandis moins jours pays-bas chez cas
        toujours ailleurs désormais parmis selon sauf près auprès envers malgré tous toutes
        """.split()
    ),
    adjectives=r"(?:nouveaux|nouvelles|autres|petits|petites|grands|grandes|premiers|premières|anciens|"
    r"anciennes|vieilles|beaux|belles|jeunes|gros|grosses|seuls|seules)\s(?=[a-zà-ÿœ])",
    years=frozenset(
        "en année depuis fin début mi exercice janvier février mars avril mai juin juillet août "
        "septembre octobre novembre décembre dès l'année".split()
    ),
)
