"""Ids, and which section of the book each one refers to.

An id is kebab-case: small letters, digits, single hyphens. Who said something is the id of a
party, or a person's name: a text that is written like an id has to be one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_ID = re.compile(PATTERN)


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field whose text is an id of ``section``; ``or_name`` allows a person's name."""

    section: str
    or_name: bool = False


Id = Annotated[str, StringConstraints(pattern=PATTERN, max_length=200)]
SourceId = Annotated[Id, Reference("sources")]
PartyId = Annotated[Id, Reference("parties")]
VolumeId = Annotated[Id, Reference("volumes")]
DealId = Annotated[Id, Reference("deals")]
FinancialId = Annotated[Id, Reference("financials")]
PriceId = Annotated[Id, Reference("prices")]
CapitalId = Annotated[Id, Reference("capital")]


def is_id(text: str) -> bool:
    """Whether ``text`` is written like an id.

    >>> is_id("zhu-jiangming"), is_id("Zhu Jiangming")
    (True, False)
    """
    return _ID.fullmatch(text) is not None


def as_id(text: str) -> str:
    """The id that comes nearest to ``text``; empty where there is none.

    >>> as_id("Leapmotor International")
    'leapmotor-international'
    """
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))
