"""A day, or a stretch of days: what a rate is asked for, and when a deal's facts held.

Forms: a day ``2025-04-26``, a month ``2023-10``, a quarter ``2025-Q1``, a half ``2026-H2``, a year
``2024``, an interval ``2024-01/2024-09``, and a day or month in words, ``2 December 2024`` or
``Dec 2, 2024``. A fiscal year, ``FY2024``, is one where it brings its days (:class:`FiscalText`).
Nothing else is read, since ``04/05/2025`` is two different days; an error shows what the text could
mean, so that the right one can be copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from dealmodel.dataclass import dataclass
from dealmodel.errors import DateError
from dealmodel.figures.patterns import lazy_pattern

_FORM = lazy_pattern(r"([0-9]{4})(?:-(?:([0-9]{2})(?:-([0-9]{2}))?|Q([1-4])|H([12])))?")
_WORD = lazy_pattern(r"[0-9]+|[A-Z]+")
_PART_OF_YEAR = lazy_pattern(r"(?<![A-Z])(?:([QH]) ?([1-4])(?![0-9A-Z])|([1-4]) ?([QH])(?![A-Z]))")
_MONTHS = {
    "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"[3 * i : 3 * i + 3]: f"{i + 1:02}" for i in range(12)
}
_NAMES = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    "Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_IN_WORDS = lazy_pattern(
    rf"(?:(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? )?(?P<month>{_NAMES})\.?,?"
    rf"|(?P<first>{_NAMES})\.? (?P<second>[0-9]{{1,2}})(?:st|nd|rd|th)?,?) (?P<year>[0-9]{{4}})",
    re.IGNORECASE,
)
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included; ``text`` is how it is written."""

    text: str
    first: date
    last: date

    def __str__(self) -> str:
        return self.text

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day, which are the same for one period written in two ways."""
        return self.first, self.last

    @property
    def months(self) -> int | None:
        """How many whole months it is; ``None`` of what begins or ends within one.

        >>> parse_period("2025-H1").months, parse_period("2025-02-03").months
        (6, None)
        """
        if self.first.day != 1 or not _ends_month(self.last):
            return None
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1


class FiscalText(str):
    """A fiscal period as written (``FY2024``), which a company's own calendar gives its days.

    >>> parse_period(FiscalText("FY2024", "2023-04/2024-03")).first
    datetime.date(2023, 4, 1)
    """

    days: str

    def __new__(cls, text: str, days: str) -> FiscalText:
        found = super().__new__(cls, text)
        found.days = days
        return found

    def __reduce__(self) -> tuple[type[FiscalText], tuple[str, str]]:
        return FiscalText, (str(self), self.days)


def moved(day: date, by: timedelta) -> date:
    """The day so much later, or the calendar's first or last where there is none.

    >>> str(moved(date(9999, 12, 31), timedelta(days=1)))
    '9999-12-31'
    """
    number = day.toordinal() + by.days
    return date.fromordinal(min(max(number, date.min.toordinal()), date.max.toordinal()))


def parse_period(when: str | date) -> Period:
    """The period that ``when`` names; a ``datetime`` is its day. Raises :class:`DateError`.

    >>> parse_period("2025-Q1")
    Period(text='2025-Q1', first=datetime.date(2025, 1, 1), last=datetime.date(2025, 3, 31))
    >>> parse_period("26/04/2025")
    Traceback (most recent call last):
    dealmodel.errors.DateError: '26/04/2025' is not a date (is it 2025-04-26?): write a day as
    2025-04-26, a period as 2025-04, 2025-Q2, 2025-H1, 2025 or 2024-04/2025-03
    """
    if isinstance(when, datetime):
        when = when.date()
    if isinstance(when, date):
        return Period(when.isoformat(), when, when)
    text = when if isinstance(when, str) else f"a {type(when).__name__}"
    if isinstance(when, FiscalText):
        own = parse_period(when.days)
        return Period(when, own.first, own.last)
    period = _read(text)
    if period is None:
        raise _unreadable(text)
    return period


def year_before(period: Period) -> Period | None:
    """The same period a year before; ``None`` before the year 1.

    >>> str(year_before(parse_period("2025-Q1"))), str(year_before(parse_period("2024-02-29")))
    ('2024-Q1', '2023-02-28')
    """
    if period.first.year == 1:
        return None
    return spanning(_a_year_before(period.first), _a_year_before(period.last))


def _a_year_before(day: date) -> date:
    """The same day a year before; the last of a February is that of the other."""
    if (day.month, day.day) in ((2, 28), (2, 29)) and _ends_month(day):
        return date(day.year - 1, 3, 1) - timedelta(days=1)
    return day.replace(year=day.year - 1)


def spanning(first: date, last: date) -> Period:
    """The period of the days from ``first`` to ``last``, in its shortest form.

    >>> spanning(date(2024, 7, 1), date(2024, 12, 31)).text
    '2024-H2'
    >>> spanning(date(2023, 4, 1), date(2024, 3, 31)).text
    '2023-04/2024-03'
    """
    period = Period("", first, last)
    months = period.months
    place = -1 if months not in (1, 3, 6, 12) else (first.month - 1) % months
    if place == 0 and months == 12:
        return Period(f"{first.year:04}", first, last)
    if place == 0 and months in (3, 6):
        letter = "Q" if months == 3 else "H"
        return Period(f"{first.year:04}-{letter}{last.month // months}", first, last)
    if months == 1:
        return Period(first.isoformat()[:7], first, last)
    if first == last:
        return Period(first.isoformat(), first, last)
    ends = (first.isoformat(), last.isoformat())
    if months is not None:
        ends = (ends[0][:7], ends[1][:7])
    return Period("/".join(ends), first, last)


def _ends_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


@lru_cache(maxsize=4096)
def _read(text: str) -> Period | None:
    form = _FORM.fullmatch(text)
    if form:
        return _period(form)
    first, stroke, last = text.partition("/")
    return _interval(text, first, last) if stroke else _in_words(text)


def _interval(text: str, first: str, last: str) -> Period | None:
    """The days from the first of one period to the last of another."""
    forms = _FORM.fullmatch(first), _FORM.fullmatch(last)
    start, end = (_period(form) if form else None for form in forms)
    if start is None or end is None:
        return None
    if start.first > end.last:
        raise DateError(
            text, f"{text!r} ends before it begins: write {last}/{first}", (f"{last}/{first}",)
        )
    return Period(text, start.first, end.last)


def _in_words(text: str) -> Period | None:
    """The day or month whose name is written out."""
    words = _IN_WORDS.fullmatch(text.strip())
    if words is None:
        return None
    month = _MONTHS[(words["month"] or words["first"]).upper()[:3]]
    day = words["day"] or words["second"]
    form = _FORM.fullmatch(f"{words['year']}-{month}" + (f"-{day.zfill(2)}" if day else ""))
    return _period(form) if form else None


def _period(form: re.Match[str]) -> Period | None:
    """The period of a text of the right form, or None if there is no such day, month or year."""
    text, year = form[0], int(form[1])
    month, day, quarter, half = (
        None if part is None else int(part) for part in form.group(2, 3, 4, 5)
    )
    try:
        if month is not None and day is not None:
            return Period(text, date(year, month, day), date(year, month, day))
        if month is not None:
            return _months(text, year, month, month)
        if quarter is not None:
            return _months(text, year, 3 * quarter - 2, 3 * quarter)
        if half is not None:
            return _months(text, year, 6 * half - 5, 6 * half)
        return _months(text, year, 1, 12)
    except ValueError:
        return None


def _months(text: str, year: int, first: int, last: int) -> Period:
    end = date(year, 12, 31) if last == 12 else date(year, last + 1, 1) - timedelta(days=1)
    return Period(text, date(year, first, 1), end)


def _unreadable(text: str) -> DateError:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    readings = _readings(text[:_SHOWN])
    hint = f" (is it {' or '.join(readings)}?)" if readings else ""
    return DateError(
        text,
        f"{shown!r} is not a date{hint}: write a day as 2025-04-26, "
        "a period as 2025-04, 2025-Q2, 2025-H1, 2025 or 2024-04/2025-03",
        readings,
    )


def _readings(text: str) -> tuple[str, ...]:
    """What the text could mean, in the forms that are read."""
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in text).upper()
    forms = (_FORM.fullmatch(guess) for guess in _guesses(plain))
    return tuple(dict.fromkeys(form[0] for form in forms if form and _period(form)))


def _guesses(plain: str) -> Iterator[str]:
    yield plain.strip()
    words = _WORD.findall(plain)
    numbers = [word for word in words if word.isdigit()]
    year = next((number for number in numbers if len(number) == 4), None)
    short = [number.zfill(2) for number in numbers if len(number) < 3]
    months = [_MONTHS[word[:3]] for word in words if word[:3] in _MONTHS]
    part = _PART_OF_YEAR.search(plain)
    if year and part:
        letter, number = part.group(1, 2) if part[1] else part.group(4, 3)
        yield f"{year}-{letter}{number}"
    elif year and months:
        yield "-".join([year, months[0], *short[:1]])
    elif year and numbers[0] == year:
        yield "-".join([year, *short])
    elif year:
        yield "-".join([year, *reversed(short)])
        yield "-".join([year, *short])
    elif len(short) == 3:
        yield f"20{short[2]}-{short[1]}-{short[0]}"
        yield f"20{short[2]}-{short[0]}-{short[1]}"
        yield f"20{short[0]}-{short[1]}-{short[2]}"
    elif len(numbers) == 1 and len(numbers[0]) == 8:
        yield f"{numbers[0][:4]}-{numbers[0][4:6]}-{numbers[0][6:]}"
