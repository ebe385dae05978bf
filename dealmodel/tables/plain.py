"""Plain numbers in a column of texts, as a locale writes them: exact, and never half understood.

English writing (``-1,234.50``) is read column by column elsewhere; a column of another locale's is
brought to it here, each different text once. In German ``1.234`` is one thousand two hundred and
thirty-four: read the English way it would be another number, without a word.
"""

from __future__ import annotations

import re
from fractions import Fraction

import pyarrow as pa
import pyarrow.compute as pc

from dealmodel.errors import DealModelError, UsageError
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.languages.locales import separators_of
from dealmodel.figures.reader import figure

_LONGEST = 4000
_PLAIN = re.compile(
    r"[+-]?(([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]{1,3})?",
    re.ASCII | re.IGNORECASE,
)
_DIGITS = re.compile(r"[+-]?[\d.,'’\s]+(e[+-]?\d{1,3})?", re.IGNORECASE)
_KEPT = 100_000


class PlainNumbers:
    """Reads plain numbers of one locale.

    >>> german = PlainNumbers("de")
    >>> german.english(pa.array(["1.234,5", "1.234", "1.5"])).to_pylist()
    ['1234.5', '1234', None]
    >>> str(PlainNumbers("en").value("1,234.5"))
    '2469/2'
    """

    def __init__(self, locale: str) -> None:
        """:raises UsageError: the locale is not read."""
        if not isinstance(locale, str):
            raise UsageError(f"locale {locale!r}: write a language, such as de")
        separators = separators_of(locale)
        self.locale = locale
        self.is_english = separators.decimal == "." and "," in separators.groups
        self._known: dict[str, str | None] = {}

    def value(self, text: str) -> Fraction:
        """The number that a text is.

        :raises UsageError: it is none, or can be read in two ways.
        :raises FigureError: likewise, in a language other than English.
        """
        plain = text.strip()
        if self.is_english:
            if len(plain) <= _LONGEST and _PLAIN.fullmatch(plain):
                return Fraction(plain.replace(",", ""))
        elif len(plain) <= _LONGEST and _DIGITS.fullmatch(plain):
            found = figure(plain, locale=self.locale)
            if found.kind == "number" and found.value is not None:
                return found.value
        raise UsageError(f"{plain[:40]!r} is no plain number")

    def english(self, column: pa.Array) -> pa.Array:
        """A column in English writing: where it is of texts in other writing, each number anew, and
        nothing where a text is none; else as it is."""
        if pa.types.is_dictionary(column.type):
            column = column.dictionary_decode()
        if self.is_english or not (
            pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
        ):
            return column
        encoded = pc.dictionary_encode(column)
        texts = [self._english(text) for text in encoded.dictionary.to_pylist()]
        return pa.array(texts, pa.string()).take(encoded.indices)

    def _english(self, text: str) -> str | None:
        if text in self._known:
            return self._known[text]
        try:
            found: str | None = decimal_text(self.value(text))
        except DealModelError:
            found = None
        if len(self._known) < _KEPT:
            self._known[text] = found
        return found
