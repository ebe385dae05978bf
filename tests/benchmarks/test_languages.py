"""How the time to find the figures of a text in another language grows with the text.

``pytest tests/benchmarks/test_languages.py --benchmark-enable --benchmark-group-by=group``
"""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from dealmodel.figures.reader import find_figures
from tests.figures.languages.test_translation import TEXTS


@pytest.mark.parametrize("length", [20_000, 160_000])
@pytest.mark.parametrize("locale", TEXTS)
def test_finding_figures_in_another_language(
    benchmark: BenchmarkFixture, locale: str, length: int
) -> None:
    benchmark.group = f"finding the figures of a text, {locale}"
    if benchmark.disabled:
        length = 2_000  # nothing is measured, only run
    text = TEXTS[locale] * (length // len(TEXTS[locale]))
    assert benchmark.pedantic(find_figures, (text,), {"locale": locale}, rounds=3)
