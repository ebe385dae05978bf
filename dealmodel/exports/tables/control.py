"""What a reader may choose in a workbook: of each fact that sources differ on, which claim counts.

A *fact* is a list of claims that answers read, in one unit. Its *choices* are its sources by name,
``overlap`` (what all allow) and ``hull`` (what any allows); one of them is chosen, in a cell, and
the fact's low, point and high follow. A *template* is an answer of the report that is computed once
more over what is chosen: a formula whose corners are those that hold for the hull of all choices.
Amounts in several currencies are chosen among as they are converted, each at its own claim's rate.

Only the first facts get a choice: nobody chooses among thousands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from dealmodel.calculators.selection import RULES, Selected, Selection, preferred
from dealmodel.derivations.answers import Derived, SourcesCompared, compared
from dealmodel.derivations.kinds import title_of
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.inputs import Inputs
from dealmodel.exports.tables.places import Placed, placed
from dealmodel.exports.tables.styles import style_of
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.units import Unit
from dealmodel.formulas.expression import Divide, Expression, Leaf, Multiply, Quantity
from dealmodel.formulas.reading import postorder
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.rate import Rate
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.naming import source_name
from dealmodel.records.walking import by_aspect, claim_lists

SHEET = "Control"
OVERLAP, HULL = "overlap", "hull"
FIRST_FACT = 10
"""The row of the first fact."""
LOW, POINT, HIGH, CHOSEN = "C", "D", "E", "G"
MAX_FACTS = 200

_SECTIONS = ("stakes", "prices", "volumes", "growth", "ratios", "deals", "financials")
_UNFIT = str.maketrans("*?~", "   ")
"""What a spreadsheet takes for a wildcard when it looks a choice up."""
_LONGEST = 80

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A source's claim: its figure's cells, or the answer that converts it."""

    label: str
    source: str
    item: Derived
    where: Placed | None

    @property
    def bounds(self) -> Bounds:
        return self.item.result.bounds

    @property
    def value(self) -> Fraction | None:
        return self.item.result.point


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in one unit; ``row`` is where it is chosen, and ``main`` the row of the same fact
    whose choice it shares, which may be its own."""

    subject: str
    title: str
    what: str
    unit: Unit
    kind: str
    choices: tuple[Choice, ...]
    compared: SourcesCompared
    chosen: str
    row: int
    main: int

    @property
    def where(self) -> Placed:
        """The cells of what is chosen."""
        return placed(SHEET, self.row, LOW, POINT, HIGH)

    @property
    def style(self) -> str:
        return style_of(self.kind, self.unit)

    @property
    def labels(self) -> list[str]:
        """The choices, as the cell takes them."""
        return [*(each.label for each in self.choices), OVERLAP, HULL]

    @property
    def common_value(self) -> Fraction | None:
        """The number that all claims print, if they are to have one together."""
        values = {each.value for each in self.choices}
        return next(iter(values)) if len(values) == 1 and self.may_have_common_value else None

    @property
    def may_have_common_value(self) -> bool:
        """Whether all claims print a number that they may mean."""
        return all(each.value is not None and each.value in each.bounds for each in self.choices)

    def number(self, label: str) -> tuple[Fraction | None, Bounds | None]:
        """The point and bounds of a choice; no bounds where there is no overlap."""
        if label in (HULL, OVERLAP):
            bounds = self.compared.whole if label == HULL else self.compared.common
            if bounds is None:
                return None, None
            alone = bounds.low if bounds.is_point else None
            return (alone if self.common_value is None else self.common_value), bounds
        found = next(each for each in self.choices if each.label == label)
        return found.value, found.bounds


@dataclass(frozen=True, slots=True)
class Template:
    """An answer to compute over what is chosen: ``facts`` are those of its inputs' names."""

    item: Derived
    expression: Expression
    inputs: Mapping[str, Quantity]
    facts: Mapping[str, Fact]
    unit: Unit

    def result(self, numbers: Mapping[str, tuple[Fraction | None, Bounds]]) -> Result:
        """The answer at the numbers of its facts; raises what :func:`evaluate` does."""
        inputs = {
            name: _figure(self.facts[name], *numbers[name]) if name in numbers else quantity
            for name, quantity in self.inputs.items()
        }
        details = self.item.result.details
        return evaluate(self.item.name, self.expression, inputs, details=details)


@dataclass(frozen=True, slots=True)
class _Claims:
    """A list of claims before it is known in which units it is chosen from."""

    path: Path
    subject: str
    what: str
    claims: Sequence[Claim]
    facts: dict[str | None, Fact | None] = field(default_factory=dict)


class Control:
    """The facts of a book that may be chosen among, and the templates that read them, by subject.

    ``prefer`` is what is chosen at first: a rule of selection or the id of a source; the hull where
    it says nothing of a fact.
    """

    def __init__(
        self,
        book: Book,
        rules: HedgeRules,
        items: Iterable[object],
        inputs: Inputs,
        prefer: str | None,
    ) -> None:
        self._book, self._rules, self._inputs = book, rules, inputs
        self._selection = Selection(prefer or HULL, book.sources)
        self.facts: list[Fact] = []
        self.is_cut = False
        self._by_figure: dict[int, _Claims] = {}
        self._by_print: dict[tuple[object, ...], _Claims] = {}
        self._converted: dict[tuple[str, int, str | None], Derived] = {}
        self._wanted: dict[int, Placed | None] = {}
        self.templates: dict[str, list[Template]] = {}
        self._list_claims()
        if not self._by_figure:
            return
        derived = [each for each in items if isinstance(each, Derived)]
        for each in derived:
            self._note_conversion(each)
        seen: dict[tuple[object, ...], Derived] = {}
        for each in derived:
            if each.subject.partition(".")[0] in _SECTIONS:
                key = each.subject, each.name, each.result.unit.text, _aspects(each)
                if key not in seen or len(each.result.inputs) < len(seen[key].result.inputs):
                    seen[key] = each
        for each in seen.values():
            template = self._template(each)
            if template is not None:
                self.templates.setdefault(each.subject, []).append(template)

    def told(self, item: Derived, where: Placed) -> None:
        """Where an answer stands that may be a choice."""
        if id(item) in self._wanted:
            self._wanted[id(item)] = where

    def fact_of(self, item: Derived) -> Fact | None:
        """The fact that an answer states or converts, in the answer's unit, if it is chosen
        among."""
        given = [each for each in item.result.inputs.values() if isinstance(each, Figure)]
        if len(given) != 1 or not isinstance(_without_rates(item.result), Leaf):
            return None
        claims = self._claims_of(given[0], item.subject)
        if claims is None or item.name != _field(claims):
            return None
        return claims.facts.get(item.result.unit.text)

    def place(self, choice: Choice) -> Placed:
        """Where a choice's numbers stand, once all answers are written."""
        where = choice.where or self._wanted[id(choice.item)]
        assert where is not None
        return where

    def answered(self, choice: Choice, fact: Fact, where: Placed) -> Answered:
        """A choice as an answer in a row of the sheet."""
        result = choice.item.result
        return Answered(
            fact.subject,
            fact.title,
            result.name,
            choice.label,
            where,
            result.point,
            result.bounds,
            result.unit,
            result.kind,
            (choice.source,),
            choice.item,
        )

    def _list_claims(self) -> None:
        for each in claim_lists(self._book):
            if not each.are_figures or each.path[0] not in _SECTIONS or len(each.path) != 3:
                continue
            subject = ".".join(str(key) for key in each.path[:2])
            for aspect, claims in by_aspect(each.claims).items():
                if len({claim.source for claim in claims}) < 2:
                    continue
                what = " ".join([str(each.path[2]).replace("_", " "), *aspect])
                found = _Claims(each.path, subject, what, claims)
                for claim in claims:
                    figure = claim.figure(self._rules)
                    self._by_figure[id(figure)] = found
                    self._by_print[_print(subject, figure)] = found

    def _claims_of(self, figure: Figure, subject: str) -> _Claims | None:
        if isinstance(figure, Selected):
            figures = [account.figure for account in figure.among]
            return self._claims_of(figures[0], subject) if figures else None
        return self._by_figure.get(id(figure)) or self._by_print.get(_print(subject, figure))

    def _note_conversion(self, item: Derived) -> None:
        """Keep an answer that is one claim's amount in another currency."""
        given = [each for each in item.result.inputs.values() if not isinstance(each, Rate)]
        if len(given) == 1 and isinstance(given[0], Figure) and id(given[0]) in self._by_figure:
            inner = _without_rates(item.result)
            if isinstance(inner, Leaf) and len(item.result.inputs) > 1:
                key = item.subject, id(given[0]), item.result.unit.text
                self._converted.setdefault(key, item)

    def _template(self, item: Derived) -> Template | None:
        """The answer over what is chosen; nothing where no choice matters to it, or not all that
        is chosen can be had in the unit that it takes."""
        result = item.result
        if any(isinstance(each, Result) for each in result.inputs.values()):
            return None
        given = {
            name: self._claims_of(each, item.subject)
            for name, each in result.inputs.items()
            if isinstance(each, Figure)
        }
        if not any(given.values()):
            return None
        inner = _without_rates(result)
        is_stated = isinstance(inner, Leaf) and item.name == _field(given[inner.name])
        money = [
            name
            for name, each in result.inputs.items()
            if isinstance(each, Figure) and each.unit.currency is not None
        ]
        if is_stated:
            return None
        wanted = result.unit.currency
        if inner is not result.expression and wanted and all(given[name] for name in money):
            found = self._over(item, inner, given, result.unit)
            if found is not None:
                return found
        return self._over(item, result.expression, given, None)

    def _over(
        self,
        item: Derived,
        expression: Expression,
        given: Mapping[str, _Claims | None],
        money: Unit | None,
    ) -> Template | None:
        names = {node.name for node in postorder(expression) if isinstance(node, Leaf)}
        inputs = {name: each for name, each in item.result.inputs.items() if name in names}
        facts: dict[str, Fact] = {}
        for name, quantity in inputs.items():
            claims = given.get(name)
            if claims is None:
                continue
            unit = money if money and quantity.unit.currency else quantity.unit
            fact = self._fact(claims, unit)
            if fact is None:
                return None
            facts[name] = fact
        return Template(item, expression, inputs, facts, item.result.unit) if facts else None

    def _fact(self, claims: _Claims, unit: Unit) -> Fact | None:
        """The fact in a unit, if each of its claims can be had in it."""
        if unit.text not in claims.facts:
            claims.facts[unit.text] = self._made(claims, unit)
        return claims.facts[unit.text]

    def _made(self, claims: _Claims, unit: Unit) -> Fact | None:
        if len(self.facts) >= MAX_FACTS:
            self.is_cut = True
            return None
        choices: list[Choice] = []
        for number, claim in enumerate(claims.claims):
            item, where = self._in_unit(claims, claim, unit)
            if item is None:
                return None
            choices.append(Choice(self._label(claims, number), claim.source, item, where))
        found = compared(claims.subject, f"{claims.path[2]}_agreement", [e.item for e in choices])
        if len(found) != 1 or len(found[0].answers) != len(choices):
            return None
        for choice in choices:
            if choice.where is None:
                self._wanted[id(choice.item)] = None
        others = [each.main for each in claims.facts.values() if each is not None]
        row = FIRST_FACT + len(self.facts)
        fact = Fact(
            claims.subject,
            title_of(claims.subject, self._book),
            claims.what,
            unit,
            choices[0].item.result.kind,
            tuple(choices),
            found[0],
            self._first_choice(claims, choices),
            row,
            others[0] if others else row,
        )
        self.facts.append(fact)
        return fact

    def _in_unit(
        self, claims: _Claims, claim: Claim, unit: Unit
    ) -> tuple[Derived | None, Placed | None]:
        """A claim's number in a unit: as it is printed first, as an answer converts that, or as a
        conversion that is printed with it."""
        name = str(claims.path[2])
        first, *others = claim.figures(self._rules)
        converted = self._converted.get((claims.subject, id(first), unit.text))
        printed = next((each for each in (first, *others) if each.unit.same_as(unit)), None)
        if printed is None or (converted is not None and printed is not first):
            return converted, None
        # Cars and vehicles are one unit, in the words of the first.
        in_words = printed if printed.unit.text == unit.text else replace(printed, unit=unit)
        stated = evaluate(name, Leaf(name), {name: in_words})
        return Derived(claims.subject, stated), self._inputs.place(printed, claims.subject)

    def _label(self, claims: _Claims, number: int) -> str:
        """A source's name; with its words where it makes several claims."""
        labels: list[str] = []
        for claim in claims.claims:
            label = " ".join(source_name(claim.source, self._book).translate(_UNFIT).split())
            if label.casefold() in (each.casefold() for each in (*labels, OVERLAP, HULL)):
                label = f"{label}: {' '.join(claim.says.translate(_UNFIT).split())}"
            label, plain, more = label[:_LONGEST], label[:_LONGEST], 2
            while label.casefold() in (each.casefold() for each in labels):
                label, more = f"{plain} ({more})", more + 1
            labels.append(label)
        return labels[number]

    def _first_choice(self, claims: _Claims, choices: Sequence[Choice]) -> str:
        prefer = self._selection.prefer
        if prefer in (HULL, OVERLAP):
            return prefer
        if prefer in RULES:
            chosen = preferred(list(claims.claims), self._selection, self._rules)
            return choices[list(claims.claims).index(chosen)].label
        return next((each.label for each in choices if each.source == prefer), HULL)


def _aspects(item: Derived) -> str:
    details = item.result.details
    apart = ("of", "assuming", "term", "since", "holder", "price_of", "to")
    return str([details.get(key) for key in apart])


def _field(claims: _Claims | None) -> str | None:
    return None if claims is None else str(claims.path[2])


def _print(subject: str, figure: Figure) -> tuple[object, ...]:
    return subject, figure.source, figure.verbatim, figure.span


def _without_rates(result: Result) -> Expression:
    """The formula without the exchange rates behind it."""
    node = result.expression
    while isinstance(node, Multiply | Divide) and isinstance(node.right, Leaf):
        if not isinstance(result.inputs[node.right.name], Rate):
            break
        node = node.left
    return node


def _figure(fact: Fact, value: Fraction | None, bounds: Bounds) -> Figure:
    """What is chosen, as an input."""
    first = next(iter(fact.choices[0].item.result.inputs.values()))
    granularity = first.granularity if isinstance(first, Figure) else Fraction(1)
    text = fact.what
    return Figure(
        text,
        (0, len(text)),
        fact.kind,  # type: ignore[arg-type]
        value,
        fact.unit,
        "none",
        granularity,
        bounds,
        "as chosen on Control",
    )


def hull_numbers(template: Template) -> dict[str, tuple[Fraction | None, Bounds]]:
    """The widest that its facts may be chosen to be."""
    return {name: (None, fact.compared.whole) for name, fact in template.facts.items()}


def chosen_numbers(template: Template) -> dict[str, tuple[Fraction | None, Bounds]] | None:
    """What is chosen at first; nothing where that is an overlap that there is not."""
    found: dict[str, tuple[Fraction | None, Bounds]] = {}
    for name, fact in template.facts.items():
        value, bounds = fact.number(fact.chosen)
        if bounds is None:
            return None
        found[name] = value, bounds
    return found
