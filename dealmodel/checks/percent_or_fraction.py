"""A percentage that is written or meant otherwise (``percent-or-fraction``).

Three slips: a stake written as a plain number, "0.2", which is read as a fraction of the whole; two
shares of one thing that differ by a factor of 100, "0.2%" beside "20%"; and growth printed as per
cent *of* the earlier figure, "204 %" where the others say 104 % more. The first is an error as it
stands; the others only where two claims, or a claim and the volumes it is about, contradict each
other and the change would mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dealmodel.calculators.reconciliation import pairs_of
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding
from dealmodel.checks.magnitude import factor_between
from dealmodel.dataclass import replace
from dealmodel.figures.bounds import overlap, point
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.reader import figure
from dealmodel.formulas.ranges.intervals import subtract

_ONE = point(Fraction(1))


def plain_shares(context: Context) -> Iterator[Finding]:
    """A finding for each share that is written as a plain number."""
    for each in context.lists:
        if not each.are_figures:
            continue
        for account in context.accounts(each.claims, each.path):
            value = account.figure.value
            if account.figure.kind != "share" or value is None or "%" in account.says:
                continue
            if figure(account.figure.verbatim, locale=account.locale).kind == "number":
                told = (
                    f"{account.says} is read as {decimal_text(value * 100)}%: write "
                    f"{decimal_text(value * 100)}% or {decimal_text(value)}%, whichever is meant"
                )
                yield context.finding(
                    "percent-or-fraction", "error", each.path, told, claims=[account], kind="share"
                )


def other_percent(findings: Sequence[Finding]) -> Iterator[Finding]:
    """A finding for each contradiction between percentages that another reading would mend."""
    for each in findings:
        if each.verdict != "contradictory" or each.kind not in ("share", "growth"):
            continue
        told = next(filter(None, (_slip(*pair) for pair in _printed_pairs(each))), None)
        if told is not None:
            yield replace(
                each, code="percent-or-fraction", severity="error", message=told, details={}
            )


def _printed_pairs(finding: Finding) -> Iterator[tuple[Bar, Bar]]:
    """Two numbers each, of which the first is printed and may be meant otherwise."""
    if finding.code == "stated-ratio":
        yield finding.bars[0], finding.bars[1]
    else:
        for left, right in pairs_of(finding.bars):
            yield from ((left, right), (right, left))


def _slip(high: Bar, low: Bar) -> str | None:
    if overlap(low.bounds, high.bounds) is not None:
        return None
    if factor_between(low.bounds, high.bounds, (100,)):
        return f"{low.label} times 100 meets {high.label}: a fraction written as a percentage?"
    if overlap(subtract(high.bounds, _ONE), low.bounds) is not None:
        return (
            f"{high.label} meets {low.label} if it is per cent of the earlier figure, not per cent "
            "more"
        )
    return None
