"""A formula over columns against ``calc`` of each row."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.errors import DealModelError, UnknownName, UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.units import PURE
from dealmodel.rates.choice import RatesAt
from dealmodel.tables import calculation
from dealmodel.tables.calculation import Calculation, Formula
from dealmodel.tables.floats import float_of
from dealmodel.tables.rejects import Reject

Row = tuple[str | None, str | None, str | None, str | None]


def calculated(
    formula: str, columns: dict[str, Any], **options: Any
) -> tuple[list[Row], list[Reject], Calculation]:
    """The point, low, high and unit of each good row, and the others."""
    table = pa.table(columns)
    work = Calculation(Formula(formula, **options), table.schema, RatesAt.of("ecb"))
    (batch,) = table.combine_chunks().to_batches()
    found, rejects = work.batch(batch)
    added = [found.column(at).to_pylist() for at in range(len(columns), found.num_columns)]
    return list(zip(*added, strict=True)), rejects, work


def scalar(formula: str, **names: Any) -> Row | None:
    """The same of one row by ``calc``; ``None`` where there is no answer."""
    try:
        record = dm.calc(formula, **names).to_dict()
    except DealModelError:
        return None
    return record["point"], record["low"], record["high"], record["unit"]


FORMULAS = (
    *("a / b", "a / b - a", "a * b", "a + b - c", "a * b / c", "(a - b) / (a + b)", "a / (a + b)"),
    *("a - a", "-a ** 3 / b", "a / (b - c)", "max(a, b) - min(b, c)", "a * (1 - b)", "1000 / a"),
    *(
        "{about 21%} * a",
        "a ** 2 / b ** 3",
        "a / 3",
        "abs(a - b)",
        "sqrt(a)",
        "(a / b) in USD on 2024",
    ),
)
CELLS = st.sampled_from(
    "€1.5 billion|€1,500,000|about €2 million|$3 billion|21%|20 %|nearly 64%|more than 50%|0|5%|"
    "1500000000|0.21|-3|0.0000001|123456.789012|1024|0.64|at least 3|300,000 cars|1e3|7|-0.5|1|"
    "65,800-75,800 yuan|105p|x|two-thirds|over 3 million cars".split("|")
)


@settings(max_examples=150)
@given(st.sampled_from(FORMULAS), st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=12))
def test_every_row_is_its_scalar_calculation(formula: str, rows: list[tuple[str, ...]]) -> None:
    columns = {name: [row[at] for row in rows] for at, name in enumerate("abc")}
    found, rejects, _ = calculated(formula, columns)
    bad = {each.row for each in rejects}
    good = iter(found)
    used = [name for name in "abc" if re.search(rf"\b{name}\b", formula)]
    for at in range(len(rows)):
        expected = scalar(formula, **{name: columns[name][at] for name in used})
        assert (expected is None) == (at in bad), (formula, rows[at])
        if expected is not None:
            assert next(good) == expected, (formula, rows[at])


NUMBERS = st.one_of(
    st.decimals(Decimal("0.01"), 10**9, places=2),
    st.decimals(Decimal("0.0001"), 1, places=4),
    st.integers(1, 2**40).map(Decimal),
    st.integers(0, 40).map(lambda n: Decimal(2**n)),
    st.integers(0, 12).map(lambda n: Decimal(5**n)),
)


@settings(max_examples=150)
@given(
    st.sampled_from([each for each in FORMULAS if "{" not in each and "in USD" not in each]),
    st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=30),
)
def test_numbers_are_exact(formula: str, rows: list[tuple[Decimal, ...]]) -> None:
    columns = {
        name: pa.array([row[at] for row in rows], pa.decimal128(20, 4))
        for at, name in enumerate("abc")
    }
    found, rejects, _ = calculated(formula, columns)
    bad = {each.row for each in rejects}
    good = iter(found)
    used = [name for name in "abc" if re.search(rf"\b{name}\b", formula)]
    for at, row in enumerate(rows):
        given_names = dict(zip("abc", row, strict=True))
        expected = scalar(formula, **{name: given_names[name] for name in used})
        assert (expected is None) == (at in bad)
        if expected is not None:
            assert next(good) == expected, (formula, row)


def rounded_figure(value: Fraction, unit: Fraction) -> Figure:
    bounds = Bounds(value - unit / 2, value + unit / 2)
    return Figure("x", (0, 1), "number", value, PURE, "none", unit, bounds, "rounded")


@pytest.mark.parametrize(
    "formula", ["paid / stake - paid", "paid * stake", "paid / (paid + stake)"]
)
def test_thousands_of_rounded_numbers(formula: str) -> None:
    drawn = np.random.default_rng(7)
    paid = drawn.integers(10**6, 10**10, 3000).tolist()
    stake = [Decimal(each).scaleb(-4) for each in drawn.integers(500, 6000, 3000).tolist()]
    found, rejects, work = calculated(
        formula, {"paid": paid, "stake": stake}, rounded={"paid": "1000", "stake": "0.001"}
    )
    assert (rejects, work.one_by_one) == ([], 0)
    for at in range(0, 3000, 3):
        names = {
            "paid": rounded_figure(Fraction(paid[at]), Fraction(1000)),
            "stake": rounded_figure(Fraction(stake[at]), Fraction(1, 1000)),
        }
        assert found[at] == scalar(formula, **names)


@settings(max_examples=60)
@given(
    st.sampled_from([each for each in FORMULAS if "in USD" not in each]),
    st.lists(st.tuples(CELLS | NUMBERS.map(str), CELLS, CELLS), min_size=1, max_size=8),
)
def test_floats_are_those_beside_the_exact_answer(
    formula: str, rows: list[tuple[str, ...]]
) -> None:
    columns = {name: [row[at] for row in rows] for at, name in enumerate("abc")}
    found, rejects, _ = calculated(formula, columns, as_floats=True)
    bad = {each.row for each in rejects}
    good = iter(found)
    used = [name for name in "abc" if re.search(rf"\b{name}\b", formula)]
    for at in range(len(rows)):
        if at in bad:
            continue
        one = dm.calc(formula, **{name: columns[name][at] for name in used})
        expected = [
            None if value is None else float_of(value, rounding)
            for value, rounding in (
                (one.point, "half_even"),
                (one.bounds.low, "down"),
                (one.bounds.high, "up"),
            )
        ]
        assert list(next(good)[:3]) == expected


@pytest.mark.parametrize(
    "formula", ["paid * stake", "stake / paid", "paid ** 2 * stake", "paid + stake", "paid / 8"]
)
def test_answers_with_an_end_are_not_worked_out_one_by_one(
    formula: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = np.random.default_rng(5)
    paid = drawn.integers(10**6, 10**10, 2000).tolist()
    stake = [Decimal(each).scaleb(-4) for each in drawn.integers(500, 6000, 2000).tolist()]
    asked: list[int] = []
    exactly = calculation.value_by
    monkeypatch.setattr(
        calculation, "value_by", lambda plan, values: (asked.append(1), exactly(plan, values))[1]
    )
    found, _, _ = calculated(formula, {"paid": paid, "stake": stake})
    assert len(asked) < 60
    for at in range(0, 2000, 10):
        assert found[at] == scalar(formula, paid=paid[at], stake=stake[at])


def test_the_contracts_example() -> None:
    (row,), _, _ = calculated("paid / stake - paid", {"paid": ["€1.5 billion"], "stake": ["21%"]})
    paid, stake = Fraction(15 * 10**8), Fraction(21, 100)
    assert row[0] == decimal_text(paid / stake - paid)
    # 1.45 and 1.55 billion; 20.5 % and 21.5 %
    low = Fraction(145 * 10**7) * (1 / Fraction(215, 1000) - 1)
    high = Fraction(155 * 10**7) * (1 / Fraction(205, 1000) - 1)
    assert row[1:] == (decimal_text(low, "down"), decimal_text(high, "up"), "EUR")


def test_bad_rows_and_rows_of_other_units() -> None:
    columns = {
        "a": ["€5 million", "$5 million", "?", None, "€5 million"],
        "b": ["20%", "30%", "20%", "20%", "0"],
    }
    found, rejects, _ = calculated("a / b", columns)
    assert [row[3] for row in found] == ["EUR", "USD"]
    assert [each.row for each in rejects] == [2, 3, 4]
    assert "no value in the column 'a'" in rejects[1].reason
    assert rejects[2].cells == ("€5 million", "0")


def test_a_formula_that_hangs_on_a_cell_is_another_one_in_each_row() -> None:
    found, rejects, work = calculated("x ** n", {"x": ["2", "2", "2"], "n": ["3", "4", "about 2"]})
    assert [row[0] for row in found] == ["8", "16"]
    assert [each.row for each in rejects] == [2]
    assert work.one_by_one == 3
    found, _, _ = calculated("s of p", {"s": ["50%", "about 10%"], "p": ["€2 billion"] * 2})
    assert [row[0] for row in found] == ["1000000000", "200000000"]


def test_an_outer_range_is_counted() -> None:
    _, _, work = calculated("x * (1 - x) * (x - 2) * y", {"x": ["about 0.5"], "y": ["about 3"]})
    assert work.one_by_one == 1


@pytest.mark.parametrize(
    ("formula", "options", "told"),
    [
        ("paid / stak", {}, "Did you mean stake"),
        ("paid /", {}, "ends where a value is needed"),
        ("paid", {"rounded": {"stake": "1"}}, "no column of the formula"),
        ("paid", {"rounded": {"paid": "x"}}, "such as 0.01 or 1000"),
        ("paid", {"rounded": {"paid": "0"}}, "such as 0.01 or 1000"),
        ("paid = 1; paid", {}, "defined twice"),
        ("paid", {"name": "stake"}, "already"),
        ("paid", {"name": "a b"}, "no name"),
    ],
)
def test_what_is_wrong_with_all_rows_raises_at_once(
    formula: str, options: dict[str, Any], told: str
) -> None:
    with pytest.raises(DealModelError, match=told):
        calculated(formula, {"paid": ["5"], "stake": ["5"], "stake_low": ["5"]}, **options)


def test_floats_and_other_columns() -> None:
    with pytest.raises(UsageError, match="--floats-as-printed"):
        calculated("x / 3", {"x": [0.1]})
    found, _, _ = calculated("x / 4", {"x": [0.1, 1e20]}, floats_as_printed=True)
    assert [row[0] for row in found] == ["0.025", "25000000000000000000"]
    with pytest.raises(UsageError, match="cannot be read from a column of bool"):
        calculated("x", {"x": [True]})
    with pytest.raises(UnknownName):
        calculated("y", {"x": ["1"]})


def test_plain_numbers_are_read_in_their_locale() -> None:
    table = pa.table({"a": ["1.234", "1.234,5", "7"], "b": ["2", "2", "2"]})
    found = dm.columns("a * b", table, locale="de")
    assert found["result"].to_pylist() == ["2468", "2469", "14"]
    for rounded, low in ((None, "2468"), ({"a": "1"}, "2467")):
        (first, *_) = dm.columns("a * b", table, locale="de", rounded=rounded)["result_low"]
        assert str(first) == low
    with pytest.raises(UsageError, match=r"1\.5 or as 15"):
        dm.columns("a", pa.table({"a": ["1.5"]}), locale="de")


def test_what_is_no_english_number_is_none_in_a_rounded_column() -> None:
    rejects: list[Any] = []
    table = pa.table({"a": ["1.234,5", "1,234.5", "1,5", ""]})
    found = dm.columns("a", table, rounded={"a": "0.1"}, rejects=rejects)
    assert found["result"].to_pylist() == ["1234.5"]
    assert [each.row for each in rejects] == [0, 2, 3]


@pytest.mark.parametrize(
    "wrong", [{"formula": None}, {"rounded": 5}, {"name": 5}, {"rules": "strict"}, {"rejects": ()}]
)
def test_options_of_a_wrong_type_are_refused(wrong: dict[str, Any]) -> None:
    asked: dict[str, Any] = {"formula": "a", "table": pa.table({"a": [1]})} | wrong
    with pytest.raises(UsageError):
        dm.columns(**asked)
