"""What was paid against price per share × number of shares (``amount-shares-price``).

What a price is of, a share or a depositary receipt, and which of them were counted, is for
:mod:`dealmodel.calculators.receipts` to tell; where the sources' words leave both open, either
product will do, and where no product can be had the finding says why. Tolerance: rounding, that of
a typed price to its minor unit included, conversion at the record's date, and half a per cent,
since amounts are told with or without fees. A bare amount that is the product told more roughly
("JPY 50 billion" beside 52.9 billion) is undecided: a warning, since price and number are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from dealmodel.calculators.accounts import Account, Path, computed
from dealmodel.calculators.receipts import paid_from_shares
from dealmodel.calculators.rough import Told, meet_when_rounded
from dealmodel.calculators.sides import Side, side
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding
from dealmodel.checks.wording import conversion_note, meaning
from dealmodel.errors import InputError
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.figure import Figure
from dealmodel.formulas.ranges.intervals import multiply
from dealmodel.records.deal import Deal
from dealmodel.records.stake import Stake

TOLERANCE = Fraction(5, 1000)


def amount_shares_price(context: Context) -> Iterator[Finding]:
    """A finding for each stake that has all three, and each deal without parts."""
    records: list[tuple[Path, Stake | Deal]] = [*context.records(Stake)]
    records += [(path, each) for path, each in context.records(Deal) if not each.consideration]
    for path, record in records:
        paid = context.accounts(record.paid, (*path, "paid"))
        prices = context.accounts(record.price_per_share, (*path, "price_per_share"))
        shares = context.accounts(record.shares, (*path, "shares"))
        if paid and prices and shares:
            yield from _of_record(context, path, record, paid, prices, shares)


def _of_record(
    context: Context,
    path: Path,
    record: Stake | Deal,
    paid: Sequence[Account],
    prices: Sequence[Account],
    shares: Sequence[Account],
) -> Iterator[Finding]:
    given_ratio = record.ads_ratio if isinstance(record, Stake) else ()
    receipts = context.accounts(given_ratio, (*path, "ads_ratio"))
    products, refused = _products(prices, shares, receipts)
    given = [*paid, *prices, *shares, *receipts]
    if not products:
        told = f"cannot be compared with price and shares: {'; '.join(refused)}"
        yield context.finding(
            "amount-shares-price", "info", (*path, "paid"), told, verdict="undecided", claims=given
        )
        return
    unit = products[0].figure.unit
    exchange = context.exchange(record)
    stated = [each for account in paid if isinstance(each := side(account, unit, exchange), Side)]
    computed = [each for p in products if isinstance(each := side(p, unit, exchange), Side)]
    if not stated or not computed:
        return
    apart = [each for each in stated if not any(_meet(each, product) for product in computed)]
    wrong = [each for each in apart if not any(_is_rougher(each, other) for other in computed)]
    told = _told(context, wrong or apart or stated, computed, _VERBS[bool(apart) + bool(wrong)])
    yield context.finding(
        "amount-shares-price",
        "error" if wrong else "warning" if apart else "info",
        (*path, "paid"),
        told + conversion_note([*stated, *computed]),
        verdict="contradictory" if wrong else "undecided" if apart else "compatible",
        claims=given,
        bars=[
            *context.bars(wrong or apart or stated),
            *(Bar(p.account.says, p.account.origin or "", p.value, p.bounds) for p in computed),
        ],
        unit=unit,
        kind="money",
    )


_VERBS = ("fits", "may be told more roughly than", "is not")


def _products(
    prices: Sequence[Account], shares: Sequence[Account], receipts: Sequence[Account]
) -> tuple[list[Account], list[str]]:
    """Each product of a price and a number, and why there is none of those that have none."""
    ratios = [each.figure for each in receipts]
    found: dict[tuple[str, Bounds], Account] = {}
    refused: dict[str, None] = {}
    for price, number in product(prices, shares):
        try:
            results = paid_from_shares(_rounded(price.figure), number.figure, ratios)
        except InputError as error:
            refused[error.message] = None
            continue
        for result in results:
            account = computed(result, [price, number])
            found.setdefault((account.says, result.bounds), account)
    return list(found.values()), list(refused)


def _is_rougher(stated: Side, computed: Side) -> bool:
    left, right = (Told.of(each.figure, each.value) for each in (stated, computed))
    return meet_when_rounded(left, right)


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


def _told(context: Context, stated: Sequence[Side], computed: Sequence[Side], verb: str) -> str:
    amounts = ", ".join(f"{each.account.says} ({context.who(each.account)})" for each in stated)
    products = " or ".join(
        f"{each.account.says} = {meaning(each.bounds, each.account.figure.unit, 'money')}"
        for each in computed
    )
    return f"{amounts} {verb} {products}"
