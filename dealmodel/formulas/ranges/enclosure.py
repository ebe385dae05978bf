"""The true range of a formula over its inputs' bounds, by the cheapest exact way.

``constant``          nothing uncertain is left
``interval``          no unknown occurs twice: interval arithmetic is exact
``monotone``          the formula never falls, or never rises, in each unknown that occurs twice
``corners``           as above, or linear over linear in it
``branch-and-bound``  anything else: an outer range, never narrower than the truth, not ``tight``

The way is chosen node by node: parts that share no unknown are independent, so the exact ranges
of the parts give the exact range of the whole. Only the smallest parts that do share one are
studied as a whole. Every divisor is tested by its own range before it is divided by.

What is found of a formula holds for all figures of a like kind, and is kept where it can be
(:mod:`dealmodel.formulas.ranges.plans`); the study is for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dealmodel.figures.bounds import Bounds
from dealmodel.formulas import roots, size
from dealmodel.formulas.expression import Divide, Expression, Leaf, Power, Root
from dealmodel.formulas.ranges import intervals
from dealmodel.formulas.ranges.by_nodes import Ranges, zero_divisor
from dealmodel.formulas.ranges.plans import Plan, bounds_by, plan_for
from dealmodel.formulas.ranges.polynomials import Work
from dealmodel.formulas.ranges.shapes import Shape, shape_of
from dealmodel.formulas.reading import identities, postorder

if TYPE_CHECKING:
    from dealmodel.formulas.ranges.extremes import Peak

METHODS = ("constant", "interval", "monotone", "corners", "branch-and-bound")
_CONSTANT, _INTERVAL, _MONOTONE, _CORNERS, _OUTER = range(5)

WORK = 200_000
"""Steps that the exact search may take for one formula: about a tenth of a second."""


class Enclosure(NamedTuple):
    """A range, how it was found, and whether it is the true one."""

    bounds: Bounds
    method: str
    tight: bool


class Study:
    """What is found of each node that is needed: its range, its method, and its peaks. ``nodes``
    are a tree's in postorder; ``steps`` is what the search may take.
    """

    def __init__(
        self, nodes: Sequence[Expression], bounds: Mapping[str, Bounds], steps: int = WORK
    ) -> None:
        self.bounds = bounds
        self.nodes = nodes
        self.ranges: dict[int, Bounds] = {}
        self.peaks: dict[int, tuple[Peak, Peak]] = {}
        self.blocks: dict[str, Expression] = {}
        self._levels: dict[int, int] = {}
        self._masks: dict[int, int] = {}
        self._sharing: set[int] = set()
        self._reader = Ranges(bounds)
        self._mask()
        self._work = _work(bounds, steps) if self._sharing else Work(0)
        for node in self._needed() if self._sharing else nodes:
            if self.shares(node):
                self._find_shared(node)
            else:
                self._find_apart(node)

    @property
    def enclosure(self) -> Enclosure:
        """What was found for the whole."""
        root = id(self.nodes[-1])
        bounds, level = self.ranges[root], self._levels[root]
        if self.is_rounded and not bounds.is_point:
            bounds = roots.enclosed(bounds)
        return Enclosure(bounds, METHODS[0 if bounds.is_point else level], level != _OUTER)

    @property
    def is_rounded(self) -> bool:
        """Whether a root in the formula is no fraction."""
        return any(
            end is not None and roots.exact(end, node.degree) is None
            for node in self._roots
            if (operand := self.ranges.get(id(node.operand)))
            for end in (operand.low, operand.high)
        )

    def shares(self, node: Expression) -> bool:
        """Whether two operands of the node hold the same uncertain leaf."""
        return id(node) in self._sharing

    def is_uncertain(self, node: Expression) -> bool:
        """Whether an uncertain leaf is under the node."""
        return self._masks[id(node)] != 0

    def _mask(self) -> None:
        """Tell for each node which uncertain leaves are under it: one bit each."""
        bits: dict[object, int] = {}
        masks = self._masks
        self._roots = [node for node in self.nodes if isinstance(node, Root)]
        numbers = identities(self.nodes, {}) if self._roots else {}
        for node in self.nodes:
            mask = 0
            if isinstance(node, Leaf):
                if not self.bounds[node.name].is_point:
                    mask = bits.setdefault(node.name, 1 << len(bits))
            else:
                for operand in node.operands:
                    below = masks[id(operand)]
                    if mask & below:
                        self._sharing.add(id(node))
                    mask |= below
                if not mask and isinstance(node, Root):
                    # Of an exact number, too, a root may be known only within its digits.
                    mask = bits.setdefault(numbers[id(node.operand)], 1 << len(bits))
            masks[id(node)] = mask

    def _needed(self) -> list[Expression]:
        """The nodes that the root's range is found from, operands first."""
        wanted = {id(self.nodes[-1])}
        for node in reversed(self.nodes):
            if id(node) in wanted:
                if self.shares(node):
                    below = postorder(node)
                    wanted.update(id(divisor) for _, divisor in _divisions(below))
                    wanted.update(id(root.operand) for root in below if isinstance(root, Root))
                else:
                    wanted.update(id(operand) for operand in node.operands)
        return [node for node in self.nodes if id(node) in wanted]

    def _find_apart(self, node: Expression) -> None:
        """A node whose operands are independent."""
        key, below = id(node), [id(operand) for operand in node.operands]
        self.ranges[key] = node.accept(self._reader, [self.ranges[each] for each in below])
        own = _INTERVAL if self._masks[key] else _CONSTANT
        self._levels[key] = max([own, *[self._levels[each] for each in below]])

    def _find_shared(self, node: Expression) -> None:
        """A node whose operands share an unknown: studied with all that is under it."""
        nodes, bounds = postorder(node), self.bounds
        divisors: Mapping[int, Bounds] = {
            id(by): self._divisor(by, under) for by, under in _divisions(nodes)
        }
        divides = list(_divisions(nodes))
        if any(isinstance(each, Root) for each in nodes):
            nodes, bounds, divisors = self._without_roots(nodes, divisors)
        # Loaded here: most formulas hold no unknown twice, and every start would wait for it.
        from dealmodel.formulas.ranges.shared import exact_peaks

        found = exact_peaks(nodes, bounds, divisors, self._work)
        if found is None:
            from dealmodel.formulas.ranges.outer import Outer

            whole, level = Outer(nodes, bounds, divisors, self._work).range(), _OUTER
        else:
            low, high = found
            self.peaks[id(node)] = found
            whole = intervals.from_ends(low.end, high.end)
            level = _CORNERS if low.by_corners or high.by_corners else _MONOTONE
        if whole.low is None and whole.high is None:
            for by, under in divides:
                divisor = self._divisor(by, under)
                if 0 in (divisor.low, divisor.high):
                    raise zero_divisor(by, self.bounds)
        self.ranges[id(node)], self._levels[id(node)] = whole, level

    def _without_roots(
        self, nodes: Sequence[Expression], divisors: Mapping[int, Bounds]
    ) -> tuple[list[Expression], Mapping[str, Bounds], Mapping[int, Bounds]]:
        """A part of the formula over the roots of its unknowns."""
        for node in nodes:
            if isinstance(node, Root):
                node.accept(self._reader, [self.ranges[id(node.operand)]])
        from dealmodel.formulas.ranges.rooted import without_roots

        part = without_roots(nodes, self.bounds, divisors, self.ranges)
        self.blocks.update(part.blocks)
        return list(part.nodes), part.bounds, part.divisors

    def _divisor(self, by: Divide | Power, under: Expression) -> Bounds:
        """The range of what a node divides by, which must not have 0 inside."""
        bounds = self.ranges[id(under)]
        if isinstance(by, Power):
            bounds = intervals.power(bounds, -by.exponent)
        below = bounds.low is None or bounds.low < 0
        above = bounds.high is None or bounds.high > 0
        if below is above:
            raise zero_divisor(by, self.bounds)
        return bounds


def enclose(expression: Expression, bounds: Mapping[str, Bounds], steps: int = WORK) -> Enclosure:
    """The range of ``expression`` over the ``bounds`` of its leaves; the search for it takes no
    more than ``steps``.

    >>> from fractions import Fraction
    >>> a = Leaf("a")
    >>> enclose(a / (a + 1), {"a": Bounds(Fraction(1), Fraction(3))})
    Enclosure(bounds=[1/2, 3/4], method='monotone', tight=True)

    Raises ``DivisionByZero`` for a divisor that may be 0, except where the quotient is unbounded
    on one side only; ``FormulaTooLarge``.
    """
    shaped = shape_of(expression)
    if shaped is not None:
        shape, names = shaped
        found = planned(shape, [bounds[name] for name in names])
        if found is not None:
            return found[1]
    return studied(expression, bounds, steps)


def studied(expression: Expression, bounds: Mapping[str, Bounds], steps: int = WORK) -> Enclosure:
    """The same without a plan."""
    return Study(postorder(expression), bounds, steps).enclosure


def planned(shape: Shape, bounds: Sequence[Bounds]) -> tuple[Plan, Enclosure] | None:
    """The range of a formula of this shape by its plan, if there is one."""
    plan = plan_for(shape, bounds)
    found = None if plan is None else bounds_by(plan, bounds)
    return None if plan is None or found is None else (plan, enclosure_of(plan, found))


def enclosure_of(plan: Plan, found: Bounds) -> Enclosure:
    """A range that was found by a plan."""
    return Enclosure(found, METHODS[_CONSTANT] if found.is_point else plan.method, True)


def of_leaf(bounds: Bounds) -> Enclosure:
    """The range of an unknown that stands alone."""
    return Enclosure(bounds, METHODS[_CONSTANT if bounds.is_point else _INTERVAL], True)


def _divisions(nodes: Iterable[Expression]) -> Iterator[tuple[Divide | Power, Expression]]:
    """The nodes that divide, with what they divide by (of a power: its base)."""
    for node in nodes:
        if isinstance(node, Divide):
            yield node, node.right
        elif isinstance(node, Power) and node.exponent < 0:
            yield node, node.base


def _work(bounds: Mapping[str, Bounds], steps: int) -> Work:
    """How much may be spent; a step over long numbers counts for many."""
    ends = (end for each in bounds.values() for end in (each.low, each.high) if end is not None)
    return Work(steps // (1 + max(map(size.bits, ends), default=0) // 100))
