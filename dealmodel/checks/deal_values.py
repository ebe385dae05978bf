"""The values of one deal's target (``value-disagrees``).

Those that sources state of the deal and of its legs, and what its legs imply, are compared as they
are with the deal's new cash; enterprise values with each other. Only values over the same shares
are compared, and where nobody says whether new cash came, only those of one moment. Where what one
leg or one list of claims says is a contradiction already, or the legs do not add up, that is the
fault, and told there.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby

from dealmodel.calculators.accounts import Account, Path, computed
from dealmodel.calculators.reconciliation import reconciled
from dealmodel.calculators.valuation import post_money_of
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding
from dealmodel.checks.parts_sum import legs_do_not_add_up
from dealmodel.checks.wording import conversion_note, one_value, two_values
from dealmodel.dataclass import replace
from dealmodel.derivations.deal_legs import Legs, strange_legs
from dealmodel.derivations.deal_values import implied_equities, new_cash
from dealmodel.errors import DataError, UnitMismatch
from dealmodel.figures.figure import Figure
from dealmodel.formulas.printed import printed
from dealmodel.formulas.result import Result
from dealmodel.records.deal import Deal, StatedValue

Told = tuple[Hashable, Account]
"""An account, and whose it is: those of one list or leg are compared elsewhere."""


def deal_values(context: Context) -> Iterator[Finding]:
    """A finding for each deal whose values are told in several ways."""
    for path, deal in context.records(Deal):
        legs = context.book.legs.get(str(path[1]), {})
        if strange_legs(deal, legs):
            continue
        yield from _compared(context, path, deal, list(_equities(context, path, deal, legs)))
        yield from _compared(context, path, deal, list(_enterprises(context, path, deal, legs)))


def _equities(context: Context, path: Path, deal: Deal, legs: Legs) -> Iterator[Told]:
    """The values of the equity with the new cash; with their moment in their basis where nobody
    says what came."""
    cash, is_sure = new_cash(deal, legs, context.setting)
    is_old = bool(legs) and all(leg.shares_are == "secondary" for leg in legs.values())
    is_known = is_old or cash is not None
    for claim, account in _stated(context, path, deal, "equity"):
        whose = ("values", *claim.aspect)
        if cash is not None and claim.at != "post":
            after = _with_cash(context, deal, account, cash, is_sure and claim.at == "pre")
            if after is not None:
                yield whose, replace(after, basis=_basis(claim.shares))
        else:
            at = None if is_known else claim.at or "undeclared"
            yield whose, replace(account, basis=_basis(claim.shares, at))
    at = None if is_known else "post"
    new = [key for key, leg in legs.items() if leg.shares_are == "primary"]
    for key in new or legs:
        own = ("stakes", key, "equity_value")
        for account in context.accounts(legs[key].equity_value, own):
            yield key, replace(account, basis=_basis(None, at))
    given = [
        account
        for key, leg in legs.items()
        for name in ("paid", "share")
        for account in context.accounts(getattr(leg, name), ("stakes", key, name))
    ]
    for name in ("paid", "share"):
        given += context.accounts(getattr(deal, name), (*path, name))
    priced = new or list(legs)
    for each in implied_equities(str(path[1]), deal, context.setting):
        of = [account for account in given if account.source in each.sources]
        told = replace(computed(each, of), basis=_basis(None, at))
        yield (priced[0] if len(priced) == 1 else "legs"), told


def _with_cash(
    context: Context, deal: Deal, before: Account, cash: Result | Figure, is_new: bool
) -> Account | None:
    """A value with the cash added that went to the company: all of it where it ``is_new``."""
    try:
        after = post_money_of(before.figure, cash, context.exchange(deal), is_new=is_new)
    except (DataError, UnitMismatch):
        return None  # no day, or no rate, to add euros to dollars by
    added = printed(cash.expression, cash.inputs) if isinstance(cash, Result) else cash.verbatim
    return computed(after, [before], f"{before.says} + {'' if is_new else 'up to '}{added}")


def _enterprises(context: Context, path: Path, deal: Deal, legs: Legs) -> Iterator[Told]:
    for claim, account in _stated(context, path, deal, "enterprise"):
        yield ("values", *claim.aspect), replace(account, basis=_basis(claim.shares, claim.at))
    for key, leg in legs.items():
        for account in context.accounts(leg.enterprise_value, ("stakes", key, "enterprise_value")):
            yield key, replace(account, basis=_basis(None))


def _stated(
    context: Context, path: Path, deal: Deal, of: str
) -> Iterator[tuple[StatedValue, Account]]:
    accounts = context.accounts(deal.values, (*path, "values"))
    for claim, account in zip(deal.values, accounts, strict=True):
        if claim.of == of:
            yield claim, account


def _basis(shares: str | None, at: str | None = None) -> str:
    return " ".join(filter(None, (at, shares or "undeclared")))


def _compared(context: Context, path: Path, deal: Deal, told: Sequence[Told]) -> Iterator[Finding]:
    if len({whose for whose, _ in told}) < 2:
        return
    exchange = context.exchange(deal)
    found = reconciled([account for _, account in told], exchange)
    if found.verdict == "different_basis" or len(found.sides) < 2:
        return
    is_wrong = found.verdict == "contradictory"
    if is_wrong:
        in_order = sorted(told, key=lambda each: str(each[0]))
        for _, own in groupby(in_order, key=lambda each: str(each[0])):
            if reconciled([account for _, account in own], exchange).verdict == "contradictory":
                return
        if legs_do_not_add_up(context, path):
            return
    words = two_values if is_wrong else one_value
    yield context.finding(
        "value-disagrees",
        "error" if is_wrong else "info",
        path,
        lambda: words(found) + conversion_note(found.sides),
        verdict=found.verdict,
        claims=[account for _, account in told if account.path],
        bars=context.bars(found.sides),
        unit=found.unit,
        kind="money",
        reconciliation=found,
    )
