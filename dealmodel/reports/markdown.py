"""A report as Markdown: one table a subject. Text of the book is escaped: it never is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealmodel.reports.deriving import Report
from dealmodel.reports.findings import summary
from dealmodel.reports.outline import Line, outline, sources_of
from dealmodel.reports.visible import visible

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")


def markdown_of(report: Report) -> str:
    """The report as a Markdown document."""
    return "\n".join(_lines(report)) + "\n"


def escaped(text: str) -> str:
    """``text`` so that Markdown shows it as it is.

    >>> escaped("a|b <script>"), escaped("evil\\u202egnp")
    ('a\\\\|b \\\\<script\\\\>', 'evil⟨U+202E⟩gnp')
    """
    return _MARKUP.sub(r"\\\1", visible(" ".join(text.split())))


def _lines(report: Report) -> Iterator[str]:
    yield f"# {escaped(report.book.book)}"
    for part in outline(report):
        yield ""
        yield f"## {part.title}"
        for subject in part.subjects:
            yield ""
            yield f"### {escaped(subject.title)}"
            yield ""
            yield "| what | answer | from | source |"
            yield "|---|---|---|---|"
            yield from (_row(line) for line in subject.lines)
    if report.findings:
        yield from ("", "## Findings", "", "| what | about | finding |", "|---|---|---|")
        for finding in report.findings:
            if finding.severity != "info":
                cells = (f"{finding.severity}, {finding.code}", finding.subject, finding.told)
                yield f"| {' | '.join(escaped(cell) for cell in cells)} |"
        yield from ("", f"In all: {summary(report.findings)}.")
    yield from ("", "## Sources", "")
    yield from (f"- {escaped(key)}: {escaped(text)}" for key, text in sources_of(report))
    if report.warnings:
        yield ""
        yield "## Not derived"
        yield ""
        yield from (f"- {escaped(warning)}" for warning in report.warnings)
    yield from ("", "## Receipt", "", "Read by `dealmodel verify`.", "")
    # Indented it is code, whatever is in it.
    yield f"    {report.receipt.text}"


def _row(line: Line) -> str:
    how = "; ".join(filter(None, (line.how, *line.notes)))
    return (
        "| " + " | ".join(escaped(cell) for cell in (line.label, line.answer, how, line.who)) + " |"
    )
