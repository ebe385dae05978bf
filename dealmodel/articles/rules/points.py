"""``points``: a change between two percentages, in points or in per cent of the first."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.articles.alike import aligned
from dealmodel.articles.readings import last_digit, numeral
from dealmodel.articles.rule import Found, Frame, Outcome, Rule
from dealmodel.articles.rules.growth import is_of_others
from dealmodel.articles.testing import Mend, compared, other_way, said_direction
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
    if found.figures["later"].kind not in ("share", "ratio", "growth"):
        return _of_amounts(found)
    moved = later is not None and earlier is not None and later != earlier
    if moved and said_direction(found, "change") == ("↑" if falls else "↓"):
        return other_way(found)
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


def _of_amounts(found: Found) -> Outcome | None:
    """Points of amounts, which have only a change in per cent."""
    if found.figures["change"].kind in ("growth", "share"):
        return None
    pair = aligned(found.figures["later"], found.figures["earlier"])
    if pair is None:
        return None
    figures = {"later": pair[0], "earlier": pair[1], "change": as_share(found.figures["change"])}
    outcome = compared(
        found, figures, "change", abs(_RELATIVE), kind="growth", is_loose=False, is_unsigned=True
    )
    why = "an amount changes by per cent, not by percentage points"
    verdict = "doubtful" if outcome.verdict == "holds" else outcome.verdict
    return replace(outcome, verdict=verdict, message=f"{outcome.message}; {why}", why=why)


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
        f"from {_FROM} ~~ to {_PART} ~ ,? (? @CHANGE of|by? {_BY}",
        f"from {_FROM} ~~ to {_PART} ~ ,? -? a|an|the ~ @CHANGE ~ of|by {_BY}",
        f"from {_FROM} ~~ to {_PART} ~& a|an|the {_BY} ~ @CHANGE",
        f"to {_PART} ~~ @FROM ~ {_FROM} ~~ {{change:bx}}",
        f"{_PART} ~~ @UP|@DOWN by? {_BY} ~~ @FROM ~ {_FROM}",
        f"{_PART} ~~ @FROM ~ {_FROM} ~ ,? (? @CHANGE of|by? {_BY}",
        f"{_PART} ~~ @FROM ~ {_FROM} ~ ,? -? a|an|the ~ @CHANGE ~ of|by {_BY}",
        f"{_PART} ~~ @FROM ~ {_FROM} ~& a|an|the {_BY} ~ @CHANGE",
        f"{_PART} ~ ,? -? a|an|or|some? {_BY} @MORE|ahead|behind than|from|of|the ~ {_FROM}",
    ),
    frames=(
        Frame(
            cues=(
                (
                    "{change:b}",
                    "@CHANGE ,? of|by? ~w {change:pg}",
                    "{change:gp} @CHANGE|@MORE",
                ),
                (
                    f"@FROM ~f {_FROM}",
                    f"{_FROM} ~w @EARLIER",
                    f"when ~w {_FROM}",
                    f"@MORE|ahead|behind than|of|from|the ~w {_FROM}",
                ),
            ),
            rest="later",
            rest_sorts="p",
        ),
        Frame(
            cues=(("{change:b}",), ("@FROM ~f {earlier:mcn}", "{earlier:mcn} ~w @EARLIER")),
            rest="later",
            rest_sorts="mcn",
            alike=("earlier", "later"),
        ),
    ),
    test=_test,
    holds=(
        "The jobless rate rose 0.3 percentage points to 5.4% from 5.1%.",
        "Its margin went from 5.0% to 6.0%, a relative gain of 20 per cent.",
        "The bank cut its rate by 25 basis points to 4.25% from 4.50%.",
        "The margin, at 15%, is 3 percentage points above the 12% of last year.",
    ),
    fails=(
        "The rate rose from 5.1% to 6.2%, up 1.1 per cent.",
        "The jobless rate rose 0.6 percentage points to 5.4% from 5.1%.",
        "The bank cut its rate by 50 basis points to 4.25% from 4.50%.",
        "The margin, at 15%, is 5 percentage points above the 12% of last year.",
        "At 15%, up from 12%, the margin shrank by 3 percentage points.",
    ),
    tempts=(
        "The rate was 5.1%, and profit rose 6.2% to $5 million.",
        "It cut 12% of its jobs, and the margin of 15% is 5 percentage points above its goal.",
    ),
)
