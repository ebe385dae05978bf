"""What a text gives: its figures in order, and what looks like one and could not be read.

Policy: a text is never refused as a whole. What cannot be read is listed beside what can, with the
place, the reason and, where there are several, the readings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, SupportsIndex, overload

from dealmodel.dataclass import dataclass
from dealmodel.errors import AmbiguousFigure, FigureError
from dealmodel.figures.figure import Figure


@dataclass(frozen=True, slots=True)
class Refusal:
    """A stretch of text that looks like a figure and is not read as one."""

    verbatim: str
    span: tuple[int, int]
    code: str
    message: str
    readings: tuple[str, ...] = ()

    @staticmethod
    def of(error: FigureError) -> Refusal:
        """The refusal that an error stands for."""
        readings = error.readings if isinstance(error, AmbiguousFigure) else ()
        start, end = error.span
        return Refusal(error.text[start:end], error.span, error.code, error.message, readings)

    def to_dict(self) -> dict[str, Any]:
        """The refusal as ``dealmodel figure --json`` prints it."""
        return {
            "verbatim": self.verbatim,
            "span": list(self.span),
            "code": self.code,
            "message": self.message,
            "readings": list(self.readings),
        }


_SHOWN = 60


class Figures(list[Figure]):
    """The figures of a text, in order; ``refused`` is what could not be read.

    >>> Figures().refused
    ()
    """

    __slots__ = ("refused",)

    def __init__(self, figures: Iterable[Figure] = (), refused: Iterable[Refusal] = ()) -> None:
        super().__init__(figures)
        self.refused = tuple(refused)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((tuple(self), self.refused))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Figures):
            return list.__eq__(self, other) and self.refused == other.refused
        return list.__eq__(self, list(other)) if isinstance(other, list | tuple) else NotImplemented

    def __ne__(self, other: object) -> bool:
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> Figure: ...
    @overload
    def __getitem__(self, index: slice, /) -> Figures: ...
    def __getitem__(self, index: SupportsIndex | slice, /) -> Figure | Figures:
        if isinstance(index, slice):
            return Figures(list.__getitem__(self, index), self.refused)
        return list.__getitem__(self, index)

    def __repr__(self) -> str:
        refused = f", {len(self.refused)} refused" if self.refused else ""
        shown = ", ".join(one.verbatim[:_SHOWN] for one in list(self)[:4])
        return f"<{len(self)} figures{refused}: {shown}>"

    def _repr_html_(self) -> str:
        """What a notebook shows. All text is escaped."""
        from dealmodel.figures.notebook import html_of_reading

        return html_of_reading(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return Figures, (list(self), self.refused)
