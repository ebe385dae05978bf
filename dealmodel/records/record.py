"""What every record is: validated at the door, frozen, without unknown keys.

A record is built alike from code (``Source(publisher="CNBC")``) and from a file. What is wrong
with it comes as one :class:`BookError` that names each problem with its path.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError

from dealmodel.errors import BookError, BookProblem, MissingKey
from dealmodel.records.faults import fault, problems

_DATES = ("on", "announced", "signed", "closed", "formed", "period")
"""The fields that date a record, the first that is there."""


class Record(BaseModel):
    """The base of all records."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    _dates: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        cls._dates = tuple(name for name in _DATES if name in cls.model_fields)

    def __init__(self, /, **fields: Any) -> None:
        self._fill(fields, None)

    def _fill(self, fields: dict[str, Any], context: object) -> None:
        """Take in ``fields``; ``context`` is what validators at any depth are told."""
        try:
            self.__pydantic_validator__.validate_python(fields, self_instance=self, context=context)
        except ValidationError as error:
            found = {problem.message: problem for problem in problems(error, type(self))}
            found |= {problem.message: problem for problem in self._problems_beside(fields)}
            raise BookError(list(found.values())) from None

    # Without this mark pydantic would build the records inside a record through __init__, too:
    # slower, and the first of them at fault would hide the others.
    __init__.__dict__["__pydantic_base_init__"] = True

    @classmethod
    def _problems_beside(cls, _fields: Mapping[str, Any], /) -> list[BookProblem]:
        """What else is wrong in ``fields`` that pydantic's own errors keep from being seen."""
        return []

    @classmethod
    def key_of(cls, name: str) -> str:
        """The key under which a file has the field ``name``: ``from`` for ``from_``, which Python
        keeps for itself."""
        return cls.model_fields[name].alias or name

    @classmethod
    def field_of(cls, key: str) -> str | None:
        """The field that a file has under ``key``, if there is one."""
        if key in cls.model_fields:
            return key
        return next((name for name, f in cls.model_fields.items() if f.alias == key), None)

    @property
    def dated(self) -> str | None:
        """The date of the record as written: the first of its fields that gives one."""
        return next((on for name in self._dates if (on := getattr(self, name))), None)

    def _require_one_of(self, *names: str) -> None:
        """Raise unless at least one of the fields is given."""
        if not any(getattr(self, name) for name in names):
            raise fault(MissingKey(names[0], f"needs {' or '.join(names)}"))
