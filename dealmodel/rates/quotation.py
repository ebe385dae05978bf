"""A rate as an answer: what a conversion multiplies by, with its formula, its legs and day."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.dataclass import replace
from dealmodel.formulas.expression import Constant, Expression, Leaf
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.formula import Exchange, provenance
from dealmodel.rates.pair import Pair


def quotation(pair: Pair, exchange: Exchange) -> Result:
    """The rate of ``pair`` on the day or in the period of ``exchange``; of a period the mean of the
    daily rates, between the lowest and the highest.

    >>> rate = quotation(Pair("CNY", "EUR"), Exchange.on_day("2025-04-26"))
    >>> str(rate.point), rate.unit.text, rate.details["used"]
    ('82773/10000', 'CNY/EUR', '2025-04-25')

    :raises RateMissing: there is no rate.
    """
    found = exchange.between(pair.base, pair.quote)
    over: Expression | None = None
    for rate, operation in found.legs:
        if operation == "multiply":
            over = Leaf(rate.name) if over is None else over * Leaf(rate.name)
    formula: Expression = Constant(Fraction(1)) if over is None else over
    for rate, operation in found.legs:
        if operation == "divide":
            formula = formula / Leaf(rate.name)
    inputs = {rate.name: rate for rate, _ in found.legs}
    result = evaluate("rate", formula, inputs, warnings=found.warnings, details=provenance(found))
    return replace(result, kind="rate")
