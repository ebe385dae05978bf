"""An interest worked out with shares whose ends were chosen at export.

So are those in companies that hold each other: their loops are solved step by step, never circular,
but each choice depends on all others. The same serves where formulas would be too long for a cell.
"""

from __future__ import annotations

from collections.abc import Mapping

from dealmodel.calculators.chosen_shares import Choice, Column, Share
from dealmodel.calculators.interest_working import Working
from dealmodel.exports.tables.block import LETTERS, Block, Side
from dealmodel.exports.tables.free_part import Constants, Term
from dealmodel.exports.tables.holdings import Held, HoldingRows
from dealmodel.exports.tables.live_interest import USED, USED_PRINTED
from dealmodel.exports.tables.places import among

FIXED = "which end of each share is used is fixed as at export"

_MADE = {
    "low": "the least it can be",
    "high": "the most it can be",
    "lowest_printed": "lowest number printed",
    "highest_printed": "highest number printed",
    "nothing": "nothing",
    "whole": "the whole",
    "left": "what the others leave",
    "left_at_least": "what the others leave at least",
    "left_at_most": "what the others leave at most",
}


def has_column(working: Working, column: Column) -> bool:
    """Whether the working has numbers in a column."""
    return all(column in share.choices for share in (*working.shares, *working.beside))


def fixed_block(
    working: Working,
    columns: Mapping[Side, Column],
    names: Mapping[str, str],
    holdings: HoldingRows,
    by: Constants,
    block: Block,
) -> Block:
    """The rows of a working; ``columns`` tells which of its columns each column of cells shows."""
    shares = (*working.shares, *working.beside)
    # All rows first: a share may be what one further down leaves.
    rows = {share.name: row for row, share in enumerate(shares, block.end)}
    for share in shares:
        held = holdings.named(share.name)
        choices = {side: share.choices[column] for side, column in columns.items()}
        terms = {
            side: Term(_formula(choice, held, side, rows, holdings, by), choice.value)
            for side, choice in choices.items()
        }
        how = dict.fromkeys(_MADE[choice.made] for choice in choices.values())
        block.add(
            share.name,
            f"{_called(share, names)}{USED_PRINTED if block.suffix else USED}",
            terms,
            sources=share.holding.sources,
            how="; ".join(how),
        )
    for step in working.steps:
        block.step(step)
    return block


def _formula(
    choice: Choice,
    held: Held,
    side: Side,
    rows: Mapping[str, int],
    holdings: HoldingRows,
    by: Constants,
) -> str:
    """The formula of a share used; ``rows`` are those of the shares used beside it."""
    match choice.made:
        case "low":
            return held.low.text
        case "high":
            return held.high.text
        case "lowest_printed" | "highest_printed":
            if held.printed is not None:
                return held.printed[choice.made == "highest_printed"].text
            assert held.point is not None
            return held.point.text
        case "nothing":
            return by.nothing
        case "whole":
            return by.whole
        case "left":
            others = among(LETTERS[side], [rows[each] for each in choice.others])
        case "left_at_least" | "left_at_most":
            end = "high" if choice.made == "left_at_least" else "low"
            named = [holdings.named(each).where.row for each in choice.others]
            others = among(LETTERS[end], named)
    return f"{by.whole}-SUM({others})"


def _called(share: Share, names: Mapping[str, str]) -> str:
    parties = share.holding.holder, share.holding.held
    return " in ".join(names.get(each, each) for each in parties)
