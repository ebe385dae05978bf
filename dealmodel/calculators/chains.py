"""The paths by which an owner reaches a company, the largest first.

A path's share is the product of the shares along it. Paths are found best first, each step judged
by the most that can still come of it (A* search), so that the largest few of a million paths are
found without looking at the others. A path goes through no company twice; what loops add to an
interest is in the remainder.

Limits: of two shares that differ by less than 12 digits tell either may come first. Where companies
hold each other in many ways, the search ends once so many steps have led to no path.

The weakest link of a path is its smallest share; that of an owner's hold on a company is the
largest weakest link of its paths: how tight the tightest chain is. It is a measure of its own,
neither an interest nor control.
"""

from __future__ import annotations

import heapq
import operator
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import log, prod

Shares = Mapping[str, Mapping[str, Fraction]]
"""The holders of each company with their shares."""

_WHOLE, _NOTHING = Fraction(1), Fraction(0)

_PATIENCE = 500
"""Steps for each path, beside one for each company."""


def largest_paths(
    shares: Shares, owner: str, held: str, best: Mapping[str, Fraction] | None = None
) -> Iterator[tuple[tuple[str, ...], Fraction]]:
    """The paths from ``owner`` to ``held`` with their shares, the largest first; ``best`` is what
    :func:`best_paths` finds, if it is known.

    >>> half, fifth = Fraction(1, 2), Fraction(1, 5)
    >>> shares = {"v": {"a": half, "b": half}, "b": {"a": fifth}}
    >>> [(path, str(share)) for path, share in largest_paths(shares, "a", "v")]
    [(('a', 'v'), '1/2'), (('a', 'b', 'v'), '1/10')]
    """
    best = best_paths(shares, owner) if best is None else best
    if held not in best:
        return
    # Searched from the company back to the owner: what is left is how much of each holder the
    # owner has at best. Of equal ones the deepest is taken first, or a million would be opened.
    # Logarithms are added many times faster than fractions are multiplied; the share is exact.
    work: list[tuple[float, int, tuple[str, ...], float]] = [(0.0, 0, (held,), 0.0)]
    patience = _PATIENCE + len(best)
    left = patience
    while work and left:
        _, depth, path, so_far = heapq.heappop(work)
        left -= 1
        if path[0] == owner:
            left = patience
            yield path, prod((shares[b][a] for a, b in pairwise(path)), start=_WHOLE)
            continue
        for holder, part in shares.get(path[0], {}).items():
            if part and holder in best and holder not in path:
                far = so_far - _log(part)
                whole = far - _log(best[holder])
                heapq.heappush(work, (whole, depth - 1, (holder, *path), far))


def weakest_link(shares: Shares, owner: str, held: str) -> Fraction:
    """The largest weakest link of the paths from ``owner`` to ``held``; 0 where there is none.

    >>> shares = {"b": {"a": Fraction(1, 5)}, "v": {"b": Fraction(4, 5), "a": Fraction(1, 10)}}
    >>> weakest_link(shares, "a", "v")
    Fraction(1, 5)
    """
    return weakest_links(shares, owner).get(held, _NOTHING)


def best_paths(shares: Shares, owner: str) -> dict[str, Fraction]:
    """The largest share of a single path from ``owner`` to each company."""
    return _reached(shares, owner, operator.mul)


def weakest_links(shares: Shares, owner: str) -> dict[str, Fraction]:
    """The largest weakest link of a path from ``owner`` to each company."""
    return _reached(shares, owner, min)


def _log(share: Fraction) -> float:
    """The logarithm, also of what is too small for a float."""
    return log(share.numerator) - log(share.denominator)


def _reached(
    shares: Shares, owner: str, along: Callable[[Fraction, Fraction], Fraction]
) -> dict[str, Fraction]:
    """The best of each company, where a step makes it ``along`` (so far, share): Dijkstra's way,
    since no step makes it larger."""
    held: dict[str, list[tuple[str, Fraction]]] = {}
    for company, holders in shares.items():
        for holder, part in holders.items():
            if part:
                held.setdefault(holder, []).append((company, part))
    found: dict[str, Fraction] = {}
    work = [(-_WHOLE, owner)]
    while work:
        minus, company = heapq.heappop(work)
        if company in found:
            continue
        found[company] = -minus
        for other, part in held.get(company, ()):
            if other not in found:
                heapq.heappush(work, (-along(-minus, part), other))
    return found
