"""What a figure is one of: "per share", "a month", "/kWh", "apiece".

Policy: behind "per" or a stroke any noun is the unit; behind an article or "each" only those in the
table, since "paid $5 a day late", "5% a rival holds" and "$5 each would cost" are about something
else.
"""

from __future__ import annotations

import re

from dealmodel.figures.part import Part
from dealmodel.figures.patterns import lazy_pattern

_UNITS = (
    "share|stock unit|unit|ordinary share|common share|preferred share|H share|A share|B share|"
    "depositary share|american depositary share|ADS|ADR|GDR|receipt|warrant|bond|year|month|week|"
    "day|quarter|hour|minute|night|annum|vehicle|car|truck|piece|head|person|employee|worker|"
    "customer|subscriber|user|household|seat|ton|tonne|metric ton|barrel|ounce|pound|kilo|kilogram|"
    "kilogramme|kg|gallon|litre|liter|kWh|MWh|kilometre|kilometer|km|mile|square metre|square foot|"
    "acre|hectare|bottle|flight|passenger|dose|ticket|room|licence|license|copy|package|plant|store|"
    "transaction|order|trip|boe|MMBtu|sq ft|pack|set"
)
_COUNTED = "|".join(re.escape(unit).replace(r"\ ", r"\s") for unit in _UNITS.split("|"))
# "$4 million a year earlier" is that of another year, not of each.
_NOT_A_TIME = r"(?!\s(?:earlier|ago|before|later|after|since|prior|previously|and\sa\shalf)\b)"
_PER = lazy_pattern(
    r"(?:[\s\u00a0-](?:per|for\s(?:each|every)|each|every)[\s\u00a0-](?!cent\b|mille\b|se\b)"
    r"(?:(?P<many>\d[\d,]*\s[^\W\d_]+)"
    rf"|(?P<listed>(?:{_COUNTED})s?)(?![^\W_])"
    r"|(?:(?<!each.)|(?<=for.each.))(?P<word>(?:[A-Z][\w-]*\s)?[^\W\d_][\w-]*(?:\s(?:share|unit|ton|vehicle|car|hour|year|month)"
    r"(?![^\W_]))?))"
    rf"|[\s\u00a0-](?:a|an)[\s-](?P<article>{_COUNTED})(?![^\W_]){_NOT_A_TIME}"
    r"|\s?/\s?(?P<stroke>[A-Za-z][A-Za-z-]*)(?![^\W_])"
    r"|[\s\u00a0](?P<each>apiece|each|p\.a\.|annually|monthly|yearly|weekly|daily)(?![^\W_]))",
)
_STARTS = frozenset(" \u00a0-/\n")
_LISTED = {"p.a.": "year", "annum": "year", "annually": "year", "yearly": "year"}
_LISTED |= {
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "apiece": "piece",
    "each": "piece",
}
_NOT_UNITS = frozenset("which the that of its their us them year-on-year and or".split())


def take_per(text: str, part: Part) -> None:
    """Let ``part`` end behind what it is one of, if that is printed.

    >>> from dealmodel.figures.candidates import part_from
    >>> price = part_from("$15 per ADS", 1, 0)
    >>> price.per, price.end
    ('ADS', 11)
    """
    end = part.end
    # One character behind it is no unit, and a formula leaves a blank: no pattern is compiled then.
    if len(text) - end < 2 or text[end] not in _STARTS or part.kind in ("ratio", "duration"):
        return
    match = _PER.match(text, end)
    if match is None:
        return
    kind = match.lastgroup or ""
    unit = match[kind]
    if unit.lower() in _NOT_UNITS or (kind in ("each", "stroke") and part.kind == "growth"):
        return
    if kind in ("stroke", "word") and part.kind == "number":
        return
    if kind == "each" and unit in ("annually", "monthly", "yearly", "weekly", "daily"):
        # "$5 million monthly revenue": the word belongs to the noun behind it.
        rest = text[match.end() : match.end() + 1]
        if rest and rest not in ".,;:)":
            return
    part.per, part.end = _LISTED.get(unit, " ".join(unit.split())), match.end()
