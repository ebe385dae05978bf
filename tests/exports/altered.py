"""Copies of a workbook with other values: spoiled, so that a right one can come only from a
recalculation, or with other inputs, as a user would type them.

The sheets are edited as the text XlsxWriter writes; one in another layout raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape
from zipfile import ZipFile

from tests.exports.engines import Cell

WRONG = 86419.25  # also a day (2136), so that a cell of dates stays one
SPOILED = " (spoiled)"

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL = re.compile(r'<c r="([A-Z]+\d+)"( s="\d+")?(?: t="(\w+)")?(?:/>|>(.*?)</c>)', re.DOTALL)
CALCULATED = re.compile(r"(<f>[^<]*</f>)<v>([^<]*)</v>")


def spoiled(path: Path, out: Path) -> Path:
    """A copy in which no cached value is right: another of its kind stands in each. Gives `out`.

    ValueError if a formula is written in a way not known here, so none is missed in silence.
    """

    def spoil(sheet: str, text: str) -> str:
        found = 0

        def wrong(match: re.Match[str]) -> str:
            nonlocal found
            address, style, kind, content = match.groups()
            calculated = CALCULATED.fullmatch(content or "")
            if calculated is None:
                return match[0]
            found += 1
            kind, value = _wrong(kind, calculated[2])
            return f'<c r="{address}"{style or ""} t="{kind}">{calculated[1]}<v>{value}</v></c>'

        text = CELL.sub(wrong, text)
        if found != len(re.findall(r"<f[ />]", text)):
            raise ValueError(f"{sheet}: a formula without a plain cached value")
        return text

    return _copied(path, out, spoil)


def _wrong(kind: str | None, value: str) -> tuple[str, str]:
    """Another value of the kind. XlsxWriter gives the empty text no kind and no value."""
    if kind == "b":
        return "b", str(1 - int(value))
    if kind in ("str", "e") or not value:
        return "str", value + SPOILED
    return "n", str(WRONG + 1 if float(value) == WRONG else WRONG)


def changed(path: Path, out: Path, changes: Mapping[Cell, Decimal | int | str | None]) -> Path:
    """A copy with these constants in these cells, or nothing (None); formulas there give way.

    Formats stay, and every other byte of each part. KeyError for cells the file does not write.
    """
    left = dict(changes)

    def change(sheet: str, text: str) -> str:
        def constant(match: re.Match[str]) -> str:
            address, style, _, _ = match.groups()
            cell = (sheet, address)
            return _constant(address, style or "", left.pop(cell)) if cell in left else match[0]

        return CELL.sub(constant, text)

    copied = _copied(path, out, change)
    if left:
        raise KeyError(*left)
    return copied


def _constant(address: str, style: str, value: Decimal | int | str | None) -> str:
    opened = f'<c r="{address}"{style}'
    match value:
        case None:
            return f"{opened}/>"
        case str():
            return (
                f'{opened} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
            )
    return f"{opened}><v>{value}</v></c>"


def _copied(path: Path, out: Path, edit: Callable[[str, str], str]) -> Path:
    """A copy, each sheet's part edited; FileExistsError if there is one."""
    with ZipFile(path) as source:
        sheets = sheet_parts(source)
        parts = [(each, source.read(each)) for each in source.infolist()]
    with ZipFile(out, "x") as target:
        for part, content in parts:
            if sheet := sheets.get(part.filename):
                content = edit(sheet, content.decode()).encode()
            target.writestr(part, content)
    return out


def sheet_parts(source: ZipFile) -> dict[str, str]:
    """Each sheet's part: its name."""
    links = ElementTree.fromstring(source.read("xl/_rels/workbook.xml.rels"))
    parts = {each.attrib["Id"]: f"xl/{each.attrib['Target']}" for each in links}
    book = ElementTree.fromstring(source.read("xl/workbook.xml"))
    return {parts[each.attrib[LINK]]: each.attrib["name"] for each in book.iter(f"{MAIN}sheet")}
