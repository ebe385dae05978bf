"""Amounts of a deal that are of another order than its target (``magnitude``).

A fee of more than all of the target's value is an error. Equity and enterprise value more than
twenty-fold apart, with no debt given that would tell, are a warning: companies that are nearly all
cash or nearly all debt are rare, and a million for a billion is not. What the figures can mean is
compared, at the deal's rates.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dealmodel.calculators.accounts import Account, Path
from dealmodel.calculators.sides import Side, side
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding, Severity
from dealmodel.derivations.company_values import betweens
from dealmodel.derivations.deal_values import deal_occasion
from dealmodel.figures.units import Unit
from dealmodel.records.deal import Deal

APART = 20
"""So many times one value of a company may be another, where nothing between them is given."""


def sizes(context: Context) -> Iterator[Finding]:
    """A finding for each fee, and each pair of values, that is too large for the other."""
    for path, deal in context.records(Deal):
        accounts = context.accounts(deal.values, (*path, "values"))
        if accounts:
            yield from _fees(context, path, deal, accounts)
            yield from _values(context, path, deal, accounts)


def _fees(
    context: Context, path: Path, deal: Deal, values: tuple[Account, ...]
) -> Iterator[Finding]:
    unit = values[0].figure.unit
    whole = [each for each in _sides(context, deal, values, unit) if each.bounds.high is not None]
    if len(whole) < len(values):
        return
    most = max(each.bounds.high or Fraction(0) for each in whole)
    for name, term in deal.terms.items():
        where = (*path, "terms", name, "fee")
        fees = [each for each in context.accounts(term.fee, where) if each.figure.per is None]
        for fee in _sides(context, deal, fees, unit):
            if fee.bounds.low is not None and fee.bounds.low > most > 0:
                of = " and ".join(dict.fromkeys(each.account.says for each in whole))
                told = f"{fee.account.says} is more than all of the target, {of}"
                yield _finding(context, "error", fee, whole, f"{told}: correct one of them")
                break


def _values(
    context: Context, path: Path, deal: Deal, accounts: tuple[Account, ...]
) -> Iterator[Finding]:
    of = [claim.of for claim in deal.values]
    if len(set(of)) < 2 or betweens(
        deal_occasion(str(path[1]), deal, context.setting), context.setting
    ):
        return
    sides = _sides(context, deal, accounts, accounts[0].figure.unit)
    if len(sides) < len(of):
        return
    equities = [each for each, what in zip(sides, of, strict=True) if what == "equity"]
    enterprises = [each for each, what in zip(sides, of, strict=True) if what == "enterprise"]
    if all(_is_apart(a, b) or _is_apart(b, a) for a in equities for b in enterprises):
        first, others = enterprises[0], equities
        told = (
            f"an enterprise value of {first.account.says} beside an equity value of "
            f"{others[0].account.says}: more than {APART}-fold apart. Correct one of them, or give "
            "the net debt"
        )
        yield _finding(context, "warning", first, others, told)


def _is_apart(low: Side, high: Side) -> bool:
    top, bottom = low.bounds.high, high.bounds.low
    return top is not None and bottom is not None and 0 < top * APART < bottom


def _sides(
    context: Context, deal: Deal, given: tuple[Account, ...] | list[Account], unit: Unit
) -> list[Side]:
    exchange = context.exchange(deal)
    found = (side(each, unit, exchange) for each in given)
    return [each for each in found if isinstance(each, Side)]


def _finding(
    context: Context, severity: Severity, first: Side, others: list[Side], told: str
) -> Finding:
    return context.finding(
        "magnitude",
        severity,
        first.account.path,
        told,
        claims=[first.account, *(each.account for each in others)],
        bars=context.bars([first, *others]),
        unit=first.account.figure.unit,
        kind="money",
    )
