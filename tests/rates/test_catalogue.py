from __future__ import annotations

import pytest

from dealmodel.errors import AmbiguousFigure, ExtensionError, UnreadableFile, UsageError
from dealmodel.extensions import registered
from dealmodel.rates.catalogue import SOURCES, source_for
from dealmodel.rates.declared import Rates
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


def test_one_from_outside() -> None:
    own = Rates(name="own-rates", about="two for one", make=lambda: source_for("2 USD/EUR"))
    with registered(own):
        found = source_for("own-rates").conversion("EUR", "USD", parse_period("2025-04-25"))
        assert found.cross == 2
        with pytest.raises(UsageError, match="give ecb, live, own-rates, a file"):
            source_for("others")
    with pytest.raises(UsageError):
        source_for("own-rates")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (object, "it makes a object, which has no method conversion"),
        (lambda: 1 / 0, "it cannot be made \\(ZeroDivisionError: division by zero\\)"),
    ],
)
def test_what_is_made_outside_and_is_no_source(make, message) -> None:
    with pytest.raises(ExtensionError, match=message):
        Rates(name="own", about="none", make=make).source()


def test_an_error_of_ours_from_outside_stays_as_it_is() -> None:
    def make():
        raise UsageError("no key")

    with pytest.raises(UsageError, match=r"^no key$"):
        Rates(name="own", about="none", make=make).source()


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        ("my2", source_for, "letters and hyphens"),
        ("my.csv", source_for, "letters and hyphens"),
        ("mine", 5, "make must be a function"),
    ],
)
def test_a_declaration_that_none_could_use(name, make, message) -> None:
    with pytest.raises(ExtensionError, match=message):
        Rates(name=name, about="none", make=make)
