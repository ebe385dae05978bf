"""Parquet files, read back by pyarrow, polars and pandas."""

from __future__ import annotations

import sys
import tracemalloc
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pandas
import polars
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from dealmodel.errors import OutOfRange, PackageMissing
from dealmodel.exports import parquet as writer
from dealmodel.exports.parquet import write_parquet
from dealmodel.exports.table import Held, Live, Table
from tests.exports.hostile import (
    DAY,
    HIGH,
    LOW,
    NUMBERS,
    TEXTS,
    VALUE,
    WHAT,
    cleaned,
    many,
    table,
)

LARGEST = Fraction(10**38 - 1, 10**18)
FITTING = st.builds(Fraction, st.integers(1 - 10**38, 10**38 - 1), st.just(10**18))


def written(given: Table) -> BytesIO:
    file = BytesIO()
    write_parquet(given, file)
    return file


@given(st.lists(st.tuples(TEXTS, FITTING), max_size=5))
def test_what_fits_is_read_back_exactly_by_all(rows: list[tuple[str, Fraction]]) -> None:
    content = written(table([WHAT, VALUE], *rows)).getvalue()
    expected = [(cleaned(text), number) for text, number in rows]
    read = [
        parquet.read_table(BytesIO(content)).to_pydict(),
        polars.read_parquet(BytesIO(content)).to_dict(as_series=False),
        pandas.read_parquet(BytesIO(content)).to_dict(orient="list"),
    ]
    for found in read:
        assert list(zip(found["what"], map(Fraction, found["value"]), strict=True)) == expected


@given(NUMBERS.filter(lambda number: abs(number) < LARGEST))
def test_what_does_not_fit_is_rounded_outwards(number: Fraction) -> None:
    [row] = parquet.read_table(written(table([LOW, VALUE, HIGH], (number,) * 3))).to_pylist()
    low, value, high = map(Fraction, row.values())
    assert low <= number <= high
    assert abs(value - number) <= Fraction(1, 2 * 10**18)
    assert (high - low) in (0, Fraction(1, 10**18))
    assert (high == low) == ((number * 10**18).denominator == 1)


def test_columns_have_the_same_types_whatever_they_hold() -> None:
    columns = [WHAT, VALUE, DAY]
    types = [pyarrow.string(), pyarrow.decimal128(38, 18), pyarrow.string()]
    for rows in ([], [(None, None, None)], [("a", Fraction(1, 3), date(2023, 10, 26))]):
        read = parquet.read_table(written(table(columns, *rows)))
        assert read.schema.names == ["what", "value", "as_of"]
        assert read.schema.types == types
        assert read.num_rows == len(rows)


def test_days_are_text_and_what_is_no_number_is_null() -> None:
    rows = table(
        [WHAT, VALUE, DAY],
        (Fraction(-3, 2), "∞", date(2023, 10, 26)),
        ("", "no overlap", "2023-10"),
        (None, Live("=A1", Fraction(-1, 10**18)), None),
        ("=1+1", Held(Fraction(2, 3), "not tight"), ""),
    )
    assert parquet.read_table(written(rows)).to_pydict() == {
        "what": ["-1.5", "", None, "=1+1"],
        "value": [None, None, Decimal("-1e-18"), Decimal("0.666666666666666667")],
        "as_of": ["2023-10-26", "2023-10", None, ""],
    }


@pytest.mark.parametrize("number", [Fraction(10) ** 20, Fraction(-(10**40)), LARGEST + 1])
def test_a_number_that_is_too_large_is_one_error(number: Fraction) -> None:
    with pytest.raises(OutOfRange, match="more than 20 digits before") as caught:
        written(table([WHAT, HIGH], ("a", number)))
    assert caught.value.quantity == "high"
    assert Fraction(caught.value.given) == number


def test_one_that_rounds_to_too_large_is_an_error_too() -> None:
    number = LARGEST + Fraction(1, 10**19)
    assert parquet.read_table(written(table([LOW], (number,)))).num_rows == 1
    with pytest.raises(OutOfRange):
        written(table([HIGH], (number,)))


def test_the_same_table_gives_the_same_bytes() -> None:
    first, second = (
        written(Table("t", "T", (WHAT, VALUE), many(100))).getvalue() for _ in range(2)
    )
    assert first == second


def test_rows_go_out_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_GROUP", 40)
    file = parquet.ParquetFile(written(Table("t", "T", (WHAT, VALUE), many(100))))
    groups = [file.metadata.row_group(at).num_rows for at in range(file.metadata.num_row_groups)]
    assert groups == [40, 40, 20]
    assert file.read()["what"].to_pylist() == [f"price {at}" for at in range(100)]


def test_memory_does_not_grow_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_GROUP", 1000)
    tracemalloc.start()
    pool = pyarrow.default_memory_pool()
    before = pool.bytes_allocated()
    file = written(Table("t", "T", (WHAT, VALUE), many(30_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert parquet.ParquetFile(file).metadata.num_rows == 30_000
    assert peak < 2 * len(file.getvalue()) + 2_000_000
    assert pool.bytes_allocated() - before < 2_000_000


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(PackageMissing, match=r"pip install 'dealmodel\[parquet\]'") as caught:
        written(table([WHAT]))
    assert caught.value.packages == ("pyarrow",)
