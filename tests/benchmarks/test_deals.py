"""Ten thousand deals, each with two legs, values, a fee and its target's accounts: loaded, checked,
and reported with the findings.
"""

from __future__ import annotations

from typing import Any

import pytest

import dealmodel as dm

DEALS = 10_000


def deals(count: int) -> dict[str, Any]:
    """A book of so many deals, each over a company of its own."""

    def said(text: str) -> list[dict[str, str]]:
        return [{"says": text, "source": "a"}]

    sections: dict[str, dict[str, Any]] = {name: {} for name in ("stakes", "deals", "financials")}
    parties = {"ivy": {"name": "Ivy", "kind": "company"}}
    for at in range(count):
        target, year, day = f"t{at}", 2000 + at % 20, f"{2000 + at % 20}-03-{1 + at % 28:02}"
        parties[target] = {"name": target, "kind": "company"}
        leg = {"deal": f"d{at}", "investor": "ivy", "investee": target, "on": day}
        new = {"shares_are": "primary", "share": said("10%"), "paid": said("$1.2 billion")}
        old = {"shares_are": "secondary", "share": said("5%"), "paid": said("$500 million")}
        sections["stakes"] |= {f"n{at}": leg | new, f"o{at}": leg | old}
        sections["deals"][f"d{at}"] = {
            "target": target,
            "closed": day,
            "paid": said("$1.7 billion"),
            "share": said("15%"),
            "values": [
                {"of": "equity", "at": "post", "says": "$12 billion", "source": "a"},
                {"of": "enterprise", "says": "$13.1 billion", "source": "a"},
            ],
            "terms": {"fee": {"fee": said("$60 million")}},
        }
        sections["financials"] |= {
            f"nd{at}": {
                "party": target,
                "measure": "net_debt",
                "on": f"{year - 1}-12-31",
                "amount": said("$2.3 billion"),
            },
            f"r{at}": {
                "party": target,
                "measure": "revenue",
                "period": str(year - 1),
                "amount": said("$4.0 billion"),
            },
        }
    sources = {"a": {"publisher": "A", "published": "2024-03-02"}}
    return {"book": "Deals", "sources": sources, "parties": parties, **sections}


@pytest.fixture(scope="module")
def count(request: pytest.FixtureRequest) -> int:
    return 50 if request.config.getoption("benchmark_disable") else DEALS


@pytest.fixture(scope="module")
def book(count: int) -> dm.Book:
    return dm.Book.build(deals(count))


def test_deals_loaded(benchmark: Any, count: int) -> None:
    data = deals(count)
    assert len(benchmark.pedantic(dm.Book.build, args=(data,), rounds=1).deals) == count


def test_deals_checked(benchmark: Any, book: dm.Book) -> None:
    found = benchmark.pedantic(dm.check, args=(book,), rounds=1)
    assert not [each for each in found if each.severity != "info"]


def test_deals_reported(benchmark: Any, book: dm.Book, count: int) -> None:
    found = benchmark.pedantic(dm.report, args=(book,), rounds=1)
    assert len(found.items) == 27 * count
