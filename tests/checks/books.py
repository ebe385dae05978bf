"""Small books: the sources and parties that all tests of the checks share, and the few lines of
YAML that a test shows. No source and no record has a date unless the test says so."""

from __future__ import annotations

import json

import dealmodel as dm
from dealmodel.checks.catalogue import check
from dealmodel.checks.finding import Finding

COMMON = """
book: Deal
sources:
  alpha: {publisher: Alpha}
  beta: {publisher: Beta}
  gamma: {publisher: Gamma}
  delta: {publisher: Delta}
  wire: {publisher: Wire}
  carrier: {publisher: Carrier, origin: Wire}
  echo: {publisher: Echo, origin: Wire}
  echo-again: {publisher: Echo, origin: Wire}
  day: {publisher: Daily, published: 2024-05-07}
  month: {publisher: Monthly, published: 2024-05}
  year: {publisher: Yearly, published: 2024}
parties:
  ivy: {name: Ivy, kind: company}
  jay: {name: Jay, kind: company}
  kay: {name: Kay, kind: company}
  elm: {name: Elm, kind: company}
  oak: {name: Oak, kind: company}
"""


def book(text: str) -> dm.Book:
    """The book of the common parts and ``text``."""
    return dm.read_book(COMMON + text, "deal.yaml")


def findings(text: str, code: str) -> list[Finding]:
    """What the checks find in that book under ``code``."""
    return [each for each in check(book(text)) if each.code == code]


def only(text: str, code: str) -> Finding:
    """The one finding under ``code``."""
    [found] = findings(text, code)
    return found


def verdicts(text: str, code: str) -> list[tuple[str, str | None]]:
    """Severity and verdict of each finding under ``code``."""
    return [(each.severity, each.verdict) for each in findings(text, code)]


def claims(*texts: str, sources: str = "alpha beta gamma delta") -> str:
    """A list of claims, each by the next of the sources.

    >>> claims("21%", "20%")
    '[{"says": "21%", "source": "alpha"}, {"says": "20%", "source": "beta"}]'
    """
    said = zip(texts, sources.split(), strict=False)
    return json.dumps([{"says": says, "source": source} for says, source in said])


def stake(key: str = "deal", **fields: str) -> str:
    """One stake in Elm, of Ivy's unless ``investor`` is given, as a line of the section.

    >>> print(stake(share="[]"))
    stakes:
      deal: {investor: ivy, investee: elm, share: []}
    """
    return "stakes:\n" + entry(key, **{"investor": "ivy", "investee": "elm"} | fields)


def entry(key: str, **fields: str) -> str:
    """A record as a line of a section."""
    told = ", ".join(f"{name}: {value}" for name, value in fields.items())
    return f"  {key}: {{{told}}}\n"
