from __future__ import annotations

import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from currency_converter import CURRENCY_FILE
from hypothesis import given
from hypothesis import strategies as st

from dealmodel.errors import DealModelError, TableError, UnreadableFile
from dealmodel.rates import table
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import Policy
from dealmodel.rates.table import parse_table, table_rates


def rates(tmp_path: Path, text: str | bytes):
    path = tmp_path / "rates.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return table_rates(str(path), lambda: date(2025, 6, 1))


class TestShapes:
    WIDE = "date,USD,CNY\n2025-04-25,1.1357,8.2773\n2025-04-24,1.1376,8.2989\n"

    @pytest.mark.parametrize(
        "text",
        [
            WIDE,
            WIDE.encode("utf-8-sig"),
            WIDE.replace("\n", "\r\n"),
            WIDE.replace(",", " , "),
            WIDE.replace("date", "Date")
            .replace("USD,CNY\n", "USD,CNY,\n")
            .replace("3\n", "3,\n")
            .replace("9\n", "9,\n"),
            '"date","USD","CNY"\n"2025-04-25","1.1357","8.2773"\n',
            "\n" + WIDE + "\n\n",
            "date,base,quote,rate\n2025-04-25,EUR,CNY,8.2773\n2025-04-25,EUR,USD,1.1357\n",
        ],
    )
    def test_one_table_in_many_hands(self, tmp_path, text) -> None:
        found = rates(tmp_path, text).conversion("CNY", "USD", parse_period("2025-04-26"))
        assert found.cross == Fraction("1.1357") / Fraction("8.2773")
        assert found.formula() == "amount / cny_per_eur * usd_per_eur"
        assert found.source.endswith("rates.csv, 2025-04-25")

    def test_another_base(self, tmp_path) -> None:
        source = rates(tmp_path, "date/USD,EUR,CNY\n2025-04-25,0.88,7.25\n")
        found = source.conversion("CNY", "EUR", parse_period("2025-04-25"))
        assert found.formula() == "amount / cny_per_usd * eur_per_usd"
        assert found.cross == Fraction("0.88") / Fraction("7.25")

    def test_a_long_table_links_rates_of_any_base(self, tmp_path) -> None:
        text = "date,base,quote,rate\n2025-04-25,USD,CNY,7.25\n2025-04-25,EUR,USD,1.25\n"
        source = rates(tmp_path, text)
        found = source.conversion("EUR", "CNY", parse_period("2025-04-25"))
        assert (found.cross, found.formula()) == (
            Fraction("9.0625"),
            "amount * usd_per_eur * cny_per_usd",
        )
        # And the law's ratios: one mark is 1/1.95583 euro.
        mark = source.conversion("DEM", "USD", parse_period("2025-04-25"))
        assert mark.cross == Fraction("1.25") / Fraction("1.95583")

    def test_holes_and_policies(self, tmp_path) -> None:
        text = "date,USD,CNY\n2025-04-25,1.1,8\n2025-04-28,1.2,\n2025-04-29,1.3,N/A\n"
        source = rates(tmp_path, text)
        assert source.conversion("CNY", "EUR", parse_period("2025-04-29")).age_days == 4
        assert source.conversion("USD", "EUR", parse_period("2025-04-29")).age_days == 0
        mean = source.conversion("EUR", "USD", parse_period("2025-04"))
        assert (mean.cross, mean.cross_low, mean.cross_high) == (
            Fraction("1.2"),
            Fraction("1.1"),
            Fraction("1.3"),
        )
        following = source.conversion("EUR", "USD", parse_period("2025-04-26"), Policy("next"))
        assert following.cross == Fraction("1.2")

    def test_an_exponent(self, tmp_path) -> None:
        source = rates(tmp_path, "date,base,quote,rate\n2025-04-25,VND,USD,3.85E-05\n")
        found = source.conversion("VND", "USD", parse_period("2025-04-25"))
        assert found.cross == Fraction("0.0000385")

    def test_the_banks_own_file(self, tmp_path) -> None:
        with zipfile.ZipFile(CURRENCY_FILE) as archive:
            source = rates(tmp_path, archive.read(archive.namelist()[0]))
        for base, quote, day in (("CNY", "USD", "2025-04-26"), ("TRL", "DEM", "2003-05-05")):
            ours = ecb_rates().conversion(base, quote, parse_period(day))
            assert source.conversion(base, quote, parse_period(day)).cross == ours.cross


class TestBadRows:
    def test_every_bad_row_is_named_with_its_place(self) -> None:
        text = (
            "date,USD,CNY\n"
            "26/04/2025,1.1357,8.2773\n"
            "2025-04-24,-1.1,8\n"
            "2025-04-23,1.1,nan\n"
            "\n"
            '2025-04-22,"1,491.76",8\n'
            "2025-04-21,1,491,8\n"
            "2025-04-20,0.00,8\n"
            "2025-04-19,1,8\n"
            "2025-04-19,1,8\n"
            "2025-04,1,8\n"
            "2025-04-18,inf,8\n"
            '2025-04-17,"1,8\n'
            "2025-04-16,1\n"
            "2025-04-15,1.2.3, x\n"
            "2025-04-14,１,8\n"
        )
        with pytest.raises(TableError) as caught:
            parse_table(text, "my.csv")
        places = [
            (problem.where.line, problem.where.column, problem.message.split(":")[0][:24])
            for problem in caught.value.problems
        ]
        assert places == [
            (2, 1, "'26/04/2025' is not a da"),
            (3, 12, "-1.1 is below 0"),
            (4, 16, "'nan' is not a rate such"),
            (6, 13, "'1,491.76' is not a rate"),
            (7, 1, "4 fields where the heade"),
            (8, 12, "a rate of 0 converts not"),
            (10, 1, "this is on line 9 alread"),
            (11, 1, "2025-04 is not a day, su"),
            (12, 12, "'inf' is not a rate such"),
            (13, 12, "a double quote is out of"),
            (14, 1, "2 fields where the heade"),
            (15, 12, "'1.2.3' is not a rate su"),
            (16, 12, "'１' is not a rate such a"),
        ]
        assert caught.value.exit_code == 2
        assert caught.value.message.startswith("13 bad rows; the first: ")
        assert len(caught.value.to_dict()["errors"]) == 13
        rendered = caught.value.render()
        assert "my.csv:3:12: -1.1 is below 0\n  2025-04-24,-1.1,8\n             ^" in rendered

    @pytest.mark.parametrize(
        ("row", "column", "message"),
        [
            ("2025-04-25,USD,CNY,", 20, "'' is not a rate"),
            ("2025-04-25,USD,CNY,N/A", 20, "'N/A' is not a rate"),
            ("2025-04-25,USD,USD,1", 16, "between two currencies"),
            ("2025-04-25,USB,CNY,7", 12, "Did you mean .*USD"),
            ("2025-04-25,USD,cny,7", 16, "Did you mean CNY"),
            ("2025-04-24,EUR,USD,1.2", 1, "this is on line 2 already"),
            ("2025-04-24,USD,EUR,0.8", 1, "this is on line 2 already"),
        ],
    )
    def test_long_rows(self, row: str, column: int, message: str) -> None:
        text = f"date,base,quote,rate\n2025-04-24,EUR,USD,1.2\n{row}\n"
        with pytest.raises(TableError, match=message) as caught:
            parse_table(text)
        assert (caught.value.where.line, caught.value.where.column) == (3, column)

    @pytest.mark.parametrize(
        ("header", "column"),
        [
            ("date", 1),
            ("date;USD;CNY", 1),
            ("date\tUSD", 1),
            ("day,USD", 1),
            ("date,USD,USB", 10),
            ("date,USD,USD", 10),
            ("date,USD,EUR", 10),
            ("date/USD,EUR,USD", 14),
            ("date/USB,EUR", 1),
            ("2025-04-25,1.1", 1),
            ('date,"USD', 6),
        ],
    )
    def test_headers(self, header: str, column: int) -> None:
        with pytest.raises(TableError) as caught:
            parse_table(f"{header}\n2025-04-25,1,1\n")
        assert (caught.value.where.line, caught.value.where.column) == (1, column)


class TestFiles:
    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"", "empty"),
            (b"\n\n  \n", "empty"),
            (b"date,USD\n", "no rates"),
            (b"date,USD\n2025-04-25,\n", "no rates"),
            ("date,USD\n2025-04-25,1\n".encode("utf-16"), "not UTF-8"),
            (b"\x89PNG\r\n\x1a\n\xff\xfe", "not UTF-8"),
            (b"date,USD\n2025-04-25,1\0\n", "binary"),
        ],
    )
    def test_content(self, tmp_path, content: bytes, message: str) -> None:
        with pytest.raises(UnreadableFile, match=message) as caught:
            rates(tmp_path, content)
        assert caught.value.where.file.endswith("rates.csv")
        assert caught.value.exit_code == 2

    def test_a_folder(self, tmp_path) -> None:
        with pytest.raises(UnreadableFile, match="folder"):
            table_rates(str(tmp_path))

    @pytest.mark.parametrize("path", ["none.csv", "a/b/c.csv", "x\0.csv", "y" * 5000 + ".csv"])
    def test_a_file_that_is_not_there(self, path: str) -> None:
        with pytest.raises(UnreadableFile, match="cannot be read"):
            table_rates(path)

    def test_a_device(self) -> None:
        with pytest.raises(UnreadableFile, match="not an ordinary file"):
            table_rates("/dev/zero")

    def test_a_file_that_is_too_large(self, tmp_path, monkeypatch) -> None:
        monkeypatch.setattr(table, "MAX_BYTES", 20)
        with pytest.raises(UnreadableFile, match="larger than 20 bytes"):
            rates(tmp_path, "date,USD\n2025-04-25,1.1\n")

    def test_a_line_without_end_takes_no_time(self) -> None:
        with pytest.raises(TableError):
            parse_table("date,USD\n" + " " * 2_000_000 + '"')


@given(st.text(alphabet='date,USDCNY\n"/ 0123456789-.eN', max_size=80))
def test_any_text_is_a_table_or_one_error(text: str) -> None:
    for start in ("", "date,USD,CNY\n", "date,base,quote,rate\n"):
        try:
            history = parse_table(start + text)
        except DealModelError as error:
            error.render()
        else:
            assert history.lines
