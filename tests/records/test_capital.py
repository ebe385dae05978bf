"""Capital as a record: its keys, and what is refused at which place."""

from __future__ import annotations

from typing import Any

import pytest

import dealmodel as dm
from dealmodel.books.schema import book_schema
from dealmodel.records.capital import Capital
from dealmodel.records.stake import Stake

BASE: dict[str, Any] = {
    "book": "Counts",
    "sources": {"a": {"publisher": "A"}},
    "parties": {each: {"name": each, "kind": "company"} for each in ("elm", "oak")},
}


def said(text: str) -> dict[str, str]:
    return {"says": text, "source": "a"}


def problems(**records: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and path of everything that is wrong."""
    with pytest.raises(dm.DealModelError) as caught:
        dm.Book.build({**BASE, "capital": records})
    return [(each.cause.code, ".".join(map(str, each.path))) for each in caught.value.problems]


def test_a_class_is_written_class_and_read_share_class() -> None:
    record = Capital(**{"party": "elm", "class": "H shares"})
    assert record.share_class == "H shares"
    assert Capital(party="elm", share_class="H shares") == record
    assert Stake(investor="oak", investee="elm", share_class="H").share_class == "H"
    book = dm.Book.build({**BASE, "capital": {"x": {"party": "elm", "class": "H shares"}}})
    text = dm.book_text(book)
    assert "class: H shares" in text
    assert "share_class" not in text
    assert dm.read_book(text) == book
    assert "class" in book_schema()["$defs"]["Stake"]["properties"]


@pytest.mark.parametrize(
    ("record", "code", "path"),
    [
        ({"shares": said("-5 shares")}, "out-of-range", "shares.0.says"),
        ({"shares": said("5%")}, "bad-value", "shares.0.says"),
        ({"votes_per_share": "-1"}, "out-of-range", "votes_per_share"),
        ({"votes_per_share": "many"}, "bad-value", "votes_per_share"),
        ({"votes_per_share": "10%"}, "bad-value", "votes_per_share"),
        ({"before": "yes"}, "missing-key", ""),
        ({"counted": "some"}, "bad-value", "counted"),
        (
            {"market_price": said("$5"), "options": {"p": {"strike": said("€4")}}},
            "currency-mismatch",
            "options.p.strike.0.says",
        ),
        (
            {
                "convertibles": {
                    "n": {"principal": said("$5 million"), "conversion_price": said("€4")}
                }
            },
            "currency-mismatch",
            "convertibles.n.conversion_price.0.says",
        ),
        (
            {"convertibles": {"n": {"principal": said("$5 million")}}},
            "missing-key",
            "convertibles.n",
        ),
        ({"since": "gone"}, "unknown-reference", "since"),
        ({"party": "ash"}, "unknown-reference", "party"),
    ],
)
def test_one_error_at_its_place(record: dict[str, Any], code: str, path: str) -> None:
    whole = f"capital.x.{path}".rstrip(".")
    assert problems(x={"party": "elm", **record}) == [(code, whole)]


def test_a_share_without_a_vote_is_none_too_few() -> None:
    assert Capital(party="elm", votes_per_share="0").votes_per_share == "0"


def test_counts_that_start_from_each_other_are_one_error() -> None:
    rounds = {
        "x": {"party": "elm", "on": "2023", "since": "y"},
        "y": {"party": "elm", "on": "2024", "since": "z"},
        "z": {"party": "elm", "on": "2025", "since": "x"},
        "u": {"party": "elm", "on": "2026", "since": "x"},
    }
    assert problems(**rounds) == [("bad-value", "capital.x.since")]
    assert problems(x={"party": "elm", "since": "x"}) == [("bad-value", "capital.x.since")]


def test_a_count_of_another_company_is_no_start() -> None:
    found = problems(x={"party": "elm"}, y={"party": "oak", "since": "x"})
    assert found == [("bad-value", "capital.y.since")]
