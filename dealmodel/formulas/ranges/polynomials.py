"""Sparse polynomials in several variables, with integer coefficients.

A variable is a slot number. A monomial is one integer that holds each slot's exponent in its own
``_BITS`` bits, so that multiplying monomials is adding integers; a polynomial maps monomials to
coefficients and never holds a 0. Whoever multiplies pays from a :class:`Work`, so that no formula
costs more than it is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import comb, gcd

Polynomial = dict[int, int]

MAX_DEGREE = 120
"""Highest power of one variable: a monthly rate compounded over ten years."""

_BITS = 32
_MASK = (1 << _BITS) - 1


class OutOfWork(Exception):
    """The exact way costs too much: the caller falls back on a coarser one."""


class Work:
    """How many more steps may be spent; a part of it is spent from the ``whole`` as well."""

    __slots__ = ("left", "whole")

    def __init__(self, left: int, whole: Work | None = None) -> None:
        self.left = left
        self.whole = whole

    def part(self, steps: int) -> Work:
        """At most ``steps`` of what is left."""
        return Work(min(steps, self.left), self)

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise OutOfWork
        if self.whole is not None:
            self.whole.spend(steps)


def constant(value: int) -> Polynomial:
    return {0: value} if value else {}


def monomial(slot: int, exponent: int = 1) -> int:
    """The slot's variable to a power, as a key of a polynomial."""
    return exponent << (_BITS * slot)


def exponent_of(key: int, slot: int) -> int:
    return (key >> (_BITS * slot)) & _MASK


def factors(key: int) -> Iterator[tuple[int, int]]:
    """The slots of a monomial with their exponents.

    >>> list(factors(monomial(0, 2) + monomial(3)))
    [(0, 2), (3, 1)]
    """
    slot = 0
    while key:
        skipped = ((key & -key).bit_length() - 1) // _BITS
        slot, key = slot + skipped, key >> (_BITS * skipped)
        yield slot, key & _MASK
        slot, key = slot + 1, key >> _BITS


def support(*polynomials: Polynomial) -> dict[int, bool]:
    """The slots that the polynomials hold, and whether none holds a power above the first.

    >>> support({monomial(0): 1, monomial(2, 2): 5}, constant(7))
    {0: True, 2: False}
    """
    union = 0
    for polynomial in polynomials:
        for key in polynomial:
            union |= key
    return {slot: joined == 1 for slot, joined in factors(union)}


def degree(polynomial: Polynomial, slot: int) -> int:
    """The highest power of the slot's variable."""
    shift = _BITS * slot
    return max([(key >> shift) & _MASK for key in polynomial], default=0)


def occurrences(slot: int, *polynomials: Polynomial) -> int:
    """How many terms hold the slot: putting a frequent one in settles the most."""
    shift = _BITS * slot
    return sum(1 for polynomial in polynomials for key in polynomial if (key >> shift) & _MASK)


def scaled(polynomial: Polynomial, factor: int) -> Polynomial:
    return {key: value * factor for key, value in polynomial.items()}


def plus(left: Polynomial, right: Polynomial) -> Polynomial:
    """
    >>> x, one = {monomial(0): 1}, constant(1)
    >>> plus(plus(x, one), scaled(x, -1)) == one
    True
    """
    total = dict(left)
    for key, value in right.items():
        value += total.pop(key, 0)
        if value:
            total[key] = value
    return total


def times(left: Polynomial, right: Polynomial, work: Work) -> Polynomial:
    work.spend(len(left) * len(right))
    total: Polynomial = {}
    for a, x in left.items():
        for b, y in right.items():
            total[a + b] = total.get(a + b, 0) + x * y
    return {key: value for key, value in total.items() if value}


def power(base: Polynomial, exponent: int, work: Work) -> Polynomial:
    result = constant(1)
    for _ in range(exponent):
        result = times(result, base, work)
    return result


def derivative(polynomial: Polynomial, slot: int) -> Polynomial:
    """By the slot's variable.

    >>> derivative({monomial(0, 2): 3}, 0) == {monomial(0): 6}
    True
    """
    shift, one = _BITS * slot, monomial(slot)
    return {
        key - one: value * exponent
        for key, value in polynomial.items()
        if (exponent := (key >> shift) & _MASK)
    }


def substitute(polynomial: Polynomial, slot: int, number: int) -> Polynomial:
    """The polynomial with a number for the slot's variable.

    >>> substitute({monomial(0, 2): 3, monomial(1): 1}, 0, 5) == {0: 75, monomial(1): 1}
    True
    """
    shift = _BITS * slot
    total: Polynomial = {}
    for key, value in polynomial.items():
        exponent = (key >> shift) & _MASK
        if exponent:
            key -= exponent << shift
            value *= number if exponent == 1 else number**exponent
        total[key] = total.get(key, 0) + value
    return {key: value for key, value in total.items() if value}


def expand(
    polynomial: Polynomial, slot: int, rows: Sequence[Sequence[int]], work: Work
) -> list[Polynomial]:
    """The polynomial with the slot's variable replaced, as coefficients of the new variable.

    ``rows[e][j]`` is the coefficient of the new variable's j-th power in what replaces the old
    variable's e-th power. The results no longer hold the slot.
    """
    shift = _BITS * slot
    parts: list[Polynomial] = [{} for _ in range(max(map(len, rows)))]
    for key, value in polynomial.items():
        exponent = (key >> shift) & _MASK
        rest = key - (exponent << shift)
        row = rows[exponent]
        work.spend(len(row))
        for part, factor in zip(parts, row, strict=False):
            if factor:
                part[rest] = part.get(rest, 0) + value * factor
    return [{key: value for key, value in part.items() if value} for part in parts]


def collect(parts: Sequence[Polynomial], slot: int) -> Polynomial:
    """The polynomial in the slot's variable whose coefficients are ``parts``, which may hold it."""
    total: Polynomial = {}
    for exponent, part in enumerate(parts):
        total = plus(total, {key + monomial(slot, exponent): value for key, value in part.items()})
    return total


def linear_powers(start: int, step: int, top: int) -> list[list[int]]:
    """Rows for ``x = start + step·t``, up to the power ``top``.

    >>> linear_powers(2, 1, 2)
    [[1], [2, 1], [4, 4, 1]]
    """
    return [[comb(e, j) * start ** (e - j) * step**j for j in range(e + 1)] for e in range(top + 1)]


def between_powers(low: int, high: int, top: int) -> list[list[int]]:
    """Rows for ``x = (low + high·t) / (1 + t)``, all multiplied by ``(1 + t)**top``.

    t from 0 to ∞ is x from low to high; the new coefficients are, up to positive factors, the
    Bernstein coefficients of the polynomial between the two (Farouki, The Bernstein polynomial
    basis, 2012, section 3).

    >>> between_powers(3, 5, 1)
    [[1, 1], [3, 5]]
    """
    rows = []
    for exponent in range(top + 1):
        row = [comb(top - exponent, j) for j in range(top - exponent + 1)]
        for _ in range(exponent):
            row = [low * a + high * b for a, b in zip([*row, 0], [0, *row], strict=True)]
        rows.append(row)
    return rows


def content(polynomial: Polynomial) -> int:
    """The greatest integer that divides every coefficient."""
    return gcd(*polynomial.values())


def common_exponent(left: Polynomial, right: Polynomial, slot: int) -> int:
    """The highest power of the slot's variable that divides both."""
    return min(exponent_of(key, slot) for key in (*left, *right))


def divided(polynomial: Polynomial, key: int, factor: int) -> Polynomial:
    """By a monomial and a number that divide it."""
    return {k - key: value // factor for k, value in polynomial.items()}
