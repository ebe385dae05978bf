"""``dealmodel export --check``: whether a workbook is still what its book gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dealmodel.cli.answer import Answer
from dealmodel.cli.formats import Asked, workbook, workbook_report
from dealmodel.dataclass import dataclass, field

if TYPE_CHECKING:
    from dealmodel.exports.xlsx.difference import Difference
    from dealmodel.records.book import Book

_SHOWN, _LISTED = 20, 1000


@dataclass(slots=True)
class _Counted:
    """How many differences there are, and the first of them."""

    count: int = 0
    first: list[Difference] = field(default_factory=list)

    def add(self, each: Difference) -> None:
        self.count += 1
        if self.count <= _LISTED:
            self.first.append(each)


def checked(path: str, book: Book, asked: Asked) -> Answer:
    """The cells of the workbook that are not what the book gives; exit code 1 if there are any.

    :raises FileError: the file is no workbook that can be read.
    """
    from dealmodel.exports.temporary import temporary_folder
    from dealmodel.exports.xlsx.comparison import differences

    found = workbook_report(book, asked)
    # What follows from a changed cell comes after it: the cause is what a reader looks for.
    changed, following, added = _Counted(), _Counted(), _Counted()
    with temporary_folder() as folder:
        expected = folder / "expected.xlsx"
        with expected.open("wb") as file:
            written = workbook(found, asked, file)
        for each in differences(expected, Path(path)):
            failing = following if each.what == "stale value" else changed
            (failing if each.fails else added).add(each)
    count = changed.count + following.count
    first = [*changed.first, *following.first]
    return Answer(
        "export",
        lambda: [
            {
                "file": path,
                "up_to_date": not count,
                "differing": count,
                "added": added.count,
                "differences": [each.to_dict() for each in [*first, *added.first][:_LISTED]],
            }
        ],
        lambda: _text(path, count, first, added.count),
        tuple(written.warnings),
        1 if count else 0,
    )


def _text(path: str, count: int, first: list[Difference], added: int) -> str:
    extra = f" ({added} cells, sheets or names were added to it)" if added else ""
    if not count:
        return f"{path} is what the book gives{extra}"
    differ = "1 cell differs" if count == 1 else f"{count} cells differ"
    lines = [f"{path} is not what the book gives: {differ}{extra}"]
    lines += [f"  {each}" for each in first[:_SHOWN]]
    if count > _SHOWN:
        lines.append(f"  and {count - _SHOWN} more (--json lists up to {_LISTED})")
    return "\n".join(lines)
