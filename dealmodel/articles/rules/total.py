"""``sum``: parts, and the total that they are said to make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from dealmodel.articles.alike import aligned, noun_of
from dealmodel.articles.lists import WITHIN, listed
from dealmodel.articles.readings import wide
from dealmodel.articles.remainders import REST, remainders
from dealmodel.articles.rule import Found, Frame, Outcome, Rule, Setting
from dealmodel.articles.testing import added, compared, less, untestable
from dealmodel.dataclass import replace
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Constant, Leaf


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
    if found.template == REST:
        return _rest_of_shares(found)
    if found.template == WITHIN:
        return _within(found)
    if "rest" in figures:
        return _remaining(found)
    names = [name for name in figures if name != "total"]
    kinds = {figures[name].kind for name in figures}
    if "share" in kinds and kinds != {"share"}:
        return None
    if _are_of_several(figures[name] for name in names):
        return None
    given = aligned(*(figures[name] for name in (*names, "total")))
    if given is None:
        return untestable("the parts and the total are not of one unit")
    figures = dict(zip((*names, "total"), given, strict=True))
    figures = _at_most(figures)
    made = added(names)
    solved = {name: less(Leaf("total"), names, name) for name in names}
    return compared(
        found,
        figures,
        "total",
        made,
        solved=solved,
        unit=found.figures["total"].unit,
        kind="share" if kinds == {"share"} else "number",
    )


def _finds(setting: Setting) -> Iterator[Found]:
    yield from remainders(setting)
    yield from listed(setting)


def _rest_of_shares(found: Found) -> Outcome | None:
    """Shares and what remains of the whole, in the reading that is right: with the shares of the
    sentence before, or without."""
    near = {part: each for part, each in found.figures.items() if not part.startswith("before")}
    outcomes = [
        _remaining(replace(found, figures=figures)) for figures in (near, dict(found.figures))
    ]
    outcome = next((each for each in outcomes if each and each.verdict == "holds"), outcomes[0])
    is_both = len(near) < len(found.figures)
    if outcome is not None and outcome.verdict == "wrong" and is_both:
        why = "it may be what remains of another whole"
        return replace(outcome, verdict="doubtful", message=f"{outcome.message}; {why}", why=why)
    return outcome


def _within(found: Found) -> Outcome | None:
    """Parts that are said to be of a whole, and need not be all of it."""
    names = [name for name in found.figures if name != "total"]
    given = aligned(*(found.figures[name] for name in (*names, "total")))
    if given is None or any((each.value or 0) <= 0 for each in given):
        return None
    figures = dict(zip((*names, "total"), given, strict=True))
    made = added(names)
    outcome = compared(
        found, figures, "total", made, unit=found.figures["total"].unit, is_loose=False
    )
    least = outcome.expected.bounds.low if outcome.expected else None
    most = wide(figures["total"]).high
    if outcome.verdict == "holds" or least is None or most is None or least <= most:
        return replace(outcome, verdict="holds", remedies=(), why="")
    return outcome


def _at_most(figures: dict[str, Figure]) -> dict[str, Figure]:
    """The figures, where the total is "up to" so much, with the most of each part and of it."""
    if figures["total"].hedge not in _CAPPED:
        return figures
    return {
        name: replace(each, hedge="none") if each.hedge in _CAPPED else each
        for name, each in figures.items()
    }


_CAPPED = frozenset(["up_to", "at_most"])
_PEOPLE = frozenset(["person", "man", "woman", "child", "worker", "staff", "employee", "member"])


def _are_of_several(parts: Iterable[Figure]) -> bool:
    """Whether the parts are of different things: the plants and the people in them."""
    nouns = {noun_of(each) for each in parts if each.kind == "count"}
    return len(nouns - {""}) > 1 and not nouns <= _PEOPLE


def _remaining(found: Found) -> Outcome | None:
    """Shares, and the one that is said to be what remains of the whole."""
    figures: dict[str, Figure] = dict(found.figures)
    names = [name for name in figures if name != "rest"]
    whole = Constant(Fraction(1))
    left = less(whole, names)
    solved = {name: less(whole, (*names, "rest"), name) for name in names}
    return compared(found, figures, "rest", left, solved=solved, kind="share")


_A = "{a:mcnpx}"
_B = "{b:mcnpx}"
_C = "{c:mcnpx}"
_D = "{d:mcnpx}"
_T = "{total:mcnp}"
_PARTS = (
    "comprising|consisting_of|made_up_of|composed_of|split_between|divided_into|broken_down_into|"
    "comprises|being"
)
_TOTALS = (
    f"~~ total|sum|aggregate of {_T}",
    f"~~ totalling|totaling|totalled|totaled|making|making_up {_T}",
    f"~~ bringing|taking|brings|takes ~ total ~ to {_T}",
    f"~~ or|, {_T} in_total|altogether|in_all|combined|together|overall|in_aggregate",
    f"~~ combined|together|altogether ,? ~ {_T}",
)
_REST = "remaining|rest|remainder|balance|other"
RULE = Rule(
    kind="sum",
    definition="total = the sum of the parts; what remains = the whole less the parts",
    tolerance="the rounding of each part, and a unit of the last digit of the total",
    order=15,
    patterns=(
        # A, B and C, for a total of T
        *(
            template
            for total in _TOTALS
            for template in (
                f"{_A} ~~ {_B} ~~ {_C} ~~ and|plus ~ {_D} {total}",
                f"{_A} ~~ {_B} ~~ and|plus ~ {_C} {total}",
                f"{_A} ~~ and|plus|with|on_top_of ~~ {_B} {total}",
            )
        ),
        # a total of T: A and B
        f"total|sum|combined of {_T} ~~ : ~ {_A} ~~ {_B} ~~ and ~ {_C}",
        f"{_T} ~~ {_PARTS} ~ {_A} ~~ {_B} ~~ and ~ {_C}",
        f"in_total|altogether|in_all {_T} ~+ {_A} ~ and|plus {_B}",
        f"{_T} ~ - ~ {_A} in cash ~~ and|plus ~ {_B} in stock|shares|debt",
        f"{_A} ~~ and|plus ~~ {_B} // ~~ total_of|altogether|combined|together ~ {_T}",
        # 60% ... and the remaining 40%
        "{a:p} ~~ {b:p} ~~ {c:p} ~~ the ~ " + _REST + " {rest:p}",
        "{a:p} ~~ {b:p} ~~ the ~ " + _REST + " {rest:p}",
        "{a:p} ~~ the ~ " + _REST + " {rest:p}",
    ),
    frames=tuple(
        Frame(
            cues=(
                ("adding|plus|with|including ~w {b:m}",),
                ("takes|taking|took|brings|bringing|brought|lifts ~o to ~w {total:m}",),
            ),
            rest="a",
            rest_sorts="m",
            alike=("a", "b", "total"),
            within=within,
        )
        for within in ("sentence", "sentence before")
    ),
    finds=_finds,
    test=_test,
    holds=(
        "It will pay $1.2 billion in cash and $800 million in stock, for a total of $2.0 billion.",
        "The family holds 60% and the remaining 40% is held by the state.",
        "It has 1,200 workers in France, 800 in Spain and 500 in Italy, a total of 2,500.",
        "It employs 9,000 people: 5,000 in Spain, 3,000 in Italy and 1,000 in Malta.",
        "Of the 9,000 workers, 5,000 are in Spain, 3,000 in Italy and the remaining 1,000 in "
        "Malta.",
        "It employs 9,000 people, including 5,000 in Spain and 3,000 in Italy.",
        "Adding $2 million for the site to the $7 million for the plant takes the bill to $9 "
        "million.",
    ),
    fails=(
        "It paid $1.2 billion and $1.2 billion, a total of $3 billion.",
        "It will pay $1.2 billion in cash and $800 million in stock, for a total of $2.6 billion.",
        "The family holds 60% and the remaining 30% is held by the state.",
        "It has 1,200 workers in France, 800 in Spain and 500 in Italy, a total of 3,500.",
        "It employs 9,000 people: 5,000 in Spain, 3,000 in Italy and 2,000 in Malta.",
        "It ordered 90 jets, of which 60 are for short flights and 40 for long ones.",
        "Of the 9,000 workers, 5,000 are in Spain, 3,000 in Italy and the remaining 2,000 in "
        "Malta.",
        "Adding $2 million for the site to the $7 million for the plant takes the bill to "
        "$12 million.",
    ),
    tempts=(
        "It paid $1.2 billion and $800 million for two rivals, and has 3,500 workers in total.",
        "It has up to $10 billion to spend: $6 billion at home and $5 billion abroad.",
        "It sold 500 cars to 20 dealers and 300 vans to 10 firms, and has 900 workers in total.",
    ),
)
