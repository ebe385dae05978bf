"""The shares that an interest is computed with at each of its four ends, and how each is made.

Vocabulary: a *column* is one of the ends: least, lowest as printed, highest as printed, most. In
each, a holding's share is a *choice*: an end of its own bounds, the lowest or highest number that
is printed for it, or what the company's other holders leave. Of the holders of one company one at
most has what the others leave, except as printed, where a share without a number of its own stays
within what the others' bounds leave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from dealmodel.calculators.companies import is_printed
from dealmodel.calculators.holdings import Holding, Registry
from dealmodel.calculators.interest_ends import Ends
from dealmodel.calculators.interest_ranges import End, Extreme, Shares, high, low
from dealmodel.dataclass import dataclass

Column = Literal["least", "printed_low", "printed_high", "most"]
Made = Literal[
    "low",
    "high",
    "lowest_printed",
    "highest_printed",
    "nothing",
    "whole",
    "left",
    "left_at_least",
    "left_at_most",
]
"""``left`` is the whole less what the other holders have in the same column, ``left_at_least`` and
``left_at_most`` the whole less the high, or the low, ends of their bounds."""

_WHOLE, _NOTHING = Fraction(1), Fraction(0)


@dataclass(frozen=True, slots=True)
class Choice:
    """The number of a holding in one column, and how it is ``made``; ``others`` are the names of
    the shares that leave it."""

    value: Fraction
    made: Made
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """A holding with its number in each column; there are none as printed where some holding on the
    way has no number."""

    holding: Holding
    choices: Mapping[Column, Choice]

    @property
    def name(self) -> str:
        return name_of(self.holding)


def name_of(holding: Holding) -> str:
    """What a holding's share is called in formulas."""
    return f"{holding.holder} in {holding.held}"


def chosen_shares(found: Registry, ends: Ends, company: str) -> tuple[Share, ...]:
    """The shares of all holders of ``company``, which is not the owner, in the registry's order."""
    holdings = found.in_company(company)
    columns: tuple[tuple[Column, Extreme | None, End], ...] = (
        ("least", ends.least, "least"),
        ("printed_low", ends.printed_low, "least"),
        ("printed_high", ends.printed_high, "most"),
        ("most", ends.most, "most"),
    )
    by_column = {
        column: _choices(
            holdings,
            made.shares[company],
            end,
            printed=made is not ends.least and made is not ends.most,
        )
        for column, made, end in columns
        if made is not None
    }
    return tuple(
        Share(each, {column: choices[each.holder] for column, choices in by_column.items()})
        for each in holdings
    )


def _choices(
    holdings: Sequence[Holding], shares: Shares, end: End, *, printed: bool
) -> Mapping[str, Choice]:
    """How the share of each holder of one company is made."""
    own = {each.holder: _own(each, shares[each.holder], end, printed=printed) for each in holdings}
    loose = [each for each in holdings if own[each.holder] is None]
    is_full = sum(shares.values(), _NOTHING) == _WHOLE
    is_alone = is_full and len(loose) == 1
    return {
        each.holder: own[each.holder]
        or _left(each, holdings, shares[each.holder], by_bounds=not is_alone)
        for each in holdings
    }


def _own(holding: Holding, share: Fraction, end: End, *, printed: bool) -> Choice | None:
    """The choice that a share is by its own holding alone; of several, the one by ``end``."""
    ends: list[tuple[Made, Fraction | None]] = []
    if printed and is_printed(holding):
        ends = [("lowest_printed", holding.points[0]), ("highest_printed", holding.points[-1])]
    elif not holding.is_unstated:
        ends = [("low", holding.bounds.low), ("high", holding.bounds.high)]
    if end == "most":
        ends.reverse()
    if not holding.is_unstated:
        ends.append(("whole", _WHOLE))
    ends.append(("nothing", _NOTHING))
    return next((Choice(share, made) for made, value in ends if value == share), None)


def _left(
    holding: Holding, holdings: Sequence[Holding], share: Fraction, *, by_bounds: bool
) -> Choice:
    """The choice that a share is by what the others have, or by what their bounds leave."""
    others = [each for each in holdings if each != holding]
    names = tuple(name_of(each) for each in others)
    if not others:
        return Choice(share, "whole")
    if by_bounds:
        if share == _WHOLE - sum((high(each.bounds) for each in others), _NOTHING):
            return Choice(share, "left_at_least", names)
        if share == _WHOLE - sum((low(each.bounds) for each in others), _NOTHING):
            return Choice(share, "left_at_most", names)
    return Choice(share, "left", names)
