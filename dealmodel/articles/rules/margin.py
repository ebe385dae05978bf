"""``margin``: a profit, the revenue that it is of, and the margin that it is said to be."""

from __future__ import annotations

from dealmodel.articles.alike import aligned
from dealmodel.articles.rule import Found, Frame, Outcome, Rule
from dealmodel.articles.testing import compared, untestable
from dealmodel.formulas.expression import Leaf

_PROFIT, _REVENUE, _MARGIN = Leaf("profit"), Leaf("revenue"), Leaf("margin")


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
    pair = aligned(figures["profit"], figures["revenue"])
    if pair is None:
        return untestable("profit and revenue are not in one currency")
    figures["profit"], figures["revenue"] = pair
    return compared(
        found,
        figures,
        "margin",
        _PROFIT / _REVENUE,
        solved={"profit": _REVENUE * _MARGIN, "revenue": _PROFIT / _MARGIN},
        kind="share",
        is_unsigned=True,
    )


_P = "{profit:mn}"
_R = "{revenue:mn}"
_M = "{margin:pg}"
RULE = Rule(
    kind="margin",
    definition="margin = profit / revenue",
    tolerance="a unit of the last digit of the margin, and the rounding of the two amounts",
    order=22,
    patterns=(
        f"@PROFIT ~ {_P} ~~ @REVENUE ~ {_R} ~~ margin ~ {_M}",
        f"@PROFIT ~ {_P} ~~ @REVENUE ~ {_R} ~~ {_M} ~ margin",
        f"@REVENUE ~ {_R} ~~ @PROFIT ~ {_P} ~~ margin ~ {_M}",
        f"@REVENUE ~ {_R} ~~ @PROFIT ~ {_P} ~~ {_M} ~ margin",
        f"{_P} ~ @PROFIT ~~ {_R} ~~ margin ~ {_M}",
        f"{_P} ~ on ~ {_R} ~~ margin ~ {_M}",
        f"{_P} ~ on ~ {_R} ~~ {_M} ~ margin",
        f"margin ~ {_M} ~~ @PROFIT ~ {_P} ~~ @REVENUE ~ {_R}",
        f"margin ~ {_M} ~~ @REVENUE ~ {_R} ~~ @PROFIT ~ {_P}",
        f"margin ~ {_M} ~~ {_P} ~ on ~ {_R}",
        f"{_P} ~~ {_M} ~ margin on|of ~ {_R}",
        f"{_M} ~ margin ~~ @PROFIT ~ {_P} ~~ @REVENUE ~ {_R}",
        f"@PROFIT ~ {_P} ~~ or|representing|equal_to|about {_M} of ~ @REVENUE ~ {_R}",
        f"@PROFIT ~ {_P} ~~ @REVENUE ~ {_R} // ~~ margin ~ {_M}",
    ),
    frames=(
        Frame(
            cues=(
                (
                    f"margin ~w {_M}",
                    f"return_on_sales ~w {_M}",
                    f"{_M} ~w margin",
                    f"{_M} of ~w @REVENUE",
                ),
                (f"@PROFIT :? ~w {_P}", f"{_P} ~w @PROFIT", f"@PROFIT ~+ {_P}"),
                (f"@REVENUE :? ~w {_R}", f"{_R} ~w @REVENUE", f"on {_R}", f"@REVENUE ~+ {_R}"),
            ),
            alike=("profit", "revenue"),
            reach=30,
            within="sentence",
        ),
    ),
    test=_test,
    holds=(
        "It made a profit of $12 million on revenue of $100 million, a margin of 12%.",
        "On sales of $400 million it earned an operating profit of $60 million; the margin "
        "was 15%.",
    ),
    fails=(
        "It made a profit of $12 million on revenue of $100 million, a margin of 20%.",
        "On sales of $400 million it earned an operating profit of $60 million; the margin "
        "was 18%.",
    ),
    tempts=(
        "It made $12 million on revenue of $100 million and won by a margin of 20 votes.",
        "On sales of $400 million its margin was 15%, and it paid $80 million in dividends.",
    ),
)
