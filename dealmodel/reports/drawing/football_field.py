"""Football fields: for each deal or stake what its sources' terms make of one value.

A field is of one subject, one measure and one currency, since a pre-money value beside an equity
value on one axis compares what is not alike. It is in the book's currency where that is reached,
else in the one that most answers are in. What sources state themselves, an offer, is a line across.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from dealmodel.derivations.answers import Derived, SourcesCompared
from dealmodel.derivations.kinds import title_of
from dealmodel.derivations.printing import how_of
from dealmodel.figures.units import Unit
from dealmodel.formulas.expression import Leaf
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of, who_says
from dealmodel.reports.drawing.ranges import Group, Ranges, Span, SpanKind

if TYPE_CHECKING:
    from dealmodel.reports.deriving import Report

SECTIONS = ("stakes", "deals", "joint_ventures", "holdings", "financials")
"""Records of which there may be a field."""

MOST_BARS = 16
"""More than these a person would not look at."""

_VALUES = ("equity value", "pre-money value", "enterprise value")
"""What a deal is about: of these there is a field even where one source alone tells."""

_MEASURES: Mapping[str, str] = {
    "implied_equity_value": "equity value",
    "blended_equity_value": "equity value",
    "equity_value": "equity value",
    "equity_from_enterprise": "equity value",
    "enterprise_value": "enterprise value",
    "pre_money": "pre-money value",
    "holder_share": "share held",
    "holder_votes": "votes held",
    "total_consideration": "paid",
    "legs_paid": "paid",
}
"""Answers under one head, where they are about one number."""

_NO_VALUE = ("printed_conversion", "fee", "consideration")
"""What is a part of something, or stands beside a number, is no value of the deal."""

_STATED = ("equity_value", "pre_money", "enterprise_value", "values")

_Answer = Derived | SourcesCompared


def football_fields(
    report: Report, most: int | None = None
) -> tuple[dict[str, tuple[Ranges, ...]], int]:
    """The fields by their subjects, those of the largest money first; and how many subjects are
    left out where there are more than ``most``.

    A field has at least two bars of different sources, but for what a deal is about.
    """
    by_subject: dict[str, list[_Answer]] = {}
    for item in report.items:
        section = item.subject.partition(".")[0]
        if section in SECTIONS and isinstance(item, Derived | SourcesCompared):
            by_subject.setdefault(item.subject, []).append(item)
    several = {subject: items for subject, items in by_subject.items() if _may_have(items)}
    found: dict[str, tuple[Ranges, ...]] = {}
    for done, subject in enumerate(sorted(several, key=lambda each: -_size(several[each]))):
        if most is not None and len(found) == most:
            return found, len(several) - done
        fields = tuple(_fields(subject, several[subject], report.book))
        if fields:
            found[subject] = fields
    return found, 0


def _may_have(items: Sequence[_Answer]) -> bool:
    """Whether there may be a field of a subject: several sources, or an amount."""
    derived = [item for item in items if isinstance(item, Derived)]
    return len({item.sources for item in derived}) > 1 or any(
        item.result.kind == "money" for item in derived
    )


def _size(items: Sequence[_Answer]) -> Fraction:
    """The largest amount of money among answers."""
    results = [item.result for item in items if isinstance(item, Derived)]
    points = (each.point for each in results if each.unit.currency and each.point is not None)
    return max(points, default=Fraction(0))


def _fields(subject: str, items: Sequence[_Answer], book: Book) -> Iterator[Ranges]:
    measures: dict[str, list[_Answer]] = {}
    for item in items:
        measure = _measure(item, book)
        if measure is not None:
            measures.setdefault(measure, []).append(item)
    for measure, alike in measures.items():
        unit = _unit(alike, book)
        shown = [each for each in alike if _unit_of(each) == unit]
        derived = [each for each in shown if isinstance(each, Derived)]
        several = len({each.sources for each in derived}) > 1
        if not several and not (derived and measure in _VALUES):
            continue
        bars = [_span(each, book) for each in derived[:MOST_BARS]]
        bars += [span for each in shown for span in _overlap(each)]
        more = len(derived) - MOST_BARS
        kind = derived[0].result.kind
        yield Ranges(
            f"{title_of(subject, book)}: {measure}",
            unit,
            "share" if measure.startswith(("share", "votes")) else kind,
            (Group("", tuple(bars)),),
            left_out=f"the first {MOST_BARS} of {len(derived)} answers are drawn"
            if more > 0
            else "",
        )


def _measure(item: _Answer, book: Book) -> str | None:
    """What an answer is a value of, in words; ``None`` for what is no value by itself."""
    name = item.name.removesuffix("_agreement")
    details = item.result.details if isinstance(item, Derived) else {}
    if name == "pre_money" and isinstance(item, Derived):
        # Where no share is new, it is the equity value, which has a field.
        is_stated = isinstance(item.result.expression, Leaf)
        if not is_stated and " - " not in item.result.formula:
            return None
    if isinstance(item, Derived) and item.result.kind not in ("money", "share", "count"):
        return None
    if name in _NO_VALUE:
        return None
    if name == "values":
        of = item.of if isinstance(item, SourcesCompared) else details.get("of")
        return f"{str(of).split()[0]} value"
    words = _MEASURES.get(name, name.replace("_", " "))
    of = details.get("holder") or details.get("of") or details.get("term")
    if isinstance(item, SourcesCompared):
        of = item.of
        if name in ("holder_share", "holder_votes"):
            return None
    return f"{words}, {name_of(str(of), book)}" if of else words


def _unit_of(item: _Answer) -> Unit:
    return item.result.unit if isinstance(item, Derived) else item.unit


def _unit(items: Sequence[_Answer], book: Book) -> Unit:
    """The book's currency if it is among them, else the unit of most."""
    units = [_unit_of(each) for each in items]
    own = next((unit for unit in units if unit.currency == book.currency), None)
    return own or max(units, key=units.count)


def _span(item: Derived, book: Book) -> Span:
    result = item.result
    is_stated = item.name in _STATED and isinstance(result.expression, Leaf)
    words = how_of(result)
    label = f"stated: {words}" if is_stated else words
    kind: SpanKind = "stated" if is_stated else "answer"
    return Span(label, who_says(item.sources, book), result.point, result.bounds, kind)


def _overlap(item: _Answer) -> Iterator[Span]:
    if isinstance(item, SourcesCompared) and item.common is not None:
        yield Span("where they overlap", "", None, item.common, "overlap")
