"""What a book's text and addresses become in a page: shown, and nothing more.

Markup is escaped by the templates, and what cannot be seen is made visible.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from dealmodel.reports.visible import visible

_IN_IDS = re.compile(r"[^A-Za-z0-9._-]")


def shown(value: object) -> object:
    """What the templates show of a value; markup that the page itself made stays markup."""
    return visible(value) if type(value) is str else value


def told(text: str) -> Markup:
    """``text`` as markup that shows it.

    >>> told("<script>")
    Markup('&lt;script&gt;')
    """
    return escape(visible(text))


def linked(url: str, *, words: str | None = None) -> Markup:
    """An address as a link where a browser may follow it, else as text.

    >>> linked("https://example.org/a?b&c")
    Markup('<a href="https://example.org/a?b&amp;c" rel="noopener noreferrer">https://example.org/a?b&amp;c</a>')
    >>> linked("javascript:alert(1)")
    Markup('javascript:alert(1)')
    """
    name = told(url if words is None else words)
    if not is_address(url):
        return name
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(url, name)


def is_address(url: str) -> bool:
    """Whether it leads to a page on the web, and says plainly where.

    >>> is_address("https://example.org"), is_address("data:text/html,x"), is_address("https:/x")
    (True, False, False)
    """
    if not url.isprintable() or any(each.isspace() for each in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and "@" not in parts.netloc


def in_id(key: str) -> str:
    """A key of a book as a part of an element's id.

    >>> in_id("stakes.a in b")
    'stakes.a_20_in_20_b'
    """
    return _IN_IDS.sub(lambda match: f"_{ord(match[0]):x}_", key)
