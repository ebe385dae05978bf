"""``dealmodel rates``: rates looked up, set side by side, fitted to a printed one, and fetched."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from dealmodel.cli.answer import Answer
from dealmodel.cli.asked import RatesAsked
from dealmodel.cli.command import Command
from dealmodel.cli.options import json_option, rates_options
from dealmodel.errors import BadValue, UsageError

if TYPE_CHECKING:
    from dealmodel.figures.bounds import Bounds
    from dealmodel.rates.pair import Pair
    from dealmodel.rates.period import Period
    from dealmodel.rates.series import Series

UPDATE = "update"
_LISTED_AT_MOST = 31
_CHART = 48


@click.command(
    "rates",
    cls=Command,
    examples=(
        "dealmodel rates CNY/USD --on 2025-04-26",
        "dealmodel rates CNY/USD --between 2025-03-01 2025-04-30",
        "dealmodel rates CNY/USD --fits 7.2643 --tolerance 0.05% --between 2025-01-01 2025-04-30",
        "dealmodel rates USD/EUR --on 2023-10 --mean",
        "dealmodel rates --list",
    ),
    help="Look up the rate of PAIR, which is units of the first currency for one of the second: "
    "CNY/USD is yuan for one dollar. --on gives a day or period, --between every day from one to "
    "another with their mean, --fits the days on which a printed rate held. dealmodel rates update "
    "fetches the European Central Bank's file to your cache, where there is a network.",
)
@click.argument("pair", metavar="[PAIR|update]", required=False)
@click.option("--on", metavar="DATE", help="Day, month, quarter, half-year or year of the rate.")
@click.option(
    "--between",
    nargs=2,
    metavar="DAY DAY",
    help="Every day from the one to the other.",
)
@click.option("--mean", is_flag=True, help="The mean of the daily rates, and nothing else.")
@click.option("--fits", metavar="RATE", help="The days on which this rate held.")
@click.option(
    "--tolerance",
    metavar="PERCENT",
    help="How far a day's rate may be from it, such as 0.05%; half a unit of its last digit if not "
    "given.",
)
@click.option("--list", "lists", is_flag=True, help="Every currency, with its first and last day.")
@click.option(
    "--compare", metavar="SOURCE", help="Set them beside those of another source: live, a CSV file."
)
@click.option(
    "--plot", type=click.Path(), metavar="FILE", help="Draw the daily rates: an .svg or .png file."
)
@click.option("--force", is_flag=True, help="Replace the file of --plot if it is there.")
@rates_options
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    pair: str | None,
    on: str | None,
    between: tuple[str, str] | None,
    mean: bool,
    fits: str | None,
    tolerance: str | None,
    lists: bool,
    compare: str | None,
    plot: str | None,
    force: bool,
    rates: RatesAsked,
) -> Answer:
    _check_together(ctx, pair)
    if pair == UPDATE:
        return _updated()
    if lists:
        return _currencies(rates)
    if pair is None:
        raise UsageError("which rate? Give a pair, such as CNY/USD, or --list, or update")
    from dealmodel.rates.pair import parse_pair

    asked = parse_pair(pair, (UPDATE,))
    period = _period(on, between)
    if fits is not None:
        return _fitting(asked, period, fits, tolerance, rates)
    if period is None:
        raise UsageError(
            "a rate is of a day: give --on 2025-04-26, --between two days, or --fits a rate"
        )
    if compare is not None:
        return _compared(asked, period, compare, rates)
    if plot is not None:
        return _plotted(asked, period, plot, force, rates)
    if between and not mean:
        return _daily(asked, period, rates)
    return _quoted(asked, period, rates)


_QUESTIONS = ("list", "fits", "compare", "plot", "mean")
_TWO_QUESTIONS = (("on", "between"), *combinations(_QUESTIONS, 2))
_OF_OTHERS = {
    "tolerance": ("fits", "the rate"),
    "force": ("plot", "a file"),
}


def _check_together(ctx: click.Context, pair: str | None) -> None:
    """Refuse what the answer would not take into account."""
    names = {each.name: each.opts[-1].lstrip("-") for each in ctx.command.params if each.name}
    given = [
        option
        for name, option in names.items()
        if name != "pair" and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    if pair == UPDATE and given:
        raise UsageError(f"update fetches the whole history: leave --{given[0]} out")
    for one, other in _TWO_QUESTIONS:
        if one in given and other in given:
            raise UsageError(f"--{one} and --{other} are two questions: give one")
    for option, (question, what) in _OF_OTHERS.items():
        if option in given and question not in given:
            raise UsageError(f"--{option} is that of --{question}: give {what}, or leave it out")
    if "list" in given and (pair or {"on", "between"} & {*given}):
        raise UsageError("--list tells of every currency and its days: leave the pair and days out")


def _counted(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def _period(on: str | None, between: tuple[str, str] | None) -> Period | None:
    from dealmodel.rates.period import Period, parse_period

    if on is not None:
        return parse_period(on)
    if not between:
        return None
    first, last = (parse_period(day) for day in between)
    if last.last < first.first:
        raise UsageError(f"--between {first} {last}: the second day is before the first")
    return Period(f"{first}/{last}", first.first, last.last)


def _quoted(pair: Pair, period: Period, rates: RatesAsked) -> Answer:
    from dealmodel.cli.answer import answer_of
    from dealmodel.rates.formula import Exchange
    from dealmodel.rates.quotation import quotation

    chosen = rates.chosen()
    result = quotation(pair, Exchange(period, chosen.policy, chosen.source))
    return answer_of("rates", [result], explain=False)


def _daily(pair: Pair, period: Period, rates: RatesAsked) -> Answer:
    found = _series(pair, period, rates)
    return Answer("rates", lambda: _day_records(found), lambda: _days_text(found), found.warnings)


def _series(pair: Pair, period: Period, rates: RatesAsked) -> Series:
    from dealmodel.rates.series import series

    return series(pair, period, rates.chosen().source)


def _day_records(found: Series) -> list[dict[str, Any]]:
    """A record for each day, and one of them all together."""
    from dealmodel.figures.decimals import decimal_text

    def record(name: str, rate: Fraction, **more: Any) -> dict[str, Any]:
        told = {"unit": str(found.pair), "point": decimal_text(rate), **more}
        return {"name": name, "kind": "rate", **told, "source": found.source}

    (low_day, low), (high_day, high) = found.lowest, found.highest
    return [
        *(record("rate", rate, used=day.isoformat()) for day, rate in found.days),
        record(
            "mean_rate",
            found.mean,
            low=decimal_text(low, "down"),
            low_on=low_day.isoformat(),
            high=decimal_text(high, "up"),
            high_on=high_day.isoformat(),
            days=len(found.days),
            formula="sum of the daily cross rates / number of days",
        ),
    ]


def _days_text(found: Series) -> str:
    from dealmodel.formulas.numbers import marked_rate_text
    from dealmodel.reports.drawing.series_chart import blocks

    days = found.days
    (low_day, low), (high_day, high) = found.lowest, found.highest
    lines = [
        f"{found.pair} from {days[0][0]} to {days[-1][0]}: {_counted(len(days))}, {found.source}",
        f"  {blocks(days, _CHART)}",
        f"  mean     {marked_rate_text(found.mean)}",
        f"  lowest   {marked_rate_text(low)}  on {low_day}",
        f"  highest  {marked_rate_text(high)}  on {high_day}",
    ]
    shown = days if len(days) <= _LISTED_AT_MOST else ()
    lines += [f"  {day}  {marked_rate_text(rate)}" for day, rate in shown]
    if not shown:
        lines.append("  --json lists every day")
    return "\n".join(lines)


def _fitting(
    pair: Pair, period: Period | None, fits: str, tolerance: str | None, rates: RatesAsked
) -> Answer:
    from dealmodel.figures.decimals import decimal_text
    from dealmodel.formulas.numbers import marked_rate_text
    from dealmodel.rates.period import Period
    from dealmodel.rates.rate import today
    from dealmodel.rates.replaced import FIRST_DAY

    printed = _number(fits, "--fits")
    if not printed:
        raise BadValue(fits[:40], f"--fits {fits[:40]!r}: a rate is above 0")
    bounds = _bounds(fits, printed, tolerance)
    whole = period or Period("all days", FIRST_DAY, today())
    found = _series(pair, whole, rates)
    stretches = found.held(bounds)
    day, near = found.nearest(printed)
    told = () if period is None else found.warnings
    if not stretches:
        told += (f"no day fits {fits} {pair}: the nearest is {marked_rate_text(near)} on {day}",)

    def records() -> list[dict[str, Any]]:
        about = {
            "unit": str(pair),
            "rate": decimal_text(printed),
            "low": None if bounds.low is None else decimal_text(bounds.low, "down"),
            "high": None if bounds.high is None else decimal_text(bounds.high, "up"),
            "source": found.source,
        }
        return [
            {
                "name": "held",
                "first": first.isoformat(),
                "last": last.isoformat(),
                "days": sum(first <= each <= last for each, _ in found.days),
                **about,
            }
            for first, last in stretches
        ]

    def text() -> str:
        if not stretches:
            return f"{fits} {pair} held on no day"
        spans = [str(a) if a == b else f"{a} to {b}" for a, b in stretches]
        count = sum(each["days"] for each in records())
        return "\n".join(
            [
                f"{fits} {pair} held on {_counted(count)} ({found.source}):",
                *(f"  {span}" for span in spans),
            ]
        )

    return Answer("rates", records, text, told)


def _bounds(printed: str, rate: Fraction, tolerance: str | None) -> Bounds:
    from dealmodel.rates.series import around, tolerance_of

    if tolerance is None:
        return around(rate, tolerance_of(printed))
    return around(rate, rate * _number(tolerance.strip().rstrip("%"), "--tolerance") / 100)


def _number(text: str, option: str) -> Fraction:
    plain = text.strip()
    digits = plain.replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit() and len(plain) <= 40):
        raise BadValue(plain[:40], f"{option} {plain[:40]!r}: write a plain number, such as 7.2643")
    return Fraction(plain)


def _currencies(rates: RatesAsked) -> Answer:
    from dealmodel.rates.listed import listed

    history = getattr(rates.chosen().source, "history", None)
    if history is None:
        raise UsageError("--list tells what a history has: leave --rates out, or name a CSV file")
    found = tuple(listed(history))

    def text() -> str:
        lines = []
        for each in found:
            days = f"{each.first} to {each.last}" if each.first else "by law alone"
            law = each.replaced
            after = f"  then {law.new}, {law.ratio} to 1 from {law.on}" if law else ""
            lines.append(f"{each.currency}  {days:<24}{after}".rstrip())
        return "\n".join(lines)

    return Answer("rates", lambda: [each.to_dict() for each in found], text)


def _compared(pair: Pair, period: Period, other: str, rates: RatesAsked) -> Answer:
    from dealmodel.figures.decimals import decimal_text
    from dealmodel.formulas.numbers import marked_rate_text
    from dealmodel.rates.spread import spread

    beside = RatesAsked(rates.policy, rates.max_age, other, trust=other == "live")
    found = spread(_series(pair, period, rates), _series(pair, period, beside))
    widest_day, widest = found.widest

    def records() -> list[dict[str, Any]]:
        days = [
            {
                "name": "spread",
                "used": day.isoformat(),
                "unit": str(pair),
                "rate": decimal_text(first),
                "other": decimal_text(second),
                "point": decimal_text(second / first - 1),
            }
            for day, first, second in found.days
        ]
        whole = {
            "name": "mean_spread",
            "unit": str(pair),
            "point": decimal_text(found.mean),
            "days": len(found.days),
            "widest": decimal_text(widest),
            "widest_on": widest_day.isoformat(),
            "only_first": found.only[0],
            "only_other": found.only[1],
            "sources": [found.first.source, found.other.source],
        }
        return [*days, whole]

    def text() -> str:
        first, second = found.first.source, found.other.source
        lines = [
            f"{pair}: {second} beside {first}, {_counted(len(found.days))}",
            f"  mean spread    {_percent(found.mean)}",
            f"  widest spread  {_percent(widest)} on {widest_day}",
        ]
        if any(found.only):
            alone = [
                f"{_counted(count)} of {source}"
                for count, source in zip(found.only, (first, second), strict=True)
            ]
            lines.append(f"  not compared: {' and '.join(alone)}")
        if len(found.days) <= _LISTED_AT_MOST:
            lines += [
                f"  {day}  {marked_rate_text(a)}  {marked_rate_text(b)}  {_percent(b / a - 1)}"
                for day, a, b in found.days
            ]
        return "\n".join(lines)

    told = (*found.first.warnings, *found.other.warnings)
    return Answer("rates", records, text, tuple(dict.fromkeys(told)))


def _percent(change: Fraction) -> str:
    from dealmodel.figures.decimals import fixed_text

    return f"{'+' if change > 0 else ''}{fixed_text(change * 100, 4)} %"


def _plotted(pair: Pair, period: Period, plot: str, force: bool, rates: RatesAsked) -> Answer:
    from os.path import splitext

    from dealmodel.books.saving import save
    from dealmodel.reports.drawing.series_chart import picture

    found = _series(pair, period, rates)
    save(plot, picture(found, splitext(plot)[1].lower()), overwrite=force)
    record = {"name": "plot", "file": plot, "days": len(found.days), "unit": str(pair)}
    return Answer(
        "rates",
        lambda: [record],
        lambda: f"{plot}: {_counted(len(found.days))} of {pair}",
        found.warnings,
    )


def _updated() -> Answer:
    from dealmodel.rates.update import update

    found = update()

    def text() -> str:
        if not found.is_written:
            return f"nothing newer: the rates go to {found.now} as before"
        return f"rates to {found.now}, before to {found.before}: {found.path}"

    return Answer("rates", lambda: [found.to_dict()], text, converts=lambda: False)
