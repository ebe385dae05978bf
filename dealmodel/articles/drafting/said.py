"""Whose words a sentence repeats: the person or party that says it, and the first publisher.

``by`` is whom a sentence names as its speaker ("Zhu said", "according to Leapmotor"); ``origin``
is another publisher, of one sentence ("according to Reuters", "Reuters reported") or of a whole
text: a dateline ("(Gasgoo) -"), a line "Source: Gasgoo", or that everybody told one agency so.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from dealmodel.articles.drafting.words import PUBLISHER_ENDS, PUBLISHERS
from dealmodel.figures.patterns import lazy_pattern

if TYPE_CHECKING:
    from dealmodel.articles.drafting.passages import Passage

_SAID = (
    "said|says|told|added|announced|confirmed|stated|wrote|disclosed|claimed|"
    "claims|clarified|revealed"
)
_SPEAKER = lazy_pattern(
    rf"<(o\d+)> (?:(?:also|later|earlier|previously|had|has) ){{0,2}}(?:{_SAID}) "
)
_SAID_BY = lazy_pattern(rf", (?:{_SAID.replace('told|', '')}) <(o\d+)> [.,]")
_ACCORDING = lazy_pattern(
    r"according to (?:(?:a|an|the|its|data|figures|report|statement|filing|post|from|by|in|on|of) )"
    r"{0,5}<(o\d+)> "
)
_NAME = r"[A-Z][\w&.-]*(?:\s(?:\d+|[A-Z][\w&.-]*)){0,4}"
_REPEATED = lazy_pattern(
    rf"\b[Aa]ccording\sto\s(?:a\s)?(?:(?:report|story|article|data)\s(?:by|in|from)\s)?(?P<one>{_NAME})"
    rf"|\b(?P<two>{_NAME})\s(?:has\s|had\s|first\s|also\s|earlier\s|just\s){{0,2}}(?:reported|reports)\b"
    rf"|\b(?:reported|seen|cited)\sby\s(?P<three>{_NAME})"
    rf"|\b(?:told|confirmed\sto|statement\sto|interview\swith|said\sto)\s(?P<told>{_NAME})"
)
_DATELINE = lazy_pattern(rf"^[^\n]{{0,60}}\((?P<name>{_NAME})\)\s?[-–—]", re.MULTILINE)
_LINE = lazy_pattern(r"^\s*Source\s?:\s?(?P<name>[^\n]{2,40})$", re.MULTILINE | re.IGNORECASE)
_LEADING = lazy_pattern(r"(?:As|The|A|An|But|And|In)\s(?=[A-Z])")
_AGENCY = re.compile(PUBLISHERS)
_ENOUGH = 2


def speaker(passage: Passage) -> str | None:
    """Who says what a sentence tells: a party's id."""
    for words in (_SPEAKER, _SAID_BY, _ACCORDING):
        match = words.search(passage.line)
        if match is not None:
            return passage.party(match[1])
    return None


def origin(words: str, publishers: frozenset[str]) -> str | None:
    """The publisher whose report a sentence repeats.

    >>> origin("According to Reuters, talks are under way.", frozenset())
    'Reuters'
    >>> origin("According to Kestrel, talks are under way.", frozenset()) is None
    True
    """
    for match in _REPEATED.finditer(words):
        name = next(each for each in match.groups() if each)
        found = _publisher(name, publishers)
        if found is not None:
            return found
    return None


def first_publisher(text: str, publishers: frozenset[str]) -> str | None:
    """The publisher that a whole text is from, where it is another's.

    >>> first_publisher("Shanghai (Gasgoo)- On March 3, the two signed.", frozenset())
    'Gasgoo'
    """
    for pattern in (_DATELINE, _LINE):
        match = pattern.search(text)
        if match is not None:
            name = " ".join(filter(str.isprintable, match["name"].split())).rstrip(".")
            known = _publisher(name, publishers)
            if known is not None or (name and pattern is _LINE):
                return known or name
    told: Counter[str] = Counter()
    cited: set[str] = set()
    for match in _REPEATED.finditer(text):
        name = next(each for each in match.groups() if each)
        found = _publisher(name, publishers)
        if found is None:
            continue
        if match["told"]:
            told[found] += 1
        else:
            cited.add(found)
    return next(
        (name for name, count in told.items() if count >= _ENOUGH and name not in cited), None
    )


def _publisher(name: str, publishers: frozenset[str]) -> str | None:
    """The name if it is a publisher's: of the book, an agency's or one that sounds like one."""
    plain = _LEADING.sub("", " ".join(name.split()).rstrip(".,"))
    for known in sorted(publishers, key=len, reverse=True):
        if plain.casefold() == known.casefold() or plain.startswith(f"{known} "):
            return known
    match = _AGENCY.match(plain)
    if match is not None and (match.end() == len(plain) or plain[match.end()] == " "):
        return match[0]
    by_title = next((p for p in PUBLISHERS.split("|") if p.casefold() == plain.casefold()), None)
    if by_title is not None:
        return by_title
    return plain if len(plain.split()) > 1 and plain.split()[-1] in PUBLISHER_ENDS else None
