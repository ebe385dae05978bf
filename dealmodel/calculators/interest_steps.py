"""An effective interest as steps of plain arithmetic over the shares on the way.

Without loops and with few short paths there is a step for each path, the product of its shares, and
their sum. Elsewhere there is one for each company, from the owner down: the sum over its holders of
what the owner has of them times their share. Companies that hold each other are taken out one by
one (:mod:`dealmodel.calculators.loop_steps`).
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import islice, pairwise

from dealmodel.calculators.components import components
from dealmodel.calculators.loop_steps import loop_steps
from dealmodel.calculators.working_step import (
    Called,
    Step,
    interest_name,
    interest_step,
    interest_through,
    total,
)
from dealmodel.formulas.expression import Constant, Expression, Leaf, leaf_names

PATHS = 10
"""Most paths that are steps of their own, and most holdings of such a path."""

Way = Mapping[str, Mapping[str, Leaf]]
"""The companies on the way, and the leaves of their holders' shares; of the owner there is none."""


def steps_of(way: Way, owner: str, held: str, called: Called) -> tuple[Step, ...]:
    """The steps to what ``owner`` has of ``held``; the last one is it.

    >>> from dealmodel.formulas.rendering import render
    >>> way = {"v": {"a": Leaf("p"), "b": Leaf("q")}, "b": {"a": Leaf("r")}}
    >>> for step in steps_of(way, "a", "v", str.upper):
    ...     print(f"{step.label}: {render(step.expression)}")
    A → V: p
    A → B → V: r * q
    A in V, in all: {path 1} + {path 2}
    """
    if not way:
        return (interest_step(owner, held, Constant(Fraction(owner == held)), called),)
    groups = _groups(way)
    has_loops = any(len(group) > 1 for group in groups)
    paths = [] if has_loops else list(islice(_paths(way, owner, held), PATHS + 1))
    if paths and max(len(paths), *(len(path) - 1 for path in paths)) <= PATHS:
        return tuple(_by_path(way, sorted(paths, key=len), called))
    steps = list(_by_company(way, groups, owner, held, called))
    return _needed(steps, interest_name(owner, held))


def _by_path(way: Way, paths: Sequence[Sequence[str]], called: Called) -> Iterator[Step]:
    """A step for each path, and their sum; of one path alone the product is the interest."""
    owner, *_, held = paths[0]
    names = [f"path {number}" for number in range(1, len(paths) + 1)]
    if len(paths) == 1:
        names = [interest_name(owner, held)]
    for name, path in zip(names, paths, strict=True):
        shares: list[Expression] = [way[company][holder] for holder, company in pairwise(path)]
        yield Step(name, " → ".join(map(called, path)), reduce(operator.mul, shares))
    if len(paths) > 1:
        yield interest_step(owner, held, total(map(Leaf, names)), called)


def _by_company(
    way: Way, groups: Sequence[Sequence[str]], owner: str, held: str, called: Called
) -> Iterator[Step]:
    """The steps to what the owner has of each company; each group after those that lead to it."""
    for group in groups:
        if len(group) == 1:
            (company,) = group
            yield interest_step(owner, company, interest_through(owner, way[company]), called)
            continue
        loop: dict[str, dict[str, Expression]] = {}
        for company in group:
            holders = way[company]
            loop[company] = {each: holders[each] for each in holders if each in group}
            outside = {each: share for each, share in holders.items() if each not in group}
            if outside:
                loop[company][owner] = interest_through(owner, outside)
                if outside.keys() != {owner}:
                    name = f"{owner} in {company} without its loop"
                    label = f"{called(owner)} in {called(company)}, without its loop"
                    yield Step(name, label, loop[company][owner])
                    loop[company][owner] = Leaf(name)
        yield from loop_steps(loop, owner, held, called)


def _needed(steps: Sequence[Step], last: str) -> tuple[Step, ...]:
    """The steps that ``last`` needs, itself the last: not what other companies of its own loop come
    to."""
    wanted, found = {last}, []
    for step in reversed(steps):
        if step.name in wanted:
            wanted.update(leaf_names(step.expression))
            found.append(step)
    return tuple(reversed(found))


def _groups(way: Way) -> list[list[str]]:
    """The loops of companies, and those in none alone; each after those that lead to it."""
    names = list(way)
    numbers = {name: number for number, name in enumerate(names)}
    follow: dict[int, list[int]] = {}
    for company, holders in way.items():
        for holder in holders:
            if holder in numbers:
                follow.setdefault(numbers[holder], []).append(numbers[company])
    found = components(list(numbers.values()), follow)
    return [[names[number] for number in group] for group in found]


def _paths(way: Way, owner: str, held: str) -> Iterator[tuple[str, ...]]:
    """The paths from ``owner`` to ``held``, which has no loop above it."""
    work: list[tuple[str, ...]] = [(held,)]
    while work:
        path = work.pop()
        if path[0] == owner:
            yield path
        else:
            work.extend((holder, *path) for holder in reversed(list(way[path[0]])))
