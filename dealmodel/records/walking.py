"""Going over a book's claims: each list of them is what sources say about one thing.

A list's path is the keys that lead to it, ``("stakes", "x", "share")`` or, where several parties
have one each, ``("joint_ventures", "x", "holders", "leapmotor")``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, get_args, get_origin

from dealmodel.dataclass import dataclass
from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.claim import Claim, holds_figures
from dealmodel.records.ids import Reference
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


def by_aspect(claims: Sequence[Claim]) -> dict[tuple[str, ...], list[Claim]]:
    """The claims on each aspect of a field, which are not compared with those on another."""
    found: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.aspect, []).append(claim)
    return found


def figures_at(book: Book, record: Record, path: str) -> Sequence[Claim]:
    """The claims of a record's field, or of a field of the record that one of its fields names:
    ``paid``, ``per_volume.count``. None where the record does not give it."""
    name, _, rest = path.partition(".")
    found = getattr(record, name)
    if not rest:
        return tuple(found)
    other = None if found is None else getattr(book, _named_by(type(record), name))[found]
    return () if other is None else figures_at(book, other, rest)


def leads_to_figures(section: str, path: str) -> bool:
    """Whether records of the section have figures at ``path``, as :func:`figures_at` reads it.

    >>> leads_to_figures("stakes", "per_volume.count"), leads_to_figures("stakes", "price")
    (True, False)
    """
    kind = SECTIONS.get(section)
    name, _, rest = path.partition(".")
    if kind is None or name not in kind.model_fields:
        return False
    if rest:
        return leads_to_figures(_named_by(kind, name), rest)
    annotation = kind.model_fields[name].annotation
    if get_origin(annotation) is Mapping or get_args(annotation)[:1] != (Claim,):
        return False
    return dict(_fields(kind)).get(name, False)


def _named_by(kind: type[Record], name: str) -> str:
    """The section that a field's ids are of; empty where it holds no id."""
    field = kind.model_fields[name]
    marks = list(_metadata((field.annotation, *field.metadata)))
    return next((mark.section for mark in marks if isinstance(mark, Reference)), "")


def _metadata(parts: Sequence[Any]) -> Iterator[Any]:
    for part in parts:
        yield part
        yield from _metadata(get_args(part))


def _of_value(value: Any, path: Path, record: Record, are_figures: bool) -> Iterator[ClaimList]:
    if isinstance(value, Record):
        yield from claims_of(value, path)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _of_value(part, (*path, key), record, are_figures)
    elif value and not isinstance(value[0], Claim):
        for index, part in enumerate(value):
            yield from claims_of(part, (*path, index))
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
        elif isinstance(part, type) and issubclass(part, Record) and not issubclass(part, Claim):
            yield from (are_figures for _, are_figures in _fields(part))
        else:
            yield from _marks(get_args(part))
