"""Holdings by a class of shares and by number: the interests are worked out by hand.

300 million H shares of one vote and 900 million domestic shares of ten are 1,200 million shares and
9,300 million votes.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel as dm
from tests.checks.books import book, claims, entry

CLASSES = "capital:\n" + "".join(
    entry(
        key,
        **{"party": "elm", "on": "2023", "class": name, "votes_per_share": f'"{votes}"'},
        shares=claims(f"exactly {count} million shares"),
    )
    for key, name, count, votes in (("h", "H shares", 300, 1), ("d", "domestic", 900, 10))
)


def stakes(*records: dict[str, str]) -> str:
    told = ({"investor": "ivy", "investee": "elm", "on": "2023-05"} | each for each in records)
    return "stakes:\n" + "".join(entry(f"s{at}", **each) for at, each in enumerate(told))


def interest(text: str, owner: str = "ivy", measure: str = "economic") -> dm.EffectiveInterest:
    return dm.Ownership.of(book(text), measure=measure).interest(owner, "elm")


TEN_OF_H = {"class": "H shares", "share": claims("exactly 10%")}
IN_WORDS = {"share": claims("exactly 10% of its H shares")}
NUMBER = {"class": "domestic shares", "shares": claims("exactly 90 million shares")}


@pytest.mark.parametrize(
    ("record", "economic", "votes"),
    [
        (TEN_OF_H, Fraction(30, 1200), Fraction(30, 9300)),
        (IN_WORDS, Fraction(30, 1200), Fraction(30, 9300)),
        (NUMBER, Fraction(90, 1200), Fraction(900, 9300)),
    ],
)
def test_a_class_or_a_number_is_a_share_of_the_whole(
    record: dict[str, str], economic: Fraction, votes: Fraction
) -> None:
    text = CLASSES + stakes(record)
    assert interest(text).point == economic
    assert interest(text, measure="votes").point == votes


def test_shares_of_two_classes_add_up() -> None:
    text = CLASSES + stakes(TEN_OF_H, NUMBER)
    assert interest(text).point == Fraction(120, 1200)
    assert interest(text, measure="votes").point == Fraction(930, 9300)


@pytest.mark.parametrize("record", [TEN_OF_H, IN_WORDS])
def test_without_the_counts_it_is_an_unstated_share(record: dict[str, str]) -> None:
    found = interest(stakes(record))
    assert found.point is None
    assert found.bounds == dm.Bounds(Fraction(0), Fraction(1))
    assert any("H shares" in each and "capital" in each for each in found.warnings)


def test_of_shares_with_unlike_votes_a_holder_of_no_known_class_has_unknown_votes() -> None:
    text = CLASSES + stakes({"share": claims("exactly 20%")})
    assert interest(text).point == Fraction(1, 5)
    assert interest(text, measure="votes").bounds == dm.Bounds(Fraction(0), Fraction(1))
    alike = text.replace('"10"', '"1"')
    assert interest(alike, measure="votes").point == Fraction(1, 5)


def test_control_goes_by_the_votes_of_the_class() -> None:
    # 60 % of the shares of ten votes: 5,400 of 9,300, and 45 % of all shares.
    text = CLASSES + stakes({"class": "domestic", "share": claims("exactly 60%")})
    assert interest(text).point == Fraction(45, 100)
    assert interest(text).control == "yes"


def test_more_shares_than_there_are_are_no_share() -> None:
    text = CLASSES + stakes({"shares": claims("exactly 2,000 million shares")})
    assert interest(text).point is None


def test_purchases_by_number_are_held_of_the_shares_after() -> None:
    one = entry("all", party="elm", on="2023-01", shares=claims("exactly 90 million shares"))
    text = (
        "capital:\n"
        + one
        + stakes({"shares_are": "primary", "shares": claims("exactly 10 million shares")})
    )
    assert interest(text).point == Fraction(1, 10)


def test_stated_holdings_of_two_classes_add_up() -> None:
    # 10 % of the H shares and 90 million domestic ones: 120 of 1,200 million, 930 of 9,300 votes.
    told = {"holder": "ivy", "held": "elm", "on": "2024"}
    text = CLASSES + "holdings:\n" + entry("h", **told | TEN_OF_H) + entry("d", **told | NUMBER)
    assert interest(text).point == Fraction(1, 10)
    assert interest(text, measure="votes").point == Fraction(1, 10)
    assert interest(text.partition("holdings")[1] + text.partition("holdings")[2]).point is None


def test_a_leg_without_a_date_has_that_of_its_deal() -> None:
    counted = entry("one", party="elm", on="2023-01", shares=claims("exactly 50 million shares"))
    later = entry("two", party="elm", on="2023-05", shares=claims("exactly 100 million shares"))
    leg = {"deal": "buy", "investor": "ivy", "investee": "elm", "shares_are": "primary"}
    text = (
        "capital:\n"
        + counted
        + later
        + "deals:\n"
        + entry("buy", target="elm", closed="2023-05")
        + "stakes:\n"
        + entry("leg", **leg, shares=claims("exactly 10 million shares"))
    )
    assert interest(text).point == Fraction(1, 10)


@pytest.mark.parametrize(
    ("on", "due"),
    [("2023-05-31", Fraction(1, 10)), ("2024-01-01", Fraction(1, 20)), (None, Fraction(1, 20))],
)
def test_shares_bought_are_a_smaller_part_once_others_are_issued(
    on: str | None, due: Fraction
) -> None:
    told = {"party": "elm"}
    text = (
        "capital:\n"
        + entry("then", **told, on="2023-05", shares=claims("exactly 100 million shares"))
        + entry("now", **told, on="2024-01", issued=claims("exactly 100 million shares"))
        + stakes({"shares": claims("exactly 5 million ADSs"), "ads_ratio": claims("2")})
    )
    assert dm.Ownership.of(book(text), as_of=on).interest("ivy", "elm").point == due
