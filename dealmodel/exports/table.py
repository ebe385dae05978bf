"""Typed cells: what every format writes, each in its own way.

A table has columns and rows; a cell is text, an exact number, a day, or one of the three below. A
writer decides how a cell looks and never what it holds: a spreadsheet writes a :class:`Live` cell
as its formula with the value kept beside it, every other format writes the value.

Numbers are exact fractions here. A format that cannot hold one rounds it on its own account: the
point half-even, a low end down, a high end up (:attr:`Column.rounding`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from dealmodel.figures.decimals import Rounding
from dealmodel.figures.markup import html_table

if TYPE_CHECKING:
    from dealmodel.exports.frame import Library

_LONGEST_ADDRESS = 1500
_UNSAFE = frozenset(" \"<>\\^`{|}'")
"""In no address that a program follows as it stands."""

ColumnKind = Literal["text", "number", "day"]
"""``day`` holds a date where the day is known, and text such as ``2023-10`` where it is not."""

Value = str | Fraction | date | None


@dataclass(frozen=True, slots=True)
class Live:
    """A value that a spreadsheet computes: ``formula`` with its ``=``. ``is_link``: the formula
    only repeats a cell of another sheet."""

    formula: str
    value: Value
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """A derived number that no plain formula gives, so that its value stands for it; ``why``."""

    value: Fraction
    why: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to a cell: ``target`` is its sheet and address, such as ``Sources!A5``."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Address:
    """Text that is the address of a page: only :func:`web_address` makes one."""

    text: str


Cell = Value | Live | Held | Link | Address


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` heads the column in files for programs, ``title`` where people read it. ``width`` is
    in characters. ``is_input``: its numbers are entered, and may be changed. ``style`` is that of
    its numbers where it is not the row's; ``wraps``: long text goes on in further lines. ``unit``
    is the number of the row's style that its numbers have."""

    key: str
    title: str
    width: int
    kind: ColumnKind = "text"
    rounding: Rounding = "half_even"
    is_input: bool = False
    style: str = ""
    wraps: bool = False
    unit: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row; ``style`` says how its numbers are shown: a currency's code,
    ``share``, ``growth``, ``count``, ``rate``, ``whole`` or ``number``; ``others`` are those of
    numbers in further units. ``is_result``: other rows only lead to it; ``is_fixed``: nothing in it
    is to be changed."""

    cells: tuple[Cell, ...]
    style: str = "number"
    is_result: bool = False
    is_fixed: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """``name`` is that of a sheet or of ``--table``; ``rows`` may be a generator, read once."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]

    def records(self) -> Iterator[dict[str, Value]]:
        """Each row as a mapping from the columns' keys to plain values: numbers exact, and nothing
        but numbers where the column is of numbers, as in every file for programs.

        >>> columns = Column("who", "Who", 9), Column("high", "High", 9, "number")
        >>> rows = [Row(("CNBC", Live("=Inputs!$F$5", Fraction(21, 100)))), Row(("Wikipedia", "∞"))]
        >>> list(Table("shares", "Shares", columns, rows).records())
        [{'who': 'CNBC', 'high': Fraction(21, 100)}, {'who': 'Wikipedia', 'high': None}]
        """
        # Loaded here: what a cell is in a file for programs stands on this module.
        from dealmodel.exports.plain import kept

        for row in self.rows:
            cells = zip(row.cells, self.columns, strict=True)
            yield {column.key: kept(cell, column) for cell, column in cells}

    def __repr__(self) -> str:
        keys = ", ".join(column.key for column in self.columns)
        return f"<Table {self.name!r}: {keys}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the rows, unless they can be read only once. All text is
        escaped."""
        rows = self.rows if isinstance(self.rows, Sequence) else ()
        shown = ((str(value_of(cell) or "") for cell in row.cells) for row in rows)
        return html_table((column.title for column in self.columns), shown)

    def to_frame(self, library: Library | None = None) -> Any:
        """The table as a data frame of ``pandas``, or of ``polars`` where that is named or only
        that is installed: see :mod:`dealmodel.exports.frame`."""
        from dealmodel.exports.frame import to_frame

        return to_frame(self, library)


def value_of(cell: Cell) -> Value:
    """What a cell holds for a format without formulas and links.

    >>> value_of(Live("=Inputs!$E$5", Fraction(21, 100))), value_of(Link("CNBC", "Sources!A5"))
    (Fraction(21, 100), 'CNBC')
    """
    if isinstance(cell, Live | Held):
        return cell.value
    return cell.text if isinstance(cell, Link | Address) else cell


def web_address(text: str | None) -> Address | str | None:
    """An address that may be followed: of http or https, with a host, and nothing hidden in it;
    any other text stays text.

    >>> web_address("https://example.org/a?b=1"), web_address("javascript:alert(1)")
    (Address(text='https://example.org/a?b=1'), 'javascript:alert(1)')
    """
    if text is None or len(text) > _LONGEST_ADDRESS or not text.isascii():
        return text
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in text
    except ValueError:
        return text
    is_plain = text.isprintable() and not set(text) & _UNSAFE
    return Address(text) if is_web and is_plain else text
