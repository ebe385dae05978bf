"""Equity and enterprise value, and what lies between them (``bridge``).

A deal, or a stake that is a leg of none, that states an enterprise value is wrong only if none of
its equity values, stated or implied, leads to it through the items that are given; see
:mod:`dealmodel.calculators.bridge`. Tolerance: what the figures can mean, and half a per cent for
conversions; bare amounts that meet when rounded to their last digit that is no trailing zero are
undecided. A value over basic shares may be less than one over all. Accounts of more than a year
before the deal decide nothing.

Net debt that is given both as such and as debt and cash, of one company and day, is counted once
and told; so is that of a stake beside that of the accounts, which may be of another day and then
decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product

from dealmodel.calculators.accounts import Account, Path
from dealmodel.calculators.bridge import Between, enterprise_from_equity, net_debt_of
from dealmodel.calculators.selection import Selected
from dealmodel.calculators.sides import Side, side
from dealmodel.checks.beside import VERDICTS, beside_stated
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding
from dealmodel.checks.wording import conversion_note, meaning
from dealmodel.derivations.company_values import (
    MOST,
    Occasion,
    amount_of,
    betweens,
    debt_of_accounts,
)
from dealmodel.derivations.deal_values import deal_occasion
from dealmodel.derivations.printing import how_of
from dealmodel.derivations.stakes import stake_occasion
from dealmodel.errors import DealModelError
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.formula import Exchange
from dealmodel.rates.period import parse_period
from dealmodel.records.deal import Deal
from dealmodel.records.financial import Financial
from dealmodel.records.stake import Stake

_STALE = timedelta(days=366)


def bridge(context: Context) -> Iterator[Finding]:
    """A finding for each stated enterprise value beside the equity, and each net debt told
    twice."""
    told = _accounts(context)
    for path, occasion in _occasions(context):
        yield from _of_occasion(context, path, occasion, told)
    for at, net_debt, found, day in (*_in_accounts(context), *_by_stakes(context)):
        yield from _twice(context, at, net_debt, found, day, told)


def _occasions(context: Context) -> Iterator[tuple[Path, Occasion]]:
    setting, book = context.setting, context.book
    for path, deal in context.records(Deal):
        legs = book.legs.get(str(path[1]), {})
        if any(v.of == "enterprise" for v in deal.values) or any(
            leg.enterprise_value for leg in legs.values()
        ):
            yield path, deal_occasion(str(path[1]), deal, setting)
    for path, stake in context.records(Stake):
        of_deal = book.deals.get(stake.deal or "")
        if stake.enterprise_value and (of_deal is None or of_deal.target != stake.investee):
            yield path, stake_occasion(f"stakes.{path[1]}", stake, setting)


def _accounts(context: Context) -> dict[int, Account]:
    """The account of each figure that can take part."""
    return {
        id(account.figure): account
        for each in context.lists
        if each.are_figures and each.path[0] in ("stakes", "deals", "financials")
        for account in context.accounts(each.claims, each.path)
    }


def _of_occasion(
    context: Context, path: Path, occasion: Occasion, told: Mapping[int, Account]
) -> Iterator[Finding]:
    exchange = context.exchange(occasion.record)
    stated = [told[id(v.printed)] for v in occasion.enterprises[:MOST] if id(v.printed) in told]
    beside: list[tuple[Result, Side, bool, Between]] = []
    for value, between in product(
        occasion.equities[:MOST], betweens(occasion, context.setting)[:MOST]
    ):
        try:
            found = enterprise_from_equity(
                value.quantity, between, holds_cash=occasion.holds_cash(value)
            )
        except DealModelError:
            continue  # that a day or a rate lacks is told where the value is derived
        sides = (side(account, found.unit, exchange) for account in stated)
        is_least = value.shares == "basic"
        beside += [(found, each, is_least, between) for each in sides if isinstance(each, Side)]
    if not beside:
        return
    verdicts = [beside_stated(found, each, is_least=least) for found, each, least, _ in beside]
    verdict = next(v for v in VERDICTS if v in verdicts)
    found, each, _, between = beside[verdicts.index(verdict)]
    severity, verb = VERDICTS[verdict]
    stale = verdict == "contradictory" and _is_stale(occasion, between)
    if stale:
        verdict, severity, verb = "undecided", "info", "is not, by accounts of long before,"
    says = how_of(found)
    days = sorted(set(between.of.values()))
    notes = [f"accounts of {', '.join(days)}" if days else "", f"without {between.without}"]
    yield context.finding(
        "bridge",
        severity,
        path,
        f"an enterprise value of {each.account.says} ({context.who(each.account)}) {verb} {says} = "
        f"{meaning(found.bounds, found.unit, found.kind)}{conversion_note([each])}; "
        + "; ".join(filter(None, notes if between.without else notes[:1])),
        verdict=verdict,
        claims=[*stated, *_claims(found, told)],
        bars=[*context.bars([each]), Bar(says, "the bridge", found.point, found.bounds)],
        unit=found.unit,
        kind="money",
    )


def _is_stale(occasion: Occasion, between: Between) -> bool:
    if not between.of or occasion.record.dated is None:
        return False
    oldest = min(parse_period(day).last for day in between.of.values())
    return parse_period(occasion.record.dated).first - oldest > _STALE


def _claims(found: Result, told: Mapping[int, Account]) -> list[Account]:
    accounts = [told.get(id(each)) for q in found.inputs.values() for each in _figures(q)]
    return [each for each in dict.fromkeys(accounts) if each is not None]


def _figures(quantity: Quantity) -> Iterator[Figure]:
    if isinstance(quantity, Selected):
        yield from (account.figure for account in quantity.used)
    elif isinstance(quantity, Figure):
        yield quantity


Twice = tuple[Path, Sequence[Account], Result, str]
"""Where a net debt is given, by whom, what other accounts make of it, and of which day."""


def _in_accounts(context: Context) -> Iterator[Twice]:
    """Net debt beside debt and cash of one company and day."""
    groups: dict[tuple[str, str | None, str], dict[str, tuple[Path, Financial]]] = {}
    for path, each in context.records(Financial):
        if each.measure in ("net_debt", "debt", "cash") and each.scope is None and each.amount:
            of = groups.setdefault((each.party, each.on, each.basis), {})
            of.setdefault(each.measure, (path, each))
    setting = context.setting
    for (_, day, _), of in groups.items():
        if len(of) == 3 and day is not None:
            path, stated = of["net_debt"]
            items = {name: amount_of([of[name][1]], setting) for name in ("debt", "cash")}
            found = _net_debt(items, setting.exchange(day))
            if found is not None:
                yield path, context.accounts(stated.amount, (*path, "amount")), found, day


def _by_stakes(context: Context) -> Iterator[Twice]:
    """A stake's own net debt beside that of the company's accounts."""
    setting = context.setting
    for path, stake in context.records(Stake):
        if not stake.net_debt:
            continue
        occasion = stake_occasion(f"stakes.{path[1]}", stake, setting)
        items, days = debt_of_accounts(occasion, setting)
        found = _net_debt(items, context.exchange(stake))
        if found is not None:
            at = (*path, "net_debt")
            yield at, context.accounts(stake.net_debt, at), found, max(days.values())


def _net_debt(items: Mapping[str, Quantity], exchange: Exchange | None) -> Result | None:
    if "net_debt" in items:
        return evaluate("net_debt", Leaf("net_debt"), items)
    if len(items) < 2:
        return None
    try:
        return net_debt_of(items["debt"], items["cash"], exchange)
    except DealModelError:
        return None


def _twice(
    context: Context,
    path: Path,
    net_debt: Sequence[Account],
    found: Result,
    day: str,
    told: Mapping[int, Account],
) -> Iterator[Finding]:
    record = getattr(context.book, str(path[0]))[path[1]]
    exchange = context.setting.exchange(day)
    sides = [
        each
        for account in net_debt
        if isinstance(each := side(account, found.unit, exchange), Side)
    ]
    if not sides:
        return
    verdicts = [beside_stated(found, each) for each in sides]
    verdict = next(v for v in VERDICTS if v in verdicts)
    each = sides[verdicts.index(verdict)]
    severity, verb = VERDICTS[verdict]
    if verdict == "contradictory" and record.dated != day:
        verdict, severity = "undecided", "info"
    says = how_of(found)
    yield context.finding(
        "bridge",
        severity,
        path[:2],
        f"net debt is given twice and counted once: {each.account.says} "
        f"({context.who(each.account)}) {verb} {says} = "
        f"{meaning(found.bounds, found.unit, 'money')}, of {day}",
        verdict=verdict,
        claims=[*net_debt, *_claims(found, told)],
        bars=[*context.bars(sides), Bar(says, "the accounts", found.point, found.bounds)],
        unit=found.unit,
        kind="money",
    )
