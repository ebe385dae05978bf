"""A formula in printed figures: the tree with each leaf as its source printed it.

"$1.6 billion / 21% − $1.6 billion". Words that would be misread inside an operation, a range, a
signed number or several claims put together, stand in brackets. A rate has no printed words: it
stands with its unit. What is itself a result is told by its own formula, however deep.
"""

from __future__ import annotations

from collections.abc import Callable

from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.formulas.expression import Expression, Inputs, Leaf, Quantity
from dealmodel.formulas.numbers import rate_text, value_text
from dealmodel.formulas.reading import fold
from dealmodel.formulas.rendering import ATOM, CONVERT, PRODUCT, Piece, TextReader, within

Words = Callable[[Quantity], str]
"""How a leaf that is no result is written."""

_UNCLEAR = lazy_pattern(r"^\D*[-+−–(]|[/×*]|\sor\s")
"""Words that read as an operation, or as several numbers."""


def printed(expression: Expression, inputs: Inputs, words: Words | None = None) -> str:
    """The formula in printed figures.

    >>> from dealmodel.figures.reader import figure
    >>> figures = {"paid": figure("$1.6 billion"), "stake": figure("21%")}
    >>> paid, stake = Leaf("paid"), Leaf("stake")
    >>> printed(paid / stake - paid, figures)
    '$1.6 billion / 21% − $1.6 billion'
    >>> printed(paid / (1 + stake), figures)
    '$1.6 billion / (1 + 21%)'

    Raises ``FormulaTooLarge`` where sharing makes a small tree into an endless text.
    """
    return fold(expression, _Printed(inputs, words or words_of))[0]


def printed_factor(expression: Expression, inputs: Inputs, words: Words | None = None) -> str:
    """The same, so that something can be done to the whole of it: a sum in brackets.

    >>> from dealmodel.figures.reader import figure
    >>> figures = {"paid": figure("$1.6 billion"), "debt": figure("$1 billion")}
    >>> printed_factor(Leaf("paid") + Leaf("debt"), figures)
    '($1.6 billion + $1 billion)'
    """
    piece = fold(expression, _Printed(inputs, words or words_of))
    return piece[0] if isinstance(expression, Leaf) else within(piece, PRODUCT)


def words_of(given: Quantity) -> str:
    """The printed words of a figure; a rate with its unit."""
    if isinstance(given, Figure):
        return " ".join(given.verbatim.split())
    if given.point is None:
        return str(given)
    if given.kind == "rate":
        return f"{rate_text(given.point)} {given.unit}"
    return value_text(given.point, given.unit, given.kind)


class _Printed(TextReader):
    """Reads a tree as its printed figures."""

    minus, times, apart = "−", "×", "; "

    def __init__(self, inputs: Inputs, words: Words) -> None:
        self.inputs, self.words = inputs, words

    def leaf(self, node: Leaf) -> Piece:
        given = self.inputs[node.name]
        inner, inputs = getattr(given, "expression", None), getattr(given, "inputs", None)
        if inner is not None and inputs is not None:
            return fold(inner, _Printed(inputs, self.words))
        text = self.words(given)
        is_clear = given.point is not None and _UNCLEAR.search(text) is None
        is_one = is_clear or given.kind == "rate" or text.startswith("“")
        return text, ATOM if is_one else CONVERT
