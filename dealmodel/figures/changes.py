"""Growth: which percentages are changes, and in which direction.

A percentage is growth where it is typed with a sign (+104 %) or stands with a word of change
("rose 12%", "growth of 104 %", "a 5% drop", "down 3.5 %", "20% lower"). Value 1.04 means that the
later figure is 2.04 times the earlier. A word of decline makes the value negative.
"""

from __future__ import annotations

import re

from dealmodel.figures.patterns import lazy_pattern

_UP = (
    "up|rise|rises|rose|risen|rising|grow|grows|grew|grown|growing|growth|increase|increases|"
    "increased|increasing|jump|jumps|jumped|surge|surges|surged|surging|soar|soars|soared|climb|"
    "climbs|climbed|gain|gains|gained|expanded|advanced|rebounded|leapt|leaped|rallied|improved|"
    "appreciated|accelerated|swelled|spiked"
)
_DOWN = (
    "down|fall|falls|fell|fallen|falling|drop|drops|dropped|dropping|decline|declines|declined|"
    "declining|decrease|decreases|decreased|slump|slumps|slumped|plunge|plunges|plunged|plummeted|"
    "shrink|shrank|shrunk|slid|tumbled|dipped|sank|contracted|slipped|weakened|depreciated|"
    "retreated|reduced|slashed|eased"
)
_BEFORE = lazy_pattern(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
    r"(?:\s(?:by|of|was|were|a|an|the|as|another|further|sharply|slightly|roughly|year-on-year|"
    r"year\son\syear|to\sa\srecord|rate\sof|rates\sof)){0,3}[\s(]*$",
    re.IGNORECASE,
)
_BEFORE_BY = lazy_pattern(
    rf"\b(?:(?P<up>{_UP}|raised|lifted|boosted|raise|boost|lift)"
    rf"|(?P<down>{_DOWN}|cut|cuts|lowered|lower|reduce))"
    r"(?:\s(?!to\b|from\b)[\w'’-]+){0,5}\sby\s$",
    re.IGNORECASE,
)
_BEFORE_OF = lazy_pattern(
    r"\b(?:(?P<up>hike|uplift|expansion|upturn)|(?P<down>cut|reduction|contraction|downturn))s?"
    r"\sof\s$",
    re.IGNORECASE,
)
_BEHIND = lazy_pattern(
    r"[\s-](?:(?:year-on-year|yoy|y/y|annual|annualised|annualized|sales|revenue|profit|volume|"
    r"organic|net|price|monthly|quarterly|export|delivery|compound)[\s-]){0,2}"
    r"(?:(?P<up>growth|increase|rise|jump|surge|gain|gains|hike|upswing|uptick|higher|up\son)"
    r"|(?P<down>drop|decline|fall|decrease|slump|plunge|dip|contraction|lower|slide|down\son)"
    r"|(?P<flat>year-on-year|year\son\syear|yoy|y/y|from\sa\syear\s(?:ago|earlier)|on\sthe\syear))\b",
    re.IGNORECASE,
)
_NO_CHANGE = lazy_pattern(
    r"\b(?:makes?|made|making|takes?|took|taken|taking|buy|buys|bought|buying|sets?|gives?|gave|"
    r"given|picks?|picked|snaps?|snapped|ends?|ended|signs?|signed|holds?|held|puts?|adds?|added|"
    r"sums?|summed|soaks?|soaked|mops?|mopped|backs?|backed|eats?|ate|freed|frees?|paid|pays?)\s$",
    re.IGNORECASE,
)
_MOVING = lazy_pattern(
    rf"\b(?:{_UP}|{_DOWN}|raised?|lifted|cut|lowered|upgraded|revised|changed|went|moved|boosted|"
    r"doubled|tripled|narrowed|widened|trimmed|higher|lower|against|compared)\b(?:[^.;!?]|[.](?=\d)){0,40}$",
    re.IGNORECASE,
)
_MOVED_TO = lazy_pattern(r"\bto\s(?:[^.;!?]|[.](?=\d)){1,40}$")
_ORIGIN = lazy_pattern(
    r"\b(?:incomes?|profits?|revenues?|returns?|gains?|proceeds|losses|loss|money|cash|funds|sales|"
    r"investments?|financing|contributions?|savings|earnings|benefits?|benefited|suffer\w*|made|"
    r"earned|received|away|far)\s$",
    re.IGNORECASE,
)


def change_around(text: str, floor: int, start: int, end: int) -> int | None:
    """1 for growth, -1 for decline, ``None`` where the percentage is no change.

    >>> change_around("sales rose 12% in May", 0, 11, 14), change_around("a 5% drop", 0, 2, 4)
    (1, -1)
    >>> change_around("a 21% stake", 0, 2, 5) is None
    True
    """
    left = text[max(floor, start - 60) : start]
    if left:
        match = _BEFORE.search(left)
        if match is not None and _is_phrasal(left, match):
            match = None
        match = match or _BEFORE_BY.search(left) or _BEFORE_OF.search(left)
        if match is not None:
            return 1 if match["up"] else -1
    match = _BEHIND.match(text, end)
    if match is not None:
        return -1 if match["down"] else 1
    return None


def _is_phrasal(left: str, match: re.Match[str]) -> bool:
    """Whether "up" or "down" belongs to a verb: "made up 21%"."""
    word = (match["up"] or match["down"]).lower()
    return word in ("up", "down") and _NO_CHANGE.search(left, 0, match.start()) is not None


def moves_from(left: str) -> bool:
    """Whether "from" behind ``left`` starts a movement or names an origin, not a lower limit:
    "rose from 5%", "down 12% from $3.5bn", "raised to 21% from 20%", "income from $3bn of assets".

    >>> moves_from("Sales rose "), moves_from("The B10 is priced ")
    (True, False)
    """
    left = left[-60:]
    patterns = (_MOVING, _MOVED_TO, _ORIGIN)
    return any(pattern.search(left) is not None for pattern in patterns)
