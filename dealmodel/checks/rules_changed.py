"""Hedges that mean something else than when the book was looked through (``rules-changed``)."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding
from dealmodel.figures.hedges import RULES


def rules_changed(context: Context) -> Iterator[Finding]:
    """A finding where the book states another meaning of hedges than this version has."""
    stated = context.book.rules
    if stated is not None and int(stated) != RULES:
        told = (
            f"the book was looked through with edition {stated} of the meaning of hedges, and this "
            f"is edition {RULES}: look at its answers and findings again, then write rules: {RULES}"
        )
        yield context.finding("rules-changed", "info", ("rules",), told)
