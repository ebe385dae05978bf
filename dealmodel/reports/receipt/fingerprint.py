"""A book's fingerprint: 400 characters that tell which few of its parts are not what they were.

A part is a claim, an event, a field of a record, or the order of a section. Each is a number that
says what it is and what it holds, and is added, without carry, to five cells of a table of 25.
From the tables of two books what both say cancels out, and a cell in which one number is left
gives it away; taken out of its other cells it lays the next one open. So the numbers of some seven
changed claims come back; of more only that there are more. (An invertible Bloom lookup table:
Goodrich and Mitzenmacher, 2011.)

Where a part stands in a file and how it is written there make no difference, nor does whether what
it has by default is written, nor a source's locale that is the book's own.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, groupby
from typing import Any, Literal
from zlib import crc32

from dealmodel.records.book import SECTIONS, Book
from dealmodel.reports.changes import Part, parts_of
from dealmodel.uncollected import uncollected

_TABLES, _ROWS = 5, 5
_SECTION, _SUBJECT, _FIELD, _WHO, _CONTENT, _CHECK = 1, 2, 2, 2, 3, 2
_TO_SUBJECT = _SECTION + _SUBJECT
_TO_FIELD = _TO_SUBJECT + _FIELD
_TO_WHO = _TO_FIELD + _WHO
_BODY = _TO_WHO + _CONTENT
_SIZE = _BODY + _CHECK
_LENGTH = _TABLES * _ROWS * _SIZE

What = Literal["changed", "added", "removed", "reordered"]


@dataclass(frozen=True, slots=True)
class PartChanged:
    """What changed: ``where`` as in :class:`~dealmodel.reports.changes.Part`, or, of what is gone
    from the book, the record or the section that it was in."""

    change: What
    where: str
    source: str | None = None
    by: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "change": self.change,
            "where": self.where,
            "source": self.source,
            "by": self.by,
        }

    def __str__(self) -> str:
        said = ", ".join(filter(None, (self.source, self.by)))
        return f"{self.change}: {self.where}{f' [{said}]' if said else ''}"


@dataclass(frozen=True, slots=True)
class PartsCompared:
    """``changes`` in the book's order; not ``complete`` where there are more than can be told."""

    changes: tuple[PartChanged, ...]
    complete: bool

    def __bool__(self) -> bool:
        return bool(self.changes) or not self.complete


@uncollected()
def fingerprint(book: Book) -> str:
    """The fingerprint of all that a book says, as text.

    >>> was, now = (Book(book="x", currency=currency) for currency in ("USD", "EUR"))
    >>> len(fingerprint(was)), fingerprint(was) == fingerprint(now)
    (400, False)
    """
    return base64.b64encode(_packed(_cells(_keys(book)))).decode()


@uncollected()
def compared(known: str, book: Book) -> PartsCompared | None:
    """What changed from the book whose fingerprint is ``known`` to ``book``; ``None`` where it is
    no fingerprint of this kind.

    >>> was, now = (Book(book="x", currency=currency) for currency in ("USD", "EUR"))
    >>> [str(each) for each in compared(fingerprint(was), now).changes]
    ['changed: currency']
    """
    before, keys = _unpacked(known), _keys(book)
    if before is None:
        return None
    cells = [a ^ b for a, b in zip(before, _cells(keys), strict=True)]
    found, complete = _apart(cells, keys)
    new = {key: keys[key] for key in found if key in keys}
    gone = [key for key in found if key not in keys]
    changes = tuple(dict.fromkeys(_changes(new, gone, keys, book)))
    if not complete:
        # Of some only what they were is known, or what they are: that cannot be told apart.
        changes = tuple(replace(each, change="changed") for each in changes)
    return PartsCompared(tuple(dict.fromkeys(changes)), complete)


_Keys = dict[bytes, Part]


def _keys(book: Book) -> _Keys:
    """The number of each part of the book, and what it stands for."""
    found: _Keys = {}
    said = (part for part in parts_of(book) if not _is_own(part, book))
    for section, parts in groupby(said, lambda part: part.subject.partition(".")[0]):
        times: dict[Hashable, int] = {}
        order: list[str] = []
        for part in parts:
            # Of several claims in one place by one source each has a number.
            place = part.where, part.source, part.by
            time = times[place] = times.get(place, 0) + 1
            who = _who(part.source, part.by, time)
            order += (part.where, who)
            content = _joined(*chain.from_iterable(part.content))
            found[_key(section, part.subject, part.where, who, content)] = part
        key = _key(section, "", "", "", _joined(*order))
        found[key] = Part(section, f"the order of {section}", "field", ())
    return found


def _is_own(part: Part, book: Book) -> bool:
    """Whether it says that a source is printed in the locale that the book is read in."""
    is_locale = part.subject.startswith("sources.") and part.where.endswith(".locale")
    return is_locale and part.content == (("is", book.locale),)


@lru_cache(maxsize=4096)
def _who(source: str | None, by: str | None = None, time: int = 1) -> str:
    return _joined(source or "", by or "", str(time))


def _joined(*texts: str) -> str:
    """The texts as one that no other texts give."""
    return "".join(f"{len(text)}:{text}" for text in texts)


def _key(section: str, subject: str, where: str, who: str, content: str) -> bytes:
    to_field = _to_subject(section, subject) + _sum(where, _FIELD)
    body = to_field + _sum(who, _WHO) + _sum(content, _CONTENT)
    return body + _drawn(body)[:_CHECK]


@lru_cache(maxsize=4096)
def _to_subject(section: str, subject: str) -> bytes:
    return _sum(section, _SECTION) + _sum(subject, _SUBJECT)


def _sum(text: str, size: int) -> bytes:
    # Nobody is to be kept from forging these: the book's own digest stands beside them.
    return crc32(text.encode("utf-8", "surrogatepass")).to_bytes(4)[4 - size :]


def _drawn(body: bytes) -> bytes:
    """What is drawn by lot for a number: its check, and a cell in each table."""
    return blake2b(body, digest_size=_CHECK + _TABLES).digest()


def _places(key: bytes) -> list[int]:
    """The cells that a number is added to, one in each table."""
    lots = _drawn(key[:_BODY])[_CHECK:]
    return [table * _ROWS + lot % _ROWS for table, lot in enumerate(lots)]


def _cells(keys: Iterable[bytes]) -> list[int]:
    cells = [0] * (_TABLES * _ROWS)
    for key in keys:
        _take_out(key, cells)
    return cells


def _packed(cells: Iterable[int]) -> bytes:
    return b"".join(cell.to_bytes(_SIZE) for cell in cells)


def _unpacked(text: str) -> list[int] | None:
    try:
        packed = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return None
    if len(packed) != _LENGTH:
        return None
    return [int.from_bytes(packed[at : at + _SIZE]) for at in range(0, _LENGTH, _SIZE)]


def _apart(cells: list[int], own: Iterable[bytes]) -> tuple[list[bytes], bool]:
    """The numbers in the cells, as far as they can be told apart, and whether that is all. Where
    none stands alone, each of the book's ``own`` is taken out on trial."""
    found = _peeled(cells)
    if any(cells):
        for key in own:
            if key not in found and all(cells[place] for place in _places(key)):
                rest = list(cells)
                _take_out(key, rest)
                more = _peeled(rest)
                if not any(rest):
                    return [*found, key, *more], True
    return found, not any(cells)


def _take_out(key: bytes, cells: list[int]) -> None:
    number = int.from_bytes(key)
    for place in _places(key):
        cells[place] ^= number


def _peeled(cells: list[int]) -> list[bytes]:
    """The numbers that are alone in a cell, or come to be; they are taken out of ``cells``."""
    found: dict[bytes, None] = {}
    waiting = list(range(len(cells)))
    while waiting:
        place = waiting.pop()
        key = cells[place].to_bytes(_SIZE)
        if not cells[place] or key in found or _drawn(key[:_BODY])[:_CHECK] != key[_BODY:]:
            continue
        places = _places(key)
        if place in places:
            found[key] = None
            _take_out(key, cells)
            waiting += places
    return list(found)


def _changes(new: _Keys, gone: Iterable[bytes], keys: _Keys, book: Book) -> Iterator[PartChanged]:
    """What the numbers that only one of the books has say together, in the book's order."""
    ordered = [key for key in keys if key in new]
    in_both = {key[:_TO_WHO] for key in gone} & {key[:_TO_WHO] for key in ordered}
    added = [key for key in ordered if key[:_TO_WHO] not in in_both and not _is_order(key)]
    removed = [key for key in gone if key[:_TO_WHO] not in in_both and not _is_order(key)]
    moved = {key[:_SECTION] for key in (*added, *removed)}
    kept = {part.subject for key, part in keys.items() if key not in added}
    for key in ordered:
        part = new[key]
        if _is_order(key):
            if key[:_TO_WHO] in in_both and key[:_SECTION] not in moved:
                yield PartChanged("reordered", part.where)
        elif key not in added:
            yield PartChanged("changed", part.where, part.source, part.by)
        elif part.subject in kept:
            yield PartChanged("added", part.where, part.source, part.by)
        else:
            yield PartChanged("added", part.subject)
    if removed:
        known = _Known.of(keys, book)
        yield from map(known.removed, removed)


@dataclass(frozen=True, slots=True)
class _Known:
    """What parts of numbers stand for, of those that the book has or could have."""

    sections: Mapping[bytes, str]
    subjects: Mapping[bytes, str]
    fields: Mapping[bytes, str]
    sources: Mapping[bytes, str]

    @staticmethod
    def of(keys: _Keys, book: Book) -> _Known:
        subjects = {key[:_TO_SUBJECT]: part.subject for key, part in keys.items()}
        fields = {
            head + _sum(f"{subject}.{field}", _FIELD): f"{subject}.{field}"
            for head, subject in subjects.items()
            for field in _fields(subject)
        }
        fields |= {key[:_TO_FIELD]: part.where for key, part in keys.items()}
        return _Known(
            {_sum(section, _SECTION): section for section in SECTIONS},
            subjects,
            fields,
            {_sum(_who(source), _WHO): source for source in book.sources},
        )

    def removed(self, key: bytes) -> PartChanged:
        """What is no longer there, as far as the book still has what it was a part of."""
        field = self.fields.get(key[:_TO_FIELD])
        if field is not None:
            return PartChanged("removed", field, self.sources.get(key[_TO_FIELD:_TO_WHO]))
        subject = self.subjects.get(key[:_TO_SUBJECT])
        section = self.sections.get(key[:_SECTION], "the book")
        return PartChanged("removed", f"a record of {section}" if subject is None else subject)


def _fields(subject: str) -> Iterable[str]:
    record = SECTIONS.get(subject.partition(".")[0])
    return record.model_fields if record else ()


def _is_order(key: bytes) -> bool:
    sections = ("book", "rules", *SECTIONS, "reviews")
    return key[:_TO_SUBJECT] in {_to_subject(name, "") for name in sections}
