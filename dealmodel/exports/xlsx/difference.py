"""What differs between the cells, and the names, of two workbooks. Nothing is read here.

*Expected* is the book's own export, *found* the file that somebody had. What programs change when
they save a file does not count: how formulas are spelled (see
:mod:`dealmodel.exports.formula_text`), numbers within 1e-12 of each other, a formula's within 1e-9
(a small difference of large numbers has no more digits in a spreadsheet), a truth value that became
``=TRUE()``. *Extra* is what was added in free cells: it is told and does not fail; where a
formula of the book reads an added cell, that formula's own value shows it. A *stale value* has the
right formula: something that it reads was changed, or the file was saved without being
recalculated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from dealmodel.exports.formula_text import COMPUTED, RELATIVE, same_formula, same_number
from dealmodel.exports.xlsx.cells import Cell
from dealmodel.exports.xlsx.reading import Name

What = Literal[
    "formula",
    "value",
    "stale value",
    "missing",
    "extra",
    "name",
    "missing name",
    "extra name",
    "missing sheet",
    "extra sheet",
]

_LONGEST = 80
_TRUTH = {"TRUE": "1", "TRUE()": "1", "FALSE": "0", "FALSE()": "0"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. ``sheet`` is None for a name, ``cell`` the address or the name, None
    for a sheet. ``expected`` and ``found`` read as in a formula bar: ``=A1*2``, ``0.21``, and text
    in double quotes; None stands for nothing there."""

    what: What
    sheet: str | None
    cell: str | None
    expected: str | None = None
    found: str | None = None

    @property
    def fails(self) -> bool:
        """Whether the workbook is then not what the book gives."""
        return not self.what.startswith("extra")

    def to_dict(self) -> dict[str, str | None]:
        return {
            "what": self.what,
            "sheet": self.sheet,
            "cell": self.cell,
            "expected": self.expected,
            "found": self.found,
        }

    def __str__(self) -> str:
        """
        >>> print(Difference("value", "Inputs", "E5", "0.21", "0.25"))
        Inputs!E5: value: the book gives 0.21, the workbook has 0.25
        >>> print(Difference("extra", "Inputs", "Z1", None, '"ask the\\nbroker"'))
        Inputs!Z1: extra: the workbook has "ask the\\nbroker"
        """
        place = "!".join(part for part in (self.sheet, self.cell) if part is not None)
        sides = {"the book gives": self.expected, "the workbook has": self.found}
        if self.what in ("formula", "value", "stale value"):
            said = [f"{side} {_line(text or 'nothing')}" for side, text in sides.items()]
        else:
            said = [f"{side} {_line(text)}" for side, text in sides.items() if text is not None]
        return ": ".join([_line(place), self.what, *([", ".join(said)] if said else [])])


def compared_cells(
    sheet: str, expected: Iterable[Cell], found: Iterable[Cell]
) -> Iterator[Difference]:
    """What differs between the cells of a sheet; both come by rows.

    >>> given = [Cell(1, 1, None, "number", "0.21"), Cell(2, 1, "A1*2", "number", "0.42")]
    >>> there = [Cell(1, 1, None, "number", "0.25"), Cell(2, 1, "$A$1 * 2", "number", "0.5")]
    >>> [(each.cell, each.what) for each in compared_cells("Inputs", given, there)]
    [('A1', 'value'), ('A2', 'stale value')]
    """
    others = iter(found)
    other = next(others, None)
    for cell in expected:
        if cell == other:
            other = next(others, None)
            continue
        while other is not None and other[:2] < cell[:2]:
            yield Difference("extra", sheet, other.address, None, _content(other))
            other = next(others, None)
        if other is not None and other[:2] == cell[:2]:
            yield from _compared_cell(sheet, cell, other)
            other = next(others, None)
        else:
            yield Difference("missing", sheet, cell.address, _content(cell))
    while other is not None:
        yield Difference("extra", sheet, other.address, None, _content(other))
        other = next(others, None)


def compared_names(expected: Mapping[str, Name], found: Mapping[str, Name]) -> Iterator[Difference]:
    """What differs between the names of two workbooks; keys are names in lower case."""
    for key, given in expected.items():
        there = found.get(key)
        if there is None:
            yield Difference("missing name", None, given.name, f"={given.formula}")
        elif not same_formula(given.formula, there.formula):
            yield Difference("name", None, given.name, f"={given.formula}", f"={there.formula}")
    for key, added in found.items():
        if key not in expected:
            yield Difference("extra name", None, added.name, None, f"={added.formula}")


def _compared_cell(sheet: str, expected: Cell, found: Cell) -> Iterator[Difference]:
    expected, found = _without_truth(expected), _without_truth(found)
    if not _same_formulas(expected.formula, found.formula):
        yield Difference("formula", sheet, expected.address, _content(expected), _content(found))
    elif not _same_values(expected, found):
        what: What = "value" if expected.formula is None else "stale value"
        yield Difference(what, sheet, expected.address, _value(expected), _value(found))


def _without_truth(cell: Cell) -> Cell:
    """A truth value that a program saved as a formula, as the value it is."""
    text = None if cell.formula is None else _TRUTH.get(cell.formula.upper())
    return cell if text is None else cell._replace(formula=None, kind="number", text=text)


def _same_formulas(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return same_formula(one, other)


def _same_values(one: Cell, other: Cell) -> bool:
    if one.kind != other.kind:
        return False
    within = RELATIVE if one.formula is None else COMPUTED
    is_number = one.kind == "number"
    return one.text == other.text or (is_number and same_number(one.text, other.text, within))


def _content(cell: Cell) -> str | None:
    return _value(cell) if cell.formula is None else f"={cell.formula}"


def _value(cell: Cell) -> str | None:
    if cell.kind == "text":
        return '"' + cell.text.replace('"', '""') + '"'
    return None if cell.kind == "nothing" else cell.text


def _line(text: str) -> str:
    """The text on one line, and of a long one its beginning."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in shown)
