"""The rows of holdings: each company's, over the claims that they rest on.

A holding's ends are kept between nothing and the whole. Where a claim has no such end ("at least
50%"), its cell is text, and stands for nothing or the whole until a number is typed there. Where
several claims print a number, the lowest and the highest of them stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from dealmodel.calculators.company import NOTHING, WHOLE
from dealmodel.calculators.holdings import UNKNOWN, Holding, Registry
from dealmodel.exports.table import Cell, Link, Live, Row
from dealmodel.exports.tables.answers import AS_PRINTED, Answered
from dealmodel.exports.tables.grid import HIGH, HULL, LOW
from dealmodel.exports.tables.inputs import Inputs
from dealmodel.exports.tables.line_rows import LineRows
from dealmodel.exports.tables.live import LiveCells
from dealmodel.exports.tables.places import Placed, among, own
from dealmodel.exports.tables.spread import NO_HIGH, NO_LOW
from dealmodel.exports.tables.styles import TOLERANCE
from dealmodel.figures.bounds import Bounds, hull, overlap
from dealmodel.figures.units import PURE
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell of this sheet and the number in it."""

    text: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Held:
    """Where a holding stands: its ends, and the lowest and the highest number printed for it, one
    cell where one claim alone prints any; ``second`` is a row of their own."""

    holding: Holding
    where: Placed
    low: Ref
    high: Ref
    printed: tuple[Ref, Ref] | None
    second: Placed | None


class HoldingRows:
    """The rows of a registry's holdings, and where each of them stands."""

    def __init__(self, registry: Registry, book: Book, lines: LineRows, inputs: Inputs) -> None:
        self._registry, self._book = registry, book
        self._lines, self._inputs = lines, inputs
        self._nothing, self._whole = map(inputs.constant, (NOTHING, WHOLE))
        self._held: dict[tuple[str, str], Held] = {}
        self._parts: dict[tuple[str, str], list[Held]] = {}

    def rows(self) -> Iterator[Row]:
        """Each company's holdings by all of their claims, and what those are added up from that
        were bought in parts; beside the first, what all holders have together."""
        for company, every in companies_of(self._registry):
            own_count = sum(verb == HOLDS for _, verb in every)
            held = [self._placed(holding) for holding, _ in every]
            parts = iter(held[own_count:])
            for each in held[:own_count]:
                self._held[_pair(each.holding)] = each
                self._parts[_pair(each.holding)] = [next(parts) for _ in each.holding.parts]
            labels = [f"{name_of(each.holder, self._book)} {verb}" for each, verb in every]
            for each, label in zip(held, labels, strict=True):
                self._holding(each, label)
            for each, label in zip(held, labels, strict=True):
                if each.second is not None:
                    self._as_printed(each, each.second, label)
            self._sum(company)
            subject, title = f"ownership.{company}", name_of(company, self._book)
            for each, label in zip(held, labels, strict=True):
                yield self._lines.finished(each.where.row, subject, title, label, "holding")

    def _placed(self, holding: Holding) -> Held:
        row = self._lines.next_row()
        second = self._lines.placed(row, HULL) if _has_several(holding) else None
        return _held(holding, self._lines.placed(row), second)

    def _sum(self, company: str) -> None:
        """What all holders of a company have together: no more than the whole, nor less where all
        are named."""
        several = self.of(company)
        rows = [each.where.row for each in several]
        first = rows[0]
        room = self._inputs.constant(TOLERANCE)
        for end, letters in (("low", LOW), ("high", HIGH)):
            value = sum((getattr(each, end).value for each in several), NOTHING)
            cell = f"SUM({among(f'${letters}$', rows)})"
            self._lines.set(first, "holders", end, Live(f"={cell}", value))
            if end == "low":
                self._lines.check(first, f"{cell}-{self._whole}>{room}", fails=value > WHOLE)
            elif self.is_complete(company):
                self._lines.check(first, f"{self._whole}-{cell}>{room}", fails=value < WHOLE)

    def of(self, company: str) -> list[Held]:
        """The holdings in a company, in the registry's order."""
        return [self._held[_pair(each)] for each in self._registry.in_company(company)]

    def is_complete(self, company: str) -> bool:
        """Whether all holders of a company are named."""
        return company in self._registry.complete

    def between(self, holder: str, held: str) -> Held:
        """Where the holding of one party in another stands."""
        return self._held[holder, held]

    def _holding(self, held: Held, label: str) -> None:
        holding, where, of = held.holding, held.where, self._places(held.holding)
        parts = self._parts[_pair(holding)] if holding.parts else []
        found = Answered(
            f"ownership.{holding.held}",
            name_of(holding.held, self._book),
            "holding",
            label,
            where,
            holding.point,
            holding.bounds,
            PURE,
            "share",
            holding.sources,
        )
        cells = (
            self._sum_of(held, parts)
            if parts
            else LiveCells(
                self._end(holding, of, "low", held.low.value),
                self._point(holding, of),
                self._end(holding, of, "high", held.high.value),
            )
        )
        claims: Cell = None
        if of:
            rows = ", ".join(dict.fromkeys(str(each.row) for each in of))
            claims = Link(f"{of[0].sheet} {rows}", of[0].target)
        self._lines.put(found, cells, how=how_held(holding), claims=claims, notes=notes_on(holding))

    def _sum_of(self, held: Held, parts: Sequence[Held]) -> LiveCells:
        """The cells of a holding that was bought in parts: their sums, no more than the whole."""

        def cell(refs: Sequence[Ref], value: Fraction) -> Live:
            return Live(f"=MIN({'+'.join(ref.text for ref in refs)},{self._whole})", value)

        low = cell([each.low for each in parts], held.low.value)
        high = cell([each.high for each in parts], held.high.value)
        printed = [each.printed for each in parts if each.printed is not None]
        point = None
        if held.holding.point is not None and len(printed) == len(parts):
            point = cell([first for first, _ in printed], held.holding.point)
        return LiveCells(low, point, high)

    def _as_printed(self, held: Held, where: Placed, label: str) -> None:
        holding = held.holding
        of = self._places(holding)
        bounds = Bounds(holding.points[0], holding.points[-1])
        found = Answered(
            f"ownership.{holding.held}",
            name_of(holding.held, self._book),
            "holding_as_printed",
            f"{label}{AS_PRINTED}",
            where,
            None,
            bounds,
            PURE,
            "share",
            holding.sources,
        )
        if holding.parts:
            ends = [each.printed for each in self._parts[_pair(holding)] if each.printed]
            low, high = ("+".join(pair[at].text for pair in ends) for at in (0, 1))
        else:
            points = self._values(holding, of)
            low, high = f"MIN({points})", f"MAX({points})"
        cells = LiveCells(Live(f"={low}", bounds.low), None, Live(f"={high}", bounds.high))
        self._lines.put(found, cells, HULL)

    def _places(self, holding: Holding) -> list[Placed]:
        return [self._inputs.place(each.figure, holding.subject) for each in holding.used]

    def _values(self, holding: Holding, of: Sequence[Placed]) -> str:
        """The cells of the numbers that are printed, for a call."""
        pairs = zip(holding.used, of, strict=True)
        return self._inputs.among(
            "value", [where for each, where in pairs if each.figure.value is not None]
        )

    def _point(self, holding: Holding, of: Sequence[Placed]) -> Cell:
        """The only number; of several claims, theirs if it is one."""
        valued = _valued(holding)
        if len(of) == 1 and valued:
            return Live(f"={of[0].point}", valued[0], is_link=True)
        if len(valued) < len(of) or not valued or not _is_printed(holding):
            return None
        points = self._values(holding, of)
        is_one = len(holding.points) == 1
        return Live(
            f'=IF(MAX({points})=MIN({points}),MIN({points}),"")', valued[0] if is_one else ""
        )

    def _end(self, holding: Holding, of: Sequence[Placed], side: str, value: Fraction) -> Cell:
        """An end of the holding, over the same ends of its claims."""
        nothing, whole = self._nothing, self._whole
        cut, limit, text = ("MAX", nothing, NO_LOW) if side == "low" else ("MIN", whole, NO_HIGH)
        if holding.is_unstated:
            return Live(f"={limit}", value, is_link=True)
        pairs = list(zip(holding.used, of, strict=True))
        ends = [each.figure.bounds for each, _ in pairs]
        numbers = [end.low if side == "low" else end.high for end in ends]
        known = [where for (_, where), end in zip(pairs, numbers, strict=True) if end is not None]
        cells = []
        if known:
            cells.append(self._inputs.among("low" if side == "low" else "high", known))
        for (_, where), end in zip(pairs, numbers, strict=True):
            if end is None:
                cell = where.low if side == "low" else where.high
                cells.append(f'IF({cell}="{text}",{limit},{cell})')
        inner = "MAX" if _is_overlap(holding) == (side == "low") else "MIN"
        several = ",".join(cells)
        if len(of) > 1 and inner != cut:
            several = f"{inner}({several})"
        return Live(f"={cut}({several},{limit})", value)


HOLDS, BOUGHT = "holds", "bought or held"


def companies_of(registry: Registry) -> Iterator[tuple[str, list[tuple[Holding, str]]]]:
    """Each company with its holdings and what those are added up from, each with its verb."""
    for company in dict.fromkeys(each.held for each in registry.holdings):
        several = list(registry.in_company(company))
        parts = [(part, BOUGHT) for each in several for part in each.parts]
        yield company, [*((each, HOLDS) for each in several), *parts]


def how_held(holding: Holding) -> str:
    """The words that a holding rests on."""
    return " or ".join(dict.fromkeys(each.says for each in holding.used)) or "share not stated"


def notes_on(holding: Holding) -> list[str]:
    """What is to be told beside a holding."""
    return ["as exported: the claims cannot all be right"] if holding.is_contradictory else []


def as_printed_bounds(holding: Holding) -> Bounds | None:
    """The lowest and the highest number printed for a holding, where there are several."""
    return Bounds(holding.points[0], holding.points[-1]) if _has_several(holding) else None


def _pair(holding: Holding) -> tuple[str, str]:
    return holding.holder, holding.held


def _held(holding: Holding, where: Placed, second: Placed | None) -> Held:
    bounds, points = holding.bounds, holding.points
    low = Ref(own(where.low), bounds.low or NOTHING)
    high = Ref(own(where.high), WHOLE if bounds.high is None else bounds.high)
    printed = None
    if second is not None:
        printed = Ref(own(second.low), points[0]), Ref(own(second.high), points[-1])
    elif points and (holding.point is not None if holding.parts else len(holding.used) == 1):
        printed = (Ref(own(where.point), points[0]),) * 2
    return Held(holding, where, low, high, printed, second)


def _has_several(holding: Holding) -> bool:
    """Whether there are several numbers as printed."""
    return len(holding.points) > 1 if holding.parts else len(_valued(holding)) > 1


def _valued(holding: Holding) -> list[Fraction]:
    """The numbers of the claims that print one."""
    return [each.figure.value for each in holding.used if each.figure.value is not None]


def _is_printed(holding: Holding) -> bool:
    """Whether numbers as printed stand for the holding even once they are one number: one claim
    alone, or several that all have a number, if that number is within their bounds."""
    if len(holding.used) == 1:
        return bool(holding.points)
    if len(_valued(holding)) < len(holding.used):
        return False
    if len(holding.points) == 1:
        return holding.point is not None
    kept = [each.figure.value in each.figure.bounds for each in holding.used if each.figure.value]
    return all(kept) if _is_overlap(holding) else any(kept)


def _is_overlap(holding: Holding) -> bool:
    """Whether the bounds are the overlap of those of its claims; or else their hull."""
    if holding.is_unstated:
        return False
    several = [each.figure.bounds for each in holding.used]
    common: Bounds | None = UNKNOWN
    for each in several:
        common = None if common is None else overlap(common, each)
    widest = overlap(reduce(hull, several), UNKNOWN)
    return common is not None and common == holding.bounds and common != widest
