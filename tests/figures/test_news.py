"""Sentences of news and filings in which a number is easily taken for another. The expected values
are what a reader of the sentence means."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.errors import UnreadableFigure
from dealmodel.figures.reader import figure, find_figures

BN, M = 10**9, 10**6


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Sales fell by 300,000 to 3 million cars.", [300_000, 3 * M]),
        ("It raised its target by 300,000 to 3 million vehicles", [300_000, 3 * M]),
        ("Revenue rose by 300 million to 2.1 billion euros", [300 * M, Fraction(21, 10) * BN]),
        ("The price fell 10,000 to 99,800 yuan", [10_000, 99_800]),
        ("a price cut of 10,000 yuan to 109,800 yuan", [10_000, 109_800]),
        (
            "Revenue fell from 3.2 to 2.9 billion euros",
            [Fraction(16, 5) * BN, Fraction(29, 10) * BN],
        ),
        ("Revenue fell from $3.2 to $2.9 billion", [Fraction(16, 5) * BN, Fraction(29, 10) * BN]),
        ("Sales fell from 3.2 to 2.9 million cars", [3_200_000, 2_900_000]),
        (
            "Revenue rose from 2.9 to 3.2 billion euros",
            [Fraction(29, 10) * BN, Fraction(16, 5) * BN],
        ),
        ("Sales rose from 144,155 to 1.2 million cars", [144_155, 1_200_000]),
        ("It took its stake from 5% to 10%", [Fraction(1, 20), Fraction(1, 10)]),
        ("doubling its stake from 10% to 20%", [1, Fraction(1, 10), Fraction(1, 5)]),
        (
            "trimmed its stake in the EV maker by 2.5% to 4.9%",
            [Fraction(-25, 1000), Fraction(49, 1000)],
        ),
    ],
)
def test_a_movement_is_two_figures_with_their_magnitudes(text: str, values: list[int]) -> None:
    found = find_figures(text)
    assert [each.value for each in found] == values
    assert not found.refused


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It grew by 5 to 10 million euros", 5 * M, 10 * M),
        ("It grew by 5 to 10 percent", Fraction(5, 100), Fraction(1, 10)),
        ("price cuts of 10,000 yuan to 20,000 yuan", 10_000, 20_000),
        ("It added 10 to 20 stores", 10, 20),
        ("priced from 98,800 to 131,800 yuan", 98_800, 131_800),
    ],
)
def test_a_range_stays_one(text: str, low: Fraction, high: Fraction) -> None:
    (found,) = find_figures(text)
    assert (found.low, found.high, found.hedge) == (low, high, "range")


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("It cannot own more than 49% of the venture", "[0, 49/100]"),
        ("It will not hold more than 30 percent of the votes", "[0, 3/10]"),
        ("It is not expected to exceed $5 billion", "[0, 5000000000]"),
        ("It has not sold more than 10,000 cars", "[0, 10000]"),
        ("It hasn't sold more than 10,000 cars", "[0, 10000]"),
        ("It may not sell less than 10,000 cars a year", "[10000, ∞)"),
        ("It did not say more than 10,000 cars were sold", "(10000, 20000)"),
        ("It sold more than 10,000 cars", "(10000, 20000)"),
    ],
)
def test_a_limit_that_is_denied_is_the_other(text: str, bounds: str) -> None:
    (found,) = find_figures(text)
    assert str(found.bounds) == bounds


@pytest.mark.parametrize(
    "text",
    [
        "Profit did not double",
        "Sales haven't doubled",
        "Sales failed to double",
        "Sales did not rise by 5%",
        "It did not fall more than 5%",
    ],
)
def test_a_change_that_is_denied_is_refused(text: str) -> None:
    found = find_figures(text)
    assert list(found) == []
    assert "denied" in found.refused[0].message


def test_what_is_denied_with_only_is_told() -> None:
    (found,) = find_figures("It not only rose 5%")
    assert found.value == Fraction(1, 20)


@pytest.mark.parametrize(
    ("text", "kind", "bounds"),
    [
        ("tariffs of more than 100% on cars", "ratio", "(1, ∞)"),
        ("at least 100% of capacity", "ratio", "[1, ∞)"),
        ("at least 100% of the shares", "share", "[1, 1]"),
        ("100%", "share", "[1, 1]"),
        ("a premium of more than 60% to the last price", "ratio", "(3/5, ∞)"),
        ("at least a 35% premium", "ratio", "[7/20, ∞)"),
        ("a premium of 42%", "share", "[83/200, 17/40]"),
        ("more than 60% of the shares", "share", "(3/5, 1]"),
    ],
)
def test_more_than_the_whole_is_a_ratio(text: str, kind: str, bounds: str) -> None:
    (found,) = find_figures(text)
    assert (found.kind, str(found.bounds)) == (kind, bounds)


@pytest.mark.parametrize(
    "text",
    [
        "Operating margin was (12.4)% in the quarter.",
        "a net loss margin of (8.1) percent",
        "Operating income was ($45.6 million)",
        "EBITDA of (€3.2m)",
    ],
)
def test_brackets_of_accounts_are_never_dropped(text: str) -> None:
    found = find_figures(text)
    assert list(found) == []
    assert len(found.refused) == 1


def test_brackets_of_a_conversion_stay() -> None:
    yuan, dollars = find_figures("It costs 109,800 yuan ($15,115) in China")
    assert (yuan.value, dollars.value, dollars.linked_to) == (109_800, 15_115, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Sales fell for two quarters in a row",
        "in the last two quarters",
        "three quarters of losses",
    ],
)
def test_quarters_of_years_are_no_fractions(text: str) -> None:
    assert list(find_figures(text)) == []


@pytest.mark.parametrize(
    "text", ["a Zl4bn loan", "an Lfr1.2bn deal", "Lei12m", "Bt4.5bn", "Ps4.5 billion"]
)
def test_a_large_amount_in_an_unknown_currency_is_refused(text: str) -> None:
    found = find_figures(text)
    assert list(found) == []
    assert "no currency that is known" in found.refused[0].message


@pytest.mark.parametrize("text", ["the B10 and the T03", "the X5 M"])
def test_codes_are_passed_over(text: str) -> None:
    assert list(find_figures(text)) == []


@pytest.mark.parametrize(
    "text", ["net cash of €1.1 billion", "€1.1 billion net cash", "Net cash $5m"]
)
def test_net_cash_is_no_debt(text: str) -> None:
    with pytest.raises(UnreadableFigure, match="opposite of a debt"):
        figure(text)


@pytest.mark.parametrize(
    ("text", "currency", "values"),
    [
        (
            "The shares closed at 455p. They had opened at 460p.",
            "GBP",
            [Fraction(91, 20), Fraction(23, 5)],
        ),
        ("The fare is 80p. A return costs twice that.", "GBP", [Fraction(4, 5)]),
        ("The shop opens at 9 a.m. and closes at 5 p.m. on weekdays.", "GBP", []),
        ("The chipmaker earned T$374.7 billion.", "TWD", [Fraction(3747, 10) * BN]),
        ("The chipmaker earned NT$374.7 billion.", "TWD", [Fraction(3747, 10) * BN]),
    ],
)
def test_pence_end_a_sentence_and_taiwan_dollars_are_printed_short(
    text: str, currency: str, values: list[Fraction]
) -> None:
    found = [each for each in find_figures(text) if each.kind == "money"]
    assert [each.value for each in found] == values
    assert {each.unit.currency for each in found} <= {currency}


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The maker handed over 571 jets.", "none"),
        ("The maker will hand over 571 jets.", "none"),
        ("It turned over 571 shops to its creditors.", "none"),
        ("The debt carried over 571 days.", "none"),
        ("The maker sold over 571 jets.", "more_than"),
        ("The maker handed its rival over 571 jets.", "more_than"),
    ],
)
def test_over_is_no_limit_where_it_belongs_to_its_verb(text: str, hedge: str) -> None:
    assert [each.hedge for each in find_figures(text)] == [hedge]


def test_a_record_that_something_rose_to_is_a_level() -> None:
    (level,) = find_figures("Sales rose to a record 11.2 million.")
    assert (level.value, level.is_amount_of_change) == (Fraction(112, 10) * M, False)
    (change,) = find_figures("Sales rose by 11.2 million.")
    assert (change.value, change.is_amount_of_change) == (Fraction(112, 10) * M, True)


def test_one_percentage_point_is_a_figure_and_one_thing_is_none() -> None:
    rate = find_figures("The rate fell one percentage point to 4%, for one reason.")
    assert [each.verbatim for each in rate] == ["one percentage point", "4%"]
    assert rate[0].value == 1


def test_a_workforce_is_so_many_strong() -> None:
    (figure_found,) = find_figures("The maker's 300,000-strong workforce went on strike.")
    assert (figure_found.verbatim, figure_found.value) == ("300,000-strong", 300_000)
