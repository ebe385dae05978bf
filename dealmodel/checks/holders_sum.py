"""The shares of one company's holders together (``holders-sum``).

More than the whole even at the lowest that the figures can mean is an error. A joint venture lists
all its holders, so less than the whole at the highest is a warning: a holder is missing, or a
figure is wrong. Stakes of one company are added as of one day: those of the same date are an error
above the whole; later ones added to earlier ones of other holders only a warning, since an earlier
holder may have sold and the book does not say so (``ended``). Shares of one class are added by
themselves, as they are of that class, whatever they are of the whole. A holder with several claims
counts with the lowest and the highest of them; tolerance is their rounding, and nothing beyond.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from dealmodel.calculators.accounts import Account, Path
from dealmodel.calculators.holding_dates import when_of
from dealmodel.calculators.holdings import Holding
from dealmodel.calculators.reconciliation import Verdict
from dealmodel.calculators.selection import HULL, select
from dealmodel.calculators.share_classes import class_key, class_of_share, in_words
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding, Severity
from dealmodel.checks.wording import meaning
from dealmodel.derivations.ownership import holdings_of
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.units import PURE
from dealmodel.formulas.ranges.intervals import add
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.claim import Claim
from dealmodel.records.holding import StatedHolding
from dealmodel.records.joint_venture import JointVenture
from dealmodel.records.stake import Stake

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
    companies: set[str] = set()
    for company, found in _of_stakes(context):
        companies.add(company)
        yield found
    yield from _of_classes(context, companies)


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


def _of_stakes(context: Context) -> Iterator[tuple[str, Finding]]:
    by_company: dict[str, list[Holding]] = {}
    for each in holdings_of(context.setting).holdings:
        if each.path[0] != "joint_ventures" and each.used:
            by_company.setdefault(each.held, []).append(each)
    for company, holdings in by_company.items():
        if len(holdings) > 1:
            yield from ((company, each) for each in _of_company(context, holdings))


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


Held = tuple[Path, str | None, tuple[Account, ...]]
"""Where a share of a class is stated, of which day, and by whom."""


def _of_classes(context: Context, told_of: Collection[str]) -> Iterator[Finding]:
    """The holders of one class of a company's shares, each with what it was told last; not of the
    companies of which the whole was told to be too much."""
    classes: dict[tuple[str, str], dict[str, Held]] = {}
    for company, holder, name, held in _shares_of_classes(context):
        holders = classes.setdefault((company, name), {})
        known = holders.get(holder)
        if known is None or when_of(known[1]).last <= when_of(held[1]).last:
            holders[holder] = held
    for (company, name), holders in classes.items():
        total = _total(given for *_, given in holders.values())
        if company in told_of or len(holders) < 2 or overlap(total, _UP_TO_WHOLE) is not None:
            continue
        last, on, _ = max(holders.values(), key=lambda each: when_of(each[1]).last)
        at_once = all(_overlap(when_of(on), when_of(other)) for _, other, _ in holders.values())
        told = f"more than all {in_words(name)}"
        if not at_once:
            told += ": if a holder has sold, say so (ended: DATE)"
        held_by = {holder: given for holder, (*_, given) in holders.items()}
        yield _finding(context, last, held_by, total, "error" if at_once else "warning", told)


def _shares_of_classes(context: Context) -> Iterator[tuple[str, str, str, Held]]:
    """Company, holder, class and what is stated, of each holding that is one of a class."""
    records: list[tuple[Path, StatedHolding | Stake, str, str]] = [
        *((path, each, each.held, each.holder) for path, each in context.records(StatedHolding)),
        *((path, each, each.investee, each.investor) for path, each in context.records(Stake)),
    ]
    for path, record, company, holder in records:
        if record.ended is not None or record.directness != "direct" or record.nominee_for:
            continue
        for name in ("after", "share"):
            given = context.accounts(getattr(record, name, ()), (*path, name))
            of = {class_key(class_of_share(a.figure, record.share_class)) for a in given}
            if len(of) == 1 and (key := of.pop()) is not None:
                yield company, holder, key, ((*path, name), record.dated, given)
                break


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
