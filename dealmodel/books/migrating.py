"""A book brought to the newest format: ``dealmodel migrate``.

The texts of the files are changed where a format asks for it and nowhere else, so that comments,
order and layout stay. Format 2 calls nothing otherwise than format 1: a book says that it is of it,
ahead of its title. A format to come that renames keys is a step here, beside the one of today.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dealmodel.books.files import SUFFIXES, book_files, file_bytes, shown_name, source_text
from dealmodel.books.json_text import parse_json
from dealmodel.books.saving import save
from dealmodel.books.toml_text import parse_toml
from dealmodel.books.tree import Parsed
from dealmodel.books.yaml_text import parse_yaml
from dealmodel.errors import BadValue, BookError, BookProblem, FileError, MissingKey, Place
from dealmodel.records.editions import FIELD, NEWEST, OLDEST, check_format
from dealmodel.records.places import Places, SourceText

_TITLE = "book"
_KNOWN = tuple(str(each) for each in range(OLDEST, NEWEST + 1))
_STATED = re.compile(r"""["']?[0-9]+["']?""")
_PARSERS: Mapping[str, Callable[[SourceText], Parsed]] = {
    "yaml": parse_yaml,
    "toml": parse_toml,
    "json": parse_json,
}
_LINES = {
    "yaml": f"{FIELD}: {NEWEST}",
    "toml": f"{FIELD} = {NEWEST}",
    "json": f'"{FIELD}": "{NEWEST}"',
}


@dataclass(frozen=True, slots=True)
class Migrated:
    """A file that states the format, as it was and as it is in the newest one."""

    name: str
    old: str
    new: str
    stated: int
    path: Path | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """What is changed; nothing where the book is of the newest format already."""
        return () if self.old == self.new else (f"{FIELD}: {self.stated} → {NEWEST}",)

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        old, new = ([f"{line}\n" for line in text.splitlines()] for text in (self.old, self.new))
        return "".join(difflib.unified_diff(old, new, self.name, self.name, n=1))

    def write(self) -> None:
        """Put the new text in the file's place, if it is another. Raises :class:`FileError`."""
        if self.path is not None and self.old != self.new:
            save(self.path, self.new.encode(), overwrite=True)


def migrated_book(path: str | Path) -> Migrated:
    """The file of the book at ``path`` that states its format, or its title, in the newest format.
    What else is in the book does not matter. Nothing is written.

    :raises FileError: a file cannot be read, or the format is stated in two.
    :raises BookError: the book has no title, or is of a format to come.
    """
    files = {
        file: _parsed(file_bytes(file), shown_name(file), SUFFIXES.get(file.suffix, "yaml"))
        for file in book_files(Path(path))
    }
    stating = [file for file, parsed in files.items() if FIELD in parsed.data]
    titled = [file for file, parsed in files.items() if _TITLE in parsed.data]
    if len(stating) > 1:
        first, second = (files[file].file.name for file in stating[:2])
        told = f"the format is stated in this file, too: state it in {first} only"
        raise FileError(told, where=Place(second))
    if not titled:
        raise BookError([_untitled(Place(shown_name(Path(path))))])
    file = (stating or titled)[0]
    return _migrated(files[file], SUFFIXES.get(file.suffix, "yaml"), file)


def migrated_text(text: str, name: str = "<text>") -> Migrated:
    """The text of a book as YAML in the newest format.

    >>> migrated_text("# Deals\\nbook: x\\n").new
    '# Deals\\nformat: 2\\nbook: x\\n'

    :raises FileError: it is no YAML.
    :raises BookError: the book has no title, or is of a format to come.
    """
    parsed = _parsed(text, name, "yaml")
    if _TITLE not in parsed.data:
        raise BookError([_untitled(Place(name))])
    return _migrated(parsed, "yaml", None)


def _parsed(content: str | bytes, name: str, syntax: str) -> Parsed:
    parsed = _PARSERS[syntax](source_text(name, content))
    if parsed.problems:
        raise BookError(parsed.problems)
    data = parsed.data if isinstance(parsed.data, dict) else {}
    try:
        check_format(data)
    except BookError as error:
        place = Places({(): (parsed.file, parsed.spot)})
        found = (BookProblem(e.path, e.cause, where=place.of(e.path)) for e in error.problems)
        raise BookError(list(found)) from None
    return parsed._replace(data=data)


def _untitled(where: Place) -> BookProblem:
    return BookProblem((), MissingKey(_TITLE, "needs the key 'book', its title"), where=where)


def _migrated(parsed: Parsed, syntax: str, path: Path | None) -> Migrated:
    old = parsed.file.text
    given = parsed.data.get(FIELD, str(OLDEST))
    stated = int(given) if isinstance(given, str) and given in _KNOWN else 0
    if not stated:
        wrong = BadValue(str(given)[:60], f"{str(given)[:60]!r} is none of {', '.join(_KNOWN)}")
        place = Places({(): (parsed.file, parsed.spot)}).of((FIELD,))
        raise BookError([BookProblem((FIELD,), wrong, where=place)])
    new = _restated(parsed) if FIELD in parsed.data else _stated(parsed, syntax)
    if stated == NEWEST:
        new = old
    again = _parsed(new, parsed.file.name, syntax)
    if again.data != parsed.data | {FIELD: str(NEWEST)}:
        raise FileError(
            f"the format cannot be stated for you: write {_LINES[syntax]} yourself",
            where=parsed.file.place(0),
        )
    return Migrated(parsed.file.name, old, new, stated, path)


def _restated(parsed: Parsed) -> str:
    """The text with another number behind the key that is there."""
    text, (value, _, _) = parsed.file.text, parsed.spot[2][FIELD]  # type: ignore[index, call-overload]
    found = _STATED.match(text, value)
    old = found[0] if found else ""
    return f"{text[:value]}{re.sub('[0-9]+', str(NEWEST), old)}{text[value + len(old) :]}"


def _stated(parsed: Parsed, syntax: str) -> str:
    """The text with the format ahead of the title, set as the title is."""
    text, (_, key, _) = parsed.file.text, parsed.spot[2][_TITLE]  # type: ignore[index, call-overload]
    line = max(text.rfind("\n", 0, key), text.rfind("\r", 0, key)) + 1
    margin = text[line:key]
    is_alone = not margin.strip()
    end = "\r\n" if "\r\n" in text else "\n"
    comma = "" if is_alone and syntax != "json" and not _is_flow(parsed) else ","
    between = f"{comma}{end}{margin}" if is_alone else f"{comma} "
    return f"{text[:key]}{_LINES[syntax]}{between}{text[key:]}"


def _is_flow(parsed: Parsed) -> bool:
    return parsed.file.text[parsed.spot[0] :].startswith("{")
