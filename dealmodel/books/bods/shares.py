"""Shares of an interest in per cent, and claims on them.

A bare number stands as ``exact``; what a hedge or stated bounds make of one as ``minimum`` and
``maximum``, or ``exclusiveMinimum`` and ``exclusiveMaximum`` for an open end. An end at nothing or
beyond the whole is left out. The other way round each share becomes words with the same bounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dealmodel.figures.decimals import Rounding, decimal_text
from dealmodel.figures.hedges import HedgeRules
from dealmodel.records.claim import Claim

Share = dict[str, Decimal]

_DIGITS = 12
"""Significant digits of a share without a finite decimal expansion; its ends are rounded outward.
Readers that take them as binary floats can still tell the two apart."""

_BARE = ("none", "exact")
_NOTHING, _WHOLE = Decimal(0), Decimal(100)
_UPWARDS = frozenset(["at_least", "more_than", "just_over"])
_LOW, _HIGH = ("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")


def share_of(claim: Claim, rules: HedgeRules) -> Share:
    """What a claim on a share says, in per cent; empty where it sets no limit.

    >>> from dealmodel.figures.reader import USUAL
    >>> share_of(Claim(says="21%", source="s"), USUAL)
    {'exact': Decimal('21')}
    >>> share_of(Claim(says="just over 50%", source="s"), USUAL)
    {'exclusiveMinimum': Decimal('50'), 'maximum': Decimal('51')}
    """
    figure = claim.figure(rules)
    bounds = figure.bounds
    if figure.value is not None and claim.bounds is None and figure.hedge in _BARE:
        return _between(figure.value, figure.value)
    if bounds.is_point and bounds.low is not None:
        return _between(bounds.low, bounds.low)
    share: Share = {}
    if bounds.low is not None and bounds.low > 0:
        key = "exclusiveMinimum" if bounds.low_open else "minimum"
        share[key] = _per_cent(bounds.low, "down")
    # That "at least 25%" ends at the whole goes without saying, here as there.
    ends_at_whole = bounds.high == 1 and claim.bounds is None and figure.hedge in _UPWARDS
    if bounds.high is not None and bounds.high <= 1 and not ends_at_whole:
        key = "exclusiveMaximum" if bounds.high_open else "maximum"
        share[key] = _per_cent(bounds.high, "up")
    return share


def _between(low: Fraction, high: Fraction) -> Share:
    minimum, maximum = _per_cent(low, "down"), _per_cent(high, "up")
    if minimum == maximum:
        return {"exact": minimum}
    return {"minimum": minimum, "maximum": maximum}


def _per_cent(value: Fraction, rounding: Rounding) -> Decimal:
    return Decimal(decimal_text(value * 100, rounding, _DIGITS))


@dataclass(frozen=True, slots=True)
class _Limits:
    """The ends that a share sets, ``None`` where there is none; an open end is not reached."""

    low: Decimal | None
    low_open: bool
    high: Decimal | None
    high_open: bool


def _limits(share: Mapping[str, Decimal]) -> _Limits:
    if "exact" in share:
        return _Limits(share["exact"], False, share["exact"], False)
    # Of an inclusive and an exclusive end, where both are given, the narrower one holds.
    lows = [(share[key], key.startswith("exclusive")) for key in _LOW if key in share]
    highs = [(share[key], not key.startswith("exclusive")) for key in _HIGH if key in share]
    low, low_open = max(lows, default=(_NOTHING, False))
    high, high_closed = min(highs, default=(None, True))
    return _Limits(low or None, low_open, high, not high_closed)


def claim_words(share: Mapping[str, Decimal]) -> dict[str, Any] | None:
    """The keys of a claim that says what a share does; ``None`` where it sets no limit, or is
    nothing at all.

    >>> claim_words({"exact": Decimal("76.5")})
    {'says': '76.5%', 'exact': True}
    >>> claim_words({"exclusiveMinimum": Decimal("25")})
    {'says': 'more than 25%', 'reading': 'strict'}
    >>> claim_words({"minimum": Decimal("25"), "exclusiveMaximum": Decimal("50")})
    {'says': '25% to 50%', 'bounds': ['25%', 'less than 50%']}
    """
    limits = _limits(share)
    low, high = _words(limits.low), _words(limits.high)
    if limits.high == 0 or (low is None and high is None):
        return None
    if limits.low == (_WHOLE if limits.high is None else limits.high):
        return {"says": low, "exact": True}
    if low is None:
        return {"says": f"{'less than' if limits.high_open else 'at most'} {high}"}
    if high is None and limits.low_open:
        return {"says": f"more than {low}", "reading": "strict"}
    if high is None:
        return {"says": f"at least {low}"}
    if not (limits.low_open or limits.high_open):
        return {"says": f"{low} to {high}"}
    ends = [
        f"more than {low}" if limits.low_open else low,
        f"less than {high}" if limits.high_open else high,
    ]
    return {"says": f"{low} to {high}", "bounds": ends}


def share_fault(share: Mapping[str, Decimal]) -> str | None:
    """Why there is no such share, or ``None`` where there is."""
    limits = _limits(share)
    low, high = limits.low or _NOTHING, _WHOLE if limits.high is None else limits.high
    is_open = (limits.low_open and limits.low is not None) or limits.high_open
    if low < high or (low == high and not is_open):
        return None
    return f"no share is from {_words(low)} to {_words(high)}: put the lower end first"


def _words(number: Decimal | None) -> str | None:
    return None if number is None else f"{decimal_text(Fraction(number))}%"


def is_nothing(share: Mapping[str, Decimal]) -> bool:
    """Whether a share is known to be none at all."""
    return _limits(share).high == _NOTHING


def narrowest(share: Mapping[str, Decimal]) -> Share:
    """A share in as few keys as say the same, which is what a claim on it gives back.

    >>> narrowest({"minimum": Decimal(0), "maximum": Decimal(25)})
    {'maximum': Decimal('25')}
    """
    limits = _limits(share)
    if limits.low is not None and limits.low == limits.high:
        return {"exact": limits.low}
    found: Share = {}
    if limits.low is not None:
        found[_LOW[limits.low_open]] = limits.low
    if limits.high is not None:
        found[_HIGH[limits.high_open]] = limits.high
    return found
