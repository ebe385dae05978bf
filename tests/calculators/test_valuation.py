"""Implied values: expected figures are worked out by hand from the definitions."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.calculators.valuation import post_money_of
from dealmodel.errors import (
    BadValue,
    CurrencyMismatch,
    DivisionByZero,
    FigureError,
    OutOfRange,
    RateMissing,
    UnitMismatch,
    UsageError,
)
from dealmodel.rates.choice import RatesAt


def test_the_stake_by_both_accounts():
    cnbc = dm.implied_value("21%", "$1.6 billion")
    equity = cnbc.implied_equity_value
    assert equity.point == Fraction(1_600_000_000 * 100, 21)
    assert equity.low == Fraction(1_550_000_000 * 1000, 215)
    assert equity.high == Fraction(1_650_000_000 * 1000, 205)
    assert equity.to_dict()["point"] == "7619047619.047619047619047619"
    other = dm.implied_value("20 percent", "€1.5 billion").implied_equity_value
    assert (other.rounded, str(other.low)[:9], str(other.high)[:9]) == (
        "7500000000.00",
        str(Fraction(1_450_000_000 * 1000, 205))[:9],
        str(Fraction(1_550_000_000 * 1000, 195))[:9],
    )


def test_pre_money_takes_off_the_primary_cash_only():
    new = dm.implied_value("20%", "€1.5 billion", shares_are="primary").pre_money
    old = dm.implied_value("20%", "€1.5 billion", shares_are="secondary").pre_money
    mixed = dm.implied_value("20%", "€1.5 billion", primary="€500 million").pre_money
    assert [len(each) for each in (new, old, mixed)] == [1, 1, 1]
    assert new[0].point == 6_000_000_000
    assert old[0].point == 7_500_000_000
    assert mixed[0].point == 7_000_000_000
    # C/s - C over C in [1.45, 1.55] bn and s in [0.195, 0.205]: the same unknown twice.
    assert new[0].low == Fraction(1_450_000_000 * 1000, 205) - 1_450_000_000
    assert new[0].high == Fraction(1_550_000_000 * 1000, 195) - 1_550_000_000


def test_undeclared_gives_both_extremes_and_says_so():
    value = dm.implied_value("20%", "€1.5 billion")
    low, high = value.pre_money
    assert (low.point, high.point) == (6_000_000_000, 7_500_000_000)
    assert all(each.warnings for each in value.pre_money)
    assert value.warnings
    assert [each.details["assuming"] for each in value.pre_money] == [
        "all shares are new",
        "no share is new",
    ]


def test_in_another_currency_on_a_date():
    # ECB, 26 October 2023: 1.0540 dollars for one euro.
    value = dm.implied_value("21%", "$1.6 billion", to="EUR", on="2023-10-26")
    assert [each.unit.text for each in value.converted] == ["EUR"] * 3
    expected = Fraction(1_600_000_000 * 100, 21) / Fraction("1.054")
    assert value.converted[0].point == expected
    assert value.converted[0].details["used"] == "2023-10-26"


@pytest.mark.parametrize(
    ("stake", "paid", "options", "error"),
    [
        ("0%", "$1 billion", {}, OutOfRange),
        ("120%", "$1 billion", {}, OutOfRange),
        ("-5%", "$1 billion", {}, OutOfRange),
        ("20", "$1 billion", {}, BadValue),
        ("$5", "$1 billion", {}, BadValue),
        ("21%", "1 billion", {}, BadValue),
        ("21%", "-$1 billion", {}, OutOfRange),
        ("21%", "¥1 billion", {}, FigureError),
        ("21%", "1,5 billion euros", {}, FigureError),
        ("21%", "$1 billion", {"primary": "€1 billion"}, CurrencyMismatch),
        ("21%", "$1 billion", {"primary": "$2 billion"}, OutOfRange),
        ("21%", "$1 billion", {"primary": "$1bn", "shares_are": "secondary"}, UsageError),
        ("21%", "$1 billion", {"to": "EUR"}, UsageError),
        ("21%", "$1 billion", {"to": "EUR", "on": "1990-01-01"}, RateMissing),
    ],
)
def test_what_cannot_be_a_stake_is_one_clear_error(stake, paid, options, error):
    with pytest.raises(error):
        dm.implied_value(stake, paid, **options)


def test_a_bare_number_is_answered_with_proposals_and_its_place():
    with pytest.raises(BadValue, match="Did you mean 20%") as caught:
        dm.implied_value("20", "$1 billion")
    assert caught.value.to_dict()["where"]["span"] == [0, 2]
    with pytest.raises(BadValue, match=r"Did you mean 20% or 0\.2%"):
        dm.implied_value("0.2", "$1 billion")


def test_the_whole_is_at_most_the_whole():
    # All of it is all of it, and nothing less: the bounds are those of the price, [0.75, 1.25] bn.
    whole = dm.implied_value("100%", "$1 billion").implied_equity_value
    assert (whole.low, whole.high) == (750_000_000, 1_250_000_000)
    assert whole.point == 1_000_000_000


def test_a_stake_below_a_limit_is_unbounded_above():
    value = dm.implied_value("less than 5%", "$1 billion", shares_are="secondary")
    assert value.implied_equity_value.high is None
    assert value.implied_equity_value.low == Fraction(750_000_000 * 100, 5)


def test_shares_premium_and_enterprise_value():
    # 194.26 million shares at HK$43.8.
    equity = dm.equity_value("HK$43.8", "194,260,030 shares")
    assert equity.point == Fraction("43.8") * 194_260_030
    assert equity.unit.text == "HKD"
    assert dm.premium("HK$43.8", "HK$36.5").point == Fraction(1, 5)
    assert dm.enterprise_value("€7.5 billion", "€1 billion").point == 8_500_000_000
    assert dm.equity_from_enterprise("€8.5 billion", "€1 billion").point == 7_500_000_000
    per_car = dm.value_per_unit("€7.5 billion", "300,000 cars", basis="sales in 2024")
    assert (per_car.point, per_car.unit.text) == (25_000, "EUR/cars")
    assert per_car.details["per"] == "sales in 2024"
    with pytest.raises(CurrencyMismatch):
        dm.premium("HK$43.8", "$36.5")
    with pytest.raises(UnitMismatch):
        dm.enterprise_value("€7.5 billion", "$1 billion")
    with pytest.raises(DivisionByZero):
        dm.premium("HK$43.8", "HK$0")


@given(st.data())
def test_no_true_value_is_outside_the_bounds(data):
    paid = data.draw(st.integers(1, 999)), data.draw(st.integers(1, 99))
    value = dm.implied_value(f"{paid[1]}%", f"€{paid[0]} million", shares_are="primary")
    amount, stake = (value.implied_equity_value.inputs[name].bounds for name in ("paid", "stake"))
    part = Fraction(data.draw(st.integers(0, 100)), 100)
    other = Fraction(data.draw(st.integers(0, 100)), 100)
    true_paid = amount.low + part * (amount.high - amount.low)
    true_stake = stake.low + other * (stake.high - stake.low)
    assert true_paid / true_stake in value.implied_equity_value.bounds
    assert true_paid / true_stake - true_paid in value.pre_money[0].bounds


def test_a_stake_of_all_has_no_pre_money_of_new_shares_alone():
    with pytest.raises(OutOfRange, match="there were no others"):
        dm.implied_value("100%", "$1 billion", shares_are="primary")
    undeclared = dm.implied_value("100%", "$1 billion")
    assert [each.details["assuming"] for each in undeclared.pre_money] == ["no share is new"]


@pytest.mark.parametrize("word", ["new", "", "PRIMARY", 5])
def test_what_the_shares_are_is_one_of_four_words(word):
    with pytest.raises(UsageError, match="primary, secondary, mixed, undeclared"):
        dm.implied_value("20%", "$1 billion", shares_are=word)


@pytest.mark.parametrize(
    ("stake", "paid", "message"),
    [
        ("20% of its H shares", "$1 billion", "of the H shares, which is no share of the company"),
        ("20% of its profit", "$1 billion", "of the profit, which is no share of the company"),
        ("20% of the votes", "$1 billion", "of the votes, which is no share of the company"),
        ("20%", "€32 per share", "is per share"),
        ("20%", "rose by $1 billion", "the amount by which something changed"),
    ],
)
def test_what_the_words_beside_a_figure_exclude_is_refused(stake, paid, message):
    with pytest.raises(BadValue, match=message):
        dm.implied_value(stake, paid)


@pytest.mark.parametrize("stake", ["20% of Leapmotor", "20% of its share capital", "a 20% stake"])
def test_a_share_of_the_company_in_other_words(stake):
    assert dm.implied_value(stake, "$1 billion").implied_equity_value.point == 5_000_000_000


class TestPrimaryCash:
    """What came in for new shares is a part of what was paid, or all of it."""

    def test_all_of_what_was_paid(self):
        value = dm.implied_value("20%", "€1.5 billion", primary="€1.5 billion")
        assert value.pre_money[0].point == 6_000_000_000

    @pytest.mark.parametrize(
        ("paid", "primary"),
        [
            # The bounds meet, [0.5, 1.5] and [1.1, 1.3] bn, and the numbers as printed do not.
            ("about $1 billion", "about $1.2 billion"),
            # Without a number as printed, the ends tell.
            ("$1 billion to $1.5 billion", "$1.6 billion to $2 billion"),
        ],
    )
    def test_more_than_what_was_paid(self, paid, primary):
        with pytest.raises(OutOfRange, match="more than what was paid in all") as caught:
            dm.implied_value("20%", paid, primary=primary)
        assert caught.value.exit_code == 2

    @pytest.mark.parametrize(
        "primary", ["$1.4 billion to $2 billion", "$1.5 billion to $2 billion"]
    )
    def test_what_may_be_all_of_it(self, primary):
        value = dm.implied_value("20%", "$1 billion to $1.5 billion", primary=primary)
        assert value.pre_money[0].high == Fraction(1_500_000_000 * 1000, 195) - Fraction(
            {"$1.4": 1_400_000_000, "$1.5": 1_500_000_000}[primary[:4]]
        )

    def test_an_amount_and_the_word_mixed_are_one_thing(self):
        said = dm.implied_value("20%", "€1.5 billion", primary="€1 billion", shares_are="mixed")
        assert [each.point for each in said.pre_money] == [6_500_000_000]
        (told,) = said.warnings
        assert "outer range" in told
        assert not said.implied_equity_value.tight
        assert "assuming" not in said.pre_money[0].details

    @pytest.mark.parametrize("word", ["primary", "secondary", "undeclared"])
    def test_an_amount_and_any_other_word_contradict_each_other(self, word):
        with pytest.raises(UsageError, match=f"primary cash and all shares {word}"):
            dm.implied_value("20%", "€1.5 billion", primary="€1 billion", shares_are=word)

    def test_mixed_without_an_amount_leaves_both_extremes(self):
        value = dm.implied_value("20%", "€1.5 billion", shares_are="mixed")
        assert [each.point for each in value.pre_money] == [6_000_000_000, 7_500_000_000]
        assert value == dm.implied_value("20%", "€1.5 billion")


UNSAID = (
    "no source says whether the shares were new (primary) or bought from a holder (secondary): "
    "pre-money is shown for both"
)
NOT_OVER = "2025-04 is not over in the rates: it has them on 2 days from 2025-04-24 to 2025-04-25"


@pytest.fixture
def rates_file(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text("date,USD,CNY\n2025-04-24,1.25,8\n2025-04-25,1.6,8\n")
    return str(path)


class TestConverted:
    """The answers in further currencies: each with its own warnings and details, and the rate's."""

    @pytest.mark.parametrize("said", [None, "undeclared", "mixed"])
    def test_warnings(self, rates_file, said):
        value = dm.implied_value(
            "20%", "$1 billion", shares_are=said, to="EUR", on="2025-04", rates=rates_file
        )
        equity, new, old = value.converted
        assert [each.warnings for each in (value.implied_equity_value, equity)] == [(), (NOT_OVER,)]
        assert [each.warnings for each in value.pre_money] == [(UNSAID,)] * 2
        assert [each.warnings for each in (new, old)] == [(UNSAID, NOT_OVER)] * 2
        assert value.warnings == (UNSAID, NOT_OVER)
        assert new.details["assuming"] == "all shares are new"
        assert old.details["assuming"] == "no share is new"
        assert "assuming" not in equity.details
        # The mean of 1/1.25 and 1/1.6; at the ends $0.75bn / 20.5 % / 1.6, $1.25bn / 19.5 % / 1.25.
        assert {each.details["rate"] for each in value.converted} == {"0.7125"}
        assert (equity.point, old.point, new.point) == (3_562_500_000, 3_562_500_000, 2_850_000_000)
        assert equity.low == Fraction(750_000_000 * 1000, 205) / Fraction("1.6")
        assert equity.high == Fraction(1_250_000_000 * 1000, 195) / Fraction("1.25")

    @pytest.mark.parametrize("said", ["primary", "secondary"])
    def test_what_is_said_is_no_assumption(self, rates_file, said):
        value = dm.implied_value(
            "20%", "$1 billion", shares_are=said, to="EUR", on="2025-04-25", rates=rates_file
        )
        assert value.warnings == ()
        assert not any("assuming" in each.details for each in value)

    def test_every_target_by_one_policy(self, rates_file):
        value = dm.implied_value(
            "20%",
            "$1 billion",
            shares_are="secondary",
            to=["EUR", "CNY"],
            on="2025-04-20",
            policy="next",
            max_age=4,
            rates=rates_file,
        )
        assert [(each.name, each.unit.text) for each in value] == [
            ("implied_equity_value", "USD"),
            ("pre_money", "USD"),
            ("implied_equity_value", "EUR"),
            ("pre_money", "EUR"),
            ("implied_equity_value", "CNY"),
            ("pre_money", "CNY"),
        ]
        assert [each.point for each in value.converted[::2]] == [4_000_000_000, 32_000_000_000]
        assert {each.details["used"] for each in value.converted} == {"2025-04-24"}
        with pytest.raises(RateMissing):
            dm.implied_value(
                "20%",
                "$1 billion",
                to="EUR",
                on="2025-04-20",
                policy="next",
                max_age=3,
                rates=rates_file,
            )


def test_nearly_all_of_it_may_leave_little_before():
    # 99.6 % or more: of all new shares, from nothing to 1.25 × (1/0.996 - 1) bn were before.
    value = dm.implied_value("at least 99.6%", "€1 billion")
    assert [each.details["assuming"] for each in value.pre_money] == [
        "all shares are new",
        "no share is new",
    ]
    assert (value.pre_money[0].low, value.pre_money[0].high) == (0, Fraction(1_250_000_000, 249))
    # What is about all of it may be less, so that others may have been there before.
    about = dm.implied_value("about 100%", "€1 billion")
    assert [each.point for each in about.pre_money] == [0, 1_000_000_000]
    assert dm.implied_value("about 100%", "€1 billion", shares_are="primary").pre_money[0].low == 0
    whole = dm.implied_value("100%", "€1 billion", shares_are="secondary")
    assert whole.pre_money[0].point == 1_000_000_000


@pytest.mark.parametrize(
    ("is_new", "low", "point"),
    [
        # $1.6 for a euro: [0.75, 1.25] and [0.996875, 1.003125] bn euros, or any part of those.
        (True, "1.746875", "2"),
        (False, "0.75", None),
    ],
)
def test_the_value_after_a_deal_from_the_one_before(rates_file, is_new, low, point):
    exchange = RatesAt.of(rates_file).on("2025-04-25")
    before, cash = dm.figure("€1 billion"), dm.figure("$1.60 billion")
    after = post_money_of(before, cash, exchange, is_new=is_new)
    assert after.unit.text == "EUR"
    assert after.low == Fraction(low) * 10**9
    assert after.high == Fraction("2.253125") * 10**9
    assert after.point == (None if point is None else Fraction(point) * 10**9)
