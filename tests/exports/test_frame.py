"""Frames of pandas and polars: what they hold, and which one is made."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import pandas
import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import OutOfRange, PackageMissing, UsageError
from dealmodel.exports.frame import Library
from dealmodel.exports.table import Held, Live, Table
from tests.exports.hostile import (
    DAY,
    FINITE,
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

BOTH: tuple[Library, ...] = ("pandas", "polars")
MIXED = (
    ("a", Fraction(-8, 5), date(2023, 10, 26)),
    ("", "∞", "2023-10"),
    (None, None, None),
    ("=1\ud83d", Live("=A1", Fraction(21, 100)), "2024"),
    (Fraction(-3, 2), Held(Fraction(10**19), "not tight"), None),
)


def columns_of(frame: Any) -> dict[str, list[Any]]:
    return {name: list(frame[name]) for name in frame.columns}


@pytest.mark.parametrize("library", BOTH)
def test_numbers_are_decimals_and_all_else_is_text(library: Library) -> None:
    frame = table([WHAT, VALUE, DAY], *MIXED).to_frame(library)
    assert columns_of(frame) == {
        "what": ["a", "", None, "=1�", "-1.5"],
        "value": [Decimal("-1.6"), None, None, Decimal("0.21"), Decimal(10**19)],
        "as_of": ["2023-10-26", "2023-10", None, "2024", None],
    }
    assert {type(value) for value in frame["value"]} == {Decimal, type(None)}


@given(st.lists(st.tuples(TEXTS, FINITE, NUMBERS), max_size=5))
def test_pandas_holds_every_digit(rows: list[tuple[str, Fraction, Fraction]]) -> None:
    frame = table([WHAT, VALUE, LOW, HIGH], *((*row, row[2]) for row in rows)).to_frame("pandas")
    assert list(frame["what"]) == [cleaned(text) for text, _, _ in rows]
    assert list(map(Fraction, frame["value"])) == [number for _, number, _ in rows]
    for low, (_, _, number), high in zip(frame["low"], rows, frame["high"], strict=True):
        assert Fraction(low) <= number <= Fraction(high)
        assert Fraction(high) - Fraction(low) <= abs(number) / 10**27


@given(st.lists(st.tuples(TEXTS, st.integers(1 - 10**38, 10**38 - 1)), max_size=5))
def test_polars_holds_eighteen_decimals(rows: list[tuple[str, int]]) -> None:
    given = [(text, Fraction(units, 10**18)) for text, units in rows]
    frame = table([WHAT, VALUE], *given).to_frame("polars")
    assert frame.schema == {"what": polars.String, "value": polars.Decimal(38, 18)}
    assert frame["what"].to_list() == [cleaned(text) for text, _ in given]
    assert list(map(Fraction, frame["value"].to_list())) == [number for _, number in given]


def test_polars_rounds_outwards_what_has_more_decimals() -> None:
    rows = [(number,) * 3 for number in (Fraction(2, 3), Fraction(-1, 10**30))]
    frame = table([LOW, VALUE, HIGH], *rows).to_frame("polars")
    assert frame.rows() == [
        (
            Decimal("0.666666666666666666"),
            Decimal("0.666666666666666667"),
            Decimal("0.666666666666666667"),
        ),
        (Decimal("-1e-18"), Decimal(0), Decimal(0)),
    ]


def test_a_number_too_large_for_polars_is_an_error_and_pandas_has_it() -> None:
    rows = table([HIGH], (Fraction(10) ** 40,))
    with pytest.raises(OutOfRange, match="use CSV or pandas"):
        rows.to_frame("polars")
    assert list(rows.to_frame("pandas")["high"]) == [Decimal(10**40)]


def test_sums_are_exact() -> None:
    rows = table([VALUE], *[(Fraction(1, 10),)] * 10)
    assert rows.to_frame("pandas")["value"].sum() == Decimal(1)
    assert rows.to_frame("polars")["value"].sum() == Decimal(1)


@pytest.mark.parametrize("library", BOTH)
def test_an_empty_table_keeps_its_columns(library: Library) -> None:
    frame = table([WHAT, VALUE, DAY]).to_frame(library)
    assert list(frame.columns) == ["what", "value", "as_of"]
    assert frame.shape == (0, 3)


@pytest.mark.parametrize("library", BOTH)
def test_rows_are_read_once(library: Library) -> None:
    frame = Table("t", "T", (WHAT, VALUE), many(1000)).to_frame(library)
    assert frame.shape == (1000, 2)
    assert frame["what"][999] == "price 999"


def test_pandas_is_made_unless_polars_is_named_or_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = table([WHAT], ("a",))
    assert isinstance(rows.to_frame(), pandas.DataFrame)
    assert isinstance(rows.to_frame("polars"), polars.DataFrame)
    monkeypatch.setitem(sys.modules, "pandas", None)
    assert isinstance(rows.to_frame(), polars.DataFrame)


def test_without_the_library_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(PackageMissing, match=r"needs polars, .* pip install 'polars'"):
        table([WHAT]).to_frame("polars")
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(
        PackageMissing, match=r"needs pandas or polars, none of .* 'pandas'"
    ) as caught:
        table([WHAT]).to_frame()
    assert caught.value.packages == ("pandas", "polars")


def test_another_library_is_refused() -> None:
    with pytest.raises(UsageError, match=r"give pandas or polars\. Did you mean polars\?"):
        table([WHAT]).to_frame(cast(Library, "polar"))


def test_tables_alone_load_no_library() -> None:
    code = (
        "import sys, dealmodel.exports.table, dealmodel.exports.frame, dealmodel.exports.parquet;"
        "print({'pandas', 'polars', 'pyarrow'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "set()\n"
