"""A linked pair's own exchange rate against the dated table (``implied-rate``).

"109,800 yuan ($15,115)" says 7.2643 CNY/USD. It is held against the day that its claim was made,
else against the record's date or, if that came first, the day its source was published. Tolerance:
within 0.5 % of that day, or of the nearest daily rate of a period, is info, since market rates
differ that much from reference rates and from day to day; to 2 % is a warning, since the rate of
another month may have been used; beyond, no rate near that date gives it: an error. The
difference is counted from what the rounding of the converted amount allows; with a one-sided hedge
("nearly $74,000") from the number as printed, unless the amount at the table's rate is within what
the hedge can mean. Where a rate of the week before, or of the day after, fits, it is info all the
same: writers take the rate at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from dealmodel.calculators.reconciliation import Verdict
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding, Severity
from dealmodel.checks.linked import ROUNDED, LinkedPair, days_that_fit, linked_pairs, window
from dealmodel.checks.wording import percent, stretches_text
from dealmodel.errors import DataError
from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.decimals import decimal_text
from dealmodel.formulas.numbers import rate_text
from dealmodel.rates.period import moved, parse_period
from dealmodel.rates.rate import Conversion

FINE, DOUBTFUL = Fraction(5, 1000), Fraction(2, 100)

_VERDICTS: dict[Severity, Verdict] = {
    "info": "compatible",
    "warning": "undecided",
    "error": "contradictory",
}

BEFORE, AFTER = timedelta(days=7), timedelta(days=1)


def implied_rate(context: Context) -> Iterator[Finding]:
    """A finding for each price with a conversion, where there is a rate to compare it with."""
    for pair in linked_pairs(context):
        if pair.made is None:
            continue
        exchange = context.setting.exchange(pair.made)
        try:
            table = exchange.between(*pair.currencies)
            yield _finding(context, pair, table)
        except DataError as error:
            told = f"{pair.account.says} cannot be compared with a rate: {error.message}"
            yield context.finding(
                "implied-rate", "info", pair.path, told, verdict="undecided", claims=pair.accounts
            )


def deviation(allowed: Bounds, table: Conversion) -> Fraction:
    """How far the rates in ``allowed`` are from the table's, relative to those; 0 where they meet
    the rate of the day, or lie between the rates of a period.

    >>> from dealmodel.rates.formula import Exchange
    >>> table = Exchange.on_day("2025-04-25").between("EUR", "USD")
    >>> deviation(Bounds(Fraction("1.12"), Fraction("1.13")), table)
    Fraction(-57, 11357)
    """
    if allowed.high is not None and allowed.high < table.cross_low:
        return allowed.high / table.cross_low - 1
    if allowed.low is not None and allowed.low > table.cross_high:
        return allowed.low / table.cross_high - 1
    return Fraction(0)


def severity_of(pair: LinkedPair, table: Conversion) -> tuple[Severity, Fraction]:
    """How grave the pair's difference from the table is, and the difference."""
    is_range = len(pair.rates) > 1
    if pair.second.hedge in ROUNDED and not is_range:
        off = deviation(pair.bounds, table)
    else:
        off = max((deviation(point(rate), table) for rate in pair.rates), key=abs)
    if abs(off) <= FINE or (table.cross in pair.bounds and not is_range):
        return "info", off
    return ("warning" if abs(off) <= DOUBTFUL else "error"), off


def _finding(context: Context, pair: LinkedPair, table: Conversion) -> Finding:
    severity, off = severity_of(pair, table)
    base, quote = pair.currencies
    rates = " to ".join(rate_text(rate)[:8] for rate in pair.rates)
    when = table.used or f"mean of {table.requested}"
    told = (
        f"{pair.account.says} is {rates} {quote}/{base}; the table has "
        f"{rate_text(table.cross)[:8]} ({when})"
    )
    told += f": {percent(_shown_difference(pair, table), signed=True)}"
    if not off:
        told += ", which its rounding or the days of the period allow"
    elif severity == "info" and abs(off) > FINE:
        told += ", which its hedge allows"
    days = window(context, pair)
    assert days is not None  # the day that it was made is known, or there would be no table
    fitting = days_that_fit(context, pair.currencies, pair.fitting, days)
    record = parse_period(table.requested)
    at_hand = [
        days
        for days in fitting
        if days[0] <= moved(record.last, AFTER) and days[1] >= moved(record.first, -BEFORE)
    ]
    if at_hand and pair.second.hedge in ROUNDED:
        severity = "info"
    told += f"; {_fit_text(fitting)} between {days.first} and {days.last}"
    bars = [
        Bar(pair.account.says, context.who(pair.account), pair.rates[0], pair.bounds),
        Bar(f"table, {when}", table.source, table.cross, Bounds(table.cross_low, table.cross_high)),
    ]
    return context.finding(
        "implied-rate",
        severity,
        pair.path,
        told,
        verdict=_VERDICTS[severity],
        claims=pair.accounts,
        bars=bars,
        unit=pair.first.unit / pair.second.unit,
        kind="rate",
        details={
            "implied_rate": decimal_text(pair.rates[0]),
            "table_rate": decimal_text(table.cross),
            "deviation": decimal_text(_shown_difference(pair, table)),
            "beyond_rounding": decimal_text(off),
            "requested": table.requested,
            "used": None if table.used is None else table.used.isoformat(),
            "rate_source": table.source,
            "days_that_fit": [[str(first), str(last)] for first, last in fitting],
        },
    )


def _shown_difference(pair: LinkedPair, table: Conversion) -> Fraction:
    """Between the numbers as printed and the table's rate, the larger one of a range."""
    return max((rate / table.cross - 1 for rate in pair.rates), key=abs)


def _fit_text(fitting: list[tuple[date, date]]) -> str:
    return f"days that fit: {stretches_text(fitting)}" if fitting else "no day fits"
