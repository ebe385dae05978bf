"""``difference``: an amount by which something changed, against the two amounts."""

from __future__ import annotations

from dealmodel.articles.rule import Found, Outcome, Rule
from dealmodel.articles.testing import aligned, compared, untestable
from dealmodel.formulas.expression import Leaf

_LATER, _EARLIER, _BY = Leaf("later"), Leaf("earlier"), Leaf("by")


def _test(found: Found) -> Outcome | None:
    names = "by", "later", "earlier"
    given = aligned(*(found.figures[name] for name in names))
    if given is None:
        return untestable("the amounts are not of one unit")
    figures = dict(zip(names, given, strict=True))
    later, earlier = figures["later"].value, figures["earlier"].value
    falls = later is not None and earlier is not None and later < earlier
    solved = (
        {"later": _EARLIER - _BY, "earlier": _LATER + _BY}
        if falls
        else {"later": _EARLIER + _BY, "earlier": _LATER - _BY}
    )
    return compared(
        found,
        figures,
        "by",
        _LATER - _EARLIER,
        solved=solved,
        unit=found.figures["later"].unit,
        is_unsigned=True,
    )


RULE = Rule(
    kind="difference",
    definition="difference = later − earlier",
    tolerance="a unit of the last digit of the difference, and the rounding of the two amounts",
    order=30,
    patterns=(
        "{by:x} ~~ to {later} ~~ @FROM ~ {earlier}",
        "{by:x} ~ from {earlier} ~~ to {later}",
        "from {earlier} ~~ to {later} ~~ @A ~ @CHANGE|difference|saving of {by:xmcn}",
        "from {earlier} ~~ to {later} ~~ up|down {by:xmcn}",
        "to {later} ~~ @FROM ~ {earlier} ~~ @A ~ @CHANGE|difference|saving of {by:xmcn}",
        "{later} ~~ {by:xmcnuv} more|less|higher|lower|fewer|cheaper than|from ~ {earlier}",
        "{later} ~~ {by:xmcnuv} above|below ~ {earlier}",
        "{later} ~~ @FROM ~ {earlier} ~~ @A ~ @CHANGE|difference|saving of {by:xmcn}",
        "difference|gap of {by:xmcn} between {earlier} ~~ and {later}",
        "{later} , up|down {by:xmcn} from {earlier}",
        "{later} ~~ a|an {by:xmcn} ~ @CHANGE ~ from|on|over ~ {earlier}",
    ),
    test=_test,
    holds=(
        "It cut the price by 10,000 yuan to 109,800 yuan from 119,800 yuan.",
        "Staff grew from 1,250 to 1,400, an increase of 150.",
        "The offer of $12.50 a share is $2.50 more than the $10.00 bid of May.",
    ),
    fails=(
        "It cut the price by 20,000 yuan to 109,800 yuan from 119,800 yuan.",
        "Staff grew from 1,250 to 1,400, an increase of 250.",
    ),
    tempts=("It cut the price by 10,000 yuan in May, and sold 119,800 cars from 40 shops.",),
)
