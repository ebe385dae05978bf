"""Control by votes: chains, groups, loops, bounds, thresholds, stated control."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.calculators.company import Company
from dealmodel.calculators.control import Stated, Threshold, controlled_by
from dealmodel.calculators.standing import standing
from dealmodel.figures.bounds import Bounds, point


def exactly(value: int) -> Bounds:
    return point(Fraction(value, 100))


def between(low: int, high: int, *, low_open: bool = False, high_open: bool = False) -> Bounds:
    return Bounds(Fraction(low, 100), Fraction(high, 100), low_open, high_open)


def company(name: str, complete: bool = False, **holders: Bounds) -> Company:
    return Company(name, holders, complete).narrowed()


def control(
    owner: str,
    *companies: Company,
    threshold: Threshold = ">50",
    stated: Stated | None = None,
) -> dict[str, str]:
    found = controlled_by(owner, companies, threshold=threshold, stated=stated)
    return {name: votes.control for name, votes in found.items()}


def test_control_is_no_interest() -> None:
    # 51 % of 51 % is an interest of 26 % and control of both.
    assert control("o", company("a", o=exactly(51)), company("b", a=exactly(51))) == {
        "a": "yes",
        "b": "yes",
    }


def test_what_controlled_companies_hold_is_added() -> None:
    # Blocked persons: 25 % and, through a company of which they have half, another 25 %.
    found = control(
        "o",
        company("a", o=exactly(50)),
        company("b", o=exactly(25), a=exactly(25)),
        threshold=">=50",
    )
    assert found == {"a": "yes", "b": "yes"}
    assert control(
        "o", company("a", o=exactly(50)), company("b", o=exactly(25), a=exactly(25))
    ) == {"a": "no", "b": "no"}


def test_a_chain_breaks_below_half() -> None:
    found = control("o", company("a", o=exactly(49)), company("b", a=exactly(90)), threshold=">=50")
    assert found == {"a": "no"}


@pytest.mark.parametrize(
    ("bounds", "more_than_half", "half_or_more"),
    [
        (exactly(50), "no", "yes"),
        (between(49, 51), "possible", "possible"),
        (between(50, 51), "possible", "yes"),
        (between(50, 51, low_open=True), "yes", "yes"),
        (between(49, 50), "no", "possible"),
        (between(49, 50, high_open=True), "no", "no"),
        (between(0, 100), "possible", "possible"),
        (exactly(0), None, None),
    ],
)
def test_three_values_under_bounds(
    bounds: Bounds, more_than_half: str | None, half_or_more: str | None
) -> None:
    assert control("o", company("a", o=bounds)).get("a") == more_than_half
    assert control("o", company("a", o=bounds), threshold=">=50").get("a") == half_or_more


def test_what_others_have_narrows_what_a_group_can_have() -> None:
    known = company("a", o=between(0, 100), x=exactly(60))
    assert control("o", known) == {"a": "no"}
    # All holders are named and the other has at most 45: at least 55 are left.
    venture = Company("v", {"o": between(0, 100), "x": between(40, 45)}, True).narrowed()
    assert control("o", venture) == {"v": "yes"}


def test_a_possible_link_makes_the_rest_possible() -> None:
    found = control("o", company("a", o=between(49, 51)), company("b", a=exactly(60)))
    assert found == {"a": "possible", "b": "possible"}


def test_a_loop_of_holdings_ends() -> None:
    found = control(
        "o",
        company("a", o=exactly(40), b=exactly(15)),
        company("b", a=exactly(60), o=exactly(30)),
    )
    # Neither alone: o has 40 of a and 30 of b; a would have to be controlled first.
    assert found == {"a": "no", "b": "no"}
    found = control(
        "o",
        company("a", o=exactly(51), b=exactly(15)),
        company("b", a=exactly(30), o=exactly(30)),
    )
    assert found == {"a": "yes", "b": "yes"}


def test_joint_control_is_nobodys_alone_whatever_the_votes() -> None:
    venture = company("v", o=exactly(60), x=exactly(40))
    stated = Stated(joint=frozenset({"v"}))
    votes = controlled_by("o", [venture], stated=stated)["v"]
    assert (votes.control, votes.basis) == ("no", "joint control, stated")
    found = standing(votes)
    assert (found.influence, found.word, found.is_presumed) == (
        "joint control",
        "joint venture",
        False,
    )


def test_stated_sole_control_is_the_largest_holders() -> None:
    spread = company("v", o=exactly(40), x=exactly(30))
    stated = Stated(sole=frozenset({"v"}))
    assert control("o", spread, stated=stated) == {"v": "yes"}
    assert control("x", spread, stated=stated) == {"v": "no"}
    votes = controlled_by("o", [spread], stated=stated)["v"]
    assert (standing(votes).word, standing(votes).is_presumed) == ("subsidiary", False)


@pytest.mark.parametrize(
    ("bounds", "influence", "word"),
    [
        (exactly(51), "control", "subsidiary"),
        (exactly(20), "significant", "associate"),
        (exactly(50), "significant", "associate"),
        (exactly(19), "none", "investment"),
        (between(19, 21), "undetermined", None),
        (between(19, 20, high_open=True), "none", "investment"),
        (between(49, 51), "undetermined", None),
    ],
)
def test_words_are_presumed_from_votes(bounds: Bounds, influence: str, word: str | None) -> None:
    votes = controlled_by("o", [company("a", o=bounds)])["a"]
    found = standing(votes)
    assert (found.influence, found.word, found.is_presumed) == (influence, word, True)
