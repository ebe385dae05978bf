"""A price ladder: what one thing costs by each source and in each market, in one currency.

The prices are those of the book's currency, printed or converted, the dearest record first; of
several records the one price is above the other as on a ladder. Volumes stand beside each other in
the same way, from nothing, in units that news uses for one thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from dealmodel.derivations.answers import Derived, Printed
from dealmodel.derivations.kinds import title_of
from dealmodel.derivations.printing import how_of
from dealmodel.figures.units import Unit, noun_key
from dealmodel.records.book import Book
from dealmodel.records.naming import who_says
from dealmodel.reports.drawing.ranges import Group, Ranges, Span
from dealmodel.reports.outline import label_of

if TYPE_CHECKING:
    from dealmodel.reports.deriving import Report

MOST = 24
"""So many records are drawn, the largest; a page that is longer is not looked at."""

_OF_VOLUME = ("volumes", "growth", "ratios")


def price_ladder(report: Report) -> Ranges | None:
    """The prices of a report; ``None`` where there is none in the currency that most are in."""
    book = report.book
    prices = [
        each
        for each in report.items
        if isinstance(each, Derived)
        and each.subject.startswith("prices.")
        and each.result.unit.currency
    ]
    if not prices:
        return None
    units = [each.result.unit for each in prices]
    own = next((unit for unit in units if unit.currency == book.currency), None)
    unit = own or max(units, key=units.count)
    answers: dict[str, list[Derived]] = {}
    for each in prices:
        if each.result.unit == unit:
            answers.setdefault(title_of(each.subject, book), []).append(each)
    return _ladder(f"Prices in {unit.currency}", unit, "money", answers, book)


def volumes_beside(report: Report) -> tuple[Ranges, ...]:
    """The volumes of a report, in one picture for each thing that is counted."""
    book = report.book
    found: dict[str, tuple[Unit, dict[str, list[Derived]]]] = {}
    for each in report.items:
        if not isinstance(each, Derived) or each.subject.partition(".")[0] not in _OF_VOLUME:
            continue
        noun = each.result.unit.text
        if each.result.kind != "count" or noun is None or "/" in noun:
            continue
        _, groups = found.setdefault(noun_key(noun), (each.result.unit, {}))
        groups.setdefault(_about(each, book), []).append(each)
    return tuple(
        picture
        for unit, groups in found.values()
        if (picture := _ladder(f"Volumes in {unit.text}", unit, "count", groups, book, zero=True))
        is not None
    )


def _about(item: Derived, book: Book) -> str:
    """What an answer is the volume of, in words: of a ratio the other one, of a growth the period
    before."""
    details = item.result.details
    if item.name == "peer_volume" and details.get("of"):
        return title_of(f"volumes.{details['of']}", book)
    title = title_of(item.subject, book)
    return title if item.name == "volume" else f"{title}: {label_of(item, book)}"


def _spans(item: Derived, book: Book) -> Iterator[Span]:
    """The answer, and what was printed in its unit of the same thing."""
    result = item.result
    yield Span(how_of(result), who_says(item.sources, book), result.point, result.bounds)
    for each in item.beside:
        if isinstance(each, Printed) and each.of is None:
            figure = each.figure
            who = who_says(figure.sources, book)
            yield Span(f"printed: {figure.verbatim}", who, figure.value, figure.bounds)


def _ladder(
    title: str,
    unit: Unit,
    kind: str,
    answers: dict[str, list[Derived]],
    book: Book,
    *,
    zero: bool = False,
) -> Ranges | None:
    ordered = sorted(answers.items(), key=lambda each: -_largest(each[1]))
    groups = tuple(
        Group(
            title,
            tuple(dict.fromkeys(span for item in items for span in _spans(item, book))),
        )
        for title, items in ordered[:MOST]
    )
    if len(groups) < 2 and all(len(group.spans) < 2 for group in groups):
        return None
    left_out = ""
    if len(ordered) > MOST:
        left_out = f"the {MOST} largest of {len(ordered):,} are drawn; the table has all"
    return Ranges(title, unit, kind, groups, zero, left_out)


def _largest(items: list[Derived]) -> Fraction:
    results = [each.result for each in items]
    ends = (end for each in results for end in (each.point, each.bounds.high) if end is not None)
    return max(ends, default=Fraction(0))
