"""Verdicts on claims as formulas over their rows: whether they can all be right.

Claims of one unit have an overlap or none, and a cell can tell; of amounts in several currencies
the row of the answers tells where they overlap in the book's. Whether claims that only touch have
one is as at export: not where an end is left out, nor between figures that are merely rounded.
Everything else that a check finds (relations between facts, words) is as found at export.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from dealmodel.checks.finding import Finding
from dealmodel.exports.table import Cell, Live
from dealmodel.exports.tables.answers import NO_OVERLAP, Answered
from dealmodel.exports.tables.inputs import Inputs
from dealmodel.exports.tables.places import Placed
from dealmodel.exports.tables.styles import TOLERANCE
from dealmodel.figures.figure import Figure

CONTRADICTORY = "contradictory"
_EQUAL, _COMPATIBLE = "equal", "compatible"
_CODES = ("claims-disagree", "claims-agree")
_MOST = 200
"""Claims that are still compared in a cell."""

Constant = Callable[[Fraction], str]


Overlaps = Mapping[str, Answered]
"""Where claims overlap that are answers as well, by what they are about: ``stakes.x.paid``."""


def verdict_cell(finding: Finding, inputs: Inputs, overlaps: Overlaps) -> Cell:
    """A finding's verdict: a formula where it is a comparison of claims' cells."""
    if finding.code not in _CODES or not 1 < len(finding.claims) <= _MOST:
        return finding.verdict
    several = [inputs.claimed(tuple(claim.path)) for claim in finding.claims]
    known = [each for each in several if each is not None]
    figures = [figure for figure, _ in known]
    if len(known) < len(several):
        return finding.verdict
    if not all(each.unit.same_as(figures[0].unit) for each in figures):
        return _of_answers(finding, overlaps)
    may_touch = _may_touch(figures)
    apart = CONTRADICTORY if finding.verdict in (_EQUAL, _COMPATIBLE) else finding.verdict
    if apart not in (CONTRADICTORY, "undecided") or _told(figures, may_touch, apart) != (
        finding.verdict
    ):
        return finding.verdict
    places = [where for _, where in known]
    return Live(_formula(places, inputs, may_touch, apart), finding.verdict)


def counted(verdict: Cell, row: int, column: str, constant: Constant) -> Cell:
    """1 for a contradiction, and 0 for anything else."""
    value = verdict.value if isinstance(verdict, Live) else verdict
    number = Fraction(value == CONTRADICTORY)
    if not isinstance(verdict, Live):
        return number
    one, nothing = (constant(Fraction(each)) for each in (1, 0))
    return Live(f'=IF({column}{row}="{CONTRADICTORY}",{one},{nothing})', number)


def _of_answers(finding: Finding, overlaps: Overlaps) -> Cell:
    """The verdict by the row that tells where amounts overlap, brought to one currency."""
    found = overlaps.get(finding.subject)
    if found is None:
        return finding.verdict
    due = CONTRADICTORY if found.bounds is None else _COMPATIBLE
    if due != finding.verdict:
        return finding.verdict
    test = f'{found.where.low}="{NO_OVERLAP}"'
    return Live(f'=IF({test},"{CONTRADICTORY}","{_COMPATIBLE}")', due)


def _may_touch(figures: Sequence[Figure]) -> bool:
    """Whether claims that have a single number in common can all be right."""
    bounds = [each.bounds for each in figures]
    is_open = any(
        (each.low is not None and each.low_open) or (each.high is not None and each.high_open)
        for each in bounds
    )
    rounded = sum(each.hedge == "none" and not each.exact for each in figures)
    return not is_open and rounded < 2


def _told(figures: Sequence[Figure], may_touch: bool, apart: str) -> str:
    """What the formula gives at export."""
    lows = [each.bounds.low for each in figures if each.bounds.low is not None]
    highs = [each.bounds.high for each in figures if each.bounds.high is not None]
    if lows and highs:
        room = TOLERANCE * abs(min(highs))
        gap = max(lows) - min(highs)
        if not (gap <= room if may_touch else -gap > room):
            return apart
    is_one = len(set(lows)) < 2 and len(set(highs)) < 2
    return _EQUAL if is_one and len(lows) in (0, len(figures)) else _COMPATIBLE


def _formula(places: Sequence[Placed], inputs: Inputs, may_touch: bool, apart: str) -> str:
    lows, highs = inputs.among("low", places), inputs.among("high", places)
    low, high = f"MAX({lows})", f"MIN({highs})"
    room = f"{inputs.constant(TOLERANCE)}*ABS({high})"
    test = f"{low}-{high}<={room}" if may_touch else f"{high}-{low}>{room}"
    same = f'IF({low}=MIN({lows}),IF({high}=MAX({highs}),"{_EQUAL}","{_COMPATIBLE}")'
    return f'=IF({test},{same},"{_COMPATIBLE}"),"{apart}")'
