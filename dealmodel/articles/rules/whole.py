"""``whole``: a share of a company above the whole, and holders that have more than all of it."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.articles.readings import by, close, last_digit, wide
from dealmodel.articles.relation import Expected
from dealmodel.articles.rule import Found, Outcome, Rule
from dealmodel.articles.testing import added
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.printed import printed
from dealmodel.formulas.result import evaluate

_ONE = Bounds(Fraction(0), Fraction(1))


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
    names = tuple(figures)
    made = added(names)
    near = evaluate("all", made, {name: by(each, close(each)) for name, each in figures.items()})
    expected = Expected(Fraction(1), _ONE)
    told = f"{printed(made, figures)} of the whole"
    slack = max(last_digit(each) for each in figures.values()) if len(names) > 1 else Fraction(0)
    low = near.bounds.low
    if low is None or low <= 1:
        return Outcome("holds", told, expected) if len(names) > 1 else None
    far = evaluate("all", made, {name: by(each, wide(each)) for name, each in figures.items()})
    if len(names) > 1 and (low <= 1 + slack or (far.bounds.low or 0) <= 1 + slack):
        why = "they make the whole only if they are rounded more coarsely than they are printed"
        return Outcome("doubtful", f"{told}; {why}", expected, (), why)
    return Outcome("wrong", f"{told}: more than all of it", expected)


RULE = Rule(
    kind="whole",
    definition="a share is at most the whole, and so are all shares of it together",
    tolerance="the rounding of each share; a unit of the last digit for several",
    order=75,
    patterns=(
        "{a:p} ~ @STAKE",
        "@STAKE ~ of {a:p}",
        "owns|own|owned|holds|hold|held|controls|controlled {a:p} of",
        "get|gets|own|owns|hold|holds|have|has|with|receive {a:p} of the|a ~w "
        "combined|new|merged|joint|enlarged|resulting ~o and|while ~o {b:p}",
        "{a:p} owned|held by ~ and {b:p} owned|held? by? ~ and? {c:p}",
        "{a:p} owned|held by ~ and {b:p} owned|held by",
        "owned|held|split ~~ {a:p} by ~ , {b:p} by ~ and {c:p} by",
        "owned|held|split ~~ {a:p} by ~ and {b:p} by",
        "owns|holds|own|hold {a:p} ~~ , ~ {b:p} and ~ {c:p}",
        "{a:p} ~+ {b:p} ~+ {c:p} ~ undecided|unsure|did_not_know|do_not_know|abstained|no_opinion",
        "{a:p} of the|its|his firm|company|group|shares|capital|votes|stock",
        "owns|holds|own|hold {a:p} and|while ~ owns|holds|has? the? {b:p}",
    ),
    test=_test,
    holds=("The venture is 51% owned by one and 49% owned by the other.",),
    fails=(
        "It has a 120% stake in the firm.",
        "The venture is 51% owned by one and 59% owned by the other.",
    ),
    tempts=("Its stake rose 120% in value.", "It owns 60% of one firm and 70% of another."),
)
