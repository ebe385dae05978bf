"""How many shares a company has on a day, of each class, by what a book's ``capital`` says.

A *state* are the counts as of a date: of each class the last one told by then. All shares are those
of a record without a class; else all classes together, where there are several; else those of the
only class, where that is the ordinary one. Where a purchase of new shares is dated and only the
count before it is known, what was issued on that day is added: the purchase's own shares and, of
each other buyer, those of its first purchase of that day; where no source says whether the shares
were new, something between none and all of them.

A count that is not stated follows from the one before it: + issued - bought back. Of several claims
on a count those of one source go together with its others, else all of them. Where there is no
answer, a :class:`BadValue` says what is missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any

from dealmodel.calculators.capital import Formula
from dealmodel.calculators.dilution import Convertible, with_dilution
from dealmodel.calculators.holding_dates import ALWAYS, date_of, meet, when_of
from dealmodel.calculators.quantities import pure
from dealmodel.calculators.receipts import in_shares
from dealmodel.calculators.selection import Selection, select
from dealmodel.calculators.share_classes import ORDINARY, class_key
from dealmodel.calculators.valuation import SOME
from dealmodel.dataclass import dataclass, field
from dealmodel.errors import BadValue
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.formulas.expression import Add, Leaf, Quantity
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.book import Book
from dealmodel.records.capital import Capital, Counted, votes_of
from dealmodel.records.claim import Claim
from dealmodel.records.stake import Stake

MOST = 100
"""So many counts in a row that no source states are followed back."""

BUYERS = 20
"""The new shares of so many buyers of one day are added."""

Warned = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """How claims are read: by which rules, which of several, and whose first. A claim read twice is
    one figure, so that a formula has it as one unknown."""

    rules: HedgeRules
    selection: Selection
    source: str | None = None
    _read: dict[tuple[int, ...], Figure] = field(default_factory=dict)

    def figure(self, claims: Sequence[Claim]) -> Figure | None:
        """The figure that stands for the claims; those of the source, where it makes any. A count
        is a pure number."""
        own = [each for each in claims if each.source == self.source] or claims
        if not own:
            return None
        key = tuple(map(id, own))
        if key not in self._read:
            one = len(own) == 1
            found = (
                own[0].figure(self.rules) if one else select(own, self.selection, rules=self.rules)
            )
            counted = pure(found) if found.kind == "count" else found
            assert isinstance(counted, Figure)
            self._read[key] = counted
        return self._read[key]


@dataclass(frozen=True, slots=True)
class Count:
    """The records of one class and day: one, as a rule."""

    keys: tuple[str, ...]
    records: tuple[Capital, ...]

    @property
    def first(self) -> Capital:
        return self.records[0]

    @property
    def when(self) -> Period:
        return when_of(self.first.on)

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for record in self.records for claim in record.shares)


class ShareCounts:
    """The counts of a book's capital, by company, class and day."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._deals = book.deals
        self._lines: dict[tuple[str, Counted], dict[str | None, list[Count]]] = {}
        self._of: dict[str, Count] = {}
        self._previous: dict[str, Count] = {}
        self._votes: dict[str, Fraction] = {}
        for count in _counts(book):
            self._add(count)
        for key, record in book.capital.items():
            if record.since is not None:
                self._previous[self._of[key].keys[0]] = self._of[record.since]
        self._issues: dict[tuple[str, str | None], dict[str, Stake]] = {}
        self._bought = Counter((each.investor, each.investee) for each in book.stakes.values())
        for stake in book.stakes.values() if book.capital else ():
            if stake.shares_are == "primary" and stake.shares:
                of_day = self._issues.setdefault((stake.investee, self._date(stake)), {})
                of_day.setdefault(stake.investor, stake)

    def _add(self, count: Count) -> None:
        record, key = count.first, count.keys[0]
        lines = self._lines.setdefault((record.party, record.counted), {})
        line = lines.setdefault(class_key(record.share_class), [])
        votes = next((each.votes_per_share for each in count.records if each.votes_per_share), None)
        if votes is not None:
            self._votes[key] = votes_of(votes)
        elif line and line[-1].keys[0] in self._votes:
            self._votes[key] = self._votes[line[-1].keys[0]]
        if line:
            self._previous[key] = line[-1]
        line.append(count)
        self._of |= dict.fromkeys(count.keys, count)

    def is_told(self, party: str, counted: Counted = "basic") -> bool:
        """Whether the book counts the shares of a company so."""
        return (party, counted) in self._lines

    def count(self, key: str) -> Count:
        """The count that a record is of."""
        return self._of[key]

    def previous(self, count: Count) -> Count | None:
        """The count before it, from which its movements start."""
        return self._previous.get(count.keys[0])

    def votes(self, count: Count) -> Fraction | None:
        """The votes of one share, as its own record says or the last one before it that does."""
        return self._votes.get(count.keys[0])

    def state(self, party: str, when: Period | None, counted: Counted = "basic") -> State:
        """The counts of a company's classes as of a date; of none, those that are the only ones."""
        lines = self._lines.get((party, counted), {})
        last = {name: _last(line, when) for name, line in lines.items()}
        return State(self, party, when, {name: c for name, c in last.items() if c is not None})

    def of_stake(self, stake: Stake, counted: Counted = "basic") -> State:
        """The counts as of the date of a stake."""
        on = self._date(stake)
        return self.state(stake.investee, None if on is None else parse_period(on), counted)

    def dilutes(self, stake: Stake) -> bool:
        """Whether diluted shares are told as of the date of a stake."""
        counts = self.of_stake(stake).by_class.values()
        records = [record for count in counts for record in count.records]
        return bool(self.of_stake(stake, "diluted").by_class) or any(
            record.options or record.convertibles for record in records
        )

    def later(self, stake: Stake) -> State | None:
        """The last counts of a company, where there are any of a later day than a stake's and its
        investor bought no more of it."""
        if self._bought.get((stake.investor, stake.investee)) != 1:
            return None
        return self.since(stake, None)

    def since(self, stake: Stake, day: Period | None) -> State | None:
        """The counts as of a day, or the last ones, where any of them is of a later day than a
        stake's."""
        on = self._date(stake)
        if on is None:
            return None
        now = self.state(stake.investee, ALWAYS if day is None else day)
        until = max((each.when.first for each in now.by_class.values()), default=date.min)
        return now if until > parse_period(on).last else None

    def after(self, stake: Stake, reader: Reader, counted: Counted) -> tuple[Formula, Warned]:
        """All shares after a purchase, and what is to be said of them; diluted shares are those
        stated so, or those in issue with what options and convertibles bring.

        :raises BadValue: they cannot be told, and why.
        """
        is_stated = self.is_told(stake.investee, counted)
        state = self.of_stake(stake, counted if is_stated else "basic")
        shares = self._after(state, stake, reader)
        if is_stated or counted == "basic":
            return shares, state.stale
        found, warned = _needed(state.diluted(shares, reader), stake.investee)
        return found, (*state.stale, *warned)

    def all_of(
        self, party: str, when: Period, reader: Reader, counted: Counted
    ) -> tuple[Formula, Warned] | None:
        """All shares of a company as of a date, and what is to be said of them; diluted shares are
        those stated so, or those in issue with what options and convertibles bring. ``None`` where
        the book does not count them so by then.

        :raises InputError: they cannot be told, and why.
        """
        is_stated = bool(self.state(party, when, counted).by_class)
        state = self.state(party, when, counted if is_stated else "basic")
        if not state.by_class:
            return None
        shares = state.all_shares(reader)
        if is_stated or counted == "basic":
            return shares, state.stale
        found = state.diluted(shares, reader)
        return None if found is None else (found[0], (*state.stale, *found[1]))

    def receipt_of(self, party: str, when: Period, reader: Reader) -> Figure | None:
        """How many shares of a company one of its receipts stands for, as last told by a date."""
        for count in self.state(party, when).by_class.values():
            for record in count.records:
                if record.ads_ratio:
                    return reader.figure(record.ads_ratio)
        return None

    def before(self, stake: Stake, reader: Reader, counted: Counted) -> Formula:
        """All shares before a purchase of new shares.

        :raises BadValue: they cannot be told, and why.
        """
        is_stated = self.is_told(stake.investee, counted)
        state = self.of_stake(stake, counted if is_stated else "basic")
        shares = self._before(state, stake, reader)
        if is_stated or counted == "basic":
            return shares
        return _needed(state.diluted(shares, reader), stake.investee)[0]

    def earnings(self, party: str, when: Period | None, reader: Reader) -> Quantity | None:
        """The net income of a company's last year that had ended by a date, as reported."""
        if when is None:
            return None
        keys = self._book.accounts.latest(party, "net_income", when.last, is_year=True)
        return reader.figure([c for key in keys for c in self._book.financials[key].amount])

    def _date(self, stake: Stake) -> str | None:
        """The date of a stake, or of the deal that it is a leg of."""
        deal = self._deals.get(stake.deal or "")
        return date_of(stake) or (None if deal is None else deal.closed or deal.dated)

    def _after(self, state: State, stake: Stake, reader: Reader) -> Formula:
        is_unsure = state.is_unsure(stake)
        if stake.shares_are == "secondary" or (state.is_after(stake) and not is_unsure):
            return state.all_shares(reader)
        if stake.shares_are != "primary" or is_unsure:
            return self._perhaps_issued(state.all_shares(reader), stake, reader)
        formula, inputs = state.all_shares(reader)
        for added, more in self._issued(stake, reader):
            formula, inputs = formula + added, {**inputs, **more}
        return formula, inputs

    def _before(self, state: State, stake: Stake, reader: Reader) -> Formula:
        if state.is_unsure(stake):
            raise BadValue(
                date_of(stake) or "",
                f"whether the shares of {stake.investee} are counted before or after the purchase "
                "is not known: give the days of both",
            )
        if not state.is_after(stake):
            return state.all_shares(reader)
        earlier = state.just_before()
        if earlier is not None:
            return earlier.all_shares(reader)
        formula, inputs = state.all_shares(reader)
        for added, more in self._issued(stake, reader):
            formula, inputs = formula - added, {**inputs, **more}
        return formula, inputs

    def _perhaps_issued(self, before: Formula, stake: Stake, reader: Reader) -> Formula:
        """All shares after a purchase of which no source says how many were new, or whether the
        count holds them: with none of them, all, or something between."""
        bought = reader.figure(stake.shares)
        if bought is None:
            raise BadValue(
                stake.shares_are,
                f"the shares of {stake.investee} are counted before the purchase, or nobody knows: "
                "say whether it was of new shares and on which day, or give the count after it",
            )
        added, more = in_shares("bought", bought, reader.figure(stake.ads_ratio))
        return before[0] + Leaf("part") * added, {**before[1], "part": SOME, **more}

    def by_purchases(self, count: Count, reader: Reader) -> Formula | None:
        """The shares of the count before that of a day with the new ones that were bought on it;
        ``None`` where the book tells of none, or no count before the day's issue.

        :raises BadValue: one of the numbers is not known.
        """
        earlier, record = self.previous(count), count.first
        issues = self._issues.get((record.party, record.on), {}).values()
        name = class_key(record.share_class)
        of_class = [s for s in issues if name is None or class_key(s.share_class) in (None, name)]
        if earlier is None or not of_class or record.before or not earlier.first.before:
            return None
        if earlier.first.on != record.on:
            return None
        formula, inputs = shares_of(earlier, self, reader, "shares_before")
        for added, more in self._issued(of_class[0], reader):
            formula, inputs = formula + added, {**inputs, **more}
        return formula, inputs

    def _issued(self, stake: Stake, reader: Reader) -> Iterator[Formula]:
        """The new shares of the day of a purchase: its own, and those of each other buyer."""
        issues = {stake.investor: stake}
        for other in self._issues.get((stake.investee, self._date(stake)), {}).values():
            issues.setdefault(other.investor, other)
        if len(issues) > BUYERS:
            raise BadValue(
                stake.investee,
                f"{len(issues)} buyers of new shares of {stake.investee} on one day: give the "
                "counts before and after it (capital)",
            )
        for number, each in enumerate(issues.values(), start=1):
            bought = reader.figure(each.shares)
            if bought is None:
                raise BadValue(
                    "shares",
                    "how many new shares were bought is not given: the shares before and after the "
                    "purchase cannot both be told",
                )
            name = "issued" if len(issues) == 1 else f"issued_{number}"
            yield in_shares(name, bought, reader.figure(each.ads_ratio))


@dataclass(frozen=True, slots=True)
class State:
    """The counts of a company's classes as of a date; that of all shares is under ``None``."""

    counts: ShareCounts
    party: str
    when: Period | None
    by_class: Mapping[str | None, Count]

    def is_after(self, stake: Stake) -> bool:
        """Whether the shares counted hold those of a purchase on the date: those of its class, or
        of any where it has none, are told of that day."""
        return any(map(self._is_of_the_day, self._counts_after(stake)))

    def is_unsure(self, stake: Stake) -> bool:
        """Whether that is not known: of a purchase without a day, the count may be of before it."""
        counts = [each for each in self._counts_after(stake) if self._is_of_the_day(each)]
        return bool(counts) and all(map(self._may_be_before, counts))

    def _counts_after(self, stake: Stake) -> list[Count]:
        own = class_key(stake.share_class)
        names = [own] if own in self.by_class else list(self.by_class)
        return [self.by_class[name] for name in names if not self.by_class[name].first.before]

    def _may_be_before(self, count: Count) -> bool:
        """Whether a count of the date may be of a day in it that is before the purchase's own."""
        if self.when is None:
            return count.first.on is not None
        return count.when.first > self.when.first or count.when.last < self.when.last

    def just_before(self) -> State | None:
        """The counts before what was issued on the date, where each class has one."""
        found: dict[str | None, Count] = {}
        for name, each in self.by_class.items():
            before: Count | None = each
            if self._is_of_the_day(each) and not each.first.before:
                before = self.counts.previous(each)
                if before is None or not (before.first.before and self._is_of_the_day(before)):
                    return None
            found[name] = before or each
        return State(self.counts, self.party, self.when, found)

    @property
    def stale(self) -> Warned:
        """What is to be said where shares were last counted before the date."""
        last = [each for each in self.by_class.values() if not self._is_of_the_day(each)]
        return tuple(
            f"the shares of {self.party} are those of {each.first.on}: what was issued or bought "
            "back since is not considered"
            for each in last[:1]
        )

    def all_shares(self, reader: Reader) -> Formula:
        """All shares of the company.

        :raises BadValue: they cannot be told, and why.
        """
        return _sum([self.shares(name, reader) for name in self._all()])

    def classes(self, reader: Reader) -> Formula:
        """The shares of all classes that are counted, together.

        :raises BadValue: how many one of them has is not known.
        """
        return _sum([self.shares(name, reader) for name in self.by_class if name is not None])

    def of_class(self, name: str, reader: Reader) -> tuple[Formula, Formula]:
        """The shares of a class, and all shares.

        :raises BadValue: they cannot be told, and why.
        """
        key = class_key(name)
        if key not in self.by_class:
            raise BadValue(
                name,
                f"a share of the {name} is no share of the company: that takes the number of "
                "shares of every class, or of this one and of all (capital)",
            )
        return self.shares(key, reader), self.all_shares(reader)

    def votes(self, reader: Reader) -> Mapping[str | None, tuple[Formula, Fraction]]:
        """The shares of each class, and the votes of one of them; empty where they are not stated
        of every class, or none has any."""
        try:
            found = {
                name: (self.shares(name, reader), self.counts.votes(self.by_class[name]))
                for name in self._all(by_class=True)
            }
        except BadValue:
            return {}
        known = {
            name: (shares, votes) for name, (shares, votes) in found.items() if votes is not None
        }
        is_all = len(known) == len(found) and any(votes for _, votes in known.values())
        return known if is_all else {}

    def shares(self, name: str | None, reader: Reader) -> Formula:
        """The shares of one class.

        :raises BadValue: how many is not known.
        """
        leaf = "all_shares" if name is None else re.sub(r"\W+", "_", f"{name} shares")
        return shares_of(self.by_class[name], self.counts, reader, leaf)

    def diluted(self, basic: Formula, reader: Reader) -> tuple[Formula, Warned] | None:
        """``basic`` shares with those that the options and convertibles of all classes bring, and
        what is to be said of them; ``None`` where there are none.

        :raises CurrencyMismatch: a strike in another currency than the price.
        :raises BadValue: receipts without a ratio.
        """
        counts = [self.by_class[name] for name in self._all()]
        records = [each for count in counts for each in count.records]
        return diluted(basic, records, reader, self.counts.earnings(self.party, self.when, reader))

    def _all(self, *, by_class: bool = False) -> list[str | None]:
        """The names of the counts that are all shares together."""
        if not self.by_class:
            told = f"no capital record counts the shares of {self.party} by then"
            raise BadValue(self.party, told)
        classes = [name for name in self.by_class if name is not None]
        if None in self.by_class and not (by_class and classes):
            return [None]
        if len(classes) > 1 or classes == [ORDINARY]:
            return list(classes)
        only = self.by_class[classes[0]].first.share_class
        raise BadValue(
            str(only),
            f"only the {only} of {self.party} are counted: the number of all shares, or of the "
            "other classes, is needed (capital)",
        )

    def _is_of_the_day(self, count: Count) -> bool:
        return self.when is None or meet(count.when, self.when)


def _sum(parts: Sequence[Formula]) -> Formula:
    inputs: dict[str, Quantity] = {}
    for _, more in parts:
        inputs |= more
    return reduce(Add, (formula for formula, _ in parts)), inputs


def shares_of(count: Count, counts: ShareCounts, reader: Reader, name: str) -> Formula:
    """The shares of a count: as stated, or those of the count before it with what was issued and
    bought back since.

    :raises BadValue: neither is known.
    """
    moves: list[Count] = []
    found: Count | None = count
    while found is not None and not found.claims and _moves(found) and len(moves) < MOST:
        moves.append(found)
        found = counts.previous(found)
    stated = None if found is None else reader.figure(found.claims)
    if found is None or stated is None:
        key = (count if found is None else found).keys[0]
        raise BadValue(key, f"how many shares there are is not stated (capital {key})")
    formula: Formula = in_shares(name, stated, reader.figure(found.first.ads_ratio))
    for number, each in enumerate(reversed(moves), start=1):
        formula = moved(formula, each.first, reader, f"_{number}" if len(moves) > 1 else "")
    return formula


def moved(shares: Formula, record: Capital, reader: Reader, place: str = "") -> Formula:
    """A number of shares with what a record says was issued and bought back since."""
    formula, inputs = shares[0], dict(shares[1])
    ratio = reader.figure(record.ads_ratio)
    for name, claims in (("issued", record.issued), ("bought_back", record.bought_back)):
        number = reader.figure(claims)
        if number is not None:
            change, more = in_shares(f"{name}{place}", number, ratio)
            formula = formula + change if name == "issued" else formula - change
            inputs |= more
    return formula, inputs


def diluted(
    basic: Formula, records: Sequence[Capital], reader: Reader, earnings: Quantity | None
) -> tuple[Formula, Warned] | None:
    """``basic`` shares with those that the records' options and convertibles bring, and what is to
    be said of them; ``None`` where there are none. ``earnings`` are those of a year.

    :raises CurrencyMismatch: a strike in another currency than the price.
    :raises BadValue: receipts without a ratio.
    """
    options: list[tuple[Quantity, Quantity | None]] = []
    convertibles: list[Convertible] = []
    for option in _by_name(records, "options").values():
        number = reader.figure(option.count)
        if number is not None:
            options.append((number, reader.figure(option.strike)))
    for each in _by_name(records, "convertibles").values():
        brings = reader.figure(each.shares)
        principal, price = reader.figure(each.principal), reader.figure(each.conversion_price)
        saves = reader.figure(each.saves)
        if brings is not None:
            convertibles.append(Convertible(brings, saves))
        elif principal is not None and price is not None:
            convertibles.append(Convertible((principal, price), saves))
    if not options and not convertibles:
        return None
    priced = next((each for each in records if each.market_price), records[0])
    market, ratio = reader.figure(priced.market_price), reader.figure(priced.ads_ratio)
    formula, inputs, warned = with_dilution(basic, options, convertibles, market, ratio, earnings)
    return (formula, inputs), warned


def _by_name(records: Sequence[Capital], of: str) -> dict[tuple[str | None, str], Any]:
    """The instruments of several records of a class and day: two of a name are one. Those of two
    classes are told apart."""
    return {
        (class_key(record.share_class), name): each
        for record in reversed(records)
        for name, each in getattr(record, of).items()
    }


def _needed(found: tuple[Formula, Warned] | None, party: str) -> tuple[Formula, Warned]:
    if found is None:
        raise BadValue(party, f"no capital record tells of diluted shares of {party}")
    return found


def _moves(count: Count) -> bool:
    return any(record.issued or record.bought_back for record in count.records)


def _counts(book: Book) -> Iterator[Count]:
    """The counts in the order of their dates, before what was issued on a day first."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for key, record in book.capital.items():
        name = class_key(record.share_class)
        group = record.party, record.counted, name, record.on, record.before
        groups.setdefault(group, []).append(key)
    found = [Count(tuple(keys), tuple(book.capital[k] for k in keys)) for keys in groups.values()]
    yield from sorted(found, key=lambda each: (each.when.first, not each.first.before))


def _last(line: Sequence[Count], when: Period | None) -> Count | None:
    """The last count told by a date; of no date, the only one."""
    if when is None:
        return line[0] if len(line) == 1 else None
    at = bisect_right(line, when.last, key=lambda each: each.when.first)
    return line[at - 1] if at else None
