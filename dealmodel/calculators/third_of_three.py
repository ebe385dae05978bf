"""The third of a stake, what was paid for it, and the value that both imply.

Policy: paid = stake × value, so any two give the third. The value is the equity value, after the
money where shares were new, as the International Private Equity and Venture Capital Valuation
Guidelines (2022) define it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dealmodel.calculators.options import options_checked
from dealmodel.calculators.quantities import money, payment, share
from dealmodel.dataclass import replace
from dealmodel.errors import CurrencyMismatch, OutOfRange, UsageError
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.formulas.expression import Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.formula import Exchange, exchanged, provenance
from dealmodel.rates.rate import Policy, PolicyKind, RateSource

if TYPE_CHECKING:
    from dealmodel.calculators.quantities import Given
    from dealmodel.calculators.selection import Prefer


@options_checked
def paid_for(
    stake: Given,
    value: Given,
    *,
    to: str | Sequence[str] = (),
    on: str | date | None = None,
    policy: PolicyKind | Policy = "previous",
    max_age: int = 7,
    rates: str | RateSource | RatesAt = "ecb",
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
) -> tuple[Result, ...]:
    """What a stake costs at an equity value: stake × value, and the same in each of ``to``.

    >>> paid_for("10%", "€7.4 billion")[0].rounded
    '740000000.00'

    :raises OutOfRange: a stake that is not above 0 and at most 100%, a negative value.
    :raises BadValue: one of the two is of the wrong kind.
    :raises UsageError: ``to`` without ``on``.
    :raises RateMissing: there is no rate for ``to``.
    """
    inputs = {
        "stake": share(stake, "the stake", rules, locale, prefer),
        "value": payment(value, "the value", rules, locale, prefer),
    }
    paid = Leaf("stake") * Leaf("value")
    targets = (to,) if isinstance(to, str) else tuple(to)
    if targets and on is None:
        raise UsageError("no rate without a date: give the day of the rate as well (--on)")
    results = [evaluate("paid", paid, inputs)]
    if on is not None:
        exchange = RatesAt.of(rates, policy, max_age).on(on)
        results += [_converted(inputs, target, exchange) for target in targets]
    return tuple(results)


def _converted(inputs: dict[str, Quantity], target: str, exchange: Exchange) -> Result:
    currency = inputs["value"].unit.currency
    assert currency is not None
    conversion = exchange.between(currency, target)
    whole, named = exchanged(Leaf("stake") * Leaf("value"), inputs, conversion)
    return evaluate(
        "paid", whole, named, warnings=conversion.warnings, details=provenance(conversion)
    )


@options_checked
def stake_bought(
    paid: Given,
    value: Given,
    *,
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
) -> Result:
    """The share of a company that an amount buys at an equity value: paid / value.

    >>> stake_bought("$1.6 billion", "$8 billion").point
    Fraction(1, 5)

    :raises CurrencyMismatch: paid in one currency, valued in another.
    :raises OutOfRange: more was paid than the whole is worth; a negative amount.
    :raises BadValue: one of the two is no amount of money in all.
    """
    inputs = {
        "paid": payment(paid, "paid", rules, locale, prefer),
        "value": money(value, "the value", rules, locale, prefer),
    }
    left, right = (str(inputs[name].unit) for name in ("paid", "value"))
    if left != right:
        message = f"paid in {left}, valued in {right}: convert one of them first"
        raise CurrencyMismatch(left, right, message)
    found = replace(evaluate("stake", Leaf("paid") / Leaf("value"), inputs), kind="share")
    if found.bounds.low is not None and found.bounds.low > 1:
        raise OutOfRange("paid", str(paid), f"{paid!s} is more than the whole, {value!s}")
    return found
