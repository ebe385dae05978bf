"""Parties as records of entities and persons, and back.

    company, joint_venture  registeredEntity      fund   arrangement
    state                   state                 person a person record

A brand or plant is no record of its own in the standard. A party's name, other names, country (an
entity's jurisdiction) and day of founding have keys on both sides. The standard takes full days
only: a month or year goes out as its first day, as the standard allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel import Locale

from dealmodel.books.bods.kept import fact_id, from_facts, kept_fact
from dealmodel.books.bods.shapes import Many
from dealmodel.books.bods.standard import ENTITY, PERSON
from dealmodel.rates.period import parse_period
from dealmodel.records.party import Party, PartyKind

_ENTITY_TYPE: Mapping[str, str] = {
    "company": "registeredEntity",
    "joint_venture": "registeredEntity",
    "fund": "arrangement",
    "state": "state",
}
_KIND: Mapping[str, PartyKind] = {"arrangement": "fund", "state": "state", "stateBody": "state"}
UNNAMED = {"entity": "Unnamed entity", "person": "Unnamed person"}


def record_type(party: Party) -> str | None:
    """``entity`` or ``person``; ``None`` for what the standard has no record of.

    >>> record_type(Party(name="Opel", kind="brand")) is None
    True
    """
    return "person" if party.kind == "person" else "entity" if party.kind in _ENTITY_TYPE else None


def details_of(party: Party) -> dict[str, Any]:
    """The ``recordDetails`` of a party that is an entity or person, without ``isComponent``.

    >>> details_of(Party(name="Leapmotor", kind="company", founded="2015-12"))["foundingDate"]
    '2015-12-01'
    """
    shape = PERSON if party.kind == "person" else ENTITY
    lists = [key for key, part in shape.keys.items() if isinstance(part, Many)]
    details = _person(party) if party.kind == "person" else _entity(party)
    kept = from_facts(party.facts.values(), lists)
    return details | {
        key: value
        for key, value in kept.items()
        if key != "isComponent" and not any(shape.faults({**details, key: value, **_WHOLE}))
    }


_WHOLE = {"isComponent": False}


def _entity(party: Party) -> dict[str, Any]:
    details: dict[str, Any] = {"entityType": {"type": _ENTITY_TYPE[party.kind]}}
    if party.name != UNNAMED["entity"]:
        details["name"] = party.name
    others = [*([party.legal_name] if party.legal_name else []), *party.aliases]
    if others:
        details["alternateNames"] = others
    if party.country:
        details["jurisdiction"] = _jurisdiction(party.country)
    if party.founded:
        details["foundingDate"] = first_day(party.founded)
    return details


def _person(party: Party) -> dict[str, Any]:
    names = [{"type": "alternative", "fullName": alias} for alias in party.aliases]
    if party.legal_name:
        names.insert(0, {"type": "legal", "fullName": party.legal_name})
    if party.name not in (party.legal_name, UNNAMED["person"]):
        names.insert(0, {"fullName": party.name})
    return {"personType": "knownPerson", **({"names": names} if names else {})}


def _jurisdiction(country: str) -> dict[str, str]:
    name = Locale("en").territories.get(country)
    return {"name": country} if name is None else {"name": name, "code": country}


def first_day(when: str) -> str:
    """The first day of a day, month, quarter or year, as text.

    >>> first_day("2023-Q4")
    '2023-10-01'
    """
    return parse_period(when).first.isoformat()


def party_data(kind: str, details: Mapping[str, Any], source: str) -> dict[str, Any]:
    """The keys of the party that a record of an entity or person tells of; what has no key of its
    own is kept as facts from ``source``.

    >>> details = {"personType": "knownPerson", "names": [{"fullName": "Ana"}], "birthDate": "1990"}
    >>> party_data("person", details, "register")["facts"]["bods-birth-date"]["text"]
    [{'says': '1990', 'source': 'register'}]
    """
    data = _from_person(details) if kind == "person" else _from_entity(details)
    derived = details_of(Party(**data))
    facts = {
        fact_id(key): kept_fact(key, value, source)
        for key, value in details.items()
        if key != "isComponent" and not _is_same(key, value, derived.get(key))
    }
    return data | ({"facts": facts} if facts else {})


def _from_entity(details: Mapping[str, Any]) -> dict[str, Any]:
    names = [details.get("name"), *details.get("alternateNames", ())]
    jurisdiction = details.get("jurisdiction", {})
    country = jurisdiction.get("code") or jurisdiction.get("name")
    return {
        **_named(names, UNNAMED["entity"]),
        "kind": _KIND.get(details["entityType"]["type"], "company"),
        **({"country": country} if country else {}),
        **({"founded": details["foundingDate"]} if "foundingDate" in details else {}),
    }


def _from_person(details: Mapping[str, Any]) -> dict[str, Any]:
    names = details.get("names", [])
    data = _named([name["fullName"] for name in names], UNNAMED["person"])
    if names and names[0].get("type") == "legal":
        data["legal_name"] = data["name"]
    return {**data, "kind": "person"}


def _named(names: list[str | None], unnamed: str) -> dict[str, Any]:
    """The first of the names, and the others as aliases, each once."""
    different = list(dict.fromkeys(name for name in names if name and name.strip()))
    if not different:
        return {"name": unnamed}
    aliases = {"aliases": different[1:]} if different[1:] else {}
    return {"name": different[0], **aliases}


def _is_same(key: str, given: Any, derived: Any) -> bool:
    """Whether a key says what the party's own keys give back; of a country the code decides."""
    if key == "jurisdiction" and derived and "code" in derived:
        return set(given) == {"name", "code"} and given["code"] == derived["code"]
    return bool(given == derived)
