"""Lists and sections of a record, read-only to those who use them.

An absent or empty one (``aliases:`` with nothing behind it) has no items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BeforeValidator, GetCoreSchemaHandler
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


def _none_is_empty(value: object) -> object:
    return () if value is None else value


def _none_is_no_entry(value: object) -> object:
    return {} if value is None else value


Many = Annotated[Sequence[T], _KeptAsTuple(), BeforeValidator(_none_is_empty)]
"""A list; from code, any sequence of the items."""

Section = Annotated[Mapping[Id, T], BeforeValidator(_none_is_no_entry)]
"""Records by their id."""

PerParty = Annotated[Mapping[PartyId, T], BeforeValidator(_none_is_no_entry)]
"""What is said of each of several parties, by the party's id."""
