"""What the commands over tables share: their options, progress on a terminal, and their answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dealmodel.cli.answer import Answer
from dealmodel.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

    from dealmodel.tables.files import Done, Step
    from dealmodel.tables.work import Work

Function = TypeVar("Function", bound=Callable[..., Any])


def table_options(function: Function) -> Function:
    """``-o``, ``--strict`` and ``--force``."""
    options = (
        click.option(
            "-o",
            "--output",
            "out",
            required=True,
            metavar="OUT",
            type=click.Path(),
            help="Where the table goes: .csv or .parquet.",
        ),
        click.option("--strict", is_flag=True, help="Stop at the first bad row and write nothing."),
        click.option("--force", is_flag=True, help="Replace OUT if it is there."),
    )
    for option in reversed(options):
        function = option(function)
    return function


floats_option = click.option(
    "--floats-as-printed", is_flag=True, help="Take binary floats as the digits that they print as."
)


@contextmanager
def tables() -> Iterator[None]:
    """What works on tables is an extra: where it is not installed, an error says how it is."""
    try:
        yield
    except ImportError as error:
        raise UsageError(
            f"tables need {error.name}, which is not installed: pip install 'dealmodel[tables]'"
        ) from None


def answer_of_table(
    command: str,
    table: str,
    out: str,
    work_of: Callable[[pa.Schema], Work],
    told: Callable[[], tuple[str, ...]] = tuple,
    *,
    strict: bool,
    force: bool,
) -> Answer:
    """Work through the table; the answer counts its rows. ``told`` is what there is to warn of
    when it is done."""
    from dealmodel.tables.files import work_through
    from dealmodel.tables.work import rows_counted

    with _ending_in_order(), _progress(table) as step:
        done = work_through(table, out, work_of, overwrite=force, strict=strict, step=step)
    warnings = told()
    if done.rejected:
        bad = f"{rows_counted(done.rejected)} rejected, in {out}.rejects.csv"
        warnings += (f"{bad}, such as: {done.reasons[0]}",)
    record = {
        "name": "table",
        "file": out,
        "rows": done.read,
        "written": done.written,
        "rejected": done.rejected,
        "rejects": f"{out}.rejects.csv" if done.rejected else None,
    }
    return Answer(command, lambda: [record], lambda: _told(out, done), warnings)


def _told(out: str, done: Done) -> str:
    return f"{out}: {done.written:,} of {done.read:,} rows, {done.rejected:,} rejected"


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """A request to end, as ``timeout`` and a system that shuts down send it, is an interruption:
    what was written in part is taken away."""
    import signal
    from threading import current_thread, main_thread

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _progress(table: str) -> Iterator[Step | None]:
    """A bar of the bytes that were read, with the time left; on a terminal only."""
    size = os.path.getsize(table) if os.path.isfile(table) else None
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.fields[rows]:,} rows"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=size, rows=0)
        yield lambda rows, read: shown.update(task, completed=read, rows=rows)
