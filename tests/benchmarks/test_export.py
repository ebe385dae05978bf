"""A workbook of derived answers, beside XlsxWriter writing the very same cells; and CSV, beside
Python's own module writing the same text.

The peers are handed every cell ready made, typed and formatted: what they take is the least that a
file of this content costs. Both workbooks are written in constant memory.

``BENCHMARK_ROWS=100000 python -m pytest tests/benchmarks/test_export.py --benchmark-enable`` takes
some minutes; without the variable there are few rows. Beside other work on the same machine
``--benchmark-timer=time.process_time`` tells more than the clock.
"""

from __future__ import annotations

import csv
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dealmodel.books.reading import read_book
from dealmodel.exports.csv_table import write_csv
from dealmodel.exports.tables.catalogue import table
from dealmodel.exports.xlsx.writing import Written, write_workbook
from dealmodel.reports.deriving import Report, report
from tests.benchmarks.recording import Recording, Replay, recorded

STAKES = int(os.environ.get("BENCHMARK_ROWS", "1500")) // 30
"""Each gives thirty answers or so."""
ROUNDS = 1 if STAKES > 1_000 else 5

MEMORY = """
import resource, sys
from pathlib import Path
from tests.benchmarks.test_export import derived_from, write
found = derived_from(int(sys.argv[1]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
write(found, Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.fixture(scope="module")
def derived() -> Iterator[Report]:
    found = derived_from(STAKES)
    # The collector is not to go through the report again and again while either side writes.
    gc.collect()
    gc.freeze()
    yield found
    gc.unfreeze()


@pytest.fixture(scope="module")
def rows(derived: Report) -> int:
    return sum(1 for _ in table(derived).rows)


@pytest.fixture(scope="module")
def recording(derived: Report, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    with recorded() as found:
        write(derived, tmp_path_factory.mktemp("recorded") / "book.xlsx")
    return found


@pytest.mark.benchmark(group="a workbook of derived answers")
def test_workbook(benchmark: Any, derived: Report, rows: int, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    written = benchmark.pedantic(write, (derived, path), rounds=ROUNDS)
    assert written.rows < rows  # an answer's sources and currencies stand side by side
    benchmark.extra_info |= {"derived rows": rows, "bytes": path.stat().st_size}


@pytest.mark.benchmark(group="a workbook of derived answers")
def test_peer_xlsxwriter(benchmark: Any, recording: Recording, rows: int, tmp_path: Path) -> None:
    path = tmp_path / "peer.xlsx"

    def ready() -> tuple[tuple[Replay], dict[str, Any]]:
        return (recording.ready(path),), {}

    benchmark.pedantic(Replay.write, setup=ready, rounds=ROUNDS)
    assert len(recording.calls) > 10 * rows
    benchmark.extra_info |= {"cells": len(recording.calls), "bytes": path.stat().st_size}


@pytest.mark.benchmark(group="a table of derived answers as CSV")
def test_csv(benchmark: Any, derived: Report, rows: int, tmp_path: Path) -> None:
    path = tmp_path / "results.csv"

    def write_table() -> None:
        with path.open("wb") as file:
            write_csv(table(derived), file)

    benchmark.pedantic(write_table, rounds=ROUNDS)
    assert path.read_bytes().count(b"\r\n") == rows + 1


@pytest.mark.benchmark(group="a table of derived answers as CSV")
def test_csv_of_rows_that_are_ready(
    benchmark: Any, derived: Report, rows: int, tmp_path: Path
) -> None:
    path, given = tmp_path / "results.csv", table(derived)
    ready = replace(given, rows=list(given.rows))

    def write_rows() -> None:
        with path.open("wb") as file:
            write_csv(ready, file)

    benchmark.pedantic(write_rows, rounds=ROUNDS)
    assert path.read_bytes().count(b"\r\n") == rows + 1


@pytest.mark.benchmark(group="a table of derived answers as CSV")
def test_peer_csv(benchmark: Any, derived: Report, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "results.csv", tmp_path / "peer.csv"
    with ours.open("wb") as file:
        write_csv(table(derived), file)
    with ours.open(encoding="utf-8", newline="") as text:
        lines = list(csv.reader(text))

    def write_lines() -> None:
        with theirs.open("w", encoding="utf-8", newline="") as peer:
            csv.writer(peer).writerows(lines)

    benchmark.pedantic(write_lines, rounds=ROUNDS)
    with theirs.open(encoding="utf-8", newline="") as text:
        assert list(csv.reader(text)) == lines


@pytest.mark.benchmark(group="memory")
def test_memory(benchmark: Any, tmp_path: Path) -> None:
    """The most that a process takes, in kilobytes: with the report, and once it is written."""

    def measured() -> list[int]:
        ran = subprocess.run(
            [sys.executable, "-c", MEMORY, str(STAKES), str(tmp_path / "book.xlsx")],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        return [int(line) for line in ran.stdout.split()]

    report_only, with_workbook = benchmark.pedantic(measured, rounds=1)
    benchmark.extra_info |= {"report": report_only, "with workbook": with_workbook}
    assert report_only <= with_workbook


def write(derived: Report, path: Path) -> Written:
    with path.open("wb") as file:
        return write_workbook(derived, file)


def derived_from(stakes: int) -> Report:
    """Stakes with two accounts of the share and two of what was paid, and all they imply."""
    lines = [
        "book: Large",
        "sources:",
        *(f"  source-{n}: {{publisher: P{n}, published: 2025-04-26}}" for n in range(50)),
        "parties:",
        *(f"  investor-{n}: {{name: Investor {n}, kind: company}}" for n in range(500)),
        *(f"  target-{n}: {{name: Target {n}, kind: company}}" for n in range(500)),
        "stakes:",
    ]
    for n in range(stakes):
        share, paid = 1 + n % 70, 20 + n % 400
        euros = paid * 9 // 10 / 10
        lines += [
            f"  stake-{n}:",
            f"    investor: investor-{n % 500}",
            f"    investee: target-{n % 500}",
            f"    on: 20{10 + n % 15}-1{n % 3}-1{n % 10}",
            "    shares_are: undeclared",
            "    share:",
            f"      - {{says: {share}%, source: source-{n % 50}}}",
            f"      - {{says: about {share} percent, source: source-{(n + 1) % 50}}}",
            "    paid:",
            f"      - {{says: ${paid / 10} billion, source: source-{n % 50}}}",
            f"      - {{says: about €{euros} billion, source: source-{(n + 1) % 50}}}",
        ]
    return report(read_book("\n".join(lines)), checks=False)
