"""Numbers of shares against each other; each sum is added up by hand."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, entry, findings, only, verdicts


def count(key: str, shares: str, on: str = "2024-01", **fields: str) -> str:
    told = {"party": "elm", "on": on, **({"shares": claims(shares)} if shares else {})}
    return entry(key, **told, **fields)


def capital(*counts: str) -> str:
    return "capital:\n" + "".join(counts)


START = count("start", "exactly 100 million shares", "2023-01")


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("exactly 120 million shares", ("info", "compatible")),
        ("120 million shares", ("info", "compatible")),
        ("about 119 million shares", ("info", "compatible")),
        ("exactly 121 million shares", ("error", "contradictory")),
        ("110 million shares", ("error", "contradictory")),
    ],
)
def test_a_count_against_issues_and_buy_backs(says: str, expected: tuple[str, str]) -> None:
    moves = {
        "issued": claims("exactly 30 million shares"),
        "bought_back": claims("exactly 10 million shares"),
    }
    text = capital(START, count("now", says, **moves))
    assert verdicts(text, "parts-sum") == [expected]
    assert only(text, "parts-sum").subject == "capital.now.shares"


def test_the_count_that_another_starts_from_may_be_named() -> None:
    between = count("between", "exactly 110 million shares", "2023-06")
    moves = {"since": "start", "issued": claims("exactly 20 million shares")}
    assert verdicts(
        capital(START, between, count("now", "exactly 120 million shares", **moves)), "parts-sum"
    ) == [("info", "compatible")]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("exactly 120 million", ("info", "compatible")),
        ("exactly 125 million", ("warning", "undecided")),
        ("exactly 119 million", ("error", "contradictory")),
    ],
)
def test_the_two_counts_of_a_day_against_its_purchases(
    after: str, expected: tuple[str, str]
) -> None:
    text = (
        capital(
            count("one", "exactly 100 million", "2024-01-05", before="yes"),
            count("two", after, "2024-01-05"),
        )
        + "stakes:\n"
        + entry(
            "deal",
            investor="ivy",
            investee="elm",
            on="2024-01-05",
            shares_are="primary",
            shares=claims("exactly 20 million shares"),
        )
    )
    assert verdicts(text, "parts-sum") == [expected]


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        ("exactly 1,200 million", ("info", "compatible")),
        ("exactly 1,300 million", ("warning", "undecided")),
        ("exactly 1,100 million", ("error", "contradictory")),
    ],
)
def test_all_shares_against_their_classes(whole: str, expected: tuple[str, str]) -> None:
    text = capital(
        count("all", whole),
        count("h", "exactly 300 million", **{"class": "H shares"}),
        count("d", "exactly 900 million", **{"class": "domestic"}),
    )
    assert verdicts(text, "parts-sum") == [expected]


def stake(**fields: str) -> str:
    told = {"investor": "ivy", "investee": "elm", "on": "2024-01", "shares_are": "secondary"}
    return "stakes:\n" + entry("deal", **told | fields)


ALL = capital(count("all", "exactly 100 million shares"))


@pytest.mark.parametrize(
    ("share", "shares", "expected"),
    [
        ("5%", "exactly 5 million shares", ("info", "compatible")),
        ("4.99%", "4,990,000 shares", ("info", "compatible")),
        ("5.2%", "exactly 5 million shares", ("error", "contradictory")),
        ("4.8%", "exactly 5 million shares", ("error", "contradictory")),
    ],
)
def test_a_stated_share_against_the_shares_bought(
    share: str, shares: str, expected: tuple[str, str]
) -> None:
    text = ALL + stake(share=claims(share), shares=claims(shares))
    assert verdicts(text, "stated-ratio") == [expected]


def test_of_an_old_count_a_miss_is_a_doubt() -> None:
    text = capital(START) + stake(share=claims("4%"), shares=claims("exactly 5 million shares"))
    assert verdicts(text, "stated-ratio") == [("warning", "undecided")]


def test_a_diluted_share_is_held_against_the_diluted_shares() -> None:
    text = capital(
        count("basic", "exactly 100 million"),
        count("full", "exactly 125 million", counted="diluted"),
    ) + stake(
        share=claims("4.0% on a fully diluted basis", "5.0%"),
        shares=claims("exactly 5 million shares"),
    )
    assert verdicts(text, "stated-ratio") == [("info", "compatible")] * 2


def test_shares_of_a_class_and_of_the_whole_do_not_disagree() -> None:
    text = stake(share=claims("20% of its H shares", "5%"))
    assert findings(text, "claims-disagree") == []
    text = stake(share=claims("20% of its H shares", "15% of its H shares"))
    assert [each.severity for each in findings(text, "claims-disagree")] == ["error"]


def test_before_and_after_of_two_classes_are_not_added() -> None:
    told = {"before": claims("10% of its H shares"), "share": claims("2%")}
    assert findings(stake(**told, after=claims("20%")), "stake-before-after") == []
    of_one = {name: said.replace("2%", "5% of its H shares") for name, said in told.items()}
    found = only(stake(**of_one, after=claims("20% of its H shares")), "stake-before-after")
    assert found.severity == "error"


def test_the_value_by_price_is_held_against_the_one_that_is_stated() -> None:
    price = {"price_per_share": claims("$5 per share")}
    fits = ALL + stake(**price, equity_value=claims("exactly $500 million"))
    assert verdicts(fits, "value-disagrees") == [("info", "equal")]
    apart = ALL + stake(**price, equity_value=claims("exactly $600 million"))
    assert verdicts(apart, "value-disagrees") == [("error", "contradictory")]
