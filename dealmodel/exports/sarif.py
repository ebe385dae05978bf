"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines of a book.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from dealmodel.articles.relation import Relation, Review
from dealmodel.checks.finding import Finding
from dealmodel.errors import BookProblem
from dealmodel.where import Place

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_OF_VERDICTS = {"wrong": "error", "doubtful": "warning"}
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(
    findings: Sequence[Finding],
    codes: Mapping[str, str],
    version: str,
    problems: Sequence[BookProblem] = (),
) -> dict[str, Any]:
    """One SARIF log with one run; ``codes`` are the rules with what each is about, ``problems``
    what is wrong in the book and was left out of it.

    >>> sarif([], {"same-origin": "one report"}, "1.0")["runs"][0]["results"]
    []
    """
    rules = [
        {"id": code, "shortDescription": {"text": f"{about[:1].upper()}{about[1:]}."}}
        for code, about in codes.items()
    ]
    index = {code: at for at, code in enumerate(codes)}
    results = [_result(finding, index[finding.code]) for finding in findings]
    return _log(rules, [*map(_problem, problems), *results], version)


def sarif_problems(problems: Sequence[BookProblem], version: str) -> dict[str, Any]:
    """One SARIF log with the problems of a book that cannot be read."""
    return _log([], [_problem(problem) for problem in problems], version)


def sarif_reviews(
    reviews: Sequence[tuple[str, Review]], definitions: Mapping[str, str], version: str
) -> dict[str, Any]:
    """One SARIF log with the relations of articles that are wrong or doubtful; ``definitions`` are
    the kinds with what each is tested by."""
    rules = [
        {"id": kind, "shortDescription": {"text": f"{about[:1].upper()}{about[1:]}."}}
        for kind, about in definitions.items()
    ]
    results = [
        _relation(relation, review.place_of(name, relation), list(definitions).index(relation.kind))
        for name, review in reviews
        for relation in review
        if relation.verdict in _OF_VERDICTS
    ]
    return _log(rules, results, version)


def _relation(relation: Relation, place: Place, rule: int) -> dict[str, Any]:
    key = f"{relation.kind} {place.file} {[each.verbatim for each in relation.figures]}"
    return {
        "ruleId": relation.kind,
        "ruleIndex": rule,
        "level": _OF_VERDICTS[relation.verdict],
        "message": {"text": "; ".join((relation.message, *relation.remedies[:1]))},
        "locations": [_location(place)],
        "partialFingerprints": {"dealmodel/1": hashlib.sha256(key.encode()).hexdigest()},
        "properties": {"verdict": relation.verdict},
    }


def _problem(problem: BookProblem) -> dict[str, Any]:
    return {
        "ruleId": problem.code,
        "level": "error",
        "message": {"text": problem.message},
        "locations": [_location(problem.where)] if isinstance(problem.where, Place) else [],
    }


def _log(
    rules: Sequence[Mapping[str, Any]], results: Sequence[Mapping[str, Any]], version: str
) -> dict[str, Any]:
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "dealmodel", "version": version, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    related = [
        {**_location(place), "id": at, "message": {"text": claim.says}}
        for at, (claim, place) in enumerate(zip(finding.claims, finding.places, strict=False))
        if place is not None
    ]
    key = f"{finding.code} {finding.subject}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.subject}: {finding.message}"},
        "locations": [] if finding.where is None else [_location(finding.where)],
        "partialFingerprints": {"dealmodel/1": hashlib.sha256(key.encode()).hexdigest()},
        "properties": {"subject": finding.subject, "verdict": finding.verdict},
    }
    if finding.review is not None:
        signed = {"kind": "external", "status": "accepted", "justification": finding.signed_off}
        result["suppressions"] = [signed]
    if related:
        result["relatedLocations"] = related
    return result


def _location(place: Place) -> dict[str, Any]:
    path = PurePath(place.file)
    address = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    physical: dict[str, Any] = {"artifactLocation": {"uri": address}}
    if place.line is not None:
        physical["region"] = {"startLine": place.line, "startColumn": place.column or 1}
    return {"physicalLocation": physical}
