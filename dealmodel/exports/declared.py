"""A format from outside as one declaration: how its files end, and what writes a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dealmodel.errors import DealModelError, ExtensionError
from dealmodel.extensions import Declaration
from dealmodel.reports.deriving import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Format(Declaration):
    """``name`` is how its files end (``.tex``), ``about`` what they hold, in a few words; ``write``
    puts a report into a file opened for bytes, which is renamed to its place when all is there."""

    about: str = ""
    write: Callable[[Report, BinaryIO], None] | None = None

    def _faults(self) -> Iterator[str]:
        if not self.name.startswith(".") or not self.name.lower().strip(".").replace(".", ""):
            yield "its name is the ending of a file, such as .tex"
        if self.name != self.name.lower():
            yield "its name is in small letters: endings are the same in any case"
        if not callable(self.write):
            yield "write must be a function of a report and a file"

    def written(self, report: Report, file: BinaryIO) -> None:
        """Write the report.

        :raises ExtensionError: it fails; errors of files and of dealmodel stay what they are.
        """
        assert self.write is not None
        try:
            self.write(report, file)
        except (DealModelError, OSError):
            raise
        except Exception as error:
            raise ExtensionError(
                self._shown(), f"it cannot write ({type(error).__name__}: {error}): mend it"
            ) from error
