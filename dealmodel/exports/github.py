"""Findings as GitHub workflow commands, which a workflow's log turns into marks on a book's lines.

Source: GitHub documentation, Workflow commands for GitHub Actions. Text is escaped as it asks, so
that nothing in a book can end one command and begin another.
"""

from __future__ import annotations

from collections.abc import Sequence

from dealmodel.checks.finding import Finding

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def github(findings: Sequence[Finding]) -> str:
    """A line for each finding."""
    return "\n".join(_line(finding) for finding in findings)


def _line(finding: Finding) -> str:
    where = finding.where
    named = {"title": finding.code}
    if where is not None:
        named = {"file": where.file, **named}
        if where.line is not None:
            named |= {"line": str(where.line), "col": str(where.column or 1)}
    settings = ",".join(f"{name}={_setting(value)}" for name, value in named.items())
    message = _message(f"{finding.subject}: {finding.message}")
    return f"::{_COMMANDS[finding.severity]} {settings}::{message}"


def _message(text: str) -> str:
    r"""
    >>> _message("50%\n::error::x")
    '50%25%0A::error::x'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _setting(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
