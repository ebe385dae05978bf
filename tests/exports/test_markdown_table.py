"""Pipe tables: what a Markdown parser shows of them is what the cells hold."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dealmodel.exports.markdown_table import markdown_table
from dealmodel.exports.table import Column, Link, Live, Row, Table
from tests.exports.hostile import DAY, HIGH, LOW, TEXTS, VALUE, WHAT, cleaned, many, table


class _Cells(HTMLParser):
    """The rows of the one table of a page, and the elements that it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.elements: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
        if tag == "a":
            self.links.append(dict(attrs)["href"] or "")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def shown(given: Table) -> _Cells:
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    cells = _Cells()
    cells.feed(page.render("\n".join(markdown_table(given))))
    cells.rows = [[cell.strip("\n") for cell in row] for row in cells.rows]
    return cells


def on_one_line(text: str) -> str:
    """What is shown of a text: what cannot be seen by its number, but for joiners."""
    line = " ".join(cleaned(text).split())
    return "".join(
        each if each.isprintable() or each in "\u200c\u200d" else f"⟨U+{ord(each):04X}⟩"
        for each in line
    )


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
@example([("&lt;b&gt;", "<!-- x -->"), ("a | b", "|\n---\n")])
@example([("evil\u202egnp.exe", "a\u200bb")])
@example([("`a`", "**b** _c_ ~~d~~ [e](f)"), ("<script>", "\\|"), ("# x", "![a](b)")])
def test_text_is_shown_as_it_is(rows: list[tuple[str, str]]) -> None:
    found = shown(table([WHAT, WHAT], *rows))
    assert found.rows[1:] == [[on_one_line(text) for text in row] for row in rows]
    assert found.elements <= {"table", "thead", "tbody", "tr", "th", "td"}


def test_titles_head_the_columns_and_numbers_stand_to_the_right() -> None:
    rows = table(
        [WHAT, LOW, VALUE, HIGH, DAY],
        ("a", Fraction(1, 3), Live("=A1", Fraction(-2)), "∞", date(2023, 10, 26)),
        (Link("CNBC", "Sources!A5"), None, "no overlap", Fraction(1, 3), "2023-10"),
    )
    assert list(markdown_table(rows)) == [
        "| What | Low | Value | High | As of |",
        "|---|---:|---:|---:|---|",
        "| a | 0.3333333333333333333333333333 | -2 | ∞ | 2023-10-26 |",
        "| CNBC |  | no overlap | 0.3333333333333333333333333334 | 2023-10 |",
    ]


def test_huge_and_tiny_numbers_have_no_exponent() -> None:
    rows = table([VALUE], (Fraction(10) ** 40,), (Fraction(-1, 10**30),))
    assert shown(rows).rows[1:] == [["1" + "0" * 40], ["-0." + "0" * 29 + "1"]]


def test_an_address_alone_in_its_cell_is_a_link() -> None:
    address = "https://x.example/a_b*c_d#e~f?g=1&h=[2]"
    found = shown(table([WHAT], (address,), (f"see {address}",)))
    assert found.rows[1:] == [[address], [f"see {address}"]]
    assert found.links == ["https://x.example/a_b*c_d#e~f?g=1&h=%5B2%5D"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://x.example/|<b>",
        "https://x.example/ a",
        "https://x.example/>[a](b)",
        "https://x.example/?a&lt;b",
    ],
)
def test_what_is_no_plain_address_is_text(address: str) -> None:
    found = shown(table([WHAT], (address,)))
    assert found.rows[1:] == [[address]]
    assert not found.links


def test_an_empty_table_has_its_head() -> None:
    column = Column("a|b", "A | B", 5)
    assert list(markdown_table(table([column]))) == ["| A \\| B |", "|---|"]


def test_lines_come_one_by_one() -> None:
    lines = markdown_table(Table("t", "T", (WHAT, VALUE), many(10**12)))
    assert [next(lines) for _ in range(4)][-1] == "| price 1 | 0.1428571428571428571428571429 |"


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        list(markdown_table(Table("t", "T", (WHAT,), [Row(("a", "b"))])))
