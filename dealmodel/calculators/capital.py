"""What follows from numbers of shares: diluted shares, stakes, values, votes.

Vocabulary: *basic* are the shares in issue; *diluted* are those and the ones that options, warrants
and convertibles bring. *After* is with the shares issued, *before* without.

Source of the definitions: IAS 33.45-48 (options and warrants by the treasury-stock method: the
proceeds buy shares at the market price, the rest are new) and IAS 33.49-51 (convertibles if
converted); post-money and pre-money value: International Private Equity and Venture Capital
Valuation Guidelines (2022). Limits: IAS 33 takes the average price of a period and leaves out what
would raise earnings per share; here the price is the one given, and everything convertible is
converted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

from dealmodel.calculators.options import options_checked, pairs
from dealmodel.calculators.quantities import count, in_all, payment, pure, quantity, share
from dealmodel.calculators.quantities import price as price_of
from dealmodel.calculators.receipts import class_warnings, in_shares, of_a_share
from dealmodel.calculators.valuation import SOME
from dealmodel.dataclass import replace
from dealmodel.errors import CurrencyMismatch, UsageError
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.figures.units import Unit
from dealmodel.formulas.expression import (
    Add,
    Constant,
    Expression,
    Inputs,
    Leaf,
    Maximum,
    Quantity,
)
from dealmodel.formulas.result import Result, evaluate

if TYPE_CHECKING:
    from dealmodel.calculators.quantities import Given
    from dealmodel.calculators.selection import Prefer

NOTHING, ONE = Constant(Fraction(0)), Constant(Fraction(1))
PRICE = "price_per_share"
UNPRICED = "no strike or no market price: between none and all of the options are counted as shares"

Formula = tuple[Expression, Inputs]


def of_shares(
    name: str, formula: Expression, inputs: Inputs, warnings: Sequence[str] = ()
) -> Result:
    """A number of shares that a formula over pure counts gives."""
    found = evaluate(name, formula, inputs, warnings=warnings)
    return replace(found, unit=Unit.of("shares"), kind="count")


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
    ratio = None if ads_ratio is None else quantity(ads_ratio, rules, prefer=prefer)
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
    price_per_share: Given | None = None,
    ads_ratio: Given | None = None,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The shares in issue with those that ``options``, each a number and its strike, bring by the
    treasury-stock method (IAS 33.45-48), and ``convertibles``, each a number of shares, or a
    principal and the price of conversion (IAS 33.49-51). Where a strike or the market price is not
    given, the options count for anything between none and all of them, with a warning.

    >>> diluted_shares(
    ...     "exactly 100,000,000 shares",
    ...     options=[("exactly 10,000,000", "$8"), ("exactly 5,000,000", "$30")],
    ...     convertibles=[("exactly $50,000,000", "$25")],
    ...     price_per_share="$20",
    ... ).point
    Fraction(108000000, 1)

    :raises CurrencyMismatch: a strike and the price in two currencies.
    :raises BadValue: what is no count or no price; receipts without ``ads_ratio``.
    """
    ratio = None if ads_ratio is None else quantity(ads_ratio, rules, prefer=prefer)
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
    each_convertible = [
        (
            payment(given[0], "the principal", rules, prefer=prefer),
            price_of(given[1], "the price of conversion", rules, prefer=prefer),
        )
        if isinstance(given, tuple)
        else count(given, "the number of shares on conversion", rules, prefer=prefer)
        for given in convertibles
    ]
    formula, inputs = in_shares("shares", basic, ratio)
    whole, named, warned = with_dilution(
        (formula, inputs), each_option, each_convertible, price, ratio
    )
    return of_shares("diluted_shares", whole, named, warned)


def with_dilution(
    basic: Formula,
    options: Sequence[tuple[Quantity, Quantity | None]],
    convertibles: Sequence[Quantity | tuple[Quantity, Quantity]],
    price: Quantity | None,
    ads_ratio: Quantity | None,
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
    for number, convertible in enumerate(convertibles, start=1):
        place = f"_{number}" if len(convertibles) > 1 else ""
        if isinstance(convertible, tuple):
            added, of_one = _of_convertible(convertible, place)
        else:
            added, of_one = in_shares(f"conversion_shares{place}", convertible, ads_ratio)
        formula, named = formula + added, named | dict(of_one)
    return formula, named, tuple(dict.fromkeys(warned))


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


@options_checked
def stake_from_shares(
    held: Given,
    shares: Given,
    *,
    ads_ratio: Given | None = None,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The share of a company that ``held`` shares are: held / shares, of all shares after the
    purchase. Receipts are told as shares by ``ads_ratio``.

    >>> found = stake_from_shares("94,079,255 ordinary shares", "1,885,360,000 shares")
    >>> round(found.point * 100, 2)
    Fraction(499, 100)

    :raises BadValue: what is no count; receipts without ``ads_ratio``.
    """
    ratio = None if ads_ratio is None else quantity(ads_ratio, rules, prefer=prefer)
    part = in_shares("held", count(held, "the number held", rules, prefer=prefer), ratio)
    whole = in_shares("shares", count(shares, "the number of shares", rules, prefer=prefer), ratio)
    return part_of(part, whole)


def part_of(held: Formula, shares: Formula) -> Result:
    """Held / shares, over the formulas of both."""
    found = evaluate("stake_from_shares", held[0] / shares[0], {**held[1], **shares[1]})
    return replace(found, kind="share")


@options_checked
def share_of_all_shares(
    part: Given,
    class_shares: Given,
    all_shares: Given,
    *,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """A share of one class of shares as a share of all: share × shares of the class / all shares.

    >>> share_of_all_shares("exactly 10%", "exactly 300 shares", "exactly 1,200 shares").point
    Fraction(1, 40)

    :raises BadValue: what is no share or no count.
    """
    given = quantity(part, rules, prefer=prefer)
    number = pure(count(class_shares, "the shares of the class", rules, prefer=prefer))
    whole = pure(count(all_shares, "all shares", rules, prefer=prefer))
    of_class = (Leaf("class_shares"), {"class_shares": number})
    return through_class(given, of_class, (Leaf("all_shares"), {"all_shares": whole}))


def through_class(part: Quantity, of_class: Formula, whole: Formula) -> Result:
    """Share × shares of the class / all shares, over the formulas of both."""
    found = evaluate(
        "share_of_all_shares",
        Leaf("share") * of_class[0] / whole[0],
        {"share": part, **of_class[1], **whole[1]},
    )
    return replace(found, kind="share")


@options_checked
def voting_power(
    held: Mapping[str, Given],
    shares: Mapping[str, Given],
    votes_per_share: Mapping[str, Fraction | int],
    *,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The share of the votes of who holds so many shares of each class: the votes of those over the
    votes of all shares of every class.

    >>> found = voting_power(
    ...     {"B": "exactly 10 shares"},
    ...     {"A": "exactly 900 shares", "B": "exactly 100 shares"},
    ...     {"A": 1, "B": 10},
    ... )
    >>> found.point
    Fraction(1, 19)

    :raises UsageError: a class whose shares or votes are not given.
    :raises DivisionByZero: no share has a vote.
    """
    if not held or not held.keys() <= shares.keys() or not shares.keys() <= votes_per_share.keys():
        raise UsageError("votes take the shares held, all shares and votes per share of each class")
    inputs: dict[str, Quantity] = {}

    def votes_of(given: Mapping[str, Given], noun: str) -> Expression:
        terms: list[Expression] = []
        for place, name in enumerate(given):
            number = count(given[name], f"the shares {noun}", rules, prefer=prefer)
            inputs[f"{noun}_{place + 1}"] = pure(number)
            terms.append(Leaf(f"{noun}_{place + 1}") * Constant(Fraction(votes_per_share[name])))
        return reduce(Add, terms)

    found = evaluate("voting_power", votes_of(held, "held") / votes_of(shares, "shares"), inputs)
    return replace(found, kind="share")


@options_checked
def post_money(
    price_per_share: Given,
    shares_after: Given,
    *,
    ads_ratio: Given | None = None,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The post-money value: price of a new share × shares after the issue (International Private
    Equity and Venture Capital Valuation Guidelines).

    >>> post_money("$2.50 per share", "exactly 8,000,000 shares").rounded
    '20000000.00'

    :raises BadValue: as :func:`dealmodel.equity_value`.
    """
    return _priced("post_money", price_per_share, shares_after, ads_ratio, rules, prefer)


@options_checked
def market_value(
    price_per_share: Given,
    shares: Given,
    *,
    ads_ratio: Given | None = None,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """The market value: price of a share × shares, basic or diluted as these are.

    >>> market_value("HK$43.80 per share", "exactly 1,336,966,089 shares").rounded
    '58559114698.20'

    :raises BadValue: as :func:`dealmodel.equity_value`.
    """
    return _priced("market_value", price_per_share, shares, ads_ratio, rules, prefer)


def _priced(
    name: str,
    price: Given,
    shares: Given,
    ads_ratio: Given | None,
    rules: HedgeRules,
    prefer: Prefer,
) -> Result:
    ratio = None if ads_ratio is None else quantity(ads_ratio, rules, prefer=prefer)
    number = count(shares, "the number of shares", rules, prefer=prefer)
    whole = in_shares("shares", number, ratio)
    of_one = price_of(price, "the price per share", rules, prefer=prefer)
    return worth(name, of_one, whole, ratio, class_warnings(of_one, number))


def worth(
    name: str,
    price: Quantity,
    shares: Formula,
    ads_ratio: Quantity | None,
    warnings: Sequence[str] = (),
) -> Result:
    """Price of a share × shares, over the formula of these."""
    of_one, priced = of_a_share(PRICE, price, ads_ratio)
    return evaluate(name, of_one * shares[0], {**priced, **shares[1]}, warnings=warnings)


@options_checked
def held_after_rounds(
    held: Given,
    rounds: Sequence[tuple[Given, Given]],
    *,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """What becomes of a share of a company whose holder takes no part in the ``rounds``, each the
    shares before and after it: share × before / after, round by round.

    >>> held_after_rounds("exactly 40%", [("exactly 8m", "exactly 10m")]).point
    Fraction(8, 25)

    :raises BadValue: what is no share or no count.
    """
    formula: Expression = Leaf("held")
    inputs: dict[str, Quantity] = {"held": share(held, "the share held", rules, prefer=prefer)}
    for number, counts in enumerate(pairs("rounds", rounds), start=1):
        for name, given in zip(("before", "after"), counts, strict=True):
            found = count(given, f"the shares {name}", rules, prefer=prefer)
            inputs[f"{name}_{number}"] = pure(found)
        formula = formula * Leaf(f"before_{number}") / Leaf(f"after_{number}")
    return replace(evaluate("held_after", formula, inputs), kind="share")
