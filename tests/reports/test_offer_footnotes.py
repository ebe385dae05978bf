"""Footnotes for what is said of an offer."""

from __future__ import annotations

import dealmodel as dm
from tests.checks.books import book, claims


def test_a_premium_without_its_reference_is_cited() -> None:
    given = f"price_per_share: {claims('$30')}, premium: {claims('20%')}"
    found = dm.cite(book(f"deals:\n  d: {{target: elm, {given}}}\n"), "deals.d")
    assert any("Premium, " in str(each.to_dict()) for each in found.citations)
