"""Articles named on the command line: their bytes, their text, their reviews."""

from __future__ import annotations

import os
import stat
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

from dealmodel.articles.reviewing import review
from dealmodel.articles.text import MAX_BYTES, text_of
from dealmodel.dataclass import dataclass, field
from dealmodel.errors import Place, UnreadableFile, reason_of

if TYPE_CHECKING:
    from dealmodel.articles.relation import Review
    from dealmodel.figures.hedges import HedgeRules
    from dealmodel.rates.choice import RatesAt
    from dealmodel.records.book import Book


@dataclass(slots=True)
class Reviewing:
    """How each article is read and reviewed; what has to be told of them all is gathered."""

    published: str | None
    encoding: str | None
    rates: RatesAt
    rules: HedgeRules
    locale: str
    book: Book | None
    warnings: list[str] = field(default_factory=list)
    converts: bool = False
    digests: list[str] = field(default_factory=list)

    def review(self, path: str) -> Review:
        """The review of an article; raises what reading it and :func:`review` do."""
        content = article_bytes(path)
        name = "standard input" if path == "-" else path
        read = text_of(content, name, encoding=self.encoding)
        found = review(
            read.text,
            published=self.published,
            rates=self.rates,
            rules=self.rules,
            book=self.book,
            locale=self.locale,
        )
        self.warnings += read.warnings
        self.digests.append(sha256(content).hexdigest())
        self.converts |= any(each.kind in ("conversion", "stated-rate") for each in found)
        return found

    @property
    def sha256(self) -> str:
        """The digest of the article, or of the digests of several."""
        if len(self.digests) == 1:
            return self.digests[0]
        return sha256("\n".join(self.digests).encode()).hexdigest()


def article_bytes(path: str) -> bytes:
    """What is in the file, or for ``-`` on standard input.

    :raises UnreadableFile: it is missing, a folder, closed to us or too large.
    """
    if path == "-":
        if sys.stdin is None:
            raise UnreadableFile("standard input is closed: name a file instead of -")
        try:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        except OSError as error:
            raise UnreadableFile(f"standard input cannot be read: {reason_of(error)}") from error
    where = Place(path)
    try:
        if stat.S_ISDIR(os.stat(path).st_mode):
            raise UnreadableFile("a folder: name the articles in it, one by one", where=where)
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableFile(f"it cannot be read: {reason_of(error)}", where=where) from error
    except ValueError:  # a null byte in the path
        raise UnreadableFile("no file has such a name", where=where) from None
