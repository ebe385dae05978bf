"""What follows from numbers of shares: stakes, values, votes.

Vocabulary: *basic* are the shares in issue; *diluted* those with what options, warrants and
convertibles bring (:mod:`dealmodel.calculators.dilution`). *After* is with the shares issued,
*before* without.

Source of the definitions of post-money and pre-money value: International Private Equity and
Venture Capital Valuation Guidelines (2022).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING

from dealmodel.calculators.options import options_checked, pairs
from dealmodel.calculators.quantities import count, pure, quantity, share
from dealmodel.calculators.quantities import price as price_of
from dealmodel.calculators.receipts import class_warnings, in_shares, of_a_share, ratio_of
from dealmodel.dataclass import replace
from dealmodel.errors import UsageError
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.figures.units import Unit
from dealmodel.formulas.expression import (
    Add,
    Constant,
    Expression,
    Inputs,
    Leaf,
    Quantity,
)
from dealmodel.formulas.result import Result, evaluate

if TYPE_CHECKING:
    from dealmodel.calculators.quantities import Given
    from dealmodel.calculators.selection import Prefer

PRICE = "price_per_share"

Formula = tuple[Expression, Inputs]


def of_shares(
    name: str, formula: Expression, inputs: Inputs, warnings: Sequence[str] = ()
) -> Result:
    """A number of shares that a formula over pure counts gives."""
    found = evaluate(name, formula, inputs, warnings=warnings)
    return replace(found, unit=Unit.of("shares"), kind="count")


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
    ratio = ratio_of(ads_ratio, rules, prefer)
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
    ratio = ratio_of(ads_ratio, rules, prefer)
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
