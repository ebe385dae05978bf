"""What an amount is one of, what a share is a share of, and shares that two counts make."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.figures.reader import figure, find_figures

PER = {
    "€32 per share": "share",
    "€32 a share": "share",
    "$15 per ADS": "ADS",
    "$1.5 million a month": "month",
    "$1.5 million per month": "month",
    "€300 a day": "day",
    "€300 per annum": "year",
    "€12.50 an hour": "hour",
    "$1,200 per vehicle": "vehicle",
    "$1,200 for each vehicle": "vehicle",
    "$1,200 for every car": "car",
    "$100/kWh": "kWh",
    "$100 per kWh": "kWh",
    "$15/t": "t",
    "$15/kg": "kg",
    "$5 million p.a.": "year",
    "$5 million annually": "year",
    "$5 million yearly": "year",
    "$5 million monthly": "month",
    "$5 million weekly": "week",
    "$5 million daily": "day",
    "$45 each": "piece",
    "$45 apiece": "piece",
    "$45 each year": "year",
    "$45 for each widget": "widget",
    "RMB 380 million a year": "year",
    "8,000 cars a month": "month",
    "300,000 vehicles per year": "year",
    "€1.899 per litre": "litre",
    "$98 per ordinary share": "ordinary share",
}
NO_UNIT = ["The jets at $110.6 million each would cost more", "10 shares each worth $5"]
OF = {
    "20% of its H shares": "H shares",
    "20% of the company": "company",
    "21% of Leapmotor": "Leapmotor",
    "21% in Leapmotor": "Leapmotor",
    "75% of the voting rights": "voting rights",
    "15% of all votes": "votes",
    "15.3% fully diluted": "fully diluted",
    "15.3% on a fully diluted basis": "fully diluted",
    "50% plus one share": "plus one share",
    "half of its output": "output",
    "a third of the votes": "votes",
    "two of nine seats": "seats",
    "94,079,255 of 300,000,000 shares": "shares",
}


@pytest.mark.parametrize("text", PER)
def test_what_an_amount_is_one_of(text: str) -> None:
    read = figure(text)
    assert read.per == PER[text]
    assert read.to_dict()["per"] == PER[text]
    assert read.of is None


@pytest.mark.parametrize("text", NO_UNIT)
def test_a_verb_behind_each_is_no_unit(text: str) -> None:
    assert find_figures(text)[0].per == "piece"


@pytest.mark.parametrize("text", OF)
def test_what_a_share_is_of(text: str) -> None:
    read = figure(text)
    assert read.of == OF[text]
    assert read.to_dict()["of"] == OF[text]
    assert read.per is None


@pytest.mark.parametrize(
    "text", ["€1.5 billion", "21%", "300,000 cars", "13 days", "growth of 5%", "2.5x", "42"]
)
def test_both_are_null_where_nothing_is_printed(text: str) -> None:
    told = figure(text).to_dict()
    assert (told["per"], told["of"]) == (None, None)


@pytest.mark.parametrize("per", ["per share", "a share", "a month", "per vehicle"])
def test_neither_value_nor_bounds_change_with_what_it_is_one_of(per: str) -> None:
    for amount in ("€32", "about €32", "€1.5 million", "€20-€25"):
        plain, priced = figure(amount), figure(f"{amount} {per}")
        assert (priced.value, priced.bounds, priced.hedge) == (
            plain.value,
            plain.bounds,
            plain.hedge,
        )


def test_a_change_is_of_nothing() -> None:
    grown = figure("growth of 5% of its revenue")
    assert (grown.kind, grown.of) == ("growth", None)


def test_several_amounts_each_have_their_own() -> None:
    found = find_figures("$98 a share, $1.5 million a month and €300 in cash")
    assert [one.per for one in found] == ["share", "month", None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two of nine seats", Fraction(2, 9)),
        ("three of 12 plants", Fraction(1, 4)),
        ("25 of 50 dealers", Fraction(1, 2)),
        ("9 of 9 seats", Fraction(1)),
    ],
)
def test_a_share_of_small_counts_is_exact(text: str, value: Fraction) -> None:
    read = figure(text)
    assert (read.kind, read.value, read.exact) == ("share", value, True)
    assert (read.low, read.high) == (value, value)


def test_a_share_of_rounded_counts_is_as_wide_as_they_are() -> None:
    # 300,000 ± 5,000 of 1,200,000 ± 50,000: from 295/1250 to 305/1150.
    read = figure("300,000 of 1,200,000 shares")
    assert (read.kind, read.value) == ("share", Fraction(1, 4))
    assert (read.low, read.high) == (Fraction(295, 1250), Fraction(305, 1150))
    assert not read.exact


def test_half_plus_one_share_is_just_over_a_half() -> None:
    for text in ("50% plus one share", "50 percent plus one share"):
        read = figure(text)
        assert (read.kind, read.value, read.hedge) == ("share", Fraction(1, 2), "just_over")
        assert (read.low, read.bounds.low_open) == (Fraction(1, 2), True)
        assert read.verbatim == text


def test_a_hundred_per_cent_of_a_whole_is_the_whole() -> None:
    read = figure("100% of the company")
    assert (read.low, read.high, read.of) == (1, 1, "company")
