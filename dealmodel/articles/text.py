"""An article as it is kept → its text: plain text, Markdown, a web page, an e-mail, a PDF.

Policy: what a file is follows from its first bytes, then from its name. A text is UTF-8, or what
its byte order mark, its page or the caller says; nothing is guessed. Of a web page the article is
taken, by trafilatura where it is installed and else by the page's own tags: without scripts, menus
and what is hidden. A PDF needs pypdf.
"""

from __future__ import annotations

import codecs
import logging
import re
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import PurePath

from dealmodel.articles.mail import is_mail, mail_of
from dealmodel.dataclass import dataclass
from dealmodel.errors import PackageMissing, Place, UnreadableFile, UsageError
from dealmodel.figures.patterns import lazy_pattern

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read."""

_HTML = lazy_pattern(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|table|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_ENTITY = lazy_pattern(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,20});")
_LINK = lazy_pattern(r"!?\[([^\]\n]{0,500})\]\([^)\s\n]{0,2000}(?:\s\"[^\"\n]*\")?\)")
_EMPHASIS = lazy_pattern(
    r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)|`"
)
_HEADING = lazy_pattern(r"^[^\S\n]{0,3}#{1,6}\s+", re.MULTILINE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_INSTALL = "dealmodel[articles]"


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text, and what a reader must know of how it was read."""

    text: str
    warnings: tuple[str, ...] = ()


def text_of(content: bytes, name: str, *, encoding: str | None = None) -> Text:
    """The article's text in a file's ``content``; ``name`` tells what file it is.

    >>> text_of(b"<html><p>It paid &euro;5m.</p><script>var a = 7;</script></html>", "a.html").text
    'It paid €5m.'

    :raises UnreadableFile: no text is in it, or not in that encoding.
    :raises PackageMissing: a PDF, and nothing that reads one is installed.
    """
    if len(content) > MAX_BYTES:
        raise _unreadable(name, f"longer than {MAX_BYTES // 1024**2} MB: give the article alone")
    if content.startswith(b"%PDF-"):
        return Text(_pdf(content, name))
    suffix = PurePath(name).suffix.lower()
    if suffix == ".eml" or is_mail(content):
        return _mail(content, name, encoding)
    if suffix == ".pdf":
        raise _unreadable(name, "no PDF: its first bytes are not those of one")
    is_page = suffix in (".html", ".htm", ".xhtml")
    text, warnings = _decoded(content, name, encoding, is_page)
    if is_page or _HTML.match(text):
        found, told = _page(text)
        if not found.strip():
            raise _unreadable(name, "no text in this page: save the article itself")
        return Text(found, (*warnings, *told))
    if not text.strip():
        raise _unreadable(name, "empty: there is no text in it")
    if suffix in (".md", ".markdown"):
        text = _EMPHASIS.sub("", _HEADING.sub("", _LINK.sub(r"\1", text)))
    if _ENTITY.search(text):
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    return Text(text, warnings)


def _mail(content: bytes, name: str, encoding: str | None) -> Text:
    """Subject and body of an e-mail."""
    mail = mail_of(content.replace(b"\r\n", b"\n"))
    if mail is None:
        raise _unreadable(name, "an e-mail without a body that is text: save the article itself")
    text, warnings = _decoded(mail.body, name, encoding or mail.charset, mail.is_page)
    if mail.is_page:
        text, _ = _page(text)
    if not (text.strip() or mail.subject):
        raise _unreadable(name, "an e-mail without a text: save the article itself")
    if mail.attached:
        shown = ", ".join(mail.attached[:5])
        warnings += (f"{name}: what is attached is not read: {shown}",)
    return Text(f"{mail.subject}\n\n{text}".strip(), warnings)


def _decoded(
    content: bytes, name: str, encoding: str | None, is_page: bool
) -> tuple[str, tuple[str, ...]]:
    """The text in the encoding that is said, or in UTF-8."""
    said = encoding
    warnings: tuple[str, ...] = ()
    if said is not None:
        try:
            codecs.lookup(said)
        except LookupError:
            raise UsageError(
                f"there is no encoding {said[:40]!r}: give one such as utf-8 or windows-1252"
            ) from None
    if said is None:
        said = next((known for mark, known in _BOMS if content.startswith(mark)), None)
    if said is None and (is_page or content.lstrip()[:1] == b"<"):
        declared = _CHARSET.search(content[:4096])
        if declared is not None and declared[1].decode("ascii").lower() not in ("utf-8", "utf8"):
            said = declared[1].decode("ascii")
            warnings = (f"{name}: read as {said}, as the page says",)
            try:
                codecs.lookup(said)
            except LookupError:
                raise _unreadable(
                    name, f"the page says it is in {said!r}, which is no encoding: give --encoding"
                ) from None
    if said is None and b"\x00" in content[:65536]:
        raise _unreadable(name, "no text, but bytes: give the article as text, a web page or a PDF")
    try:
        text = content.decode(said or "utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise UnreadableFile(
            f"no {(said or 'UTF-8').upper()} text: byte 0x{content[error.start]:02x}. Save it as "
            "UTF-8, or tell its encoding, as --encoding windows-1252",
            where=Place(name, line, column),
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings


def _page(text: str) -> tuple[str, tuple[str, ...]]:
    """The article of a web page."""
    try:
        import trafilatura
    except ImportError:
        return _plain_page(text), ()
    try:
        found = trafilatura.extract(
            text, include_comments=False, include_tables=True, favor_recall=True
        )
    except Exception:
        found = None  # a page that it cannot read, the plain reader may
    plain = _plain_page(text)
    article = _paragraphs_in(plain, found or "")
    # Of a short page it takes nothing, or half.
    return (article if 2 * len(article) > len(plain) else plain), ()


def _paragraphs_in(plain: str, found: str) -> str:
    """The paragraphs of ``plain`` that are in ``found``, whose own lines end anywhere and which may
    have what a page hides."""
    within = "".join(found.split())
    return "\n\n".join(
        each for each in plain.split("\n\n") if each.strip() and "".join(each.split()) in within
    )


_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "aside",
        "form",
        "head",
        "iframe",
        "object",
        "button",
        "select",
        "textarea",
        "footer",
        "title",
        "math",
        "canvas",
    ]
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class _Page(HTMLParser):
    """Gathers the text of a page, and that of its articles apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.all: list[str] = []
        self.article: list[str] = []
        self.hidden: list[str] = []
        self.articles = 0

    def _add(self, text: str) -> None:
        self.all.append(text)
        if self.articles:
            self.article.append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            if tag in ("br", "hr"):
                self._add("\n")
            return
        if self.hidden:
            self.hidden.append(tag)
            return
        given = dict(attrs)
        if (
            tag in _SKIPPED
            or "hidden" in given
            or (given.get("aria-hidden") or "").lower() == "true"
            or _HIDDEN.search(given.get("style") or "")
        ):
            self.hidden.append(tag)
            return
        if tag in ("article", "main"):
            self.articles += 1
        if tag in ("td", "th"):
            self._add("\n")
        elif tag not in _INLINE:
            self._add("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden:
            if tag in self.hidden:
                while self.hidden.pop() != tag:
                    pass
            return
        if tag in ("article", "main"):
            self.articles = max(0, self.articles - 1)
        if tag not in _INLINE and tag not in _VOID:
            self._add("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self._add(data)


def _plain_page(text: str) -> str:
    """The text of a page by its own tags: that of its article where it has one."""
    page = _Page()
    page.feed(text)
    page.close()
    article, everything = _tidied(page.article), _tidied(page.all)
    return article if len(article) * 5 > len(everything) else everything


def _tidied(pieces: list[str]) -> str:
    lines = [" ".join(line.split()) for line in "".join(pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pdf(content: bytes, name: str) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError:
        raise PackageMissing(f"{name}, a PDF,", ["pypdf"], _INSTALL) from None
    # What it has to say of a broken file is said here, in one message.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _unreadable(name, "an encrypted PDF: save it without its password")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
    except UnreadableFile:
        raise
    except DependencyError:
        raise _unreadable(name, "an encrypted PDF: save it without its password") from None
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        NotImplementedError,
        ImportError,
        IndexError,
        OSError,
    ) as error:
        told = " ".join(str(error).split())[:100]
        raise _unreadable(name, f"a PDF that cannot be read ({told}): save it anew") from None
    if not text.strip():
        raise _unreadable(name, "a PDF without text, perhaps scanned: give its text")
    return text


def _unreadable(name: str, message: str) -> UnreadableFile:
    return UnreadableFile(message, where=Place(name))
