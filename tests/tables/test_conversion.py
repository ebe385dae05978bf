"""A table's rows against the scalar conversion of each, and what is wrong with some."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, localcontext
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moneyed import Money

import dealmodel as dm
from dealmodel.errors import DealModelError, UnknownCurrency, UsageError
from dealmodel.tables.amounts import amounts_of
from dealmodel.tables.conversion import convert_batches
from dealmodel.tables.days import days_of
from dealmodel.tables.rejects import Reject

FIRST, LAST = date(1998, 12, 1), date(2026, 10, 30)
CURRENCIES = "EUR USD CNY GBP JPY KRW HUF TRY TRL HRK DEM BGN ROL RUB ISK IDR XXX".split()
DAYS = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + timedelta(days=n))
AMOUNTS = st.one_of(
    st.decimals(-(10**10), 10**10, places=2),
    st.decimals(-(10**18), 10**18, places=4),
    st.integers(-(10**18), 10**18).map(Decimal),
    st.integers(-2000, 2000).map(lambda n: Decimal(n) / 200),  # halves of a cent
)


def converted(columns: dict[str, Any], **options: Any) -> tuple[list[dict[str, Any]], list[Reject]]:
    rejects: list[Reject] = []
    given_names = {"amount": "p", "currency": "c", "day": "d", "to": "USD"}
    asked = given_names | options
    batches = convert_batches(pa.table(columns).to_batches(), rejects=rejects, **asked)
    return [row for batch in batches for row in batch.to_pylist()], rejects


def _scalar(text: str, base: str, day: date, **options: Any) -> Any:
    """The conversion of one amount; ``None`` where there is none."""
    try:
        return dm.convert(Money(Decimal(text), base), on=str(day), **options)
    except DealModelError:
        return None


@settings(max_examples=60)
@given(
    st.lists(st.tuples(AMOUNTS, st.sampled_from(CURRENCIES), DAYS), min_size=1, max_size=40),
    st.sampled_from(["previous", "exact", "next", "mean"]),
    st.sampled_from([0, 3, 7]),
    st.sampled_from(["USD", "EUR", "JPY", "DEM", "BGN"]),
)
def test_every_row_is_its_scalar_conversion(
    rows: list[tuple[Decimal, str, date]], policy: Any, max_age: int, to: str
) -> None:
    texts = [format(amount, "f") for amount, _, _ in rows]
    table = {"p": texts, "c": [row[1] for row in rows], "d": [str(row[2]) for row in rows]}
    found, rejects = converted(table, to=to, policy=policy, max_age=max_age)
    bad = {each.row: each.reason for each in rejects}
    good = iter(found)
    for at, (text, (_, base, day)) in enumerate(zip(texts, rows, strict=True)):
        one = _scalar(text, base, day, to=to, policy=policy, max_age=max_age)
        if one is None:
            assert at in bad, (base, text, day)
            continue
        assert at not in bad, bad.get(at)
        row = next(good)
        assert row[f"amount_{to}"] == one.money.amount, (base, text, day)
        assert str(row["rate_day"]) == one.details["used"]


def test_the_contracts_example() -> None:
    (row,), rejects = converted(
        {"p": ["109,800"], "c": ["CNY"], "d": ["2025-04-26"]}, to=["USD", "EUR"]
    )
    assert rejects == []
    assert (row["amount_USD"], row["amount_EUR"]) == (Decimal("15065.28"), Decimal("13265.20"))
    assert row["rate_day"] == row["rate_day_EUR"] == date(2025, 4, 25)
    assert str(row["rate_USD"]).startswith("0.1372065770239")


def test_source_and_target_may_be_one() -> None:
    (row,), _ = converted({"p": ["10"], "c": ["USD"], "d": ["2025-04-26"]})
    assert (row["amount_USD"], row["rate_USD"]) == (Decimal("10.00"), 1)
    assert row["rate_day"] == date(2025, 4, 26)


def test_a_period_has_the_mean_of_its_days() -> None:
    (row,), _ = converted({"p": ["1500000000"], "c": ["EUR"], "d": ["2023-10"]})
    one = dm.convert("€1,500,000,000", to="USD", on="2023-10")
    assert row["amount_USD"] == one.money.amount
    assert row["rate_day"] is None


def test_amounts_as_printed_have_their_bounds() -> None:
    (row, yuan), rejects = converted(
        {"p": ["€1.5 billion", "109,800 yuan", "5 cars"], "d": ["2025-04-25"] * 3}, currency=None
    )
    # 1.1357 dollars to the euro; 1.45 to 1.55 billion euros
    assert row["amount_USD"] == Decimal("1703550000.00")
    assert row["amount_USD_low"] == Decimal("1646765000.00")
    assert row["amount_USD_high"] == Decimal("1760335000.00")
    assert yuan["amount_USD"] == Decimal("15065.28")
    assert [each.row for each in rejects] == [2]


BAD = {
    "an unreadable amount": ("about ten", "CNY", "2025-04-26", "no plain number"),
    "a decimal comma": ("1,5", "CNY", "2025-04-26", "no plain number"),
    "no amount": ("", "CNY", "2025-04-26", "no amount"),
    "infinity": ("inf", "CNY", "2025-04-26", "no plain number"),
    "not a number": ("nan", "CNY", "2025-04-26", "no plain number"),
    "an unknown currency": ("5", "ZZZ", "2025-04-26", "ZZZ"),
    "no currency": ("5", "", "2025-04-26", "no currency"),
    "no date": ("5", "CNY", "", "no date"),
    "two dates": ("5", "CNY", "02/12/2024", "2024-12-02"),
    "no such day": ("5", "CNY", "2025-02-30", "2025-02-30"),
    "a day too early": ("5", "CNY", "1998-01-05", "CNY"),
    "a day to come": ("5", "CNY", "2999-01-05", "CNY"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_row_is_a_reject_and_the_others_stand(kind: str) -> None:
    *cells, told = BAD[kind]
    columns = {
        name: ["5", cell, "5"] if name == "p" else [default, cell, default]
        for name, cell, default in zip("pcd", cells, ["5", "CNY", "2025-04-26"], strict=True)
    }
    found, (reject,) = converted(columns)
    assert len(found) == 2
    assert (reject.row, reject.cells) == (1, tuple(cells))
    assert told in reject.reason


@pytest.mark.parametrize("precision", [5, 28, 100])
def test_long_amounts_are_whole_whatever_the_decimal_context(precision: int) -> None:
    with localcontext() as context:
        context.prec = precision
        rows, _ = converted(
            {
                "p": ["123456789012345678901234567890123.45", "12345678.91"],
                "c": ["USD", "EUR"],
                "d": ["2025-04-25", "2025-04"],
            }
        )
    assert [str(row["amount_USD"]) for row in rows] == [
        "123456789012345678901234567890123.45",
        # 12,345,678.91 times 1.121395, the mean of the twenty rates of April 2025
        "13844382.60",
    ]
    assert str(rows[1]["rate_USD"]) == "1.121395000000000000"


def test_an_amount_that_no_column_has_room_for_is_a_reject() -> None:
    rows, (reject,) = converted(
        {"p": ["1e40", "5"], "c": ["EUR", "EUR"], "d": ["2025-04-25", "2025-04-25"]}
    )
    assert len(rows) == 1
    assert "more than 38 digits" in reject.reason


LOCAL = {
    # as printed: its value, or what the refusal says
    ("de", "1.234"): "1234",
    ("de", "1.234,5"): "1234.5",
    ("de", "-0,5"): "-0.5",
    ("de", "7"): "7",
    ("de", "1.5"): "1.5 or as 15",
    ("de", "x"): "no plain number",
    ("fr", "1 234,5"): "1234.5",
    ("de-CH", "1'234.5"): "1234.5",
    ("es-MX", "1,234.5"): "1234.5",
    ("zh", "1,234.5"): "1234.5",
}


@pytest.mark.parametrize(("locale", "printed"), LOCAL)
def test_plain_amounts_are_read_in_their_locale(locale: str, printed: str) -> None:
    expected = LOCAL[locale, printed]
    rows, rejects = converted(
        {"p": [printed, "2"], "c": ["USD"] * 2, "d": ["2025-04-25"] * 2}, locale=locale
    )
    if rejects:
        assert expected in rejects[0].reason
        assert rejects[0].cells[0] == printed
        return
    assert rows[0]["amount_USD"] == Decimal(expected)


WRONG_TYPES = [
    {"amount": None},
    {"day": None},
    {"day": 5},
    {"currency": 5},
    {"to": None},
    {"to": 5},
    {"to": ["USD", 5]},
    {"locale": None},
    {"locale": "xx"},
    {"rejects": ()},
]


@pytest.mark.parametrize("wrong", WRONG_TYPES, ids=str)
def test_options_of_a_wrong_type_are_refused(wrong: dict[str, Any]) -> None:
    table = pa.table({"p": ["5"], "c": ["CNY"], "d": ["2025-04-25"]})
    asked: dict[str, Any] = {"amount": "p", "currency": "c", "day": "d", "to": "USD"} | wrong
    (name,) = wrong
    with pytest.raises(UsageError, match=name):
        list(convert_batches(table.to_batches(), **asked))
    with pytest.raises(UsageError, match=name):
        dm.convert_frame(table, **asked)


@pytest.mark.parametrize("batches", [None, 5, [5], [pa.table({"p": ["5"]})]], ids=str)
def test_what_is_no_batches_is_refused(batches: Any) -> None:
    with pytest.raises(UsageError, match=r"record batches are needed|batches is a list"):
        list(convert_batches(batches, amount="p", currency="EUR", day="2025", to="USD"))


def test_a_stream_that_changes_its_columns_is_refused() -> None:
    batches = [pa.record_batch({"p": ["5"]}), pa.record_batch({"p": [5]})]
    found = convert_batches(batches, amount="p", currency="EUR", day="2025", to="USD")
    next(found)
    with pytest.raises(UsageError, match="from row 2 on"):
        next(found)


def test_without_a_list_of_rejects_the_first_bad_row_raises() -> None:
    table = pa.table({"p": ["5", "x"], "c": ["CNY", "CNY"], "d": ["2025-04-26"] * 2})
    with pytest.raises(UsageError, match="row 2"):
        list(convert_batches(table.to_batches(), amount="p", currency="c", day="d", to="USD"))


@pytest.mark.parametrize(
    "column",
    [
        pa.array([10980000, None], pa.int64()),
        pa.array([Decimal("10980000.00"), None], pa.decimal128(20, 2)),
        pa.array(["10980000", None]),
        pa.array(["10,980,000.00", None], pa.large_string()),
        pa.array(["10980000", None]).dictionary_encode(),
    ],
    ids=lambda column: str(column.type),
)
def test_amounts_are_read_from_every_exact_type(column: pa.Array) -> None:
    found = amounts_of(column)
    assert found.is_plain.tolist() == [True, False]
    assert found.units[0] == 10980000 * 10**found.scale


def test_floats_are_taken_only_as_they_print() -> None:
    column = pa.array([0.1, 1e300, float("nan"), None])
    with pytest.raises(UsageError, match="--floats-as-printed"):
        amounts_of(column)
    found = amounts_of(column, floats_as_printed=True)
    assert found.is_plain.tolist() == [True, False, False, False]
    assert (found.units[0], found.scale) == (1, 1)


@pytest.mark.parametrize("text", ["0000-01-01", "2025-2-03", "2025-02-30", "+2025-02-03", "", "x"])
def test_a_text_that_is_no_day_leaves_those_beside_it(text: str) -> None:
    found = days_of(pa.array(["2025-04-26", text, "0001-01-01"]))
    assert found.is_day.tolist() == [True, False, True]
    assert found.ordinals.tolist() == [739367, 0, 1]


@given(st.lists(st.dates(), min_size=1, max_size=50))
def test_days_are_read_from_texts_and_from_dates_alike(days: list[date]) -> None:
    texts, dates = days_of(pa.array(map(str, days))), days_of(pa.array(days, pa.date32()))
    assert texts.is_day.all()
    assert dates.is_day.all()
    ordinals = [day.toordinal() for day in days]
    assert texts.ordinals.tolist() == dates.ordinals.tolist() == ordinals


def test_a_timestamp_is_its_day() -> None:
    late = datetime(2025, 4, 26, 23, 59, tzinfo=UTC)
    found = days_of(pa.array([late, None]))
    assert found.ordinals.tolist() == [date(2025, 4, 26).toordinal(), 0]
    assert found.is_day.tolist() == [True, False]


def test_a_missing_column_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="price"):
        converted({"price": ["5"], "c": ["CNY"], "d": ["2025-04-26"]}, amount="prise")
    with pytest.raises(UsageError, match="already"):
        converted({"p": ["5"], "c": ["CNY"], "d": ["2025"], "rate_USD": ["1"]})
    with pytest.raises(UnknownCurrency):
        converted({"p": ["5"], "c": ["CNY"], "d": ["2025"]}, to="ZZZ")
    with pytest.raises(UsageError, match="which currency"):
        converted({"p": ["5"], "c": ["CNY"], "d": ["2025"]}, to=[])


def test_one_currency_and_one_day_for_all_rows() -> None:
    found, _ = converted({"p": ["1", "2"]}, currency="cny", day="2025-04-26")
    assert [row["amount_USD"] for row in found] == [Decimal("0.14"), Decimal("0.27")]


def test_a_stated_rate_converts_a_table_too() -> None:
    (row,), _ = converted(
        {"p": ["726"], "c": ["CNY"], "d": ["2025-04-26"]}, rates="7.26 CNY/USD", to="USD"
    )
    assert row["amount_USD"] == Decimal("100.00")
    assert row["rate_day"] is None
