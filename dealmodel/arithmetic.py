"""``+ - * / **``, comparison and ``float`` for whatever has a value and bounds.

A figure is plain data; what two figures make is a formula, and formulas stand to the right of
figures. So the operators are here, and what they do is told from outside: the package names, when
it is loaded, where :class:`Operations` are to be had, and they are loaded when the first operator
is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Operations(Protocol):
    """What the operators do."""

    def compute(self, operator: str, *operands: object) -> Any:
        """The result of ``+ - * / **`` on two operands, of ``neg``, ``pos`` and ``abs`` on one."""
        ...

    def compare(self, operator: str, left: object, right: object) -> bool:
        """Whether ``< <= > >=`` holds, if it can be told."""
        ...

    def as_float(self, value: object) -> float:
        """The point as a float."""
        ...

    def formatted(self, value: object, how: str) -> str:
        """The point as ``how`` tells, or the value's own text."""
        ...


_source: Callable[[], Operations] | None = None
_operations: Operations | None = None


def operations_from(source: Callable[[], Operations]) -> None:
    """Let the operators do what ``source`` gives; it is asked once, at the first use."""
    global _source, _operations
    _source, _operations = source, None


def _told() -> Operations:
    global _operations
    if _operations is None:
        assert _source is not None, "nobody has told what the operators do"
        _operations = _source()
    return _operations


class Operand:
    """What may stand in a formula, and keeps what formulas need to know of it."""

    __slots__ = ("_as_input",)
    _as_input: Any
    """What :mod:`dealmodel.formulas.evaluation` found out; no part of the value."""


class Arithmetic(Operand):
    """Operators on quantities. ``==`` is not among them: it tells whether two are the same."""

    __slots__ = ()

    def __add__(self, other: object) -> Any:
        return _told().compute("+", self, other)

    def __radd__(self, other: object) -> Any:
        return _told().compute("+", other, self)

    def __sub__(self, other: object) -> Any:
        return _told().compute("-", self, other)

    def __rsub__(self, other: object) -> Any:
        return _told().compute("-", other, self)

    def __mul__(self, other: object) -> Any:
        return _told().compute("*", self, other)

    def __rmul__(self, other: object) -> Any:
        return _told().compute("*", other, self)

    def __truediv__(self, other: object) -> Any:
        return _told().compute("/", self, other)

    def __rtruediv__(self, other: object) -> Any:
        return _told().compute("/", other, self)

    def __pow__(self, exponent: object) -> Any:
        return _told().compute("**", self, exponent)

    def __rpow__(self, base: object) -> Any:
        return _told().compute("**", base, self)

    def __neg__(self) -> Any:
        return _told().compute("neg", self)

    def __pos__(self) -> Any:
        return _told().compute("pos", self)

    def __abs__(self) -> Any:
        return _told().compute("abs", self)

    def __lt__(self, other: object) -> bool:
        return _told().compare("<", self, other)

    def __le__(self, other: object) -> bool:
        return _told().compare("<=", self, other)

    def __gt__(self, other: object) -> bool:
        return _told().compare(">", self, other)

    def __ge__(self, other: object) -> bool:
        return _told().compare(">=", self, other)

    def __float__(self) -> float:
        return _told().as_float(self)

    def __format__(self, how: str) -> str:
        return _told().formatted(self, how)
