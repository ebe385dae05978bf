"""A book filled with what statements of others say.

Records of parties that share an official identifier are one party, as the standard has it, and so
are the statements of one record: the last decides, earlier names become aliases. Ids are made from
names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dealmodel.books.bods.annotations import foreign
from dealmodel.books.bods.kept import MARK, RELATIONSHIP, fact_id, kept_note
from dealmodel.books.bods.others import End, Other, relation
from dealmodel.books.bods.parties import UNNAMED, party_data
from dealmodel.books.bods.reading import Statement
from dealmodel.books.bods.remainder import Data
from dealmodel.books.bods.sources import source_data
from dealmodel.books.bods.standard import RELATIONSHIP as RELATIONSHIP_SHAPE
from dealmodel.books.bods.standard import STATEMENT
from dealmodel.books.bods.stints import Declared, side_by_side, stints
from dealmodel.books.json_writing import json_text
from dealmodel.records.ids import as_id

_LONGEST_ID = 80
_LISTED = 5
_NOT_KEPT = (
    "ids of statements and records, declaration subjects and times of day are not kept, since a "
    "book has ids of its own"
)


@dataclass(slots=True)
class Filling:
    """A book's data, to which statements are added. ``parties`` are the ids of the parties that
    records are on, ``before`` what a book said of some of those."""

    data: Data
    parties: dict[str, str] = field(default_factory=dict)
    before: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    _told: dict[str, list[str]] = field(default_factory=dict, init=False)
    _sources: dict[str, str] = field(default_factory=dict, init=False)
    _closed: dict[str, str] = field(default_factory=dict, init=False)

    @property
    def warnings(self) -> list[str]:
        """What is held otherwise than the statements have it, or not at all."""
        return [f"{_listed(about)}: {message}" for message, about in self._told.items()]

    def add(self, statements: Sequence[Statement]) -> None:
        """Take in what statements say."""
        people = [each for each in statements if each.kind != "relationship"]
        for cluster in _clusters(people):
            self._add_party(sorted(cluster, key=lambda each: each.moment))
        series: dict[Any, list[Statement]] = {}
        for each in statements:
            if each.kind == "relationship":
                ends = (each.details["interestedParty"], each.details["subject"])
                series.setdefault((each.record, repr(ends)), []).append(each)
        names = self._component_names(statements)
        for several in series.values():
            self._add_relationship(sorted(several, key=lambda each: each.moment), names)
        if statements:
            self.tell(_NOT_KEPT, f"{len(statements)} statement{'s' * (len(statements) > 1)}")

    def tell(self, message: str, about: str) -> None:
        """Warn of something; what is said of several is one warning."""
        self._told.setdefault(message, []).append(about)

    def _add_party(self, cluster: Sequence[Statement]) -> None:
        *earlier, last = cluster
        data = party_data(last.kind, last.details, self._source(last))
        _add_aliases(data, [party_data(each.kind, each.details, "") for each in earlier])
        note = kept_note({**_extras(last), **({"closed": last.day} if last.is_closed else {})})
        data |= {"note": note} if note else {}
        ids = [self.parties[each.record] for each in cluster if each.record in self.parties]
        key = ids[0] if ids else self._new_id("parties", data["name"], last.record)
        parties = self.data.setdefault("parties", {})
        parties[key] = _with_what_it_had(data, self.before.get(key, {}))
        self.parties |= {each.record: key for each in cluster}
        if last.is_closed:
            self._closed |= {each.record: last.day for each in cluster}
        self._tell_of_cluster(cluster, data["name"])

    def _tell_of_cluster(self, cluster: Sequence[Statement], name: str) -> None:
        records = {each.record for each in cluster}
        if len(records) > 1:
            self.tell("several records with one official identifier are one party", name)
        replaced = {
            key
            for each in cluster
            for key, value in each.details.items()
            if key not in ("isComponent", "name", "names", "alternateNames")
            and value != cluster[-1].details.get(key)
        }
        if replaced:
            keys = ", ".join(sorted(replaced))
            self.tell(f"of {keys} only what the last statement says is kept", name)

    def _add_relationship(
        self, series: Sequence[Statement], names: Mapping[str, Sequence[str]]
    ) -> None:
        investor = self._end(series[-1].details["interestedParty"])
        investee = self._end(series[-1].details["subject"])
        declared = [Declared(each, self._source(each), _extras(each)) for each in series]
        is_specified = isinstance(investor, str) and isinstance(investee, str)
        if isinstance(investor, str) and isinstance(investee, str):
            stakes = self.data.setdefault("stakes", {})
            for stint in stints(declared):
                key = self._new_id("stakes", f"{investor}-in-{investee}", "stake")
                stakes[key] = stint.to_data(investor, investee)
            self._tell_of_holding(f"{investor} in {investee}", declared)
            self._tell_of_closed(series[-1], f"{investor} in {investee}")
        for each in declared:
            interests = each.others if is_specified else each.interests
            if interests:
                self._keep(each, investor, investee, interests, names)

    def _tell_of_closed(self, last: Statement, pair: str) -> None:
        """Tell of a holding that goes on by its own record while that of one of its ends is
        closed."""
        ends = (last.details["interestedParty"], last.details["subject"])
        closed = [self._closed[end] for end in ends if isinstance(end, str) and end in self._closed]
        if closed and not last.is_closed:
            self.tell(
                f"goes on, though the record of one of the two was closed on {closed[0]}", pair
            )

    def _tell_of_holding(self, pair: str, declared: Sequence[Declared]) -> None:
        direct = [interest for each in declared for interest in each.direct]
        if any(each.get("directOrIndirect") != "direct" for each in direct):
            message = "not said to be direct: it counts where no chain of holdings leads there"
            self.tell(message, pair)
        if any(map(side_by_side, declared)):
            self.tell(
                "several interests of one type stand side by side, as claims on one holding; if "
                "they are of different shares, write their sum",
                pair,
            )

    def _keep(
        self,
        declared: Declared,
        investor: End,
        investee: End,
        interests: Sequence[Mapping[str, Any]],
        names: Mapping[str, Sequence[str]],
    ) -> None:
        """Keep what is no direct holding as a claim of a fact on the party held."""
        owner = next((end for end in (investee, investor) if isinstance(end, str)), None)
        if owner is None:
            message = "neither who holds nor what is held is specified, so that it is not kept"
            self.tell(message, f"statement {declared.statement.id}")
            return
        components = [
            name
            for record in declared.statement.details.get("componentRecords", ())
            for name in names.get(record, ())
        ]
        told = [each for each in interests if each]
        other = Other(investee, investor, told, components, declared.statement.is_closed)
        facts = self.data["parties"][owner].setdefault("facts", {})
        fact = facts.setdefault(fact_id("relationship"), {"what": RELATIONSHIP, "text": []})
        note = kept_note(declared.extras)
        claim = {
            "says": other.to_text(),
            "source": declared.source,
            "on": declared.statement.day,
            **({"note": note} if note else {}),
        }
        fact["text"].append(claim)

    def _component_names(self, statements: Iterable[Statement]) -> dict[str, list[str]]:
        """What a record is called among components: a party, or a relationship of two."""
        names = {record: [key] for record, key in self.parties.items()}
        for each in statements:
            if each.kind == "relationship":
                ends = [self._end(each.details[key]) for key in ("interestedParty", "subject")]
                holder, held = ends
                if isinstance(holder, str) and isinstance(held, str):
                    names[each.record] = [relation(holder, held)]
        return names

    def _end(self, given: End) -> End:
        """A party's id, or the unspecified record as it stands."""
        return self.parties[given] if isinstance(given, str) else given

    def _source(self, statement: Statement) -> str:
        """The id of the source that a statement names."""
        data = source_data(statement.data)
        content = json_text(data, indent=False)
        if content not in self._sources:
            named = f"{data['publisher']} {data.get('published', '')}"
            key = self._sources[content] = self._new_id("sources", named, "source")
            self.data.setdefault("sources", {})[key] = data
        return self._sources[content]

    def _new_id(self, section: str, name: str, fallback: str) -> str:
        taken = self.data.get(section, {})
        wanted = as_id(name)[:_LONGEST_ID].strip("-") or as_id(fallback)[:_LONGEST_ID].strip("-")
        wanted = wanted or "unnamed"
        key, number = wanted, 1
        while key in taken:
            number += 1
            key = f"{wanted}-{number}"
        return key


def _add_aliases(data: Data, earlier: Iterable[Mapping[str, Any]]) -> None:
    """Put the names that a party had earlier beside the one that it has."""
    for before in earlier:
        known = [data["name"], *data.get("aliases", ()), *UNNAMED.values()]
        names = dict.fromkeys([before["name"], *before.get("aliases", ())])
        new = [name for name in names if name not in known]
        if new:
            data["aliases"] = [*data.get("aliases", ()), *new]


def _with_what_it_had(data: Data, before: Mapping[str, Any]) -> Data:
    """A party with what a book said of it before and the standard has no key for."""
    had = {key: before[key] for key in ("brand_of", "speaks_for", "note") if key in before}
    facts = before.get("facts", {})
    own = {key: fact for key, fact in facts.items() if not _is_derived(fact)}
    facts = {**own, **data.get("facts", {})}
    return {**had, **data, **({"facts": facts} if facts else {})}


def _is_derived(fact: Any) -> bool:
    what = fact.get("what", "") if isinstance(fact, Mapping) else ""
    return isinstance(what, str) and what.startswith(MARK) and what != RELATIONSHIP


def _clusters(statements: Iterable[Statement]) -> list[list[Statement]]:
    """Statements on one party each: of one record, or with one official identifier."""
    clusters: list[list[Statement]] = []
    known: dict[Any, list[Statement]] = {}
    for each in statements:
        names = [(each.kind, each.record), *_identifiers(each)]
        cluster = next((known[name] for name in names if name in known), None)
        if cluster is None:
            cluster = []
            clusters.append(cluster)
        cluster.append(each)
        for name in names:
            known.setdefault(name, cluster)
    return clusters


def _identifiers(statement: Statement) -> list[tuple[str, str, str]]:
    return [
        (statement.kind, each["scheme"], each["id"])
        for each in statement.details.get("identifiers", ())
        if each.get("scheme") and each.get("id")
    ]


def _extras(statement: Statement) -> dict[str, Any]:
    """What a statement says beside its record and source that a book has no key for."""
    unknown = {
        key: value
        for key, value in statement.data.items()
        if key not in STATEMENT.keys and key != "recordDetails"
    }
    if statement.kind == "relationship":
        unknown |= {
            key: value
            for key, value in statement.details.items()
            if key not in RELATIONSHIP_SHAPE.keys
        }
    annotations = foreign(statement.data)
    return unknown | ({"annotations": annotations} if annotations else {})


def _listed(names: Sequence[str]) -> str:
    """The first of the names, and how many more there are."""
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")
