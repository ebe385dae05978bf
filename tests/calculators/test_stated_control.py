"""Control that sources state, with or without a share: it decides before any votes are counted."""

from __future__ import annotations

import pytest

import dealmodel as dm
from tests.checks.books import book, claims, entry


def held(key: str, holder: str, held: str = "elm", share: str = "", **fields: str) -> str:
    told = {"share": claims(share)} if share else {}
    return entry(key, holder=holder, held=held, **told, **fields)


def interest(text: str, owner: str = "ivy", held: str = "elm") -> dm.EffectiveInterest:
    return dm.Ownership.of(book("holdings:\n" + text)).interest(owner, held)


@pytest.mark.parametrize("stated", ["sole", "consolidated"])
@pytest.mark.parametrize("share", ["", "30%"])
def test_stated_control_needs_no_majority_and_no_share(stated: str, share: str) -> None:
    found = interest(held("a", "ivy", share=share, control=stated))
    assert found.control == "yes"
    assert (found.standing.word, found.standing.is_presumed) == ("subsidiary", False)
    assert "as the sources state" in found.standing.rule


def test_a_majority_without_control_is_none() -> None:
    # A golden share, a board that others appoint: the sources say so, the votes do not.
    assert interest(held("a", "ivy", share="60%", control="none")).control == "no"
    assert interest(held("a", "ivy", share="60%")).control == "yes"


def test_where_one_controls_no_other_does() -> None:
    text = held("a", "ivy", share="60%") + held("b", "jay", share="40%", control="sole")
    assert interest(text).control == "no"
    assert interest(text, "jay").control == "yes"


def test_joint_control_is_nobody_s_alone() -> None:
    text = held("a", "ivy", share="60%", control="joint") + held("b", "jay", share="40%")
    found = interest(text)
    assert found.control == "no"
    assert found.standing.word == "joint venture"


def test_stated_control_reaches_what_the_company_controls() -> None:
    text = held("a", "ivy", share="30%", control="sole") + held("b", "elm", "oak", share="80%")
    assert interest(text, held="oak").control == "yes"


def test_the_latest_statement_counts() -> None:
    stake = entry(
        "s", investor="ivy", investee="elm", on="2020", share=claims("60%"), control="sole"
    )
    text = "stakes:\n" + stake + "holdings:\n" + held("a", "ivy", on="2022", control="none")
    deal = book(text)
    assert dm.Ownership.of(deal, as_of="2021").interest("ivy", "elm").control == "yes"
    assert dm.Ownership.of(deal).interest("ivy", "elm").control == "no"
