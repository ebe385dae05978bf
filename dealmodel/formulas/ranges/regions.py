"""The box over which a formula is studied.

Each uncertain leaf is an axis: the leaf is its slot's variable over a positive ``scale``, so that
the ends are integers. An axis is free, or it is fixed at one of its ends. A closed end is a
number and leaves the polynomials; an open end ``a`` is ``a + t`` or ``a - t`` with t positive and
smaller than any number; an absent end is ``t`` or ``-t`` with t larger than any. The slot then
stands for t, and :attr:`Region.germs` tells which of those are large or small, the one fixed first
beyond all powers of the next: that is what a limit of a limit means. Polynomials over such t are
ordered by their leading term, so signs and comparisons come out as they do in the limit.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Literal

from dealmodel.dataclass import dataclass
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.ranges.polynomials import (
    Polynomial,
    Work,
    collect,
    degree,
    expand,
    exponent_of,
    linear_powers,
    substitute,
)

Side = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Axis:
    """An uncertain leaf, times ``scale``."""

    name: str
    scale: int
    low: int | None
    high: int | None
    low_open: bool
    high_open: bool

    @staticmethod
    def of(name: str, bounds: Bounds) -> Axis:
        low, high = bounds.low, bounds.high
        scale = lcm(*(end.denominator for end in (low, high) if end is not None))
        return Axis(
            name, scale, _whole(low, scale), _whole(high, scale), bounds.low_open, bounds.high_open
        )

    @property
    def sign(self) -> int:
        """1 or -1 where the leaf is never on the other side of 0, else 0."""
        if self.low is not None and self.low >= 0:
            return 1
        return -1 if self.high is not None and self.high <= 0 else 0

    def powers(self, exponent: int) -> tuple[int | None, int | None]:
        """The range of a positive power."""
        if exponent == 1:
            return self.low, self.high
        low = None if self.low is None else self.low**exponent
        high = None if self.high is None else self.high**exponent
        sign = self.sign
        if exponent % 2 or sign > 0:
            return low, high
        if sign < 0:
            return high, low
        return 0, None if low is None or high is None else max(low, high)


@dataclass(frozen=True, slots=True)
class Region:
    """Axes by slot, those that are ``free``, and the ``germs``: (slot, 1 large or -1 small)."""

    axes: tuple[Axis, ...]
    free: tuple[int, ...]
    germs: tuple[tuple[int, int], ...] = ()

    def fixed(self, slot: int, where: Place | None = None) -> Region:
        """With the slot no longer free, but fixed at ``where``, or looked at for all its values."""
        free = tuple(each for each in self.free if each != slot)
        germ = () if where is None or not where.germ else ((where.slot, where.germ),)
        return Region(
            self.axes, free, (*self.germs, *(each for each in germ if each not in self.germs))
        )

    def ends(self, slots: Iterable[int]) -> list[tuple[int, int, int]] | None:
        """(slot, low, high) for each of the slots; ``None`` if an end is absent."""
        found = []
        for slot in slots:
            axis = self.axes[slot]
            if axis.low is None or axis.high is None:
                return None
            found.append((slot, axis.low, axis.high))
        return found

    def order(self, key: int) -> tuple[int, ...]:
        """How large a monomial of germs is."""
        return tuple([exponent_of(key, slot) * direction for slot, direction in self.germs])

    def leading(self, polynomial: Polynomial) -> int:
        """The monomial of a polynomial of germs that outweighs the others."""
        return max(polynomial, key=self.order) if self.germs else next(iter(polynomial))


@dataclass(frozen=True, slots=True)
class Place:
    """What an axis is fixed at: ``start + step·t``; t is gone where ``step`` is 0. ``germ`` is 1
    for a large t, -1 for a small one, 0 for none; t stands in ``slot``.
    """

    start: int
    step: int
    germ: int
    slot: int

    def put(self, polynomial: Polynomial, slot: int, work: Work) -> Polynomial:
        """The polynomial with the variable of ``slot`` fixed here."""
        work.spend(len(polynomial))
        if not self.step:
            return substitute(polynomial, slot, self.start)
        top = degree(polynomial, slot)
        if not top:
            return polynomial
        work.spend(top * top)
        parts = expand(polynomial, slot, linear_powers(self.start, self.step, top), work)
        return collect(parts, self.slot)


def place(axis: Axis, side: Side, slot: int, *, inside: bool = False) -> Place:
    """The low or high end of an axis, with t in ``slot``; ``inside`` steps off a closed end into
    the box.
    """
    start, is_open, step = (
        (axis.low, axis.low_open, 1) if side == "low" else (axis.high, axis.high_open, -1)
    )
    if start is None:
        return Place(0, -step, 1, slot)
    return Place(start, step, -1, slot) if is_open or inside else Place(start, 0, 0, slot)


def _whole(end: Fraction | None, scale: int) -> int | None:
    return None if end is None else end.numerator * (scale // end.denominator)
