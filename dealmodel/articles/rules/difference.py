"""``difference``: an amount by which something changed, against the two amounts."""

from __future__ import annotations

from dealmodel.articles.alike import aligned
from dealmodel.articles.rule import Found, Frame, Outcome, Rule
from dealmodel.articles.testing import compared, other_way, said_direction, untestable
from dealmodel.formulas.expression import Leaf

_BEFORE = 40
"""So many characters before an amount tell whether it is a loss."""
_LATER, _EARLIER, _BY = Leaf("later"), Leaf("earlier"), Leaf("by")


def _test(found: Found) -> Outcome | None:
    names = "by", "later", "earlier"
    given = aligned(*(found.figures[name] for name in names))
    if given is None:
        return untestable("the amounts are not of one unit")
    figures = dict(zip(names, given, strict=True))
    if _is_turned(found):
        return compared(
            found,
            figures,
            "by",
            _LATER + _EARLIER,
            solved={"later": _BY - _EARLIER, "earlier": _BY - _LATER},
            unit=found.figures["later"].unit,
        )
    later, earlier = figures["later"].value, figures["earlier"].value
    falls = later is not None and earlier is not None and later < earlier
    if later != earlier and said_direction(found, "by") == ("↑" if falls else "↓"):
        return other_way(found)
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


def _is_turned(found: Found) -> bool:
    """Whether one of the two is a loss and the other a profit."""
    first, last = sorted((found.at["later"], found.at["earlier"]))
    before, between = found.line[:first], found.line[first:last]
    return any(
        one in before[-_BEFORE:] and other in between
        for one, other in (("profit", "loss"), ("loss", "profit"), ("surplus", "deficit"))
    )


RULE = Rule(
    kind="difference",
    definition="difference = later − earlier",
    tolerance="a unit of the last digit of the difference, and the rounding of the two amounts",
    order=30,
    patterns=(
        "{by:x} ~~ to {later} ~~ @FROM ~ {earlier}",
        "{by:x} ~ from {earlier} ~~ to {later}",
        "by {by} ,? from {earlier} to {later}",
        "from {earlier} ~~ to {later} ~~ @A ~ @CHANGE|difference|saving of {by:xmcn}",
        "from {earlier} ~~ to {later} ~~ up|down {by:xmcn}",
        "to {later} ~~ @FROM ~ {earlier} ~~ @A ~ @CHANGE|difference|saving of {by:xmcn}",
        "{later} ~~ {by:xmcnuv} more|less|higher|lower|fewer|cheaper than|from ~ {earlier}",
        "{later} ~~ {by:xmcnuv} above|below ~ {earlier}",
        "{later} ~~ @FROM ~ {earlier} ~~ @A ~ @CHANGE|difference|saving of {by:xmcn}",
        "difference|gap of {by:xmcn} between {earlier} ~~ and {later}",
        "{later} , up|down {by:xmcn} from {earlier}",
        "{later:cn} ~+ {earlier:cn} ~+ // ~+ ahead|behind|lead|gap|difference by|of ~w {by:cn}",
        "{later:cmn} ~+ {earlier:cmn} ~+ gap|difference|shortfall|surplus|deficit|spread|margin|"
        "majority|lead of ~w {by:xmcn}",
        "{later} ~~ a|an {by:xmcn} ~ @CHANGE ~ from|on|over ~ {earlier}",
    ),
    frames=(
        Frame(
            cues=(
                ("deficit|surplus|gap|shortfall|balance ,? of ~w {by:mxn}",),
                ("exports|exported|exporting ~+ {later:mxn}",),
                ("imports|imported|importing ~+ {earlier:mxn}",),
            ),
            alike=("by", "earlier", "later"),
            reach=30,
            within="sentence",
        ),
        Frame(
            cues=(
                (
                    "by|up|down {by:x}",
                    "by {by:mcn}",
                    "@CHANGE|difference|gap|saving|shortfall of|by|between ~w {by:mcnu}",
                    "{by:mcnux} @MORE|shy|short|@CHANGE",
                ),
                (
                    "@FROM ~f {earlier:mcnu}",
                    "{earlier:mcnu} ~w @EARLIER",
                    "@MORE than ~+ {earlier:mcnu}",
                    "@MORE|short|shy than|from|of ~w {earlier:mcnu}",
                ),
            ),
            rest="later",
            rest_sorts="mcnu",
            alike=("by", "earlier", "later"),
        ),
    ),
    test=_test,
    holds=(
        "It cut the price by 10,000 yuan to 109,800 yuan from 119,800 yuan.",
        "Staff grew from 1,250 to 1,400, an increase of 150.",
        "The offer of $12.50 a share is $2.50 more than the $10.00 bid of May.",
        "At 2,450 the number of shops is 150 higher than the 2,300 of last spring.",
        "Exports of $300 billion and imports of $220 billion left a surplus of $80 billion.",
    ),
    fails=(
        "It cut the price by 20,000 yuan to 109,800 yuan from 119,800 yuan.",
        "Staff grew from 1,250 to 1,400, an increase of 250.",
        "At 2,450 the number of shops is 250 higher than the 2,300 of last spring.",
        "Exports of $300 billion and imports of $220 billion left a surplus of $90 billion.",
    ),
    tempts=(
        "It cut the price by 10,000 yuan in May, and sold 119,800 cars from 40 shops.",
        "It opened 150 shops, had 2,300 people in them, and sold 2,450 bicycles more than in May.",
    ),
)
