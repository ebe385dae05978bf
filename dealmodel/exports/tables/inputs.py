"""The sheet of inputs: every figure that a source prints, and what else the formulas stand on.

Each claim's figure has a row, in the book's order; below them come the constants of formulas and
the figures that were put together from several claims, as formulas over the claims' own rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from dealmodel.calculators.holding_sizes import Sized
from dealmodel.calculators.selection import Selected
from dealmodel.derivations.kinds import title_of
from dealmodel.exports.table import Cell, Column, Live, Row
from dealmodel.exports.tables.book_places import BookPlaces
from dealmodel.exports.tables.days import day_of
from dealmodel.exports.tables.live import Formulas
from dealmodel.exports.tables.places import FIRST, Placed, among, column_of, placed
from dealmodel.exports.tables.sources import Sources
from dealmodel.exports.tables.spread import NO_HIGH, NO_LOW, Columns, Spread, spread
from dealmodel.exports.tables.styles import TOLERANCE, ends_text, exact_text, style_of
from dealmodel.figures.bounds import point
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.units import PURE
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.naming import name_of
from dealmodel.records.walking import ClaimList, claim_lists

SHEET = "Inputs"

COLUMNS = (
    Column("subject", "About", 32),
    Column("what", "What", 16),
    Column("says", "As printed", 24),
    Column("value", "Value", 16, "number", is_input=True),
    Column("low", "Low", 16, "number", "down", is_input=True),
    Column("high", "High", 16, "number", "up", is_input=True),
    Column("unit", "Unit", 9),
    Column("source", "Source", 24),
    Column("less", "Low is less by", 14, "number", is_input=True),
    Column("more", "High is more by", 14, "number", is_input=True),
    Column("ends", "Ends", 7),
    Column("hedge", "Hedge", 10),
    Column("why", "What it can mean", 52, wraps=True),
    Column("by", "Said by", 18),
    Column("said", "Said on", 11, "day"),
    Column("record", "Record", 40),
    Column("place", "Place in the book", 24),
    Column("exact_value", "Value in full", 32),
    Column("exact_low", "Low in full", 32),
    Column("exact_high", "High in full", 32),
    Column("live_exported", "Value as exported", 17, "number"),
    Column("live_told", "As it is told", 30),
)

_VALUE, _LOW, _HIGH = (column_of(COLUMNS, key) for key in ("value", "low", "high"))
_ENTERED = Columns(_VALUE, _LOW, _HIGH, column_of(COLUMNS, "less"), column_of(COLUMNS, "more"))

_SAYS, _EXPORTED, _TOLD = (
    column_of(COLUMNS, key) for key in ("says", "live_exported", "live_told")
)

VALUE_INDEX, WHY_INDEX = ([column.key for column in COLUMNS].index(key) for key in ("value", "why"))
"""The columns of values and of what they can mean, counted from 0."""

SPARE = 20
"""Rows that are left for new claims."""
SPARE_KEYS = ("says", "value", "source", "less", "more", "by", "said", "record")
"""The columns of those rows that may be filled."""

CONSTANTS = "Constants of formulas"
_CONSTANT_NAMES = {
    Fraction(0): "nothing",
    Fraction(1): "the whole, or one",
    TOLERANCE: "tolerance of tests",
    Fraction(10**6): "a million",
    Fraction(10**9): "a billion",
}

Path = tuple[str | int, ...]


class Inputs:
    """The rows of inputs, and where each figure stands among them.

    A figure is known by its object: a claim gives the same one each time it is read.
    """

    def __init__(self, book: Book, sources: Sources, rules: HedgeRules) -> None:
        self._book, self._sources = book, sources
        self._files = BookPlaces(book)
        self._rows: list[Row] = []
        self._read: set[int] = set()
        self._by_id: dict[int, tuple[Figure, Placed]] = {}
        self._claims: list[tuple[Path, Claim, Placed]] = []
        self._of_record: dict[str, list[tuple[Figure, Placed]]] = {}
        self._by_path: dict[Path, tuple[Figure, Placed]] = {}
        self._constants: dict[Fraction, Placed] = {}
        self._printed: dict[tuple[str, str | None, str, tuple[int, int]], Placed] = {}
        self._anywhere: dict[tuple[str | None, str, tuple[int, int]], Placed | None] = {}
        for each in claim_lists(book):
            if each.are_figures:
                self._add_claims(each, rules)

    @property
    def spare(self) -> tuple[int, int]:
        """The first and the last of the rows that are left for new claims, once all others are
        known."""
        first = FIRST + len(self._rows) + 2
        return first, first + SPARE - 1

    def rows(self) -> Iterator[Row]:
        """All rows, in order; what nothing reads is not to be changed."""
        for number, row in enumerate(self._rows, FIRST):
            is_fixed = row.is_fixed or number not in self._read
            yield replace(row, is_fixed=True) if is_fixed else row

    def row_of(self, path: Path) -> int | None:
        """The row of the claim at a path of the book."""
        found = self._by_path.get(path)
        return None if found is None else found[1].row

    def claimed(self, path: Path) -> tuple[Figure, Placed] | None:
        """The first figure of the claim at a path, and where it stands."""
        return self._by_path.get(path)

    def printed(self, subject: str) -> list[tuple[Figure, Placed]]:
        """The figures that sources print in a record, with where they stand."""
        return self._of_record.get(subject, [])

    def claims(self) -> Iterator[tuple[Path, Claim, Placed]]:
        """Each claim, with its path and where its first figure stands."""
        yield from self._claims

    def place(self, figure: Figure, subject: str) -> Placed:
        """Where a figure stands that an answer about ``subject`` rests on, which reads it."""
        where = self._place(figure, subject)
        self._read.add(where.row)
        return where

    def _place(self, figure: Figure, subject: str) -> Placed:
        found = self._by_id.get(id(figure))
        if found is not None:
            return found[1]
        if isinstance(figure, Selected):
            return self._selected(figure, subject)
        if isinstance(figure, Sized):
            return self._sized(figure, subject)
        words = figure.source, figure.verbatim, figure.span
        printed = self._printed.get((subject, *words)) or self._anywhere.get(words)
        if printed is None:
            about = title_of(subject, self._book) if figure.source else CONSTANTS
            return self._append(about, "given", figure)
        if figure.hedge in ("up_to", "at_most") and figure.bounds.is_point:
            # What counts with the most that it can be is the printed high end.
            printed = replace(printed, low=printed.high, point=printed.high)
        self._by_id[id(figure)] = figure, printed
        return printed

    def among(self, key: Literal["value", "low", "high"], of: Sequence[Placed]) -> str:
        """Cells of one column of this sheet, for a call of another sheet."""
        return among(f"${column_of(COLUMNS, key)}$", [each.row for each in of], SHEET)

    def constant(self, value: Fraction) -> str:
        """The cell of a formula's constant."""
        found = self._constants.get(value)
        if found is None:
            text = decimal_text(value)
            figure = Figure(
                text,
                (0, len(text)),
                "number",
                value,
                PURE,
                "exact",
                Fraction(1),
                point(value),
                "a constant of formulas",
            )
            what = _CONSTANT_NAMES.get(value, "constant")
            cells = Spread(value, None, None, None, None)
            where = self._append(CONSTANTS, what, figure, cells, is_fixed=True)
            found = self._constants[value] = where
        return found.point

    def _add_claims(self, claims: ClaimList, rules: HedgeRules) -> None:
        subject = ".".join(str(key) for key in claims.path[:2])
        title = title_of(subject, self._book)
        what = what_of(claims, self._book)
        for index, claim in enumerate(claims.claims):
            path = (*claims.path, index)
            for figure in claim.figures(rules):
                where = self._append(title, what, figure, None, claim, path)
                if path not in self._by_path:
                    self._by_path[path] = figure, where
                    self._claims.append((path, claim, where))
                self._of_record.setdefault(subject, []).append((figure, where))
                key = (subject, figure.source, figure.verbatim, figure.span)
                self._printed.setdefault(key, where)
                # What two records print alike is not known from another record.
                self._anywhere[key[1:]] = None if key[1:] in self._anywhere else where

    def _append(
        self,
        subject: str,
        what: str,
        figure: Figure,
        cells: Spread | None = None,
        claim: Claim | None = None,
        path: Path = (),
        *,
        is_fixed: bool = False,
    ) -> Placed:
        row = FIRST + len(self._rows)
        where = placed(SHEET, row, _LOW, _VALUE, _HIGH)
        self._by_id[id(figure)] = figure, where
        numbers = cells or spread(figure.value, figure.bounds, _ENTERED, row)
        self._rows.append(
            Row(
                (
                    subject,
                    what,
                    figure.verbatim,
                    numbers.value,
                    numbers.low,
                    numbers.high,
                    figure.unit.text,
                    self._sources.link(figure.source),
                    numbers.less,
                    numbers.more,
                    ends_text(figure.bounds),
                    figure.hedge,
                    figure.why,
                    name_of(claim.by, self._book) if claim and claim.by else None,
                    day_of(claim.on) if claim else None,
                    ".".join(str(key) for key in path) or None,
                    self._files.of(path) if path else None,
                    exact_text(figure.value),
                    exact_text(figure.bounds.low, "down"),
                    exact_text(figure.bounds.high, "up"),
                    figure.value,
                    _told(figure, row),
                ),
                "count" if is_fixed and _is_whole(figure) else style_of(figure.kind, figure.unit),
                is_fixed=is_fixed,
            )
        )
        return where

    def _sized(self, figure: Sized, subject: str) -> Placed:
        """A share of the whole by the number of shares, over the cells of these."""
        given = figure.result.inputs.items()
        places = {
            name: self.place(each, subject) for name, each in given if isinstance(each, Figure)
        }
        cells = Formulas(self.constant).live(figure.result, places)
        spread = Spread(cells.point, cells.low, cells.high, None, None)
        return self._append(title_of(subject, self._book), "share of all shares", figure, spread)

    def _selected(self, figure: Selected, subject: str) -> Placed:
        """What was chosen of several claims, or put together from them."""
        several = [account.in_unit(figure.unit) or account.figure for account in figure.used]
        of = [self.place(each, subject) for each in several]
        if len(of) == 1 and several[0].bounds == figure.bounds:
            self._by_id[id(figure)] = figure, of[0]
            return of[0]
        inner, outer = ("MAX", "MIN") if figure.prefer == "overlap" else ("MIN", "MAX")
        bounds = figure.bounds
        cells = Spread(
            None if figure.value is None else Live(f"={_own(of[0].point)}", figure.value),
            _of_all(inner, [each.low for each in of], bounds.low, NO_LOW),
            _of_all(outer, [each.high for each in of], bounds.high, NO_HIGH),
            None,
            None,
        )
        return self._append(title_of(subject, self._book), figure.prefer, figure, cells)


def _is_whole(figure: Figure) -> bool:
    return figure.value is not None and figure.value.denominator == 1


def told_cell(row: int) -> str:
    """The cell that tells the printed words of a claim's figure."""
    return f"{SHEET}!${_TOLD}${row}"


def _told(figure: Figure, row: int) -> Cell:
    """The printed words, and the number once it is another than at export."""
    says = f"{_SAYS}{row}"
    if figure.value is None:
        return Live(f"={says}", figure.verbatim)
    value = f"{_VALUE}{row}"
    changed = f'{says}&" (now "&{value}&")"'
    return Live(f"=IF({value}={_EXPORTED}{row},{says},{changed})", figure.verbatim)


def _of_all(function: str, cells: Sequence[str], value: Fraction | None, absent: str) -> Cell:
    if value is None:
        return absent
    return Live(f"={function}({','.join(map(_own, cells))})", value)


def _own(cell: str) -> str:
    """A cell of this sheet, as its own formulas name it."""
    return cell.removeprefix(f"{SHEET}!")


def what_of(claims: ClaimList, book: Book) -> str:
    """What a list of claims is about within its record.

    >>> what_of(ClaimList(("joint_ventures", "x", "holders", "a"), None, (), True), Book(book="x"))
    'holders: a'
    """
    field, *keys = claims.path[2:]
    if field == "facts":
        return str(keys[0]).replace("-", " ")
    words = str(field).replace("_", " ")
    return ": ".join([words, *(name_of(str(key), book) for key in keys)])
