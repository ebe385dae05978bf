"""Reviews: findings that somebody signed off are shown, and not counted.

A review holds for the finding of its code and subject whose claims still say what they said. Their
digest is over what they say, by whom, and of what: not over how or where they are written, in which
order, nor over remarks. Of a finding without claims it is over the record.

A review whose finding rests on other claims by now has lapsed (``review-lapsed``), and the finding
counts again; one whose finding is gone is not needed any more (``review-unneeded``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding
from dealmodel.dataclass import replace
from dealmodel.records.book import Book
from dealmodel.records.record import Record
from dealmodel.records.review import DIGITS, Review

_REMARKS = frozenset(["note"])


def reviewed(findings: Sequence[Finding], context: Context) -> Iterator[Finding]:
    """The findings, those that are signed off with their review, and what is to be said of the
    reviews themselves."""
    book = context.book
    waiting: dict[tuple[str, str], list[tuple[int, Review]]] = {}
    for at, review in enumerate(book.reviews):
        waiting.setdefault((review.finding, review.subject), []).append((at, review))
    held: set[int] = set()
    there: set[tuple[str, str]] = set()
    for finding in findings:
        about = finding.code, finding.subject
        known = waiting.get(about, [])
        if known:
            there.add(about)
            digest = claims_digest(finding, book)
            fitting = [(at, review) for at, review in known if review.claims == digest]
            held.update(at for at, _ in fitting)
            if fitting:
                finding = replace(finding, review=fitting[-1][1])
        yield finding
    for about, reviews in waiting.items():
        for at, review in reviews:
            if at not in held:
                yield _unheld(context, at, review, about in there)


def _unheld(context: Context, at: int, review: Review, is_there: bool) -> Finding:
    said = f"{review.by} signed {review.finding} of {review.subject} off on {review.on}"
    if is_there:
        told = f"{said}, and its claims have changed since: look again, check --review tells how"
        return context.finding("review-lapsed", "info", ("reviews", at), told)
    told = f"{said}, and there is no such finding any more: take the review out"
    return context.finding("review-unneeded", "info", ("reviews", at), told)


def entry(finding: Finding, book: Book) -> dict[str, str | None]:
    """The review of a finding, to be filled in."""
    return {
        "finding": finding.code,
        "subject": finding.subject,
        "reason": None,
        "by": None,
        "on": None,
        "claims": claims_digest(finding, book),
    }


def claims_digest(finding: Finding, book: Book) -> str:
    """The digest of what the claims of a finding say."""
    said = [
        _content(claim.path, _at(book, claim.path)) if claim.path else [claim.says, claim.source]
        for claim in finding.claims
    ]
    if not said:
        record = finding.path[:2]
        said = [_content(record, _at(book, record))]
    lines = sorted({json.dumps(each, sort_keys=True) for each in said})
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _content(path: Sequence[str | int], value: Any) -> list[Any]:
    return [[key for key in path if not isinstance(key, int)], _plain(value)]


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        fields = ((name, getattr(value, name)) for name in type(value).model_fields)
        given = ((name, each) for name, each in fields if name not in _REMARKS)
        return {name: _plain(each) for name, each in given if each is not None and each != ()}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _at(book: Book, path: Sequence[str | int]) -> Any:
    """What stands at a path of the book; of a path that leads further, where it ends."""
    here: Any = book
    for key in path:
        if isinstance(here, Record):
            here = getattr(here, str(key), None)
        elif isinstance(here, Mapping):
            here = here.get(key)
        elif isinstance(here, list | tuple) and isinstance(key, int):
            here = here[key] if key < len(here) else None
    return None if here is book else here
