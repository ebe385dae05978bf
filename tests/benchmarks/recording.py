"""What a program asks XlsxWriter to write, cell by cell, and the same asked of it once more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

METHODS = ("string", "number", "formula", "datetime", "blank", "url", "comment")


@dataclass(frozen=True)
class Look:
    """A format, by its number."""

    number: int


@dataclass(frozen=True)
class Recording:
    """``calls``: the name of a sheet, the method that wrote a cell to it, and what it was given,
    formats by their number in ``looks``."""

    calls: list[tuple[str, str, tuple[Any, ...]]] = field(default_factory=list)
    looks: list[Mapping[str, Any]] = field(default_factory=list)

    def ready(self, path: Path) -> Replay:
        """Another workbook in constant memory, and all that it is to be given."""
        workbook = Workbook(path, {"constant_memory": True})
        names = dict.fromkeys(name for name, _, _ in self.calls)
        sheets = {name: workbook.add_worksheet(name) for name in names}
        formats = [workbook.add_format(look) for look in self.looks]

        def own(given: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(formats[a.number] if isinstance(a, Look) else a for a in given)

        return Replay(
            workbook,
            [(getattr(sheets[name], method), own(given)) for name, method, given in self.calls],
        )


@dataclass(frozen=True)
class Replay:
    """Cells that only have to be written."""

    workbook: Workbook
    cells: list[tuple[Callable[..., Any], tuple[Any, ...]]]

    def write(self) -> None:
        for method, given in self.cells:
            method(*given)
        self.workbook.close()


@contextmanager
def recorded() -> Iterator[Recording]:
    """Records every cell that is written to any workbook within the ``with`` block."""
    found = Recording()
    added: dict[Format, Mapping[str, Any]] = {}
    numbers: dict[Format, Look] = {}
    add_format = Workbook.add_format

    def adding(workbook: Workbook, look: Mapping[str, Any] | None = None) -> Format:
        made: Format = add_format(workbook, look)
        added[made] = look or {}
        return made

    def look_of(made: Format) -> Look:
        if made not in numbers:
            numbers[made] = Look(len(found.looks))
            found.looks.append(added[made])
        return numbers[made]

    def recording(method: str) -> Callable[..., Any]:
        original = getattr(Worksheet, method)

        def called(sheet: Worksheet, *given: Any) -> Any:
            by_number = tuple(look_of(a) if isinstance(a, Format) else a for a in given)
            found.calls.append((sheet.get_name(), method, by_number))
            return original(sheet, *given)

        return called

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workbook, "add_format", adding)
        for name in METHODS:
            patch.setattr(Worksheet, f"write_{name}", recording(f"write_{name}"))
        yield found
