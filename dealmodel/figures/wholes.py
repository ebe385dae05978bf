"""What a share is a share of, and what is added to it: "of its H shares", "fully diluted", "plus
one share".

Policy: determiners are dropped; what is read is a noun phrase of at most six words. A share "plus
one share" is just over itself.
"""

from __future__ import annotations

from dealmodel.figures.part import Part
from dealmodel.figures.patterns import lazy_pattern

_WORD = r"[^\W\d_][\w&.'’-]*[\w'’]|[A-Z]|&"
_MONTHS = "(?<=[A-Z])(?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec|[1-4]\\b)"
_STOPS = (
    "for|to|from|in|at|on|by|and|or|with|after|before|when|while|which|who|that|as|is|are|was|were|"
    "will|would|has|have|had|under|over|through|during|since|until|but|if|than|into|via|valuing|"
    "worth|this|last|next|sold|held|owned|bought|went|came|said|says|rose|fell|up|down"
)
_OF = lazy_pattern(
    r"[\s\u00a0](?:(?:stakes?|shareholdings?|interests?|shares?|holdings?)\s(?:of|in)|of|(?=(?:the|its)\s(?:company|shares|stock|equity|business|capital)\b)"
    rf"|in(?=\s[A-Z](?!{_MONTHS})))\s"
    r"(?:(?:all\s)?(?:the|its|their|his|her|our|a|an|all|that|these|those|this)\s)*"
    rf"(?P<whole>(?!(?:{_STOPS}|the|its|their|a|an|all|this|that)\b)(?:{_WORD})"
    rf"(?:\s(?:of\s(?:the\s|its\s|their\s)?)?(?!(?:{_STOPS})\b)(?:{_WORD})){{0,5}})"
)
_DILUTED = lazy_pattern(
    r",?\s(?:on\sa\s|of\sthe\s)?\(?(?P<basis>(?:fully|partially|un)[\s-]?diluted|non-diluted)\)?"
    r"(?:\s(?:basis|share\scapital|capital|shares|equity))?(?![^\W_])"
)
_ONE_MORE = lazy_pattern(
    r"\s?(?:(?P<plus>plus|\+)|minus|less)\s(?:one|1|a|a\ssingle)\s(?:share|vote)\b"
)
_DATE = lazy_pattern(r"(?:19|20)\d\d\b")


def take_whole(text: str, part: Part) -> int:
    """Give ``part`` the whole that it is a share of, if that is printed, and return where the words
    of that end; "plus one share" belongs to the figure itself.

    >>> from dealmodel.figures.candidates import part_from
    >>> share = part_from("20% of its H shares", 0, 0)
    >>> take_whole("20% of its H shares", share), share.of, share.end
    (19, 'H shares', 3)
    """
    end = part.end
    if end == len(text):
        return end
    one = _ONE_MORE.match(text, end)
    if one is not None:
        part.of, part.end = " ".join(one[0].split()), one.end()
        part.beyond = 1 if one["plus"] else -1
        company = _OF.match(text, one.end())
        return one.end() if company is None else company.end()
    diluted = _DILUTED.match(text, end)
    if diluted is not None:
        part.of = " ".join(diluted["basis"].replace("-", " ").split())
        return diluted.end()
    if text[end] not in " \u00a0":
        return end
    whole = _OF.match(text, end)
    if whole is None or _DATE.match(whole["whole"]):
        return end
    part.of = " ".join(whole["whole"].split()).rstrip(".")
    stop = whole.end()
    diluted = _DILUTED.match(text, stop)
    if diluted is None:
        return stop
    part.of = f"{part.of}, {' '.join(diluted['basis'].replace('-', ' ').split())}"
    return diluted.end()


_CLASS = lazy_pattern(
    r"(?:\b(?:class|series)\s[A-Z0-9]+\b|\b[A-Z]\s?-?(?:shares?|stock)\b|"
    r"\b(?:preferred|preference|ordinary|common|non-voting|voting|restricted|treasury|deferred|"
    r"golden|founder|super-voting|domestic|foreign|listed|tradable|tendered|new)\s"
    r"(?:shares?|stock|units)\b)",
)


_VOTES = lazy_pattern(r"\b(?:vot(?:es?|ing(?:\s(?:rights?|power|shares?|stock))?)|rights)\b")


_COMPANY = lazy_pattern(
    r"(?:(?:issued|outstanding|total|entire|whole|enlarged|share|registered|voting|ordinary|listed)\s)*"
    r"(?:shares?|stock|capital|equity|company|firm|business|group|venture|ownership|it|shareholding|"
    r"joint\sventure|unit|subsidiary|carmaker|automaker|maker|bank|holding|enterprise|corporation|JV)"
    r"(?:\s(?:capital|outstanding|in\sissue|shares|stock|equity))*(?:,\s.*)?"
)


def may_be_the_company(whole: str) -> bool:
    """Whether ``whole`` may be a company, or all its shares: a name, or a word for one; a part of
    anything else ("its profit", "sales") is no stake.

    >>> may_be_the_company("Leapmotor"), may_be_the_company("share capital")
    (True, True)
    >>> may_be_the_company("profit"), may_be_the_company("fully diluted")
    (False, True)
    """
    first = whole[:1]
    return (
        first.isupper()
        or not first.isascii()
        or "diluted" in whole
        or whole.endswith((" share", " vote"))
        or _COMPANY.fullmatch(whole) is not None
    )


_SHARES = lazy_pattern(
    r"(?:\w+\s)?(?:shares?|stock|equity|capital|company|business|joint\sventure|votes?|voting\srights)"
)


def is_of_shares(whole: str) -> bool:
    """Whether a fraction of ``whole`` is surely a share of a company, not a ratio.

    >>> is_of_shares("shares"), is_of_shares("BYD")
    (True, False)
    """
    return _SHARES.fullmatch(whole) is not None


def is_of_votes(whole: str) -> bool:
    """Whether ``whole`` is that of the votes.

    >>> is_of_votes("voting rights"), is_of_votes("capital")
    (True, False)
    """
    return _VOTES.search(whole) is not None


def is_of_a_class(whole: str) -> bool:
    """Whether ``whole`` is one class of shares, not the company.

    >>> is_of_a_class("H shares"), is_of_a_class("Leapmotor"), is_of_a_class("shares")
    (True, False, False)
    """
    return _CLASS.search(whole) is not None
