"""A figure: one printed number, exactly as its source printed it, and what it can mean.

Vocabulary: ``verbatim`` the printed words, ``span`` where they stand in the text, ``value`` the
number itself (the point), ``hedge`` the word that qualifies it, ``granularity`` the unit to which
it was rounded, ``bounds`` what it can mean under a reading, ``why`` the reading in words. A range
has no point: its ``value`` is ``None``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

from dealmodel.arithmetic import Arithmetic
from dealmodel.dataclass import dataclass, replace
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.units import Unit

_SHOWN = 60

Kind = Literal["money", "share", "ratio", "growth", "count", "duration", "number"]


@dataclass(frozen=True, slots=True, repr=False)
class Figure(Arithmetic):
    """A number as it was printed. Built by :mod:`dealmodel.figures.reader`.

    ``source`` names who printed it, where that is known; ``linked_to`` is the index of the figure
    of which this one is the conversion, or the other way round. ``per`` is the unit that an amount
    is one of ("per share"), ``of`` the whole or class that a share is of ("of its H shares").
    ``is_bare``: a formula takes the amount without what it is one of.
    ``is_amount_of_change``: by so much something changed; it is no amount of that thing in all.
    """

    verbatim: str
    span: tuple[int, int]
    kind: Kind
    value: Fraction | None
    unit: Unit
    hedge: str
    granularity: Fraction
    bounds: Bounds
    why: str
    linked_to: int | None = None
    source: str | None = None
    per: str | None = None
    of: str | None = None
    is_amount_of_change: bool = False
    is_bare: bool = False

    @property
    def point(self) -> Fraction | None:
        """The value as printed; ``None`` for a range."""
        return self.value

    @property
    def low(self) -> Fraction | None:
        return self.bounds.low

    @property
    def high(self) -> Fraction | None:
        return self.bounds.high

    @property
    def exact(self) -> bool:
        """Whether the figure can mean only one number."""
        return self.bounds.is_point

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,) if self.source else ()

    def __repr__(self) -> str:
        unit = "" if self.unit.text is None else f" {self.unit.text}"
        words = self.verbatim if len(self.verbatim) <= _SHOWN else f"{self.verbatim[:_SHOWN]}…"
        return f"<Figure {words!r}: {self.kind}{unit} {self.bounds!r}>"

    def _repr_html_(self) -> str:
        """What a notebook shows. All text is escaped."""
        from dealmodel.figures.notebook import html_of_figures

        return html_of_figures((self,))

    def with_bounds(self, bounds: Bounds, why: str) -> Figure:
        """The same figure, meaning ``bounds`` because of ``why``."""
        return replace(self, bounds=bounds, why=why)

    def from_source(self, source: str | None) -> Figure:
        """The same figure with its source named."""
        return replace(self, source=source)

    def to_dict(self) -> dict[str, Any]:
        """The figure as ``dealmodel figure --json`` prints it; decimals are strings."""
        low, high = self.bounds.low, self.bounds.high
        record = {
            "verbatim": self.verbatim,
            "span": list(self.span),
            "kind": self.kind,
            "value": None if self.value is None else decimal_text(self.value),
            "unit": self.unit.text,
            "hedge": self.hedge,
            "granularity": decimal_text(self.granularity),
            "low": None if low is None else decimal_text(low, "down"),
            "low_open": self.bounds.low_open,
            "high": None if high is None else decimal_text(high, "up"),
            "high_open": self.bounds.high_open,
            "exact": self.exact,
            "linked_to": self.linked_to,
            "per": self.per,
            "of": self.of,
            "why": self.why,
        }
        if self.source is not None:
            record["source"] = self.source
        return record
