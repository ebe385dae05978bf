"""A small book, others that differ from it in a few words, and books made of the same few parts."""

from __future__ import annotations

from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.records.book import Book
from dealmodel.reports.difference import Difference, diff

STAKE = "stakes.s"

OLD = """
book: Deal
currency: USD
sources:
  a: {publisher: Paper}
  b: {publisher: Blog, origin: Wire}
parties:
  i: {name: Ivy, kind: company}
  e: {name: Elm, kind: company}
stakes:
  s:
    investor: i
    investee: e
    on: 2024-05-07
    shares_are: secondary
    share:
      - {says: 20%, source: a}
      - {says: 25%, source: b, by: i}
    paid: {says: $10 million, source: a}
joint_ventures:
  v:
    party: e
    holders: {i: [{says: 50%, source: a}]}
agreements:
  g:
    kind: talks
    parties: [i, e]
    status:
      - {on: 2024-05, stage: talks, evidence: reported, source: a}
"""


def read(*replacements: tuple[str, str]) -> Book:
    text = OLD
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return dm.read_book(text)


def difference(*replacements: tuple[str, str]) -> Difference:
    return diff(read(), read(*replacements))


def said(found: Difference) -> list[tuple[str, str, str]]:
    return [(each.change, each.part.where, each.text()) for each in found.changes]


SHARES = ("20%", "25%", "nearly 30%", "at least 10%")
PAID = ("$10 million", "about €9 million", "€8m")


@st.composite
def books(draw: st.DrawFn) -> str:
    def claims(texts: tuple[str, ...]) -> str:
        drawn = draw(st.lists(st.tuples(st.sampled_from(texts), st.sampled_from("ab")), max_size=3))
        return ", ".join(f'{{says: "{says}", source: {source}}}' for says, source in drawn)

    events = draw(
        st.lists(
            st.tuples(
                st.sampled_from(("2024-05", "2024-05-07")),
                st.sampled_from(("talks", "signed")),
                st.sampled_from(("reported", "denied")),
            ),
            max_size=3,
        )
    )
    lines = [
        f"currency: {draw(st.sampled_from(('USD', 'EUR')))}",
        "sources: {a: {publisher: A}, b: {publisher: B}}",
        "parties: {i: {name: I, kind: company}, e: {name: E, kind: company}}",
        "stakes:",
    ]
    for key in draw(st.sets(st.sampled_from(("s", "t")))):
        lines += [
            f"  {key}:",
            "    {investor: i, investee: e, on: 2024-05-07,",
            f"    shares_are: {draw(st.sampled_from(('primary', 'undeclared')))},",
            f"    share: [{claims(SHARES)}], paid: [{claims(PAID)}]}}",
        ]
    told = ", ".join(f"{{on: {o}, stage: {s}, evidence: {e}, source: a}}" for o, s, e in events)
    lines.append(f"agreements: {{g: {{kind: talks, parties: [i, e], status: [{told}]}}}}")
    return "book: x\n" + "\n".join(lines).replace("stakes:\nagr", "stakes: {}\nagr") + "\n"
