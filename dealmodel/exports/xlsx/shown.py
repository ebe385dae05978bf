"""Answers as Cover and Control show them: in the currency and unit that are chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from dealmodel.exports.table import Link, Live
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.xlsx.sheet import Sheet

CASE, CURRENCY, UNIT, DIVISOR = ("$B$4", "$B$5", "$B$6", "$B$7")
"""The cells of Control where the case, the currency and the unit are chosen, and the number that
follows from the unit."""
UNITS: Mapping[str, Fraction] = {
    "m": Fraction(10**6),
    "bn": Fraction(10**9),
    "units": Fraction(1),
}
SHOWN = "#,##0.0_);(#,##0.0)"
"""The format of money in millions or billions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer in each currency that it is in; ``by_currency`` has one without a currency where it
    is no money. One that ``is_large`` is divided by the unit."""

    title: str
    label: str
    by_currency: dict[str | None, Answered] = field(default_factory=dict)
    is_large: bool = False
    is_chosen: bool = False
    more_sources: list[str] = field(default_factory=list)

    @property
    def is_money(self) -> bool:
        return None not in self.by_currency

    @property
    def first(self) -> Answered:
        return next(iter(self.by_currency.values()))

    @property
    def sources(self) -> tuple[str, ...]:
        """Who tells it."""
        return tuple(dict.fromkeys((*self.first.sources, *self.more_sources)))


def currencies(tables: Tables) -> list[str]:
    """The currencies to show money in, the book's first."""
    own = tables.report.book.currency
    several = (each.unit.currency for answers in tables.answers.values() for each in answers)
    found = list(dict.fromkeys(code for code in several if code))
    return sorted(found, key=lambda code: code != own) or [own or "USD"]


def write_shown(
    sheet: Sheet, row: int, shown: Shown, several: Sequence[str], prefix: str = ""
) -> None:
    """An answer in the currency and unit that are chosen; ``prefix`` leads to Control."""
    sheet.text(row, 0, shown.title)
    first = shown.first
    sheet.link(row, 1, Link(shown.label, first.where.low.replace("$", "")))
    style = SHOWN if shown.is_large and shown.is_money else first.style
    for index, end in ((2, "low"), (3, "point"), (4, "high")):
        formula = _shown_formula(shown, end, prefix)
        sheet.live(row, index, Live(formula, shown_value(shown, end, several[0])), style)
    if shown.is_money:
        unit = (
            f'={prefix}{CURRENCY}&" "&{prefix}{UNIT}' if shown.is_large else f"={prefix}{CURRENCY}"
        )
        value = f"{several[0]} m" if shown.is_large else several[0]
        sheet.live(row, 5, Live(unit, value, is_link=not shown.is_large), "")
    elif first.unit.text:
        sheet.text(row, 5, first.unit.text)


def _shown_formula(shown: Shown, end: str, prefix: str) -> str:
    if not shown.is_money:
        return f"={_cell(shown.by_currency[None], end)}"
    text = '"no rate"'
    for currency, answered in reversed(list(shown.by_currency.items())):
        cell = _cell(answered, end)
        text = f'IF({prefix}{CURRENCY}="{currency}",{cell},{text})'
    return f"=IFERROR({text}/{prefix}{DIVISOR},{text})" if shown.is_large else f"={text}"


def _cell(answered: Answered, end: str) -> str:
    """An answer's cell; an empty one counts for nothing and not for 0."""
    cell: str = getattr(answered.where, end)
    return f'IF({cell}="","",{cell})' if getattr(answered, end) is None else cell


def shown_value(shown: Shown, end: str, currency: str) -> Fraction | str:
    """What an end of an answer is at export."""
    if shown.is_money and currency not in shown.by_currency:
        return "no rate"
    answered = shown.by_currency[currency if shown.is_money else None]
    value: Fraction | str | None = getattr(answered, end)
    if value is None:
        return ""
    is_scaled = shown.is_money and shown.is_large and isinstance(value, Fraction)
    return value / UNITS["m"] if is_scaled and isinstance(value, Fraction) else value
