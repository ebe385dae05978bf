"""The conversion inside Spark, on two workers of this machine, against the one here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

import dealmodel as dm
from dealmodel.errors import UsageError
from dealmodel.tables.rejects import Reject

pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed")
if shutil.which("java") is None:
    pytest.skip("there is no Java, which Spark runs in", allow_module_level=True)

# PySpark and pandas warn of each other.
pytestmark = pytest.mark.filterwarnings("ignore")

ASKED: dict[str, Any] = {"amount": "p", "currency": "c", "day": "d", "to": ["USD", "EUR"]}


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    building = SparkSession.builder.master("local[2]").appName("dealmodel")
    made = (
        building.config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    yield made
    made.stop()


def test_workers_give_what_one_machine_gives(session: Any) -> None:
    from dealmodel.tables.spark import convert_spark

    rows = [
        (number, "x" if number % 97 == 0 else f"{number * 7919}.{number % 100:02d}", code, day)
        for number, code, day in (
            (n, ("CNY", "EUR", "JPY", "ZZZ")[n % 4], f"20{10 + n % 15}-0{1 + n % 9}-15")
            for n in range(2000)
        )
    ]
    here = pd.DataFrame(rows, columns=["id", "p", "c", "d"])
    rejects: list[Reject] = []
    expected = dm.convert_frame(here, rejects=rejects, **ASKED)
    found = convert_spark(session.createDataFrame(here).repartition(4), **ASKED).toPandas()
    found = found.sort_values("id", ignore_index=True)
    assert len(found) == len(here)
    bad = found[found["convert_error"].notna()]
    assert dict(zip(bad["id"], bad["convert_error"], strict=True)) == {
        each.row: each.reason for each in rejects
    }
    good = found[found["convert_error"].isna()]
    for name in expected.columns:
        assert list(map(str, good[name])) == list(map(str, expected[name]))


def test_what_is_wrong_with_the_whole_is_told_before_it_starts(session: Any) -> None:
    from dealmodel.tables.spark import convert_spark

    frame = session.createDataFrame([("5", "CNY")], ["p", "c"])
    with pytest.raises(UsageError, match="no column 'prise'"):
        convert_spark(frame, **(ASKED | {"amount": "prise", "day": "2025-04-26"}))
    with pytest.raises(UsageError, match="live rates"):
        convert_spark(frame, **(ASKED | {"day": "2025-04-26", "rates": "live"}))
