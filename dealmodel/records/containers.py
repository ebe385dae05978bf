"""Lists and sections of a record, read-only to those who use them.

An absent or empty one (``aliases:`` with nothing behind it) has no items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Never, TypeVar, get_args

from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from dealmodel.records.ids import Id, PartyId

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _KeptAsTuple:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        item = handler.generate_schema(get_args(source)[0])
        return core_schema.tuple_variable_schema(item)


class Fixed(dict[str, Any]):
    """A mapping that cannot be changed once it was checked.

    >>> Fixed(a=1)["b"] = 2
    Traceback (most recent call last):
    TypeError: a book's records are checked when it is built: build another one to change it
    """

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> Never:
        raise TypeError(
            "a book's records are checked when it is built: build another one to change it"
        )

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[Fixed], tuple[dict[str, Any]]]:
        return Fixed, (dict(self),)


def _none_is_empty(value: object) -> object:
    return () if value is None else value


def _none_is_no_entry(value: object) -> object:
    return {} if value is None else value


Many = Annotated[Sequence[T], _KeptAsTuple(), BeforeValidator(_none_is_empty)]
"""A list; from code, any sequence of the items."""

Section = Annotated[Mapping[Id, T], BeforeValidator(_none_is_no_entry), AfterValidator(Fixed)]
"""Records by their id."""

PerParty = Annotated[Mapping[PartyId, T], BeforeValidator(_none_is_no_entry), AfterValidator(Fixed)]
"""What is said of each of several parties, by the party's id."""
