"""``implied-value``: a stake, what was paid for it, and the value that is said to follow."""

from __future__ import annotations

from dealmodel.articles.alike import aligned, are_unlike
from dealmodel.articles.readings import close
from dealmodel.articles.relation import Expected
from dealmodel.articles.rule import Found, Frame, Outcome, Rule
from dealmodel.articles.testing import Mend, compared, shown, untestable
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.printed import printed
from dealmodel.formulas.result import evaluate

_STAKE, _PAID, _VALUE = Leaf("stake"), Leaf("paid"), Leaf("value")
IMPLIED = _PAID / _STAKE
_OF_ANOTHER_DEAL = lazy_pattern(r", (?:[a-z]+ )?(?:after|when|while|as) [^<]+<")
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
    if _OF_ANOTHER_DEAL.search(found.between("paid", "value")):
        return None
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
_HELD = "@STAKE|share|of"
RULE = Rule(
    kind="implied-value",
    definition="value = price / stake (the whole after the purchase, where shares are new)",
    tolerance="the rounding of price and stake, and a unit of the last digit of the value; the "
    "value before new money, or of the enterprise with its debt, is doubtful",
    order=26,
    patterns=(
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
        f"{_S} ~ @STAKE ~~ for ~ {_P}",
        f"{_P} ~ for ~ {_S} ~ @STAKE|of",
    ),
    frames=(
        Frame(
            cues=(
                (
                    "{stake:pf} ~w @STAKE",
                    "@STAKE of {stake:pf}",
                    "@BOUGHT|remaining|for ~w {stake:pf}",
                    "its|their|his|the ~w {stake:pf} of",
                    "hold|holds|own|owns|get|gets|receive|that_is|which_is ~w {stake:pf}",
                ),
                (
                    "for|pay|paid|paying|invest|invested|investing|costs|cost|price_of ~w {paid:m}",
                    "{paid:m} ~w for|investment|to_buy|on|round",
                    "raise|raising|raised ~o {paid:m}",
                    "{stake:pf} ~w @STAKE ~o worth ~w {paid:m}",
                ),
                (
                    "valuing|values|valued|value|valuation|implies|implying|price_tag ~w {value:m}",
                    "{value:m} ~w valuation",
                    "puts|put|putting ~w at ~w {value:m}",
                ),
            ),
            alike=("paid", "value"),
            within="sentence",
        ),
    ),
    test=_test,
    holds=(
        "It bought a 21% stake for $1.6 billion, valuing the company at $7.6 billion.",
        "For 20% of the brewer, which is valued at $500 million, it will pay $100 million.",
    ),
    fails=(
        "It bought a 21% stake for $1.6 billion, valuing the company at $9.6 billion.",
        "It bought a 20% stake for $1.0 billion, valuing the company at $4.0 billion.",
        "Buying the remaining 40% for $1.2 billion would value the business at $2 billion.",
        "For 20% of the brewer, which is valued at $700 million, it will pay $100 million.",
    ),
    tempts=(
        "In 2023 it bought a 21% stake for $1.6 billion. It has 7.6 billion users.",
        "It bought 20% of the brewer for $100 million, after a rival was valued at $900 million.",
    ),
)
