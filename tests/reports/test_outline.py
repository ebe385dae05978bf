"""Lines of a report: one for the papers that carry one report."""

from __future__ import annotations

import dealmodel as dm
from dealmodel.reports.outline import outline
from tests.checks.books import book, entry


def lines(amounts: str) -> list[tuple[str, str]]:
    price = entry("car", product="Car", basis="list", on="2024-01-02", amount=amounts)
    (part,) = outline(dm.report(book("prices:\n" + price), checks=False))
    return [(line.answer, line.who) for line in part.subjects[0].lines if line.label == "price"]


def said(*sources: str) -> str:
    return "[" + ", ".join(f"{{says: €100, source: {source}}}" for source in sources) + "]"


def test_papers_that_carry_one_report_have_one_line() -> None:
    # 1.0956 dollars to the euro on that day.
    assert lines(said("wire", "carrier", "echo")) == [
        ("109.56 USD", "Wire; Carrier after Wire; Echo after Wire")
    ]


def test_independent_papers_have_a_line_each() -> None:
    assert lines(said("wire", "alpha")) == [("109.56 USD", "Wire"), ("109.56 USD", "Alpha")]
