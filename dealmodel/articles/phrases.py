"""The language in which rules say what words put figures into relation.

A template is a line of items between spaces, matched against a sentence whose figures stand as
marks between its words (:mod:`dealmodel.articles.figures`):

    {later}            a figure, in the part of ``later``; {later:mc} of these sorts only
    word               this word; a|b either; word? perhaps; two_words with a space between
    @COMPARED          a list of :data:`WORDS`; @COMPARED? perhaps
    ~                  up to eight words, no figure, no comma, no new clause
    ~~                 up to sixteen, with commas and brackets
    ~+                 as ~~, and a new clause, too
    ,?                 a comma, perhaps
    //                 the end of a sentence and the start of the next
"""

from __future__ import annotations

import re
from functools import lru_cache

SORTS = {
    "m": "an amount of money",
    "u": "a price of one thing",
    "c": "a count",
    "v": "a count for one thing",
    "n": "a number without a unit",
    "x": "an amount by which something changed",
    "p": "a percentage",
    "f": "a fraction in words",
    "g": "a change in per cent",
    "w": "a change in words",
    "b": "percentage or basis points",
    "r": "a multiple",
    "d": "a duration",
    "e": "a range",
    "q": "a side of a stated exchange rate",
}
"""The sorts of figures in a template, by their letter."""

AMOUNTS = "mcnuv"

_UP = (
    "rose|rise|rises|rising|risen|grew|grow|grows|growing|grown|climbed|climbs|climb|climbing|"
    "jumped|jumps|jump|jumping|increased|increases|increase|increasing|gained|gains|gaining|"
    "surged|surges|surge|surging|soared|soars|soar|soaring|advanced|advances|added|up|leapt|"
    "leaped|improved|improves|swelled|expanded|raised|raises|raise|raising|lifted|lifts|lifting|"
    "boosted|hiked|hikes|hiking|widened|higher|spiked|ticked_up|edged_up|went_up|rallied"
)
_DOWN = (
    "fell|fall|falls|falling|fallen|dropped|drops|drop|dropping|declined|declines|decline|"
    "declining|decreased|decreases|decrease|decreasing|slid|slides|sliding|slipped|slips|slipping|"
    "sank|sinks|sinking|tumbled|tumbles|tumbling|plunged|plunges|plunging|shrank|shrunk|"
    "contracted|cut|cuts|cutting|reduced|reduces|reducing|lowered|lowers|lowering|down|lost|"
    "trimmed|trimming|narrowed|eased|dipped|lower|slumped|dwindled|ticked_down|edged_down|went_down"
)
WORDS = {
    "UP": _UP,
    "DOWN": _DOWN,
    "MOVED": f"{_UP}|{_DOWN}|went|moved|changed|swung",
    "COMPARED": (
        "from|compared_with|compared_to|versus|vs|vs.|against|up_from|down_from|after|"
        "in_comparison_with|as_compared_with|as_against|over|on"
    ),
    "FROM": "from|compared_with|compared_to|versus|vs|vs.|against|up_from|down_from",
    "EARLIER": (
        "a_year_earlier|a_year_ago|a_year_before|last_year|the_year_before|the_previous_year|"
        "the_prior_year|one_year_earlier|in_the_same_period|previously|earlier|before|"
        "the_previous_quarter|the_year_earlier|year_earlier|the_same_period_last_year"
    ),
    "CHANGE": (
        "increase|rise|gain|jump|growth|surge|climb|advance|drop|fall|decline|decrease|loss|"
        "slump|plunge|slide|reduction|cut|dip|improvement|up|down|change|hike|contraction|"
        "uplift|leap|raise"
    ),
    "MORE": "more|less|higher|lower|above|below|better|fewer|larger|smaller|bigger|cheaper",
    "A": "a|an|the|its|their|his|her|or|that_is|which_is|which_was|representing|marking",
    "OF": "of|out_of|in",
    "OR": "or|about|representing|equal_to|equivalent_to|some|nearly",
    "IS": (
        "accounting_for|accounted_for|accounts_for|makes_up|made_up|represents|represented|equals|"
        "is|are"
    ),
    "SALE": "selling|sold|sell|offering|issuing|issue|buying|bought|buy|purchase|sale|acquire",
    "COMES_TO": (
        "or|for|to|a|worth|total|totalling|totaling|raising|raise|is|of|making|in|valued_at"
    ),
    "BOUGHT": (
        "bought|buy|buys|buying|acquired|acquire|acquires|acquiring|sold|sell|sells|selling|"
        "purchased|purchase|purchases|purchasing|took|take|takes|taking|paid|pay|pays|paying|"
        "invested|invest|investing|holds|owns"
    ),
    "STAKE": "stake|shareholding|interest|holding|share|equity|ownership",
    "REVENUE": "revenue|revenues|sales|turnover|net_sales|income|net_revenue",
    "PROFIT": (
        "profit|profits|income|earnings|ebit|ebitda|net_income|loss|losses|operating_profit"
    ),
    "VALUED": ("valuing|values|valued|value|valuation|worth|priced|pricing"),
    "TOTAL": (
        "total|sum|combined|altogether|together|aggregate|overall|totalling|totaling|totalled|"
        "totaled|making"
    ),
}

_CLAUSE = "while|whereas|but|although|though|whose|which|who|because|despite|excluding|before"
_MARK = re.compile(r"\{(?P<part>[a-z_0-9]+)(?::(?P<sorts>[a-z]+))?\}(?P<perhaps>\?)?")


def _words(text: str) -> str:
    return "|".join(re.escape(word).replace("_", " ") for word in text.split("|"))


_STOP = rf"(?:{_CLAUSE}|{_words(WORDS['MOVED'])}) "
_WORD = rf"(?!{_STOP})[a-z0-9&'][^ <>|]* "
_FEW = rf"(?:{_WORD}){{0,8}}?"
_MORE = rf"(?:{_WORD}|[,()-] ){{0,16}}?"

_ANY = r"(?:[a-z0-9&'][^ <>|]* |[,()-] ){0,16}?"

_ITEMS = {
    "~+": _ANY,
    "~": _FEW,
    "~~": _MORE,
    ",?": "(?:, )?",
    ",": ", ",
    "//": r"(?:[.!?] )?\| ",
    "(": r"\( ",
    ")": r"\) ",
    "(?": r"(?:\( )?",
    ")?": r"(?:\) )?",
    "-": r"(?:- |: |, )",
    "-?": r"(?:- |: |, |\( )?",
}


@lru_cache(maxsize=1024)
def pattern(template: str) -> re.Pattern[str]:
    """What a template looks for; it matches at each place where it begins, without moving on.

    >>> bool(pattern("{change:g} to {later}").search("sales rose <g0> to <m1> "))
    True
    """
    items = "".join(map(_item, template.split()))
    return re.compile(rf"(?<![^ ])(?={items})")


def _item(item: str) -> str:
    known = _ITEMS.get(item)
    if known is not None:
        return known
    mark = _MARK.fullmatch(item)
    if mark is not None:
        sorts = mark["sorts"] or AMOUNTS
        found = rf"<(?P<{mark['part']}>[{sorts}]\d+)> "
        return f"(?:{found})?" if mark["perhaps"] else found
    perhaps = item.endswith("?")
    names = item.removesuffix("?").split("|")
    name = "|".join(WORDS[each[1:]] if each[0] == "@" else each for each in names)
    found = rf"(?:{_words(name)}) "
    return f"(?:{found})?" if perhaps else found
