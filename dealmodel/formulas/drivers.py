"""Which input makes an answer uncertain, and by how much.

An input's driver is the part of the answer's width that would go if that input alone were exact, at
its printed value, or in the middle of its bounds where it is a range. The parts do not add up to
one: uncertainties work on each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from dealmodel.dataclass import dataclass
from dealmodel.errors import DivisionByZero
from dealmodel.figures.bounds import Bounds, point
from dealmodel.formulas.expression import Expression, Inputs, Quantity, leaf_names
from dealmodel.formulas.ranges.enclosure import WORK, Enclosure, enclose


@dataclass(frozen=True, slots=True)
class Driver:
    """``narrower_by`` is a part of the width, 0 to 1; ``None`` where a width is not finite."""

    input: str
    narrower_by: Fraction | None


def drivers(expression: Expression, inputs: Inputs) -> tuple[Driver, ...]:
    """A driver for each uncertain input of the formula, the strongest first.

    Raises what :func:`~dealmodel.formulas.ranges.enclosure.enclose` raises.
    """
    bounds = {name: inputs[name].bounds for name in leaf_names(expression)}
    return drivers_of(expression, inputs, enclose(expression, bounds))


def drivers_of(expression: Expression, inputs: Inputs, enclosure: Enclosure) -> tuple[Driver, ...]:
    """The same of a formula whose range is known. Where that was not found exactly, the search for
    it is not repeated in full for each input: together they take as long as it did.
    """
    bounds = {name: inputs[name].bounds for name in leaf_names(expression)}
    uncertain = [name for name, each in bounds.items() if not each.is_point]
    steps = WORK if enclosure.tight else WORK // max(1, len(uncertain))
    found = [
        Driver(name, _gain(expression, bounds, name, inputs[name], enclosure.bounds.width, steps))
        for name in uncertain
    ]
    return tuple(sorted(found, key=_strongest_first))


def _gain(
    expression: Expression,
    bounds: Mapping[str, Bounds],
    name: str,
    quantity: Quantity,
    width: Fraction | None,
    steps: int,
) -> Fraction | None:
    value = _representative(quantity)
    if width is None or value is None:
        return None
    if not width:
        return Fraction(0)
    try:
        narrowed = enclose(expression, {**bounds, name: point(value)}, steps).bounds.width
    except DivisionByZero:
        return None
    return None if narrowed is None else max(Fraction(0), 1 - narrowed / width)


def _representative(quantity: Quantity) -> Fraction | None:
    """The one value that stands for a quantity."""
    low, high = quantity.bounds.low, quantity.bounds.high
    if quantity.point is not None or low is None or high is None:
        return quantity.point
    return (low + high) / 2


def _strongest_first(driver: Driver) -> tuple[bool, Fraction]:
    return driver.narrower_by is None, -(driver.narrower_by or Fraction(0))
