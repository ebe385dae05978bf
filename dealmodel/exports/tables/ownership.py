"""The rows of ownership: holdings, then each effective interest.

An interest is the sum of its paths, each the product of the holdings along it: a formula over their
cells. At the low end stands each holding's end that makes the interest least, at the high end the
one that makes it most; which these are is as at export. Where claims print different numbers, the
lowest and the highest as printed stand beside it. What is no such sum stands as a value, with
the reason: companies that hold each other, shares that are cut by what other holders leave, and
paths without number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import prod

from dealmodel.calculators.company import WHOLE
from dealmodel.calculators.interest_ranges import Extreme
from dealmodel.calculators.ownership import EffectiveInterest, Ownership, Path
from dealmodel.derivations.answers import Effective
from dealmodel.exports.table import Cell, Held, Live, Row
from dealmodel.exports.tables.answers import AS_PRINTED, Answered
from dealmodel.exports.tables.grid import HULL, MAIN, Part
from dealmodel.exports.tables.holdings import HoldingRows, Ref
from dealmodel.exports.tables.inputs import Inputs
from dealmodel.exports.tables.line_rows import LineRows
from dealmodel.exports.tables.live import LiveCells
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import PURE
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of

_LONGEST = 10
"""Holdings of a path that is still written out."""

_CUT = "a share is cut by what the other holders leave"
_MANY = "more and longer paths than a formula tells"


class OwnershipRows:
    """The rows of ownership below the sheet's other answers."""

    def __init__(self, ownership: Ownership, book: Book, lines: LineRows, inputs: Inputs) -> None:
        self._book, self._lines = book, lines
        self._holdings = HoldingRows(ownership.registry, book, lines, inputs)

    def holdings(self) -> Iterator[Row]:
        """The rows of all holdings."""
        return self._holdings.rows()

    def interests(self, items: Iterable[Effective]) -> Iterator[Row]:
        """The rows of all interests."""
        for item in items:
            found, row = item.found, self._lines.next_row()
            sums = _Sums(found, self._holdings)
            bounds, points = found.bounds, found.points
            low = sums.end(found.ends.least, bounds.low)
            high = sums.end(found.ends.most, bounds.high)
            self._put(item, row, MAIN, LiveCells(low, sums.point(), high), found.point, bounds)
            if is_told_apart(found):
                lowest, highest = found.ends.printed or (found.ends.least, found.ends.most)
                cells = LiveCells(
                    sums.end(lowest, points.low), None, sums.end(highest, points.high)
                )
                self._put(item, row, HULL, cells, None, points)
            title = name_of(found.held, self._book)
            yield self._lines.finished(
                row, item.subject, title, item.label, item.name, is_result=True
            )

    def _put(
        self,
        item: Effective,
        row: int,
        part: Part,
        cells: LiveCells,
        point: Fraction | None,
        bounds: Bounds,
    ) -> None:
        found, is_main = item.found, part == MAIN
        answered = Answered(
            item.subject,
            name_of(found.held, self._book),
            item.name if is_main else f"{item.name}_as_printed",
            item.label if is_main else f"{item.label}{AS_PRINTED}",
            self._lines.placed(row, part),
            point,
            bounds,
            PURE,
            "share",
            item.sources,
            made_of=WHOLE,
        )
        notes = [f"as exported: {'; '.join(found.warnings)}"] if found.warnings else []
        self._lines.put(answered, cells, part, formula=str(item.details["formula"]), notes=notes)


def is_told_apart(found: EffectiveInterest) -> bool:
    """Whether the lowest and the highest of an interest as printed are other than its ends."""
    return not found.points.is_point and found.points != found.bounds


@dataclass(frozen=True, slots=True)
class _Sums:
    """An interest as the sum of its paths."""

    found: EffectiveInterest
    holdings: HoldingRows

    def end(self, made: Extreme, value: Fraction | None) -> Cell:
        """The cell of an end, over the cells of the ends that make it."""
        assert value is not None

        def cell(holder: str, held: str) -> Ref | None:
            where = self.holdings.between(holder, held)
            ends = [where.low, where.high, *(where.printed or ())]
            if made is self.found.ends.most:
                ends = [where.high, where.low]
            elif made is not self.found.ends.least:
                ends.reverse()
            share = made.shares[held][holder]
            return next((each for each in ends if each.value == share), None)

        return self._sum(cell, value) or Held(value, self._why)

    def point(self) -> Cell:
        """The cell of the number that is printed; empty where it is not one."""
        value = self.found.point
        if value is None:
            return None

        def cell(holder: str, held: str) -> Ref | None:
            printed = self.holdings.between(holder, held).printed
            return printed and printed[0]

        bounds = self.found.bounds
        if bounds.is_point:
            return self._sum(cell, value) or self.end(self.found.ends.least, value)
        return self._sum(cell, value) or Held(value, self._why)

    def _sum(self, cell: Callable[[str, str], Ref | None], value: Fraction) -> Live | None:
        """The sum of the paths' products, if that is what it is."""
        products = [[cell(*pair) for pair in pairwise(path.via)] for path in self.found.paths]
        if self.found.loops or not products or max(map(len, products)) > _LONGEST:
            return None
        known = [[each for each in path if each is not None] for path in products]
        if known != products or value != sum(prod(each.value for each in path) for path in known):
            return None
        text = "+".join("*".join(each.text for each in path) for path in known)
        return Live(f"={text}", value)

    @property
    def _why(self) -> str:
        if self.found.loops:
            return "; ".join(f"solved with a loop: {', '.join(each)}" for each in self.found.loops)
        paths: tuple[Path, ...] = self.found.paths
        is_long = any(len(path.holdings) > _LONGEST for path in paths)
        return _MANY if is_long or self.found.remainder else _CUT
