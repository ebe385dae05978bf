"""What an offer for a share is worth: cash, and shares of the acquirer at a ratio, at a value, or
through a collar; and the premium to a reference price, there and back.

Vocabulary: the *exchange ratio* is how many of the acquirer's shares are given for one of the
target's. At a *fixed ratio* their value follows the acquirer's price; at a *fixed value* the ratio
does. A *collar* fixes the value between two prices, where the ratio is value / price, and the ratio
outside: below the low price it stays that of the low end, above the high price that of the high
end.

Policy: a price that may be on either side of an end of a collar is worth what both sides allow. The
printed ends meet the printed value but for rounding, and so do the sides.

Source: M. S. Officer, "Collars and Renegotiation in Mergers and Acquisitions", Journal of Finance
59 (2004), on offers whose value is fixed within the ends.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from dealmodel.calculators.options import options_checked
from dealmodel.calculators.quantities import count, in_all, price, pure, quantity
from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import BadValue, CurrencyMismatch, OutOfRange, UsageError
from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.formulas.expression import (
    Constant,
    Expression,
    Leaf,
    Maximum,
    Minimum,
    Multiply,
    Quantity,
)
from dealmodel.formulas.result import Result, evaluate

if TYPE_CHECKING:
    from collections.abc import Callable

    from dealmodel.calculators.quantities import Given
    from dealmodel.calculators.selection import Prefer

Side = Literal["below", "within", "above"]

_PRICE, _RATIO, _VALUE, _CASH = (
    Leaf("acquirer_price"),
    Leaf("exchange_ratio"),
    Leaf("value_of_shares"),
    Leaf("cash"),
)
_LOW, _HIGH = Leaf("ratio_at_low"), Leaf("ratio_at_high")
_ONE = Constant(Fraction(1))


@dataclass(frozen=True, slots=True)
class CollarTerms:
    """The acquirer's prices between which the value is fixed, with the ratios there."""

    low_price: Quantity
    low_ratio: Quantity
    high_price: Quantity
    high_ratio: Quantity

    @property
    def faults(self) -> tuple[str, ...]:
        """What of it cannot be: ends that cross."""
        prices = _is_surely_above(self.low_price, self.high_price)
        ratios = _is_surely_above(self.high_ratio, self.low_ratio)
        told = {
            "price": f"the low end's price, {_words(self.low_price)}, is above the high end's, "
            f"{_words(self.high_price)}",
            "ratio": f"the ratio at the low price, {_words(self.low_ratio)}, is below that at the "
            f"high price, {_words(self.high_ratio)}",
        }
        crossed = [told[name] for name, is_so in (("price", prices), ("ratio", ratios)) if is_so]
        return tuple(crossed)

    def side(self, at: Quantity) -> Side | None:
        """On which side of the ends a price is; ``None`` where it may be on several."""
        if _is_surely_above(self.low_price, at):
            return "below"
        if _is_surely_above(at, self.high_price):
            return "above"
        is_within = not _may_be_above(self.low_price, at) and not _may_be_above(at, self.high_price)
        return "within" if is_within else None


Collar = tuple[tuple["Given", "Given"], tuple["Given", "Given"]]
"""The low end and the high end: price and ratio of each."""


@options_checked
def offer_value(
    acquirer_price: Given,
    *,
    cash: Given | None = None,
    exchange_ratio: Given | None = None,
    value_of_shares: Given | None = None,
    collar: Collar | None = None,
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
) -> Result:
    """What is offered for one share of the target at a price of the acquirer's: cash + ratio ×
    price, or cash + a fixed value, or, with a ``collar`` (its low and its high end, each a price
    and a ratio), whichever holds at that price. Without ``value_of_shares`` a collar's value is
    ratio × price at its low end.

    >>> collar = (("$97.91", "0.0460"), ("$119.67", "0.0376"))
    >>> for at in ("$88", "$100", "$130"):
    ...     offer = offer_value(at, cash="$23.25", value_of_shares="$4.50", collar=collar)
    ...     print(at, float(offer.point), offer.details["collar"])
    $88 27.298 below
    $100 27.75 within
    $130 28.138 above

    :raises FigureError: a figure cannot be read.
    :raises BadValue: a price is no money, a ratio is no number, the ends of the collar cross.
    :raises OutOfRange: a negative price, amount or ratio.
    :raises CurrencyMismatch: amounts in two currencies.
    :raises UsageError: neither ratio, value nor collar, or a ratio beside another of them.
    """

    def money(given: Given, noun: str) -> Quantity:
        return not_negative(price(given, noun, rules, locale, prefer), noun)

    def number(given: Given) -> Quantity:
        return pure(not_negative(_number(given, rules, locale, prefer), "an exchange ratio"))

    terms = None
    if collar is not None:
        terms = _terms(collar, money, number)
    return offer_of(
        money(acquirer_price, "the acquirer's price"),
        None if cash is None else money(cash, "the cash"),
        None if exchange_ratio is None else number(exchange_ratio),
        None if value_of_shares is None else money(value_of_shares, "the value of the shares"),
        terms,
    )


def _terms(
    collar: Collar, money: Callable[[Given, str], Quantity], number: Callable[[Given], Quantity]
) -> CollarTerms:
    try:
        (low_price, low_ratio), (high_price, high_ratio) = collar
    except (TypeError, ValueError):
        raise UsageError(
            "a collar is its low and its high end, each a price and a ratio: "
            "(('$97.91', '0.0460'), ('$119.67', '0.0376'))"
        ) from None
    return CollarTerms(
        money(low_price, "the low price"),
        number(low_ratio),
        money(high_price, "the high price"),
        number(high_ratio),
    )


def _number(given: Given, rules: HedgeRules, locale: str, prefer: Prefer) -> Quantity:
    found = quantity(given, rules, locale, prefer)
    return found if found.kind == "ratio" else count(found, "an exchange ratio", rules)


def not_negative(found: Quantity, noun: str) -> Quantity:
    """``found``, if it is not below 0; raises :class:`OutOfRange`."""
    if found.point is not None and found.point < 0:
        raise OutOfRange(noun, _words(found), f"{noun} {_words(found)!r} is negative")
    return found


def offer_of(
    at: Quantity,
    cash: Quantity | None,
    ratio: Quantity | None,
    value: Quantity | None,
    collar: CollarTerms | None,
) -> Result:
    """The offer of quantities that are read already; raises what :func:`offer_value` does."""
    if ratio is not None and (value is not None or collar is not None):
        raise UsageError("a ratio beside a value or a collar: give one of them")
    shares, inputs, details = _shares(at, ratio, value, collar)
    if cash is not None:
        shares, inputs = _CASH + shares, {"cash": cash, **inputs}
    _refuse_two_currencies(inputs)
    bare = {name: in_all(each) for name, each in inputs.items()}
    return evaluate("offer_value", shares, bare, details={"per": "share", **details})


def _shares(
    at: Quantity, ratio: Quantity | None, value: Quantity | None, collar: CollarTerms | None
) -> tuple[Expression, dict[str, Quantity], dict[str, Any]]:
    """What the shares given for one share are worth, over which inputs."""
    if ratio is not None:
        return _RATIO * _PRICE, {"exchange_ratio": ratio, "acquirer_price": at}, {}
    if collar is None:
        if value is None:
            raise UsageError("an offer in shares takes their ratio, their value or a collar")
        return _VALUE, {"value_of_shares": value}, {}
    if collar.faults:
        raise BadValue(
            _words(collar.low_price),
            f"the ends of the collar cross: {'; '.join(collar.faults)}",
        )
    side = collar.side(at)
    low, high = {"ratio_at_low": collar.low_ratio}, {"ratio_at_high": collar.high_ratio}
    price_there = {"acquirer_price": at}
    if side == "below":
        return _LOW * _PRICE, {**low, **price_there}, {"collar": side}
    if side == "above":
        return _HIGH * _PRICE, {**high, **price_there}, {"collar": side}
    fixed: Expression = _VALUE
    given = {"value_of_shares": value}
    if value is None:
        fixed = Multiply(_LOW, Leaf("low_price"))
        given = {**low, "low_price": collar.low_price}
    known = {name: each for name, each in given.items() if each is not None}
    if side == "within":
        return fixed, known, {"collar": side}
    worth = Maximum((_HIGH * _PRICE, Minimum((_LOW * _PRICE, fixed))))
    return worth, {**high, **low, **price_there, **known}, {"collar": "undecided"}


def shares_value(ratio: Quantity, at: Quantity) -> Result:
    """What the shares given for one share of the target are worth: ratio × price."""
    inputs = {"exchange_ratio": pure(ratio), "acquirer_price": in_all(at)}
    return evaluate("value_of_shares", _RATIO * _PRICE, inputs, details={"per": "share"})


def exchange_ratio(value: Quantity, at: Quantity) -> Result:
    """How many shares are given for one share of the target at a fixed value: value / price.

    >>> from dealmodel.figures.reader import figure
    >>> str(exchange_ratio(figure("$4.50"), figure("$100")).point)
    '9/200'

    :raises DivisionByZero: a price that may be nothing.
    """
    inputs = {"value_of_shares": in_all(value), "acquirer_price": in_all(at)}
    return evaluate("exchange_ratio", _VALUE / _PRICE, inputs)


@options_checked
def price_at_premium(
    reference_price: Given,
    premium: Given,
    *,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The price that a premium to a reference price comes to: reference × (1 + premium).

    >>> price_at_premium("$20", "25%").rounded
    '25.00'

    :raises BadValue: a price is no money.
    """
    inputs = _premium_inputs("reference_price", reference_price, premium, rules, prefer)
    return evaluate("price_at_premium", Leaf("reference_price") * (_ONE + Leaf("premium")), inputs)


@options_checked
def reference_before_premium(
    price_offered: Given,
    premium: Given,
    *,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The reference price that a price is a premium to: price / (1 + premium).

    >>> reference_before_premium("$25", "25%").rounded
    '20.00'

    :raises BadValue: a price is no money.
    :raises DivisionByZero: a premium that may take off the whole.
    """
    inputs = _premium_inputs("price", price_offered, premium, rules, prefer)
    return evaluate("reference_price", Leaf("price") / (_ONE + Leaf("premium")), inputs)


def _premium_inputs(
    name: str, amount: Given, premium: Given, rules: HedgeRules, prefer: Prefer
) -> dict[str, Quantity]:
    change = quantity(premium, replace(rules, signed=True), prefer=prefer, as_change=True)
    if not change.unit.is_pure:
        raise BadValue(_words(change), f"a premium {_words(change)!r} is no percentage")
    return {name: in_all(price(amount, "the price", rules, prefer=prefer)), "premium": change}


def _refuse_two_currencies(inputs: dict[str, Quantity]) -> None:
    codes = dict.fromkeys(each.unit.currency for each in inputs.values() if each.unit.currency)
    if len(codes) > 1:
        first, second, *_ = codes
        raise CurrencyMismatch(
            first, second, f"amounts in {first} and in {second}: convert one on a date first"
        )


def _is_surely_above(left: Quantity, right: Quantity) -> bool:
    low, high = left.bounds.low, right.bounds.high
    return low is not None and high is not None and low > high


def _may_be_above(left: Quantity, right: Quantity) -> bool:
    low, high = right.bounds.low, left.bounds.high
    return low is None or high is None or high > low


def _words(given: Quantity) -> str:
    return given.verbatim if isinstance(given, Figure) else str(given)
