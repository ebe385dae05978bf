"""A table of stakes against the implied value of each row."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.errors import DealModelError, UnknownCurrency, UsageError
from dealmodel.rates.choice import RatesAt
from dealmodel.tables.rejects import Reject
from dealmodel.tables.stakes import Stakes

SHARES = "21%|20 percent|about a third|more than 50%|100%|0%|120%|20||just under half|x".split("|")
PAID = "$1.6 billion|€1.5 billion|about £40 million|€5|40||up to €3 million|¥5|$300-310m".split("|")
KINDS = ["primary", "secondary", "mixed", "undeclared", "", "new"]
DAYS = ["2023-10-26", "2023-10", "2025-04-26", "", "1990-01-01"]


def valued(
    columns: dict[str, list[str]], *to: str
) -> tuple[list[dict[str, Any]], list[Reject], Stakes]:
    table = pa.table(columns)
    work = Stakes(table.schema, RatesAt.of("ecb"), to)
    (batch,) = table.to_batches()
    found, rejects = work.batch(batch)
    return found.to_pylist(), rejects, work


ROWS = st.tuples(*map(st.sampled_from, (SHARES, PAID, KINDS, DAYS)))


@given(st.lists(ROWS, min_size=1, max_size=10))
def test_every_row_is_its_implied_value(rows: list[tuple[str, str, str, str]]) -> None:
    names = ("share", "paid", "shares_are", "on")
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    found, rejects, _ = valued(columns, "USD")
    bad = {each.row for each in rejects}
    good = iter(found)
    for at, (share, paid, kind, on) in enumerate(rows):
        try:
            one = dm.implied_value(share, paid, shares_are=kind or None, to="USD", on=on)  # type: ignore[arg-type]
        except DealModelError:
            assert at in bad, rows[at]
            continue
        assert at not in bad
        row = next(good)
        value = one.implied_equity_value.to_dict()
        assert row["currency"] == value["unit"]
        for end in ("low", "point", "high"):
            assert row[f"implied_{end}"] == value[end]
            dollars = one.converted[0].to_dict()
            assert row[f"implied_{end}_USD"] == dollars[end]
        assert (row["rate_USD"], row["rate_day"]) == (dollars["rate"], dollars["used"])
        records = [each.to_dict() for each in one.pre_money]
        if not records:
            assert row["pre_money_low"] is row["pre_money_high"] is None
            continue
        # All new is the lower extreme, none new the higher.
        assert row["pre_money_low"] == records[0]["low"]
        assert row["pre_money_high"] == records[-1]["high"]
        assert row["pre_money_point"] == (records[0]["point"] if len(records) == 1 else None)


def test_without_a_target_no_day_is_needed() -> None:
    (row,), rejects, work = valued({"share": ["20%"], "paid": ["€1.5 billion"], "source": ["CNBC"]})
    assert rejects == []
    assert (row["implied_point"], row["currency"], row["source"]) == ("7500000000", "EUR", "CNBC")
    assert work.undeclared == 1
    assert "without a point" in work.warnings[0]


def test_several_targets() -> None:
    columns = {"share": ["20%"], "paid": ["€1.5 billion"], "on": ["2023-10-26"]}
    (row,), _, _ = valued(columns, "USD", "EUR")
    assert row["implied_point_USD"] == "7905000000"  # 1.054 dollars to the euro
    assert (row["implied_point_EUR"], row["rate_EUR"]) == ("7500000000", "1")
    assert row["rate_day"] == row["rate_day_EUR"] == "2023-10-26"


def test_columns_that_are_missing_or_there_and_wrong_types() -> None:
    with pytest.raises(UsageError, match="no column 'share'"):
        valued({"shares": ["20%"], "paid": ["€5"]})
    with pytest.raises(UsageError, match="no column 'on'"):
        valued({"share": ["20%"], "paid": ["€5"]}, "USD")
    with pytest.raises(UsageError, match="'currency' already"):
        valued({"share": ["20%"], "paid": ["€5"], "currency": ["EUR"]})
    with pytest.raises(UnknownCurrency):
        valued({"share": ["20%"], "paid": ["€5"], "on": ["2025"]}, "ZZZ")
    with pytest.raises(UsageError, match="binary floats"):
        valued({"share": [0.2], "paid": ["€5"]})  # type: ignore[list-item]


def test_only_what_no_source_declares_is_counted() -> None:
    columns = {"share": ["20%"] * 2, "paid": ["€5-6 million"] * 2, "shares_are": ["primary", ""]}
    rows, _, work = valued(columns)
    assert [row["pre_money_point"] for row in rows] == [None, None]
    assert work.undeclared == 1
