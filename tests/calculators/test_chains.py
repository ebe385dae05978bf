"""Paths, the largest first, and weakest links."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from hypothesis import given

from dealmodel.calculators.chains import largest_paths, weakest_link
from tests.calculators.networks import Stakes, networks

HALF = Fraction(1, 2)


def by_company(stakes: Stakes) -> dict[str, dict[str, Fraction]]:
    found: dict[str, dict[str, Fraction]] = {}
    for holder, held, share in stakes:
        holders = found.setdefault(held, {})
        holders[holder] = holders.get(holder, Fraction(0)) + share
    return found


def every_path(
    shares: dict[str, dict[str, Fraction]], owner: str, held: str, seen: tuple[str, ...] = ()
) -> list[tuple[tuple[str, ...], list[Fraction]]]:
    """All paths without a company twice, found one by one."""
    if owner == held:
        return [((held,), [])]
    return [
        ((*path, held), [*parts, part])
        for holder, part in shares.get(held, {}).items()
        if holder not in seen and holder != held
        for path, parts in every_path(shares, owner, holder, (*seen, held))
    ]


def test_the_first_of_a_million_paths_are_found_without_the_others() -> None:
    stakes = [
        stake
        for n in range(20)
        for side in ("l", "r")
        for stake in ((f"d{n}", f"{side}{n}", HALF), (f"{side}{n}", f"d{n + 1}", HALF))
    ]
    found = list(islice(largest_paths(by_company(stakes), "d0", "d20"), 3))
    assert [share for _, share in found] == [HALF**40] * 3
    assert all(len(path) == 41 for path, _ in found)


def test_no_way_there_is_no_path() -> None:
    shares = by_company([("a", "b", HALF)])
    assert list(largest_paths(shares, "b", "a")) == []
    assert list(largest_paths(shares, "a", "nowhere")) == []
    assert weakest_link(shares, "b", "a") == 0


@given(networks(companies=5))
def test_all_paths_come_and_the_larger_ones_first(stakes: Stakes) -> None:
    shares = by_company(stakes)
    found = list(largest_paths(shares, "c0", "c4"))
    expected = {
        path: parts for path, parts in every_path(shares, "c0", "c4") if path.count("c0") == 1
    }
    assert {path for path, _ in found} == set(expected)
    sizes = [share for _, share in found]
    assert sizes == sorted(sizes, reverse=True)
    for path, share in found:
        product = Fraction(1)
        for part in expected[path]:
            product *= part
        assert share == product
    tightest = max((min(parts) for parts in expected.values()), default=Fraction(0))
    assert weakest_link(shares, "c0", "c4") == tightest
