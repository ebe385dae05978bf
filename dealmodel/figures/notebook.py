"""Figures as a notebook shows them: what was printed, what it can mean, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dealmodel.figures.markup import html_table

if TYPE_CHECKING:
    from dealmodel.figures.figure import Figure
    from dealmodel.figures.reading import Figures

_HEADINGS = ("as printed", "value", "low", "high", "unit", "meaning")


def html_of_figures(figures: Iterable[Figure]) -> str:
    """The figures as one HTML table."""
    return html_table(_HEADINGS, map(_row, figures))


def html_of_reading(reading: Figures) -> str:
    """The figures of a text, and below them what could not be read."""
    refused = ((each.verbatim, each.message) for each in reading.refused)
    left = html_table(("not read", "why"), refused) if reading.refused else ""
    return html_of_figures(reading) + left


def _row(figure: Figure) -> Iterator[str]:
    record = figure.to_dict()
    yield record["verbatim"]
    yield record["value"] or ""
    yield _end(record["low"], record["low_open"], "above", "-∞")
    yield _end(record["high"], record["high_open"], "below", "∞")
    of = (record["unit"], record["per"] and f"per {record['per']}", record["of"])
    yield " ".join(filter(None, of))
    yield record["why"]


def _end(number: str | None, is_open: bool, word: str, without: str) -> str:
    if number is None:
        return without
    return f"{word} {number}" if is_open else number
