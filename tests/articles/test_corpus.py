"""The corpus: what is found of its relations, what is marked of its errors, and nothing false."""

from __future__ import annotations

import pytest

from tests.articles.corpus import SETS, THIRDS, passages, scored


@pytest.mark.parametrize("third", THIRDS)
def test_relations_are_found_and_errors_marked(third: str) -> None:
    score = scored(third)
    assert score.found >= score.relations * 0.9, score.failures
    assert score.marked >= score.errors * 0.9, score.failures
    assert score.called_wrong == 0, score.failures
    assert score.called_doubtful <= score.right / 20, score.failures


def test_relations_by_people_who_had_not_seen_the_rules_are_found_and_none_is_called_wrong() -> (
    None
):
    score = scored(*SETS)
    assert score.found >= score.relations * 0.81, score.failures
    assert score.marked >= score.errors * 0.89, score.failures
    assert score.called_wrong == 0, score.failures
    assert score.called_doubtful <= score.right / 60, score.failures


def test_half_of_the_passages_have_an_error_and_each_has_a_source() -> None:
    every = [each for name in (*THIRDS, *SETS) for each in passages(name)]
    assert len(every) >= 630
    assert 0.4 <= sum(each.error != "none" for each in every) / len(every) <= 0.6
    assert all(each.source and each.error in ("none", "planted", "corrected") for each in every)
