"""``dealmodel offer``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Runner

BOOK = """\
book: Deals
sources: {a: {publisher: A}}
parties: {n: {name: Netflix, kind: company}, w: {name: Warner Bros., kind: company}}
deals:
  netflix-for-warner:
    target: w
    acquirer: n
    reference_price: {says: $12.50, source: a}
    consideration:
      cash: {says: $23.25 per share, source: a}
      shares:
        value: {says: $4.50 per share, source: a}
        collar:
          low: {price: {says: $97.91, source: a}, ratio: {says: 0.0460 shares, source: a}}
          high: {price: {says: $119.67, source: a}, ratio: {says: 0.0376 shares, source: a}}
  in-cash: {target: w, consideration: {cash: {says: $5 per share, source: a}}}
"""


@pytest.fixture
def book(tmp_path: Path) -> str:
    path = tmp_path / "book.yaml"
    path.write_text(BOOK)
    return str(path)


def test_an_offer_at_each_price(run: Runner, book: str) -> None:
    prices = ("--at", "$88", "--at", "$100", "--at", "$130")
    results = run("offer", book, "netflix-for-warner", *prices, "--json").results
    offers = [each for each in results if each["name"] == "offer_value"]
    assert [(each["at"], each["point"], each["collar"]) for each in offers] == [
        ("$88", "27.298", "below"),
        ("$100", "27.75", "within"),
        ("$130", "28.138", "above"),
    ]
    assert {each["unit"] for each in offers} == {"USD"}
    first = next(each for each in results if each["name"] == "premium")
    assert first["point"] == "1.18384"  # 27.298 / 12.5 - 1


def test_text(run: Runner, book: str) -> None:
    ran = run("offer", book, "netflix-for-warner", "--at", "$88", "--at", "$130")
    lines = ran.out.splitlines()
    assert lines[:3] == [
        "at $88",
        "offer_value  ≈27.30 USD [27.29, 27.31] per share",
        "  = cash + ratio_at_low * acquirer_price",
    ]
    assert "  acquirer_price   “$130”: 130 USD" in lines
    assert "  acquirer_price   “$88”: 88 USD" in lines


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("netflix-for-warner",), "usage"),
        (("netflix-for-warner", "--at", "€88"), "currency-mismatch"),
        (("netflix-for-warner", "--at", "-$88"), "out-of-range"),
        (("netflix-for-warner", "--at", "88 cars"), "bad-value"),
        (("netflix-for-warne", "--at", "$88"), "unknown-reference"),
        (("in-cash", "--at", "$88"), "missing-key"),
    ],
)
def test_what_cannot_be_valued_is_one_error(
    run: Runner, book: str, arguments: tuple[str, ...], code: str
) -> None:
    ran = run("offer", book, *arguments, "--json")
    assert (ran.code, ran.error["code"]) == (2, code)


BOTH = b"""\
book: An offer
sources: {a: {publisher: A}}
parties: {x: {name: X, kind: company}, y: {name: Y, kind: company}}
deals:
  d:
    target: y
    acquirer: x
    consideration:
      cash: {says: $1.4 billion, source: a}
      shares:
        exchange_ratio: {says: 0.0460 shares, source: a}
        collar:
          low: {price: {says: $97.91, source: a}, ratio: {says: 0.0460 shares, source: a}}
          high: {price: {says: $119.67, source: a}, ratio: {says: 0.0376 shares, source: a}}
"""


def test_a_collar_goes_ahead_of_the_ratio_of_one_of_its_ends(run: Runner) -> None:
    (found,) = run("offer", "-", "d", "--at", "$130", "--json", stdin=BOTH).results
    assert found["point"] == "4.888"  # 0.0376 × 130


def test_what_is_told_in_all_is_left_out_with_a_word(run: Runner) -> None:
    ran = run("offer", "-", "d", "--at", "$130", "--json", stdin=BOTH)
    assert ran.record["warnings"] == ["without the cash, told in all and not for one share"]
