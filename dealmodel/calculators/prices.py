"""Prices side by side, and from one basis to another: tax, tariff, subsidy, discount.

Policy: a rate is a part of the price without it. Value added tax of 13 % on 100 gives 113, and out
of 113 gives 100, never 98.31. Two prices per different things are not compared.

Source of the definitions: Council Directive 2006/112/EC, articles 73 and 78, by which value added
tax is a percentage of the taxable amount, which includes duties and leaves the tax itself out.
"""

from __future__ import annotations

from typing import Literal

from dealmodel.calculators.volumes import ONE
from dealmodel.dataclass import replace
from dealmodel.errors import UnitMismatch
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Expression, Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate

Kind = Literal["vat", "tariff", "subsidy", "discount"]

_ADDED: tuple[Kind, ...] = ("vat", "tariff")


def adjusted(price: Quantity, kind: Kind, by: Quantity, *, undone: bool, step: int = 1) -> Result:
    """``adjusted_price``: the price with a tax put on or a reduction taken off; with ``undone`` the
    price before that. ``by`` is a rate of the price without it, or an amount in its currency.

    >>> from dealmodel.figures.reader import figure
    >>> rate = figure("exactly 13%")
    >>> [
    ...     str(adjusted(figure(price), "vat", rate, undone=undone).point)
    ...     for price, undone in (("$100", False), ("$113", True))
    ... ]
    ['113', '100']

    :raises UnitMismatch: the amount is in another currency.
    :raises DivisionByZero: a reduction that may be of the whole is undone.
    """
    name = kind if step == 1 else f"{kind}_{step}"
    amount, part = Leaf("price"), Leaf(name)
    is_more = (kind in _ADDED) != undone
    changed: Expression
    if by.unit.currency is not None:
        changed = amount + part if is_more else amount - part
    else:
        factor = ONE + part if kind in _ADDED else ONE - part
        changed = amount / factor if undone else amount * factor
    return evaluate("adjusted_price", changed, {"price": price, name: by})


def difference(price: Quantity, other: Quantity) -> Result:
    """``price_difference``: how much more ``price`` is than ``other``.

    :raises UnitMismatch: they are in two currencies, or per different things.
    """
    _check_per(price, other)
    return evaluate(
        "price_difference", Leaf("price") - Leaf("other"), {"price": price, "other": other}
    )


def ratio(price: Quantity, other: Quantity) -> Result:
    """``price_ratio``: ``price`` as a multiple of ``other``; raises as :func:`difference`.

    :raises DivisionByZero: the other price may be 0.
    """
    _check_per(price, other)
    return evaluate("price_ratio", Leaf("price") / Leaf("other"), {"price": price, "other": other})


def change(price: Quantity, other: Quantity) -> Result:
    """``price_change``: by what part ``price`` is more than ``other``; raises as :func:`ratio`."""
    _check_per(price, other)
    inputs = {"price": price, "other": other}
    found = evaluate("price_change", Leaf("price") / Leaf("other") - ONE, inputs)
    return replace(found, kind="growth")


def _check_per(price: Quantity, other: Quantity) -> None:
    pers = [each.per if isinstance(each, Figure) else None for each in (price, other)]
    if pers[0] != pers[1]:
        first, second = (f"per {per}" if per else "in all" for per in pers)
        message = f"one of the two is {first}, the other {second}: give both alike"
        raise UnitMismatch("-", first, second, message)
