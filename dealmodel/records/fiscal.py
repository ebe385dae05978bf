"""Fiscal years: which days ``FY2024`` is to a company.

Policy: a fiscal year is named by the calendar year in which it ends, unless the company names it by
the one in which it starts; its quarters and halves (``FY2024-Q1``, ``FY2024-H2``) are counted from
its first month. A year of other days, as when a company changes its calendar, is written out. Where
a book does not say when a company's years end, ``FY2024`` is an error, never the calendar year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field

from dealmodel.errors import BadValue, BookProblem, InputError
from dealmodel.rates.period import FiscalText, parse_period
from dealmodel.records.containers import Fixed
from dealmodel.records.faults import fault
from dealmodel.records.record import Record
from dealmodel.records.text import FISCAL, Text, When

if TYPE_CHECKING:
    from dealmodel.records.party import Party

NamedBy = Literal["end", "start"]


def _month(text: str) -> str:
    if not re.fullmatch(MONTH, text):
        message = f"{text[:20]!r} is no month: write 01 to 12, as in 03 for a year to 31 March"
        raise fault(BadValue(text[:20], message))
    return text


def _name(text: str) -> str:
    if not re.fullmatch(NAME, text):
        raise fault(BadValue(text[:20], f"{text[:20]!r} is no fiscal year: write it as FY2024"))
    return text


MONTH = "0?[1-9]|1[0-2]"
NAME = "FY[0-9]{4}"
Month = Annotated[Text, AfterValidator(_month)]
FiscalName = Annotated[Text, AfterValidator(_name)]


class FiscalYear(Record):
    """A fiscal year whose days do not follow from the month in which the company's years end."""

    year: FiscalName = Field(description="What the company calls it, such as FY2024.")
    period: When = Field(description="Its days, such as 2023-04/2023-12.")


def overlaps(years: Sequence[FiscalYear]) -> Iterator[tuple[tuple[str | int, ...], InputError]]:
    """What is wrong among a party's own fiscal years, each with its path below the party: those
    that share days or a name."""
    in_order = sorted(enumerate(years), key=lambda each: parse_period(each[1].period).days)
    names: dict[str, int] = {}
    latest: FiscalYear | None = None
    for index, year in in_order:
        period = parse_period(year.period)
        if latest is not None and period.first <= parse_period(latest.period).last:
            message = f"{year.year} overlaps {latest.year}, which is {latest.period}"
            yield ("fiscal_years", index, "period"), BadValue(year.period, message)
        elif year.year in names:
            message = f"{year.year} is there already: keep one of the two"
            yield ("fiscal_years", index, "year"), BadValue(year.year, message)
        names[year.year] = index
        if latest is None or period.last > parse_period(latest.period).last:
            latest = year


def fiscal_days(text: str, party: Party) -> str:
    """The days of a fiscal period of ``party``, as an interval of months.

    Raises :class:`BadValue` where the party does not say when its years end.

    >>> from dealmodel.records.party import Party
    >>> toyota = Party(name="Toyota", kind="company", fiscal_year_ends="03")
    >>> fiscal_days("FY2024", toyota), fiscal_days("FY2024-Q1", toyota)
    ('2023-04/2024-03', '2023-04/2023-06')
    """
    form = re.fullmatch(FISCAL, text)
    assert form is not None
    year, quarter, half = form.groups()
    own = next((each.period for each in party.fiscal_years if each.year == f"FY{year}"), None)
    if own is not None:
        period = parse_period(own)
        if quarter is None and half is None:
            return own
        if period.months != 12:
            message = f"FY{year} is {own}, not twelve months: write the days of {text} out"
            raise BadValue(text, message)
        first = 12 * period.first.year + period.first.month - 1
    elif party.fiscal_year_ends is None:
        message = (
            f"{text} of {party.name}: give the party fiscal_year_ends, such as 03, or write the "
            f"days, such as 2023-04/2024-03"
        )
        raise BadValue(text, message)
    else:
        last = int(party.fiscal_year_ends)
        is_later = party.fiscal_year_named_by == "start" and last < 12
        first = 12 * (int(year) + is_later - 1) + last
    length = 3 if quarter else 6 if half else 12
    first += length * (int(quarter or half or 1) - 1)
    return "/".join(_month_text(each) for each in (first, first + length - 1))


def _month_text(months: int) -> str:
    return f"{months // 12:04}-{months % 12 + 1:02}"


def with_fiscal_days(
    sections: Mapping[str, Mapping[str, Any]],
) -> tuple[dict[str, Mapping[str, Record]], list[BookProblem]]:
    """The sections of a book that hold fiscal periods, with each of those knowing its days, and a
    problem for each that nobody gives days."""
    found: dict[str, Mapping[str, Record]] = {}
    problems: list[BookProblem] = []
    for section, name in (("volumes", "period"), ("financials", "period"), ("growth", "over")):
        told: dict[str, Record] = {}
        for key, record in sections[section].items():
            period = getattr(record, name)
            if period is None or not period.startswith("FY"):
                continue
            owner = sections["volumes"].get(record.of) if section == "growth" else record
            party = sections["parties"].get(owner.party or "") if owner else None
            if owner is None or (owner.party and party is None):
                continue  # a volume or party that is not there, which is told of itself
            try:
                told[key] = record.model_copy(update={name: _told(period, party)})
            except InputError as error:
                problems.append(BookProblem((section, key, name), error))
        if told:
            found[section] = Fixed({**sections[section], **told})
    return found, problems


def _told(period: str, party: Party | None) -> FiscalText:
    if party is None:
        message = f"{period} takes a party, whose fiscal year it is: name one, or write the days"
        raise BadValue(period, message)
    days = fiscal_days(period, party)
    parse_period(days)
    return FiscalText(period, days)
