"""A step of a working: one small formula, what later steps call it, and what it is in words."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from functools import reduce

from dealmodel.dataclass import dataclass
from dealmodel.formulas.expression import Expression, Leaf

Called = Callable[[str], str]
"""What a party is called in labels."""


@dataclass(frozen=True, slots=True)
class Step:
    """``expression`` is over the names of shares and of earlier steps."""

    name: str
    label: str
    expression: Expression


def interest_step(owner: str, company: str, expression: Expression, called: Called) -> Step:
    """The step that ends in what ``owner`` has of ``company``, directly and through others."""
    label = f"{called(owner)} in {called(company)}, in all"
    return Step(interest_name(owner, company), label, expression)


def interest_name(owner: str, company: str) -> str:
    """What the step is called that :func:`interest_step` makes."""
    return f"{owner} in {company} in all"


def interest_through(owner: str, parts: Mapping[str, Expression]) -> Expression:
    """What ``owner`` has of a company of which holders have ``parts``: its own part, and what it
    has of the others times theirs.

    >>> from dealmodel.formulas.rendering import render
    >>> render(interest_through("a", {"a": Leaf("x"), "b": Leaf("y")}))
    'x + y * {a in b in all}'
    """
    return total(
        part if holder == owner else part * Leaf(interest_name(owner, holder))
        for holder, part in parts.items()
    )


def total(parts: Iterable[Expression]) -> Expression:
    """The sum of at least one part."""
    return reduce(operator.add, parts)
