"""Ownership on 100,000 companies with 120,000 stakes, in chains up to 20 long, exactly.

The peers: networkx's enumeration of the paths between two companies, which is how scripts do it, on
twelve diamonds in a row (4,096 paths); and one sparse solve of the whole network by scipy, in
floating point, for one owner to all.
"""

from __future__ import annotations

import random
from fractions import Fraction
from math import prod
from typing import Any

import networkx
import numpy
import pytest
from scipy.sparse import csc_matrix, identity
from scipy.sparse.linalg import spsolve

from dealmodel.calculators.interests import Interests, holders_of, interests_of
from dealmodel.calculators.network import Network

COMPANIES, STAKES, LEVELS, DIAMONDS = 100_000, 120_000, 20, 12
HALF = Fraction(1, 2)

Stakes = list[tuple[str, str, Fraction]]


@pytest.fixture(scope="module")
def stakes() -> Stakes:
    """Random stakes from each level to the next; the owner has half of the first level."""
    drawn = random.Random(20)
    size = COMPANIES // LEVELS
    found: Stakes = [("owner", f"c{number}", HALF) for number in range(size)]
    while len(found) < STAKES:
        level = drawn.randrange(LEVELS - 1) * size
        holder, held = level + drawn.randrange(size), level + size + drawn.randrange(size)
        share = Fraction(drawn.randint(1, 1_000), 10_000)
        found.append((f"c{holder}", f"c{held}", share))
    return found


@pytest.fixture(scope="module")
def network(stakes: Stakes) -> Network:
    return Network.of(stakes, (f"c{number}" for number in range(COMPANIES)))


@pytest.fixture(scope="module")
def diamonds() -> Stakes:
    return [
        stake
        for n in range(DIAMONDS)
        for side in ("l", "r")
        for stake in ((f"d{n}", f"{side}{n}", HALF), (f"{side}{n}", f"d{n + 1}", HALF))
    ]


@pytest.mark.benchmark(group="ownership: one owner to all")
def test_one_owner_to_all(benchmark: Any, network: Network) -> None:
    # All interests exactly, as numerators and denominators; fractions of the hundred largest.
    def asked() -> tuple[Interests, dict[str, Fraction]]:
        found = interests_of(network, "owner")
        return found, found.largest(100)

    found, largest = benchmark(asked)
    assert len(found.pairs) > COMPANIES // 3
    assert list(largest.items()) == list(found.shares().items())[:100]


@pytest.mark.benchmark(group="ownership: one owner to all")
def test_peer_scipy_sparse_solve(benchmark: Any, stakes: Stakes, network: Network) -> None:
    rows = [network.numbers[held] for _, held, _ in stakes]
    columns = [network.numbers[holder] for holder, _, _ in stakes]
    size = len(network.names)
    shares = csc_matrix(([float(s) for *_, s in stakes], (rows, columns)), (size, size))
    start = numpy.zeros(size)
    start[network.numbers["owner"]] = 1
    matrix = (identity(size) - shares).tocsc()
    found = benchmark.pedantic(spsolve, args=(matrix, start), rounds=3)
    exact = interests_of(network, "owner")
    checked = [name for name in network.names[::5_000] if name != "owner"]
    for name in checked:
        assert found[network.numbers[name]] == pytest.approx(float(exact[name]), abs=1e-12)


@pytest.mark.benchmark(group="ownership: all holders of one")
def test_all_holders_of_one(benchmark: Any, network: Network) -> None:
    last = max(
        range(COMPANIES - 100, COMPANIES), key=lambda n: len(holders_of(network, f"c{n}").pairs)
    )
    found = benchmark(holders_of, network, f"c{last}")
    assert len(found.pairs) > 1_000


@pytest.mark.benchmark(group="ownership: diamonds in a row")
def test_diamonds(benchmark: Any, diamonds: Stakes) -> None:
    network = Network.of(diamonds)
    found = benchmark(interests_of, network, "d0")
    assert found[f"d{DIAMONDS}"] == HALF**DIAMONDS


@pytest.mark.benchmark(group="ownership: diamonds in a row")
def test_peer_networkx_paths(benchmark: Any, diamonds: Stakes) -> None:
    graph = networkx.DiGraph()
    for holder, held, share in diamonds:
        graph.add_edge(holder, held, share=share)

    def enumerated() -> Fraction:
        paths = networkx.all_simple_edge_paths(graph, "d0", f"d{DIAMONDS}")
        shares = ((graph.edges[edge]["share"] for edge in path) for path in paths)
        return sum((prod(each, start=Fraction(1)) for each in shares), Fraction(0))

    assert benchmark.pedantic(enumerated, rounds=3) == HALF**DIAMONDS
