"""Claims on one fact: expected verdicts follow from the hedge table and the ECB's rate of the day,
7 May 2024: 1.0766 dollars for one euro."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.checks.books import claims, entry, findings, only, stake, verdicts

DISAGREE, AGREE = "claims-disagree", "claims-agree"


def share(*texts: str) -> str:
    return stake(share=claims(*texts))


def paid(*texts: str, on: str = "2024-05-07") -> str:
    return stake(on=on, paid=claims(*texts))


def count(*texts: str) -> str:
    return "volumes:\n" + entry(
        "v", party="elm", measure="sales", period="2024", count=claims(*texts)
    )


@pytest.mark.parametrize(
    "text",
    [
        share("21%", "20%"),  # 20.5 % is rounded to one of the two only
        share("21%", "20%", "20.5%"),
        share("less than 20%", "exactly 20%"),
        share("more than 20%", "up to 20%"),
        share("10-20%", "21%"),
        share("at least 25%", "24%"),
        count("just over 300,000 cars", "almost 294,000 vehicles"),
        count("nearly 300,000 cars", "exactly 300,000 cars"),
        count("0 cars", "2 cars"),
        count("1" + 30 * "0" + " cars", "3" + 30 * "0" + " cars"),
        paid("$1.6 billion", "$1.7 billion"),
        paid("€100,000", "$108,202"),  # 107,660 dollars, and half a per cent on either side
        paid("€100,000", "$107,121"),
        paid("€1.5 billion ($1.615 billion)", "$1.7 billion"),
    ],
)
def test_figures_that_no_number_fits_are_an_error(text: str) -> None:
    assert verdicts(text, DISAGREE) == [("error", "contradictory")]
    assert findings(text, AGREE) == []


@pytest.mark.parametrize(
    "text",
    [
        share("20%", "20.5%"),
        share("20%", "exactly 20.5%"),
        share("20%", "at least 20.5%"),
        share("exactly 20.5%", "20%", "20%"),
        share("about 20%", "21%"),
        share("20%", "less than 20%"),
        share("at least 5%", "90%"),
        share("10-20%", "15%"),
        share("10-20%", "20-30%"),
        share("a tenth", "10%"),
        count("more than 300,000 cars", "399,999 vehicles"),
        count("nearly 300,000 cars", "almost 294,000 vehicles"),
        count("0 cars", "up to 2 cars"),
        count("300,000", "301,000 cars"),
        paid("$1.6 billion", "at most $2 billion"),
        paid("€100,000", "$108,198"),
        paid("€100,000", "$107,125"),
        paid("$1.6 billion", "€1.5 billion", on="2023-10"),
        paid("$1.6 billion", "€1.5 billion", on="2023"),
    ],
)
def test_figures_that_some_number_fits_are_no_more_than_a_note(text: str) -> None:
    assert verdicts(text, AGREE) == [("info", "compatible")]
    assert findings(text, DISAGREE) == []


def test_the_same_figure_twice_is_equal_whatever_its_words() -> None:
    assert verdicts(share("20%", "20 percent"), AGREE) == [("info", "equal")]
    assert verdicts(count("0 cars", "0 vehicles"), AGREE) == [("info", "equal")]


def test_the_message_has_the_figures_the_sources_and_the_arithmetic() -> None:
    found = only(count("just over 300,000 cars", "almost 294,000 vehicles"), DISAGREE)
    assert found.subject == "volumes.v.count"
    for words in (
        "just over 300,000 cars (Alpha)",
        "almost 294,000 vehicles (Beta)",
        "(300,000, 310,000] cars",
        "[293,000, 294,000) cars",
        "6,000 cars apart (2.0 %)",
    ):
        assert words in found.message
    assert [(bar.label, bar.bounds.low, bar.bounds.high) for bar in found.bars] == [
        ("just over 300,000 cars", 300_000, 310_000),
        ("almost 294,000 vehicles", 293_000, 294_000),
    ]
    assert str(found.where) == "deal.yaml:22:66"


def test_a_converted_amount_names_rate_and_publisher() -> None:
    message = only(paid("€100,000", "$150,000"), DISAGREE).message
    assert "European Central Bank" in message
    assert "2024-05-07" in message
    assert "1.0766" in message or "0.92885" in message


def test_the_overlap_of_all_is_told() -> None:
    found = only(share("about 20%", "20.5%", "between 20% and 20.48%"), AGREE)
    assert found.message.startswith("3 independent accounts can all be right")
    assert found.reconciliation is not None
    assert found.reconciliation.common is not None
    assert (found.reconciliation.common.low, found.reconciliation.common.high) == (
        Fraction("0.2045"),
        Fraction("0.2048"),
    )


def test_a_pair_is_compared_in_the_currency_that_both_print() -> None:
    # At the day's rate €1.5 billion are $1.615 billion, and $1.7 billion are what the pair says.
    text = paid("€1.5 billion ($1.7 billion)", "$1.7 billion")
    assert verdicts(text, AGREE) == [("info", "equal")]


@pytest.mark.parametrize("sources", ["alpha alpha", "carrier echo", "wire carrier"])
def test_one_voice_that_agrees_with_itself_is_no_finding(sources: str) -> None:
    text = stake(share=claims("21%", "about 20%", sources=sources))
    assert findings(text, AGREE) == findings(text, DISAGREE) == []


def test_one_voice_that_contradicts_itself_is_told_as_such() -> None:
    text = stake(share=claims("21%", "20%", sources="carrier echo"))
    assert "both go back to Wire" in only(text, DISAGREE).message


def test_copies_of_one_report_are_one_account() -> None:
    text = stake(share=claims("20%", "20%", "about 20%", sources="carrier echo alpha"))
    assert only(text, AGREE).message.startswith("2 independent accounts")


@pytest.mark.parametrize(
    ("on", "severity"),
    [("", "warning"), ("on: 2024-05-07, ", "info"), ("on: 2999, ", "info"), ("on: 1990, ", "info")],
)
def test_what_cannot_be_converted_is_undecided(on: str, severity: str) -> None:
    # There is no rate for the Saudi riyal, nor for 1990, nor for the year 2999.
    said = claims("$3 billion", "SAR 11 billion" if "2024" in on else "€3 billion")
    text = "stakes:\n" + f"  deal: {{investor: ivy, investee: elm, {on}paid: {said}}}\n"
    assert verdicts(text, DISAGREE) == [(severity, "undecided")]


def test_two_kinds_of_thing_are_undecided() -> None:
    found = only(count("300,000 cars", "4,000 scooters"), DISAGREE)
    assert (found.severity, found.verdict) == ("info", "undecided")
    assert "scooters beside cars" in found.message


def test_a_contradiction_is_told_though_another_claim_cannot_be_placed() -> None:
    text = paid("$3 billion", "$4 billion", "SAR 11 billion")
    assert verdicts(text, DISAGREE) == [("error", "contradictory")]


def test_every_list_of_figures_is_looked_at_and_no_list_of_words() -> None:
    text = (
        "joint_ventures:\n"
        + entry("v", party="elm", holders=f"{{ivy: {claims('51%', '49%')}}}")
        + "agreements:\n"
        + entry("g", kind="talks", parties="[ivy, elm]", terms=f"{{price: {claims('$1', '$2')}}}")
    )
    assert only(text, DISAGREE).subject == "joint_ventures.v.holders.ivy"


def test_of_many_figures_the_first_few_are_told() -> None:
    found = only(
        stake(share=claims("10%", "20%", "30%", "40%", "50%", "60%", "70%", sources="alpha " * 7)),
        DISAGREE,
    )
    assert found.message.count("cannot both be right") == 4
    assert "and 2 more figures" in found.message
    assert len(found.bars) == 7


def test_one_claim_is_nothing_to_compare() -> None:
    assert findings(share("21%"), AGREE) == findings(share("21%"), DISAGREE) == []


TWO_VOLUMES = """
volumes:
  a: {{party: ivy, measure: {a}, period: 2024, count: {{says: "300,000 cars", source: alpha}}}}
  b: {{party: ivy, measure: {b}, period: 2024, count: {{says: "{count} cars", source: beta}}}}
"""
TWO_PRICES = """
prices:
  a: {{product: X, basis: list, on: 2024-05, amount: {{says: "100,000 yuan", source: alpha}}}}
  b: {{product: X, basis: {basis}, on: {on}, amount: {{says: "120,000 yuan", source: beta}}}}
"""
STAKE_AND_VENTURE = """
stakes:
  s: {{investor: ivy, investee: elm, on: {on}, share: {{says: "60%", source: alpha}}}}
joint_ventures:
  v: {{party: elm, formed: 2024-05, holders: {{ivy: {{says: "51%", source: beta}}, jay: []}}}}
"""


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (TWO_VOLUMES.format(a="sales", b="sales", count="400,000"), ["error"]),
        (TWO_VOLUMES.format(a="sales", b="sales", count="304,000"), []),
        (TWO_VOLUMES.format(a="sales", b="deliveries", count="400,000"), []),
        (TWO_PRICES.format(basis="list", on="2024-05"), ["error"]),
        (TWO_PRICES.format(basis="starting", on="2024-05"), []),
        (TWO_PRICES.format(basis="list", on="2024-06"), []),
        (STAKE_AND_VENTURE.format(on="2024-05"), ["error"]),
        (STAKE_AND_VENTURE.format(on="2023-05"), []),
    ],
)
def test_one_fact_may_stand_in_two_records(text: str, severity: list[str]) -> None:
    assert [each.severity for each in findings(text, "claims-disagree")] == severity


def test_a_conversion_in_brackets_is_no_exact_price() -> None:
    def price(*texts: str) -> str:
        return f"""
prices:
  p: {{product: X, basis: list, on: 2025-03, amount: {claims(*texts)}}}
"""

    # 15,070 is 0.3 % below 15,115: market rates of one day differ by that.
    near = price("109,800 yuan ($15,115)", "$15,070")
    assert findings(near, "claims-disagree") == []
    far = price("109,800 yuan ($15,115)", "$16,070")
    assert len(findings(far, "claims-disagree")) == 1


def test_two_stakes_may_be_two_purchases() -> None:
    two = stake("first", share=claims("10%")) + entry(
        "second", investor="ivy", investee="elm", share=claims("5%", sources="beta")
    )
    assert findings(two, DISAGREE) == []


def test_records_are_compared_only_where_each_is_sound_by_itself() -> None:
    fields = {"party": "elm", "measure": "sales", "period": "2024"}
    text = (
        "volumes:\n"
        + entry("a", count=claims("300,000 cars", "400,000 cars"), **fields)
        + entry("b", count=claims("500,000 cars", sources="gamma"), **fields)
    )
    assert [each.subject for each in findings(text, DISAGREE)] == ["volumes.a.count"]
