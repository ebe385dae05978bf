"""The sheets of derived answers: a row an answer, its low end, point and high end as formulas.

Valuation, Prices, Volumes and Ownership share their columns. An answer rests on the rows of its
inputs and rates; where it rests on another answer, on that one's row. Where sources are compared,
the overlap is a formula over the rows of their own answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from dealmodel.derivations.answers import Derived, SourcesCompared
from dealmodel.derivations.kinds import title_of
from dealmodel.derivations.printing import printed_of
from dealmodel.derivations.same_volume import named
from dealmodel.errors import DealModelError
from dealmodel.exports.table import Cell, Link, Live, Row
from dealmodel.exports.tables.answers import (
    HIGH,
    LOW,
    POINT,
    Answered,
    RateCells,
    derived_row,
)
from dealmodel.exports.tables.chosen import over_chosen, unless_apart
from dealmodel.exports.tables.control import Fact, Template, chosen_numbers, hull_numbers
from dealmodel.exports.tables.inputs import Inputs
from dealmodel.exports.tables.live import Formulas, LiveCells
from dealmodel.exports.tables.overlap import hull_cells, overlap_cells
from dealmodel.exports.tables.places import FIRST, Placed, placed
from dealmodel.exports.tables.rates import Rates
from dealmodel.exports.tables.wording import live_words
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import (
    Add,
    Divide,
    Expression,
    Leaf,
    Multiply,
    Quantity,
    Subtract,
)
from dealmodel.formulas.reading import postorder
from dealmodel.formulas.result import Result
from dealmodel.formulas.rounding import size
from dealmodel.rates.rate import Rate
from dealmodel.records.book import Book
from dealmodel.reports.outline import label_of, notes_of

_CANCELLED = 100
"""So many times more than what is left must have been taken away to be told."""
_SUMS = (Add, Subtract)

Leg = tuple[Rate, Placed, bool]
"""A rate, where it stands, and whether the amount is multiplied by it."""


class DerivedRows:
    """The rows of one sheet's answers, in the order in which they are asked for."""

    def __init__(
        self,
        sheet: str,
        book: Book,
        inputs: Inputs,
        rates: Rates,
        formulas: Formulas,
        *,
        with_words: bool = False,
    ) -> None:
        self._with_words = with_words
        self._sheet, self._book = sheet, book
        self._inputs, self._rates, self._formulas = inputs, rates, formulas
        self._next = FIRST
        self._titles: tuple[str, str] = ("", "")
        self._recent: list[Answered] = []
        self._results: dict[int, tuple[Result, Placed]] = {}

    def answered(self, item: Derived | SourcesCompared) -> Iterator[tuple[Row, Answered]]:
        """The rows of an item, each with the answer that it holds."""
        title = self._title(item.subject)
        if isinstance(item, Derived):
            yield self._derived(item, title)
        else:
            compared = self._compared(item)
            yield self._overlap(item, title, compared)
            yield self._hull(item, title, compared)

    def chosen(self, template: Template) -> tuple[Row, Answered] | None:
        """The row of an answer over what is chosen on Control; nothing where no formula gives its
        ends whatever is chosen."""
        hull, numbers = hull_numbers(template), chosen_numbers(template)
        try:
            whole = template.result(hull)
            result = None if numbers is None else template.result(numbers)
        except DealModelError:
            return None
        item = template.item
        places = self.places(whole, item.subject, template.facts)
        cells = self._formulas.live(whole, places)
        value = None if result is None else result.point
        point = over_chosen(template, places, self._formulas, value)
        low, high = cells.low, cells.high
        if not (isinstance(low, Live) and isinstance(high, Live) and point is not None):
            return None
        facts = [fact.where.low for fact in template.facts.values()]
        bounds = None if result is None else result.bounds
        found = Answered(
            item.subject,
            title_of(item.subject, self._book),
            f"{item.name}_chosen",
            f"{self._label(item)}, as chosen",
            self.place(),
            value,
            bounds,
            whole.unit,
            whole.kind,
            _sources_of(template),
            made_of=None if result is None else _made_of(result),
        )
        live = LiveCells(
            unless_apart(low, facts, found.low), point, unless_apart(high, facts, found.high)
        )
        how = "as chosen on Control"
        rows = [fact.row for fact in template.facts.values()]
        claims = Link(f"Control {', '.join(map(str, rows))}", f"Control!A{rows[0]}")
        row = derived_row(
            found, live, self._book, how=how, formula=whole.formula, claims=claims, is_result=True
        )
        return row, found

    def place(self) -> Placed:
        """Where the next row stands."""
        where = placed(self._sheet, self._next, LOW, POINT, HIGH)
        self._next += 1
        return where

    def legs(self, result: Result) -> tuple[Expression, list[Leg]]:
        """The formula without its exchange rates, and those, the last first."""
        node = result.expression
        legs: list[Leg] = []
        while isinstance(node, Multiply | Divide) and isinstance(node.right, Leaf):
            rate = result.inputs[node.right.name]
            if not isinstance(rate, Rate):
                break
            legs.append((rate, self._rates.place(rate), isinstance(node, Multiply)))
            node = node.left
        return node, legs

    def places(
        self, result: Result, subject: str, chosen: Mapping[str, Fact] = MappingProxyType({})
    ) -> dict[str, Placed]:
        """Where each input of a result stands; those that are ``chosen``, on Control."""
        return {
            name: chosen[name].where if name in chosen else self._placed(each, subject)
            for name, each in result.inputs.items()
        }

    def _title(self, subject: str) -> str:
        if subject != self._titles[0]:
            self._titles = subject, title_of(subject, self._book)
            self._recent = []
        return self._titles[1]

    def _placed(self, quantity: Quantity, subject: str) -> Placed:
        if isinstance(quantity, Rate):
            return self._rates.place(quantity)
        if isinstance(quantity, Figure):
            return self._inputs.place(quantity, subject)
        return self._results[id(quantity)][1]

    def _derived(self, item: Derived, title: str) -> tuple[Row, Answered]:
        result = item.result
        places = self.places(result, item.subject)
        cells = self._formulas.live(result, places)
        found = Answered(
            item.subject,
            title,
            item.name,
            self._label(item),
            self.place(),
            result.point,
            result.bounds,
            result.unit,
            result.kind,
            item.sources,
            item,
            made_of=_made_of(result),
        )
        self._recent.append(found)
        self._results[id(result)] = result, found.where
        _, legs = self.legs(result)
        row = derived_row(
            found,
            cells,
            self._book,
            how=live_words(result, places) if self._with_words else printed_of(result),
            formula=result.formula,
            rate=self._rate(result, legs) if legs else None,
            claims=_claims(places),
            notes=notes_of(result) + ([cells.held] if cells.held else []),
        )
        return row, found

    def _label(self, item: Derived) -> str:
        """What an answer is called where it stands by itself."""
        if item.name == "peer_volume":
            return f"{named(self._book, item.result.details['of'])}, implied"
        return label_of(item, self._book)

    def _rate(self, result: Result, legs: Sequence[Leg]) -> RateCells:
        """The cross rate of a conversion, what it is in, and its day."""
        day = legs[0][0].used or f"mean of {result.details.get('requested')}"
        return _cross(legs, self._formulas), result.details.get("rate_unit"), day

    def _overlap(
        self, item: SourcesCompared, title: str, compared: Sequence[Answered]
    ) -> tuple[Row, Answered]:
        label = label_of(item, self._book)
        found = self._of_several(item, title, item.name, label, item.common)
        cells, how = overlap_cells(item, compared, self._formulas)
        formula = "overlap of the sources' bounds"
        claims = _rows_of(compared)
        return derived_row(found, cells, self._book, how=how, formula=formula, claims=claims), found

    def _hull(
        self, item: SourcesCompared, title: str, compared: Sequence[Answered]
    ) -> tuple[Row, Answered]:
        name = item.name.removesuffix("_agreement")
        label = f"{compared[0].label}, lowest to highest"
        found = self._of_several(item, title, f"{name}_hull", label, item.whole)
        cells, formula = hull_cells(item, compared), "hull of the sources' bounds"
        claims = _rows_of(compared)
        return derived_row(found, cells, self._book, formula=formula, claims=claims), found

    def _of_several(
        self, item: SourcesCompared, title: str, name: str, label: str, bounds: Bounds | None
    ) -> Answered:
        return Answered(
            item.subject,
            title,
            name,
            label,
            self.place(),
            None,
            bounds,
            item.unit,
            item.kind,
            item.sources,
        )

    def _compared(self, item: SourcesCompared) -> list[Answered]:
        """The answers of this subject that an item compares: the last so many of its unit."""
        name = item.name.removesuffix("_agreement")
        alike = [
            each for each in self._recent if each.name == name and each.unit.text == item.unit.text
        ]
        return alike[-len(item.answers) :]


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
    over = [(rate, where) for rate, where, multiplied in reversed(legs) if multiplied]
    under = [(rate, where) for rate, where, multiplied in reversed(legs) if not multiplied]
    value = Fraction(1)
    for rate, _ in over:
        value *= rate.value
    for rate, _ in under:
        value /= rate.value
    top = "*".join(where.point for _, where in over) or formulas.constant(Fraction(1))
    formula = "/".join([f"={top}", *(where.point for _, where in under)])
    return Live(formula, value, is_link=len(legs) == 1 and not under)


def _claims(places: Mapping[str, Placed]) -> Cell:
    """The rows of the inputs that an answer rests on; the link leads to the first."""
    printed = [each for each in places.values() if each.sheet != "Rates"]
    if not printed:
        return None
    rows = ", ".join(dict.fromkeys(str(each.row) for each in printed))
    return Link(f"{printed[0].sheet} {rows}", printed[0].target)


def _rows_of(compared: Sequence[Answered]) -> Link:
    """The rows of the answers that are compared; the link leads to the first."""
    rows = ", ".join(str(each.where.row) for each in compared)
    return Link(f"rows {rows}", compared[0].where.target)
