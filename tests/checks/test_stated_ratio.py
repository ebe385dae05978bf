"""Stated ratios and growth beside the counts they are about; quotients are worked out by hand."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, entry, findings, only, verdicts

CODE = "stated-ratio"


def volume(key: str, party: str, *counts: str, measure: str = "sales", period: str = "2024") -> str:
    fields = {"count": claims(*counts)} if counts else {}
    return entry(key, party=party, measure=measure, period=period, **fields)


def ratio(says: str, of: str, to: str, *others: str) -> str:
    """Elm's volume as a ratio of Oak's."""
    volumes = volume("elm", "elm", of) + volume("oak", "oak", *([to] if to else []))
    told = entry("r", of="elm", to="oak", ratio=claims(says))
    return "volumes:\n" + volumes + "".join(others) + "ratios:\n" + told


def growth(says: str, count: str, *before: str, over: str = "") -> str:
    """Elm's growth to its volume of 2024."""
    told = entry("g", of="elm", growth=claims(says), **({"over": over} if over else {}))
    return "volumes:\n" + volume("elm", "elm", count) + "".join(before) + "growth:\n" + told


def last_year(count: str, measure: str = "sales", party: str = "elm", period: str = "2023") -> str:
    return volume("before", party, count, measure=measure, period=period)


@pytest.mark.parametrize(
    ("says", "of", "to"),
    [
        ("less than a tenth", "just over 300,000 cars", "2.5 million cars"),  # 0.118 at the least
        ("less than a tenth", "exactly 300,000 cars", "exactly 3,000,000 cars"),
        ("more than a tenth", "exactly 300,000 cars", "exactly 3,000,000 cars"),
        ("at least 3 times", "exactly 299,999 cars", "exactly 100,000 cars"),
        ("7%", "exactly 75,001 cars", "exactly 1,000,000 cars"),
        ("twice", "300,000 cars", "100,000 cars"),
        ("up to 5%", "more than 300,000 cars", "up to 4 million cars"),
    ],
)
def test_a_ratio_that_the_counts_do_not_have_is_an_error(says: str, of: str, to: str) -> None:
    assert verdicts(ratio(says, of, to), CODE) == [("error", "contradictory")]


@pytest.mark.parametrize(
    ("says", "of", "to"),
    [
        ("less than a tenth", "just over 300,000 cars", "4,272,145 cars"),
        ("less than a tenth", "exactly 300,000 cars", "exactly 3,000,001 cars"),
        ("a tenth", "exactly 300,000 cars", "exactly 3,000,000 cars"),
        ("less than a tenth", "300,000 cars", "3,000,000 cars"),  # both are rounded
        ("at least 3 times", "exactly 300,000 cars", "exactly 100,000 cars"),
        ("7%", "exactly 75,000 cars", "exactly 1,000,000 cars"),
        ("2.5x", "250 cars", "100 vehicles"),
        ("up to 5%", "more than 300,000 cars", "at least 4 million cars"),
        ("less than a tenth", "0 cars", "5 cars"),
        ("a tenth", "1" + 30 * "0" + " cars", "1" + 31 * "0" + " cars"),
        ("two to three times", "exactly 300 cars", "exactly 150 cars"),
    ],
)
def test_a_ratio_that_they_can_have_is_a_note(says: str, of: str, to: str) -> None:
    assert verdicts(ratio(says, of, to), CODE) == [("info", "compatible")]


def test_the_message_has_the_quotient_and_all_three_sources() -> None:
    found = only(ratio("less than a tenth", "300,000 cars", "2.5 million cars"), CODE)
    assert found.subject == "ratios.r.ratio"
    # 295,000 / 2,550,000 and 305,000 / 2,450,000.
    assert "does not fit 300,000 cars / 2.5 million cars = [0.115686, 0.124490]" in found.message
    assert [claim.says for claim in found.claims] == [
        "less than a tenth",
        "300,000 cars",
        "2.5 million cars",
    ]


def test_a_volume_without_a_count_is_bounded_by_the_ratio() -> None:
    found = only(ratio("less than a tenth", "just over 300,000 cars", ""), CODE)
    assert (found.severity, found.verdict) == ("info", "undecided")
    assert "(3,000,000, ∞) cars" in found.message
    [bar] = found.bars
    assert (bar.bounds.low, bar.bounds.low_open, bar.bounds.high) == (3_000_000, True, None)


def of_two_counts_each(says: str, *tops: str) -> str:
    volumes = volume("elm", "elm", *tops) + volume("oak", "oak", "101,000 cars", "101,500 cars")
    return "volumes:\n" + volumes + "ratios:\n" + entry("r", of="elm", to="oak", ratio=claims(says))


def test_every_count_of_either_is_looked_at() -> None:
    text = of_two_counts_each("2.0x", "202,500 cars", "202,000 cars")
    assert verdicts(text, CODE) == [("info", "compatible")] * 4
    # 2.00x is neither 202,500 / 101,000 = 2.005 nor 202,000 / 101,500 = 1.990.
    text = of_two_counts_each("2.000x", "202,500 cars", "202,000 cars")
    assert [each.severity for each in findings(text, CODE)].count("error") == 1


def test_what_counts_disagree_on_is_told_of_them_alone() -> None:
    # 252,000 is the slip: it is not twice 101,000 and not twice 101,500.
    text = of_two_counts_each("2.0x", "202,500 cars", "252,000 cars")
    assert verdicts(text, CODE) == [("info", "compatible"), ("info", "compatible")]
    assert only(text, "claims-disagree").subject == "volumes.elm.count"


def test_what_fits_no_count_is_one_error() -> None:
    text = of_two_counts_each("3.0x", "202,500 cars", "202,000 cars")
    assert verdicts(text, CODE) == [("error", "contradictory")]


def test_of_two_ratios_that_disagree_the_wrong_one_is_told_once() -> None:
    text = of_two_counts_each("2.0x", "202,500 cars").replace(claims("2.0x"), claims("2.0x", "3x"))
    assert {severity for severity, _ in verdicts(text, CODE)} == {"info"}
    assert only(text, "claims-disagree").subject == "ratios.r.ratio"


def test_another_measure_is_on_a_different_basis() -> None:
    other = volume("delivered", "oak", "2.5 million cars", measure="deliveries")
    text = ratio("less than a tenth", "300,000 cars", "4,272,145 cars", other)
    assert sorted(verdicts(text, CODE), key=str) == [
        ("info", "compatible"),
        ("info", "different_basis"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        ratio("a third", "300,000 cars", "900,000 scooters"),
        ratio("a third", "300,000 cars", "exactly 0 cars"),
        "volumes:\n"
        + volume("elm", "elm")
        + volume("oak", "oak", "300 cars")
        + "ratios:\n"
        + entry("r", of="elm", to="oak", ratio=claims("2x")),
    ],
)
def test_what_cannot_be_divided_is_no_finding(text: str) -> None:
    assert findings(text, CODE) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (growth("growth of 104 %", "294,000 cars", last_year("144,118 cars")), "info"),
        (growth("growth of 104 %", "294,000 cars", last_year("150,000 cars")), "error"),
        (growth("104%", "exactly 20,450 cars", last_year("exactly 10,000 cars")), "info"),
        (growth("104%", "exactly 20,451 cars", last_year("exactly 10,000 cars")), "error"),
        (growth("fell 35%", "650 cars", last_year("1,000 cars")), "info"),
        (growth("rose 35%", "650 cars", last_year("1,000 cars")), "error"),
        (growth("at least 50%", "at least 2,000 cars", last_year("1,000 cars")), "info"),
        (growth("0%", "exactly 5 cars", last_year("exactly 5 cars")), "info"),
        (growth("10%", "110 cars", last_year("100 cars", period="2022"), over="2022"), "info"),
        (growth("10%", "121 cars", last_year("103 cars", period="2022"), over="2022"), "error"),
    ],
)
def test_growth_is_held_against_the_earlier_period(text: str, severity: str) -> None:
    found = only(text, CODE)
    assert found.severity == severity
    assert found.subject == "growth.g.growth"


def test_growth_shows_the_earlier_count_and_the_change() -> None:
    found = only(growth("10%", "121 cars", last_year("101 cars")), CODE)
    # 120.5 / 101.5 - 1 and 121.5 / 100.5 - 1.
    assert "does not fit 121 cars / 101 cars - 1 = [18.7192%, 20.8956%]" in found.message


def test_a_quarter_is_held_against_that_of_the_year_before() -> None:
    volumes = (
        volume("elm", "elm", "120 cars", period="2024-Q1")
        + last_year("100 cars", period="2023-Q1")
        + volume("autumn", "elm", "150 cars", period="2023-Q4")
    )
    told = entry("g", of="elm", growth=claims("20%"))
    assert verdicts("volumes:\n" + volumes + "growth:\n" + told, CODE) == [("info", "compatible")]


@pytest.mark.parametrize(
    "text",
    [
        growth("104%", "294,000 cars"),
        growth("104%", "294,000 cars", last_year("200,000 cars", measure="production")),
        growth("104%", "294,000 cars", last_year("200,000 cars", party="oak")),
        growth("104%", "294,000 cars", last_year("200,000 cars", period="2022")),
        growth("104%", "294,000 cars", last_year("200,000 scooters")),
        growth("104%", "294,000 cars", last_year("exactly 0 cars")),
    ],
)
def test_growth_over_what_the_book_does_not_have_is_no_finding(text: str) -> None:
    assert findings(text, CODE) == []


def test_claims_that_say_the_same_are_one_finding() -> None:
    text = """
volumes:
  x: {party: ivy, measure: sales, period: 2024, count: COUNTS}
  y: {party: jay, measure: sales, period: 2024, count: {says: "1,000 cars", source: alpha}}
ratios:
  r: {of: x, to: y, ratio: RATIOS}
"""
    text = text.replace("COUNTS", claims("500 cars", "500 cars"))
    text = text.replace("RATIOS", claims("a tenth", "one-tenth", "10%"))
    found = findings(text, "stated-ratio")
    # A tenth in words is exact, 10 % is rounded: two claims, of which the first stands twice.
    assert [[each.says for each in one.claims] for one in found] == [
        ["a tenth", "one-tenth", "500 cars", "500 cars", "1,000 cars"],
        ["10%", "500 cars", "500 cars", "1,000 cars"],
    ]
    assert {one.severity for one in found} == {"error"}


def accounts(says: str, *amounts: tuple[str, str], measure: str = "revenue") -> str:
    """Elm's amounts by their periods, the first with its stated growth."""
    told = "financials:\n"
    for at, (period, amount) in enumerate(amounts):
        grown = {} if at else {"growth": claims(says)}
        fields = {"party": "elm", "measure": measure, "period": period}
        told += entry(f"f{at}", **fields, amount=claims(amount), **grown)
    return told


# Alibaba, year to March 2024: 941,168 / 868,687 = 1.08344, printed as 8 %.
ALIBABA = (("2023-04/2024-03", "RMB941,168 million"), ("2022-04/2023-03", "RMB868,687 million"))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (accounts("8%", *ALIBABA), [("info", "compatible")]),
        (accounts("18%", *ALIBABA), [("error", "contradictory")]),
        (accounts("down 8%", *ALIBABA), [("error", "contradictory")]),
        # The year before in another currency, at no rate that the record has, and a loss.
        (accounts("8%", ALIBABA[0], ("2022-04/2023-03", "$126.5 billion")), []),
        (accounts("8%", ("2024", "$20m"), ("2023", "-$10m"), measure="ebit"), []),
        (accounts("8%", ("2024", "$20m"), ("2022", "$10m")), []),
    ],
)
def test_the_growth_of_an_account_beside_its_amounts(
    text: str, verdict: list[tuple[str, str]]
) -> None:
    assert verdicts(text, CODE) == verdict


def test_a_wrong_growth_of_an_account_is_told_at_its_own_place() -> None:
    found = only(accounts("18%", *ALIBABA), CODE)
    assert found.subject == "financials.f0.growth"
    assert found.message.startswith("18% (Alpha) does not fit RMB941,168 million / RMB868,687")
    assert len(found.claims) == 3
