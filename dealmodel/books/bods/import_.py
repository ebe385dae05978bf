"""Statements of BODS 0.4 as a book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from dealmodel.books.bods.annotations import carried
from dealmodel.books.bods.filling import Filling
from dealmodel.books.bods.reading import read_statements
from dealmodel.books.bods.restoring import restored
from dealmodel.calculators.options import options_checked
from dealmodel.records.book import Book

_CHANGED = "changed or added after the export, so that it counts for what it says"


@dataclass(frozen=True, slots=True)
class Imported:
    """A book, and what of the file it does not hold or holds otherwise."""

    book: Book
    warnings: Sequence[str]


@options_checked
def import_bods(content: str | bytes, name: str = "<text>", *, title: str = "") -> Imported:
    """The book that the statements of a file tell of; ``name`` stands for the file in errors.

    A file that ``export_bods`` wrote gives the book that it was written from. Where there is no
    ``title`` and the file has none, the book is called by the file's name.

    >>> statements = '''[{"statementId": "3fdb2f50-2a05-4b4a-a1ff-6f4b0a4d9f01",
    ...   "declarationSubject": "a", "statementDate": "2025-04-26", "recordId": "a",
    ...   "recordType": "entity", "recordDetails": {"isComponent": false, "name": "Acme Ltd",
    ...     "entityType": {"type": "registeredEntity"}}}]'''
    >>> import_bods(statements, "acme.json").book.parties["acme-ltd"].name
    'Acme Ltd'

    :raises BookError: the file is no BODS 0.4; each problem has its JSON path.
    """
    statements, warnings = read_statements(content, name)
    own = restored(statements)
    if own is None:
        filling = Filling({"book": title or PurePath(name).stem.removesuffix(".bods") or name})
        if any(any(carried(each.data)) for each in statements):
            filling.tell("a book that was exported cannot be read from its annotations", "the file")
        filling.add(statements)
    else:
        data = {**own.data, "book": title} if title else own.data
        filling = Filling(data, dict(own.parties), own.before)
        for each in own.extended:
            filling.tell("what others added to it is not kept", f"statement {each.id}")
        for each in own.changed:
            filling.tell(_CHANGED, f"statement {each.id}")
        filling.add(own.changed)
    return Imported(Book.build(filling.data), [*warnings, *filling.warnings])
