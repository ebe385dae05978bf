"""Findings for people: by subject, numbers side by side on one axis, the verdict, the arithmetic.

Errors and warnings have a chart; what is only worth knowing has words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from dealmodel.checks.finding import SEVERITIES, Finding
from dealmodel.checks.wording import meaning
from dealmodel.derivations.kinds import title_of
from dealmodel.formulas.numbers import value_text
from dealmodel.records.book import Book
from dealmodel.reports.axis import WIDTH, axis, chart
from dealmodel.reports.lines import cells, wrapped

_COLUMNS = 100
_LABEL, _WHO = 24, 18
_BARS = 12
_PLURALS = {"error": "errors", "warning": "warnings", "info": "notes"}


def findings_text(findings: Sequence[Finding], book: Book, width: int = _COLUMNS) -> str:
    """The findings of a book as text of so many columns, with a summary at the end."""
    return "\n".join(_lines(findings, book, width))


def summary(findings: Sequence[Finding]) -> str:
    """How many of each kind there are.

    >>> summary([])
    'nothing found'
    """
    counts = Counter(finding.severity for finding in findings if finding.review is None)
    parts = []
    for severity in SEVERITIES:
        if counts[severity]:
            word = _PLURALS[severity] if counts[severity] > 1 else _PLURALS[severity][:-1]
            parts.append(f"{counts[severity]} {word}")
    signed = sum(finding.review is not None for finding in findings)
    if signed:
        parts.append(f"{signed} signed off")
    return ", ".join(parts) or "nothing found"


def _lines(findings: Sequence[Finding], book: Book, width: int) -> Iterator[str]:
    for record, group in groupby(findings, key=lambda finding: finding.path[:2]):
        subject = ".".join(str(key) for key in record)
        title = title_of(subject, book)
        yield from wrapped(title if title == subject else f"{title}  ({subject})", width)
        for finding in group:
            yield from _finding(finding, width)
        yield ""
    yield from wrapped(summary(findings), width)


def _finding(finding: Finding, width: int) -> Iterator[str]:
    below = ".".join(str(key) for key in finding.path[2:])
    verdict = finding.verdict.replace("_", " ")
    words = (finding.severity, finding.code, below, verdict, str(finding.where or ""))
    yield from wrapped("  ".join(word for word in words if word), width, "    ", "  ")
    if finding.bars and finding.severity != "info":
        yield from (f"    {line}".rstrip() for line in _chart(finding, width - 4))
    yield from wrapped(finding.told, width, "    ")


def _chart(finding: Finding, room: int) -> Iterator[str]:
    """A line for each figure; where that is too wide, its name above its bar."""
    bars = finding.bars[:_BARS]
    lines = chart([(bar.value, bar.bounds) for bar in bars])
    shown = [meaning(bar.bounds, finding.unit, finding.kind) for bar in bars]
    beside = max(cells(line) + 2 + cells(told) for line, told in zip(lines, shown, strict=True))
    label, who = _LABEL, _WHO
    if label + who + 4 + beside > room:
        label = min(label, max(cells(bar.label) for bar in bars))
        who = min(who, max(cells(bar.who) for bar in bars))
    is_wide = label + who + 4 + beside <= room
    names = [f"{_cut(bar.label, label)}  {_cut(bar.who, who)}  " for bar in bars]
    parts = list(zip(names, lines, shown, strict=True))
    for bar, (name, line, told) in zip(bars, parts, strict=True):
        if is_wide:
            yield f"{name}{line}  {told}"
            continue
        yield from wrapped(f"{bar.label}  {bar.who}", room)
        if cells(line) + 2 <= room:
            yield f"  {line}"
        yield from wrapped(told, room, "  ")
    if len(finding.bars) > _BARS:
        yield f"and {len(finding.bars) - _BARS} more"
    ends = axis(bar.bounds for bar in bars)
    if ends is not None and ends[0] != ends[1]:
        low, high = (value_text(end, finding.unit, finding.kind) for end in ends)
        line = f"{low}{high:>{max(1, WIDTH - len(low))}}"
        indent = label + who + 4 if is_wide else 2
        if indent + cells(line) <= room:
            yield f"{'':{indent}}{line}"


def _cut(text: str, width: int) -> str:
    """``text`` in so many columns."""
    return f"{text[: width - 1]}…" if len(text) > width else f"{text:<{width}}"
