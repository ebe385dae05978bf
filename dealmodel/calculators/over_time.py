"""Figures of one thing over several periods: their sum, what is missing of it, growth by the year.

Policy: every part of a sum stands for itself, so the sum's bounds are those of all parts together.
Growth is told of what is above 0 at both ends: a change from a loss is no percentage.

Source of the definitions: CFA Institute, Quantitative Methods (2024), on holding-period and
annualised (compound) rates of growth.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

from dealmodel.calculators.quantities import alike
from dealmodel.calculators.volumes import ONE, growth_between
from dealmodel.dataclass import replace
from dealmodel.errors import OutOfRange
from dealmodel.formulas.expression import Expression, Leaf, Quantity, Root
from dealmodel.formulas.result import Result, evaluate


def sum_of(parts: Sequence[Quantity]) -> Result:
    """``sum_of_parts`` of parts in one unit.

    Leapmotor's deliveries in the quarters of 2024:

    >>> from dealmodel.figures.reader import figure
    >>> quarters = ("33,410 cars", "53,286 cars", "86,165 cars", "120,863 cars")
    >>> str(sum_of([figure(each) for each in quarters]).point)
    '293724'

    :raises UnitMismatch: the parts are of several units.
    """
    names = [f"part_{number}" for number in range(1, len(parts) + 1)]
    inputs = dict(zip(names, alike(parts), strict=True))
    return evaluate("sum_of_parts", _sum(names), inputs)


def rest_of(total: Quantity, parts: Sequence[Quantity]) -> Result:
    """``missing_part``: what the other parts leave of a total.

    :raises UnitMismatch: total and parts are of several units.
    """
    names = [f"part_{number}" for number in range(1, len(parts) + 1)]
    expression: Expression = Leaf("total")
    for name in names:
        expression = expression - Leaf(name)
    inputs = dict(zip(("total", *names), alike([total, *parts]), strict=True))
    return evaluate("missing_part", expression, inputs)


def growth(now: Quantity, before: Quantity) -> Result:
    """By what part ``now`` is more than ``before``.

    >>> from dealmodel.figures.reader import figure
    >>> print(growth(figure("293,724 cars"), figure("144,155 cars")).bounds.low * 100 // 1)
    103

    :raises OutOfRange: one of the two may be 0 or less.
    """
    _check_positive(now, before)
    return growth_between(now, before)


def compound_growth(first: Quantity, last: Quantity, years: int) -> Result:
    """``cagr``: the growth a year that leads from ``first`` to ``last`` in so many years,
    (last / first) to the power of 1 / years, less 1.

    >>> from dealmodel.figures.reader import figure
    >>> result = compound_growth(figure("exactly 100 cars"), figure("exactly 121 cars"), 2)
    >>> result.point
    Fraction(1, 10)

    :raises OutOfRange: one of the two may be 0 or less.
    """
    _check_positive(first, last)
    ratio = Leaf("last") / Leaf("first")
    grown = (ratio if years == 1 else Root(ratio, years)) - ONE
    inputs = dict(zip(("last", "first"), alike([last, first]), strict=True))
    return replace(evaluate("cagr", grown, inputs), kind="growth")


def _sum(names: Sequence[str]) -> Expression:
    leaves: list[Expression] = [Leaf(name) for name in names]
    return reduce(add, leaves)


def _check_positive(*ends: Quantity) -> None:
    for each in ends:
        if each.bounds.low is None or each.bounds.low <= 0:
            shown = str(getattr(each, "verbatim", each))
            raise OutOfRange(
                "growth",
                shown,
                f"{shown!r} may be 0 or less: growth is told between amounts above 0; "
                "tell the difference of the two",
            )
