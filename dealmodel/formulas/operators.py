"""What Python's operators do on figures and results.

``paid / stake - paid`` is the formula that it reads as: the answer is a result over the figures
that it was made of, and a figure that stands in it twice is one unknown. Operands are quantities
and exact numbers (``int``, ``Fraction``, ``Decimal``); a float is refused, since it holds another
number than the one that was typed.

A comparison is three-valued: true or false where every value the two can have says so, and an error
where they overlap, since neither answer would be right. ``==`` is not touched: it tells whether two
records are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from typing import Any

from dealmodel.errors import Undecided, UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import MAX_DIGITS, decimal_text, magnitude, scaled
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.formulas.expression import (
    Absolute,
    Add,
    Constant,
    Divide,
    Expression,
    Leaf,
    Minimum,
    Multiply,
    Negate,
    Quantity,
    Subtract,
)
from dealmodel.formulas.measures import measure
from dealmodel.formulas.powers import raised
from dealmodel.formulas.rendering import bounds_text
from dealmodel.formulas.result import Result, evaluate
from dealmodel.formulas.unknowns import numbered

_BINARY: dict[str, Callable[[Expression, Expression], Expression]] = {
    "+": Add,
    "-": Subtract,
    "*": Multiply,
    "/": Divide,
}
_UNARY: dict[str, Callable[[Expression], Expression]] = {
    "neg": Negate,
    "pos": lambda operand: operand,
    "abs": Absolute,
}
_OPPOSITE = {">": "<", ">=": "<="}
_AS_TEXT = lazy_pattern(r"(?:.?[<>=^])?\d*s?")
_DIGITS = lazy_pattern(r"\.(\d+)")
_MORE_DIGITS = 40
_RESULT = "result"


def compute(operator: str, *operands: object) -> Result:
    """``+ - * / **`` on two operands, ``neg``, ``pos`` and ``abs`` on one.

    >>> from dealmodel.figures.reader import figure
    >>> print(compute("/", figure("€1.5 billion"), figure("20%")))
    result = 7500000000.00 EUR [7073170731.70, 7948717948.72]

    Raises ``UsageError`` for an operand that is no quantity and no exact number, and what
    :func:`~dealmodel.formulas.result.evaluate` raises.
    """
    inputs: dict[str, Quantity] = {}
    if operator == "**":
        base = _operand(operands[0], inputs)
        return evaluate(_RESULT, raised(base, _exponent(operands[1])), inputs)
    nodes = [_operand(operand, inputs) for operand in operands]
    if operator in _UNARY:
        return evaluate(_RESULT, _UNARY[operator](nodes[0]), inputs)
    return evaluate(_RESULT, _BINARY[operator](nodes[0], nodes[1]), inputs)


def compare(operator: str, left: object, right: object) -> bool:
    """Whether ``left < right`` (or ``<= > >=``), for every value that the two can have.

    Raises ``Undecided`` where it is so for some and not for others; ``UnitMismatch`` for what
    cannot be compared.
    """
    if operator in _OPPOSITE:
        return compare(_OPPOSITE[operator], right, left)
    inputs: dict[str, Quantity] = {}
    a, b = _operand(left, inputs), _operand(right, inputs)
    measure(Minimum((a, b)), inputs)
    gap = evaluate(_RESULT, a - b, inputs)
    decided = _is_below(gap.bounds, or_equal=operator == "<=")
    if decided is None:
        one, other = (evaluate(_RESULT, node, inputs) for node in (a, b))
        raise Undecided(
            operator,
            one.bounds,
            other.bounds,
            f"cannot tell whether {_shown(one)} {operator} {_shown(other)}: "
            + ("their bounds overlap" if gap.tight else "it is not known where their bounds part")
            + ". Compare .point, .low or .high instead",
        )
    return decided


def as_float(value: Quantity) -> float:
    """The point, to the nearest float.

    Raises ``UsageError`` for what has no point, or one beyond all floats.
    """
    number = _point(value, "float()")
    try:
        return float(number)
    except OverflowError:
        raise UsageError("the number is larger than a float can be: use .point") from None


def formatted(value: Quantity, how: str) -> str:
    """The point in Python's own notation (``.2f``, ``,.0f``), rounded once, half-even; with no more
    than a width, the value's own text.

    Raises ``UsageError`` for what has no point, or a notation that there is not.
    """
    if _AS_TEXT.fullmatch(how):
        return format(str(value), how)
    number = _point(value, f"the format {how[:20]!r}")
    asked = _DIGITS.search(how)
    digits = _MORE_DIGITS + (0 if asked is None else int(asked[1]))
    if digits > MAX_DIGITS:
        raise UsageError(f"the format {how[:20]!r} asks for too many digits")
    with localcontext() as context:
        context.rounding = ROUND_HALF_EVEN
        try:
            return format(_decimal(number, digits), how)
        except (ValueError, OverflowError, MemoryError):
            raise UsageError(
                f"no format {how[:20]!r} for a number: write one as in .2f or ,.0f"
            ) from None


def _decimal(value: Fraction, digits: int) -> Decimal:
    """A decimal that rounds to at most so many digits or decimals as ``value`` itself does."""
    places = digits + max(0, -magnitude(value) if value else 0)
    units = scaled(abs(value), places, "down")
    if Fraction(units, 10**places) == abs(value):
        return Decimal(decimal_text(value))
    # What was cut off shows as one more digit: so nothing that lies between two is ever a tie.
    return Decimal(f"{'-' if value < 0 else ''}{units}1e-{places + 1}")


def _operand(given: Any, inputs: dict[str, Quantity]) -> Expression:
    """What an operand is in a formula; a quantity is put among ``inputs``."""
    match given:
        case bool() | float():
            pass
        case int() | Fraction():
            return Constant(Fraction(given))
        case Decimal() if given.is_finite() and abs(given.adjusted()) <= MAX_DIGITS:
            return Constant(Fraction(given))
        case _ if hasattr(given, "bounds") and hasattr(given, "unit"):
            quantity: Quantity = given
            name = next(each for each in numbered(_name(quantity)) if each not in inputs)
            inputs[name] = quantity
            return Leaf(name)
    raise UsageError(
        f"{given!r:.60} is no operand: take a figure, a result, or an exact number (int, Fraction, "
        "Decimal)"
    )


def _exponent(given: object) -> Fraction:
    """An exponent, which is an exact pure number."""
    operand: dict[str, Quantity] = {}
    node = _operand(given, operand)
    for quantity in operand.values():
        if quantity.bounds.is_point and quantity.unit.is_pure and quantity.bounds.low is not None:
            return quantity.bounds.low
    if isinstance(node, Constant):
        return node.value
    raise UsageError("an exponent is an exact number without a unit, such as 2 or Fraction(1, 3)")


def _name(quantity: Quantity) -> str:
    """The name of a quantity in a formula: its printed words, or its own name."""
    words = getattr(quantity, "verbatim", None)
    if words is None:
        return str(getattr(quantity, "name", "value"))
    text = " ".join(str(words).split())
    return f"{text} #1" if text.isidentifier() else text


def _is_below(gap: Bounds, *, or_equal: bool) -> bool | None:
    """Whether a difference is below 0 wherever it can be, or nowhere."""
    low, high = gap.low, gap.high
    if high is not None and (high < 0 or (high == 0 and (or_equal or gap.high_open))):
        return True
    if low is not None and (low > 0 or (low == 0 and (gap.low_open or not or_equal))):
        return False
    return None


def _point(value: Quantity, what: str) -> Fraction:
    if value.point is None:
        raise UsageError(
            f"{what} needs a point, and {bounds_text(value.bounds)} has none: use .low and .high"
        )
    return value.point


def _shown(result: Result) -> str:
    unit = "" if result.unit.text is None else f" {result.unit.text}"
    return f"{bounds_text(result.bounds)}{unit}"
