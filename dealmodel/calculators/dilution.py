"""The shares that options, warrants and convertibles bring, beside those in issue.

Options and warrants count by the treasury-stock method: what their holders pay buys shares at the
market price, the rest are new (IAS 33.45-46); those whose strike is not below the price bring none,
and never fewer than none (IAS 33.47). Convertibles count as if converted (IAS 33.49), unless that
raises the earnings per share: if what conversion saves (interest after tax, or the dividend) for
each share that it brings is above the earnings per share of those before it, the most dilutive
first, the convertible is antidilutive and left out (IAS 33.41, 33.44 and 33.50). In a loss each is.

Policy: the test takes the earnings and what conversion saves, of one period. Where one is not given
the convertible counts in whole, where their bounds leave it open between none and all; both are
said. Limits: IAS 33 takes the average price of the period and weighs shares by time; here price
and counts are those given, and a book's net income is taken as it is reported, dividends on
preference shares included. Options are not tested against a loss: the count is for values, too.

Source: IAS 33, Earnings per Share, paragraphs 41-51.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from dealmodel.calculators.capital import Formula, of_shares
from dealmodel.calculators.options import options_checked, pairs
from dealmodel.calculators.quantities import count, in_all, money, payment
from dealmodel.calculators.quantities import price as price_of
from dealmodel.calculators.receipts import class_warnings, in_shares, of_a_share, ratio_of
from dealmodel.calculators.valuation import SOME
from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import CurrencyMismatch, UsageError
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.formulas.expression import Constant, Expression, Inputs, Leaf, Maximum, Quantity
from dealmodel.formulas.result import Result, evaluate

if TYPE_CHECKING:
    from dealmodel.calculators.quantities import Given
    from dealmodel.calculators.selection import Prefer

NOTHING, ONE = Constant(Fraction(0)), Constant(Fraction(1))
PRICE = "price_per_share"
UNPRICED = "no strike or no market price: between none and all of the options are counted as shares"
UNTESTED = (
    "whether a convertible dilutes is not tested (IAS 33.50): that takes the earnings of a year "
    "and what conversion saves of them. It counts as converted"
)
UNSURE = (
    "whether a convertible dilutes (IAS 33.50) is left open by what the figures can mean: between "
    "none and all of its shares are counted"
)


@dataclass(frozen=True, slots=True)
class Convertible:
    """What can become shares: ``brings`` so many, or a principal over the price of conversion;
    conversion ``saves`` interest after tax, or a dividend, in the period of the earnings."""

    brings: Quantity | tuple[Quantity, Quantity]
    saves: Quantity | None = None


@options_checked
def treasury_stock(
    options: Given,
    strike: Given,
    price_per_share: Given,
    *,
    ads_ratio: Given | None = None,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The new shares that options or warrants bring: options × (1 - strike / price), and none where
    the strike is not below the price (IAS 33.45: those issued for less than the market price).

    >>> treasury_stock("10 million options", "$8 per option", "$20 per share").point
    Fraction(6000000, 1)
    >>> treasury_stock("10 million options", "$25 per option", "$20 per share").bounds
    [0, 0]

    :raises CurrencyMismatch: strike and price in two currencies.
    :raises BadValue: a price of a receipt without ``ads_ratio``, or what is no count or price.
    """
    ratio = ratio_of(ads_ratio, rules, prefer)
    given = (
        count(options, "the number of options", rules, prefer=prefer),
        price_of(strike, "the strike", rules, prefer=prefer),
    )
    price = price_of(price_per_share, "the price per share", rules, prefer=prefer)
    formula, inputs, warned = _of_options(given, price, ratio, "")
    return of_shares("new_shares", formula, inputs, warned)


@options_checked
def if_converted(
    principal: Given,
    conversion_price: Given,
    *,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The shares that a convertible brings: principal / price of conversion (IAS 33.49).

    >>> if_converted("$50 million", "$25 per share").bounds
    [1980000, 2020000]

    :raises CurrencyMismatch: principal and price in two currencies.
    """
    given = (
        payment(principal, "the principal", rules, prefer=prefer),
        price_of(conversion_price, "the price of conversion", rules, prefer=prefer),
    )
    return of_shares("new_shares", *_of_convertible(given, ""))


@options_checked
def diluted_shares(
    shares: Given,
    *,
    options: Sequence[tuple[Given, Given | None]] = (),
    convertibles: Sequence[Given | tuple[Given, Given]] = (),
    saved: Sequence[Given | None] = (),
    earnings: Given | None = None,
    price_per_share: Given | None = None,
    ads_ratio: Given | None = None,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The shares in issue with those that ``options``, each a number and its strike, bring by the
    treasury-stock method (IAS 33.45-47), and ``convertibles``, each a number of shares, or a
    principal and the price of conversion (IAS 33.49). Where a strike or the market price is not
    given, the options count for anything between none and all of them, with a warning.

    ``earnings`` are those of the ordinary shares in a period, and ``saved`` what the conversion of
    each of the convertibles saves in it: one that raises the earnings per share is left out (IAS
    33.50). Without them each counts, with a warning.

    >>> diluted_shares(
    ...     "exactly 100,000,000 shares",
    ...     options=[("exactly 10,000,000", "$8"), ("exactly 5,000,000", "$30")],
    ...     convertibles=[("exactly $50,000,000", "$25")],
    ...     price_per_share="$20",
    ... ).point
    Fraction(108000000, 1)
    >>> diluted_shares(  # $4 saved for each share, $1.50 earned
    ...     "exactly 100,000,000 shares",
    ...     convertibles=["exactly 2,000,000 shares"],
    ...     saved=["exactly $8,000,000"],
    ...     earnings="exactly $150,000,000",
    ... ).point
    Fraction(100000000, 1)

    :raises CurrencyMismatch: a strike and the price in two currencies.
    :raises BadValue: what is no count or no price; receipts without ``ads_ratio``.
    :raises UsageError: not as many ``saved`` as convertibles.
    """
    if saved and len(saved) != len(convertibles):
        raise UsageError("saved: give one for each of the convertibles, or None where not known")
    ratio = ratio_of(ads_ratio, rules, prefer)
    basic = count(shares, "the number of shares", rules, prefer=prefer)
    price = None
    if price_per_share is not None:
        price = price_of(price_per_share, "the price per share", rules, prefer=prefer)
    each_option = [
        (
            count(number, "the number of options", rules, prefer=prefer),
            None if strike is None else price_of(strike, "the strike", rules, prefer=prefer),
        )
        for number, strike in pairs("options", options)
    ]
    brought = [
        (
            payment(given[0], "the principal", rules, prefer=prefer),
            price_of(given[1], "the price of conversion", rules, prefer=prefer),
        )
        if isinstance(given, tuple)
        else count(given, "the number of shares on conversion", rules, prefer=prefer)
        for given in convertibles
    ]
    savings = [
        None if each is None else payment(each, "what conversion saves", rules, prefer=prefer)
        for each in saved or [None] * len(brought)
    ]
    earned = None if earnings is None else money(earnings, "the earnings", rules, prefer=prefer)
    formula, inputs = in_shares("shares", basic, ratio)
    each_convertible = [Convertible(*each) for each in zip(brought, savings, strict=True)]
    whole, named, warned = with_dilution(
        (formula, inputs), each_option, each_convertible, price, ratio, earned
    )
    return of_shares("diluted_shares", whole, named, warned)


def with_dilution(
    basic: Formula,
    options: Sequence[tuple[Quantity, Quantity | None]],
    convertibles: Sequence[Convertible],
    price: Quantity | None,
    ads_ratio: Quantity | None,
    earnings: Quantity | None = None,
) -> tuple[Expression, Inputs, tuple[str, ...]]:
    """The formula of :func:`diluted_shares` over the formula of the basic shares, its inputs, and
    what it warns of."""
    formula, inputs = basic
    named: dict[str, Quantity] = dict(inputs)
    warned: list[str] = []
    for number, option in enumerate(options, start=1):
        place = f"_{number}" if len(options) > 1 else ""
        added, more, told = _of_options(option, price, ads_ratio, place)
        formula, named = formula + added, named | more
        warned += told
    tested: list[_Tested] = []
    for number, each in enumerate(convertibles, start=1):
        place = f"_{number}" if len(convertibles) > 1 else ""
        if isinstance(each.brings, tuple):
            added, of_one = _of_convertible(each.brings, place)
        else:
            added, of_one = in_shares(f"conversion_shares{place}", each.brings, ads_ratio)
        if earnings is None or each.saves is None:
            formula, named = formula + added, named | dict(of_one)
            warned.append(UNTESTED)
        else:
            _refuse_other_currency(each.saves, earnings, "what conversion saves")
            tested.append(_Tested.of(place, each.saves, added, of_one))
    if earnings is not None and tested:
        formula, named, beside = _tested(formula, named, tested, earnings)
        warned += beside
    return formula, named, tuple(dict.fromkeys(warned))


@dataclass(frozen=True, slots=True)
class _Tested:
    """A convertible whose ``shares`` count if they dilute; ``per_share`` is what conversion saves
    for each of them."""

    place: str
    saves: Quantity
    shares: Expression
    inputs: Inputs
    per_share: Result

    @staticmethod
    def of(place: str, saves: Quantity, shares: Expression, inputs: Inputs) -> _Tested:
        found = evaluate("saved_per_share", Leaf("saved") / shares, {"saved": saves, **inputs})
        return _Tested(place, saves, shares, inputs, found)

    @property
    def rank(self) -> Fraction:
        """The less it saves for a share, the more it dilutes."""
        return self.per_share.point or self.per_share.low or Fraction(0)


def _tested(
    formula: Expression,
    named: dict[str, Quantity],
    convertibles: Sequence[_Tested],
    earnings: Quantity,
) -> tuple[Expression, dict[str, Quantity], list[str]]:
    """The shares with those of the convertibles that dilute, the most dilutive first, each tested
    against the earnings per share with those before it (IAS 33.44 and 33.50)."""
    warned: list[str] = []
    earned: Expression = Leaf("earnings")
    known: dict[str, Quantity] = {"earnings": earnings}
    for each in sorted(convertibles, key=lambda one: one.rank):
        saved: Expression = Leaf(f"saved{each.place}")
        shares = each.shares
        inputs = {**named, **known, **each.inputs, f"saved{each.place}": each.saves}
        more = evaluate("more", saved / shares - earned / formula, inputs).bounds
        if more.low is not None and (more.low > 0 or (more.low == 0 and more.low_open)):
            shown = getattr(each.saves, "verbatim", str(each.saves))
            warned.append(
                f"a convertible on which {shown} is saved is antidilutive (IAS 33.50): it would "
                "raise the earnings per share, and is left out"
            )
            continue
        named = named | dict(each.inputs)
        if more.high is None or more.high > 0:
            part = Leaf(f"converted{each.place}")
            named[part.name] = replace(SOME)
            shares, saved = part * shares, part * saved
            warned.append(UNSURE)
        formula, earned = formula + shares, earned + saved
        known[f"saved{each.place}"] = each.saves
    return formula, named, warned


def _of_options(
    option: tuple[Quantity, Quantity | None],
    price: Quantity | None,
    ads_ratio: Quantity | None,
    place: str,
) -> tuple[Expression, dict[str, Quantity], tuple[str, ...]]:
    number, strike = option
    options, inputs = in_shares(f"options{place}", number, ads_ratio)
    if strike is None or price is None:
        part = f"part{place}"
        return Leaf(part) * options, {part: replace(SOME), **inputs}, (UNPRICED,)
    _refuse_other_currency(strike, price, "a strike")
    of_one, priced = of_a_share(PRICE, price, ads_ratio)
    # A strike is that of a share unless it says that it is of a receipt.
    says = in_all(strike) if getattr(strike, "per", None) is None else strike
    ratio = None if says is not strike else ads_ratio
    struck, costs = of_a_share(f"strike{place}", says, ratio)
    formula = Maximum((NOTHING, options * (ONE - struck / of_one)))
    return formula, {**inputs, **costs, **priced}, class_warnings(price, strike)


def _of_convertible(
    given: tuple[Quantity, Quantity], place: str
) -> tuple[Expression, dict[str, Quantity]]:
    principal, price = given
    _refuse_other_currency(principal, price, "a principal")
    names = f"principal{place}", f"conversion_price{place}"
    return Leaf(names[0]) / Leaf(names[1]), {names[0]: principal, names[1]: in_all(price)}


def _refuse_other_currency(left: Quantity, right: Quantity, noun: str) -> None:
    ours, theirs = str(left.unit.currency), str(right.unit.currency)
    if ours != theirs:
        message = f"{noun} in {ours} and a price in {theirs}: convert one of them on a date first"
        raise CurrencyMismatch(ours, theirs, message)
