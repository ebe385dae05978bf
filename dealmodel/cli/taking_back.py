"""``dealmodel import FILE.xlsx --into BOOK``: an edited workbook back in its book."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dealmodel.cli.answer import Answer
from dealmodel.dataclass import dataclass
from dealmodel.errors import BookError, UsageError

if TYPE_CHECKING:
    from dealmodel.exports.xlsx.edits import Edit, Edits
    from dealmodel.records.book import Book

_MOST = 256 * 2**20
"""Bytes that a part of the workbook may unpack to."""


@dataclass(frozen=True, slots=True)
class _Edited:
    """A file of the book, as it was and as it is with its edits."""

    path: Path
    name: str
    old: str
    new: str
    has_mark: bool

    @property
    def diff(self) -> str:
        old, new = ([f"{line}\n" for line in text.splitlines()] for text in (self.old, self.new))
        return "".join(difflib.unified_diff(old, new, self.name, self.name, n=1))

    @property
    def content(self) -> bytes:
        """What is written, with the byte order mark that the file had."""
        return (b"\xef\xbb\xbf" if self.has_mark else b"") + self.new.encode()


def taken_back(file: str, into: str, *, dry_run: bool) -> Answer:
    """Write what was edited in the workbook into the book, unless ``dry_run``; the diff is told.

    :raises UsageError: the workbook was made of another book, or the edits leave none.
    """
    from dealmodel.books.saving import save

    book = _book(into)
    found = _edits(Path(file), book)
    edited = list(_edited(into, book, found))
    try:
        _prove(into, edited)
    except BookError:
        found = _without_faults(into, book, found)
        edited = list(_edited(into, book, found))
        _prove(into, edited)
    if not dry_run:
        for each in edited:
            save(each.path, each.content, overwrite=True)
    diff = "".join(each.diff for each in edited)
    added = sum(each.is_new for each in found.edits)
    changed = len(found.edits) - added
    record: dict[str, Any] = {
        "file": into,
        "written": bool(edited) and not dry_run,
        "changed": changed,
        "added": added,
        "edits": [_told(each) for each in found.edits],
        "refused": [{"cell": cell, "message": message} for cell, message in found.refused],
        "diff": diff,
    }
    verb = "would take" if dry_run else "took"
    summary = f"{verb} {changed} changed and {added} added claims into {into}"
    return Answer(
        "import",
        lambda: [record],
        lambda: f"{diff}{summary}" if found.edits else "nothing was changed that a claim tells",
        tuple(f"{cell}: {message}" for cell, message in found.refused),
        books=(book,),
    )


def _told(edit: Edit) -> Mapping[str, Any]:
    record = ".".join(str(key) for key in edit.path)
    keys = {k: list(v) if isinstance(v, tuple) else v for k, v in edit.keys.items()}
    return {"cell": edit.cell, "record": record, "new": edit.is_new, "claim": keys}


def _book(into: str) -> Book:
    from dealmodel.books.reading import load_book

    if into == "-":
        raise UsageError("standard input cannot be written to: give the book's file or folder")
    return load_book(into)


def _edits(file: Path, book: Book) -> Edits:
    from dealmodel.exports.xlsx.edits import edits_of
    from dealmodel.exports.xlsx.reading import description, opened_workbook
    from dealmodel.figures.hedges import HedgeRules
    from dealmodel.reports.receipt.reading import read_receipt

    receipt = read_receipt(description(file, _MOST))
    if receipt.book_sha256 != book.sha256:
        raise UsageError(
            f"{file.name!r} was not made of this book as it is now, so that rows and claims may "
            "not go together: export the book anew, and edit that"
        )
    rules = HedgeRules(reading=receipt.reading, exact=bool(receipt.options.get("exact")))
    with opened_workbook(file, _MOST) as workbook:
        return edits_of(workbook, book, rules, file.name)


def _edited(into: str, book: Book, found: Edits) -> Iterator[_Edited]:
    """The files that change."""
    from dealmodel.books.editing import Change, ClaimAddition, ClaimChange, with_claims
    from dealmodel.books.files import SUFFIXES, book_files, file_bytes, shown_name, source_text

    by_file: dict[str, list[Change]] = {}
    for each in found.edits:
        place = book.places.of(each.path)
        make = ClaimAddition if each.is_new else ClaimChange
        by_file.setdefault(place.file if place else "", []).append(make(each.path, each.keys))
    for path in book_files(Path(into)):
        changes = by_file.get(shown_name(path))
        if not changes:
            continue
        if SUFFIXES.get(path.suffix, "yaml") != "yaml":
            raise UsageError(f"{shown_name(path)}: only YAML is edited in place: change it by hand")
        data = file_bytes(path)
        text = source_text(shown_name(path), data).text
        new = with_claims(text, changes)
        yield _Edited(path, shown_name(path), text, new, data.startswith(b"\xef\xbb\xbf"))


def _without_faults(into: str, book: Book, found: Edits) -> Edits:
    """The edits that leave a book each by itself; of the others it is told why not."""
    from dealmodel.exports.xlsx.edits import Edits

    kept, refused = [], list(found.refused)
    for each in found.edits:
        try:
            _prove(into, list(_edited(into, book, Edits([each]))))
        except BookError as error:
            refused.append((each.cell, error.problems[0].cause.message))
        else:
            kept.append(each)
    return Edits(kept, refused)


def _prove(into: str, edited: list[_Edited]) -> None:
    """Read the book with its edits before any of them is written; raises what reading does."""
    from dealmodel.books.files import book_files
    from dealmodel.books.reading import load_book
    from dealmodel.exports.temporary import temporary_folder

    if not edited:
        return
    new = {each.path: each.content for each in edited}
    with temporary_folder() as folder:
        for path in book_files(Path(into)):
            (folder / path.name).write_bytes(new.get(path) or path.read_bytes())
        files = list(book_files(Path(into)))
        load_book(folder if files != [Path(into)] else folder / files[0].name)
