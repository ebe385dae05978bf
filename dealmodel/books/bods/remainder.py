"""What of a book is on no party's and no relationship's statement, and the book put together again.

The remainder is the book's own data, in which a party that has a statement is empty and a holding
that has statements has no claims on its share and votes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from dealmodel.books.bods.shapes import Keys, Many, Number, Text, YesOrNo, is_day
from dealmodel.books.writing import book_data
from dealmodel.records.book import SECTIONS, Book

Data = dict[str, Any]

_OF_HOLDINGS = ("stakes", "holdings", "joint_ventures")
"""The sections that tell of holdings."""

_OF_VENTURE = {"share": "holders", "votes": "votes"}
"""In a joint venture, the key under which the claims of each holder stand."""

_SINCE = "after"
"""In a purchase, the claims on what is held since."""

_PLACED = Keys({"at": Number(0, 10**9), "claim": Keys({})}, ["at", "claim"])
PARTY = Keys({"party": Text(), "record": Keys({})}, ["party", "record"])
"""What the statement on a party carries."""

_HOLDING = Keys({"holding": Many(Text()), "share": _PLACED, "votes": _PLACED}, ["holding"])
WHOLE = Keys(
    {
        "book": Keys({section: Keys({}) for section in SECTIONS}, ["book"]),
        "published": Text("a day", is_such=is_day),
        "reading": Text(codes=("usual", "strict")),
        "exact": YesOrNo(),
    },
    ["book", "published", "reading", "exact"],
)
"""What the first statement of a book carries."""


def remainder(
    book: Book,
    parties: Iterable[str],
    holdings: Iterable[Sequence[str]],
    unsaid: Container[Sequence[str]] = (),
) -> Data:
    """The book's data without what is on the statements of ``parties`` and ``holdings``, given by
    their paths; those of ``unsaid`` have no share on any."""
    data = book_data(book)
    for key in parties:
        data["parties"][key] = None
    for section, key, *holder in holdings:
        record = data[section][key]
        for kind, of_venture in _OF_VENTURE.items():
            if kind == "share" and (section, key, *holder) in unsaid:
                continue
            if not holder and kind == "share" and record.get(_SINCE):
                record[_SINCE] = []  # marks that the statements are on this, and not on the share
            elif not holder:
                record.pop(kind, None)
            elif holder[0] in record.get(of_venture, {}):
                record[of_venture][holder[0]] = []
    return data


def put_together(rest: Mapping[str, Any], pieces: Iterable[Mapping[str, Any]]) -> Data:
    """The data of the book of which ``rest`` is the remainder and ``pieces`` are the rest; what
    has no place in it is left out."""
    data: Data = deepcopy(dict(rest))
    parties: Data = data.setdefault("parties", {})
    placed: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for piece in pieces:
        if not any(PARTY.faults(piece)) and piece["party"] in parties:
            parties[piece["party"]] = piece["record"]
        elif not any(_HOLDING.faults(piece)):
            for kind in _OF_VENTURE:
                if kind in piece:
                    placed.setdefault((*piece["holding"], kind), []).append(piece[kind])
    data["parties"] = {key: record for key, record in parties.items() if record is not None}
    for path, claims in placed.items():
        claims.sort(key=lambda each: each["at"])
        _put(data, path, [each["claim"] for each in claims])
    return data


def _put(data: Data, path: Sequence[str], claims: Sequence[Any]) -> None:
    """Put the claims of a holding where ``path`` leads: a section, a key, in a joint venture the
    holder, and whether they are on the share or the votes."""
    section, *keys, kind = path
    is_holding = section in _OF_HOLDINGS and len(keys) in (1, 2)
    record = data.get(section, {}).get(keys[0]) if is_holding else None
    if isinstance(record, dict) and keys[1:]:
        holders = record.get(_OF_VENTURE[kind])
        if isinstance(holders, dict):
            holders[keys[1]] = claims
    elif isinstance(record, dict):
        record[_SINCE if kind == "share" and _SINCE in record else kind] = claims
