"""What a kind of record is: everything that readers of a book need to know of a section of it.

Policy: a record whose kind declares nothing of its own has every figure that its claims state, each
beside the others on the same thing, and every statement in words; nothing stays untold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from dealmodel.dataclass import dataclass
from dealmodel.derivations.answers import Derived, Item, Refused, Stated, stated
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.records.book import Book
from dealmodel.records.record import Record
from dealmodel.records.walking import by_aspect, claims_of

R = TypeVar("R", bound=Record)

VALUATION = "Valuation"

Derive = Callable[[str, R, Setting], Iterator[Item | Refused]]
"""From a subject (``stakes.x``), its record and the setting to what follows from it."""


def every_statement(
    subject: str, record: Record, setting: Setting, *, apart: Sequence[str] = ()
) -> Iterator[Item | Refused]:
    """Everything that the record's claims state, but those of the fields ``apart``, by the names of
    their fields, and where sources
    agree; claims that a mapping holds, or that are on one aspect of a field, say which (``of``)."""
    for each in claims_of(record, ()):
        name, *keys = (str(key) for key in each.path)
        if name in apart:
            continue
        for aspect, claims in by_aspect(each.claims).items():
            of = " ".join(filter(None, (*keys, *aspect)))
            details = {"of": of} if of else {}
            if not each.are_figures:
                for claim in claims:
                    yield Stated(subject, name, claim.says, (claim.source,), details)
                continue
            for item in stated(subject, name, setting.figures(claims), details):
                yield item
                if isinstance(item, Derived):
                    yield from in_other_currencies(subject, item.result, record, setting)


def by_id(key: str, _: Record, _book: Book) -> str:
    """What a record is called that has no better name: its id."""
    return key


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """The kind of the records of one section of a book.

    ``title`` heads the section in a report, ``sheet`` is where its numbers stand in a workbook,
    ``describe`` says what a record is about, ``derive`` what follows from it. A kind ``is_last``
    whose answers are background to those of the others. ``example`` is a commented entry for the
    starter book, as YAML, of a kind that the starter does not show yet.
    """

    section: str
    record: type[R]
    title: str
    sheet: str = VALUATION
    describe: Callable[[str, R, Book], str] = by_id
    derive: Derive[R] = every_statement
    is_last: bool = False
    example: str = ""

    def records(self, book: Book) -> Mapping[str, R]:
        """The records of this kind by id."""
        found: Mapping[str, R] = getattr(book, self.section)
        return found
