"""Spreadsheet engines that prove a workbook: they recalculate it, and one draws it.

A *cell* is (sheet, address), as in ("Inputs", "E5"). A *value* is what a formula cell shows:
number, text (an error is its text, such as "#DIV/0!") or truth; a date is its serial number and
an empty text is "". LibreOffice believes cached values unless its profile says otherwise, so each
of its runs has a profile of its own that does; it writes 15 digits. A test that spoils the
cached values first knows that a right one was calculated.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import formualizer
import ironcalc
import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import to_excel

Cell = tuple[str, str]
Value = float | str | bool
Engine = Literal["ironcalc", "formualizer", "libreoffice"]

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

# What formualizer calls an error: what a spreadsheet shows.
ERRORS = {
    "Div": "#DIV/0!",
    "Na": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skips a test where one of the programs is missing, except in continuous integration."""
    missing = [each for each in programs if shutil.which(each) is None]
    skipped = bool(missing) and not os.environ.get("CI")
    return pytest.mark.skipif(skipped, reason="not installed: " + ", ".join(missing))


ENGINES = [
    pytest.param("ironcalc"),
    pytest.param("formualizer"),
    pytest.param("libreoffice", marks=needs("soffice")),
]


def formulas(path: Path) -> dict[Cell, str]:
    """Each formula cell's formula, "=" first; text that looks like a formula is not one."""
    return {cell: read.value for cell, read in _read(path) if read.data_type == "f"}


def cached(path: Path) -> dict[Cell, Value]:
    """Each formula cell's value as the file has it. openpyxl warns of a day it cannot count."""
    values = {cell: read.value for cell, read in _read(path, data_only=True)}
    return {cell: _plain(values.get(cell)) for cell in formulas(path)}


def _read(path: Path, data_only: bool = False) -> Iterator[tuple[Cell, Any]]:
    book = load_workbook(path, read_only=True, data_only=data_only)
    try:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for each in row:
                    if each.value is not None:
                        yield (sheet.title, each.coordinate), each
    finally:
        book.close()


def _plain(value: object) -> Value:
    match value:
        case None:
            return ""
        case bool() | str():
            return value
        case int() | float():
            return float(value)
        case date() | time() | timedelta():
            return float(to_excel(value))
        case {"kind": str(kind)}:
            return ERRORS.get(kind, f"#{kind.upper()}!")
    raise TypeError(f"no cell shows {value!r}")


def recalculated(path: Path, engine: Engine) -> dict[Cell, Value]:
    """Each formula cell's value after the engine has calculated the whole workbook anew."""
    match engine:
        case "ironcalc":
            return _by_ironcalc(path)
        case "formualizer":
            return _by_formualizer(path)
        case "libreoffice":
            return recalculated_by_libreoffice([path])[0]


def _by_ironcalc(path: Path) -> dict[Cell, Value]:
    model = ironcalc.load_from_xlsx(str(path))
    model.evaluate()
    numbers = {each["name"]: n for n, each in enumerate(model.get_worksheets_properties())}
    return {
        (sheet, address): _plain(
            model.get_cell_value(numbers[sheet], *coordinate_to_tuple(address))
        )
        for sheet, address in formulas(path)
    }


def _by_formualizer(path: Path) -> dict[Cell, Value]:
    book = formualizer.load_workbook(str(path))
    book.set_temporal_egress("serial")
    book.evaluate_all()
    return {
        (sheet, address): _plain(book.get_value(sheet, *coordinate_to_tuple(address)))
        for sheet, address in formulas(path)
    }


def recalculated_by_libreoffice(
    paths: Sequence[Path], timeout: float = 60
) -> list[dict[Cell, Value]]:
    """What `recalculated` gives, for several workbooks in one start of LibreOffice.

    TimeoutExpired after `timeout` seconds; FileNotFoundError if a workbook cannot be loaded.
    """
    with TemporaryDirectory() as folder:
        copies = [Path(folder, f"{number}.xlsx") for number, _ in enumerate(paths)]
        for path, copy in zip(paths, copies, strict=True):
            shutil.copyfile(path, copy)
        done = _converted(copies, "xlsx", Path(folder, "done"), timeout)
        return [cached(each) for each in done]


def saved_again(path: Path, folder: Path, timeout: float = 60) -> Path:
    """The workbook as LibreOffice saves it, recalculated, under the same name in the folder."""
    return _converted([path], "xlsx", folder, timeout)[0]


def rendered(path: Path, folder: Path, resolution: int = 80, timeout: float = 60) -> list[Path]:
    """Each printed page as a picture in the folder, in order; at so many dots per inch."""
    [printed] = _converted([path], "pdf", folder, timeout)
    pages = printed.with_suffix("")
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(resolution), printed, pages], check=True, timeout=timeout
    )
    return sorted(folder.glob(f"{path.stem}-*.png"))


def _converted(paths: Sequence[Path], ending: str, folder: Path, timeout: float) -> list[Path]:
    """The files in another format. LibreOffice says 0 even of files it could not load."""
    with TemporaryDirectory() as profile:
        settings = Path(profile, "user", "registrymodifications.xcu")
        settings.parent.mkdir()
        settings.write_text(PROFILE, encoding="utf-8")
        where = f"-env:UserInstallation={Path(profile).as_uri()}"
        office = subprocess.Popen(
            ["soffice", "--headless", where, "--convert-to", ending, "--outdir", folder, *paths],
            env={**os.environ, "LC_ALL": "C.UTF-8"},  # elsewhere a decimal point may be a comma
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        with office:
            try:
                said, _ = office.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                os.killpg(office.pid, signal.SIGKILL)  # soffice is a script: its child works on
                raise
    made = [folder / f"{each.stem}.{ending}" for each in paths]
    if missing := [each for each in made if not each.exists()]:
        raise FileNotFoundError(f"LibreOffice did not make {missing}: {said.decode()}")
    return made


def differing(
    values: Mapping[Cell, Value],
    expected: Mapping[Cell, Fraction | str | bool],
    relative: Fraction = Fraction(1, 10**12),
) -> dict[Cell, tuple[Value | None, Fraction | str | bool | None]]:
    """The cells, of either side, whose value is not the expected one: (value, expected).

    >>> cell = ("Out", "A1")
    >>> differing({cell: 0.3333333333333333}, {cell: Fraction(1, 3)})
    {}
    >>> differing({cell: "0.5"}, {cell: Fraction(1, 2)})
    {('Out', 'A1'): ('0.5', Fraction(1, 2))}
    """
    return {
        cell: (values.get(cell), expected.get(cell))
        for cell in dict.fromkeys([*expected, *values])
        if not _agrees(values.get(cell), expected.get(cell), relative)
    }


def _agrees(
    value: Value | None, expected: Fraction | str | bool | None, relative: Fraction
) -> bool:
    if isinstance(expected, Fraction) and isinstance(value, float):
        return abs(Fraction(value) - expected) <= relative * abs(expected)
    return type(value) is type(expected) and value == expected
