"""A contradiction that a factor of ten would mend (``magnitude``): million for billion, a digit
too many, one depositary receipt taken for one share.

It goes over what the other rules found to be contradictory, and looks for two numbers of a finding
that meet when one is multiplied by 10, 100 or 1000 or, for prices of shares, by a usual ADS ratio.
Tolerance: two per cent beyond what the figures can mean, so that a conversion does not hide the
slip; no factor is looked for between numbers that meet as they are. A factor of 100 between
percentages is told as ``percent-or-fraction``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from dealmodel.calculators.accounts import Path
from dealmodel.calculators.reconciliation import pairs_of
from dealmodel.calculators.remedies import POWERS
from dealmodel.checks.finding import Bar, Finding
from dealmodel.dataclass import replace
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.formulas.ranges.intervals import divide, multiply

ADS_RATIOS = (2, 3, 4, 5, 6, 8, 20, 40, 50)
"""Shares that one receipt stands for, as listings have them, besides the powers of ten."""

NEAR = Bounds(Fraction(98, 100), Fraction(102, 100))


def magnitude(findings: Sequence[Finding]) -> Iterator[Finding]:
    """A finding for each contradiction that a factor would mend."""
    told_of: set[tuple[Path, str, int]] = set()
    for each in findings:
        if each.verdict != "contradictory":
            continue
        factors = [power for power in POWERS if each.kind != "share" or power != 100]
        if each.code == "amount-shares-price":
            factors += ADS_RATIOS
        found = next(_mended(each, factors), None)
        if found is not None:
            low, high, factor = found
            if (each.path, low.label, factor) in told_of:
                continue  # one slip that several rules came upon
            told_of.add((each.path, low.label, factor))
            told = f"{low.label} times {factor:,} meets {high.label}"
            if factor in ADS_RATIOS:
                told += f": is the price that of a receipt of {factor} shares?"
            yield replace(
                each, code="magnitude", severity="error", message=told, bars=(low, high), details={}
            )


def _mended(finding: Finding, factors: Sequence[int]) -> Iterator[tuple[Bar, Bar, int]]:
    """Two numbers that a factor brings together, the smaller one first."""
    for pair in pairs_of(finding.bars):
        if overlap(pair[0].bounds, pair[1].bounds) is None:
            low, high = sorted(pair, key=lambda bar: bar.bounds.high or Fraction(0))
            found = factor_between(low.bounds, high.bounds, factors)
            if found is not None:
                yield low, high, found


def factor_between(low: Bounds, high: Bounds, factors: Iterable[int]) -> int | None:
    """The first of ``factors`` that ``low`` times it meets ``high``, within two per cent.

    >>> factor_between(Bounds(Fraction(2), Fraction(3)), Bounds(Fraction(250), None), (10, 100))
    100
    """
    if not low.low or low.low < 0:
        return None  # nothing, or something below it, has no factor
    try:
        needed = multiply(divide(high, low), NEAR)
    except ZeroDivisionError:
        return None
    return next((factor for factor in factors if factor in needed), None)
