"""Workbooks that several tests read, each written once."""

from __future__ import annotations

from pathlib import Path

import pytest

import dealmodel as dm
from dealmodel.reports.deriving import Report, report
from tests.exports.xlsx.proof import exported

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="session")
def seeds_report() -> Report:
    return report(dm.load_book(SEEDS))


@pytest.fixture(scope="session")
def seeds_workbook(seeds_report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("seeds") / "seeds.xlsx"
    exported(seeds_report, path)
    return path
