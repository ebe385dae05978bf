"""Tables of hostile text and awkward numbers, for the tests of every format that takes them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction

from hypothesis import strategies as st

from dealmodel.exports.table import Cell, Column, Row, Table

WHAT = Column("what", "What", 30)
LOW = Column("low", "Low", 14, "number", "down")
VALUE = Column("value", "Value", 14, "number")
HIGH = Column("high", "High", 14, "number", "up")
DAY = Column("as_of", "As of", 12, "day")

TEXTS = st.text(
    st.one_of(
        st.sampled_from(
            "=+-@＝＋－＠;,|\"'`\t\r\n \\<>&_*~[]\0\x1b\x85\ufeff\u200b\u202e\ud83d€汽"
        ),
        st.characters(),
    ),
    max_size=12,
)
"""Any characters, and above all those that mean something in some format."""

FINITE = st.builds(
    lambda units, places: units * Fraction(10) ** places,
    st.integers(-(10**20), 10**20),
    st.integers(-40, 40),
)
"""Numbers that some number of decimals is enough for."""

NUMBERS = st.one_of(FINITE, st.builds(Fraction, st.integers(), st.integers(1, 10**6)))


def table(columns: Sequence[Column], *rows: tuple[Cell, ...]) -> Table:
    return Table("prices", "Prices", tuple(columns), tuple(map(Row, rows)))


def many(count: int) -> Iterator[Row]:
    """Rows that are there only while they are asked for."""
    for at in range(count):
        yield Row((f"price {at}", Fraction(at, 7)))


def cleaned(text: str) -> str:
    """``text`` as UTF-8 and every format can hold it."""
    return "".join("�" if _is_unfit(character) else character for character in text)


def _is_unfit(character: str) -> bool:
    if character in "\t\r\n":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff"
