"""A formula over its inputs: measure, range and point in one go, by a plan where there is one."""

from __future__ import annotations

from typing import NamedTuple

from dealmodel.formulas.expression import Expression, Inputs, names_in
from dealmodel.formulas.measures import Measure, Measures, measure_of, measure_of_shape
from dealmodel.formulas.points import Number, Points, only_value
from dealmodel.formulas.ranges.enclosure import Enclosure, Study, planned
from dealmodel.formulas.ranges.plans import value_by
from dealmodel.formulas.ranges.shapes import shape_of
from dealmodel.formulas.reading import fold_nodes, postorder


class Evaluation(NamedTuple):
    """``names`` are the leaves' in order of appearance; ``is_rounded`` says that a root in the
    formula is no fraction."""

    names: tuple[str, ...]
    measure: Measure
    enclosure: Enclosure
    value: Number
    is_rounded: bool


def evaluated(expression: Expression, inputs: Inputs) -> Evaluation:
    """The formula over ``inputs``, each of which is an unknown.

    Raises ``UnknownName``, ``UnitMismatch``, ``DivisionByZero``, ``RootOfNegative`` and
    ``FormulaTooLarge``.
    """
    return by_plan(expression, inputs) or by_study(expression, inputs)


def by_plan(expression: Expression, inputs: Inputs) -> Evaluation | None:
    """The same by a plan; ``None`` where there is none, or where there is an error to tell."""
    shaped = shape_of(expression)
    if shaped is None:
        return None
    shape, names = shaped
    try:
        used = [inputs[name] for name in names]
    except KeyError:
        return None
    measure = measure_of_shape(shape, tuple([measure_of(each) for each in used]))
    if measure is None:
        return None
    found = planned(shape, [each.bounds for each in used])
    if found is None:
        return None
    plan, enclosure = found
    points = [value for each in used if (value := each.point) is not None]
    value = None
    if len(points) == len(used):
        value = value_by(plan, points)
        if value is None:
            return None
    return Evaluation(names, measure, enclosure, only_value(value, enclosure.bounds), False)


def by_study(expression: Expression, inputs: Inputs) -> Evaluation:
    """The same by a study of the tree."""
    nodes = postorder(expression)
    measure = fold_nodes(nodes, Measures(inputs))
    names = names_in(nodes)
    study = Study(nodes, {name: inputs[name].bounds for name in names})
    enclosure = study.enclosure
    points = Points({name: inputs[name].point for name in names})
    value = only_value(points.shown(fold_nodes(nodes, points)), enclosure.bounds)
    return Evaluation(names, measure, enclosure, value, study.is_rounded or points.is_rounded)
