"""A book of 10,000 claims: read, validated, every figure read once; beside PyYAML's own loader.

The peer makes plain dicts of the same text and checks nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dealmodel.books.reading import load_book
from dealmodel.records.book import Book

STAKES = 2_500


@pytest.fixture(scope="module")
def book_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,500 stakes, each with two accounts of the share and two of what was paid."""
    path = tmp_path_factory.mktemp("books") / "large.yaml"
    path.write_text(book_of_claims())
    return path


def test_ten_thousand_claims(benchmark: Any, book_file: Path) -> None:
    book = benchmark.pedantic(load_book, args=(book_file,), rounds=5)
    assert _claims(book) == 4 * STAKES


def test_peer_pyyaml(benchmark: Any, book_file: Path) -> None:
    data = benchmark.pedantic(_plain, args=(book_file,), rounds=5)
    assert len(data["stakes"]) == STAKES


def _plain(path: Path) -> Any:
    return yaml.load(path.read_text(), Loader=yaml.CSafeLoader)


def _claims(book: Book) -> int:
    return sum(len(stake.share) + len(stake.paid) for stake in book.stakes.values())


def book_of_claims() -> str:
    lines = [
        "book: Large",
        "sources:",
        *(f"  source-{n}: {{publisher: P{n}, published: 2025-04-26}}" for n in range(50)),
        "parties:",
        *(f"  party-{n}: {{name: Party {n}, kind: company, country: CN}}" for n in range(500)),
        "stakes:",
    ]
    for n in range(STAKES):
        lines += [
            f"  stake-{n}:",
            f"    investor: party-{n % 500}",
            f"    investee: party-{(7 * n + 1) % 500}",
            f"    on: 20{n % 25:02}-1{n % 3}",
            "    shares_are: undeclared",
            "    share:",
            f'      - {{says: "{n % 90 + 1}%", source: source-{n % 50}}}',
            f'      - {{says: "nearly {n % 90 + 2} percent", source: source-{(n + 1) % 50}}}',
            "    paid:",
            f'      - {{says: "${n % 97 + 1}.{n % 10} billion", source: source-{n % 50}}}',
            f'      - {{says: "about €{n % 890 + 1}.5 million", source: source-{(n + 1) % 50}}}',
        ]
    return "\n".join(lines) + "\n"
