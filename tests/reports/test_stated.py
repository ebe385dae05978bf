"""Every stated value in a report, what it is compared with, and what is refused; by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

import dealmodel as dm
from dealmodel.derivations.answers import Derived
from dealmodel.reports.markdown import escaped, markdown_of
from dealmodel.reports.text import text_of

HEAD = """
book: Deals
currency: USD
sources:
  a: {publisher: Paper}
  b: {publisher: Post}
parties:
  i: {name: I, kind: company}
  e: {name: E, kind: company}
"""


def stake(**fields: str) -> dm.Book:
    """A book of one stake; each field is what source a says, or, after a bar, what b says."""
    said = {
        name: [
            {"says": says, "source": source}
            for says, source in zip(text.split("|"), "ab", strict=False)
        ]
        for name, text in fields.items()
        if name not in ("on", "shares_are", "reference")
    }
    plain = {name: fields[name] for name in ("on", "shares_are", "reference") if name in fields}
    record = {"investor": "i", "investee": "e", **plain, **said}
    return dm.read_book(f"{HEAD}stakes:\n  s: {json.dumps(record)}\n")


def records(book: dm.Book, name: str) -> list[dict[str, Any]]:
    return [each for each in dm.report(book).results() if each["name"] == name]


def test_what_was_paid_for_receipts() -> None:
    book = stake(
        paid="$700 million",
        shares="94,079,255 shares",
        price_per_share="US$15 per ADS",
        ads_ratio="2",
        on="2023-07-26",
    )
    (found,) = records(book, "paid_from_shares")
    assert found["point"] == "705594412.5"
    assert found["printed"] == "US$15 per ADS × 94,079,255 shares / 2"
    assert [each["says"] for each in found["beside"]] == ["$700 million"]
    text = " ".join(text_of(dm.report(book)).split())
    assert "$705.594412m" in text
    assert "1.411" not in text.replace("1,411", "1.411")
    assert "Paper prints $700 million (-0.8 %), told more roughly" in text
    rows = list(dm.table(dm.report(book), "valuation").records())
    (row,) = (each for each in rows if each["name"] == "paid_from_shares")
    assert (row["point"], row["how"]) == (Fraction("705594412.5"), found["printed"])


def test_without_the_ratio_it_is_said_and_not_computed() -> None:
    book = stake(
        paid="$700 million", shares="94,079,255 shares", price_per_share="US$15 per ADS", votes="5%"
    )
    report = dm.report(book)
    assert not records(book, "paid_from_shares")
    (warning,) = report.warnings
    assert warning.startswith("stakes.s: 'US$15 per ADS'")
    assert "ads_ratio" in warning
    assert {item.name for item in report.items} >= {"paid", "votes", "shares", "price_per_share"}


VALUED = {
    "share": "10%",
    "paid": "$1.0 billion",
    "shares_are": "primary",
    "equity_value": "$10.2 billion",
    "pre_money": "$9 billion",
    "votes": "15%",
    "net_debt": "$2.0 billion",
    "enterprise_value": "$12 billion",
    "price_per_share": "$12",
    "reference_price": "$10",
    "reference": "last close",
}


@pytest.mark.parametrize(
    ("name", "says"),
    [each for each in VALUED.items() if each[0] not in ("shares_are", "reference")],
)
def test_every_stated_value_shows_with_its_source(name: str, says: str) -> None:
    stated = [
        each
        for each in records(stake(**VALUED), name)
        if len(each["inputs"]) == 1 and each["printed"] == says
    ]
    assert [(each["sources"], each["subject"]) for each in stated] == [(["a"], "stakes.s")]
    flat = " ".join(text_of(dm.report(stake(**VALUED))).split())
    assert f"{says} [Paper]" in flat
    assert f"| {escaped(says)}" in markdown_of(dm.report(stake(**VALUED)))


def test_stated_values_stand_beside_what_follows_from_the_others() -> None:
    book = stake(**VALUED)
    (equity,) = records(book, "equity_value")
    assert [(each["name"], each["printed"], each["value"]) for each in equity["beside"]] == [
        ("implied_equity_value", "$1.0 billion / 10%", "10000000000")
    ]
    (implied,) = records(book, "implied_equity_value")
    # 0.95 / 0.105 = 9.05 and 1.05 / 0.095 = 11.05 hold 10.2.
    assert [(each["says"], each["overlaps"]) for each in implied["beside"]] == [
        ("$10.2 billion", True)
    ]
    stated, derived = records(book, "pre_money")
    assert (stated["point"], derived["point"]) == ("9000000000", "9000000000")
    assert derived["printed"] == "$1.0 billion / 10% − $1.0 billion"
    assert [each["printed"] for each in stated["beside"]] == [derived["printed"]]


def test_net_debt_leads_to_the_enterprise_value_and_back() -> None:
    book = stake(**VALUED)
    stated, *derived = records(book, "enterprise_value")
    assert [(each["printed"], each["point"]) for each in derived] == [
        ("$1.0 billion / 10% + $2.0 billion", "12000000000"),
        ("$10.2 billion + $2.0 billion", "12200000000"),
    ]
    assert len(stated["beside"]) == 2
    (back,) = records(book, "equity_from_enterprise")
    assert (back["printed"], back["point"]) == ("$12 billion − $2.0 billion", "10000000000")
    assert [each["says"] for each in back["beside"]] == ["$10.2 billion"]


def test_the_reference_price_gives_the_premium() -> None:
    (found,) = records(stake(**VALUED), "premium")
    assert (found["point"], found["printed"], found["to"]) == ("0.2", "$12 / $10 − 1", "last close")


def test_a_stake_without_a_date_shows_what_was_paid() -> None:
    (found,) = records(stake(paid="€5 million"), "paid")
    assert (found["point"], found["unit"]) == ("5000000", "EUR")


def test_a_missing_rate_takes_only_its_own_currency() -> None:
    book = stake(paid="SAR 259 billion", share="10%", votes="12%", on="2019-03-27")
    report = dm.report(book)
    assert [each["unit"] for each in records(book, "implied_equity_value")] == ["SAR"]
    assert records(book, "votes")
    assert [each.partition(":")[0] for each in report.warnings] == ["stakes.s"]


def test_amounts_told_more_and_less_roughly_are_not_contradictory() -> None:
    (found,) = records(stake(paid="$700 million|$705.6m"), "paid_agreement")
    assert (found["agree"], found["undecided"]) == (False, True)
    text = text_of(dm.report(stake(paid="$700 million|$705.6m")))
    assert "cannot both be right" not in text
    (found,) = records(stake(paid="$700 million|$805.6m"), "paid_agreement")
    assert (found["agree"], found["undecided"]) == (False, False)
    (found,) = records(stake(share="20%|21%"), "share_agreement")
    assert (found["agree"], found["undecided"]) == (False, False)


def test_a_price_beside_another_is_told_by_that_one_s_name() -> None:
    book = dm.read_book(
        HEAD
        + """
prices:
  cn:
    product: Car
    basis: list
    market: CN
    on: 2024-05-07
    amount: {says: "109,800 yuan", source: a}
    compare_to: sg
  sg:
    product: Car
    basis: list
    market: SG
    on: 2024-05-07
    amount: {says: "S$50,900", source: b}
"""
    )
    text = " ".join(text_of(dm.report(book)).split())
    # 8.4197... the bank's rates of that day make 20,587 Singapore dollars of 109,800 yuan.
    assert "beside Car, list, SG, 2024-05-07: S$50,900, Post (+147.2 %)" in text
    assert "Post prints S$50,900" not in text
    assert "bounds" not in text.partition("Car, list, SG, 2024-05-07 (prices.sg)")[0]
    (record,) = (each for each in records(book, "converted_price") if each["unit"] == "SGD")
    assert [each["of"] for each in record["beside"]] == ["prices.sg"]


EVERYTHING = """
stakes:
  s:
    {investor: i, investee: e, on: 2024-05-07, share: {says: 10%, source: a},
     paid: [{says: $1 billion, source: a}, {says: €0.9 billion, source: b}],
     net_debt: {says: $-1 billion, source: b}, per_volume: v,
     shares: {says: 2 million shares, source: a}, price_per_share: {says: $500, source: a},
     reference_price: {says: $400, source: b}, reference: last close}
joint_ventures:
  j: {party: jv, formed: 2024, holders: {i: {says: 51%, source: a}, e: {says: 49%, source: b}},
      votes: {i: {says: 50%, source: a}}}
prices:
  p: {product: P, basis: list, on: 2024-05-07, amount: {says: "€5", source: a}}
  q: {product: Q, basis: list, on: 2024-05-07, amount: {says: "$5", source: b}}
volumes:
  v: {party: e, measure: sales, period: 2024, count: {says: "300,000 cars", source: a}}
  w: {party: i, measure: sales, period: 2024, count: {says: "30,000 cars", source: b}}
  d: {party: i, measure: sales, within: {says: 13 days, source: a}, launch: yes,
      count: {says: "8,000 cars", source: a}}
growth: {v: {of: v, growth: {says: 50%, source: b}}}
ratios: {r: {of: w, to: v, ratio: {says: a tenth, source: a}}}
agreements:
  g: {kind: licence, parties: [i, e], terms: {plant: {says: in Turin, source: b}},
      status: [{on: 2024-05, stage: talks, evidence: reported, source: a}]}
"""


def test_every_kind_of_result_has_subject_name_and_sources() -> None:
    book = dm.read_book(
        HEAD
        + "  jv: {name: JV, kind: joint_venture, facts: {f: {what: revenue, text: {says: much, "
        + "source: a}}}}\n"
        + EVERYTHING
    )
    report = dm.report(book, to="GBP")
    found = report.results()
    assert {each["name"] for each in found} >= {
        *("share", "paid", "paid_agreement", "implied_equity_value", "pre_money", "net_debt"),
        *("enterprise_value", "value_per_unit", "paid_from_shares", "premium", "holder_share"),
        *("holder_votes", "converted_price", "volume", "run_rate", "volume_before"),
        *("stated_ratio", "peer_volume", "ratio", "status", "term", "fact", "finding"),
        "effective_interest",
    }
    for each in found:
        assert each["subject"].partition(".")[0] in {*dir(book), "ownership"}
        assert each["name"]
        assert set(each["sources"]) <= {"a", "b"}
        assert each["sources"] or each["name"] == "finding"
    for item in report.items:
        if isinstance(item, Derived):
            assert item.to_dict()["printed"]
