"""Which hedge of :mod:`dealmodel.figures.hedges` stands before or behind a number.

Policy: the longest words win ("just over", not "over"). An article may stand between a hedge and
its number ("about a 20% stake"), but not behind "over", "under" or "from", nor behind "talks
about": there the words say what is spoken of, not how large it is. A denial turns a limit round
("not over 5%" is at most 5%), and a limit before "about" is what counts ("up to about 20%").
"""

from __future__ import annotations

import re

from dealmodel.figures.changes import is_change
from dealmodel.figures.hedges import HEDGES
from dealmodel.figures.patterns import lazy_pattern

_BEFORE_BY_WORDS = {
    word: hedge.name for hedge in HEDGES for word in hedge.before if hedge.name != "range"
} | {"between": "range"}
_BEHIND_BY_WORDS = {word: hedge.name for hedge in HEDGES for word in hedge.after}


def _is_word(phrase: str) -> bool:
    """Whether blanks part the phrase from other words: signs and Chinese need none."""
    return phrase[0].isascii() and phrase[0].isalpha()


def _alternatives() -> str:
    """The words before a number, spelt backwards, longest first."""
    phrases = sorted(_BEFORE_BY_WORDS, key=len, reverse=True)
    signs = [re.escape(p[::-1]) for p in phrases if not _is_word(p)]
    # Phrases that end in one word share a branch: most texts are then done with after it.
    by_last: dict[str, list[str]] = {}
    for phrase in filter(_is_word, phrases):
        rest, _, last = phrase.rpartition(" ")
        by_last.setdefault(last, []).append(rest)
    words = []
    for last, rests in sorted(by_last.items(), key=lambda item: len(item[0]), reverse=True):
        longer = [re.escape(r[::-1]).replace(r"\ ", r"\s{1,3}") for r in rests if r]
        optional = "?" if "" in rests else ""
        more = rf"(?:\s{{1,3}}(?:{'|'.join(longer)})(?![^\W_])){optional}" if longer else ""
        words.append(re.escape(last[::-1]) + more)
    return rf"(?:(?P<words>(?:{'|'.join(words)}))(?![^\W_])|(?P<sign>{'|'.join(signs)}))"


# The text before a number is matched backwards, so that one anchored match finds the longest hedge.
_BEFORE = lazy_pattern(rf"\s{{0,3}}(?P<article>(?:na|a)\s{{1,2}})?{_alternatives()}", re.IGNORECASE)
_LONGEST = 40
_LAST_CHARACTERS = frozenset(phrase[-1] for phrase in _BEFORE_BY_WORDS) | frozenset("an")
_LAST_CHARACTERS |= frozenset(character.upper() for character in _LAST_CHARACTERS)
_DENIAL = lazy_pattern(r"\b(?:not|no|never|cannot)\s{1,2}$", re.IGNORECASE)
_DENIAL_APART = lazy_pattern(
    r"(?:\b(?:not|never|cannot)|n['’]t)\s{1,2}(?P<words>(?:[a-z]+\s{1,2}){1,4})$", re.IGNORECASE
)
_ELSEWHERE = frozenset(
    "because only just if that but say said tell told and or which who with of in as when while "
    "where whether merely simply know disclose comment confirm deny mean mention specify since "
    "the this its their it he she they we an a".split()
)
"""Words behind a denial that begin another clause, so that it is not the limit that is denied."""
_DENIED = {"more_than": "at_most", "less_than": "at_least"}
_DENIED_APART = {**_DENIED, "at_least": "less_than", "at_most": "more_than"}
_LIMITS = frozenset(["more_than", "at_least", "less_than", "at_most", "up_to"])
_NAMES = frozenset(["max", "min"])
_NAMED = lazy_pattern(r"[\w’'”\"]\s[A-Z]$")  # "the MAX 8", not "Max 8 cars"
_NO_ARTICLE = frozenset(["over", "under", "from"])
_TOPIC = lazy_pattern(
    r"\b(?:talk(?:s|ed|ing)?|news|reports?|rumou?rs?|questions?|concerns?|discussions?|"
    r"negotiations?|speculation|disputes?|row|told|said|asked|spoke|heard)\s$",
    re.IGNORECASE,
)
_PHRASAL = lazy_pattern(r"\b(?:hand|turn|carry|carri)(?:s|es|ed|ing)?\s$", re.IGNORECASE)
"""Verbs of which "over" is a part: "handed over 571 jets" is no more than that."""
_BEHIND = lazy_pattern(
    r"(?:(?:\s|,\s)(?P<words>"
    + "|".join(re.escape(w) for w in sorted(filter(_is_word, _BEHIND_BY_WORDS), key=len)[::-1])
    + r")(?![\w-])(?!\s(?:than\b|to\b|[\d€$£¥₹₩]|an?\s))|(?P<sign>"
    + "|".join(sorted((w for w in _BEHIND_BY_WORDS if w[0] >= "\u2e80"), key=len, reverse=True))
    + "))",
    re.IGNORECASE,
)
_BEHIND_STARTS = frozenset(" \u00a0\n,") | {
    words[0] for words in _BEHIND_BY_WORDS if words[0] >= "\u2e80"
}


def hedge_before(text: str, floor: int, start: int) -> tuple[str, int] | None:
    """The hedge directly before ``start`` and where it starts; nothing before ``floor`` belongs
    to it.

    >>> hedge_before("sold just over 300 cars", 0, 15)
    ('just_over', 5)
    >>> hedge_before("not over 5%", 0, 9), hedge_before("up to about 20%", 0, 12)
    (('at_most', 0), ('up_to', 0))
    >>> hedge_before("talks over a 40% stake", 0, 13) is None
    True
    """
    found = _directly_before(text, floor, start)
    if found is None:
        return None
    name, begin = found
    if name in _DENIED and (denial := _DENIAL.search(text, max(floor, begin - 8), begin)):
        return _DENIED[name], denial.start()
    if (
        begin - floor > 4
        and name in _DENIED_APART
        and (apart := _denied_apart(text, floor, begin)) is not None
    ):
        return _DENIED_APART[name], apart
    if name == "about":
        outer = _directly_before(text, floor, begin)
        return outer if outer is not None and outer[0] in _LIMITS else found
    return found


def _denied_apart(text: str, floor: int, begin: int) -> int | None:
    """Where a denial of the limit at ``begin`` starts that words stand behind: "cannot own more
    than 49%". A change that is denied is none of another size."""
    first = max(floor, begin - 60)
    left = text[first:begin]
    folded = left.lower()
    if (
        "not" not in folded
        and "never" not in folded
        and "n't" not in folded
        and "n’t" not in folded
    ):
        return None
    match = _DENIAL_APART.search(left)
    if match is None:
        return None
    words = match["words"].lower().split()
    if not _ELSEWHERE.isdisjoint(words) or is_change(match["words"].strip()):
        return None
    return first + match.start()


def _directly_before(text: str, floor: int, start: int) -> tuple[str, int] | None:
    last = start - 1
    while last >= floor and last > start - 4 and text[last].isspace():
        last -= 1
    if last < floor or text[last] not in _LAST_CHARACTERS:
        return None
    match = _BEFORE.match(text[max(floor, start - _LONGEST) : start][::-1])
    if match is None:
        return None
    printed = (match["words"] or match["sign"])[::-1].lower()
    begin = start - match.end()
    if printed == "over" and _PHRASAL.search(text[max(floor, begin - 12) : begin]):
        return None
    if match["article"] and (
        printed in _NO_ARTICLE or _TOPIC.search(text[max(floor, begin - 16) : begin])
    ):
        return None
    if printed == ">" and begin > floor and text[begin - 1] in "-–—":
        return None  # an arrow
    if printed in _NAMES and _NAMED.search(text[max(floor, begin - 3) : begin + 1]):
        return None
    name = _BEFORE_BY_WORDS.get(printed) or _BEFORE_BY_WORDS[" ".join(printed.split())]
    return name, begin


def hedge_behind(text: str, end: int) -> tuple[str, int] | None:
    """The hedge directly behind ``end`` and where it ends.

    >>> hedge_behind("300 cars or more", 8), hedge_behind("300 cars or more than that", 8)
    (('at_least', 16), None)
    """
    if end >= len(text) or text[end] not in _BEHIND_STARTS:
        return None
    match = _BEHIND.match(text, end)
    if match is None:
        return None
    printed = " ".join((match["words"] or match["sign"]).lower().split())
    return _BEHIND_BY_WORDS[printed], match.end()
