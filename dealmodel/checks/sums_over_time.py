"""Quarters, months and markets against their total (``parts-sum``).

The parts of a whole are those that :mod:`dealmodel.derivations.series` finds: periods of one party,
measure, scope and basis that leave no day out, or the markets that a record names. Of each source
that gives all parts the sum is held against its own total, or against everyone's where it prints
none. Tolerance: what the figures can mean. Bare amounts that meet when each is taken as rounded to
its last digit that is not 0 are undecided, and so are sums that meet a total only by taking parts
from several sources. Parts that leave one period open are held against the total where they are
more than the whole of it.

Years of one company's accounts that share days are not added, nor is growth told between them: a
warning, and only info where the company's own fiscal year is one of the two and the other may be
its last twelve months.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import attrgetter

from dealmodel.calculators.accounts import Account
from dealmodel.calculators.over_time import rest_of, sum_of
from dealmodel.calculators.reconciliation import Verdict
from dealmodel.calculators.rough import rough_bounds
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding, Severity
from dealmodel.checks.wording import meaning
from dealmodel.derivations.series import Entry, Whole, claims_of, mismatch, together, told
from dealmodel.errors import UnitMismatch
from dealmodel.figures.bounds import Bounds, hull, overlap
from dealmodel.formulas.printed import printed
from dealmodel.formulas.ranges.intervals import add
from dealmodel.formulas.result import Result
from dealmodel.records.financial import Financial
from dealmodel.records.volume import Volume

_source = attrgetter("source")

Summed = tuple[tuple[Account, ...], Result]


def sums_over_time(context: Context) -> Iterator[Finding]:
    """A finding for each printed total whose parts the book has."""
    for wholes in context.setting.once(told).wholes.values():
        for whole in wholes:
            if whole.total is not None:
                yield from _of_whole(context, whole, whole.total)
    for series in context.setting.once(told).series.values():
        for earlier, later in series.overlapping():
            yield from _overlap(context, earlier, later)


def _overlap(context: Context, earlier: Entry, later: Entry) -> Iterator[Finding]:
    record = later.records[0][1]
    if not isinstance(record, Financial):
        return
    ends = int(context.book.parties[record.party].fiscal_year_ends or 12)
    is_own = ends in (earlier.period.last.month, later.period.last.month)
    yield context.finding(
        "parts-sum",
        "info" if is_own else "warning",
        _path(later),
        f"{later.period} and {earlier.period} ({earlier.subject}) are two years that share days: "
        "they are not added, and no growth is told between them",
        verdict="different_basis",
        claims=[*_accounts(context, later), *_accounts(context, earlier)],
    )


def _of_whole(context: Context, whole: Whole, total: Entry) -> Iterator[Finding]:
    why = mismatch(whole)
    if why is not None:
        yield context.finding(
            "parts-sum", "warning", _path(total), why.message, verdict="different_basis"
        )
        return
    totals = _accounts(context, total)
    parts = [_accounts(context, entry) for entry in whole.parts]
    if not totals or not all(parts):
        return
    if whole.missing is None:
        yield from _summed(context, total, totals, parts)
    elif isinstance(total.records[0][1], Volume):
        yield from _too_large(context, total, totals, parts)


def _summed(
    context: Context, total: Entry, totals: Sequence[Account], parts: Sequence[Sequence[Account]]
) -> Iterator[Finding]:
    try:
        sums = [(each, sum_of([a.figure for a in each])) for each in together(parts, _source)]
    except UnitMismatch:
        return
    by_source: dict[object, list[Account]] = {}
    for account in totals:
        by_source.setdefault(account.source, []).append(account)
    beside = [(each, _against(each, totals, by_source)) for each in sums]
    alike = [(each, own) for each, own in beside if own]
    if not alike:
        return
    apart = [(each, own) for each, own in alike if not any(_meet(each[1], a) for a in own)]
    if not apart:
        (of, result), own = alike[0]
        stated = next(a for a in own if _meet(result, a))
        yield _finding(context, total, "compatible", stated, of, result)
        return
    (of, result), own = apart[0]
    is_open = any(_meet_roughly(of, a) for a in own)
    if len({each.source for each in (*of, *own)}) > 1:
        is_open = is_open or any(_meet_by_others(parts, a) for a in own)
    yield _finding(context, total, "undecided" if is_open else "contradictory", own[0], of, result)


def _too_large(
    context: Context, total: Entry, totals: Sequence[Account], parts: Sequence[Sequence[Account]]
) -> Iterator[Finding]:
    """Where even the known parts of a count are more than the whole of it."""
    for stated, *of in together([totals, *parts], _source):
        try:
            rest = rest_of(stated.figure, [each.figure for each in of])
            known = sum_of([each.figure for each in of])
        except UnitMismatch:
            continue
        high = rest.bounds.high
        if high is not None and high < 0 and not _meet_roughly(of, stated):
            yield _finding(context, total, "contradictory", stated, of, known, " and more")
            return


def _against(
    summed: Summed, totals: Sequence[Account], by_source: Mapping[object, Sequence[Account]]
) -> list[Account]:
    """The totals of the sum's own source, or, where it prints none, of all, in its unit."""
    of, result = summed
    sources = {each.source for each in of}
    own = by_source.get(of[0].source, ()) if len(sources) == 1 else ()
    alike = [each for each in own if _is_alike(each, result)]
    return alike or [each for each in totals if _is_alike(each, result)]


def _is_alike(total: Account, result: Result) -> bool:
    """Whether a total is in the unit of a sum; a count may be printed without its noun."""
    left, right = total.figure.unit, result.unit
    is_counted = not (left.currencies or right.currencies) and (left.is_pure or right.is_pure)
    return is_counted or left.same_as(right)


def _meet(result: Result, total: Account) -> bool:
    return overlap(result.bounds, total.figure.bounds) is not None


def _meet_roughly(of: Sequence[Account], total: Account) -> bool:
    reached = _added([rough_bounds(each.figure) for each in of])
    return overlap(reached, rough_bounds(total.figure)) is not None


def _meet_by_others(parts: Sequence[Sequence[Account]], total: Account) -> bool:
    """Whether what some source says of each part can make up the total."""
    if all(len(each) == 1 for each in parts):
        return False
    reached = _added([reduce(hull, (a.figure.bounds for a in accounts)) for accounts in parts])
    return overlap(reached, total.figure.bounds) is not None


def _added(bounds: Sequence[Bounds]) -> Bounds:
    return reduce(add, bounds)


def _accounts(context: Context, entry: Entry) -> list[Account]:
    """What sources say of the entry."""
    found: list[Account] = []
    for subject, record in entry.records:
        section, _, key = subject.partition(".")
        name, basis = ("count", record.measure) if isinstance(record, Volume) else ("amount", None)
        found += context.accounts(claims_of(record), (section, key, name), basis)
    return found


def _path(entry: Entry) -> tuple[str, ...]:
    return tuple(entry.subject.split("."))


_SEVERITIES: dict[Verdict, tuple[Severity, str]] = {
    "compatible": ("info", "fits"),
    "undecided": ("info", "may be told more roughly than"),
    "contradictory": ("error", "is not"),
}


def _finding(
    context: Context,
    total: Entry,
    verdict: Verdict,
    stated: Account,
    of: Sequence[Account],
    result: Result,
    beyond: str = "",
) -> Finding:
    severity, verb = _SEVERITIES[verdict]
    says = printed(result.expression, result.inputs)
    kind = stated.figure.kind
    return context.finding(
        "parts-sum",
        severity,
        _path(total),
        f"{stated.says} ({context.who(stated)}) {verb} {says} = "
        f"{meaning(result.bounds, result.unit, kind)}{beyond}",
        verdict=verdict,
        claims=[stated, *of],
        bars=[
            Bar(stated.says, context.who(stated), stated.figure.value, stated.figure.bounds),
            Bar(says, "; ".join(dict.fromkeys(map(context.who, of))), result.point, result.bounds),
        ],
        unit=result.unit,
        kind=kind,
    )
