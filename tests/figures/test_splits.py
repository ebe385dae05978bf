"""Splits of a whole, exchanges of shares, and the numbers with a colon or dash that are neither."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.figures.reader import figure, find_figures

SPLITS: dict[str, tuple[int | str, ...]] = {
    "51:49": (51, 49),
    "50:50": (50, 50),
    "a 51:49 joint venture": (51, 49),
    "The venture is split 51:49": (51, 49),
    "a 50-50 joint venture": (50, 50),
    "a 50/50 joint venture": (50, 50),
    "a 50–50 joint venture": (50, 50),
    "a 60-40 partnership": (60, 40),
    "a 60/40 split": (60, 40),
    "owned 75-25": (75, 25),
    "a 40:30:30 venture": (40, 30, 30),
    "a 33.3:66.7 venture": ("33.3", "66.7"),
    "50-50": (50, 50),
}
EXCHANGES = {
    "1-for-10": Fraction(1, 10),
    "a 1-for-10 reverse split": Fraction(1, 10),
    "a one-for-ten split": Fraction(1, 10),
    "a 3-for-2 split": Fraction(3, 2),
    "a two-for-one split": Fraction(2),
    "a 2-for-1 stock split": Fraction(2),
    "a 1-for-20 reverse split": Fraction(1, 20),
    "a 5-for-4 rights issue": Fraction(5, 4),
}
NEITHER = (
    *("at 10:30", "at 21:32", "by 3:1", "won 3-1", "a score of 60-20", "a ratio of 60:20"),
    *("from 9:30 to 16:00", "Mar 3, 2025 21:32", "51:48", "51:49:10"),
)


@pytest.mark.parametrize("text", SPLITS)
def test_each_part_of_a_split_is_a_share(text: str) -> None:
    found = find_figures(text)
    assert [one.kind for one in found] == ["share"] * len(SPLITS[text])
    assert [one.value for one in found] == [Fraction(part) / 100 for part in SPLITS[text]]
    assert sum(one.value or 0 for one in found) == 1
    assert not found.refused
    for one in found:
        assert text[slice(*one.span)] == one.verbatim
        assert one.linked_to is None


@pytest.mark.parametrize("text", EXCHANGES)
def test_an_exchange_is_one_exact_ratio(text: str) -> None:
    [read] = find_figures(text)
    assert (read.kind, read.value, read.exact) == ("ratio", EXCHANGES[text], True)


@pytest.mark.parametrize("text", NEITHER)
def test_times_of_day_scores_and_other_sums_are_no_shares(text: str) -> None:
    assert all(one.kind not in ("share", "ratio", "growth") for one in find_figures(text))


@pytest.mark.parametrize("words", ["two-and-a-half times", "two and a half times", "2½ times"])
def test_a_mixed_number_of_times_is_a_ratio(words: str) -> None:
    read = figure(words)
    assert (read.kind, read.value) == ("ratio", Fraction(5, 2))


def test_a_range_of_percentages_is_no_split() -> None:
    read = figure("40-60%")
    assert (read.kind, read.hedge, read.value) == ("share", "range", None)
    assert (read.low, read.high) == (Fraction(2, 5), Fraction(3, 5))


def test_a_split_beside_a_price() -> None:
    text = "They paid €1.5 billion for a 51:49 joint venture with 300 cars."
    assert [one.kind for one in find_figures(text)] == ["money", "share", "share", "count"]
