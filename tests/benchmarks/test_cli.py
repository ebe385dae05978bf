"""How long a command takes as a whole process, beside CurrencyConverter's own command.

The bytecode is written once to a folder of its own, as an installer would have done; what the
machine does beside is taken out by the best of many runs, in turns.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

FOLDER = Path(sys.executable).parent
COMMANDS = {
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


def seconds(command: tuple[str, ...], environment: Mapping[str, str]) -> float:
    start = perf_counter()
    run(command, environment)
    return perf_counter() - start


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
    assert ours.startswith("15,065.28 USD")
    assert "= 15,065.282 USD" in theirs


def test_convert_answers_within_100_ms_and_help_within_80(
    environment: Mapping[str, str],
) -> None:
    best = dict.fromkeys(COMMANDS, float("inf"))
    for _ in range(15):
        for name, command in COMMANDS.items():
            best[name] = min(best[name], seconds(command, environment))
    told = ", ".join(f"{name} {best[name] * 1000:.0f} ms" for name in best)
    assert best["dealmodel --help"] < 0.080, told
    assert best["dealmodel convert"] < 0.100, told
    assert best["dealmodel convert"] < best["currency_converter"], told
