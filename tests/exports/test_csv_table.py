"""CSV: what others read in it, and that no text becomes a formula."""

from __future__ import annotations

import csv
import tracemalloc
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO

import pandas
import polars
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dealmodel.exports.csv_table import write_csv
from dealmodel.exports.table import Held, Link, Live, Row, Table
from tests.exports.hostile import (
    DAY,
    FINITE,
    HIGH,
    LOW,
    NUMBERS,
    TEXTS,
    VALUE,
    WHAT,
    cleaned,
    many,
    table,
)

BEGINS_FORMULA = "=+-@＝＋－＠﹢﹣﹦﹫"
INVISIBLE = "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff" + "".join(
    map(chr, range(0x2060, 0x2070))
)


def written(given: Table) -> bytes:
    file = BytesIO()
    write_csv(given, file)
    return file.getvalue()


def read(content: bytes, delimiter: str = ",") -> list[list[str]]:
    """What Python's reader finds, header and all."""
    return list(csv.reader(StringIO(content.decode(), newline=""), delimiter=delimiter))


def is_passed_over(character: str) -> bool:
    return character.isspace() or character in "\"'" or character in INVISIBLE


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet may take ``text`` for a formula, whatever it takes away first."""
    gone = "".join(c for c in text if is_passed_over(c) and c != "'")
    return text.lstrip(gone).startswith(tuple(BEGINS_FORMULA))


def without_apostrophes(text: str) -> str:
    """Takes away what was put in: at the start, and before formulas inside."""
    first = next((at for at, c in enumerate(text) if not is_passed_over(c)), len(text))
    is_marked = set(text[:first]) & set("\t\r\n") or text[first : first + 1] in tuple(
        BEGINS_FORMULA
    )
    if is_marked:
        assert text[0] == "'"
        text = text[1:]
    kept, after_split = "", False
    for character in text:
        if after_split and character in BEGINS_FORMULA:
            assert kept[-1] == "'"
            kept = kept[:-1]
        kept += character
        if character in ";\t\r\n":
            after_split = True
        elif not is_passed_over(character):
            after_split = False
    return kept


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-5%", "'-5%"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\rx", "'\rx"),
        ("＝1+1", "'＝1+1"),
        ("  =1", "'  =1"),
        ('"=1"', '\'"=1"'),
        ("'=1", "''=1"),
        ("\u200b=1", "'\u200b=1"),
        ("a;=1+2;b", "a;'=1+2;b"),
        ("a\n=1", "a\n'=1"),
        ("a=1+1; -", "a=1+1; '-"),
        ("21% - a third", "21% - a third"),
        ("O'Neill; Smith", "O'Neill; Smith"),
    ],
)
def test_text_is_no_formula(text: str, field: str) -> None:
    assert read(written(table([WHAT], (text,)))) == [["what"], [field]]


@given(st.lists(TEXTS, max_size=5))
def test_reading_gives_the_text_back(texts: list[str]) -> None:
    rows = read(written(table([WHAT, DAY], *((text, None) for text in texts))))
    assert rows[0] == ["what", "as_of"]
    assert [without_apostrophes(row[0]) for row in rows[1:]] == list(map(cleaned, texts))
    assert [row[1:] for row in rows[1:]] == [[""]] * len(texts)


@given(st.lists(TEXTS, max_size=5), st.sampled_from(",;\t"))
@example(["a", "x;=1+2;y"], ";")
@example(['x;"=1+2";y', "\n=1;"], ";")
def test_no_cell_is_a_formula_at_whatever_separator_it_is_split(
    texts: list[str], delimiter: str
) -> None:
    rows = read(written(table([WHAT] * len(texts), tuple(texts))), delimiter)
    assert not [cell for row in rows for cell in row if begins_formula(cell)]
    assert not [
        cell
        for row in rows
        for cell in row
        if delimiter == "," and cell.startswith(("\t", "\r", "\n"))
    ]


def test_a_formula_where_the_list_separator_is_a_semicolon() -> None:
    # Without the apostrophe the third cell would be =1+2.
    content = written(table([WHAT, WHAT], ("a,b", 'x";=1+2;y')))
    assert read(content, ";")[1][1] == "'=1+2"


@given(st.lists(FINITE))
def test_exact_numbers_survive(numbers: list[Fraction]) -> None:
    rows = read(written(table([LOW, VALUE, HIGH], *((number,) * 3 for number in numbers))))
    assert [list(map(Fraction, row)) for row in rows[1:]] == [[number] * 3 for number in numbers]
    assert not [cell for row in rows[1:] for cell in row if set(cell) - set("-.0123456789")]


@given(NUMBERS)
def test_ends_enclose_the_number_within_28_digits(number: Fraction) -> None:
    _, row = read(written(table([LOW, VALUE, HIGH], (number,) * 3)))
    low, value, high = map(Fraction, row)
    assert low <= number <= high
    assert low <= value <= high
    assert high - low <= abs(number) / 10**27


def test_numbers_stand_without_quotes_and_apostrophes() -> None:
    rows = table(
        [VALUE, HIGH],
        (Fraction(-5), Fraction(10) ** 40),
        (Fraction(-1, 10**30), Fraction(0)),
        (Live("=A1", Fraction(-1, 4)), Held(Fraction(2, 3), "not tight")),
    )
    assert written(rows).decode().split("\r\n") == [
        "value,high",
        "-5,10000000000000000000000000000000000000000",
        "-0.000000000000000000000000000001,0",
        "-0.25,0.6666666666666666666666666667",
        "",
    ]


def test_what_is_no_number_leaves_a_column_of_numbers_blank() -> None:
    rows = table([WHAT, HIGH], ("∞", "∞"), ("a", "no overlap"), ("b", "=1"), ("c", None))
    assert written(rows).decode() == "what,high\r\n∞,\r\na,\r\nb,\r\nc,\r\n"


def test_days_are_iso_and_an_absent_text_is_told_from_an_empty_one() -> None:
    rows = table([WHAT, DAY], ("", date(2023, 10, 26)), (None, "2023-10"))
    assert written(rows).decode() == 'what,as_of\r\n"",2023-10-26\r\n,2023-10\r\n'


def test_other_cells_are_written_by_what_they_hold() -> None:
    rows = table(
        [WHAT, WHAT], (Link("=CNBC", "Sources!A5"), Fraction(-3, 2)), (Live("=A1", "-"), "")
    )
    assert read(written(rows))[1:] == [["'=CNBC", "-1.5"], ["'-", ""]]


def test_no_byte_order_mark_and_nothing_but_the_keys_of_an_empty_table() -> None:
    assert written(table([WHAT, HIGH])) == b"what,high\r\n"


@given(st.lists(st.tuples(TEXTS, FINITE), max_size=5))
def test_pandas_and_polars_read_the_same(rows: list[tuple[str, Fraction]]) -> None:
    content = written(table([WHAT, VALUE], *rows))
    expected = [cleaned(text) for text, _ in rows]
    numbers = [number for _, number in rows]
    frame = pandas.read_csv(BytesIO(content), dtype=str, keep_default_na=False)
    assert list(map(without_apostrophes, frame["what"])) == expected
    assert list(map(Fraction, frame["value"])) == numbers
    other = polars.read_csv(content, schema_overrides=[polars.String] * 2)
    assert list(map(without_apostrophes, other["what"])) == expected
    assert list(map(Fraction, other["value"])) == numbers


def test_a_decimal_of_python_reads_every_digit() -> None:
    _, [cell] = read(written(table([VALUE], (Fraction(7142857142857142857142857143, 10**18),))))
    assert Decimal(cell) == Decimal("7142857142.857142857142857143")


class _Sink(BytesIO):
    """A file that keeps no more than how much came."""

    lines = 0

    def write(self, content: bytes, /) -> int:
        self.lines += 1
        return len(content)


def test_each_row_is_written_before_the_next_is_asked_for() -> None:
    sink = _Sink()

    def rows() -> Iterator[Row]:
        for at in range(5):
            assert sink.lines == 1 + at
            yield Row((f"row {at}",))

    write_csv(Table("t", "T", (WHAT,), rows()), sink)
    assert sink.lines == 6


def test_thousands_of_rows_take_no_memory() -> None:
    tracemalloc.start()
    write_csv(Table("t", "T", (WHAT, VALUE), many(20_000)), sink := _Sink())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sink.lines == 20_001
    assert peak < 500_000


@pytest.mark.parametrize("long", ["\t" * 300_000 + "x", ";" * 300_000, " " * 300_000 + "x"])
def test_a_long_run_of_separators_takes_no_longer_than_any_text(long: str) -> None:
    assert len(written(table([WHAT], (long,)))) < 300_100


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        written(table([WHAT, VALUE], ("a",)))
