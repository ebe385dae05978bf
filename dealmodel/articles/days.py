"""When a text and what it tells of happened: the article's day, and days that its words name.

Policy: a day or period that a sentence names is read as it stands, one without a year ("on 12
March", "last Friday", "in the third quarter") as the last such before the article came out. What
names no day is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from dealmodel.errors import DateError
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.rates.period import Period, parse_period
from dealmodel.rates.period_in_words import period_in_words

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = lazy_pattern(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTHS})\b\.?"
    rf"|(?P<month_first>{_MONTHS})\b\.?\s(?P<day_behind>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d))"
    r"(?:,?\s(?P<year>(?:19|20)\d{2})\b)?"
)
_MONTH = lazy_pattern(
    rf"\b(?i:in|since|during|of|by|late|early|mid-?|from)\s(?P<month>{_MONTHS})\b\.?"
    r"(?!\s\d{1,2}\b(?!\d))(?:,?\s(?P<year>(?:19|20)\d{2})\b)?"
)
_QUARTER = lazy_pattern(
    r"\b(?P<which>first|second|third|fourth|1st|2nd|3rd|4th|last)[\s-](?P<part>quarter|half)"
    r"(?:\s(?:of|in)\s(?P<year>(?:19|20)\d{2}))?|\b(?P<short>[QH][1-4])\b(?:\s(?P<year_short>(?:19|20)\d{2}))?"
)
_YEAR = lazy_pattern(r"\b(?i:in|since|during|of|for|from|to|and|year)\s(?P<year>(?:19|20)\d{2})\b")
_WEEKDAY = lazy_pattern(
    r"\b(?:on|last|late|early)\s(?P<name>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE
)
_RELATIVE = lazy_pattern(
    r"\b(?P<words>yesterday|last\s(?:week|month|quarter|year)|a\s(?:year|month)\s(?:ago|earlier))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def periods_named(words: str, published: Period | None) -> tuple[Period, ...]:
    """The days and periods that a sentence names, in no order.

    >>> [str(each) for each in periods_named("It came on May 11, 2020.", None)]
    ['2020-05-11']
    >>> [str(each) for each in periods_named("In 2023, and since March 2024", None)]
    ['2024-03', '2023']
    >>> out = parse_period("2025-04-26")
    >>> [str(each) for each in periods_named("It said on 12 March and last Friday", out)]
    ['2025-03-12', '2025-04-25']
    """
    return tuple(dict.fromkeys(_named(words, published)))


def _named(words: str, published: Period | None) -> Iterator[Period]:
    for match in _DAY.finditer(words):
        month = match["month"] or match["month_first"]
        yield from _of_year(
            f"{match['day'] or match['day_behind']} {month}", match["year"], published
        )
    for match in _MONTH.finditer(words):
        yield from _of_year(match["month"], match["year"], published)
    for match in _QUARTER.finditer(words):
        if match["short"]:
            name, year = match["short"], match["year_short"]
        else:
            name, year = f"{match['which']} {match['part']}", match["year"]
        yield from _of_year(name, year, published)
    for match in _YEAR.finditer(words):
        yield parse_period(match["year"])
    if published is not None:
        for match in _WEEKDAY.finditer(words):
            yield _weekday(match["name"], published.last)
        for match in _RELATIVE.finditer(words):
            yield from _relative(match["words"].lower(), published.last)


def _of_year(name: str, year: str | None, published: Period | None) -> Iterator[Period]:
    """The period of that name in a year, else the last one that began before the article."""
    if year is None and published is None:
        return
    last = published.last if published is not None else date.max
    years = (year,) if year else (str(last.year), str(last.year - 1))
    for each in years:
        try:
            period = period_in_words(f"{name.replace('.', '')} {each}")
        except DateError:
            return
        if year or period.first <= last:
            yield Period(
                period.first.isoformat() if period.is_day else period.text,
                period.first,
                period.last,
            )
            return


def _weekday(name: str, last: date) -> Period:
    number = next(at for at, day in enumerate(_WEEKDAYS) if day.startswith(name.lower()))
    day = last - timedelta(days=(last.weekday() - number) % 7)
    return parse_period(day)


def _relative(words: str, last: date) -> Iterator[Period]:
    if words == "yesterday":
        yield parse_period(last - timedelta(days=1))
    elif words.endswith("week"):
        first = last - timedelta(days=last.weekday() + 7)
        yield Period("last week", first, first + timedelta(days=6))
    elif words == "last month":
        end = last.replace(day=1) - timedelta(days=1)
        yield parse_period(f"{end:%Y-%m}")
    elif words == "last quarter":
        quarter = (last.month - 1) // 3
        year = last.year if quarter else last.year - 1
        yield parse_period(f"{year}-Q{quarter or 4}")
    elif "year" in words:
        yield parse_period(str(last.year - 1))
