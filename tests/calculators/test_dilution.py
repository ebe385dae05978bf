"""Shares that options and convertibles bring, by hand and as IAS 33 itself counts them.

Options on 10m shares at $8 with the share at $20: the proceeds of $80m buy 4m, and 6m are new.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.calculators.dilution import (
    UNPRICED,
    UNSURE,
    UNTESTED,
    diluted_shares,
    if_converted,
    treasury_stock,
)
from dealmodel.errors import BadValue, CurrencyMismatch, UsageError


def test_options_in_the_money_bring_what_their_proceeds_do_not_buy() -> None:
    found = treasury_stock("exactly 10 million options", "$8 per option", "$20 per share")
    assert (found.point, found.unit.text, found.kind) == (6_000_000, "shares", "count")
    assert found.formula == "max(0, options * (1 - strike / price_per_share))"


@pytest.mark.parametrize("strike", ["$20", "$20.01", "$200 per share"])
def test_options_out_of_the_money_bring_none(strike: str) -> None:
    assert treasury_stock("10 million options", strike, "$20 per share").bounds == dm.Bounds(0, 0)


def test_options_that_may_be_in_the_money_bring_from_none_on() -> None:
    # At $10 the strike of $9.50 leaves 1/20 of ten million, at $8 none.
    found = treasury_stock("exactly 10 million", "$9.50", "$8 to $10")
    assert (found.bounds, found.point, found.tight) == (dm.Bounds(0, 500_000), None, True)


def test_the_strike_of_a_share_and_the_price_of_a_receipt_meet_through_the_ratio() -> None:
    # $15 for two shares is $7.50 each: 1 - 3/7.5 is 3/5.
    found = treasury_stock("exactly 10 million", "$3 per share", "$15 per ADS", ads_ratio="2")
    assert found.point == 6_000_000
    of_receipts = treasury_stock(
        "exactly 5 million ADSs", "$6 per ADS", "$15 per ADS", ads_ratio="2"
    )
    assert of_receipts.point == 6_000_000
    with pytest.raises(BadValue, match="ads_ratio"):
        treasury_stock("10 million", "$3 per share", "$15 per ADS")
    with pytest.raises(BadValue, match="per ADS"):
        treasury_stock("10 million", "$3 per share", "$15", ads_ratio="2")


def test_two_currencies_are_refused() -> None:
    with pytest.raises(CurrencyMismatch, match="USD and a price in EUR"):
        treasury_stock("10 million options", "$8", "€20 per share")
    with pytest.raises(CurrencyMismatch):
        if_converted("$50 million", "€25 per share")


def test_diluted_shares_add_every_instrument_and_share_one_price() -> None:
    found = diluted_shares(
        "exactly 100 million shares",
        options=[("exactly 10 million", "$8"), ("exactly 5 million", "$30")],
        convertibles=["exactly 1 million shares", ("exactly $50,000,000", "$25 per share")],
        price_per_share="$20",
    )
    assert found.point == 109_000_000
    assert found.warnings == (UNTESTED,)
    wide = diluted_shares(
        "exactly 100 million",
        options=[("exactly 10 million", "$8"), ("exactly 5 million", "$30")],
        price_per_share="$16 to $40",
    )
    # At $16: 10m × 1/2; at $40: 10m × 4/5 + 5m × 1/4.
    assert wide.bounds == dm.Bounds(105_000_000, Fraction(109_250_000))
    assert wide.tight


def test_without_a_price_the_options_are_anything_between_none_and_all() -> None:
    options = [("exactly 10 million", "$8"), ("exactly 5 million", None)]
    found = diluted_shares("exactly 100 million", options=options)
    assert found.bounds == dm.Bounds(100_000_000, 115_000_000)
    assert found.warnings == (UNPRICED,)


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 10**5), st.integers(1, 10**5))
def test_dilution_is_between_none_and_all_of_the_options(
    basic: int, options: int, strike: int, price: int
) -> None:
    found = diluted_shares(
        f"exactly {basic} shares",
        options=[(f"exactly {options}", f"${strike}")],
        price_per_share=f"${price}",
    ).point
    expected = basic + max(Fraction(0), options * (1 - Fraction(strike, price)))
    assert found == expected
    assert basic <= found <= basic + options


def test_the_convertible_bonds_of_ias_33_dilute() -> None:
    # Illustrative example 6: 1,004 earned on 1,000 shares; bonds that cost 10 - 4 become 30 shares.
    found = diluted_shares(
        "exactly 1,000",
        convertibles=["exactly 30"],
        saved=["exactly $6"],
        earnings="exactly $1,004",
    )
    assert (found.point, found.warnings) == (1_030, ())


IAS_33 = {
    # Illustrative example 9: preference shares (a dividend of 8 each, two shares for one) and 5 %
    # bonds (20 shares for 1,000, tax of 40 %); options at 60 with the share at 75.
    "options": [("exactly 100,000", "$60")],
    "convertibles": ["exactly 1,600,000", "exactly 2,000,000"],
    "saved": ["exactly $6,400,000", "exactly $3,000,000"],
    "price_per_share": "$75",
}


def test_the_most_dilutive_counts_first_and_what_then_raises_the_earnings_is_left_out() -> None:
    found = diluted_shares("exactly 2,000,000", earnings="exactly $10,000,000", **IAS_33)
    # 5.00 a share; 4.95 with the options; 3.23 with the bonds; 3.45 with the preference shares.
    assert found.point == 4_020_000
    [told] = found.warnings
    assert "$6,400,000 is saved is antidilutive" in told
    # Alone beside 5.00, the 4.00 of the preference shares would have diluted.
    alone = diluted_shares(
        "exactly 2,000,000",
        convertibles=["exactly 1,600,000"],
        saved=["exactly $6,400,000"],
        earnings="exactly $10,000,000",
    )
    assert (alone.point, alone.warnings) == (3_600_000, ())


def test_in_a_loss_no_convertible_dilutes() -> None:
    found = diluted_shares("exactly 2,000,000", earnings="exactly $-10,000,000", **IAS_33)
    assert found.point == 2_020_000
    assert len(found.warnings) == 2


def test_a_convertible_that_changes_nothing_counts() -> None:
    # $10 saved on 10 shares beside $1.00 a share: it is not above it.
    found = diluted_shares(
        "exactly 100", convertibles=["exactly 10"], saved=["exactly $10"], earnings="exactly $100"
    )
    assert found.point == 110


def test_what_the_figures_leave_open_is_between_none_and_all() -> None:
    found = diluted_shares(
        "exactly 100", convertibles=["exactly 10"], saved=["$9 to $12"], earnings="exactly $100"
    )
    assert found.bounds == dm.Bounds(100, 110)
    assert found.warnings == (UNSURE,)


def test_what_is_not_given_is_said_and_the_convertible_counts() -> None:
    for given_of_it in (
        {},
        {"earnings": "$100"},
        {"saved": ["$10"]},
        {"saved": [None], "earnings": "$1"},
    ):
        found = diluted_shares("exactly 100", convertibles=["exactly 10"], **given_of_it)
        assert (found.point, found.warnings) == (110, (UNTESTED,))


def test_savings_are_of_each_convertible_and_in_the_currency_of_the_earnings() -> None:
    with pytest.raises(UsageError, match="one for each"):
        diluted_shares("exactly 100", convertibles=["exactly 10"], saved=["$1", "$2"])
    with pytest.raises(CurrencyMismatch):
        diluted_shares(
            "exactly 100", convertibles=["exactly 10"], saved=["€10"], earnings="exactly $100"
        )
