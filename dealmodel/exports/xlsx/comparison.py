"""Whether a workbook is still what a book gives: its file beside the book's own export.

Every cell that the book gives must be found with the same formula and the same value, every sheet
and every name too; a name is a part of each formula that uses it. A file that Excel or LibreOffice
opened and saved again is the same: dates are numbers of days, text is the same wherever and however
a file keeps it, and an empty text is an empty cell. The order of sheets, formats, links, comments,
charts and the calendar that dates are shown in do not count. What was added is told and does not
fail; of an added sheet the cells are not listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dealmodel.exports.xlsx.difference import Difference as Difference
from dealmodel.exports.xlsx.difference import compared_cells, compared_names
from dealmodel.exports.xlsx.package import digest
from dealmodel.exports.xlsx.reading import opened_workbook

_LEAST_ROOM = 64 * 2**20
_ROOM = 10
"""How many times as much as the largest part of the expected workbook a part may unpack to."""


def differences(expected: Path, found: Path) -> Iterator[Difference]:
    """What differs between two workbooks, names first, then sheet by sheet and row by row. Files
    that are equal byte for byte are not looked into.

    Memory does not grow with the cells, but for the list of different texts that programs keep.
    Raises :class:`dealmodel.errors.FileError` where a file is no workbook that can be read, which
    may be after some differences.
    """
    if digest(expected) == digest(found):
        return
    with opened_workbook(expected) as ours:
        room = _LEAST_ROOM + _ROOM * ours.package.largest()
        with opened_workbook(found, room) as theirs:
            yield from compared_names(ours.names, theirs.names)
            for key, sheet in ours.sheets.items():
                if key in theirs.sheets:
                    given, there = ours.cells(sheet), theirs.cells(theirs.sheets[key])
                    yield from compared_cells(sheet.name, given, there)
                else:
                    yield Difference("missing sheet", sheet.name, None)
            for key, sheet in theirs.sheets.items():
                if key not in ours.sheets:
                    yield Difference("extra sheet", sheet.name, None)
