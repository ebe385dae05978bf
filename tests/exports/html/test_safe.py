"""Hostile text of a book never becomes markup, script, style or an address, and is seen."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.exports.html.page import html_of
from dealmodel.exports.html.safe import in_id, is_address, linked
from dealmodel.reports.visible import visible
from tests.exports.hostile import TEXTS
from tests.exports.html.pages import attributes, book_with, read, receipt, tags, text

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}",
    "</title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %}",
    "<!-- --> <![CDATA[ ]]> &lt;b&gt; &#60;",
    "</svg><svg onload=alert(1)>",
    '{"version":"0","rules":1}',
    "evil \u202egnitfihs\u202c name\u200b",
    "\u2066left\u2069 \u061c \ufeff",
    "零跑汽车 שלום 👨‍👩‍👧 می‌خواهم",
)


@pytest.fixture(scope="module")
def shape():
    return tags_of(read(html_of(dm.report(book_with("Plain words")))))


def tags_of(root: Element) -> dict[str, int]:
    """How often each tag stands in a page, but for pictures, in which words take lines."""
    pictured = {each for svg in tags(root, "svg") for each in svg.iter()}
    found: dict[str, int] = {}
    for each in root.iter():
        if each not in pictured:
            found[str(each.tag)] = found.get(str(each.tag), 0) + 1
    return found


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_words(words, shape):
    root = read(html_of(dm.report(book_with(words))))
    assert tags_of(root) == shape
    assert text(tags(root, "h1")[0]) == " ".join(visible(words).split())
    for tag, name, value in attributes(root):
        assert not name.startswith("on")
        if name == "href":
            assert tag == "a"
            assert value.startswith("#")
    # Only the page's own: one that does things, and the receipt.
    assert [each.get("type") for each in tags(root, "script")] == [None, "application/json"]
    assert receipt(root)["version"] == dm.__version__


@given(TEXTS.filter(lambda each: each.strip() and "\0" not in each))
@settings(max_examples=40)
def test_any_text_is_text(words):
    try:
        book = book_with(words)
    except dm.DealModelError:
        return  # the door refuses control characters
    page = html_of(dm.report(book))
    root = read(page.replace("\r\n", "\n").replace("\r", "\n"))
    assert len(tags(root, "script")) == 2
    assert len(tags(root, "style")) == 1


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\tscript:alert(1)",
        " https://example.org",
        "https://example.org/\u202egpj",
        "https://user:word@example.org",
        "https:example.org",
        "//example.org",
        "data:text/html,<script>alert(1)</script>",
        "https://[::1",
        "vbscript:x",
    ],
)
def test_what_is_no_plain_address_is_no_link(url):
    assert not is_address(url)
    assert "<a" not in linked(url)


@pytest.mark.parametrize("url", ["https://example.org", "http://a.b/c?d=%20#e", "https://例え.jp/"])
def test_an_address_is_a_link(url):
    assert is_address(url)
    assert 'rel="noopener noreferrer"' in linked(url)


def test_an_address_of_a_book_that_is_none_is_shown_as_text():
    url = "https://example.org/\u202egpj.exe"
    root = read(html_of(dm.report(book_with("Paper", url))))
    assert "https://example.org/⟨U+202E⟩gpj.exe" in text(root)
    assert not [v for _, n, v in attributes(root) if n == "href" and not v.startswith("#")]


@given(st.text())
def test_ids_are_plain_and_different(key):
    assert in_id(key).isascii()
    assert not set(in_id(key)) & set(" \"'<>&")


@given(st.text(alphabet="a_- .é5f", max_size=4), st.text(alphabet="a_- .é5f", max_size=4))
def test_two_keys_have_two_ids(one, other):
    assert (in_id(one) == in_id(other)) == (one == other)
