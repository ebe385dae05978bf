"""Real deals with their printed figures.

A right book must bring neither error nor warning. Each slip of ``mistakes.yaml``, put alone into a
right book, must be found; so must each misprint that papers really made, and nothing else in the
books that have them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import dealmodel as dm
from dealmodel.checks.catalogue import check
from dealmodel.checks.finding import Finding

DEALS = Path(__file__).parent / "deals"


def _text(stem: str) -> Any:
    """The file with every value as its text, as books keep them."""
    return yaml.load((DEALS / f"{stem}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


MISTAKES, PRINTED_WRONG = _text("mistakes"), _text("printed_wrong")
BOOKS = sorted({path.stem for path in DEALS.glob("*.yaml")} - {"mistakes", "printed_wrong"})
MISPRINTED = [stem for stem in BOOKS if stem.startswith("misprint-")]
RIGHT = [stem for stem in BOOKS if stem not in MISPRINTED]


def grave(book: dm.Book) -> list[Finding]:
    return [each for each in check(book) if each.severity != "info"]


@cache
def found_in(stem: str) -> list[Finding]:
    return grave(dm.load_book(DEALS / f"{stem}.yaml"))


def told(found: list[Finding]) -> list[str]:
    return [f"{each.code} {each.subject}: {each.message}" for each in found]


def with_slip(stem: str, at: str, says: str) -> dm.Book:
    """The book with ``says`` in place of the text that stands at ``at``."""
    data = _text(stem)
    part = data
    *path, last = at.split(".")
    for key in path:
        part = part[int(key)] if isinstance(part, list) else part[key]
    assert part[last] != says, "the slip must differ from the text it takes the place of"
    part[last] = says
    return dm.Book.build(data)


def name(entry: dict[str, Any]) -> str:
    return f"{entry['book']}:{entry.get('at') or entry['subject']}"


def test_the_corpus_is_there() -> None:
    assert len(RIGHT) >= 30
    assert len(MISTAKES) >= 100
    assert {entry["book"] for entry in MISTAKES} <= set(RIGHT)
    assert {entry["book"] for entry in PRINTED_WRONG} == set(MISPRINTED)


@pytest.mark.parametrize("stem", RIGHT)
def test_a_right_book_is_left_in_peace(stem: str) -> None:
    assert told(found_in(stem)) == []


@pytest.mark.parametrize("slip", MISTAKES, ids=name)
def test_a_slip_is_found(slip: dict[str, Any]) -> None:
    found = grave(with_slip(slip["book"], slip["at"], slip["says"]))
    assert {each.code for each in found} & set(slip["finds"]), (slip["because"], told(found))


@pytest.mark.parametrize("misprint", PRINTED_WRONG, ids=name)
def test_what_was_printed_wrong_is_found(misprint: dict[str, Any]) -> None:
    found = found_in(misprint["book"])
    assert any(
        each.code in misprint["finds"] and each.subject.startswith(misprint["subject"])
        for each in found
    ), (misprint["because"], told(found))


@pytest.mark.parametrize("stem", MISPRINTED)
def test_the_rest_of_a_misprinted_book_is_left_in_peace(stem: str) -> None:
    wrong = [entry["subject"] for entry in PRINTED_WRONG if entry["book"] == stem]
    others = [
        each
        for each in found_in(stem)
        if not any(each.subject.startswith(subject) for subject in wrong)
    ]
    assert told(others) == []


@pytest.mark.parametrize(
    "slip", [each for each in MISTAKES if each["at"].startswith("deals.")], ids=name
)
def test_a_slip_in_a_deal_is_found_once(slip: dict[str, Any]) -> None:
    found = grave(with_slip(slip["book"], slip["at"], slip["says"]))
    # A size explains another fault, unless it is the only one.
    faults = [each for each in found if each.code != "magnitude"] or found
    assert len(faults) == 1, told(found)
