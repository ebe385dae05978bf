"""What is stated of an offer against what follows from its terms (``stated-ratio``,
``parts-sum``): its premium to the reference price, the value of the shares that are given at their
ratio, the ends of a collar, its price there, and the instalments of a part of the consideration.

Tolerance: what the figures can mean, and one unit of a printed number's last digit, since premiums
and ratios are cut off as often as rounded. Where the price is not what its parts come to, and the
premium is theirs, only the price is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dealmodel.calculators.accounts import Account, Path
from dealmodel.calculators.reconciliation import Verdict
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding, Severity
from dealmodel.checks.parts_sum import price_does_not_add_up
from dealmodel.checks.wording import meaning
from dealmodel.derivations.answers import Derived, Printed
from dealmodel.derivations.given_amounts import counted
from dealmodel.derivations.instalments import InstalmentSum, instalment_sums
from dealmodel.derivations.offers import AT_END, OFFER, PREMIUM, SHARES_VALUE, of_offer
from dealmodel.derivations.printing import how_of
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.ranges.intervals import multiply
from dealmodel.formulas.result import Result
from dealmodel.records.consideration import Instalment, SharesGiven
from dealmodel.records.deal import Deal


def stated_offer(context: Context) -> Iterator[Finding]:
    """A finding for each stated figure that is not what follows from the others."""
    for path, deal in context.records(Deal):
        subject = ".".join(map(str, path))
        found = of_offer(subject, deal, context.setting)
        answers = [each for each in found if isinstance(each, Derived)]
        missed = [each for each in answers if not _meets(each)]
        if not _premium_fits(context, path, deal, answers):
            yield from _premiums(context, path, deal, missed)
        if deal.consideration is None:
            continue
        if deal.consideration.shares is not None:
            yield from _shares(context, path, deal.consideration.shares, missed)
            if not any(each.name == OFFER and _meets(each) for each in answers):
                yield from _price(context, path, deal, missed)
            yield from _ends_apart(context, path, deal.consideration.shares, answers)
        for each in instalment_sums(deal, context.setting):
            if isinstance(each, InstalmentSum):
                yield from _instalments(context, path, deal, each)


def _meets(answer: Derived) -> bool:
    stated = [each.figure for each in answer.beside if isinstance(each, Printed)]
    return not stated or any(_meet(figure, answer.result) for figure in stated)


def premium_is_wrong(context: Context, path: Path, deal: Deal) -> bool:
    """Whether the stated premium is not that of the price to the reference price."""
    found = of_offer(".".join(map(str, path)), deal, context.setting)
    answers = [each for each in found if isinstance(each, Derived) and each.name == PREMIUM]
    is_told = any(each.beside for each in answers)
    return is_told and not _premium_fits(context, path, deal, answers)


def _premium_fits(context: Context, path: Path, deal: Deal, answers: Sequence[Derived]) -> bool:
    """Whether a premium is that of the stated price, or of what the parts come to where the price
    is not: then that is the fault, told of the price."""
    if any(each.name == PREMIUM and _meets(each) for each in answers):
        return True
    if not deal.premium or not price_does_not_add_up(context, path, deal):
        return False
    without = deal.model_copy(update={"price_per_share": ()})
    found = of_offer(".".join(map(str, path)), without, context.setting)
    again = [each for each in found if isinstance(each, Derived) and each.name == PREMIUM]
    return any(map(_meets, again))


def _premiums(
    context: Context, path: Path, deal: Deal, missed: Sequence[Derived]
) -> Iterator[Finding]:
    of_premium = [each for each in missed if each.name == PREMIUM]
    if of_premium:
        where = (*path, "premium")
        given = context.accounts(deal.premium, where)
        others = [
            account
            for field in ("price_per_share", "reference_price")
            for account in context.accounts(getattr(deal, field), (*path, field))
        ]
        what = "not the premium to the reference price:"
        yield _finding(context, "stated-ratio", where, of_premium[0].result, given, what, others)


def _shares(
    context: Context, path: Path, shares: SharesGiven, missed: Sequence[Derived]
) -> Iterator[Finding]:
    """What is stated of the shares' value; an end of a collar alone is itself at fault."""
    within = (*path, "consideration", "shares")
    given = context.accounts(shares.value, (*within, "value"))
    at_ends = {each.result.details["collar"]: each for each in missed if each.name == AT_END}
    of_value = [each for each in missed if each.name == SHARES_VALUE]
    if len(at_ends) == 1 and shares.collar is not None:
        ((end, answer),) = at_ends.items()
        where: Path = (*within, "collar", end, "ratio")
        others = context.accounts(getattr(shares.collar, end).ratio, where)
        what = f"not ratio × price at the {end} end of the collar:"
        yield _finding(context, "stated-ratio", where, answer.result, given, what, others)
        return
    for answer in [*of_value, *at_ends.values()][:1]:
        times = "number" if "number" in answer.result.inputs else "ratio"
        what = f"not {times} × price" + (" at either end of the collar:" if at_ends else ":")
        yield _finding(context, "stated-ratio", (*within, "value"), answer.result, given, what)


def _ends_apart(
    context: Context, path: Path, shares: SharesGiven, answers: Sequence[Derived]
) -> Iterator[Finding]:
    """A collar whose two ends are worth something else, where nobody says what they should be."""
    ends = [each.result for each in answers if each.name == AT_END and not each.beside]
    for low, high in zip(ends[::2], ends[1::2], strict=False):
        if low.unit != high.unit or overlap(multiply(low.bounds, _NEAR), high.bounds) is not None:
            continue
        told = " and ".join(
            f"{how_of(each)} = {meaning(each.bounds, each.unit, each.kind)}" for each in (low, high)
        )
        collar = shares.collar
        assert collar is not None
        within = (*path, "consideration", "shares", "collar")
        given = [
            account
            for name, end in (("low", collar.low), ("high", collar.high))
            for field in ("price", "ratio")
            for account in context.accounts(getattr(end, field), (*within, name, field))
        ]
        yield context.finding(
            "stated-ratio",
            "warning",
            within,
            f"the shares are worth {told} at the two ends of the collar, between which their value "
            "is fixed: correct a price or a ratio",
            verdict="undecided",
            claims=given,
        )
        return


_NEAR = Bounds(Fraction(995, 1000), Fraction(1005, 1000))


def _price(
    context: Context, path: Path, deal: Deal, missed: Sequence[Derived]
) -> Iterator[Finding]:
    """A price that the offer has at neither end of its collar."""
    for answer in [each for each in missed if each.name == OFFER][:1]:
        where = (*path, "price_per_share")
        given = context.accounts(deal.price_per_share, where)
        what = "not what the offer is worth at either end of the collar:"
        yield _finding(context, "parts-sum", where, answer.result, given, what)


def _instalments(
    context: Context, path: Path, deal: Deal, each: InstalmentSum
) -> Iterator[Finding]:
    wholes = [counted(figure, each.part) for figure in each.wholes]
    if not wholes or any(_can_be(whole, each) for whole in wholes):
        return
    where = (*path, "consideration", each.part)
    claims: Sequence[Instalment] = getattr(deal.consideration, each.part)
    given = list(zip(claims, context.accounts(claims, where), strict=True))
    own = [account for claim, account in given if any(claim.aspect[:2])]
    told = [account for claim, account in given if not any(claim.aspect[:2])]
    dated = [account for account in own if account.source == each.source]
    whole = [account for account in told if account.source == each.source] or told
    what = "not the sum of the instalments:" if each.is_all else "less than its instalments,"
    yield _finding(context, "parts-sum", where, each.result, whole, what, dated)


def _can_be(whole: Quantity, each: InstalmentSum) -> bool:
    """Whether an amount for the whole part can be the sum of the instalments, or, where there may
    be others, more than it."""
    if isinstance(whole, Figure) and _meet(whole, each.result):
        return True
    high, low = whole.bounds.high, each.result.bounds.low
    return not each.is_all and (high is None or low is None or high > low)


def _meet(stated: Figure, result: Result) -> bool:
    bounds, reach = stated.bounds, stated.granularity / 2
    wide = Bounds(
        None if bounds.low is None else bounds.low - reach,
        None if bounds.high is None else bounds.high + reach,
    )
    return overlap(wide, result.bounds) is not None


def _finding(
    context: Context,
    code: str,
    path: Path,
    result: Result,
    given: Sequence[Account],
    what: str,
    others: Sequence[Account] = (),
) -> Finding:
    verdict: Verdict = "contradictory"
    severity: Severity = "error"
    says = ", ".join(f"{account.says} ({context.who(account)})" for account in given)
    told = f"{says} is {what} {how_of(result)} = "
    told += meaning(result.bounds, result.unit, result.kind)
    bars = [
        Bar(account.says, context.who(account), account.figure.value, account.figure.bounds)
        for account in given
    ]
    return context.finding(
        code,
        severity,
        path,
        told,
        verdict=verdict,
        claims=sorted([*given, *others], key=lambda each: each.path[: len(path)] != path),
        bars=[*bars, Bar(how_of(result), "computed", result.point, result.bounds)],
        unit=result.unit,
        kind=result.kind,
    )
