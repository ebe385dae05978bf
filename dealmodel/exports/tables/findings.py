"""The sheet of findings: what the checks say of the book, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dealmodel.checks.finding import SEVERITIES, Finding
from dealmodel.derivations.kinds import title_of
from dealmodel.exports.table import Cell, Column, Link, Row
from dealmodel.exports.tables.book_places import BookPlaces
from dealmodel.exports.tables.inputs import SHEET as INPUTS
from dealmodel.exports.tables.inputs import Inputs
from dealmodel.exports.tables.places import FIRST, column_of
from dealmodel.exports.tables.verdicts import Overlaps, counted, verdict_cell
from dealmodel.records.book import Book
from dealmodel.records.naming import source_name

SHEET = "Findings"

COLUMNS = (
    Column("severity", "Severity", 10),
    Column("code", "Code", 20),
    Column("about", "About", 34, wraps=True),
    Column("message", "Finding", 72, wraps=True),
    Column("verdict", "Verdict", 16),
    Column("contradictions", "Contradictions", 14, "number", style="whole"),
    Column("claims", "Claims", 50, wraps=True),
    Column("link", "First claim", 14),
    Column("place", "Place in the book", 26),
    Column("subject", "Record", 46),
)

_VERDICT = column_of(COLUMNS, "verdict")


def finding_rows(
    findings: Iterable[Finding], inputs: Inputs, book: Book, overlaps: Overlaps
) -> Iterator[Row]:
    """A row for each finding."""
    files = BookPlaces(book)
    in_order = sorted(findings, key=lambda each: SEVERITIES.index(each.severity))
    for number, finding in enumerate(in_order, FIRST):
        verdict = verdict_cell(finding, inputs, overlaps)
        says = [
            f"{claim.says} ({source_name(claim.source, book)})" if claim.source else claim.says
            for claim in finding.claims
        ]
        yield Row(
            (
                finding.severity,
                finding.code,
                about(finding.subject, book),
                finding.told,
                verdict,
                counted(verdict, number, _VERDICT, inputs.constant),
                "; ".join(says) or None,
                _first(finding, inputs),
                files.told(finding.where),
                finding.subject,
            )
        )


def about(subject: str, book: Book) -> str:
    """What a finding is about, in words.

    >>> about("prices.b10.amount", Book(book="x"))
    'b10: amount'
    """
    keys = subject.split(".")
    title = title_of(".".join(keys[:2]), book)
    return ": ".join([title, *(key.replace("_", " ") for key in keys[2:3])])


def _first(finding: Finding, inputs: Inputs) -> Cell:
    """A link to the first of its claims that is an input."""
    rows = (inputs.row_of(tuple(claim.path)) for claim in finding.claims)
    row = next((each for each in rows if each is not None), None)
    return None if row is None else Link(f"{INPUTS} {row}", f"{INPUTS}!A{row}")
