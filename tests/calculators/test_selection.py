"""Choosing among claims: by rule, by source, never in silence."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel as dm

SOURCES = {
    "early": dm.Source(publisher="Early", published="2023-10-26"),
    "late": dm.Source(publisher="Late", published="2025-04-26"),
    "month": dm.Source(publisher="Month", published="2025-04"),
    "undated": dm.Source(publisher="Undated"),
}


def claims(*said: tuple[str, str] | tuple[str, str, str]) -> list[dm.Claim]:
    return [
        dm.Claim(says=each[0], source=each[1], by=each[2] if len(each) > 2 else None)
        for each in said
    ]


def select(given: list[dm.Claim], prefer: str) -> dm.Figure:
    return dm.select(given, dm.Selection(prefer, SOURCES))


def selected(figure: dm.Figure) -> dict[str, Any]:
    chosen: dict[str, Any] = figure.to_dict()["selected"]
    return chosen


def test_the_hull_holds_every_claim_and_has_no_point() -> None:
    found = select(claims(("21%", "late"), ("20 percent", "undated")), "hull")
    assert (found.low, found.high, found.point) == (Fraction("0.195"), Fraction("0.215"), None)
    assert found.sources == ("late", "undated")
    assert [each["says"] for each in selected(found)["of"]] == ["21%", "20 percent"]


def test_one_number_said_twice_keeps_its_point() -> None:
    found = select(claims(("about 20%", "late"), ("20%", "undated")), "hull")
    assert (found.point, found.low, found.high) == (
        Fraction("0.2"),
        Fraction("0.19"),
        Fraction("0.21"),
    )


def test_the_overlap_is_what_all_allow() -> None:
    found = select(claims(("about 20%", "late"), ("more than 20%", "undated")), "overlap")
    assert str(found.bounds) == "(1/5, 21/100]"
    assert found.point is None  # 20 % is not more than 20 %


def test_no_overlap_is_an_error_that_names_the_claims() -> None:
    with pytest.raises(dm.DealModelError, match="21% and 12% cannot all be right") as error:
        select(claims(("21%", "late"), ("12%", "undated")), "overlap")
    assert error.value.code == "contradictory"


@pytest.mark.parametrize(
    ("prefer", "given", "says"),
    [
        ("latest", ["early", "late"], "late"),
        ("first", ["late", "early"], "early"),
        # A month may have begun before the day and ended after it: it beats it neither way.
        ("latest", ["month", "late"], "late"),
        ("first", ["month", "late"], "late"),
        ("latest", ["undated", "early"], "early"),
        ("first", ["undated", "early"], "early"),
        ("latest", ["undated", "undated"], "undated"),
        ("early", ["late", "early"], "early"),
    ],
)
def test_rules_by_date_and_source(prefer: str, given: list[str], says: str) -> None:
    sizes = dict(zip(SOURCES, ("11%", "22%", "33%", "44%"), strict=True))
    found = select(claims(*((sizes[source], source) for source in given)), prefer)
    assert (found.verbatim, found.sources) == (sizes[says], (says,))
    assert selected(found)["prefer"] == prefer


def test_a_claims_own_date_counts_before_its_sources() -> None:
    old = dm.Claim(says="11%", source="late", on="2020")
    new = dm.Claim(says="22%", source="early")
    assert select([old, new], "latest").verbatim == "22%"


@pytest.mark.parametrize(
    ("said_by", "chosen"),
    [
        (["A person with direct knowledge", None], 1),
        (["Insiders", "Jane Doe"], 1),
        ([None, "zhu-jiangming"], 1),
        (["Jane Doe", "zhu-jiangming"], 1),
        ([None, "Jane Doe"], 1),
        ([None, None], 0),
    ],
)
def test_on_record_before_unnamed(said_by: list[str | None], chosen: int) -> None:
    given = [
        dm.Claim(says=says, source="late", by=by)
        for says, by in zip(("10%", "20%"), said_by, strict=True)
    ]
    assert select(given, "on-record").verbatim == ("10%", "20%")[chosen]


@pytest.mark.parametrize("prefer", ["hull", "overlap"])
def test_two_currencies_have_no_hull(prefer: str) -> None:
    with pytest.raises(dm.DealModelError, match="convert one of them") as error:
        select(claims(("$1.6 billion", "late"), ("€1.5 billion", "early")), prefer)
    assert error.value.code == "currency-mismatch"


def test_an_unknown_rule_is_an_error_that_proposes_one() -> None:
    with pytest.raises(dm.DealModelError, match="Did you mean latest"):
        select(claims(("21%", "late"), ("20%", "early")), "lattest")
    with pytest.raises(dm.DealModelError, match="no claims"):
        select([], "hull")


def test_a_single_claim_is_itself_by_any_rule() -> None:
    for rule in ("hull", "overlap", "latest", "first", "on-record", "undated"):
        assert "selected" not in select(claims(("21%", "late")), rule).to_dict()


class TestCalculators:
    """Every calculator takes claims where it takes a figure, and says what it chose."""

    SHARE = claims(("21%", "late"), ("20 percent", "undated"))
    PAID = claims(("$1.6 billion", "late"))

    def test_the_default_is_the_hull_and_is_stated(self) -> None:
        value = dm.implied_value(self.SHARE, self.PAID).implied_equity_value
        # 1.55 / 0.215 and 1.65 / 0.195, in billions.
        assert (value.low, value.high) == (
            Fraction(1_550_000_000_000, 215),
            Fraction(1_650_000_000_000, 195),
        )
        assert value.to_dict()["inputs"]["stake"]["selected"]["prefer"] == "hull"
        assert value.sources == ("late", "undated")

    def test_a_preferred_source(self) -> None:
        value = dm.implied_value(self.SHARE, self.PAID, prefer="undated").implied_equity_value
        assert value.point == 8_000_000_000

    def test_the_others_take_claims_as_well(self) -> None:
        cars = claims(("300,000 cars", "late"), ("310,000 cars", "undated"))
        late = dm.Selection("latest", SOURCES)
        assert dm.ratio(cars, "600,000 cars", prefer=late)[0].point == Fraction(1, 2)
        assert dm.calc("1 / share", share=self.SHARE, prefer="undated").point == 5
        assert dm.peer_volume(cars, "a tenth", prefer="undated").point == 3_100_000
        assert dm.convert(self.PAID, to="EUR", on="2025-04-25").unit.text == "EUR"
        assert dm.volume_before(cars, "100 %", prefer="late").point == 150_000
        assert dm.value_per_unit("$3 billion", cars, basis="x", prefer="late").point == 10_000
        assert dm.run_rate(cars, "365 days", prefer="late").point == 300_000


def test_a_report_with_a_preference_has_one_answer_for_several_claims() -> None:
    book = dm.load_book(Path(__file__).parents[2] / "seeds")
    stake = "stakes.stellantis-in-leapmotor"
    for prefer, points in (
        ("cnbc-2025-04-26", [Fraction("0.21")]),
        ("wikipedia-leapmotor", [Fraction("0.2")]),
        ("hull", [None]),
        ("latest", [Fraction("0.21")]),
    ):
        found = dm.report(book, prefer=prefer, checks=False).about(stake)
        assert [each.result.point for each in found if each.name == "share"] == points
    with pytest.raises(dm.DealModelError, match="Did you mean"):
        dm.report(book, prefer="cnbc-2025")


@given(st.permutations(["21%", "20%", "about 22%", "between 19% and 20%"]))
def test_a_hull_does_not_depend_on_the_order(says: list[str]) -> None:
    found = dm.select(says)
    assert (found.low, found.high) == (Fraction("0.19"), Fraction("0.23"))
