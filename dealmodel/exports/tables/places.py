"""Where in a workbook things stand: sheets, rows and cells.

Every sheet that holds a table has its column titles in row ``HEADER`` and its first row of data in
row ``FIRST``, so that the place of a cell is known before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dealmodel.derivations.kinds import KINDS
from dealmodel.errors import FormulaTooLarge
from dealmodel.exports.formula_text import column_letters
from dealmodel.exports.table import Column
from dealmodel.formulas.cells import MAX_ARGUMENTS

OWNERSHIP = "Ownership"
"""The sheet that shows who holds what through whom, beside the answers that stand there."""


def _derived_sheets() -> Mapping[str, tuple[str, ...]]:
    sheets: dict[str, tuple[str, ...]] = {}
    for kind in sorted(KINDS, key=lambda kind: kind.sheet == OWNERSHIP):
        sheets[kind.sheet] = (*sheets.get(kind.sheet, ()), kind.section)
    return sheets


DERIVED_SHEETS = _derived_sheets()
"""The sheets of answers, and which sections of a book those are about."""

SHEETS = (
    "Cover",
    "Control",
    "Inputs",
    "Rates",
    *DERIVED_SHEETS,
    "Agreements",
    "Findings",
    "Sources",
    "Checks",
)
"""The sheets of a workbook, in order."""

HEADER = 4
FIRST = HEADER + 1


@dataclass(frozen=True, slots=True)
class Placed:
    """The cells that a quantity stands in, each by sheet and address; ``words`` is that of what it
    is made of, where there is one."""

    sheet: str
    row: int
    low: str
    point: str
    high: str
    words: str = ""

    @property
    def target(self) -> str:
        """What a link to it leads to."""
        return f"{self.sheet}!A{self.row}"


@lru_cache(maxsize=512)
def letters(index: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    return column_letters(index + 1)


def column_of(columns: Sequence[Column], key: str) -> str:
    """The letters of the column with a key."""
    return letters([column.key for column in columns].index(key))


def cell_of(sheet: str, column: str, row: int) -> str:
    """A cell's absolute address.

    >>> cell_of("Inputs", "E", 5)
    'Inputs!$E$5'
    """
    return f"{sheet}!${column}${row}"


def placed(sheet: str, row: int, low: str, point: str, high: str) -> Placed:
    """A quantity in three columns of a row."""
    return Placed(
        sheet, row, cell_of(sheet, low, row), cell_of(sheet, point, row), cell_of(sheet, high, row)
    )


def own(cell: str) -> str:
    """A cell as formulas of its own sheet name it.

    >>> own("Prices!$C$5")
    '$C$5'
    """
    return cell.rpartition("!")[2]


def cells_among(cells: Sequence[str], sheet: str = "") -> str:
    """Cells of one sheet, to stand in a call on it or, with ``sheet``, on another: neighbours of a
    column as ranges.

    >>> cells_among(["Prices!$C$5", "Prices!$C$6", "Prices!$K$5"])
    '$C$5:$C$6,$K$5'

    :raises FormulaTooLarge: they are more than a call takes.
    """
    columns: dict[str, list[int]] = {}
    for cell in cells:
        _, column, row = own(cell).split("$")
        columns.setdefault(column, []).append(int(row))
    return ",".join(among(f"${column}$", sorted(rows), sheet) for column, rows in columns.items())


def among(column: str, rows: Sequence[int], sheet: str = "") -> str:
    """Cells of a column, neighbours as ranges, to stand in a call.

    >>> among("C", [5, 6, 7, 12]), among("$E", [8, 9], "Inputs")
    ('C5:C7,C12', 'Inputs!$E8:$E9')

    :raises FormulaTooLarge: they are more than a call takes.
    """
    parts: list[list[int]] = []
    for row in rows:
        if parts and row == parts[-1][-1] + 1:
            parts[-1].append(row)
        else:
            parts.append([row])
    if len(parts) > MAX_ARGUMENTS:
        raise FormulaTooLarge(
            f"{len(rows)} cells in {len(parts)} places: a call in a cell takes {MAX_ARGUMENTS}; "
            "export the book as .csv or .json"
        )
    prefix = f"{sheet}!" if sheet else ""
    return ",".join(
        prefix + f"{column}{part[0]}" + (f":{column}{part[-1]}" if len(part) > 1 else "")
        for part in parts
    )
