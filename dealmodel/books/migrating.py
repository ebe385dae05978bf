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
from dealmodel.books.reading import load_book, read_book
from dealmodel.books.saving import save
from dealmodel.books.toml_text import parse_toml
from dealmodel.books.tree import Parsed
from dealmodel.books.yaml_text import parse_yaml
from dealmodel.errors import FileError, Place
from dealmodel.records.editions import FIELD, NEWEST, OLDEST
from dealmodel.records.places import SourceText

_TITLE = "book"
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
    Nothing is written.

    :raises BookError: it is no book, or one of a format to come.
    """
    load_book(path)
    files = [
        (file, _parsed(file_bytes(file), shown_name(file), SUFFIXES.get(file.suffix, "yaml")))
        for file in book_files(Path(path))
    ]
    stating = [(file, parsed) for file, parsed in files if FIELD in parsed.data]
    titled = [(file, parsed) for file, parsed in files if _TITLE in parsed.data]
    file, parsed = (stating or titled)[0]
    if len(stating) > 1:
        raise FileError(
            f"the format is stated in this file, too: state it in {stating[0][1].file.name} only",
            where=Place(stating[1][1].file.name),
        )
    return _migrated(parsed, SUFFIXES.get(file.suffix, "yaml"), file)


def migrated_text(text: str, name: str = "<text>") -> Migrated:
    """The text of a book as YAML in the newest format.

    >>> migrated_text("# Deals\\nbook: x\\n").new
    '# Deals\\nformat: 2\\nbook: x\\n'

    :raises BookError: it is no book, or one of a format to come.
    """
    read_book(text, name)
    return _migrated(_parsed(text, name, "yaml"), "yaml", None)


def _parsed(content: str | bytes, name: str, syntax: str) -> Parsed:
    return _PARSERS[syntax](source_text(name, content))


def _migrated(parsed: Parsed, syntax: str, path: Path | None) -> Migrated:
    old = parsed.file.text
    stated = int(parsed.data.get(FIELD, OLDEST))
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
