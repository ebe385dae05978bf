"""The interest in companies that hold each other, in steps: they are taken out one by one.

Where one is taken out, those who have a part of it have that part of what it holds instead. What a
company has of itself by then divides, since one round brings another: ``/ (1 - around)``. The last
one is held by the owner alone, and the others follow from it, so that no step needs its own result.
This is elimination as in :mod:`dealmodel.calculators.elimination`, with formulas in the place of
numbers.

Limits: the shares of every company are at most the whole together, and somebody outside of the loop
has, or may have, a part of it; otherwise a divisor may be 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dealmodel.calculators.working_step import Called, Step, interest_step, interest_through
from dealmodel.formulas.expression import Expression, Leaf

_NAMED = 3
"""So many of the companies that a way leads through are named in a label."""

Parts = Mapping[str, Mapping[str, Expression]]
"""Companies, and what each of their holders has of them."""


def loop_steps(loop: Parts, owner: str, last: str, called: Called) -> Iterator[Step]:
    """The steps to what ``owner`` has of each company of a loop; ``last``, if it is one of them, is
    taken out last.

    ``loop`` has the parts that the companies have of each other, and the owner's: all that it has
    without the loop.

    >>> from dealmodel.formulas.rendering import render
    >>> loop = {"x": {"o": Leaf("a"), "y": Leaf("b")}, "y": {"x": Leaf("c")}}
    >>> for step in loop_steps(loop, "o", "x", str.upper):
    ...     print(f"{step.label}: {render(step.expression)}")
    X in itself, through Y: b * c
    O in X, in all: a / (1 - {x in x through y})
    O in Y, in all: c * {o in x in all}
    """
    parts = {company: dict(holders) for company, holders in loop.items()}
    ways: dict[tuple[str, str], tuple[str, ...]] = {}
    around: dict[str, Expression] = {}
    taken_out: list[str] = []
    left = list(parts)
    while left:
        out = min(left, key=lambda company: _cost(company, left, parts, last))
        left.remove(out)
        taken_out.append(out)
        if out in parts[out]:
            around[out] = parts[out].pop(out)
        for company in left:
            part = parts[company].pop(out, None)
            if part is None:
                continue
            for holder, more in parts[out].items():
                name = f"{holder} in {company} through {out}"
                added = _rounds(part * more, around.get(out))
                known = parts[company].get(holder)
                pairs = (holder, company), (holder, out), (out, out), (out, company)
                so_far, to_it, round_it, from_it = (ways.get(pair, ()) for pair in pairs)
                through = tuple(dict.fromkeys((*so_far, *to_it, out, *round_it, *from_it)))
                ways[holder, company] = through
                label = _label(holder, company, loop, through, called)
                yield Step(name, label, added if known is None else known + added)
                parts[company][holder] = Leaf(name)
    for company in reversed(taken_out):
        interest = interest_through(owner, parts[company])
        yield interest_step(owner, company, _rounds(interest, around.get(company)), called)


def _cost(company: str, left: Sequence[str], parts: Parts, last: str) -> tuple[bool, int, int]:
    """How much there is to write when a company is taken out: the cheapest goes first."""
    users = sum(company in parts[other] for other in left)
    return company == last, users, len(parts[company])


def _rounds(once: Expression, around: Expression | None) -> Expression:
    """What one round brings with all that follow."""
    return once if around is None else once / (1 - around)


def _label(holder: str, company: str, loop: Parts, through: Sequence[str], called: Called) -> str:
    whole = "itself" if holder == company else called(company)
    direct = ""
    if holder in loop[company]:
        direct = "directly and " if holder in loop else "without the loop and "
    return f"{called(holder)} in {whole}, {direct}through {_listed(list(map(called, through)))}"


def _listed(names: Sequence[str]) -> str:
    """Names in words, the first few.

    >>> _listed(["A"]), _listed(["A", "B", "C"]), _listed(["A", "B", "C", "D", "E"])
    ('A', 'A, B and C', 'A, B, C and 2 more')
    """
    shown, more = list(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        shown.append(f"{more} more")
    *first, final = shown
    return f"{', '.join(first)} and {final}" if first else final
