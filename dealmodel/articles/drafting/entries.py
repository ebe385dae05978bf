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
from dealmodel.records.book import SECTIONS, Book
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
        self._found: list[Entry] = []

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._found)

    def of(self, proposal: Proposal) -> Entry:
        """The record that a proposal is about."""
        keys = dict(proposal.keys)
        resting = {name: self.of(each) for name, each in proposal.of.items()}
        keys |= {name: entry.key for name, entry in resting.items()}
        for entry in self._found:
            if entry.section == proposal.section and _is_same(entry, keys, proposal):
                if _is_narrower(proposal.period, entry.period):
                    entry.period = proposal.period
                return entry
        known = self._known(keys, proposal)
        entry = known or Entry(
            proposal.section,
            self._new_id(proposal, keys),
            keys,
            proposal.period,
            proposal.dated,
            dict(proposal.more),
        )
        self._found.append(entry)
        return entry

    def _known(self, keys: dict[str, str], proposal: Proposal) -> Entry | None:
        """The book's record, if it is one of these keys and has no other date."""
        if self._book is None:
            return None
        candidates = [
            entry
            for entry in self._in_book(proposal.section, keys)
            if _is_same(entry, keys, proposal)
        ]
        if not candidates or (len(candidates) > 1 and keys.get("basis") == "undeclared"):
            return None
        alike = [each for each in candidates if each.keys.get("basis") == keys.get("basis")]
        candidates = alike or candidates
        dated = [each for each in candidates if each.period is not None]
        return min(dated or candidates, key=lambda each: _length(each.period))

    def _in_book(self, section: str, keys: dict[str, str]) -> Iterator[Entry]:
        assert self._book is not None
        if section == "parties":
            party = self._book.parties.get(keys["party"])
            for key, fact in (party.facts if party is not None else {}).items():
                period = _period(fact.period or fact.on)
                told = {"party": keys["party"], "what": fact.what}
                yield Entry(section, key, told, period, known=fact)
            return
        for key, record in getattr(self._book, section).items():
            names = IDENTITY[section]
            told = {n: str(v) for n in names if (v := getattr(record, n, None)) not in (None, "")}
            if section == "volumes" and record.within:
                told["within"] = record.within[0].says
            yield Entry(section, key, told, _period(record.dated), known=record)

    def _new_id(self, proposal: Proposal, keys: dict[str, str]) -> str:
        taken = {
            each.key
            for each in self._found
            if each.section == proposal.section
            and (each.section != "parties" or each.keys["party"] == keys["party"])
        }
        if self._book is not None and proposal.section in SECTIONS:
            if proposal.section == "parties":
                party = self._book.parties.get(keys["party"])
                taken |= set(party.facts) if party is not None else set()
            else:
                taken |= set(getattr(self._book, proposal.section))
        base = _id(proposal.section, keys, proposal.period)
        found, number = base, 2
        if found in taken and proposal.period is not None:
            found = f"{base}-{as_id(when(proposal.period))}"
        while found in taken:
            found, number = f"{base}-{number}", number + 1
        return found


def _id(section: str, keys: dict[str, str], period: Period | None) -> str:
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


def _is_same(entry: Entry, keys: dict[str, str], proposal: Proposal) -> bool:
    section = proposal.section
    told = entry.keys
    if section == "prices":
        return _is_same_price(entry, keys, proposal.period)
    if section == "volumes":
        return (
            all(told.get(name) == keys.get(name) for name in ("measure", "party", "product"))
            and told.get("scope", "group") == keys.get("scope", "group")
            and _is_same_length(told.get("within"), keys.get("within"))
            and _days(entry.period) == _days(proposal.period)
        )
    if section == "financials":
        alike = all(told.get(name) == keys.get(name) for name in ("party", "measure"))
        same_basis = told.get("basis", "reported") == keys.get("basis", "reported")
        return alike and same_basis and _days(entry.period) == _days(proposal.period)
    if section == "deals":
        buyer = told.get("acquirer") in (None, keys["acquirer"])
        return buyer and told["target"] == keys["target"] and _meet(entry, proposal, _NEAR)
    names = {
        "stakes": ("investor", "investee"),
        "joint_ventures": ("party",),
        "growth": ("of",),
        "ratios": ("of", "to"),
        "parties": ("party", "what"),
    }[section]
    alike = all(told.get(n, "").casefold() == keys.get(n, "").casefold() for n in names)
    return alike and (section == "joint_ventures" or _meet(entry, proposal))


def _is_same_price(entry: Entry, keys: dict[str, str], period: Period | None) -> bool:
    told = entry.keys
    if told["product"].casefold() != keys["product"].casefold():
        return False
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


def _meet(entry: Entry, proposal: Proposal, apart: timedelta = timedelta(0)) -> bool:
    return _overlap(entry.period, proposal.period, apart)


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
