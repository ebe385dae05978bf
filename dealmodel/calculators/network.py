"""A network of holdings: who holds what share of whom, as arcs between companies.

Companies are numbered; the arcs from and to a company lie together in flat arrays, so that a
million companies fit in memory. A share is a whole number of parts of the network's own
``scale``, the least common multiple of all shares' denominators: products and sums are then those
of integers, exact and without a common divisor to look for at each step.

A network is made once for one measure (economic interest or votes) and one end of the bounds.
Limits: shares are not negative; two arcs between the same two companies are added.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

from dealmodel.dataclass import dataclass
from dealmodel.errors import OutOfRange, UsageError
from dealmodel.formulas.numbers import value_text

Stake = tuple[str, str, Fraction | Decimal | int | str]
"""Holder, held, share: an exact number, 1 for the whole."""


@dataclass(frozen=True)
class Arcs:
    """The arcs from each company: those of company ``n`` are ``ends[starts[n]:starts[n + 1]]``,
    with their ``parts``."""

    starts: Sequence[int]
    ends: Sequence[int]
    parts: Sequence[int]


@dataclass(frozen=True)
class Network:
    """Companies by number, the arcs from holders (``held``) and those from the held back to their
    holders (``holders``)."""

    names: Sequence[str]
    numbers: dict[str, int]
    scale: int
    held: Arcs
    holders: Arcs

    @staticmethod
    def of(
        stakes: Iterable[Stake], companies: Iterable[str] = (), *, whole: bool = True
    ) -> Network:
        """The network of ``stakes``; ``companies`` are those to have even without a stake. Unless
        ``whole`` is false, no company may be held beyond the whole.

        >>> network = Network.of([("a", "b", Fraction(1, 2)), ("b", "c", Fraction(1, 5))])
        >>> network.scale, list(network.held.ends), list(network.held.parts)
        (10, [1, 2], [5, 2])

        Raises :class:`OutOfRange` for a holding of oneself, for a share that is negative or above
        the whole, and for holders who have more than the whole together; :class:`UsageError` for a
        share that is not an exact number.
        """
        numbers: dict[str, int] = {}
        for name in companies:
            numbers.setdefault(name, len(numbers))
        holders, held = array("q"), array("q")
        shares: list[Fraction] = []
        for holder, company, given in stakes:
            share = _share(holder, company, given)
            holders.append(numbers.setdefault(holder, len(numbers)))
            held.append(numbers.setdefault(company, len(numbers)))
            shares.append(share)
        scale = lcm(*{share.denominator for share in shares})
        parts = [share.numerator * (scale // share.denominator) for share in shares]
        if whole:
            _check_whole(held, parts, scale, list(numbers))
        return Network(
            list(numbers),
            numbers,
            scale,
            _arcs(holders, held, parts, len(numbers)),
            _arcs(held, holders, parts, len(numbers)),
        )

    def share(self, parts: int) -> Fraction:
        """So many parts of the scale as a share."""
        return Fraction(parts, self.scale)


def _share(holder: str, held: str, given: Fraction | Decimal | int | str) -> Fraction:
    try:
        share = given if isinstance(given, Fraction) else _exact(given)
    except (TypeError, ValueError, OverflowError):
        raise UsageError(
            f"{given!r:.60} is no exact share of {held!r}: give a Fraction, a Decimal or a text "
            'such as "0.51"'
        ) from None
    if holder == held:
        raise OutOfRange(
            "a holding",
            holder,
            f"{holder!r} holds itself: treasury shares are no holder; take the stake out",
        )
    if not 0 <= share.numerator <= share.denominator:
        raise OutOfRange(
            "a share of the whole",
            str(share),
            f"{holder!r} in {held!r}: a share is at least 0 and at most 100%",
        )
    return share


def _exact(given: Decimal | int | str) -> Fraction:
    if not isinstance(given, Decimal | int | str):
        raise TypeError
    return Fraction(given)


def _check_whole(
    held: Sequence[int], parts: Sequence[int], scale: int, names: Sequence[str]
) -> None:
    """Raise where the holders of a company have more than the whole together."""
    totals = [0] * len(names)
    for company, part in zip(held, parts, strict=True):
        totals[company] += part
    most = max(totals, default=0)
    if most > scale:
        name = names[totals.index(most)]
        share = value_text(Fraction(most, scale), kind="share")
        raise OutOfRange(
            "the holders of a company",
            name,
            f"the holders of {name!r} have {share} together, which is more than the whole",
        )


def _arcs(
    sources: Sequence[int], targets: Sequence[int], parts: Sequence[int], companies: int
) -> Arcs:
    """The arcs sorted by source, in the order given."""
    starts = array("q", bytes(8 * (companies + 1)))
    for source in sources:
        starts[source + 1] += 1
    for number in range(companies):
        starts[number + 1] += starts[number]
    at = starts[:]
    ends = array("q", bytes(8 * len(targets)))
    ordered = [0] * len(targets)
    for source, target, part in zip(sources, targets, parts, strict=True):
        ends[at[source]] = target
        ordered[at[source]] = part
        at[source] += 1
    return Arcs(starts, ends, ordered)
