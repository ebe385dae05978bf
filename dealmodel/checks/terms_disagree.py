"""Terms of a deal or agreement of which sources do not tell the same (``terms-disagree``), and a
condition that was met when it no longer could be.

Policy: a claim's ``on`` is the day from which it holds, so that claims of different days are an
amendment, not a contradiction; a claim without one is of the time its source was published. Figures
are compared as everywhere, periods by the days that they share ("latter half of 2026" is the second
half), contract rates by their value. Terms in other words are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dealmodel.calculators.reconciliation import Verdict, reconciled
from dealmodel.checks.claims import told
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding, Mention
from dealmodel.derivations.kinds import BY_SECTION
from dealmodel.rates.period import parse_period
from dealmodel.records.claim import Claim
from dealmodel.records.deal import Deal
from dealmodel.records.term import Term, versions
from dealmodel.records.walking import ClaimList

CODE = "terms-disagree"


def terms_disagree(context: Context) -> Iterator[Finding]:
    """A finding for each version of a term that several sources tell, and for each condition that
    was met after its deal was closed."""
    for each in context.lists:
        if not isinstance(each.record, Term) or len(each.claims) < 2:
            continue
        for version in versions(each.claims, context.book.sources):
            if len(version) > 1:
                yield from _compared(context, each, version)
    for path, deal in context.records(Deal):
        for name, term in deal.terms.items():
            if term.met and deal.closed and _is_after(term.met, deal.closed):
                yield context.finding(
                    CODE,
                    "error",
                    (*path, "terms", name),
                    f"{term.condition} was met {term.met}, after the deal was closed "
                    f"{deal.closed}: one of the two days is wrong",
                    verdict="contradictory",
                )


def _is_after(day: str, other: str) -> bool:
    return parse_period(day).first > parse_period(other).last


def _compared(context: Context, each: ClaimList, version: Sequence[int]) -> Iterator[Finding]:
    if each.are_figures:
        given = context.accounts(each.claims, each.path)
        exchange = context.exchange(_holder(context, each))
        found = reconciled([given[index] for index in version], exchange)
        yield from told(context, each, found, CODE)
        return
    kind = each.path[-1]
    values = _VALUES.get(str(kind))
    if values is not None:
        yield from _of_values(context, each, [values(each.claims, index) for index in version])


def _holder(context: Context, each: ClaimList) -> Deal:
    """The deal or agreement that the term is one of."""
    section, key = str(each.path[0]), str(each.path[1])
    holder: Deal = BY_SECTION[section].records(context.book)[key]
    return holder


class _Value(NamedTuple):
    """What a claim in words means, on a scale: from where to where; ``at`` is the claim's index."""

    at: int
    low: object
    high: object
    scale: str

    def meets(self, other: _Value) -> bool:
        return (
            self.scale == other.scale
            and self.low <= other.high  # type: ignore[operator]  # of one scale, so of one type
            and other.low <= self.high  # type: ignore[operator]
        )


def _days(claims: Sequence[Claim], index: int) -> _Value:
    period = claims[index].period()
    return _Value(index, period.first, period.last, "days")


def _rate(claims: Sequence[Claim], index: int) -> _Value:
    rate = claims[index].rate()
    if rate.base > rate.quote:
        return _Value(index, 1 / rate.value, 1 / rate.value, f"{rate.quote}/{rate.base}")
    return _Value(index, rate.value, rate.value, f"{rate.base}/{rate.quote}")


_VALUES = {"date": _days, "rate": _rate}


def _of_values(context: Context, each: ClaimList, values: Sequence[_Value]) -> Iterator[Finding]:
    claims = each.claims
    told_by = [(v.at, claims[v.at]) for v in values]
    mentions = [Mention(claim.says, claim.source, (*each.path, at)) for at, claim in told_by]
    sources = context.book.sources
    for at, value in enumerate(values):
        for other in values[:at]:
            if not value.meets(other):
                first, second = claims[other.at], claims[value.at]
                message = (
                    f"{first.says} ({sources[first.source].named}) and {second.says} "
                    f"({sources[second.source].named}) cannot both be right"
                )
                yield _finding(context, each, "contradictory", message, mentions)
                return
    voices = {sources[claims[v.at].source].voice.casefold() for v in values}
    if len(voices) > 1:
        is_equal = len({(v.low, v.high) for v in values}) == 1
        verdict: Verdict = "equal" if is_equal else "compatible"
        saying = "say the same" if is_equal else "can all be right"
        message = f"{len(voices)} independent accounts {saying}"
        yield _finding(context, each, verdict, message, mentions)


def _finding(
    context: Context,
    each: ClaimList,
    verdict: Verdict,
    message: str,
    mentions: Sequence[Mention],
) -> Finding:
    is_wrong = verdict == "contradictory"
    return context.finding(
        CODE if is_wrong else "claims-agree",
        "error" if is_wrong else "info",
        each.path,
        message,
        verdict=verdict,
        claims=mentions,
    )
