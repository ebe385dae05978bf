"""Who says what: facts beside sources, camps told apart by shape, origins side by side."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

import dealmodel as dm
from dealmodel.reports.drawing.who_says_what import (
    MOST_FACTS,
    MOST_SOURCES,
    matrix_svg,
    who_says_what,
)
from dealmodel.reports.facts import facts_of
from tests.reports.drawing.drawn import drawing, text_rect
from tests.reports.drawing.pictures import NASTY

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.fixture(scope="module")
def matrix():
    report = dm.report(dm.load_book(SEEDS))
    return who_says_what(facts_of(report), report.book)


def laid_out_well(svg: str) -> None:
    found = drawing(svg)
    texts = [text_rect(each) for each in found.texts() if each.get("class") != "upright"]
    for each in texts:
        assert found.page.contains(each), each
    for one, other in combinations(texts, 2):
        assert not one.overlaps(other), (one, other)


def test_no_words_overlap(matrix):
    laid_out_well(matrix_svg(matrix))


def test_contested_facts_come_first_and_sources_of_one_origin_together(matrix):
    verdicts = [each.verdict for each in matrix.facts]
    assert verdicts == sorted(verdicts, key=["contested", "agreed", "unknown"].index)
    origins = [each.origin for each in matrix.columns]
    assert origins == sorted(origins, key=origins.index)


def _book(sources: int, facts: int) -> dm.Book:
    return dm.Book.model_validate(
        {
            "book": "Many",
            "sources": {
                f"s{n}": {"publisher": NASTY[n % len(NASTY)], "origin": f"O{n // 2}"}
                for n in range(sources)
            },
            "parties": {"a": {"name": NASTY[0], "kind": "company"}},
            "volumes": {
                f"v{n}": {
                    "party": "a",
                    "product": f"{NASTY[n % len(NASTY)]} {n}",
                    "measure": "sales",
                    "period": "2024",
                    "count": [
                        {"says": f"{5000 + 1000 * (s % 5)} cars", "source": f"s{s}"}
                        for s in range(sources)
                    ],
                }
                for n in range(facts)
            },
        }
    )


def test_what_is_too_much_is_left_out_and_said():
    report = dm.report(_book(30, 40))
    found = who_says_what(facts_of(report), report.book)
    assert (len(found.columns), len(found.facts)) == (MOST_SOURCES, MOST_FACTS)
    assert found.left_out == (
        "the first 30 of 40 facts of several sources and the 20 of 30 sources that say most are "
        "drawn; the tables have all"
    )
    laid_out_well(matrix_svg(found))


def test_every_camp_has_a_shape_of_its_own():
    report = dm.report(_book(8, 1))
    text = matrix_svg(who_says_what(facts_of(report), report.book))
    marks = {
        "".join(each for each in group.partition("</title>")[2].partition("</g>")[0] if each > "@")
        for group in text.split("<g ")
        if group.startswith('class="says"')
    }
    assert len(marks) == 4
    for words in ("most voices", "other account", "third account", "fourth account"):
        assert words in text
