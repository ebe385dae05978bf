"""Who holds what through others: found best first, against a look at every path."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given

from dealmodel.calculators.indirect import indirect_pairs
from tests.calculators.networks import Stakes, networks

HALF = Fraction(1, 2)


def by_every_path(stakes: Stakes) -> dict[tuple[str, str], Fraction]:
    """The largest path of two holdings or more for each pair that has any."""
    shares: dict[tuple[str, str], Fraction] = {}
    for holder, held, share in stakes:
        shares[holder, held] = max(share, shares.get((holder, held), share))
    found: dict[tuple[str, str], Fraction] = {}
    work = [(holder,) for holder in {holder for holder, _ in shares}]
    while work:
        path = work.pop()
        if len(path) > 2:
            product = Fraction(1)
            for step in pairwise(path):
                product *= shares[step]
            pair = path[0], path[-1]
            found[pair] = max(product, found.get(pair, product))
        work += [
            (*path, held) for holder, held in shares if holder == path[-1] and held not in path
        ]
    return found


@given(networks(companies=5))
def test_every_pair_comes_once(stakes: Stakes) -> None:
    found = list(indirect_pairs(stakes))
    assert len(found) == len(set(found))
    assert set(found) == set(by_every_path(stakes))


def test_the_largest_path_comes_first() -> None:
    stakes = [("a", "b", HALF), ("b", "c", HALF), ("x", "y", HALF / 5), ("y", "z", HALF)]
    assert list(indirect_pairs(stakes)) == [("a", "c"), ("x", "z")]


def test_a_way_that_comes_back_to_what_is_asked_for_is_none() -> None:
    # o has v itself; w, which v holds, has a part of v: o holds v through nobody else.
    stakes = [("o", "v", HALF), ("v", "w", HALF), ("w", "v", HALF / 5)]
    assert set(indirect_pairs(stakes)) == {("o", "w")}


def test_owners_and_companies_can_be_asked_for() -> None:
    stakes = [("a", "b", HALF), ("b", "c", HALF), ("c", "d", HALF)]
    assert set(indirect_pairs(stakes, owners={"a"})) == {("a", "c"), ("a", "d")}
    assert set(indirect_pairs(stakes, among={"b", "c"})) == {("a", "c")}
