"""A remembered source answers as its own does, and asks it once."""

import pytest

from dealmodel.errors import RateMissing
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.period import Period, parse_period
from dealmodel.rates.rate import PREVIOUS, Conversion, Policy
from dealmodel.rates.remembered import RememberedRates


class Counting:
    name = "counting"

    def __init__(self) -> None:
        self.asked = 0

    def conversion(
        self, base: str, quote: str, period: Period, policy: Policy = PREVIOUS
    ) -> Conversion:
        self.asked += 1
        return ecb_rates().conversion(base, quote, period, policy)


def test_each_question_is_asked_once():
    source = Counting()
    rates = RememberedRates(source)
    april, day = parse_period("2025-04"), parse_period("2025-04-25")
    first = rates.conversion("CNY", "USD", april)
    assert rates.conversion("CNY", "USD", april) is first
    assert source.asked == 1
    assert rates.conversion("CNY", "USD", day).used == day.first
    assert (
        rates.conversion("CNY", "USD", day, Policy("exact")).cross
        == 1 / rates.conversion("USD", "CNY", day).cross
    )
    assert source.asked == 4
    assert rates.name == "counting"


def test_an_error_is_raised_each_time():
    source = Counting()
    rates = RememberedRates(source)
    for _ in range(2):
        with pytest.raises(RateMissing):
            rates.conversion("CNY", "USD", parse_period("1999-05-05"))
    assert source.asked == 2
