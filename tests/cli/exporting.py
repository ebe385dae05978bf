"""A small book with something in every section, for the tests of ``dealmodel export``."""

from __future__ import annotations

import csv
from pathlib import Path

BOOK = """
book: Deals
sources:
  s: {publisher: The Paper, published: 2025-04-26}
  t: {publisher: The Times, published: 2025-04-25}
parties:
  a: {name: Ash, kind: company}
  b: {name: Birch, kind: company}
  v: {name: Venture, kind: joint_venture}
stakes:
  a-in-b:
    investor: a
    investee: b
    on: 2024-05-07
    shares_are: secondary
    share: [{says: 25%, source: s}, {says: 20%, source: t}]
    paid: {says: $10 million, source: s}
joint_ventures:
  v:
    party: v
    holders: {a: {says: exactly 51%, source: s}, b: {says: exactly 49%, source: s}}
prices:
  p:
    product: Car
    market: CN
    basis: list
    on: 2025-04-26
    amount: {says: "109,800 yuan", source: s}
volumes:
  v: {party: b, measure: sales, period: 2024, count: {says: "exactly 294,000 cars", source: s}}
growth:
  g: {of: v, growth: {says: exactly 104%, source: s}}
agreements:
  d:
    kind: mou
    supplier: a
    customer: b
    status: [{on: 2025-03-03, stage: signed, evidence: confirmed, source: s}]
"""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file, each by the keys of its columns."""
    with Path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
