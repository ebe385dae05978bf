"""Classes of shares, by the words that name them: "H shares", "Class A ordinary shares".

A letter tells a class best; without one, the word that does (preferred, domestic, ordinary). Common
stock is the same as ordinary shares. "Shares" alone are of no class. That a price is of an H share
and that ordinary shares were counted may be one thing or two: a letter is a class of ordinary
shares.
"""

from __future__ import annotations

import re

from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.wholes import is_of_a_class

ORDINARY = "ordinary"

_LETTER = lazy_pattern(
    r"\b[Cc]lass[\s-]+([A-Z])\b|"
    r"\b([A-Z])[\s-]+(?:class[\s-]+)?(?:(?:ordinary|common|preferred)[\s-]+)?"
    r"(?:shares?|stock|class)\b|^([A-Z])$"
)
_SERIES = lazy_pattern(r"\bseries[\s-]+(\w+(?:-\d+)?)", re.IGNORECASE)
_WORD = lazy_pattern(
    r"\b(preferred|preference|non-voting|super-voting|deferred|domestic|foreign|founder|golden|"
    r"ordinary|common)\b",
    re.IGNORECASE,
)
_PLAIN = lazy_pattern(
    r"(?:all|its|the|issued|outstanding|new|shares?|stock|capital|\s)+", re.IGNORECASE
)
_NOUN = lazy_pattern(r"\b(?:shares?|stock|units?|preferred)\b", re.IGNORECASE)
_ALIKE = {"preference": "preferred", "common": ORDINARY}


def class_named(words: str) -> str | None:
    """The class that ``words`` name; none where they name shares and no class.

    >>> class_named("H shares"), class_named("Class A ordinary shares"), class_named("shares")
    ('H', 'A', None)
    >>> class_named("common stock"), class_named("Series B preferred"), class_named("HK$5 a share")
    ('ordinary', 'series b', None)
    """
    letter = _LETTER.search(words)
    if letter is not None:
        return letter[1] or letter[2] or letter[3]
    series = _SERIES.search(words)
    if series is not None:
        return f"series {series[1].casefold()}"
    word = _WORD.search(words)
    return None if word is None else _ALIKE.get(word[1].casefold(), word[1].casefold())


def class_key(name: str | None) -> str | None:
    """What a record's class is told by: the class that its words name, else the words themselves;
    none for all shares.

    >>> class_key("H shares"), class_key("Golden Ticket shares"), class_key("all shares")
    ('H', 'golden', None)
    """
    if name is None or _PLAIN.fullmatch(name):
        return None
    return class_named(name) or " ".join(name.casefold().split())


def in_words(name: str) -> str:
    """The shares of a class, in words.

    >>> in_words("domestic"), in_words("H shares")
    ('domestic shares', 'H shares')
    """
    return name if _NOUN.search(name) else f"{name} shares"


def class_of_share(figure: Figure, stated: str | None) -> str | None:
    """The words for the class that a share is of: those of its record, else its own ("5% of its H
    shares"); none where it is a share of the whole."""
    if stated is not None:
        return None if class_key(stated) is None else in_words(stated)
    return figure.of if figure.of is not None and is_of_a_class(figure.of) else None


def may_be_one(left: str, right: str) -> bool:
    """Whether two names of classes may be of one class: a letter's shares are ordinary ones.

    >>> may_be_one("H", "ordinary"), may_be_one("H", "A"), may_be_one("preferred", "ordinary")
    (True, False, False)
    """
    return left == right or (ORDINARY in (left, right) and len(min(left, right, key=len)) == 1)
