"""The cells of one sheet as its file holds them: formulas with their cached values.

A *cached value* is what the program that saved the file last had computed. Numbers stay the text
they are in the file; dates are numbers of days, truth values 1 and 0. Cells that hold nothing but a
format are left out. A formula that the file keeps once for a filled range is spelled out for each
cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Literal, NamedTuple

from dealmodel.errors import FileError
from dealmodel.exports.formula_text import column_letters, column_number, shifted
from dealmodel.exports.xlsx.package import SAVE_AGAIN, Child, Package, Record
from dealmodel.figures.decimals import decimal_text

ValueKind = Literal["number", "text", "error", "nothing"]

_TRUTH = {"true": "1", "false": "0"}
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_DAY_ZERO = datetime(1899, 12, 30, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_TICKS_A_DAY = timedelta(days=1) // _TICK


class Cell(NamedTuple):
    """One cell: ``formula`` without its ``=``. A tuple, as there are millions, and most of two
    workbooks' cells are equal at one glance."""

    row: int
    column: int
    formula: str | None
    kind: ValueKind
    text: str

    @property
    def address(self) -> str:
        """
        >>> Cell(5, 28, None, "number", "0.21").address
        'AB5'
        """
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class SheetCells:
    """Reads the cells of the sheet called ``name`` from one part of a file, once; ``texts`` are
    those that the workbook keeps apart."""

    package: Package
    part: str
    name: str
    texts: Sequence[str]
    _filled: dict[str, tuple[str, int, int]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Cell]:
        """The cells that hold something, by rows. Raises :class:`FileError`."""
        columns: dict[str, int] = {}
        last = (0, 0)
        for record in self.package.records(self.part, "c"):
            address = record.attributes.get("r", "")
            letters = address.rstrip("0123456789")
            if letters not in columns:
                columns[letters] = self._column(address, letters)
            digits = address[len(letters) :]
            if not 0 < len(digits) < 8:
                raise self._fault(address, "has no address")
            at = (int(digits), columns[letters])
            if at <= last:
                raise self._fault(address, "is out of order")
            last = at
            cell = self._cell(address, *at, record)
            if cell.kind != "nothing" or cell.formula is not None:
                yield cell

    def _cell(self, address: str, row: int, column: int, record: Record) -> Cell:
        formula: str | None = None
        value = ""
        for child in record.children:
            if child.tag == "v":
                value = child.text
            elif child.tag == "f":
                formula = self._formula(address, row, column, child)
        kind = record.attributes.get("t", "n")
        if kind == "inlineStr":
            value = joined(record.children)
        if not value:
            return Cell(row, column, formula, "nothing", "")
        return Cell(row, column, formula, *self._value(address, kind, value))

    def _formula(self, address: str, row: int, column: int, child: Child) -> str:
        kind = child.attributes.get("t", "normal")
        if kind == "normal":
            return child.text
        if kind != "shared":
            # What is computed as an array is another formula, though its text be the same.
            return f"{{{child.text}}}"
        shared = child.attributes.get("si", "")
        if child.text:
            self._filled[shared] = (child.text, row, column)
            return child.text
        if shared not in self._filled:
            raise self._fault(address, "repeats a formula that is not there")
        formula, first_row, first_column = self._filled[shared]
        return shifted(formula, row - first_row, column - first_column)

    def _value(self, address: str, kind: str, value: str) -> tuple[ValueKind, str]:
        if kind == "n":
            return "number", value
        if kind == "b":
            return "number", _TRUTH.get(value, value)
        if kind == "d":
            return "number", self._days(address, value)
        if kind == "e":
            return "error", value
        if kind == "s":
            text = self._kept_text(address, value)
        elif kind in ("str", "inlineStr"):
            text = plain(value)
        else:
            raise self._fault(address, "is of no kind that is known")
        return ("text", text) if text else ("nothing", "")

    def _kept_text(self, address: str, index: str) -> str:
        if index.isascii() and index.isdigit() and len(index) < 10:
            place = int(index)
            if place < len(self.texts):
                return self.texts[place]
        raise self._fault(address, "has a text that is not there")

    def _days(self, address: str, value: str) -> str:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise self._fault(address, "has a date that is none") from None
        passed = moment.replace(tzinfo=UTC) - _DAY_ZERO
        return decimal_text(Fraction(passed // _TICK, _TICKS_A_DAY))

    def _column(self, address: str, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and len(letters) < 4):
            raise self._fault(address, "has no address")
        return column_number(letters)

    def _fault(self, address: str, what: str) -> FileError:
        cell = f"{self.name}!{address}"[:60]
        return self.package.fault(f"is damaged (the cell {cell} {what}): {SAVE_AGAIN}")


def joined(children: Sequence[Child]) -> str:
    """The text of a run of rich text, without the reading aids that East Asian text may have."""
    texts: list[str] = []
    for child in children:
        if child.tag == "t":
            texts.append(child.text)
        elif child.tag == "rPh" and texts:
            texts.pop()
    return "".join(texts)


def plain(text: str) -> str:
    r"""The text that a file's own text stands for, with ``\n`` at the ends of its lines.

    >>> plain("a_x000D_\nb_x005F_x")
    'a\nb_x'
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
