"""The sign of a polynomial over a region, by proof or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from dealmodel.formulas.ranges.directions import agreed
from dealmodel.formulas.ranges.polynomials import (
    Polynomial,
    Work,
    between_powers,
    degree,
    expand,
    exponent_of,
    factors,
    linear_powers,
    monomial,
    occurrences,
    support,
)
from dealmodel.formulas.ranges.regions import Axis, Region
from dealmodel.formulas.ranges.vertices import MAX_VARIABLES, vertex_values

_FEW = 6
"""Up to so many variables, looking at all corners is cheaper than looking at the terms."""


def sign(
    polynomial: Polynomial,
    region: Region,
    work: Work,
    *,
    inside: bool = False,
    thorough: bool = True,
) -> int | None:
    """1 if the polynomial is nowhere below 0 in the region, -1 if nowhere above, 0 if it is 0.

    ``None`` where that could not be shown. What is shown is a proof: at all corners where the
    polynomial is linear in each variable; term by term; or through its coefficients over one axis
    after the other (Bernstein's), which for linear ones are its values at the two ends; that last,
    dearest proof only if ``thorough``. With ``inside`` the answer 1 also means above 0 at every
    inner point.
    """
    if not polynomial:
        return 0
    polynomial = _without_common_factors(polynomial, region)
    held = support(polynomial)
    free = [slot for slot in held if slot in region.free]
    if not free:
        return 1 if polynomial[region.leading(polynomial)] > 0 else -1
    ends = None
    if len(held) == len(free) <= MAX_VARIABLES and all(held.values()):
        ends = region.ends(free)
    if ends is not None and len(ends) <= _FEW:
        return _sign_of(vertex_values(polynomial, ends, work))
    if not inside:
        termwise, is_exact = _termwise(polynomial, region, work)
        if termwise is not None or is_exact:
            return termwise
    if ends is not None:
        return _sign_of(vertex_values(polynomial, ends, work))
    if not thorough:
        return None
    linear = [slot for slot in free if held[slot]]
    slot = max(linear or free, key=lambda each: occurrences(each, polynomial))
    top = degree(polynomial, slot)
    work.spend(top * top)
    halves = [expand(polynomial, slot, rows, work) for rows in _rows(region.axes[slot], top)]
    if inside and len(halves) > 1 and not halves[0][0]:
        return None  # 0 is an inner point of a whole line, and the polynomial is 0 there
    rest = region.fixed(slot)
    return agreed(sign(part, rest, work, inside=inside) for half in halves for part in half)


def _without_common_factors(polynomial: Polynomial, region: Region) -> Polynomial:
    """A polynomial of the same sign: without the variables that all its terms hold, where those
    have one sign themselves.
    """
    if 0 in polynomial:
        return polynomial
    for slot in region.free:
        common = min(exponent_of(key, slot) for key in polynomial)
        direction = region.axes[slot].sign
        if common and direction:
            flip = -1 if direction < 0 and common % 2 else 1
            factor = monomial(slot, common)
            polynomial = {key - factor: value * flip for key, value in polynomial.items()}
    return polynomial


def _sign_of(values: Sequence[int]) -> int | None:
    least, most = min(values), max(values)
    if least < 0 < most:
        return None
    return 1 if most > 0 else -1 if least < 0 else 0


def _termwise(polynomial: Polynomial, region: Region, work: Work) -> tuple[int | None, bool]:
    """The sign, if the sum of the terms' own ranges has one; and whether that sum is exact."""
    work.spend(10 + 4 * len(polynomial))
    floor: dict[tuple[int, ...], int] = {}
    ceiling: dict[tuple[int, ...], int] = {}
    seen: set[int] = set()
    is_exact, above, below = not region.germs, True, True
    for key, value in polynomial.items():
        low: int | None = value
        high: int | None = value
        for slot, exponent in factors(key):
            is_exact = is_exact and slot not in seen
            seen.add(slot)
            if slot in region.free:
                low, high = _product(low, high, *region.axes[slot].powers(exponent))
        order = region.order(key)
        if low is None:
            above = is_exact = False
        else:
            floor[order] = floor.get(order, 0) + low
        if high is None:
            below = is_exact = False
        else:
            ceiling[order] = ceiling.get(order, 0) + high
    if above and _leading_value(floor) >= 0:
        return 1, True
    if below and _leading_value(ceiling) <= 0:
        return -1, True
    return None, is_exact


def _leading_value(values: dict[tuple[int, ...], int]) -> int:
    return max(((order, value) for order, value in values.items() if value), default=((), 0))[1]


def _product(
    low: int | None, high: int | None, least: int | None, most: int | None
) -> tuple[int | None, int | None]:
    """The range of a product; wider than it need be where an end is absent."""
    if least is not None and least >= 0:
        by_low = least if low is not None and low >= 0 else most
        by_high = most if high is None or high >= 0 else least
        return (
            None if low is None or by_low is None else low * by_low,
            None if high is None or by_high is None else high * by_high,
        )
    if low is None or high is None or least is None or most is None:
        return None, None
    corners = (low * least, low * most, high * least, high * most)
    return min(corners), max(corners)


def _rows(axis: Axis, top: int) -> Sequence[list[list[int]]]:
    """What replaces the axis's variable by one that runs from 0 to ∞; both halves of a line."""
    if axis.low is not None and axis.high is not None:
        return [between_powers(axis.low, axis.high, top)]
    if axis.low is not None:
        return [linear_powers(axis.low, 1, top)]
    if axis.high is not None:
        return [linear_powers(axis.high, -1, top)]
    return [linear_powers(0, 1, top), linear_powers(0, -1, top)]
