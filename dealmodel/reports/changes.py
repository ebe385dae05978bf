"""What two books say differently: claims, events and the fields of records.

A claim or an event is the same one in both where its place in the book, its source and who said it
are; of several, those go together that are alike, then those that come in the same order. The order
of events is a field of its own. A field that is not written has its default. Which meaning of
hedges a book was looked through with is no fact, and is told apart; in which format it is written
is nothing that it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal

from dealmodel.dataclass import dataclass
from dealmodel.records.agreement import Event
from dealmodel.records.book import SECTIONS, Book
from dealmodel.records.claim import Claim
from dealmodel.records.editions import FIELD as FORMAT
from dealmodel.records.places import SHORT
from dealmodel.records.record import Record
from dealmodel.reports.pairing import paired

What = Literal["claim", "event", "field", "rules", "review"]
Content = tuple[tuple[str, str], ...]

_NAMED_APART = {"source", "by"}
_LABELS = {"claim": ("says",), "event": ("stage", "on")}
_MAIN = {
    "claim": ("says",),
    "event": ("on", "stage", "evidence", "says"),
    "field": ("is",),
    "rules": ("is",),
    "review": ("reason",),
}
_APART = frozenset([FORMAT, "rules", "reviews"])


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a book says; ``content`` is all of it but its source and who said it."""

    subject: str
    where: str
    what: What
    content: Content
    source: str | None = None
    by: str | None = None
    is_default: bool = False

    @property
    def place(self) -> Hashable:
        return self.where, self.what, self.source, self.by

    def labels(self, count: int) -> Hashable:
        """The place with what tells this part from others there, or only the first of it."""
        content = dict(self.content)
        return self.place, tuple(content[key] for key in _LABELS.get(self.what, ())[:count])


@dataclass(frozen=True, slots=True)
class Change:
    """A part of one book that the other has not, or has otherwise: ``old`` and ``new`` is what
    each has there. ``part`` is the new book's, if it has one."""

    part: Part
    old: Content | None
    new: Content | None

    @property
    def subject(self) -> str:
        return self.part.subject

    @property
    def change(self) -> Literal["added", "removed", "changed"]:
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"

    def to_dict(self) -> dict[str, Any]:
        part = self.part
        return {
            "subject": part.subject,
            "what": part.what,
            "where": part.where,
            "change": self.change,
            "source": part.source,
            "by": part.by,
            "old": _record(self.old),
            "new": _record(self.new),
        }

    def text(self) -> str:
        """What it was and what it is; of what goes with it, only what is not the same."""
        main = _MAIN[self.part.what]
        old, new = dict(self.old or ()), dict(self.new or ())
        words = dict.fromkeys(filter(None, (_words(old, main), _words(new, main))))
        beside = [
            f"{key}: {self._beside(old.get(key), new.get(key))}"
            for key in dict.fromkeys((*old, *new))
            if key not in main and old.get(key) != new.get(key)
        ]
        return " → ".join(words) + (f" ({'; '.join(beside)})" if beside else "")

    def _beside(self, old: str | None, new: str | None) -> str:
        if self.change == "changed":
            return f"{old or 'none'} → {new or 'none'}"
        return old or new or ""


def changes(old: Book, new: Book) -> tuple[Change, ...]:
    """What ``new`` says otherwise than ``old``: what is changed, in the order of ``old``, then what
    is removed, then what is added.

    >>> was, now = (Book(book="x", currency=currency) for currency in ("USD", "EUR"))
    >>> [(each.part.where, each.text()) for each in changes(was, now)]
    [('currency', 'USD → EUR')]
    """
    old_parts, new_parts = list(parts_of(old)), list(parts_of(new))
    found = paired(
        old_parts,
        new_parts,
        (
            lambda part: (part.place, part.content),
            lambda part: part.labels(2),
            lambda part: part.labels(1),
            lambda part: part.place,
        ),
    )
    return (
        *(
            Change(now, was.content, now.content)
            for was, now in found.together
            if was.content != now.content
        ),
        *_reordered(found.together, new_parts),
        *(Change(was, was.content, None) for was in found.only_old if not was.is_default),
        *(Change(now, None, now.content) for now in found.only_new if not now.is_default),
    )


def _reordered(together: Iterable[tuple[Part, Part]], new: Iterable[Part]) -> Iterator[Change]:
    """The lists of events that stand in another order: where their days overlap, it is the order
    that tells which came last."""
    places = {id(part): place for place, part in enumerate(new)}
    lists: defaultdict[str, list[tuple[Part, Part]]] = defaultdict(list)
    for was, now in together:
        if was.what == "event":
            lists[was.where].append((was, now))
    for where, pairs in lists.items():
        turned = sorted(pairs, key=lambda pair: places[id(pair[1])])
        if turned != pairs:
            part = Part(pairs[0][1].subject, where, "field", ())
            before, after = (was for was, _ in pairs), (now for _, now in turned)
            yield Change(part, _order(before), _order(after))


def _order(events: Iterable[Part]) -> Content:
    told = (f"{_words(dict(each.content), ('stage', 'on'))} [{each.source}]" for each in events)
    return (("is", ", ".join(told)),)


def parts_of(book: Book) -> Iterator[Part]:
    """All that a book says, in its order."""
    for name, default in _defaults(Book).items():
        if name not in SECTIONS and name not in _APART:
            value = getattr(book, name)
            yield from _of_value(value, "book", name, value == default)
    if book.rules is not None:
        yield Part("rules", "rules", "rules", (("is", book.rules),))
    for section in SECTIONS:
        for key, record in getattr(book, section).items():
            subject = f"{section}.{key}"
            yield from _of_record(record, subject, subject)
    for review in book.reviews:
        where = f"reviews[{review.finding} {review.subject}]"
        content = (("reason", review.reason), ("on", review.on), ("claims", review.claims))
        yield Part("reviews", where, "review", content, by=review.by)


def _of_record(record: Record, subject: str, where: str) -> Iterator[Part]:
    for name, default in _defaults(type(record)).items():
        value = getattr(record, name)
        if value is not None and value != ():
            here = where if name == SHORT else f"{where}.{record.key_of(name)}"
            yield from _of_value(value, subject, here, value == default)


@lru_cache(maxsize=64)
def _defaults(kind: type[Record]) -> Mapping[str, Any]:
    """The fields of a kind of record, and what each has where it is not written."""
    fields = kind.model_fields.items()
    return {name: field.get_default(call_default_factory=True) for name, field in fields}


def _of_value(value: Any, subject: str, where: str, is_default: bool) -> Iterator[Part]:
    if isinstance(value, str):
        yield Part(subject, where, "field", (("is", value),), is_default=is_default)
    elif isinstance(value, Claim | Event):
        what: What = "claim" if isinstance(value, Claim) else "event"
        yield Part(subject, where, what, _content(value), value.source, value.by)
    elif isinstance(value, Record):
        yield from _of_record(value, subject, where)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _of_value(each or "no claim", subject, f"{where}[{key}]", False)
    elif isinstance(value, tuple) and any(isinstance(each, Record) for each in value):
        for each in value:
            yield from _of_value(each, subject, where, False)
    elif value is not None and value != ():
        yield Part(subject, where, "field", (("is", _text(value)),), is_default=is_default)


def _content(record: Claim | Event) -> Content:
    return tuple(
        (name, _text(value))
        for name in _told_of(type(record))
        if (value := getattr(record, name)) is not None
    )


@lru_cache(maxsize=64)
def _told_of(kind: type[Claim | Event]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if name not in _NAMED_APART)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join("no bound" if each is None else str(each) for each in value)
    return str(value)


def _words(content: Mapping[str, str], keys: tuple[str, ...]) -> str:
    quoted = {key: f"“{content[key]}”" if key == "says" else content[key] for key in content}
    return " ".join(quoted[key] for key in keys if key in quoted)


def _record(content: Content | None) -> str | dict[str, str] | None:
    """A content for JSON: a field's is its value."""
    if content is None:
        return None
    record = dict(content)
    return record.get("is", record)
