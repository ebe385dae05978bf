"""What an answer is made of, as a formula over the printed words of its inputs.

The words are those of :func:`~dealmodel.derivations.printing.printed_of`, so that a cell without an
engine says the same. Each printed figure is a reference to the cell that tells it on Inputs, which
says so where its number was changed after the export.
"""

from __future__ import annotations

from collections.abc import Mapping

from dealmodel.derivations.printing import before_rates, printed_of
from dealmodel.exports.table import Cell, Live
from dealmodel.exports.tables.inputs import SHEET, told_cell
from dealmodel.exports.tables.places import Placed
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.printed import printed, words_of
from dealmodel.formulas.result import Result

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Around the number of a figure; in no printed text."""
_LONGEST = 2_000
_MOST_TEXT = 250
"""Characters of a text within a formula."""


def live_words(result: Result, places: Mapping[str, Placed]) -> Cell:
    """The words of an answer, as a formula; as mere text where none would give them."""
    text = printed_of(result)
    where = {
        id(quantity): told_cell(places[name].row)
        for name, quantity in result.inputs.items()
        if isinstance(quantity, Figure) and places[name].sheet == SHEET
    }
    if not where or len(text) > _LONGEST or _OPEN in text:
        return text
    said: list[tuple[str, str]] = []

    def words(quantity: Quantity) -> str:
        cell, plain = where.get(id(quantity)), words_of(quantity)
        if cell is None or not isinstance(quantity, Figure) or plain != quantity.verbatim:
            return plain
        said.append((cell, plain))
        return f"{_OPEN}{len(said) - 1}{_CLOSE}"

    marked = printed(before_rates(result), result.inputs, words)
    return _joined(marked, said, text)


def _joined(marked: str, said: list[tuple[str, str]], text: str) -> Cell:
    """The formula of words in which figures are marked, if it gives ``text``."""
    parts: list[str] = []
    plain = ""
    for piece in marked.split(_OPEN):
        number, close, rest = piece.partition(_CLOSE)
        if close:
            cell, words = said[int(number)]
            parts.append(cell)
            plain += words
        else:
            rest = piece
        if rest:
            if len(rest) > _MOST_TEXT:
                return text
            parts.append('"' + rest.replace('"', '""') + '"')
            plain += rest
    if not said or plain != text:
        return text
    return Live(f"={'&'.join(parts)}", text, is_link=len(parts) == 1)
