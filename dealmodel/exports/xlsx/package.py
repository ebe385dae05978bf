"""The parts of an .xlsx file, which is a zip, opened with care: such files come from anybody.

A part is the XML of one sheet, of the workbook, of its texts. It is streamed, record by record, so
that memory does not grow with it. Refused are files that are no zip, encrypted, cut off or damaged;
a part that would unpack to more than ``most`` bytes, before any of it is unpacked; and XML that is
broken, too deep, or declares a document type, which spreadsheet programs never do and entity bombs
need.
"""

from __future__ import annotations

import hashlib
import mmap
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple, NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from dealmodel.errors import FileError, Place, UnreadableFile, reason_of

_CHUNK = 2**15
_DEEPEST = 64
_LONGEST_TAG = 2**20
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AGAIN = "open it in a spreadsheet program and save it as .xlsx"
"""What to do with a file of another format, or one that was put together oddly."""

_WITHOUT_PASSWORD = "open it in a spreadsheet program and save it without a password"
_DAMAGED = "give another copy of it, or export it again"

_ENCRYPTED = 1
_ZIP_FAULTS = (
    BadZipFile,
    zlib.error,
    EOFError,  # cut off
    OSError,  # an offset that leads nowhere
    OverflowError,  # one that is too large for any file
    NotImplementedError,  # a later edition of zip
    ValueError,  # a part's name that is no UTF-8
)
"""What zipfile raises on bytes that are no proper zip, stored or deflated."""

_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://purl.org/dc/elements/1.1/",
)


class Child(NamedTuple):
    """An element within a record, without its namespace: a tuple, as there are millions."""

    tag: str
    attributes: Mapping[str, str]
    text: str


class Record(NamedTuple):
    """One element of those asked for: ``children`` are all elements in it, as they end."""

    tag: str
    attributes: Mapping[str, str]
    text: str
    children: list[Child]


@dataclass(frozen=True, slots=True)
class Package:
    """An open file. ``most``: how many bytes a part may unpack to."""

    path: Path
    archive: ZipFile
    most: int | None

    def has(self, part: str) -> bool:
        return part in self.archive.NameToInfo

    def largest(self) -> int:
        """How many bytes the largest part unpacks to."""
        return max((part.file_size for part in self.archive.infolist()), default=0)

    def records(self, part: str, *tags: str) -> Iterator[Record]:
        """The elements of ``part`` that are called one of ``tags``, in order. Raises
        :class:`FileError`."""
        reader = _Reader(self, part, tags)
        try:
            info = self.archive.getinfo(part)
            if self.most is not None and info.file_size > self.most:
                raise _too_large(self.path, self.most)
            if info.flag_bits & _ENCRYPTED:
                raise self.fault(f"is encrypted: {_WITHOUT_PASSWORD}")
            if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise self.fault(f"is packed in an unusual way: {SAVE_AGAIN}")
            with self.archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    yield from reader.feed(chunk)
            yield from reader.feed(b"", last=True)
        except KeyError:
            raise self.fault(f"has no part {part[:60]!r}: {SAVE_AGAIN}") from None
        except (expat.ExpatError, *_ZIP_FAULTS) as error:
            raise self.fault(f"is damaged ({part[:60]!r}{_spot(error)}): {_DAMAGED}") from None

    def fault(self, what: str) -> FileError:
        """An error that says ``the workbook`` and ``what``."""
        return FileError(f"the workbook {what}", where=Place(str(self.path)))


@contextmanager
def opened_package(path: Path, most: int | None = None) -> Iterator[Package]:
    """The parts of the file, until the block ends. Raises :class:`FileError` where it is no zip,
    or larger than ``most`` bytes."""
    with _opened(path) as file:
        start = file.read(len(_COMPOUND))
        size = file.seek(0, 2)
        if most is not None and size > most:
            raise _too_large(path, most)
        if start == _COMPOUND:
            raise _compound(path, file)
        try:
            archive = ZipFile(file)
        except _ZIP_FAULTS:
            raise _no_zip(path, start, size) from None
        with archive:
            yield Package(path, archive, most)


def _spot(error: Exception) -> str:
    """Where a part stops being XML; nothing of one that cannot be unpacked."""
    if isinstance(error, expat.ExpatError):
        return f", line {error.lineno}, column {error.offset + 1}"
    return ""


def digest(path: Path) -> bytes:
    """The SHA-256 of the file. Raises :class:`FileError` where it cannot be read."""
    with _opened(path) as file:
        return hashlib.file_digest(file, "sha256").digest()


class _Reader:
    """Gathers records from the bytes of one part."""

    def __init__(self, package: Package, part: str, tags: tuple[str, ...]) -> None:
        self._package = package
        self._part = part
        self._tags = {f"{space} {tag}": tag for space in _NAMESPACES for tag in tags}
        self._records: list[Record] = []
        self._open: str | None = None
        self._outer: Mapping[str, str] = {}
        self._inner: Mapping[str, str] = {}
        self._children: list[Child] = []
        self._text: list[str] = []
        self._depth = 0
        self._fed = 0
        # Whatever encoding a part declares: Office's are UTF-8, or begin with the mark of UTF-16.
        parser = expat.ParserCreate("UTF-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._refuse
        self._parser = parser

    def feed(self, chunk: bytes, *, last: bool = False) -> list[Record]:
        self._records = []
        self._parser.Parse(chunk, last)
        self._fed += len(chunk)
        # Each chunk has expat read an unfinished tag from its start: without a bound, for hours.
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TAG:
            raise self._package.fault(
                f"is damaged ({self._part[:60]!r} has no end of a tag): {_DAMAGED}"
            )
        return self._records

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._package.fault(f"is damaged ({self._part[:60]!r} is too deep): {_DAMAGED}")
        self._text.clear()
        if self._open is not None:
            self._inner = attributes
        elif name in self._tags:
            self._open = name
            self._outer = attributes
            self._children = []

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._open is None:
            return
        text = "".join(self._text)
        self._text.clear()
        if name == self._open:
            self._records.append(Record(self._tags[name], self._outer, text, self._children))
            self._open = None
        else:
            self._children.append(Child(name[name.rfind(" ") + 1 :], self._inner, text))

    def _refuse(self, *_declaration: object) -> NoReturn:
        raise self._package.fault(
            f"is not to be trusted ({self._part[:60]!r} declares a document type): {SAVE_AGAIN}"
        )


def _too_large(path: Path, most: int) -> UnreadableFile:
    return UnreadableFile(
        f"the workbook takes more than {most // 2**20:,} MB, far more than what this book gives: "
        "take out what was added to it, or export it again",
        where=Place(str(path)),
    )


def _compound(path: Path, file: BufferedReader) -> FileError:
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        encrypted = content.find("EncryptedPackage".encode("utf-16-le")) >= 0
    what = (
        f"the workbook is encrypted: {_WITHOUT_PASSWORD}"
        if encrypted
        else f"this is no .xlsx workbook but an older kind of Office file: {SAVE_AGAIN}"
    )
    return FileError(what, where=Place(str(path)))


def _no_zip(path: Path, start: bytes, size: int) -> FileError:
    if not size:
        what = "the file is empty: export the workbook again"
    elif start.startswith(b"PK\x03\x04"):
        what = f"the workbook is cut off or damaged: {_DAMAGED}"
    else:
        what = "this is no .xlsx workbook: give one that dealmodel export wrote"
    return FileError(what, where=Place(str(path)))


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"cannot read the workbook ({reason_of(error)}): give the path of an .xlsx file",
            where=Place(str(path)),
        ) from None
