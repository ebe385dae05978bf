"""Numbers side by side on one axis: what is drawn is where it belongs, and no words overlap."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.units import PURE, Unit, currency_unit
from dealmodel.reports.drawing.football_field import football_fields
from dealmodel.reports.drawing.price_ladder import price_ladder, volumes_beside
from dealmodel.reports.drawing.ranges import Group, Ranges, Span, ranges_svg
from dealmodel.reports.drawing.scale import Scale
from tests.reports.drawing.drawn import SVG, Drawing, drawing, text_rect
from tests.reports.drawing.pictures import NASTY

SEEDS = Path(__file__).parents[3] / "seeds"
USD = currency_unit("USD")
BN = 10**9


def laid_out_well(found: Drawing) -> None:
    """All words are in the picture, and none lie on others; grounds lie under words alone."""
    texts = [text_rect(each) for each in found.texts()]
    for each in texts:
        assert found.page.contains(each), each
    for one, other in combinations(texts, 2):
        assert not one.overlaps(other), (one, other)


NUMBERS = st.fractions(-(10**13), 10**13, max_denominator=1000)


@st.composite
def spans(draw):
    ends = sorted(draw(st.tuples(NUMBERS, NUMBERS)))
    low, high = (end if draw(st.integers(0, 4)) else None for end in ends)
    is_open = draw(st.booleans()) and ends[0] != ends[1]
    bounds = Bounds(low, high, is_open, is_open)
    inside = [end for end in (low, high) if end is not None] or [Fraction(0)]
    value = draw(st.none() | st.sampled_from(inside))
    if bounds.is_point:
        value = bounds.low
    words = draw(st.sampled_from([*NASTY, "", "21%"]))
    kind = draw(st.sampled_from(["answer", "stated", "overlap"]))
    return Span(words, draw(st.sampled_from([*NASTY, ""])), value, bounds, kind)


PICTURES = st.builds(
    Ranges,
    st.sampled_from(NASTY),
    st.sampled_from([USD, currency_unit("KWD"), Unit.of("cars"), PURE]),
    st.sampled_from(["money", "share", "count", "number"]),
    st.lists(
        st.builds(
            Group,
            st.sampled_from([*NASTY, ""]),
            st.lists(spans(), min_size=1, max_size=4).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    st.booleans(),
)


@given(PICTURES)
@settings(max_examples=80)
def test_no_words_overlap_in_any_picture(picture):
    laid_out_well(drawing(ranges_svg(picture, "k-")))


@pytest.fixture(scope="module")
def report():
    return dm.report(dm.load_book(SEEDS))


def test_no_words_overlap_in_those_of_the_seeds(report):
    fields = [each for several in football_fields(report)[0].values() for each in several]
    assert len(fields) == 5
    for each in [*fields, price_ladder(report), *volumes_beside(report)]:
        laid_out_well(drawing(ranges_svg(each)))


def test_each_value_has_a_field_of_its_own(report):
    found = football_fields(report)[0]["stakes.stellantis-in-leapmotor"]
    assert [(each.title.partition(": ")[2], each.unit.text) for each in found] == [
        ("share", None),
        ("paid", "USD"),
        ("equity value", "USD"),
        ("pre-money value", "USD"),
    ]
    bars = found[2].spans
    assert [(each.label.partition(" at ")[0], each.who) for each in bars] == [
        ("$1.6 billion / 21%", "CNBC after Reuters"),
        ("€1.5 billion / 20 percent", "Wikipedia"),
        ("where they overlap", ""),
    ]
    assert bars[0].point == Fraction(160 * 10**9, 21)
    assert bars[2].bounds.high == bars[0].bounds.high


def test_prices_are_in_one_currency_the_dearest_first(report):
    ladder = price_ladder(report)
    assert ladder is not None
    assert ladder.unit.text == "USD"
    titles = [each.title for each in ladder.groups]
    assert titles[0].startswith("Xiaomi SU7 Ultra")
    assert titles[-1].startswith("Leapmotor T03")
    highest = [max(span.bounds.high or span.bounds.low for span in g.spans) for g in ladder.groups]
    assert highest == sorted(highest, reverse=True)
    printed = [each.label for each in ladder.spans if each.label.startswith("printed")]
    assert "printed: $15,115" in printed


def test_the_other_volume_of_a_ratio_stands_by_its_own_name(report):
    [volumes] = volumes_beside(report)
    titles = {each.title for each in volumes.groups}
    assert {"BYD sales 2024", "Leapmotor sales 2024"} <= titles
    assert "Leapmotor sales 2024: the period before (2023)" in titles
    assert volumes.from_zero


def _marks(span: Span) -> str:
    return ranges_svg(Ranges("T", USD, "money", (Group("", (span, span)),)))


def test_ends_are_told_apart_by_shape_and_words():
    low, high = Fraction(7 * BN), Fraction(8 * BN)
    closed = _marks(Span("a", "b", None, Bounds(low, high)))
    half_open = _marks(Span("a", "b", None, Bounds(low, high, True, True)))
    endless = _marks(Span("a", "b", None, Bounds(low, None)))
    assert closed.count("<circle") == 0
    assert half_open.count("<circle") == 4
    assert endless.count("<circle") == 0
    assert ">$7.00bn<" in closed
    assert ">&gt; $7.00bn<" in half_open
    assert ">&lt; $8.00bn<" in half_open
    assert "8" not in re.sub(r"<desc.*?</desc>|\w+=\"[^\"]*\"", "", endless).replace("</svg>", "")


def test_a_bar_reaches_from_its_low_to_its_high_end():
    scale = Scale(Fraction(0), Fraction(10), 100, 300)
    assert [scale.at(Fraction(each)) for each in (0, 5, 10, 11, -1)] == [100, 200, 300, 300, 100]
    spans = tuple(
        Span("a", "b", None, Bounds(Fraction(low * BN), Fraction(high * BN)))
        for low, high in ((0, 10), (2, 4))
    )
    root = drawing(ranges_svg(Ranges("T", USD, "money", (Group("", spans),)))).root
    bars = [each for each in root.iter(f"{SVG}path") if each.get("class") == "bar"]
    ends = [tuple(map(int, re.findall(r"M(\d+) .*H(\d+)V", each.attrib["d"])[0])) for each in bars]
    (left, _), (first, _) = ends
    right = int(re.findall(r"H(\d+)V", bars[0].attrib["d"])[0])
    assert first - left == round((right - left) / 5)


def test_an_offer_goes_across_and_an_overlap_lies_behind():
    bounds = Bounds(Fraction(7 * BN), Fraction(8 * BN))
    offer = Span("offer", "Filing", Fraction(7 * BN), point(Fraction(7 * BN)), "stated")
    overlap = Span("where they overlap", "", None, bounds, "overlap")
    text = ranges_svg(
        Ranges("T", USD, "money", (Group("", (Span("a", "b", None, bounds), offer, overlap)),))
    )
    assert text.count('stroke-dasharray="6 4"') == 1
    assert text.count('class="band"') == 1
    assert "hatch" in text


def test_pictures_of_one_page_have_ids_of_their_own():
    span = Span("a", "b", None, Bounds(Fraction(1), Fraction(2)))
    picture = Ranges("T", USD, "money", (Group("", (span,)),))
    ids = [re.findall(r'id="([^"]+)"', ranges_svg(picture, key)) for key in ("a-", "b-")]
    assert not set(ids[0]) & set(ids[1])
    assert ranges_svg(picture, "a-") == ranges_svg(picture, "a-")


@pytest.mark.parametrize("exponent", [2, 4, 6, 8, 9, 12])
@given(st.integers(1, 10**6), st.integers(1, 10**5))
@settings(max_examples=30)
def test_no_two_numbers_of_an_axis_read_alike(exponent, middle, width):
    at, apart = Fraction(middle) * 10**exponent, Fraction(width) * 10**exponent / 10**5
    bounds = Bounds(at - apart, at + apart)
    picture = Ranges("T", USD, "money", (Group("", (Span("", "", at, bounds),)),))
    axis = ranges_svg(picture).partition('<g class="span">')[0]
    numbers = re.findall(r"<text [^>]*>([^<]+)</text>", axis)
    assert len(numbers) == len(set(numbers)) > 0
