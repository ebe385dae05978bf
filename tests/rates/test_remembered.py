"""A remembered source answers as its own does, and asks it once."""

from datetime import date

import pytest

from dealmodel.errors import RateMissing
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.period import Period, parse_period
from dealmodel.rates.rate import PREVIOUS, Conversion, Policy
from dealmodel.rates.remembered import RememberedRates, remembered
from dealmodel.rates.table import parse_table


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


def test_what_is_remembered_is_not_remembered_again():
    rates = remembered(Counting())
    assert isinstance(rates, RememberedRates)
    assert remembered(rates) is rates


def test_its_repr_is_short():
    rates = remembered(ecb_rates())
    rates.conversion("CNY", "USD", parse_period("2025-04-25"))
    rates.of_year("CNY", "USD", 2024)
    assert len(repr(rates)) < 300


def test_a_question_that_is_not_taken_is_a_rate_that_is_missing():
    with pytest.raises(RateMissing, match="looks up a day and 2025-04 is a period") as caught:
        remembered(Counting()).conversion("CNY", "USD", parse_period("2025-04"), Policy("exact"))
    assert (caught.value.currency, caught.value.requested) == ("CNY/USD", "2025-04")


def test_a_year_is_all_of_its_days():
    rates = remembered(ecb_rates())
    year = rates.of_year("EUR", "USD", 2024)
    assert rates.of_year("EUR", "USD", 2024) is year
    # 2024 began on a Monday, which was a holiday, and ended on a Tuesday.
    assert (min(year.rates), max(year.rates)) == (date(2024, 1, 2), date(2024, 12, 31))
    lines = "".join(
        f"{day},1\n" for day in ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")
    )
    own = remembered(HistoryRates("own", "Own", parse_table(f"date,USD\n{lines}")))
    assert list(own.of_year("EUR", "USD", 2024).rates) == [date(2024, 1, 1), date(2024, 12, 31)]


def test_an_error_is_raised_each_time():
    source = Counting()
    rates = RememberedRates(source)
    for _ in range(2):
        with pytest.raises(RateMissing):
            rates.conversion("CNY", "USD", parse_period("1999-05-05"))
    assert source.asked == 2
