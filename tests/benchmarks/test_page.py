"""The page of a book of 10,000 records, beside a template over as many rows of ready-made text,
which is what any page costs that derives, rounds and tells nothing.
"""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import Environment

from dealmodel.books.reading import read_book
from dealmodel.exports.html.page import html_of
from dealmodel.reports.deriving import Report, report

STAKES, PRICES, VOLUMES = 2_000, 4_000, 4_000


@pytest.fixture(scope="module")
def found() -> Report:
    return report(read_book(_book_of_records()))


def test_ten_thousand_records_as_a_page(benchmark: Any, found: Report) -> None:
    page = benchmark.pedantic(html_of, args=(found,), rounds=3)
    assert page.count("<summary>") > len(found.items)


def test_peer_ready_made_text(benchmark: Any, found: Report) -> None:
    rows = [[f"text {n} {column}" for column in range(12)] for n in range(len(found.items))]
    template = Environment(autoescape=True).from_string(
        "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}{% endfor %}"
    )
    page = benchmark.pedantic(template.render, kwargs={"rows": rows}, rounds=3)
    assert page.count("<tr>") == len(found.items)


def _book_of_records() -> str:
    stakes = (
        f"  stake-{n}: {{investor: party-{n % 500}, investee: party-{(7 * n + 1) % 500}, "
        f'on: 20{n % 25:02}-1{n % 3}, share: {{says: "{n % 90 + 1}%", '
        f'source: source-{n % 50}}}, paid: {{says: "${n % 97 + 1}.{n % 10} billion", '
        f"source: source-{n % 50}}}}}"
        for n in range(STAKES)
    )
    prices = (
        f"  price-{n}: {{product: Car {n}, basis: list, on: 2024-0{n % 9 + 1}-1{n % 10}, "
        f"amount: {{says: {n + 100}00 yuan, source: source-{n % 50}}}}}"
        for n in range(PRICES)
    )
    volumes = (
        f"  volume-{n}: {{party: party-{n % 500}, product: Car {n}, measure: sales, "
        f"period: 2024, count: {{says: about {n + 100}00 cars, source: source-{n % 50}}}}}"
        for n in range(VOLUMES)
    )
    sources = (f"  source-{n}: {{publisher: P{n}, published: 2025-04-26}}" for n in range(50))
    parties = (f"  party-{n}: {{name: Party {n}, kind: company}}" for n in range(500))
    lines = ["book: Large", "sources:", *sources, "parties:", *parties, "stakes:", *stakes]
    lines += ["prices:", *prices, "volumes:", *volumes]
    return "\n".join(lines) + "\n"
