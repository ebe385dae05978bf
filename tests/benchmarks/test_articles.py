"""How long a review takes: an article of 5,000 words, and short ones; beside it, the reading of
its figures alone.

``pytest tests/benchmarks/test_articles.py --benchmark-enable --benchmark-group-by=group`` shows the
table. The target is 100 ms for the article.
"""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from dealmodel.articles.reviewing import review
from dealmodel.figures.reader import find_figures
from dealmodel.rates.choice import RatesAt
from tests.articles.corpus import passages

FILLER = (
    "Analysts who follow the company said that the partners would share dealers and parts, and "
    "that nothing else had been agreed when the executives met at the show this spring. "
)


def article(words: int) -> str:
    """Passages of the corpus, each in a paragraph of an article's length."""
    told = [each.text for each in passages("first") if each.error == "none"]
    paragraphs: list[str] = []
    while sum(len(each.split()) for each in paragraphs) < words:
        paragraphs.append(f"{told[len(paragraphs) % len(told)]} {FILLER * 4}")
    return "\n\n".join(paragraphs)


@pytest.mark.benchmark(group="an article of 5,000 words")
def test_an_article_is_reviewed(benchmark: BenchmarkFixture) -> None:
    text, rates = article(5_000), RatesAt.of("ecb").remembering()
    found = benchmark(review, text, published="2025-04-26", rates=rates)
    assert len(found) > 30


@pytest.mark.benchmark(group="an article of 5,000 words")
def test_its_figures_alone_are_read(benchmark: BenchmarkFixture) -> None:
    assert len(benchmark(find_figures, article(5_000))) > 100


@pytest.mark.benchmark(group="articles of 300 words")
def test_short_articles_are_reviewed_one_after_the_other(benchmark: BenchmarkFixture) -> None:
    text, rates = article(300), RatesAt.of("ecb").remembering()
    benchmark(lambda: [review(text, published="2025-04-26", rates=rates) for _ in range(20)])
