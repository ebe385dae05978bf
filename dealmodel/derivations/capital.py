"""What follows from numbers of shares: what is stated of them, the count by what was issued and
bought back beside the one that is stated, diluted shares, market value, the votes of a class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from dealmodel.calculators.capital import of_shares, worth
from dealmodel.calculators.holding_dates import when_of
from dealmodel.calculators.share_classes import class_key, in_words
from dealmodel.calculators.share_counts import Count, Reader, diluted, moved, shares_of
from dealmodel.dataclass import replace
from dealmodel.derivations.answers import Derived, Item, Printed, Refused
from dealmodel.derivations.kind import Kind, every_statement
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.errors import InputError
from dealmodel.formulas.expression import Add, Constant
from dealmodel.formulas.result import Result, evaluate
from dealmodel.records.book import Book
from dealmodel.records.capital import Capital
from dealmodel.records.claim import Claim
from dealmodel.records.naming import name_of

EXAMPLE = """# Capital: how many shares a company has, after what was issued on the day.
capital:
  kestrel-2024:
    party: kestrel
    on: 2024-03-01
    class: ordinary # left out: all shares
    counted: basic # or diluted
    shares: {says: "40,000,000 shares", source: ledger-2024-03-15}
    votes_per_share: "1"
"""


def of_capital(subject: str, record: Capital, setting: Setting) -> Iterator[Item | Refused]:
    """Everything that sources state of the shares, and what follows from it."""
    yield from every_statement(subject, record, setting)
    count = setting.counts.count(subject.partition(".")[2])
    found = moved_to(count, setting) if record is count.first else None
    if found is not None:
        beside = tuple(Printed(each) for each in setting.figures(record.shares))
        yield Derived(subject, found, beside)
    for source in _sources(record.shares):
        try:
            yield from _of_source(subject, record, count, setting, setting.reader(source))
        except InputError as error:
            yield Refused(subject, error)


def moved_to(count: Count, setting: Setting) -> Result | None:
    """The shares by those counted before, with what was issued and bought back since; ``None``
    where the book does not tell."""
    earlier = setting.counts.previous(count)
    changes = (*count.first.issued, *count.first.bought_back)
    if earlier is None or not changes:
        return None
    reader = setting.reader(changes[0].source)
    try:
        before = shares_of(earlier, setting.counts, reader, "shares_before")
        return of_shares("shares_from_changes", *moved(before, count.first, reader))
    except InputError:
        return None


def _of_source(
    subject: str, record: Capital, count: Count, setting: Setting, reader: Reader
) -> Iterator[Item | Refused]:
    shares = shares_of(count, setting.counts, reader, "shares")
    found = None
    if record.counted == "basic":
        when = None if record.on is None else when_of(record.on)
        earnings = setting.counts.earnings(record.party, when, reader)
        found = diluted(shares, [record], reader, earnings)
    if found is not None:
        whole, warned = found
        result = of_shares("diluted_shares", *whole, warned)
        yield Derived(subject, result, _stated_beside(record, setting))
    market, ratio = reader.figure(record.market_price), reader.figure(record.ads_ratio)
    if market is not None:
        values = (
            [(record.counted, shares, ())]
            if found is None
            else [("basic", shares, ()), ("diluted", *found)]
        )
        for counted, number, warned in values:
            result = worth("market_value", market, number, ratio, warned)
            details = {"counted": counted, "class": record.share_class}
            told = replace(result, details=details)
            yield Derived(subject, told)
            yield from in_other_currencies(subject, told, record, setting)
    yield from _votes(subject, record, setting, reader)


def _stated_beside(record: Capital, setting: Setting) -> tuple[Printed, ...]:
    """The diluted count of the same day and class that is stated."""
    state = setting.counts.state(record.party, when_of(record.on), "diluted")
    other = state.by_class.get(class_key(record.share_class))
    if other is None or other.first.on != record.on:
        return ()
    return tuple(Printed(each) for each in setting.figures(other.claims))


def _votes(subject: str, record: Capital, setting: Setting, reader: Reader) -> Iterator[Derived]:
    """The part of the votes that the shares of a class have."""
    name = class_key(record.share_class)
    state = setting.counts.state(record.party, when_of(record.on))
    votes = state.votes(reader)
    if len(votes) < 2 or name not in votes or record not in state.by_class[name].records:
        return
    formulas = {
        key: (shares[0] * Constant(each), shares[1]) for key, (shares, each) in votes.items()
    }
    inputs = {leaf: q for _, named in formulas.values() for leaf, q in named.items()}
    whole = reduce(Add, (formula for formula, _ in formulas.values()))
    found = evaluate("votes_of_class", formulas[name][0] / whole, inputs)
    details = {"class": record.share_class, "votes_per_share": record.votes_per_share}
    yield Derived(subject, replace(found, kind="share", details=details))


def _sources(claims: Sequence[Claim]) -> list[str | None]:
    return list(dict.fromkeys(claim.source for claim in claims)) or [None]


def _described(_: str, capital: Capital, book: Book) -> str:
    what = in_words(capital.share_class) if capital.share_class else "shares"
    diluted = "diluted " if capital.counted == "diluted" else ""
    title = f"{name_of(capital.party, book)}: {diluted}{what}"
    return f"{title}, {capital.on}" if capital.on else title


KIND = Kind("capital", Capital, "Capital", describe=_described, derive=of_capital, example=EXAMPLE)
