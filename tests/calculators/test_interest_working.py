"""Workings of interests: closed forms by hand; on random networks, what the interest itself is."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise, permutations
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.calculators.chosen_shares import Choice, Column, Share
from dealmodel.calculators.holdings import Holding
from dealmodel.calculators.interest_working import Working, working
from dealmodel.calculators.ownership import Ownership
from dealmodel.errors import ClosedRing, OutOfRange
from dealmodel.formulas.expression import leaf_names
from dealmodel.formulas.rendering import render

COLUMNS: tuple[Column, ...] = ("least", "printed_low", "printed_high", "most")
SEEDS = Path(__file__).parents[2] / "seeds"


def ownership(*holdings: str, complete: str = "") -> Ownership:
    """The ownership of a book; a holding is ``o x 10%`` or, its share unknown, ``o x``; several
    figures are several claims. Of the companies in ``complete`` all holders are named."""
    parts = [each.split(" ", 2) for each in holdings]
    parties = sorted({party for holder, held, *_ in parts for party in (holder, held)})
    claims = {
        (holder, held): [
            {"says": says, "source": f"s{n}"}
            for n, says in enumerate(said[0].split(" or ") if said else ())
        ]
        for holder, held, *said in parts
    }
    return Ownership.of(
        dm.Book.build(
            {
                "book": "Working",
                "sources": {f"s{n}": {"publisher": f"S{n}"} for n in range(3)},
                "parties": {each: {"name": each.upper(), "kind": "company"} for each in parties},
                "stakes": {
                    f"{holder}-{held}": {"investor": holder, "investee": held, "share": said}
                    for (holder, held), said in claims.items()
                    if held not in complete.split()
                },
                "joint_ventures": {
                    venture: {
                        "party": venture,
                        "holders": {
                            holder: said
                            for (holder, held), said in claims.items()
                            if held == venture
                        },
                    }
                    for venture in complete.split()
                },
            }
        )
    )


def of(found: Ownership, owner: str, held: str) -> Working:
    """The working, after what has to hold of every one."""
    made = working(found.registry, owner, held)
    known = [share.name for share in (*made.shares, *made.beside)]
    for step in made.steps:
        assert set(leaf_names(step.expression)) <= set(known)
        known.append(step.name)
    assert len(set(known)) == len(known)
    for share in (*made.shares, *made.beside):
        for choice in share.choices.values():
            assert set(choice.others) <= set(known) - {share.name}
    interest = found.interest(owner, held)
    expected: dict[Column, Fraction | None] = {
        "least": interest.bounds.low,
        "printed_low": interest.points.low,
        "printed_high": interest.points.high,
        "most": interest.bounds.high,
    }
    last = made.steps[-1].name
    for column, end in expected.items():
        values = made.values(column)
        if values is not None:
            assert values[last] == end
            _check_choices(made, column)
    return made


def _check_choices(made: Working, column: Column) -> None:
    """Each choice gives its number again from what it says that it is made of."""
    shares = {share.name: share for share in (*made.shares, *made.beside)}
    for share in shares.values():
        choice = share.choices[column]
        others = [shares[name] for name in choice.others]
        assert choice.value == _again(choice, share.holding, others, column)
        assert bool(others) == choice.made.startswith("left")
        if choice.made == "left":
            assert all(each.choices[column].made != "left" for each in others)


def _again(
    choice: Choice, holding: Holding, others: Sequence[Share], column: Column
) -> Fraction | int | None:
    match choice.made:
        case "low":
            return holding.bounds.low
        case "high":
            return holding.bounds.high
        case "lowest_printed":
            return holding.points[0]
        case "highest_printed":
            return holding.points[-1]
        case "nothing":
            return 0
        case "whole":
            return 1
        case "left":
            return 1 - sum(each.choices[column].value for each in others)
        case "left_at_least":
            return 1 - sum(each.holding.bounds.high or 0 for each in others)
        case "left_at_most":
            return 1 - sum(each.holding.bounds.low or 0 for each in others)


def formulas(made: Working) -> list[str]:
    """The steps, in words and as text."""
    texts = ((step.label, render(step.expression)) for step in made.steps)
    return [f"{label}: {text}".replace("{", "").replace("}", "") for label, text in texts]


def ends(made: Working) -> list[str | None]:
    """What the last step comes to in each column."""
    found = (made.values(column) for column in COLUMNS)
    last = made.steps[-1].name
    return [None if values is None else str(values[last]) for values in found]


def chosen(made: Working, name: str) -> list[tuple[str, str]]:
    """How a share is made at the least and at the most."""
    share = next(each for each in (*made.shares, *made.beside) if each.name == name)
    found = (share.choices["least"], share.choices["most"])
    return [(choice.made, str(choice.value)) for choice in found]


def test_the_joint_venture_of_the_seeds_path_by_path() -> None:
    found = Ownership.of(dm.load_book(SEEDS))
    held = "leapmotor-international"
    names = {"stellantis": "Stellantis", "leapmotor": "Leapmotor", held: "International"}
    made = working(found.registry, "stellantis", held, names)
    assert formulas(made) == [
        f"Stellantis → International: stellantis in {held}",
        f"Stellantis → Leapmotor → International: stellantis in leapmotor * leapmotor in {held}",
        "Stellantis in International, in all: path 1 + path 2",
    ]
    # 51 and 49 % of 20 to 21 %; 50.5 and 49.5 of 19.5, 51.5 and 48.5 of 21.5, both the whole.
    assert of(found, "stellantis", held).steps[-1].name == made.steps[-1].name
    assert ends(made) == [
        str(Fraction("0.505") + Fraction("0.495") * Fraction("0.195")),
        str(Fraction("0.608")),
        str(Fraction("0.6129")),
        str(Fraction("0.515") + Fraction("0.485") * Fraction("0.215")),
    ]
    assert [float(Fraction(end or 0)) for end in ends(made)] == [0.601525, 0.608, 0.6129, 0.619275]
    assert chosen(made, f"leapmotor in {held}") == [("high", "99/200"), ("low", "97/200")]
    assert made.beside == ()


def test_one_path_is_its_product_alone() -> None:
    made = of(ownership("o a exactly 50%", "a v exactly 20%"), "o", "v")
    assert formulas(made) == ["o → a → v: o in a * a in v"]
    assert ends(made) == ["1/10"] * 4


def test_two_companies_that_hold_each_other_have_a_closed_form() -> None:
    # x = a + b y and y = c x: x = a / (1 - b c), y = c x.
    found = ownership("o x exactly 30%", "y x exactly 20%", "x y exactly 50%")
    made = of(found, "o", "x")
    assert formulas(made) == [
        "x in itself, through y: y in x * x in y",
        "o in x, in all: o in x / (1 - x in x through y)",
    ]
    assert ends(made) == ["1/3"] * 4
    assert ends(of(found, "o", "y")) == ["1/6"] * 4


def test_a_ring_of_three_with_two_ways_in() -> None:
    # a = 3/10 + c/5, b = a/2, c = 1/10 + 3b/5; b = 3/20 + c/10 and so c = 19/100 + 3c/50.
    found = ownership(
        "o a exactly 30%",
        "c a exactly 20%",
        "a b exactly 50%",
        "b c exactly 60%",
        "o c exactly 10%",
    )
    made = of(found, "o", "c")
    assert ends(made) == [str(Fraction(19, 100) / Fraction(94, 100))] * 4
    assert formulas(made) == [
        "a in c, through b: b in c * a in b",
        "c in itself, through a and b: a in c through b * c in a",
        "o in c, without the loop and through a and b: o in c + a in c through b * o in a",
        "o in c, in all: o in c through a / (1 - c in c through a)",
    ]


def test_what_lies_behind_a_loop_follows_from_its_companies() -> None:
    found = ownership(
        "o p exactly 100%", "p x exactly 30%", "o x exactly 10%", "y x exactly 20%",
        "x y exactly 50%", "x v exactly 40%", "y v exactly 10%",
    )  # fmt: skip
    # x = 4/10 / (1 - 1/10) = 4/9, y = 2/9, v = 4/10 x + y/10 = 8/45 + 1/45.
    made = of(found, "o", "v")
    assert ends(made) == ["1/5"] * 4
    assert formulas(made) == [
        "o in p, in all: o in p",
        "o in x, without its loop: p in x * o in p in all + o in x",
        "x in itself, through y: y in x * x in y",
        "o in x, in all: o in x without its loop / (1 - x in x through y)",
        "o in y, in all: x in y * o in x in all",
        "o in v, in all: x in v * o in x in all + y in v * o in y in all",
    ]


def test_many_paths_are_steps_company_by_company() -> None:
    # Eleven companies between the two: one path more than are told one by one.
    between = [f"m{number}" for number in range(11)]
    found = ownership(
        *(f"o {each} exactly 50%" for each in between),
        *(f"{each} v exactly 8%" for each in between),
    )
    made = of(found, "o", "v")
    assert len(made.steps) == 12
    assert made.steps[-1].label == "o in v, in all"
    assert ends(made) == [str(Fraction(11 * 8, 200))] * 4
    fewer = ownership(
        *(f"o {each} exactly 50%" for each in between[:10]),
        *(f"{each} v exactly 8%" for each in between[:10]),
    )
    assert [step.name for step in of(fewer, "o", "v").steps[:2]] == ["path 1", "path 2"]


def test_a_long_chain_has_no_long_step() -> None:
    chain = [f"c{number}" for number in range(40)]
    found = ownership(*(f"{a} {b} exactly 50%" for a, b in pairwise(chain)))
    made = of(found, "c0", "c39")
    assert ends(made) == [str(Fraction(1, 2**39))] * 4
    assert max(len(text) for text in formulas(made)) < 80


def test_the_owners_treasury_is_no_part_of_it() -> None:
    found = ownership("o a exactly 50%", "a o exactly 40%", "a v exactly 50%", "p o exactly 20%")
    made = of(found, "o", "v")
    assert [share.name for share in made.shares] == ["o in a", "a in v"]
    assert ends(made) == ["1/4"] * 4


def test_what_a_company_holds_of_itself_is_none() -> None:
    made = of(ownership("o a exactly 50%", "a a exactly 10%"), "o", "a")
    assert formulas(made) == ["o → a: o in a"]


def test_a_share_that_others_leave_says_whose() -> None:
    # All of v is held: a has what b and c leave, 1 - 49.5 % - 20.5 % at the least.
    holdings = ("o a 30%", "o b 30%", "a v", "b v 50%", "c v 20%")
    made = of(ownership(*holdings, complete="v"), "o", "v")
    assert chosen(made, "a in v") == [("left", "3/10"), ("left", "31/100")]
    assert made.shares[2].choices["least"].others == ("b in v", "c in v")
    assert [share.name for share in made.beside] == ["c in v"]
    assert chosen(made, "c in v") == [("high", "41/200"), ("low", "39/200")]
    assert "printed_low" not in made.shares[0].choices
    assert ends(made)[1:3] == [None, None]
    # Where others may hold some of v as well, a may have nothing, and what is left at the most.
    made = of(ownership(*holdings), "o", "v")
    assert chosen(made, "a in v") == [("nothing", "0"), ("left", "31/100")]


def test_a_share_with_no_one_number_is_what_the_bounds_of_the_others_leave() -> None:
    # a has 50 to 52 %, or 51 %; as all of v is held and b has 48.5 to 49.5 %, 50.5 at the least.
    holdings = ("o a exactly 10%", "o b exactly 90%", "a v 50-52% or 51%", "b v 49%")
    made = of(ownership(*holdings, complete="v"), "o", "v")
    low = next(share for share in made.shares if share.name == "a in v").choices["printed_low"]
    assert (low.made, low.value, low.others) == ("left_at_least", Fraction("0.505"), ("b in v",))


def test_numbers_as_printed_are_cut_to_the_bounds() -> None:
    # 52 and 49 % are 101 % as printed; at the least of both, which is the whole, nothing is left.
    made = of(ownership("o v 52%", "o b exactly 100%", "b v 49%"), "o", "v")
    assert ends(made) == ["1"] * 4
    own = next(share for share in made.shares if share.name == "o in v")
    assert own.choices["printed_low"] == own.choices["least"] == Choice(Fraction("0.515"), "low")


def test_there_may_be_no_way_or_nothing_to_work_out() -> None:
    found = ownership("o a exactly 50%", "b v exactly 50%")
    assert formulas(of(found, "o", "v")) == ["o in v, in all: 0"]
    assert formulas(of(found, "o", "o")) == ["o in o, in all: 1"]


FIGURES = st.one_of(
    st.none(),
    st.integers(1, 40).map(lambda n: f"exactly {n}%"),
    st.integers(1, 40).map(lambda n: f"{n}%"),
    st.integers(1, 40).map(lambda n: f"about {n}%"),
    st.integers(1, 40).map(lambda n: f"more than {n}%"),
    st.integers(1, 90).map(lambda n: f"less than {n}%"),
    st.integers(1, 40).map(lambda n: f"{n}-{n + 2}% or {n + 1}%"),
    st.tuples(st.integers(1, 40), st.integers(1, 40)).map(lambda two: "{}% or {}%".format(*two)),
)


@st.composite
def questions(draw: st.DrawFn) -> tuple[Ownership, str, str]:
    """Random holdings among five companies, loops and unknown shares included; who has what."""
    every = [f"{holder} {held}" for holder, held in permutations("abcde", 2)]
    holdings = draw(st.lists(st.sampled_from(every), min_size=5, max_size=12, unique=True))
    written = [" ".join(filter(None, (pair, draw(FIGURES)))) for pair in holdings]
    companies = sorted({pair[-1] for pair in holdings})
    complete = draw(st.sets(st.sampled_from(companies)))
    owner = draw(st.sampled_from(sorted({pair[0] for pair in holdings})))
    held = draw(st.sampled_from(companies))
    return ownership(*written, complete=" ".join(sorted(complete))), owner, held


@given(questions())
def test_the_steps_give_the_interest_in_every_column(question: tuple[Ownership, str, str]) -> None:
    found, owner, held = question
    try:
        found.interest(owner, held)
    except (OutOfRange, ClosedRing):
        assume(False)
    of(found, owner, held)
