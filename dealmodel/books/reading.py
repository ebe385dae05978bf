"""Files to a book.

``load_book`` reads a file or a folder of files, ``read_book`` a text. All that is wrong comes in
one :class:`BookError`, each problem with its file, line and column: a file that cannot be read
does not hide what is wrong in the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from dealmodel.books.files import (
    MAX_BYTES,
    SUFFIXES,
    book_files,
    file_bytes,
    shown_name,
    source_text,
)
from dealmodel.books.json_text import parse_json
from dealmodel.books.leaving_out import in_file_order, sound_book
from dealmodel.books.merging import merge
from dealmodel.books.toml_text import parse_toml
from dealmodel.books.tree import Parsed
from dealmodel.books.yaml_text import parse_yaml
from dealmodel.calculators.options import options_checked
from dealmodel.errors import (
    BookError,
    BookProblem,
    FileError,
    MissingKey,
    Place,
    UnknownReference,
    UsageError,
)
from dealmodel.records.book import Book
from dealmodel.records.places import SourceText
from dealmodel.uncollected import uncollected

Syntax = Literal["yaml", "toml", "json"]

_PARSERS: Mapping[str, Callable[[SourceText], Parsed]] = {
    "yaml": parse_yaml,
    "toml": parse_toml,
    "json": parse_json,
}


@uncollected()
def load_book(
    path: str | Path, *, max_bytes: int = MAX_BYTES, locale: str = "en", keep_going: bool = False
) -> Book:
    """The book in a file, or in all files of a folder together; ``max_bytes`` limits each file.
    ``locale`` is that of claims that state none, nor does their source. With ``keep_going`` what is
    wrong in single claims and records is left out, and told in the book's ``problems``.

    Its ``sha256`` is that of the file; of a folder, that of the lines ``digest  name`` of its
    files, as ``sha256sum`` prints them. Raises :class:`BookError`, and :class:`UsageError` for a
    locale that there is not.
    """
    if not isinstance(path, str | Path):
        raise UsageError(f"a book is read from a path, not from {path!r:.40}")
    contents: dict[Path, bytes] = {}
    parsed: list[Parsed] = []
    broken: list[BookProblem] = []
    try:
        paths = book_files(Path(path))
    except FileError as error:
        raise BookError([file_problem(error)]) from None
    for file in paths:
        try:
            contents[file] = file_bytes(file, max_bytes)
            parse = _PARSERS[SUFFIXES.get(file.suffix, "yaml")]
            parsed.append(parse(source_text(shown_name(file), contents[file])))
        except FileError as error:
            broken.append(file_problem(error))
    is_folder = paths != [Path(path)]
    digest = _digest(contents, is_folder=is_folder)
    folder = Path(path) if is_folder else Path(path).parent
    return _book(parsed, broken, digest, locale, keep_going, folder)


@options_checked
@uncollected()
def read_book(
    content: str | bytes,
    name: str = "<text>",
    *,
    syntax: Syntax = "yaml",
    locale: str = "en",
    keep_going: bool = False,
) -> Book:
    """The book in a text, or in the bytes of a file; ``name`` stands for it in errors. ``locale``
    and ``keep_going`` are those of :func:`load_book`.

    >>> book = read_book("{book: Leapmotor, sources: {cnbc: {publisher: CNBC}}}")
    >>> book.sources["cnbc"].publisher
    'CNBC'

    Raises :class:`BookError`.
    """
    if syntax not in get_args(Syntax):
        raise UsageError(f"syntax is {' or '.join(get_args(Syntax))}, not {repr(syntax)[:40]}")
    try:
        parsed = _PARSERS[syntax](source_text(name, content))
    except FileError as error:
        raise BookError([file_problem(error)]) from None
    data = content if isinstance(content, bytes) else content.encode()
    return _book([parsed], [], sha256(data).hexdigest(), locale, keep_going)


def file_problem(error: FileError) -> BookProblem:
    """What is wrong with a whole file, as a problem of its book."""
    return BookProblem((), error, where=error.where if isinstance(error.where, Place) else None)


def _book(
    parsed: Sequence[Parsed],
    broken: Sequence[BookProblem],
    digest: str,
    locale: str,
    keep_going: bool,
    folder: Path | None = None,
) -> Book:
    merged = merge(parsed)
    problems = [*broken, *merged.problems]
    if keep_going and not broken:
        return sound_book(merged, digest, locale, folder)
    if merged.data or not problems:
        try:
            book = Book.build(
                merged.data, places=merged.places, sha256=digest, locale=locale, folder=folder
            )
        except BookError as error:
            # What is not there may be in a file that could not be read.
            problems += [each for each in error.problems if not (broken and _is_absence(each))]
        else:
            if not problems:
                return book
    raise BookError(in_file_order(problems))


def _is_absence(problem: BookProblem) -> bool:
    lacks_title = isinstance(problem.cause, MissingKey) and not problem.path
    return lacks_title or isinstance(problem.cause, UnknownReference)


def _digest(contents: Mapping[Path, bytes], *, is_folder: bool) -> str:
    digests = {file.name: sha256(data).hexdigest() for file, data in contents.items()}
    if not is_folder:
        return "".join(digests.values())
    lines = "".join(f"{digest}  {name}\n" for name, digest in digests.items())
    return sha256(os.fsencode(lines)).hexdigest()
