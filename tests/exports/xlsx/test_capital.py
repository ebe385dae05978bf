"""Numbers of shares in a workbook: live formulas over the cells of the claims."""

from __future__ import annotations

from pathlib import Path

import pytest

import dealmodel as dm
from tests.calculators.test_holding_sizes import CLASSES as VOTING
from tests.calculators.test_holding_sizes import NUMBER, TEN_OF_H, stakes
from tests.checks.books import book
from tests.derivations.test_capital import CLASSES, OF_H, ROUNDS, XPENG
from tests.exports.xlsx.test_proof import assert_items, prove

OF_CLASS = CLASSES + OF_H.replace("CLASS", "").replace("SAYS", "5% of its H shares")


@pytest.mark.parametrize("text", [XPENG, OF_CLASS, ROUNDS, VOTING + stakes(TEN_OF_H, NUMBER)])
def test_each_answer_follows_in_the_workbook(text: str, tmp_path: Path) -> None:
    found = dm.report(book(text))
    assert_items(found, prove(found, tmp_path, "ironcalc"))
