"""Native charts over the blocks below a table: they read the cells, and move with them.

A block's ranges are a football field: a bar from low to high for each source, the overlap in
another colour. Its sizes are columns from nothing, with how far the number may be off on either
side. What a chart needs beside low, point and high (where a bar starts, how long it is) stands in
columns to the right of the table, as formulas.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dealmodel.exports.formula_text import quoted
from dealmodel.exports.plain import clean
from dealmodel.exports.table import Live
from dealmodel.exports.tables.answers import COLUMNS
from dealmodel.exports.tables.grid import HIGH, LOW, POINT
from dealmodel.exports.tables.places import letters
from dealmodel.exports.xlsx.bars import Bar, Block
from dealmodel.exports.xlsx.sheet import Sheet, accepted
from dealmodel.exports.xlsx.theme import LIGHT, OVERLAP, SERIES
from dealmodel.figures.decimals import decimal_text, magnitude

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_CHART_ROWS = 18
_WIDTH = 1040
_RANGES = ("Start", "Low to point", "Point to high", "Overlap")
_SIZES = ("Size", "Below", "Above")
_LABELS = len(_RANGES)
_LONGEST_LABEL = 250
_MILLION = Fraction(10**6)
_LONGEST_TEXT = 1_000
_SCALES = ((12, "tn"), (9, "bn"), (6, "m"), (3, "k"))


Cells = tuple[tuple[str, Fraction], ...]
"""Formulas with their values."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A block's rows, and the numbers of its bars, as what only a chart reads has them, which
    stands from the column ``beside`` on."""

    first: int
    last: int
    beside: int
    numbers: tuple[tuple[Fraction, ...], ...]
    labels: tuple[str, ...]


def draw(
    block: Block,
    sheet: Sheet,
    workbook: Workbook,
    row: int,
    beside: int,
    constant: Callable[[Fraction], str],
) -> int:
    """Write a block at ``row`` and its chart below; the first free row after both. From the column
    ``beside`` on, right of the table, stands what only a chart reads. ``constant`` tells the cell
    of a constant."""
    sheet.text(row, 0, block.title, "label")
    sheet.text(row + 1, 0, "Who, and what", "header")
    sheet.text(row + 1, 1, "", "header")
    for index in range(2, 6):
        sheet.header(row + 1, index, COLUMNS[index])
    headings = _RANGES if block.kind == "ranges" else _SIZES
    for offset, title in enumerate(headings):
        sheet.text(row + 1, beside + offset, f"{title}, for the chart", "header", "right")
    sheet.text(row + 1, beside + _LABELS, "Label, for the chart", "header")
    first = row + 2
    last = first + len(block.bars) - 1
    numbers, labels = [], []
    for number, bar in enumerate(block.bars):
        at = first + number
        _write(sheet, at, bar, block)
        cells = (
            _range_cells(bar, at, first, last, block)
            if block.kind == "ranges"
            else _size_cells(bar, at)
        )
        for offset, (formula, value) in enumerate(cells):
            sheet.live(at, beside + offset, Live(formula, value), block.style)
        label = _label(bar, at, block, constant)
        sheet.live(at, beside + _LABELS, label, "")
        labels.append(str(label.value))
        numbers.append(tuple(value for _, value in cells))
    drawn = _Drawn(first, last, beside, tuple(numbers), tuple(labels))
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
    before, found, behind = bar.label.partition(bar.words[1]) if bar.words else ("", "", "")
    if bar.words and found and max(len(before), len(behind)) < _LONGEST_LABEL:
        parts = [quoted(before), bar.words[0], quoted(behind)]
        sheet.live(row, 0, Live(f"={'&'.join(parts)}", bar.label), "")
    else:
        sheet.text(row, 0, bar.label)
    sheet.live(row, 2, Live(f"={bar.where.low}", bar.low, is_link=True), block.style)
    if bar.point is not None:
        sheet.live(row, 3, Live(f"={bar.where.point}", bar.point, is_link=True), block.style)
    sheet.live(row, 4, Live(f"={bar.where.high}", bar.high, is_link=True), block.style)
    sheet.text(row, 5, block.unit)


def _range_cells(bar: Bar, row: int, first: int, last: int, block: Block) -> Cells:
    """Where the bar starts, how far it is to the point and from there to the end, or the same as an
    overlap.

    ``SUM`` makes nothing of a text. A bar without a high end goes as far as the longest.
    """
    start = _number(bar.low)
    ends = f"{HIGH}{first}:{HIGH}{last},{LOW}{first}:{LOW}{last}"
    is_endless = not bar.is_overlap and isinstance(bar.high, str)
    most = max(_number(end) for each in block.bars for end in (each.low, each.high))
    high = f"MAX({ends})" if is_endless else f"SUM({HIGH}{row})"
    end = most if is_endless else _number(bar.high)
    nothing = (f"=SUM({LOW}{row})-SUM({LOW}{row})", Fraction(0))
    whole = f"={high}-SUM({LOW}{row})", end - start
    if bar.is_overlap:
        return (f"=SUM({LOW}{row})", start), nothing, nothing, whole
    if bar.point is None:
        return (f"=SUM({LOW}{row})", start), whole, nothing, nothing
    at = Fraction(_double(bar.point))
    below = f"=SUM({POINT}{row})-SUM({LOW}{row})", at - start
    above = f"={high}-SUM({POINT}{row})", end - at
    return (f"=SUM({LOW}{row})", start), below, above, nothing


def _size_cells(bar: Bar, row: int) -> Cells:
    """The bar's height, and how far it may be off below and above."""
    of = LOW if bar.point is None else POINT
    size = _number(bar.low if bar.point is None else bar.point)
    below = f"={of}{row}-SUM({LOW}{row})", size - _number(bar.low)
    above = f"=MAX({HIGH}{row},{of}{row})-{of}{row}"
    high = size if isinstance(bar.high, str) else _number(bar.high)
    return (f"={of}{row}", size), below, (above, high - size)


def _label(bar: Bar, row: int, block: Block, constant: Callable[[Fraction], str]) -> Live:
    """A bar's label with its ends, which follow their cells: in millions where they are large."""
    ends = [end for each in block.bars for end in (each.low, each.high)]
    is_large = max(map(_number, ends)) >= _MILLION
    divisor, digits = (_MILLION, Fraction(1)) if is_large else (Fraction(1), Fraction(0))
    suffix = "m" if is_large else ""

    def told(end: Fraction | str) -> str:
        return end if isinstance(end, str) else _rounded(_number(end) / divisor, int(digits))

    over = f"/{constant(divisor)}" if is_large else ""
    low, high = (
        f"IFERROR(ROUND({column}{row}{over},{constant(digits)}),{column}{row})"
        for column in (LOW, HIGH)
    )
    formula = f'=A{row}&": "&{low}&" to "&{high}&"{suffix}"'
    return Live(formula, f"{bar.label}: {told(bar.low)} to {told(bar.high)}{suffix}")


def _rounded(value: Fraction, digits: int) -> str:
    """A number as a spreadsheet rounds it and turns it into text: half away from nothing."""
    scaled = abs(value) * 10**digits + Fraction(1, 2)
    whole = Fraction(int(scaled), 10**digits)
    return decimal_text(-whole if value < 0 else whole)


def _number(end: Fraction | str) -> Fraction:
    """An end as a cell holds it: what is left of two such numbers is not that of exact ones."""
    return Fraction(0) if isinstance(end, str) else Fraction(_double(end))


_PLACED = {"x_offset": 4, "y_offset": 6, "object_position": 2}


def _rows(block: Block) -> int:
    return max(_CHART_ROWS, 6 + len(block.bars) * 2) + 1


def _football_field(block: Block, drawn: _Drawn, sheet: str, workbook: Workbook) -> Any:
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    overlaps = sum(bar.is_overlap for bar in block.bars)
    # The outline is what shows of a bar without length, an exact number; the point is where its
    # two shades meet. The overlap is the last row: it has no bar of its own kind, whose outline
    # would mark its beginning.
    looks: tuple[tuple[dict[str, Any], int], ...] = (
        ({"fill": {"none": True}, "border": {"none": True}, "gap": 60}, 0),
        ({"fill": {"color": SERIES}, "border": {"color": SERIES, "width": 2}}, overlaps),
        ({"fill": {"color": LIGHT}, "border": {"color": SERIES, "width": 2}}, overlaps),
        ({"fill": {"color": OVERLAP}, "border": {"none": True}}, 0),
    )
    for offset, (look, without) in enumerate(looks):
        series = _series(drawn, sheet, offset, without)
        chart.add_series({**series, "name": _RANGES[offset], **look})
    highest = max((sum(each[:4], Fraction(0)) for each in drawn.numbers), default=Fraction(0))
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "major_tick_mark": "none"})
    chart.set_x_axis(
        {
            "num_format": _axis_format(highest),
            "label_position": "high",
            "num_font": {"size": 9},
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    chart.set_legend({"none": True})
    return _finished(chart, block, drawn, sheet)


def _columns(block: Block, drawn: _Drawn, sheet: str, workbook: Workbook) -> Any:
    chart = workbook.add_chart({"type": "column"})
    below, above = (_cells(sheet, drawn.beside + offset, drawn) for offset in (1, 2))
    chart.add_series(
        {
            **_series(drawn, sheet, 0),
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


def _series(drawn: _Drawn, sheet: str, offset: int, without: int = 0) -> dict[str, Any]:
    """The cells of a series, ``without`` so many of the last rows."""
    shown = replace(drawn, last=drawn.last - without)
    numbers = drawn.numbers[: len(drawn.numbers) - without]
    return {
        "categories": f"={_cells(sheet, drawn.beside + _LABELS, drawn)}",
        "values": f"={_cells(sheet, drawn.beside + offset, shown)}",
        "categories_data": list(drawn.labels),
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


def _double(value: Fraction) -> float:
    return value.numerator / value.denominator
