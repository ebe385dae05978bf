"""A timeline of agreements: each event where and as it belongs, and no words overlap."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.reports.drawing.evidence_timeline import (
    MOST,
    Happened,
    Row,
    Timeline,
    evidence_timeline,
    timeline_svg,
)
from dealmodel.reports.drawing.scale import Days
from tests.reports.drawing.drawn import drawing, text_rect
from tests.reports.drawing.pictures import NASTY

SEEDS = Path(__file__).parents[3] / "seeds"
EVIDENCE = ("reported", "attributed", "confirmed", "denied", "declined")

EVENTS = st.builds(
    Happened,
    st.dates(date(1, 1, 1), date(9999, 12, 31)) | st.dates(date(2025, 1, 1), date(2025, 1, 9)),
    st.sampled_from(EVIDENCE),
    st.sampled_from([*NASTY, "MoU signed", "talks ×3", ""]),
    st.sampled_from(NASTY),
)
TIMELINES = st.builds(
    Timeline,
    st.lists(
        st.builds(
            Row,
            st.sampled_from(NASTY),
            st.sampled_from(NASTY),
            st.booleans(),
            st.lists(EVENTS, max_size=8).map(tuple),
        ),
        max_size=4,
    ).map(tuple),
)


def laid_out_well(svg: str) -> None:
    found = drawing(svg)
    texts = [text_rect(each) for each in found.texts()]
    for each in texts:
        assert found.page.contains(each), each
    for one, other in combinations(texts, 2):
        assert not one.overlaps(other), (one, other)


@given(TIMELINES)
@settings(max_examples=80)
def test_no_words_overlap_in_any_timeline(timeline):
    laid_out_well(timeline_svg(timeline, "k-"))


def test_the_seeds_talks_with_ferrari():
    timeline = evidence_timeline(dm.load_book(SEEDS))
    laid_out_well(timeline_svg(timeline))
    [row] = [each for each in timeline.rows if "Ferrari" in each.title]
    assert row.is_contested
    assert {each.evidence for each in row.events} == {
        *("reported", "attributed", "denied", "declined")
    }
    denied = next(each for each in row.events if each.evidence == "denied")
    assert denied.on == date(2025, 4, 25)


def test_every_evidence_has_a_sign_of_its_own():
    signs = set()
    for evidence in EVIDENCE:
        event = Happened(date(2025, 1, 1), evidence, "talks", "told")
        text = timeline_svg(Timeline((Row("A", "talks", False, (event,)),)))
        [group] = [each for each in text.split("<g ") if each.startswith('class="event"')]
        signs.add(group.partition("</title>")[2].partition('<rect class="label"')[0])
    assert len(signs) == len(EVIDENCE)


def test_the_legend_tells_what_is_drawn_and_nothing_else():
    event = Happened(date(2025, 1, 1), "denied", "talks", "told")
    text = timeline_svg(Timeline((Row("A", "talks", True, (event,)),)))
    assert ">denied<" in text
    assert ">confirmed<" not in text


def test_of_many_agreements_some_are_drawn_and_it_is_said():
    event = {"on": "2025-01-01", "stage": "talks", "evidence": "reported", "source": "s"}
    data = {
        "book": "Many",
        "sources": {"s": {"publisher": "S"}},
        "parties": {each: {"name": each, "kind": "company"} for each in "ab"},
        "agreements": {
            f"g{n}": {"kind": "talks", "parties": ["a", "b"], "status": [event] * (1 + n % 3)}
            for n in range(100)
        },
    }
    found = evidence_timeline(dm.Book.model_validate(data))
    assert len(found.rows) == MOST
    assert found.left_out == "the 40 agreements with most events, of 100, are drawn"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2025, 1, 1), date(2025, 3, 2), ["2025", "2025-02", "2025-03"]),
        (date(2019, 5, 1), date(2025, 3, 2), ["2020", "2021", "2022", "2023", "2024", "2025"]),
        (date(1, 1, 1), date(9999, 12, 31), None),
    ],
)
def test_the_axis_has_round_days(first, last, told):
    found = [words for _, words in Days(first, last, 0, 500).ticks()]
    assert told in (None, found)
