"""Articles as files: what is read of them, and one clear error each for what cannot be."""

from __future__ import annotations

import contextlib
import io
from base64 import b64encode
from email.message import EmailMessage

import pypdf
import pytest
from pypdf.errors import DependencyError
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from dealmodel.articles import text as reading
from dealmodel.articles.text import text_of
from dealmodel.errors import DealModelError, PackageMissing, UnreadableFile, UsageError

PAGE = """<!doctype html><html><head><title>No 7</title><style>p{margin:7px}</style></head><body>
<nav>20 stories</nav><script>var price = 99;</script>
<article><h1>Acme buys Zed</h1><p>It paid &euro;5m (<b>$6m</b>).</p>
<p style="display: none">Hidden 77%.</p><p hidden>Gone 88%.</p>
<table><tr><td>2023</td><td>$4m</td></tr></table></article>
<aside>Read 30 more</aside><footer>40 links</footer></body></html>"""


def page(text: str, name: str = "a.html") -> str:
    return text_of(text.encode(), name).text


def pdf(*pages: str, password: str | None = None) -> bytes:
    """A PDF file whose pages have these lines."""
    writer = pypdf.PdfWriter()
    for line in pages:
        sheet = writer.add_blank_page(300, 300)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        sheet[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        content = DecodedStreamObject()
        content.set_data(f"BT /F1 12 Tf 20 200 Td ({line}) Tj ET".encode() if line else b"")
        sheet[NameObject("/Contents")] = writer._add_object(content)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


@pytest.mark.parametrize("with_trafilatura", [True, False])
def test_of_a_page_its_article_is_read(
    with_trafilatura: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not with_trafilatura:
        monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    found = page(PAGE)
    assert "It paid €5m ($6m)." in found
    assert not any(gone in found for gone in ("99", "7px", "20 stories", "77", "88", "30", "40"))


def test_cells_of_a_table_are_apart() -> None:
    found = page("<table><tr><td>12</td><td>$4m</td></tr><tr><td>13</td><td>$5m</td></tr></table>")
    assert [line for line in found.split("\n") if line.strip()] == ["12", "$4m", "13", "$5m"]


def test_a_page_nested_to_any_depth_is_read() -> None:
    deep = 50_000
    assert "It paid $5m." in page("<div>" * deep + "It paid $5m." + "</div>" * deep)


def test_what_is_never_closed_hides_no_more_than_a_page() -> None:
    assert "It paid $5m." in page("<p>It paid $5m.<p>and <b>left<div>")


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    text = "## Deal\n\nIt paid **$5 million** for [a 20% stake](https://example.org/7)."
    assert text_of(text.encode(), "a.md").text == "Deal\n\nIt paid $5 million for a 20% stake."


def test_a_text_keeps_its_characters_and_its_lines() -> None:
    assert text_of("It paid €5m.\r\nNo more.".encode(), "a.txt").text == "It paid €5m.\nNo more."
    assert text_of(b"It paid &euro;5m &amp; left.", "a.txt").text == "It paid €5m & left."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    assert text_of("It paid €5m.".encode(encoding), "a.txt").text == "It paid €5m."


def test_an_encoding_is_told_and_not_guessed() -> None:
    old = "It paid £5m.".encode("latin-1")
    with pytest.raises(UnreadableFile, match="--encoding windows-1252") as raised:
        text_of(old, "a.txt")
    assert str(raised.value.where) == "a.txt:1:9"
    assert text_of(old, "a.txt", encoding="latin-1").text == "It paid £5m."
    with pytest.raises(UsageError, match="there is no encoding 'klingon'"):
        text_of(old, "a.txt", encoding="klingon")


def test_a_page_says_its_encoding_and_that_is_told() -> None:
    content = '<html><meta charset="windows-1252"><p>It paid £5m.</p></html>'.encode("cp1252")
    found = text_of(content, "a.html")
    assert "It paid £5m." in found.text
    assert found.warnings == ("a.html: read as windows-1252, as the page says",)


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t", "a.txt", "empty"),
        (b"\x89PNG\r\n\x00\x00\x00\rIHDR", "a.txt", "no text, but bytes"),
        (b"<html><script>7</script></html>", "a.html", "no text in this page"),
        (b"hello", "a.pdf", "no PDF"),
        (b"%PDF-1.7\nnothing", "a.pdf", "a PDF that cannot be read"),
    ],
)
def test_what_is_no_article_is_one_clear_error(content: bytes, name: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message) as raised:
        text_of(content, name)
    assert "\n" not in str(raised.value)
    assert str(raised.value.where).startswith(name)


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(UnreadableFile, match="longer than"):
        text_of(b"x" * 11, "a.txt")


def test_a_pdf_is_read_page_by_page() -> None:
    found = text_of(pdf("It paid $5 million.", "It sold 20%."), "a.pdf").text
    assert found.split("\n\n") == ["It paid $5 million.", "It sold 20%."]


def test_a_pdf_of_a_thousand_pages_is_read() -> None:
    assert text_of(pdf(*["It paid $5 million."] * 1_000), "a.pdf").text.count("$5") == 1_000


def test_a_pdf_without_text_or_under_a_password_is_an_error() -> None:
    with pytest.raises(UnreadableFile, match="a PDF without text"):
        text_of(pdf("", ""), "a.pdf")
    with pytest.raises(UnreadableFile, match="an encrypted PDF"):
        text_of(pdf("It paid $5 million.", password="secret"), "a.pdf")


def test_a_pdf_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    with pytest.raises(PackageMissing, match=r"pip install 'dealmodel\[articles\]'"):
        text_of(b"%PDF-1.7\n", "a.pdf")


@pytest.mark.parametrize("content", [b"%PDF-", b"<", b"<!--", b"\xff\xfe", b"&#99999999999;", b"("])
def test_nothing_else_is_ever_raised(content: bytes) -> None:
    for name in ("a.txt", "a.html", "a.md", "a.pdf"):
        with contextlib.suppress(DealModelError):
            text_of(content, name)


MAILS = {
    "quoted-printable": (
        b"From: a@b.c\nSubject: Acme buys\nContent-Type: text/plain; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n"
        b"It bought 21=25 for =E2=82=AC5 mil=\nlion.\n",
        "Acme buys\n\nIt bought 21% for €5 million.",
    ),
    "base64": (
        b"From: a@b.c\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
        + b64encode(b"<html><body><script>7</script><p>It bought 21%.</p></body></html>"),
        "It bought 21%.",
    ),
    "of two bodies the plain one": (
        b'From: a@b.c\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="="\n\n'
        b"--=\nContent-Type: text/plain\n\nplain 5%\n"
        b"--=\nContent-Type: text/html\n\n<p>6%</p>\n--=--\n",
        "plain 5%",
    ),
}


@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_is_read_as_it_was_written(kind: str) -> None:
    content, expected = MAILS[kind]
    assert text_of(content, "a.txt").text == expected


def test_what_is_attached_to_a_mail_is_told() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Deal"
    mail.set_content("It bought 21%.")
    mail.add_attachment(b"x", maintype="application", subtype="pdf", filename="deal.pdf")
    found = text_of(bytes(mail), "a.eml")
    assert found.text == "Deal\n\nIt bought 21%."
    assert found.warnings == ("a.eml: what is attached is not read: deal.pdf",)


@pytest.mark.parametrize(
    "content", [b"", b"From: a\nMIME-Version: 1.0\nContent-Type: image/png\n\naaaa\n"]
)
def test_a_mail_without_a_text_is_an_error(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="an e-mail without a"):
        text_of(content, "a.eml")


def test_lines_that_look_like_headers_are_text() -> None:
    text = "Deal: 21% of Acme\nPrice: €5 million\n\nIt paid."
    assert text_of(text.encode(), "a.txt").text == text


def test_a_pdf_whose_cipher_is_not_installed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def decrypt(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(pypdf.PdfReader, "decrypt", decrypt)
    with pytest.raises(UnreadableFile, match="encrypted"):
        text_of(pdf("5%", password="x"), "a.pdf")


def test_a_broken_pdf_is_one_message(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        text_of(b"%PDF-1.4 garbage", "a.pdf")
    assert caplog.text == ""
