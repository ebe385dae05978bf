"""Tables as files: CSV and Parquet, read and written batch by batch in bounded memory.

A file is told by its ending; ``-`` is CSV on standard input. CSV is UTF-8, with or without a mark
in front; every cell is read as text, so that nothing is lost. What is written is put in its place
when it is whole. Bad rows, and rows of a CSV with fewer or more cells than its header, go to
``OUT.rejects.csv``, with the line that they stand in, the reason and their cells; where there are
none, there is no such file.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from dealmodel.books.saving import whole_file
from dealmodel.errors import FileError, Place, UnreadableFile, UsageError, reason_of
from dealmodel.tables.rejects import Reject
from dealmodel.tables.work import Work

BLOCK = 4 * 1024 * 1024
"""Bytes of CSV that are read at a time: no row may be longer."""

ROWS = 65_536
"""Rows that are worked on at a time."""

STDIN = "-"

_QUOTED = b'",\r\n'
"""Characters that only stand in quotes in a CSV."""

_NEVER_QUOTED = {kind.id for kind in (pa.int64(), pa.int32(), pa.decimal128(1), pa.date32())}

_LINES = 8_192
"""Lines that are put together at a time."""

_SAMPLE = 8_192
"""Rows that tell how a column is written."""

_WAITING = 2
"""Batches that wait to be written, at most."""

Write = Callable[[pa.RecordBatch], None]

Step = Callable[[int, int], None]
"""Told, now and then, how many rows are done and how many bytes of the file were read."""


@dataclass(slots=True)
class Done:
    """What came of a table: how many rows were read, written and rejected, and the first bad
    ones."""

    read: int = 0
    written: int = 0
    rejected: int = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, read: int, written: int, bad: Sequence[Reject]) -> None:
        """Count the rows of one batch."""
        self.read += read
        self.written += written
        self.rejected += len(bad)
        self.reasons += [each.reason for each in bad[: max(0, 5 - len(self.reasons))]]


class _Counted(io.RawIOBase):
    """A file that counts the bytes and the lines that are read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.bytes, self._lines, self._end = file, 0, 0, b"\n"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        data = self.file.read(len(buffer))  # type: ignore[arg-type]
        buffer[: len(data)] = data  # type: ignore[index]
        self.bytes += len(data)
        self._lines += data.count(b"\n")
        self._end = data[-1:] or self._end
        return len(data)

    @property
    def lines(self) -> int:
        """The last one counts with or without an end."""
        return self._lines + (self._end != b"\n")


def is_parquet(path: str) -> bool:
    """Whether a file is Parquet, by its ending.

    :raises UsageError: it ends otherwise than a table does.
    """
    ending = Path(path).suffix.lower()
    if path == STDIN or ending in (".csv", ".txt"):
        return False
    if ending in (".parquet", ".pq"):
        return True
    raise UsageError(f"{path}: a table is a .csv or a .parquet file")


Ragged = Callable[[int, str], None]
"""Told of a row that has not one cell for each column: its number from 0, and its text."""


@contextmanager
def opened(
    path: str, ragged: Ragged
) -> Iterator[tuple[pa.Schema, Iterator[pa.RecordBatch], _Counted]]:
    """The schema and the batches of a table, and how much of it was read.

    :raises FileError: it cannot be read, or is no table, or changes while it is read.
    """
    with ExitStack() as stack:
        try:
            file = sys.stdin.buffer if path == STDIN else stack.enter_context(open(path, "rb"))
        except OSError as error:
            raise UnreadableFile(reason_of(error), where=Place(path)) from error
        counted = _Counted(file)
        if is_parquet(path):
            try:
                parquet = pa.parquet.ParquetFile(file)
            except (pa.ArrowException, OSError) as error:
                raise _no_table(path, error) from error
            yield parquet.schema_arrow, _guarded(_rows(parquet, counted), path), counted
            return
        before = None if path == STDIN else _stamp(file)
        schema, batches = _csv_batches(counted, path, ragged)
        yield schema, _guarded(batches, path), counted
        if before is not None and _stamp(file) != before:
            raise UnreadableFile(
                "it was written to while it was read: convert it when it is whole",
                where=Place(path),
            )


def _stamp(file: BinaryIO) -> tuple[int, int]:
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns


def _rows(parquet: pa.parquet.ParquetFile, counted: _Counted) -> Iterator[pa.RecordBatch]:
    """The batches, with the bytes that they may have taken of the file."""
    size, rows, done = counted.file.seek(0, os.SEEK_END), parquet.metadata.num_rows, 0
    for batch in parquet.iter_batches(ROWS):
        yield batch
        done += batch.num_rows
        counted.bytes = size * done // rows


def _csv_batches(
    counted: _Counted, path: str, ragged: Ragged
) -> tuple[pa.Schema, Iterable[pa.RecordBatch]]:
    buffered = io.BufferedReader(counted, BLOCK)
    start = buffered.peek(4)[:4]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile("it is UTF-16: save the table as UTF-8", where=Place(path))
    head, is_all = _header(buffered.peek(BLOCK), path)
    schema = pa.schema([(name, pa.string()) for name in head])
    if is_all:
        return schema, ()

    def skip(row: pa.csv.InvalidRow) -> str:
        ragged(row.number - 2, row.text)  # counted from 1, with the header
        return "skip"

    try:
        return schema, pa.csv.open_csv(
            buffered,
            read_options=pa.csv.ReadOptions(block_size=BLOCK, use_threads=False),
            parse_options=pa.csv.ParseOptions(newlines_in_values=True, invalid_row_handler=skip),
            convert_options=pa.csv.ConvertOptions(
                column_types=schema, strings_can_be_null=False, null_values=[]
            ),
        )
    except (pa.ArrowException, OSError) as error:
        raise _no_table(path, error) from error


def _header(start: bytes, path: str) -> tuple[list[str], bool]:
    """The names of the columns, and whether nothing comes behind them."""
    text = start.decode("utf-8-sig", errors="replace")
    if not text.strip():
        raise UnreadableFile("the table is empty", where=Place(path))
    lines = io.StringIO(text, newline=None)
    try:
        names = next(filter(None, csv.reader(lines)))
    except (csv.Error, StopIteration) as error:
        raise UnreadableFile("its first line is no header", where=Place(path)) from error
    if any("\ufffd" in name or "\0" in name for name in names):
        raise UnreadableFile("its header is not UTF-8: save the table as UTF-8", where=Place(path))
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise UsageError(f"{path}: two columns are called {twice[0]!r}: rename one")
    return names, len(start) < BLOCK and not lines.read().strip()


def _guarded(batches: Iterable[pa.RecordBatch], path: str) -> Iterator[pa.RecordBatch]:
    try:
        yield from batches
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _no_table(path, error) from error


def _no_table(path: str, error: Exception) -> FileError:
    told = str(error).split("\n")[0]
    if "straddling object" in told:
        told = f"a row is longer than {BLOCK // 1024 // 1024} MB, or a quote is never closed"
    elif "UTF8" in told or "utf-8" in told:
        told = f"{_undecodable(path)} is not UTF-8: save the table as UTF-8"
    return UnreadableFile(f"cannot be read as a table: {told[:200]}", where=Place(path))


def _undecodable(path: str) -> str:
    """The first line that is not UTF-8."""
    if path != STDIN and not is_parquet(path):
        with open(path, "rb") as file:
            for number, line in enumerate(file, start=1):
                try:
                    line.decode()
                except UnicodeDecodeError:
                    return f"line {number}"
    return "a cell"


def work_through(
    path: str,
    out: str,
    work_of: Callable[[pa.Schema], Work],
    *,
    overwrite: bool = False,
    strict: bool = False,
    step: Step | None = None,
) -> Done:
    """Work through the table in the file ``path`` and write what comes of it to ``out``.

    :raises FileError: a file cannot be read or written, or is there already.
    :raises UsageError: a column is missing; or, where it is ``strict``, a row is bad.
    """
    done = Done()
    rejected = f"{out}.rejects.csv"
    if out == STDIN:
        raise UsageError("a table is written to a file: give -o a name")
    if Path(path).resolve() == Path(out).resolve():
        raise UsageError("the table would be written over itself: give -o another name")
    if Path(rejected).exists() and not overwrite:
        raise FileError("it is there already: --force replaces it", where=Place(rejected))
    with ExitStack() as stack:
        folder = Path(out).parent
        file = stack.enter_context(whole_file(out, overwrite=overwrite))
        ragged, spilled = (stack.enter_context(_Rejects(folder)) for _ in range(2))
        schema, batches, counted = stack.enter_context(opened(path, ragged.add_text))
        work = work_of(schema)
        if not is_parquet(out):
            _check_cells(work.schema)
        with _writer(file, out, work.schema) as writing, _beside(writing) as write:
            first = 0
            for batch in _pieces(batches):
                found, bad = work.batch(batch, first)
                if strict and (bad or ragged.count):
                    raise _stopped(path, bad, ragged, schema.names)
                write(found)
                spilled.add(bad)
                first += batch.num_rows
                done.add(batch.num_rows, found.num_rows, bad)
                if step is not None:
                    step(done.read, counted.bytes)
        if ragged.count:
            if strict:
                raise _stopped(path, [], ragged, schema.names)
            done.add(ragged.count, 0, ragged.first(schema.names))
            done.rejected += ragged.count - min(ragged.count, 1)
        # Blank lines and cells of several lines are both more lines than rows.
        are_lines = counted.lines == done.read + 1
        merged = _merged(spilled, ragged, schema.names)
        numbered = _numbered(merged, path, are_lines=are_lines)
        _write_rejects(rejected, numbered, schema.names, done.rejected, overwrite=overwrite)
    return done


@contextmanager
def _beside(write: Write) -> Iterator[Write]:
    """The same writing, in a thread beside the work; what goes wrong there is raised by a later
    batch, or at the end."""
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(1) as writer:

        def later(batch: pa.RecordBatch) -> None:
            if len(waiting) == _WAITING:
                waiting.popleft().result()
            waiting.append(writer.submit(write, batch))

        try:
            yield later
            while waiting:
                waiting.popleft().result()
        finally:
            for each in waiting:
                each.cancel()


def _pieces(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield from (batch.slice(start, ROWS) for start in range(0, batch.num_rows, ROWS))


def _stopped(
    path: str, bad: Sequence[Reject], ragged: _Rejects, names: Sequence[str]
) -> UsageError:
    """What stops a strict run: the first bad row, with the line that it stands in."""
    first = min([*ragged.first(names), *bad], key=lambda each: each.row)
    where = None
    if not is_parquet(path) and path != STDIN:
        where = Place(path, next(line for at, line in _lines(path) if at == first.row))
    return UsageError(f"row {first.row + 1}: {first.reason}; nothing was written", where=where)


def _check_cells(schema: pa.Schema) -> None:
    """Raise if a column has what no cell of a CSV holds: lists, records, bytes."""
    for each in schema:
        kind = each.type.value_type if pa.types.is_dictionary(each.type) else each.type
        try:
            fits = bool(pc.cast(pa.nulls(0, kind), pa.string()).type) and not _is_bytes(kind)
        except pa.ArrowException:
            fits = False
        if not fits:
            raise UsageError(
                f"the column {each.name!r} is of {kind}, which no cell of a CSV holds: "
                "write a .parquet file"
            )


def _is_bytes(kind: pa.DataType) -> bool:
    types = pa.types
    return bool(
        types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind)
    )


@contextmanager
def _writer(file: BinaryIO, path: str, schema: pa.Schema) -> Iterator[Write]:
    if is_parquet(path):
        with ExitStack() as stack:
            yield _parquet(stack, file, schema)
        return
    file.write(_line(schema.names).encode())
    yield lambda batch: _write_csv(file, batch)


def _parquet(stack: ExitStack, file: BinaryIO, schema: pa.Schema) -> Write:
    """Writes the batches; the first of them tells how the columns are kept."""
    opened: list[pa.parquet.ParquetWriter] = []

    def writer(first: pa.RecordBatch | None) -> pa.parquet.ParquetWriter:
        if not opened:
            repeating = True if first is None else _repeating(first)
            made = pa.parquet.ParquetWriter(file, schema, use_dictionary=repeating)
            opened.append(stack.enter_context(made))
        return opened[0]

    stack.callback(lambda: writer(None))  # a table without rows is one, too
    return lambda batch: writer(batch).write_batch(batch)


def _repeating(batch: pa.RecordBatch) -> list[str] | bool:
    """The columns whose values repeat, for which a dictionary is worth looking for: of numbers that
    are all different it takes longer than to write them, and is then given up."""
    some = batch.slice(0, _SAMPLE)
    if any(pa.types.is_nested(column.type) for column in some.columns):
        return True
    columns = zip(some.schema.names, some.columns, strict=True)
    return [name for name, column in columns if _repeats(column)]


def _repeats(column: pa.Array) -> bool:
    try:
        return len(column.unique()) <= len(column) // 2
    except pa.ArrowNotImplementedError:  # of a few types values are not compared
        return True


def _text(text: str) -> pa.Scalar:
    return pa.scalar(text, pa.large_string())


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()


def _write_csv(file: BinaryIO, batch: pa.RecordBatch) -> None:
    """The rows as lines, cells in quotes only where they need them: Arrow's own writer quotes
    every text, or none."""
    if not batch.num_rows:
        return
    if all(map(_is_plain, batch.columns)):
        plain = pa.csv.WriteOptions(include_header=False, quoting_style="none", batch_size=_LINES)
        pa.csv.write_csv(batch, file, plain)
        return
    columns = [_as_cells(column) for column in batch.columns]
    lines = pc.binary_join_element_wise(*columns, _text(","))
    text = pc.binary_join_element_wise(lines, _text(""), _text("\n"))
    for chunk in text.chunks if isinstance(text, pa.ChunkedArray) else [text]:
        offsets = chunk.buffers()[1]
        width = np.int64 if pa.types.is_large_string(chunk.type) else np.int32
        ends = np.frombuffer(offsets, width)[chunk.offset : chunk.offset + len(chunk) + 1]
        file.write(memoryview(chunk.buffers()[2])[int(ends[0]) : int(ends[-1])])


def _is_plain(column: pa.Array) -> bool:
    """Whether no cell of a column needs quotes."""
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return not _has_some(column, _QUOTED)
    return kind.id in _NEVER_QUOTED


def _as_cells(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    texts = pc.fill_null(column if is_text else pc.cast(column, pa.string()), "")
    if not is_text:
        return pc.cast(texts, pa.large_string())
    texts = pc.cast(texts, pa.large_string())
    if not _has_some(texts, _QUOTED):
        return texts
    needs = pc.match_substring_regex(texts, '[",\r\n]')
    doubled = pc.replace_substring(texts, '"', '""')
    return pc.if_else(
        needs, pc.binary_join_element_wise(_text('"'), doubled, _text('"'), _text("")), texts
    )


def _has_some(texts: pa.Array, characters: bytes) -> bool:
    """Whether one of the characters is anywhere in the texts."""
    width = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    offsets = np.frombuffer(texts.buffers()[1], width)
    first, last = offsets[texts.offset], offsets[texts.offset + len(texts)]
    text = bytes(memoryview(texts.buffers()[2])[first:last]) if last > first else b""
    return any(character in text for character in characters)


class _Rejects:
    """Bad rows, kept in a file of a moment as they come, so that any number of them fits."""

    def __init__(self, folder: Path) -> None:
        """The file is beside what is written: there is room there, if anywhere."""
        import tempfile

        self.count = 0
        self._file = tempfile.TemporaryFile(  # noqa: SIM115
            "w+", newline="", encoding="utf-8", dir=folder
        )
        self._writer = csv.writer(self._file, lineterminator="\n")

    def __enter__(self) -> _Rejects:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, rejects: Sequence[Reject]) -> None:
        self._writer.writerows([each.row, each.reason, *each.cells] for each in rejects)
        self.count += len(rejects)

    def add_text(self, row: int, text: str) -> None:
        """Keep a row that has not one cell for each column."""
        self._writer.writerow([row, "", *next(csv.reader(io.StringIO(text, newline="")), [])])
        self.count += 1

    def first(self, names: Sequence[str]) -> list[Reject]:
        """The first of those that were kept as text, if there is one."""
        place = self._file.tell()
        found = [_ragged(int(row), cells, names) for row, _, *cells in islice(self, 1)]
        self._file.seek(place)
        return found

    def __iter__(self) -> Iterator[list[str]]:
        self._file.seek(0)
        yield from csv.reader(self._file)


def _ragged(row: int, cells: Sequence[str], names: Sequence[str]) -> Reject:
    return Reject(row, f"{len(cells)} cells in {len(names)} columns", tuple(cells))


def _merged(bad: _Rejects, ragged: _Rejects, names: Sequence[str]) -> Iterator[Reject]:
    """Both kinds in the order of the file. Ragged rows are numbered among all rows, bad ones
    among those that are not ragged."""
    between = iter(enumerate(ragged))
    waiting = next(between, None)
    before = 0
    for row, reason, *cells in bad:
        while waiting is not None and int(waiting[1][0]) - waiting[0] <= int(row):
            yield _ragged(int(waiting[1][0]), waiting[1][2:], names)
            before += 1
            waiting = next(between, None)
        yield Reject(int(row) + before, reason, tuple(cells))
    while waiting is not None:
        yield _ragged(int(waiting[1][0]), waiting[1][2:], names)
        waiting = next(between, None)


def _numbered(
    rejects: Iterator[Reject], source: str, *, are_lines: bool
) -> Iterator[tuple[int, Reject]]:
    """Each with the line in which it begins, or, where rows are not lines, with its number."""
    first = 1 if is_parquet(source) else 2
    if are_lines or first == 1 or source == STDIN:
        return ((each.row + first, each) for each in rejects)
    lines = _lines(source)
    return ((next(line for at, line in lines if at == each.row), each) for each in rejects)


def _write_rejects(
    path: str,
    rejects: Iterator[tuple[int, Reject]],
    names: Sequence[str],
    count: int,
    *,
    overwrite: bool,
) -> None:
    if not count:
        if overwrite:
            Path(path).unlink(missing_ok=True)  # that of an earlier run tells of other rows
        return
    with whole_file(path, overwrite=overwrite) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["line", "reason", *names])
        writer.writerows([line, each.reason, *each.cells] for line, each in rejects)
        text.flush()
        text.detach()


def _lines(path: str) -> Iterator[tuple[int, int]]:
    """Each row of a CSV with the line in which it begins, where cells may hold several lines."""
    csv.field_size_limit(BLOCK)
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        at, begins = -1, 1
        for cells in reader:
            if cells:
                if at >= 0:
                    yield at, begins
                at += 1
            begins = reader.line_num + 1
