from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from dealmodel.errors import RateMissing
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.history import History
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import PREVIOUS, Policy
from dealmodel.rates.replaced import REDENOMINATED_FROM, REPLACED

# Units for one euro and the day of adoption, as the European Commission lists them.
ADOPTED = """
ATS 13.7603 1999-01-01
BEF 40.3399 1999-01-01
BGN 1.95583 2026-01-01
CYP 0.585274 2008-01-01
DEM 1.95583 1999-01-01
EEK 15.6466 2011-01-01
ESP 166.386 1999-01-01
FIM 5.94573 1999-01-01
FRF 6.55957 1999-01-01
GRD 340.750 2001-01-01
HRK 7.53450 2023-01-01
IEP 0.787564 1999-01-01
ITL 1936.27 1999-01-01
LTL 3.45280 2015-01-01
LUF 40.3399 1999-01-01
LVL 0.702804 2014-01-01
MTL 0.429300 2008-01-01
NLG 2.20371 1999-01-01
PTE 200.482 1999-01-01
SIT 239.640 2007-01-01
SKK 30.1260 2009-01-01
"""


def test_the_irrevocable_ratios() -> None:
    joined = {old: law for old, law in REPLACED.items() if not law.is_redenomination}
    lines = [line.split() for line in ADOPTED.strip().splitlines()]
    assert sorted(joined) == sorted(old for old, _, _ in lines)
    for old, ratio, day in lines:
        assert (joined[old].ratio, str(joined[old].on)) == (ratio, day)
        # Article 4 of Regulation 1103/97: six significant figures.
        assert len(ratio.replace(".", "").lstrip("0")) == 6


def test_the_redenominations() -> None:
    # Old units for one new one, and the day, as the central banks tell.
    assert {
        old: (law.new, law.ratio, str(law.on))
        for old, law in REPLACED.items()
        if law.is_redenomination
    } == {
        "RUR": ("RUB", "1000", "1998-01-01"),
        "BGL": ("BGN", "1000", "1999-07-05"),
        "TRL": ("TRY", "1000000", "2005-01-01"),
        "ROL": ("RON", "10000", "2005-07-01"),
    }


@pytest.mark.parametrize("law", REPLACED.values(), ids=str)
def test_every_replacement_is_of_known_currencies_and_says_so(law) -> None:
    assert law.old in CURRENCIES
    assert law.new in CURRENCIES
    assert law.value > 0
    assert law.ratio in law.note
    assert str(law.on) in law.note


def test_a_euro_ratio_holds_from_its_day_on() -> None:
    kuna = REPLACED["HRK"]
    assert not kuna.holds_on(date(2022, 12, 31))
    assert kuna.holds_on(date(2023, 1, 1))


def test_a_redenomination_always_holds() -> None:
    lira = REDENOMINATED_FROM["TRY"]
    assert (lira.old, lira.value) == ("TRL", Fraction(1_000_000))
    assert lira.holds_on(date(1999, 1, 4))
    assert lira.holds_on(date(2026, 1, 1))


def convert(base: str, quote: str, when: str | date, policy: Policy = PREVIOUS):
    return ecb_rates().conversion(base, quote, parse_period(when), policy)


class TestIrrevocableRatios:
    def test_the_daily_rate_before_and_the_ratio_from_the_day_on(self, published) -> None:
        last = published[date(2022, 12, 30)]
        before = convert("HRK", "USD", "2022-12-31")
        assert before.cross == Fraction(last["USD"]) / Fraction(last["HRK"])
        assert before.warnings == ()
        new_year = convert("HRK", "USD", "2023-01-01")
        assert new_year.cross == Fraction(last["USD"]) / Fraction("7.53450")
        assert new_year.used == date(2022, 12, 30)
        assert "Council Regulation (EU) 2022/1208" in new_year.source
        assert "replaced by EUR on 2023-01-01" in new_year.warnings[0]

    def test_next_moves_into_the_ratio(self, published) -> None:
        found = convert("HRK", "USD", "2022-12-31", Policy("next"))
        assert found.used == date(2023, 1, 2)
        usd = Fraction(published[date(2023, 1, 2)]["USD"])
        assert found.cross == usd / Fraction("7.53450")

    def test_to_the_euro_no_published_day_is_needed(self) -> None:
        found = convert("DEM", "EUR", "2025-12-25", Policy("exact"))
        assert found.cross == 1 / Fraction("1.95583")
        assert (found.used, found.age_days) == (date(2025, 12, 25), 0)
        assert convert("EUR", "DEM", "1999-01-01").cross == Fraction("1.95583")

    def test_between_two_of_them(self) -> None:
        found = convert("DEM", "FRF", "1999-01-02")
        assert found.formula() == "amount / dem_per_eur * frf_per_eur"
        assert found.cross == Fraction("6.55957") / Fraction("1.95583")
        assert len(found.warnings) == 2

    def test_a_period_of_fixed_ratios_has_no_spread(self) -> None:
        found = convert("HRK", "EUR", "2023-05")
        assert found.cross_low == found.cross == found.cross_high == 1 / Fraction("7.53450")
        assert found.used is None

    def test_a_period_with_one_fixed_leg(self, published) -> None:
        found = convert("HRK", "USD", "2023-05")
        usd = [Fraction(r["USD"]) for d, r in published.items() if (d.year, d.month) == (2023, 5)]
        assert found.cross == sum(usd) / len(usd) / Fraction("7.53450")
        assert len(found.warnings) == 1

    @pytest.mark.parametrize("old", [old for old, law in REPLACED.items() if law.new == "EUR"])
    def test_each(self, old: str) -> None:
        law = REPLACED[old]
        assert convert(old, "EUR", law.on).cross == 1 / Fraction(law.ratio)
        if old in ecb_rates().history.currencies:
            eve = convert(old, "EUR", law.on - timedelta(days=1))
            assert eve.warnings == ()
            # The market had met the ratio by then.
            assert abs(eve.cross * Fraction(law.ratio) - 1) < Fraction(1, 1000)
        else:
            with pytest.raises(RateMissing):
                convert(old, "EUR", law.on - timedelta(days=1))


class TestRedenominations:
    def test_the_old_money_after_its_end(self, published) -> None:
        found = convert("TRL", "USD", "2010-06-01")
        day = published[date(2010, 6, 1)]
        assert found.cross == Fraction(day["USD"]) / Fraction(day["TRY"]) / 1_000_000
        assert found.formula() == "amount / trl_per_try / try_per_eur * usd_per_eur"
        assert "TRL was replaced by TRY on 2005-01-01" in found.warnings[0]

    def test_the_new_money_before_its_start(self, published) -> None:
        found = convert("TRY", "EUR", "2003-06-02")
        assert found.cross == 1_000_000 / Fraction(published[date(2003, 6, 2)]["TRL"])
        assert convert("TRY", "EUR", "2005-01-01").used == date(2004, 12, 31)

    def test_each_in_its_own_time_has_no_warning(self) -> None:
        assert convert("TRL", "USD", "2003-06-02").warnings == ()
        assert convert("TRY", "USD", "2010-06-01").warnings == ()

    def test_old_for_new_needs_no_published_day(self) -> None:
        assert convert("TRL", "TRY", "2025-12-25", Policy("exact")).cross == Fraction(1, 1_000_000)
        assert convert("RON", "ROL", "2001-12-25", Policy("exact")).cross == 10_000

    def test_the_old_money_is_to_blame_where_the_new_has_no_rate(self) -> None:
        history = History(
            {("EUR", "TRY"): 1, ("EUR", "USD"): 2}, ["2010-06-01,2,1.2", "2010-06-02,,1.2"]
        )
        rates = HistoryRates("lira", "Lira", history)
        with pytest.raises(RateMissing, match="no rate for TRL on 2010-06-02 itself") as caught:
            rates.conversion("TRL", "USD", parse_period("2010-06-02"), Policy("exact"))
        assert (caught.value.currency, caught.value.nearest) == ("TRL", "2010-06-01")

    def test_two_steps(self) -> None:
        found = convert("BGL", "EUR", "2026-02-01")
        assert found.cross == 1 / (1000 * Fraction("1.95583"))
        assert len(found.warnings) == 2
