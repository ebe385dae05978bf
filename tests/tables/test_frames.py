"""Frames of pandas and polars and Arrow tables, which come back as what they were."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import dealmodel as dm
from dealmodel.errors import UsageError
from dealmodel.tables.rejects import Reject

DATA: dict[str, list[Any]] = {
    "id": [1, 2, 3],
    "paid": ["109800", "x", "1"],
    "cur": ["CNY", "CNY", "EUR"],
    "on": ["2025-04-26"] * 3,
}
ASKED: dict[str, Any] = {"amount": "paid", "currency": "cur", "day": "on", "to": "USD"}
MAKERS: dict[str, Callable[..., Any]] = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "arrow": pa.table,
    "batch": lambda data: pa.RecordBatch.from_pydict(data),
}


def column(frame: Any, name: str) -> list[Any]:
    values = frame[name]
    return list(values.to_pylist() if hasattr(values, "to_pylist") else values)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_frame_comes_back_as_what_it_was(kind: str) -> None:
    frame = MAKERS[kind](DATA)
    rejects: list[Reject] = []
    found = dm.convert_frame(frame, rejects=rejects, **ASKED)
    assert type(found) is type(frame)
    assert column(found, "id") == [1, 3]
    assert column(found, "amount_USD") == [Decimal("15065.28"), Decimal("1.14")]
    assert [each.row for each in rejects] == [1]
    with pytest.raises(UsageError, match="row 2"):
        dm.convert_frame(frame, **ASKED)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_formula_over_a_frame(kind: str) -> None:
    frame = MAKERS[kind]({"paid": ["€1.5 billion", "$1.6 billion"], "stake": ["20%", "21%"]})
    found = dm.columns("v = paid / stake", frame)
    assert type(found) is type(frame)
    for at, (paid, stake) in enumerate([("€1.5 billion", "20%"), ("$1.6 billion", "21%")]):
        one = dm.calc("paid / stake", paid=paid, stake=stake).to_dict()
        names = {"v": "point", "v_low": "low", "v_high": "high", "v_unit": "unit"}
        for name, key in names.items():
            assert column(found, name)[at] == one[key]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_formula_as_floats(kind: str) -> None:
    frame = MAKERS[kind]({"paid": ["1", "2"], "stake": ["3", "at least 5"]})
    found = dm.columns("v = paid / stake", frame, as_floats=True)
    assert type(found) is type(frame)
    # 1/3 lies above the float nearest to it; 2 over at least 5 is up to 0.4.
    third = 0.3333333333333333
    assert column(found, "v") == [third, 0.4]
    assert column(found, "v_low") == [third, 0.0]
    assert column(found, "v_high") == [0.33333333333333337, 0.4]


def test_an_index_and_columns_of_any_kind_are_kept() -> None:
    frame = pd.DataFrame(DATA | {"any": [object(), {}, "x"]}, index=[7, 7, 9])
    found = dm.convert_frame(frame, rejects=[], **ASKED)
    assert found.index.tolist() == [7, 9]
    assert found["any"].tolist() == [frame["any"].iloc[0], "x"]
    assert list(found.columns[:5]) == list(frame.columns)


def test_types_of_frames() -> None:
    frame = pd.DataFrame(
        {"p": [Decimal(5), Decimal("2.5")], "d": pd.to_datetime(["2025-04-25"] * 2)}
    )
    found = dm.convert_frame(frame, amount="p", currency="EUR", day="d", to="USD")
    assert column(found, "amount_USD") == [Decimal("5.68"), Decimal("2.84")]  # 1.1357 × 2.5
    other = pl.DataFrame({"p": ["5"], "c": ["EUR"]}, schema={"p": pl.String, "c": pl.Categorical})
    found = dm.convert_frame(other, amount="p", currency="c", day="2025-04-25", to="USD")
    assert column(found, "amount_USD") == [Decimal("5.68")]
    with pytest.raises(UsageError, match="binary floats"):
        dm.convert_frame(
            pd.DataFrame({"p": [0.5]}), amount="p", currency="EUR", day="2025-04-25", to="USD"
        )


@pytest.mark.parametrize("kind", MAKERS)
def test_no_rows_are_no_rows(kind: str) -> None:
    text = pa.table({name: pa.array([], pa.string()) for name in ("paid", "cur", "on")})
    frame: Any = {
        "pandas": text.to_pandas,
        "polars": lambda: pl.from_arrow(text),
        "arrow": lambda: text,
        "batch": lambda: pa.RecordBatch.from_arrays(
            [pa.array([], pa.string())] * 3, names=["paid", "cur", "on"]
        ),
    }[kind]()
    found = dm.convert_frame(frame, **ASKED)
    assert type(found) is type(frame)
    assert column(found, "amount_USD") == []


@pytest.mark.parametrize(
    "frame",
    [None, DATA, [1], pl.DataFrame(DATA).lazy(), pd.Series([1])],
    ids=lambda x: type(x).__name__,
)
def test_what_is_no_frame_is_refused(frame: Any) -> None:
    with pytest.raises(UsageError, match="DataFrame or an Arrow table is needed"):
        dm.convert_frame(frame, **ASKED)


def test_a_missing_column_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="paid"):
        dm.convert_frame(pd.DataFrame(DATA), **(ASKED | {"amount": "pad"}))
    with pytest.raises(UsageError, match="several types"):
        dm.convert_frame(pd.DataFrame({"paid": ["1", 2.5], "cur": "EUR", "on": "2025"}), **ASKED)
