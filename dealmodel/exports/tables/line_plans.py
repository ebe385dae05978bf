"""Which lines a record has, before it is known where they stand.

Answers of one name and label are one line: each currency has columns of its own, and each account,
which rests on the same printed words in whatever currency, stands beside the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dealmodel.derivations.answers import Derived, SourcesCompared
from dealmodel.exports.tables.answers import answer_label, legs_of
from dealmodel.exports.tables.control import Template
from dealmodel.exports.tables.grid import MAIN, MOST_ACCOUNTS, MOST_UNITS, Part, Shape
from dealmodel.figures.figure import Figure
from dealmodel.figures.units import Unit
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.result import Result
from dealmodel.rates.rate import Rate
from dealmodel.records.book import Book

LineKey = tuple[str, str]
"""The name and the label of an answer."""
Account = tuple[object, ...]
"""What an account rests on, whatever currency it is told in."""


@dataclass(slots=True)
class Line:
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
class Planned:
    """The lines about one record; ``at`` tells of each answer its line and account."""

    subject: str
    items: list[Derived | SourcesCompared]
    templates: Sequence[Template]
    lines: dict[LineKey, Line] = field(default_factory=dict)
    at: dict[int, tuple[Line, int]] = field(default_factory=dict)


def planned(
    subject: str,
    items: list[Derived | SourcesCompared],
    templates: Sequence[Template],
    book: Book,
) -> Planned:
    """The lines of a record, before it is known where they stand."""
    made = Planned(subject, items, templates)
    seen: set[tuple[int, int, str | None]] = set()
    for item in items:
        if not isinstance(item, Derived):
            continue
        key = item.name, answer_label(item, book)
        line = made.lines.get(key)
        if line is None:
            line = made.lines[key] = Line(*key)
        unit = item.result.unit
        if all(each.text != unit.text for each in line.units):
            line.units.append(unit)
        account: Account = tuple(
            _identity(each) for each in item.result.inputs.values() if not isinstance(each, Rate)
        )
        number = line.accounts.setdefault(account, len(line.accounts))
        while (id(line), number, unit.text) in seen:
            account = (*account, None)
            number = line.accounts.setdefault(account, len(line.accounts))
        seen.add((id(line), number, unit.text))
        made.at[id(item)] = line, number
    keys = {(each.item.name, answer_label(each.item, book)) for each in templates}
    for key, line in made.lines.items():
        line.is_wide = len(line.accounts) > 1 or key in keys
        line.units.sort(key=lambda unit: unit.currency != book.currency)
    return made


def shape_of(several: Sequence[Planned], given: Shape) -> Shape:
    """What the lines of a sheet need, beside what is ``given``."""
    lines = [line for each in several for line in each.lines.values()]
    items = [item for each in several for item in each.items]
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
        has_words=any(isinstance(item, Derived) and words_vary(item.result) for item in items),
        has_rates=any(
            isinstance(item, Derived) and "rate_unit" in item.result.details for item in items
        ),
    )


def words_vary(result: Result) -> bool:
    """Whether an answer is made of other words in another currency: rates stand within it."""
    rates = sum(isinstance(each, Rate) for each in result.inputs.values())
    return rates > len(legs_of(result))


def _identity(quantity: Quantity) -> object:
    """What tells an input from others, in whatever currency: a figure has the words that were
    printed."""
    return (quantity.sources, quantity.verbatim) if isinstance(quantity, Figure) else id(quantity)
