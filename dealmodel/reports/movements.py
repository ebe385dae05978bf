"""Which derived answers of two reports moved, and by how much.

An answer is the same one in both where its subject, name, unit and sources are, and what it assumes
or whom it is about; of several, those go together that are equal, then those of the same basis,
then those that come in the same order. A comparison of sources and a status stay the same answer
whoever the sources are. What a report only repeats of a book, terms and facts, is none.

A move is the new number less the old one; in per cent, of the old one's size. There is none where
either side has no such number.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Any, Literal

from dealmodel.dataclass import dataclass
from dealmodel.derivations.answers import Derived, Item, SourcesCompared, Stated
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.units import PURE, Unit
from dealmodel.reports.deriving import Report
from dealmodel.reports.pairing import paired

_APART = ("assuming", "holder", "counted", "since")
_OF_A_RATE = {
    "requested",
    "used",
    "age_days",
    "rate",
    "rate_low",
    "rate_high",
    "rate_unit",
    "source",
}
_REPEATED = {"term", "fact"}


@dataclass(frozen=True, slots=True)
class Move:
    """From one number to another, exactly."""

    old: Fraction | None
    new: Fraction | None

    @property
    def absolute(self) -> Fraction | None:
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def percent(self) -> Fraction | None:
        """``None`` also where the old number is 0.

        >>> Move(Fraction(8), Fraction(10)).percent
        Fraction(25, 1)
        """
        absolute = self.absolute
        return None if absolute is None or not self.old else absolute / abs(self.old) * 100

    def to_dict(self) -> dict[str, str | None]:
        return {
            "old": _decimal(self.old),
            "new": _decimal(self.new),
            "absolute": _decimal(self.absolute),
            "percent": _decimal(self.percent),
        }


@dataclass(frozen=True, slots=True)
class Movement:
    """An answer that is another in the new report, or is in one of the two only. ``item`` is the
    new report's, if it has one."""

    item: Item
    old: Item | None
    new: Item | None

    @property
    def subject(self) -> str:
        return self.item.subject

    @property
    def change(self) -> Literal["moved", "appeared", "vanished"]:
        if self.old is None:
            return "appeared"
        return "vanished" if self.new is None else "moved"

    @property
    def apart(self) -> dict[str, str]:
        """What the answer assumes, or whom it is about."""
        details = _details(self.item)
        return {key: str(details[key]) for key in _APART if details.get(key) is not None}

    @property
    def moves(self) -> dict[str, Move]:
        """How the point and the ends moved; nothing for a status."""
        if isinstance(self.item, Stated):
            return {}
        old, new = _numbers(self.old), _numbers(self.new)
        return {name: Move(old[name], new[name]) for name in old}

    def to_dict(self) -> dict[str, Any]:
        record: dict[str, Any] = {
            "subject": self.subject,
            "what": "answer",
            "name": self.item.name,
            "change": self.change,
            "unit": unit_of(self.item).text,
            **self.apart,
            "sources": list(self.item.sources),
        }
        if isinstance(self.item, Stated):
            return record | {"old": _status(self.old), "new": _status(self.new)}
        old, new = bounds_of(self.old), bounds_of(self.new)
        if isinstance(self.item, SourcesCompared):
            record["agree"] = {"old": old is not None, "new": new is not None}
        record |= {name: move.to_dict() for name, move in self.moves.items()}
        for side, bounds in (("old_open", old), ("new_open", new)):
            record["low"][side] = None if bounds is None else bounds.low_open
            record["high"][side] = None if bounds is None else bounds.high_open
        return record


def movements(old: Report, new: Report) -> tuple[Movement, ...]:
    """The answers that are not the same in both: those that moved, in the order of ``old``, then
    those that vanished, then those that appeared."""
    found = paired(
        [item for item in old.items if item.name not in _REPEATED],
        [item for item in new.items if item.name not in _REPEATED],
        (
            lambda item: (_same_answer(item), item.sources, _basis(item), _value(item)),
            lambda item: (_same_answer(item), item.sources, _basis(item)),
            lambda item: (_same_answer(item), item.sources),
            _same_answer,
        ),
    )
    return (
        *(Movement(now, was, now) for was, now in found.together if _value(was) != _value(now)),
        *(Movement(was, was, None) for was in found.only_old),
        *(Movement(now, None, now) for now in found.only_new),
    )


def bounds_of(item: Item | None) -> Bounds | None:
    """What an answer can be; ``None`` where sources cannot agree, for a status, and for none."""
    if isinstance(item, Derived):
        return item.result.bounds
    return item.common if isinstance(item, SourcesCompared) else None


def unit_of(item: Item) -> Unit:
    """The unit of an answer; a status has none."""
    if isinstance(item, Derived):
        return item.result.unit
    return item.unit if isinstance(item, SourcesCompared) else PURE


def kind_of(item: Item) -> str:
    """What kind of number an answer is; a status is none."""
    if isinstance(item, Derived):
        return item.result.kind
    return item.kind if isinstance(item, SourcesCompared) else "status"


def _numbers(item: Item | None) -> dict[str, Fraction | None]:
    """Point and ends of an answer; none of them for none."""
    bounds = bounds_of(item)
    return {
        "point": item.result.point if isinstance(item, Derived) else None,
        "low": None if bounds is None else bounds.low,
        "high": None if bounds is None else bounds.high,
    }


def _same_answer(item: Item) -> Hashable:
    sources = item.sources if isinstance(item, Derived) else ()
    details = _details(item)
    apart = tuple(details.get(key) for key in _APART)
    return type(item), item.subject, item.name, unit_of(item).text, sources, apart


def _basis(item: Item) -> Hashable:
    """All that tells an answer from others of the same name but its numbers and rates."""
    return tuple(
        (key, value)
        for key, value in _details(item).items()
        if isinstance(value, str) and key not in _OF_A_RATE
    )


def _details(item: Item) -> Mapping[str, Any]:
    return item.result.details if isinstance(item, Derived) else {}


def _value(item: Item) -> Hashable:
    if isinstance(item, Stated):
        return item.text
    return tuple(_numbers(item).values()), bounds_of(item)


def _status(item: Item | None) -> dict[str, Any] | None:
    return None if item is None else item.to_dict()


def _decimal(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(value)
