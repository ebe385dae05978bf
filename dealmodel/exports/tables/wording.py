"""What an answer is made of, as a formula over the printed words of its inputs.

The words are those of :func:`~dealmodel.derivations.printing.printed_of`, so that a cell without an
engine says the same. Each printed figure is a reference to the cell that tells it on Inputs, which
says so where its number was changed after the export.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dealmodel.derivations.printing import before_rates
from dealmodel.exports.formula_text import quoted
from dealmodel.exports.table import Cell, Live
from dealmodel.exports.tables.inputs import SHEET, told_cell
from dealmodel.exports.tables.places import Placed
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.printed import printed, words_of
from dealmodel.formulas.result import Result

_LONGEST = 2_000
_MOST_TEXT = 250
"""Characters of a text within a formula."""


def live_words(result: Result, places: Mapping[str, Placed]) -> Cell:
    """The words of an answer, as a formula; as mere text where none would give them."""
    where = {
        id(quantity): told_cell(places[name].row)
        for name, quantity in result.inputs.items()
        if isinstance(quantity, Figure) and places[name].sheet == SHEET
    }
    said: list[tuple[str, str]] = []

    def words(quantity: Quantity) -> str:
        plain, cell = words_of(quantity), where.get(id(quantity))
        if cell is not None and isinstance(quantity, Figure) and plain == quantity.verbatim:
            said.append((cell, plain))
        return plain

    text = printed(before_rates(result), result.inputs, words)
    return _joined(said, text) if len(text) <= _LONGEST else text


def _joined(said: Sequence[tuple[str, str]], text: str) -> Cell:
    """The formula that gives ``text``, in which the words that are ``said`` stand in their order,
    each as a reference to its cell."""
    parts: list[str] = []
    start = 0
    for cell, words in said:
        at = text.find(words, start)
        if at < 0 or at - start > _MOST_TEXT:
            return text
        parts += [*_quoted(text[start:at]), cell]
        start = at + len(words)
    if not parts or len(text) - start > _MOST_TEXT:
        return text
    parts += _quoted(text[start:])
    return Live(f"={'&'.join(parts)}", text, is_link=len(parts) == 1)


def _quoted(text: str) -> list[str]:
    """A text as a part of a formula; none where it is empty."""
    return [quoted(text)] if text else []
