"""What the page of a report holds, read as a browser reads it."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pytest

import dealmodel as dm
from dealmodel.exports.html import page as page_module
from dealmodel.exports.html.page import html_of, write_html
from dealmodel.reports.footnote import footnote
from dealmodel.reports.outline import outline
from tests.exports.html.pages import (
    SEEDS,
    attributes,
    book_with,
    read,
    receipt,
    seeds_page,
    tags,
    text,
)

LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "background", "style", "ping"}


@pytest.fixture(scope="module")
def report():
    return dm.report(dm.load_book(SEEDS))


@pytest.fixture(scope="module")
def page():
    return seeds_page()


@pytest.fixture(scope="module")
def root(page):
    return read(page)


def test_the_same_report_is_the_same_page(page, report):
    assert seeds_page() == page
    written = BytesIO()
    write_html(report, written)
    assert written.getvalue() == page.encode()


def test_nothing_comes_from_elsewhere(root):
    for tag, name, value in attributes(root):
        assert name not in LOADS, (tag, name, value)
        assert not name.startswith("on"), (tag, name, value)
        if name == "href":
            assert tag == "a"
            assert value.startswith(("#", "http://", "https://"))
    assert not tags(root, "link")
    assert not tags(root, "img")
    assert "@import" not in seeds_page()
    assert "url(http" not in seeds_page()


def test_a_browser_is_told_to_run_nothing_else(root):
    [policy] = [
        each.get("content")
        for each in tags(root, "meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; ")
    assert policy.count("'sha256-") == 2
    assert "unsafe" not in policy


def test_it_has_a_language_landmarks_and_headings_in_order(root):
    assert root.get("lang") == "en"
    for name in ("header", "nav", "main", "h1"):
        assert len(tags(root, name)) == 1, name
    levels = [int(each.tag[1]) for each in root.iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_links_in_the_page_lead_somewhere(root):
    ids = [value for _, name, value in attributes(root) if name == "id"]
    assert len(ids) == len(set(ids))
    named = {
        value[1:]
        for tag, name, value in attributes(root)
        if (tag, name) == ("a", "href") and value.startswith("#")
    }
    assert named - set(ids) == set()
    for _, name, value in attributes(root):
        if name == "aria-labelledby":
            assert set(value.split()) <= set(ids)


def test_the_verdict_strip_counts_the_facts_it_links_to(root):
    [strip] = [each for each in tags(root, "ul") if each.get("class") == "strip"]
    counts = {}
    for item in strip:
        [link] = tags(item, "a")
        counts[link.get("href")[1:]] = int(text(link).split()[1])
    assert set(counts) == {"facts-contested", "facts-agreed", "facts-unknown", "facts-told"}
    assert counts["facts-contested"] == 3  # the share, the sales of 2024, the talks with Ferrari
    for key, count in counts.items():
        [table] = [each for each in tags(root, "table") if each.get("aria-labelledby") == key]
        [body] = tags(table, "tbody")
        assert len(list(body)) == count


def test_every_answer_is_a_row_that_opens_to_its_footnote(root, report):
    rows = [
        row
        for table in tags(root, "table")
        if table.get("class") == "t-answers"
        for row in tags(table, "tbody")[0]
    ]
    assert len(rows) == len(report.items)
    by_section = {}
    for item in report.items:
        by_section.setdefault(item.subject.partition(".")[0], []).append(item)
    order = [each for section in _sections(root) for each in by_section.get(section, ())]
    for row, item in zip(rows, order, strict=True):
        [details] = tags(row, "details")
        parts = [each for each in tags(details, "dd") if each.get("class") != "x"]
        told = "; ".join(_without_x(each) for each in parts) + "."
        # What the book does not know an address of is told with its document, for the page alone.
        assert " ".join(told.split()) == " ".join(footnote(item, report.book).split())


def _sections(root):
    return [each.get("id") for each in tags(root, "section")]


def _without_x(part):
    words = part.text or ""
    for child in part:
        if child.get("class") != "x":
            words += text(child)
        words += child.tail or ""
    return " ".join(words.split())


def test_numbers_stand_as_in_the_text(root, report):
    shown = {
        " ".join(text(row[2][0][0]).split())
        for table in tags(root, "table")
        if table.get("class") == "t-answers"
        for row in tags(table, "tbody")[0]
    }
    assert "$7.62bn [7.21, 8.05] $1.6 billion / 21%" in shown
    for part in outline(report):
        for subject in part.subjects:
            for line in subject.lines:
                if line.how and "cannot" not in line.answer and "may be" not in line.answer:
                    assert " ".join(f"{line.answer} {line.how}".split()) in shown


def test_sources_have_their_day_and_address():
    page = read(html_of(dm.report(book_with("Paper", "https://example.org/a?b=1&c=2"))))
    [row] = [each for each in tags(page, "tr") if each.get("id") == "source-s"]
    assert "2025-04-26" in text(row)
    [link] = tags(row, "a")
    assert link.attrib == {"href": "https://example.org/a?b=1&c=2", "rel": "noopener noreferrer"}


def test_tables_have_names_heads_and_row_heads(root):
    for table in tags(root, "table"):
        assert table.get("aria-labelledby")
        assert [each.get("scope") for each in tags(tags(table, "thead")[0], "th")]
        for row in tags(table, "tbody")[0]:
            assert [each.get("scope") for each in row if each.tag == "th"] == ["row"]
            assert len(list(row)) == len(tags(tags(table, "thead")[0], "th"))


def test_pictures_are_told_in_words(root):
    drawn = tags(root, "svg")
    assert len(drawn) > 8
    for each in drawn:
        assert each.get("role") == "img"
        assert each[0].tag == "title"
        assert each[1].tag == "desc"
        assert len(text(each[1])) > 20


def test_the_receipt_is_in_it(root, report):
    assert receipt(root) == report.receipt.to_dict()


def test_a_book_without_anything_is_a_page():
    book = dm.Book.model_validate({"book": "Empty", "sources": {"a": {"publisher": "A"}}})
    root = read(html_of(dm.report(book)))
    assert "0 answers from 1 source" in text(root)
    assert [each.get("id") for each in tags(root, "section")] == [
        *("verdict", "facts", "sources", "receipt-part")
    ]


def test_what_is_too_much_for_pictures_is_said_and_is_in_the_tables():
    stakes = {
        f"s{n}": {
            "investor": "a",
            "investee": "b",
            "on": "2024-01-02",
            "share": [{"says": f"{n + 1}%", "source": each} for each in "st"],
            "paid": [{"says": f"${n + 1} billion", "source": each} for each in "st"],
        }
        for n in range(40)
    }
    book = dm.Book.model_validate(
        {
            "book": "Many",
            "sources": {each: {"publisher": each.upper()} for each in "st"},
            "parties": {each: {"name": each.upper(), "kind": "company"} for each in "ab"},
            "stakes": stakes,
        }
    )
    found = dm.report(book)
    root = read(html_of(found))
    [section] = [each for each in tags(root, "section") if each.get("id") == "stakes"]
    told = "Pictures are drawn of the 12 records of the largest amounts, and not of 28 others"
    assert told in text(section)
    titles = [text(each) for each in tags(section, "figcaption")]
    assert len(titles) == 12 * 4  # share, paid, equity value and pre-money value of each
    answers = [each for each in found.items if each.subject.startswith("stakes.")]
    assert len(tags(tags(section, "tbody")[0], "tr")) == len(answers)


@pytest.mark.parametrize("more", [0, 1])
def test_a_long_page_is_laid_out_as_far_as_it_is_seen(report, monkeypatch, more):
    monkeypatch.setattr(page_module, "MOST_LAID_OUT", len(report.items) - more)
    [main] = tags(read(html_of(report)), "main")
    assert main.get("class") == ("long" if more else None)
