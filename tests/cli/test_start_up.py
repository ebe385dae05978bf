"""A start loads what it needs and nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from dealmodel.cli.commands import COMMANDS

HEAVY = {
    *("pydantic", "pydantic_core", "moneyed", "babel", "rich", "yaml", "requests", "urllib3"),
    *("forex_python", "simplejson", "currency_converter", "numpy", "tomllib", "xlsxwriter"),
    *("jinja2", "markupsafe"),
    *("pyarrow", "dealmodel.tables"),
    *("zipfile", "zoneinfo", "difflib", "email", "ssl", "dealmodel.records", "dealmodel.books"),
    *("dealmodel.exports", "dealmodel.formulas.language"),
}
LIBRARY = {"dealmodel.figures", "dealmodel.formulas", "dealmodel.rates", "dealmodel.calculators"}
CONVERT = ("convert", "109,800 yuan", "--to", "USD", "--on", "2025-04-26")


def loaded(code: str) -> set[str]:
    """The modules that are there after ``code`` in a new interpreter."""
    ending = "\nimport sys; print('\\n'.join(sys.modules), file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", code + ending], capture_output=True, text=True, check=True
    )
    return set(ran.stderr.split())


def after(*arguments: str) -> set[str]:
    return loaded(f"from dealmodel.cli import main\nassert main({arguments!r}) == 0")


def test_importing_the_package_loads_nothing_heavy() -> None:
    modules = loaded("import dealmodel")
    assert not modules & (HEAVY | LIBRARY | {"click"})


@pytest.mark.parametrize(
    "arguments",
    [
        *[("--help",), ("convert", "--help"), ("value", "--help"), ("export", "--help")],
        *[("convert-table", "--help"), ("calc-table", "--help"), ("value-table", "--help")],
    ],
)
def test_help_loads_no_library(arguments: tuple[str, ...]) -> None:
    assert not after(*arguments) & (HEAVY | LIBRARY)


def test_help_loads_no_command() -> None:
    assert not after("--help") & {f"dealmodel.cli.{name}" for name in COMMANDS}


@pytest.mark.parametrize(
    "arguments",
    [
        CONVERT,
        (*CONVERT, "--json"),
        ("figure", "just over 300,000 cars"),
        ("value", "--stake", "21%", "--paid", "$1.6 billion"),
        ("ratio", "300,000 cars", "4,272,145 cars", "--json"),
    ],
)
def test_a_calculation_loads_no_records_and_no_network(arguments: tuple[str, ...]) -> None:
    modules = after(*arguments)
    assert not modules & HEAVY
    assert "dealmodel.figures" in modules


PLAIN = (
    CONVERT,
    (*CONVERT, "--json"),
    ("figure", "€1.5 billion"),
    ("calc", "€1.5 billion / 21%"),
    ("calc", "2 + 3", "--json"),
)
SLOW = {"click", "dataclasses", "inspect", "shutil", "importlib.metadata", "dealmodel.cli.commands"}


@pytest.mark.parametrize("arguments", [*PLAIN, ("--version",)])
def test_a_plain_line_loads_no_parser(arguments: tuple[str, ...]) -> None:
    assert not after(*arguments) & SLOW


def test_the_version_loads_no_library() -> None:
    assert not after("--version") & (HEAVY | LIBRARY)


def test_what_converts_nothing_loads_no_history_and_no_language() -> None:
    unasked = {"dealmodel.rates.history", "dealmodel.figures.languages", "zlib"}
    assert not after("calc", "€1.5 billion / 21%") & unasked
    assert "dealmodel.rates.history" in after(*CONVERT)


def test_converting_loads_no_study_of_unknowns_that_occur_twice() -> None:
    assert "dealmodel.formulas.ranges.extremes" not in after(*CONVERT, "--json")
