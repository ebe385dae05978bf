"""Formulas over what is chosen on Control, which may have no point, or be no overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dealmodel.exports.table import Live
from dealmodel.exports.tables.answers import NO_OVERLAP
from dealmodel.exports.tables.control import Template
from dealmodel.exports.tables.live import Formulas
from dealmodel.exports.tables.places import Placed
from dealmodel.formulas.cells import cell_formula


def unless_apart(cell: Live, lows: Sequence[str], value: Fraction | str) -> Live:
    """An end of an answer, unless one of the facts whose low ends stand in ``lows`` is chosen by an
    overlap that there is not."""
    body = cell.formula[1:]
    for low in dict.fromkeys(lows):
        body = f'IF({low}="{NO_OVERLAP}","{NO_OVERLAP}",{body})'
    return Live(f"={body}", value)


def over_chosen(
    template: Template,
    places: Mapping[str, Placed],
    formulas: Formulas,
    value: Fraction | None,
) -> Live | None:
    """The point of an answer: nothing where one of its facts has none; no cell where another input
    has none."""
    formula = cell_formula(template.expression, formulas.constant)
    others = [name for name in formula.names if name not in template.facts]
    if any(template.item.result.inputs[name].point is None for name in others):
        return None
    body = formula.over({name: places[name].point for name in formula.names})[1:]
    for name in template.facts:
        body = f'IF({places[name].point}="","",{body})'
    return Live(f"={body}", "" if value is None else value)
