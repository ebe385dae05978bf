"""What is right is not called wrong: a thousand relations made by rounding real numbers."""

from __future__ import annotations

import random

import pytest

from dealmodel.articles.reviewing import review
from tests.articles.rounding import made, spoiled

COUNT = 1_000


@pytest.mark.parametrize("seed", [2025])
def test_right_relations_are_found_and_hold(seed: int) -> None:
    found = wrong = doubtful = 0
    for kind, text in made(seed, COUNT):
        relations = review(text)
        found += any(each.kind == kind for each in relations)
        wrong += any(each.verdict == "wrong" for each in relations)
        doubtful += any(each.verdict == "doubtful" for each in relations)
    assert wrong <= COUNT // 1_000
    assert doubtful <= COUNT // 20
    assert found >= COUNT * 9 // 10


@pytest.mark.parametrize("seed", [2025])
def test_misprints_are_marked(seed: int) -> None:
    dice = random.Random(seed)
    marked = 0
    for kind, text in made(seed, COUNT):
        verdicts = {each.verdict for each in review(spoiled(kind, text, dice))}
        marked += bool(verdicts & {"wrong", "doubtful"})
    assert marked >= COUNT * 9 // 10
