"""Holdings over time: purchases add up, what is stated replaces, and two accounts of one thing are
one. The sums are worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel as dm
from tests.checks.books import book, claims, entry


def bought(key: str, share: str, on: str, source: str = "alpha", **fields: str) -> str:
    """A purchase of a share of Elm by Ivy."""
    told = {
        "investor": "ivy",
        "investee": "elm",
        "on": on,
        "paid": claims("$1 billion", sources=source),
        "share": claims(share, sources=source),
    }
    return entry(key, **{**told, **fields})


def held(key: str, share: str, **fields: str) -> str:
    """What Ivy holds of Elm, as stated."""
    told = {"holder": "ivy", "held": "elm", "share": claims(share)}
    return entry(key, **{**told, **fields})


def interest(text: str, on: str | None = None, owner: str = "ivy") -> dm.EffectiveInterest:
    return dm.Ownership.of(book(text), as_of=on).interest(owner, "elm")


def percent(text: str, on: str | None = None) -> Fraction | None:
    found = interest(text, on).point
    return None if found is None else found * 100


TRANCHES = "stakes:\n" + bought("one", "10%", "2023-01-10") + bought("two", "5%", "2024-01-10")


@pytest.mark.parametrize(
    ("on", "due"), [("2022-12-31", 0), ("2023-01-10", 10), ("2024-01-09", 10), ("2024-01-10", 15)]
)
def test_purchases_add_up_from_their_days(on: str, due: int) -> None:
    assert percent(TRANCHES, on) == due


def test_the_ends_add_up_too() -> None:
    # 9.5 to 10.5 and 4.5 to 5.5: 5 % has one digit, and so half a unit either way.
    found = interest(TRANCHES)
    assert found.bounds == dm.Bounds(Fraction(14, 100), Fraction(16, 100))
    assert any("10% + 5%, as printed" in each for each in found.warnings)


STATED = TRANCHES + "holdings:\n" + held("now", "12%", on="2024-06-30")


@pytest.mark.parametrize(("on", "due"), [("2024-06-29", 15), ("2024-06-30", 12), (None, 12)])
def test_what_is_stated_takes_the_place_of_all_before(on: str | None, due: int) -> None:
    assert percent(STATED, on) == due


def test_a_purchase_adds_to_what_was_stated() -> None:
    later = bought("three", "3%", "2025-01-10")
    text = STATED.replace("holdings:", later + "holdings:")
    assert percent(text) == 15


ROUND = {
    "before": claims("7.6%"),
    "after": claims("17%"),
}


def test_before_and_after_are_what_they_say() -> None:
    text = "stakes:\n" + bought("new", "9.4%", "2024-03-01", **ROUND)
    assert percent(text, "2024-02-29") == Fraction("7.6")
    assert percent(text, "2024-03-01") == 17


def test_a_purchase_goes_on_from_what_was_held_before() -> None:
    text = "stakes:\n" + bought("new", "9.4%", "2024-03-01", before=claims("7.6%"))
    assert percent(text) == 17
    # An earlier purchase is what "before" tells of.
    text += bought("old", "5%", "2020-03-01")
    assert percent(text) == 17
    assert percent(text, "2021-01-01") == 5


def test_what_is_stated_on_the_day_of_a_purchase_holds_it_already() -> None:
    text = "stakes:\n" + bought("new", "5%", "2024-03-01")
    assert percent(text + "holdings:\n" + held("all", "15%", on="2024-03-01")) == 15
    assert percent(text + "holdings:\n" + held("all", "15%", on="2024-03")) == 15
    assert percent(text + "holdings:\n" + held("all", "5.2%", on="2024-03")) is None


@pytest.mark.parametrize(
    ("share", "source", "day", "due"),
    [
        ("10%", "beta", "2023-01-10", (Fraction(95, 1000), Fraction(105, 1000))),
        ("10.2%", "beta", "2023-01", (Fraction(95, 1000), Fraction(105, 1000))),
        # Another size, the same source, another day: another purchase.
        ("25%", "beta", "2023-01-10", (Fraction(340, 1000), Fraction(360, 1000))),
        ("10%", "alpha", "2023-01-10", (Fraction(190, 1000), Fraction(210, 1000))),
        ("10%", "beta", "2023-02-10", (Fraction(190, 1000), Fraction(210, 1000))),
    ],
)
def test_two_accounts_of_one_purchase_are_one(
    share: str, source: str, day: str, due: tuple[Fraction, Fraction]
) -> None:
    text = "stakes:\n" + bought("one", "10%", "2023-01-10") + bought("two", share, day, source)
    assert interest(text).bounds == dm.Bounds(*due)


def test_a_stake_that_nobody_bought_is_stated() -> None:
    stated = {"paid": "[]"}
    text = "stakes:\n" + bought("one", "10%", "2023-01-10", **stated)
    text += bought("two", "8%", "2024-01-10", **stated)
    assert percent(text) == 8


def test_what_has_ended_is_out() -> None:
    text = TRANCHES.replace('"two":', '"two":') + bought("gone", "30%", "2022", ended="2022-06")
    assert percent(text) == 15
    assert percent(text, "2022-03-01") == 30


def test_what_cannot_be_added_is_taken_for_what_is_held_since() -> None:
    text = "stakes:\n" + bought("one", "51%", "2016-04-12") + bought("two", "83%", "2017-06-28")
    found = interest(text)
    assert found.point == Fraction(83, 100)
    assert any("83% cannot add to 51%" in each for each in found.warnings)


def test_more_than_the_whole_is_cut_at_the_whole() -> None:
    text = "stakes:\n" + bought("one", "70%", "2023-01-10") + bought("two", "30%", "2024-01-10")
    assert interest(text).bounds.high == 1


def test_a_holding_of_no_date_is_told_and_not_added_to_purchases() -> None:
    found = interest(TRANCHES + "holdings:\n" + held("some", "4%"))
    assert found.point == Fraction(15, 100)
    assert any("4% has no date and is not added" in each for each in found.warnings)


def test_a_nominee_holds_for_its_owner() -> None:
    text = "holdings:\n" + held("nominee", "40%", holder="jay", nominee_for="ivy")
    found = interest(text)
    assert found.point == Fraction(2, 5)
    assert any("jay holds it as a nominee" in each for each in found.warnings)
    assert interest(text, owner="jay").bounds.high == 0


CHAIN = (
    "stakes:\n"
    + entry("top", investor="ivy", investee="oak", share=claims("50%"))
    + entry("low", investor="oak", investee="elm", share=claims("60%"))
)


@pytest.mark.parametrize("directness", ["indirect", "unknown"])
def test_an_indirect_interest_beside_its_chain_is_not_added(directness: str) -> None:
    stated = "holdings:\n" + held("whole", "30%", directness=directness)
    found = interest(CHAIN + stated)
    assert found.point == Fraction(3, 10)
    assert any("not added to the chain" in each for each in found.warnings)


@pytest.mark.parametrize("directness", ["indirect", "unknown"])
def test_an_indirect_interest_without_its_chain_is_that_interest(directness: str) -> None:
    found = interest("holdings:\n" + held("whole", "30%", directness=directness))
    assert found.point == Fraction(3, 10)
    assert any("stands for a chain that the book lacks" in each for each in found.warnings)


def test_a_venture_and_a_stake_in_it_of_one_day_are_one() -> None:
    text = (
        "stakes:\n"
        + bought("in", "51%", "2023-10-26")
        + (
            "joint_ventures:\n"
            '  elm: {party: elm, formed: 2023-10, holders: {ivy: [{says: "51%", source: beta}], '
            "jay: []}}\n"
        )
    )
    assert percent(text) == 51
