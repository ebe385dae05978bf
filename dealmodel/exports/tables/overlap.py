"""Where answers of several sources agree, as formulas over their rows.

The overlap is from the greatest low end to the least high end. Whether a touch is one depends on
the ends as they are at export: not where one is left out, nor between figures that are merely
rounded. The hull is from the lowest to the highest that any of them allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dealmodel.derivations.answers import SourcesCompared, is_rounded
from dealmodel.exports.table import Cell, Live
from dealmodel.exports.tables.answers import AGREE, DISAGREE, NO_OVERLAP, UNDECIDED, Answered
from dealmodel.exports.tables.live import Formulas, LiveCells
from dealmodel.exports.tables.places import cells_among, own
from dealmodel.exports.tables.spread import NO_HIGH, NO_LOW
from dealmodel.exports.tables.styles import TOLERANCE
from dealmodel.figures.bounds import Bounds


def overlap_cells(
    item: SourcesCompared, compared: Sequence[Answered], formulas: Formulas
) -> tuple[LiveCells, Cell]:
    """The overlap, and in words whether there is one."""
    common = item.common
    low = f"MAX({cells_among([each.where.low for each in compared])})"
    high = f"MIN({cells_among([each.where.high for each in compared])})"
    if common is not None and all(bounds.low is None for _, bounds in item.answers):
        return LiveCells(NO_LOW, None, _end(high, common.high, NO_HIGH)), AGREE
    if common is not None and all(bounds.high is None for _, bounds in item.answers):
        return LiveCells(_end(low, common.low, NO_LOW), None, NO_HIGH), AGREE
    room = f"{formulas.constant(TOLERANCE)}*ABS({high})"
    test = f"{low}-{high}<={room}" if _may_touch(item, compared) else f"{high}-{low}>{room}"
    cells = LiveCells(
        Live(f'=IF({test},{low},"{NO_OVERLAP}")', common.low if common else NO_OVERLAP),
        None,
        Live(f'=IF({test},{high},"{NO_OVERLAP}")', common.high if common else NO_OVERLAP),
    )
    apart = UNDECIDED if item.undecided else DISAGREE
    return cells, Live(f'=IF({test},"{AGREE}","{apart}")', AGREE if common else apart)


def _may_touch(item: SourcesCompared, compared: Sequence[Answered]) -> bool:
    """Whether answers that have one number in common have an overlap."""
    if item.common is not None and item.common.is_point:
        return True
    several = [bounds for _, bounds in item.answers]
    is_open = any(
        (each.low is not None and each.low_open) or (each.high is not None and each.high_open)
        for each in several
    )
    rounded = sum(each.item is not None and is_rounded(each.item.result) for each in compared)
    return not is_open and rounded < 2


def hull_cells(whole: Bounds, compared: Sequence[Answered]) -> LiveCells:
    """The hull, ``whole``; an end that one of the answers does not have, it has not, either."""
    low = f"MIN({cells_among([each.where.low for each in compared])})"
    high = f"MAX({cells_among([each.where.high for each in compared])})"
    no_low = [each.where.low for each in compared if each.low == NO_LOW]
    no_high = [each.where.high for each in compared if each.high == NO_HIGH]
    return LiveCells(
        _widest(low, no_low, whole.low, NO_LOW), None, _widest(high, no_high, whole.high, NO_HIGH)
    )


def _widest(formula: str, lacking: Sequence[str], value: Fraction | None, absent: str) -> Live:
    """An end of the hull, which is asked of each answer that lacks its own."""
    for cell in lacking:
        formula = f'IF({own(cell)}="{absent}","{absent}",{formula})'
    return Live(f"={formula}", absent if value is None else value)


def _end(formula: str, value: Fraction | None, absent: str) -> Cell:
    return absent if value is None else Live(f"={formula}", value)
