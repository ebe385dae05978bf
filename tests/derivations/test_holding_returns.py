"""What an investor's stakes have returned, in a book."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import dealmodel as dm
from dealmodel.derivations.holding_returns import NOT_COUNTED
from tests.checks.books import book, claims, entry
from tests.exports.xlsx.test_proof import assert_items, prove


def stakes(*each: dict[str, str]) -> str:
    told = ({"investor": "ivy", "investee": "elm"} | stake for stake in each)
    return "stakes:\n" + "".join(entry(f"s{at}", **one) for at, one in enumerate(told, start=1))


def returns(text: str, **options: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for item in dm.report(book(text), **options).items:
        if item.name in ("multiple_of_money", "irr"):
            found.setdefault(item.name, []).append(item.to_dict())
    return found


BOUGHT = {"on": "2021-01-01", "paid": claims("$100")}
SOLD = {"investor": "jay", "seller": "ivy", "on": "2022-01-01", "paid": claims("$110")}


def test_what_was_bought_and_sold_returns() -> None:
    found = returns(stakes(BOUGHT, SOLD))
    (multiple,), (rate,) = found["multiple_of_money"], found["irr"]
    assert (multiple["subject"], rate["subject"]) == ("stakes.s1", "stakes.s1")
    assert (multiple["point"], rate["point"]) == ("1.1", "0.1")
    assert multiple["printed"] == "$110 / $100"
    assert NOT_COUNTED in multiple["warnings"]
    assert (rate["of"], rate["text"], rate["sources"]) == ("Ivy", "10% a year", ["alpha"])
    assert rate["dates"] == {"flow_1": "2021-01-01", "flow_2": "2022-01-01"}


def test_nothing_is_told_of_who_bought_or_sold_alone_or_elsewhere() -> None:
    assert returns(stakes(BOUGHT)) == {}
    assert returns(stakes(SOLD)) == {}
    assert returns(stakes(BOUGHT, SOLD | {"investee": "oak"})) == {}


def test_every_purchase_and_sale_counts_once() -> None:
    more = BOUGHT | {"paid": claims("$50")}
    half = SOLD | {"paid": claims("$60")}
    found = returns(stakes(BOUGHT, more, half, SOLD | {"paid": claims("$105")}))
    assert [each["point"] for each in found["multiple_of_money"]] == ["1.1"]
    assert [each["point"] for each in found["irr"]] == ["0.1"]


def test_amounts_of_two_sources_that_both_tell_all_stand_apart() -> None:
    both = returns(
        stakes(
            BOUGHT | {"paid": claims("$100", "$80")},
            SOLD | {"paid": claims("$110", "$100")},
        )
    )
    assert [each["point"] for each in both["multiple_of_money"]] == ["1.1", "1.25"]
    parted = returns(
        stakes(
            BOUGHT | {"paid": claims("$100", "$80")},
            SOLD | {"paid": claims("$110", sources="gamma")},
        )
    )
    (multiple,) = parted["multiple_of_money"]
    assert (multiple["low"], multiple["high"]) == ("1.1", "1.375")


def test_each_amount_is_converted_on_its_day() -> None:
    text = stakes(BOUGHT | {"on": "2021-01-04"}, SOLD | {"on": "2022-01-04", "paid": claims("€88")})
    (multiple,) = returns(text, rates="1.25 USD/EUR")["multiple_of_money"]
    assert multiple["point"] == "1.1"
    # Whose rates convert is told by the rate, and is no source of the book.
    assert [each["sources"] for each in returns(text)["irr"]] == [["alpha"]]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (stakes(BOUGHT, {k: v for k, v in SOLD.items() if k != "on"}), "s2 has no date"),
        (stakes(BOUGHT, SOLD | {"paid": "[]"}), "no source says what was paid for s2"),
        (stakes(BOUGHT, SOLD | {"on": "2021-01-01"}), "no time passes"),
        (stakes(BOUGHT, SOLD | {"on": "2021"}), "in either order"),
    ],
)
def test_why_there_is_no_return_is_told(text: str, warning: str) -> None:
    found = dm.report(book(text)).warnings
    assert any(each.startswith("stakes.s1") and warning in each for each in found), found


def test_the_multiple_follows_in_the_workbook(tmp_path: Path) -> None:
    sold = SOLD | {"paid": claims("€2.4 billion")}
    found = dm.report(book(stakes(BOUGHT | {"paid": claims("€1.5 billion")}, sold)))
    assert_items(found, prove(found, tmp_path, "ironcalc"))


def test_a_sale_before_the_purchase_is_no_matter_of_order_in_the_book() -> None:
    (rate,) = returns(stakes(SOLD, BOUGHT))["irr"]
    assert (rate["subject"], Fraction(rate["point"])) == ("stakes.s2", Fraction(1, 10))
