"""What a number counts: the noun behind it.

Policy: a count's noun is a plural ("300,000 cars"), one of the unit abbreviations ("36.5 kWh"),
or a singular behind 1; adjectives, names and one compounding noun may stand between ("six new
models", "8,000 of the new B10 vehicles"). Anything else leaves a plain number: no noun is better
than a wrong one.
"""

from __future__ import annotations

import re

from dealmodel.figures.patterns import lazy_pattern

_ABBREVIATIONS = frozenset(
    """
    km kg kWh MWh GWh TWh kW MW GW hp bhp PS mph km/h kph mi lb lbs ft mm cm m nm Nm N⋅m kg⋅m lb⋅ft
    lb-ft g t l L h min sec s ms GB MB TB Hz kHz MHz GHz V Ah mAh rpm sqm ha oz °C °F km² m² Wh W N
    mg ml cl sq sqm m2 km2 m3 km/hr kmh mpg Mbps Gbps kbps deg degC degF knots tph tpa
    wpm ppm ppi cc bpd boe MMBtu tonne ton Mt Gt kt Mtpa mtpa ktpa mb/d kb/d boe/d boepd mmboe
    mboe mboepd mmbtu bcm bcf tcf mcf bbl bbls toe Mtoe dwt MT MMT LMT MTPA MMTPA sqft
    TEU teu teus GWp MWp kWp kVA MVA kPa
    """.split()
)
_GLUED = _ABBREVIATIONS - frozenset("s h l L V W N".split())
_CAPITALISED = frozenset(
    """
    Shares Units Warrants Options Vehicles Cars Trucks Jobs Employees Workers Stores Seats Customers
    Subscribers Users
    """.split()
)
"""Plurals that are no names in the capitals of contracts and headlines."""

_COLLECTIVE = frozenset(
    "people men women children staff personnel aircraft cattle police kilometres tonnes".split()
)
_MEASURES = frozenset(
    """
    kilometres kilometers miles tonnes tons pounds kilograms kilos litres liters barrels ounces
    acres hectares metres meters feet inches degrees percents points cents pips grams gallons
    gigawatts megawatts kilowatts horsepower hours minutes seconds
    """.split()
)
_FUNCTION_WORDS = frozenset(
    """
    a an the of in on at to by for from with within without into onto over under above below after
    before during since until till through throughout across between among against per via and or
    but nor yet so than then that which who whom whose this these those it its he she they we you i
    his her their our your my as is are was were be been being has have had do does did will would
    shall should may might can could must not no if when while where because although though unless
    whereas last next first second third fourth previous latest earlier later ago now today
    yesterday tomorrow already still also only just even ever never again more less most least each
    every either neither both all any some such same own up down out off away back about around
    nearly almost say says said sell sells sold make makes made take takes took give gives gave rise
    rises rose fall falls fell grow grows grew get gets got go goes went mean means remain remains
    include includes represent represents account accounts equal equals beat beats exceed exceeds
    reach reaches hit hits imply implies show shows leave leaves left become becomes plus minus
    versus vs thus us perhaps always sometimes besides afterwards towards upwards downwards worth
    compared due year-on-year yoy here there how why what respectively according despite amid near
    like unlike instead once twice times deliver delivers delivered buy buys bought owns owned hold
    holds held pay pays paid want wants plan plans expects expect needs need runs run comes come
    came stands stood costs cost another one two three four five six seven eight nine ten
    """.split()
)
_ADJECTIVES = frozenset(
    """
    new electric passenger commercial additional extra other different consecutive total full whole
    overseas domestic luxury pure hybrid plug-in battery used annual monthly weekly ordinary
    preferred common outstanding diluted listed retail global local foreign key major main
    independent regional separate existing remaining finished light heavy small large big energy
    clean zero straight successive possible official public private smart premium cheap
    """.split()
)
_OF_SPACE = lazy_pattern(
    r"[ \u00a0\u202f-](?P<unit>(?:sq\.?|square|cubic|cu\.?)[\s-]"
    r"(?:ft|m|km|yd|mi|in|(?:kilo|centi|milli)?met(?:re|er)s?|f[eo]{2}t|miles?|yards?|inch(?:es)?))"
    r"(?![^\W_])",
    re.IGNORECASE,
)
_YEAR_NOUNS = frozenset(
    """
    sales deliveries results earnings revenues profits figures targets models forecasts accounts
    levels prices registrations exports volumes estimates elections olympics margins budgets
    dividends bonuses losses costs expenses outlooks plans reports filings tops rises falls grows
    jumps drops guidances incomes multiples
    """.split()
)
_OF_THE = lazy_pattern(r"\s+of\s+(?:the|its|their|these|those|our|his|her)\b(?:\sown\b)?(?=\s)")
_NEXT = lazy_pattern(r"(?:[ \u00a0\u202f\u2009\t]{1,2}|\r?\n)([^\W\d_][\w'’/²³°⋅+-]*)")
_GLUED_WORD = lazy_pattern(r"[^\W\d_°][\w/²³⋅]*|°[CF]\b")
_HYPHEN = lazy_pattern(r"-([A-Za-z]+)(?![^\W_])")
MARK = "\ue000"
"""Stands for a letter of a noun that a translation has found to be counted."""
_MARKED = lazy_pattern(rf"[ \u00a0\u202f]?({MARK}+)")
_HYPHEN_NOUNS = {word for word in _ABBREVIATIONS if len(word) > 1} | frozenset(
    """
    vehicle car unit share store seat truck bus employee worker job person people member customer
    subscriber user bed room home house flat apartment branch outlet shop restaurant hotel dealer
    site plane jet aircraft ship turbine satellite tonne ton barrel mile kilometre kilometer metre
    meter foot litre acre hectare megawatt gigawatt page horsepower
    """.split()
)
_SPACE_STARTS = frozenset("sScC")
_SPACES = frozenset("sq sq. square cubic cu cu.".split())
_HAN_NOUNS = "辆台股人家名部"
_MODIFIERS_AT_MOST = 5


def noun_behind(text: str, end: int, is_one: bool) -> tuple[str, int] | None:
    """The noun that the number ending at ``end`` counts, and where it ends.

    >>> noun_behind("8,000 of the new B10 vehicles within 13 days", 5, False)
    ('vehicles', 29)
    >>> noun_behind("300,000 in 2024", 7, False) is None
    True
    """
    if MARK in text[end : end + 2] and (marked := _MARKED.match(text, end)):
        return marked[1], marked.end()
    if end < len(text) and text[end] in _HAN_NOUNS:
        return text[end], end + 1
    if text[end + 1 : end + 2] in _SPACE_STARTS and (space := _OF_SPACE.match(text, end)):
        return " ".join(space["unit"].replace("-", " ").lower().split()), space.end()
    of_the = _OF_THE.match(text, end)
    position = of_the.end() if of_the else end
    compounds = 0
    for _ in range(_MODIFIERS_AT_MOST):
        match = _NEXT.match(text, position)
        if match is None:
            return None
        word, stop = match[1], match.end()
        if word in _ABBREVIATIONS:
            return (word, stop) if position == end else None
        if "/" in word:
            word = word.partition("/")[0]
            stop = match.start(1) + len(word)
        lower = word.lower()
        is_class = len(word) == 1 and word.isupper()  # "Class A ordinary shares"
        if (lower in _FUNCTION_WORDS and not is_class) or "'" in word or "’" in word:
            return None
        if _is_plural(word, lower):
            return (word if word[0].isupper() and word[1:2].isupper() else lower), stop
        is_single = is_one and len(word) > 1 and (word == lower or word.isupper())
        if is_single and _ends_phrase(text, stop):
            return word, stop
        if word == lower and "-" not in word and not _is_adjective(lower):
            compounds += 1
            if compounds > 1:
                return (lower, stop) if is_one else None
        position = stop
    return None


def _ends_phrase(text: str, end: int) -> bool:
    """Whether no further noun follows: "one new model every year"."""
    following = _NEXT.match(text, end)
    return following is None or following[1].lower() in _FUNCTION_WORDS


def glued_unit(text: str, end: int) -> tuple[str, int] | None:
    """The unit glued to a number: "403km". ``None`` for any other letters ("5G").

    >>> glued_unit("403km away", 3), glued_unit("5G", 1)
    (('km', 5), None)
    """
    match = _GLUED_WORD.match(text, end)
    return (match[0], match.end()) if match and match[0] in _GLUED else None


def hyphened_noun(text: str, end: int) -> tuple[str, int] | None:
    """The noun of "a 5,000-vehicle order".

    >>> hyphened_noun("5,000-vehicle order", 5), hyphened_noun("2-door", 1)
    (('vehicle', 13), None)
    """
    if text[end + 1 : end + 2] in _SPACE_STARTS and (space := _OF_SPACE.match(text, end)):
        return " ".join(space["unit"].replace("-", " ").lower().split()), space.end()
    match = _HYPHEN.match(text, end)
    return (match[1], match.end()) if match and match[1] in _HYPHEN_NOUNS else None


def is_year_noun(noun: str) -> bool:
    """Whether "2024" before this noun is the year: "2024 sales".

    >>> is_year_noun("deliveries"), is_year_noun("cars")
    (True, False)
    """
    return noun in _YEAR_NOUNS


def is_measure(noun: str) -> bool:
    """Whether the noun measures rather than counts: "km", "percentage points".

    >>> is_measure("km"), is_measure("cars")
    (True, False)
    """
    return noun in _ABBREVIATIONS or noun in _MEASURES or noun.partition(" ")[0] in _SPACES


def _is_plural(word: str, lower: str) -> bool:
    if lower in _COLLECTIVE:
        return True
    if word[0].isupper():
        return word in _CAPITALISED or (word[:-1].isupper() and word[-1] == "s" and len(word) > 2)
    return lower.endswith("s") and len(lower) > 2 and not lower.endswith(("ss", "us", "is", "ous"))


def _is_adjective(word: str) -> bool:
    return word in _ADJECTIVES or word.endswith(("ive", "ous", "ful", "ary", "ual"))
