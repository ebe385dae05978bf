"""A report as a notebook shows it: one table a subject, and the findings."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from dealmodel.figures.markup import html_table
from dealmodel.reports.findings import summary
from dealmodel.reports.outline import Line, outline

if TYPE_CHECKING:
    from dealmodel.reports.deriving import Report

_HEADINGS = ("what", "answer", "from", "source")


def html_of_report(report: Report) -> str:
    """The report as HTML without scripts or outside addresses."""
    return "".join(_pieces(report))


def _pieces(report: Report) -> Iterator[str]:
    yield f"<h2>{escape(report.book.book)}</h2>"
    for part in outline(report):
        yield f"<h3>{escape(part.title)}</h3>"
        for subject in part.subjects:
            yield f"<h4>{escape(subject.title)}</h4>"
            yield html_table(_HEADINGS, map(_row, subject.lines))
    told = [each for each in report.findings if each.severity != "info"]
    if report.findings:
        yield "<h3>Findings</h3>"
        rows = ((f"{each.severity}, {each.code}", each.subject, each.told) for each in told)
        yield html_table(("what", "about", "finding"), rows) if told else ""
        yield f"<p>In all: {escape(summary(report.findings))}.</p>"
    yield from (f"<p>not derived: {escape(warning)}</p>" for warning in report.warnings)
    yield f"<details><summary>Receipt</summary><code>{escape(report.receipt.text)}</code></details>"


def _row(line: Line) -> tuple[str, ...]:
    how = "; ".join(filter(None, (line.how, *line.notes)))
    return line.label, line.answer, how, line.who
