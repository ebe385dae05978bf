"""Amounts told more and less roughly, by the digits that they are printed with."""

from __future__ import annotations

import pytest

import dealmodel as dm
from dealmodel.calculators.rough import grain
from dealmodel.figures.reader import figure


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$700 million", 100_000_000),
        ("$705.6m", 100_000),
        ("300,000", 100_000),
        ("3.20 million", 10_000),
        ("€1.5 billion", 100_000_000),
        ("15,115", 1),
        ("$0", None),
        ("$7-8 billion", None),
    ],
)
def test_the_unit_of_the_last_digit_that_is_no_trailing_zero(text: str, unit: int | None) -> None:
    assert grain(figure(text)) == unit


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        (["$700 million", "$705.6m"], "undecided"),
        (["$705.6m", "$700 million"], "undecided"),
        (["$700 million", "$749m"], "undecided"),
        (["$700 million", "$751m"], "contradictory"),
        (["$700 million", "$650m"], "undecided"),
        (["$700 million", "$649m"], "contradictory"),
        (["$700 million", "$800 million"], "contradictory"),
        (["$700.0 million", "$705.6m"], "contradictory"),  # printed to the hundred thousand
        (["300,000 cars", "294,000 cars"], "undecided"),
        (["exactly $700 million", "$705.6m"], "contradictory"),
        (["more than $710 million", "$700 million"], "contradictory"),
        (["20%", "21%"], "contradictory"),
        (["20%", "24%"], "contradictory"),
        # 740 and 660 may each be 700, and are not one another.
        (["$700 million", "$740m", "$660m"], "contradictory"),
        (["$700 million", "$710m", "$709.6m"], "undecided"),
        (["$700 million", "$900 million", "$705.6m"], "contradictory"),
    ],
)
def test_what_meets_when_rounded_is_undecided(claims: list[str], verdict: str) -> None:
    found = dm.reconcile(claims)
    assert found.verdict == verdict
    if len(claims) == 2:
        assert found.pairs[0].verdict == verdict


def test_converted_amounts_too() -> None:
    # At 1.0766 dollars for a euro €690 million are $742.9 million, which is 700 in hundreds of
    # millions; €800 million are $861.3 million.
    on = "2024-05-07"
    assert dm.reconcile(["$700 million", "€690 million"], on=on).verdict == "undecided"
    assert dm.reconcile(["$700 million", "€800 million"], on=on).verdict == "contradictory"
