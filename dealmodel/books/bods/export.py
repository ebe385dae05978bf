"""A book as statements of BODS 0.4.

First the parties that take part in a holding, then what each source says of each holding, then the
relationships that the book keeps from another file. A statement's id is the hash of its content,
as the standard recommends, so that the same book gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from dealmodel.books.bods.annotations import with_data
from dealmodel.books.bods.drafts import Draft, Setting, of_holding, of_kept, of_party
from dealmodel.books.bods.holdings import Holding, holdings, obstacle
from dealmodel.books.bods.others import Kept, others, relation
from dealmodel.books.bods.parties import first_day, record_type
from dealmodel.books.bods.remainder import remainder
from dealmodel.books.bods.standard import VERSION
from dealmodel.books.json_writing import json_text
from dealmodel.calculators.options import options_checked
from dealmodel.errors import UsageError
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import USUAL
from dealmodel.records.book import Book
from dealmodel.records.walking import claim_lists

Statement = dict[str, Any]

_PREFIX = 12
_ID = 32


@dataclass(frozen=True, slots=True)
class Exported:
    """The statements of a book, and what of it they do not show to other programs."""

    statements: Sequence[Statement]
    warnings: Sequence[str]

    def to_json(self) -> str:
        """The file."""
        return json_text(list(self.statements)) + "\n"


@options_checked
def export_bods(book: Book, *, rules: HedgeRules = USUAL, published: str | None = None) -> Exported:
    """The statements of a book; ``rules`` say what its figures mean. Where nobody holds anything,
    they are on all parties.

    ``published`` is the day of their publication, the latest date in the book if not given.

    >>> party = {"name": "A", "kind": "company"}
    >>> book = Book.build(
    ...     {
    ...         "book": "x",
    ...         "sources": {"cnbc": {"publisher": "CNBC", "published": "2025-04-26"}},
    ...         "parties": {"a": party, "b": party},
    ...         "stakes": {
    ...             "a-in-b": {
    ...                 "investor": "a",
    ...                 "investee": "b",
    ...                 "share": {"says": "just over 50%", "source": "cnbc"},
    ...             }
    ...         },
    ...     }
    ... )
    >>> a, b, a_in_b = export_bods(book).statements
    >>> a_in_b["recordDetails"]["interests"][0]["share"]
    {'exclusiveMinimum': Decimal('50'), 'maximum': Decimal('51')}

    :raises UsageError: the book has no party for a record, or no date and none is given.
    :raises DateError: ``published`` is no date.
    """
    hindered = {each.path: obstacle(each, book) for each in holdings(book)}
    held = [each for each in holdings(book) if hindered[each.path] is None]
    day = first_day(published) if published else _latest(book)
    if day is None:
        raise UsageError(
            "a statement needs a date and the book has none: give the day of publication "
            "(--published), or as_of in the book"
        )
    prefix = sha256(book.book.encode()).hexdigest()[:_PREFIX]
    drafts = _drafts(held, list(others(book)), Setting(book, rules, day, prefix))
    if not drafts:
        raise UsageError(
            "the book has no company, person, fund or state, so that BODS has nothing to say of "
            "it: write it to a file that ends in .yaml or .json"
        )
    return Exported(
        list(_finished(drafts, _book_data(book, held, drafts, day, rules), book.book, day)),
        [
            f"{'.'.join(path)}: {reason}; it is in an annotation, where other programs do not look"
            for path, reason in hindered.items()
            if reason
        ]
        + [
            f"{'.'.join(each.path)}: a share of the {each.of_class} is none of the whole; it is in "
            "an annotation, where other programs do not look"
            for each in held
            if each.of_class
        ],
    )


def _latest(book: Book) -> str | None:
    """The latest date that the book gives for itself, a source or a claim."""
    dates = [book.as_of, *(source.published for source in book.sources.values())]
    dates += [claim.on for each in claim_lists(book) for claim in each.claims]
    return max((first_day(date) for date in dates if date), default=None)


def _drafts(held: Sequence[Holding], kept: Sequence[Kept], setting: Setting) -> list[Draft]:
    """All statements, each behind those that it refers to."""
    plain = [draft for each in held for draft in of_holding(each, setting)]
    plain += [draft for each in kept for draft in of_kept(each, setting)]
    subjects = _subjects(held, kept) or _alone(setting.book)
    parties = [
        of_party(key, subjects[key], setting) for key in setting.book.parties if key in subjects
    ]
    named = _named(parties, plain)
    primary = [draft for each in kept for draft in of_kept(each, setting, named)]
    return [*parties, *plain, *primary]


def _alone(book: Book) -> dict[str, str]:
    """Each entity and person, as the root of its own network."""
    return {key: key for key, party in book.parties.items() if record_type(party)}


def _subjects(held: Iterable[Holding], kept: Iterable[Kept]) -> dict[str, str]:
    """Each party that takes part, and the root of a network that it is in: itself where it is held
    by anyone, else what it holds first."""
    pairs = [(each.holder, each.held) for each in held]
    roots = {held: held for _, held in pairs}
    for holder, root in pairs:
        roots.setdefault(holder, root)
    for each in kept:
        for other, _ in each.told:
            for key in other.parties:
                roots.setdefault(key, each.path[1])
    return roots


def _named(parties: Iterable[Draft], relationships: Iterable[Draft]) -> dict[str, list[str]]:
    """The ids of the records that the name of a component stands for."""
    named = {draft.party: [draft.record] for draft in parties if draft.party}
    for draft in relationships:
        holder, held = draft.pair or ({}, {})
        if isinstance(holder, str) and isinstance(held, str):
            records = named.setdefault(relation(holder, held), [])
            if draft.record not in records:
                records.append(draft.record)
    return named


def _book_data(
    book: Book, held: Iterable[Holding], drafts: Iterable[Draft], day: str, rules: HedgeRules
) -> dict[str, Any]:
    """What the first statement carries for the whole book."""
    parties = [draft.party for draft in drafts if draft.party]
    return {
        "book": remainder(
            book,
            parties,
            [each.path for each in held],
            {each.path for each in held if each.of_class},
        ),
        "published": day,
        "reading": rules.reading,
        "exact": rules.exact,
    }


def _finished(
    drafts: Sequence[Draft], book: Mapping[str, Any], title: str, day: str
) -> Iterator[Statement]:
    components = {id_ for draft in drafts for id_ in draft.details.get("componentRecords", ())}
    publication = {
        "publicationDate": day,
        "bodsVersion": VERSION,
        "publisher": {"name": title},
    }
    for at, draft in enumerate(drafts):
        notes = [*draft.annotations, *([] if at else [with_data(book)])]
        is_component = draft.record in components and "componentRecords" not in draft.details
        statement: Statement = {
            "declarationSubject": draft.subject,
            "statementDate": draft.day,
            **({"annotations": notes} if notes else {}),
            "publicationDetails": publication,
            **({"source": draft.source} if draft.source else {}),
            **({"declaration": draft.declaration} if draft.declaration else {}),
            "recordId": draft.record,
            "recordType": draft.kind,
            "recordStatus": draft.status,
            "recordDetails": {"isComponent": is_component, **draft.details},
        }
        content = json_text(statement, indent=False).encode()
        yield {"statementId": sha256(content).hexdigest()[:_ID], **statement}
