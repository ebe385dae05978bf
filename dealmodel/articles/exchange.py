"""Conversions of a text: amounts printed with what they are in another currency, and the rates that
the text gives itself.

Policy: a conversion is right at a rate of the day on which the article came out, of the week
before, or of a day or period that its sentence names; market rates and fixings differ by up to half
a per cent. A rate that the text states goes before the table. The first amount is what was
converted; it is rounded at its last printed digit, the second as its words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from dealmodel.articles.days import periods_named
from dealmodel.articles.figures import Placed
from dealmodel.articles.readings import close, last_digit, wide
from dealmodel.articles.relation import Expected, Relation
from dealmodel.articles.rule import Setting, StatedRate
from dealmodel.articles.testing import printed_like
from dealmodel.articles.verdicts import Verdict, worst
from dealmodel.dataclass import dataclass
from dealmodel.errors import DataError, UsageError
from dealmodel.figures.bounds import Bounds, hull, overlap
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.formulas.numbers import rate_text
from dealmodel.rates.fitting import DailyRates, fitting_stretches
from dealmodel.rates.period import Period, moved
from dealmodel.rates.remembered import RememberedRates, remembered

FINE = Fraction(5, 1000)
"""How far market rates differ from reference rates of the day."""

DOUBTFUL = Fraction(2, 100)
"""How far a rate of the day can be from what it was before nobody could have used it."""

FIT = Fraction(5, 10000)
"""A day fits if its rate is within 0.05 %; one-sided hedges leave room enough for market rates."""

_SHOWN, _YEARS = 4, 20
_MAJOR = ("USD", "EUR", "GBP", "JPY", "CNY", "CAD", "AUD", "CHF")
_YEAR = lazy_pattern(r"(?<!\d)(?:1999|20\d\d)(?!\d)")
_TWENTIETH = Fraction(1, 20)
_LIKE = Fraction(5, 100)
"""How near a slip must be to be told as one."""

_ROUNDED = ("none", "about", "exact", "range")
ONE, WEEK, SEASON = timedelta(days=1), timedelta(days=7), timedelta(days=92)
BACK, AHEAD = timedelta(days=5 * 366), timedelta(days=366)
"""Where days that fit are looked for."""

_CURRENCY_WORDS = {
    "dollar": "USD",
    "dollars": "USD",
    "usd": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "pound": "GBP",
    "pounds": "GBP",
    "sterling": "GBP",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "yen": "JPY",
    "won": "KRW",
    "rupee": "INR",
    "rupees": "INR",
    "franc": "CHF",
    "francs": "CHF",
    "greenback": "USD",
    "u.s": "USD",
    "us": "USD",
}
_EQUALS = lazy_pattern(r"\s*(?:=|equals|equal\sto|is\sequal\sto)\s*", re.IGNORECASE)
_PER = lazy_pattern(
    r"\s*(?:(?:to|per|a|against|for)\s(?:the\s|one\s|each\s)?(?:u\.?s\.?\s)?)(?P<word>[a-z]+)",
    re.IGNORECASE,
)
_TO_ONE = lazy_pattern(r"\s(?:to|per|for|=)\s(?:the\s)?", re.IGNORECASE)
_BEFORE_RATE = lazy_pattern(
    r"\b(?:rate|rates|converted|conversion|translated)\b[^.;]{0,40}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Pair:
    """An amount and its conversion, by their indices."""

    first: int
    second: int


_CONVENIENCE = "convenience"


def stated_rates(placed: Placed) -> tuple[StatedRate, ...]:
    """The rates that a text gives itself: "$1 = 7.2643 yuan", "at 7.25 yuan per dollar"."""
    return tuple(_stated(placed))


def _stated(placed: Placed) -> Iterator[StatedRate]:
    figures = placed.figures
    for at, figure in enumerate(figures):
        currency = figure.unit.currency
        if currency is None or not figure.value:
            continue
        before = placed.text[max(0, figure.span[0] - 60) : figure.span[0]]
        if _BEFORE_RATE.search(before):
            per = _CURRENCY_WORDS.get((figure.per or "").casefold())
            behind = _PER.match(placed.text, figure.span[1])
            if per is None and not figure.per and behind is not None:
                per = _CURRENCY_WORDS.get(behind["word"].casefold())
            if per is not None and per != currency:
                yield StatedRate(per, currency, figure, figure.value, (at,))
                continue
        if at + 1 == len(figures):
            continue
        other = figures[at + 1]
        between = placed.text[figure.span[1] : other.span[0]]
        told = _BEFORE_RATE.search(before) is not None and _TO_ONE.fullmatch(between) is not None
        if other.value == 1 and other.unit.currency not in (None, currency) and told:
            yield StatedRate(
                other.unit.currency or "", currency, figure, figure.value, (at, at + 1)
            )
            continue
        if figure.value != 1:
            continue
        if (
            other.unit.currency not in (None, currency)
            and other.value
            and _EQUALS.fullmatch(between) is not None
        ):
            yield StatedRate(currency, other.unit.currency or "", other, other.value, (at, at + 1))


def pairs(setting: Setting) -> Iterator[Pair]:
    """The conversions of a text, but for the rates that it states."""
    figures = setting.placed.figures
    rates = {index for each in setting.stated for index in each.figures}
    for at, figure in enumerate(figures):
        linked = figure.linked_to
        if linked is None or linked >= at or linked in rates or at in rates:
            continue
        if figures[linked].linked_to is not None and (figures[linked].linked_to or 0) < linked:
            continue  # itself a conversion
        first, second = figures[linked].unit.currency, figure.unit.currency
        if first is not None and second is not None and first != second:
            yield Pair(linked, at)


def stated_for(setting: Setting, pair: Pair) -> tuple[tuple[StatedRate, Fraction], ...]:
    """The rates that the text states for a pair, each with the units of the second for one of the
    first."""
    figures = setting.placed.figures
    ends = figures[pair.first].unit.currency, figures[pair.second].unit.currency
    return tuple(
        (each, each.value if (each.base, each.quote) == ends else 1 / each.value)
        for each in setting.stated
        if ends in ((each.base, each.quote), (each.quote, each.base))
    )


def implied(first: Figure, second: Figure, *, is_wide: bool = False) -> list[Bounds]:
    """The rates that a pair allows, second for one of the first; of ranges one for each end."""
    read = wide if is_wide else _as_written
    if first.value is None or second.value is None:
        return [
            _quotient(_around(one, first, is_wide), _around(other, second, is_wide))
            for one, other in zip(_ends(first), _ends(second), strict=False)
            if one > 0
        ]
    if first.value <= 0 or second.value <= 0:
        return []
    return [_quotient(_converted(first), read(second))]


def _converted(first: Figure) -> Bounds:
    """What was converted: the first amount, or what is rounded to it, by a twentieth at most, since
    "€1 billion" is converted as that and not as 1.2."""
    bounds, value = close(first), first.value or Fraction(0)
    low, high = value * (1 - _TWENTIETH), value * (1 + _TWENTIETH)
    return Bounds(
        low if bounds.low is None else max(low, bounds.low),
        high if bounds.high is None else min(high, bounds.high),
    )


def _as_written(figure: Figure) -> Bounds:
    return hull(close(figure), figure.bounds) if figure.hedge == "none" else close(figure)


def _ends(figure: Figure) -> list[Fraction]:
    if figure.value is not None:
        return [figure.value]
    return [end for end in (figure.bounds.low, figure.bounds.high) if end is not None]


def _around(value: Fraction, figure: Figure, is_wide: bool) -> Bounds:
    half = min(figure.granularity, value / 10) / (1 if is_wide else 2)
    return Bounds(value - half, value + half)


def _quotient(first: Bounds, second: Bounds) -> Bounds:
    low = None if second.low is None or not first.high else second.low / first.high
    high = (
        None if second.high is None or not first.low or first.low <= 0 else second.high / first.low
    )
    return Bounds(low, high)


def windows(setting: Setting, pair: Pair) -> tuple[Period, ...]:
    """When the conversion may have been made: the week up to the article's day, and the days that
    the sentence names."""
    found: list[Period] = []
    if setting.published is not None:
        first, last = setting.published.first, setting.published.last
        found.append(Period(setting.published.text, moved(first, -WEEK), last))
    found += [
        Period(each.text, moved(each.first, -WEEK), each.last)
        for each in _named(setting, pair)
        if each.is_day or _is_past(each, setting.published)
    ]
    return tuple(found)


def _named(setting: Setting, pair: Pair) -> tuple[Period, ...]:
    """The days that its sentence names, else those of the sentences before it in the paragraph."""
    placed = setting.placed
    at = placed.sentence_at(pair.first)
    for back in range(3):
        if at is None or at - back < 0:
            return ()
        here = placed.sentences[at - back]
        if back and "\n" in placed.text[here.span[1] : placed.sentences[at].span[0]]:
            return ()
        named = periods_named(placed.words(here), setting.published)
        if named:
            return named
    return ()


def _is_past(period: Period, published: Period | None) -> bool:
    """Whether a month or year is long over: its sums are converted at its own rates. A price of the
    last weeks is converted at the rate of the day."""
    return published is None or moved(period.last, SEASON) < published.first


def tested_by_table(setting: Setting, pair: Pair, definition: str) -> Relation:
    """The verdict of the dated rates on a pair.

    :raises UsageError: the article has no day, and its sentence names none.
    """
    figures = setting.placed.figures
    first, second = figures[pair.first], figures[pair.second]
    currencies = first.unit.currency or "", second.unit.currency or ""
    allowed = implied(first, second)
    asked = windows(setting, pair)
    both = (first, second)
    shown = f"{_words(first)} as {_words(second)}"
    if not allowed:
        return Relation("conversion", both, "untestable", f"{shown}: no rate follows", definition)
    if not asked:
        raise UsageError(
            f"{shown} needs a rate, and the article has no day: give the day it came out, as "
            "--published 2025-04-26"
        )
    source = remembered(setting.rates.source)
    try:
        days = _days(source, currencies, asked, setting)
    except DataError as error:
        return Relation("conversion", both, "untestable", f"{shown}: {error.message}", definition)
    if not days:
        return Relation(
            "conversion",
            both,
            "untestable",
            f"{shown}: there are no rates of {'/'.join(currencies)} on {_told(asked)}",
            definition,
        )
    return _verdict(setting, source, both, currencies, allowed, days, asked, definition)


def _verdict(
    setting: Setting,
    source: RememberedRates,
    both: tuple[Figure, Figure],
    currencies: tuple[str, str],
    allowed: Sequence[Bounds],
    days: dict[date, Fraction],
    asked: Sequence[Period],
    definition: str,
) -> Relation:
    first, second = both
    used = max(
        (day for day in days if setting.published is None or day <= setting.published.last),
        default=max(days),
    )
    table = days[used]
    expected = _expected(first, second, days, table)
    told = (
        f"{_words(first)} at {_rate(table, currencies)} ({used}) is "
        f"{_like(second, first, table)}; printed: {_words(second)}"
    )
    lowest, highest = min(days.values()), max(days.values())
    slack = FINE if second.hedge in _ROUNDED else FIT
    if all(_meets(each, lowest, highest, slack) for each in allowed):
        if not all(_meets(each, lowest, highest, Fraction(0)) for each in allowed):
            told += f", which is within {decimal_text(slack * 100)} % of the rates of those days"
        return Relation("conversion", both, "holds", told, definition, expected)
    remedies = [f"{_like(second, first, table)} instead of {_words(second)}"]
    fits = _fits(source, currencies, allowed, asked, setting)
    if fits:
        why = f"it fits the rates of {_stretches(fits, used)}"
        return Relation(
            "conversion",
            both,
            "doubtful",
            f"{told}; {why}",
            definition,
            expected,
            tuple(remedies),
            why,
        )
    near = all(
        _meets(each, lowest, highest, DOUBTFUL) for each in implied(first, second, is_wide=True)
    )
    if near:
        why = "it fits only a rate that differs from the table's, or a coarser rounding"
        return Relation(
            "conversion",
            both,
            "doubtful",
            f"{told}; {why}",
            definition,
            expected,
            tuple(remedies),
            why,
        )
    remedies += _slips(first, second, table, currencies)
    remedies += _other_currencies(source, both, currencies, used)
    told += f"; no day from {_since(asked)} to {_until(asked, setting)} has a rate that fits"
    return Relation("conversion", both, "wrong", told, definition, expected, tuple(remedies))


def tested_by_text(
    setting: Setting, pair: Pair, stated: StatedRate, rate: Fraction, definition: str
) -> Relation:
    """The verdict of a rate that the text itself gives; the rate's own figures stand behind the
    two amounts."""
    figures = setting.placed.figures
    first, second = figures[pair.first], figures[pair.second]
    told_of = (first, second, *(figures[at] for at in stated.figures))
    currencies = first.unit.currency or "", second.unit.currency or ""
    expected = _expected(first, second, {}, rate)
    told = (
        f"{_words(first)} at the text's own rate, {_rate(rate, currencies)}, is "
        f"{_like(second, first, rate)}; printed: {_words(second)}"
    )
    remedies = (f"{_like(second, first, rate)} instead of {_words(second)}",)
    verdicts: list[Verdict] = []
    for near, far in zip(implied(first, second), implied(first, second, is_wide=True), strict=True):
        if _meets(near, rate, rate, FINE):
            verdicts.append("holds")
        elif _meets(far, rate, rate, DOUBTFUL):
            verdicts.append("doubtful")
        else:
            verdicts.append("wrong")
    verdict = worst(verdicts) if verdicts else "untestable"
    if verdict in ("holds", "untestable"):
        return Relation("stated-rate", told_of, verdict, told, definition, expected)
    if verdict == "wrong":
        asked = windows(setting, pair)
        source = remembered(setting.rates.source)
        try:
            days = _days(source, currencies, asked, setting) if asked else {}
        except DataError:
            days = {}
        if days and all(
            _meets(each, min(days.values()), max(days.values()), FINE)
            for each in implied(first, second)
        ):
            why = "it fits the rates of the day, not the one that the text gives"
            return Relation(
                "stated-rate",
                told_of,
                "doubtful",
                f"{told}; {why}",
                definition,
                expected,
                remedies,
                why,
            )
        return Relation("stated-rate", told_of, "wrong", told, definition, expected, remedies)
    why = "it fits only a coarser rounding"
    return Relation(
        "stated-rate", told_of, "doubtful", f"{told}; {why}", definition, expected, remedies, why
    )


def rate_itself(setting: Setting, stated: StatedRate, definition: str) -> Relation | None:
    """The verdict of the table on a rate that the text gives; ``None`` where it has none."""
    figures = tuple(setting.placed.figures[at] for at in stated.figures)
    at = setting.placed.sentence_at(stated.figures[0])
    if setting.published is None or at is None:
        return None
    if _CONVENIENCE in setting.placed.words(setting.placed.sentences[at]).casefold():
        return None  # that of the last day of a period, as the text says
    first, last = setting.published.first, setting.published.last
    asked = (Period(setting.published.text, moved(first, -WEEK), last),)
    source = remembered(setting.rates.source)
    currencies = stated.base, stated.quote
    try:
        days = _days(source, currencies, asked, setting)
    except DataError:
        return None
    if not days:
        return None
    used = max(days)
    half = last_digit(stated.figure)
    allowed = Bounds(stated.value - half, stated.value + half)
    table = days[used]
    expected = Expected(
        table, Bounds(min(days.values()), max(days.values())), f"{stated.quote}/{stated.base}"
    )
    told = (
        f"{stated.value_text} {stated.quote} for 1 {stated.base}; the table has "
        f"{_rate(table, currencies)} ({used})"
    )
    if _meets(allowed, min(days.values()), max(days.values()), FINE):
        return Relation("conversion", figures, "holds", told, definition, expected)
    fits = _fits(source, currencies, [allowed], asked, setting)
    if fits or _meets(allowed, min(days.values()), max(days.values()), DOUBTFUL):
        why = (
            f"it fits the rates of {_stretches(fits, used)}"
            if fits
            else "it is near the rate of the day"
        )
        return Relation(
            "conversion", figures, "doubtful", f"{told}; {why}", definition, expected, (), why
        )
    return Relation("conversion", figures, "wrong", told, definition, expected)


def _days(
    source: RememberedRates,
    currencies: tuple[str, str],
    asked: Sequence[Period],
    setting: Setting,
) -> dict[date, Fraction]:
    """The rates of the days asked for."""
    found: dict[date, Fraction] = {}
    for period in asked:
        last = min(period.last, setting.today)
        for year in range(period.first.year, last.year + 1):
            rates: DailyRates = source.of_year(*currencies, year)
            found |= {day: rate for day, rate in rates.rates.items() if period.first <= day <= last}
    return found


def _fits(
    source: RememberedRates,
    currencies: tuple[str, str],
    allowed: Sequence[Bounds],
    asked: Sequence[Period],
    setting: Setting,
) -> list[tuple[date, date]]:
    """The stretches of days whose rates all the pair's ends allow: in the years before, and about
    each year that the article names."""
    common: Bounds | None = allowed[0]
    for each in allowed[1:]:
        common = None if common is None else overlap(common, each)
    if common is None:
        return []
    since, until = _since(asked), _until(asked, setting)
    rates = Bounds(
        None if common.low is None else common.low * (1 - FIT),
        None if common.high is None else common.high * (1 + FIT),
    )
    spans = [(since, until)]
    for year in sorted(set(_YEAR.findall(setting.placed.text)))[:_YEARS]:
        first, last = date(int(year) - 1, 1, 1), min(date(int(year) + 1, 12, 31), setting.today)
        spans += [(first, min(last, moved(since, -ONE)))] if first < since else []
        spans += [(max(first, moved(until, ONE)), last)] if last > until else []
    try:
        found = {
            stretch
            for first, last in spans
            if first <= last
            for stretch in fitting_stretches(source.of_year, currencies, rates, first, last)
        }
    except DataError:
        return []
    return sorted(found)


def _since(asked: Sequence[Period]) -> date:
    return moved(min(each.first for each in asked), -BACK)


def _until(asked: Sequence[Period], setting: Setting) -> date:
    return min(moved(max(each.last for each in asked), AHEAD), setting.today)


def _meets(allowed: Bounds, low: Fraction, high: Fraction, slack: Fraction) -> bool:
    return (allowed.high is None or allowed.high >= low * (1 - slack)) and (
        allowed.low is None or allowed.low <= high * (1 + slack)
    )


def _expected(
    first: Figure, second: Figure, days: dict[date, Fraction], rate: Fraction
) -> Expected:
    """The second amount as the first makes it."""
    low, high = min(days.values(), default=rate), max(days.values(), default=rate)
    ends = _ends(first)
    point = None if first.value is None else first.value * rate
    return Expected(point, Bounds(min(ends) * low, max(ends) * high), second.unit.text)


def _slips(
    first: Figure, second: Figure, table: Fraction, currencies: tuple[str, str]
) -> Iterator[str]:
    """What may have gone wrong: a magnitude, or a rate the wrong way round."""
    if first.value is None or second.value is None:
        return
    ratio = second.value / (first.value * table)
    for factor in (10, 100, 1000, 1_000_000):
        if abs(ratio / factor - 1) < _LIKE or abs(ratio * factor - 1) < _LIKE:
            yield f"one of the two is off by a factor of {factor:,}"
    if abs(second.value / (first.value / table) - 1) < _LIKE:
        yield f"the rate was taken the wrong way round: {_rate(table, currencies)}"


def _other_currencies(
    source: RememberedRates,
    both: tuple[Figure, Figure],
    currencies: tuple[str, str],
    used: date,
) -> Iterator[str]:
    """In which other currency the second amount would be right: one rate taken for another."""
    first, second = both
    if first.value is None or second.value is None:
        return
    for other in _MAJOR:
        if other in currencies:
            continue
        try:
            rate = source.of_year(currencies[0], other, used.year).rates.get(used)
        except DataError:
            continue
        if rate is not None and abs(second.value / (first.value * rate) - 1) < _LIKE / 2:
            yield f"{_words(second)} is about what it is in {other}"


def _words(figure: Figure) -> str:
    return " ".join(figure.verbatim.split())


def _like(second: Figure, first: Figure, rate: Fraction) -> str:
    """What the first is in the second's currency, printed as that is."""
    if first.value is None or second.value is None:
        ends = " to ".join(rate_text(end * rate)[:12] for end in _ends(first))
        return f"{ends} {second.unit}"
    return printed_like(second, first.value * rate) or str(second.unit)


def _rate(rate: Fraction, currencies: tuple[str, str]) -> str:
    """The rate in the direction in which it is above 1."""
    base, quote = currencies
    if rate < 1:
        rate, base, quote = 1 / rate, quote, base
    return f"{rate_text(rate)[:8]} {quote}/{base}"


def _told(asked: Sequence[Period]) -> str:
    return ", ".join(each.text for each in asked)


def _stretches(fits: Sequence[tuple[date, date]], day: date) -> str:
    """The stretches of days nearest to ``day``, and how many more there are."""
    near = sorted(fits, key=lambda each: min(abs(end - day) for end in each))[:_SHOWN]
    shown = [str(a) if a == b else f"{a} to {b}" for a, b in sorted(near)]
    more = f" and {len(fits) - _SHOWN} other stretches of days" if len(fits) > _SHOWN else ""
    return ", ".join(shown) + more
