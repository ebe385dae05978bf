"""How a computed answer stands to a stated figure: whether the two can be one number."""

from __future__ import annotations

from collections.abc import Mapping

from dealmodel.calculators.reconciliation import Verdict
from dealmodel.calculators.rough import as_outcome, as_roughly
from dealmodel.calculators.sides import Side
from dealmodel.calculators.totals import reach, rough_reach
from dealmodel.checks.finding import Severity
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.formulas.result import Result

VERDICTS: Mapping[Verdict, tuple[Severity, str]] = {
    "compatible": ("info", "fits"),
    "undecided": ("info", "may be told more roughly than"),
    "contradictory": ("error", "is not"),
}
"""The mildest first: how grave each is, and its verb."""


def beside_stated(found: Result, stated: Side, *, is_least: bool = False) -> Verdict:
    """The verdict on a stated figure, in the unit of the answer beside it; ``is_least``: what is
    stated may be more."""
    if _can_be(reach(found), _reach(stated, found), is_least):
        return "compatible"
    if found.unit.is_pure or not _can_be(rough_reach(found), _rough(stated), is_least):
        return "contradictory"
    return "undecided"


def _reach(stated: Side, found: Result) -> Bounds:
    """What is stated can be: the outcome, typed to its last digit, or a conversion."""
    if stated.conversion is not None or stated.is_printed_conversion:
        return stated.reach
    return as_outcome(stated.figure, found.bounds)


def _can_be(answer: Bounds, stated: Bounds, is_least: bool) -> bool:
    if is_least:
        answer = Bounds(answer.low, None, answer.low_open)
    return overlap(answer, stated) is not None


def _rough(stated: Side) -> Bounds:
    return stated.reach if stated.conversion is not None else as_roughly(stated.figure)
