"""What is given for a target, in a workbook: live formulas over the cells of the claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.derivations.test_consideration import METSERA, report
from tests.derivations.test_offers import COLLAR
from tests.exports.xlsx.test_proof import assert_items, prove

SHARES = "    shares: {says: 105 million, source: a}\n    premium: {says: 25%, source: a}\n"
STATED = "    reference_price: {says: $20, source: a}\n    premium: {says: 38%, source: b}\n"


@pytest.mark.parametrize("deal", [METSERA + SHARES, COLLAR + STATED, COLLAR + SHARES])
def test_each_answer_follows_in_the_workbook(deal: str, tmp_path: Path) -> None:
    found = report(deal)
    assert_items(found, prove(found, tmp_path, "ironcalc"))
