"""What an investment has returned: the multiple of money, and the internal rate of return between
dated flows.

Vocabulary: a *flow* is a day and an amount, negative where it is paid, positive where it is
received. The *multiple* is what was received over what was paid. The *internal rate of return*
(IRR) is the rate a year at which all flows together are worth nothing on the first day, an amount
being discounted by ``(1 + rate) ** (days / 365)`` as spreadsheets' XIRR does.

Policy: flows whose sign changes once have one rate (Descartes's rule of signs). Where it changes
more often, several rates may solve the equation; if what has flowed in all changes its sign once,
one of them is above 0 (Norstrøm's criterion): the answer, which says that there may be others.
Otherwise all rates are enclosed (:mod:`dealmodel.formulas.all_rates`): if there is but one, it is
the answer; if there are several, each is told in the refusal. A flow in a month or year may be on
any of its days: the bounds are over all of them, the point takes the middle of each. No float
decides: see :mod:`dealmodel.formulas.discounting`.

Sources: OASIS, "Open Document Format for Office Applications (OpenDocument) Version 1.3", part 4,
XIRR; C. J. Norstrøm, "A Sufficient Condition for a Unique Nonnegative Internal Rate of Return",
Journal of Financial and Quantitative Analysis 7 (1972).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dealmodel.calculators.conversion import convert_by
from dealmodel.calculators.options import options_checked
from dealmodel.calculators.quantities import money
from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import BadValue, CurrencyMismatch, UndefinedReturn, UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.figures.units import PURE, Unit
from dealmodel.formulas import roots
from dealmodel.formulas.all_rates import rates_of
from dealmodel.formulas.discounting import ONLY, Enclosed, rate_of
from dealmodel.formulas.expression import Expression, Leaf, Quantity
from dealmodel.formulas.numbers import full
from dealmodel.formulas.ranges.intervals import add, negate
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.period import Period, parse_period

if TYPE_CHECKING:
    from dealmodel.calculators.quantities import Given
    from dealmodel.calculators.selection import Prefer
    from dealmodel.rates.rate import RateSource

SOLVED = f"solved to {roots.SHOWN} digits: low rounded down, high up"
"""What a rate says of itself that is no short decimal."""
MIDDLE = "the point takes a flow of a month, quarter or year in the middle of it"

_NAME = "irr"
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Flow:
    """An amount that flowed on a day, or on some day of a period; ``outlay`` is what was paid as a
    positive amount, where it is known as such."""

    when: Period
    amount: Quantity
    outlay: Quantity | None = None

    @property
    def is_paid(self) -> bool:
        return self.amount.bounds.high is not None and self.amount.bounds.high <= 0


@dataclass(frozen=True, slots=True)
class Solved:
    """A rate of return as an unknown of further formulas."""

    point: Fraction | None
    bounds: Bounds
    sources: tuple[str, ...]
    kind: str = "growth"
    unit: Unit = PURE

    def to_dict(self) -> dict[str, Any]:
        """It is told by the flows that it is solved from."""
        return {}


class RateOfReturn(Result):
    """An internal rate of return; its inputs are the flows."""

    __slots__ = ()

    @property
    def formula(self) -> str:
        """The equation that it solves."""
        return str(self.details["formula"])

    def explain(self) -> str:
        """How the answer comes about, for a reader."""
        days: Mapping[str, str] = self.details["dates"]
        flows = [f"  {name} on {days[name]}: {_words(self.inputs[name])}" for name in days]
        warned = [f"warning: {warning}" for warning in self.warnings]
        return "\n".join([f"{self.name}: {self.formula}", f"  = {self._shown}", *flows, *warned])

    @property
    def _is_enclosed(self) -> bool:
        return SOLVED in self.warnings


Flows = Iterable["tuple[str | date, Given] | Flow"]
"""Days, or periods, each with what was paid (negative) or received (positive)."""


@options_checked
def multiple_of_money(
    flows: Flows,
    *,
    to: str | None = None,
    rates: str | RateSource | RatesAt = "ecb",
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
) -> Result:
    """What was received over what was paid. ``to`` is the currency that all flows are converted
    to, each at the rate of its day.

    >>> print(multiple_of_money([("2020-01-15", "-$100"), ("2024-06-30", "$250")]))
    multiple_of_money = 2.5

    :raises FigureError: an amount cannot be read.
    :raises BadValue: an amount is no money, or may be paid as well as received.
    :raises CurrencyMismatch: several currencies, and no ``to``.
    :raises DateError: a day cannot be read.
    :raises RateMissing: there is no rate on a day.
    :raises UndefinedReturn: nothing was paid, or nothing received.
    """
    return multiple_of(
        read_flows(flows, to=to, rates=rates, rules=rules, locale=locale, prefer=prefer)
    )


@options_checked
def irr(
    flows: Flows,
    *,
    to: str | None = None,
    rates: str | RateSource | RatesAt = "ecb",
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
) -> Result:
    """The internal rate of return a year, with the bounds that those of the flows and of their
    days give.

    >>> print(irr([("2021-01-01", "-$100"), ("2022-01-01", "$110")]))
    irr = 0.1
    >>> irr([("2020-01-15", "-$100"), ("2024-06-30", "-$250")])
    Traceback (most recent call last):
    dealmodel.errors.UndefinedReturn: there is no rate of return: nothing is received
    >>> irr([("2021-01-01", "-$100"), ("2022-01-01", "$230"), ("2023-01-01", "-$132")])
    Traceback (most recent call last):
    dealmodel.errors.UndefinedReturn: there is no one rate of return: the flows change their sign 2
    times, and 2 rates solve the equation: 10% and 20% a year. ...

    :raises UndefinedReturn: there is no rate, or there are several, which it names.
    :raises DealModelError: otherwise as :func:`multiple_of_money`.
    """
    return rate_of_return(
        read_flows(flows, to=to, rates=rates, rules=rules, locale=locale, prefer=prefer)
    )


def multiple_of(flows: Sequence[Flow]) -> Result:
    """The multiple of flows that are read already; raises what :func:`multiple_of_money` does."""
    named = _named(flows)
    paid = [
        -Leaf(name) if flow.outlay is None else Leaf(name)
        for name, flow in named.items()
        if flow.is_paid
    ]
    received: list[Expression] = [Leaf(name) for name, flow in named.items() if not flow.is_paid]
    _refuse_one_sided(flows, "multiple of money")
    inputs = {
        name: flow.amount if flow.outlay is None else flow.outlay for name, flow in named.items()
    }
    quotient = _sum(received) / _sum(paid)
    return evaluate("multiple_of_money", quotient, inputs, details={"dates": _dates(named)})


def rate_of_return(flows: Sequence[Flow]) -> Result:
    """The rate of flows that are read already; raises what :func:`irr` does."""
    named = _named(flows)
    _refuse_one_sided(flows, "rate of return")
    groups = _in_order(flows)
    signs = [_sign(bounds) for _, bounds in groups]
    changes = _changes(signs)
    first = next(sign for sign in signs if sign != "0")
    is_loan = first == "+" or (first == "?" and "-" in signs)
    warnings: list[str] = []
    if not changes:
        told = "there is no rate of return: all flows are on one day, and no time passes"
        raise UndefinedReturn(0, told)
    if changes < 2:
        bounds, point = _solved(flows, is_loan, above_zero=False)
    elif _is_one_above_zero(groups):
        bounds, point = _solved(flows, is_loan, above_zero=True)
        warnings.append(_others_below_zero(flows, changes))
    else:
        bounds, point = _only_rate(flows, changes)
        warnings.append(
            f"the flows change their sign {changes} times, and yet this is the only rate that "
            "solves the equation"
        )
    if not bounds.is_point:
        warnings.append(SOLVED)
    if any(not flow.when.is_day for flow in flows):
        warnings.append(MIDDLE)
    warnings += [w for flow in flows for w in getattr(flow.amount, "warnings", ())]
    sources = tuple(dict.fromkeys(s for flow in flows for s in flow.amount.sources))
    inputs = {name: flow.amount for name, flow in named.items()}
    details = {
        "formula": _equation(named),
        "inputs": {name: each.to_dict() for name, each in inputs.items()},
        "dates": _dates(named),
        "convention": "days / 365",
    }
    return RateOfReturn(
        _NAME,
        Leaf(_NAME),
        {_NAME: Solved(point, bounds, sources), **inputs},
        "growth",
        PURE,
        point,
        bounds,
        "monotone",
        True,
        tuple(dict.fromkeys(warnings)),
        details,
    )


def _solved(
    flows: Sequence[Flow], is_loan: bool, above_zero: bool
) -> tuple[Bounds, Fraction | None]:
    """The bounds and the point. The sum falls as the rate rises, once a loan is turned round, so
    that the rate is highest where every flow is, and lowest where every flow is lowest."""
    start = min(flow.when.first for flow in flows).toordinal()
    sided = [_Stretch.of(flow, start, is_loan) for flow in flows]
    low, low_open = _end(sided, -1, above_zero)
    high, high_open = _end(sided, 1, above_zero)
    points = [(each.middle, each.point) for each in sided if each.point is not None]
    found: Enclosed | None = None
    if len(points) == len(sided):
        found = rate_of(points, above_zero=above_zero)
    if low is None:
        low, low_open = (_ZERO if above_zero else ONLY), True
    bounds = Bounds(low, high, low_open, high_open)
    if found is None or found.high is None:
        return bounds, None
    return bounds, _shown(found)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A flow as numbers: half-days since the start, and what it can be."""

    first: int
    last: int
    bounds: Bounds
    point: Fraction | None

    @staticmethod
    def of(flow: Flow, start: int, is_turned: bool) -> _Stretch:
        first, last = flow.when.first.toordinal() - start, flow.when.last.toordinal() - start
        bounds, point = flow.amount.bounds, flow.amount.point
        if is_turned:
            bounds = negate(bounds)
            point = None if point is None else -point
        return _Stretch(2 * first, 2 * last, bounds, point)

    @property
    def middle(self) -> int:
        return (self.first + self.last) // 2


def _end(flows: Sequence[_Stretch], way: int, above_zero: bool) -> tuple[Fraction | None, bool]:
    """The highest rate (``way`` 1) or the lowest (-1), and whether it is left out."""
    ends = [each.bounds.high if way > 0 else each.bounds.low for each in flows]
    amounts = [end for end in ends if end is not None]
    if len(amounts) < len(ends):
        return None, True
    is_open = any(each.bounds.high_open if way > 0 else each.bounds.low_open for each in flows)
    # Above 0 an amount is worth more the earlier it is, below 0 the later.
    is_up = above_zero or sum(amounts) > 0
    dated = [
        (each.first if (amount > 0) == (is_up == (way > 0)) else each.last, amount)
        for each, amount in zip(flows, amounts, strict=True)
    ]
    found = rate_of(dated, above_zero=above_zero)
    end = found.high if way > 0 else found.low
    if end is None or end == ONLY:
        return (None if way > 0 else ONLY), True
    if found.low == found.high:
        return end, is_open
    return roots.rounded(end, "up" if way > 0 else "down"), is_open


def _in_order(flows: Sequence[Flow]) -> list[tuple[Period, Bounds]]:
    """What flowed, day by day; one entry for several flows that may be in any order and have one
    sign. Raises where the order of payments and receipts is not known."""
    groups: list[tuple[Period, Bounds]] = []
    for flow in sorted(flows, key=lambda each: (each.when.first, each.when.last)):
        when, bounds = flow.when, flow.amount.bounds
        if groups and groups[-1][0].last >= when.first:
            before, sum_before = groups[-1]
            is_one_day = before.is_day and when.is_day
            if not is_one_day and _sign(sum_before) != _sign(bounds):
                raise UndefinedReturn(
                    2,
                    f"what is paid and what is received in {before} and {when} may be in either "
                    "order: give their days",
                )
            joined = Period(f"{before}, {when}", before.first, max(before.last, when.last))
            groups[-1] = (before if is_one_day else joined, add(sum_before, bounds))
        else:
            groups.append((when, bounds))
    return groups


def _sign(bounds: Bounds) -> str:
    low, high = bounds.low, bounds.high
    if low is not None and low >= 0:
        return "0" if high == 0 else "+"
    return "-" if high is not None and high <= 0 else "?"


def _changes(signs: Sequence[str]) -> int:
    """How often the sign can change at most, whatever the open ones are."""
    most: dict[str, int] = {}
    for sign in signs:
        ends = {"0": "", "?": "+-"}.get(sign, sign)
        before = dict(most)
        for end in ends:
            most[end] = max((n + (end != other) for other, n in before.items()), default=0)
        if sign in "+-":
            most = {sign: most[sign]}
    return max(most.values())


def _is_one_above_zero(groups: Sequence[tuple[Period, Bounds]]) -> bool:
    """Whether what has flowed in all changes its sign once."""
    total = groups[0][1]
    signs = [_sign(total)]
    for _, bounds in groups[1:]:
        total = add(total, bounds)
        signs.append(_sign(total))
    known = [sign for sign in signs if sign != "0"]
    return "?" not in signs and signs[-1] != "0" and signs[0] != "0" and _turns(known) == 1


def _others_below_zero(flows: Sequence[Flow], changes: int) -> str:
    """What is said of the only rate above 0: which others there are."""
    told = f"the flows change their sign {changes} times: this is the only rate above 0, and"
    ranges = _ranges(flows)
    if ranges is None:
        return f"{told} up to {changes - 1} below 0 may solve the equation as well"
    others = ranges[:-1]  # the one above 0 is the highest
    if not others:
        return f"{told} none below 0 solves the equation"
    shown = " and ".join(_rate_text(None, each) for each in others)
    return f"{told} below 0 {shown} a year solve the equation as well"


def _only_rate(flows: Sequence[Flow], changes: int) -> tuple[Bounds, Fraction | None]:
    """The bounds and the point of the only rate there is; raises where there is another number of
    them, or where that is not known, and tells each."""
    printed = [each.amount.point for each in flows]
    points = [each for each in printed if each is not None]
    at_points = _rates(flows, points) if len(points) == len(printed) else None
    ranges = _ranges(flows)
    told = f"the flows change their sign {changes} times"
    advice = "Leave out what is no part of the investment, or use the multiple of money"
    if ranges is not None and not ranges:
        raise UndefinedReturn(0, f"there is no rate of return: {told}, and no rate solves it")
    if ranges is not None and len(ranges) == 1:
        point = None if at_points is None or len(at_points) != 1 else at_points[0]
        return ranges[0], None if point is None else _shown(point)
    if ranges is not None:
        points_of = [None] * len(ranges) if at_points is None else list(map(_shown, at_points))
        shown = [_rate_text(*each) for each in zip(points_of, ranges, strict=True)]
    elif at_points:
        shown = [_rate_text(_shown(each), _bounds_of(each)) for each in at_points]
    else:
        raise UndefinedReturn(
            changes,
            f"there is no one rate of return: {told}, so that up to {changes} rates may solve the "
            f"equation, and they cannot be told apart. {advice}",
        )
    rates = f"{len(shown)} rates solve the equation" if len(shown) > 1 else "one rate solves it"
    which = (
        ""
        if ranges is not None
        else " at the numbers as printed, and others may at what they can mean"
        if all(each.when.is_day for each in flows)
        else " with each flow in the middle of its period, and others may on its other days"
    )
    raise UndefinedReturn(
        len(shown),
        f"there is no one rate of return: {told}, and {rates}{which}: {' and '.join(shown)} a "
        f"year. {advice}",
    )


def _rates(flows: Sequence[Flow], amounts: Sequence[Fraction]) -> tuple[Enclosed, ...] | None:
    """Every rate at which flows of these amounts, each in the middle of its time, are worth
    nothing."""
    start = min(flow.when.first for flow in flows).toordinal()
    times = [_Stretch.of(flow, start, is_turned=False).middle for flow in flows]
    return rates_of(list(zip(times, amounts, strict=True)))


def _ranges(flows: Sequence[Flow]) -> list[Bounds] | None:
    """What each rate can be; ``None`` where the flows' bounds leave open how many there are. The
    worth of all flows is between that at their lowest and that at their highest: it has a sign
    where both have it, and changes it between a rate of the one and that of the other."""
    lows = [each.amount.bounds.low for each in flows]
    highs = [each.amount.bounds.high for each in flows]
    least, most = ([end for end in ends if end is not None] for ends in (lows, highs))
    if min(len(least), len(most)) < len(flows) or not all(each.when.is_day for each in flows):
        return None
    below, above = _rates(flows, least), _rates(flows, most)
    if below is None or above is None or len(below) != len(above):
        return None
    is_open = any(each.amount.bounds.low_open or each.amount.bounds.high_open for each in flows)
    ranges = [_between(*each, is_open) for each in zip(below, above, strict=True)]
    apart = all(
        left.high is not None and right.low is not None and left.high < right.low
        for left, right in pairwise(ranges)
    )
    return ranges if apart else None


def _between(one: Enclosed, other: Enclosed, is_open: bool) -> Bounds:
    """From the lower of two rates to the higher, rounded outward."""
    ends = [_bounds_of(each) for each in (one, other)]
    low = min(each.low for each in ends if each.low is not None)
    high = max(each.high for each in ends if each.high is not None)
    is_range = is_open and low < high
    return Bounds(low, high, is_range, is_range)


def _bounds_of(rate: Enclosed) -> Bounds:
    assert rate.high is not None
    if rate.low == rate.high:
        return Bounds(rate.low, rate.high)
    return Bounds(roots.rounded(rate.low, "down"), roots.rounded(rate.high, "up"))


def _shown(rate: Enclosed) -> Fraction:
    return rate.low if rate.low == rate.high else roots.rounded(rate.low, "half_even")


def _rate_text(point: Fraction | None, bounds: Bounds) -> str:
    return full(point, bounds, PURE, "growth")


def _turns(signs: Sequence[str]) -> int:
    return sum(left != right for left, right in pairwise(signs))


def _refuse_one_sided(flows: Sequence[Flow], noun: str) -> None:
    """Raise unless something is paid and something received."""
    if all(flow.is_paid for flow in flows):
        raise UndefinedReturn(0, f"there is no {noun}: nothing is received")
    if not any(flow.is_paid and flow.amount.bounds.low != 0 for flow in flows):
        raise UndefinedReturn(
            0, f"there is no {noun}: nothing is paid. Write what is paid as a negative amount, -€5"
        )


def read_flows(
    given: Flows,
    *,
    to: str | None = None,
    rates: str | RateSource | RatesAt = "ecb",
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
) -> list[Flow]:
    """Flows from days and amounts as printed; raises what :func:`multiple_of_money` does."""
    flows = [_flow(each, rules, locale, prefer) for each in _listed(given)]
    if to:
        at = RatesAt.of(rates)
        flows = [_converted(flow, to, at) for flow in flows]
    return checked(flows)


def checked(flows: Sequence[Flow]) -> list[Flow]:
    """The flows, if all are of one currency and each is known to be paid or received.

    :raises CurrencyMismatch: several currencies.
    :raises BadValue: an amount may be paid as well as received.
    """
    for flow in flows:
        first, other = flows[0].amount.unit.currency, flow.amount.unit.currency
        if first != other:
            raise CurrencyMismatch(
                str(first),
                str(other),
                f"flows in {first} and in {other}: say in which currency to count them (to)",
            )
        if _sign(flow.amount.bounds) == "?":
            shown = _words(flow.amount)
            message = f"{shown!r} may be paid as well as received: give its bounds on one side of 0"
            raise BadValue(shown, message)
    return list(flows)


def _listed(given: Flows) -> list[Any]:
    if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
        kind = type(given).__name__
        raise UsageError(f"flows are pairs of a day and an amount, not a {kind}")
    return list(given)


def _flow(given: Any, rules: HedgeRules, locale: str, prefer: Prefer) -> Flow:
    if isinstance(given, Flow):
        return given
    if not isinstance(given, tuple | list) or len(given) != 2:
        raise UsageError("a flow is a day and an amount, such as ('2020-01-15', '-€1.5 billion')")
    amount = money(given[1], "a flow", rules, locale, prefer)
    return Flow(parse_period(given[0]), amount)


def _converted(flow: Flow, to: str, rates: RatesAt) -> Flow:
    if flow.amount.unit.currency == to:
        return flow
    period = flow.when
    if not period.is_day:
        rates = replace(rates, policy=replace(rates.policy, kind="mean"))
    return replace(flow, amount=convert_by(flow.amount, to, rates.on(period.text)))


def _named(flows: Sequence[Flow]) -> dict[str, Flow]:
    return {f"flow_{number}": flow for number, flow in enumerate(flows, 1)}


def _dates(named: Mapping[str, Flow]) -> dict[str, str]:
    return {name: flow.when.text for name, flow in named.items()}


def _equation(named: Mapping[str, Flow]) -> str:
    start = min(flow.when.first for flow in named.values())
    return " + ".join(_term(name, flow, start) for name, flow in named.items()) + " = 0"


def _term(name: str, flow: Flow, start: date) -> str:
    days = [(end - start).days for end in (flow.when.first, flow.when.last)]
    if not any(days):
        return name
    told = str(days[0]) if flow.when.is_day else f"({days[0]} to {days[1]})"
    return f"{name} / (1 + irr) ** ({told} / 365)"


def _sum(terms: Sequence[Expression]) -> Expression:
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def _words(given: Quantity) -> str:
    return given.verbatim if isinstance(given, Figure) else str(given)
