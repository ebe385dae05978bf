"""A source: a text that says things, and who published it first."""

from __future__ import annotations

from pydantic import Field

from dealmodel.records.record import Record
from dealmodel.records.text import Locale, Text, Url, When


class Source(Record):
    """A published text. A wire story counts once, by its ``origin``, however many carry it."""

    publisher: Text = Field(description="Who published the text that was read.")
    origin: Text | None = Field(
        default=None, description="The first publisher, where the text repeats another's report."
    )
    published: When | None = Field(default=None, description="Day, month or year it came out.")
    document: Text | None = Field(default=None, description="File name of the copy that was read.")
    url: Url | None = Field(default=None, description="Where it can be read.")
    title: Text | None = Field(default=None, description="Its headline.")
    locale: Locale | None = Field(
        default=None,
        description="Language whose separators, magnitudes and currency words its figures are "
        "printed in: de for 1.234,5. English if not given.",
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @property
    def voice(self) -> str:
        """Who is heard in it: the first publisher."""
        return self.origin or self.publisher

    @property
    def named(self) -> str:
        """The publisher, and whose report it repeats.

        >>> Source(publisher="CNBC", origin="Reuters").named
        'CNBC after Reuters'
        """
        repeats = self.origin is not None and self.origin != self.publisher
        return f"{self.publisher} after {self.origin}" if repeats else self.publisher
