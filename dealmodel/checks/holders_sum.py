"""The shares of one company's holders together (``holders-sum``).

More than the whole even at the lowest that the figures can mean is an error. A joint venture lists
all its holders, so less than the whole at the highest is a warning: a holder is missing, or a
figure is wrong. Stakes of one company are added as of one day: those of the same date are an error
above the whole; later ones added to earlier ones of other holders only a warning, since an earlier
holder may have sold and the book does not say so (``ended``). A holder with several claims counts
with the lowest and the highest of them; tolerance is their rounding, and nothing beyond.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from dealmodel.calculators.accounts import Account, Path
from dealmodel.calculators.holdings import Holding, registry
from dealmodel.calculators.reconciliation import Verdict
from dealmodel.calculators.selection import HULL, select
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding, Severity
from dealmodel.checks.wording import meaning
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.units import PURE
from dealmodel.formulas.ranges.intervals import add
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.claim import Claim
from dealmodel.records.joint_venture import JointVenture

_VERDICTS: dict[Severity, Verdict] = {
    "error": "contradictory",
    "warning": "undecided",
    "info": "compatible",
}
_UP_TO_WHOLE, _FROM_WHOLE = Bounds(None, Fraction(1)), Bounds(Fraction(1), None)


def holders_sum(context: Context) -> Iterator[Finding]:
    """A finding for each company whose holders' shares do not go together."""
    for path, venture in context.records(JointVenture):
        if venture.party in venture.holders:
            told = f"{_name(context, venture.party)} is among its own holders: take it out"
            yield context.finding(
                "holders-sum",
                "error",
                (*path, "holders", venture.party),
                told,
                verdict="contradictory",
                claims=context.accounts(
                    venture.holders[venture.party], (*path, "holders", venture.party)
                ),
            )
        for name in ("holders", "votes"):
            yield from _of_venture(context, (*path, name), getattr(venture, name))
    yield from _of_stakes(context)


def _of_venture(
    context: Context, path: Path, holders: Mapping[str, Sequence[Claim]]
) -> Iterator[Finding]:
    known = {
        holder: context.accounts(claims, (*path, holder))
        for holder, claims in holders.items()
        if claims
    }
    if not known:
        return
    total = _total(known.values())
    if overlap(total, _UP_TO_WHOLE) is None:
        yield _finding(context, path, known, total, "error", "more than the whole")
    elif len(known) < len(holders) or path[-1] == "votes":
        return  # votes need not be stated for every holder
    elif overlap(total, _FROM_WHOLE) is None:
        told = "less than the whole: a holder is missing, or a share is wrong"
        yield _finding(context, path, known, total, "warning", told)
    else:
        yield _finding(context, path, known, total, "info", "the whole")


def _of_stakes(context: Context) -> Iterator[Finding]:
    by_company: dict[str, list[Holding]] = {}
    for each in registry(context.book, rules=context.setting.rules).holdings:
        if each.path[0] != "joint_ventures" and each.used:
            by_company.setdefault(each.held, []).append(each)
    for holdings in by_company.values():
        if len(holdings) > 1:
            yield from _of_company(context, holdings)


def _of_company(context: Context, holdings: Sequence[Holding]) -> Iterator[Finding]:
    """The holders as of the last of the dates: each with all that it holds by then."""
    parts = (part for each in holdings for part in each.parts or (each,))
    total = _total([part.used for part in parts if part.used])
    if overlap(total, _UP_TO_WHOLE) is not None:
        return
    last = max(holdings, key=lambda each: _when(each).last)
    at_once = all(_overlap(_when(last), _when(each)) for each in holdings)
    told = "more than the whole"
    if not at_once:
        told += ": if a holder has sold, say so (ended: DATE in its stake)"
    severity: Severity = "error" if at_once else "warning"
    stake = context.book.stakes.get(str(last.path[1])) if last.path[0] == "stakes" else None
    if not at_once and stake is not None and stake.shares_are == "secondary":
        severity = "info"  # bought from a holder: which one sold, the book need not say
    held = {each.holder: each.used for each in holdings}
    yield _finding(context, last.path, held, total, severity, told)


_ALWAYS = parse_period("0001")


def _when(holding: Holding) -> Period:
    """When it was told of last."""
    since = (holding.parts or (holding,))[-1].since
    return _ALWAYS if since is None else parse_period(since)


def _overlap(left: Period, right: Period) -> bool:
    return left.first <= right.last and right.first <= left.last


def _total(held: Iterable[Sequence[Account]]) -> Bounds:
    """What all of them are together; of one with several claims, the lowest to the highest."""
    return reduce(add, (select([each.figure for each in given], HULL).bounds for given in held))


def _finding(
    context: Context,
    path: Path,
    held: Mapping[str, Sequence[Account]],
    total: Bounds,
    severity: Severity,
    told: str,
) -> Finding:
    given = [account for accounts in held.values() for account in accounts]
    parts = " + ".join(
        f"{_name(context, holder)} {' or '.join(dict.fromkeys(a.says for a in accounts))}"
        for holder, accounts in held.items()
    )
    return context.finding(
        "holders-sum",
        severity,
        path,
        f"{parts} is {meaning(total, PURE, 'share')}: {told}",
        verdict=_VERDICTS[severity],
        claims=given,
        bars=[*_bars(context, held), Bar("together", "sum", None, total)],
        kind="share",
    )


def _bars(context: Context, held: Mapping[str, Sequence[Account]]) -> Iterator[Bar]:
    for holder, given in held.items():
        for account in given:
            figure, label = account.figure, f"{_name(context, holder)} {account.says}"
            yield Bar(label, context.who(account), figure.value, figure.bounds)


def _name(context: Context, party: str) -> str:
    found = context.book.parties.get(party)
    return found.name if found else party
