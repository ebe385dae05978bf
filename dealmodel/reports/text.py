"""A report as text for a terminal: aligned lines by subject, and the sources at the end."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from dealmodel.reports.deriving import Report
from dealmodel.reports.findings import summary
from dealmodel.reports.outline import Line, outline, sources_of

_LABEL, _ANSWER = 35, 30
_WIDTH = 100


def text_of(report: Report) -> str:
    """The report as lines of text."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    book = report.book
    yield book.book
    yield "=" * len(book.book)
    yield "Rounded for reading; --json has every digit, formula, input, rate and source."
    for part in outline(report):
        yield ""
        yield part.title
        yield "-" * len(part.title)
        for subject in part.subjects:
            yield ""
            yield f"{subject.title}  ({subject.key})"
            for line in subject.lines:
                yield from _shown(line)
    yield from _findings(report)
    yield from ("", "Sources", "-------")
    yield from (f"  {key}: {text}" for key, text in sources_of(report))
    if report.warnings:
        yield ""
        yield "Not derived"
        yield "-----------"
        yield from (f"  {warning}" for warning in report.warnings)


def _findings(report: Report) -> Iterator[str]:
    """The errors and warnings; what is only worth knowing is counted."""
    if not report.findings:
        return
    yield from ("", "Findings", "--------")
    yield f"  {summary(report.findings)}; dealmodel check shows them side by side"
    for finding in report.findings:
        if finding.severity != "info":
            yield ""
            yield f"  {finding.severity}: {finding.subject} ({finding.code})"
            yield from wrap(
                finding.message, _WIDTH, initial_indent="    ", subsequent_indent="    "
            )


def _shown(line: Line) -> Iterator[str]:
    label = f"  {line.label}"
    if len(line.label) > _LABEL:
        yield label
        label = ""
    answer = f"{line.answer:<{_ANSWER}}  {line.how}" if line.how else line.answer
    yield f"{label:<{_LABEL + 2}}  {answer}  [{line.who}]"
    for note in line.notes:
        yield f"{'':<{_LABEL + 4}}{note}"
