"""``per-unit`` over time: so many a week or a month, and what they come to in a year."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.articles.alike import aligned
from dealmodel.articles.readings import magnitude_of
from dealmodel.articles.rule import Found, Outcome, Rule
from dealmodel.articles.testing import Mend, compared
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf

_SHORT, _LONG = Leaf("short"), Leaf("long")
_TIMES = {
    ("day", "week"): (7, 5, 6),
    ("day", "month"): (30, 31, 20, 21, 22),
    ("day", "year"): (365, 360, 250, 260, 300),
    ("week", "month"): (4, Fraction(52, 12)),
    ("week", "year"): (52, 50, 48),
    ("month", "quarter"): (3,),
    ("month", "year"): (12,),
    ("quarter", "year"): (4,),
}
"""How many of the one are in the other; behind the first, as working days and weeks are counted."""


def _is_price(figure: Figure) -> bool:
    """Whether it is what one pays, by the month or for less by the year."""
    return figure.kind == "money" and magnitude_of(figure) == 1


def _test(found: Found) -> Outcome | None:
    ends = found.figures["short"], found.figures["long"]
    pair = aligned(*ends)
    times = _TIMES.get((ends[0].per or "", ends[1].per or ""))
    if pair is None or times is None or any(map(_is_price, ends)):
        return None
    figures = dict(zip(("short", "long"), pair, strict=True))
    mends = [Mend(_SHORT * Fraction(each), f"{each} of them are counted") for each in times[1:]]
    outcome = compared(
        found,
        figures,
        "long",
        _SHORT * Fraction(times[0]),
        solved={"short": _LONG / Fraction(times[0])},
        mends=mends,
        unit=ends[1].unit,
    )
    if any(outcome.why == mend.why for mend in mends):
        return Outcome("holds", outcome.message, outcome.expected)
    return outcome


RULE = Rule(
    kind="per-unit",
    definition="a year is 52 weeks, 12 months or 365 days",
    tolerance="the rounding of both; working days and weeks are counted, too",
    order=45,
    patterns=("{short:uv} ,? (? or|about {long:uv}",),
    test=_test,
    holds=("It makes 5,000 cars a month, or 60,000 a year.",),
    fails=("It makes 5,000 cars a month, or 90,000 a year.",),
    tempts=("It makes 5,000 cars a month, and 90,000 a year are made elsewhere.",),
)
