"""Claims: figures as printed, read once, under the claim's own terms."""

from __future__ import annotations

import copy
import pickle
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import BookError, NoFigure, SeveralFigures
from dealmodel.figures import reader
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.hedges import HedgeRules
from dealmodel.records.claim import Claim
from dealmodel.records.growth import Growth
from dealmodel.records.party import Fact
from dealmodel.records.price import Price
from dealmodel.records.record import Record
from dealmodel.records.stake import Stake
from dealmodel.records.volume import Volume


def claim(says: str, **other: object) -> Claim:
    return Claim.model_validate({"says": says, "source": "cnbc", **other})


def test_a_figure_knows_its_source() -> None:
    figure = claim("just over 300,000 cars").figure()
    assert (figure.value, figure.unit.text, figure.source) == (300_000, "cars", "cnbc")
    assert figure.bounds == Bounds(Fraction(300_000), Fraction(310_000), low_open=True)


def test_a_conversion_comes_with_its_price() -> None:
    first, second = claim("109,800 yuan ($15,115)").figures()
    assert (first.unit.text, second.unit.text) == ("CNY", "USD")
    assert first == claim("109,800 yuan ($15,115)").figure()


def test_the_readers_rules_and_the_claims_own() -> None:
    strict = HedgeRules(reading="strict")
    unbounded = Bounds(Fraction(300_000), None, low_open=True)
    assert claim("just over 300,000").figure(strict).bounds == unbounded
    assert claim("just over 300,000", reading="strict").figure().bounds == unbounded
    usual = claim("just over 300,000", reading="usual").figure(strict).bounds
    assert usual.high == 310_000
    assert claim("about 300,000", exact="yes").figure().exact
    assert claim("about 300,000").figure(HedgeRules(exact=True)).exact
    wide = HedgeRules(meanings={"about": "[v-2g, v+2g]"})
    assert claim("about 21%").figure(wide).bounds == Bounds(Fraction(19, 100), Fraction(23, 100))


def test_stated_bounds() -> None:
    figure = claim("about 21%", bounds=["20%", "23%"]).figure()
    assert (figure.low, figure.value, figure.high) == (
        Fraction(1, 5),
        Fraction(21, 100),
        Fraction(23, 100),
    )
    assert claim("about 3 million", bounds=["2.9 million", None]).figure().high is None
    assert claim("about 300 cars", bounds=["290", "310 cars"]).figure().low == 290


def test_stated_bounds_that_leave_their_ends_out() -> None:
    def bounds(*ends: str | None) -> Bounds:
        return claim("25% to 50%", bounds=ends).figure().bounds

    low, high = Fraction(1, 4), Fraction(1, 2)
    assert bounds("more than 25%", "50%") == Bounds(low, high, low_open=True)
    assert bounds("25%", "less than 50%") == Bounds(low, high, high_open=True)
    assert bounds("over 25%", None) == Bounds(low, None, low_open=True)
    assert bounds("more than 25%", "under 50%") == Bounds(low, high, True, True)


def test_stated_bounds_between_which_nothing_is() -> None:
    with pytest.raises(BookError, match=r"write \[low, high\]"):
        Stake(
            investor="a",
            investee="b",
            share=[Claim(says="25%", source="s", bounds=("more than 25%", "25%"))],
        )


def test_a_figure_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    read = reader.figure_with_conversions

    def counted(text: str, **options: Any) -> Any:
        reads.append(text)
        return read(text, **options)

    monkeypatch.setattr(reader, "figure_with_conversions", counted)
    stake = Stake(investor="a", investee="b", share=[claim("21%"), claim("20%")])
    assert [each.figure().value for each in stake.share] == [Fraction(21, 100), Fraction(1, 5)]
    assert stake.share[0].figure() is stake.share[0].figure()
    assert reads == ["21%", "20%"]


def test_reading_changes_nothing_that_is_compared() -> None:
    read, unread = claim("21%"), claim("21%")
    read.figure()
    assert read == unread
    assert pickle.loads(pickle.dumps(read)) == read == copy.deepcopy(read)
    assert read.model_dump() == unread.model_dump()


def test_no_figure_and_several() -> None:
    with pytest.raises(NoFigure):
        claim("a tidy sum").figure()
    with pytest.raises(SeveralFigures):
        claim("21% for $1.6 billion").figure()


class TestGrowth:
    """A bare percentage is growth where growth is what the field holds."""

    def figure(self, says: str) -> reader.Figure:
        return Growth(of="v", growth=[claim(says)]).growth[0].figure()

    def test_kind_and_value(self) -> None:
        figure = self.figure("104 %")
        assert (figure.kind, figure.value) == ("growth", Fraction(26, 25))
        assert (self.figure("+104%").kind, self.figure("-20%").value) == ("growth", Fraction(-1, 5))

    def test_the_same_claim_elsewhere_is_a_share(self) -> None:
        shared = claim("50%")
        growth = Growth(of="v", growth=[shared])
        stake = Stake(investor="a", investee="b", share=[shared])
        assert growth.growth[0].figure().kind == "growth"
        assert stake.share[0].figure().kind == "share"
        assert growth.growth[0] == shared

    def test_bounds_below_zero(self) -> None:
        assert self.figure("at most 5%").low is None
        assert claim("at most 5%").figure().low == 0


def test_a_profit_can_be_negative() -> None:
    fact = Fact(what="profit", amount=[claim("at most €5 million"), claim("-€3 million")])
    low, loss = (each.figure() for each in fact.amount)
    assert low.low is None
    assert loss.value == -3_000_000


@pytest.mark.parametrize("says", ["12", "half", "$5", "3 cars", "5 days", "2.5x", "104 %", "+4%"])
def test_each_field_takes_its_kinds_and_no_others(says: str) -> None:
    kind = reader.figure(says).kind
    parties = {"investor": "a", "investee": "b"}
    volume = {"party": "a", "measure": "sales", "period": "2024"}
    fields: dict[str, tuple[type[Record], dict[str, str], set[str]]] = {
        "share": (Stake, parties, {"share", "ratio"}),
        "paid": (Stake, parties, {"money"}),
        "shares": (Stake, parties, {"count", "number"}),
        "ads_ratio": (Stake, parties, {"number", "ratio", "count"}),
        "count": (Volume, volume, {"count", "number"}),
        "within": (Volume, volume, {"duration"}),
        # A percentage above the whole is a ratio, and a change where a change is asked for.
        "growth": (Growth, {"of": "v"}, {"growth", *(["ratio"] if says == "104 %" else [])}),
        "amount": (Price, {"product": "p", "basis": "list", "on": "2025"}, {"money"}),
    }
    for name, (record, others, kinds) in fields.items():
        data = {**others, name: [{"says": says, "source": "cnbc"}]}
        if kind in kinds and not (name == "share" and says in ("104 %", "2.5x")):
            assert getattr(record(**data), name)[0].figure().kind in {*kinds, "growth"}
        else:
            with pytest.raises(BookError) as caught:
                record(**data)
            (problem,) = caught.value.problems
            assert problem.path == (name, 0, "says")
            assert problem.code in ("bad-value", "out-of-range")


@given(st.integers(-200, 200))
def test_a_share_is_above_0_and_at_most_100_percent(percent: int) -> None:
    stake = {"investor": "a", "investee": "b", "share": [claim(f"{percent}%")]}
    if 0 < percent <= 100:
        assert Stake(**stake).share[0].figure().value == Fraction(percent, 100)
    else:
        with pytest.raises(BookError) as caught:
            Stake(**stake)
        assert [each.code for each in caught.value.problems] == ["out-of-range"]


@pytest.mark.parametrize(
    ("says", "is_fine"),
    [
        ("100%", True),
        ("nearly 100%", True),
        ("up to 100%", True),
        ("a fifth", True),
        ("20 to 25%", True),
        ("less than 5%", True),
        ("at least 51%", True),
        ("more than 100%", False),
        ("99 to 101%", False),
        ("0%", False),
        ("0.0001%", True),
        ("100.1%", False),
    ],
)
def test_shares_at_the_limits(says: str, is_fine: bool) -> None:
    data = {"investor": "a", "investee": "b", "share": {"says": says, "source": "cnbc"}}
    if is_fine:
        assert Stake(**data).share[0].says == says
    else:
        with pytest.raises(BookError, match="above 0 and at most 100%"):
            Stake(**data)


@pytest.mark.parametrize(
    ("field", "says", "message"),
    [
        ("votes", "20% of its H shares", "no share of the company"),
        ("share", "20% of the revenue", "no share of the company"),
        ("share", "20% of the votes", "write it under votes"),
        ("paid", "€32 per share", "is per share; an amount of money in all is needed"),
        ("paid", "rose by €1 billion", "the amount by which something changed"),
        ("shares", "rose by 144,155 shares", "the amount by which something changed"),
        ("shares", "5,000 shares a day", "is per day"),
    ],
)
def test_what_stands_beside_a_figure_must_fit_its_field(
    field: str, says: str, message: str
) -> None:
    with pytest.raises(BookError, match=message):
        Stake(investor="a", investee="b", **{field: [claim(says)]})


def test_words_that_fit_their_field() -> None:
    stake = Stake(
        investor="a",
        investee="b",
        share=[claim("more than half")],
        votes=[claim("50% of the votes")],
        price_per_share=[claim("US$15 per ADS")],
    )
    share = stake.share[0].figure()
    assert (share.kind, str(share.bounds)) == ("share", "(1/2, 1]")
    assert stake.votes[0].figure().of == "votes"
    assert stake.price_per_share[0].figure().per == "ADS"


@pytest.mark.parametrize("says", ["20% discount", "a 5% stake", "5% zorbed", "5% of its profit"])
def test_a_change_whose_words_are_not_known_is_no_plus(says: str) -> None:
    with pytest.raises(BookError, match="is not understood"):
        Growth(of="v", growth=[claim(says)])


def test_a_change_has_the_sign_of_its_words() -> None:
    for says, value in {"5% cheaper": -5, "5%": 5, "lost 5%": -5, "100%": 100}.items():
        figure = Growth(of="v", growth=[claim(says)]).growth[0].figure()
        assert (figure.kind, figure.value) == ("growth", Fraction(value, 100)), says
