"""A workbook's file, open for writing, row by row, in constant memory.

Until the file is put together its rows stand in files of their own, which are taken away whatever
happens. A disk that is full is an ``OSError``, as in any other writing; where the temporary files
have no room, it is a :class:`~dealmodel.errors.FileError` that says so, since it is another place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

from dealmodel.exports.temporary import temporary_folder
from dealmodel.exports.xlsx.theme import FONT

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


@contextmanager
def opened(file: BinaryIO) -> Iterator[Workbook]:
    """A workbook that is written to ``file`` at the end of the ``with`` block, unless that raises.

    Raises ``OSError`` where it cannot be written, :class:`FileError` where the temporary files
    cannot.
    """
    from xlsxwriter.exceptions import FileCreateError
    from xlsxwriter.workbook import Workbook

    target = _Target(file)
    with temporary_folder() as folder:
        settings = {
            "constant_memory": True,
            "tmpdir": str(folder),
            "default_format_properties": FONT,
        }
        workbook = Workbook(target, settings)
        workbook.worksheet_class = _formulas_as_they_are()
        workbook.use_zip64()  # which a sheet of more than 2 GB needs, and no other gets
        try:
            yield workbook
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from None
        finally:
            target.is_open = False
            for sheet in workbook.worksheets():
                with suppress(OSError):  # of which there was one before
                    sheet.row_data_fh.close()
    if target.failure is not None:
        raise target.failure


def _formulas_as_they_are() -> type[Worksheet]:
    """A sheet whose formulas are written as they are given. The library looks each through for
    some thirty functions of later programs, to mark them, in texts as well; here are none."""
    from xlsxwriter.worksheet import Worksheet

    class Plain(Worksheet):  # type: ignore[misc]  # which is untyped
        def _prepare_formula(self, formula: str, *_: object, **__: object) -> str:
            return formula.removeprefix("=")

    return Plain


class _Target:
    """The file, up to the first failure, which is kept. Nothing fails after it: an archive that is
    given up in the middle still writes its end, whenever it is thrown away."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._position = file, file.tell()
        self.is_open = True
        self.failure: OSError | None = None

    def tell(self) -> int:
        return self._position

    def seek(self, position: int) -> None:
        self._position = position
        self._do(lambda: self._file.seek(position))

    def write(self, data: bytes) -> None:
        self._position += len(data)
        self._do(lambda: self._file.write(data))

    def flush(self) -> None:
        self._do(self._file.flush)

    def _do(self, action: Callable[[], object]) -> None:
        if not self.is_open:
            return
        try:
            action()
        except OSError as failure:
            self.is_open, self.failure = False, failure
