"""Shares and receipts, by hand: 94,079,255 shares, two of them to a receipt at $15, are
47,039,627.5 receipts and $705,594,412.50; at $15 a share they are $1,411,188,825."""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel as dm
from dealmodel.calculators.receipts import equity_values, paid_from_shares, thing_of
from dealmodel.errors import BadValue, CurrencyMismatch
from dealmodel.figures.reader import figure

SHARES = "94,079,255 shares"


@pytest.mark.parametrize(
    ("price", "shares", "ratio", "amount"),
    [
        ("US$15 per ADS", SHARES, "2", "705594412.50"),
        ("US$15 per ADS", "94,079,255", "2", "705594412.50"),
        ("US$15 per American depositary share", SHARES, "2", "705594412.50"),
        ("US$15 per ADS", "47,039,627 ADSs", None, "705594405.00"),
        ("US$15 per ADS", "47,039,627 ADSs", "2", "705594405.00"),
        ("US$7.50 per share", "47,039,627 ADSs", "2", "705594405.00"),
        ("US$7.50 per share", SHARES, None, "705594412.50"),
        ("US$7.50 per share", SHARES, "2", "705594412.50"),
        ("US$15", SHARES, None, "1411188825.00"),
        ("US$15", "47,039,627 ADSs", None, "705594405.00"),
    ],
)
def test_price_times_shares(price: str, shares: str, ratio: str | None, amount: str) -> None:
    assert dm.equity_value(price, shares, ads_ratio=ratio).rounded == amount


def test_the_ratio_is_an_input_of_the_formula() -> None:
    found = dm.equity_value("US$15 per ADS", SHARES, ads_ratio="2")
    assert found.formula == "price_per_share * shares / ads_ratio"
    assert found.inputs["ads_ratio"].point == 2


@pytest.mark.parametrize(
    ("price", "shares"),
    [("US$15 per ADS", SHARES), ("US$15 per ADS", "94,079,255"), ("$7.50 per share", "47m ADSs")],
)
def test_without_the_ratio_there_is_no_answer(price: str, shares: str) -> None:
    with pytest.raises(BadValue, match="ads_ratio"):
        dm.equity_value(price, shares)


def test_a_price_that_may_be_of_either_has_two_answers_and_not_one() -> None:
    both = list(equity_values("US$15", SHARES, "2"))
    assert [(each.details["price_of"], each.rounded) for each in both] == [
        ("share", "1411188825.00"),
        ("receipt", "705594412.50"),
    ]
    assert all(each.warnings for each in both)
    with pytest.raises(BadValue, match="per ADS"):
        dm.equity_value("US$15", SHARES, ads_ratio="2")


def test_every_ratio_that_a_source_gives_and_each_answer_once() -> None:
    price, ratios = figure("US$15 per ADS"), [figure("2"), figure("4"), figure("2")]
    found = paid_from_shares(price, figure(SHARES), ratios)
    assert [each.point for each in found] == [Fraction(1411188825, 2), Fraction(1411188825, 4)]
    assert len(paid_from_shares(price, figure("47 ADSs"), ratios)) == 1


def test_the_premium_is_of_one_thing_to_the_same() -> None:
    assert dm.premium("US$15 per ADS", "US$12 per ADS").point == Fraction(1, 4)
    assert dm.premium("$15 per ADS", "$6 per share", ads_ratio="2").point == Fraction(1, 4)
    assert dm.premium("$7.50 per share", "$12 per ADS", ads_ratio="2").point == Fraction(1, 4)
    assert dm.premium("HK$43.8", "HK$36.5").point == Fraction(1, 5)
    with pytest.raises(BadValue, match="ads_ratio"):
        dm.premium("$15 per ADS", "$6 per share")
    with pytest.raises(CurrencyMismatch):
        dm.premium("US$15 per ADS", "HK$60 per ADS")


def test_a_price_of_one_class_says_nothing_of_another() -> None:
    assert dm.equity_value("HK$43.80 per H share", "100 H shares").rounded == "4380.00"
    with pytest.raises(BadValue, match="class H"):
        dm.equity_value("HK$43.80 per H share", "100 A shares")


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("ADS", "receipt"),
        ("94m American depositary shares", "receipt"),
        ("three GDRs", "receipt"),
        ("ordinary share", "share"),
        ("Class A shares", "share"),
        ("vehicle", None),
        ("roads", None),
        (None, None),
    ],
)
def test_what_words_are_of(words: str | None, thing: str | None) -> None:
    assert thing_of(words) == thing
