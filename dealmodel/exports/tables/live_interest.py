"""An interest worked out live: which end of each share is used follows from the cells as well.

Company by company, from the owner down, the shares at which its interest is least and most
(:mod:`dealmodel.exports.tables.free_part`), with what the owner has of the companies in between
where that decides; then the steps. As printed, a share is between the lowest and the highest number
that is printed for it; one without such a number, between what the others' bounds leave.

Limits: where companies hold each other this is not known to be right, as each choice depends on all
others; there the shares are chosen at export (:mod:`dealmodel.exports.tables.fixed_interest`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from dealmodel.calculators.chosen_shares import name_of as share_name
from dealmodel.calculators.holdings import Holding, Registry
from dealmodel.calculators.interest_steps import steps_of
from dealmodel.calculators.working_step import (
    Step,
    interest_name,
    interest_step,
    interest_through,
)
from dealmodel.exports.tables.block import AS_PRINTED, Block, Side
from dealmodel.exports.tables.free_part import (
    Constants,
    Part,
    Ref,
    Term,
    Whose,
    least,
    left_by_others,
    most,
)
from dealmodel.exports.tables.holdings import Held, HoldingRows
from dealmodel.formulas.expression import Expression, Leaf, leaf_names

USED, USED_PRINTED = ", least / most", ", lowest / highest printed"
"""What a share is used for in the columns of the low and the high end."""

_ALONE = "its own end", "its own end"
_FILLED = "the least held filled first", "the most held filled first"


@dataclass(frozen=True)
class Way:
    """The holdings by which anything of ``held`` can come to ``owner``, whatever their size, by
    company; what is held of the owner has no part in it."""

    owner: str
    held: str
    names: Mapping[str, str]
    holdings: Mapping[str, Sequence[Holding]]

    @staticmethod
    def of(registry: Registry, owner: str, held: str, names: Mapping[str, str]) -> Way:
        others = replace(
            registry, holdings=tuple(each for each in registry.holdings if each.held != owner)
        )
        above, below = others.above(held), others.below(owner) | {owner}
        found: dict[str, list[Holding]] = {}
        for each in others.holdings:
            if each.holder in below and each.held in above:
                found.setdefault(each.held, []).append(each)
        return Way(owner, held, names, found)

    @cached_property
    def companies(self) -> list[str]:
        """The companies, each after those that it is held through; none where these hold each
        other."""
        holders = {
            company: [each.holder for each in several if each.holder != self.owner]
            for company, several in self.holdings.items()
        }
        try:
            return list(TopologicalSorter(holders).static_order())
        except CycleError:
            return []

    @cached_property
    def is_printed_once(self) -> bool:
        """Whether each holding rests on one claim that prints a number."""
        return all(
            len(each.used) == 1 and each.points
            for several in self.holdings.values()
            for each in several
        )

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps to the interest."""
        return steps_of(self._leaves, self.owner, self.held, self.called)

    def called(self, party: str) -> str:
        """What a party is called in labels."""
        return self.names.get(party, party)

    def through(self, company: str) -> Expression:
        """What the owner has of a company, over its holders' shares."""
        return interest_through(self.owner, self._leaves[company])

    @cached_property
    def _leaves(self) -> dict[str, dict[str, Leaf]]:
        return {
            company: {each.holder: Leaf(share_name(each)) for each in several}
            for company, several in self.holdings.items()
        }


def bounds_block(way: Way, holdings: HoldingRows, by: Constants, block: Block) -> Block:
    """The rows to the least and the most; ``block`` has a column of points where each holding is
    printed once.

    :raises FormulaTooLarge: a share's formula is longer than a cell can hold.
    """
    parts = {
        company: [_Entry(each, each.low, each.high) for each in holdings.of(company)]
        for company in way.companies
    }
    return _Writer(way, holdings, by, block, parts).written(USED)


def printed_block(way: Way, holdings: HoldingRows, by: Constants, block: Block) -> Block:
    """The rows to the lowest and the highest as printed, which may be beyond the least and most.

    :raises FormulaTooLarge: a share's formula is longer than a cell can hold.
    """
    writer = _Writer(way, holdings, by, block, {})
    for company in way.companies:
        writer.parts[company] = list(writer.printed(company))
    return writer.written(USED_PRINTED)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A holding with the cells of what its share is between."""

    held: Held
    low: Ref
    high: Ref


class _Writer:
    """Writes the rows of one block."""

    def __init__(
        self,
        way: Way,
        holdings: HoldingRows,
        by: Constants,
        block: Block,
        parts: dict[str, list[_Entry]],
    ) -> None:
        self._way, self._holdings, self._by, self._block = way, holdings, by, block
        self.parts = parts

    def printed(self, company: str) -> Iterator[_Entry]:
        """What each share is between as printed, with rows for those that others leave."""
        several = self._holdings.of(company)
        is_complete = self._holdings.is_complete(company)
        parts = [Part(each.low, each.high, "beside") for each in several]
        on_way = {share_name(each) for each in self._way.holdings[company]}
        is_free = any(each.point is None for each in several if _name(each) in on_way)
        for at, each in enumerate(several):
            if each.point is not None:
                yield _Entry(each, each.point, each.point)
            elif each.is_printed and each.printed is not None:
                yield _Entry(each, *each.printed)
            elif _name(each) in on_way or (is_free and (is_complete or each.printed is not None)):
                low, high = left_by_others(at, parts, self._by, is_complete=is_complete)
                yield self._left(each, low, high)
            else:
                yield _Entry(each, each.low, each.high)

    def written(self, label: str) -> Block:
        """The block with its shares, the interests in between, and the steps."""
        way, block = self._way, self._block
        wanted = self._wanted()
        for company in way.companies:
            for entry in self.parts[company]:
                self._share(company, entry, label)
            if company != way.held and interest_name(way.owner, company) in wanted:
                through = way.through(company)
                block.step(interest_step(way.owner, company, through, way.called))
        for step in way.steps:
            if block.ref(step.name, "low") is None:
                block.step(step)
        return block

    def _left(self, held: Held, low: Term, high: Term) -> _Entry:
        """A row of what the others leave; where several claims print one number that does not
        stand for it, only until they are several."""
        if held.printed is not None:
            least_number, most_number = held.printed
            is_one = least_number.value == most_number.value
            test = f"{most_number.text}={least_number.text}"
            low, high = (
                Term(f"IF({test},{left.text},{end.text})", left.value if is_one else end.value)
                for left, end in ((low, least_number), (high, most_number))
            )
        key, block = f"left of {_name(held)}", self._block
        self._block.add(
            key,
            f"{self._called(held)}, within what others leave",
            {"low": low, "high": high},
            sources=held.holding.sources,
            how="no number of its own",
            is_range=True,
        )
        lowest, highest = block.ref(key, "low"), block.ref(key, "high")
        assert lowest is not None
        assert highest is not None
        return _Entry(held, lowest, highest)

    def _share(self, company: str, entry: _Entry, label: str) -> None:
        """The share used of a holding on the way."""
        held = entry.held
        if self._whose(company, held) == "beside":
            return
        is_printed = self._block.suffix == AS_PRINTED
        is_filled = self._holdings.is_complete(company) and not is_printed
        low_parts, high_parts = (self._sided(company, side) for side in ("low", "high"))
        at = self.parts[company].index(entry)
        terms = {
            "low": least(low_parts[at], low_parts, self._by, is_complete=is_filled),
            "high": most(high_parts[at], high_parts, self._by),
        }
        if "point" in self._block.sides:
            assert held.point is not None
            terms["point"] = Term(held.point.text, held.point.value)
        is_alone = len(low_parts) == 1
        hows = (_ALONE, _FILLED)
        low_how, high_how = hows[is_filled][0], hows[not is_alone][1]
        self._block.add(
            _name(held),
            f"{self._called(held)}{label}",
            terms,
            sources=held.holding.sources,
            how=f"{low_how}; {high_how}" if low_parts[at].is_loose else "the number printed",
        )

    def _sided(self, company: str, side: Side) -> list[Part]:
        """The parts of a company with what their holders are worth in a column."""
        return [
            Part(
                each.low,
                each.high,
                self._whose(company, each.held),
                self._block.ref(interest_name(self._way.owner, each.held.holding.holder), side),
            )
            for each in self.parts[company]
        ]

    def _whose(self, company: str, held: Held) -> Whose:
        if held.holding not in self._way.holdings[company]:
            return "beside"
        return "owner" if held.holding.holder == self._way.owner else "below"

    def _wanted(self) -> set[str]:
        """The interests in between that a step or an order asks for."""
        way = self._way
        wanted = {name for step in way.steps for name in leaf_names(step.expression)}
        for company in reversed(way.companies):
            loose = [
                each.held.holding.holder
                for each in self.parts[company]
                if each.low.text != each.high.text and self._whose(company, each.held) == "below"
            ]
            if len(loose) > 1:
                wanted.update(interest_name(way.owner, holder) for holder in loose)
            if interest_name(way.owner, company) in wanted:
                wanted.update(leaf_names(way.through(company)))
        return wanted

    def _called(self, held: Held) -> str:
        holding = held.holding
        return f"{self._way.called(holding.holder)} in {self._way.called(holding.held)}"


def _name(held: Held) -> str:
    return share_name(held.holding)
