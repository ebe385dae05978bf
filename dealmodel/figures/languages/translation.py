"""A text in another language, translated in place for the English grammar.

Translated are numerals, and those phrases that say something about a number where they stand
beside one: magnitudes, currencies, hedges, words of change. The rest stays as it is, so that a word
which is not known behind an amount is one that the grammar does not know either, and is refused
there. Every place of the translation has its place in the original.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from dealmodel.dataclass import dataclass, field, replace
from dealmodel.errors import FigureError
from dealmodel.figures.figure import Figure
from dealmodel.figures.languages.locales import language_of, separators_of, vocabulary_of
from dealmodel.figures.languages.positions import Positions
from dealmodel.figures.languages.translator import Translator
from dealmodel.figures.nouns import MARK
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.units import Unit
from dealmodel.where import Span

_SHOWN = 60
_QUOTED = lazy_pattern(r"""(?<!\w)(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?!\w)""")
_MARKS = lazy_pattern(rf"{MARK}+")

_Error = TypeVar("_Error", bound=FigureError)


@dataclass(frozen=True)
class Translation:
    """``text`` is what the English grammar reads, ``original`` what was printed.

    ``nouns`` are the counted nouns, start → end in ``text``, each right behind its number;
    ``refused`` are the numerals that cannot be told, with their spans in the original.

    >>> one = translated("1,5 Milliarden Euro für 300.000 neue Autos", "de")
    >>> one.text, one.original_span(0, 17)
    ('1.5 billion euros for 300,000 Autos', (0, 19))
    >>> [one.text[start:end] for start, end in one.nouns.items()]
    ['Autos']
    """

    text: str
    original: str
    nouns: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    refused: tuple[FigureError, ...] = ()
    positions: Positions = field(default_factory=Positions)

    @property
    def marked(self) -> str:
        """``text`` with its counted nouns written over by marks, letter for letter, so that the
        grammar need not know them."""
        if not self.nouns:
            return self.text
        letters = list(self.text)
        for start, end in self.nouns.items():
            letters[start:end] = MARK * (end - start)
        return "".join(letters)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the translated stretch stands in the original, whole phrases as a whole."""
        return self.positions.original_span(start, end)

    def restored(self, figures: Iterable[Figure]) -> list[Figure]:
        """The figures of the translation as those of the original: its words, its places, and the
        counted nouns as printed.

        >>> from dealmodel.figures.reader import find_figures
        >>> one = translated("rund 1,5 Mrd. € im Jahr", "de")
        >>> [read.verbatim for read in one.restored(find_figures(one.text))]
        ['rund 1,5 Mrd. €']
        """
        return [self._restored(figure) for figure in figures]

    def restored_error(self, error: _Error) -> _Error:
        """The error of the translation as one of the original.

        >>> one = translated("für ¥80 Milliarden", "de")
        >>> error = FigureError(one.text, 4, 15, "'¥80 billion' may be CNY or JPY")
        >>> one.restored_error(error).message
        "'¥80 Milliarden' may be CNY or JPY"
        """
        start, end = self.original_span(*error.span)
        told = type(error).__new__(type(error))
        told.__dict__.update(error.__dict__)
        told.text, told.span, told.where = (
            self.original,
            (start, end),
            Span(self.original, start, end),
        )
        told.message = self._in_its_words(error.message, error.span[0])
        told.args = (told.message,)
        readings = getattr(told, "readings", ())
        if readings:
            told.__dict__["readings"] = tuple(map(self._with_nouns, readings))
        return told

    def _in_its_words(self, message: str, position: int) -> str:
        """A message about the translation with what it quotes as printed in the original."""

        def printed(quoted: re.Match[str]) -> str:
            try:
                shown = ast.literal_eval(quoted[0])
            except (SyntaxError, ValueError):
                return quoted[0]
            if not shown:
                return quoted[0]
            start = self.marked.find(shown, position)
            start = start if start >= 0 else self.marked.find(shown)
            if start < 0:
                return repr(self._with_nouns(shown)) if MARK in shown else quoted[0]
            span = self.original_span(start, start + len(shown))
            return repr(self.original[slice(*span)][:_SHOWN])

        return self._with_nouns(_QUOTED.sub(printed, message))

    def _with_nouns(self, words: str) -> str:
        """``words`` of the marked text with the counted nouns in the place of their marks."""
        lengths = {end - start: self.text[start:end] for start, end in self.nouns.items()}
        return _MARKS.sub(lambda marks: lengths.get(len(marks[0]), "…"), words)

    def _restored(self, figure: Figure) -> Figure:
        start, end = self.original_span(*figure.span)
        of = figure.of if figure.of is None else self._with_nouns(figure.of)
        restored = replace(figure, verbatim=self.original[start:end], span=(start, end), of=of)
        if figure.kind != "count" or (figure.unit.text or "").endswith(" points"):
            return restored
        noun = next((at for at in self.nouns if figure.span[0] <= at < figure.span[1]), None)
        if noun is None:
            unit = figure.unit.text or ""
            return (
                replace(restored, unit=Unit.of(self._with_nouns(unit)))
                if MARK in unit
                else restored
            )
        return replace(restored, unit=Unit.of(self.text[noun : self.nouns[noun]]))


def translated(text: str, locale: str) -> Translation:
    """``text`` with everything that its locale prints around a number in English.

    >>> translated("environ 1,5 milliard d'euros", "fr").text
    'about 1.5 billion euros'
    >>> [one.readings for one in translated("1.5 Mrd.", "de").refused]
    [('1.5', '15')]
    >>> translated("1,5 Mrd.", "en").text
    '1,5 Mrd.'

    :raises UsageError: there is no table for the locale.
    """
    language = language_of(locale)
    if language == "en":
        return Translation(text, text)
    translator = Translator(text, vocabulary_of(language), separators_of(locale))
    english, nouns, refused, positions = translator.rendering()
    return Translation(english, text, MappingProxyType(nouns), refused, positions)
