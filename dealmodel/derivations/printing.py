"""What an answer is made of, as it was printed: its formula in printed figures, and its rate.

An exchange rate that the whole formula is multiplied or divided by stands behind it as the cross
rate, with its day: "$1.6 billion / 21% at 0.946755 EUR/USD (mean of 2023-10)".
"""

from __future__ import annotations

from dealmodel.formulas.expression import Divide, Expression, Leaf, Multiply
from dealmodel.formulas.printed import printed, printed_factor
from dealmodel.formulas.result import Result
from dealmodel.rates.rate import Rate

_RATE_LENGTH = 8


def how_of(result: Result) -> str:
    """The formula in printed figures, and the rate that it is converted at."""
    inner = before_rates(result)
    if inner is result.expression or "rate" not in result.details:
        return printed(result.expression, result.inputs)
    details = result.details
    day = details.get("used")
    if day is None:
        is_mean = "rate_low" in details
        day = f"mean of {details.get('requested')}" if is_mean else details.get("source")
    rate = f"{str(details['rate'])[:_RATE_LENGTH]} {details.get('rate_unit', '')}"
    return f"{printed_factor(inner, result.inputs)} at {rate} ({day})"


def printed_of(result: Result) -> str:
    """The formula in printed figures, before it is converted."""
    return printed(before_rates(result), result.inputs)


def before_rates(result: Result) -> Expression:
    """The formula without the exchange rates that the whole of it is converted at."""
    node = result.expression
    while isinstance(node, Multiply | Divide) and isinstance(node.right, Leaf):
        if not isinstance(result.inputs[node.right.name], Rate):
            break
        node = node.left
    return node
