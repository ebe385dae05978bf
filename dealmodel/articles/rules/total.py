"""``sum``: parts, and the total that they are said to make."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from dealmodel.articles.rule import Found, Outcome, Rule
from dealmodel.articles.testing import added, aligned, compared, less, untestable
from dealmodel.figures.figure import Figure
from dealmodel.figures.units import noun_key
from dealmodel.formulas.expression import Constant, Leaf


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
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


_PEOPLE = frozenset(["person", "man", "woman", "child", "worker", "staff", "employee", "member"])


def _are_of_several(parts: Iterable[Figure]) -> bool:
    """Whether the parts are of different things: the plants and the people in them."""
    nouns = {noun_key(each.unit.text or "") for each in parts if each.kind == "count"}
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
        f"total|sum|combined of {_T} ~~ : ~ {_A} ~~ and|plus ~ {_B}",
        f"{_T} ~~ {_PARTS} ~ {_A} ~~ {_B} ~~ and ~ {_C}",
        f"{_T} ~~ {_PARTS} ~ {_A} ~~ and|plus ~ {_B}",
        "{total:c} : {a:cn} ~ and|plus {b:cn}",
        "{total:c} : {a:cn} ~ , {b:cn} ~ and|plus {c:cn}",
        f"in_total|altogether|in_all {_T} ~+ {_A} ~ and|plus {_B}",
        f"{_T} ~ - ~ {_A} in cash ~~ and|plus ~ {_B} in stock|shares|debt",
        f"{_T} ~ , ~ {_A} in cash ~~ and|plus ~ {_B} in stock|shares|debt",
        f"{_A} ~~ and|plus ~~ {_B} // ~~ total_of|altogether|combined|together ~ {_T}",
        # 60% ... and the remaining 40%
        "{a:p} ~~ {b:p} ~~ {c:p} ~~ the ~ " + _REST + " {rest:p}",
        "{a:p} ~~ {b:p} ~~ the ~ " + _REST + " {rest:p}",
        "{a:p} ~~ the ~ " + _REST + " {rest:p}",
        "{a:p} ~~ with ~ " + _REST + " {rest:p}",
    ),
    test=_test,
    holds=(
        "It will pay $1.2 billion in cash and $800 million in stock, for a total of $2.0 billion.",
        "The family holds 60% and the remaining 40% is held by the state.",
        "It has 1,200 workers in France, 800 in Spain and 500 in Italy, a total of 2,500.",
    ),
    fails=(
        "It will pay $1.2 billion in cash and $800 million in stock, for a total of $2.6 billion.",
        "The family holds 60% and the remaining 30% is held by the state.",
        "It has 1,200 workers in France, 800 in Spain and 500 in Italy, a total of 3,500.",
    ),
    tempts=(
        "It paid $1.2 billion and $800 million for two rivals, and has 3,500 workers in total.",
    ),
)
