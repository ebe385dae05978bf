"""``stake-change``: what was held before, what was bought or sold, what is held after."""

from __future__ import annotations

from dealmodel.articles.rule import Found, Frame, Outcome, Rule
from dealmodel.articles.rules.points import as_share
from dealmodel.articles.testing import Mend, compared, other_way, said_direction
from dealmodel.dataclass import replace
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.formulas.expression import Leaf

_BEFORE, _BOUGHT, _AFTER = Leaf("before"), Leaf("bought"), Leaf("after")


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
    if figures["bought"].kind == "count":
        figures["bought"] = as_share(figures["bought"])
    if figures["bought"].kind == "growth" and not _TRADED.search(found.before("bought")):
        return None  # "raised its stake by 5%": the rule on points
    if _LED_TO.search(found.before("bought")) or "interest rate" in found.line:
        return None  # an end of another change, or no holding
    before, after = figures["before"].value, figures["after"].value
    is_cut = before is not None and after is not None and after < before
    if is_cut and said_direction(found, "bought") == "↑":
        return other_way(
            replace(found, figures={"earlier": figures["before"], "later": figures["after"]})
        )
    sells = before is not None and after is not None and after < before
    bought = -_BOUGHT if sells else _BOUGHT
    made = _BEFORE - _BOUGHT if sells else _BEFORE + _BOUGHT
    return compared(
        found,
        figures,
        "after",
        made,
        solved={"bought": abs(_AFTER - _BEFORE), "before": _AFTER - bought},
        mends=[
            Mend(
                _BEFORE * (1 + bought),
                "what was bought is a part of the old holding, not of the company",
            ),
            Mend(
                _BEFORE * (1 - _BOUGHT) + _BOUGHT,
                "new shares thinned out the old holding",
            ),
        ],
        kind="share",
        is_loose=False,
    )


_TRADED = lazy_pattern(r"(?:bought|buying|buys|acquired|acquiring|sold|selling) (?:[a-z]+ )?$")
_LED_TO = lazy_pattern(r"(?<![^ ])(?:from|to) $")
_HOLDING = "@STAKE|share"
_A = "{after:pg}"
_B = "{before:pg}"
_X = "{bought:pgb}"
RULE = Rule(
    kind="stake-change",
    definition="held after = held before + bought (− sold)",
    tolerance="the rounding of each, and a unit of the last digit of what is held after",
    order=18,
    patterns=(
        f"{_X} ~+ {_HOLDING} ~+ to {_A} ~+ from {_B}",
        f"{_X} ~+ {_HOLDING} ~+ from {_B} ~+ to {_A}",
        f"{_HOLDING} ~+ by {_X} ~+ to {_A} ~+ from {_B}",
        f"{_HOLDING} ~+ by {_X} ~+ from {_B} ~+ to {_A}",
        f"{_HOLDING} ~+ from {_B} ~+ to {_A} ~+ @SALE ~+ {_X}",
        f"{_HOLDING} ~+ to {_A} ~+ from {_B} ~+ @SALE ~+ {_X}",
        f"{_B} ~+ {_HOLDING} ~+ @SALE|acquired ~+ {_X} ~+ to|at|hold|own|owns|holds|of {_A}",
        f"owned|held|owns|holds ~ {_B} ~+ @SALE|acquired ~+ {_X} ~+ to {_A}",
        f"@SALE|acquired ~+ {_X} ~+ to {_A} ~+ from {_B}",
    ),
    frames=(
        Frame(
            cues=(
                (
                    "further|another|additional|extra|more {bought:pgb}",
                    "@SALE|acquired|acquiring|added|adding|disposed ~w {bought:pgb}",
                    "{bought:pgb} ~w more|bought|sold|acquired|added",
                ),
                (
                    f"from {_B}",
                    f"held|owned|had|holds|owns|existing|previous|current ~w {_B}",
                    f"{_B} ~w previously|before|already|earlier|beforehand",
                ),
                (
                    f"to ~w {_A}",
                    "control|controls|hold|holds|own|owns|left|leaving|leaves|keeps|keep|keeping|"
                    f"retains|retain|now ~w {_A}",
                    f"{_A} ~w now|afterwards|after",
                ),
            ),
            within="sentence",
        ),
    ),
    test=_test,
    holds=(
        "It bought a further 5% to raise its stake to 25% from 20%.",
        "It sold 5%, cutting its stake from 20% to 15%.",
        "It raised its stake by 5 percentage points to 25% from 20%.",
        "Another 5% was bought on Monday by the fund, which held 20% before and now owns 25%.",
        "The fund bought 1.5% more, lifting its holding to 19.8% from 18.3%.",
    ),
    fails=(
        "It bought a further 9% to raise its stake to 25% from 20%.",
        "It sold 5%, cutting its stake from 20% to 12%.",
        "Another 5% was bought on Monday by the fund, which held 20% before and now owns 29%.",
    ),
    tempts=(
        "It raised its stake to 25% from 20%, and its shares rose 9%.",
        "It raised its stake to 25% from 20%, and paid 9% more than the shares had closed at.",
    ),
)
