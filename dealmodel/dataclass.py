"""Dataclasses that cost a start little.

To a reader and to mypy, ``dataclass``, ``field`` and ``replace`` are the standard library's. They
are made here because the standard ones load ``inspect`` and compile six functions a class: half a
millisecond for each of the dozens of classes that a single price needs, more than reading it.
Here only ``__init__`` is compiled, and it fills the slots directly.

Policy: what the package uses of a dataclass and nothing else (no ``order``, ``InitVar``,
``ClassVar`` or ``KW_ONLY``); a test holds each class equal to its standard twin. To the standard
library's own ``fields`` and ``is_dataclass`` these are dataclasses.
"""

from __future__ import annotations

from operator import attrgetter
from reprlib import recursive_repr

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
    from typing import Any

_ABSENT = object()
_OWN = "__own_fields__"
_GIVEN = "__given_fields__"
"""The fields that a value is made from: their names, how to read them all, and the names of the
others."""


class _Field:
    __slots__ = ("compare", "default", "factory", "hash", "init", "kw_only", "name", "repr", "type")

    def __init__(
        self,
        *,
        default: Any = _ABSENT,
        default_factory: Any = _ABSENT,
        init: bool = True,
        repr: bool = True,  # noqa: A002
        hash: bool | None = None,  # noqa: A002
        compare: bool = True,
        kw_only: bool = False,
    ) -> None:
        self.name = self.type = ""
        self.default = default
        self.factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = compare if hash is None else hash
        self.compare = compare
        self.kw_only = kw_only

    def standard(self) -> tuple[str, str, Field[Any]]:
        """What ``dataclasses.make_dataclass`` takes for it."""
        import dataclasses

        default = dataclasses.MISSING if self.default is _ABSENT else self.default
        factory = dataclasses.MISSING if self.factory is _ABSENT else self.factory
        settings: dict[str, Any] = {
            "default": default,
            "default_factory": factory,
            "kw_only": self.kw_only,
            "init": self.init,
            "repr": self.repr,
            "hash": self.hash,
            "compare": self.compare,
        }
        return self.name, self.type, dataclasses.field(**settings)


class _Parameters:
    """What the standard library asks of a base: whether it is frozen."""

    __slots__ = ("frozen",)

    def __init__(self, frozen: bool) -> None:
        self.frozen = frozen


class _StandardFields:
    """The fields as the standard library wants them, made when it asks."""

    def __init__(self, fields: dict[str, _Field]) -> None:
        self._fields = fields
        self._made: dict[str, Field[Any]] | None = None

    def __get__(self, _instance: object, _owner: type) -> dict[str, Field[Any]]:
        if self._made is None:
            import dataclasses

            twin = dataclasses.make_dataclass(
                "twin", [each.standard() for each in self._fields.values()]
            )
            self._made = {each.name: each for each in dataclasses.fields(twin)}
        return self._made


class Late:
    """A field that may be given as a function without parameters: what that returns is the value,
    worked out when it is first asked for. Stands in the place of the field of a class with slots.

    >>> @dataclass(frozen=True, slots=True)
    ... class Told:
    ...     text: str
    >>> Told.text = Late(Told.text)
    >>> told = Told(lambda: "worked out")
    >>> told.text, told == Told("worked out")
    ('worked out', True)
    """

    __slots__ = ("_slot",)

    def __init__(self, slot: Any) -> None:
        self._slot = slot

    def __get__(self, instance: object, owner: type) -> Any:
        if instance is None:
            return self
        value = self._slot.__get__(instance, owner)
        if callable(value):
            value = value()
            self._slot.__set__(instance, value)
        return value

    def __set__(self, instance: object, value: object) -> None:
        self._slot.__set__(instance, value)


def _made(
    cls: type[Any], frozen: bool, slots: bool, eq: bool, shown: bool, unsafe_hash: bool
) -> type[Any]:
    own = _own_fields(cls)
    fields = {**_inherited_fields(cls), **own}
    written = set(vars(cls))
    if slots:
        cls = _slotted(cls, own)
    else:
        for name, each in own.items():
            if each.default is not _ABSENT:
                setattr(cls, name, each.default)
            elif name in vars(cls):
                delattr(cls, name)

    def add(name: str, value: object) -> None:
        if name not in written:
            setattr(cls, name, value)

    setattr(cls, _OWN, fields)
    given = [name for name, each in fields.items() if each.init]
    setattr(cls, _GIVEN, (given, _values(given), fields.keys() - given))
    cls.__dataclass_fields__ = _StandardFields(fields)
    cls.__dataclass_params__ = _Parameters(frozen)
    add("__init__", _initialiser(cls, fields))
    add(
        "__match_args__",
        tuple(name for name, each in fields.items() if each.init and not each.kw_only),
    )
    add("__replace__", _replaced)
    if shown:
        add("__repr__", _representation([n for n, each in fields.items() if each.repr]))
    if eq:
        add("__eq__", _equality([n for n, each in fields.items() if each.compare]))
    if unsafe_hash or (eq and frozen):
        # A class that defines __eq__ has a __hash__ of None, which nobody wrote.
        if vars(cls).get("__hash__") is None:
            setattr(cls, "__hash__", _hashing([n for n, e in fields.items() if e.hash]))  # noqa: B010
    elif eq:
        add("__hash__", None)
    if frozen:
        refused_set, refused_delete = _refusals(cls, frozenset(fields))
        cls.__setattr__ = refused_set
        cls.__delattr__ = refused_delete
        if slots:
            get, put = _state(tuple(fields))
            add("__getstate__", get)
            add("__setstate__", put)
    return cls


def _own_fields(cls: type) -> dict[str, _Field]:
    fields = {}
    for name, annotation in cls.__annotations__.items():
        given = vars(cls).get(name, _ABSENT)
        each = given if isinstance(given, _Field) else _Field(default=given)
        each.name, each.type = name, annotation
        fields[name] = each
    return fields


def _inherited_fields(cls: type) -> dict[str, _Field]:
    fields: dict[str, _Field] = {}
    for base in reversed(cls.__mro__[1:]):
        known = vars(base).get(_OWN)
        if known is None and "__dataclass_fields__" in vars(base):
            raise TypeError(f"{cls.__name__} derives from {base.__name__}, a standard dataclass")
        fields.update(known or {})
    return fields


def _slotted(cls: type, own: dict[str, _Field]) -> type[Any]:
    there = {name for base in cls.__mro__[1:] for name in vars(base).get("__slots__", ())}
    space = {
        name: value
        for name, value in vars(cls).items()
        if name not in own and name not in ("__dict__", "__weakref__")
    }
    space["__slots__"] = tuple(name for name in own if name not in there)
    made = type(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    return made


def _initialiser(cls: type, fields: dict[str, _Field]) -> Callable[..., None]:
    known: dict[str, Any] = {"_absent": _ABSENT, "_put": object.__setattr__}
    positional: list[str] = []
    named: list[str] = []
    body: list[str] = []
    for name, each in fields.items():
        value = name
        if each.init:
            parameter = name
            if each.factory is not _ABSENT:
                known[f"_new_{name}"] = each.factory
                parameter = f"{name}=_absent"
                value = f"_new_{name}() if {name} is _absent else {name}"
            elif each.default is not _ABSENT:
                known[f"_default_{name}"] = each.default
                parameter = f"{name}=_default_{name}"
            (named if each.kw_only else positional).append(parameter)
        elif each.factory is not _ABSENT:
            known[f"_new_{name}"] = each.factory
            value = f"_new_{name}()"
        elif each.default is not _ABSENT:
            known[f"_default_{name}"] = each.default
            value = f"_default_{name}"
        else:
            continue
        slot: Any = getattr(cls, name, None)
        if type(slot).__name__ == "member_descriptor":
            known[f"_put_{name}"] = slot.__set__
            body.append(f" _put_{name}(self, {value})")
        else:
            body.append(f" _put(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()")
    parameters = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    text = f"def __init__({parameters}):\n" + ("\n".join(body) or " pass")
    exec(text, known)
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__module__ = cls.__module__
    made.__annotations__ = {
        **{name: each.type for name, each in fields.items() if each.init},
        "return": "None",
    }
    return made


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if not names:
        return lambda _: ()
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda given: (get(given),)


def _equality(names: list[str]) -> Callable[[Any, object], bool]:
    values = _values(names)

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        if other is self:
            return True
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    return __eq__


def _hashing(names: list[str]) -> Callable[[Any], int]:
    values = _values(names)

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return __hash__


def _representation(names: list[str]) -> Callable[[Any], str]:
    @recursive_repr()
    def __repr__(self: Any) -> str:  # noqa: N807
        shown = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"{self.__class__.__qualname__}({shown})"

    return __repr__


def _refusals(
    cls: type[Any], names: frozenset[str]
) -> tuple[Callable[..., None], Callable[..., None]]:
    def refused(self: object, name: str, what: str) -> None:
        if type(self) is cls or name in names:
            from dataclasses import FrozenInstanceError

            raise FrozenInstanceError(f"cannot {what} field {name!r}")

    def __setattr__(self: Any, name: str, value: object) -> None:  # noqa: N807
        refused(self, name, "assign to")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self: Any, name: str) -> None:  # noqa: N807
        refused(self, name, "delete")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _state(names: tuple[str, ...]) -> tuple[Callable[..., Any], Callable[..., None]]:
    def __getstate__(self: Any) -> list[Any]:  # noqa: N807
        return [getattr(self, name) for name in names]

    def __setstate__(self: Any, state: list[Any]) -> None:  # noqa: N807
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return __getstate__, __setstate__


def _replaced(value: Any, /, **changes: Any) -> Any:
    cls = type(value)
    names, values, made = getattr(cls, _GIVEN)
    for name in changes:
        if name in made:
            raise ValueError(f"{name} is made with the value and cannot be given")
    return cls(**{**dict(zip(names, values(value), strict=True)), **changes})


if not TYPE_CHECKING:

    def dataclass(
        cls: type | None = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        eq: bool = True,
        repr: bool = True,  # noqa: A002
        unsafe_hash: bool = False,
    ) -> Any:
        """The decorator, as ``dataclasses.dataclass``.

        >>> @dataclass(frozen=True, slots=True)
        ... class Pair:
        ...     left: int
        ...     right: int = 2
        >>> Pair(1), hash(Pair(1)) == hash(Pair(1, 2))
        (Pair(left=1, right=2), True)
        """
        if cls is not None:
            return _made(cls, frozen, slots, eq, repr, unsafe_hash)
        return lambda cls: _made(cls, frozen, slots, eq, repr, unsafe_hash)

    def field(**settings: Any) -> Any:
        """What is said of a field beside its type, as ``dataclasses.field``."""
        return _Field(**settings)

    def replace(value: Any, /, **changes: Any) -> Any:
        """The same with some fields changed, as ``dataclasses.replace``."""
        return _replaced(value, **changes)
