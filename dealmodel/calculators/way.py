"""The way from an owner to what is asked: the holdings by which anything of it can come to them.

What the owner's own companies hold of it is its treasury, and no part of a way. The companies are
in *groups*: those that hold each other together, every other alone; each group after those that
lead to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from dealmodel.calculators.components import components
from dealmodel.dataclass import dataclass


@dataclass(frozen=True)
class Way:
    """``holders`` are those of each company that belong to it."""

    owner: str
    holders: Mapping[str, Sequence[str]]

    @staticmethod
    def of(
        owner: str,
        asked: Collection[str],
        among: Collection[str],
        held_by: Mapping[str, Sequence[str]],
    ) -> Way:
        """The way to the companies ``asked``; ``among`` are these with all that is above them,
        ``held_by`` has the companies that each holder has a part of.

        >>> held_by = {"a": ["b", "v"], "b": ["v", "w"], "c": ["v"]}
        >>> Way.of("a", ["v"], ["v", "a", "b", "c"], held_by).holders
        {'b': ('a',), 'v': ('a', 'b')}
        """
        down: dict[str, list[str]] = {}
        work, seen = [owner], {owner}
        while work:
            holder = work.pop()
            for company in held_by.get(holder, ()):
                if company == owner or company not in among:
                    continue
                down.setdefault(company, []).append(holder)
                if company not in seen:
                    seen.add(company)
                    work.append(company)
        # What leads there only through the owner itself is left out.
        leads = {company for company in asked if company in down}
        work = list(leads)
        while work:
            for holder in down.get(work.pop(), ()):
                if holder != owner and holder not in leads:
                    leads.add(holder)
                    work.append(holder)
        return Way(owner, {name: tuple(down[name]) for name in down if name in leads})

    def to(self, held: str) -> Way:
        """The part of it that leads to ``held``."""
        leads, work = {held}, [held]
        while work:
            for holder in self.holders.get(work.pop(), ()):
                if holder not in leads and holder != self.owner:
                    leads.add(holder)
                    work.append(holder)
        return Way(self.owner, {name: of for name, of in self.holders.items() if name in leads})

    @cached_property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The companies by group."""
        names = list(self.holders)
        numbers = {name: number for number, name in enumerate(names)}
        follow: dict[int, list[int]] = {}
        for company, holders in self.holders.items():
            for holder in holders:
                if holder in numbers:
                    follow.setdefault(numbers[holder], []).append(numbers[company])
        found = components(list(numbers.values()), follow)
        return tuple(tuple(names[number] for number in group) for group in found)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each holder with its company."""
        for company, holders in self.holders.items():
            for holder in holders:
                yield holder, company
