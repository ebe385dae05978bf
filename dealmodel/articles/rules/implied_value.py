"""``implied-value``: a stake, what was paid for it, and the value that is said to follow."""

from __future__ import annotations

from dealmodel.articles.readings import close
from dealmodel.articles.relation import Expected
from dealmodel.articles.rule import Found, Outcome, Rule
from dealmodel.articles.rules.growth import are_unlike
from dealmodel.articles.testing import Mend, aligned, compared, shown, untestable
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.printed import printed
from dealmodel.formulas.result import evaluate

_STAKE, _PAID, _VALUE = Leaf("stake"), Leaf("paid"), Leaf("value")
IMPLIED = _PAID / _STAKE
_DEBT = ("enterprise value", "including debt", "debt", "net of")


def _test(found: Found) -> Outcome | None:
    figures = dict(found.figures)
    stake = figures["stake"].value
    if not stake or stake > 1:
        return None
    if "value" not in figures:
        pair = {"paid": figures["paid"], "stake": figures["stake"]}
        result = evaluate("implied_value", IMPLIED, pair)
        expected = Expected(result.point, result.bounds, result.unit.text)
        made = "" if result.point is None else f" = {shown(result.point, result.unit)}"
        told = f"{printed(IMPLIED, pair)}{made}: no value is stated beside it"
        return untestable(told, expected)
    both = aligned(figures["paid"], figures["value"])
    if both is None:
        return untestable("price and value are not in one currency")
    if are_unlike(*both):
        return None
    figures["paid"], figures["value"] = both
    mends = [
        Mend(
            _PAID / _STAKE - _PAID,
            "it is the value before the new money (pre-money), if the shares are new",
        ),
        Mend(
            _PAID / _STAKE + _PAID,
            "it is the value after the new money (post-money), if the stake is of what was before",
        ),
    ]
    outcome = compared(
        found,
        figures,
        "value",
        IMPLIED,
        solved={"paid": _VALUE * _STAKE, "stake": _PAID / _VALUE},
        mends=mends,
        unit=found.figures["value"].unit,
    )
    stated = close(figures["value"])
    if outcome.verdict == "wrong" and any(word in found.line for word in _DEBT):
        point = outcome.expected.point if outcome.expected else None
        if point is not None and stated.high is not None and stated.high >= point:
            why = "the value may be that of the enterprise, debt included"
            return Outcome(
                "doubtful", f"{outcome.message}; {why}", outcome.expected, outcome.remedies, why
            )
    return outcome


_S = "{stake:pf}"
_P = "{paid:mx}"
_V = "{value:mx}"
_HELD = "stake|interest|share|shareholding|holding|of"
RULE = Rule(
    kind="implied-value",
    definition="value = price / stake (the whole after the purchase, where shares are new)",
    tolerance="the rounding of price and stake, and a unit of the last digit of the value; the "
    "value before new money, or of the enterprise with its debt, is doubtful",
    order=26,
    patterns=(
        f"{_S} ~ {_HELD} ~~ for ~ {_P} ~+ @VALUED ~~ {_V}",
        f"{_S} ~~ for ~ {_P} ~+ @VALUED ~~ {_V}",
        f"{_S} ~ {_HELD} ~~ {_P} ~~ valuing|values|valued|valuation ~~ {_V}",
        f"{_P} ~ for ~ {_S} ~+ @VALUED ~~ {_V}",
        f"{_P} ~~ {_S} ~ {_HELD} ~~ valuing|values|valued|valuation ~~ {_V}",
        f"{_P} ~~ valuing|values|valued|valuation ~~ {_V} ~~ for ~ {_S}",
        f"{_P} ~~ valuing|values|valued|valuation ~~ {_V} ~~ {_S} ~ {_HELD}",
        f"@VALUED ~~ {_V} ~~ {_S} ~~ for ~ {_P}",
        f"valued|valuation|valuing ~~ {_V} ~~ {_S} ~ {_HELD} ~~ {_P}",
        f"@VALUED ~~ {_V} ~~ {_P} ~ for ~ {_S}",
        f"{_S} ~ {_HELD} ~~ worth|value|valued ~ {_P} ~~ market_value|valuation|capitalisation|"
        f"capitalization ~ {_V}",
        f"{_S} ~~ for ~ {_P} // ~+ @VALUED ~~ {_V}",
        f"{_P} ~ for ~ {_S} // ~+ @VALUED ~~ {_V}",
        f"@BOUGHT ~ {_S} ~~ for ~ {_P}",
        f"@BOUGHT ~ {_P} ~ for ~ {_S}",
        f"{_S} ~ stake|interest|shareholding ~~ for ~ {_P}",
        f"{_P} ~ for ~ {_S} ~ stake|interest|shareholding|of",
    ),
    test=_test,
    holds=("It bought a 21% stake for $1.6 billion, valuing the company at $7.6 billion.",),
    fails=(
        "It bought a 21% stake for $1.6 billion, valuing the company at $9.6 billion.",
        "It bought a 20% stake for $1.0 billion, valuing the company at $4.0 billion.",
    ),
    tempts=("In 2023 it bought a 21% stake for $1.6 billion. It has 7.6 billion users.",),
)
