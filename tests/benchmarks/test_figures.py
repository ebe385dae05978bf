"""How fast a figure is read, beside two readers of prices and quantities, on the same strings.

``pytest tests/benchmarks/test_figures.py --benchmark-enable --benchmark-group-by=group`` shows the
table.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

import pytest
from price_parser import Price
from pytest_benchmark.fixture import BenchmarkFixture

from dealmodel.figures.reader import figure, find_figures

PRICES = (
    *("$9,280", "$1,200.50", "$15.95", "$ 22.40", "$699,000", "US$12.99", "US$9,280", "HK$43.80"),
    *("€13.95", "€ 11.69", "€12,000", "16.50 €", "1,540 €", "£39.95", "£8.29", "£1,095,000"),
    *("CHF 86.00", "AED 26.30", "EUR 679.00", "199 DKK", "109,800 yuan", "RMB 800", "₹649"),
    *("₩48,500", "Price: $32.00", "From £14.97", "$426.20/EA", "R$ 260.50", "A$190.00", "890 Kč"),
    *("$1.6 billion", "€1.5 billion", "RMB 380 million", "$48.2 million", "€1.5bn", "£264m"),
)

HEDGED = (
    *("just over 300,000 cars", "nearly $74,000", "about 20 percent", "more than €1.5 billion"),
    *(
        "almost 294,000 vehicles",
        "around €12,000",
        "over 3.2 million vehicles",
        "less than $18,000",
    ),
    *("at least $5 million", "up to 1,200 people"),
)
SENTENCE = (
    "The maker sold just over 300,000 cars in 2024, up 104 % from a year earlier, and will pay "
    "$1.6 billion for a 21% stake; the car starts at 109,800 yuan ($15,115), a spokesman said. "
    + "Analysts who follow the company said that the partners would share dealers and parts. "
    * 15
)
"""As dense with figures as a long report: one in forty words."""

Reader = Callable[[str], object]


def quantulum3_reader() -> Reader:
    """quantulum3's parser, without its classifier: that is not installed, and would be slower."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser
    read: Reader = parser.parse
    return read


READERS: dict[str, Callable[[], Reader]] = {
    "dealmodel": lambda: figure,
    "price-parser": lambda: Price.fromstring,
    "quantulum3": quantulum3_reader,
}


def read_all(read: Reader, texts: tuple[str, ...]) -> None:
    for text in texts:
        read(text)


@pytest.mark.benchmark(group="reading 36 prices")
@pytest.mark.parametrize("name", READERS)
def test_reading_prices(benchmark: BenchmarkFixture, name: str) -> None:
    read = READERS[name]()
    read_all(read, PRICES)
    benchmark(read_all, read, PRICES)


@pytest.mark.benchmark(group="reading 10 hedged phrases")
@pytest.mark.parametrize("name", READERS)
def test_reading_hedged_phrases(benchmark: BenchmarkFixture, name: str) -> None:
    read = READERS[name]()
    read_all(read, HEDGED)
    benchmark(read_all, read, HEDGED)


@pytest.mark.benchmark(group="finding the figures of 5,000 words, and of 150,000")
@pytest.mark.parametrize("words", [5_000, 150_000])
def test_finding_all_figures_of_a_text(benchmark: BenchmarkFixture, words: int) -> None:
    times = words // len(SENTENCE.split()) + 1
    text = " ".join((SENTENCE * times).split()[:words])
    assert len(benchmark(find_figures, text)) > words // 60
