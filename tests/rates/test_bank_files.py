"""The files of euro reference rates in each shape that the bank publishes them in."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction

import pytest

from dealmodel.errors import TableError, UnreadableFile
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.period import parse_period
from dealmodel.rates.table import parse_table

PORTAL = (
    "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,"
    "DECIMALS,TITLE_COMPL,UNIT,UNIT_MULT"
)


def portal(*rows: str) -> str:
    """The portal's file with rows such as ``USD 2024-01-02 1.0956``."""
    lines = [PORTAL]
    for row in rows:
        code, day, value = row.split(" ")
        lines.append(
            f"EXR.D.{code}.EUR.SP00.A,D,{code},EUR,SP00,A,{day},{value},A,4,"
            f'"ECB reference exchange rate, {code}/Euro, 2:15 pm (C.E.T.)",{code},0'
        )
    return "\n".join([*lines, ""])


def rate(text: str, base: str, quote: str, day: str) -> Fraction:
    source = HistoryRates("mine", "mine", parse_table(text), lambda: date(2026, 11, 30))
    return source.conversion(base, quote, parse_period(day)).cross


class TestDaily:
    # eurofxref.csv of 2 January 2024, cut to two currencies.
    TEXT = "Date, USD, JPY, \n02 January 2024, 1.0956, 155.68, \n"

    def test_as_published(self) -> None:
        assert rate(self.TEXT, "EUR", "USD", "2024-01-02") == Fraction("1.0956")
        assert rate(self.TEXT, "USD", "JPY", "2024-01-03") == Fraction(15568, 100) / Fraction(
            "1.0956"
        )

    def test_every_month(self) -> None:
        for number in range(1, 13):
            day = date(2024, number, 9)
            text = f"Date, USD, \n{day:%d %B %Y}, 1.{number}, \n"
            assert parse_table(text).lines == [f"{day},1.{number}"]

    def test_two_ways_of_writing_one_day_are_one_day(self) -> None:
        with pytest.raises(TableError, match="this is on line 2 already"):
            parse_table("Date, USD, \n02 January 2024, 1.0956, \n2024-01-02, 1.0956, \n")

    @pytest.mark.parametrize(
        "day", ["31 February 2024", "2 Januar 2024", "00 May 2024", "May 2024"]
    )
    def test_no_such_day(self, day: str) -> None:
        with pytest.raises(TableError) as caught:
            parse_table(f"Date, USD, \n{day}, 1.0956, \n")
        assert (caught.value.where.line, caught.value.where.column) == (2, 1)


class TestPortal:
    def test_several_currencies_in_one_file(self) -> None:
        text = portal("PLN 2026-08-07 4.2983", "USD 2026-08-07 1.25", "PLN 2026-08-06 4.3")
        assert rate(text, "EUR", "PLN", "2026-08-08") == Fraction("4.2983")
        assert rate(text, "USD", "PLN", "2026-08-07") == Fraction("4.2983") / Fraction("1.25")
        assert rate(text, "EUR", "PLN", "2026-08-06") == Fraction("4.3")

    def test_columns_in_any_order_with_others_between(self) -> None:
        text = (
            "TIME_PERIOD,NOTE,OBS_VALUE,EXR_SUFFIX,EXR_TYPE,CURRENCY_DENOM,CURRENCY,FREQ\r\n"
            '2026-08-07,"said ""once"", twice",4.2983,A,SP00,EUR,PLN,D\r\n'
        )
        assert rate(text, "EUR", "PLN", "2026-08-07") == Fraction("4.2983")

    def test_a_holiday_has_no_rate(self) -> None:
        text = portal("PLN 2026-04-02 4.2", "PLN 2026-04-03 ", "PLN 2026-04-06 NaN")
        source = HistoryRates("mine", "mine", parse_table(text), lambda: date(2026, 11, 30))
        found = source.conversion("EUR", "PLN", parse_period("2026-04-06"))
        assert (found.used, found.age_days) == (date(2026, 4, 2), 4)

    def test_the_bank_s_history_in_the_portal_s_shape(self, published) -> None:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(PORTAL.split(","))
        days = [day for day in published if day.year == 2024]
        for day in days:
            for code, value in published[day].items():
                key = f"EXR.D.{code}.EUR.SP00.A"
                title = f"ECB reference exchange rate, {code}/Euro"
                dimensions = ["D", code, "EUR", "SP00", "A", day, value]
                writer.writerow([key, *dimensions, "A", 4, title, code, 0])
        source = HistoryRates("mine", "mine", parse_table(text.getvalue()))
        for day in days[::20]:
            found = source.conversion("CNY", "USD", parse_period(day))
            rates = published[day]
            assert found.cross == Fraction(rates["USD"]) / Fraction(rates["CNY"])

    @pytest.mark.parametrize(
        ("old", "new", "at", "message"),
        [
            ("D,USD", "M,USD", "M,USD", r"FREQ is 'M' \(monthly averages\): only daily rates"),
            ("D,USD", "A,USD", "A,USD", "yearly averages"),
            ("D,USD", "B,USD", "B,USD", "FREQ is 'B': only daily rates"),
            ("USD,EUR", "USD,GBP", "GBP", "CURRENCY_DENOM is 'GBP': only rates against the euro"),
            ("SP00,A", "EN00,A", "EN00,", "an index"),
            ("SP00,A", "SP00,E", "E,2024", "EXR_SUFFIX is 'E'"),
            ("D,USD", "D,USB", "USB", "USB"),
            ("D,USD", "D,EUR", "EUR,EUR", "not EUR and EUR"),
            ("1.0956", "-1", "-1", "below 0"),
            ("1.0956", "1,0956", "EXR", "14 fields where the header has 13"),
            ("2024-01-02", "2024-01", "2024-01,", "not a day"),
            ("USD,0", "USD,3", "3", "UNIT_MULT is '3'"),
            ("EXR.D.USD", "EXR.D.JPY", "EXR", "the row's columns say EXR.D.USD.EUR.SP00.A"),
        ],
    )
    def test_one_fault_each(self, old: str, new: str, at: str, message: str) -> None:
        text = portal("USD 2024-01-02 1.0956")
        assert old in text
        with pytest.raises(TableError, match=message) as caught:
            parse_table(text.replace(old, new), "my.csv")
        (problem,) = caught.value.problems
        place = problem.where
        assert (place.file, place.line) == ("my.csv", 2)
        assert place.excerpt[place.column - 1 :].startswith(at)

    @pytest.mark.parametrize(
        ("old", "column"), [("D,USD", "FREQ"), ("USD,0", "UNIT_MULT"), ("EXR.D.USD", "KEY")]
    )
    def test_a_long_cell_is_told_shortly(self, old: str, column: str) -> None:
        long = "x" * 99
        new = {"FREQ": f"{long},USD", "UNIT_MULT": f"USD,{long}", "KEY": long}[column]
        with pytest.raises(TableError) as caught:
            parse_table(portal("USD 2024-01-02 1.0956").replace(old, new))
        shown = "x" * (40 if column == "KEY" else 20)
        assert f"{column} is '{shown}'" in caught.value.problems[0].message

    def test_a_refused_series_is_told_once(self) -> None:
        months = [f"USD 2024-{month:02} 1.1" for month in range(1, 13)]
        text = portal(*months).replace("SP00.A,D,", "SP00.A,M,")
        with pytest.raises(TableError, match="monthly averages") as caught:
            parse_table(text)
        assert len(caught.value.problems) == 1

    def test_one_day_twice(self) -> None:
        with pytest.raises(TableError, match="this is on line 2 already"):
            parse_table(portal("USD 2024-01-02 1.0956", "USD 2024-01-02 1.0957"))

    @pytest.mark.parametrize("column", ["FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_SUFFIX"])
    def test_a_column_that_is_not_there(self, column: str) -> None:
        with pytest.raises(TableError, match=f"no column {column},") as caught:
            parse_table(portal("USD 2024-01-02 1.0956").replace(f",{column},", ",X,", 1))
        (problem,) = caught.value.problems
        assert (problem.where.line, problem.where.column) == (1, 1)

    def test_a_column_twice(self) -> None:
        with pytest.raises(TableError, match="FREQ is in the header twice"):
            parse_table(portal("USD 2024-01-02 1.0956").replace("DECIMALS", "FREQ"))

    def test_nothing_but_holidays(self) -> None:
        with pytest.raises(UnreadableFile, match="no rates"):
            parse_table(portal("USD 2024-01-01 NaN"))
