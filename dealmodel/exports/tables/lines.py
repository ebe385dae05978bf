"""The sheets of derived answers: a line an answer, with who tells of it side by side.

Every number is a formula: an answer rests on the cells of its inputs and rates; where it rests on
another answer, on that one's cells. Where sources are compared, the overlap is a formula over their
own answers, in the same line. What counts of several is what is chosen on Control.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import reduce
from itertools import groupby
from types import MappingProxyType

from dealmodel.derivations.answers import Derived, SourcesCompared
from dealmodel.derivations.kinds import title_of
from dealmodel.derivations.printing import before_rates
from dealmodel.errors import DealModelError
from dealmodel.exports.formula_text import quoted
from dealmodel.exports.table import Cell, Link, Live, Row
from dealmodel.exports.tables.answers import Answered, answer_label, cross_of, ends_of, legs_of
from dealmodel.exports.tables.checks import Checked, RowChecks
from dealmodel.exports.tables.chosen import over_chosen, unless_apart
from dealmodel.exports.tables.control import (
    CHOSEN,
    SHEET,
    Control,
    Fact,
    Template,
    chosen_numbers,
    hull_numbers,
)
from dealmodel.exports.tables.grid import (
    HULL,
    MAIN,
    MOST_ACCOUNTS,
    MOST_UNITS,
    OVERLAP,
    Grid,
    Part,
    Shape,
)
from dealmodel.exports.tables.inputs import Inputs
from dealmodel.exports.tables.live import Formulas, LiveCells
from dealmodel.exports.tables.overlap import hull_cells, overlap_cells
from dealmodel.exports.tables.places import FIRST, Placed, cell_of, letters, own
from dealmodel.exports.tables.rates import Rates
from dealmodel.exports.tables.styles import ends_text
from dealmodel.exports.tables.wording import live_words
from dealmodel.figures.bounds import Bounds, hull
from dealmodel.figures.figure import Figure
from dealmodel.figures.units import Unit
from dealmodel.formulas.cells import cell_formula
from dealmodel.formulas.expression import Add, Quantity, Subtract
from dealmodel.formulas.reading import postorder
from dealmodel.formulas.result import Result
from dealmodel.formulas.rounding import size
from dealmodel.rates.rate import Rate
from dealmodel.records.book import Book
from dealmodel.records.naming import who_says
from dealmodel.reports.outline import label_of, notes_of

_CANCELLED = 100
"""So many times more than what is left must have been taken away to be told."""
_SUMS = (Add, Subtract)
_MORE = ", more"
_MOST_TEXT = 200
"""Characters of a text within a formula."""

Leg = tuple[Rate, Placed, bool]
"""A rate, where it stands, and whether the amount is multiplied by it."""

LineKey = tuple[str, str]
"""The name and the label of an answer."""
Account = tuple[object, ...]
"""What an account rests on, whatever currency it is told in."""


@dataclass(slots=True)
class _Line:
    """An answer about one record, in all its units, by all its accounts. ``is_wide``: its main
    cells are what counts of several, and not the only account itself."""

    name: str
    label: str
    units: list[Unit] = field(default_factory=list)
    accounts: dict[Account, int] = field(default_factory=dict)
    is_wide: bool = False
    row: int = 0

    def unit(self, unit: Unit) -> int:
        """The number of a unit."""
        return next(n for n, each in enumerate(self.units) if each.text == unit.text)

    def height(self, shape: Shape) -> int:
        """How many rows it takes."""
        return self._deep(shape) * -(-len(self.units) // shape.units)

    def at(self, account: int | None, unit: int, shape: Shape) -> tuple[int, Part, int]:
        """The row, the part and the unit's columns of an account; of none, of what counts."""
        part, down = MAIN, 0
        if self.is_wide and account is not None:
            down, number = divmod(account, shape.accounts)
            part = str(number + 1)
        over, column = divmod(unit, shape.units)
        return self.row + over * self._deep(shape) + down, part, column

    def _deep(self, shape: Shape) -> int:
        return -(-len(self.accounts) // shape.accounts) if self.is_wide else 1


@dataclass(slots=True)
class _Subject:
    """The lines about one record; ``at`` tells of each answer its line and account."""

    subject: str
    items: list[Derived | SourcesCompared]
    templates: Sequence[Template]
    lines: dict[LineKey, _Line] = field(default_factory=dict)
    at: dict[int, tuple[_Line, int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Buffer:
    """A row while it is filled."""

    cells: list[Cell]
    styles: dict[int, str] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    checked: dict[int, Checked] = field(default_factory=dict)


class Lines:
    """The lines of one sheet, in the order in which a report has them."""

    def __init__(
        self,
        sheet: str,
        items: Iterable[Derived | SourcesCompared],
        book: Book,
        inputs: Inputs,
        rates: Rates,
        formulas: Formulas,
        control: Control | None,
        shape: Shape,
    ) -> None:
        self._sheet, self._book, self._control = sheet, book, control
        self._inputs, self._rates, self._formulas = inputs, rates, formulas
        self._subjects = [
            self._planned(subject, list(group))
            for subject, group in groupby(items, key=lambda item: item.subject)
        ]
        self.grid = Grid(self._shape(shape))
        self._checks = RowChecks(formulas, self.grid)
        self._next = FIRST
        self._buffers: dict[int, _Buffer] = {}
        self._results: dict[int, tuple[Result, Placed]] = {}
        self.answers: list[Answered] = []
        """What stands on the sheet, so far."""

    def rows(self) -> Iterator[Row]:
        """The rows of all records, in order."""
        for each in self._subjects:
            for line in each.lines.values():
                line.row = self._next
                self._next += line.height(self.grid.shape)
            self._fill(each)
            title = title_of(each.subject, self._book)
            for line in each.lines.values():
                for row in range(line.row, line.row + line.height(self.grid.shape)):
                    label = line.label if row == line.row else f"{line.label}{_MORE}"
                    yield self.finished(row, each.subject, title, label, line.name)

    def next_row(self) -> int:
        """A row that is not filled yet."""
        self._next += 1
        return self._next - 1

    def placed(self, row: int, part: Part = MAIN, unit: int = 0) -> Placed:
        """Where a part of a row stands."""
        return self.grid.placed(self._sheet, row, part, unit)

    def put(
        self,
        found: Answered,
        cells: LiveCells,
        part: Part = MAIN,
        unit: int = 0,
        *,
        how: Cell = None,
        claims: Cell = None,
        formula: str | None = None,
        notes: Iterable[str] = (),
        trip: str | None = None,
        words: str = "how",
    ) -> None:
        """Write an answer into its place; ``trip`` is a test that fails it, ``words`` the field of
        what it is made of."""
        self._write(found.where.row, part, unit, cells, found.style)
        buffer = self._buffers[found.where.row]
        row, fields = buffer.cells, self.grid.fields(part, unit)
        if found.bounds is not None:
            row[fields["ends"]] = ends_text(found.bounds)
        told = {words: how, "sources": who_says(found.sources, self._book), "claims": claims}
        for name, cell in told.items():
            at = fields.get(name)
            if at is not None and row[at] is None:
                row[at] = cell
        row[self.grid.fields(MAIN, unit)["unit"]] = found.unit.text
        of_unit = self.grid.fields("unit", unit)
        if formula is not None and row[of_unit["formula"]] is None:
            row[of_unit["formula"]] = formula
        buffer.notes |= dict.fromkeys(notes)
        if cells.held:
            buffer.notes[cells.held] = None
        for end, due in (("low", found.low), ("point", found.point), ("high", found.high)):
            if due is not None and f"{end}_due" in fields:
                row[fields[f"{end}_due"]] = due
        checked = buffer.checked.setdefault(unit, Checked())
        checked.add(part, found)
        if trip is not None:
            checked.tests.append(trip)
        self.answers.append(found)

    def _write(self, at: int, part: Part, unit: int, cells: LiveCells, style: str) -> None:
        """Write three cells."""
        buffer = self._buffer(at)
        fields, row = self.grid.fields(part, unit), buffer.cells
        row[fields["low"]], row[fields["high"]] = cells.low, cells.high
        if "point" in fields:
            row[fields["point"]] = cells.point
        buffer.styles[unit] = style

    def _buffer(self, row: int) -> _Buffer:
        if row not in self._buffers:
            self._buffers[row] = _Buffer([None] * len(self.grid.columns))
        return self._buffers[row]

    def finished(
        self, row: int, subject: str, title: str, label: str, name: str, *, is_result: bool = False
    ) -> Row:
        """The row, once all of its answers are there."""
        buffer, grid = self._buffer(row), self.grid
        del self._buffers[row]
        cells = buffer.cells
        main, rest = grid.fields(MAIN, 0), grid.fields("row", 0)
        cells[main["subject"]], cells[main["answer"]] = title, label
        cells[rest["note"]] = "; ".join(buffer.notes) or None
        cells[rest["record"]], cells[rest["name"]] = subject, name
        for unit, checked in buffer.checked.items():
            fields = grid.fields("unit", unit)
            cells[fields["made_of"]] = checked.made_of
            cells[fields["changed"]], cells[fields["fails"]] = self._checks.flags(
                checked, unit, row
            )
        styles = [buffer.styles.get(unit, "number") for unit in range(grid.shape.units)]
        return Row(tuple(cells), styles[0], is_result, others=tuple(styles[1:]))

    def check(self, row: int, test: str, *, fails: bool) -> None:
        """Let a row fail where ``test`` holds, as it does at export where it ``fails``."""
        checked = self._buffers[row].checked[0]
        checked.tests.append(test)
        checked.fails = checked.fails or fails

    def set(self, row: int, part: Part, name: str, cell: Cell) -> None:
        """Write one more cell of a row that is being filled."""
        self._buffers[row].cells[self.grid.fields(part, 0)[name]] = cell

    def places(
        self, result: Result, subject: str, chosen: Mapping[str, Fact] = MappingProxyType({})
    ) -> dict[str, Placed]:
        """Where each input of a result stands; those that are ``chosen``, on Control."""
        return {
            name: chosen[name].where if name in chosen else self._input(each, subject)
            for name, each in result.inputs.items()
        }

    def _planned(self, subject: str, items: list[Derived | SourcesCompared]) -> _Subject:
        """The lines of a record, before it is known where they stand."""
        templates = () if self._control is None else self._control.templates.get(subject, ())
        made = _Subject(subject, items, templates)
        seen: set[tuple[int, int, str | None]] = set()
        for item in items:
            if not isinstance(item, Derived):
                continue
            key = item.name, answer_label(item, self._book)
            line = made.lines.get(key)
            if line is None:
                line = made.lines[key] = _Line(*key)
            unit = item.result.unit
            if all(each.text != unit.text for each in line.units):
                line.units.append(unit)
            account: Account = tuple(
                _identity(each)
                for each in item.result.inputs.values()
                if not isinstance(each, Rate)
            )
            number = line.accounts.setdefault(account, len(line.accounts))
            while (id(line), number, unit.text) in seen:
                account = (*account, None)
                number = line.accounts.setdefault(account, len(line.accounts))
            seen.add((id(line), number, unit.text))
            made.at[id(item)] = line, number
        keys = {(each.item.name, answer_label(each.item, self._book)) for each in templates}
        for key, line in made.lines.items():
            line.is_wide = len(line.accounts) > 1 or key in keys
            line.units.sort(key=lambda unit: unit.currency != self._book.currency)
        return made

    def _shape(self, given: Shape) -> Shape:
        """What the lines need."""
        lines = [line for each in self._subjects for line in each.lines.values()]
        items = [item for each in self._subjects for item in each.items]
        has_several = any(not isinstance(item, Derived) for item in items)
        return replace(
            given,
            units=min(max((len(line.units) for line in lines), default=1), MOST_UNITS),
            accounts=min(
                max((len(line.accounts) for line in lines if line.is_wide), default=0),
                MOST_ACCOUNTS,
            ),
            has_overlaps=has_several,
            has_ranges=given.has_ranges or has_several,
            has_words=any(isinstance(item, Derived) and _words_vary(item.result) for item in items),
            has_rates=any(
                isinstance(item, Derived) and "rate_unit" in item.result.details for item in items
            ),
        )

    def _fill(self, subject: _Subject) -> None:
        """Write all that is about a record."""
        title = title_of(subject.subject, self._book)
        told: list[Answered] = []
        for item in subject.items:
            if isinstance(item, Derived):
                line, account = subject.at[id(item)]
                told.append(self._derived(item, title, line, account))
            else:
                self._compared(item, title, subject, told)
        for template in subject.templates:
            self._chosen(template, title, subject)
        self._mains(subject, told)

    def _derived(self, item: Derived, title: str, line: _Line, account: int) -> Answered:
        result = item.result
        row, part, unit = line.at(account, line.unit(result.unit), self.grid.shape)
        places = self.places(result, item.subject)
        cells = self._formulas.live(result, places)
        where, words = self.placed(row, part, unit), "how"
        if unit and _words_vary(result):
            words = "words"
            own_words = letters(self.grid.fields(part, unit)[words])
            where = replace(where, words=cell_of(self._sheet, own_words, row))
        found = Answered(
            item.subject,
            title,
            item.name,
            line.label,
            where,
            result.point,
            result.bounds,
            result.unit,
            result.kind,
            item.sources,
            item,
            made_of=_made_of(result),
        )
        self._results[id(result)] = result, found.where
        legs = [(rate, self._rates.place(rate), multiplied) for rate, multiplied in legs_of(result)]
        self.put(
            found,
            cells,
            part,
            unit,
            how=live_words(result, places),
            words=words,
            claims=_claims(places),
            formula=result.formula,
            notes=notes_of(result),
            trip=self._round_trip(result, found.where, legs, places) if legs else None,
        )
        if legs:
            fields, into = self.grid.fields(part, unit), self._buffers[row].cells
            into[fields["rate"]] = _cross(legs, self._formulas)
            into[fields["rate_unit"]] = result.details.get("rate_unit")
            into[fields["rate_day"]] = (
                legs[0][0].used or f"mean of {result.details.get('requested')}"
            )
        if self._control is not None:
            self._control.told(item, found.where)
        return found

    def _round_trip(
        self,
        result: Result,
        where: Placed,
        legs: Sequence[Leg],
        places: Mapping[str, Placed],
    ) -> str | None:
        """The test that a converted amount does not lead back to what it was."""
        if result.point is None:
            return None
        back = own(where.point)
        for _, rate, multiplied in legs:
            back += f"{'/' if multiplied else '*'}{rate.point}"
        points = {name: each.point for name, each in places.items()}
        inner = cell_formula(before_rates(result), self._formulas.constant).over(points)[1:]
        return self._checks.apart(back, inner)

    def _compared(
        self, item: SourcesCompared, title: str, subject: _Subject, told: Sequence[Answered]
    ) -> None:
        """Where sources agree, and how far they reach: in the line of their own answers."""
        name = item.name.removesuffix("_agreement")
        alike = [each for each in told if each.name == name and each.unit.text == item.unit.text]
        several = alike[-len(item.answers) :]
        assert several[0].item is not None
        line, _ = subject.at[id(several[0].item)]
        row, _, unit = line.at(None, line.unit(item.unit), self.grid.shape)
        label = label_of(item, self._book)
        cells, how = overlap_cells(item, several, self._formulas)
        where = self.placed(row, OVERLAP, unit)
        found = _of_several(item, title, item.name, label, item.common, where)
        self.put(found, cells, OVERLAP, unit, how=how)
        where = self.placed(row, HULL, unit)
        label = f"{several[0].label}, lowest to highest"
        found = _of_several(item, title, f"{name}_hull", label, item.whole, where)
        self.put(found, hull_cells(item.whole, several), HULL, unit)

    def _chosen(self, template: Template, title: str, subject: _Subject) -> None:
        """An answer over what is chosen on Control; nothing where no formula gives its ends
        whatever is chosen."""
        widest, numbers = hull_numbers(template), chosen_numbers(template)
        try:
            whole = template.result(widest)
            result = None if numbers is None else template.result(numbers)
        except DealModelError:
            return
        item = template.item
        line, _ = subject.at[id(item)]
        places = self.places(whole, item.subject, template.facts)
        cells = self._formulas.live(whole, places)
        value = None if result is None else result.point
        point = over_chosen(template, places, self._formulas, value)
        low, high = cells.low, cells.high
        if not (isinstance(low, Live) and isinstance(high, Live) and point is not None):
            return
        row, part, unit = line.at(None, line.unit(whole.unit), self.grid.shape)
        facts = [fact.where.low for fact in template.facts.values()]
        found = Answered(
            item.subject,
            title,
            f"{item.name}_chosen",
            f"{line.label}, as chosen",
            self.placed(row, part, unit),
            value,
            None if result is None else result.bounds,
            whole.unit,
            whole.kind,
            _sources_of(template),
            made_of=None if result is None else _made_of(result),
        )
        live = LiveCells(
            unless_apart(low, facts, found.low), point, unless_apart(high, facts, found.high)
        )
        rows = [fact.row for fact in template.facts.values()]
        claims = Link(f"Control {', '.join(map(str, rows))}", f"Control!A{rows[0]}")
        how = _choice_words(template.facts.values())
        self.put(found, live, part, unit, how=how, claims=claims, formula=whole.formula)

    def _mains(self, subject: _Subject, told: Sequence[Answered]) -> None:
        """What counts of several where no answer is computed over it: the fact itself as it is
        chosen, or else from the lowest to the highest of its sources."""
        lines: dict[tuple[int, int], tuple[_Line, int, list[Answered]]] = {}
        for each in told:
            assert each.item is not None
            line, _ = subject.at[id(each.item)]
            if line.is_wide:
                unit = line.unit(each.unit)
                lines.setdefault((id(line), unit), (line, unit, []))[2].append(each)
        for line, number, several in lines.values():
            row, part, unit = line.at(None, number, self.grid.shape)
            fields, cells = self.grid.fields(part, unit), self._buffer(row).cells
            if cells[fields["low"]] is None:
                shown, how = self._counts(several)
                self._write(row, part, unit, shown, several[0].style)
                cells[fields["unit"]] = several[0].unit.text
                if cells[fields["how"]] is None:
                    sources = dict.fromkeys(source for each in several for source in each.sources)
                    cells[fields["how"]] = how
                    cells[fields["sources"]] = who_says(tuple(sources), self._book)

    def _counts(self, several: Sequence[Answered]) -> tuple[LiveCells, Cell]:
        """What counts of the accounts of a line, and what it is made of."""
        first = several[0]
        assert first.item is not None
        fact = None if self._control is None else self._control.fact_of(first.item)
        if fact is not None:
            return _of_fact(fact), _choice_words([fact])
        if len(several) == 1:
            where = first.where
            low, high = (
                Live(f"={own(where.low)}", first.low),
                Live(f"={own(where.high)}", first.high),
            )
            point = None if first.point is None else Live(f"={own(where.point)}", first.point)
            return LiveCells(low, point, high), "the only source"
        bounds = [each.bounds for each in several if each.bounds is not None]
        return hull_cells(reduce(hull, bounds), several), "lowest to highest"

    def _input(self, quantity: Quantity, subject: str) -> Placed:
        if isinstance(quantity, Rate):
            return self._rates.place(quantity)
        if isinstance(quantity, Figure):
            return self._inputs.place(quantity, subject)
        return self._results[id(quantity)][1]


def _words_vary(result: Result) -> bool:
    """Whether an answer is made of other words in another currency: rates stand within it."""
    rates = sum(isinstance(each, Rate) for each in result.inputs.values())
    return rates > len(legs_of(result))


def _identity(quantity: Quantity) -> object:
    """What tells an input from others, in whatever currency: a figure has the words that were
    printed."""
    return (quantity.sources, quantity.verbatim) if isinstance(quantity, Figure) else id(quantity)


def _of_several(
    item: SourcesCompared, title: str, name: str, label: str, bounds: Bounds | None, where: Placed
) -> Answered:
    return Answered(
        item.subject,
        title,
        name,
        label,
        where,
        None,
        bounds,
        item.unit,
        item.kind,
        item.sources,
    )


def _of_fact(fact: Fact) -> LiveCells:
    """A fact as it is chosen, as links to Control; no number is an empty text."""
    value, bounds = fact.number(fact.chosen)
    low, high = ends_of(bounds)
    where = fact.where
    return LiveCells(
        Live(f"={where.low}", low, is_link=True),
        Live(f"={where.point}", "" if value is None else value, is_link=True),
        Live(f"={where.high}", high, is_link=True),
    )


def _choice_words(facts: Iterable[Fact]) -> Live:
    """Which claims count, as they are chosen."""
    several = list({each.row: each for each in facts}.values())
    told = [f"{each.what[:_MOST_TEXT]}: " for each in several]
    pairs = list(zip(told, several, strict=True))
    formula = '&"; "&'.join(
        f"{quoted(words)}&{SHEET}!${CHOSEN}${each.row}" for words, each in pairs
    )
    return Live(f"={formula}", "; ".join(f"{words}{each.chosen}" for words, each in pairs))


def _sources_of(template: Template) -> tuple[str, ...]:
    """Every source that may be chosen for one of its facts, and those of its other inputs."""
    chosen = [each.source for fact in template.facts.values() for each in fact.choices]
    others = [
        source
        for name, quantity in template.inputs.items()
        if name not in template.facts and isinstance(quantity, Figure)
        for source in quantity.sources
    ]
    return tuple(dict.fromkeys([*chosen, *others]))


def _made_of(result: Result) -> Fraction | None:
    """The size of what a small difference is left of."""
    if not any(isinstance(node, _SUMS) for node in postorder(result.expression)):
        return None  # nothing can cancel
    values = {name: quantity.point for name, quantity in result.inputs.items()}
    known = {name: value for name, value in values.items() if value is not None}
    if result.point is None or len(known) < len(values):
        return None
    found = size(result.expression, known)
    return found if found > _CANCELLED * abs(result.point) else None


def _cross(legs: Sequence[Leg], formulas: Formulas) -> Live:
    """The cross rate of a conversion, from its legs in the order of the formula."""
    over = [where.point for _, where, multiplied in reversed(legs) if multiplied]
    under = [where.point for _, where, multiplied in reversed(legs) if not multiplied]
    top = "*".join(over) or formulas.constant(Fraction(1))
    value = cross_of([(rate, multiplied) for rate, _, multiplied in legs])
    formula = "/".join([f"={top}", *under])
    return Live(formula, value, is_link=len(legs) == 1 and not under)


def _claims(places: Mapping[str, Placed]) -> Cell:
    """The rows of the inputs that an answer rests on; the link leads to the first."""
    printed = [each for each in places.values() if each.sheet != "Rates"]
    if not printed:
        return None
    rows = ", ".join(dict.fromkeys(str(each.row) for each in printed))
    return Link(f"{printed[0].sheet} {rows}", printed[0].target)
