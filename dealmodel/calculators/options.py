"""The options that public functions share, held against what they can be at the door: a wrong one
is a UsageError that says so, never a TypeError from inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, TypeVar, cast

from dealmodel.errors import UsageError
from dealmodel.figures.hedges import HedgeRules

Function = TypeVar("Function", bound=Callable[..., Any])


def options_checked(function: Function) -> Function:
    """The function, with those of its keyword-only options checked that are known here.

    >>> @options_checked
    ... def shown(*, locale: str = "en") -> str:
    ...     return locale
    >>> shown(locale=5)
    Traceback (most recent call last):
    dealmodel.errors.UsageError: locale is a language such as 'de', not 5
    """
    inner: Any = function
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    code = inner.__code__
    own = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    checks = {name: _CHECKS[name] for name in own if name in _CHECKS}
    absent = {name for name, value in (inner.__kwdefaults__ or {}).items() if value is None}

    @wraps(function)
    def checked(*arguments: Any, **options: Any) -> Any:
        for name, value in options.items():
            check = checks.get(name)
            if check is not None and not (value is None and name in absent):
                check(value)
        return function(*arguments, **options)

    return cast("Function", checked)


def _rules(value: object) -> None:
    if not isinstance(value, HedgeRules):
        raise _wrong("rules", "a HedgeRules, such as HedgeRules(reading='strict')", value)


def _locale(value: object) -> None:
    if not isinstance(value, str):
        raise _wrong("locale", "a language such as 'de'", value)


def _prefer(value: object) -> None:
    # A Selection is told by its rule: the records behind its class are slow to load.
    if not isinstance(value, str) and not hasattr(value, "prefer"):
        raise _wrong("prefer", "a rule such as 'latest', or the id of a source", value)


def _to(value: object) -> None:
    if isinstance(value, Iterator):
        return  # looking would use it up
    several = isinstance(value, Iterable) and not isinstance(value, str | bytes)
    codes = cast("Iterable[object]", value) if several else (value,)
    if not all(isinstance(code, str) for code in codes):
        raise _wrong("to", "a currency such as 'USD', or several", value)


def _name(value: object) -> None:
    if not isinstance(value, str):
        raise _wrong("name", "the name of an answer, such as 'pre_money'", value)


_CHECKS: dict[str, Callable[[object], None]] = {
    "rules": _rules,
    "locale": _locale,
    "prefer": _prefer,
    "to": _to,
    "name": _name,
}


def _wrong(option: str, what: str, value: object) -> UsageError:
    return UsageError(f"{option} is {what}, not {repr(value)[:40]}")
