"""The tree of a formula, written once and read by everyone.

A leaf is the name of an unknown: the same name in two places is the same unknown, and the
quantities themselves stand beside the tree, in a mapping from name to :class:`Quantity`. Trees
are built with Python's operators or from text (:mod:`dealmodel.formulas.language`).

Whatever is done with a tree (its value, its bounds, its unit, its text, a spreadsheet's cell) is
a :class:`~dealmodel.formulas.reading.Reader` with one method a kind of node. Nothing recurses, so
a deep tree costs no stack; ``size`` limits how large a tree may be.

``span`` is the place in the text that a node came from. It is no part of what the node is: two
trees are equal if they are the same formula.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dealmodel.dataclass import dataclass, field
from dealmodel.errors import FormulaTooLarge, Span
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import Unit
from dealmodel.formulas.reading import identity, postorder, structural_hash
from dealmodel.formulas.size import MAX_EXPONENT

if TYPE_CHECKING:
    from dealmodel.formulas.ranges.shapes import Shaped
    from dealmodel.formulas.reading import Reader

T = TypeVar("T")


class Quantity(Protocol):
    """What may stand at a leaf: a figure, a rate, or another result.

    It may have an ``identity``: leaves of equal ``identity`` are one unknown. Without it, or where
    it is ``None``, that is the object's own ``id`` (:mod:`dealmodel.formulas.unknowns`).
    """

    @property
    def point(self) -> Fraction | None: ...
    @property
    def bounds(self) -> Bounds: ...
    @property
    def unit(self) -> Unit: ...
    @property
    def kind(self) -> str: ...
    @property
    def sources(self) -> tuple[str, ...]: ...
    def to_dict(self) -> dict[str, Any]: ...


Inputs = Mapping[str, Quantity]


class Expression:
    """A node with everything under it.

    >>> paid, stake = Leaf("paid"), Leaf("stake")
    >>> paid / stake - paid == Subtract(Divide(paid, stake), paid)
    True
    """

    __slots__ = ("_rated", "_shape")
    span: Span | None
    _shape: Shaped | None
    """What :func:`~dealmodel.formulas.ranges.shapes.shape_of` found, kept; no part of the node."""
    _rated: dict[tuple[str, bool], Expression]
    """The same through rates, kept; no part of the node."""

    @property
    def operands(self) -> tuple[Expression, ...]:
        raise NotImplementedError

    @property
    def label(self) -> object:
        """What tells the node from others of its class with the same operands."""
        return None

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        """What ``reader`` makes of this node."""
        raise NotImplementedError

    def through(self, rate: str, *, divided: bool) -> Expression:
        """The node times the leaf ``rate``, or divided by it: one and the same tree each time.

        >>> Leaf("paid").through("usd_per_eur", divided=False)
        <Multiply of 3 nodes over (paid, usd_per_eur)>
        """
        try:
            kept = self._rated
        except AttributeError:
            kept = {}
            object.__setattr__(self, "_rated", kept)
        found = kept.get((rate, divided))
        if found is None:
            leaf = Leaf(rate)
            found = kept[rate, divided] = self / leaf if divided else self * leaf
        return found

    def __add__(self, other: Expression | Fraction | int) -> Expression:
        return Add(self, _expression(other))

    def __radd__(self, other: Fraction | int) -> Expression:
        return Add(_expression(other), self)

    def __sub__(self, other: Expression | Fraction | int) -> Expression:
        return Subtract(self, _expression(other))

    def __rsub__(self, other: Fraction | int) -> Expression:
        return Subtract(_expression(other), self)

    def __mul__(self, other: Expression | Fraction | int) -> Expression:
        return Multiply(self, _expression(other))

    def __rmul__(self, other: Fraction | int) -> Expression:
        return Multiply(_expression(other), self)

    def __truediv__(self, other: Expression | Fraction | int) -> Expression:
        return Divide(self, _expression(other))

    def __rtruediv__(self, other: Fraction | int) -> Expression:
        return Divide(_expression(other), self)

    def __pow__(self, exponent: int) -> Expression:
        return Power(self, exponent)

    def __neg__(self) -> Expression:
        return Negate(self)

    def __abs__(self) -> Expression:
        return Absolute(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Expression):
            return NotImplemented
        known: dict[object, int] = {}
        return identity(self, known) == identity(other, known)

    def __hash__(self) -> int:
        return structural_hash(self)

    def __repr__(self) -> str:
        names = [type(node).__name__ for node in postorder(self)]
        leaves = ", ".join(leaf_names(self))
        return f"<{names[-1]} of {len(names)} nodes over ({leaves})>"


class _Atom(Expression):
    __slots__ = ()

    @property
    def operands(self) -> tuple[Expression, ...]:
        return ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Constant(_Atom):
    """A number that is exact by definition."""

    value: Fraction
    span: Span | None = field(default=None, kw_only=True)

    @property
    def label(self) -> object:
        return self.value

    def accept(self, reader: Reader[T], _: Sequence[T], /) -> T:
        return reader.constant(self)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Leaf(_Atom):
    """An unknown, by name."""

    name: str
    span: Span | None = field(default=None, kw_only=True)

    @property
    def label(self) -> object:
        return self.name

    def accept(self, reader: Reader[T], _: Sequence[T], /) -> T:
        return reader.leaf(self)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Unary(Expression):
    operand: Expression
    span: Span | None = field(default=None, kw_only=True)

    @property
    def operands(self) -> tuple[Expression, ...]:
        return (self.operand,)


class Negate(_Unary):
    __slots__ = ()

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.negate(self, operands[0])


class Absolute(_Unary):
    __slots__ = ()

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.absolute(self, operands[0])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Binary(Expression):
    left: Expression
    right: Expression
    span: Span | None = field(default=None, kw_only=True)

    @property
    def operands(self) -> tuple[Expression, ...]:
        return (self.left, self.right)


class Add(_Binary):
    __slots__ = ()

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.add(self, operands[0], operands[1])


class Subtract(_Binary):
    __slots__ = ()

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.subtract(self, operands[0], operands[1])


class Multiply(_Binary):
    __slots__ = ()

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.multiply(self, operands[0], operands[1])


class Divide(_Binary):
    __slots__ = ()

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.divide(self, operands[0], operands[1])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Several(Expression):
    parts: tuple[Expression, ...]
    span: Span | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError("the least or greatest of nothing")

    @property
    def operands(self) -> tuple[Expression, ...]:
        return self.parts


class Minimum(_Several):
    """The least of its operands."""

    __slots__ = ()

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.minimum(self, operands)


class Maximum(_Several):
    """The greatest of its operands."""

    __slots__ = ()

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.maximum(self, operands)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Power(Expression):
    """An integer power; ``x ** 0`` is 1. Raises ``FormulaTooLarge`` beyond ``MAX_EXPONENT``."""

    base: Expression
    exponent: int
    span: Span | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if abs(self.exponent) > MAX_EXPONENT:
            raise FormulaTooLarge(
                f"a power beyond {MAX_EXPONENT}: use a smaller exponent", where=self.span
            )

    @property
    def operands(self) -> tuple[Expression, ...]:
        return (self.base,)

    @property
    def label(self) -> object:
        return self.exponent

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.power(self, operands[0])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Root(Expression):
    """The root of a ``degree`` of 2 or more of what is not below 0: the number, itself not below 0,
    of which the power is the operand."""

    operand: Expression
    degree: int
    span: Span | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if not 2 <= self.degree <= MAX_EXPONENT:
            raise FormulaTooLarge(
                f"a root of degree {self.degree}: it is from 2 to {MAX_EXPONENT}", where=self.span
            )

    @property
    def operands(self) -> tuple[Expression, ...]:
        return (self.operand,)

    @property
    def label(self) -> object:
        return self.degree

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.root(self, operands[0])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Convert(Expression):
    """``operand in currency on when``; ``conversions.lower`` turns it into rates."""

    operand: Expression
    currency: str
    when: str
    span: Span | None = field(default=None, kw_only=True)

    @property
    def operands(self) -> tuple[Expression, ...]:
        return (self.operand,)

    @property
    def label(self) -> object:
        return (self.currency, self.when)

    def accept(self, reader: Reader[T], operands: Sequence[T], /) -> T:
        return reader.convert(self, operands[0])


def leaf_names(expression: Expression) -> tuple[str, ...]:
    """The unknowns of a formula, in order of first appearance.

    >>> leaf_names(Leaf("paid") / Leaf("stake") - Leaf("paid"))
    ('paid', 'stake')
    """
    return names_in(postorder(expression))


def names_in(nodes: Sequence[Expression]) -> tuple[str, ...]:
    """The unknowns among ``nodes``, each once."""
    return tuple(dict.fromkeys([node.name for node in nodes if isinstance(node, Leaf)]))


def _expression(value: Expression | Fraction | int) -> Expression:
    if isinstance(value, Expression):
        return value
    if isinstance(value, (Fraction, int)):
        return Constant(Fraction(value))
    raise TypeError(f"a formula holds exact numbers, not {type(value).__name__}")
