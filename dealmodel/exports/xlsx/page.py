"""How a sheet is laid out: on the screen, and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dealmodel.exports.table import Column, Row, value_of
from dealmodel.exports.tables.grid import Grid
from dealmodel.exports.tables.places import FIRST, HEADER
from dealmodel.exports.xlsx.sheet import Sheet

PAGE_ROWS = 40
"""So many rows of a sheet with answers go on a printed page, of A4 and of Letter."""

_PRINTED_TO = {
    "Inputs": "source",
    "Rates": "published_by",
    "Agreements": "by",
    "Findings": "verdict",
    "Sources": "document",
    "Checks": "first",
}
"""The last column that is printed, where it is not that of the sources."""
_TABS = {
    "Inputs": "#0000FF",
    "Rates": "#0000FF",
    "Cover": "#007A33",
    "Control": "#0000FF",
    "Checks": "#7F7F7F",
}
_PAGE_WIDTH = 165
"""So many characters of columns go on a page in letters of eight points."""
_A4 = 9
_ROW, _LINE, _TITLE_LINE, _HEADER_LINE = 14.25, 13.5, 20, 18
"""Heights in points: of a row, of each line in one with several, of titles."""
_ZOOM = 85
"""In per cent: so that a row fits a screen."""
_MOST_LINES = 30
"""So many lines of a text a row shows."""


def set_up_table(sheet: Sheet, columns: Sequence[Column]) -> None:
    """Widths and heights, and what stays in sight; before any row is written."""
    worksheet = sheet.worksheet
    worksheet.set_row(0, _TITLE_LINE)
    worksheet.set_row(HEADER - 1, _HEADER_LINE)
    for index, column in enumerate(columns):
        worksheet.set_column(index, index, column.width)
    # What tells what a row is about stays in sight.
    worksheet.freeze_panes(HEADER, 2 if columns[0].key == "subject" else 1)
    worksheet.repeat_rows(HEADER - 1)


def set_up_page(sheet: Sheet, title: str, *, coloured: bool) -> None:
    """Paper, footer and tab; ``title`` is the book's."""
    worksheet = sheet.worksheet
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    worksheet.hide_gridlines(2)
    worksheet.set_zoom(_ZOOM)
    worksheet.set_default_row(_ROW)
    told = title[:100].replace("&", "&&")
    # The blank keeps a figure in the title from being read as the size of the letters.
    worksheet.set_footer(f"&L&8 {told}&C&8&A&R&8&P / &N")
    if coloured and sheet.name in _TABS:
        worksheet.set_tab_color(_TABS[sheet.name])


def print_table(sheet: Sheet, columns: Sequence[Column], last: int) -> None:
    """Print up to a row, and the columns that fit a page."""
    keys = [column.key for column in columns]
    final = keys.index(_PRINTED_TO.get(sheet.name, "sources"))
    sheet.worksheet.print_area(0, 0, max(last, FIRST) - 1, final)


def printed_areas(grid: Grid, last: int, table_last: int) -> list[tuple[int, int, int, int]]:
    """What is printed of a sheet of answers: the first columns up to ``last``, then, on pages of
    their own that repeat what a line is about, the others as far as the table goes. Each is first
    row, first column, last row and last column, from 1; no group is cut."""
    kept = sum(column.width for column in grid.columns[:2])
    starts, used = [0], 0
    for begin, end in pairwise(grid.printed):
        width = sum(column.width for column in grid.columns[begin:end])
        if used and (used + width > _PAGE_WIDTH or len(starts) == 1):
            starts.append(begin)
            used = kept
        used += width
    ends = [*starts[1:], grid.printed[-1]]
    areas = [
        (HEADER - 1, begin + 1, table_last, end) for begin, end in zip(starts, ends, strict=True)
    ]
    return [(1, 1, max(last, FIRST), areas[0][3]), *areas[1:]]


def wrapped_columns(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """The columns whose texts go on in further lines, each with the characters a line holds."""
    return [(index, column.width + 2) for index, column in enumerate(columns) if column.wraps]


def make_room(sheet: Sheet, number: int, row: Row, wrapped: Sequence[tuple[int, int]]) -> int:
    """As many lines as the longest text of the ``wrapped`` columns takes; not every program makes
    room by itself. How many they are."""
    texts = ((value_of(row.cells[index]), held) for index, held in wrapped)
    lines = max((-(-len(text) // held) for text, held in texts if isinstance(text, str)), default=1)
    if lines > 1:
        lines = min(lines, _MOST_LINES)
        sheet.worksheet.set_row(number - 1, _LINE * lines)
    return lines
