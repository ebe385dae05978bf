"""What was paid against price per share × number of shares (``amount-shares-price``).

Where the book gives an ADS ratio and the price says that it is that of a receipt ("per ADS"), the
shares are counted in receipts, or the shares say that they are; where neither says, either product
will do. Tolerance: rounding, that of a typed price to its minor unit included, conversion at the
record's date, and half a per cent, since amounts are told with or without fees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dealmodel.calculators.accounts import Account, Path, derived
from dealmodel.calculators.sides import Side, side
from dealmodel.checks.finding import Bar, Finding
from dealmodel.checks.scene import Scene
from dealmodel.checks.wording import conversion_note, meaning
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.figure import Figure
from dealmodel.formulas.intervals import divide, multiply
from dealmodel.records.stake import Stake

TOLERANCE = Fraction(5, 1000)

_RECEIPT = re.compile(r"\b(?:ADSs?|ADRs?|GDRs?|GDSs?|depositary|receipts?)\b")


def amount_shares_price(scene: Scene) -> Iterator[Finding]:
    """A finding for each stake that has all three."""
    for path, stake in scene.records("stakes"):
        paid = scene.accounts(stake.paid, (*path, "paid"))
        prices = scene.accounts(stake.price_per_share, (*path, "price_per_share"))
        shares = scene.accounts(stake.shares, (*path, "shares"))
        if paid and prices and shares:
            yield from _of_stake(scene, path, stake, paid, prices, shares)


def _of_stake(
    scene: Scene,
    path: Path,
    stake: Stake,
    paid: Sequence[Account],
    prices: Sequence[Account],
    shares: Sequence[Account],
) -> Iterator[Finding]:
    receipts = scene.accounts(stake.ads_ratio, (*path, "ads_ratio"))
    products = list(_products(prices, shares, receipts))
    unit = products[0].figure.unit
    exchange = scene.exchange(stake)
    stated = [each for account in paid if isinstance(each := side(account, unit, exchange), Side)]
    computed = [each for p in products if isinstance(each := side(p, unit, exchange), Side)]
    if not stated or not computed:
        return
    wrong = [each for each in stated if not any(_meet(each, product) for product in computed)]
    told = _told(scene, wrong or stated, computed, bool(wrong))
    yield scene.finding(
        "amount-shares-price",
        "error" if wrong else "info",
        (*path, "paid"),
        told + conversion_note([*stated, *computed]),
        verdict="contradictory" if wrong else "compatible",
        claims=[*paid, *prices, *shares, *receipts],
        bars=[
            *scene.bars(wrong or stated),
            *(Bar(p.account.says, p.account.origin or "", p.value, p.bounds) for p in computed),
        ],
        unit=unit,
        kind="money",
    )


def _products(
    prices: Sequence[Account], shares: Sequence[Account], receipts: Sequence[Account]
) -> Iterator[Account]:
    for price in prices:
        for number in shares:
            says, of = f"{price.says} × {number.says}", [price, number]
            bounds = multiply(_rounded(price.figure).bounds, number.figure.bounds)
            value = _product(price.figure.value, number.figure.value)
            of_receipt, in_receipts = (_RECEIPT.search(each.says) for each in of)
            if not receipts or bool(of_receipt) == bool(in_receipts):
                yield derived(says, value, bounds, price.figure.unit, of)
            for receipt in receipts if not (of_receipt and in_receipts) else ():
                ratio = receipt.figure
                if in_receipts:
                    told, changed = f"{says} × {receipt.says}", multiply(bounds, ratio.bounds)
                    part = _product(value, ratio.value)
                else:
                    told, changed = f"{says} / {receipt.says}", divide(bounds, ratio.bounds)
                    part = _product(value, 1 / ratio.value if ratio.value else None)
                yield derived(told, part, changed, price.figure.unit, of)


def _product(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left * right


def _rounded(price: Figure) -> Figure:
    """A typed price, rounded to the minor unit of its currency like any quotient of amounts."""
    currency = price.unit.currency
    if not price.exact or price.value is None or currency is None:
        return price
    half = Fraction(1, 2 * 10 ** CURRENCIES[currency])
    return price.with_bounds(Bounds(max(Fraction(0), price.value - half), price.value + half), "")


def _meet(stated: Side, product: Side) -> bool:
    wide = multiply(product.reach, Bounds(1 - TOLERANCE, 1 + TOLERANCE))
    return overlap(stated.reach, wide) is not None


def _told(scene: Scene, stated: Sequence[Side], computed: Sequence[Side], wrong: bool) -> str:
    amounts = ", ".join(f"{each.account.says} ({scene.who(each.account)})" for each in stated)
    products = " or ".join(
        f"{each.account.says} = {meaning(each.bounds, each.account.figure.unit, 'money')}"
        for each in computed
    )
    return f"{amounts} {'is not' if wrong else 'fits'} {products}"
