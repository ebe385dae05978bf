"""Stated values of a deal's target against what its price of a share makes of it
(``value-disagrees``).

The equity is at least the price × the shares that are bought, and × the shares in issue; a value
over the same shares, basic or diluted, is that product. More than half as much again as the shares
in issue, which options and convertibles hardly bring, is a warning. Tolerance: what the figures can
mean, conversion at the deal's date, and half a per cent. Where the claims on the values disagree by
themselves, or the price and its parts, or the premium, that is the fault, and told there; counts of
more than a year before the deal decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

from dealmodel.calculators.accounts import Account, Path
from dealmodel.calculators.reconciliation import Verdict, reconciled
from dealmodel.calculators.rough import as_roughly
from dealmodel.calculators.sides import Side, side
from dealmodel.checks.context import Context
from dealmodel.checks.finding import SEVERITIES, Bar, Finding, Severity
from dealmodel.checks.parts_sum import price_does_not_add_up
from dealmodel.checks.stated_offer import premium_is_wrong
from dealmodel.checks.wording import conversion_note, meaning
from dealmodel.derivations.deal_price import equity_by_price, paid_by_price
from dealmodel.derivations.printing import how_of
from dealmodel.figures.bounds import Bounds, hull
from dealmodel.formulas.result import Result
from dealmodel.rates.period import parse_period
from dealmodel.records.deal import Deal, StatedValue

TOLERANCE = Fraction(5, 1000)
MOST = Fraction(3, 2)
"""So many times the shares in issue are all that a company may be expected to come to have."""

_STALE = timedelta(days=366)


def deal_price(context: Context) -> Iterator[Finding]:
    """A finding for each deal with a stated value that the price of a share does not allow; where
    the price is not that of its parts or premium, that is the fault, and told there."""
    for path, deal in context.records(Deal):
        stated = [claim for claim in deal.values if claim.of == "equity"]
        if not stated or not deal.price_per_share or _disagree(context, path, deal):
            continue
        faults = _faults(context, path, deal)
        first = min(faults, key=lambda each: SEVERITIES.index(each.severity), default=None)
        if first is not None and not (
            price_does_not_add_up(context, path, deal) or premium_is_wrong(context, path, deal)
        ):
            yield first


def _faults(context: Context, path: Path, deal: Deal) -> Iterator[Finding]:
    products = list(_products(context, str(path[1]), deal))
    accounts = context.accounts(deal.values, (*path, "values"))
    for claim, account in zip(deal.values, accounts, strict=True):
        if claim.of != "equity":
            continue
        for result, counted in products:
            given = side(account, result.unit, context.exchange(deal))
            if isinstance(given, Side):
                wrong = _fault(given, claim, result, counted)
                if wrong is not None:
                    yield _finding(context, given, result, *wrong)
                    break


def _disagree(context: Context, path: Path, deal: Deal) -> bool:
    accounts = context.accounts(deal.values, (*path, "values"))
    by_aspect: dict[tuple[str, ...], list[Account]] = {}
    for claim, account in zip(deal.values, accounts, strict=True):
        by_aspect.setdefault(claim.aspect, []).append(account)
    exchange = context.exchange(deal)
    return any(reconciled(own, exchange).verdict == "contradictory" for own in by_aspect.values())


def _products(context: Context, key: str, deal: Deal) -> Iterator[tuple[Result, str | None]]:
    """What the price makes of the shares, and over which; of those bought, nobody says."""
    setting = context.setting
    if not _is_stale(context, deal):
        for result in equity_by_price(key, deal, setting):
            if isinstance(result, Result):
                yield result, str(result.details["counted"])
    yield from ((r, None) for r in paid_by_price(deal, setting) if isinstance(r, Result))


def _is_stale(context: Context, deal: Deal) -> bool:
    if deal.dated is None:
        return True
    day = parse_period(deal.dated)
    counts = context.setting.counts.state(deal.target, day).by_class.values()
    return any(day.first - count.when.last > _STALE for count in counts)


def _fault(
    given: Side, claim: StatedValue, result: Result, counted: str | None
) -> tuple[Severity, str] | None:
    """How grave it is that a stated value stands beside a product, and in what words."""
    reach = hull(given.reach, _rough(given))
    low, high = result.bounds.low, result.bounds.high
    if low is None or high is None:
        return None
    least, most = low * (1 - TOLERANCE), high * (1 + TOLERANCE)
    if counted != "diluted" and reach.high is not None and reach.high < least:
        return "error", "is less than"
    if counted is None or reach.low is None or reach.high is None:
        return None
    if claim.shares == counted and (reach.high < least or reach.low > most):
        return "error", "is not"
    if counted == "basic" and reach.low > MOST * most:
        return "warning", f"is more than {float(MOST)} times"
    return None


def _rough(given: Side) -> Bounds:
    return given.bounds if given.conversion is not None else as_roughly(given.figure)


def _finding(
    context: Context, given: Side, result: Result, severity: Severity, words: str
) -> Finding:
    says = how_of(result)
    account = given.account
    verdict: Verdict = "contradictory" if severity == "error" else "undecided"
    return context.finding(
        "value-disagrees",
        severity,
        account.path,
        f"an equity value of {account.says} ({context.who(account)}) {words} {says} = "
        f"{meaning(result.bounds, result.unit, 'money')}{conversion_note([given])}",
        verdict=verdict,
        claims=[account],
        bars=[*context.bars([given]), Bar(says, "price × shares", result.point, result.bounds)],
        unit=result.unit,
        kind="money",
    )
