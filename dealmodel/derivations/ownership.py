"""What follows from all holdings of a book together: who holds what through whom.

It is no record's, so that it stands beside the kinds: an effective interest for each party that
holds a company through others, as a record and in one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from dealmodel.calculators.control import Votes
from dealmodel.calculators.holdings import Holding
from dealmodel.calculators.ownership import EffectiveInterest, Holder, Ownership, Path
from dealmodel.calculators.standing import BENEFICIAL, reaches, standing
from dealmodel.derivations.answers import Effective
from dealmodel.derivations.setting import Setting
from dealmodel.errors import UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text
from dealmodel.formulas.numbers import bounds_text, value_text
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of

NAME = "effective_interest"

MOST = 200
"""Holdings of which a report tells every combination."""

Record = dict[str, Any]


def interest_record(found: EffectiveInterest) -> Record:
    """The JSON record of an effective interest."""
    holdings = dict.fromkeys(holding for path in found.paths for holding in path.holdings)
    return {
        "name": NAME,
        "kind": "share",
        "unit": None,
        "owner": found.owner,
        "held": found.held,
        "measure": found.measure,
        "as_of": found.as_of,
        "point": _text(found.point),
        **_ends(found.bounds),
        "points": _ends(found.points),
        "formula": _formula(found),
        "inputs": {f"{each.holder} in {each.held}": _holding(each) for each in holdings},
        "paths": [_path(path) for path in found.paths],
        "remainder": _text(found.remainder),
        "weakest_link": _text(found.weakest_link),
        "control": found.control,
        "votes": None if found.votes is None else _ends(found.votes.bounds),
        "standing": found.standing.to_dict(),
        "amlr_52": {"line": _text(BENEFICIAL), "reached": reaches(found.bounds, BENEFICIAL)},
        "dropped": [_holding(each) for each in found.dropped],
        "loops": [list(loop) for loop in found.loops],
        "moves": [
            {
                "holder": move.holding.holder,
                "held": move.holding.held,
                "says": move.says,
                "source": move.source,
                "interest": _text(move.interest),
            }
            for move in found.moves
        ],
        "sources": list(found.sources),
        "warnings": list(found.warnings),
    }


def holder_record(holder: Holder) -> Record:
    """The JSON record of one of a company's holders."""
    return {
        "party": holder.party,
        "point": _text(holder.point),
        **_ends(holder.bounds),
        "points": _ends(holder.points),
        "amlr_52": {"line": _text(BENEFICIAL), "reached": reaches(holder.bounds, BENEFICIAL)},
    }


def control_record(votes: Votes, ownership: Ownership, owner: str) -> Record:
    """The JSON record of a company that is, or may be, controlled; of one that is, with what
    others have of it."""
    interest = ownership.interest(owner, votes.company)
    others = None if interest.point is None else 1 - interest.point
    return {
        "party": votes.company,
        "control": votes.control,
        "votes": _ends(votes.bounds),
        "standing": standing(votes).to_dict(),
        "effective_interest": {"point": _text(interest.point), **_ends(interest.bounds)},
        "non_controlling_interest": _text(others),
    }


def ownership_of(setting: Setting) -> Ownership:
    """The ownership that a report is about: of all holdings, by economic interest."""
    return Ownership.of(setting.book, prefer=setting.prefer, rules=setting.rules)


def of_book(ownership: Ownership, book: Book) -> Iterator[Effective]:
    """What a report tells of ownership: for each company, the interests of those who hold it
    through others; direct holdings stand with their records.

    Raises what :meth:`Ownership.interest` does, and :class:`UsageError` for a book of so many
    holdings that nobody would read all of their combinations.
    """
    count = len(ownership.registry.holdings)
    if count > MOST:
        raise UsageError(
            f"{count} holdings have too many combinations to list: ask for one with dealmodel "
            "ownership"
        )
    names = {party: name_of(party, book) for party in book.parties}
    for held in dict.fromkeys(each.held for each in ownership.registry.holdings):
        for owner in book.parties:
            if ownership.reaches_through_others(owner, held):
                found = ownership.interest(owner, held)
                yield Effective(
                    f"ownership.{held}",
                    NAME,
                    summary(found),
                    found.sources,
                    {"term": f"{names[owner]}, in all", **interest_record(found)},
                    found=found,
                    ownership=ownership,
                    names=names,
                )


def summary(found: EffectiveInterest) -> str:
    """An effective interest in one line.

    A range of points is "60.8% to 61.29% as printed".
    """
    return in_short(found.point, found.points, found.bounds)


def in_short(point: Fraction | None, points: Bounds, bounds: Bounds) -> str:
    """A share in one line; a range of points is "60.8% to 61.29% as printed"."""
    exact = bounds if not bounds.is_point else None
    meant = f" {shown(exact)}" if exact is not None else ""
    if point is not None:
        return f"{percent(point)}{meant}"
    if points == bounds or points.low is None or points.high is None:
        return f"somewhere in {shown(bounds)}"
    return f"{percent(points.low)} to {percent(points.high)} as printed,{meant}"


def percent(share: Fraction) -> str:
    """A share for people."""
    return value_text(share, kind="share")


def shown(bounds: Bounds) -> str:
    """The ends of a share for people."""
    return bounds_text(bounds, kind="share")


def _path(path: Path) -> Record:
    return {
        "via": list(path.via),
        "share": _text(path.share),
        **_ends(path.bounds),
        "holdings": [_holding(each) for each in path.holdings],
    }


def _holding(holding: Holding) -> Record:
    return {
        "holder": holding.holder,
        "held": holding.held,
        "point": _text(holding.point),
        **_ends(holding.bounds),
        "says": [account.says for account in holding.used],
        "sources": list(holding.sources),
        "subject": holding.subject,
        "stated": not holding.is_unstated,
        "contradictory": holding.is_contradictory,
    }


def _formula(found: EffectiveInterest) -> str:
    """The sum of the paths' products, over the names of the inputs."""
    products = [
        " * ".join(f"({each.holder} in {each.held})" for each in path.holdings)
        for path in found.paths
    ]
    rest = "" if not found.remainder else " + all other ways"
    return " + ".join(products) + rest if products else "0"


def _text(value: Fraction | None) -> str | None:
    return None if value is None else decimal_text(value)


def _ends(bounds: Bounds) -> Record:
    low, high = bounds.low, bounds.high
    return {
        "low": None if low is None else decimal_text(low, "down"),
        "low_open": bounds.low_open,
        "high": None if high is None else decimal_text(high, "up"),
        "high_open": bounds.high_open,
    }
