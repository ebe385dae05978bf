"""Names of cells: ``in_`` for inputs, ``fx_`` for rates, ``out_`` for headline answers.

A name is made of the book's own ids. It is never one that a spreadsheet takes for a cell (``EUR1``,
``R1C1``), and no two are told apart by their capitals alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.catalogue import Tables

Prefix = Literal["in", "fx", "out"]

MAX_NAMES = 500
"""So many cells of a kind are named at most: beyond, a list of names helps nobody."""

_LENGTH = 200
_UNFIT = re.compile(r"[^A-Za-z0-9]+")
_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*|[Cc][0-9]*|[Rr][0-9]*[Cc][0-9]*")


class Names:
    """The names of a workbook's cells, each once."""

    def __init__(self) -> None:
        self._cells: dict[str, tuple[str, str]] = {}

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield from self._cells.values()

    def add(self, prefix: Prefix, words: Iterable[str], cell: str) -> str:
        """Name a cell by what it holds; a name that is taken gets a number.

        >>> names = Names()
        >>> names.add("fx", ["usd_per_eur", "2023-10"], "Rates!$D$5")
        'fx_usd_per_eur_2023_10'
        >>> names.add("fx", ["USD_per_EUR", "2023-10"], "Rates!$D$6")
        'fx_USD_per_EUR_2023_10_2'
        """
        stem = _UNFIT.sub("_", "_".join([prefix, *words]))[:_LENGTH].strip("_")
        name, number = stem, 2
        while name.lower() in self._cells or is_cell(name):
            name, number = f"{stem}_{number}", number + 1
        self._cells[name.lower()] = name, cell
        return name


def is_cell(name: str) -> bool:
    """Whether a spreadsheet takes a name for a cell, in either of its ways of writing them.

    >>> is_cell("EUR1"), is_cell("R1C1"), is_cell("fx_eur")
    (True, True, False)
    """
    return _CELL.fullmatch(name) is not None


def named_cells(
    tables: Tables, headlines: Sequence[Answered], master: str
) -> Iterator[tuple[str, str]]:
    """Names for inputs, rates and headline answers, each with its cell, where those of a kind are
    few enough to be read; and for the master check."""
    names = Names()
    claims = list(tables.inputs.claims())
    if len(claims) <= MAX_NAMES:
        for path, claim, where in claims:
            words = [str(key) for key in path[1:] if not isinstance(key, int)]
            names.add("in", [*words, claim.source], where.point)
    used = list(tables.rates)
    if len(used) <= MAX_NAMES:
        for rate, where in used:
            day = rate.requested if rate.used is None else rate.used.isoformat()
            names.add("fx", [rate.name, day], where.point)
    known = [each for each in headlines if each.point is not None]
    if len(known) <= MAX_NAMES:
        for each in known:
            words = [each.subject.partition(".")[2], each.name, *each.sources]
            names.add("out", [*words, *each.unit.currencies], each.where.point)
    names.add("out", ["master_check"], master)
    yield from names
