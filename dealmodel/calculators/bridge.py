"""The bridge between the value of a company's equity and that of its enterprise.

Vocabulary: the enterprise value is what the business is worth to all who finance it. Enterprise =
equity + net debt + minorities + preferred shares + pension deficit - associates, where net debt is
debt less cash. An item that nobody gives counts as nothing, and the answer says so.

Policy: net debt is counted as it was before a deal's new cash came in. A value of the equity that
holds that cash (post-money) is taken less it, so that the two are of one moment.

Source of the definitions: CFA Institute, Equity Asset Valuation (2020), on enterprise value;
Koller, Goedhart and Wessels, Valuation (2020), on non-equity claims and non-operating assets.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from dealmodel.calculators.one_currency import in_currency
from dealmodel.calculators.valuation import SOME
from dealmodel.dataclass import dataclass, field, replace
from dealmodel.errors import OutOfRange
from dealmodel.formulas.expression import Constant, Expression, Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.formula import Exchange

DEBT = ("net_debt", "debt", "debt_assumed")
"""What stands for net debt: it, debt and cash, or the debt that a buyer takes over."""

OTHERS = ("minorities", "preferred", "pension_deficit", "associates")
_TAKEN_OFF = ("cash", "associates")

HoldsCash = Literal["yes", "no", "unknown"]
"""Whether a value of the equity is with the deal's new cash."""


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between equity and enterprise value: ``items`` by their measure, with a debt of
    :data:`DEBT` among them; ``of`` the day that each is of, where it is known; ``new_cash`` what a
    deal brings the company, if that came after the day of the net debt."""

    items: Mapping[str, Quantity]
    exchange: Exchange | None = None
    of: Mapping[str, str] = field(default_factory=dict)
    new_cash: Quantity | None = None

    @property
    def without(self) -> str | None:
        """What is not given, in words.

        >>> from dealmodel.figures.reader import figure
        >>> Between({"net_debt": figure("€1 billion")}).without
        'minorities, preferred, pension deficit, associates: none given'
        """
        cash = ("cash",) if "debt" in self.items and "cash" not in self.items else ()
        lacking = [name for name in (*cash, *OTHERS) if name not in self.items]
        return f"{', '.join(lacking).replace('_', ' ')}: none given" if lacking else None

    @property
    def details(self) -> dict[str, Any]:
        """What an answer through the bridge says of it."""
        told = {"without": self.without, "items_of": dict(self.of) or None}
        return {key: value for key, value in told.items() if value is not None}


def enterprise_from_equity(
    equity: Quantity, between: Between, *, holds_cash: HoldsCash = "no"
) -> Result:
    """The enterprise value of a company whose equity is worth so much.

    >>> from dealmodel.figures.reader import figure
    >>> items = {"net_debt": figure("€1 billion"), "associates": figure("€0.3 billion")}
    >>> found = enterprise_from_equity(figure("€7.5 billion"), Between(items))
    >>> found.formula, found.rounded
    ('equity_value + net_debt - associates', '8200000000.00')

    :raises CurrencyMismatch: two currencies and no day to convert on.
    :raises DataError: there is no rate.
    """
    return _across("enterprise_value", "equity_value", equity, between, holds_cash, up=True)


def equity_from_items(
    enterprise: Quantity, between: Between, *, holds_cash: HoldsCash = "no"
) -> Result:
    """The value of the equity of a company whose enterprise is worth so much; with the new cash, if
    asked for.

    >>> from dealmodel.figures.reader import figure
    >>> items = {"debt": figure("€2 billion"), "cash": figure("€0.5 billion")}
    >>> equity_from_items(figure("€9 billion"), Between(items)).formula
    'enterprise_value - debt + cash'

    :raises CurrencyMismatch: two currencies and no day to convert on.
    :raises DataError: there is no rate.
    """
    name = "equity_from_enterprise"
    return _across(name, "enterprise_value", enterprise, between, holds_cash, up=False)


def _across(
    name: str, first: str, value: Quantity, between: Between, holds_cash: HoldsCash, *, up: bool
) -> Result:
    inputs: dict[str, Quantity] = {first: value}
    found: Expression = Leaf(first)
    items = dict(between.items)
    if between.new_cash is not None and holds_cash != "no":
        items["new_cash"] = between.new_cash
    for item, quantity in items.items():
        currency = value.unit.currency
        term, inputs, _ = in_currency(item, quantity, currency, between.exchange, inputs)
        if item == "new_cash" and holds_cash == "unknown":
            term, inputs = Leaf("part") * term, {**inputs, "part": SOME}
        adds = up != (item in (*_TAKEN_OFF, "new_cash"))
        found = found + term if adds else found - term
    return evaluate(name, found, inputs, details=between.details)


def net_debt_of(debt: Quantity, cash: Quantity, exchange: Exchange | None = None) -> Result:
    """Debt less cash.

    >>> from dealmodel.figures.reader import figure
    >>> net_debt_of(figure("€2 billion"), figure("€0.5 billion")).rounded
    '1500000000.00'

    :raises CurrencyMismatch: two currencies and no day to convert on.
    :raises DataError: there is no rate.
    """
    term, inputs, _ = in_currency("cash", cash, debt.unit.currency, exchange, {"debt": debt})
    return evaluate("net_debt", Leaf("debt") - term, inputs)


def paid_at(share: Quantity, equity: Quantity, *, is_before: bool = False) -> Result:
    """What a share of a company costs whose equity is worth so much: share × value; where the value
    ``is_before`` the new shares that it is of, share × value / (1 - share).

    >>> from dealmodel.figures.reader import figure
    >>> paid_at(figure("10%"), figure("€6 billion")).rounded
    '600000000.00'
    >>> paid_at(figure("20%"), figure("€6 billion"), is_before=True).rounded
    '1500000000.00'
    """
    whole: Expression = Leaf("value")
    if is_before:
        whole = whole / (Constant(Fraction(1)) - Leaf("stake"))
    return evaluate("paid", Leaf("stake") * whole, {"stake": share, "value": equity})


def multiple(
    name: str, value: Quantity, of: Quantity, words: str, exchange: Exchange | None = None
) -> Result:
    """A value over a year's revenue or earnings; ``words`` say which.

    Source: CFA Institute, Equity Asset Valuation (2020), on enterprise value and price multiples.

    >>> from dealmodel.figures.reader import figure
    >>> str(multiple("ev_to_ebitda", figure("$9 billion"), figure("$600 million"), "").point)
    '15'

    :raises OutOfRange: a loss, or what may be one or nothing.
    :raises CurrencyMismatch: two currencies and no day to convert on.
    :raises DataError: there is no rate.
    """
    low = of.bounds.low
    if low is None or low < 0 or Fraction(0) in of.bounds:
        shown = getattr(of, "verbatim", None) or str(of)
        raise OutOfRange(
            name, shown, f"no multiple of a loss: {words}, {shown}, is negative or may be 0 or less"
        )
    divisor, inputs, _ = in_currency(
        "earnings", of, value.unit.currency, exchange, {"value": value}
    )
    found = evaluate(name, Leaf("value") / divisor, inputs, details={"of": words})
    return replace(found, kind="ratio")


def part_of_value(
    name: str, amount: Quantity, value: Quantity, exchange: Exchange | None = None
) -> Result:
    """An amount, such as a fee, as a part of a value.

    >>> from dealmodel.figures.reader import figure
    >>> print(part_of_value("fee_share_of_equity", figure("$36 million"), figure("$0.9 billion")))
    fee_share_of_equity = 0.04 [0.03837837837, 0.04171428572]

    :raises CurrencyMismatch: two currencies and no day to convert on.
    :raises DataError: there is no rate.
    """
    divisor, inputs, _ = in_currency(
        "value", value, amount.unit.currency, exchange, {"amount": amount}
    )
    return replace(evaluate(name, Leaf("amount") / divisor, inputs), kind="share")
