"""The sheets of derived answers: a line an answer, with who tells of it side by side.

Every number is a formula: an answer rests on the cells of its inputs and rates; where it rests on
another answer, on that one's cells. Where sources are compared, the overlap is a formula over their
own answers, in the same line. What counts of several is what is chosen on Control.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
from dealmodel.exports.tables.answers import Answered, cross_of, ends_of, legs_of
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
    OVERLAP,
    Grid,
    Shape,
)
from dealmodel.exports.tables.inputs import Inputs
from dealmodel.exports.tables.line_plans import Line, Planned, planned, shape_of, words_vary
from dealmodel.exports.tables.line_rows import LineRows
from dealmodel.exports.tables.live import Formulas, LiveCells
from dealmodel.exports.tables.overlap import hull_cells, overlap_cells
from dealmodel.exports.tables.places import Placed, cell_of, letters, own
from dealmodel.exports.tables.rates import Rates
from dealmodel.exports.tables.wording import live_words
from dealmodel.figures.bounds import Bounds, hull
from dealmodel.figures.figure import Figure
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
        templates = {} if control is None else control.templates
        self._subjects = [
            planned(subject, list(group), templates.get(subject, ()), book)
            for subject, group in groupby(items, key=lambda item: item.subject)
        ]
        self.grid = Grid(shape_of(self._subjects, shape))
        self.filling = LineRows(sheet, self.grid, book, formulas)
        self._results: dict[int, tuple[Result, Placed]] = {}

    def rows(self) -> Iterator[Row]:
        """The rows of all records, in order."""
        for each in self._subjects:
            for line in each.lines.values():
                line.row = self.filling.next_row(line.height(self.grid.shape))
            self._fill(each)
            title = title_of(each.subject, self._book)
            for line in each.lines.values():
                for row in range(line.row, line.row + line.height(self.grid.shape)):
                    label = line.label if row == line.row else f"{line.label}{_MORE}"
                    yield self.filling.finished(row, each.subject, title, label, line.name)

    def places(
        self, result: Result, subject: str, chosen: Mapping[str, Fact] = MappingProxyType({})
    ) -> dict[str, Placed]:
        """Where each input of a result stands; those that are ``chosen``, on Control."""
        return {
            name: chosen[name].where if name in chosen else self._input(each, subject)
            for name, each in result.inputs.items()
        }

    def _fill(self, subject: Planned) -> None:
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

    def _derived(self, item: Derived, title: str, line: Line, account: int) -> Answered:
        result = item.result
        row, part, unit = line.at(account, line.unit(result.unit), self.grid.shape)
        places = self.places(result, item.subject)
        cells = self._formulas.live(result, places)
        where, words = self.filling.placed(row, part, unit), "how"
        if unit and words_vary(result):
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
        self.filling.put(
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
            fields, into = self.grid.fields(part, unit), self.filling.cells(row)
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
        return self.filling.checks.apart(back, inner)

    def _compared(
        self, item: SourcesCompared, title: str, subject: Planned, told: Sequence[Answered]
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
        where = self.filling.placed(row, OVERLAP, unit)
        found = _of_several(item, title, item.name, label, item.common, where)
        self.filling.put(found, cells, OVERLAP, unit, how=how)
        where = self.filling.placed(row, HULL, unit)
        label = f"{several[0].label}, lowest to highest"
        found = _of_several(item, title, f"{name}_hull", label, item.whole, where)
        self.filling.put(found, hull_cells(item.whole, several), HULL, unit)

    def _chosen(self, template: Template, title: str, subject: Planned) -> None:
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
            self.filling.placed(row, part, unit),
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
        self.filling.put(found, live, part, unit, how=how, claims=claims, formula=whole.formula)

    def _mains(self, subject: Planned, told: Sequence[Answered]) -> None:
        """What counts of several where no answer is computed over it: the fact itself as it is
        chosen, or else from the lowest to the highest of its sources."""
        lines: dict[tuple[int, int], tuple[Line, int, list[Answered]]] = {}
        for each in told:
            assert each.item is not None
            line, _ = subject.at[id(each.item)]
            if line.is_wide:
                unit = line.unit(each.unit)
                lines.setdefault((id(line), unit), (line, unit, []))[2].append(each)
        for line, number, several in lines.values():
            row, part, unit = line.at(None, number, self.grid.shape)
            fields, cells = self.grid.fields(part, unit), self.filling.cells(row)
            if cells[fields["low"]] is None:
                shown, how = self._counts(several)
                self.filling.write(row, part, unit, shown, several[0].style)
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
