"""The language in which rules say what words put figures into relation.

A template is a line of items between spaces, matched against a sentence whose figures stand as
marks between its words (:mod:`dealmodel.articles.figures`):

    {later}            a figure, in the part of ``later``; {later:mc} of these sorts only
    word               this word; a|b either; word? perhaps; two_words with a space between
    @COMPARED          a list of :data:`WORDS`; @COMPARED? perhaps
    @UP @DOWN          a word of change, whatever its verb
    @YEAR              a year
    @OWNER @WHOSE      up to four words of which the last has 's; "its", "of", or such a word
    @ING               ", raising", ", bringing in": a participle behind a comma
    ~                  up to eight words, no figure but durations, no comma, no "and", no new clause
    ~1                 as ~, what one verb is about, without a second one
    ~~                 up to sixteen, with commas, brackets and "or $2 a share"
    ~+                 as ~~, and a new clause, too
    ~&                 as ~~, without "and"
    ~o                 up to fourteen words, with names, commas and brackets
    ~n                 up to fourteen words with names; a comma, or ", which stood at", at their end
    ~w                 up to five words
    ~f                 as ~w, without "to" and "at": what follows "from"
    , ,? ( (? ) )? :?  these signs; with a question mark perhaps
    -                  a dash, a colon or a comma; -? perhaps, or a bracket
    --                 a dash only
    //                 the end of a sentence and the start of the next
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    "o": "the name of a party",
    "t": "the name of a product",
}
"""The sorts of figures in a template, by their letter."""

AMOUNTS = "mcnuv"

_UP = (
    "rose|rise|rises|rising|risen|grew|grow|grows|growing|grown|climbed|climbs|climb|climbing|"
    "jumped|jumps|jump|jumping|increased|increases|increase|increasing|gained|gains|gaining|"
    "surged|surges|surge|surging|soared|soars|soar|soaring|advanced|advances|added|up|leapt|"
    "leaped|leap|leaps|leaping|improved|improves|improve|improving|swelled|swell|swells|"
    "expanded|expand|expands|expanding|rocketed|ballooned|mounted|bounced|rebounded|quickened|"
    "accelerated|strengthened|firmed|appreciated|crept|raised|raises|raise|raising|lifted|"
    "lifts|lifting|boosted|hiked|hikes|hiking|widened|higher|spiked|rallied"
)
_DOWN = (
    "fell|fall|falls|falling|fallen|dropped|drops|drop|dropping|declined|declines|decline|"
    "declining|decreased|decreases|decrease|decreasing|slid|slides|sliding|slipped|slips|"
    "slipping|sank|sinks|sinking|tumbled|tumbles|tumbling|plunged|plunges|plunging|shrank|"
    "shrunk|contracted|cut|cuts|cutting|reduced|reduces|reducing|lowered|lowers|lowering|down|"
    "lost|trimmed|trim|trimming|narrowed|narrow|eased|ease|dipped|dip|lower|slumped|slump|"
    "slumps|slumping|dwindled|sink|shed|sheds|shedding|plummeted|plummets|plummet|plummeting|"
    "crashed|dived|skidded|slashed|slash|slashes|slashing|weakened|softened|worsened|"
    "depreciated|retreated"
)
WORDS = {
    "UP": _UP,
    "DOWN": _DOWN,
    "COMPARED": (
        "from|compared_with|compared_to|versus|vs|vs.|against|up_from|down_from|after|"
        "in_comparison_with|as_compared_with|as_against|over|on"
    ),
    "FROM": "from|compared_with|compared_to|versus|vs|vs.|against|up_from|down_from",
    "EARLIER": (
        "a_year_earlier|a_year_ago|a_year_before|last_year|the_year_before|the_previous_year|"
        "the_prior_year|one_year_earlier|in_the_same_period|previously|earlier|before|"
        "in_the_year_just_ended|the_year_just_ended|a_month_earlier|a_month_before|"
        "the_month_before|a_quarter_earlier|a_week_earlier|a_decade_ago|a_decade_earlier|"
        "a_day_earlier|originally|initially|the_previous_quarter|the_year_earlier|"
        "year_earlier|the_same_period_last_year"
    ),
    "CHANGE": (
        "increase|rise|gain|jump|growth|surge|climb|advance|drop|fall|decline|decrease|loss|"
        "slump|plunge|slide|reduction|cut|dip|improvement|up|down|change|hike|contraction|"
        "uplift|leap|raise|haircut|premium|discount|markdown|markup"
    ),
    "MORE": "more|less|higher|lower|above|below|better|fewer|larger|smaller|bigger|cheaper",
    "A": "a|an|the|its|their|his|her|or|that_is|which_is|which_was|representing|marking",
    "OR": "or|about|representing|equal_to|equivalent_to|some|nearly",
    "STAFF": "workforce|staff|employees|workers|payroll|headcount|total|jobs",
    "IS": (
        "amount_to|amounts_to|amounted_to|corresponds_to|equates_to|equals|equal_to|"
        "equivalent_to|makes|accounting_for|accounted_for|accounts_for|makes_up|made_up|"
        "represents|represented|is|are"
    ),
    "SALE": (
        "selling|sold|sell|offloaded|offloading|offload|unloaded|divested|disposed_of|"
        "placing|placed|floating|offering|issuing|issue|buying|bought|buy|purchase|sale|"
        "acquire"
    ),
    "COMES_TO": "or|for|valued_at|sum_of|@WORTH",
    "BOUGHT": (
        "bought|buy|buys|buying|acquired|acquire|acquires|acquiring|sold|sell|sells|selling|"
        "purchased|purchase|purchases|purchasing|took|take|takes|taking|paid|pay|pays|paying|"
        "invested|invest|investing|holds|owns"
    ),
    "STAKE": "stake|shareholding|interest|holding|ownership",
    "REVENUE": "revenue|revenues|sales|turnover|net_sales|income|net_revenue",
    "PROFIT": "profit|profits|income|earnings|ebit|ebitda|net_income|loss|losses|operating_profit",
    "VALUED": "valuing|values|valued|value|valuation|worth|priced|pricing|puts_the_whole|giving",
    "WORTH": (
        "worth|raise|raises|raising|raised|totalling|totaling|totalled|totaled|costing|cost|"
        "costs|comes_to|came_to|total_of|value_of|proceeds_of|amounting_to|take_in|took_in|taking_in|"
        "bring_in|brings_in|brought_in|bringing_in|fetch|fetched|fetching"
    ),
}
"""Lists of words that several rules share; an item of one can be another list."""

_TAGS = {
    **dict.fromkeys(WORDS["UP"].split("|"), "↑"),
    **dict.fromkeys(WORDS["DOWN"].split("|"), "↓"),
    **dict.fromkeys(("went", "moved", "changed", "swung"), "→"),
    **dict.fromkeys(
        (
            *("while", "whereas", "but", "although", "though", "whose", "which", "who", "because"),
            *("despite", "excluding", "before"),
        ),
        "¦",
    ),
}
_ANY_OF = {
    "UP": r"↑[^ ]+ ",
    "DOWN": r"↓[^ ]+ ",
    "YEAR": r"(?:19|20)\d\d ",
    "ING": r", [a-z]+ing (?:↑?up |in |about )?",
    "OWNER": r"(?:[a-z][^ <>|]* ){0,3}?[a-z][^ <>|]*(?:'s|s') ",
    "WHOSE": r"(?:its|their|the|that|those|what|of|by|in|at|from|rival|[^ ]+'s?) ",
}
_MARK = re.compile(r"\{(?P<part>[a-z_0-9]+)(?::(?P<sorts>[a-z]+))?\}(?P<perhaps>\?)?")
_WORD = r"(?:[a-z0-9&'][^ <>|]* |<d\d+> )"
_ITEMS = {
    "~": rf"(?:(?!and ){_WORD}){{0,8}}?",
    "--": "- ",
    "~1": rf"(?:(?!(?:and|had|has|have|after|as|that|said|by|reported) ){_WORD}){{0,8}}?",
    "~~": rf"(?:or <[uv]\d+> |{_WORD}|[,()-] ){{0,16}}?",
    "~&": rf"(?:(?!and ){_WORD}|[,()-] ){{0,16}}?",
    "~+": r"(?:[a-z0-9&'↑↓→¦][^ <>|]* |<d\d+> |[,()-] ){0,16}?",
    "~o": r"(?:[^ <>|¦.!?;][^ <>|]* |<[dot]\d+> ){0,14}?",
    "~n": (
        r"(?:[^ <>|¦.!?;,][^ <>|]* |<[dot]\d+> ){0,14}?"
        r"(?:, (?:(?:when|¦which|¦who) (?:[a-z]+ ){1,4})?)?"
    ),
    "~f": rf"(?:(?!to |at ){_WORD}){{0,5}}?",
    "~w": rf"(?:{_WORD}){{0,5}}?",
    ",?": "(?:, )?",
    ",": ", ",
    ":?": "(?:: )?",
    "//": r"(?:[.!?] )?\| ",
    "(": r"\( ",
    ")": r"\) ",
    "(?": r"(?:\( )?",
    ")?": r"(?:\) )?",
    "-": r"(?:- |: |, )",
    "-?": r"(?:- |: |, |\( )?",
}


def tagged(word: str) -> str:
    """A word of a line: one of change with its direction before it, one that begins a new clause
    with a bar, so that neither stands in a gap.

    >>> tagged("rose"), tagged("while"), tagged("revenue")
    ('↑rose', '¦while', 'revenue')
    """
    return f"{_TAGS.get(word, '')}{word}"


@lru_cache(maxsize=1024)
def pattern(template: str) -> re.Pattern[str]:
    """What a template looks for; it matches at each place where it begins, without moving on.

    >>> bool(pattern("@UP {change:g} to {later}").search("sales ↑rose <g0> to <m1> "))
    True
    """
    items = "".join(map(_item, template.split()))
    return re.compile(rf"(?<![^ ])(?={items})")


@lru_cache(maxsize=1024)
def needs(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a line must have for a template to match at all: the sorts of each figure, and words.

    >>> needs("from {earlier:mc} ~ to {later:m} up|down")
    (('mc', 'm'), (' from ', ' to '))
    """
    sorts = [
        mark["sorts"] or AMOUNTS
        for mark in map(_MARK.fullmatch, template.split())
        if mark is not None and not mark["perhaps"]
    ]
    words = [
        f" {tagged_words(item)} " for item in template.split() if item.replace("_", "").isalpha()
    ]
    return tuple(sorts), tuple(words)


def can_match(template: str, marks: Sequence[str], line: str) -> bool:
    """Whether a line with these sorts of figures has what a template needs; quicker to ask than to
    look for it.

    >>> can_match("from {earlier:mc} ~ to {later:m}", ["m"], "rose from <m0> ")
    False
    """
    sorts, words = needs(template)
    if len(marks) < len(sorts) or any(map(set(marks).isdisjoint, sorts)):
        return False
    padded = f" {line}"
    return all(word in padded for word in words)


def parts_of(template: str) -> tuple[str, ...]:
    """The parts that a template binds, in its order.

    >>> parts_of("from {earlier:mc} ~ to {later:m}")
    ('earlier', 'later')
    """
    return tuple(mark["part"] for mark in _MARK.finditer(template))


def tagged_words(item: str) -> str:
    """The words of an item, as they stand in a line."""
    return " ".join(map(tagged, item.split("_")))


def _item(item: str) -> str:
    known = _ITEMS.get(item)
    if known is not None:
        return known
    mark = _MARK.fullmatch(item)
    if mark is not None:
        sorts = mark["sorts"] or AMOUNTS
        found = rf"<(?P<{mark['part']}>[{sorts}]\d+)> "
        return f"(?:{found})?" if mark["perhaps"] else found
    found = "|".join(map(_alternative, item.removesuffix("?").split("|")))
    return f"(?:{found}){'?' if item.endswith('?') else ''}"


def _alternative(name: str) -> str:
    if name[0] != "@":
        return re.escape(tagged_words(name)).replace(r"\ ", " ") + " "
    listed = _ANY_OF.get(name[1:])
    return listed or "|".join(map(_alternative, WORDS[name[1:]].split("|")))
