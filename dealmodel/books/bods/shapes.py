"""What a JSON value has to be, and what is wrong with one that is something else.

A shape goes over a value and yields each fault with its path below the value. Numbers are
``Decimal``. Keys that a shape does not know are let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from dealmodel.errors import BadValue, InputError, MissingKey, OutOfRange

Path = tuple[str | int, ...]
Fault = tuple[Path, InputError]

_SHOWN = 60
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(r"[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?([Zz]|[+-][0-9:]{5})")
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:([\w.~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+(#\S*)?", re.ASCII
)


class Shape(Protocol):
    """What a value has to be."""

    def faults(self, value: Any, path: Path = ()) -> Iterator[Fault]:
        """Each thing that is wrong with ``value``, which is at ``path``."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """A text: one of ``codes``, or one that ``is_such`` accepts, which ``noun`` calls."""

    noun: str = "a text"
    codes: Sequence[str] = ()
    is_such: Callable[[str], object] = bool

    def faults(self, value: Any, path: Path = ()) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield path, wrong(value, self.noun)
        elif self.codes and value not in self.codes:
            listed = ", ".join(self.codes)
            yield path, BadValue(value[:_SHOWN], f"{shown(value)} is none of {listed}")
        elif self.is_such is not bool and not self.is_such(value):
            yield path, wrong(value, self.noun)


@dataclass(frozen=True, slots=True)
class Number:
    """A number from ``low`` to ``high``."""

    low: int
    high: int

    def faults(self, value: Any, path: Path = ()) -> Iterator[Fault]:
        if not isinstance(value, Decimal):
            yield path, wrong(value, "a number")
        elif not self.low <= value <= self.high:
            message = f"{shown(value)} is not from {self.low} to {self.high}"
            yield path, OutOfRange("a number", str(value), message)


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """``true`` or ``false``."""

    def faults(self, value: Any, path: Path = ()) -> Iterator[Fault]:
        if not isinstance(value, bool):
            yield path, wrong(value, "true or false")


@dataclass(frozen=True, slots=True)
class Many:
    """A list, each item of the same shape."""

    item: Shape

    def faults(self, value: Any, path: Path = ()) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield path, wrong(value, "a list")
            return
        for at, item in enumerate(value):
            yield from self.item.faults(item, (*path, at))


@dataclass(frozen=True, slots=True)
class Keys:
    """An object: the shapes of its keys, those it needs, and what else must hold of it.

    Of each group in ``one_of`` at least one key is needed.
    """

    keys: Mapping[str, Shape]
    needed: Sequence[str] = ()
    one_of: Sequence[Sequence[str]] = ()
    also: Callable[[Mapping[str, Any]], Iterator[Fault]] | None = None

    def faults(self, value: Any, path: Path = ()) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield path, wrong(value, "an object")
            return
        for group in [*((key,) for key in self.needed), *self.one_of]:
            if not any(key in value for key in group):
                named = " or ".join(group)
                yield path, MissingKey(group[0], f"needs the key {named}, which is not there")
        for key, part in value.items():
            if key in self.keys:
                yield from self.keys[key].faults(part, (*path, key))
        for below, error in self.also(value) if self.also else ():
            yield (*path, *below), error


@dataclass(frozen=True, slots=True)
class TextOr:
    """A text, or an object."""

    other: Keys

    def faults(self, value: Any, path: Path = ()) -> Iterator[Fault]:
        if isinstance(value, Mapping):
            yield from self.other.faults(value, path)
        elif not isinstance(value, str):
            yield path, wrong(value, "a record's id, or an object with a reason,")


def wrong(value: Any, needed: str) -> InputError:
    """``value`` stands where something else is needed."""
    return BadValue(shown(value), f"{shown(value)} where {needed} is needed")


def shown(value: Any) -> str:
    """A value as an error names it.

    >>> shown("x" * 70)[-3:], shown([1]), shown(True), shown(None)
    ("x…'", 'a list', 'true', 'null')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping | list):
        return "an object" if isinstance(value, Mapping) else "a list"
    text = str(value)
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return repr(text) if isinstance(value, str) else text


def is_day(text: str) -> bool:
    """Whether the text is a day as in 2025-04-26.

    >>> is_day("2024-02-29"), is_day("2023-02-29"), is_day("2024-02")
    (True, False, False)
    """
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_moment(text: str) -> bool:
    """Whether the text is a day, or a day with a time as in 2025-04-26T10:00:00Z."""
    return is_day(text[:10]) and (len(text) == 10 or _TIME.fullmatch(text, 10) is not None)


def is_uri(text: str) -> bool:
    """Whether the text is an address with its scheme, of the characters that RFC 3986 allows."""
    return _URI.fullmatch(text) is not None
