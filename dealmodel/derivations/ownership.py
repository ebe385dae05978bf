"""What follows from all holdings of a book together: who holds what through whom.

It is no record's, so that it stands beside the kinds: an effective interest for each party that
holds a company through others, as a record and in one line. Of a book that has many of them the
largest are told, those that are asked for, and how many more there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

from dealmodel.calculators.control import Votes
from dealmodel.calculators.holdings import Holding, Registry, registry, registry_of_votes
from dealmodel.calculators.indirect import Pair, by_owner
from dealmodel.calculators.ownership import EffectiveInterest, Holder, Ownership, Path
from dealmodel.calculators.standing import BENEFICIAL, reaches, standing
from dealmodel.derivations.answers import Effective, Refused
from dealmodel.derivations.setting import Setting
from dealmodel.errors import DealModelError, UsageError
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text
from dealmodel.formulas.numbers import bounds_text, value_text
from dealmodel.records.book import Book
from dealmodel.records.naming import name_of

NAME = "effective_interest"

MOST = 200
"""So many interests are told where nobody asks for more."""

ASKED = 2_000
"""So many are told of those that are asked for, and the largest are looked for among as many."""

COUNTED = 20_000
"""So many are counted, to tell how many are not told."""

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
        "amlr_52": {"line": _text(BENEFICIAL), "reached": reaches(found.ends.strict, BENEFICIAL)},
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
        "amlr_52": {"line": _text(BENEFICIAL), "reached": reaches(holder.strict, BENEFICIAL)},
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
    book, prefer, rules = setting.book, setting.prefer, setting.rules
    own = holdings_of(setting)
    votes = registry_of_votes(own, book, prefer=prefer, rules=rules)
    return Ownership(own, votes, tuple(book.parties))


def holdings_of(setting: Setting) -> Registry:
    """All holdings that the book tells of, by economic interest."""
    return setting.kept(
        holdings_of,
        lambda: registry(setting.book, prefer=setting.prefer, rules=setting.rules),
    )


def of_book(
    ownership: Ownership,
    book: Book,
    *,
    owners: Collection[str] = (),
    held: Collection[str] = (),
) -> Iterator[Effective | Refused]:
    """What a report tells of ownership: for each company, the interests of those who hold it
    through others, all or the largest, or of the ``owners`` and of what is ``held`` only; direct
    holdings stand with their records. What is not told is counted.

    :raises UnknownReference: the book has no such party.
    """
    most = ASKED if owners or held else MOST
    found = ownership.indirect(owners, held)
    pairs = list(islice(found, ASKED))
    more = len(pairs) - most + sum(1 for _ in islice(found, COUNTED))
    if len(pairs) > most:
        pairs = ownership.largest(pairs, most)
    yield from interests(ownership, book, pairs)
    if more > 0:
        counted = f"{more:,}" if more < COUNTED else f"more than {COUNTED:,}"
        yield Refused(
            "ownership",
            UsageError(
                f"the {most:,} largest interests through others are told, and {counted} more are "
                "not: ask for them with --owners and --held, or for one with dealmodel ownership"
            ),
        )


def interests(
    ownership: Ownership, book: Book, pairs: Iterable[Pair]
) -> Iterator[Effective | Refused]:
    """The interests of owners in companies, in the order of the holdings and of the parties."""
    names = {party: name_of(party, book) for party in book.parties}
    places = {
        name: place
        for place, name in enumerate(dict.fromkeys(e.held for e in ownership.registry.holdings))
    }
    parties = {name: place for place, name in enumerate(book.parties)}
    found: dict[Pair, EffectiveInterest] = {}
    for owner, asked in by_owner(pairs).items():
        for held, interest in _interests(ownership, owner, asked):
            if isinstance(interest, Refused):
                yield interest
            else:
                found[owner, held] = interest
    for owner, held in sorted(found, key=lambda pair: (places[pair[1]], parties[pair[0]])):
        interest = found[owner, held]
        if not interest.sources:  # of the shares on its way none is stated: there is nothing to say
            continue
        yield Effective(
            f"ownership.{held}",
            NAME,
            summary(interest),
            interest.sources,
            {"term": f"{names[owner]}, in all", **interest_record(interest)},
            found=interest,
            ownership=ownership,
            names=names,
        )


def _interests(
    ownership: Ownership, owner: str, asked: list[str]
) -> Iterator[tuple[str, EffectiveInterest | Refused]]:
    """What the owner has of each company; all at once, unless one of them makes no interest."""
    try:
        yield from zip(asked, list(ownership.interests(owner, asked)), strict=True)
    except DealModelError as error:
        if len(asked) == 1:
            yield asked[0], Refused("ownership", error)
            return
        for held in asked:
            yield from _interests(ownership, owner, [held])


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
