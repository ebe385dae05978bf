"""Sources of claims as the source of a statement, and back.

A book's source has a publisher and may name an origin; a statement names who asserts it, and who
published the statement. In a book that was read from a file, the publisher of the statements is
the publisher and who asserts them the origin, so that one declaration counts once however many
publish it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dealmodel.books.bods.kept import from_note, kept_note
from dealmodel.books.bods.shapes import is_uri
from dealmodel.books.bods.standard import SOURCE
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim

_UNNAMED = "Unnamed publisher"


def source_of(claim: Claim, book: Book, subject: str) -> dict[str, Any]:
    """The ``source`` of a statement that a claim makes about the party ``subject``.

    It is a self-declaration where the subject itself, or who speaks for it, is named as saying it.
    """
    source = book.sources[claim.source]
    kept = from_note(source.note).get("source")
    if kept and not any(SOURCE.faults(kept)):
        return dict(kept)
    speaker = book.parties.get(claim.by or "")
    is_own = claim.by == subject or (speaker is not None and speaker.speaks_for == subject)
    names = dict.fromkeys([speaker.name if speaker else claim.by, source.voice])
    title = f": {source.title}" if source.title else ""
    return {
        "type": ["selfDeclaration" if is_own else "thirdParty"],
        "description": source.named + title,
        **({"url": source.url} if source.url and is_uri(source.url) else {}),
        "assertedBy": [{"name": name} for name in names if name],
    }


def declaration_of(claim: Claim, book: Book) -> str | None:
    """The declaration that a claim was read from, where its source keeps one."""
    kept = from_note(book.sources[claim.source].note).get("declaration")
    return kept if isinstance(kept, str) else None


def source_data(statement: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of the source that a statement names.

    >>> details = {"publicationDate": "2017-12-01", "publisher": {"name": "A register"}}
    >>> source_data({"publicationDetails": details, "source": {"assertedBy": [{"name": "Ana"}]}})
    {'publisher': 'A register', 'origin': 'Ana', 'published': '2017-12-01'}
    """
    source, publication = statement.get("source", {}), statement.get("publicationDetails", {})
    publisher = publication.get("publisher", {})
    names = [each["name"] for each in source.get("assertedBy", ()) if each.get("name")]
    asserted = " and ".join(names)
    name = publisher.get("name") or publisher.get("url") or asserted or _UNNAMED
    published = publication.get("publicationDate") or statement.get("statementDate", "")
    url = source.get("url", "")
    found = {
        "publisher": name,
        "origin": asserted if asserted != name else None,
        "published": published[:10],
        "url": url if url.startswith(("http://", "https://")) else None,
        "note": kept_note(_kept(statement, source, publication)),
    }
    return {key: value for key, value in found.items() if value}


def _kept(
    statement: Mapping[str, Any], source: Mapping[str, Any], publication: Mapping[str, Any]
) -> dict[str, Any]:
    """What a statement says of where it is from that a book's source has no key for."""
    asserted = source.get("assertedBy", ())
    is_held = set(source) <= {"assertedBy"} and all(set(each) == {"name"} for each in asserted)
    publisher = publication.get("publisher", {})
    others = {
        key: value
        for key, value in publication.items()
        if key not in ("publicationDate", "bodsVersion", "publisher")
    }
    kept = {
        "source": None if is_held and len(asserted) < 2 else source,
        "declaration": statement.get("declaration"),
        "publisher": publisher if set(publisher) - {"name"} else None,
        **others,
    }
    return {key: value for key, value in kept.items() if value}
