"""``points``: a change between two percentages, in points or in per cent of the first."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.articles.readings import last_digit, numeral
from dealmodel.articles.rule import Found, Outcome, Rule
from dealmodel.articles.rules.growth import is_of_others
from dealmodel.articles.testing import Mend, compared
from dealmodel.dataclass import replace
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf

_LATER, _EARLIER, _CHANGE = Leaf("later"), Leaf("earlier"), Leaf("change")
_POINTS = _LATER - _EARLIER
_RELATIVE = _LATER / _EARLIER - 1


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
    change = figures["change"]
    later, earlier = figures["later"].value, figures["earlier"].value
    if is_of_others(found):
        return None
    falls = later is not None and earlier is not None and later < earlier
    if change.kind != "growth" and change.kind != "share":
        if not (change.unit.text or "").rstrip("s").endswith(("point", "pp", "bp", "ppt")):
            return None
        figures["change"] = as_share(change)
        sign = -1 if falls else 1
        solved = {"later": _EARLIER + sign * _CHANGE, "earlier": _LATER - sign * _CHANGE}
        mend = Mend(_RELATIVE, "it is per cent of the earlier figure, not percentage points")
        return compared(
            found,
            figures,
            "change",
            abs(_POINTS),
            solved=solved,
            mends=[Mend(abs(mend.formula), mend.why)],
            kind="share",
            is_loose=False,
        )
    mend = Mend(abs(_POINTS), "it is percentage points, not per cent")
    outcome = compared(
        found,
        figures,
        "change",
        _RELATIVE,
        solved={"later": _EARLIER * (1 + _CHANGE), "earlier": _LATER / (1 + _CHANGE)},
        mends=[mend],
        kind="share",
        is_loose=False,
        is_unsigned=True,
    )
    is_points = None not in (later, earlier, change.value) and (
        abs((later or 0) - (earlier or 0)) == abs(change.value or 0)
    )
    if outcome.verdict == "holds" and is_points and not _is_relative(change, later, earlier):
        why = mend.why
        return replace(outcome, verdict="doubtful", message=f"{outcome.message}; {why}", why=why)
    return outcome


def _is_relative(change: Figure, later: Fraction | None, earlier: Fraction | None) -> bool:
    """Whether the numbers as printed make the change in per cent, too."""
    if not later or not earlier or change.value is None:
        return True
    return abs(abs(later / earlier - 1) - abs(change.value)) <= last_digit(change)


def as_share(points: Figure) -> Figure:
    """Percentage or basis points as a part of the whole: a hundredth each, or a ten-thousandth."""
    unit = points.unit.text or ""
    scale = Fraction(1, 10_000 if "basis" in unit or "bp" in unit else 100)
    low, high = points.bounds.low, points.bounds.high
    bounds = Bounds(
        None if low is None else low * scale,
        None if high is None else high * scale,
        points.bounds.low_open,
        points.bounds.high_open,
    )
    value = None if points.value is None else points.value * scale
    in_digits = numeral(points) is not None or points.value is None
    return replace(
        points,
        verbatim=points.verbatim if in_digits else f"{decimal_text(points.value or scale)} {unit}",
        value=value,
        bounds=bounds,
        granularity=points.granularity * scale,
        kind="share",
    )


_PART = "{later:pg}"
_FROM = "{earlier:pg}"
_BY = "{change:gpbwx}"
RULE = Rule(
    kind="points",
    definition="percentage points = later − earlier; per cent = later / earlier − 1",
    tolerance="a unit of the last digit of the change, and the rounding of the two percentages",
    order=20,
    patterns=(
        *(
            template
            for change in ("{change:gbwx}", "@UP|@DOWN by? {change:p}")
            for template in (
                f"{change} ~~ to {_PART} ~~ @FROM ~ {_FROM}",
                f"{change} ~~ to {_PART} ~~ {_FROM} @EARLIER",
                f"{change} ~~ from {_FROM} ~~ to {_PART}",
            )
        ),
        f"{_BY} @CHANGE ~~ to {_PART} ~~ @FROM ~ {_FROM}",
        f"{_BY} @CHANGE ~~ from {_FROM} ~~ to {_PART}",
        f"from {_FROM} ~~ to {_PART} ~ ,? (? @CHANGE of|by? {_BY}",
        f"from {_FROM} ~~ to {_PART} ~ ,? -? a|an|the ~ @CHANGE ~ of|by {_BY}",
        f"from {_FROM} ~~ to {_PART} ~& a|an|the {_BY} ~ @CHANGE",
        f"from {_FROM} ~~ to {_PART} ~& by|or {{change:gbw}}",
        f"from {_FROM} ~~ to {_PART} -? {{change:gbw}}",
        f"to {_PART} ~~ @FROM ~ {_FROM} ~& by|or {{change:gbw}}",
        f"to {_PART} ~~ @FROM ~ {_FROM} ~~ {{change:bx}}",
        f"{_PART} ~~ @UP|@DOWN by? {_BY} ~~ @FROM ~ {_FROM}",
        f"{_PART} ~~ @FROM ~ {_FROM} ~ ,? (? @CHANGE of|by? {_BY}",
        f"{_PART} ~~ @FROM ~ {_FROM} ~ ,? -? a|an|the ~ @CHANGE ~ of|by {_BY}",
        f"{_PART} ~~ @FROM ~ {_FROM} ~& a|an|the {_BY} ~ @CHANGE",
        f"{_PART} ~ ,? -? a|an|or|some? {_BY} @MORE|ahead|behind than|from|of|the ~ {_FROM}",
    ),
    test=_test,
    holds=(
        "The jobless rate rose 0.3 percentage points to 5.4% from 5.1%.",
        "Its margin went from 5.0% to 6.0%, a relative gain of 20 per cent.",
        "The bank cut its rate by 25 basis points to 4.25% from 4.50%.",
    ),
    fails=(
        "The rate rose from 5.1% to 6.2%, up 1.1 per cent.",
        "The jobless rate rose 0.6 percentage points to 5.4% from 5.1%.",
        "The bank cut its rate by 50 basis points to 4.25% from 4.50%.",
    ),
    tempts=("The rate was 5.1%, and profit rose 6.2% to $5 million.",),
)
