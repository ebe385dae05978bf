"""Findings for people: by subject, numbers side by side on one axis, the verdict, the arithmetic.

Errors and warnings have a chart; what is only worth knowing has words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from dealmodel.checks.finding import SEVERITIES, Finding
from dealmodel.checks.wording import meaning
from dealmodel.derivations.kinds import title_of
from dealmodel.formulas.numbers import value_text
from dealmodel.records.book import Book
from dealmodel.reports.axis import WIDTH, axis, chart

_COLUMNS = 100
_LABEL, _WHO = 24, 18
_BARS = 12
_PLURALS = {"error": "errors", "warning": "warnings", "info": "notes"}


def findings_text(findings: Sequence[Finding], book: Book) -> str:
    """The findings of a book as text, with a summary at the end."""
    return "\n".join(_lines(findings, book))


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


def _lines(findings: Sequence[Finding], book: Book) -> Iterator[str]:
    for record, group in groupby(findings, key=lambda finding: finding.path[:2]):
        subject = ".".join(str(key) for key in record)
        title = title_of(subject, book)
        yield title if title == subject else f"{title}  ({subject})"
        for finding in group:
            yield from _finding(finding)
        yield ""
    yield summary(findings)


def _finding(finding: Finding) -> Iterator[str]:
    below = ".".join(str(key) for key in finding.path[2:])
    verdict = finding.verdict.replace("_", " ")
    words = (finding.severity, finding.code, below, verdict, str(finding.where or ""))
    yield "  " + "  ".join(word for word in words if word)
    if finding.bars and finding.severity != "info":
        yield from (f"    {line}" for line in _chart(finding))
    yield from wrap(
        finding.told,
        _COLUMNS,
        initial_indent="    ",
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _chart(finding: Finding) -> Iterator[str]:
    bars = finding.bars[:_BARS]
    lines = chart([(bar.value, bar.bounds) for bar in bars])
    for bar, line in zip(bars, lines, strict=True):
        shown = meaning(bar.bounds, finding.unit, finding.kind)
        yield f"{_cut(bar.label, _LABEL)}  {_cut(bar.who, _WHO)}  {line}  {shown}".rstrip()
    if len(finding.bars) > _BARS:
        yield f"and {len(finding.bars) - _BARS} more"
    ends = axis(bar.bounds for bar in bars)
    if ends is not None and ends[0] != ends[1]:
        low, high = (value_text(end, finding.unit, finding.kind) for end in ends)
        yield f"{'':{_LABEL + _WHO + 4}}{low}{high:>{max(1, WIDTH - len(low))}}"


def _cut(text: str, width: int) -> str:
    """``text`` in so many columns."""
    return f"{text[: width - 1]}…" if len(text) > width else f"{text:<{width}}"
