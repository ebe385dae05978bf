"""What claims from elsewhere cost: a constant each, however many there are."""

from __future__ import annotations

import sys
from types import FrameType

from dealmodel.records.additions import with_additions
from dealmodel.records.stake import Stake


def calls(count: int) -> int:
    """How many functions are called to put ``count`` claims to as many stakes."""
    fields = {
        "stakes": {f"s{at}": {"investor": "x", "investee": "y"} for at in range(count)},
        "claims": [
            {"about": f"stakes.s{at}.share", "says": "5%", "source": "a"} for at in range(count)
        ],
    }
    made = 0

    def count_it(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count_it)
    try:
        folded, moved, problems = with_additions(fields, {"stakes": Stake})
    finally:
        sys.setprofile(None)
    assert len(moved) == count
    assert not problems
    assert folded["stakes"]["s0"]["share"][0]["says"] == "5%"
    return made


def test_each_claim_costs_the_same() -> None:
    calls(10)
    assert calls(400) < 4.4 * calls(100)
