"""A small table as text that fits the terminal: what is too wide goes on below, in its column.

No word or number is broken: where that does not fit, there is no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.cli.terminal import cells, wrapped

_BETWEEN = "  "


def columns(
    headings: Sequence[str], rows: Sequence[Sequence[str]], width: int
) -> list[list[str]] | None:
    """The lines of the headings, then those of each row; ``None`` where they do not fit. A column
    that is empty is left out.

    >>> columns(["#", "figure", "per"], [["1", "5,000 cars", ""]], 80)
    [['#  figure'], ['1  5,000 cars']]
    >>> columns(["#", "figure", "per"], [["1", "5,000 cars", ""]], 5) is None
    True
    """
    used = [at for at in range(len(headings)) if any(row[at] for row in rows)]
    table = [[row[at] for at in used] for row in (headings, *rows)]
    widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
    least = [max(map(_longest_word, column)) for column in zip(*table, strict=True)]
    room = width - len(_BETWEEN) * (len(widths) - 1)
    if sum(least) > room:
        return None
    while sum(widths) > room:
        spare = [size if size > end else 0 for size, end in zip(widths, least, strict=True)]
        widths[spare.index(max(spare))] -= 1
    return [list(_lines(row, widths)) for row in table]


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    parts = [wrapped(cell, size) for cell, size in zip(row, widths, strict=True)]
    for at in range(max(map(len, parts))):
        here = [part[at] if at < len(part) else "" for part in parts]
        yield _BETWEEN.join(map(_filled, here, widths)).rstrip()


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def _longest_word(text: str) -> int:
    return max(map(cells, text.split()), default=0)
