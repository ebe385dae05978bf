"""The records that proposals are about: those of a book, and new ones.

A record is the same where what tells it from others is the same and the dates do not exclude each
other: the parties of a stake, the product, version and basis of a price, the party, measure and
period of a volume. What a book has already is added to; the rest is drafted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from dealmodel.articles.drafting.names import slug
from dealmodel.articles.drafting.passages import when
from dealmodel.articles.drafting.proposal import Proposal
from dealmodel.errors import DateError, FigureError
from dealmodel.figures.reader import figure
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.book import Book
from dealmodel.records.ids import as_id
from dealmodel.records.record import Record

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "stakes": ("investor", "investee", "on", "announced", "signed", "closed", "shares_are"),
    "deals": ("target", "acquirer", "announced", "signed", "closed"),
    "joint_ventures": ("party", "formed"),
    "prices": ("product", "basis", "on", "seller", "market", "variant"),
    "volumes": ("measure", "party", "product", "period", "launch", "scope"),
    "financials": ("party", "measure", "period", "on", "basis", "scope"),
    "growth": ("of", "over"),
    "ratios": ("of", "to"),
}
"""Section → the keys of a record that its draft repeats, so that it loads by itself."""

_OFFERED = frozenset({"starting", "pre_sale", "launch", "list"})
"""Bases that one price can be on: the cheapest version's, in a pre-sale."""

_NEAR = timedelta(days=31)
_SAME = timedelta(0)
_WORD = re.compile(r"[^\W_]{3,}")


class Entry:
    """A record with what a text adds to it: ``claims`` by the field that they stand in. ``known``
    is the record of the book that it is; ``more`` are keys that a new one gets besides."""

    def __init__(
        self,
        section: str,
        key: str,
        keys: Mapping[str, str],
        period: Period | None = None,
        dated: str = "",
        more: Mapping[str, Any] | None = None,
        known: Record | None = None,
    ) -> None:
        self.section = section
        self.key = key
        self.keys = dict(keys)
        self.period = period
        self.dated = dated
        self.more = dict(more or {})
        self.known = known
        self.claims: dict[tuple[str, ...], list[dict[str, str]]] = {}

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands in a book."""
        if self.section == "parties":
            return ("parties", self.keys["party"], "facts", self.key)
        return (self.section, self.key)

    def record(self) -> dict[str, Any]:
        """The record with the text's claims and nothing else of what a book says in it."""
        found = self._identity()
        for path, claims in self.claims.items():
            here = found
            for key in path[:-1]:
                here = here.setdefault(key, {})
            here[path[-1]] = list(claims)
        if self.section == "joint_ventures":
            found.setdefault("holders", {})
        return found

    def _identity(self) -> dict[str, Any]:
        if self.known is not None:
            names = IDENTITY.get(self.section, ("what", "period", "on"))
            fields = type(self.known).model_fields
            return {
                name: _text(value)
                for name in names
                if name in fields
                and (value := getattr(self.known, name)) is not None
                and value != fields[name].get_default(call_default_factory=True)
            }
        found: dict[str, Any] = {k: v for k, v in self.keys.items() if k != "within"}
        if self.section == "parties":
            del found["party"]
        if self.period is not None and self.dated:
            found[self.dated] = when(self.period)
        return found | self.more


class Entries:
    """The records that a text is about, found or drafted as they are asked for."""

    def __init__(self, book: Book | None) -> None:
        self._book = book
        self._found: dict[tuple[str, ...], list[Entry]] = {}
        self._there: dict[tuple[str, ...], list[Entry]] = {}
        self._taken: dict[tuple[str, ...], set[str]] = {}
        for entry in () if book is None else _entries(book):
            self._there.setdefault(_subject(entry.section, entry.keys), []).append(entry)
            self._taken.setdefault(entry.path[:-1], set()).add(entry.key)

    def __iter__(self) -> Iterator[Entry]:
        for entries in self._found.values():
            yield from entries

    def of(self, proposal: Proposal) -> Entry:
        """The record that a proposal is about."""
        keys = dict(proposal.keys)
        keys |= {name: self.of(each).key for name, each in proposal.of.items()}
        found = self._found.setdefault(_subject(proposal.section, keys), [])
        for entry in found:
            if _is_same(entry, keys, proposal):
                if _is_narrower(proposal.period, entry.period):
                    entry.period = proposal.period
                return entry
        entry = self._known(keys, proposal) or self._drafted(keys, proposal)
        found.append(entry)
        return entry

    def _known(self, keys: dict[str, str], proposal: Proposal) -> Entry | None:
        """The book's record, if it is one of these keys and has no other date."""
        candidates = [
            entry
            for entry in self._there.get(_subject(proposal.section, keys), ())
            if _is_same(entry, keys, proposal)
        ]
        if not candidates or (len(candidates) > 1 and keys.get("basis") == "undeclared"):
            return None
        alike = [each for each in candidates if each.keys.get("basis") == keys.get("basis")]
        candidates = alike or candidates
        dated = [each for each in candidates if each.period is not None]
        return min(dated or candidates, key=lambda each: _length(each.period))

    def _drafted(self, keys: dict[str, str], proposal: Proposal) -> Entry:
        entry = Entry(
            proposal.section,
            _id(proposal.section, keys, proposal.period),
            keys,
            proposal.period,
            proposal.dated,
            proposal.more,
        )
        taken = self._taken.setdefault(entry.path[:-1], set())
        if entry.key in taken and proposal.period is not None:
            entry.key = f"{entry.key}-{as_id(when(proposal.period))}"
        base, number = entry.key, 2
        while entry.key in taken:
            entry.key, number = f"{base}-{number}", number + 1
        taken.add(entry.key)
        return entry


def _entries(book: Book) -> Iterator[Entry]:
    """The records of a book, and the facts of its parties."""
    for section, names in IDENTITY.items():
        for key, record in getattr(book, section).items():
            told = {n: str(v) for n in names if (v := getattr(record, n, None)) not in (None, "")}
            if section == "volumes" and record.within:
                told["within"] = record.within[0].says
            yield Entry(section, key, told, _period(record.dated), known=record)
    for party, record in book.parties.items():
        for key, fact in record.facts.items():
            told = {"party": party, "what": fact.what}
            yield Entry("parties", key, told, _period(fact.period or fact.on), known=fact)


_SUBJECTS = {
    "stakes": ("investor", "investee"),
    "deals": ("target",),
    "joint_ventures": ("party",),
    "prices": ("product",),
    "volumes": ("measure", "party", "product"),
    "financials": ("measure", "party"),
    "growth": ("of",),
    "ratios": ("of", "to"),
    "parties": ("party", "what"),
}
"""The keys that records of one subject have alike, whatever their dates."""


def _subject(section: str, keys: Mapping[str, str]) -> tuple[str, ...]:
    return (section, *(keys.get(name, "").casefold() for name in _SUBJECTS[section]))


def _id(section: str, keys: Mapping[str, str], period: Period | None) -> str:
    of = [] if period is None else [when(period)]
    if section == "stakes":
        parts = [keys["investor"], "in", keys["investee"]]
    elif section == "deals":
        parts = [keys["acquirer"], "for", keys["target"]]
    elif section == "joint_ventures":
        parts = [keys["party"]]
    elif section == "prices":
        parts = [keys["product"], keys.get("variant", ""), keys["basis"]]
    elif section == "growth":
        parts = [keys["of"]]
    elif section == "ratios":
        parts = [keys["of"], "to", keys["to"]]
    elif section == "parties":
        parts = [keys["what"]]
    else:
        whose = keys.get("product") or keys.get("party", "")
        parts = [whose, keys["measure"], keys.get("scope", ""), *of]
        if "within" in keys:
            parts += ["first", keys["within"]]
    return slug(" ".join(filter(None, parts)))[:100].strip("-")


def _is_same(entry: Entry, keys: Mapping[str, str], proposal: Proposal) -> bool:
    """Whether a record of the same subject is the one that a proposal is about."""
    told, section = entry.keys, proposal.section
    if section == "prices":
        return _is_same_price(entry, keys, proposal.period)
    if section in ("volumes", "financials"):
        return (
            told.get("scope", "group") == keys.get("scope", "group")
            and told.get("basis", "reported") == keys.get("basis", "reported")
            and _is_same_length(told.get("within"), keys.get("within"))
            and _days(entry.period) == _days(proposal.period)
        )
    if section == "deals":
        buyer = told.get("acquirer") in (None, keys["acquirer"])
        return buyer and _overlap(entry.period, proposal.period, _NEAR)
    return section == "joint_ventures" or _overlap(entry.period, proposal.period, _SAME)


def _is_same_price(entry: Entry, keys: Mapping[str, str], period: Period | None) -> bool:
    told = entry.keys
    bases = {told["basis"], keys["basis"]}
    if len(bases) > 1 and keys["basis"] != "undeclared" and not bases <= _OFFERED:
        return False
    versions = [set(_WORD.findall(each.get("variant", "").lower())) for each in (told, keys)]
    if any(versions) and not versions[0] & versions[1]:
        return False
    return _overlap(entry.period, period, _NEAR)


def _is_same_length(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    try:
        values = [figure(re.sub(r"^\w+\s(?=\d)", "", each)).value for each in (one, other)]
    except FigureError:
        return one == other
    return values[0] == values[1]


def _overlap(one: Period | None, other: Period | None, apart: timedelta) -> bool:
    if one is None or other is None:
        return True
    return one.first <= other.last + apart and other.first <= one.last + apart


def _is_narrower(one: Period | None, other: Period | None) -> bool:
    return one is not None and (other is None or _length(one) < _length(other))


def _length(period: Period | None) -> timedelta:
    return timedelta.max if period is None else period.last - period.first


def _days(period: Period | None) -> object:
    return None if period is None else period.days


def _period(text: str | None) -> Period | None:
    if text is None:
        return None
    try:
        return parse_period(text)
    except DateError:
        return None


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value
