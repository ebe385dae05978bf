"""A formula in which an unknown occurs more than once: its exact range, where it can be shown."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.expression import Expression, leaf_names
from dealmodel.formulas.extremes import Climb, Peak, State
from dealmodel.formulas.polynomials import OutOfWork, Work
from dealmodel.formulas.rational import Branches, Rationals
from dealmodel.formulas.reading import fold
from dealmodel.formulas.regions import Axis, Place, Region
from dealmodel.formulas.signs import sign

_MAX_AXES = 100


class Shared:
    """One formula over bounded unknowns.

    ``divisors`` are the ranges of what the formula divides by, by the ``id`` of the node that
    divides. None of them has 0 inside.
    """

    def __init__(
        self,
        expression: Expression,
        bounds: Mapping[str, Bounds],
        divisors: Mapping[int, Bounds],
        work: Work,
    ) -> None:
        names = leaf_names(expression)
        axes = tuple(Axis.of(name, bounds[name]) for name in names if not bounds[name].is_point)
        if len(axes) > _MAX_AXES:
            raise OutOfWork
        self.expression = expression
        self.work = work
        self.region = Region(axes, tuple(range(len(axes))))
        self.exact = {name: low for name in names if (low := _only(bounds[name])) is not None}
        self.signs = {key: 1 if _is_above(each) else -1 for key, each in divisors.items()}
        reader = self._reader(self.region, {})
        self.branches = fold(expression, reader)
        reaching = [reader.divisors[key] for key, each in divisors.items() if 0 in each]
        self.edges = tuple(each.over for divisor in reaching for each in divisor)
        self.is_clear = all(len(divisor) == 1 for divisor in reaching)
        self._start = State(self.branches, self.region, {}, {}, self.edges)
        self._climb = Climb(self._folded, work)

    def peak(self, direction: int) -> Peak | None:
        """The least upper bound of the formula (1) or its greatest lower bound (-1), if shown."""
        if self.edges and not self._is_whole_inside():
            return None
        return self._climb.peak(self._start, direction)

    def _is_whole_inside(self) -> bool:
        """Whether no divisor is 0 except at the region's edge."""
        return (
            self.is_clear
            and len(self.branches) == 1
            and sign(self.branches[0].under, self.region, self.work, inside=True) == 1
        )

    def _folded(self, region: Region, places: Mapping[int, Place]) -> Branches:
        return fold(self.expression, self._reader(region, places))

    def _reader(self, region: Region, places: Mapping[int, Place]) -> Rationals:
        return Rationals(region, self.exact, self.signs, self.work, places)


def _only(bounds: Bounds) -> Fraction | None:
    return bounds.low if bounds.is_point else None


def _is_above(bounds: Bounds) -> bool:
    return bounds.low is not None and bounds.low >= 0
