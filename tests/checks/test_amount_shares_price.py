"""Amount against price × shares. On 7 May 2024 the ECB had 8.4197 Hong Kong dollars and 1.0766 US
dollars for one euro: 7.8206 for one US dollar."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, findings, only, stake, verdicts

CODE = "amount-shares-price"


def bought(paid: str, price: str, shares: str, **fields: str) -> str:
    return stake(paid=claims(paid), price_per_share=claims(price), shares=claims(shares), **fields)


@pytest.mark.parametrize(
    ("paid", "fits"),
    [
        # A thousand dollars, to the cent, for a thousand shares, and half a per cent for fees:
        # 999.995 × 0.995 to 1,000.005 × 1.005 thousand.
        ("exactly $1,000,000", True),
        ("exactly $1,005,005", True),
        ("exactly $1,005,006", False),
        ("exactly $994,996", True),
        ("exactly $994,995", False),
        ("$1 million", True),
        ("$1.02 million", False),
        ("nearly $1.1 million", True),
        ("nearly $1.2 million", False),
        ("at least $900,000", True),
        ("at least $1.1 million", False),
        ("up to $2 million", True),
        ("$0.9-1.1 million", True),
        ("$0", False),
        ("$1 billion", False),
    ],
)
def test_the_amount_is_the_product_within_half_a_per_cent(paid: str, fits: bool) -> None:
    text = bought(paid, "$1,000", "exactly 1,000 shares")
    expected = ("info", "compatible") if fits else ("error", "contradictory")
    assert verdicts(text, CODE) == [expected]


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        (bought("£3.29bn", "1,315 pence", "250 million shares"), True),
        (bought("£329bn", "1,315 pence", "250 million shares"), False),
        (bought("JPY 50 billion", "JPY 1,566", "31,928,500 shares"), True),
        (bought("JPY 60 billion", "JPY 1,656", "31,928,500 shares"), False),
        (bought("$0", "$0", "0 shares"), True),
        (bought("$1,000 trillion", "$1,000", "1 trillion shares"), True),
        (bought("HK$1.8 billion", "HK$8", "225 million shares"), True),
        (bought("HK$1.8 billion", "US$8", "225 million shares", on="2024-05-07"), False),
        (bought("US$230 million", "HK$8", "225 million shares", on="2024-05-07"), True),
        (bought("US$2.3 billion", "HK$8", "225 million shares", on="2024-05-07"), False),
        (bought("HK$1.8 billion ($230 million)", "US$1.02", "225 million shares"), True),
    ],
)  # fmt: skip
def test_currencies_and_sizes(text: str, fits: bool) -> None:
    assert only(text, CODE).severity == ("info" if fits else "error")


def test_a_receipt_stands_for_several_shares() -> None:
    # 94.08 million shares at 15 dollars are 1,411 million; two of them make one receipt.
    unknown = bought("$706 million", "$15", "94.08 million shares")
    known = bought("$706 million", "$15", "94.08 million shares", ads_ratio=claims("2"))
    receipts = bought("$706 million", "$15", "47.04 million shares", ads_ratio=claims("2"))
    wrong = bought("$706 million", "$15", "94.08 million shares", ads_ratio=claims("4"))
    assert [only(each, CODE).severity for each in (unknown, known, receipts, wrong)] == [
        "error",
        "info",
        "info",
        "error",
    ]


@pytest.mark.parametrize(
    ("paid", "severity", "verdict"),
    [
        # 31,928,500 × 1,656 = 52,873.6 million: 50 billion in tens of billions, 53 in billions.
        ("JPY 50 billion", "warning", "undecided"),
        ("JPY 53 billion", "info", "compatible"),
        ("JPY 54 billion", "error", "contradictory"),
        ("JPY 50.0 billion", "error", "contradictory"),
        ("exactly JPY 50 billion", "error", "contradictory"),
    ],
)
def test_a_bare_amount_that_is_the_product_told_roughly_is_undecided(
    paid: str, severity: str, verdict: str
) -> None:
    found = only(bought(paid, "JPY 1,656", "31,928,500 shares"), CODE)
    assert (found.severity, found.verdict) == (severity, verdict)


def test_a_price_of_a_receipt_for_shares_without_a_ratio_is_said_not_computed() -> None:
    found = only(bought("$706 million", "US$15 per ADS", "94,079,255 shares"), CODE)
    assert (found.severity, found.verdict, found.bars) == ("info", "undecided", ())
    assert "ads_ratio" in found.message


def test_any_price_and_any_number_that_a_source_gives_will_do() -> None:
    text = stake(
        paid=claims("$15 million"),
        price_per_share=claims("$15", "$51"),
        shares=claims("1.1 million shares", "1.0 million shares"),
    )
    assert verdicts(text, CODE) == [("info", "compatible")]


def test_the_amount_that_does_not_fit_is_named_beside_the_products() -> None:
    text = stake(
        paid=claims("$15 million", "$51 million"),
        price_per_share=claims("$15"),
        shares=claims("1.0 million shares"),
    )
    found = only(text, CODE)
    assert (found.severity, found.subject) == ("error", "stakes.deal.paid")
    assert found.message.startswith("$51 million (Beta) is not $15 × 1.0 million shares = ")
    assert [bar.label for bar in found.bars] == ["$51 million", "$15 × 1.0 million shares"]
    # 14.995 × 0.95 and 15.005 × 1.05 million.
    product = found.bars[-1].bounds
    assert (product.low, product.high) == (14_245_250, 15_755_250)


@pytest.mark.parametrize(
    "text",
    [
        stake(paid=claims("$15 million"), price_per_share=claims("$51")),
        stake(price_per_share=claims("$51"), shares=claims("1 million shares")),
        stake(paid=claims("$15 million"), shares=claims("1 million shares")),
        bought("$15 million", "€51", "1 million shares"),  # no date to convert on
        bought("$15 million", "SAR 51", "1 million shares", on="2024-05-07"),  # no rate
        bought("$15 million", "€51", "1 million shares", on="2999"),
    ],
)
def test_what_cannot_be_multiplied_or_compared_is_no_finding(text: str) -> None:
    assert findings(text, CODE) == []


@pytest.mark.parametrize(
    ("price", "shares", "paid", "severity"),
    [
        # Two shares a receipt: 94.08 million at $15 a receipt are $706 million.
        ("US$15 per ADS", "94,079,255 Class A ordinary shares", "$706 million", "info"),
        ("US$15 per ADS", "94,079,255 Class A ordinary shares", "$1.41 billion", "error"),
        ("US$15 per ADS", "47,039,627 ADSs", "$706 million", "info"),
        ("US$15 per ADS", "47,039,627 ADSs", "$353 million", "error"),
        ("US$7.50 per share", "94,079,255 ordinary shares", "$706 million", "info"),
        ("US$7.50 per share", "94,079,255 ordinary shares", "$353 million", "error"),
        ("US$7.50", "47,039,627 ADSs", "$706 million", "info"),
        # Nobody says which: either will do.
        ("US$15", "94,079,255", "$706 million", "info"),
        ("US$15", "94,079,255", "$1.41 billion", "info"),
    ],
)
def test_the_words_say_whether_receipts_are_meant(
    price: str, shares: str, paid: str, severity: str
) -> None:
    text = stake(
        paid=claims(paid),
        price_per_share=claims(price),
        shares=claims(shares),
        ads_ratio=claims("2"),
    )
    assert only(text, "amount-shares-price").severity == severity
