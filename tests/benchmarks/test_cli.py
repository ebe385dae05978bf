"""How long a command takes as a whole process, beside Python itself, Python with click loaded, and
CurrencyConverter's own command.

The bytecode is written once to a folder of its own, as an installer would have done.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

FOLDER = Path(sys.executable).parent
COMMANDS = {
    "python -c pass": ("python", "-c", "pass"),
    "python -c 'import click'": ("python", "-c", "import click"),
    "dealmodel --version": ("dealmodel", "--version"),
    "dealmodel figure": ("dealmodel", "figure", "€1.5 billion"),
    "dealmodel calc": ("dealmodel", "calc", "€1.5 billion / 21%"),
    "dealmodel convert": (
        *("dealmodel", "convert", "109,800 yuan", "--to", "USD", "--on", "2025-04-25"),
    ),
    "dealmodel --help": ("dealmodel", "--help"),
    "currency_converter": (
        *("currency_converter", "109800", "CNY", "--to", "USD", "-d", "2025-04-25"),
    ),
}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    own = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("bytecode"))}
    own.pop("PYTHONDONTWRITEBYTECODE", None)
    for command in COMMANDS.values():
        run(command, own)
    return own


def run(command: tuple[str, ...], environment: Mapping[str, str]) -> str:
    program = shutil.which(command[0], path=str(FOLDER))
    assert program is not None
    ran = subprocess.run(
        [program, *command[1:]], env=environment, capture_output=True, text=True, check=True
    )
    return ran.stdout


@pytest.mark.benchmark(group="a whole process")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_whole_process(
    benchmark: BenchmarkFixture, environment: Mapping[str, str], name: str
) -> None:
    benchmark.pedantic(run, (COMMANDS[name], environment), rounds=21, warmup_rounds=1)


def test_both_convert_alike(environment: Mapping[str, str]) -> None:
    ours, theirs = (
        run(COMMANDS[name], environment) for name in ("dealmodel convert", "currency_converter")
    )
    assert ours.startswith("≈15,065.28 USD")
    assert "= 15,065.282 USD" in theirs
