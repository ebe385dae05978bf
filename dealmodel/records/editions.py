"""The editions that a book states: of its format, and of the meaning of hedges.

``format`` tells in what shape the file is written. Format 2 adds to format 1 (deals with parts,
capital, financials, claims and reviews at the top) and calls nothing otherwise, so a book of either
is read alike, and one that states none is of format 1. A book of a format to come is refused by
that alone: its other keys would only be called unknown.

``rules`` tells with which meaning of hedges the book was last looked through.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from dealmodel.errors import BadValue, BookError, BookProblem, NewerFormat
from dealmodel.records.faults import fault
from dealmodel.records.text import Text

FIELD = "format"
OLDEST, NEWEST = 1, 2


def check_format(fields: Mapping[str, Any]) -> None:
    """Raise :class:`BookError` where a book states a format that is not known yet.

    >>> check_format({"format": "2", "book": "x"})
    """
    stated = _as_text(fields.get(FIELD))
    if isinstance(stated, str) and _is_number(stated) and int(stated) > NEWEST:
        raise BookError([BookProblem((FIELD,), NewerFormat(stated, NEWEST))])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10 and text[0] != "0"


def _as_text(given: object) -> object:
    """From code, a number does as well."""
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else given


def _number(text: str) -> str:
    if not _is_number(text):
        raise fault(
            BadValue(text[:60], f"{text[:60]!r}, where a number such as {NEWEST} is needed")
        )
    return text


Edition = Annotated[Text, BeforeValidator(_as_text), AfterValidator(_number)]
"""A whole number from 1, as text."""
