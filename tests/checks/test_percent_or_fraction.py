"""Percentages written or meant otherwise."""

from __future__ import annotations

import pytest

import dealmodel as dm
from dealmodel.checks.catalogue import check
from dealmodel.errors import BookError
from tests.checks.books import book, claims, entry, findings, only, stake

CODE = "percent-or-fraction"


def growth(says: str, *before: str) -> str:
    def volume(key: str, period: str, *counts: str) -> str:
        return entry(key, party="elm", measure="sales", period=period, count=claims(*counts))

    told = entry("g", of="now", growth=claims(says))
    volumes = volume("now", "2024", "294,000 cars") + volume("before", "2023", *before)
    return "volumes:\n" + volumes + "growth:\n" + told


@pytest.mark.parametrize("says", ["0.2", "0.5", "0.999", ".2"])
def test_a_stake_written_as_a_plain_number_is_an_error(says: str) -> None:
    found = only(stake(share=claims(says)), CODE)
    assert (found.severity, found.subject) == ("error", "stakes.deal.share")


def test_it_names_both_readings() -> None:
    message = only(stake(share=claims("0.2")), CODE).message
    assert "is read as 20%" in message
    assert "write 20% or 0.2%, whichever is meant" in message


def test_votes_and_holders_are_shares_too() -> None:
    holders = f"{{ivy: {claims('0.51')}, jay: {claims('49%')}}}"
    text = (
        stake(votes=claims("0.3")) + "joint_ventures:\n" + entry("v", party="elm", holders=holders)
    )
    assert [each.subject for each in findings(text, CODE)] == [
        "stakes.deal.votes",
        "joint_ventures.v.holders.ivy",
    ]


@pytest.mark.parametrize("says", ["0.2%", "20%", "a tenth", "half", "less than 1%", "0.2 percent"])
def test_a_percentage_or_a_fraction_in_words_is_none(says: str) -> None:
    assert findings(stake(share=claims(says)), CODE) == []


@pytest.mark.parametrize("says", ["20", "1.5", "0"])
def test_a_number_that_is_no_fraction_is_refused_where_it_is_read(says: str) -> None:
    with pytest.raises(BookError, match=says):
        book(stake(share=claims(says)))


@pytest.mark.parametrize(
    ("small", "large"), [("0.2%", "20%"), ("0.05 percent", "4.99%"), ("0.082 percent", "8.2%")]
)
def test_a_hundredth_of_another_source_s_share_is_an_error(small: str, large: str) -> None:
    for texts in ((small, large), (large, small)):
        found = only(stake(share=claims(*texts)), CODE)
        assert (found.severity, found.verdict) == ("error", "contradictory")
        assert f"{small} times 100 meets {large}" in found.message


@pytest.mark.parametrize(
    "texts", [("0.2%", "2%"), ("20%", "21%"), ("1%", "at least 1%"), ("9.89%",)]
)
def test_other_differences_are_none(texts: tuple[str, ...]) -> None:
    assert findings(stake(share=claims(*texts)), CODE) == []


def test_per_cent_of_the_earlier_figure_is_not_per_cent_more() -> None:
    # 294,000 are 204 % of 144,118, and 104 % more.
    found = only(growth("204%", "144,118 cars"), CODE)
    assert (found.severity, found.subject) == ("error", "growth.g.growth")
    assert "204% meets 294,000 cars / 144,118 cars - 1" in found.message
    assert "per cent of the earlier figure" in found.message


def test_growth_that_fits_or_is_wrong_otherwise_is_none() -> None:
    assert findings(growth("104%", "144,118 cars"), CODE) == []
    assert findings(growth("150%", "144,118 cars"), CODE) == []


def test_two_sources_of_one_growth() -> None:
    volume = entry("now", party="elm", measure="sales", period="2024")
    told = entry("g", of="now", growth=claims("204%", "104%"))
    found = only("volumes:\n" + volume + "growth:\n" + told, CODE)
    assert "204% meets 104%" in found.message


def test_a_fact_may_be_a_plain_number() -> None:
    fact = dm.Fact(what="a quotient", amount=[dm.Claim(says="0.2", source="a")])
    party = dm.Party(name="Elm", kind="company", facts={"f": fact})
    sources = {"a": dm.Source(publisher="A")}
    assert check(dm.Book(book="x", sources=sources, parties={"elm": party})) == ()
