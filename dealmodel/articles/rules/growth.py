"""``growth``: a change in per cent, or in words, against the two amounts that it leads between."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.articles.readings import magnitude_of
from dealmodel.articles.rule import Found, Outcome, Rule
from dealmodel.articles.testing import aligned, compared, untestable
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf

_EXPECTED = (
    *("expect", "forecast", "estimate", "consensus", "analyst", "guidance", "target", "poll"),
    *("predicted", "projected", "projection", "budgeted", "goal", "planned", "outlook"),
)
_YEARLY = ("year-on-year", "year on year", "a year earlier", "a year ago", "from a year")
_SHORTER = ("previous quarter", "prior quarter", "previous month", "month earlier", "prior month")
_PURE = ("share", "growth", "ratio")
_FIELDS = (
    *("revenue", "revenues", "sales", "turnover", "profit", "income", "earnings", "deliveries"),
    *("exports", "imports", "orders", "output", "production", "shipments", "assets", "debt"),
)
_TURNED = ("loss", "negative", "deficit", "profit of", "surplus of")
"""Between two amounts: one of the two is below 0."""

_LATER, _EARLIER, _CHANGE, _BY = Leaf("later"), Leaf("earlier"), Leaf("change"), Leaf("by")


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
    if "by" in figures:
        return _of_amount(found)
    if is_of_others(found):
        return None
    pair = aligned(figures["later"], figures["earlier"])
    if pair is None:
        return untestable("the two amounts are not of one unit")
    if are_unlike(*pair):
        return None
    figures["later"], figures["earlier"] = pair
    if figures["later"].kind == "share" or figures["earlier"].kind == "share":
        return None  # of percentages: the rule on points
    is_signed = figures["change"].kind == "growth"
    return compared(
        found,
        figures,
        "change",
        _LATER / _EARLIER - 1,
        solved={"later": _EARLIER * (1 + _CHANGE), "earlier": _LATER / (1 + _CHANGE)}
        if is_signed
        else {},
        kind="growth",
        is_unsigned=not is_signed,
    )


def are_unlike(later: Figure, earlier: Figure) -> bool:
    """Whether two figures are of two things: an amount and a percentage, or the price of one and
    what is paid in all, of which one has a magnitude and is hundreds of times the other."""
    if (later.kind in _PURE) != (earlier.kind in _PURE):
        return True
    if not later.value or not earlier.value:
        return False
    ratio = abs(later.value / earlier.value)
    is_one = (later.per is None) != (earlier.per is None) or "money" == later.kind == earlier.kind
    scales = (magnitude_of(later) > 1) != (magnitude_of(earlier) > 1)
    return is_one and scales and not Fraction(1, 300) < ratio < 300


def is_of_others(found: Found) -> bool:
    """Whether the earlier figure is not what the later one was before: what was expected, the
    quarter before where the change is one of a year, or a profit where the later is a loss."""
    between = found.between("later", "earlier")
    if any(word in between for word in _EXPECTED):
        return True
    if "~+ {later}" in found.template and not _is_of_one(found):
        return True
    if any(word in between for word in _SHORTER) and any(word in found.line for word in _YEARLY):
        return True
    first, last = sorted((found.at["later"], found.at["earlier"]))
    apart = found.line[first:last]
    return any(word in apart for word in _TURNED) or "loss of" in found.line[first - 24 : first]


def _is_of_one(found: Found) -> bool:
    """Whether both sentences are about the same thing by its noun."""
    first, _, second = found.line.partition("| ")
    second = second[: found.at["later"] - len(first) - 2] if "later" in found.at else second
    return any(noun in first.split() and noun in second.split() for noun in _FIELDS)


def _of_amount(found: Found) -> Outcome | None:
    """A change told as an amount and in per cent, and where it led."""
    figures = dict(found.figures)
    base = "later" if "later" in figures else "earlier"
    pair = aligned(figures["by"], figures[base])
    if pair is None:
        return untestable("the two amounts are not of one unit")
    figures["by"], figures[base] = pair
    if figures[base].kind == "share":
        return None
    if base == "earlier":
        return compared(found, figures, "change", _BY / _EARLIER, kind="growth", is_unsigned=True)
    value = figures["change"].value
    falls = value is not None and value < 0
    formula = _BY / (_LATER + _BY) if falls else _BY / (_LATER - _BY)
    return compared(found, figures, "change", formula, kind="growth", is_unsigned=True)


RULE = Rule(
    kind="growth",
    definition="change = later / earlier − 1",
    tolerance="a unit of the last digit of the percentage, and the rounding of the two amounts; "
    "words of another basis (local currency, organic, pro forma) make it doubtful",
    order=20,
    patterns=(
        # rose 12% to A from B; more than doubled to A from B
        *(
            template
            for change in ("{change:gw}", "@UP|@DOWN by? {change:p}")
            for template in (
                f"{change} ~~ to|at {{later}} ~~ @FROM ~~ {{earlier}}",
                f"{change} ~~ to|at {{later}} ( @FROM ~~ {{earlier}}",
                f"{change} ~~ to|at {{later}} ~~ {{earlier}} @EARLIER",
                f"{change} ~~ @FROM ~~ {{earlier}} ~~ to {{later}}",
            )
        ),
        # a 12% rise in profit to A from B
        "{change:gpw} @CHANGE ~~ to|at {later} ~~ @FROM ~~ {earlier}",
        "{change:gpw} @CHANGE ~~ to|at {later} ( @FROM ~~ {earlier}",
        "{change:gpw} @CHANGE ~~ to|at {later} ~~ {earlier} @EARLIER",
        "{change:gpw} @CHANGE ~~ from {earlier} ~~ to {later}",
        # rose from B to A, a gain of 12%
        "from {earlier} ~~ to {later} ~ ,? (? @CHANGE of|by? {change:gpw}",
        "from {earlier} ~~ to {later} ~ ,? -? a|an|the ~ @CHANGE ~ of|by {change:gpw}",
        "from {earlier} ~~ to {later} ~& a|an|the {change:gpw} ~ @CHANGE",
        "from {earlier} ~~ to {later} ~& by|or {change:gw}",
        "from {earlier} ~~ to {later} -? {change:gw}",
        "from {earlier} ~~ to {later} ( {change:gpw} )",
        # rose to A from B, a gain of 12%; rose to A from B, or 12%
        "{later} ~~ @FROM ~~ {earlier} ~ ,? (? @CHANGE of|by? {change:gpw}",
        "{later} ~~ @FROM ~~ {earlier} ~ ,? -? a|an|the ~ @CHANGE ~ of|by {change:gpw}",
        "{later} ~~ @FROM ~~ {earlier} ~& a|an|the {change:gpw} ~ @CHANGE",
        "{later} ~~ @FROM ~~ {earlier} ~& by|or {change:gw}",
        "to {later} ~~ @FROM ~ {earlier} ~& or {change:p}",
        "{later} ~~ @FROM ~~ {earlier} -? {change:gw}",
        # A, up 12% from B; A, an increase of 12% compared with B
        "{later} ~~ @UP|@DOWN by? {change:gpw} ~~ @FROM ~~ {earlier}",
        "{later} ~ ,? -? a|an|or|some|that_is? {change:gpw} ~ @CHANGE|@MORE ~ "
        "than|from|on|over|above|below|compared_with ~ {earlier}",
        "{later} ~ ,? -? a|an|or|some|that_is? {change:gpw} @MORE the|its|than ~ {earlier}",
        "{later} ~ ,? -? a|an|the? ~ @CHANGE of {change:gpw} ,? @COMPARED ~ {earlier}",
        "{later} ~~ premium|discount of {change:gp} to|over|on|from|against ~ {earlier}",
        "{later} ~~ {change:gp} premium|discount to|over|on|from|against ~ {earlier}",
        "premium|discount ~ {change:gp} to|over|on|from|against ~ {earlier} ~~ at|of|price ~ "
        "{later:mu}",
        "{later} ~ ,? -? a|an|or|some? {change:gpw} above|below ~ {earlier}",
        "{later} ~~ @UP|@DOWN by? {change:gpw} on|over|after the|its? {earlier}",
        "{later} ~~ @UP|@DOWN by? {change:gpw} on|over|after {earlier}",
        "{later} ~~ @FROM ~~ {earlier} ( @CHANGE? {change:gpw}",
        "{later} , @CHANGE {change:gpw} ~~ @FROM ~~ {earlier}",
        "{later} ( @CHANGE? {change:gpw} ) ~~ @FROM ~~ {earlier}",
        "{later} ( {earlier} ~ ) ~~ @CHANGE of? {change:gpw}",
        "{change:gp} @MORE than|the ~ {earlier} ~~ at|to|was|were|is ~ {later}",
        # B a year ago ... rose 12% to A
        "{earlier} ~~ @EARLIER ,? ~ @UP|@DOWN by? {change:gpw} to {later}",
        "{earlier} ~~ @EARLIER ,? ~ {change:w} to {later}",
        "{change:gpw} ~~ to {later} // ~~ @EARLIER ~~ {earlier}",
        "{change:gpw} ~~ to {later} // ~~ {earlier} ~~ @EARLIER",
        "{later} ~~ @UP|@DOWN {change:gpw} ~~ // ~~ {earlier} ~~ @EARLIER",
        "{later} ~~ // that|this|it ~ {change:gpw} @MORE than ~ {earlier}",
        "to {later} ~~ @FROM ~ {earlier} ~~ // that|this|it ~ @CHANGE of? {change:gpw}",
        "to {later} ~~ @FROM ~ {earlier} ~~ // that|this|it ~ {change:gpw} ~ @CHANGE",
        "{change:gw} ~~ // ~+ {later} ~~ @FROM ~~ {earlier}",
        "{change:gw} @CHANGE ~~ // ~+ {later} ~~ @FROM ~~ {earlier}",
        "{later} ~+ {change:gpw} ~ @MORE than ~ ( {earlier}",
        # rose by X, or 12%, to A (from B)
        "{by:x} ,? (? or? about? {change:gp} ,? )? ~~ to|at {later}",
        "at|to {later} ,? @UP|@DOWN {by:xcn} ,? (? or {change:gp}",
        "by {by} ,? (? or about? {change:gp} ,? )? ~~ to|at {later}",
        "@UP|@DOWN {by:cn} ,? (? or about? {change:gp} ,? )? ~~ to|at {later}",
        "{change:gp} ,? (? or {by:mcnx} ,? )? ~~ to|at {later}",
        "{by:x} ,? (? or? {change:gp} ,? )? ~~ from {earlier}",
    ),
    test=_test,
    holds=(
        "Revenue rose 12% to $5.6 billion from $5.0 billion.",
        "Sales rose from 144,155 in 2023 to 293,724 in 2024, a gain of 104%.",
        "Profit more than doubled to €2.1 billion from €1.0 billion a year earlier.",
        "Operating profit fell 15 percent to 85 million euros, compared with 100 million.",
        "It sold 450,000 cars, up 50% from 300,000 a year earlier.",
        "Oil fell $5, or 5%, to $95 a barrel.",
    ),
    fails=(
        "Revenue rose 32% to $5.6 billion from $5.0 billion.",
        "Profit more than doubled to €1.6 billion from €1.0 billion a year earlier.",
        "Sales fell 15 percent to 115 million euros from 100 million.",
        "Sales in local currency rose 20% to $56.0 million from $50.0 million.",
    ),
    tempts=(
        "Revenue rose 12% to $5.6 billion, while costs fell to $4.0 billion from $4.4 billion.",
        "In 2024 it sold almost 294,000 vehicles, with growth of 104 %.",
        "Shares rose 3% after profit climbed to $40 million from $20 million.",
    ),
)
