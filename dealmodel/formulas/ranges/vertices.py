"""The values of a polynomial at all corners of a box, at once.

For polynomials that are linear in each of few variables with two ends. Corner number ``n`` has the
i-th variable at its high end where bit i of ``n`` is set. Each variable is put in for all corners
together, so k variables cost k·2^k steps instead of 2^k evaluations.
"""

from __future__ import annotations

from collections.abc import Sequence

from dealmodel.formulas.ranges.polynomials import Polynomial, Work, factors

MAX_VARIABLES = 11


def vertex_values(
    polynomial: Polynomial, ends: Sequence[tuple[int, int, int]], work: Work
) -> list[int]:
    """The value at each corner; ``ends`` are (slot, low, high).

    >>> from dealmodel.formulas.ranges.polynomials import monomial
    >>> product = {monomial(0) + monomial(1): 1}
    >>> vertex_values(product, [(0, 2, 3), (1, 10, 100)], Work(100))
    [20, 30, 200, 300]
    """
    if not any(polynomial):
        return [polynomial.get(0, 0)] * (1 << len(ends))
    work.spend(len(ends) << len(ends) >> 2)
    bits = {slot: 1 << place for place, (slot, _, _) in enumerate(ends)}
    values = [0] * (1 << len(ends))
    for key, value in polynomial.items():
        values[sum(bits[slot] for slot, _ in factors(key))] = value
    for _, low, high in ends:
        # The lowest bit's variable is put in and its bit moves to the top.
        without, with_it = values[0::2], values[1::2]
        pairs = list(zip(without, with_it, strict=True))
        values = [a + low * b for a, b in pairs] + [a + high * b for a, b in pairs]
    return values


def best_corners(over: Sequence[int], under: Sequence[int], direction: int) -> list[int]:
    """The corners at which a quotient with these values, all ``under`` above 0, is greatest (1)
    or least (-1).

    >>> best_corners([1, 2, 4, 3], [1, 1, 2, 3], 1)
    [1, 2]
    """
    found: list[int] = []
    top, bottom = 0, 0
    for corner, (value, divisor) in enumerate(zip(over, under, strict=True)):
        ahead = (value * bottom - top * divisor) * direction if found else 1
        if ahead > 0:
            found, top, bottom = [], value, divisor
        if ahead >= 0:
            found.append(corner)
    return found
