"""What was added from outside: declarations of calculators, checks, rate sources and formats.

A declaration is complete or refused with what it lacks. Those of installed packages are found by
the entry-point group ``dealmodel``, once, when something first asks for declarations; one that
cannot be loaded is an error of whatever asked, since an answer without a check that was installed
would look like a clean one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from dealmodel.errors import ExtensionError

GROUP = "dealmodel"
"""The group of entry points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What is added by one. Every field without a default of its own must be given; ``name`` tells
    it from others of its kind."""

    name: str = ""

    def __post_init__(self) -> None:
        lacking = tuple(each.name for each in fields(self) if _is_empty(getattr(self, each.name)))
        lacking = tuple(each for each in lacking if each not in self._optional())
        if lacking:
            raise ExtensionError(
                self._shown(), f"it lacks {', '.join(lacking)}: give what is missing", lacking
            )
        for fault in self._faults():
            raise ExtensionError(self._shown(), fault)

    @classmethod
    def _optional(cls) -> tuple[str, ...]:
        """The fields that may be left out."""
        return ()

    def _faults(self) -> Iterator[str]:
        """What else is wrong with it."""
        yield from ()

    def _shown(self) -> str:
        kind = type(self).__name__
        return f"{kind} {self.name!r:.60}" if self.name else f"{kind} without a name"


D = TypeVar("D", bound=Declaration)

_declared: dict[tuple[type[Declaration], str], Declaration] = {}
_lock = threading.RLock()
_is_loaded = False


def register(*declarations: Declaration) -> None:
    """Add what is declared, for as long as the program runs.

    :raises ExtensionError: it is no declaration, or another one of its kind has the name.
    """
    with _lock:
        for each in declarations:
            if not isinstance(each, Declaration):
                raise ExtensionError(
                    repr(each)[:60], "it is no declaration: give one of those in dealmodel.extend"
                )
            known = _declared.setdefault((type(each), each.name), each)
            if known is not each and known != each:
                raise ExtensionError(
                    each._shown(), "there is another one of that name: give it a name of its own"
                )


@contextmanager
def registered(*declarations: Declaration) -> Iterator[None]:
    """What is declared, within a ``with`` statement only."""
    with _lock:
        before = dict(_declared)
    register(*declarations)
    try:
        yield
    finally:
        with _lock:
            _declared.clear()
            _declared.update(before)


def declared(kind: type[D]) -> tuple[D, ...]:
    """Every declaration of a kind, in the order in which they came.

    :raises ExtensionError: what an installed package declares cannot be loaded or is incomplete.
    """
    _load()
    return tuple(each for each in _declared.values() if isinstance(each, kind))


def _load() -> None:
    global _is_loaded
    with _lock:
        if _is_loaded:
            return
        # Loaded here: most commands ask for no declarations and need not wait for it.
        from importlib.metadata import entry_points

        for point in entry_points(group=GROUP):
            package = "" if point.dist is None else f" of {point.dist.name} {point.dist.version}"
            try:
                register(*_several(point.load()))
            except ExtensionError as error:
                raise ExtensionError(
                    f"entry point {point.name!r}{package}", error.message, error.missing
                ) from None
            except Exception as error:
                raise ExtensionError(
                    f"entry point {point.name!r}{package}",
                    f"it cannot be loaded ({type(error).__name__}: {error}): mend or uninstall it",
                ) from error
        _is_loaded = True


def _several(found: Any) -> Iterable[Declaration]:
    """One declaration, or a list or tuple of them."""
    return tuple(found) if isinstance(found, list | tuple) else (found,)


def _is_empty(value: object) -> bool:
    return value is None or value == "" or (hasattr(value, "__len__") and len(value) == 0)
