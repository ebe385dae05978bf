"""The verdict on each fact of a book."""

from __future__ import annotations

from pathlib import Path

import pytest

import dealmodel as dm
from dealmodel.reports.facts import counts_of, facts_of

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def facts():
    return facts_of(dm.report(dm.load_book(SEEDS)))


def test_the_seeds_contested_facts(facts):
    found = {(each.subject, each.label) for each in facts if each.verdict == "contested"}
    assert found == {
        ("stakes.stellantis-in-leapmotor", "share"),
        ("volumes.leapmotor-2024", "count"),
        ("agreements.ferrari-talks", "stage"),
    }


def test_what_no_source_states_is_unknown(facts):
    found = {(each.subject, each.label) for each in facts if each.verdict == "unknown"}
    assert ("volumes.byd-2024", "count") in found
    assert ("joint_ventures.faw-vw", "share of FAW Group") in found


def test_every_fact_is_counted_once(facts):
    counts = counts_of(facts)
    assert sum(counts.values()) == len(facts)
    assert list(counts) == ["contested", "agreed", "unknown", "told"]


def _book(*claims: dict[str, str], origin: str | None = None) -> dm.Book:
    return dm.Book.model_validate(
        {
            "book": "One",
            "sources": {
                each: {"publisher": each.upper(), **({"origin": origin} if origin else {})}
                for each in "st"
            },
            "parties": {"a": {"name": "A", "kind": "company"}},
            "volumes": {
                "v": {"party": "a", "measure": "sales", "period": "2024", "count": list(claims)}
            },
        }
    )


@pytest.mark.parametrize(
    ("first", "second", "origin", "verdict", "camps"),
    [
        ("5,000 cars", "5,000 cars", None, "agreed", [0, 0]),
        ("5,000 cars", "9,000 cars", None, "contested", [0, 1]),
        ("5,000 cars", "5,000 cars", "Wire", "told", [None, None]),
        ("700 million cars", "705.6 million cars", None, "unknown", [0, 1]),
    ],
)
def test_a_verdict_is_that_of_the_checks(first, second, origin, verdict, camps):
    book = _book({"says": first, "source": "s"}, {"says": second, "source": "t"}, origin=origin)
    [fact] = facts_of(dm.report(book))
    assert fact.verdict == verdict
    assert [each.camp for each in fact.statements] == camps
    assert fact.why
    assert len(fact.by_origin(book)) == (1 if origin else 2)


def test_one_voice_alone_is_told():
    [fact] = facts_of(dm.report(_book({"says": "5,000 cars", "source": "s"})))
    assert (fact.verdict, fact.why) == ("told", "one voice")
