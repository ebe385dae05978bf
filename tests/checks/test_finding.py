"""A finding as a record: the keys that users rely on, decimals as strings, places of a file."""

from __future__ import annotations

import json
from typing import Any

import pytest

import dealmodel as dm
from dealmodel.checks.catalogue import check
from tests.checks.books import book, claims, entry, findings, only, stake

KEYS = {"code", "severity", "where", "subject", "message", "claims", "verdict"}
MORE = {"sources", "compared"}
CLAIM = {
    "says", "source", "origin", "by", "said", "basis", "path", "kind", "value", "unit", "low",
    "low_open", "high", "high_open", "where",
}  # fmt: skip
BAR = {"label", "who", "value", "unit", "low", "low_open", "high", "high_open"}

DISAGREEING = stake(share=claims("21%", "20%"))


def test_the_keys_are_those_that_are_promised() -> None:
    record = only(DISAGREEING, "claims-disagree").to_dict()
    assert set(record) == KEYS | MORE | {"reconciliation"}
    assert [set(claim) for claim in record["claims"]] == [CLAIM, CLAIM]
    assert [set(bar) for bar in record["compared"]] == [BAR, BAR]
    assert record["claims"][0] == {
        "says": "21%",
        "source": "alpha",
        "origin": "Alpha",
        "by": None,
        "said": None,
        "basis": None,
        "path": "stakes.deal.share.0",
        "kind": "share",
        "value": "0.21",
        "unit": None,
        "low": "0.205",
        "low_open": False,
        "high": "0.215",
        "high_open": False,
        "where": "deal.yaml:22:57",
    }
    assert record["where"] == "deal.yaml:22:57"
    assert record["sources"] == ["alpha", "beta"]


@pytest.mark.parametrize(
    ("code", "text", "more"),
    [
        ("basis-undeclared", stake(share=claims("21%"), paid=claims("$1bn")), set()),
        (
            "implied-rate",
            stake(on="2024-05-07", paid=claims("€100 ($108)")),
            {
                *("implied_rate", "table_rate", "deviation", "beyond_rounding"),
                *("requested", "used", "rate_source", "days_that_fit"),
            },
        ),
        ("same-origin", stake(share=claims("21%", "21%", sources="carrier echo")), {"origin"}),
        ("percent-or-fraction", stake(share=claims("0.2")), set()),
    ],
)  # fmt: skip
def test_what_a_code_adds(code: str, text: str, more: set[str]) -> None:
    assert set(only(text, code).to_dict()) == KEYS | MORE | more


def test_numbers_are_decimal_strings_rounded_outward() -> None:
    text = stake(paid=claims("$1 billion"), share=claims("30%"), equity_value=claims("$3 billion"))
    bar = only(text, "value-disagrees").to_dict()["compared"][0]
    # 0.75 / 0.305 and 1.25 / 0.295 billion, and the point 1 / 0.3.
    assert bar["low"] == "2459016393.442622950819672131"
    assert bar["value"] == "3333333333.333333333333333333"
    assert bar["high"] == "4237288135.593220338983050848"


def test_an_absent_end_is_null() -> None:
    text = stake(paid=claims("at least $5 billion", "$90 billion"))
    bar = only(text, "claims-agree").to_dict()["compared"][0]
    assert (bar["high"], bar["high_open"]) == (None, True)


def _floats(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_floats, value.values()))
    if isinstance(value, list):
        return any(map(_floats, value))
    return isinstance(value, float)


def test_nothing_in_a_record_is_a_float() -> None:
    for each in check(dm.load_book("seeds")):
        assert not _floats(json.loads(json.dumps(each.to_dict())))


def test_a_book_built_in_code_has_no_places() -> None:
    built = dm.Book.build(
        {
            "book": "x",
            "sources": {"a": {"publisher": "A"}, "b": {"publisher": "B"}},
            "parties": {key: {"name": key, "kind": "company"} for key in "ie"},
            "stakes": {
                "s": {
                    "investor": "i",
                    "investee": "e",
                    "share": [{"says": "21%", "source": "a"}, {"says": "20%", "source": "b"}],
                }
            },
        }
    )  # fmt: skip
    [found] = check(built)
    assert found.where is None
    assert found.to_dict()["where"] is None
    assert [claim["where"] for claim in found.to_dict()["claims"]] == [None, None]


def test_the_place_is_that_of_the_first_claim_or_event() -> None:
    events = "[{on: 2020-01-01, stage: talks, evidence: reported, source: alpha}]"
    text = "as_of: 2024\nagreements:\n" + entry(
        "g", kind="talks", parties="[ivy, elm]", status=events
    )
    column = text.splitlines()[2].index("{on") + 1
    assert str(only(text, "stale-date").where) == f"deal.yaml:23:{column}"
    undeclared = stake(share=claims("21%"), paid=claims("$1bn"))
    column = undeclared.splitlines()[1].index('"$1bn"') + 1
    assert str(only(undeclared, "basis-undeclared").where) == f"deal.yaml:22:{column}"


def test_findings_of_one_book_are_equal_wherever_it_was_read() -> None:
    [here] = findings(DISAGREEING, "claims-disagree")
    [there] = check(
        dm.Book(**{name: getattr(book(DISAGREEING), name) for name in dm.Book.model_fields})
    )
    assert here == there
    assert there.where is None
