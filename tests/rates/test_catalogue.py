from __future__ import annotations

import pytest

from dealmodel.errors import AmbiguousFigure, UnreadableFile, UsageError
from dealmodel.rates.catalogue import SOURCES, source_for
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.live import LiveRates
from dealmodel.rates.period import parse_period


def test_the_default_is_the_embedded_history() -> None:
    assert source_for() is source_for("ecb") is ecb_rates()


@pytest.mark.parametrize("name", SOURCES)
def test_a_named_source_knows_its_name(name: str) -> None:
    assert source_for(name).name == name


def test_live() -> None:
    assert isinstance(source_for("live"), LiveRates)


def test_a_file(tmp_path) -> None:
    path = tmp_path / "My rates.CSV"
    path.write_text("date,USD\n2025-04-25,1.25\n")
    source = source_for(str(path))
    assert source.name == path.name
    assert source.conversion("USD", "EUR", parse_period("2025-04-25")).cross * 5 == 4
    with pytest.raises(UnreadableFile):
        source_for(str(tmp_path / "none.csv"))


def test_a_rate() -> None:
    assert source_for("7.26 CNY/USD").name == "7.26 CNY/USD"
    with pytest.raises(AmbiguousFigure):
        source_for("USD/CNY 7.26")


@pytest.mark.parametrize(
    "text", ["", "ECB", "elb", "rates.xlsx", "CNY/USD", "bloomberg", "x" * 9999]
)
def test_anything_else_says_what_is_possible(text: str) -> None:
    with pytest.raises(UsageError, match=r"ecb, live, a file ending in \.csv, or a rate"):
        source_for(text)


def test_a_near_miss_gets_a_suggestion() -> None:
    with pytest.raises(UsageError, match="Did you mean live"):
        source_for("life")
