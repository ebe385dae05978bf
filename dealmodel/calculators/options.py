"""What public functions are given, held against what it can be at the door: a wrong type is a
UsageError that says so, never a TypeError from inside.

Options that all share are known by their names; what else there is by how it is annotated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from dealmodel.errors import UsageError
from dealmodel.figures.hedges import HedgeRules

Function = TypeVar("Function", bound=Callable[..., Any])
_Check = Callable[[str, object], None]


def options_checked(function: Function) -> Function:
    """The function, with those of its arguments checked that are known here.

    >>> @options_checked
    ... def shown(book: Book, *, locale: str = "en") -> str:
    ...     return locale
    >>> shown(None)
    Traceback (most recent call last):
    dealmodel.errors.UsageError: book is a book as load_book gives it, not None
    >>> shown(locale=5)
    Traceback (most recent call last):
    dealmodel.errors.UsageError: locale is a language such as 'de', not 5
    """
    inner: Any = function
    while hasattr(inner, "__wrapped__"):
        inner = inner.__wrapped__
    code = inner.__code__
    own = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    by_place = own[: code.co_argcount]
    annotations = inner.__annotations__
    checks = {
        name: check
        for name in own
        if (check := _BY_NAME.get(name) or _by_annotation(annotations.get(name, ""))) is not None
    }
    absent = {name for name in own if "None" in annotations.get(name, "").split(" | ")}

    @wraps(function)
    def checked(*arguments: Any, **options: Any) -> Any:
        for name, value in (*zip(by_place, arguments, strict=False), *options.items()):
            check = checks.get(name)
            if check is not None and not (value is None and name in absent):
                check(name, value)
        return function(*arguments, **options)

    return cast("Function", checked)


def _rules(name: str, value: object) -> None:
    if not isinstance(value, HedgeRules):
        raise _wrong(name, "a HedgeRules, such as HedgeRules(reading='strict')", value)


def _locale(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise _wrong(name, "a language such as 'de'", value)


def _prefer(name: str, value: object) -> None:
    # A Selection is told by its rule: the records behind its class are slow to load.
    if not isinstance(value, str) and not hasattr(value, "prefer"):
        raise _wrong(name, "a rule such as 'latest', or the id of a source", value)


def _to(name: str, value: object) -> None:
    if isinstance(value, Iterator):
        return  # looking would use it up
    several = isinstance(value, Iterable) and not isinstance(value, str | bytes)
    codes = cast("Iterable[object]", value) if several else (value,)
    if not all(isinstance(code, str) for code in codes):
        raise _wrong(name, "a currency such as 'USD', or several", value)


def _name(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise _wrong(name, "a name, such as 'pre_money'", value)


def _batches(_name: str, value: object) -> None:
    if not isinstance(value, Iterable):
        raise UsageError(f"record batches are needed, not {type(value).__name__}")


def _several(name: str, value: object) -> None:
    if not isinstance(value, Iterable) or isinstance(value, str | bytes):
        raise _wrong(name, "a list", value)


def _pair(name: str, value: object) -> None:
    if not isinstance(value, tuple | list) or len(cast("tuple[object]", value)) != 2:
        raise _wrong(name, "a pair", value)


def pairs(name: str, given: Iterable[Any]) -> Iterable[Any]:
    """The items of ``given``, each of which is a pair.

    :raises UsageError: one of them is none.
    """
    for each in given:
        _pair(f"each of {name}", each)
        yield each


def _mapping(name: str, value: object) -> None:
    if not isinstance(value, Mapping):
        raise _wrong(name, "a mapping, such as {'a': ...}", value)


def _text(name: str, value: object) -> None:
    if not isinstance(value, str | bytes):
        raise _wrong(name, "text", value)


def _file(name: str, value: object) -> None:
    if not hasattr(value, "write") or not hasattr(value, "tell"):
        raise _wrong(name, "a file opened for bytes", value)


def _of_class(class_name: str, what: str) -> _Check:
    # By its name: the records behind a class are slow to load.
    def check(name: str, value: object) -> None:
        if all(base.__name__ != class_name for base in type(value).__mro__):
            raise _wrong(name, what, value)

    return check


_BY_NAME: dict[str, _Check] = {
    "rules": _rules,
    "locale": _locale,
    "prefer": _prefer,
    "to": _to,
    "name": _name,
    "subject": _name,
    "batches": _batches,
}
_BY_ANNOTATION: dict[str, _Check] = {
    "Book": _of_class("Book", "a book as load_book gives it"),
    "Report": _of_class("Report", "a report as dealmodel.report gives it"),
    "Draft": _of_class("Draft", "a draft as dealmodel.read gives it"),
    "Agreement": _of_class("Agreement", "an agreement of a book"),
    "Network": _of_class("Network", "a Network"),
    "Iterable": _several,
    "Sequence": _several,
    "Collection": _several,
    "Mapping": _mapping,
    "Options": _mapping,
    "BinaryIO": _file,
}


def _by_annotation(annotation: str) -> _Check | None:
    """The check of what is annotated so; of several types none but "or None" and text is known."""
    kinds = [kind for kind in annotation.split(" | ") if kind != "None"]
    if kinds == ["str", "bytes"]:
        return _text
    return _BY_ANNOTATION.get(annotation.partition(" | None")[0].partition("[")[0])


def _wrong(option: str, what: str, value: object) -> UsageError:
    return UsageError(f"{option} is {what}, not {repr(value)[:40]}")
