"""Putting exchange rates in the place of ``EXPR in CURRENCY on DATE``.

Which rates there are is not this room's business: a :data:`Converter` answers with the named rates
that lead from one currency to another, in order, and whether each multiplies or divides follows
from its unit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dealmodel.formulas.expression import (
    Convert,
    Divide,
    Expression,
    Inputs,
    Leaf,
    Multiply,
    Quantity,
)
from dealmodel.formulas.measures import measure
from dealmodel.formulas.ranges.shapes import shape_of
from dealmodel.formulas.reading import fold
from dealmodel.formulas.rebuilding import Rebuilding

Converter = Callable[[str, str, str], Mapping[str, Quantity]]
"""(from currency, to currency, the date as typed) → rates by name, in the order of use."""


def lower(
    expression: Expression, inputs: Inputs, converter: Converter
) -> tuple[Expression, dict[str, Quantity]]:
    """The formula over rates instead of conversions, and its inputs with those rates.

    ``paid in USD on 2023-10-26`` becomes ``paid * usd_per_eur``; a rate that is used twice is one
    input. Raises ``UnknownName`` and ``UnitMismatch``, and whatever ``converter`` raises.
    """
    if shape_of(expression) is not None:  # of sums and products alone
        return expression, dict(inputs)
    lowering = _Lowering(inputs, converter)
    return fold(expression, lowering), lowering.inputs


class _Lowering(Rebuilding):
    """Reads a tree as the same tree without conversions."""

    def __init__(self, inputs: Inputs, converter: Converter) -> None:
        self.inputs = dict(inputs)
        self.converter = converter

    def convert(self, node: Convert, operand: Expression) -> Expression:
        measure(Convert(operand, node.currency, node.when, span=node.span), self.inputs)
        unit = measure(operand, self.inputs).unit
        (base,) = unit.currencies
        if base == node.currency:
            return operand
        exponent = dict(unit.factors)[base]
        for name, rate in self.converter(base, node.currency, node.when).items():
            leaf = Leaf(self._named(name, rate), span=node.span)
            over, under = _sides(rate)
            divides = (base == over) is (exponent > 0)
            for _ in range(abs(exponent)):
                step = Divide if divides else Multiply
                operand = step(operand, leaf, span=node.span)
            base = under if base == over else over
        return operand

    def _named(self, name: str, rate: Quantity) -> str:
        """The rate's name in the formula: a number is added where it means another rate."""
        unique, number = name, 2
        while unique in self.inputs and self.inputs[unique] != rate:
            unique, number = f"{name}_{number}", number + 1
        self.inputs[unique] = rate
        return unique


def _sides(rate: Quantity) -> tuple[str, str]:
    """The two currencies of a rate: ``CNY/EUR`` is CNY for one EUR."""
    powers = {exponent: atom for atom, exponent in rate.unit.factors}
    return powers[1], powers[-1]
