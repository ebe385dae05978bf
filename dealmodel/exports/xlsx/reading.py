"""A workbook in its file: which sheets and names it has, and where their cells are.

The library that reads .xlsx best gives formulas or cached values but never both, turns dates into
its own, and changes letters of rare texts; the few parts that matter here are read directly.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dealmodel.exports.xlsx.cells import SheetCells, joined, plain
from dealmodel.exports.xlsx.package import SAVE_AGAIN, Package, opened_package


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name as people read it, and the part of the file it is in."""

    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name that someone gave to a cell, a range or a formula, which is without its ``=``."""

    name: str
    formula: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open workbook. Keys are names in lower case, as spreadsheet programs tell them apart.
    ``names`` are those for the whole workbook, without those that programs keep for printing."""

    package: Package
    sheets: Mapping[str, Sheet]
    names: Mapping[str, Name]
    texts: Sequence[str]

    def cells(self, sheet: Sheet) -> SheetCells:
        """The cells of a sheet, by rows. Reading them raises :class:`FileError`."""
        return SheetCells(self.package, sheet.part, sheet.name, self.texts)


@contextmanager
def opened_workbook(path: Path, most: int | None = None) -> Iterator[Workbook]:
    """The workbook, until the block ends; ``most``: how many bytes one part may unpack to. Raises
    :class:`FileError` where it is none that can be read."""
    with opened_package(path, most) as package:
        main = next(iter(_related(package, "", "officeDocument").values()), "")
        if not main.endswith(".xml"):
            raise package.fault(f"is not one in the .xlsx format: {SAVE_AGAIN}")
        worksheets = _related(package, main, "worksheet")
        sheets: dict[str, Sheet] = {}
        names: dict[str, Name] = {}
        for record in package.records(main, "sheet", "definedName"):
            name = record.attributes.get("name", "")
            if record.tag == "sheet":
                part = worksheets.get(_relation(record.attributes))
                if part is not None:
                    sheets[name.casefold()] = Sheet(name, part)
            elif "localSheetId" not in record.attributes and not name.startswith("_xl"):
                names[name.casefold()] = Name(name, record.text)
        texts: list[str] = []
        for part in _related(package, main, "sharedStrings").values():
            texts.extend(plain(joined(each.children)) for each in package.records(part, "si"))
        yield Workbook(package, sheets, names, texts)


def description(path: Path, most: int) -> str:
    """What the properties of a workbook say about it, its comments; empty where there are none.
    ``most`` and what it raises as :func:`opened_workbook`."""
    with opened_package(path, most) as package:
        parts = _related(package, "", "core-properties").values()
        texts = (each.text for part in parts for each in package.records(part, "description"))
        return next(texts, "")


def _related(package: Package, part: str, kind: str) -> dict[str, str]:
    """Relationship → part, of those of one kind that ``part`` names."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(listing):
        return {}
    return {
        record.attributes.get("Id", ""): _part(folder, record.attributes.get("Target", ""))
        for record in package.records(listing, "Relationship")
        if record.attributes.get("Type", "").endswith(f"/{kind}")
    }


def _part(folder: str, target: str) -> str:
    """Where a target leads that is relative to a folder, or to the file if it begins with ``/``."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _relation(attributes: Mapping[str, str]) -> str:
    """The ``r:id`` of an element, in whichever edition of the format."""
    return next((text for key, text in attributes.items() if key.endswith(" id")), "")
