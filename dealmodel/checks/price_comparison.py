"""A stated difference, ratio or change of two prices against the prices themselves
(``stated-ratio``).

The comparison is that of :mod:`dealmodel.derivations.price_comparisons`: each price at the rate of
its own date, through adjustments where the two are on different bases. Where no adjustment leads
from one to the other, a miss is a different basis, and no error. Tolerance: what the figures can
mean, and half a per cent for each price that is converted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dealmodel.calculators.accounts import Account, Path, alike
from dealmodel.calculators.reconciliation import Verdict
from dealmodel.calculators.rough import Told, meet_when_rounded
from dealmodel.calculators.sides import TOLERANCE
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding
from dealmodel.checks.wording import meaning
from dealmodel.derivations.answers import Derived, told_of
from dealmodel.derivations.price_comparisons import COMPARISONS, price_comparisons
from dealmodel.derivations.printing import how_of
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.formulas.expression import Subtract
from dealmodel.formulas.ranges.intervals import add, multiply, subtract
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.rate import Rate
from dealmodel.records.price import Price

_ONE = Bounds(Fraction(1), Fraction(1))


def price_comparison(context: Context) -> Iterator[Finding]:
    """A finding for each claim that compares a price."""
    for path, price in context.records(Price):
        if not any(getattr(price, field) for field in COMPARISONS.values()):
            continue
        subject = ".".join(str(key) for key in path)
        items = [
            item
            for item in price_comparisons(subject, price, context.setting)
            if isinstance(item, Derived)
        ]
        for name, field in COMPARISONS.items():
            answers = [item.result for item in items if item.name == name]
            for same in alike(context.accounts(getattr(price, field), (*path, field))):
                own = [each for each in answers if each.unit == same[0].figure.unit]
                if own:
                    yield _finding(context, (*path, field), same, own)


def _finding(
    context: Context, path: Path, same: Sequence[Account], answers: Sequence[Result]
) -> Finding:
    stated = same[0]
    fitting = [each for each in answers if overlap(_reach(each), stated.figure.bounds)]
    result = (fitting or answers)[0]
    told = Told.of(stated.figure, stated.figure.value)
    verdict: Verdict = "contradictory"
    if fitting:
        verdict = "compatible"
    elif any(warning.startswith("different basis") for warning in result.warnings):
        verdict = "different_basis"
    elif any(meet_when_rounded(told, told_of(each)) for each in answers):
        verdict = "undecided"
    kind = stated.figure.kind
    return context.finding(
        "stated-ratio",
        "error" if verdict == "contradictory" else "info",
        path,
        f"{stated.says} ({context.who(stated)}) {'fits' if fitting else 'does not fit'} "
        f"{how_of(result)} = {meaning(result.bounds, result.unit, kind)}",
        verdict=verdict,
        claims=list(same),
        bars=[
            Bar(stated.says, context.who(stated), stated.figure.value, stated.figure.bounds),
            Bar(how_of(result), "; ".join(result.sources), result.point, result.bounds),
        ],
        unit=result.unit,
        kind=kind,
    )


def _reach(result: Result) -> Bounds:
    """What an answer allows: where it holds exchange rates, those of another hour too."""
    if not _is_converted(result):
        return result.bounds
    most = 1 + TOLERANCE
    if result.name == "price_change":
        ratio = multiply(add(result.bounds, _ONE), Bounds(1 / most, most))
        return subtract(ratio, _ONE)
    if result.name == "price_ratio":
        return multiply(result.bounds, Bounds(1 / most, most))
    return add(result.bounds, _slack(result))


def _slack(result: Result) -> Bounds:
    """Half a per cent of each amount of a difference that is converted."""
    assert isinstance(result.expression, Subtract)
    sides = [
        evaluate("side", side, result.inputs)
        for side in (result.expression.left, result.expression.right)
    ]
    highs = [each.bounds.high or Fraction(0) for each in sides if _is_converted(each)]
    slack = sum(highs, Fraction(0)) * TOLERANCE
    return Bounds(-slack, slack)


def _is_converted(result: Result) -> bool:
    return any(isinstance(each, Rate) for each in result.inputs.values())
