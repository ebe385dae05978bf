"""``ratio``: a multiple or a part, against the two figures that it is between."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.articles.alike import aligned, are_unlike, is_all_beside_one
from dealmodel.articles.rule import Found, Frame, Outcome, Rule
from dealmodel.articles.testing import Mend, compared, untestable
from dealmodel.dataclass import replace
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.formulas.expression import Leaf

_THIS, _THAT, _TIMES = Leaf("this"), Leaf("that"), Leaf("times")
_A_PART = "a part of that"
_QUOTIENT = _THIS / _THAT
_AGAIN = lazy_pattern(r"<[a-z]\d+> as (?:[a-z]+ ){1,2}again(?= )")


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
    if found.template == _A_PART and figures["times"].hedge == "none":
        return None
    pair = aligned(figures["this"], figures["that"])
    if pair is None:
        return untestable("the two are not of one unit")
    if are_unlike(*pair) or is_all_beside_one(*pair):
        return None
    figures["this"], figures["that"] = pair
    figures["times"] = _times(found)
    formula = _QUOTIENT
    if _AGAIN.search(found.line, found.at["times"]):
        formula = formula - 1  # half as large again
    mends = []
    if "more than" in found.line or "higher than" in found.line or "larger than" in found.line:
        mends = [
            Mend(
                _THIS / _THAT - 1, "so many times more is one time more than so many times as many"
            )
        ]
    if found.figures["times"].verbatim.endswith("ing"):
        mends.append(Mend(_QUOTIENT + 1, "so many are added to those that there are"))
    outcome = compared(
        found,
        figures,
        "times",
        formula,
        solved={} if formula is not _QUOTIENT else {"this": _THAT * _TIMES, "that": _THIS / _TIMES},
        mends=mends,
        kind="ratio",
    )
    if outcome.verdict == "doubtful" and any(outcome.why == each.why for each in mends):
        return replace(outcome, verdict="holds")
    return outcome


def _times(found: Found) -> Figure:
    """The multiple; a change in words is the multiple of it, as in "more than double the 100"."""
    times = found.figures["times"]
    if times.kind != "growth":
        return times
    low, high = times.bounds.low, times.bounds.high
    bounds = replace(
        times.bounds,
        low=None if low is None else low + 1,
        high=None if high is None else high + 1,
    )
    return replace(times, kind="ratio", value=(times.value or Fraction(0)) + 1, bounds=bounds)


_A = "{this:mcnud}"
_B = "{that:mcnud}"
_R = "{times:rf}"
RULE = Rule(
    kind="ratio",
    definition="multiple = this / that",
    tolerance='the rounding of the multiple and of the two figures; "three times more" is read '
    "as three and as four times as many",
    order=19,
    patterns=(
        f"{_A} ~~ {_R} ~ as_many|as_much|as_big|as_large|as_high|the|that|its|what ~ {_B}",
        f"{_A} ~~ {_R} ~ more|higher|larger|bigger|greater than ~ {_B}",
        "{this:p} ~~ {times:r} ~ the|that|its|what ~ {that:p}",
        "{this:mcnu} ~~ {times:w} the|that|its|what ~ {that:mcnu}",
        f"{_R} ~ as_many|as_much|the|more ~ {_B} ~~ at|with|was|were|is {_A}",
        f"{_B} ~~ {_R} ~ that|this|as_many|as_much ~ ,? (? or|at|: {_A}",
        f"{_A} ~~ compared_with|against|versus ~ {_B} ~~ {_R} ~ as_many|as_much|more",
    ),
    frames=(
        Frame(
            cues=(
                (
                    "{times:rf} as_many|as_much|as_big|as_large|as_high|more ~+ {that:mcnud}",
                    "{times:r} @WHOSE ~w {that:mcnu}",
                ),
            ),
            rest="this",
            rest_sorts="mcnud",
            alike=("this", "that"),
        ),
        Frame(
            cues=(("is|was|are|were ~w {times:rf} of? @WHOSE ~w {that:mcnu}",),),
            rest="this",
            rest_sorts="mcnu",
            alike=("this", "that"),
            within="sentence before",
        ),
        Frame(
            cues=(("{times:f} of @WHOSE ~w {that:mcnu}",),),
            rest="this",
            rest_sorts="mcnu",
            alike=("this", "that"),
            name=_A_PART,
        ),
    ),
    test=_test,
    holds=(
        "It sold 300,000 cars, three times as many as the 100,000 of its rival.",
        "It sold 300,000 cars, less than a tenth of the 4,272,145 of its rival.",
        "The firm sold 900 boats. That is three times the 300 of its rival.",
        "The rival's 300 boats are a third of its 900.",
    ),
    fails=(
        "It sold 300,000 cars, five times as many as the 100,000 of its rival.",
        "It sold 300,000 cars, less than a tenth of the 1,272,145 of its rival.",
        "The firm sold 900 boats. That is five times the 300 of its rival.",
    ),
    tempts=(
        "It sold 300,000 cars, less than a tenth of the volume of its rival.",
        "It has 900 boats and three times the staff of its rival, which has 500 captains.",
    ),
)
