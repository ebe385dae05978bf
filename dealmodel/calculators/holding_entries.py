"""What a book's records tell of holdings, record by record, and what of it adds up.

An *entry* is what one record says of one holding: it is *stated* (a ``holdings`` record, a joint
venture's holders, a stake of which nobody says that it was bought) or *bought*. A purchase adds to
what its buyer held, and what is stated takes the place of all before it, from its date. A purchase
that says what was held ``after`` it states that; one that says what was held ``before`` it starts
from there. A *part* are the entries that tell of one thing: two records of overlapping dates and
sizes by different sources are two accounts of it. A purchase that would make more than the whole of
those before it is taken for what is held since.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from dealmodel.calculators.holding_dates import date_of, meet, when_of
from dealmodel.calculators.holding_sizes import Size, class_told
from dealmodel.calculators.selection import Selection
from dealmodel.calculators.share_classes import class_key
from dealmodel.calculators.share_counts import ShareCounts
from dealmodel.dataclass import dataclass, replace
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.holding import Directness, StatedHolding
from dealmodel.records.joint_venture import JointVenture
from dealmodel.records.stake import Stake

Measure = Literal["economic", "votes"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record's claims on one holding: ``adds`` to what was held before, as a purchase does;
    ``comes_later``: what was held before a purchase that is yet to come; ``is_place``: a place
    among a joint venture's holders."""

    holder: str
    held: str
    claims: Sequence[Claim]
    path: Path
    on: str | None
    stands_in: bool
    adds: bool = False
    comes_later: bool = False
    instead_of: tuple[str, ...] = ()
    is_place: bool = False
    nominee: str | None = None
    directness: Directness = "direct"
    size: Size | None = None

    @property
    def when(self) -> Period:
        return when_of(self.on)

    @property
    def of_class(self) -> str | None:
        """The class of shares that all its claims are of, in words."""
        return None if self.size is None else class_told(self.claims, self.size)

    def share(self, figure: Figure, rules: HedgeRules) -> Figure | None:
        """The share of the whole that one of its figures says; ``None`` where it is not known."""
        return figure if self.size is None else self.size.of(figure, rules)

    def bounds(self, rules: HedgeRules) -> list[Bounds]:
        """What each claim can mean, as a share of the whole, where that is known."""
        figures = (self.share(claim.figure(rules), rules) for claim in self.claims)
        return [figure.bounds for figure in figures if figure is not None]


Part = list[Entry]
"""Entries that tell of one thing."""


def entries_of(book: Book, day: Period | None, measure: Measure) -> Iterator[Entry]:
    """What every record tells of a holding that is there on the day, or in all."""
    yield from _with_own_votes(list(_entries(book, day, measure)))


def _entries(book: Book, day: Period | None, measure: Measure) -> Iterator[Entry]:
    capital, selection = ShareCounts(book), Selection("hull", book.sources)
    for key, stake in book.stakes.items():
        if stake.investor != stake.investee:
            size = _of_purchase(stake, capital, selection, day)
            for entry in _of_stake(key, stake, day, measure):
                yield _sized(entry, size, measure)
    for key, stated in book.holdings.items():
        if counts(stated, day) and stated.holder != stated.held:
            own = measure == "votes" and bool(stated.votes)
            name = "votes" if own else _stated_of(stated)
            of_day = capital.state(stated.held, when_of(stated.on))
            size = Size(capital, of_day, selection, stated.share_class)
            entry = Entry(
                stated.nominee_for or stated.holder,
                stated.held,
                getattr(stated, name),
                ("holdings", key, name),
                stated.on,
                measure == "votes" and not own,
                nominee=stated.holder if stated.nominee_for else None,
                directness=stated.directness,
            )
            yield _sized(entry, size, measure)
    for key, venture in book.joint_ventures.items():
        if counts(venture, day):
            for holder, shares in venture.holders.items():
                if holder == venture.party:
                    continue
                own = measure == "votes" and holder in venture.votes
                claims = venture.votes[holder] if own else shares
                path = ("joint_ventures", key, "votes" if own else "holders", holder)
                stands_in = measure == "votes" and not own
                yield Entry(
                    holder, venture.party, claims, path, venture.formed, stands_in, is_place=True
                )


def _of_stake(key: str, stake: Stake, day: Period | None, measure: Measure) -> Iterator[Entry]:
    own = measure == "votes" and bool(stake.votes)
    bought = is_purchase(stake)
    name = "votes" if own else _stated_of(stake)
    entry = Entry(
        stake.nominee_for or stake.investor,
        stake.investee,
        getattr(stake, name),
        ("stakes", key, name),
        date_of(stake),
        measure == "votes" and not own,
        adds=bought,
        nominee=stake.investor if stake.nominee_for else None,
        directness=stake.directness,
    )
    if not counts(stake, day):
        has_begun = day is None or entry.on is None or entry.when.first <= day.last
        if stake.before and not has_begun:
            path = ("stakes", key, "before")
            yield replace(entry, claims=stake.before, path=path, adds=False, comes_later=True)
        return
    if stake.after and not own:
        yield replace(entry, claims=stake.after, path=("stakes", key, "after"), adds=False)
    elif stake.before and not own:
        yield replace(entry, claims=stake.before, path=("stakes", key, "before"), adds=False)
        yield entry
    else:
        yield entry


def _of_purchase(
    stake: Stake, capital: ShareCounts, selection: Selection, day: Period | None
) -> Size:
    """How a stake's figures become shares of the whole. Shares that were bought are still as many
    when others are issued: they are told of all shares as of the day."""
    since = capital.since(stake, day) if _stated_of(stake) == "shares" else None
    return Size(capital, capital.of_stake(stake), selection, stake.share_class, stake, since)


def _stated_of(record: Stake | StatedHolding) -> Literal["share", "shares"]:
    """What a record states of its size: a share or, without one, a number of shares."""
    return "share" if record.share or not record.shares else "shares"


def _sized(entry: Entry, size: Size, measure: Measure) -> Entry:
    """The entry with how its claims become shares of the whole, where they are none yet."""
    if entry.path[2] == "votes":
        return entry
    by_votes = measure == "votes" and size.has_votes
    named = size.name is not None or any(size.words(claim.figure()) for claim in entry.claims)
    is_number = entry.path[2] == "shares"
    if not (named or is_number or by_votes):
        return entry
    own = replace(size, is_number=is_number, by_votes=by_votes)
    return replace(entry, size=own, stands_in=entry.stands_in and not by_votes)


def is_purchase(stake: Stake) -> bool:
    """Whether a stake was bought, so that it adds to what its buyer held: a source says for what,
    or from whom, or what was held before or after. Else it is a holding that is stated."""
    said = (stake.paid, stake.primary, stake.shares, stake.price_per_share)
    declared = stake.shares_are != "undeclared"
    return declared or any(map(bool, (*said, stake.before, stake.after)))


def _with_own_votes(entries: list[Entry]) -> Iterator[Entry]:
    """The entries; in a company that has classes of votes, a holding whose votes nobody states has
    unknown ones, and not as many as its economic share."""
    stated = {entry.held for entry in entries if entry.path[2] == "votes" and entry.claims}
    for entry in entries:
        unknown = entry.stands_in and entry.held in stated
        yield replace(entry, claims=(), stands_in=False) if unknown else entry


def counts(record: Stake | JointVenture | StatedHolding, day: Period | None) -> bool:
    """Whether the record tells of a holding that is there on the day."""
    match record:
        case Stake():
            begins = date_of(record)
        case StatedHolding():
            begins = record.on
        case _:
            begins = record.formed
    if record.ended is not None and (day is None or parse_period(record.ended).first <= day.last):
        return False
    return day is None or begins is None or parse_period(begins).first <= day.last


def parts_of(entries: Sequence[Entry], rules: HedgeRules) -> tuple[list[Part], list[Part]]:
    """What adds up to the holding, purchases since the last time that it was stated and that; and
    what is told beside it and not added."""
    by_class: dict[str | None, list[Entry]] = {}
    for entry in entries:
        by_class.setdefault(class_key(entry.of_class), []).append(entry)
    if len(by_class) > 1 and None not in by_class:
        told = [_parts_of_one(of_class, rules) for of_class in by_class.values()]
        return [part for parts, _ in told for part in parts], [
            p for _, spare in told for p in spare
        ]
    return _parts_of_one(entries, rules)


def _parts_of_one(entries: Sequence[Entry], rules: HedgeRules) -> tuple[list[Part], list[Part]]:
    """As :func:`parts_of`, of what is of one class of shares, or of all."""
    now = [each for each in entries if not each.comes_later]
    dated = sorted((each for each in now or entries if each.on), key=lambda each: each.when.first)
    parts: list[Part] = []
    for entry in dated:
        same = next((part for part in parts if _is_one(part, entry, rules)), None)
        if same is not None and (entry.adds or len(parts) == 1):
            same.append(entry)
        elif not entry.adds:
            parts = [[entry]]
        elif not any(_is_told_by(part, entry) for part in parts):
            least = sum((_least(part, rules) for part in (*parts, [entry])), Fraction(0))
            if least > 1:
                earlier = tuple(claim.says for part in parts for e in part for claim in e.claims)
                parts = [[replace(entry, instead_of=tuple(dict.fromkeys(earlier)))]]
            else:
                parts.append([entry])
    undated = [each for each in now if each.on is None]
    if not undated:
        return parts, []
    if len(parts) < 2:
        return [[*(entry for part in parts for entry in part), *undated]], []
    return parts, [undated]


def _is_one(part: Part, entry: Entry, rules: HedgeRules) -> bool:
    """Whether an entry is another account of what the part is: of one time and one size and, of two
    purchases, by other sources. A place among a joint venture's holders and a stake in it are one,
    whatever their sizes; so are two statements of one time."""
    beside = [each for each in part if meet(each.when, entry.when)]
    if not beside or any(each.path[:2] == entry.path[:2] for each in beside):
        return False
    if not entry.adds and not any(each.adds for each in part):
        return True
    if entry.is_place or any(each.is_place for each in beside):
        return True
    both = entry.adds and all(each.adds for each in part)
    return not (both and _sources(part) & _sources([entry])) and any(
        overlap(one, other) is not None
        for each in beside
        for one in each.bounds(rules)
        for other in entry.bounds(rules)
    )


def _least(part: Part, rules: HedgeRules) -> Fraction:
    """The least that any claim of a part says."""
    lows = (bounds.low for each in part for bounds in each.bounds(rules))
    return min((low for low in lows if low is not None), default=Fraction(0))


def _is_told_by(part: Part, purchase: Entry) -> bool:
    """Whether what is stated of the time of a purchase holds it already."""
    return any(
        not each.adds and each.path[:2] != purchase.path[:2] and meet(each.when, purchase.when)
        for each in part
    )


def _sources(entries: Sequence[Entry]) -> set[str]:
    return {claim.source for each in entries for claim in each.claims}


def first_day(on: str | None) -> date:
    """The first day of a date as written; of none, the first day there is."""
    return date.min if on is None else parse_period(on).first
