"""Effective interests against hand calculation, published figures and dense elimination."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.calculators.interests import holders_of, interests_of
from dealmodel.calculators.network import Network
from dealmodel.errors import ClosedRing, OutOfRange, UnknownReference, UsageError
from tests.calculators.networks import Stakes, dense, networks

HALF = Fraction(1, 2)


def percent(value: float | int) -> Fraction:
    return Fraction(value, 100)


def test_two_paths_are_multiplied_along_and_added_across() -> None:
    # 51 % direct, 21 % of who holds 49 %: 0.51 + 0.21 × 0.49 = 0.6129.
    network = Network.of(
        [("s", "i", percent(51)), ("l", "i", percent(49)), ("s", "l", percent(21))]
    )
    assert interests_of(network, "s")["i"] == Fraction(6129, 10000)
    assert holders_of(network, "i")["s"] == Fraction(6129, 10000)
    assert holders_of(network, "i").shares() == {
        "s": Fraction(6129, 10000),
        "l": Fraction(49, 100),
    }


def test_a_loop_is_solved() -> None:
    # o has 80 % of a, a 50 % of b, b 20 % of a: a = 0.8 + 0.2 b, b = 0.5 a, so a = 0.8 / 0.9.
    network = Network.of([("o", "a", percent(80)), ("a", "b", HALF), ("b", "a", percent(20))])
    found = interests_of(network, "o")
    assert (found["a"], found["b"]) == (Fraction(8, 9), Fraction(4, 9))
    assert found.looped == {network.numbers["a"], network.numbers["b"]}
    assert holders_of(network, "b")["o"] == Fraction(4, 9)


def test_what_the_owner_holds_of_itself_through_others_is_its_treasury() -> None:
    # a's holding through b of itself is dropped: a has 50 % of b, and not 50 % and some more.
    network = Network.of([("a", "b", HALF), ("b", "a", percent(20)), ("o", "a", percent(80))])
    assert interests_of(network, "a")["b"] == HALF
    assert holders_of(network, "b")["a"] == HALF


def test_twenty_diamonds_in_a_row_have_a_million_paths_and_one_answer() -> None:
    stakes = [
        stake
        for n in range(20)
        for side in ("l", "r")
        for stake in ((f"d{n}", f"{side}{n}", HALF), (f"{side}{n}", f"d{n + 1}", HALF))
    ]
    assert interests_of(Network.of(stakes), "d0")["d20"] == HALF**20


def test_a_chain_of_a_hundred_thousand_is_no_deeper_than_one_of_two() -> None:
    network = Network.of((f"c{n}", f"c{n + 1}", Fraction(1)) for n in range(100_000))
    assert interests_of(network, "c0")["c100000"] == 1
    assert holders_of(network, "c100000")["c0"] == 1


def test_no_path_is_no_interest() -> None:
    network = Network.of([("a", "b", HALF)], ["a", "b", "c"])
    assert interests_of(network, "c")["b"] == 0
    assert interests_of(network, "b").shares() == {}


def test_thirds_stay_thirds() -> None:
    third = Fraction(1, 3)
    network = Network.of([("a", "b", third), ("b", "c", third), ("a", "c", third)])
    assert interests_of(network, "a")["c"] == Fraction(4, 9)


def test_a_closed_ring_is_named() -> None:
    network = Network.of([("a", "b", Fraction(1)), ("b", "a", Fraction(1)), ("b", "c", HALF)])
    with pytest.raises(ClosedRing, match="a, b hold each other") as error:
        holders_of(network, "c")
    assert error.value.members == ("a", "b")


@pytest.mark.parametrize(
    ("stake", "message"),
    [
        (("a", "a", HALF), "holds itself"),
        (("a", "b", Fraction(-1, 2)), "at least 0"),
        (("a", "b", Fraction(3, 2)), "at most 100%"),
    ],
)
def test_what_no_holding_can_be_is_refused(stake: tuple[str, str, Fraction], message: str) -> None:
    with pytest.raises(OutOfRange, match=message):
        Network.of([stake])


def test_an_unknown_company_is_an_error_that_proposes_one() -> None:
    network = Network.of([("stellantis", "leapmotor", HALF)])
    with pytest.raises(UnknownReference, match="Did you mean stellantis"):
        interests_of(network, "stelantis")


@given(networks())
def test_every_interest_is_that_of_dense_elimination(stakes: Stakes) -> None:
    names = [f"c{number}" for number in range(7)]
    network = Network.of(stakes, names)
    for owner in names:
        expected = dense(stakes, owner)
        found = interests_of(network, owner)
        for company in names:
            if company != owner:
                share = expected.get(company, Fraction(0))
                assert found[company] == share
                assert holders_of(network, company)[owner] == share


@given(networks())
def test_owners_without_holders_have_together_what_there_is(stakes: Stakes) -> None:
    # Where every company's missing part belongs to an outsider of its own, outsiders have it all.
    held: dict[str, Fraction] = {}
    for _, company, share in stakes:
        held[company] = held.get(company, Fraction(0)) + share
    outside = [(f"out-{company}", company, 1 - share) for company, share in held.items()]
    outsiders = {holder for holder, _, _ in stakes if holder not in held}
    network = Network.of([*stakes, *outside])
    for company in held:
        found = holders_of(network, company).shares()
        assert sum(s for n, s in found.items() if n.startswith("out-") or n in outsiders) == 1


def test_holders_of_more_than_the_whole_are_named() -> None:
    with pytest.raises(OutOfRange, match="the holders of 'c' have 110% together"):
        Network.of([("a", "c", percent(60)), ("b", "c", percent(50))])


def test_shares_are_exact_numbers() -> None:
    assert interests_of(Network.of([("a", "b", "0.51"), ("b", "c", 1)]), "a")["c"] == percent(51)
    for share in (0.51, "half", None, float("nan")):
        with pytest.raises(UsageError, match="no exact share"):
            Network.of([("a", "b", share)])


def test_a_long_chain_after_a_part_stays_a_short_number() -> None:
    chain = [("o", "c0", percent(99)), *((f"c{n}", f"c{n + 1}", 1) for n in range(20_000))]
    assert interests_of(Network.of(chain), "o")["c20000"] == percent(99)


@given(networks(), st.integers(0, 8))
def test_the_largest_are_the_first_of_all(stakes: Stakes, count: int) -> None:
    for owner in {holder for holder, _, _ in stakes}:
        found = interests_of(Network.of(stakes), owner)
        assert list(found.largest(count).items()) == list(found.shares().items())[:count]
