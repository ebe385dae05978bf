"""Hypothesis strategies for books: any texts that a record takes, and printed shares."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dealmodel.records.book import Book
from dealmodel.records.ids import is_id

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=[chr(c) for c in range(9)])
    .filter(lambda c: not ("\x0b" <= c <= "\x0c" or "\x0e" <= c <= "\x1f" or c == "\x7f"))
    .flatmap(lambda c: st.sampled_from([c, c, c, '"', "'", "\\", ":", "#", " ", "\n", "-", "%"])),
    min_size=1,
    max_size=12,
)
"""Texts that a record takes, many of them with what means something in YAML or JSON."""

DATES = st.sampled_from(["2019", "2023-10", "2024-02-29", "2025-Q1", "2025-04-26", "2026-H2"])
SHARES: list[dict[str, Any]] = [
    {"says": "21%"},
    {"says": "20 percent", "note": "As a holding."},
    {"says": "just over 50%"},
    {"says": "nearly 50%", "reading": "strict"},
    {"says": "more than 25%", "reading": "strict"},
    {"says": "about 33.3%", "exact": True},
    {"says": "less than a tenth"},
    {"says": "a third"},
    {"says": "0.21"},
    {"says": "25% to 50%"},
    {"says": "25% to 50%", "bounds": ["more than 25%", "50%"]},
    {"says": "about 30%", "bounds": [None, "31%"]},
    {"says": "100%", "exact": False},
    {"says": "33,3%", "locale": "de"},
    {"says": "33.3%", "locale": "zh"},
]
PARTIES = ("a", "b-2", "c", "1")
SOURCES = ("s", "2024")


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    claim = dict(draw(st.sampled_from(SHARES)), source=draw(st.sampled_from(SOURCES)))
    if draw(st.booleans()):
        claim["on"] = draw(DATES)
    if draw(st.booleans()):
        claim["by"] = draw(st.sampled_from(PARTIES) | TEXTS.filter(lambda text: not is_id(text)))
    return claim


@st.composite
def parties(draw: st.DrawFn) -> dict[str, Any]:
    kinds = ["company", "company", "joint_venture", "state", "person", "fund", "brand"]
    optional = {
        "legal_name": TEXTS,
        "country": st.sampled_from(["CN", "GB", "Freedonia", "US-DE"]),
        "founded": DATES,
        "aliases": st.lists(TEXTS, max_size=2),
        "note": TEXTS,
        "facts": st.dictionaries(
            st.sampled_from(["size", "bods-identifiers"]),
            st.fixed_dictionaries(
                {
                    "what": TEXTS | st.sampled_from(["BODS identifiers", "BODS relationship"]),
                    "text": st.fixed_dictionaries({"says": TEXTS, "source": st.just("s")}),
                }
            ),
            max_size=1,
        ),
    }
    needed = {"name": TEXTS, "kind": st.sampled_from(kinds)}
    return draw(st.fixed_dictionaries(needed, optional=optional))


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Books with holdings of all sorts, some of which say nothing of their size."""
    some = st.lists(claims(), max_size=4)
    party = st.sampled_from(PARTIES)
    stake = st.fixed_dictionaries(
        {"investor": party, "investee": party},
        optional={
            **dict.fromkeys(("on", "closed", "ended", "announced"), DATES),
            "share": some,
            "votes": some,
            "note": TEXTS,
            "paid": st.just({"says": "€1.5 billion", "source": "s"}),
        },
    )
    venture = st.fixed_dictionaries(
        {"party": party, "holders": st.dictionaries(party, some, max_size=3)},
        optional={"votes": st.dictionaries(party, some, max_size=2), "formed": DATES},
    )
    source = st.fixed_dictionaries(
        {"publisher": TEXTS},
        optional={
            "origin": TEXTS,
            "published": DATES,
            "title": TEXTS,
            "locale": st.sampled_from(["en", "zh"]),  # whose separators those shares have
        },
    )
    data = draw(
        st.fixed_dictionaries(
            {
                "book": TEXTS,
                "as_of": DATES,
                "sources": st.fixed_dictionaries(dict.fromkeys(SOURCES, source)),
                "parties": st.fixed_dictionaries(dict.fromkeys(PARTIES, parties())),
                "stakes": st.dictionaries(st.sampled_from(["x", "y-1", "3"]), stake, max_size=3),
                "joint_ventures": st.dictionaries(st.sampled_from(["x", "z"]), venture, max_size=2),
            }
        )
    )
    return Book.build(data)
