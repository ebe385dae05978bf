"""A table in Markdown, as GitHub Flavored Markdown has it: a pipe table for people to read.

The titles head the columns, numbers stand to the right, and what a workbook shows in place of a
number ("∞") is shown. Text is escaped, on one line; an address alone in its cell is a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dealmodel.exports.plain import text_of
from dealmodel.exports.table import Cell, Column, Table, value_of
from dealmodel.reports.markdown import escaped

# Without what would end it, or be read as a character's name.
_ADDRESS = re.compile(r"https?://[^\s<>|\\;]+", re.IGNORECASE)


def markdown_table(table: Table) -> Iterator[str]:
    """The lines of ``table``, without line ends.

    >>> from fractions import Fraction
    >>> from dealmodel.exports.table import Row
    >>> columns = Column("what", "What", 20), Column("high", "High", 12, "number", "up")
    >>> rows = Row(("a|b", Fraction(8, 5))), Row(("c", "∞"))
    >>> print(*markdown_table(Table("prices", "Prices", columns, rows)), sep="\\n")
    | What | High |
    |---|---:|
    | a\\|b | 1.6 |
    | c | ∞ |
    """
    yield _line(escaped(column.title) for column in table.columns)
    yield f"|{'|'.join('---:' if each.kind == 'number' else '---' for each in table.columns)}|"
    for row in table.rows:
        yield _line(_shown(*pair) for pair in zip(row.cells, table.columns, strict=True))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(cell: Cell, column: Column) -> str:
    text = text_of(value_of(cell), column.rounding) or ""
    return f"<{text}>" if _ADDRESS.fullmatch(text) else escaped(text)
