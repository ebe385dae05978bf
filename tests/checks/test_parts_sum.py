"""Parts against the total that sources state: the legs of a deal."""

from __future__ import annotations

import pytest

import dealmodel as dm
from dealmodel.checks.catalogue import check
from tests.checks.books import book, claims, entry, findings, only, verdicts

CODE = "parts-sum"
DAY = "2025-04-25"


def deal(**fields: str) -> str:
    return "deals:\n" + entry("d", **{"target": "elm"} | fields)


def legs(*each: dict[str, str]) -> str:
    """Legs of the deal, of Ivy's in Elm unless told otherwise."""
    told = ({"deal": "d", "investor": "ivy", "investee": "elm"} | leg for leg in each)
    return "stakes:\n" + "".join(
        entry(f"leg-{at}", **fields) for at, fields in enumerate(told, start=1)
    )


def paid(total: str, *parts: str) -> str:
    return deal(paid=claims(total)) + legs(*({"paid": claims(each)} for each in parts))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # 1.4 + 0.9 is 2.3; both rounded to 0.1 billion.
        (paid("$2.3 billion", "$1.4 billion", "$0.9 billion"), ("info", "compatible")),
        (paid("$2.8 billion", "$1.4 billion", "$0.9 billion"), ("error", "contradictory")),
        # By their second digits the two are 990 to 1,010 million; by their first, 900 to 1,100.
        (paid("$1.08 billion", "$700 million", "$300 million"), ("info", "undecided")),
        (paid("$1.15 billion", "$700 million", "$300 million"), ("error", "contradictory")),
        # One leg is a deal's, too.
        (paid("$2 billion", "$2.1 billion"), ("info", "compatible")),
    ],
)
def test_what_the_legs_cost_beside_the_deal(text: str, verdict: tuple[str, str]) -> None:
    assert verdicts(text, CODE) == [verdict]


@pytest.mark.parametrize(
    ("total", "verdict"), [("21%", ("info", "compatible")), ("24%", ("error", "contradictory"))]
)
def test_the_legs_shares_beside_the_deal_s(total: str, verdict: tuple[str, str]) -> None:
    text = deal(share=claims(total)) + legs(
        {"share": claims("14.5%"), "shares_are": "primary"},
        {"share": claims("6.7%"), "shares_are": "secondary"},
    )
    assert verdicts(text, CODE) == [verdict]


def test_a_slip_in_the_total_is_one_finding_with_every_claim_at_its_place() -> None:
    found = only(paid("$3.2 billion", "$1.4 billion", "$0.9 billion"), CODE)
    assert found.subject == "deals.d.paid"
    assert "$1.4 billion + $0.9 billion" in found.message
    assert [claim.path for claim in found.claims] == [
        ("deals", "d", "paid", 0),
        ("stakes", "leg-1", "paid", 0),
        ("stakes", "leg-2", "paid", 0),
    ]


def test_sources_that_disagree_on_a_leg_do_not_make_the_total_wrong() -> None:
    text = deal(paid=claims("$3 billion")) + legs(
        {"paid": claims("$1 billion", "$5 billion")}, {"paid": claims("$2 billion", "$2 billion")}
    )
    grave = [each for each in check(book(text)) if each.severity == "error"]
    assert [each.subject for each in grave] == ["stakes.leg-1.paid"]


def test_sources_that_disagree_on_the_total_are_told_once() -> None:
    text = deal(paid=claims("$3 billion", "$9 billion")) + legs(
        {"paid": claims("$1 billion")}, {"paid": claims("$2 billion")}
    )
    grave = [each for each in check(book(text)) if each.severity == "error"]
    assert [(each.code, each.subject) for each in grave] == [("claims-disagree", "deals.d.paid")]


def three(total: str, on: str = DAY) -> str:
    # At 1.1357 dollars and 8.2773 yuan to the euro the legs are 1.1357 billion dollars each.
    return f"currency: USD\n{deal(paid=claims(total), closed=on)}" + legs(
        {"paid": claims("€1,000 million")},
        {"paid": claims("8,277.3 million yuan")},
        {"paid": claims("$1,135.7 million")},
    )


def test_legs_in_three_currencies_are_added_at_the_rates_of_their_date() -> None:
    assert verdicts(three("$3.41 billion"), CODE) == [("info", "compatible")]
    found = only(three("$4.41 billion"), CODE)
    assert found.severity == "error"
    assert "EUR converted to USD at the rate of 2025-04-25" in found.message
    [total] = [
        each for each in dm.report(book(three("$3.41 billion"))).items if each.name == "legs_paid"
    ]
    assert total.result.point == 3 * 1_135_700_000
    assert any("CNY converted to USD" in warning for warning in total.result.warnings)


def test_without_a_date_they_are_not_added_and_the_report_says_why() -> None:
    text = three("$3.41 billion").replace(", closed: 2025-04-25", "")
    assert not findings(text, CODE)
    told = dm.report(book(text)).warnings
    assert any("EUR beside USD without a date" in each for each in told)


def test_some_of_the_legs_are_no_more_than_the_whole() -> None:
    # 194,260,030 new shares of Leapmotor at HK$43.80 are HK$8.5 billion, about €1.03 billion.
    new = {
        "shares": claims("194,260,030 H shares"),
        "price_per_share": claims("HK$43.80 per share"),
        "on": "2023-10-26",
    }
    whole = deal(announced="2023-10-26", paid=claims("€1.5 billion")) + legs(new, {})
    assert not findings(whole, CODE)
    found = only(whole.replace("1.5 billion", "0.95 billion"), CODE)
    assert (found.severity, found.verdict) == ("error", "contradictory")
    assert any("none is given of leg-2" in each for each in dm.report(book(whole)).warnings)


def test_a_leg_in_something_else_is_one_error_at_its_place() -> None:
    text = deal(paid=claims("$2 billion")) + legs(
        {"paid": claims("$2 billion")}, {"investee": "oak", "paid": claims("$5 billion")}
    )
    found = only(text, CODE)
    assert (found.severity, found.subject) == ("error", "stakes.leg-2.deal")
    assert found.where is not None
    assert "Elm" in found.message
    assert "Oak" in found.message


def test_the_report_tells_the_sum_of_each_source_beside_the_total() -> None:
    text = deal(paid=claims("$2.3 billion", "$2.4 billion")) + legs(
        {"paid": claims("$1.4 billion", "$1.5 billion")},
        {"paid": claims("$0.9 billion", "$0.9 billion")},
    )
    sums = [each for each in dm.report(book(text)).items if each.name == "legs_paid"]
    assert [(each.sources, int(each.result.point)) for each in sums] == [
        (("alpha",), 2_300_000_000),
        (("beta",), 2_400_000_000),
    ]
    assert [each.figure.verbatim for each in sums[0].beside] == ["$2.3 billion", "$2.4 billion"]
