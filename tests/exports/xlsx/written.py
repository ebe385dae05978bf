"""Sheets written cell by cell, and books with texts that anybody may have typed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook as Read
from xlsxwriter import Workbook

import dealmodel as dm
from dealmodel.exports.xlsx.sheet import Sheet
from dealmodel.exports.xlsx.theme import Theme

TYPED = [
    "=1+1",
    "{=1+1}",
    "@x",
    "+1",
    "-1",
    "'=1",
    "http://example.org/a",
    "internal:Cover!A1",
    "=Cover!A1",
    "Yeah!B10",
    "mailto:a@b.c",
    "<r>x</r>",
    "<r>x</r> ",
    "_x0041_",
    "  spaces  ",
    "a\tb\nc",
    "TRUE",
    "1/2",
    "0x10",
    "汽车 🚗",
    "a \u202eb",
]
"""Texts that are text, whatever they look like."""


def written(write: Callable[[Sheet], None], name: str = "S") -> tuple[Read, list[str]]:
    """What ``write`` writes to a sheet, read back; and the warnings. A library's own temporary
    files are let go of, whatever happens."""
    file, warnings = BytesIO(), list[str]()
    workbook = Workbook(file, {"constant_memory": True})
    sheet = Sheet(workbook.add_worksheet(name), Theme(workbook, coloured=True), warnings)
    try:
        write(sheet)
    finally:
        workbook.close()
    return load_workbook(file), warnings


def typed_book(text: str) -> dm.Book:
    """A book with the text wherever text may be, and charts over it."""
    claim = {"says": "21%", "source": "s", "note": text}
    other = {"says": "20%", "source": "t"}
    told = {"says": text, "source": "s"}
    fact = {"what": text, "text": told}
    return dm.Book.build(
        {
            "book": text,
            "sources": {
                "s": {"publisher": text, "title": text, "note": text, "document": text},
                "t": {"publisher": "T", "origin": text},
            },
            "parties": {
                "a": {
                    "name": text,
                    "kind": "company",
                    "facts": {"f": fact},
                },
                "b": {"name": text, "kind": "company"},
            },
            "stakes": {
                "x": {
                    "investor": "a",
                    "investee": "b",
                    "on": "2023-10-26",
                    "share": [claim, other],
                    "paid": [{"says": "€1.5 billion", "source": s} for s in "st"],
                }
            },
            "prices": {
                "p": {
                    "product": text,
                    "basis": "list",
                    "on": "2025-04-26",
                    "amount": [
                        {"says": f"10{n},800 yuan", "source": s} for n, s in enumerate("st")
                    ],
                }
            },
            "agreements": {
                "g": {
                    "kind": "talks",
                    "parties": ["a", "b"],
                    "product": text,
                    "terms": {"t": told},
                    "status": [
                        {"on": "2024", "stage": "talks", "evidence": "reported", "source": "s"}
                    ],
                }
            },
        }
    )


def parts(path: Path) -> dict[str, Any]:
    """Each part of a workbook, as text."""
    from zipfile import ZipFile

    with ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}
