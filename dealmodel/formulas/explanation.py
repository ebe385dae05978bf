"""How an answer comes about: the formula read aloud, for a person or as a record.

``steps`` are the operations from the innermost to the whole, each with its value and bounds;
``ends`` say which end of which input makes each end of the answer; ``drivers`` say which input is
worth pinning down.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dealmodel.dataclass import dataclass
from dealmodel.errors import DivisionByZero
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text, fixed_text
from dealmodel.figures.units import Unit
from dealmodel.formulas.drivers import Driver, drivers_of
from dealmodel.formulas.expression import Expression, Inputs, Quantity, leaf_names
from dealmodel.formulas.measures import measure, measure_of
from dealmodel.formulas.points import only_value, point
from dealmodel.formulas.ranges.corners import Corner, corners_of
from dealmodel.formulas.ranges.enclosure import WORK, Study, enclose
from dealmodel.formulas.reading import postorder
from dealmodel.formulas.rendering import bounds_text, clipped, render

METHOD_MEANS = {
    "constant": "exact: nothing uncertain is left in it",
    "interval": "exact: no unknown occurs twice",
    "monotone": "exact: each unknown moves the answer one way only",
    "corners": "exact: the answer is linear over linear in each unknown that turns",
    "branch-and-bound": "an outer range: the true one is inside, and may be narrower",
}
"""The methods of :mod:`dealmodel.formulas.ranges.enclosure`, in words."""

_MAX_STEPS = 30


@dataclass(frozen=True, slots=True)
class Step:
    """One operation; ``bounds`` is ``None`` where it has none of its own."""

    formula: str
    unit: Unit
    point: Fraction | None
    bounds: Bounds | None

    def to_dict(self) -> dict[str, Any]:
        bounds = self.bounds or Bounds(None, None)
        return {
            "formula": self.formula,
            "unit": self.unit.text,
            "point": None if self.point is None else decimal_text(self.point),
            "low": None if bounds.low is None else decimal_text(bounds.low, "down"),
            "low_open": bounds.low_open,
            "high": None if bounds.high is None else decimal_text(bounds.high, "up"),
            "high_open": bounds.high_open,
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """What there is to say about one formula over its inputs."""

    formula: str
    inputs: Inputs
    steps: tuple[Step, ...]
    low_corner: Corner | None
    high_corner: Corner | None
    method: str
    tight: bool
    drivers: tuple[Driver, ...]

    def to_dict(self) -> dict[str, Any]:
        """As a record for JSON; the inputs themselves stand in the result's own."""
        return {
            "formula": self.formula,
            "steps": [step.to_dict() for step in self.steps],
            "ends": {"low": self.low_corner, "high": self.high_corner},
            "method": self.method,
            "tight": self.tight,
            "drivers": [
                {
                    "input": each.input,
                    "narrower_by": None
                    if each.narrower_by is None
                    else decimal_text(each.narrower_by),
                }
                for each in self.drivers
            ],
        }

    def lines(self) -> list[str]:
        """As lines for a reader."""
        return [
            "inputs",
            *(f"  {_input_line(name, quantity)}" for name, quantity in self.inputs.items()),
            "steps",
            *(
                f"  {step.formula} = {_value(step.point, step.unit, step.bounds)}"
                for step in self.steps
            ),
            "ends",
            f"  low   {_corner_text(self.low_corner)}",
            f"  high  {_corner_text(self.high_corner)}",
            f"method: {self.method} ({METHOD_MEANS[self.method]})",
            *(
                ["drivers: if this input alone were exact, the answer would be"]
                if self.drivers
                else []
            ),
            *(f"  {each.input}  {_driver_text(each)}" for each in self.drivers),
        ]


def explain(expression: Expression, inputs: Inputs) -> Explanation:
    """The explanation of a formula. Raises what evaluating it raises."""
    used = {name: inputs[name] for name in leaf_names(expression)}
    bounds = {name: quantity.bounds for name, quantity in used.items()}
    study = Study(postorder(expression), bounds)
    enclosure = study.enclosure
    low, high = corners_of(study)
    return Explanation(
        render(expression),
        used,
        _steps(study, used),
        low,
        high,
        enclosure.method,
        enclosure.tight,
        drivers_of(expression, used, enclosure),
    )


def _steps(study: Study, inputs: Inputs) -> tuple[Step, ...]:
    """The operations nearest to the answer, each once. Where the answer's range was not found
    exactly, the search for theirs is limited to what that took, in all.
    """
    operations = [node for node in study.nodes if node.operands][-_MAX_STEPS:]
    most = WORK if study.enclosure.tight else WORK // len(operations)
    return tuple(_step(study, node, inputs, most) for node in dict.fromkeys(operations))


def _step(study: Study, node: Expression, inputs: Inputs, most: int) -> Step:
    points = {name: quantity.point for name, quantity in inputs.items()}
    unit, value = measure(node, inputs).unit, point(node, points)
    try:
        is_whole = node is study.nodes[-1]
        found = (study.enclosure if is_whole else enclose(node, study.bounds, most)).bounds
    except DivisionByZero:  # a part that is unbounded on both sides, in a whole that is not
        return Step(clipped(node), unit, value, None)
    return Step(clipped(node), unit, only_value(value, found), found)


def _input_line(name: str, quantity: Quantity) -> str:
    record = quantity.to_dict()
    parts = [_value(quantity.point, measure_of(quantity).unit, quantity.bounds)]
    if record.get("verbatim", name) != name:
        parts.insert(0, f"“{record['verbatim']}”")
    parts.extend(quantity.sources)
    why = f" ({record['why']})" if record.get("why") else ""
    return f"{name}: {', '.join(parts)}{why}"


def _value(number: Fraction | None, unit: Unit, bounds: Bounds | None) -> str:
    """A number with its unit and, unless it is exact, its bounds."""
    text = "no point" if number is None else decimal_text(number)
    if unit.text is not None:
        text = f"{text} {unit.text}"
    if bounds is None:
        return f"{text}, unbounded"
    return text if bounds.is_point and number is not None else f"{text} {bounds_text(bounds)}"


def _corner_text(corner: Corner | None) -> str:
    if corner is None:
        return "made by no corner of the inputs"
    ends = [f"{name} at its {side} end" for name, side in corner.items() if side is not None]
    return ", ".join(ends) or "whatever the inputs are"


def _driver_text(driver: Driver) -> str:
    if driver.narrower_by is None:
        return "of unknown width"
    return f"{fixed_text(driver.narrower_by * 100, 1)} % narrower"
