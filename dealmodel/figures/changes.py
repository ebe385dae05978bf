"""Growth: which percentages, fractions and multiples are changes, and in which direction.

A percentage is growth where it is typed with a sign (+104 %) or stands with a word of change
("rose 12%", "growth of 104 %", "a 5% drop", "down 3.5 %", "20% lower", "5% cheaper"). Value 1.04
means that the later figure is 2.04 times the earlier. A word of decline makes the value negative.
An amount by which something changed stays positive; its direction is told.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dealmodel.figures.patterns import lazy_pattern

_UP = (
    "up|rise|rises|rose|risen|rising|grow|grows|grew|grown|growing|growth|increase|increases|"
    "increased|increasing|jump|jumps|jumped|jumping|surge|surges|surged|surging|soar|soars|soared|"
    "soaring|climb|climbs|climbed|climbing|gain|gains|gained|gaining|expanded|expanding|advanced|"
    "advancing|rebounded|leapt|leaped|leaping|rallied|improved|improving|appreciated|accelerated|"
    "swelled|spiked|skyrocketed|rocketed|ballooned|added|upturn|upswing|uptick|hike|hikes|hiked"
)
_DOWN = (
    "down|fall|falls|fell|fallen|falling|drop|drops|dropped|dropping|decline|declines|declined|"
    "declining|decrease|decreases|decreased|decreasing|slump|slumps|slumped|slumping|plunge|"
    "plunges|plunged|plunging|plummet|plummets|plummeted|plummeting|skidded|shrink|shrinks|shrank|shrunk|shrinking|"
    "slid|slide|slides|sliding|tumble|tumbles|tumbled|tumbling|dipped|dip|dips|sank|sunk|sinking|"
    "contracted|contracting|slipped|slipping|weakened|depreciated|retreated|reduced|reducing|"
    "slashed|eased|easing|lost|loses|losing|lose|shed|sheds|shedding|off|downturn|cheaper"
)
_RAISING = (
    "upped|ups|upping|sweetened|sweetens|sweetening|raised|raises|raising|raise|lifted|lifts|lifting|lift|boosted|boosts|boosting|"
    "boost"
)
_CUTTING = (
    "cut|cuts|cutting|lowered|lowers|lowering|lower|reduce|reduces|trimmed|trims|trimming|trim|"
    "pared|paring|slash|slashes|slashing|shaved|narrowed|diluted"
)
_BETWEEN = (
    r"(?:\s(?:by|of|was|were|a|an|the|as|another|further|sharply|slightly|roughly|year-on-year|"
    r"year\son\syear|at|rate\sof|rates\sof|only|just|some|itself|steeply|strongly))"
)
_BEFORE = lazy_pattern(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_BETWEEN}{{0,3}}[\s(]*$", re.IGNORECASE
)
_BEFORE_BY = lazy_pattern(
    rf"\b(?:(?P<up>{_UP}|{_RAISING}|higher|larger|bigger|dearer|more)"
    rf"|(?P<down>{_DOWN}|{_CUTTING}|smaller|fewer|less))"
    r"(?:\s(?!to\b|from\b)[\w'’-]+){0,8}\sby(?:\s(?:a|an|another|a\sfurther|only|just))?\s$",
    re.IGNORECASE,
)
_BEFORE_OF = lazy_pattern(
    r"\b(?:(?P<up>hike|uplift|expansion|upturn|CAGR|rally|(?:growth|increase|rise|jump|gain)"
    r"(?:\s[\w'’-]+){1,4})|(?P<down>cut|reduction|contraction|downturn|(?:decline|fall|drop|decrease)"
    r"(?:\s[\w'’-]+){1,4}))s?\s(?:of|by)\s(?:a\s|about\s)?$",
    re.IGNORECASE,
)
_THAN = r"\s(?:than|on|from|in|at|per|this|last|next|after|since|for|because)\b|[.,;:)]"
_BEHIND_AMOUNT = lazy_pattern(
    rf"[\s-](?:(?P<up>more(?={_THAN})|(?:higher|dearer|costlier|larger|bigger|longer)(?={_THAN}|\s*$))"
    rf"|(?P<down>(?:less|fewer)(?={_THAN})|(?:cheaper|lower|smaller|shorter|off)(?={_THAN}|\s*$)"
    r"|off(?=\s(?:its|each|every|the\s(?:\w+\s)?(?:price|sticker|list|bill))\b)))",
    re.IGNORECASE,
)
_NOUN_BEHIND_AMOUNT = lazy_pattern(
    r"[\s-](?:(?:price|sales|revenue|profit|net|annual|job|cost|tax|capital|pay)\s){0,2}"
    r"(?:(?P<up>increase|rise|jump|hike|growth)|(?P<down>decrease|drop|decline|fall|cut|reduction))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_ARTICLE = lazy_pattern(r"\b(?:an?|the|its|their|another|further|this|that)\s$", re.IGNORECASE)
_OVER_A_YEAR = (
    r"year[\s-](?:on|over)[\s-]year|yoy|y/y|y-o-y|y-on-y|quarter[\s-](?:on|over)[\s-]quarter|qoq|"
    r"q/q|month[\s-](?:on|over)[\s-]month|m/m|from\s(?:a|one)\syear\s(?:ago|earlier|before)|"
    r"on\sthe\s(?:year|previous\syear)|from\s(?:the\s(?:previous|prior)|last)\s(?:year|quarter|month)"
)
_BEHIND = lazy_pattern(
    r"[\s-](?:(?:year-on-year|year-over-year|yoy|y/y|annual|annualised|annualized|sales|revenue|profit|volume|"
    r"organic|net|price|monthly|quarterly|export|delivery|compound|share|output|pay|cost|job|tax|"
    r"rate|dividend)[\s-]){0,2}"
    r"(?:(?P<up>growth|increase|rise|jump|surge|gain|gains|hike|upswing|uptick|uplift|rally|higher|"
    r"up(?!\s(?:to|for)\b)|"
    r"more\sexpensive|dearer|costlier|pricier|larger|bigger|greater|stronger|longer|faster|heavier|"
    r"more(?=\s(?:than|[a-z]+s\b|in\b|on\b|from\b|this\b|last\b|to\b)|[.,;)]|\s*$)|"
    r"above(?=\s(?:the|its|their|his|her|a|an|last|that|what|market|list|book|par|(?:19|20)\d\d(?:['’]s|\slevels?)|[A-Z])))"
    r"|(?P<down>drop|decline|fall|decrease|slump|plunge|dip|contraction|reduction|lower|slide|"
    r"cut(?!\s(?:off|to)\b)|down(?!\s(?:pay|to)\w*)|cheaper|fewer|less\sexpensive|less|smaller|weaker|shorter|slower|lighter|off"
    r"(?!\s(?:the\sshelf|shore))|"
    r"below(?=\s(?:the|its|their|his|her|a|an|last|that|what|market|list|book|par|(?:19|20)\d\d(?:['’]s|\slevels?)|[A-Z])))"
    rf"|(?P<flat>{_OVER_A_YEAR}))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_FURTHER = lazy_pattern(
    rf"(?:\s|,\s)(?:{_OVER_A_YEAR}|compared\s(?:to|with)\s(?:the\s)?(?:previous|prior|last)\syear|"
    r"than\s(?:a\syear\s(?:ago|earlier|before)|last\syear|before|in\s\d{4}))\b",
    re.IGNORECASE,
)
_PHRASAL = frozenset(["up", "down", "off", "added", "shed", "lift", "lower", "cheaper"])
_NO_CHANGE = lazy_pattern(
    r"\b(?:makes?|made|making|takes?|took|taken|taking|buy|buys|bought|buying|sets?|gives?|gave|"
    r"given|picks?|picked|snaps?|snapped|ends?|ended|signs?|signed|holds?|held|puts?|adds?|added|"
    r"sums?|summed|soaks?|soaked|mops?|mopped|backs?|backed|eats?|ate|freed|frees?|paid|pays?|"
    r"sells?|sold|selling|writes?|wrote|written|spins?|spun|lays?|laid|marks?|hive[sd]?|carve[sd]?)"
    r"\s$",
    re.IGNORECASE,
)
_CHANGING = (
    rf"{_UP}|{_DOWN}|{_RAISING}|{_CUTTING}|upgraded|revised|changed|changes|went|goes|moved|moves|"
    r"doubled|tripled|trebled|quadrupled|halved|widened|higher|against|compared|rise|rises|"
    r"swung|turned|shifted|edged|inched|crept|topped\sup|taking|took|brings?|doubl\w+|tripl\w+|halv\w+|"
    r"brought|bringing|pushed|pushing|"
    r"expand|expands|sweeten\w*|dilut\w+|improve\w*|extend\w*|swell\w*|balloon\w*|deepen\w*|"
    r"strengthen\w*|weaken\w*|amend\w*|adjust\w*|revis\w+|chang\w+|tak\w+|hik\w+|double|triple|"
    r"contract|advance\w*|recover\w*|ramp\w*|scal\w+|shorten\w*|lengthen\w*|widen\w*|narrow\w*"
)
_MOVING = lazy_pattern(rf"\b(?:{_CHANGING})\b(?:[^.;!?]|[.](?=\d)){{0,60}}$", re.IGNORECASE)
_STARTING = lazy_pattern(
    r"\b(?:pric(?:ed|es|ing)|rang\w+|start\w*|cost\w*|begin\w*|available|sell\w*|vari\w+|varying|retail\w*|"
    r"estimat\w+|expect\w*|between|anywhere|forecasts?|guidance|offer\w*)\s$",
    re.IGNORECASE,
)
_MOVED_TO = lazy_pattern(r"\bto\s(?:[^.;!?]|[.](?=\d)){1,40}$")
_ORIGIN = lazy_pattern(
    r"\b(?:incomes?|profits?|revenues?|returns?|gains?|proceeds|losses|loss|money|cash|funds|sales|"
    r"investments?|financing|contributions?|savings|earnings|benefits?|benefited|suffer\w*|made|"
    r"earned|received|away|far)\s$",
    re.IGNORECASE,
)
_MODAL = lazy_pattern(
    r"\b(?:will|would|could|may|might|can|should|shall|expect\w*|forecast\w*|target\w*|plan\w*|"
    r"aim\w*|likely|set|intend\w*|option|right|allowed|entitled|able|if|must|guid\w+|predict\w*|"
    r"project\w*|see[ns]?|to)\b(?:\s[\w'’-]+){0,6}\s?$",
    re.IGNORECASE,
)
_CHANGE_WORD = lazy_pattern(rf"\b(?:{_UP}|{_DOWN}|{_RAISING}|{_CUTTING})\b", re.IGNORECASE)
_DECLINE = lazy_pattern(rf"(?:{_DOWN}|{_CUTTING})", re.IGNORECASE)
_DENIED = lazy_pattern(
    r"(?:\b(?:not|never|cannot|failed\sto|fails\sto|fail\sto|without)|n['’]t)\s"
    r"(?:(?:yet|have|be|been|even|necessarily|actually)\s)?$",
    re.IGNORECASE,
)
_DIRECTLY = lazy_pattern(
    rf"\b(?:{_UP}|{_DOWN}|{_RAISING}|{_CUTTING}){_BETWEEN}{{0,3}}\s*$", re.IGNORECASE
)
_REACHING = lazy_pattern(
    rf"\b(?:{_UP}|{_DOWN}|{_RAISING}|{_CUTTING})\s(?:back\s)?to\s$", re.IGNORECASE
)
_LEVEL_UP_TO = lazy_pattern(
    r"\b(?:(?<!buy\s)(?<!buys\s)(?<!buying\s)(?<!bought\s)(?<!pay\s)(?<!paid\s)back|(?:was|were|been|is|are)\s(?:raised|increased|lifted|boosted|taken|brought|pushed)|went|gone|goes|going|moved|moves|came|comes|coming|"
    r"(?:rais\w+|increas\w+|lift\w+|tak\w+|took|bring\w*|brought|boost\w+|push\w+|driv\w+|drove|"
    r"hik\w+|ramp\w+|scal\w+|mov\w+|edg\w+|build\w*|built)(?:\s[\w'’-]+){1,6}?)\s$",
    re.IGNORECASE,
)


class Change(NamedTuple):
    """A word of change: 1 for growth, -1 for decline, and where its words start and end; the
    figure that they are about lies beside or between."""

    sign: int
    start: int
    end: int


def change_around(text: str, floor: int, start: int, end: int) -> Change | None:
    """The change that the words around a figure tell, if any.

    >>> change_around("sales rose 12% in May", 0, 11, 14).sign, change_around("a 5% drop", 0, 2, 4)
    (1, Change(sign=-1, start=2, end=9))
    >>> change_around("a 21% stake", 0, 2, 5) is None
    True
    """
    first = max(floor, start - 60)
    left = text[first:start]
    behind = _BEHIND.match(text, end) if end < len(text) else None
    stop = end if behind is None else behind.end()
    if behind is not None and (further := _FURTHER.match(text, stop)):
        stop = further.end()
    if left:
        match = _BEFORE.search(left)
        if match is not None and _is_phrasal(left, match):
            match = None
        match = match or _BEFORE_BY.search(left) or _BEFORE_OF.search(left)
        if match is not None:
            return Change(1 if match["up"] else -1, first + match.start(), stop)
    return None if behind is None else Change(-1 if behind["down"] else 1, start, stop)


def _is_phrasal(left: str, match: re.Match[str]) -> bool:
    """Whether "up" or "down" belongs to a verb: "made up 21%"."""
    word = (match["up"] or match["down"]).lower()
    if word not in _PHRASAL:
        return False
    verb = _NO_CHANGE.search(left, 0, match.start())
    # "Ended up 21%" tells where something went, "ended down 1%" by how much.
    return verb is not None and not (word == "down" and verb[0].lower().startswith("end"))


def amount_of_change(text: str, floor: int, start: int) -> tuple[int, int] | None:
    """The direction of a change whose amount stands at ``start`` ("cut by 10,000 yuan"), and where
    its words start.

    >>> amount_of_change("cut by 10,000 yuan", 0, 7), amount_of_change("sold 10,000 cars", 0, 5)
    ((-1, 0), None)
    """
    first = max(floor, start - 60)
    left = text[first:start]
    if not left:
        return None
    match = _BEFORE_BY.search(left) or _BEFORE.search(left)
    if match is None or _is_phrasal(left, match):
        return None
    return 1 if match["up"] else -1, first + match.start()


def change_behind_amount(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The direction of a change whose amount the figure from ``start`` to ``end`` is, told behind
    it ("10,000 yuan cheaper", "a $5bn increase"), and where its words end.

    >>> change_behind_amount("10,000 yuan cheaper", 0, 11), change_behind_amount("$5bn rise", 0, 4)
    ((-1, 19), None)
    """
    if text[end : end + 1] not in (" ", "-", "\u00a0"):
        return None
    match = _BEHIND_AMOUNT.match(text, end)
    if match is None and _ARTICLE.search(text[max(0, start - 9) : start]):
        match = _NOUN_BEHIND_AMOUNT.match(text, end)
    return None if match is None else (1 if match["up"] else -1, match.end())


def reached_from(text: str, floor: int, start: int) -> int | None:
    """Where the words start that tell that something changed to what stands at ``start``: it is a
    level, and no change.

    >>> reached_from("rose to 300,000 cars", 0, 8), reached_from("sold 300,000 cars", 0, 5)
    (0, None)
    """
    first = max(floor, start - 40)
    match = _REACHING.search(text[first:start])
    return None if match is None else first + match.start()


def moves_from(left: str) -> bool:
    """Whether "from" behind ``left`` starts a movement or names an origin, not a lower limit:
    "rose from 5%", "down 12% from $3.5bn", "raised to 21% from 20%", "income from $3bn".

    >>> moves_from("Sales rose "), moves_from("The B10 is priced ")
    (True, False)
    """
    left = left[-70:]
    if _STARTING.search(left):
        return False
    patterns = (_MOVING, _MOVED_TO, _ORIGIN)
    return any(pattern.search(left) is not None for pattern in patterns)


def changes_directly(left: str) -> bool:
    """Whether ``left`` ends in a change that has happened: "rose ", "cut by ", not "may grow by ".

    >>> changes_directly("Sales rose "), changes_directly("Sales will grow by ")
    (True, False)
    """
    left = left[-90:]
    match = None if left.endswith("of ") else _DIRECTLY.search(left) or _BEFORE_BY.search(left)
    return match is not None and _MODAL.search(left, 0, match.start()) is None


def is_moved_by(left: str) -> bool:
    """Whether ``left`` ends in a change and "by".

    >>> is_moved_by("raised its stake by "), is_moved_by("raised ")
    (True, False)
    """
    return _BEFORE_BY.search(left[-90:]) is not None


def is_expected(left: str) -> bool:
    """Whether ``left`` tells what may happen, not what has: "is expected to rise by ".

    >>> is_expected("is expected to rise by "), is_expected("it rose by ")
    (True, False)
    """
    return _MODAL.search(left[-90:]) is not None


def is_change(words: str) -> bool:
    """Whether there is a word of change among ``words``.

    >>> is_change("expected to fall"), is_change("expected to own")
    (True, False)
    """
    return _CHANGE_WORD.search(words) is not None


def is_change_of(left: str) -> bool:
    """Whether ``left`` ends in a noun of change and "of": "a price cut of "."""
    return _BEFORE_OF.search(left[-60:]) is not None


def falls(left: str) -> bool:
    """Whether the last word of change in ``left`` is one of decline.

    >>> falls("Revenue fell from "), falls("after a fall sales rose from ")
    (True, False)
    """
    found = [match[0] for match in _CHANGE_WORD.finditer(left)]
    return bool(found) and _DECLINE.fullmatch(found[-1]) is not None


def is_denied(left: str) -> bool:
    """Whether ``left`` ends in a denial of what is told behind it: "profit did not ".

    >>> is_denied("Profit did not "), is_denied("It not only ")
    (True, False)
    """
    return _DENIED.search(left[-30:]) is not None


def reaches_up_to(left: str) -> bool:
    """Whether "up to" behind ``left`` is where something went, not a limit: "went up to 5%",
    "raised its stake up to 23%".

    >>> reaches_up_to("raised its stake "), reaches_up_to("can raise its stake ")
    (True, False)
    """
    left = left[-90:]
    match = None if left.endswith((" by ", " of ")) else _LEVEL_UP_TO.search(left)
    return match is not None and _MODAL.search(left, 0, match.start()) is None


__all__ = [
    "Change",
    "amount_of_change",
    "change_around",
    "change_behind_amount",
    "changes_directly",
    "falls",
    "is_change",
    "is_change_of",
    "is_denied",
    "is_expected",
    "is_moved_by",
    "moves_from",
    "reached_from",
    "reaches_up_to",
]
