"""Every rate at which dated amounts are worth nothing together, each enclosed.

The worth of amounts ``c`` at times ``t`` is a sum of ``c * exp(-t * u)``, ``u`` the force of
interest. It is nothing at most as often as the amounts change their sign, in the order of their
times. Times ``exp(m * u)``, with ``m`` between two amounts of different sign, its slope has the
amounts ``c * (m - t)``, which change their sign once less. So the turning points are found by the
same way, and between two of them the sum only rises or only falls: it is nothing there once or
never, as the signs at both ends tell. Every sign is proved; a float only guesses where to look.

Limits: two rates that no 50 digits tell apart, or one where the worth only touches nothing, are not
decided; amounts that change their sign more than :data:`MOST` times are not looked at.

Source: the rule of signs for sums of exponentials, G. Pólya and G. Szegő, Problems and Theorems in
Analysis II (1976), part V, 75-77.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from dealmodel.formulas.discounting import (
    FORCE,
    Dated,
    Enclosed,
    Worth,
    by_day,
    enclosed,
    narrowed,
)

MOST = 12
"""So many changes of sign are looked into."""

Stretch = tuple[Decimal, Decimal]


def rates_of(amounts: Sequence[Dated]) -> tuple[Enclosed, ...] | None:
    """All rates above -1 at which ``amounts`` are worth nothing together, the lowest first;
    ``None`` where that is not decided.

    >>> flows = [(0, Fraction(-100)), (730, Fraction(230)), (1460, Fraction(-132))]
    >>> [str(each.low) for each in rates_of(flows) or ()]
    ['1/10', '1/5']
    """
    used = by_day(amounts)
    if _changes(used) > MOST:
        return None
    stretches = _monotone(used)
    if stretches is None:
        return None
    found = []
    for worth, (low, high) in stretches:
        each = enclosed(worth, low, high)
        assert each.high is not None
        is_nothing = each.low <= 0 <= each.high and not sum(amount for _, amount in used)
        found.append(Enclosed(Fraction(0), Fraction(0)) if is_nothing else each)
    return tuple(found)


def _monotone(used: Sequence[Dated]) -> list[tuple[Worth, Stretch]] | None:
    """The stretches on which the worth passes nothing once, and the worth turned so that it falls
    there; ``None`` where a sign cannot be proved."""
    if not _changes(used):
        return []
    turning = _turning(used)
    if turning is None:
        return None
    worth, turned = Worth(used), Worth([(time, -amount) for time, amount in used])
    end = Decimal(FORCE)
    edges: list[Stretch] = [(-end, -end), *turning, (end, end)]
    signs = [worth.sign_between(*edge) for edge in edges]
    if 0 in signs:
        return None
    return [
        (worth if sign > 0 else turned, (left[1], right[0]))
        for (left, sign), (right, other) in pairwise(zip(edges, signs, strict=True))
        if sign != other
    ]


def _turning(used: Sequence[Dated]) -> list[Stretch] | None:
    """Short stretches around the forces at which the worth, times some exponential, turns."""
    if _changes(used) < 2:
        return []
    before, after = next(
        (left, right) for left, right in pairwise(used) if (left[1] > 0) != (right[1] > 0)
    )
    middle = before[0] + after[0]
    slope = [(time, amount * (middle - 2 * time)) for time, amount in used]
    stretches = _monotone(by_day(slope))
    if stretches is None:
        return None
    return [narrowed(worth, *stretch) for worth, stretch in stretches]


def _changes(used: Sequence[Dated]) -> int:
    return sum((left[1] > 0) != (right[1] > 0) for left, right in pairwise(used))
