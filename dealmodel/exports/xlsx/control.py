"""The sheet where a reader chooses: which claim counts, which case, currency and unit are shown.

Right of each fact stand its choices side by side with their numbers, which its cells look up.
Below stand the answers that follow, and a grid of stakes and prices around one deal's.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dealmodel.derivations.kind import VALUATION
from dealmodel.derivations.kinds import title_of
from dealmodel.exports.table import Column, Live
from dealmodel.exports.tables.answers import NO_OVERLAP, Answered, ends_of
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.tables.control import (
    CHOSEN,
    FIRST_FACT,
    HULL,
    MAX_FACTS,
    OVERLAP,
    SHEET,
    Control,
    Fact,
)
from dealmodel.exports.tables.live import LiveCells
from dealmodel.exports.tables.overlap import hull_cells, overlap_cells
from dealmodel.exports.tables.places import (
    DERIVED_SHEETS,
    Placed,
    cell_of,
    cells_among,
    letters,
    own,
)
from dealmodel.exports.tables.styles import TOLERANCE
from dealmodel.exports.xlsx.sheet import Sheet, accepted
from dealmodel.exports.xlsx.shown import (
    CASE,
    DIVISOR,
    SHOWN,
    UNIT,
    UNITS,
    Shown,
    currencies,
    shown_value,
    write_shown,
)
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import magnitude

CASES = ("low", "point", "high")
WIDTHS = (36, 30, 16, 16, 16, 12, 30)
_CHOICE_WIDTH = 15
HEADLINES = (
    "implied_equity_value",
    "pre_money",
    "converted_price",
    "volume_before",
    "run_rate",
    "peer_volume",
)
_GRID = 5
_NO_POINT = "no point"
_MOST = 60
"""Answers shown of those that follow from choices."""
_MOST_DEALS = 40
_STAKE_STEP = Fraction(1, 100)

_LOW, _POINT, _HIGH = (Column(key, key, 16, "number") for key in ("low", "point", "high"))


def shown_answers(tables: Tables) -> list[Shown]:
    """The answers that follow from choices and that a reader asks for first."""
    groups: dict[tuple[str, str], dict[str | None, Answered]] = {}
    sheets: dict[tuple[str, str], str] = {}
    for sheet in DERIVED_SHEETS:
        for each in tables.answers[sheet]:
            if each.name.removesuffix("_chosen") in HEADLINES and each.name.endswith("_chosen"):
                key = each.subject, each.label
                groups.setdefault(key, {})[each.unit.currency] = each
                sheets[key] = sheet
    found = []
    for key, group in groups.items():
        first = next(iter(group.values()))
        label = first.label.removesuffix(", as chosen")
        found.append(Shown(first.title, label, group, sheets[key] == VALUATION))
    return found


def write_control(sheet: Sheet, tables: Tables) -> int:
    """Write the sheet; the last row written."""
    assert tables.control is not None
    writer = _Writer(sheet, tables, tables.control)
    return writer.write()


class _Writer:
    """The parts of the sheet, from above."""

    def __init__(self, sheet: Sheet, tables: Tables, control: Control) -> None:
        self._sheet, self._tables, self._control = sheet, tables, control
        self._shown = shown_answers(tables)
        self._currencies = currencies(tables)
        self._most = max((len(fact.labels) for fact in control.facts), default=0)
        self._one, self._nothing = (tables.inputs.constant(Fraction(each)) for each in (1, 0))

    def write(self) -> int:
        sheet = self._sheet
        for index, width in enumerate(WIDTHS):
            sheet.worksheet.set_column(index, index, width)
        sheet.text(1, 0, "Control: which claim counts", "title")
        about = "Choose in the blue cells: every answer named 'as chosen' follows."
        sheet.text(2, 0, about, "subtitle")
        self._settings()
        row = self._facts()
        row = self._answers(row + 2)
        return self._grid(row + 2)

    def _settings(self) -> None:
        sheet = self._sheet
        settings = (
            ("Case", "point", CASES),
            ("Currency", self._currencies[0], self._currencies),
            ("Unit of values", "m", tuple(UNITS)),
        )
        for row, (label, value, choices) in enumerate(settings, 4):
            sheet.text(row, 0, label, "label")
            sheet.text(row, 1, value, "input")
            self._held_to(row, 1, list(choices))
        sheet.text(7, 0, "Values are divided by", "label")
        million, billion = (self._tables.inputs.constant(UNITS[each]) for each in ("m", "bn"))
        unit = f'=IF({UNIT}="m",{million},IF({UNIT}="bn",{billion},{self._one}))'
        sheet.live(7, 1, Live(unit, UNITS["m"]), "fact")

    def _facts(self) -> int:
        """The facts, each with its choice; the last row."""
        sheet, facts = self._sheet, self._control.facts
        titles = ("About", "What", "Low", "Point", "High", "Unit", "Claim that counts")
        if facts:
            for block, title in enumerate(
                ("Choices", "Low of each", "Point of each", "High of each")
            ):
                sheet.text(FIRST_FACT - 2, self._beside(block, 0), title, "label")
        self._headers(FIRST_FACT - 1, titles)
        for block in range(4 if facts else 0):
            for number in range(self._most):
                index = self._beside(block, number)
                sheet.worksheet.set_column(index, index, _CHOICE_WIDTH)
                sheet.text(
                    FIRST_FACT - 1, index, str(number + 1), "header", "right" if block else ""
                )
        for fact in facts:
            self._fact(fact)
        row = FIRST_FACT + len(facts) - 1
        if not facts:
            sheet.text(FIRST_FACT, 0, "No fact of which several sources tell.", "subtitle")
            row = FIRST_FACT
        elif self._control.is_cut:
            row += 1
            sheet.text(row, 0, f"Only the first {MAX_FACTS} can be chosen among.", "subtitle")
        return row

    def _beside(self, block: int, number: int) -> int:
        """The column of a choice: of its name, or of its low end, point or high end."""
        return len(WIDTHS) + 1 + block * self._most + number

    def _fact(self, fact: Fact) -> None:
        sheet, row, count = self._sheet, fact.row, len(fact.labels)

        def cells(block: int) -> str:
            first, last = (letters(self._beside(block, n)) for n in (0, count - 1))
            return f"${first}${row}:${last}${row}"

        sheet.text(row, 0, fact.title)
        sheet.text(row, 1, fact.what)
        value, bounds = fact.number(fact.chosen)
        chosen = f"${CHOSEN}${row}"
        ends = ends_of(bounds)
        told = (ends[0], "" if value is None else value, ends[1])
        for index, shown in enumerate(told):
            match = f"MATCH({chosen},{cells(0)},{self._nothing})"
            formula = f"=INDEX({cells(index + 1)},{match})"
            sheet.live(row, 2 + index, Live(formula, shown), fact.style)
        if fact.unit.text:
            sheet.text(row, 5, fact.unit.text)
        if fact.main == row:
            sheet.text(row, 6, fact.chosen, "input")
            self._held_to(row, 6, f"={cells(0)}")
        else:
            sheet.live(row, 6, Live(f"=${CHOSEN}${fact.main}", fact.chosen, is_link=True), "")
        numbers = self._numbers(fact)
        for number, label in enumerate(fact.labels):
            sheet.text(row, self._beside(0, number), label)
        for block, (end, column) in enumerate(
            (("low", _LOW), ("point", _POINT), ("high", _HIGH)), 1
        ):
            for number, each in enumerate(numbers):
                index = self._beside(block, number)
                sheet.cell(row, index, getattr(each, end), column, fact.style)

    def _numbers(self, fact: Fact) -> list[LiveCells]:
        """The numbers of each choice, as it is labelled."""
        places = [self._choice(fact, number) for number in range(len(fact.labels))]
        found, answers = [], []
        for choice, here in zip(fact.choices, places, strict=False):
            answers.append(self._control.answered(choice, fact, here))
            found.append(_linked(self._control.place(choice), choice.value, choice.bounds))
        points = [each.where.point for each in answers]
        overlap, _ = overlap_cells(fact.compared, answers, self._tables.formulas)
        hull = hull_cells(fact.compared.whole, answers)
        for label, cells, here in ((OVERLAP, overlap, places[-2]), (HULL, hull, places[-1])):
            found.append(self._with_point(cells, fact, label, points, here))
        return found

    def _choice(self, fact: Fact, number: int) -> Placed:
        """Where the numbers of a choice stand."""
        low, point, high = (
            cell_of(SHEET, letters(self._beside(block, number)), fact.row) for block in (1, 2, 3)
        )
        return Placed(SHEET, fact.row, low, point, high)

    def _answers(self, row: int) -> int:
        """What follows, in the currency and unit that are chosen; the last row."""
        if not self._shown:
            return row - 2
        titles = ("What follows", "Answer", "Low", "Point", "High", "In", "In the case chosen")
        self._headers(row, titles)
        for each in self._shown[:_MOST]:
            row += 1
            write_shown(self._sheet, row, each, self._currencies)
            at_point = f'IF(D{row}="","{_NO_POINT}",D{row})'
            case = f'=IF({CASE}="low",C{row},IF({CASE}="high",E{row},{at_point}))'
            point = self.value_of(each, "point")
            if point == "":
                point = _NO_POINT
            style = SHOWN if each.is_large else next(iter(each.by_currency.values())).style
            self._sheet.live(row, 6, Live(case, point), style)
        if len(self._shown) > _MOST:
            row += 1
            more = f"and {len(self._shown) - _MOST} more on the sheets"
            self._sheet.text(row, 0, more, "subtitle")
        return row

    def value_of(self, shown: Shown, end: str) -> Fraction | str:
        """What an end of an answer is at export, as it is shown."""
        return shown_value(shown, end, self._currencies[0])

    def _deals(self) -> list[tuple[str, Placed, Placed, Fraction, Fraction]]:
        """The deals with a price and a stake in the book's currency: where these stand, and their
        numbers, or the middles of their ranges."""
        found = []
        book = self._tables.report.book
        for templates in self._control.templates.values():
            for each in templates:
                names = {"paid", "stake"} & set(each.inputs)
                money = each.facts["paid"].unit if "paid" in each.facts else each.unit
                if each.item.name != "implied_equity_value" or len(names) < 2:
                    continue
                if money.currency != book.currency:
                    continue
                places, numbers = [], []
                for name in ("paid", "stake"):
                    fact = each.facts.get(name)
                    quantity = each.item.result.inputs[name]
                    if fact is not None:
                        value, bounds = fact.number(fact.chosen)
                        places.append(fact.where)
                    else:
                        value, bounds = quantity.point, quantity.bounds
                        places.append(self._tables.inputs.place(quantity, each.item.subject))  # type: ignore[arg-type]
                    numbers.append(_middle(value, bounds))
                if None not in numbers:
                    title = self._control_title(each.item.subject)
                    found.append((title, places[0], places[1], numbers[0], numbers[1]))
        return found[:_MOST_DEALS]  # type: ignore[return-value]

    def _control_title(self, subject: str) -> str:
        title = title_of(subject, self._tables.report.book)
        return " ".join(title.translate(str.maketrans("*?~", "   ")).split())[:80]

    def _grid(self, row: int) -> int:
        """The equity value that stakes and prices around those of a deal imply; the last row."""
        sheet, deals = self._sheet, self._deals()
        if not deals:
            return row - 2
        currency = self._tables.report.book.currency or ""
        titles = ("Stake and price", "", f"Price in {currency}", "Stake", "", "", "")
        self._headers(row, titles)
        first = row + 1
        for title, paid, stake, price, share in deals:
            row += 1
            sheet.text(row, 0, title)
            for index, where, value, style in (
                (2, paid, price, currency),
                (3, stake, share, "share"),
            ):
                middle = f"AVERAGE({where.low},{where.high})"
                formula = f'=IF({where.point}="",IFERROR({middle},"{NO_OVERLAP}"),{where.point})'
                sheet.live(row, index, Live(formula, value), style)
        _, _, _, price, share = deals[0]
        titles_at = f"$A${first}:$A${row}"
        deal, top = row + 2, row + 6
        sheet.text(deal, 0, "Deal", "label")
        sheet.text(deal, 1, deals[0][0], "input")
        self._held_to(deal, 1, f"={titles_at}")
        steps = (_step(price), _STAKE_STEP)
        for offset, label, step, style in (
            (1, f"Step of the price, in {currency}", steps[0], currency),
            (2, "Step of the stake", steps[1], "share"),
        ):
            sheet.text(deal + offset, 0, label, "label")
            sheet.number(deal + offset, 1, step, "input", style)
        match = f"MATCH($B${deal},{titles_at},{self._nothing})"
        self._grid_cells(top, deal, first, row, match, (price, share), steps)
        return top + _GRID

    def _grid_cells(
        self,
        top: int,
        deal: int,
        first: int,
        last: int,
        match: str,
        centre: tuple[Fraction, Fraction],
        by: tuple[Fraction, Fraction],
    ) -> None:
        """Prices down, stakes across, and what each pair implies, in the unit that is chosen."""
        sheet, middle = self._sheet, _GRID // 2
        currency = self._tables.report.book.currency or ""
        sheet.text(top, 0, "Implied equity value: price down, stake across", "label")
        stakes = [centre[1] + (n - middle) * by[1] for n in range(_GRID)]
        prices = [centre[0] + (n - middle) * by[0] for n in range(_GRID)]
        across = [(n, stake, "CDEFG"[n]) for n, stake in enumerate(stakes)]
        for number, stake, _ in across:
            steps = _steps(number - middle, f"$B${deal + 2}")
            formula = f'=IFERROR(INDEX($D${first}:$D${last},{match}){steps},"{NO_OVERLAP}")'
            sheet.live(top, 2 + number, Live(formula, stake), "share")
        for row, price in enumerate(prices, top + 1):
            steps = _steps(row - top - 1 - middle, f"$B${deal + 1}")
            formula = f'=IFERROR(INDEX($C${first}:$C${last},{match}){steps},"{NO_OVERLAP}")'
            sheet.live(row, 1, Live(formula, price), currency)
            for number, stake, column in across:
                value = price / stake / UNITS["m"] if stake else ""
                cell = f'=IFERROR($B${row}/{column}${top}/{DIVISOR},"")'
                sheet.live(row, 2 + number, Live(cell, value), SHOWN)

    def _with_point(
        self, cells: LiveCells, fact: Fact, label: str, points: Sequence[str], here: Placed
    ) -> LiveCells:
        """The cells with the number that all claims print, where they print one; else with that
        which alone is left."""
        low, high = own(here.low), own(here.high)
        tolerance = self._tables.inputs.constant(TOLERANCE)
        formula = f'IF(ABS(SUM({high})-SUM({low}))<={tolerance}*ABS(SUM({high})),{low},"")'
        is_open = any(isinstance(cell, str) for cell in (cells.low, cells.high))
        if is_open:  # an end that there is never
            formula = '""'
        if fact.may_have_common_value:
            of = cells_among(points)
            room = f"{tolerance}*ABS(MAX({of}))"
            formula = f"IF(MAX({of})-MIN({of})<={room},MIN({of}),{formula})"
        formula = f'=IF({low}="{NO_OVERLAP}","",{formula})'
        value, _ = fact.number(label)
        return LiveCells(cells.low, Live(formula, "" if value is None else value), cells.high)

    def _headers(self, row: int, titles: Sequence[str]) -> None:
        for index, title in enumerate(titles):
            self._sheet.text(row, index, title, "header", "right" if 1 < index < 5 else "")

    def _held_to(self, row: int, index: int, choices: list[str] | str) -> None:
        """Let a cell hold one of some choices only."""
        options = {
            "validate": "list",
            "source": choices,
            "error_title": "Control",
            "error_message": "Choose one of the list.",
        }
        code = self._sheet.worksheet.data_validation(row - 1, index, row - 1, index, options)
        accepted(code, f"the choices on {SHEET}")


def _linked(where: Placed, value: Fraction | None, bounds: Bounds) -> LiveCells:
    """A choice's cells, as links to where its numbers stand; no number is an empty text."""
    low, high = ends_of(bounds)
    point = (
        Live(f'=IF({where.point}="","",{where.point})', "")
        if value is None
        else Live(f"={where.point}", value, is_link=True)
    )
    return LiveCells(
        Live(f"={where.low}", low, is_link=True), point, Live(f"={where.high}", high, is_link=True)
    )


def _middle(value: Fraction | None, bounds: Bounds | None) -> Fraction | None:
    if value is not None or bounds is None:
        return value
    ends = [end for end in (bounds.low, bounds.high) if end is not None]
    return sum(ends, Fraction(0)) / len(ends) if ends else None


def _steps(count: int, step: str) -> str:
    """So many steps up or down, as a part of a formula without numbers of its own."""
    return ("-" if count < 0 else "+").join(["", *[step] * abs(count)])


def _step(price: Fraction) -> Fraction:
    """A round number, from a hundredth to a tenth."""
    return Fraction(10) ** (magnitude(price) - 1) if price else Fraction(1)


def control_cell(address: str) -> str:
    """A setting's cell, as other sheets name it."""
    return cell_of(SHEET, address[1], int(address[3:]))
