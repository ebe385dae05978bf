"""Who holds what through others, the largest first, in a book of any size.

All pairs of an owner and a company may be as many as the square of the parties. They are looked for
best first, by the largest path of at least two holdings: of a million pairs the first few are found
without looking at the others. A path goes through no party twice.

Limits: shares are compared to 64 binary digits, so that of paths that differ by less either may
come first. No value rests on that.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction

Pair = tuple[str, str]
"""An owner and a company."""

_SCALE = 64


def indirect_pairs(
    holdings: Iterable[tuple[str, str, Fraction]],
    owners: Collection[str] | None = None,
    among: Collection[str] | None = None,
) -> Iterator[Pair]:
    """The owners and the companies that they hold through others, each once; of the ``owners``
    only, and of companies ``among`` which the paths stay, where these are given.

    >>> half, fifth = Fraction(1, 2), Fraction(1, 5)
    >>> list(indirect_pairs([("a", "b", half), ("b", "c", half), ("c", "d", fifth)]))
    [('a', 'c'), ('b', 'd'), ('a', 'd')]
    """
    held: dict[str, list[tuple[str, int]]] = {}
    for holder, company, share in holdings:
        if share and (among is None or company in among):
            held.setdefault(holder, []).append(
                (company, (share.numerator << _SCALE) // share.denominator)
            )
    order = {name: number for number, name in enumerate(held)}
    work = [
        (-part, 1, order[owner], company, company)
        for owner in held
        if owners is None or owner in owners
        for company, part in held[owner]
        if company != owner
    ]
    heapq.heapify(work)
    names = list(order)
    # Two paths to each company, by different first steps, lead wherever any path does: one that
    # began at what is asked for is no way to it through others.
    begun: dict[tuple[int, str], set[str]] = {}
    told: set[tuple[int, str]] = set()
    while work:
        minus, length, owner, company, first = heapq.heappop(work)
        known = begun.setdefault((owner, company), set())
        if first in known or len(known) == 2:
            continue
        known.add(first)
        if first != company and (owner, company) not in told:
            told.add((owner, company))
            yield names[owner], company
        for other, part in held.get(company, ()):
            if other not in (first, names[owner]):
                whole = -((-minus * part) >> _SCALE)
                heapq.heappush(work, (whole, length + 1, owner, other, first))


def by_owner(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """The companies of each owner's pairs."""
    found: dict[str, list[str]] = {}
    for owner, held in pairs:
        found.setdefault(owner, []).append(held)
    return found
