"""The holders of one company: each sum is added up by hand from what rounding allows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.checks.books import claims, entry, findings, only, stake, verdicts

CODE = "holders-sum"


def venture(field: str = "holders", **shares: str) -> str:
    """A joint venture; a holder without text has no share stated."""
    held = {name: claims(*says.split("|")) if says else "[]" for name, says in shares.items()}
    told = ", ".join(f"{name}: {said}" for name, said in held.items())
    holders = "holders: {}, " if field == "votes" else ""
    return f"joint_ventures:\n  v: {{party: elm, {holders}{field}: {{{told}}}}}\n"


def holder(key: str, investor: str, says: str, on: str = "", **fields: str) -> str:
    dated = {"on": on} if on else {}
    return entry(key, investor=investor, investee="elm", share=claims(says), **dated, **fields)


def stakes(*holders: str) -> str:
    return "stakes:\n" + "".join(holders)


@pytest.mark.parametrize(
    "text",
    [
        venture(ivy="52%", jay="50%"),  # 51.5 and 49.5 at the least
        venture(ivy="60%", jay="50%"),
        venture(ivy="more than half", jay="more than half"),
        venture(ivy="at least 60%", jay="at least 50%"),
        venture(ivy="exactly 51%", jay="exactly 50%"),
        venture(ivy="30%", jay="30%", kay="30%", oak="20%"),
        venture(ivy="60%", jay="50%", kay=""),
        venture("votes", ivy="60%", jay="50%"),
    ],
)
def test_more_than_the_whole_is_an_error(text: str) -> None:
    assert verdicts(text, CODE) == [("error", "contradictory")]


@pytest.mark.parametrize(
    "text",
    [
        venture(ivy="51%", jay="49%"),
        venture(ivy="50.1%", jay="49.9%"),
        venture(ivy="51%", jay="50%"),  # 50.5 and 49.5 are 100
        venture(ivy="49%", jay="50%"),
        venture(ivy="33.3%", jay="33.3%", kay="33.3%"),
        venture(ivy="a third", jay="a third", kay="a third"),
        venture(ivy="two thirds", jay="33%"),
        venture(ivy="more than half", jay="less than half"),
        venture(ivy="nearly 60%", jay="just over 40%"),
        venture(ivy="at least 51%", jay="up to 49%"),
        venture(ivy="50%|60%", jay="40%"),  # by one source or by the other
        venture(ivy="100%"),
    ],
)
def test_the_whole_is_a_note(text: str) -> None:
    assert verdicts(text, CODE) == [("info", "compatible")]


@pytest.mark.parametrize(
    "text",
    [
        venture(ivy="50%", jay="48%"),  # 99 at the most
        venture(ivy="exactly 49%", jay="exactly 50%"),
        venture(ivy="less than half", jay="less than half"),
        venture(ivy="51%"),
    ],
)
def test_less_than_the_whole_is_a_warning(text: str) -> None:
    found = only(text, CODE)
    assert found.severity == "warning"
    assert "a holder is missing, or a share is wrong" in found.message


@pytest.mark.parametrize(
    "text",
    [
        venture(),
        venture(ivy="", jay=""),
        venture(ivy="51%", jay=""),
        venture("votes", ivy="51%", jay="29%"),
    ],
)
def test_what_is_not_stated_is_not_missing(text: str) -> None:
    assert findings(text, CODE) == []


def test_the_sum_is_shown_with_every_holder_and_its_bounds() -> None:
    found = only(venture(ivy="30%", jay="80%"), CODE)
    assert found.subject == "joint_ventures.v.holders"
    assert found.message.startswith("Ivy 30% + Jay 80% is [109%, 111%]: more than the whole")
    assert [(bar.label, bar.bounds.low, bar.bounds.high) for bar in found.bars][-1] == (
        "together",
        Fraction("1.09"),
        Fraction("1.11"),
    )
    assert found.sources == ("alpha",)


@pytest.mark.parametrize(
    "text",
    [
        stakes(holder("a", "ivy", "60%", "2020-01-15"), holder("b", "jay", "50%", "2020-01-15")),
        stakes(holder("a", "ivy", "60%", "2020-01-15"), holder("b", "jay", "50%", "2020-01")),
        stakes(holder("a", "ivy", "60%"), holder("b", "jay", "50%")),
        stakes(holder("a", "ivy", "60%", closed="2020"), holder("b", "jay", "50%", "2020")),
    ],
)
def test_stakes_of_one_date_above_the_whole_are_an_error(text: str) -> None:
    assert verdicts(text, CODE) == [("error", "contradictory")]


@pytest.mark.parametrize(
    "text",
    [
        stakes(holder("a", "ivy", "60%", "2019"), holder("b", "jay", "50%", "2019", ended="2020")),
        stakes(holder("a", "ivy", "60%"), holder("b", "jay", "40%")),
        stakes(holder("a", "ivy", "up to 60%"), holder("b", "jay", "up to 50%")),
        stakes(holder("a", "ivy", "60%"), holder("b", "ivy", "50%")),
        stakes(holder("a", "ivy", "60%"), entry("b", investor="jay", investee="elm")),
        stakes(
            holder("a", "ivy", "60%", "2019"),
            holder("b", "jay", "50%", "2020"),
            holder("c", "ivy", "30%", "2021"),
        ),
        stakes(
            holder("a", "ivy", "60%"),
            entry("b", investor="jay", investee="oak", share=claims("50%")),
        ),
    ],
)
def test_holders_that_go_together_are_no_finding(text: str) -> None:
    assert findings(text, CODE) == []


def test_a_later_holder_beside_an_earlier_one_is_no_error() -> None:
    # Ivy may have sold to Jay in between, which the book does not say.
    text = stakes(holder("a", "ivy", "60%", "2019"), holder("b", "jay", "50%", "2020"))
    found = only(text, CODE)
    assert found.severity != "error"
    assert found.subject == "stakes.b.share"
    assert "ended" in found.message


def test_votes_stand_apart_from_shares() -> None:
    text = stake(share=claims("10%"), votes=claims("60%")) + entry(
        "other", investor="jay", investee="elm", share=claims("60%"), votes=claims("10%")
    )
    assert findings(text, CODE) == []


def test_a_venture_among_its_own_holders_is_an_error() -> None:
    found = only(
        """
joint_ventures:
  v: {party: elm, holders: {elm: {says: "10%", source: alpha}, ivy: []}}
""",
        CODE,
    )
    assert (found.severity, found.subject) == ("error", "joint_ventures.v.holders.elm")
    assert "among its own holders" in found.message


# Volkswagen's ordinary shares at the end of 2023, which alone vote, and its preferred ones.
VOLKSWAGEN = """\
holdings:
  a: {holder: ivy, held: elm, on: 2023-12-31, class: ordinary shares,
      share: {says: 53.3%, source: alpha}}
  b: {holder: jay, held: elm, on: 2023-12-31, class: ordinary shares,
      share: {says: 20.0%, source: alpha}}
  c: {holder: kay, held: elm, on: DAY, class: ordinary shares,
      share: {says: 17.0%, source: alpha}}
  d: {holder: kay, held: elm, on: 2023-12-31, class: preferred shares,
      share: {says: 40%, source: alpha}}
capital:
  o: {party: elm, on: 2023-12-31, class: ordinary shares,
      shares: {says: "295,089,818", source: alpha}}
  p: {party: elm, on: 2023-12-31, class: preferred shares,
      shares: {says: "206,205,445", source: alpha}}
"""


@pytest.mark.parametrize(
    ("share", "day", "severity"),
    [
        ("53.3%", "2023-12-31", None),
        # 93.3 + 20 + 17 = 130.3 % of the class, and 77 % of all shares.
        ("93.3%", "2023-12-31", "error"),
        ("93.3%", "2022-12-31", "warning"),  # who held in 2022 may have sold since
    ],
)
def test_the_holders_of_one_class_together(share: str, day: str, severity: str | None) -> None:
    found = findings(VOLKSWAGEN.replace("53.3%", share).replace("DAY", day), CODE)
    assert [each.severity for each in found] == ([severity] if severity else [])
    if severity:
        assert "130." in found[0].message
        assert "more than all ordinary shares" in found[0].message


def test_a_whole_that_is_too_much_is_told_once() -> None:
    told = {"held": "elm", "on": "2024", "class": "ordinary"}
    text = (
        "holdings:\n"
        + entry("a", holder="ivy", share=claims("60%"), **told)
        + entry("b", holder="jay", share=claims("50%"), **told)
        + "capital:\n"
        + entry("o", party="elm", on="2024", shares=claims("1 million"), **{"class": "ordinary"})
    )
    assert len(findings(text, CODE)) == 1
