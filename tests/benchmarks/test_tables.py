"""How fast whole tables are worked out, beside what others do on the same columns.

The peers join each row to the last rate at or before its day, for which they sort the rows and put
them back, and multiply floats; how many cents that gets wrong stands in each one's ``extra_info``.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from uncertainties import unumpy

import dealmodel as dm
from dealmodel.rates.choice import RatesAt
from dealmodel.tables.calendar import FIRST, Sheet, published_columns
from dealmodel.tables.conversion import Columns, Converter
from dealmodel.tables.files import work_through

ROWS = 1_000_000
CURRENCIES = ["CNY", "GBP", "JPY", "KRW", "CHF", "SEK", "EUR", "INR"]
OLDEST, LATEST = date(2010, 1, 4).toordinal(), date(2025, 6, 30).toordinal()
EPOCH = date(1970, 1, 1).toordinal()


class Rows(NamedTuple):
    """Amounts in cents, the number of each one's currency, and its day."""

    units: np.ndarray
    codes: np.ndarray
    days: np.ndarray
    sheet: Sheet
    exact: np.ndarray


def kernel(rows: Rows) -> np.ndarray:
    found, places = rows.sheet.converted(rows.units, rows.codes, rows.days, 2, 2)
    assert places.min() >= 0
    return found


@pytest.fixture(scope="module")
def rows() -> Rows:
    drawn = np.random.default_rng(16)
    chosen = RatesAt.of("ecb")
    sheet = Sheet("USD", chosen, published_columns(chosen))
    codes = sheet.codes(CURRENCIES)[drawn.integers(0, len(CURRENCIES), ROWS)]
    days = drawn.integers(OLDEST, LATEST, ROWS)
    units = drawn.integers(1, 10**10, ROWS)
    made = Rows(units, codes, days, sheet, units)
    return made._replace(exact=kernel(made))


@pytest.fixture(scope="module")
def floats(rows: Rows) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same for those who join: rows, and the rates of the days that were published."""
    names = np.array(list(rows.sheet.bases))
    amounts = pd.DataFrame(
        {
            "cur": names[rows.codes],
            "day": pd.to_datetime(rows.days - EPOCH, unit="D"),
            "amount": rows.units / 100,
        }
    )
    parts = []
    for name, at in rows.sheet.bases.items():
        published = np.flatnonzero(rows.sheet.used[at] == np.arange(rows.sheet.days) + FIRST)
        rates = rows.sheet.over[at][published] / rows.sheet.under[at][published]
        days = pd.to_datetime(published + FIRST - EPOCH, unit="D")
        parts.append(pd.DataFrame({"cur": name, "day": days, "rate": rates}))
    return amounts, pd.concat(parts).sort_values("day", kind="stable").reset_index(drop=True)


def wrong(found: Any, rows: Rows) -> int:
    """How many of the peer's cents are not those of the exact rate."""
    return int((np.rint(np.asarray(found) * 100) != rows.exact).sum())


@pytest.mark.benchmark(group="a million rows")
def test_kernel(benchmark: Any, rows: Rows) -> None:
    assert (benchmark(kernel, rows) == rows.exact).all()
    for at in range(0, ROWS, ROWS // 50):
        base = list(rows.sheet.bases)[rows.codes[at]]
        day = str(date.fromordinal(int(rows.days[at])))
        amount = Decimal(int(rows.units[at])).scaleb(-2)
        one = dm.convert(f"{base} {amount}", to="USD", on=day)
        assert one.money.amount == Decimal(int(rows.exact[at])).scaleb(-2)


@pytest.mark.benchmark(group="a million rows")
def test_numpy_multiplies_and_rounds(benchmark: Any, rows: Rows) -> None:
    rates = (rows.sheet.over / np.maximum(rows.sheet.under, 1)).ravel()

    def multiplied() -> Any:
        places = rows.codes * rows.sheet.days + (rows.days - FIRST)
        return np.round(rows.units / 100 * rates.take(places), 2)

    benchmark.extra_info["wrong cents"] = wrong(benchmark(multiplied), rows)


@pytest.mark.benchmark(group="a million rows")
def test_copying_the_columns(benchmark: Any, rows: Rows) -> None:
    benchmark(lambda: (rows.units.copy(), rows.codes.copy(), rows.days.copy()))


@pytest.mark.benchmark(group="a million rows")
def test_polars_join_asof(benchmark: Any, rows: Rows, floats: Any) -> None:
    amounts, rates = (pl.from_pandas(each) for each in floats)

    # Later versions look whether each group is sorted, which is not what is measured.
    known = inspect.signature(pl.DataFrame.join_asof).parameters
    unchecked: Any = {"check_sortedness": False} if "check_sortedness" in known else {}

    def joined() -> Any:
        ordered = amounts.with_row_index("row").sort("day")
        found = ordered.join_asof(rates, on="day", by="cur", **unchecked).sort("row")
        return found.select((pl.col("amount") * pl.col("rate")).round(2)).to_series()

    benchmark.extra_info["wrong cents"] = wrong(benchmark(joined).to_numpy(), rows)


@pytest.mark.benchmark(group="a million rows")
def test_pandas_merge_asof(benchmark: Any, rows: Rows, floats: Any) -> None:
    amounts, rates = floats

    def joined() -> Any:
        ordered = amounts.reset_index(names="row").sort_values("day")
        found = pd.merge_asof(ordered, rates, on="day", by="cur").sort_values("row")
        return (found["amount"] * found["rate"]).round(2)

    benchmark.extra_info["wrong cents"] = wrong(benchmark(joined), rows)


@pytest.mark.benchmark(group="a million rows")
def test_duckdb_asof_join(benchmark: Any, rows: Rows, floats: Any) -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    amounts, published = floats
    numbered = amounts.assign(row=np.arange(len(amounts)))
    connection.register("numbered", numbered).register("published", published)
    connection.execute("create table amounts as select * from numbered")
    connection.execute("create table rates as select * from published")
    assert len(numbered) == len(rows.units)

    def joined() -> Any:
        return connection.execute(
            "select a.row, round(a.amount * r.rate, 2) as usd from amounts a "
            "asof join rates r on a.cur = r.cur and a.day >= r.day"
        ).fetchnumpy()

    found = benchmark(joined)
    ordered = np.empty(len(numbered))
    ordered[found["row"]] = found["usd"]
    benchmark.extra_info["wrong cents"] = wrong(ordered, rows)


FORMULA = "paid / stake - paid"
FEW = 100_000


@pytest.fixture(scope="module")
def stakes() -> pa.Table:
    """Amounts to the million and stakes to a tenth of a per cent."""
    drawn = np.random.default_rng(4)
    stake = [Decimal(each).scaleb(-3) for each in drawn.integers(50, 600, FEW).tolist()]
    paid = drawn.integers(100, 10_000, FEW) * 10**6
    return pa.table({"paid": paid, "stake": pa.array(stake, pa.decimal128(9, 3))})


@pytest.mark.benchmark(group="a formula over 100,000 rows")
def test_columns(benchmark: Any, stakes: pa.Table) -> None:
    rounded = {"paid": "1000000", "stake": "0.001"}
    found = benchmark(dm.columns, FORMULA, stakes, rounded=rounded)
    assert found.num_rows == FEW


@pytest.mark.benchmark(group="a formula over 100,000 rows")
def test_columns_as_floats(benchmark: Any, stakes: pa.Table) -> None:
    rounded = {"paid": "1000000", "stake": "0.001"}
    found = benchmark(dm.columns, FORMULA, stakes, rounded=rounded, as_floats=True)
    exact = dm.columns(FORMULA, stakes, rounded=rounded)
    for name, below, above in (("result_low", 1, 0), ("result", 0.5, 0.5), ("result_high", 0, 1)):
        for at in range(0, FEW, FEW // 50):
            one, true = found[name][at].as_py(), Fraction(exact[name][at].as_py())
            step = Fraction(math.ulp(one))
            assert -Fraction(below) * step <= Fraction(one) - true <= Fraction(above) * step


@pytest.mark.benchmark(group="a formula over 100,000 rows")
def test_columns_of_figures_as_printed(benchmark: Any, stakes: pa.Table) -> None:
    printed = pa.table(
        {
            "paid": [f"€{each // 10**6} million" for each in stakes["paid"].to_pylist()],
            "stake": [f"{each * 100:.1f}%" for each in stakes["stake"].to_pylist()],
        }
    )
    assert benchmark(dm.columns, FORMULA, printed).num_rows == FEW


@pytest.mark.benchmark(group="a formula over 100,000 rows")
def test_uncertainties(benchmark: Any, stakes: pa.Table) -> None:
    paid, stake = (np.array(stakes[name].to_pylist(), float) for name in ("paid", "stake"))

    def propagated() -> Any:
        one, other = unumpy.uarray(paid, 5e5), unumpy.uarray(stake, 5e-4)
        found = one / other - one
        return unumpy.nominal_values(found), unumpy.std_devs(found)

    benchmark.pedantic(propagated, rounds=3)


@pytest.mark.benchmark(group="a formula over 100,000 rows")
def test_plain_numpy(benchmark: Any, stakes: pa.Table) -> None:
    paid, stake = (np.array(stakes[name].to_pylist(), float) for name in ("paid", "stake"))

    def plain() -> Any:
        low, high = paid - 5e5, paid + 5e5
        more, less = stake + 5e-4, stake - 5e-4
        return paid / stake - paid, low / more - low, high / less - high

    benchmark(plain)


@pytest.fixture(scope="module")
def table(rows: Rows) -> pa.Table:
    names = np.array(list(rows.sheet.bases))
    amounts = [Decimal(each).scaleb(-2) for each in rows.units.tolist()]
    return pa.table(
        {
            "id": np.arange(ROWS),
            "amount": pa.array(amounts, pa.decimal128(18, 2)),
            "cur": names[rows.codes],
            "day": pa.array((rows.days - EPOCH).astype(np.int32)).cast(pa.date32()),
        }
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, table: pa.Table) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("tables")
    pyarrow.parquet.write_table(table, place / "in.parquet")
    text = pa.table(
        [table[name].cast(pa.string()) for name in table.column_names], table.column_names
    )
    unquoted = pyarrow.csv.WriteOptions(quoting_style="none")
    pyarrow.csv.write_csv(text, place / "in.csv", unquoted)
    yield place
    for each in place.iterdir():
        each.unlink()


def converted(folder: Path, ending: str) -> Callable[[], None]:
    columns = Columns("amount", "cur", "day", ("USD",))

    def run() -> None:
        done = work_through(
            str(folder / f"in.{ending}"),
            str(folder / f"out.{ending}"),
            lambda schema: Converter(columns, schema, RatesAt.of("ecb")),
            overwrite=True,
        )
        assert done.rejected == 0

    return run


@pytest.mark.benchmark(group="a file of a million rows")
@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_convert_a_file(benchmark: Any, folder: Path, ending: str) -> None:
    benchmark.pedantic(converted(folder, ending), rounds=3)


@pytest.mark.benchmark(group="a file of a million rows")
@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_read_and_rewrite_a_file(benchmark: Any, folder: Path, ending: str) -> None:
    source, target = str(folder / f"in.{ending}"), str(folder / f"copy.{ending}")

    def parquet() -> None:
        file = pyarrow.parquet.ParquetFile(source)
        with pyarrow.parquet.ParquetWriter(target, file.schema_arrow) as writer:
            for batch in file.iter_batches(65_536):
                writer.write_batch(batch)

    def text() -> None:
        reader = pyarrow.csv.open_csv(source)
        with pyarrow.csv.CSVWriter(target, reader.schema) as writer:
            for batch in reader:
                writer.write_batch(batch)

    benchmark.pedantic(parquet if ending == "parquet" else text, rounds=3)
