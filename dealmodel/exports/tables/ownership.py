"""The rows of ownership: holdings, then each effective interest, then how each is worked out.

An interest is a row that leads to the last of its *block*: shares used and steps, each a formula
over rows above it, so that loops are solved and never circular. In the column of the low end stands
what makes the interest least, in that of the high end what makes it most. Where claims print, or
may come to print, different numbers, a second row and block have the lowest and the highest as
printed, and the point is where these meet. What is printed beyond the least or the most is cut off
there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from dealmodel.calculators.chosen_shares import Column
from dealmodel.calculators.ownership import EffectiveInterest, Ownership
from dealmodel.derivations.answers import Effective
from dealmodel.errors import FormulaTooLarge
from dealmodel.exports.table import Live, value_of
from dealmodel.exports.tables.answers import Answered, derived_row
from dealmodel.exports.tables.block import AS_PRINTED, Block, Line, Side
from dealmodel.exports.tables.checks import HoldersSum
from dealmodel.exports.tables.derived import DerivedRows
from dealmodel.exports.tables.ends_printed import Ends, only, point_at, within
from dealmodel.exports.tables.fixed_interest import FIXED, fixed_block, has_column
from dealmodel.exports.tables.free_part import WHOLE, Constants, Ref
from dealmodel.exports.tables.holdings import HoldingRows, Made
from dealmodel.exports.tables.inputs import Inputs
from dealmodel.exports.tables.live import LiveCells
from dealmodel.exports.tables.live_interest import Way, bounds_block, printed_block
from dealmodel.exports.tables.places import Placed
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import PURE
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of

_ENDS: tuple[Side, ...] = "low", "high"


@dataclass(frozen=True, slots=True)
class _Interest:
    """An interest and where it stands, its numbers as printed too where they may be several.
    ``has_point``: what is printed for the shares is one number each, whatever is entered."""

    item: Effective
    way: Way
    where: Placed
    printed: Placed | None
    has_point: bool


@dataclass(frozen=True, slots=True)
class _Worked:
    """The blocks of an interest, and the cells of its own rows."""

    bounds: Block
    printed: Block | None
    cells: LiveCells
    as_printed: tuple[Live, Live] | None
    is_fixed: bool

    @property
    def lines(self) -> Iterator[Line]:
        yield from self.bounds.lines
        if self.printed is not None:
            yield from self.printed.lines

    def gives(self, found: EffectiveInterest) -> bool:
        """Whether all is a formula, and what the interest is."""
        cells = (self.cells.low, self.cells.high, *(self.as_printed or ()))
        ends = [found.bounds.low, found.bounds.high]
        if self.as_printed is not None:
            ends += [found.points.low, found.points.high]
        blocks = [each for each in (self.bounds, self.printed) if each is not None]
        return (
            list(map(value_of, cells)) == ends
            and (value_of(self.cells.point) or None) == found.point
            and not any(each.has_held for each in blocks)
        )


class OwnershipRows:
    """The rows of ownership below the sheet's other answers."""

    def __init__(self, ownership: Ownership, book: Book, rows: DerivedRows, inputs: Inputs) -> None:
        self._registry, self._book = ownership.registry, book
        self._rows, self._inputs = rows, inputs
        self._by = Constants.of(inputs)
        self._holdings = HoldingRows(self._registry, book, rows, inputs)

    def holdings(self) -> Iterator[Made]:
        """The rows of all holdings."""
        return self._holdings.rows()

    def sums(self) -> Iterator[HoldersSum]:
        """For each company what its holders have together."""
        return self._holdings.sums()

    def interests(self, items: Iterable[Effective]) -> Iterator[Made]:
        """The rows of all interests, then how each is worked out."""
        placed = [self._placed(item) for item in items]
        if not placed:
            return
        start = (placed[-1].printed or placed[-1].where).row + 1
        several = []
        for interest in placed:
            worked = self._worked(interest, start)
            several.append(worked)
            start = (worked.printed or worked.bounds).end
        for interest, worked in zip(placed, several, strict=True):
            yield from self._interest(interest, worked)
        for interest, worked in zip(placed, several, strict=True):
            for line in worked.lines:
                yield self._line(interest.item, line)

    def _placed(self, item: Effective) -> _Interest:
        found = item.found
        way = Way.of(self._registry, found.owner, found.held, item.names)
        lacks = self._registry.lacks_numbers(found.owner, found.held)
        where = self._rows.place()
        printed = None if lacks or way.is_printed_once else self._rows.place()
        return _Interest(item, way, where, printed, way.is_printed_once and not lacks)

    def _worked(self, interest: _Interest, start: int) -> _Worked:
        """The rows from ``start`` on, live where formulas can tell what the interest is."""
        if interest.way.companies:
            try:
                found = self._live(interest, start)
            except FormulaTooLarge:
                pass
            else:
                if found.gives(interest.item.found):
                    return found
        return self._fixed(interest, start)

    def _live(self, interest: _Interest, start: int) -> _Worked:
        way, by, holdings = interest.way, self._by, self._holdings
        sides = ("low", "point", "high") if interest.has_point else _ENDS
        block = bounds_block(way, holdings, by, self._block(start, sides))
        printed = None
        if interest.printed is not None:
            printed = printed_block(way, holdings, by, self._block(block.end, _ENDS, AS_PRINTED))
        return self._told(interest, block, printed, is_fixed=False)

    def _fixed(self, interest: _Interest, start: int) -> _Worked:
        item = interest.item
        working, by, holdings = item.working, self._by, self._holdings
        has_numbers = has_column(working, "printed_low")
        columns: dict[Side, Column] = {"low": "least", "high": "most"}
        if interest.has_point and has_numbers and item.found.point is not None:
            columns = {"low": "least", "point": "printed_low", "high": "most"}
        block = self._block(start, tuple(columns))
        fixed_block(working, columns, item.names, holdings, by, block)
        printed = None
        if interest.printed is not None and has_numbers:
            columns = {"low": "printed_low", "high": "printed_high"}
            printed = self._block(block.end, _ENDS, AS_PRINTED)
            fixed_block(working, columns, item.names, holdings, by, printed)
        return self._told(interest, block, printed, is_fixed=True)

    def _block(self, start: int, sides: tuple[Side, ...], suffix: str = "") -> Block:
        return Block(start, sides, suffix, self._inputs.constant)

    def _told(
        self, interest: _Interest, block: Block, printed: Block | None, *, is_fixed: bool
    ) -> _Worked:
        """The blocks with the cells of the interest's own rows, which lead to them."""
        found = interest.item.found
        low, high = (block.total(side) for side in _ENDS)
        ends = Ends(low, high, found.bounds.low_open, found.bounds.high_open)
        point: Live | None = only(low, high, self._by)
        as_printed = None
        if "point" in block.sides:
            number = block.total("point")
            point = point_at(number, number, ends, self._by)
        if printed is not None:
            lowest, highest = (printed.total(side) for side in _ENDS)
            point = point_at(lowest, highest, ends, self._by)
            as_printed = within(lowest, highest, ends, self._by)
        elif interest.printed is not None:
            as_printed = _link(low), _link(high)
        if (
            is_fixed
            and point is not None
            and point.value != ("" if found.point is None else found.point)
        ):
            point = None
        return _Worked(
            block, printed, LiveCells(_link(low), point, _link(high)), as_printed, is_fixed
        )

    def _interest(self, interest: _Interest, worked: _Worked) -> Iterator[Made]:
        found = interest.item.found
        yield self._result(
            interest.item, worked, interest.where, "", worked.cells, found.point, found.bounds
        )
        if interest.printed is not None and worked.as_printed is not None:
            low, high = worked.as_printed
            cells = LiveCells(low, None, high)
            yield self._result(
                interest.item, worked, interest.printed, AS_PRINTED, cells, None, found.points
            )

    def _result(
        self,
        item: Effective,
        worked: _Worked,
        where: Placed,
        suffix: str,
        cells: LiveCells,
        point: Fraction | None,
        bounds: Bounds,
    ) -> Made:
        answered = Answered(
            item.subject,
            name_of(item.found.held, self._book),
            f"{item.name}{'_as_printed' if suffix else ''}",
            f"{item.label}{suffix}",
            where,
            point,
            bounds,
            PURE,
            "share",
            item.sources,
            made_of=WHOLE,
        )
        notes = []
        if worked.is_fixed:
            notes = [f"solved with a loop: {', '.join(loop)}" for loop in item.found.loops]
            notes.append(FIXED)
        if item.found.warnings:
            notes.append(f"as exported: {'; '.join(item.found.warnings)}")
        row = derived_row(
            answered,
            cells,
            self._book,
            formula=worked.bounds.lines[-1].formula,
            notes=notes,
            is_result=True,
        )
        return row, answered

    def _line(self, item: Effective, line: Line) -> Made:
        values = line.values
        answered = Answered(
            item.subject,
            name_of(item.found.held, self._book),
            line.name,
            line.label,
            self._rows.place(),
            values.get("point"),
            Bounds.ordered(values["low"], values["high"], False, False),
            PURE,
            "share",
            line.sources,
            is_range=line.is_range,
            made_of=WHOLE,
        )
        row = derived_row(answered, line.live, self._book, how=line.how, formula=line.formula)
        return row, answered


def _link(ref: Ref) -> Live:
    return Live(f"={ref.text}", ref.value)
