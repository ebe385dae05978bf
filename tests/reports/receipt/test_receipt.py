"""Receipts from Python: what they hold, and what they are held against."""

from __future__ import annotations

import copy
import pickle
from datetime import date

import pytest

import dealmodel as dm
from dealmodel import extend
from dealmodel.errors import BadReceipt, UsageError
from dealmodel.figures.hedges import HedgeRules
from dealmodel.rates.rate import PREVIOUS, Conversion, Policy
from dealmodel.rates.stamp import RatesStamp
from dealmodel.reports.receipt.reading import read_receipt

TEXT = """
book: x
sources: {s: {publisher: S}}
parties: {a: {name: A, kind: company}, b: {name: B, kind: company}}
stakes: {a-in-b: {investor: a, investee: b, share: [{says: about 21%, source: s}]}}
"""
BOOK = dm.read_book(TEXT)
WIDE = HedgeRules(meanings={"about": "[v-2g, v+2g]"}, signed=True)


class OwnRates:
    """A source of rates that says which edition it is."""

    sha256 = "0" * 64
    last_day = date(2025, 4, 25)

    def conversion(
        self, base: str, quote: str, period: object, policy: Policy = PREVIOUS
    ) -> Conversion:
        raise NotImplementedError


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"to": "GBP", "prefer": "latest", "policy": "next", "max_age": 3},
        {"to": ["GBP", "USD"], "rules": WIDE, "rates": "7.2 CNY/USD"},
        {"rates": dm.RatesAt.of("ecb", "exact"), "rules": HedgeRules(reading="strict", exact=True)},
        {"rates": OwnRates()},
    ],
)
def test_it_is_that_of_the_report_with_the_same_arguments(asked: dict[str, object]) -> None:
    found = dm.report(BOOK, **asked)  # type: ignore[arg-type]
    receipt = dm.receipt(BOOK, **asked)  # type: ignore[arg-type]
    assert found.receipt == receipt
    assert found.to_dict()["receipt"] == receipt.to_dict()
    assert read_receipt(receipt.text) == receipt
    if "rates" not in asked:
        assert dm.verify(receipt, BOOK).text == "same"
    assert pickle.loads(pickle.dumps(receipt)) == copy.deepcopy(receipt) == receipt
    assert hash(receipt) == hash(copy.copy(receipt))


def test_meanings_of_ones_own_are_an_option() -> None:
    receipt = dm.receipt(BOOK, rules=WIDE)
    assert receipt.options["meanings"] == {"about": "[v-2g, v+2g]"}
    assert receipt.options["signed"] is True
    found = dm.verify(receipt, BOOK, options={"meanings": {"about": "[v-3g, v+3g]"}})
    assert [each.name for each in found.differing] == ["options.meanings"]
    assert not found


def test_rates_of_ones_own() -> None:
    receipt = dm.receipt(BOOK, rates=OwnRates())
    assert receipt.rates == RatesStamp("OwnRates", "0" * 64, date(2025, 4, 25))
    assert dm.verify(receipt, BOOK, rates=OwnRates())
    (found,) = dm.verify(receipt, BOOK).differing
    assert (found.name, found.now) == ("rates", None)


def test_rates_that_fall_back_have_one_stamp() -> None:
    rates = dm.FallbackRates("7.2 CNY/USD", OwnRates(), "ecb")
    stamp = dm.receipt(BOOK, rates=rates).rates
    ecb = dm.receipt(BOOK).rates
    assert stamp is not None
    assert ecb is not None
    assert stamp.source == "7.2 CNY/USD, else OwnRates, else ecb"
    assert stamp.last_day == ecb.last_day
    assert stamp.sha256 not in (None, ecb.sha256, OwnRates.sha256)
    turned = dm.receipt(BOOK, rates=dm.FallbackRates("ecb", OwnRates())).rates
    assert turned is not None
    assert turned.sha256 != stamp.sha256


def test_a_book_built_in_code_is_known_by_its_parts() -> None:
    book = dm.Book.build({"book": "x"})
    receipt = dm.receipt(book)
    assert receipt.book_sha256 is None
    assert dm.verify(receipt, dm.Book.build({"book": "x"}))
    (found,) = dm.verify(receipt, dm.Book.build({"book": "y"})).differing
    assert found.parts is not None
    assert [str(each) for each in found.parts.changes] == ["changed: book"]


def test_with_a_book_or_without() -> None:
    with pytest.raises(UsageError, match="give that book"):
        dm.verify(dm.receipt(BOOK))
    with pytest.raises(UsageError, match="without a book"):
        dm.verify(dm.Receipt("1.0", 2), BOOK)
    with pytest.raises(BadReceipt, match="no receipt"):
        dm.verify("nothing", BOOK)
    with pytest.raises(dm.DealModelError, match="XXY"):
        dm.receipt(BOOK, to="XXY")


def test_a_receipt_is_short() -> None:
    assert len(repr(dm.receipt(BOOK))) < 500
    assert len(dm.receipt(BOOK, to="GBP").text) < 900


def test_what_is_added_to_the_program_is_an_option() -> None:
    added = extend.Calculator(
        name="twice_the_share",
        formula="share * 2",
        inputs={"share": "share"},
        section="stakes",
        definition="Two shares.",
        source="A test",
    )
    before = dm.receipt(BOOK)
    with extend.registered(added):
        (found,) = dm.verify(before, BOOK).differing
    name, now = "options.extensions", ["calculator twice_the_share"]
    assert (found.name, found.receipt, found.now) == (name, None, now)
