"""What parts come to together, and what that can be beside a stated total.

Policy: parts are added in one currency. Amounts in several are each converted at the rates of their
own date, which then are inputs of the sum like any other; without a date there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

from dealmodel.calculators.one_currency import in_currency
from dealmodel.calculators.rough import as_roughly
from dealmodel.calculators.sides import TOLERANCE
from dealmodel.dataclass import replace
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Add, Expression, Quantity
from dealmodel.formulas.ranges.intervals import multiply
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.formula import Exchange
from dealmodel.rates.rate import Rate

Part = tuple[Quantity, Exchange | None]
"""A part, and the rates of its date, if it has one."""


def total(
    name: str,
    parts: Sequence[Part],
    currency: str | None = None,
    *,
    part: str = "part",
    details: Mapping[str, Any] | None = None,
) -> Result:
    """The sum of ``parts``, in ``currency`` where they are money; ``part`` is what each is called
    in the formula.

    >>> from dealmodel.figures.reader import figure
    >>> found = total("paid", [(figure("$1.5 billion"), None), (figure("$1.6 billion"), None)])
    >>> found.formula, found.rounded
    ('part_1 + part_2', '3100000000.00')

    :raises CurrencyMismatch: one is in another currency and has no date.
    :raises DataError: there is no rate.
    """
    inputs: dict[str, Quantity] = {}
    terms: list[Expression] = []
    warnings: dict[str, None] = {}
    for number, (quantity, exchange) in enumerate(parts, 1):
        leaf = f"{part}_{number}"
        term, inputs, conversion = in_currency(leaf, quantity, currency, exchange, inputs)
        if conversion is not None:
            base, day = quantity.unit.currency, conversion.used or conversion.requested
            warnings[f"{base} converted to {currency} at the rate of {day}"] = None
            warnings |= dict.fromkeys(conversion.warnings)
        terms.append(term)
    found = evaluate(name, reduce(Add, terms), inputs, warnings=tuple(warnings), details=details)
    return replace(found, kind=parts[0][0].kind) if parts[0][0].kind == "share" else found


def reach(found: Result) -> Bounds:
    """What an answer can be beside a printed figure: its bounds, and the tolerance of conversions
    (:mod:`dealmodel.calculators.sides`) where rates are among its inputs."""
    if not any(isinstance(each, Rate) for each in found.inputs.values()):
        return found.bounds
    return multiply(found.bounds, Bounds(1 / (1 + TOLERANCE), 1 + TOLERANCE))


def rough_reach(found: Result) -> Bounds:
    """The same where each bare amount may have been rounded as roughly as its digits allow.

    >>> from dealmodel.figures.reader import figure
    >>> str(rough_reach(total("paid", [(figure("$700 million"), None)])))
    '[650000000, 750000000]'
    """
    wide = {
        name: each.with_bounds(as_roughly(each), "") if type(each) is Figure else each
        for name, each in found.inputs.items()
    }
    return reach(evaluate(found.name, found.expression, wide))
