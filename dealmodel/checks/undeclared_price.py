"""A price of which its source says neither version nor basis, beside the one that it may be of
(``claims-agree``, or ``claims-disagree`` that is undecided: it may be another price).

Tolerance: that of claims on one fact, with conversion at the named price's date. What a source
leaves open keeps a difference from being a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.calculators.reconciliation import reconciled
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding
from dealmodel.checks.wording import meaning
from dealmodel.records.price import Price

UNDECLARED = "undeclared"


def undeclared_price(context: Context) -> Iterator[Finding]:
    """A finding for each price without a basis that names another."""
    for path, price in context.records(Price):
        other = context.book.prices.get(price.compare_to or "")
        if price.basis != UNDECLARED or other is None or other.basis == UNDECLARED:
            continue
        own = context.accounts(price.amount, (*path, "amount"))
        beside = context.accounts(other.amount, ("prices", str(price.compare_to), "amount"))
        found = reconciled([*own, *beside], context.exchange(other))
        fits = found.verdict in ("equal", "compatible")
        told = "; ".join(
            f"{side.account.says} ({context.who(side.account)}) is "
            f"{meaning(side.bounds, found.unit, found.kind)}"
            for side in found.sides
        )
        left_open = "version, basis or day" if price.variant is None else "basis or day"
        message = f"can be one price: {told}"
        if not fits:
            message = f"may be two prices, as the source leaves {left_open} open: {told}"
        yield context.finding(
            "claims-agree" if fits else "claims-disagree",
            "info",
            (*path, "amount"),
            message,
            verdict="compatible" if fits else "undecided",
            claims=[*own, *beside],
            bars=context.bars(found.sides),
            unit=found.unit,
            kind=found.kind,
        )
