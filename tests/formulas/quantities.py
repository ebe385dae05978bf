"""Quantities for tests, built by hand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dealmodel.figures.bounds import Bounds
from dealmodel.figures.units import PURE, Unit


@dataclass(frozen=True, slots=True)
class Known:
    """A quantity that is what it is told to be."""

    point: Fraction | None
    bounds: Bounds
    unit: Unit = PURE
    kind: str = "number"
    sources: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "unit": self.unit.text}


def known(
    point: str | int | None,
    low: str | int | None = None,
    high: str | int | None = None,
    unit: Unit = PURE,
    kind: str = "number",
    sources: tuple[str, ...] = (),
) -> Known:
    """A quantity with closed ends, or exact where there are none."""
    value = None if point is None else Fraction(point)
    if low is None or high is None:
        assert value is not None
        return Known(value, Bounds(value, value), unit, kind, sources)
    return Known(value, Bounds(Fraction(low), Fraction(high)), unit, kind, sources)
