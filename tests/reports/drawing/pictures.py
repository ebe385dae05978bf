"""Small books to draw, and graphs of any shape for properties."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.calculators.ownership import Ownership
from dealmodel.records.book import Book
from dealmodel.reports.drawing.graph import Box, Graph, Line, graph_of
from dealmodel.reports.drawing.lettering import plain

KINDS = ("company", "joint_venture", "state", "person", "fund")
STYLES = ("stated", "disagreeing", "unstated", "talk")

NASTY = (
    "<script>alert(1)</script> & <b>\"Bold\"</b> 'Co'",
    'A"]; p0-->p0; click p0 "javascript:alert(1)" [',
    "%%{init: {'theme': 'dark'}}%% ]]> --> <!-- $$x$$ fa:fa-car `md`",
    "back\\slash \\N \\G\\",
    "&lt;i&gt; &amp; &#60; #quot; #lt;",
    "零跑汽车科技股份有限公司浙江省杭州市滨江区总部",
    "شركة الاستثمارات العامة القابضة",
    "🚗 Motors 👨‍👩‍👧‍👦",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Z" + "\u0338\u0322\u031b" * 20 + "algo",
    "evil \u202egnitfihs\u202c \u200b name",
)


def book(
    holdings: list[tuple[str, str, list[str]]],
    *,
    names: dict[str, str] | None = None,
    kinds: dict[str, str] | None = None,
    **sections: dict[str, Any],
) -> Book:
    """A book of holdings: holder, held and the shares that the sources s, t, u ... print."""
    ids = dict.fromkeys([*(names or ()), *(end for each in holdings for end in each[:2])])
    data = {
        "book": "Deal",
        "sources": {key: {"publisher": f"Paper {key.upper()}"} for key in "stuvw"},
        "parties": {
            key: {
                "name": (names or {}).get(key, key.upper()),
                "kind": (kinds or {}).get(key, "company"),
            }
            for key in ids
        },
        "stakes": {
            f"{holder}-in-{held}": {
                "investor": holder,
                "investee": held,
                "share": [
                    {"says": says, "source": s} for says, s in zip(shares, "stuvw", strict=False)
                ],
            }
            for holder, held, shares in holdings
        },
        **sections,
    }
    return dm.read_book(json.dumps(data), syntax="json")


def picture(
    given: Book, *, as_of: str | None = None, measure: Any = "economic", **asked: str
) -> Graph:
    return graph_of(Ownership.of(given, as_of=as_of, measure=measure), given, **asked)


def lines(graph: Graph) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Each line by the names of its ends, its style and its label."""
    name = [box.name for box in graph.boxes]
    return [(name[line.start], name[line.end], line.style, line.says) for line in graph.lines]


_WORDS = st.sampled_from(
    (
        "Atlas",
        "Northern",
        "International",
        "Holding",
        "of",
        "Automotive-Participations",
        "X",
        "汽车",
    )
)
_NAMES = st.lists(_WORDS, min_size=1, max_size=12).map(" ".join) | st.sampled_from(NASTY).map(plain)
_SHARES = st.sampled_from(
    ("51%", "21% / 20 percent", "between 20 percent and slightly less than a quarter", "0.125 %")
)
_WORDS_BELOW = st.sampled_from(("sources disagree", "not counted", "a platform for electric cars"))


@st.composite
def graphs(draw: st.DrawFn, most_boxes: int = 30, most_lines: int = 45) -> Graph:
    """Any graph: with loops, holdings of oneself, several lines between two boxes, lone boxes."""
    count = draw(st.integers(1, most_boxes))
    at = st.integers(0, count - 1)
    asked = st.none() | at
    owner, held = draw(asked), draw(asked)
    boxes = [
        Box(
            draw(_NAMES),
            draw(st.sampled_from(KINDS)),
            "company",
            n in (owner, held),
            draw(st.booleans()),
        )
        for n in range(count)
    ]
    drawn = draw(
        st.lists(
            st.tuples(at, at, st.sampled_from(STYLES), _SHARES, st.lists(_WORDS_BELOW, max_size=2)),
            max_size=most_lines,
        )
    )
    return Graph(
        "Who holds whom",
        "Deal",
        tuple(boxes),
        tuple(
            Line(start, end, style, (share, *below), "told")
            for start, end, style, share, below in drawn
        ),
        ("Paper",),
        owner,
        held,
    )
