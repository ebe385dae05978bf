"""Shares in per cent as words, and back: the bounds are the same."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dealmodel.books.bods.shares import (
    claim_words,
    is_nothing,
    narrowest,
    share_fault,
    share_of,
)
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import USUAL
from dealmodel.records.claim import Claim
from dealmodel.records.stake import Stake

STRICT = HedgeRules(reading="strict")

PER_CENTS = st.integers(0, 100).map(Decimal) | st.decimals(0, 100, places=7).map(
    lambda number: Decimal(f"{abs(number):f}")
)
KEYS = [
    *((key,) for key in ("exact", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")),
    *(("minimum", high) for high in ("maximum", "exclusiveMaximum")),
    *(("exclusiveMinimum", high) for high in ("maximum", "exclusiveMaximum")),
]


@st.composite
def shares(draw: st.DrawFn) -> dict[str, Decimal]:
    keys = draw(st.sampled_from(KEYS))
    return dict(zip(keys, sorted(draw(PER_CENTS) for _ in keys), strict=True))


def claim(**keys: Any) -> Claim:
    """The claim as it stands in a stake, which a share has to be above nothing for."""
    return Stake(investor="a", investee="b", share=[{"source": "s", **keys}]).share[0]


def meant(share: dict[str, Decimal]) -> Bounds:
    """What the standard says that a share means: `exact`, or the ends, inclusive or exclusive."""
    if "exact" in share:
        return Bounds(Fraction(share["exact"]) / 100, Fraction(share["exact"]) / 100)
    low, high = share.get("minimum"), share.get("maximum")
    over, under = share.get("exclusiveMinimum"), share.get("exclusiveMaximum")
    ends = [over if low is None else low, under if high is None else high]
    start, end = (None if each is None else Fraction(each) / 100 for each in ends)
    return Bounds(start, end, over is not None, under is not None)


@given(shares())
def test_the_words_of_a_share_have_its_bounds(share: dict[str, Decimal]) -> None:
    words = claim_words(share)
    assume(words is not None and share_fault(share) is None)
    assert words is not None
    wanted, bounds = meant(share), claim(**words).figure().bounds
    assert (bounds.low or 0, bounds.high or 1) == (wanted.low or 0, wanted.high or 1)
    if wanted.low:
        assert bounds.low_open == wanted.low_open
    if wanted.high is not None:
        assert bounds.high_open == wanted.high_open


@given(shares())
def test_a_share_comes_back_from_its_words(share: dict[str, Decimal]) -> None:
    words = claim_words(share)
    assume(words is not None and share_fault(share) is None)
    assert words is not None
    assume(share != {"minimum": Decimal(100)})  # which is the whole, and comes back as exactly that
    assert share_of(claim(**words), USUAL) == narrowest(share)
    assert share_of(claim(**words), STRICT) == narrowest(share)


@given(shares())
def test_a_share_without_words_is_nothing_sets_no_limit_or_cannot_be(
    share: dict[str, Decimal],
) -> None:
    if claim_words(share) is None:
        assert is_nothing(share) or not any(share.values()) or share_fault(share)


@pytest.mark.parametrize(
    ("says", "share"),
    [
        ({"says": "21%"}, {"exact": "21"}),
        ({"says": "exactly 21%"}, {"exact": "21"}),
        ({"says": "0.21"}, {"exact": "21"}),
        ({"says": "33.30%"}, {"exact": "33.3"}),
        ({"says": "half"}, {"exact": "50"}),
        ({"says": "100%"}, {"exact": "100"}),
        ({"says": "just over 50%"}, {"exclusiveMinimum": "50", "maximum": "51"}),
        ({"says": "nearly 50%"}, {"minimum": "49", "exclusiveMaximum": "50"}),
        ({"says": "about 20%"}, {"minimum": "19", "maximum": "21"}),
        ({"says": "more than 25%"}, {"exclusiveMinimum": "25"}),
        ({"says": "at least 25%"}, {"minimum": "25"}),
        ({"says": "less than 5%"}, {"exclusiveMaximum": "5"}),
        ({"says": "up to 5%"}, {"maximum": "5"}),
        ({"says": "50% to 52%"}, {"minimum": "50", "maximum": "52"}),
        ({"says": "about 20%", "exact": True}, {"exact": "20"}),
        ({"says": "about 20%", "bounds": ["19.5%", None]}, {"minimum": "19.5"}),
        (
            {"says": "25% to 50%", "bounds": ["more than 25%", "less than 50%"]},
            {"exclusiveMinimum": "25", "exclusiveMaximum": "50"},
        ),
        ({"says": "a third"}, {"minimum": "33.3333333333", "maximum": "33.3333333334"}),
        ({"says": "about 99.9%"}, {"minimum": "99.8", "maximum": "100"}),
    ],
)
def test_what_a_claim_says(says: dict[str, Any], share: dict[str, str]) -> None:
    assert share_of(claim(**says), USUAL) == {key: Decimal(text) for key, text in share.items()}


def test_the_reading_of_hedges_is_the_caller_s() -> None:
    assert share_of(claim(says="more than 25%"), STRICT) == {"exclusiveMinimum": Decimal(25)}
    exact = HedgeRules(exact=True)
    assert share_of(claim(says="more than 25%"), exact) == {"exact": Decimal(25)}


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ({"exact": "76.5"}, {"says": "76.5%", "exact": True}),
        ({"exact": "1E+1"}, {"says": "10%", "exact": True}),
        ({"minimum": "25"}, {"says": "at least 25%"}),
        ({"exclusiveMinimum": "25"}, {"says": "more than 25%", "reading": "strict"}),
        ({"maximum": "25"}, {"says": "at most 25%"}),
        ({"exclusiveMaximum": "25"}, {"says": "less than 25%"}),
        ({"minimum": "25", "maximum": "50"}, {"says": "25% to 50%"}),
        ({"minimum": "0", "maximum": "25"}, {"says": "at most 25%"}),
        ({"minimum": "50", "maximum": "50"}, {"says": "50%", "exact": True}),
        ({"minimum": "100"}, {"says": "100%", "exact": True}),
        (
            {"exclusiveMinimum": "25", "maximum": "50"},
            {"says": "25% to 50%", "bounds": ["more than 25%", "50%"]},
        ),
        (
            {"minimum": "25", "exclusiveMinimum": "25", "maximum": "50", "exclusiveMaximum": "49"},
            {"says": "25% to 49%", "bounds": ["more than 25%", "less than 49%"]},
        ),
    ],
)
def test_the_words_of_a_share(share: dict[str, str], words: dict[str, Any]) -> None:
    assert claim_words({key: Decimal(text) for key, text in share.items()}) == words


@pytest.mark.parametrize(
    "share",
    [
        {"minimum": "50", "maximum": "25"},
        {"exclusiveMinimum": "25", "maximum": "25"},
        {"minimum": "25", "exclusiveMaximum": "25"},
        {"exclusiveMinimum": "100"},
        {"exclusiveMaximum": "0"},
    ],
)
def test_a_share_that_no_number_can_be(share: dict[str, str]) -> None:
    assert share_fault({key: Decimal(text) for key, text in share.items()})
