"""SARIF: the shape that code hosts read, and paths that are addresses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dealmodel as dm
from dealmodel.checks.catalogue import CODES
from dealmodel.exports.sarif import sarif

BOOK = """
book: Two accounts
sources:
  a: {publisher: Alpha}
  b: {publisher: Beta}
parties:
  x: {name: X, kind: company}
  y: {name: Y, kind: company}
stakes:
  x-in-y:
    investor: x
    investee: y
    share:
      - {says: "30%", source: a}
      - {says: "40%", source: b}
"""


def log(name: str) -> dict[str, Any]:
    found = sarif(dm.check(dm.read_book(BOOK, name)), CODES, "1.2.3")
    read: dict[str, Any] = json.loads(json.dumps(found))
    return read


def test_the_frame_is_that_of_the_standard() -> None:
    whole = log("a.yaml")
    assert whole["version"] == "2.1.0"
    [run] = whole["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("dealmodel", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == list(CODES)
    assert all(rule["shortDescription"]["text"].endswith(".") for rule in driver["rules"])


def test_a_result_points_at_both_claims() -> None:
    [run] = log("a.yaml")["runs"]
    [result] = run["results"]
    assert result["ruleId"] == "claims-disagree"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "claims-disagree"
    assert result["level"] == "error"
    assert result["message"]["text"].startswith("stakes.x-in-y.share: 30% (Alpha) and 40% (Beta)")
    [location] = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "a.yaml"},
        "region": {"startLine": 14, "startColumn": 16},
    }
    related = result["relatedLocations"]
    assert [each["message"]["text"] for each in related] == ["30%", "40%"]
    assert [each["physicalLocation"]["region"]["startLine"] for each in related] == [14, 15]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("my books/a b.yaml", "my%20books/a%20b.yaml"),
        ("bücher/50%.yaml", "b%C3%BCcher/50%25.yaml"),
        (str(Path("/x/a.yaml")), "file:///x/a.yaml"),
    ],
)
def test_a_path_becomes_an_address(name: str, address: str) -> None:
    [result] = log(name)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == address


def test_the_fingerprint_stays_when_the_line_moves() -> None:
    moved = sarif(dm.check(dm.read_book("# moved\n" + BOOK, "a.yaml")), CODES, "1.2.3")
    before = log("a.yaml")["runs"][0]["results"][0]
    after = moved["runs"][0]["results"][0]
    assert before["locations"] != after["locations"]
    assert before["partialFingerprints"] == after["partialFingerprints"]


def test_a_book_from_code_has_findings_without_places() -> None:
    read = dm.read_book(BOOK)
    built = dm.Book.build(read.model_dump())
    [result] = sarif(dm.check(built), CODES, "1")["runs"][0]["results"]
    assert result["locations"] == []
    assert "relatedLocations" not in result
