"""The value of one company by different sources and legs (``value-disagrees``).

A stake's implied equity value is paid / share, source by source, or else the price of a share × all
shares; beside it stand the values that
sources state, and a stated pre-money value with the cash added that is new: all of it, none, the
primary part, or, where nobody says, something between. They are compared like any claims: rounding,
hedges, conversion at the record's date. Within one stake a contradiction is an error, and so is
more primary cash than was paid in all. Stakes that several investors buy in one company on one date
are legs of one deal or are priced alike: a contradiction between those is a warning only, since two
buyers may pay two prices; so have the new and the old shares that are legs of one deal. Where the
values contradict each other only because the claims of one list do, it is told there. A deal's
own values are for :mod:`dealmodel.checks.deal_values`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import product

from dealmodel.calculators.accounts import Account, Path, alike, computed
from dealmodel.calculators.reconciliation import Reconciliation, reconciled
from dealmodel.calculators.valuation import equity_value_of, post_money_of
from dealmodel.checks.context import Context
from dealmodel.checks.deal_values import deal_values
from dealmodel.checks.finding import Finding, Severity
from dealmodel.checks.wording import conversion_note, one_value, two_values
from dealmodel.derivations.stake_shares import by_price, of_all_shares
from dealmodel.errors import DataError, DivisionByZero, InputError, UnitMismatch
from dealmodel.records.stake import Stake


def value_disagrees(context: Context) -> Iterator[Finding]:
    """A finding for each stake with several values, and for each date with several stakes."""
    legs: dict[tuple[str, str, str | None], list[tuple[Path, Stake, Account]]] = {}
    for path, stake in context.records(Stake):
        yield from _more_primary_than_paid(context, path, stake)
        values = list(_values(context, path, stake))
        if len(values) > 1:
            found = reconciled(values, context.exchange(stake))
            if not _is_of_one_list(context, path, stake, found):
                yield from _compared(context, path, stake, found, "error")
        on = stake.dated
        if values and on:
            priced = stake.shares_are if stake.deal else None
            legs.setdefault((stake.investee, on, priced), []).append((path, stake, values[0]))
    for group in legs.values():
        if len({stake.investor for _, stake, _ in group}) > 1:
            path, stake, _ = group[0]
            beside = reconciled([value for *_, value in group], context.exchange(stake))
            yield from _compared(context, path, stake, beside, "warning")
    yield from deal_values(context)


_LISTS = ("paid", "share", "equity_value", "pre_money", "primary")

Lists = Mapping[str, Sequence[Account]]
"""The accounts of a stake by their fields."""


def _is_of_one_list(context: Context, path: Path, stake: Stake, found: Reconciliation) -> bool:
    """Whether the values contradict each other only because the claims of a list do: with some
    choice of claims that go together they do not."""
    exchange = context.exchange(stake)
    if found.verdict != "contradictory":
        return False
    lists = _lists(context, path, stake)
    choices: list[list[tuple[str, Sequence[Account]]]] = []
    for name, given in lists.items():
        own = reconciled(given, exchange) if len(given) > 1 else None
        if own is not None and own.verdict == "contradictory":
            clusters = [[side.account for side in each.sides] for each in own.clusters]
            choices.append([(name, each) for each in clusters[:_MOST]])
    for chosen in product(*choices[:_MOST]) if choices else ():
        some = list(_values_of(context, path, stake, {**lists, **dict(chosen)}))
        if len(some) > 1 and reconciled(some, exchange).verdict != "contradictory":
            return True
    return False


_MOST = 4
"""So many groups of claims, of so many lists, are tried with each other."""


def _lists(context: Context, path: Path, stake: Stake) -> Lists:
    return {name: context.accounts(getattr(stake, name), (*path, name)) for name in _LISTS}


def _values(context: Context, path: Path, stake: Stake) -> Iterator[Account]:
    """The implied values, those of one source where it gives both; then the stated ones."""
    yield from _values_of(context, path, stake, _lists(context, path, stake))


def _values_of(context: Context, path: Path, stake: Stake, lists: Lists) -> Iterator[Account]:
    """The same of some of its claims."""
    implied = list(_implied(context, stake, lists["paid"], lists["share"]))
    yield from implied or _by_price(context, path, stake)
    yield from lists["equity_value"]
    for before in lists["pre_money"]:
        yield from _with_new_cash(context, stake, before, lists)


def _with_new_cash(
    context: Context, stake: Stake, before: Account, lists: Lists
) -> Iterator[Account]:
    """The value before the deal with the cash added that went to the company."""
    if stake.shares_are == "secondary":
        yield before
        return
    is_new = stake.shares_are == "primary" or bool(stake.primary)
    name = "primary" if stake.primary else "paid"
    for cash in lists[name]:
        try:
            after = post_money_of(
                before.figure, cash.figure, context.exchange(stake), is_new=is_new
            )
        except (DataError, UnitMismatch):
            continue  # no day, or no rate, to add euros to dollars by
        says = f"{before.says} + {'' if is_new else 'up to '}{cash.says}"
        yield computed(after, [before, cash], says)


def _more_primary_than_paid(context: Context, path: Path, stake: Stake) -> Iterator[Finding]:
    paid = context.accounts(stake.paid, (*path, "paid"))
    primary = context.accounts(stake.primary, (*path, "primary"))
    for same in alike(primary):
        new = same[0]
        beside = [each for each in paid if each.figure.unit == new.figure.unit]
        least = new.figure.low
        is_more = least is not None and all(_is_below(each, least) for each in beside)
        if len(same) < len(primary) and is_more:
            others = reconciled(primary, context.exchange(stake))
            is_more = others.verdict != "contradictory"  # else told of the claims themselves
        if beside and is_more:
            says = " or ".join(dict.fromkeys(each.says for each in beside))
            told = f"{new.says} went to the company, which is more than was paid in all, {says}"
            yield context.finding(
                "value-disagrees",
                "error",
                (*path, "primary"),
                told,
                verdict="contradictory",
                claims=[*same, *beside],
            )


def _is_below(account: Account, least: Fraction) -> bool:
    return account.figure.high is not None and account.figure.high < least


def _implied(
    context: Context, stake: Stake, paid: Sequence[Account], shares: Sequence[Account]
) -> Iterator[Account]:
    together = [(a, s) for a in paid for s in shares if a.source == s.source]
    for amount, share in together or [(a, s) for a in paid for s in shares]:
        whole = of_all_shares(share.figure, stake, context.setting)
        if isinstance(whole, InputError):
            continue  # of a class of shares, and of the whole nobody knows
        try:
            value = equity_value_of(amount.figure, whole)
        except DivisionByZero:
            continue  # a share that may be 0, "up to 15%", says nothing of the whole
        says = f"{amount.says} / {share.says}" if whole is share.figure else None
        yield computed(value, [amount, share], says)


def _by_price(context: Context, path: Path, stake: Stake) -> Iterator[Account]:
    """The values by the price of a share and all shares."""
    setting = context.setting
    if not setting.counts.is_told(stake.investee):
        return
    for price in context.accounts(stake.price_per_share, (*path, "price_per_share")):
        reader = setting.reader(price.source)
        with suppress(InputError):
            value = next(by_price(stake, price.figure, reader, "basic", setting))
            yield computed(value, [price])


def _compared(
    context: Context, path: Path, stake: Stake, found: Reconciliation, severity: Severity
) -> Iterator[Finding]:
    if found.verdict == "undecided" and len(found.sides) < 2:
        return  # the claims themselves are told to lack a date
    contradictory = found.verdict == "contradictory"
    told = two_values if contradictory else one_value
    yield context.finding(
        "value-disagrees",
        severity if contradictory else "info",
        path,
        lambda: told(found) + conversion_note(found.sides),
        verdict=found.verdict,
        claims=[
            account
            for name in _LISTS
            for account in context.accounts(getattr(stake, name), (*path, name))
        ],
        bars=context.bars(found.sides),
        unit=found.unit,
        kind="money",
        reconciliation=found,
    )
