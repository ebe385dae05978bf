"""A base to a power that is any exact number."""

from __future__ import annotations

from fractions import Fraction

from dealmodel.errors import FormulaTooLarge, Span
from dealmodel.formulas.expression import Expression, Power, Root
from dealmodel.formulas.size import MAX_EXPONENT


def raised(base: Expression, exponent: Fraction, span: Span | None = None) -> Expression:
    """``base`` to ``exponent``: a whole power, a root, or a power of a root.

    >>> from dealmodel.formulas.expression import Leaf
    >>> from dealmodel.formulas.rendering import render
    >>> [render(raised(Leaf("x"), Fraction(*each))) for each in ((2, 1), (1, 2), (-2, 3))]
    ['x ** 2', 'sqrt(x)', 'root(x, 3) ** -2']

    Raises ``FormulaTooLarge`` beyond ``MAX_EXPONENT``.
    """
    over, under = exponent.numerator, exponent.denominator
    if max(abs(over), under) > MAX_EXPONENT:
        raise FormulaTooLarge(
            f"a power with more than {MAX_EXPONENT} above or below the line: use a simpler one",
            where=span,
        )
    root = base if under == 1 else Root(base, under, span=span)
    return root if under > 1 and over == 1 else Power(root, over, span=span)
