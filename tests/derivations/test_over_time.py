"""Sums, differences and growth over periods; the figures are the companies' own, the totals and
quotients worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.derivations.answers import Derived
from dealmodel.derivations.series import Series
from dealmodel.rates.period import parse_period
from dealmodel.records.volume import Volume
from tests.checks.books import COMMON, book, claims, entry

LEAPMOTOR = ("33,410 cars", "53,286 cars", "86,165 cars", "120,863 cars")  # 2024: 293,724


def volume(key: str, period: str, *counts: str, **fields: str) -> str:
    given = {"party": "elm", "measure": "deliveries", "period": period} | fields
    return entry(key, **given, **({"count": claims(*counts)} if counts else {}))


def quarters(counts: Iterable[str], year: str = "2024") -> str:
    told = enumerate(counts, start=1)
    return "".join(volume(f"q{number}", f"{year}-Q{number}", each) for number, each in told)


def answers(text: str, name: str, section: str = "volumes") -> dict[tuple[str, str], Derived]:
    """The answers of a name in a section's book by subject and period."""
    report = dm.report(book(f"{section}:\n" + text))
    return {
        (each.subject, str(each.result.details.get("period"))): each
        for each in report.items
        if isinstance(each, Derived) and each.name == name
    }


def warnings(text: str) -> list[str]:
    return list(dm.report(book(text)).warnings)


def test_quarters_make_up_a_year_beside_the_printed_one() -> None:
    text = quarters(LEAPMOTOR) + volume("y", "2024", "293,724 cars", "294,000 cars")
    found = answers(text, "sum_of_parts")["volumes.y", "2024"]
    assert found.result.point == 293_724
    assert [
        (each.figure.verbatim, each.overlaps(found.result.bounds)) for each in found.beside
    ] == [
        ("293,724 cars", True),
        ("294,000 cars", True),
    ]
    stated = answers(text, "volume")["volumes.y", "2024"]
    assert [each.point for each in stated.beside] == [293_724]


def test_halves_and_a_year_that_no_record_is_about_are_told_with_the_last_part() -> None:
    found = answers(quarters(LEAPMOTOR), "sum_of_parts")
    assert {at: each.result.point for at, each in found.items()} == {
        ("volumes.q2", "2024-H1"): 86_696,
        ("volumes.q4", "2024-H2"): 207_028,
        ("volumes.q4", "2024"): 293_724,
    }


def test_months_make_up_a_quarter() -> None:
    """NIO, the first quarter of 2024: 10,055 + 8,132 + 11,866 = 30,053."""
    months = zip(("01", "02", "03"), ("10,055", "8,132", "11,866"), strict=True)
    text = "".join(volume(f"m{at}", f"2024-{at}", f"{count} cars") for at, count in months)
    found = answers(text, "sum_of_parts")
    assert found["volumes.m03", "2024-Q1"].result.point == 30_053


def test_a_count_that_is_only_named_gets_its_sum() -> None:
    found = answers(quarters(LEAPMOTOR) + volume("y", "2024"), "sum_of_parts")
    assert found["volumes.y", "2024"].result.point == 293_724


def test_the_missing_quarter_follows_from_the_year() -> None:
    """Tesla, 2023: 1,808,581 less 422,875, 466,140 and 435,059 is 484,507."""
    text = quarters(("422,875 cars", "466,140 cars", "435,059 cars"), "2023")
    text += volume("y", "2023", "1,808,581 cars")
    found = answers(text, "missing_part")
    assert {at: each.result.point for at, each in found.items()} == {
        ("volumes.y", "2023-Q4"): 484_507
    }
    named = answers(text + volume("q4", "2023-Q4"), "missing_part")
    assert {at: each.result.point for at, each in named.items()} == {
        ("volumes.q4", "2023-Q4"): 484_507
    }


def test_the_second_half_follows_from_the_first() -> None:
    """BYD, 2024: 4,272,145 in all, 1,612,983 in the first half."""
    text = volume("y", "2024", "4,272,145 cars") + volume("h", "2024-H1", "1,612,983 cars")
    found = answers(text, "missing_part")
    assert found["volumes.y", "2024-H2"].result.point == 2_659_162


def test_two_missing_quarters_apart_are_not_guessed() -> None:
    text = volume("q1", "2024-Q1", "5 cars") + volume("q3", "2024-Q3", "5 cars")
    assert answers(text + volume("y", "2024", "100 cars"), "missing_part") == {}


def test_a_quarter_that_overlaps_another_part_is_not_told_missing() -> None:
    text = volume("a", "2024-01/2024-04", "5 cars") + volume("y", "2024", "100 cars")
    assert answers(text, "missing_part") == {}


def test_markets_that_are_all_of_it() -> None:
    text = volume("three-y", "2023", "1,739,707 cars", scope="Model 3/Y")
    text += volume("other", "2023", "68,874 cars", scope="other models")
    text += volume("all", "2023", parts="[three-y, other]")
    assert answers(text, "sum_of_parts")["volumes.all", "2023"].result.point == 1_808_581


def test_markets_and_quarters_of_one_year_are_two_sums() -> None:
    text = volume("h1", "2023-H1", "700 cars") + volume("h2", "2023-H2", "300 cars")
    text += volume("cn", "2023", "600 cars", scope="CN") + volume(
        "eu", "2023", "400 cars", scope="EU"
    )
    text += volume("all", "2023", "1,001 cars", parts="[cn, eu]")
    report = dm.report(book("volumes:\n" + text))
    sums = [each for each in report.items if each.name == "sum_of_parts"]
    assert [(each.subject, each.result.details["parts"]) for each in sums] == [
        ("volumes.all", ["volumes.h1", "volumes.h2"]),
        ("volumes.all", ["volumes.cn", "volumes.eu"]),
    ]


def test_fiscal_quarters_make_up_the_fiscal_year() -> None:
    """Toyota's year from April 2023: the parts are found by their days."""
    text = "".join(
        volume(key, period, f"{count} cars")
        for key, period, count in (
            ("q1", "FY2024-Q1", "2,326"),
            ("q2", "2023-07/2023-09", "2,418"),
            ("h2", "FY2024-H2", "4,699"),
            ("y", "FY2024", "9,443"),
        )
    )
    toyota = dm.read_book(
        COMMON.replace("name: Elm,", "name: Elm, fiscal_year_ends: 03,") + "volumes:\n" + text,
        "deal.yaml",
    )
    [found] = [each for each in dm.report(toyota).items if each.name == "sum_of_parts"]
    assert isinstance(found, Derived)
    assert (found.subject, found.result.point) == ("volumes.y", 9_443)
    assert found.result.details["period"] == "FY2024"


def test_growth_beside_the_stated_one() -> None:
    """Leapmotor: 144,155 in 2023, 293,724 in 2024, "growth of 104 %"."""
    text = volume("a", "2023", "144,155 cars") + volume("b", "2024", "293,724 cars")
    text += "growth:\n" + entry("g", of="b", growth=claims("growth of 104 %"))
    found = answers(text, "growth")
    computed = found["volumes.b", "2024"]
    assert computed.result.point == Fraction(293_724, 144_155) - 1
    assert computed.result.details["over"] == "2023"
    assert [each.overlaps(computed.result.bounds) for each in computed.beside] == [True]
    stated = found["growth.g", "2024"]
    assert [each.point for each in stated.beside] == [computed.result.point]
    wrong = answers(text.replace("104 %", "114 %"), "growth")["volumes.b", "2024"]
    assert [each.overlaps(wrong.result.bounds) for each in wrong.beside] == [False]


def test_growth_to_neighbours_and_over_the_year_before() -> None:
    text = quarters(LEAPMOTOR) + volume("before", "2023-Q4", "55,553 cars")
    overs = {
        (each.subject, each.result.details["over"])
        for each in dm.report(book("volumes:\n" + text)).items
        if each.name == "growth"
    }
    assert overs == {
        ("volumes.q1", "2023-Q4"),
        ("volumes.q2", "2024-Q1"),
        ("volumes.q3", "2024-Q2"),
        ("volumes.q4", "2024-Q3"),
        ("volumes.q4", "2023-Q4"),
    }


def test_no_growth_between_periods_of_two_lengths() -> None:
    text = volume("a", "2023", "100 cars") + volume("b", "2024-Q1", "200 cars")
    assert answers(text, "growth") == {}


def test_growth_over_a_shorter_period_is_refused() -> None:
    text = volume("q", "2023-Q1", "100 cars") + volume("y", "2024", "400 cars")
    told = "growth:\n" + entry("g", of="y", over="2023-Q1", growth=claims("300%"))
    [warning] = warnings("volumes:\n" + text + told)
    assert warning.startswith(
        "growth.g: growth of 2024 over 2023-Q1: the two are not of one length"
    )
    assert answers(text + told, "volume_before") == {}


def test_growth_from_nothing_is_refused() -> None:
    text = volume("a", "2023", "0 cars") + volume("b", "2024", "100 cars")
    [warning] = warnings("volumes:\n" + text)
    assert "growth is told between amounts above 0" in warning


def amount(key: str, period: str, says: str, **fields: str) -> str:
    given = {"party": "elm", "measure": "revenue", "period": period} | fields
    return entry(key, **given, amount=claims(says))


def test_compound_growth_of_revenue() -> None:
    """Tesla: $31,536m in 2020, $96,773m in 2023. A growth of r a year for three years makes the one
    the other."""
    text = amount("a", "2020", "exactly $31,536 million") + amount(
        "b", "2023", "exactly $96,773 million"
    )
    text += amount("m", "2022", "$81,462 million")
    found = answers(text, "cagr", "financials")
    [(at, answer)] = found.items()
    assert at == ("financials.b", "2023")
    assert answer.result.details["over"] == "2020"
    low, high = answer.result.bounds.low, answer.result.bounds.high
    assert low is not None
    assert high is not None
    ratio = Fraction(96_773, 31_536)
    assert (1 + low) ** 3 <= ratio <= (1 + high) ** 3
    assert high - low < Fraction(1, 10**20)
    assert round(float(low), 3) == 0.453


def test_growth_of_revenue_beside_the_stated_one() -> None:
    """Tesla's revenue grew 19 % in 2023."""
    text = amount("a", "2022", "$81,462 million")
    text += amount("b", "2023", "$96,773 million", growth=claims("up 19%"))
    found = answers(text, "growth", "financials")
    answer = found["financials.b", "2023"]
    assert answer.result.point == Fraction(96_773, 81_462) - 1
    assert [each.figure.verbatim for each in answer.beside] == ["19%"]
    assert answer.beside[0].overlaps(answer.result.bounds)


def test_what_is_of_a_day_is_compared_with_a_year_before_and_never_added() -> None:
    text = "".join(
        entry(key, party="elm", measure="cash", on=on, amount=claims(f"${amount} million"))
        for key, on, amount in (
            ("a", "2022-12-31", 100),
            ("b", "2023-06-30", 110),
            ("c", "2023-12-31", 150),
        )
    )
    found = answers(text, "growth", "financials")
    assert {at: each.result.point for at, each in found.items()} == {
        ("financials.c", "2023-12-31"): Fraction(1, 2)
    }
    assert answers(text, "sum_of_parts", "financials") == {}


def test_a_loss_has_no_growth() -> None:
    text = amount("a", "2022", "-$5 million", measure="net_income")
    text += amount("b", "2023", "$5 million", measure="net_income")
    [warning] = warnings("financials:\n" + text)
    assert "may be 0 or less" in warning


def test_the_sum_of_amounts_is_shown_in_the_book_s_currency_at_the_year_s_rates() -> None:
    text = amount("a", "2023-H1", "€30 million") + amount("b", "2023-H2", "€50 million")
    found = [
        each.result.unit.currency
        for each in dm.report(book("financials:\n" + text)).items
        if each.name == "sum_of_parts"
    ]
    assert found == ["EUR", "USD"]


def test_sums_are_of_one_source_where_one_gives_all() -> None:
    text = volume("a", "2024-H1", "100 cars", "105 cars")
    text += volume("b", "2024-H2", "200 cars", "205 cars")
    report = dm.report(book("volumes:\n" + text))
    sums = [each for each in report.items if each.name == "sum_of_parts"]
    assert [(each.sources, each.result.point) for each in sums] == [
        (("alpha",), 300),
        (("beta",), 310),
    ]


Months = st.lists(
    st.tuples(st.integers(0, 11), st.integers(1, 12)).map(lambda at: (at[0], min(12, sum(at)))),
    max_size=12,
    unique=True,
)


def _interval(start: int, end: int) -> str:
    return f"2024-{start + 1:02}/2024-{end:02}"


@given(Months)
def test_a_year_is_tiled_whenever_it_can_be(months: list[tuple[int, int]]) -> None:
    """Against going over every choice of parts."""
    claim: Any = {"says": "5 cars", "source": "a"}
    parts = [each for each in months if each != (0, 12)]
    records = [
        (
            f"volumes.v{number}",
            Volume(party="a", measure="sales", period=_interval(*each), count=[claim]),
        )
        for number, each in enumerate(parts)
    ]
    tiles = Series.of(records).tiles(parse_period("2024"))
    reachable = {0}
    for start, end in sorted(parts):
        if start in reachable:
            reachable.add(end)
    assert bool(tiles) == (12 in reachable)
    if tiles:
        assert tiles[0].period.first == parse_period("2024").first
        assert tiles[-1].period.last == parse_period("2024").last
        assert all((b.period.first - a.period.last).days == 1 for a, b in pairwise(tiles))


@pytest.mark.parametrize("years", [50, 100])
def test_answers_grow_with_the_records(years: int) -> None:
    """Monthly volumes: a quarter, a half and a year for twelve, growth to two others each."""
    text = "".join(
        volume(f"m{year}-{month}", f"{year}-{month:02}", "5,001 cars")
        for year in range(1900, 1900 + years)
        for month in range(1, 13)
    )
    items = dm.report(book("volumes:\n" + text), checks=False).items
    assert sum(each.name == "sum_of_parts" for each in items) == 7 * years
    assert sum(each.name == "growth" for each in items) == 12 * years - 1 + 12 * (years - 1)
