"""What grows with a book: loading, checking, reporting, comparing, and asking who holds what.

The books are registers of 1,000, 10,000 and 100,000 holdings: groups of a hundred companies, each
group a tree with a ring and a disputed stake, and one owner of the first of each. A figure is per
book; what grows faster than the book shows in the column beside it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dealmodel as dm

SIZES = 1_000, 10_000, 100_000
GROUP = 100


def register(size: int, first: str = "60%") -> dict[str, Any]:
    """A book of ``size`` holdings; of the first group's head ``owner`` has the ``first`` share."""
    holdings = []
    for number in range(size):
        group, place = divmod(number, GROUP)
        held = f"c{group}-{place}"
        if place == 0:
            holdings.append(("owner", held, [first if group == 0 else "60%"]))
        elif place == GROUP - 1:
            # Back to the head: a ring of the first companies of the tree.
            holdings.append((f"c{group}-7", f"c{group}-0", ["5%"]))
        else:
            says = ["20%", "21%"] if place == 1 else ["55%"]
            holdings.append((f"c{group}-{(place - 1) // 2}", held, says))
    parties = dict.fromkeys(party for holder, held, _ in holdings for party in (holder, held))
    return {
        "book": "Register",
        "sources": {name: {"publisher": name.upper()} for name in "ab"},
        "parties": {each: {"name": each.upper(), "kind": "company"} for each in parties},
        "stakes": {
            f"{holder}-in-{held}": {
                "investor": holder,
                "investee": held,
                "on": "2024-03-01",
                "share": [
                    {"says": text, "source": source}
                    for text, source in zip(says, "ab", strict=False)
                ],
            }
            for holder, held, says in holdings
        },
    }


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size:,}")
def size(request: pytest.FixtureRequest) -> int:
    if request.param > SIZES[0] and request.config.getoption("benchmark_disable"):
        pytest.skip("only where it is measured")
    return int(request.param)


@pytest.fixture(scope="module")
def book(size: int) -> dm.Book:
    return dm.Book.build(register(size))


@pytest.mark.benchmark(group="growth: load")
def test_load(benchmark: Any, size: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path: Path = tmp_path_factory.mktemp("growth") / "book.json"
    path.write_text(json.dumps(register(size)))
    found = benchmark.pedantic(dm.load_book, args=(path,), rounds=1)
    assert len(found.stakes) == size


@pytest.mark.benchmark(group="growth: check")
def test_check(benchmark: Any, book: dm.Book) -> None:
    found = benchmark.pedantic(dm.check, args=(book,), rounds=1)
    assert len([each for each in found if each.code == "claims-disagree"]) == len(book.stakes) / 100


@pytest.mark.benchmark(group="growth: report")
def test_report(benchmark: Any, book: dm.Book) -> None:
    found = benchmark.pedantic(dm.report, args=(book,), kwargs={"checks": False}, rounds=1)
    assert sum(item.name == "effective_interest" for item in found.items) == 200


@pytest.mark.benchmark(group="growth: diff")
def test_diff(benchmark: Any, book: dm.Book, size: int) -> None:
    other = dm.Book.build(register(size, "61%"))
    found = benchmark.pedantic(dm.diff, args=(book, other), rounds=1)
    assert [each.part.subject for each in found.changes] == ["stakes.owner-in-c0-0"]


@pytest.mark.benchmark(group="growth: ownership")
def test_one_owner_of_all(benchmark: Any, book: dm.Book) -> None:
    def asked() -> dm.EffectiveInterest:
        return dm.Ownership.of(book).interest("owner", "c0-97")

    assert benchmark.pedantic(asked, rounds=1).point is None
