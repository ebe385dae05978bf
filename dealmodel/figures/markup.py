"""Tables as a notebook shows them: HTML in which nothing that was typed is ever markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def html_table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of text.

    >>> html_table(["printed"], [["<b>$5m</b>"]])
    '<table><thead><tr><th>printed</th></tr></thead><tbody><tr><td>&lt;b&gt;$5m&lt;/b&gt;</td></tr></tbody></table>'
    """
    body = "".join(f"<tr>{_cells('td', row)}</tr>" for row in rows)
    return f"<table><thead><tr>{_cells('th', headings)}</tr></thead><tbody>{body}</tbody></table>"


def _cells(tag: str, texts: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts)
