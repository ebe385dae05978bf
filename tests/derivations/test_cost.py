"""A fact with very many sources is told in as many records, not in their square; nor do many deals
cost more than each by itself."""

from __future__ import annotations

import cProfile
import json
import pstats
from collections.abc import Callable
from typing import Any

import pytest

import dealmodel as dm
from dealmodel.calculators.reconciliation import ALL_PAIRS
from dealmodel.checks import claims
from dealmodel.derivations.prices import MOST

PARTIES = {"a": {"name": "A", "kind": "company"}, "b": {"name": "B", "kind": "company"}}


def priced(count: int) -> dm.Book:
    """One price, told by so many sources in yuan and in dollars by turns, each number its own."""
    sources = {f"s{number}": {"publisher": f"P{number}"} for number in range(count)}
    says = [
        f"{1000 + number} yuan" if number % 2 else f"${140 + number}" for number in range(count)
    ]
    claims = [{"says": each, "source": f"s{number}"} for number, each in enumerate(says)]
    price = {"product": "X", "seller": "a", "basis": "list", "on": "2024-05-07", "amount": claims}
    return dm.Book.build(
        {"book": "x", "sources": sources, "parties": PARTIES, "prices": {"p": price}}
    )


def size(count: int) -> int:
    return len(json.dumps(dm.report(priced(count)).to_dict()))


def test_a_report_grows_with_the_sources_and_not_with_their_square() -> None:
    assert size(400) < 2.5 * size(200)


def test_a_price_stands_beside_its_own_source_s_and_the_first_others() -> None:
    for item in dm.report(priced(200)).items:
        assert len(item.beside) <= MOST + 1
    few = [item for item in dm.report(priced(6)).items if item.name == "converted_price"]
    assert {len(item.beside) for item in few} == {3}


def test_a_finding_names_as_many_pairs_as_there_are_sources() -> None:
    [found] = [each for each in dm.check(priced(200)) if each.code == "claims-disagree"]
    assert found.reconciliation is not None
    assert ALL_PAIRS < len(found.reconciliation.pairs) < 200


def test_a_denial_among_thousands_is_found() -> None:
    sources = {"s": {"publisher": "S"}}
    told = [
        {"on": f"20{10 + number % 14}-05-07", "stage": "talks", "evidence": evidence, "by": "a"}
        for number, evidence in enumerate(["confirmed", "denied"] * 1500)
    ]
    events = [{**each, "source": "s"} for each in told]
    deal = {"kind": "talks", "parties": ["a", "b"], "status": events}
    book = dm.Book.build(
        {"book": "x", "sources": sources, "parties": PARTIES, "agreements": {"d": deal}}
    )
    found = dm.status(book.agreements["d"])
    # The last day, 2023, has odd numbers only: denials, which no later day lifts.
    assert found.contested
    assert {event.on for event in found.denying} == {"2023-05-07"}


def deals(count: int) -> dm.Book:
    """So many deals over one company, each with two legs, values, a fee, and accounts of its own
    year."""
    stakes: dict[str, Any] = {}
    made: dict[str, Any] = {}
    financials: dict[str, Any] = {}
    for at in range(count):
        day = f"{1900 + at}-03-01"
        leg = {"deal": f"d{at}", "investor": "a", "investee": "b", "on": day}
        new = {"shares_are": "primary", "share": said("10%"), "paid": said("$1.2 billion")}
        old = {"shares_are": "secondary", "share": said("5%"), "paid": said("$500 million")}
        stakes |= {f"n{at}": leg | new, f"o{at}": leg | old}
        made[f"d{at}"] = {
            "target": "b",
            "closed": day,
            "paid": said("$1.7 billion"),
            "values": [
                {"of": "equity", "at": "post", "says": "$12 billion", "source": "s"},
                {"of": "enterprise", "says": "$13.1 billion", "source": "s"},
            ],
            "terms": {"fee": {"fee": said("$60 million")}},
        }
        debt = {"measure": "net_debt", "on": f"{1899 + at}-12-31", "amount": said("$2.3 billion")}
        year = {"measure": "revenue", "period": f"{1899 + at}", "amount": said("$4.0 billion")}
        financials |= {f"n{at}": {"party": "b"} | debt, f"r{at}": {"party": "b"} | year}
    sources = {"s": {"publisher": "S"}}
    parts = {"stakes": stakes, "deals": made, "financials": financials}
    return dm.Book.build({"book": "x", "sources": sources, "parties": PARTIES, **parts})


def said(text: str) -> list[dict[str, str]]:
    return [{"says": text, "source": "s"}]


def calls(do: Callable[[dm.Book], object], count: int) -> int:
    """How many functions are called: the same on every machine, unlike the time they take."""
    book = deals(count)
    profile = cProfile.Profile()
    profile.runcall(do, book)
    found: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("do", [dm.check, dm.report])
def test_twice_the_deals_cost_twice_as_much(do: Callable[[dm.Book], object]) -> None:
    do(deals(2))  # what is loaded or remembered at first use
    assert calls(do, 80) < 2.2 * calls(do, 40)


def test_a_report_finds_what_a_check_finds_whatever_is_asked_of_it() -> None:
    book = deals(6)
    found = [each.to_dict() for each in dm.check(deals(6))]
    for asked in ({}, {"to": "GBP"}, {"prefer": "latest"}, {"prefer": "s", "to": ("EUR", "CNY")}):
        assert [each.to_dict() for each in dm.report(book, **asked).findings] == found


def test_a_check_derives_nothing_that_its_report_has_derived() -> None:
    with_findings = calls(dm.report, 40)
    without = calls(lambda book: dm.report(book, checks=False), 40)
    assert with_findings - without < 0.75 * calls(dm.check, 40)


def test_no_words_are_made_of_findings_that_nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    monkeypatch.setattr(claims, "_contradictions", lambda *given: made.append(given) or "words")
    [found] = [each for each in dm.check(priced(3)) if each.code == "claims-disagree"]
    assert made == []
    assert (found.message, found.message, len(made)) == ("words", "words", 1)
