"""A report on one screen: what is contested, what the deals are worth, what was found.

Of more than fit the first are told, and how many more there are. The receipt is there without the
fingerprint of the book's parts, which alone fills a screen: that the book is another one is seen
without it, which claim is another is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dealmodel.dataclass import replace
from dealmodel.formulas.numbers import compact
from dealmodel.records.book import Book
from dealmodel.records.naming import who_says
from dealmodel.reports.drawing.football_field import football_fields
from dealmodel.reports.drawing.ranges import Ranges
from dealmodel.reports.facts import Fact, Statement, Verdict, counts_of, facts_of
from dealmodel.reports.findings import summary as in_short
from dealmodel.reports.lines import WIDTH, cells
from dealmodel.reports.text import wrapped

if TYPE_CHECKING:
    from dealmodel.reports.deriving import Report

_FACTS, _VALUES = 4, 4
_COUNTED: tuple[tuple[Verdict, str], ...] = (
    ("contested", "contested"),
    ("agreed", "agreed"),
    ("unknown", "unknown"),
    ("told", "told by one voice, or in words"),
)


def summary_text(report: Report, width: int = WIDTH) -> str:
    """The report on one screen, in lines of at most ``width`` cells."""
    return "\n".join(_lines(report, width))


def _lines(report: Report, width: int) -> Iterator[str]:
    facts = facts_of(report)
    counts = counts_of(facts)
    title = wrapped(report.book.book, width)
    yield from title
    yield "=" * max(map(cells, title))
    told = ", ".join(f"{counts[key]:,} {words}" for key, words in _COUNTED)
    yield from wrapped(f"Facts: {told}", width, "  ", "")
    yield from wrapped(f"Findings: {in_short(report.findings)}", width, "  ", "")
    contested = [_fact(each, report.book) for each in facts if each.verdict == "contested"]
    for heading, lines, most in (
        ("Contested", contested, _FACTS),
        ("Values", list(_values(report)), _VALUES),
    ):
        if lines:
            yield from ("", heading)
            for line in _some(lines, most):
                yield from wrapped(line, width, "    ", "  ")
    if report.warnings:
        number = len(report.warnings)
        yield from ("", *wrapped(f"Not derived: {number:,}; the whole report says why", width))
    yield from ("", "Receipt")
    receipt = replace(report.receipt, book_parts=None).text
    yield from (receipt[at : at + width] for at in range(0, len(receipt), width))


def _some(lines: Sequence[str], most: int) -> Iterator[str]:
    """The first of the lines, and how many more there are."""
    yield from lines[:most]
    if len(lines) > most:
        yield f"and {len(lines) - most:,} more"


def _fact(fact: Fact, book: Book) -> str:
    """Who says what of a fact, the camps beside each other."""
    camps: dict[int | None, list[Statement]] = {}
    for each in fact.statements:
        camps.setdefault(each.camp, []).append(each)
    sides = (
        f"{said[0].says} ({who_says(dict.fromkeys(each.source for each in said), book)})"
        for said in camps.values()
    )
    return f"{fact.title}, {fact.label}: {' or '.join(sides)}"


def _values(report: Report) -> Iterator[str]:
    fields, _ = football_fields(report, _VALUES + 1)
    for several in fields.values():
        for field in several:
            if field.unit.currency:
                yield _value(field)


def _value(field: Ranges) -> str:
    """What a deal is worth: where its sources overlap, or what the first of them makes of it."""
    common = next((span for span in field.spans if span.kind == "overlap"), None)
    span = common or field.spans[0]
    told = compact(span.point, span.bounds, field.unit, field.kind)
    number = len(field.spans) - (common is not None)
    if common is not None:
        return f"{told}: {field.title}, where {number} answers overlap"
    among = f", one of {number} answers" if number > 1 else ""
    return f"{told}: {field.title} ({span.who}{among})"
