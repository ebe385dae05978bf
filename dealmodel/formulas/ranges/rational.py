"""A formula as quotients of polynomials over its uncertain leaves.

A formula without min, max and abs is one quotient; with them it is, at every point, one of
several, and as few are kept as can be shown to be needed. Each quotient's divisor is above 0
wherever the quotient is the formula's value: the signs of the formula's own divisors are known,
and are carried along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import gcd
from typing import NamedTuple

from dealmodel.formulas.expression import (
    Absolute,
    Add,
    Constant,
    Divide,
    Expression,
    Leaf,
    Maximum,
    Minimum,
    Multiply,
    Negate,
    Power,
    Root,
    Subtract,
)
from dealmodel.formulas.ranges import polynomials
from dealmodel.formulas.ranges.polynomials import (
    MAX_DEGREE,
    OutOfWork,
    Polynomial,
    Work,
    degree,
    divided,
    plus,
    scaled,
    times,
)
from dealmodel.formulas.ranges.regions import Place, Region
from dealmodel.formulas.ranges.signs import sign
from dealmodel.formulas.reading import LoweredOnly

_MAX_BRANCHES = 12


class Quotient(NamedTuple):
    """One polynomial over another."""

    over: Polynomial
    under: Polynomial


Branches = tuple[Quotient, ...]
"""What a formula may be; at each point it is one of them."""


class Rationals(LoweredOnly):
    """Reads a tree as branches over ``region``.

    ``exact`` are the values of the leaves that are no axes; ``signs`` the signs of the divisors,
    by the ``id`` of the node that divides; ``places`` where fixed axes are fixed. The divisors
    themselves are left in ``divisors``.
    """

    def __init__(
        self,
        region: Region,
        exact: Mapping[str, Fraction],
        signs: Mapping[int, int],
        work: Work,
        places: Mapping[int, Place] | None = None,
    ) -> None:
        self.region = region
        self.exact = exact
        self.signs = signs
        self.work = work
        self.places = places or {}
        self.divisors: dict[int, Branches] = {}
        self.slots = {axis.name: slot for slot, axis in enumerate(region.axes)}

    def constant(self, node: Constant) -> Branches:
        return (_number(node.value),)

    def leaf(self, node: Leaf) -> Branches:
        slot = self.slots.get(node.name)
        if slot is None:
            return (_number(self.exact[node.name]),)
        over = {polynomials.monomial(slot): 1}
        if slot in self.places:
            over = self.places[slot].put(over, slot, self.work)
        return (Quotient(over, {0: self.region.axes[slot].scale}),)

    def negate(self, _: Negate, operand: Branches) -> Branches:
        return tuple(negated(each) for each in operand)

    def add(self, _: Add, left: Branches, right: Branches) -> Branches:
        return self._kept(self._sum(a, b) for a in left for b in right)

    def subtract(self, _: Subtract, left: Branches, right: Branches) -> Branches:
        return self._kept(self._sum(a, negated(b)) for a in left for b in right)

    def multiply(self, _: Multiply, left: Branches, right: Branches) -> Branches:
        return self._kept(self._product(a, b) for a in left for b in right)

    def divide(self, node: Divide, left: Branches, right: Branches) -> Branches:
        inverses = self._inverses(node, right)
        return self._kept(self._product(a, b) for a in left for b in inverses)

    def power(self, node: Power, base: Branches) -> Branches:
        exponent = abs(node.exponent)
        raised = self._kept(self._raised(each, exponent) for each in base)
        return raised if node.exponent >= 0 else self._inverses(node, raised)

    def absolute(self, _: Absolute, operand: Branches) -> Branches:
        kept: list[Quotient] = []
        for each in operand:
            direction = sign(each.over, self.region, self.work)
            if direction is None or direction >= 0:
                kept.append(each)
            if direction is None or direction < 0:
                kept.append(negated(each))
        return self._kept(kept)

    def root(self, _node: Root, _operand: Branches) -> Branches:
        # Those that can be a variable are one before (:mod:`dealmodel.formulas.ranges.rooted`).
        raise OutOfWork

    def minimum(self, _: Minimum, operands: Sequence[Branches]) -> Branches:
        return self._chosen(operands, -1)

    def maximum(self, _: Maximum, operands: Sequence[Branches]) -> Branches:
        return self._chosen(operands, 1)

    def _inverses(self, node: Expression, divisor: Branches) -> Branches:
        """One over a divisor; a branch that is 0 is not what the divisor is where it divides."""
        self.divisors[id(node)] = divisor
        direction = self.signs[id(node)]
        inverses = tuple(
            Quotient(scaled(under, direction), scaled(over, direction))
            for over, under in divisor
            if over
        )
        if not inverses:
            raise OutOfWork
        return inverses

    def _chosen(self, operands: Sequence[Branches], direction: int) -> Branches:
        """The operands that are not beaten everywhere by another one."""
        kept: list[Branches] = []
        for operand in operands:
            if any(self._beats(other, operand, direction) for other in kept):
                continue
            kept = [other for other in kept if not self._beats(operand, other, direction)]
            kept.append(operand)
        return self._kept(each for operand in kept for each in operand)

    def _beats(self, left: Branches, right: Branches, direction: int) -> bool:
        """Whether ``left`` is everywhere at least (direction 1) or at most (-1) ``right``."""
        for a in left:
            for b in right:
                difference = self._sum(a, negated(b))
                found = sign(difference.over, self.region, self.work)
                if found is None or found * direction < 0:
                    return False
        return True

    def _kept(self, branches: Iterable[Quotient]) -> Branches:
        distinct: list[Quotient] = []
        for each in branches:
            if each not in distinct:
                distinct.append(each)
        if len(distinct) > _MAX_BRANCHES:
            raise OutOfWork
        return tuple(distinct)

    def _sum(self, left: Quotient, right: Quotient) -> Quotient:
        if left.under == right.under:
            return self._reduced(plus(left.over, right.over), left.under)
        shared = self._shared(left.under, right.under)
        a, b = divided(left.under, *shared), divided(right.under, *shared)
        over = plus(times(left.over, b, self.work), times(right.over, a, self.work))
        return self._reduced(over, times(left.under, b, self.work))

    def _product(self, left: Quotient, right: Quotient) -> Quotient:
        if left.over == right.under:
            return self._reduced(right.over, left.under)
        if right.over == left.under:
            return self._reduced(left.over, right.under)
        return self._reduced(
            times(left.over, right.over, self.work), times(left.under, right.under, self.work)
        )

    def _raised(self, base: Quotient, exponent: int) -> Quotient:
        for slot in range(len(self.region.axes)):
            if max(degree(base.over, slot), degree(base.under, slot)) * exponent > MAX_DEGREE:
                raise OutOfWork
        return Quotient(
            polynomials.power(base.over, exponent, self.work),
            polynomials.power(base.under, exponent, self.work),
        )

    def _reduced(self, over: Polynomial, under: Polynomial) -> Quotient:
        """Without what both have in common: a number, powers of variables, or everything."""
        if not over:
            return _number(Fraction(0))
        first = next(iter(under))
        ratio = Fraction(over.get(first, 0), under[first])
        if scaled(over, ratio.denominator) == scaled(under, ratio.numerator):
            return _number(ratio)
        shared = self._shared(over, under)
        return Quotient(divided(over, *shared), divided(under, *shared))

    def _shared(self, left: Polynomial, right: Polynomial) -> tuple[int, int]:
        """A monomial and a number that divide both, and whose product is above 0."""
        self.work.spend(len(left) + len(right))
        factor = gcd(polynomials.content(left), polynomials.content(right))
        key = 0
        if 0 in left or 0 in right:
            return key, factor
        for slot, axis in enumerate(self.region.axes):
            exponent = polynomials.common_exponent(left, right, slot)
            direction = axis.sign if slot in self.region.free else 1
            if not direction:
                exponent -= exponent % 2
            elif direction < 0 and exponent % 2:
                factor = -factor
            key += polynomials.monomial(slot, exponent)
        return key, factor


def negated(quotient: Quotient) -> Quotient:
    return Quotient(scaled(quotient.over, -1), quotient.under)


def _number(value: Fraction) -> Quotient:
    return Quotient(polynomials.constant(value.numerator), {0: value.denominator})
