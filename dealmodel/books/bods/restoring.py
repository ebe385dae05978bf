"""The book that statements were made from, read from the annotations that they carry.

An annotation counts only as far as its statement still says the same: the book that the
annotations give is written out again, and what differs from the file was changed by others. The
rest of the book then comes from the annotations, and a changed statement counts for what it says. A
relationship that a fact keeps stays in the fact, too, when its statement is changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dealmodel.books.bods.annotations import carried, foreign
from dealmodel.books.bods.export import export_bods
from dealmodel.books.bods.reading import Statement
from dealmodel.books.bods.remainder import PARTY, WHOLE, Data, put_together
from dealmodel.errors import InputError
from dealmodel.figures.hedges import HedgeRules
from dealmodel.records.book import Book
from dealmodel.records.ids import is_id

_OF_THE_FILE = ("annotations", "publicationDetails")
"""What whoever publishes a statement again may change without changing what it says."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The data of a book, without what ``changed`` statements say. ``parties`` are the ids that
    records of parties had in it, ``before`` what the book said of those that are changed, and
    ``extended`` the statements to which something was added."""

    data: Data
    changed: Sequence[Statement]
    extended: Sequence[Statement]
    parties: Mapping[str, str]
    before: Mapping[str, Mapping[str, Any]]


def restored(statements: Sequence[Statement]) -> Restored | None:
    """What the annotations give back; ``None`` where there are none, or they give no book."""
    pieces = {each.id: list(carried(each.data)) for each in statements}
    every = [piece for several in pieces.values() for piece in several]
    whole = next((piece for piece in every if "book" in piece), {})
    if any(WHOLE.faults(whole)):
        return None
    written = _written(put_together(whole["book"], every), whole)
    if written is None:
        return None
    is_same = {each.id: _is_same(each.data, written.get(each.id)) for each in statements}
    same = [each for each in statements if is_same[each.id]]
    changed = [each for each in statements if not is_same[each.id]]
    parties, before = _parties([*same, *changed], pieces)
    return Restored(
        put_together(whole["book"], (piece for each in same for piece in pieces[each.id])),
        changed,
        [each for each in same if set(each.data) - set(written[each.id]) or foreign(each.data)],
        parties,
        before,
    )


def _written(data: Data, whole: Mapping[str, Any]) -> dict[str, Mapping[str, Any]] | None:
    """The statements of the book that ``data`` holds, by their ids; ``None`` where it is none."""
    rules = HedgeRules(reading=whole["reading"], exact=whole["exact"])
    try:
        exported = export_bods(Book.build(data), rules=rules, published=whole["published"])
    except InputError:
        return None
    return {each["statementId"]: each for each in exported.statements}


def _is_same(found: Mapping[str, Any], written: Mapping[str, Any] | None) -> bool:
    """Whether a statement says and carries what it was written to."""
    return (
        written is not None
        and _own(found) == _own(written)
        and all(found.get(key) == part for key, part in written.items() if key not in _OF_THE_FILE)
    )


def _own(statement: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a statement carries of what it is itself about."""
    return [piece for piece in carried(statement) if "book" not in piece]


def _parties(
    statements: Sequence[Statement], pieces: Mapping[str, Sequence[Mapping[str, Any]]]
) -> tuple[dict[str, str], dict[str, Mapping[str, Any]]]:
    """The ids that records have by their annotations, and what the book said of each party.

    Of two records with one id, of which one must be a copy, the first has it.
    """
    ids: dict[str, str] = {}
    before: dict[str, Mapping[str, Any]] = {}
    for each in statements:
        for piece in pieces[each.id]:
            if not any(PARTY.faults(piece)) and is_id(piece["party"]):
                key = piece["party"]
                if key not in before and each.record not in ids:
                    ids[each.record], before[key] = key, piece["record"]
    return ids, before
