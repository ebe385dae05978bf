"""Quarters, months and markets against their total; the totals are the companies' own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import dealmodel as dm
from dealmodel.derivations.over_time import MOST
from tests.checks.books import claims, entry, findings, only, verdicts

CODE = "parts-sum"

TESLA = ("422,875 cars", "466,140 cars", "435,059 cars", "484,507 cars")  # 2023: 1,808,581
BYD = ("626,263 cars", "986,720 cars", "1,134,892 cars", "1,524,270 cars")  # 2024: 4,272,145


def quarters(counts: Sequence[str], year: str = "2023", sources: str = "alpha") -> str:
    return "".join(
        volume(f"q{number}", f"{year}-Q{number}", count, sources=sources)
        for number, count in enumerate(counts, start=1)
    )


def volume(key: str, period: str, *counts: str, sources: str = "alpha beta", **fields: str) -> str:
    given = {"party": "elm", "measure": "deliveries", "period": period} | fields
    return entry(key, count=claims(*counts, sources=sources), **given)


def book(*parts: str) -> str:
    return "volumes:\n" + "".join(parts)


@pytest.mark.parametrize("total", ["1,808,581 cars", "1.81 million cars", "just over 1.8m cars"])
def test_four_quarters_that_are_the_year(total: str) -> None:
    text = book(quarters(TESLA), volume("y", "2023", total))
    assert verdicts(text, CODE) == [("info", "compatible")]


def test_four_quarters_that_are_not() -> None:
    """Two digits of the year are exchanged."""
    found = only(book(quarters(TESLA), volume("y", "2023", "1,880,581 cars")), CODE)
    assert (found.severity, found.verdict) == ("error", "contradictory")
    assert found.subject == "volumes.y"
    assert "422,875 cars + 466,140 cars + 435,059 cars + 484,507 cars" in found.message
    assert len(found.claims) == 5


def test_it_is_found_by_the_days_however_they_are_written() -> None:
    whole = volume("y", "2024-01/2024-12", "4,272,145 cars")
    assert verdicts(book(quarters(BYD, "2024"), whole), CODE) == [("info", "compatible")]


def test_a_half_and_two_quarters_make_a_year() -> None:
    parts = [
        volume("h", "2024-H1", "1,612,983 cars"),
        volume("q3", "2024-Q3", BYD[2]),
        volume("q4", "2024-Q4", BYD[3]),
    ]
    assert verdicts(book(*parts, volume("y", "2024", "4,272,145 cars")), CODE) == [
        ("info", "compatible")
    ]
    assert verdicts(book(*parts, volume("y", "2024", "4,372,145 cars")), CODE) == [
        ("error", "contradictory")
    ]


def test_a_half_is_held_against_its_quarters_and_the_year_against_halves_and_quarters() -> None:
    half = volume("h", "2024-H1", "1,621,983 cars")  # two digits exchanged
    whole = volume("y", "2024", "4,272,145 cars")
    found = findings(book(quarters(BYD, "2024"), half, whole), CODE)
    assert {(each.subject, each.severity) for each in found} == {
        ("volumes.h", "error"),
        ("volumes.y", "error"),
    }


def test_parts_that_overlap_are_never_added() -> None:
    parts = volume("a", "2024-01/2024-07", "100 cars") + volume("b", "2024-07/2024-12", "100 cars")
    assert findings(book(parts, volume("y", "2024", "150 cars")), CODE) == []


@pytest.mark.parametrize("other", [{"measure": "sales"}, {"scope": "China"}, {"party": "oak"}])
def test_parts_of_another_kind_are_not_added(other: dict[str, str]) -> None:
    parts = volume("a", "2024-H1", "100 cars") + volume("b", "2024-H2", "100 cars", **other)
    assert findings(book(parts, volume("y", "2024", "150 cars")), CODE) == []


def test_amounts_told_roughly_are_undecided() -> None:
    """700,000 may be 650,000 to 750,000, though it is read as 695,000 to 705,000."""
    parts = volume("a", "2024-H1", "700,000 cars") + volume("b", "2024-H2", "500,000 cars")
    assert verdicts(book(parts, volume("y", "2024", "1,260,000 cars")), CODE) == [
        ("info", "undecided")
    ]
    assert verdicts(book(parts, volume("y", "2024", "1,360,000 cars")), CODE) == [
        ("error", "contradictory")
    ]


def test_each_source_is_held_against_its_own_total() -> None:
    """Alpha's figures add up to alpha's; beta's are a thousand more throughout."""
    parts = [
        volume("a", "2024-H1", "100,001 cars", "101,001 cars"),
        volume("b", "2024-H2", "200,001 cars", "200,001 cars"),
    ]
    whole = volume("y", "2024", "300,002 cars", "301,002 cars")
    assert verdicts(book(*parts, whole), CODE) == [("info", "compatible")]
    crossed = volume("y", "2024", "301,002 cars", "300,002 cars")
    assert verdicts(book(*parts, crossed), CODE) == [("error", "contradictory")]


def test_parts_by_several_sources_that_some_choice_adds_up_are_undecided() -> None:
    parts = volume("a", "2024-H1", "100,001 cars", "101,001 cars") + volume(
        "b", "2024-H2", "200,001 cars", sources="gamma"
    )
    whole = volume("y", "2024", "301,002 cars", sources="delta")
    assert verdicts(book(parts, whole), CODE) == [("info", "undecided")]


def test_three_quarters_that_are_more_than_the_year() -> None:
    text = book(quarters(TESLA[:3]), volume("y", "2023", "1,300,581 cars"))
    assert verdicts(text, CODE) == [("error", "contradictory")]
    text = book(quarters(TESLA[:3]), volume("y", "2023", "1,808,581 cars"))
    assert findings(text, CODE) == []


def test_models_against_all_of_them() -> None:
    """Tesla's two lines of 2023."""
    parts = volume("three-y", "2023", "1,739,707 cars", scope="Model 3/Y")
    parts += volume("other", "2023", "68,874 cars", scope="other models")
    whole = volume("all", "2023", "1,808,581 cars", parts="[three-y, other]")
    assert verdicts(book(parts, whole), CODE) == [("info", "compatible")]
    wrong = volume("all", "2023", "1,800,581 cars", parts="[three-y, other]")
    assert verdicts(book(parts, wrong), CODE) == [("error", "contradictory")]
    unsaid = volume("all", "2023", "1,800,581 cars")
    assert findings(book(parts, unsaid), CODE) == []


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"measure": "sales"}, "volumes.b is of sales, volumes.all of deliveries"),
        ({"period": "2022"}, "volumes.b is of 2022, volumes.all of 2023"),
    ],
)
def test_parts_that_are_named_and_of_another_kind(other: dict[str, str], words: str) -> None:
    parts = volume("a", "2023", "100 cars", scope="x")
    parts += entry(
        "b",
        **({"party": "elm", "measure": "deliveries", "period": "2023"} | other),
        count=claims("50 cars"),
    )
    found = only(book(parts, volume("all", "2023", "150 cars", parts="[a, b]")), CODE)
    assert (found.severity, found.verdict) == ("warning", "different_basis")
    assert words in found.message


def test_a_volume_that_is_a_part_of_itself() -> None:
    found = only(book(volume("all", "2023", "150 cars", parts="[all]")), CODE)
    assert "is a part of itself" in found.message


def revenue(key: str, period: str, amount: str, **fields: str) -> str:
    told = {"party": "elm", "measure": "revenue", "period": period} | fields
    return entry(key, **told, amount=claims(amount))


def test_the_quarters_of_accounts() -> None:
    """Tesla's revenue of 2023, in millions: 23,329 + 24,927 + 23,350 + 25,167 = 96,773."""
    amounts = ("$23,329 million", "$24,927 million", "$23,350 million", "$25,167 million")
    parts = "".join(
        revenue(f"q{number}", f"2023-Q{number}", each) for number, each in enumerate(amounts, 1)
    )
    right = "financials:\n" + parts + revenue("y", "2023", "$96,773 million")
    assert verdicts(right, CODE) == [("info", "compatible")]
    wrong = "financials:\n" + parts + revenue("y", "2023", "$97,773 million")
    assert verdicts(wrong, CODE) == [("error", "contradictory")]
    forecast = "financials:\n" + parts + revenue("y", "2023", "$97,773 million", basis="forecast")
    assert findings(forecast, CODE) == []


def test_losses_and_gains_are_added_with_their_signs() -> None:
    parts = revenue("a", "2023-H1", "-$30 million", measure="net_income")
    parts += revenue("b", "2023-H2", "$50 million", measure="net_income")
    text = "financials:\n" + parts + revenue("y", "2023", "$20 million", measure="net_income")
    assert verdicts(text, CODE) == [("info", "compatible")]


def test_currencies_are_not_added() -> None:
    parts = revenue("a", "2023-H1", "$30 million") + revenue("b", "2023-H2", "€50 million")
    assert findings("financials:\n" + parts + revenue("y", "2023", "$80 million"), CODE) == []


def test_a_total_in_another_currency_is_not_held_against_its_parts() -> None:
    """Nor is the conversion that its source prints beside it, which is of some other rate."""
    parts = revenue("a", "2023-H1", "$2 billion") + revenue("b", "2023-H2", "$3 billion")
    whole = revenue("y", "2023", "€1.1 billion ($5 billion)")
    assert findings("financials:\n" + parts + whole, CODE) == []


def test_many_sources_are_each_held_against_their_own() -> None:
    """A hundred sources whose halves make up their years, and one whose do not."""
    told = [{"says": f"{1000 + 7 * n} cars", "source": f"s{n}"} for n in range(100)]
    years = [2000 + 14 * n + 9 * (n == 57) for n in range(100)]
    sums = [{"says": f"{year} cars", "source": f"s{n}"} for n, year in enumerate(years)]
    volumes = {
        key: {"party": "p", "measure": "sales", "period": period, "count": count}
        for key, period, count in (
            ("a", "2024-H1", told),
            ("b", "2024-H2", told),
            ("y", "2024", sums),
        )
    }
    whole = dm.Book.build(
        {
            "book": "x",
            "sources": {f"s{n}": {"publisher": f"P{n}"} for n in range(100)},
            "parties": {"p": {"name": "P", "kind": "company"}},
            "volumes": volumes,
        }
    )
    [found] = [each for each in dm.check(whole) if each.code == CODE]
    assert found.severity == "error"
    assert found.sources == ("s57",)
    sums_told = [each for each in dm.report(whole).items if each.name == "sum_of_parts"]
    assert len(sums_told) == 100
    assert max(len(each.beside) for each in sums_told) <= MOST + 1


def test_two_fiscal_years_that_overlap_are_one_warning() -> None:
    years = revenue("a", "2022-07/2023-06", "$3 billion")
    years += revenue("b", "2023-04/2024-03", "$4 billion")
    found = only("financials:\n" + years, CODE)
    assert (found.severity, found.subject) == ("warning", "financials.b")
    assert "share days" in found.message


def test_a_company_s_year_beside_its_last_twelve_months_is_no_mistake() -> None:
    years = revenue("a", "2023", "$3 billion") + revenue("b", "2023-07/2024-06", "$4 billion")
    assert verdicts("financials:\n" + years, CODE) == [("info", "different_basis")]


def test_growth_over_a_period_of_another_length_is_one_warning() -> None:
    text = (
        book(volume("q", "2023-Q1", "100 cars"), volume("y", "2024", "400 cars"))
        + "growth:\n"
        + entry("g", of="y", over="2023-Q1", growth=claims("300%"))
    )
    found = only(text, "different-basis")
    assert (found.severity, found.subject) == ("warning", "growth.g")
    assert findings(text, "stated-ratio") == []


def test_a_count_without_its_noun_is_added_and_compared() -> None:
    parts = volume("a", "2024-H1", "100,001 cars") + volume("b", "2024-H2", "200,001")
    whole = volume("y", "2024", "300,002 cars") + volume("z", "2023", "150,001")
    told = "growth:\n" + entry("g", of="y", growth=claims("100%"))
    assert verdicts(book(parts, whole) + told, CODE) == [("info", "compatible")]
    assert verdicts(book(parts, whole) + told, "stated-ratio") == [("info", "compatible")]


def test_growth_of_a_count_without_a_period_is_over_nothing() -> None:
    """Two counts of which nobody says when are not a year apart."""
    told = {"party": "elm", "measure": "deliveries", "within": claims("13 days")}
    text = entry("a", **told, count=claims("100 cars"))
    text += entry("b", **told, count=claims("500 cars"))
    text += "growth:\n" + entry("g", of="a", growth=claims("5%"))
    assert findings(book(text), "stated-ratio") == []
