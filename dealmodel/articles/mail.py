"""An e-mail as it is kept → its subject and its body, as the bytes of a text or of a page.

What a mail server wrote is undone (quoted-printable, base64): in ``21=25`` it is 21 per cent that
stands there, and no two numbers. Of several bodies the plain one is taken; what is attached is
named and not read.
"""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from dealmodel.dataclass import dataclass

_HEADERS = re.compile(rb"(?:[!-9;-~]+:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
_OF_MAIL = re.compile(
    rb"^(?:mime-version|content-type|content-transfer-encoding|message-id|received|return-path):",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST = 65_536


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail says. ``charset`` is that of the body, where it names one; ``attached`` are the
    names of what is not read."""

    subject: str
    body: bytes
    is_page: bool
    charset: str | None
    attached: tuple[str, ...]


def is_mail(content: bytes) -> bool:
    """Whether ``content`` begins with the headers of a mail.

    >>> is_mail(b"From: a@b.c\\nMIME-Version: 1.0\\n\\nHello")
    True
    >>> is_mail(b"Note: it sold 5.\\nAlso: 6.\\n\\nSo it says.")
    False
    """
    headers = _HEADERS.match(content[:_LONGEST])
    return headers is not None and _OF_MAIL.search(headers[0]) is not None


def mail_of(content: bytes) -> Mail | None:
    """The mail in a file's ``content``; nothing where it has no body that is text."""
    try:
        message = message_from_bytes(content, policy=policy.default)
        part = message.get_body(("plain", "html"))
        if part is None:
            return None
        body = part.get_payload(decode=True)
        attached = [_name(each) for each in message.walk() if _is_apart(each)]
        subject = " ".join(str(message.get("subject", "")).split())
    except (MessageError, LookupError, ValueError, AssertionError):
        return None
    if not isinstance(body, bytes):
        return None
    is_page = part.get_content_subtype() == "html"
    charset = part.get_content_charset()
    return Mail(subject, body, is_page, charset, tuple(attached))


def _is_apart(part: Message) -> bool:
    return part.get_content_disposition() == "attachment"


def _name(part: Message) -> str:
    return (part.get_filename() or part.get_content_type())[:80]
