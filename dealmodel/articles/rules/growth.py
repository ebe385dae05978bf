"""``growth``: a change in per cent, or in words, against the two amounts that it leads between."""

from __future__ import annotations

from dealmodel.articles.alike import aligned, are_unlike
from dealmodel.articles.rule import Found, Frame, Outcome, Rule
from dealmodel.articles.testing import compared, untestable
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.formulas.expression import Leaf

_EXPECTED = (
    *("expect", "forecast", "estimate", "consensus", "analyst", "guidance", "target", "poll"),
    *("predicted", "projected", "projection", "budgeted", "goal", "planned", "outlook"),
)
_YEARLY = ("year-on-year", "year on year", "a year earlier", "a year ago", "from a year")
_SHORTER = ("previous quarter", "prior quarter", "previous month", "month earlier", "prior month")
_FIELDS = (
    *("revenue", "revenues", "sales", "turnover", "profit", "income", "earnings", "deliveries"),
    *("exports", "imports", "orders", "output", "production", "shipments", "assets", "debt"),
)
_TURNED = ("loss", "negative", "deficit", "profit of", "surplus of")
"""Between two amounts: one of the two is below 0."""

_FORECAST_BEFORE = lazy_pattern(r"(?:earlier|previously|originally|initially) [a-z]+ ")
"""What was expected before, and is no more: the earlier figure itself."""
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


def is_of_others(found: Found) -> bool:
    """Whether the earlier figure is not what the later one was before: what was expected, the
    quarter before where the change is one of a year, or a profit where the later is a loss."""
    between = _FORECAST_BEFORE.sub("", found.between("later", "earlier"))
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
        # $37,000 or 9.9% higher than B
        "{by:mcnx} or {change:gp} @MORE|over than|from? ~n {earlier}",
        # rose 12% to A from B; more than doubled to A from B
        "{change:gw} ~~ to|at {later} ~~ @FROM ~~ {earlier}",
        "{change:gw} ~~ @FROM ~~ {earlier} ~~ to {later}",
        # a 12% rise in profit to A from B
        "{change:gpw} @CHANGE ~~ to|at {later} ~~ @FROM ~~ {earlier}",
        # rose from B to A, a gain of 12%
        "from {earlier} ~~ to {later} ~ ,? -? a|an|the ~ @CHANGE ~ of|by {change:gpw}",
        "from {earlier} ~~ to {later} ~& a|an|the {change:gpw} ~ @CHANGE",
        "from {earlier} ~~ to {later} ~& by|or {change:gw}",
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
        "{later} ~~ @UP|@DOWN by? {change:gpw} on|over|after the|its? {earlier}",
        "{later} ~~ @FROM ~~ {earlier} ( @CHANGE? {change:gpw}",
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
    frames=(
        Frame(
            cues=(
                (
                    "{by:mcnux} @MORE ,? (? a|or ~w {change:gp}",
                    "{by:mcnux} ,? (? or {change:gp} @MORE",
                ),
                ("at|to {later:mcnu}",),
            ),
            alike=("by", "later"),
        ),
        Frame(
            cues=(
                ("{change:gp} on|above|below|over|under ~w issue|offer|ipo|listing|debut price",),
                ("opened|closed|open|close|closing|traded|trading|ended|at ~w {later:mu}",),
            ),
            rest="earlier",
            rest_sorts="mu",
            alike=("earlier", "later"),
            within="sentence before",
        ),
        Frame(
            cues=(
                (
                    "{change:gw}",
                    "@UP|@DOWN by? {change:p}",
                    "@CHANGE ,? of|by? ~w {change:p}",
                    "{change:p} @CHANGE|@MORE",
                    "{change:f} @MORE",
                    "by {change:p}",
                    "{change:p} above|below|over|under|on",
                ),
                (
                    "{change:gpwf} @MORE than ~n {earlier:mcnu}",
                    "{change:g} {earlier:mcnu}",
                    "topped|exceeded|surpassed|beat|outstripped|passed ~o {earlier:mcnu} by "
                    "{change:gp}",
                    "@FROM ~f {earlier:mcnu}",
                    "{earlier:mcnu} ~w @EARLIER",
                    "@CHANGE|@MORE on|over|than|above|below ~w {earlier:mcnu}",
                    "above|below|over ~n {earlier:mcnu}",
                    "premium|discount of {change:gp} to|over|on|from|above|below ~n {earlier:mu}",
                    "{change:gp} premium|discount to|over|on|from|above|below ~n {earlier:mu}",
                    "had ~w {earlier:mcnu}",
                    "when it|they ~w {earlier:mcnu}",
                    "which|who ~w at {earlier:mcnu}",
                    "earlier|previously|originally|initially|once ~w {earlier:mcnu}",
                    "{earlier:mcnu} ~w in_the_year_just_ended",
                    "which|who ~w {earlier:mcnu} ~w in|for @YEAR",
                ),
            ),
            rest="later",
            rest_sorts="mcnu",
            alike=("earlier", "later"),
            unless=(
                "{later:mcnu} ,? (? or ~w {change:gpfw}",
                "by|of|a|an|the {later:mcnu} ,? (? or ~w {change:gpfw}",
                "{change:gpf} ,? (? or ~w {later:mcnu}",
                "@UP|@DOWN by? {later:mcnu}",
            ),
        ),
    ),
    test=_test,
    holds=(
        "Revenue rose 12% to $5.6 billion from $5.0 billion.",
        "Sales rose from 144,155 in 2023 to 293,724 in 2024, a gain of 104%.",
        "Profit more than doubled to €2.1 billion from €1.0 billion a year earlier.",
        "Operating profit fell 15 percent to 85 million euros, compared with 100 million.",
        "It sold 450,000 cars, up 50% from 300,000 a year earlier.",
        "Oil fell $5, or 5%, to $95 a barrel.",
        "Orders, at $4.0 million a year earlier, were $5.0 million: up 25%.",
        "The maker sold 42,000 vans in May. A year earlier it had sold 35,000, so the gain "
        "was 20%.",
        "The offer of $24 a share is a premium of 20% to the $20 at which the shares closed "
        "on Friday.",
    ),
    fails=(
        "Revenue rose 32% to $5.6 billion from $5.0 billion.",
        "Profit more than doubled to €1.6 billion from €1.0 billion a year earlier.",
        "Sales fell 15 percent to 115 million euros from 100 million.",
        "Sales in local currency rose 20% to $56.0 million from $50.0 million.",
        "Costs, which had been $80 million in 2022, came to $60 million, a drop of 35%.",
        "The maker sold 42,000 vans in May. That is 40% more than the 35,000 of a year earlier.",
    ),
    tempts=(
        "Revenue rose 12% to $5.6 billion, while costs fell to $4.0 billion from $4.4 billion.",
        "In 2024 it sold almost 294,000 vehicles, with growth of 104 %.",
        "Shares rose 3% after profit climbed to $40 million from $20 million.",
        "Profit rose 14% to $65 million and sales to $525 million from $488 million.",
        "It earned $6.7 billion, after $1.1 billion a year earlier, and proposed a 50% "
        "dividend increase to $1.50 a share.",
        "In local currencies its sales grew 14%. They were $5.0 million, after $4.8 million "
        "a year earlier.",
    ),
)
