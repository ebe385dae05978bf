"""What is stated of an offer against what follows from its terms."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, findings, only, verdicts

WARNER = """\
deals:
  d:
    target: elm
    price_per_share: {says: $27.75 per share, source: alpha}
    consideration:
      cash: {says: $23.25 per share, source: alpha}
      shares:
        value: {says: $4.50 per share, source: alpha}
        collar:
          low: {price: {says: $97.91, source: alpha}, ratio: {says: 0.0460 shares, source: alpha}}
          high: {price: {says: $119.67, source: alpha}, ratio: {says: 0.0376 shares, source: alpha}}
"""
METSERA = """\
deals:
  d:
    target: elm
    consideration:
      cash: {says: $65.60 per share, source: alpha}
      contingent:
        - {says: up to $4.60 per share, if: phase 3, source: alpha}
        - {says: up to $6.40 per share, if: approval of one, source: alpha}
        - {says: up to $9.65 per share, if: approval of both, source: alpha}
        - {says: up to $20.65 per share, source: alpha}
"""


def wrong(text: str) -> list[tuple[str, str]]:
    """Codes and subjects of what cannot be right."""
    codes = ("stated-ratio", "parts-sum")
    every = [each for code in codes for each in findings(text, code)]
    return [(each.code, each.subject) for each in every if each.severity == "error"]


def test_nothing_is_found_in_a_true_one() -> None:
    assert wrong(WARNER) == wrong(METSERA) == []


@pytest.mark.parametrize(
    ("slip", "code", "subject"),
    [
        (("0.0460", "0.0640"), "stated-ratio", "deals.d.consideration.shares.collar.low.ratio"),
        (("0.0376", "0.0367"), "stated-ratio", "deals.d.consideration.shares.collar.high.ratio"),
        (("$27.75", "$28.75"), "parts-sum", "deals.d.price_per_share"),
        (("$23.25", "$32.25"), "parts-sum", "deals.d.price_per_share"),
    ],
)
def test_a_slip_in_an_offer_through_a_collar_is_found_once(
    slip: tuple[str, str], code: str, subject: str
) -> None:
    assert wrong(WARNER.replace(*slip)) == [(code, subject)]


def test_a_value_that_neither_end_gives_is_at_fault_itself() -> None:
    text = WARNER.replace("$4.50", "$5.40").replace("$27.75", "$28.65")
    assert wrong(text) == [("stated-ratio", "deals.d.consideration.shares.value")]


def test_instalments_against_the_whole_of_their_part() -> None:
    found = only(METSERA.replace("$20.65", "$21.65"), "parts-sum")
    assert found.severity == "error"
    assert found.subject == "deals.d.consideration.contingent"
    assert found.message.startswith("up to $21.65 per share (Alpha) is not the sum")
    assert len(found.claims) == 4


def offer(price: str, ratio: str, at: str, cash: str = "") -> str:
    """An offer of cash and shares at a fixed ratio, with the price of the whole as stated."""
    return (
        f"deals:\n  d:\n    target: elm\n    price_per_share: {claims(price)}\n    consideration:\n"
        + (f"      cash: {claims(cash)}\n" if cash else "")
        + f"      shares: {{exchange_ratio: {claims(ratio)}, price: {claims(at)}}}\n"
    )


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # T-Mobile for Sprint, April 2018: 0.10256 × 64.52 = 6.6172, printed to the cent.
        (offer("$6.62", "0.10256 shares", "$64.52"), "compatible"),
        (offer("$6.63", "0.10256 shares", "$64.52"), "contradictory"),
        # Shell for BG, April 2015: 383 + 0.4454 × 2,208.5 = 1,366.67 pence.
        (offer("1,367 pence", "0.4454 shares", "2,208.5 pence", "383 pence"), "compatible"),
        (offer("1,376 pence", "0.4454 shares", "2,208.5 pence", "383 pence"), "contradictory"),
        # ExxonMobil for Pioneer, October 2023: 2.3234 × 108.99 = 253.23, printed to the dollar.
        (offer("$253 per share", "2.3234 shares", "$108.99"), "compatible"),
        (offer("$254 per share", "2.3234 shares", "$108.99"), "contradictory"),
    ],
)
def test_a_typed_price_is_the_outcome_to_its_last_digit(text: str, verdict: str) -> None:
    assert [each for _, each in verdicts(text, "parts-sum")] == [verdict]


def test_a_sum_that_needs_no_rounding_is_not_told_rounded() -> None:
    assert wrong(WARNER.replace("$27.75 per share", "$28 per share")) == [
        ("parts-sum", "deals.d.price_per_share")
    ]


# Disney for 21st Century Fox, June 2018; what the shares are worth in all is not printed.
DISNEY = """\
deals:
  d:
    target: elm
    price_per_share: {says: $38 per share, source: alpha}
    paid: {says: approximately $71.3 billion, source: alpha}
    consideration:
      cash: {says: $35.7 billion, source: alpha}
      shares:
        number: {says: 343 million shares, source: alpha}
        collar:
          low: {price: {says: $93.53, source: alpha}, ratio: {says: 0.4063 shares, source: alpha}}
          high: {price: {says: $114.32, source: alpha}, ratio: {says: 0.3324 shares, source: alpha}}
      debt_assumed: {says: approximately $13.8 billion, source: alpha}
"""


def test_parts_beside_shares_that_nobody_values_are_the_least_of_the_whole() -> None:
    assert wrong(DISNEY) == []
    assert wrong(DISNEY.replace("$35.7 billion", "$75.7 billion")) == [
        ("parts-sum", "deals.d.paid")
    ]


def test_the_two_ends_of_a_collar_are_worth_the_same() -> None:
    text = DISNEY.replace("0.4063 shares", "0.3463 shares")
    (found,) = [each for each in findings(text, "stated-ratio") if each.severity != "info"]
    assert (found.severity, found.subject) == ("warning", "deals.d.consideration.shares.collar")
    assert "0.3463 shares × $93.53" in found.message
    assert [each for each in findings(DISNEY, "stated-ratio") if each.severity != "info"] == []


# Nvidia for Arm, September 2020: 44.3 million shares at $485.29 are $21.5 billion.
ARM = """\
deals:
  d:
    target: elm
    consideration:
      shares:
        value: {says: $21.5 billion, source: alpha}
        number: {says: 44.3 million shares, source: alpha}
        price: {says: $485.29 per share, source: alpha}
"""


def test_the_value_of_all_shares_given_beside_number_times_price() -> None:
    assert wrong(ARM) == []
    for slip in (("44.3", "43.4"), ("$485.29", "$458.29"), ("$21.5", "$12.5")):
        expected = [("stated-ratio", "deals.d.consideration.shares.value")]
        assert wrong(ARM.replace(*slip)) == expected, slip


def test_cash_for_one_share_is_no_price_where_the_shares_are_told_in_all() -> None:
    text = (
        "deals:\n  d:\n    target: elm\n"
        "    price_per_share: {says: $100 per share, source: alpha}\n"
        "    consideration:\n      cash: {says: $60 per share, source: alpha}\n"
        "      shares: {value: {says: $20 billion, source: alpha}}\n"
    )
    assert wrong(text) == []
    assert wrong(text.replace("$60", "$160")) == [("parts-sum", "deals.d.price_per_share")]


def test_the_price_beside_a_collar_without_a_stated_value() -> None:
    text = WARNER.replace("        value: {says: $4.50 per share, source: alpha}\n", "")
    assert wrong(text) == []
    assert wrong(text.replace("$27.75", "$28.75")) == [("parts-sum", "deals.d.price_per_share")]


DEFERRED = """\
deals:
  d:
    target: elm
    consideration:
      deferred:
        - {says: $100 million, on: 2026, source: alpha}
        - {says: $120 million, on: 2027, source: alpha}
        - {says: WHOLE, source: OF}
"""


@pytest.mark.parametrize(
    ("whole", "of", "is_wrong"),
    [
        ("$220 million", "alpha", False),
        ("$300 million", "alpha", True),
        # Another source may know of further instalments, but not of fewer.
        ("$300 million", "beta", False),
        ("$150 million", "beta", True),
        ("about $200 million", "beta", False),  # 190 to 210, beside 95 + 115 to 105 + 125
        ("about $180 million", "beta", True),
        ("more than $200 million", "beta", False),
    ],
)
def test_instalments_beside_a_whole_by_the_same_source_or_another(
    whole: str, of: str, is_wrong: bool
) -> None:
    text = DEFERRED.replace("WHOLE", whole).replace("OF", of)
    expected = [("parts-sum", "deals.d.consideration.deferred")] if is_wrong else []
    assert wrong(text) == expected


def test_one_instalment_of_a_whole_is_not_all_of_it() -> None:
    text = DEFERRED.replace("WHOLE", "$300 million").replace("OF", "alpha")
    first = text.replace("        - {says: $120 million, on: 2027, source: alpha}\n", "")
    assert wrong(first) == []
    found = only(first.replace("$300", "$70"), "parts-sum")
    assert found.message.startswith("$70 million (Alpha) is less than its instalments, $100")


def test_what_was_paid_may_be_with_or_without_what_is_contingent_or_taken_over() -> None:
    parts = (
        "    consideration:\n"
        f"      cash: {claims('$1.40 billion')}\n"
        f"      debt_assumed: {claims('$200 million')}\n"
        "      contingent: {says: up to $600 million, if: approval, source: alpha}\n"
    )
    for paid, severity in (
        ("$2.2 billion", "info"),
        ("$1.6 billion", "info"),
        ("$2.0 billion", "info"),
        ("$1.4 billion", "info"),
        ("$3.1 billion", "error"),
        ("$0.90 billion", "error"),
    ):
        text = f"deals:\n  d:\n    target: elm\n    paid: {claims(paid)}\n{parts}"
        assert [each[0] for each in verdicts(text, "parts-sum")] == [severity], paid


@pytest.mark.parametrize(
    ("premium", "count"),
    # $27.75 is 121.3 % above $12.54, and 120 % with the last digit cut off one further.
    [("121%", 0), ("122%", 0), ("about 120%", 0), ("112%", 1), ("21%", 1)],
)
def test_a_premium_against_the_two_prices(premium: str, count: int) -> None:
    text = (
        "deals:\n  d: {target: elm, price_per_share: "
        f"{claims('$27.75')}, reference_price: {claims('$12.54')}, premium: {claims(premium)}}}\n"
    )
    assert wrong(text) == [("stated-ratio", "deals.d.premium")] * count


def test_the_value_of_shares_against_their_ratio_and_price() -> None:
    text = (
        "deals:\n  d:\n    target: elm\n    consideration:\n      shares:\n"
        f"        exchange_ratio: {claims('0.500 shares')}\n        price: {claims('$40')}\n"
        f"        value: {claims('$20 per share')}\n"
    )
    assert wrong(text) == []
    slip = text.replace("$20 per", "$25 per")
    assert wrong(slip) == [("stated-ratio", "deals.d.consideration.shares.value")]


# Pfizer for Metsera, November 2025: 65.60 + up to 20.65 = up to 86.25.
AT_MOST = """\
deals:
  d:
    target: elm
    price_per_share: {says: up to $86.25 per share, source: alpha}
    consideration:
      cash: {says: $65.60 per share, source: alpha}
      contingent: {says: up to $20.65 per share, if: approvals, source: alpha}
"""


def test_up_to_so_much_is_what_all_the_parts_are_at_most() -> None:
    assert wrong(AT_MOST) == []
    for slip in (("$65.60", "$56.60"), ("$86.25", "$82.65"), ("$20.65", "$26.05")):
        assert wrong(AT_MOST.replace(*slip)) == [("parts-sum", "deals.d.price_per_share")], slip
    # Without what depends on something, a price that is no "up to" may be the rest alone.
    assert wrong(AT_MOST.replace("up to $86.25", "$65.60")) == []
