"""Tables as files: what is read and written, and what is wrong with some."""

from __future__ import annotations

import csv
import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import FileError, UnreadableFile, UsageError
from dealmodel.rates.choice import RatesAt
from dealmodel.tables import files
from dealmodel.tables.conversion import Columns, Converter
from dealmodel.tables.files import Done, work_through

HEAD = "id,p,c,d\n"
ROW = "1,109800,CNY,2025-04-26\n"


def work_of(schema: pa.Schema, **options: Any) -> Converter:
    return Converter(Columns("p", "c", "d", ("USD",), **options), schema, RatesAt.of("ecb"))


@pytest.fixture
def convert(tmp_path: Path) -> Callable[..., Done]:
    """Convert what stands in ``in.csv``, in another encoding if one is given, to ``out.csv``."""

    def converted(content: str | bytes, **options: Any) -> Done:
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "in.csv").write_bytes(data)
        return work_through(str(tmp_path / "in.csv"), str(tmp_path / "out.csv"), work_of, **options)

    return converted


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rejects(folder: Path) -> list[tuple[str, str]]:
    """The line and the first cell of each bad row."""
    return [(row["line"], row["id"]) for row in rows_of(folder / "out.csv.rejects.csv")]


def test_a_csv_gains_its_columns(convert: Callable[..., Done], tmp_path: Path) -> None:
    done = convert(HEAD + ROW + "2,x,CNY,2025-04-26\n")
    assert (done.read, done.written, done.rejected) == (2, 1, 1)
    (row,) = rows_of(tmp_path / "out.csv")
    assert list(row) == ["id", "p", "c", "d", "amount_USD", "rate_USD", "rate_day"]
    assert (row["amount_USD"], row["rate_day"]) == ("15065.28", "2025-04-25")
    assert rejects(tmp_path) == [("3", "2")]


@pytest.mark.parametrize(
    "content",
    [
        f"\ufeff{HEAD}{ROW}",
        (HEAD + ROW).replace("\n", "\r\n"),
        (HEAD + ROW).replace("\n", "\r"),
        (HEAD + ROW).rstrip("\n"),
        f"\n{HEAD}\n\n{ROW}\n",
    ],
    ids=["mark", "CRLF", "CR", "no newline at the end", "blank lines"],
)
def test_ways_to_write_a_csv(convert: Callable[..., Done], tmp_path: Path, content: str) -> None:
    assert convert(content).written == 1
    assert rows_of(tmp_path / "out.csv")[0]["amount_USD"] == "15065.28"


def test_a_header_alone_is_a_table_without_rows(
    convert: Callable[..., Done], tmp_path: Path
) -> None:
    for content in (HEAD, HEAD.rstrip()):
        assert convert(content, overwrite=True).read == 0
        assert (tmp_path / "out.csv").read_text() == "id,p,c,d,amount_USD,rate_USD,rate_day\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "empty"),
        (" \n\n", "empty"),
        ((HEAD + ROW).encode("utf-16"), "UTF-16"),
        ((HEAD + ROW + "Zürich,5,CNY,2025-04-26\n").encode("latin-1"), "line 3 is not UTF-8"),
        ((HEAD.replace("id", "Stück") + ROW).encode("latin-1"), "header is not UTF-8"),
    ],
    ids=["nothing", "blank lines", "UTF-16", "latin-1", "latin-1 header"],
)
def test_what_is_no_table_is_refused(
    convert: Callable[..., Done], tmp_path: Path, content: str | bytes, told: str
) -> None:
    with pytest.raises(UnreadableFile, match=told):
        convert(content)
    assert sorted(os.listdir(tmp_path)) == ["in.csv"]


def test_columns_that_are_missing_or_twice(convert: Callable[..., Done], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no column 'p'"):
        convert("id,pp,c,d\n" + ROW)
    with pytest.raises(UsageError, match="two columns are called 'c'"):
        convert("id,p,c,c\n" + ROW)
    assert sorted(os.listdir(tmp_path)) == ["in.csv"]


def test_lines_are_right_behind_cells_of_several(
    convert: Callable[..., Done], tmp_path: Path
) -> None:
    # Lines 2 and 3 are one row, 4 is blank; 5 to 7 are one; 8 is short, 9 long, 10 and 11 bad.
    several = '"a\nb",5,CNY,2025-04-26\n\n"say ""x\n,y""\n",x,CNY,2025-04-26\n'
    done = convert(HEAD + several + "short,5\nlong,5,CNY,2025-04-26,5,6\n\nlast,x,CNY,2025\n")
    assert (done.read, done.written, done.rejected) == (5, 1, 4)
    found = [("5", 'say "x\n,y"\n'), ("8", "short"), ("9", "long"), ("11", "last")]
    assert rejects(tmp_path) == found
    with (tmp_path / "out.csv.rejects.csv").open(newline="") as file:
        told = {row[0]: row[1:] for row in csv.reader(file)}
    assert told["8"] == ["2 cells in 4 columns", "short", "5"]
    assert told["9"][0] == "6 cells in 4 columns"
    assert told["9"][-2:] == ["5", "6"]  # none lost
    (row,) = rows_of(tmp_path / "out.csv")
    assert row["id"] == "a\nb"


def test_rows_over_many_blocks_keep_their_order_and_lines(
    convert: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BLOCK", 256)
    lines = []
    for number in range(300):
        amount = "x" if number % 7 == 0 else "109800"
        lines.append(f"{number}" if number % 11 == 0 else f"{number},{amount},CNY,2025-04-26")
    done = convert(HEAD + "\n".join(lines) + "\n")
    bad = [number for number in range(300) if number % 7 == 0 or number % 11 == 0]
    assert (done.read, done.rejected) == (300, len(bad))
    assert rejects(tmp_path) == [(str(number + 2), str(number)) for number in bad]
    good = [number for number in range(300) if number not in bad]
    assert [int(row["id"]) for row in rows_of(tmp_path / "out.csv")] == good


def test_a_row_longer_than_a_block_is_told(
    convert: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "BLOCK", 1 << 20)
    with pytest.raises(UnreadableFile, match="longer than 1 MB"):
        convert(HEAD + ROW * 40_000 + "x" * (3 << 20) + ROW)
    assert sorted(os.listdir(tmp_path)) == ["in.csv"]


@pytest.mark.parametrize("bad", ["2,x,CNY,2025-04-26\n", "2,5\n"])
def test_strict_stops_at_the_first_and_writes_nothing(
    convert: Callable[..., Done], tmp_path: Path, bad: str
) -> None:
    with pytest.raises(UsageError, match=r"row 2: .*; nothing was written"):
        convert(HEAD + ROW + bad + "3,y,CNY,2025-04-26\n", strict=True)
    assert sorted(os.listdir(tmp_path)) == ["in.csv"]


def test_strict_names_the_line_behind_cells_of_several(convert: Callable[..., Done]) -> None:
    with pytest.raises(UsageError) as caught:
        convert(HEAD + '"1\n1",5,CNY,2025-04-26\n\n2,x,CNY,2025-04-26\n', strict=True)
    assert str(caught.value.where).endswith("in.csv:5")


def test_strict_tells_a_row_of_too_few_cells_before_one_behind_it(
    convert: Callable[..., Done],
) -> None:
    with pytest.raises(UsageError, match="row 1: 2 cells in 4 columns"):
        convert(HEAD + "1,5\n2,x,CNY,2025-04-26\n", strict=True)


def test_an_interruption_leaves_nothing_and_a_second_run_gives_the_same(
    convert: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = HEAD + ROW * 100 + "2,x,CNY,2025-04-26\n"

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "BLOCK", 1024)
    with pytest.raises(KeyboardInterrupt):
        convert(content, step=stop)
    assert sorted(os.listdir(tmp_path)) == ["in.csv"]
    convert(content)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(first) == {"in.csv", "out.csv", "out.csv.rejects.csv"}
    with pytest.raises(FileError, match="there already"):
        convert(content)
    convert(content, overwrite=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    # A run without bad rows takes away those of an earlier one.
    convert(HEAD + ROW, overwrite=True)
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "out.csv"]


def test_a_file_that_grows_meanwhile_is_refused(
    convert: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def grow(*_: int) -> None:
        with (tmp_path / "in.csv").open("a") as file:
            file.write(ROW)

    monkeypatch.setattr(files, "BLOCK", 1024)
    with pytest.raises(UnreadableFile, match="while it was read"):
        convert(HEAD + ROW * 500, step=grow)
    assert sorted(os.listdir(tmp_path)) == ["in.csv"]


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from dealmodel.cli import main
sys.exit(main(["convert-table", "in.csv", "-o", sys.argv[1],
               "--amount", "p", "--currency", "c", "--date", "d", "--to", "USD"]))
"""


@pytest.mark.parametrize("out", ["out.csv", "out.parquet"])
def test_no_space_left_leaves_nothing(tmp_path: Path, out: str) -> None:
    # A limit on the size of a file is met like a full disk.
    rows = "".join(f"{number * 7919},{number},CNY,2025-04-26\n" for number in range(20_000))
    (tmp_path / "in.csv").write_text(HEAD + rows)
    ran = subprocess.run(
        [sys.executable, "-c", FULL, out], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode in (2, 3), ran.stderr
    assert os.strerror(errno.EFBIG).lower() in ran.stderr
    assert "Traceback" not in ran.stderr
    assert os.listdir(tmp_path) == ["in.csv"]


PARQUET = {
    "decimal": pa.array([Decimal("109800.00"), Decimal("-0.05")], pa.decimal128(20, 2)),
    "long decimal": pa.array([Decimal(109800), Decimal("-0.05")], pa.decimal256(60, 20)),
    "string": pa.array(["109,800", "-0.05"]),
    "large string": pa.array([" 109800.000 ", "-0.05"], pa.large_string()),
    "dictionary": pa.array(["109800", "-0.05"]).dictionary_encode(),
}
if hasattr(pa, "decimal32"):  # later versions have them
    PARQUET["short decimal"] = PARQUET["decimal"].cast(pa.decimal32(9, 2))


@pytest.mark.parametrize("kind", PARQUET)
def test_a_parquet_file_gains_its_columns(tmp_path: Path, kind: str) -> None:
    days = pa.array([1745625600, 1745625600], pa.timestamp("s"))  # 2025-04-26
    table = pa.table({"p": PARQUET[kind], "c": ["CNY", "CNY"], "d": days})
    pq.write_table(table, tmp_path / "in.parquet")
    out = tmp_path / "out.parquet"
    done = work_through(str(tmp_path / "in.parquet"), str(out), work_of)
    assert (done.written, done.rejected) == (2, 0)
    found = pq.read_table(out)
    assert found.schema.field("amount_USD").type == pa.decimal128(38, 2)
    # -0.05 × 0.1372 is -0.00686
    assert found["amount_USD"].to_pylist() == [Decimal("15065.28"), Decimal("-0.01")]
    assert [str(day) for day in found["rate_day"].to_pylist()] == ["2025-04-25"] * 2
    assert found["p"].to_pylist() == table["p"].to_pylist()


def test_a_parquet_file_without_rows_is_one_with_more_columns(tmp_path: Path) -> None:
    nothing = pa.table({"p": pa.array([], pa.int64()), "c": pa.array([], pa.string())})
    pq.write_table(nothing.add_column(2, "d", nothing["c"]), tmp_path / "in.parquet")
    done = work_through(str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"), work_of)
    assert (done.read, done.written) == (0, 0)
    names = ["p", "c", "d", "amount_USD", "rate_USD", "rate_day"]
    assert pq.read_schema(tmp_path / "out.parquet").names == names


def test_a_dictionary_is_made_only_of_what_repeats(tmp_path: Path) -> None:
    rows = 3000
    table = pa.table({"p": range(rows), "c": ["CNY"] * rows, "d": ["2025-04-26"] * rows})
    pq.write_table(table.append_column("a.b", [[1, 2] * (rows // 2)]), tmp_path / "in.parquet")
    work_through(str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"), work_of)
    group = pq.read_metadata(tmp_path / "out.parquet").row_group(0)
    columns = [group.column(at) for at in range(group.num_columns)]
    kept = {each.path_in_schema for each in columns if each.has_dictionary_page}
    assert kept == {"c", "d", "a.b", "rate_USD", "rate_day"}
    found = pq.read_table(tmp_path / "out.parquet")
    assert found.select(["p", "c", "d", "a.b"]).equals(pq.read_table(tmp_path / "in.parquet"))


def test_lists_in_a_parquet_file_come_through(tmp_path: Path) -> None:
    table = pa.table({"p": [1], "c": ["USD"], "d": ["2025-04-25"], "l": [[{"x": 1}, None]]})
    pq.write_table(table, tmp_path / "in.parquet")
    work_through(str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"), work_of)
    assert pq.read_table(tmp_path / "out.parquet")["l"].to_pylist() == [[{"x": 1}, None]]


CELLS = st.sampled_from(["", "a", "-1", "x y", "ü€", " z ", "a;b", "'", "2025-04-26", "0.10"])


@given(st.lists(st.tuples(CELLS, CELLS | st.sampled_from(['"', "a,b", "\n", "\r"])), min_size=1))
def test_rows_are_lines_that_a_csv_reader_reads(rows: list[tuple[str, str]]) -> None:
    plain, any_of = ([row[at] for row in rows] for at in range(2))
    numbers = [Decimal(at).scaleb(-2) for at in range(len(rows))]
    batch = pa.record_batch(
        {
            "n": pa.array(numbers, pa.decimal128(38, 2)),
            "i": pa.array([None, *range(len(rows) - 1)], pa.int64()),
            "a": plain,
            "b": pa.array(any_of, pa.large_string()),
            "d": pa.array(range(len(rows)), pa.date32()),
        }
    )
    file = io.BytesIO()
    files._write_csv(file, batch)
    expected = [
        [str(number), "" if at == 0 else str(at - 1), a, b, str(date(1970, 1, 1) + timedelta(at))]
        for at, (number, a, b) in enumerate(zip(numbers, plain, any_of, strict=True))
    ]
    text = file.getvalue().decode()
    assert list(csv.reader(io.StringIO(text, newline=""))) == expected
    # No quotes where none are needed.
    assert text.count('"') == sum(2 + 2 * b.count('"') for b in any_of if set(b) & set('",\r\n'))


def test_floats_are_refused_unless_they_are_taken_as_they_print(tmp_path: Path) -> None:
    values = [109800.0, 0.1, 1e20, float("nan"), float("inf"), None]
    table = pa.table({"p": values, "c": ["CNY"] * 6, "d": ["2025-04-26"] * 6})
    pq.write_table(table, tmp_path / "in.parquet")
    paths = str(tmp_path / "in.parquet"), str(tmp_path / "out.csv")
    with pytest.raises(UsageError, match="--floats-as-printed"):
        work_through(*paths, work_of)
    done = work_through(*paths, lambda schema: work_of(schema, floats_as_printed=True))
    assert (done.written, done.rejected) == (3, 3)
    first, second, third = [row["amount_USD"] for row in rows_of(tmp_path / "out.csv")]
    assert (first, second) == ("15065.28", "0.01")
    # 1.1357 dollars to the euro, 8.2773 yuan
    assert third == str(Decimal(round(Fraction(10**22 * 11357, 82773))).scaleb(-2))
    assert [row["line"] for row in rows_of(tmp_path / "out.csv.rejects.csv")] == ["4", "5", "6"]


def test_a_parquet_file_that_is_none_and_other_endings(tmp_path: Path) -> None:
    (tmp_path / "in.parquet").write_bytes(b"PAR1 no more of it")
    with pytest.raises(UnreadableFile, match="cannot be read as a table"):
        work_through(str(tmp_path / "in.parquet"), str(tmp_path / "out.csv"), work_of)
    with pytest.raises(UnreadableFile):
        work_through(str(tmp_path / "none.csv"), str(tmp_path / "out.csv"), work_of)
    (tmp_path / "in.csv").write_text(HEAD + ROW)
    for other in ("out.xlsx", "out"):
        with pytest.raises(UsageError, match=r"a table is a \.csv or a \.parquet"):
            work_through(str(tmp_path / "in.csv"), str(tmp_path / other), work_of)
    with pytest.raises(UsageError, match="over itself"):
        work_through(str(tmp_path / "in.csv"), str(tmp_path / "in.csv"), work_of, overwrite=True)
    assert sorted(os.listdir(tmp_path)) == ["in.csv", "in.parquet"]


NO_CELLS = {
    "list": pa.array([[1], None]),
    "record": pa.array([{"a": 1}, None]),
    "bytes": pa.array([b"\xff", None]),
    "dictionary of bytes": pa.array([b"\xff", None]).dictionary_encode(),
}


@pytest.mark.parametrize("kind", NO_CELLS)
def test_a_column_that_a_csv_has_no_cells_for_is_refused(tmp_path: Path, kind: str) -> None:
    table = pa.table({"p": [1, 2], "c": ["CNY"] * 2, "d": ["2025-04-26"] * 2, "z": NO_CELLS[kind]})
    pq.write_table(table, tmp_path / "in.parquet")
    with pytest.raises(UsageError, match=r"'z' is of .* no cell of a CSV holds"):
        work_through(str(tmp_path / "in.parquet"), str(tmp_path / "out.csv"), work_of)
    assert os.listdir(tmp_path) == ["in.parquet"]
    work_through(str(tmp_path / "in.parquet"), str(tmp_path / "out.parquet"), work_of)
    assert pq.read_table(tmp_path / "out.parquet")["z"].to_pylist() == table["z"].to_pylist()


def test_whole_numbers_of_64_bits(tmp_path: Path) -> None:
    table = pa.table(
        {"p": pa.array([2**64 - 1, 7], pa.uint64()), "c": ["EUR"] * 2, "d": ["2025"] * 2}
    )
    pq.write_table(table, tmp_path / "in.parquet")
    work_through(
        str(tmp_path / "in.parquet"),
        str(tmp_path / "out.parquet"),
        lambda schema: Converter(Columns("p", "c", "d", ("EUR",)), schema, RatesAt.of("ecb")),
    )
    found = pq.read_table(tmp_path / "out.parquet")["amount_EUR"].to_pylist()
    assert found == [Decimal(2**64 - 1), Decimal(7)]


def test_bad_rows_wait_beside_the_table_and_not_in_a_full_folder(
    convert: Callable[..., Done], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert convert(HEAD + "1,x,CNY,2025-04-26\n").rejected == 1


ENDED = """
import os, signal, sys
from dealmodel.cli import main
from dealmodel.tables import files
files.BLOCK = 1024
work = files.Done.add
def add(*arguments):
    os.kill(os.getpid(), signal.SIGTERM)
    return work(*arguments)
files.Done.add = add
sys.exit(main(["convert-table", "in.csv", "-o", "out.csv",
               "--amount", "p", "--currency", "c", "--date", "d", "--to", "USD"]))
"""


def test_a_request_to_end_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(HEAD + ROW * 1000)
    ran = subprocess.run([sys.executable, "-c", ENDED], cwd=tmp_path, check=False)
    assert ran.returncode == 130
    assert os.listdir(tmp_path) == ["in.csv"]
