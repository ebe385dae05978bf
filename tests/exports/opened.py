"""Workbooks taken apart and put together again, to hand in what no proper program writes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_parts(path: Path, out: Path, parts: Mapping[str, str | bytes | None]) -> Path:
    """A copy with these parts in place of its own, or added; None takes a part out."""
    with ZipFile(path) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            if content is not None:
                target.writestr(name, content)
    return out


def replaced(path: Path, out: Path, part: str, old: str, new: str) -> Path:
    """A copy in one part of which a text stands for another; ValueError if that is not there."""
    with ZipFile(path) as source:
        content = source.read(part).decode()
    if old not in content:
        raise ValueError(f"{part} has no {old}")
    return with_parts(path, out, {part: content.replace(old, new)})


def with_rows(path: Path, out: Path, rows: str) -> Path:
    """A copy whose first sheet has these rows."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return with_parts(path, out, {SHEET: sheet})
