"""Native charts over the blocks below a table: they read the cells, and move with them.

A block's ranges are a football field: a bar from low to high for each source, the overlap in
another colour. Its sizes are columns from nothing, with how far the number may be off on either
side. What a chart needs beside low, point and high (where a bar starts, how long it is) stands in
columns to the right of the table, as formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dealmodel.exports.plain import clean
from dealmodel.exports.table import Live
from dealmodel.exports.tables.answers import COLUMNS, HIGH, LOW, POINT
from dealmodel.exports.tables.places import letters
from dealmodel.exports.xlsx.bars import Bar, Block
from dealmodel.exports.xlsx.sheet import Sheet, accepted
from dealmodel.exports.xlsx.theme import OVERLAP, SERIES
from dealmodel.figures.decimals import magnitude

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_CHART_ROWS = 18
_WIDTH = 1040
_BESIDE = len(COLUMNS) + 1
"""The first column right of the table that holds what only a chart reads."""

_LONGEST_TEXT = 1_000
_SCALES = ((12, "tn"), (9, "bn"), (6, "m"), (3, "k"))


Triple = tuple[tuple[str, Fraction], tuple[str, Fraction], tuple[str, Fraction]]
"""Three formulas with their values."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A block's rows, and the numbers of its bars: where each starts, and its two lengths."""

    first: int
    last: int
    numbers: tuple[tuple[Fraction, Fraction, Fraction], ...]


def draw(block: Block, sheet: Sheet, workbook: Workbook, row: int) -> int:
    """Write a block at ``row`` and its chart below; the first free row after both."""
    sheet.text(row, 0, block.title, "label")
    sheet.text(row + 1, 0, "Who, and what", "header")
    sheet.text(row + 1, 1, "", "header")
    for index in range(2, 6):
        sheet.header(row + 1, index, COLUMNS[index])
    headings = (
        ("Start", "Range", "Overlap") if block.kind == "ranges" else ("Size", "Below", "Above")
    )
    for offset, title in enumerate(headings):
        sheet.text(row + 1, _BESIDE + offset, f"{title}, for the chart", "header", "right")
    first = row + 2
    last = first + len(block.bars) - 1
    numbers = []
    for number, bar in enumerate(block.bars):
        at = first + number
        _write(sheet, at, bar, block)
        cells = (
            _range_cells(bar, at, first, last, block)
            if block.kind == "ranges"
            else _size_cells(bar, at)
        )
        for offset, (formula, value) in enumerate(cells):
            sheet.live(at, _BESIDE + offset, Live(formula, value), block.style)
        numbers.append((cells[0][1], cells[1][1], cells[2][1]))
    drawn = _Drawn(first, last, tuple(numbers))
    make = _football_field if block.kind == "ranges" else _columns
    chart = make(block, drawn, sheet.name, workbook)
    placed = {**_PLACED, "description": _in_words(block)}
    code = sheet.worksheet.insert_chart(last + 1, 0, chart, placed)
    accepted(code, f"the chart on {sheet.name}")
    return last + 2 + _rows(block)


def height(block: Block) -> int:
    """How many rows a block takes with its chart."""
    return 3 + len(block.bars) + _rows(block)


def _write(sheet: Sheet, row: int, bar: Bar, block: Block) -> None:
    """A bar's label and numbers, as links to where they stand."""
    sheet.text(row, 0, bar.label)
    sheet.live(row, 2, Live(f"={bar.where.low}", bar.low, is_link=True), block.style)
    if bar.point is not None:
        sheet.live(row, 3, Live(f"={bar.where.point}", bar.point, is_link=True), block.style)
    sheet.live(row, 4, Live(f"={bar.where.high}", bar.high, is_link=True), block.style)
    sheet.text(row, 5, block.unit)


def _range_cells(bar: Bar, row: int, first: int, last: int, block: Block) -> Triple:
    """Where the bar starts, how long it is, and the same as an overlap.

    ``SUM`` makes nothing of a text. A bar without a high end goes as far as the longest.
    """
    start = _number(bar.low)
    ends = f"{HIGH}{first}:{HIGH}{last},{LOW}{first}:{LOW}{last}"
    is_endless = not bar.is_overlap and isinstance(bar.high, str)
    high = f"MAX({ends})" if is_endless else f"SUM({HIGH}{row})"
    length = f"{high}-SUM({LOW}{row})"
    most = max(_number(end) for each in block.bars for end in (each.low, each.high))
    value = (most if is_endless else _number(bar.high)) - start
    nothing = f"SUM({LOW}{row})-SUM({LOW}{row})"
    plain, marked = (nothing, length) if bar.is_overlap else (length, nothing)
    return (
        (f"=SUM({LOW}{row})", start),
        (f"={plain}", Fraction(0) if bar.is_overlap else value),
        (f"={marked}", value if bar.is_overlap else Fraction(0)),
    )


def _size_cells(bar: Bar, row: int) -> Triple:
    """The bar's height, and how far it may be off below and above."""
    of = LOW if bar.point is None else POINT
    size = _number(bar.low if bar.point is None else bar.point)
    below = f"={of}{row}-SUM({LOW}{row})", size - _number(bar.low)
    above = f"=MAX({HIGH}{row},{of}{row})-{of}{row}"
    high = size if isinstance(bar.high, str) else _number(bar.high)
    return (f"={of}{row}", size), below, (above, high - size)


def _number(end: Fraction | str) -> Fraction:
    """An end as a cell holds it: what is left of two such numbers is not that of exact ones."""
    return Fraction(0) if isinstance(end, str) else Fraction(_double(end))


_PLACED = {"x_offset": 4, "y_offset": 6, "object_position": 2}


def _rows(block: Block) -> int:
    return max(_CHART_ROWS, 6 + len(block.bars) * 2) + 1


def _football_field(block: Block, drawn: _Drawn, sheet: str, workbook: Workbook) -> Any:
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    overlaps = sum(bar.is_overlap for bar in block.bars)
    # The outline is what shows of a bar without length, an exact number. The overlap is the last
    # row: it has no bar of its own kind, whose outline would mark its beginning.
    chart.add_series(
        {
            **_series(block, drawn, sheet, 0),
            "name": "Start",
            "fill": {"none": True},
            "border": {"none": True},
            "gap": 60,
        }
    )
    chart.add_series(
        {
            **_series(block, drawn, sheet, 1, without=overlaps),
            "name": "Low to high",
            "fill": {"color": SERIES},
            "border": {"color": SERIES, "width": 2},
        }
    )
    chart.add_series(
        {
            **_series(block, drawn, sheet, 2),
            "name": "Overlap",
            "fill": {"color": OVERLAP},
            "border": {"none": True},
        }
    )
    lows = [start for start, length, marked in drawn.numbers if length or marked]
    highs = [sum(each, Fraction(0)) for each in drawn.numbers]
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "major_tick_mark": "none"})
    chart.set_x_axis(
        {
            "num_format": _axis_format(max(highs, default=Fraction(0))),
            "label_position": "high",
            "num_font": {"size": 9},
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
            **_axis_start(lows, highs),
        }
    )
    chart.set_legend({"none": True})
    return _finished(chart, block, drawn, sheet)


def _columns(block: Block, drawn: _Drawn, sheet: str, workbook: Workbook) -> Any:
    chart = workbook.add_chart({"type": "column"})
    below, above = (_cells(sheet, _BESIDE + offset, drawn) for offset in (1, 2))
    chart.add_series(
        {
            **_series(block, drawn, sheet, 0),
            "name": "Number as printed, with its bounds",
            "fill": {"color": SERIES},
            "gap": 80,
            "y_error_bars": {
                "type": "custom",
                "plus_values": f"={above}",
                "minus_values": f"={below}",
                "plus_data": [_double(each[2]) for each in drawn.numbers],
                "minus_data": [_double(each[1]) for each in drawn.numbers],
            },
        }
    )
    largest = max((size for size, _, _ in drawn.numbers), default=Fraction(0))
    chart.set_x_axis({"num_font": {"size": 9}})
    chart.set_y_axis(
        {
            "num_format": _axis_format(largest),
            "num_font": {"size": 9},
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    chart.set_legend({"none": True})
    return _finished(chart, block, drawn, sheet)


def _series(
    block: Block, drawn: _Drawn, sheet: str, offset: int, without: int = 0
) -> dict[str, Any]:
    """The cells of a series, ``without`` so many of the last rows."""
    shown = replace(drawn, last=drawn.last - without)
    numbers = drawn.numbers[: len(drawn.numbers) - without]
    return {
        "categories": f"={_cells(sheet, 0, drawn)}",
        "values": f"={_cells(sheet, _BESIDE + offset, shown)}",
        "categories_data": [bar.label for bar in block.bars],
        "values_data": [_double(each[offset]) for each in numbers],
    }


def _cells(sheet: str, index: int, drawn: _Drawn) -> str:
    column = letters(index)
    return f"{sheet}!${column}${drawn.first}:${column}${drawn.last}"


def _in_words(block: Block) -> str:
    """What a chart shows, for those who cannot see it, as at export."""
    several = "; ".join(bar.label for bar in block.bars)
    what = "Ranges from low to high" if block.kind == "ranges" else "Sizes with their bounds"
    return clean(f"{block.title}. {what}: {several}")[:_LONGEST_TEXT]


def _finished(chart: Any, block: Block, drawn: _Drawn, sheet: str) -> Any:
    # By its cell: the library takes a text that looks like a cell for one.
    cell = f"={sheet}!$A${drawn.first - 2}"
    chart.set_title({"name_formula": cell, "data": [block.title], "name_font": {"size": 11}})
    chart.set_size({"width": _WIDTH, "height": 19 * (_rows(block) - 1)})
    chart.set_chartarea({"border": {"color": "#BFBFBF"}})
    chart.show_hidden_data()
    return chart


def _axis_format(largest: Fraction) -> str:
    """Thousands, millions and so on for large numbers, each by a comma of the format."""
    size = magnitude(largest) if largest else 0
    for exponent, suffix in _SCALES:
        if size >= exponent and largest >= 2 * 10**exponent:
            places = ".0" if size == exponent else ""
            return f'#,##0{places}{"," * (exponent // 3)}"{suffix}"'
    return "#,##0" if size >= 1 else "0.00"


def _axis_start(lows: Sequence[Fraction], highs: Sequence[Fraction]) -> dict[str, Any]:
    """Where the axis begins: half-way to nothing where bars far from it could not be told apart, so
    that they stay in sight when an input is changed."""
    if not lows or min(lows) <= 0 or 2 * min(lows) < max(highs):
        return {}
    half = min(lows) / 2
    step = Fraction(10) ** magnitude(half)
    return {"min": _double(half // step * step)}


def _double(value: Fraction) -> float:
    return value.numerator / value.denominator
