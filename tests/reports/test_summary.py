"""A report on one screen."""

from __future__ import annotations

from pathlib import Path

import pytest

import dealmodel as dm
from dealmodel.reports.lines import cells
from dealmodel.reports.receipt.reading import read_receipt
from dealmodel.reports.summary import summary_text

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def report():
    return dm.report(dm.load_book(SEEDS))


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_it_fits_a_screen(report, width):
    lines = summary_text(report, width).splitlines()
    assert max(map(cells, lines)) <= width
    assert width < 80 or len(lines) <= 32


def test_it_tells_what_is_contested_and_what_it_is_worth(report):
    text = " ".join(summary_text(report).split())
    assert "Facts: 3 contested" in text
    assert "21% (CNBC after Reuters) or 20 percent (Wikipedia; Italpassion)" in text
    assert "$[7.40, 8.05]bn: Stellantis in Leapmotor, 2023-10: equity value, where 2" in text


def test_of_many_things_the_first_are_told_and_how_many_more():
    claims = [{"says": "5,000 cars", "source": "s"}, {"says": "9,000 cars", "source": "t"}]
    book = dm.Book.model_validate(
        {
            "book": "Many",
            "sources": {each: {"publisher": each.upper()} for each in "st"},
            "parties": {"a": {"name": "A", "kind": "company"}},
            "volumes": {
                f"v{n}": {
                    "party": "a",
                    "product": f"P{n}",
                    "measure": "sales",
                    "period": "2024",
                    "count": claims,
                }
                for n in range(30)
            },
        }
    )
    text = summary_text(dm.report(book))
    assert text.count("5,000 cars (S) or") == 4
    assert "  and 26 more\n" in text


def test_it_carries_a_receipt(report):
    found = read_receipt(summary_text(report, 40))
    assert found.book_sha256 == report.receipt.book_sha256
    assert found.rates == report.receipt.rates
