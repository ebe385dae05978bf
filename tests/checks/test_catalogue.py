"""All checks together: which there are, their order, what the caller chooses, and that no book
brings one down."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.checks.catalogue import CODES, RULES, check
from dealmodel.checks.finding import SEVERITIES
from dealmodel.errors import UsageError
from dealmodel.figures.hedges import HedgeRules
from dealmodel.records.book import SECTIONS
from tests.checks.books import book, claims, entry, stake

PROMISED = """
rules-changed review-lapsed review-unneeded
claims-disagree claims-agree implied-rate rate-date stated-ratio holders-sum amount-shares-price
value-disagrees different-basis magnitude percent-or-fraction same-origin status-contested
basis-undeclared stake-before-after stale-date
terms-disagree parts-sum bridge
""".split()


def test_every_promised_code_is_there_and_told_of() -> None:
    assert sorted(CODES) == sorted(PROMISED)
    assert all(CODES.values())


def test_an_empty_book_has_no_findings() -> None:
    assert check(dm.Book(book="Nothing said")) == ()


def test_each_rule_is_named_before_it_looks() -> None:
    named: list[str] = []
    check(book(""), step=named.append)
    assert named == list(RULES)


def test_findings_come_in_the_book_s_order_the_gravest_first() -> None:
    found = check(dm.load_book("seeds"))
    sections, seeds = list(SECTIONS), dm.load_book("seeds")
    keys = [
        (
            sections.index(str(each.path[0])),
            list(getattr(seeds, str(each.path[0]))).index(each.path[1]),
            SEVERITIES.index(each.severity),
        )
        for each in found
    ]
    assert keys == sorted(keys)
    assert len(found) > 10


def test_the_reading_of_hedges_is_the_callers() -> None:
    # "more than" reaches to the next step by the usual reading, and without end by the strict one.
    text = book(stake(paid=claims("more than $20 billion", "$90 billion")))
    assert [each.code for each in check(text)] == ["claims-disagree"]
    assert [each.code for each in check(text, rules=HedgeRules(reading="strict"))] == [
        "claims-agree"
    ]
    rounded = book(stake(share=claims("20%", "20.4%")))
    assert [each.code for each in check(rounded)] == ["claims-agree"]
    assert [each.code for each in check(rounded, rules=HedgeRules(exact=True))] == [
        "claims-disagree"
    ]


def test_rates_that_there_are_not_are_a_usage_error() -> None:
    with pytest.raises(UsageError):
        check(book(""), rates="no-such-rates")


SAID = {
    "share": "21% | 20 percent | 0.2 | a tenth | up to 35 percent | more than half | 10-20%",
    "money": "$1.6 billion | €1.5 billion | 109,800 yuan ($15,115) | SAR 259 billion ($69bn) | $0 |"
    "at least $1 | 65,800-75,800 yuan (~US $9,280 – US $10,691) | 335 pence | ITL 300 billion |"
    "529,900 yuan (nearly $74,000) | $10,000,000,000,000,000",
    "count": "300,000 cars | 0 cars | no more than 5 cars | 300,000 | 1,412m shares | 1 ADS |"
    "3-4 million shares | at least 10 vehicles",
    "growth": "104% | -100% | +0% | 204 % | at least 10% | -20% to +10%",
    "ratio": "less than a tenth | 2.5x | 7% | at least 3 times | three to four times",
}
WHEN = st.sampled_from(
    "2023-10 2023-10-26 2024 2024-Q1 2999-01-01 1990 1999-01-04 2024-02-29".split()
)
SOURCES = {
    "a": {"publisher": "A"},
    "b": {"publisher": "B", "origin": "Wire", "published": "2024-04-26"},
    "c": {"publisher": "C", "origin": "Wire", "published": "2023"},
}
PARTIES = {key: {"name": key.upper(), "kind": "company"} for key in "ijke"}
PARTY = st.sampled_from("ijke")


def said(kind: str) -> st.SearchStrategy[list[dict[str, str]]]:
    fields = {
        "says": st.sampled_from([each.strip() for each in SAID[kind].split("|")]),
        "source": st.sampled_from("abc"),
    }
    return st.lists(st.fixed_dictionaries(fields), max_size=3)


def records(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, dict[str, Any]]]:
    return st.dictionaries(st.sampled_from("pqr"), st.fixed_dictionaries(fields), max_size=3)


BOOKS = st.fixed_dictionaries(
    {
        "book": st.just("x"),
        "sources": st.just(SOURCES),
        "parties": st.just(PARTIES),
        "stakes": records(
            investor=PARTY,
            investee=PARTY,
            shares_are=st.sampled_from(("primary", "secondary", "mixed", "undeclared")),
            on=st.none() | WHEN,
            announced=st.none() | WHEN,
            share=said("share"),
            paid=said("money"),
            equity_value=said("money"),
            pre_money=said("money"),
            price_per_share=said("money"),
            shares=said("count"),
            votes=said("share"),
        ),
        "joint_ventures": records(party=PARTY, holders=st.dictionaries(PARTY, said("share"))),
        "prices": records(
            product=st.sampled_from("XY"),
            basis=st.sampled_from(("list", "starting")),
            on=WHEN,
            amount=said("money"),
        ),
        "volumes": st.fixed_dictionaries(
            {
                key: st.fixed_dictionaries(
                    {
                        "party": PARTY,
                        "measure": st.sampled_from(("sales", "deliveries")),
                        "period": WHEN,
                        "count": said("count"),
                    }
                )
                for key in "pq"
            }
        ),
        "growth": records(of=st.sampled_from("pq"), over=st.none() | WHEN, growth=said("growth")),
        "ratios": records(of=st.sampled_from("pq"), to=st.sampled_from("pq"), ratio=said("ratio")),
        "agreements": records(
            kind=st.just("talks"),
            parties=st.just(["i", "j"]),
            status=st.lists(
                st.fixed_dictionaries(
                    {
                        "on": WHEN,
                        "stage": st.sampled_from(("talks", "signed", "ended")),
                        "evidence": st.sampled_from(("reported", "confirmed", "denied")),
                        "by": st.none() | PARTY,
                        "source": st.sampled_from("abc"),
                    }
                ),
                max_size=3,
            ),
        ),
    }
)


@settings(max_examples=30)
@given(BOOKS)
def test_any_book_is_checked_and_its_findings_can_be_told(data: dict[str, Any]) -> None:
    told = [each.to_dict() for each in check(dm.Book.build(data))]
    assert json.loads(json.dumps(told)) == told
    assert {each["code"] for each in told} <= set(CODES)
    assert all(each["message"] for each in told)
    assert told == [each.to_dict() for each in check(dm.Book.build(data))]


def test_a_check_leaves_the_book_as_it_was() -> None:
    text = (
        stake(share=claims("21%", "20%"))
        + "prices:\n"
        + entry("p", product="X", basis="list", on="2024", amount=claims("€100 ($108)"))
    )
    one, other = book(text), book(text)
    check(one)
    assert one == other
