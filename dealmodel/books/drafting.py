"""The draft of a text as a book's file, and what it adds to a book that is there already.

A draft is YAML in the one form of a book, with what is not placed as comments at its end. To a book
in one file keys and items are put in; to a folder a file is added, and facts of its parties go to
where those stand. Nothing is written before the book has been read with all of it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dealmodel.articles.drafting.draft import Addition, Draft
from dealmodel.books.files import SUFFIXES, book_files, file_bytes, shown_name, source_text
from dealmodel.books.inserting import Insertion, with_insertions
from dealmodel.books.reading import load_book
from dealmodel.books.saving import save
from dealmodel.books.writing import book_text, entry_lines, item_lines
from dealmodel.calculators.options import options_checked
from dealmodel.errors import UsageError
from dealmodel.records.book import Book

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Added:
    """A file of a book as it was, empty if it is new, and as it is with the draft's claims."""

    path: Path
    old: str
    new: str
    is_new: bool
    has_mark: bool = False

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        name = shown_name(self.path)
        old, new = ([f"{line}\n" for line in text.splitlines()] for text in (self.old, self.new))
        return "".join(
            difflib.unified_diff(old, new, "/dev/null" if self.is_new else name, name, n=1)
        )

    @property
    def content(self) -> bytes:
        """What is written, with the byte order mark that the file had."""
        return (_MARK if self.has_mark else b"") + self.new.encode()

    def write(self) -> None:
        """Put the file in its place. Raises :class:`FileError`."""
        save(self.path, self.content, overwrite=not self.is_new)


@options_checked
def draft_text(draft: Draft) -> str:
    """The draft as a YAML file that loads, what is not placed at its end.

    >>> from dealmodel.articles.drafting.reading import read
    >>> print(draft_text(read("It has 40 windows.", publisher="CNBC", published="2025")))
    book: "Draft: CNBC, 2025"
    <BLANKLINE>
    sources:
      cnbc-2025: {publisher: CNBC, published: 2025}
    <BLANKLINE>
    # Not placed:
    # "40 windows" in "It has 40 windows.": no sentence makes plain what it is of
    <BLANKLINE>
    """
    comments = list(_comments(draft))
    return "\n".join([book_text(draft.book), *comments, *([""] if comments else [])])


def _comments(draft: Draft) -> Iterator[str]:
    for warning in draft.warnings:
        yield f"# {_printable(warning)}"
    if draft.unplaced:
        yield "# Not placed:"
    for each in draft.unplaced:
        around = "" if each.words == each.verbatim else f' in "{_printable(each.words)}"'
        yield f'# "{_printable(each.verbatim)}"{around}: {_printable(each.why)}'


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in " ".join(text.split()))


def added_to(path: str | Path, draft: Draft) -> tuple[tuple[Added, ...], Book | None]:
    """The files of the book at ``path`` that change by the draft, and the book with them; nothing
    is written, and none where the book has it all already.

    :raises UsageError: the book is not YAML.
    :raises BookError: it would not load with the draft's claims.
    """
    if draft.addition.is_empty:
        return (), None
    path = Path(path)
    files = book_files(path)
    changed = tuple(_in_folder(path, files, draft) if path.is_dir() else _in_file(path, draft))
    return changed, _proved(path, files, changed)


def _in_file(path: Path, draft: Draft) -> Iterator[Added]:
    yield _edited(path, list(_insertions(draft.addition)))


def _in_folder(path: Path, files: list[Path], draft: Draft) -> Iterator[Added]:
    addition = draft.addition
    by_file: dict[Path, list[Insertion]] = {}
    for party, facts in addition.facts.items():
        file = _file_of(files, party)
        if file is None:
            raise UsageError(f"no YAML file of the book has the party {party!r} to add facts to")
        by_file.setdefault(file, []).extend(_fact(party, key, fact) for key, fact in facts.items())
    for file, insertions in by_file.items():
        yield _edited(file, insertions)
    text = _own_file(addition)
    if text:
        base = next(iter(draft.book.sources))
        new, number = path / f"{base}.yaml", 2
        while new.exists():
            new, number = path / f"{base}-{number}.yaml", number + 1
        yield Added(new, "", text, True)


def _file_of(files: list[Path], party: str) -> Path | None:
    from dealmodel.books.yaml_text import parse_yaml

    for file in files:
        if SUFFIXES.get(file.suffix, "yaml") != "yaml":
            continue
        data = parse_yaml(source_text(shown_name(file), file_bytes(file))).data
        if isinstance(data, dict) and party in (data.get("parties") or {}):
            return file
    return None


def _edited(path: Path, insertions: list[Insertion]) -> Added:
    if SUFFIXES.get(path.suffix, "yaml") != "yaml":
        raise UsageError(
            f"{shown_name(path)}: only YAML is added to in place: put the draft beside it, in a "
            "folder, or take it over by hand (-o)"
        )
    data = file_bytes(path)
    text = source_text(shown_name(path), data).text
    return Added(path, text, with_insertions(text, insertions), False, data.startswith(_MARK))


def _insertions(addition: Addition) -> Iterator[Insertion]:
    for section, records in addition.sections.items():
        for key, record in records.items():
            yield Insertion((section,), key, record)
    for party, facts in addition.facts.items():
        for key, fact in facts.items():
            yield _fact(party, key, fact)
    for claim in addition.claims:
        yield Insertion(("claims",), None, claim)


def _fact(party: str, key: str, fact: object) -> Insertion:
    return Insertion(("parties", party, "facts"), key, fact)


def _own_file(addition: Addition) -> str:
    lines: list[str] = []
    for section, records in addition.sections.items():
        lines += ["", f"{section}:"]
        for key, record in records.items():
            lines += entry_lines(key, record, 2)
    if addition.claims:
        lines += ["", "claims:"]
        for claim in addition.claims:
            lines += item_lines(claim, 2)
    return "\n".join([*lines[1:], ""]) if lines else ""


def _proved(path: Path, files: list[Path], changed: tuple[Added, ...]) -> Book:
    """The book as it would be, read before anything is written."""
    new = {each.path: each.content for each in changed}
    with TemporaryDirectory() as folder:
        for file in (*files, *(each.path for each in changed if each.is_new)):
            Path(folder, file.name).write_bytes(new.get(file) or file.read_bytes())
        return load_book(Path(folder) if path.is_dir() else Path(folder, path.name))
