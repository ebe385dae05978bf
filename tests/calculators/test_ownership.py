"""Ownership from a book's claims: dates, sources, unknown shares, loops, votes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import dealmodel as dm
from dealmodel.calculators.ownership import EffectiveInterest, Ownership
from dealmodel.errors import ClosedRing, CrossHolding, OutOfRange, UnknownReference
from dealmodel.figures.bounds import Bounds

SEEDS = Path(__file__).parents[2] / "seeds"

HEAD = """
book: Holdings
sources:
  a: {publisher: Alpha, published: 2024-01-31}
  b: {publisher: Beta, published: 2025-01-31}
parties:
  o: {name: Owner, kind: company}
  x: {name: X, kind: company}
  y: {name: Y, kind: company}
  z: {name: Z, kind: joint_venture}
"""


def ownership(text: str, **asked: Any) -> Ownership:
    return Ownership.of(dm.read_book(HEAD + text), **asked)


def ends(found: EffectiveInterest) -> tuple[str, str]:
    return str(found.bounds.low), str(found.bounds.high)


def stake(key: str, investor: str, investee: str, share: str, more: str = "") -> str:
    claim = f'[{{says: "{share}", source: a}}]' if share else "[]"
    return f"  {key}: {{investor: {investor}, investee: {investee}, share: {claim}{more}}}\n"


def test_the_joint_venture_of_the_seeds() -> None:
    found = Ownership.of(dm.load_book(SEEDS)).interest("stellantis", "leapmotor-international")
    # 51 % and 49 % of 20 or 21 %: 60.8 to 61.29 %.
    assert found.point is None
    assert (found.points.low, found.points.high) == (Fraction("0.608"), Fraction("0.6129"))
    # At the least 50.5 % and 49.5 % of 19.5 %, since both are the whole; at the most 51.5 and 48.5.
    assert found.bounds.low == Fraction("0.505") + Fraction("0.495") * Fraction("0.195")
    assert found.bounds.high == Fraction("0.515") + Fraction("0.485") * Fraction("0.215")
    assert [path.via for path in found.paths] == [
        ("stellantis", "leapmotor-international"),
        ("stellantis", "leapmotor", "leapmotor-international"),
    ]
    assert {(move.says, move.interest) for move in found.moves} == {
        ("21%", Fraction("0.6129")),
        ("20 percent", Fraction("0.608")),
        ("20 %", Fraction("0.608")),
    }
    assert found.control == "yes"
    assert any("cannot both be right" in warning for warning in found.warnings)


def test_one_source_has_one_number() -> None:
    book = dm.load_book(SEEDS)
    found = Ownership.of(book, prefer="cnbc-2025-04-26").interest(
        "stellantis", "leapmotor-international"
    )
    assert found.point == Fraction("0.6129")
    assert found.remainder == 0
    assert [path.share for path in found.paths] == [Fraction("0.51"), Fraction("0.1029")]
    assert found.moves == ()


def test_what_no_source_states_is_unknown_and_not_nothing() -> None:
    found = Ownership.of(dm.load_book(SEEDS)).interest("exor", "leapmotor")
    assert (found.bounds.low, found.bounds.high) == (0, Fraction("0.215"))
    assert found.point is None
    assert any("unknown and not nothing" in warning for warning in found.warnings)


def test_a_holders_unknown_share_is_what_the_others_leave() -> None:
    text = """
joint_ventures:
  z: {party: z, holders: {o: [], x: [{says: "exactly 60%", source: a}]}}
"""
    found = ownership(text).interest("o", "z")
    assert ends(found) == ("2/5", "2/5")


def test_a_day_has_the_latest_record_not_after_it() -> None:
    text = "stakes:\n" + "".join(
        (
            stake("s1", "o", "x", "exactly 10%", ", on: 2020-05"),
            stake("s2", "o", "x", "exactly 25%", ", on: 2023-05-02"),
            stake("s3", "o", "y", "exactly 30%", ", on: 2019, ended: 2022-06-30"),
        )
    )
    at = {
        day: ownership(text, as_of=day).interest("o", "x").point
        for day in ("2019-12-31", "2020-05-01", "2023-05-01", "2023-05-02", "2024")
    }
    assert at == {
        "2019-12-31": 0,
        "2020-05-01": Fraction("0.1"),
        "2023-05-01": Fraction("0.1"),
        "2023-05-02": Fraction("0.25"),
        "2024": Fraction("0.25"),
    }
    assert ownership(text).interest("o", "x").point == Fraction("0.25")
    assert ownership(text, as_of="2022-06-29").interest("o", "y").point == Fraction("0.3")
    assert ownership(text, as_of="2022-06-30").interest("o", "y").point == 0
    assert ownership(text).interest("o", "y").point == 0


def test_a_source_counts_with_its_latest_claim_by_the_day() -> None:
    text = """
stakes:
  s:
    investor: o
    investee: x
    share:
      - {says: exactly 10%, source: a, on: 2023}
      - {says: exactly 12%, source: a, on: 2024}
      - {says: exactly 11%, source: b}
"""
    assert ownership(text).interest("o", "x").points.high == Fraction("0.12")
    found = ownership(text, as_of="2023-06-01").interest("o", "x")
    assert (found.points.low, found.points.high) == (Fraction("0.1"), Fraction("0.11"))


def test_what_is_written_down_later_is_true_from_the_start() -> None:
    # A register of 2019 tells of a holding that began in 2002.
    text = """
stakes:
  s:
    investor: o
    investee: x
    on: 2002-03-09
    share:
      - {says: exactly 60%, source: a, on: 2019-01-20}
      - {says: exactly 40%, source: a, on: 2021}
"""
    found = ownership(text, as_of="2010-01-01").interest("o", "x")
    assert found.point == Fraction("0.6")
    assert any("what is told of 2019-01-20 stands for it" in each for each in found.warnings)
    assert ownership(text, as_of="2020").interest("o", "x").warnings == ()
    assert ownership(text, as_of="2001").interest("o", "x").point == 0
    undated = ownership(text.replace("    on: 2002-03-09\n", ""), as_of="2010-01-01")
    assert undated.interest("o", "x").bounds == Bounds(Fraction(0), Fraction(1))


def test_votes_are_a_measure_of_their_own() -> None:
    votes = ', votes: [{says: "exactly 60%", source: a}]'
    text = "stakes:\n" + stake("s", "o", "x", "exactly 20%", votes)
    text += stake("t", "x", "y", "exactly 90%")
    found = ownership(text)
    assert found.interest("o", "y").point == Fraction("0.18")
    assert found.interest("o", "y").control == "yes"
    by_votes = ownership(text, measure="votes").interest("o", "y")
    assert by_votes.point == Fraction("0.54")
    assert any("no source states votes" in warning for warning in by_votes.warnings)


LOOP = "stakes:\n" + "".join(
    (
        stake("s1", "o", "x", "exactly 80%"),
        stake("s2", "x", "y", "exactly 50%"),
        stake("s3", "y", "x", "exactly 20%"),
    )
)


def test_loops_are_solved_and_named_or_refused() -> None:
    found = ownership(LOOP).interest("o", "y")
    assert found.point == Fraction(4, 9)
    assert found.loops == (("x", "y"),)
    # The one path without a repetition is 0.8 × 0.5; the loop adds the rest.
    assert found.remainder == Fraction(4, 9) - Fraction(2, 5)
    with pytest.raises(CrossHolding) as error:
        ownership(LOOP).interest("o", "y", loops="refuse")
    assert error.value.members == ("x", "y")


def test_the_owners_own_treasury_is_dropped_and_told() -> None:
    found = ownership(LOOP).interest("x", "y")
    assert found.point == Fraction(1, 2)
    assert [(each.holder, each.held) for each in found.dropped] == [("y", "x")]


def test_a_closed_ring_is_named() -> None:
    text = "stakes:\n" + stake("s1", "x", "y", "100%") + stake("s2", "y", "x", "100%")
    text += stake("s3", "y", "z", "50%") + stake("s4", "o", "z", "50%")
    with pytest.raises(ClosedRing, match="x, y hold each other"):
        ownership(text).interest("o", "z")


def test_a_ring_of_halves_without_an_outsider_is_closed_too() -> None:
    text = "stakes:\n" + "".join(
        stake(f"s{n}", holder, held, "exactly 50%")
        for n, (holder, held) in enumerate(
            [("x", "y"), ("z", "y"), ("y", "x"), ("z", "x"), ("x", "z"), ("y", "z")]
        )
    )
    with pytest.raises(ClosedRing) as error:
        ownership(text).holders("x")
    assert error.value.members == ("x", "y", "z")


def test_more_than_the_whole_is_an_error_and_less_of_a_venture_a_warning() -> None:
    over = "stakes:\n" + stake("s1", "o", "x", "60%") + stake("s2", "y", "x", "50%")
    with pytest.raises(OutOfRange, match="more than the whole"):
        ownership(over).interest("o", "x")
    short = """
joint_ventures:
  z: {party: z, holders: {o: {says: "40%", source: a}, x: {says: "40%", source: a}}}
"""
    found = ownership(short).interest("o", "z")
    assert any("less than the whole" in warning for warning in found.warnings)
    # Who holds too much elsewhere is of no matter here.
    assert ownership(over + stake("s3", "o", "y", "10%")).interest("o", "y").point == Fraction(
        1, 10
    )


def test_holders_come_the_largest_first() -> None:
    text = "stakes:\n" + stake("s1", "o", "x", "exactly 60%") + stake("s2", "x", "y", "exactly 50%")
    text += stake("s3", "z", "y", "exactly 40%")
    found = ownership(text).holders("y")
    assert [(each.party, each.point) for each in found] == [
        ("x", Fraction("0.5")),
        ("z", Fraction("0.4")),
        ("o", Fraction("0.3")),
    ]
    assert ownership(text).holders("o") == ()


def test_an_unknown_party_is_an_error_that_proposes_one() -> None:
    found = Ownership.of(dm.load_book(SEEDS))
    with pytest.raises(UnknownReference, match="Did you mean stellantis"):
        found.interest("stelantis", "leapmotor")
    with pytest.raises(UnknownReference):
        found.holders("nobody")
    with pytest.raises(UnknownReference):
        found.control("nobody")


def test_what_one_has_of_oneself_is_the_whole() -> None:
    assert ownership(LOOP).interest("o", "o").point == 1


def test_points_that_overlap_the_whole_narrow_each_other_and_nothing_breaks() -> None:
    # 61 and 39.4 are 100.4 as printed and 99.85 at the least: a has at most 60.65.
    text = "stakes:\n" + stake("s1", "x", "y", "61%") + stake("s2", "o", "y", "39.4%")
    found = ownership(text).interest("x", "y")
    assert found.bounds.high == Fraction("0.6065")
    assert found.point is None  # 61 itself is not possible
    assert [each.party for each in ownership(text).holders("y")] == ["x", "o"]


def test_votes_of_one_holder_make_those_of_the_others_unknown() -> None:
    votes = ', votes: [{says: "exactly 10%", source: a}]'
    text = "stakes:\n" + stake("s1", "x", "y", "exactly 60%", votes)
    text += stake("s2", "o", "y", "exactly 40%")
    found = ownership(text).interest("o", "y")
    assert (found.point, found.control) == (Fraction("0.4"), "possible")
    votes = ', votes: [{says: "exactly 70%", source: a}]'
    text = "stakes:\n" + stake("s1", "x", "y", "exactly 40%", votes)
    text += stake("s2", "o", "y", "exactly 60%")
    assert ownership(text).interest("o", "y").point == Fraction("0.6")
    assert ownership(text).interest("x", "y").control == "yes"


def test_a_preferred_claim_is_the_only_one() -> None:
    text = """
stakes:
  s:
    investor: o
    investee: x
    share: [{says: exactly 20%, source: a}, {says: exactly 21%, source: b}]
"""
    found = ownership(text, prefer="latest").interest("o", "x")
    assert (found.point, found.moves, found.warnings) == (Fraction("0.21"), (), ())
    assert [path.share for path in found.paths] == [Fraction("0.21")]


def test_printed_numbers_that_fill_a_loop_make_no_interest() -> None:
    # As printed z's holders have 160 %, so that y and z would have more of each other each round;
    # by what "less than" means, x has at most 40 % of z.
    text = "stakes:\n" + "".join(
        (
            stake("s1", "x", "z", "less than 100%"),
            stake("s2", "y", "z", "more than 60%"),
            stake("s3", "z", "y", "exactly 90%"),
            stake("s4", "o", "x", "exactly 50%"),
        )
    )
    found = ownership(text).interest("o", "z")
    assert found.points == found.bounds
    assert found.bounds.low == 0
    # x has 40 % beside the 60 % of y, of which z has 90 %: half of 40 / (1 - 0.6 * 0.9).
    assert found.bounds.high == Fraction("0.2") / (1 - Fraction("0.54"))
    assert found.moves == ()


def test_a_claim_that_alone_fills_a_loop_moves_nothing() -> None:
    # z's holders have 160 % as printed: y, of which o has the rest, would have more than the whole
    # of itself, and more at every round.
    several = "[{says: 90%, source: a}, {says: 60%, source: b}]"
    text = "stakes:\n" + "".join(
        (
            f"  s1: {{investor: y, investee: x, share: {several}}}\n",
            stake("s2", "x", "z", "more than 60%"),
            stake("s3", "y", "z", "less than 100%"),
            stake("s4", "x", "y", ""),
            stake("s5", "z", "x", "exactly 10%"),
            stake("s6", "o", "y", ""),
        )
    )
    found = ownership(text).interest("o", "y")
    assert (found.bounds.low, found.bounds.high) == (0, 1)
    assert found.moves == ()


def test_a_negative_solution_is_no_interest() -> None:
    # x and z have 101 % of y as printed, and y may have nearly all of both.
    several = "[{says: 1%, source: a}, {says: 2%, source: b}]"
    text = "stakes:\n" + "".join(
        (
            f"  s1: {{investor: o, investee: x, share: {several}}}\n",
            stake("s2", "y", "x", ""),
            stake("s3", "x", "y", "exactly 37%"),
            stake("s4", "z", "y", "less than 64%"),
            stake("s5", "y", "z", ""),
        )
    )
    found = ownership(text).interest("o", "x")
    assert (found.bounds.low, found.bounds.high) == (Fraction("0.005"), 1)
    assert found.moves == ()


def venture(**shares: str) -> str:
    """A venture ``z`` all of whose holders are named; of an empty share no source tells."""
    holders = ", ".join(
        f'{name}: [{{says: "{says}", source: a}}]' if says else f"{name}: []"
        for name, says in shares.items()
    )
    return f"joint_ventures:\n  z: {{party: z, holders: {{{holders}}}}}\n"


@pytest.mark.parametrize("says", ["more than 50%", "just over 50%", "50% plus one share"])
def test_what_a_hedge_usually_means_limits_nobody_else(says: str) -> None:
    found = ownership(venture(o=says, x=""))
    other = found.interest("x", "z")
    assert other.bounds == Bounds(Fraction(0), Fraction(1, 2), high_open=True)
    assert other.control == "no"
    assert other.standing.influence == "undetermined"
    assert found.interest("o", "z").control == "yes"
    assert {each.party: each.bounds for each in found.holders("z")}["x"] == other.bounds


def test_an_answer_shows_what_a_hedge_usually_means_and_judges_by_what_it_says() -> None:
    found = ownership(venture(o="just over 20%", x="")).interest("o", "z")
    assert found.bounds == Bounds(Fraction(20, 100), Fraction(21, 100), low_open=True)
    # Just over 20 % may be any more than that: whether it is control, nobody says.
    assert found.control == "possible"
    assert found.ends.strict == Bounds(Fraction(20, 100), Fraction(1), low_open=True)
    strict = ownership(venture(o="just over 20%", x=""), rules=dm.HedgeRules(reading="strict"))
    assert strict.interest("o", "z").bounds == found.ends.strict


def test_words_that_force_each_other_are_shown_as_they_force() -> None:
    found = ownership(venture(o="more than 30%", x="less than 50%")).interest("o", "z")
    assert found.bounds == Bounds(Fraction(1, 2), Fraction(1), low_open=True)
    assert found.control == "yes"
    # Usually 31 and 50 % at the most, which are not the whole that they are.
    found = ownership(venture(o="just over 30%", x="just under 50%")).interest("o", "z")
    assert found.bounds == Bounds(Fraction(1, 2), Fraction(1), low_open=True)
    assert found.control == "yes"


@pytest.mark.parametrize(
    ("holders", "threshold", "control"),
    [
        ({"o": "exactly 50%", "x": "exactly 50%"}, ">50", "no"),
        ({"o": "exactly 50%", "x": "exactly 50%"}, ">=50", "yes"),
        ({"o": "", "x": "at least 50%"}, ">50", "no"),
        ({"o": "", "x": "more than 50%"}, ">=50", "no"),
        ({"o": "", "x": "at most 50%"}, ">=50", "yes"),
        ({"o": "", "x": "less than 50%"}, ">50", "yes"),
        ({"o": "less than 50%", "x": "at most 50%"}, ">50", None),
    ],
)
def test_control_at_half_is_decided_by_who_can_reach_it(
    holders: dict[str, str], threshold: str, control: str | None
) -> None:
    found = ownership(venture(**holders)).interest("o", "z", threshold=threshold)  # type: ignore[arg-type]
    assert found.control == (control or "no")


def test_two_disputed_holdings_on_a_way_move_nothing_alone() -> None:
    text = """
stakes:
  s: {investor: o, investee: x, share: [{says: 20%, source: a}, {says: 21%, source: b}]}
  t: {investor: x, investee: y, share: [{says: 50%, source: a}, {says: 60%, source: b}]}
"""
    found = ownership(text)
    assert found.interest("o", "y").moves == ()
    assert {each.interest for each in found.interest("o", "x").moves} == {
        Fraction("0.2"),
        Fraction("0.21"),
    }


def test_all_that_one_owner_has_is_what_it_has_of_each() -> None:
    found = Ownership.of(dm.load_book(SEEDS))
    asked = ["leapmotor", "leapmotor-international"]
    together = list(found.interests("exor", asked))
    assert [replace(each, ends=None) for each in together] == [
        replace(found.interest("exor", held), ends=None) for held in asked
    ]
