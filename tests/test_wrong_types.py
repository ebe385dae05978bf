"""What is given to a public function and is of another type is refused by name, at the door."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

import dealmodel as dm
from dealmodel.errors import DealModelError

BOOK = dm.read_book("{book: Deals, sources: {cnbc: {publisher: CNBC}}}")
WRONG: tuple[Any, ...] = (
    None, float("nan"), b"abc", [], {}, (), object(), 1 + 2j, 3.5, Fraction(1, 3), 5, [1, 2],
    [None], {"a": 1}, range(3), type, "€" * 1000,
)  # fmt: skip
# What is given: a call with it in one place, and values which that place may have.
CALLS: dict[str, tuple[Callable[[Any], object], tuple[type, ...]]] = {
    "figure": (dm.figure, ()),
    "find_figures": (dm.find_figures, (str,)),
    "rules": (lambda wrong: dm.figure("5%", rules=wrong), ()),
    "calc": (dm.calc, ()),
    "check": (dm.check, ()),
    "report": (dm.report, ()),
    "owners": (lambda wrong: dm.report(BOOK, owners=wrong), (list, dict, tuple)),
    "cite": (lambda wrong: dm.cite(wrong, "stakes.a"), ()),
    "subject": (lambda wrong: dm.cite(BOOK, wrong), ()),
    "diff": (lambda wrong: dm.diff(BOOK, wrong), ()),
    "receipt": (dm.receipt, ()),
    "verify": (lambda wrong: dm.verify(wrong, BOOK), ()),
    "book_text": (dm.book_text, ()),
    "draft_text": (dm.draft_text, ()),
    "export_bods": (dm.export_bods, ()),
    "import_bods": (dm.import_bods, ()),
    "read_book": (dm.read_book, ()),
    "syntax": (lambda wrong: dm.read_book("book: x", syntax=wrong), ()),
    "table": (dm.table, ()),
    "table name": (lambda wrong: dm.table(dm.report(BOOK), wrong), ()),
    "write_workbook": (lambda wrong: dm.write_workbook(wrong, io.BytesIO()), ()),
    "file": (lambda wrong: dm.write_workbook(dm.report(BOOK), wrong), ()),
    "status": (dm.status, ()),
    "select": (dm.select, ()),
    "prefer": (lambda wrong: dm.select(["5%", "6%"], wrong), ()),
    "reconcile": (dm.reconcile, ()),
    "claim": (lambda wrong: dm.reconcile([wrong, "5%"]), ()),
    "stake": (lambda wrong: dm.implied_value(wrong, "€5m"), ()),
    "shares_are": (lambda wrong: dm.implied_value("5%", "€5m", shares_are=wrong), (type(None),)),
    "basis": (lambda wrong: dm.ratio("5 cars", "6 cars", basis=wrong), ()),
    "rounds": (lambda wrong: dm.held_after_rounds("5%", wrong), (list, dict, tuple)),
    "options": (lambda wrong: dm.diluted_shares("5 shares", options=wrong), (list, dict, tuple)),
    "voting_power": (lambda wrong: dm.voting_power({"A": "5 shares"}, wrong, {"A": 1}), ()),
    "holders_of": (lambda wrong: dm.holders_of(wrong, "a"), ()),
    "document": (
        lambda wrong: dm.read("It sold 5 cars.", publisher="CNBC", document=wrong),
        (type(None), str),
    ),
    "book of a review": (
        lambda wrong: dm.review("It sold 5 cars.", book=wrong),
        (type(None),),
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_type_is_refused(name: str) -> None:
    call, allowed = CALLS[name]
    for wrong in WRONG:
        if isinstance(wrong, allowed):
            continue
        with pytest.raises(DealModelError) as caught:
            call(wrong)
        assert len(repr(caught.value)) < 400


@pytest.mark.parametrize("name", CALLS)
def test_nothing_but_our_own_errors_comes_out(name: str) -> None:
    call, _ = CALLS[name]
    for wrong in WRONG:
        with contextlib.suppress(DealModelError):
            call(wrong)


def test_an_error_repeats_little_of_what_was_typed() -> None:
    with pytest.raises(DealModelError) as caught:
        dm.read_book("book: {" + "x" * 5_000)
    assert len(repr(caught.value)) < 400
    assert repr(caught.value).startswith("BookError(")
