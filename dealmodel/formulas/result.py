"""An answer with everything it rests on: formula, inputs, bounds, method, unit, sources.

The point is the formula at the numbers as printed, the bounds what those figures can mean. Both
are exact; rounding happens in :meth:`Result.to_dict`, :attr:`Result.rounded` and
:attr:`Result.money`. A result can itself be an input of another formula, and is then the tree that
it is, over its own inputs: an unknown that both hold is one unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dealmodel.arithmetic import Arithmetic
from dealmodel.dataclass import dataclass, field
from dealmodel.errors import UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.decimals import Rounding, decimal_text, fixed_text, magnitude
from dealmodel.figures.units import Unit
from dealmodel.formulas import roots
from dealmodel.formulas.evaluation import evaluated
from dealmodel.formulas.expression import Expression, Inputs, Quantity, leaf_names
from dealmodel.formulas.rendering import bounds_text, render
from dealmodel.formulas.unknowns import unknowns_of

if TYPE_CHECKING:
    from moneyed import Money

    from dealmodel.formulas.explanation import Explanation

_SHORT = 10
"""Significant digits of a number without a finite expansion, on one line."""


@dataclass(frozen=True, slots=True, repr=False)
class Result(Arithmetic):
    """One derived number. Built by :func:`evaluate`.

    ``details`` are further keys of the JSON record, such as the rate's date.
    """

    name: str
    expression: Expression
    inputs: Mapping[str, Quantity]
    kind: str
    unit: Unit
    point: Fraction | None
    bounds: Bounds
    method: str
    tight: bool
    warnings: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.name, self.expression, self.kind, self.unit, self.point, self.bounds))

    @property
    def low(self) -> Fraction | None:
        return self.bounds.low

    @property
    def high(self) -> Fraction | None:
        return self.bounds.high

    @property
    def formula(self) -> str:
        """The formula over the names of the inputs."""
        return render(self.expression)

    @property
    def sources(self) -> tuple[str, ...]:
        """Who printed the inputs, each once, in the inputs' order."""
        named = (source for quantity in self.inputs.values() for source in quantity.sources)
        return tuple(dict.fromkeys(named))

    @property
    def rounded(self) -> str | None:
        """The point of an amount of money, half-even to its currency's minor unit."""
        currency = self.unit.currency
        if currency is None or self.point is None:
            return None
        return fixed_text(self.point, CURRENCIES[currency])

    @property
    def money(self) -> Money:
        """The rounded point as ``moneyed.Money``.

        Raises ``UsageError`` for what is no amount of money, or has no point.
        """
        currency, rounded = self.unit.currency, self.rounded
        if currency is None or rounded is None:
            lack = (
                f"is no amount of money, but a {self.kind}" if currency is None else "has no point"
            )
            raise UsageError(f"{self.name} {lack}: use .low, .point and .high")
        from moneyed import Money

        return Money(Decimal(rounded), currency)

    def to_dict(self) -> dict[str, Any]:
        """The record that ``--json`` prints; decimals are strings, bounds rounded outward."""
        low, high = self.bounds.low, self.bounds.high
        record: dict[str, Any] = {
            "name": self.name,
            "kind": self.kind,
            "unit": self.unit.text,
            "point": None if self.point is None else decimal_text(self.point),
            "low": None if low is None else decimal_text(low, "down"),
            "low_open": self.bounds.low_open,
            "high": None if high is None else decimal_text(high, "up"),
            "high_open": self.bounds.high_open,
        }
        if self.unit.currency is not None:
            record["rounded"] = self.rounded
        record |= {
            "formula": self.formula,
            "inputs": {name: quantity.to_dict() for name, quantity in self.inputs.items()},
            "method": self.method,
            "tight": self.tight,
            "sources": list(self.sources),
        }
        return record | dict(self.details) | {"warnings": list(self.warnings)}

    def explanation(self) -> dict[str, Any]:
        """How the answer comes about, for JSON: ``steps``, ``ends``, ``drivers``."""
        return self._explained().to_dict()

    def explain(self) -> str:
        """How the answer comes about, for a reader."""
        lines = self._explained().lines()
        warned = (f"warning: {warning}" for warning in self.warnings)
        return "\n".join([f"{self.name} = {self.formula}", f"  = {self._shown}", *lines, *warned])

    def _explained(self) -> Explanation:
        # Loaded here: few answers are explained, and every start would wait for it.
        from dealmodel.formulas.explanation import explain

        return explain(self.expression, self.inputs)

    @property
    def _shown(self) -> str:
        unit = "" if self.unit.text is None else f" {self.unit.text}"
        if self.point is None:
            return f"no point{unit} {bounds_text(self.bounds, self._short)}"
        point = self._short(self.point, "half_even")
        if Fraction(point) != self.point or self._is_enclosed:
            point = f"≈{point}"
        if self.bounds.is_point:
            return f"{point}{unit}"
        return f"{point}{unit} {bounds_text(self.bounds, self._short)}"

    @property
    def _is_enclosed(self) -> bool:
        """Whether it holds a root that has no end, cut off behind the digits that JSON shows."""
        return roots.ENCLOSED in self.warnings and not self.bounds.is_point

    def _short(self, value: Fraction, rounding: Rounding) -> str:
        """What has an end is shown whole; money that is not exact, in its minor units."""
        whole = decimal_text(value, rounding, _SHORT)
        if self.unit.currency is None:
            if self._is_enclosed and value:
                return fixed_text(value, max(0, _SHORT - 1 - magnitude(value)), rounding)
            return whole
        places = CURRENCIES[self.unit.currency]
        is_whole = self.bounds.is_point and Fraction(whole) == value
        if is_whole and len(whole.partition(".")[2]) > places:
            return whole
        return fixed_text(value, places, rounding)

    def __str__(self) -> str:
        return f"{self.name} = {self._shown}"

    def __repr__(self) -> str:
        return f"<Result {self}>"

    def _repr_html_(self) -> str:
        """What a notebook shows. All text is escaped."""
        from dealmodel.formulas.notebook import html_of

        return html_of(self)


def evaluate(
    name: str,
    expression: Expression,
    inputs: Inputs,
    *,
    warnings: Sequence[str] = (),
    details: Mapping[str, Any] | None = None,
) -> Result:
    """The value of ``expression`` over ``inputs``, as a full record.

    >>> from dealmodel.figures.reader import figure
    >>> from dealmodel.formulas.expression import Leaf
    >>> figures = {"paid": figure("€1.5 billion"), "stake": figure("20%")}
    >>> print(evaluate("implied_equity_value", Leaf("paid") / Leaf("stake"), figures))
    implied_equity_value = 7500000000.00 EUR [7073170731.70, 7948717948.72]

    An input that is itself a result brings its formula and its inputs, and what it warns of. The
    unit follows from the inputs'. Raises ``UnknownName``, ``UnitMismatch``, ``DivisionByZero``
    and ``FormulaTooLarge``.
    """
    asked, given = expression, inputs
    expression, inputs = unknowns_of(asked, given)
    told = [] if inputs is given else _told(asked, given)
    names, (unit, kind), (bounds, method, tight), value, is_rounded = evaluated(expression, inputs)
    if is_rounded and not bounds.is_point:
        told.append(roots.ENCLOSED)
    return Result(
        name,
        expression,
        {leaf: inputs[leaf] for leaf in names},
        kind,
        unit,
        value,
        bounds,
        method,
        tight,
        tuple(dict.fromkeys([*warnings, *told])),
        dict(details or {}),
    )


def _told(expression: Expression, inputs: Inputs) -> list[str]:
    """What the answers among the inputs that the formula uses warn of."""
    given = {name: each for name, each in inputs.items() if isinstance(each, Result)}
    used = leaf_names(expression) if given else ()
    return [warning for name in used if name in given for warning in given[name].warnings]
