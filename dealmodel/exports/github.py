"""Findings as GitHub workflow commands, which a workflow's log turns into marks on a book's lines.

Source: GitHub documentation, Workflow commands for GitHub Actions. Text is escaped as it asks, so
that nothing in a book can end one command and begin another.
"""

from __future__ import annotations

from collections.abc import Sequence

from dealmodel.articles.relation import Review
from dealmodel.checks.finding import Finding
from dealmodel.errors import BookProblem
from dealmodel.where import Place, Span

_OF_VERDICTS = {"wrong": "error", "doubtful": "warning"}
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def github(findings: Sequence[Finding]) -> str:
    """A line for each finding; one that is signed off is a notice."""
    return "\n".join(_line(finding) for finding in findings)


def github_problems(problems: Sequence[BookProblem]) -> str:
    """A line for each problem of a book that cannot be read."""
    return "\n".join(
        _command("error", problem.code, problem.where, problem.message) for problem in problems
    )


def github_reviews(reviews: Sequence[tuple[str, Review]]) -> str:
    """A line for each relation of an article that is wrong or doubtful."""
    return "\n".join(
        _command(
            _OF_VERDICTS[relation.verdict],
            relation.kind,
            review.place_of(name, relation),
            "; ".join((relation.message, *relation.remedies[:1])),
        )
        for name, review in reviews
        for relation in review
        if relation.verdict in _OF_VERDICTS
    )


def _line(finding: Finding) -> str:
    message = f"{finding.subject}: {finding.told}"
    command = _COMMANDS["info" if finding.review else finding.severity]
    return _command(command, finding.code, finding.where, message)


def _command(command: str, title: str, where: Span | Place | None, message: str) -> str:
    named = {"title": title}
    if isinstance(where, Place):
        named = {"file": where.file, **named}
        if where.line is not None:
            named |= {"line": str(where.line), "col": str(where.column or 1)}
    settings = ",".join(f"{name}={_setting(value)}" for name, value in named.items())
    return f"::{command} {settings}::{_message(message)}"


def _message(text: str) -> str:
    r"""
    >>> _message("50%\n::error::x")
    '50%25%0A::error::x'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _setting(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
