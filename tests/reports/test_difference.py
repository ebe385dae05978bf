"""Two books beside each other: the whole difference, its text and record, and what always holds."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import dealmodel as dm
from dealmodel.errors import UsageError
from dealmodel.reports.difference import diff, text_of
from tests.reports.many_interests import many_interests
from tests.reports.two_books import OLD, STAKE, books, difference, read

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_same_books() -> None:
    found = diff(read(), read())
    assert not found
    assert (found.changes, found.movements, found.warnings) == ((), (), ())
    assert text_of(found) == "no differences"
    assert not diff(dm.load_book(SEEDS), dm.load_book(SEEDS))


def test_the_text_is_by_subject_with_what_was_and_what_is() -> None:
    lines = text_of(difference(("20%", "16%"))).splitlines()
    assert lines == [
        "stakes.s  (Ivy in Elm, 2024-05-07)",
        "  ~ share [Paper]: “20%” → “16%”",
        "  ~ share [Paper] = 20% [19.5%, 20.5%] → 16% [15.5%, 16.5%]",
        "      point -4.00 percentage points (-20.00 %); low -4.00 percentage points (-20.51 %); "
        "high -4.00 percentage points (-19.51 %)",
        "  ~ implied equity value, USD [Paper] = $50m [46.3, 53.8] → $62.5m [57.6, 67.7]",
        "      point +$12.5m (+25.00 %); low +$11.2m (+24.24 %); high +$13.9m (+25.81 %)",
        "  ~ pre money, USD [Paper] = $50m [46.3, 53.8] → $62.5m [57.6, 67.7]",
        "      point +$12.5m (+25.00 %); low +$11.2m (+24.24 %); high +$13.9m (+25.81 %)",
        "",
        "claims, events and fields: 1 changed; answers: 3 moved",
    ]


def test_a_record_that_is_new_or_gone() -> None:
    more = """
prices:
  p: {product: Car, basis: list, on: 2024-05-07, amount: {says: €5, source: a}}
"""
    old, new = read(), dm.read_book(OLD + more)
    found = diff(old, new)
    assert {(each.change, each.part.where) for each in found.changes} == {
        ("added", "prices.p.product"),
        ("added", "prices.p.basis"),
        ("added", "prices.p.on"),
        ("added", "prices.p.amount"),
    }
    assert "prices.p, added  (Car, list, 2024-05-07)\n" in text_of(found)
    assert "prices.p, removed  (Car, list, 2024-05-07)\n" in text_of(diff(new, old))
    (appeared,) = found.movements
    record = appeared.to_dict()
    assert (record["change"], record["name"]) == ("appeared", "converted_price")
    assert record["point"]["old"] is None
    assert record["point"]["absolute"] is None


def test_what_cannot_be_derived_is_told_with_the_book_it_is_in() -> None:
    found = difference(("currency: USD", "currency: EUR"), ("on: 2024-05-07", "on: 2999-05-07"))
    (warning,) = found.warnings
    assert warning.startswith(f"new: {STAKE}: ")
    with pytest.raises(UsageError):
        diff(read(), read(), rates="nowhere")


def test_the_record_is_json_without_floats() -> None:
    record = difference(("20%", "16%")).to_dict()
    assert json.loads(json.dumps(record, allow_nan=False), parse_float=pytest.fail) == record
    assert record["old"]["book"] == "Deal"
    assert record["old"]["sha256"] != record["new"]["sha256"]


def test_subjects_are_shown_to_be_derived() -> None:
    seen: list[str] = []
    diff(read(), read(), step=seen.append)
    assert Counter(seen)[STAKE] == 2


read_once = cache(dm.read_book)


@given(books())
def test_a_book_does_not_differ_from_itself(text: str) -> None:
    assert not diff(dm.read_book(text), dm.read_book(text))


@given(books(), books())
def test_turned_round_everything_is_turned_round(one: str, other: str) -> None:
    there, back = diff(read_once(one), read_once(other)), diff(read_once(other), read_once(one))
    assert Counter((each.old, each.new) for each in there.changes) == Counter(
        (each.new, each.old) for each in back.changes
    )
    assert Counter(map(moved, there.movements)) == Counter(
        moved(each, turned=True) for each in back.movements
    )
    assert bool(there) == bool(back)
    text_of(there)


def moved(movement: Any, turned: bool = False) -> tuple[Any, ...]:
    sides = [
        None if side is None else json.dumps(side.to_dict(), sort_keys=True)
        for side in (movement.old, movement.new)
    ]
    return tuple(reversed(sides)) if turned else tuple(sides)


@given(books(), books())
def test_there_is_no_change_without_a_difference_in_the_books(one: str, other: str) -> None:
    found = diff(read_once(one), read_once(other))
    if read_once(one) == read_once(other):
        assert not found
    if not found.changes:
        assert not found.movements


def test_an_interest_that_is_no_longer_among_the_largest_has_not_vanished() -> None:
    # At 50 % the first owner's interests are the smallest, at 90 % the largest of 225.
    found = dm.diff(many_interests(50), many_interests(90))
    moved = [each for each in found.movements if each.item.name == "effective_interest"]
    assert {each.change for each in moved} == {"moved"}
    assert {each.item.found.owner for each in moved} == {"o0"}
    assert len(moved) == 15
