"""The periods of one thing in a book, in order: which make up which, and which can be compared.

Vocabulary: a *series* is what a book has of one party (or product), measure, scope and basis; an
*entry* is what its records state of the same days. Entries *tile* a longer period where each begins
on the day after another ends, with nothing left over.

Policy: overlapping periods are never added, nor is what is of a day, as debt is. Where several ways
tile a whole, the one of the longest parts is told. A whole that no record is about is told too,
where it is a quarter, a half or a year of the calendar. Growth is between neighbours of one length
and over the same period a year before, not between all pairs, so that the cost grows with the
records.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from dealmodel.dataclass import dataclass, field
from dealmodel.errors import BasisMismatch
from dealmodel.rates.period import Period, moved, parse_period, spanning, year_before
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.financial import Financial
from dealmodel.records.volume import Volume

T = TypeVar("T")

Measured = Volume | Financial
Days = tuple[date, date]

_TRIED = 400
"""So many parts of one whole are looked at before it is given up."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a book states of the same days: the records by their subjects."""

    period: Period
    records: tuple[tuple[str, Measured], ...]

    @property
    def subject(self) -> str:
        """The record that answers about the days are told of."""
        return self.records[0][0]

    @property
    def claims(self) -> Sequence[Claim]:
        return [claim for _, record in self.records for claim in claims_of(record)]


@dataclass(frozen=True, slots=True)
class Whole:
    """A period, or a total, that entries make up. ``subject`` is the record that it is told of;
    ``total`` what the book states of it. ``missing`` is the one period that they leave open.
    ``is_declared``: the book itself names the parts."""

    subject: str
    period: Period
    parts: tuple[Entry, ...]
    total: Entry | None = None
    missing: Period | None = None
    is_declared: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """Two entries of one length, ``before`` the earlier one."""

    before: Entry
    now: Entry
    is_year_on_year: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last of at least three years in a row of one calendar."""

    first: Entry
    last: Entry
    years: int


@dataclass(frozen=True, slots=True)
class Series:
    """The entries of one thing by their days."""

    entries: dict[Days, Entry] = field(default_factory=dict)
    is_flow: bool = True
    _starting: dict[date, list[Entry]] = field(default_factory=dict)
    _ending: dict[date, list[Entry]] = field(default_factory=dict)

    @staticmethod
    def of(records: Sequence[tuple[str, Measured]]) -> Series:
        """The series of records with a date."""
        grouped: dict[Days, list[tuple[str, Measured]]] = {}
        periods: dict[Days, Period] = {}
        for subject, record in records:
            period = parse_period(record.dated or "")
            periods.setdefault(period.days, period)
            grouped.setdefault(period.days, []).append((subject, record))
        found = Series(is_flow=all(record.period is not None for _, record in records))
        for days in sorted(grouped, key=lambda each: (each[0], -each[1].toordinal())):
            entry = Entry(periods[days], tuple(grouped[days]))
            found.entries[days] = entry
            if entry.claims:
                found._starting.setdefault(days[0], []).append(entry)
                found._ending.setdefault(days[1], []).append(entry)
        return found

    @property
    def stated(self) -> Iterator[Entry]:
        """The entries that something is stated of, in order."""
        return (each for group in self._starting.values() for each in group)

    def tiles(self, whole: Period) -> tuple[Entry, ...]:
        """Entries that exactly make up the days of ``whole``, shorter than it; nothing where there
        are none."""
        trail: list[tuple[date, Iterator[Entry]]] = []
        taken: list[Entry] = []
        seen = {whole.first}
        trail.append((whole.first, self._within(whole.first, whole)))
        for _ in range(_TRIED):
            if not trail:
                break
            entry = next(trail[-1][1], None)
            if entry is None:
                trail.pop()
                if taken:
                    taken.pop()
                continue
            if entry.period.last == whole.last:
                return (*taken, entry)
            following = entry.period.last + _DAY
            if following not in seen:
                seen.add(following)
                taken.append(entry)
                trail.append((following, self._within(following, whole)))
        return ()

    def _within(self, first: date, whole: Period) -> Iterator[Entry]:
        """The entries that begin on ``first`` and end within ``whole``, the longest first."""
        group = self._starting.get(first, ())
        at = bisect_left(group, -whole.last.toordinal(), key=_end)
        return (group[i] for i in range(at, len(group)) if group[i].period.days != whole.days)

    def all_but_one(self, whole: Period) -> tuple[tuple[Entry, ...], Period] | None:
        """Entries that make up ``whole`` but for one month, quarter, half or year, and that."""
        found: list[Entry] = []
        first, last = whole.first, whole.last
        while first <= last and (entry := next(self._within(first, whole), None)):
            found.append(entry)
            first = moved(entry.period.last, _DAY)
            if len(found) > _TRIED:
                return None
        after: list[Entry] = []
        while first <= last and (entry := self._longest_to(last, first, whole)):
            after.insert(0, entry)
            last = moved(entry.period.first, -_DAY)
            if len(after) > _TRIED:
                return None
        if first > last or not (found or after):
            return None
        missing = spanning(first, last)
        missing = self.entries[missing.days].period if missing.days in self.entries else missing
        return ((*found, *after), missing) if missing.months in (1, 3, 6, 12) else None

    def _longest_to(self, last: date, first: date, whole: Period) -> Entry | None:
        """The longest entry that ends on ``last`` and does not begin before ``first``."""
        group = self._ending.get(last, ())
        at = bisect_left(group, first, key=lambda each: each.period.first)
        fitting = (group[i] for i in range(at, len(group)))
        return next((each for each in fitting if each.period.days != whole.days), None)

    def wholes(self) -> Iterator[Whole]:
        """Everything that entries make up, or make up but for one; nothing of what is of a day."""
        if not self.is_flow:
            return
        for entry in self.entries.values():
            parts = self.tiles(entry.period)
            if parts:
                yield Whole(entry.subject, entry.period, parts, entry)
            elif entry.claims and (rest := self.all_but_one(entry.period)):
                parts, missing = rest
                own = self.entries.get(missing.days)
                subject = entry.subject if own is None else own.subject
                yield Whole(subject, entry.period, parts, entry, missing)
        untold: dict[Days, Period] = {}
        for entry in self.stated:
            for whole in _longer(entry):
                if whole.days not in self.entries:
                    untold[whole.days] = whole
        for whole in untold.values():
            parts = self.tiles(whole)
            if parts:
                yield Whole(parts[-1].subject, whole, parts)

    def changes(self) -> Iterator[Change]:
        """Each entry beside the one before it, of the same length, and that of the year before."""
        for now in self.stated:
            adjacent = self._ending.get(moved(now.period.first, -_DAY), ())
            before = next((each for each in adjacent if comparable(each.period, now.period)), None)
            earlier = year_before(now.period)
            yearly = None if earlier is None else self.entries.get(earlier.days)
            if self.is_flow and before is not None and before is not yearly:
                yield Change(before, now, is_year_on_year=False)
            if yearly is not None and yearly.claims:
                yield Change(yearly, now, is_year_on_year=True)

    def spans(self) -> Iterator[Span]:
        """The first and last year of each calendar, where others lie between."""
        calendars: dict[tuple[int, int], list[Entry]] = {}
        for entry in self.stated if self.is_flow else ():
            if entry.period.months == 12:
                start = entry.period.first
                calendars.setdefault((start.month, start.day), []).append(entry)
        for years in calendars.values():
            first, last = years[0], years[-1]
            count = last.period.first.year - first.period.first.year
            if count > 1:
                yield Span(first, last, count)

    def overlapping(self) -> Iterator[tuple[Entry, Entry]]:
        """Years that share days with the next one, without being the same."""
        years = [each for each in self.stated if self.is_flow and each.period.months == 12]
        for left, right in pairwise(years):
            if right.period.first <= left.period.last:
                yield left, right


def comparable(left: Period, right: Period) -> bool:
    """Whether two periods are of one length: as many whole months, or as many days.

    >>> comparable(parse_period("2024-Q1"), parse_period("2024-Q2"))
    True
    >>> comparable(parse_period("2024-Q1"), parse_period("2024"))
    False
    """
    if left.months is not None or right.months is not None:
        return left.months == right.months
    return left.last - left.first == right.last - right.first


def _end(entry: Entry) -> int:
    return -entry.period.last.toordinal()


def _longer(entry: Entry) -> Iterator[Period]:
    """The quarter, half and years that end with the entry and are longer than it."""
    months = entry.period.months
    last = entry.period.last
    if months is None:
        return
    for length in (3, 6, 12):
        if months < length and last.month % length == 0:
            start = date(last.year, last.month - length + 1, 1)
            yield Period(spanning(start, last).text, start, last)


def claims_of(record: Measured) -> Sequence[Claim]:
    """What sources state of the record's amount."""
    return record.count if isinstance(record, Volume) else record.amount


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of each subject of a book: what makes it up, how it changed."""

    wholes: Mapping[str, Sequence[Whole]]
    changes: Mapping[str, Sequence[Change]]
    spans: Mapping[str, Sequence[Span]]
    entries: Mapping[str, Entry]
    series: Mapping[tuple[object, ...], Series]

    def at(self, like: Measured, period: Period) -> Entry | None:
        """What the book states of the thing that ``like`` is of in another period."""
        series = self.series.get(_thing(like))
        return None if series is None else series.entries.get(period.days)


def told(book: Book) -> Told:
    """Every series of the book, read once."""
    groups: dict[tuple[object, ...], list[tuple[str, Measured]]] = {}
    for section, records in (("volumes", book.volumes), ("financials", book.financials)):
        for key, record in records.items():
            if record.period is not None or isinstance(record, Financial):
                groups.setdefault(_thing(record), []).append((f"{section}.{key}", record))
    found = {thing: Series.of(group) for thing, group in groups.items()}
    series = found.values()
    wholes = [*(each for one in series for each in one.wholes()), *_declared(book)]
    return Told(
        _by(wholes, lambda each: each.subject),
        _by((c for one in series for c in one.changes()), lambda each: each.now.subject),
        _by((s for one in series for s in one.spans()), lambda each: each.last.subject),
        {
            subject: entry
            for one in series
            for entry in one.entries.values()
            for subject, _ in entry.records
        },
        found,
    )


def _thing(record: Measured) -> tuple[object, ...]:
    """What tells that two records are about one thing at two times."""
    if isinstance(record, Volume):
        return "volume", record.party, record.product, record.measure, record.scope
    return "financial", record.party, record.measure, record.scope, record.basis


def _declared(book: Book) -> Iterator[Whole]:
    """The totals whose parts the book names."""
    for section, records in (("volumes", book.volumes), ("financials", book.financials)):
        for key, record in records.items():
            if record.parts:
                parts = [(f"{section}.{part}", records[part]) for part in record.parts]
                yield Whole(
                    f"{section}.{key}",
                    _period_of(record),
                    tuple(Entry(_period_of(part), ((subject, part),)) for subject, part in parts),
                    Entry(_period_of(record), ((f"{section}.{key}", record),)),
                    is_declared=True,
                )


def mismatch(whole: Whole) -> BasisMismatch | None:
    """Why the parts do not make up their total: one of them is of another measure, basis or
    period, or the total itself. Periods of one series never differ so."""
    if whole.total is None or not whole.is_declared:
        return None
    [(key, total)] = whole.total.records
    differences = []
    for entry in whole.parts:
        [(part_key, part)] = entry.records
        if part_key == key:
            differences.append(f"{key} is a part of itself")
        differences += [
            f"{part_key} is of {own}, {key} of {other}"
            for own, other in zip(_kind(part), _kind(total), strict=True)
            if own != other
        ]
    if not differences:
        return None
    return BasisMismatch(differences, f"parts of another kind: {'; '.join(differences)}")


def _kind(record: Measured) -> tuple[str, ...]:
    basis = record.basis if isinstance(record, Financial) else ""
    period = spanning(*_period_of(record).days).text
    return record.measure, basis, period


def _period_of(record: Measured) -> Period:
    return parse_period(record.dated or "0001")


def _by(items: Iterable[T], subject: Callable[[T], str]) -> Mapping[str, Sequence[T]]:
    found: dict[str, list[T]] = {}
    for each in items:
        found.setdefault(subject(each), []).append(each)
    return found


def together(
    told_by: Sequence[Sequence[T]], source: Callable[[T], str | None]
) -> list[tuple[T, ...]]:
    """What goes together, one of each: that of every source that gives all; where none does, the
    first of each, so that the answer names its sources."""
    if not all(told_by):
        return []
    by_source = [{source(each): each for each in reversed(group)} for group in told_by]
    names = [name for name in dict.fromkeys(map(source, told_by[0])) if name is not None]
    own = [
        tuple(group[name] for group in by_source)
        for name in names
        if all(name in group for group in by_source)
    ]
    return own or [tuple(group[0] for group in told_by)]
