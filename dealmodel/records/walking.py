"""Going over a book's claims: each list of them is what sources say about one thing.

A list's path is the keys that lead to it, ``("stakes", "x", "share")`` or, where several parties
have one each, ``("joint_ventures", "x", "holders", "leapmotor")``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.claim import Claim, holds_figures
from dealmodel.records.record import Record

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ClaimList:
    """What sources say about one thing; ``record`` is the record that it belongs to.

    ``are_figures`` is false where the claims are words.
    """

    path: Path
    record: Record
    claims: Sequence[Claim]
    are_figures: bool

    @property
    def subject(self) -> str:
        """The path as text, such as ``stakes.stellantis-in-leapmotor.share``."""
        return ".".join(str(key) for key in self.path)


def claim_lists(book: Book) -> Iterator[ClaimList]:
    """Every list of claims in the book that has any, in the book's order.

    >>> from dealmodel.records.source import Source
    >>> from dealmodel.records.party import Party
    >>> from dealmodel.records.stake import Stake
    >>> book = Book(
    ...     book="x",
    ...     sources={"a": Source(publisher="A")},
    ...     parties={"a": Party(name="A", kind="company"), "b": Party(name="B", kind="company")},
    ...     stakes={"s": Stake(investor="a", investee="b", share=[Claim(says="21%", source="a")])},
    ... )
    >>> [each.subject for each in claim_lists(book)]
    ['stakes.s.share']
    """
    for section in SECTIONS:
        for key, record in getattr(book, section).items():
            yield from claims_of(record, (section, key))


def claims_of(record: Record, path: Path) -> Iterator[ClaimList]:
    """Every list of claims in the record that has any; ``path`` leads to the record."""
    for name, are_figures in _fields(type(record)):
        yield from _of_value(getattr(record, name), (*path, name), record, are_figures)


def _of_value(value: Any, path: Path, record: Record, are_figures: bool) -> Iterator[ClaimList]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            if isinstance(part, Record):
                yield from claims_of(part, (*path, key))
            else:
                yield from _of_value(part, (*path, key), record, are_figures)
    elif value:
        yield ClaimList(path, record, value, are_figures)


@lru_cache(maxsize=64)
def _fields(kind: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields of a kind of record that hold claims, at whatever depth, and whether those are
    figures."""
    found = []
    for name, field in kind.model_fields.items():
        marks = list(_marks((field.annotation, *field.metadata)))
        if marks:
            found.append((name, all(marks)))
    return tuple(found)


def _marks(parts: Sequence[Any]) -> Iterator[bool]:
    for part in parts:
        of_claims = holds_figures(part)
        if of_claims is not None:
            yield of_claims
        elif isinstance(part, type) and issubclass(part, Record) and part is not Claim:
            yield from (are_figures for _, are_figures in _fields(part))
        else:
            yield from _marks(get_args(part))
