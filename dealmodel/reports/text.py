"""A report as text for a terminal: aligned lines by subject, and the sources at the end.

No line is wider than it may be: what does not fit goes on below, in the column of the answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealmodel.reports.deriving import Report
from dealmodel.reports.findings import summary
from dealmodel.reports.lines import WIDTH, cells
from dealmodel.reports.lines import wrapped as broken
from dealmodel.reports.outline import Line, outline, sources_of

_LABEL, _ANSWER = 35, 30
_NARROW_LABEL, _LEAST = 31, 24
_WIDE = 110
_BETWEEN, _INDENT = "  ", "    "
_GLUED = re.compile(r"(?<=\d) (?=%|(?:thousand|[mb]illion|trillion|yuan|euros?|dollars?)\b)")
_GLUE = "\ue0fe"
"""A space at which no line ends, between a number and its magnitude; of a private use, so that no
text has it."""


def text_of(report: Report, width: int = WIDTH) -> str:
    """The report as lines of text, none wider than ``width``."""
    return "\n".join(_lines(report, width))


def _lines(report: Report, width: int) -> Iterator[str]:
    book = report.book
    yield from _title(book.book, "=", width)
    yield from wrapped(
        "Rounded for reading; --json has every digit, formula, input, rate and source.", width
    )
    for part in outline(report):
        yield ""
        yield from _title(part.title, "-", width)
        for subject in part.subjects:
            yield ""
            yield from wrapped(f"{subject.title}  ({subject.key})", width, _BETWEEN, "")
            for line in subject.lines:
                yield from _shown(line, width)
    yield from _findings(report, width)
    yield from ("", "Sources", "-------")
    for key, text in sources_of(report):
        yield from wrapped(f"{key}: {text}", width, _INDENT, _BETWEEN)
    if report.warnings:
        yield ""
        yield "Not derived"
        yield "-----------"
        for warning in report.warnings:
            yield from wrapped(warning, width, _INDENT, _BETWEEN)
    yield from ("", *_title("Receipt, which dealmodel verify reads", "-", width))
    receipt = report.receipt.text
    yield from (receipt[at : at + width] for at in range(0, len(receipt), width))


def wrapped(text: str, width: int, indent: str = "", first: str | None = None) -> list[str]:
    """The lines of ``text``, in which a number stays with its magnitude."""
    lines = broken(_GLUED.sub(_GLUE, text), width, indent, first)
    return [line.replace(_GLUE, " ") for line in lines]


def _title(text: str, under: str, width: int) -> Iterator[str]:
    lines = wrapped(text, width)
    yield from lines
    yield under * max(map(cells, lines))


def _findings(report: Report, width: int) -> Iterator[str]:
    """The errors and warnings; what is only worth knowing is counted."""
    if not report.findings:
        return
    yield from ("", "Findings", "--------")
    told = f"{summary(report.findings)}; dealmodel check shows them side by side"
    yield from wrapped(told, width, _BETWEEN)
    for finding in report.findings:
        if finding.severity != "info":
            yield ""
            told = f"{finding.severity}: {finding.subject} ({finding.code})"
            yield from wrapped(told, width, _INDENT, _BETWEEN)
            yield from wrapped(finding.told, width, _INDENT)


def _shown(line: Line, width: int) -> Iterator[str]:
    """A line of the report: label, answer, how it comes about and who says so, in one line if that
    has room, else the rest below the answer."""
    column = len(_BETWEEN) * 2 + (_LABEL if width >= _WIDE else _NARROW_LABEL)
    column = max(len(_INDENT), min(column, width - _LEAST))
    label, indent = f"{_BETWEEN}{line.label}", " " * column
    first = label + " " * (column - cells(label))
    if cells(label) > column - len(_BETWEEN):
        yield from wrapped(line.label, width, _INDENT, _BETWEEN)
        first = indent
    who = f"[{line.who}]" if line.who else ""
    answer = line.answer + " " * max(0, _ANSWER - cells(line.answer))
    whole = _BETWEEN.join(filter(None, (answer, line.how, who)))
    if column + cells(whole) <= width:
        yield first + whole
    else:
        yield from wrapped(line.answer, width, indent, first)
        yield from wrapped(_BETWEEN.join(filter(None, (line.how, who))), width, indent)
    for note in line.notes:
        yield from wrapped(note, width, f"{indent}{_BETWEEN}", indent)
