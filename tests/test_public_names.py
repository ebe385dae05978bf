"""The public surface: what it is, that it loads, and that loading the package costs little."""

import subprocess
import sys

import pytest

import dealmodel


def test_the_names_are_sorted_and_all_there():
    assert dealmodel.__all__ == sorted(dealmodel.__all__)
    for name in dealmodel.__all__:
        assert getattr(dealmodel, name) is not None
        assert name in dir(dealmodel)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'enterprize'"):
        _ = dealmodel.enterprize


def test_every_error_is_a_deal_model_error_with_a_code_of_its_own():
    seen: dict[str, type] = {}
    waiting: list[type[dealmodel.DealModelError]] = [dealmodel.DealModelError]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__name__ == "BookProblem":  # it has the code of what it holds
            continue
        assert seen.setdefault(kind.code, kind) is kind
        # 70 is a fault of the program itself.
        assert kind.exit_code in ((70,) if kind.code == "internal" else (2, 3))


@pytest.mark.parametrize(
    "statement",
    [
        "import dealmodel",
        "import dealmodel; dealmodel.figure('21%')",
        "import dealmodel; dealmodel.convert('109,800 yuan', to='USD', on='2025-04-26').rounded",
    ],
)
def test_heavy_packages_are_loaded_only_where_they_are_needed(statement: str):
    code = f"{statement}\nimport sys\nprint(*sorted(n.partition('.')[0] for n in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(done.stdout.split())
    heavy = {"pydantic", "moneyed", "rich", "yaml", "requests", "click", "xlsxwriter"}
    assert not loaded & (heavy | {"numpy", "pyarrow"})
