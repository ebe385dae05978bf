"""Claims on one fact: where their sources agree (``claims-agree``), and where they cannot both be
right (``claims-disagree``).

Tolerance: what the figures can mean, by their rounding and hedges, and half a per cent for an
amount converted from another currency; see :mod:`dealmodel.calculators.reconciliation`. Bare
amounts that meet only when one is rounded as roughly as the other are undecided: info. So are
claims that no one unit holds: a warning where the record lacks the date that a conversion
needs, info where there is no rate or no common unit. One source, or several that repeat one origin,
agreeing with itself is no finding.

Claims on one fact may stand in two records: two volumes of one party, product, scope, measure and
period, two amounts from one party's accounts, two prices of one product, seller, market, basis and
date, a holder's stake and its place in the joint venture of that date. Such records are compared
where each alone is free of contradiction. Two stakes of one investor are not: they may be two
purchases.
"""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.calculators.accounts import Account
from dealmodel.calculators.reconciliation import (
    Cluster,
    Pair,
    Reconciliation,
    can_be_one,
    reconciled,
)
from dealmodel.calculators.sides import Side
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding, Severity, Words
from dealmodel.checks.wording import between, conversion_note, overlap_text
from dealmodel.rates.period import parse_period
from dealmodel.records.financial import Financial
from dealmodel.records.joint_venture import JointVenture
from dealmodel.records.price import Price
from dealmodel.records.stake import Stake
from dealmodel.records.term import Term
from dealmodel.records.volume import Volume
from dealmodel.records.walking import ClaimList

_SHOWN = 4


def claims(context: Context) -> Iterator[Finding]:
    """A finding for each fact with several claims."""
    for each in context.lists:
        if each.are_figures and len(each.claims) > 1 and not isinstance(each.record, Term):
            yield from _of_list(context, each)
    for group in _in_several_records(context):
        if all(context.reconciliation(each).verdict != "contradictory" for each in group):
            given = [a for each in group for a in context.accounts(each.claims, each.path)]
            found = reconciled(given, context.exchange(group[0].record))
            yield from told(context, group[-1], found)


def _of_list(context: Context, each: ClaimList) -> Iterator[Finding]:
    """The findings of one list of claims, those on one aspect of the field together."""
    aspects: dict[tuple[str, ...], list[Account]] = {}
    given = context.accounts(each.claims, each.path)
    for claim, account in zip(each.claims, given, strict=True):
        aspects.setdefault(claim.aspect, []).append(account)
    if len(aspects) == 1:
        yield from told(context, each, context.reconciliation(each))
        return
    exchange = context.exchange(each.record)
    for group in aspects.values():
        if len(group) > 1:
            yield from told(context, each, reconciled(group, exchange))


def _in_several_records(context: Context) -> Iterator[list[ClaimList]]:
    """The lists of claims on one fact that stand in several records."""
    groups: dict[tuple[object, ...], list[ClaimList]] = {}
    for each in context.lists:
        fact = _fact(each)
        if fact is not None:
            groups.setdefault(fact, []).append(each)
    for group in groups.values():
        # Two stakes alone may be two purchases; beside a joint venture's holder they are one.
        if len({each.path[:2] for each in group}) > 1 and any(
            not isinstance(each.record, Stake) for each in group
        ):
            yield group


def _fact(each: ClaimList) -> tuple[object, ...] | None:
    """What tells that two records are about one thing; ``None`` where records of the kind may be
    about several."""
    record, name = each.record, each.path[2]
    if isinstance(record, Volume) and name == "count" and record.period:
        whose = record.party, record.product, record.scope
        return "volume", *whose, record.measure, parse_period(record.period).days
    if isinstance(record, Financial) and name == "amount" and record.dated:
        whose = record.party, record.scope, record.basis
        return "financial", *whose, record.measure, parse_period(record.dated).days
    if isinstance(record, Price):
        what = record.product, record.variant, record.seller, record.market
        return "price", *what, record.basis, record.on
    if record.dated is None:
        return None
    if isinstance(record, JointVenture) and name == "holders":
        return "holding", each.path[3], record.party, record.dated
    if isinstance(record, Stake) and name == "share" and record.share_class is None:
        return "holding", record.investor, record.investee, record.dated
    return None


def told(
    context: Context, each: ClaimList, found: Reconciliation, code: str = "claims-disagree"
) -> Iterator[Finding]:
    """What is told of claims on one thing: under ``code`` where they do not agree."""
    if found.verdict in ("contradictory", "undecided"):
        yield _disagree(context, each, found, code)
    elif found.voices > 1:
        yield _agree(context, each, found)


def _agree(context: Context, each: ClaimList, found: Reconciliation) -> Finding:
    return _finding(context, each, found, "claims-agree", "info", lambda: _agreement(found))


def _agreement(found: Reconciliation) -> str:
    message = f"{found.voices} independent accounts "
    message += "say the same" if found.verdict == "equal" else "can all be right"
    if found.verdict == "compatible":
        message += f": {overlap_text(found)}"
    return message + conversion_note(found.sides)


def _disagree(context: Context, each: ClaimList, found: Reconciliation, code: str) -> Finding:
    if found.verdict == "undecided":
        message, severity = _undecided(context, each, found)
        return _finding(context, each, found, code, severity, message)
    return _finding(context, each, found, code, "error", lambda: _contradictions(context, found))


def _contradictions(context: Context, found: Reconciliation) -> str:
    main, *others = (each for each in found.clusters if each.label != "different_basis")
    parts = [_contradiction(context, main, other, found) for other in others[:_SHOWN]]
    if len(others) > _SHOWN:
        parts.append(f"and {len(others) - _SHOWN} more figures")
    return "; ".join(parts) + conversion_note(found.sides)


def _undecided(context: Context, each: ClaimList, found: Reconciliation) -> tuple[str, Severity]:
    """Why claims are undecided, and how grave that is: a record may lack its date."""
    parts = []
    reasons = dict.fromkeys(reason for _, reason in found.unplaced)
    if reasons:
        parts.append(f"cannot be compared: {'; '.join(reasons)}")
    rough = [cluster for cluster in found.clusters if cluster.label == "undecided"]
    if rough:
        main = found.clusters[0]
        says = " and ".join(_said(context, cluster) for cluster in (main, *rough[:_SHOWN]))
        parts.append(f"{says}: {overlap_text(found)}{conversion_note(found.sides)}")
    lacks_date = bool(reasons) and each.record.dated is None
    return "; ".join(parts), "warning" if lacks_date else "info"


def _contradiction(context: Context, main: Cluster, other: Cluster, found: Reconciliation) -> str:
    left, right = _apart(main, other)
    pair = found.pair(left, right)
    message = (
        f"{_said(context, main)} and {_said(context, other)} cannot both be right: "
        f"{between(pair, found.unit, found.kind)}"
    )
    if left.account.voice == right.account.voice:
        message += f" (both go back to {left.account.origin})"
    return message + _mending(pair)


def _apart(main: Cluster, other: Cluster) -> tuple[Side, Side]:
    """Two accounts, one of each cluster, that cannot both be right; the first such."""
    pairs = ((left, right) for left in main.sides for right in other.sides)
    return next((pair for pair in pairs if not can_be_one(*pair)), (main.sides[0], other.sides[0]))


def _mending(pair: Pair) -> str:
    remedies = dict.fromkeys(remedy.text for remedy in pair.remedies)
    told = f"; they would meet if {' or if '.join(list(remedies)[:2])}" if remedies else ""
    if pair.no_rate_between is not None:
        first, last = pair.no_rate_between
        told += f"; no daily rate from {first} to {last} brings them together"
    return told


def _said(context: Context, cluster: Cluster) -> str:
    return ", ".join(f"{s.account.says} ({context.who(s.account)})" for s in cluster.sides[:_SHOWN])


def _finding(
    context: Context,
    each: ClaimList,
    found: Reconciliation,
    code: str,
    severity: Severity,
    told: Words,
) -> Finding:
    return context.finding(
        code,
        severity,
        each.path,
        told,
        verdict=found.verdict,
        claims=[*(s.account for s in found.sides), *(a for a, _ in found.unplaced)],
        bars=context.bars(found.sides),
        unit=found.unit,
        kind=found.kind,
        reconciliation=found,
    )
