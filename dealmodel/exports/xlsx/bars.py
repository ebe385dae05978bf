"""What stands side by side below a sheet's table, for a chart: sources on one fact, or two volumes.

A block has a bar for each answer or printed figure, in one unit, with the cells that it is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dealmodel.derivations.kinds import title_of
from dealmodel.derivations.printing import before_rates, printed_of
from dealmodel.derivations.stakes import NAME as VALUE
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.catalogue import Tables
from dealmodel.exports.tables.inputs import told_cell
from dealmodel.exports.tables.places import Placed
from dealmodel.exports.tables.spread import NO_HIGH, NO_LOW
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf
from dealmodel.records.book import Book
from dealmodel.records.naming import who_says

MAX_BLOCKS, MAX_BARS = 12, 30
"""More than these a person would not look at."""

End = Fraction | str
Kind = Literal["ranges", "sizes"]


@dataclass(frozen=True, slots=True)
class Bar:
    """``label`` and the cells of its numbers; ``is_overlap``: where others overlap. ``words`` is
    the cell of what the label ends with, where it follows that."""

    label: str
    where: Placed
    low: End
    point: Fraction | None
    high: End
    is_overlap: bool = False
    words: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Bars in one unit. ``kind``: ranges beside each other, or sizes from nothing."""

    title: str
    kind: Kind
    unit: str
    style: str
    bars: tuple[Bar, ...]


def blocks(sheet: str, tables: Tables) -> list[Block]:
    """The blocks of a sheet, at most one more than :data:`MAX_BLOCKS`, which tells that there are
    more."""
    book = tables.report.book
    found: Iterator[Block] = iter(())
    if sheet == "Valuation":
        found = _valuations(tables.answers[sheet], book)
    elif sheet == "Prices":
        found = _prices(tables, book)
    elif sheet == "Volumes":
        found = _volumes(tables, book)
    return [block for _, block in zip(range(MAX_BLOCKS + 1), found, strict=False)]


def _block(title: str, kind: Kind, unit: str, style: str, bars: Sequence[Bar]) -> Block:
    """A block of the first bars, which says so where there are more."""
    if len(bars) > MAX_BARS:
        title = f"{title} (the first {MAX_BARS} of {len(bars)})"
    return Block(title, kind, unit, style, tuple(bars[:MAX_BARS]))


def _valuations(answers: Sequence[Answered], book: Book) -> Iterator[Block]:
    """A football field for each deal and currency: what its sources' terms imply."""
    for title, group in _by_subject(answers):
        for unit in dict.fromkeys(each.unit.text or "" for each in group):
            shown = [each for each in group if each.unit.text == unit and _is_value(each)]
            for what, is_before in (("implied equity value", False), ("pre-money value", True)):
                alike = [each for each in shown if (each.name == "pre_money") is is_before]
                bars = [_answer_bar(each, book) for each in alike]
                if len(bars) > 1:
                    heading = f"{title}: {what} in {unit}"
                    yield _block(heading, "ranges", unit, unit, bars)


def _is_value(answered: Answered) -> bool:
    # Where no share is new, pre-money is the equity value itself.
    item = answered.item
    is_less = answered.name == "pre_money" and item and " - " in item.result.formula
    return bool(is_less) or answered.name in (VALUE, f"{VALUE}_agreement")


def _prices(tables: Tables, book: Book) -> Iterator[Block]:
    """For each price that several sources tell of, their amounts in one currency, printed or
    converted: in the book's, or in the one that most are in."""
    for key, price in book.prices.items():
        subject = f"prices.{key}"
        printed: list[tuple[Figure, Placed, str | None]]
        printed = [(*each, None) for each in tables.inputs.printed(subject)]
        if price.compare_to is not None:
            other = f"prices.{price.compare_to}"
            of = title_of(other, book)
            printed += [(*each, of) for each in tables.inputs.printed(other)]
        if len({figure.source for figure, _, _ in printed}) < 2:
            continue
        converted = [
            each for each in tables.answers["Prices"] if each.subject == subject and _is_price(each)
        ]
        units = [book.currency, *(figure.unit.text or "" for figure, _, _ in printed)]
        several = {
            unit: [
                *(
                    _figure_bar(each, where, book, of)
                    for each, where, of in printed
                    if _in(each, unit)
                ),
                *(_answer_bar(each, book) for each in converted if each.unit.text == unit),
            ]
            for unit in dict.fromkeys(units)
        }
        unit = max(several, key=lambda each: len(several[each]))
        title = f"{title_of(subject, book)}: price in {unit}"
        yield _block(title, "ranges", unit, unit, several[unit])


def _is_price(answered: Answered) -> bool:
    """Whether an answer is a price itself, and not how far two are apart."""
    if answered.item is None or answered.name.endswith("_chosen"):
        return False
    is_printed = isinstance(before_rates(answered.item.result), Leaf)
    return is_printed or answered.name == "adjusted_price"


def _in(figure: Figure, unit: str) -> bool:
    return figure.unit.text == unit


def _volumes(tables: Tables, book: Book) -> Iterator[Block]:
    """For each stated ratio the two volumes, as printed and as the ratio implies."""
    for key, ratio in book.ratios.items():
        sides = [f"volumes.{ratio.of}", f"volumes.{ratio.to}"]
        bars = [
            _figure_bar(figure, where, book, title_of(side, book))
            for side in sides
            for figure, where in tables.inputs.printed(side)
            if figure.kind in ("count", "number")
        ]
        other = title_of(sides[1], book)
        bars += [
            _answer_bar(each, book, other)
            for each in tables.answers["Volumes"]
            if each.subject == f"ratios.{key}" and each.name == "peer_volume"
        ]
        if len(bars) > 1:
            title = f"{title_of(sides[0], book)} beside {other}"
            yield _block(title, "sizes", "units", "count", bars)


def _by_subject(answers: Sequence[Answered]) -> Iterator[tuple[str, list[Answered]]]:
    groups: dict[str, list[Answered]] = {}
    for each in answers:
        groups.setdefault(each.subject, []).append(each)
    for group in groups.values():
        yield group[0].title, group


def _answer_bar(answered: Answered, book: Book, of: str | None = None) -> Bar:
    where, point = answered.where, answered.point
    ends = answered.low, point, answered.high
    if answered.item is None:
        label = _open("where they overlap", answered.high)
        return Bar(label, where, *ends, is_overlap=True)
    who = of or who_says(answered.sources, book)
    if answered.name == "pre_money":
        return Bar(_open(f"{who}: {answered.label}", answered.high), where, *ends)
    what = printed_of(answered.item.result)
    words = (where.words, what)
    return Bar(_open(f"{who}: {what}", answered.high), where, *ends, words=words)


def _figure_bar(figure: Figure, where: Placed, book: Book, of: str | None = None) -> Bar:
    low, high = _ends(figure.bounds)
    who = of or who_says(figure.sources, book)
    label = _open(f"{who}: {figure.verbatim}", high)
    words = told_cell(where.row), figure.verbatim
    return Bar(label, where, low, figure.value, high, words=words)


def _open(label: str, high: End) -> str:
    """A bar's label; one without a high end says so, for no bar can."""
    return f"{label} (no high end)" if high == NO_HIGH else label


def _ends(bounds: Bounds) -> tuple[End, End]:
    return (
        NO_LOW if bounds.low is None else bounds.low,
        NO_HIGH if bounds.high is None else bounds.high,
    )
