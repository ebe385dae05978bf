"""What the numbers of a text count, in its own language: the noun right behind each.

Policy: a noun is a word that the language's table takes for one (a capital in German, a plural
elsewhere, a measure word in Chinese) and of which nothing was translated. Adjectives between a
number and its noun are taken out of the translation. A year counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from dealmodel.dataclass import dataclass
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.languages.positions import Edit
from dealmodel.figures.languages.vocabulary import Vocabulary

_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class CountedNouns:
    """The nouns of ``text``, whose small letters are ``folded``; ``known`` is where what has a
    meaning of its own starts."""

    text: str
    folded: str
    vocabulary: Vocabulary
    known: Collection[int]

    def behind(self, places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Edit | None]]:
        """The nouns behind the numbers at ``places``: start, end, and what takes the adjectives
        before it out. A place that starts below 0 has a unit already.

        >>> from dealmodel.figures.languages.locales import vocabulary_of
        >>> text = "300 neue Autos"
        >>> list(CountedNouns(text, text.lower(), vocabulary_of("de"), ()).behind([(0, 3)]))
        [(9, 14, Edit(start=4, end=9, text=''))]
        """
        for start, end in places:
            if start < 0 or end >= len(self.text):
                continue
            first = noun_at = end + (self.folded[end] in " \n")
            while (adjective := self._free(self.vocabulary.adjective_pattern, noun_at)) is not None:
                noun_at = adjective.end()
            noun = self._free(self.vocabulary.noun_pattern, noun_at)
            if noun is None or noun[0] in CURRENCIES or self._is_year(start, end):
                continue
            yield *noun.span(), Edit(first, noun_at, "") if noun_at > first else None

    def _free(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """A match of ``pattern`` of which nothing was translated and that may be a noun's."""
        match = pattern.match(self.text, start)
        if match is None or match[0].strip().lower() in self.vocabulary.no_nouns:
            return None
        return None if any(at in self.known for at in range(*match.span())) else match

    def _is_year(self, start: int, end: int) -> bool:
        """Whether the number is a year, though a noun follows it: "2023 BYD ..."."""
        printed = self.folded[start:end]
        if len(printed) != 4 or not printed.isdecimal() or int(printed) not in _YEARS:
            return False
        before = self.folded[max(0, start - 24) : start].split()
        word = before[-1] if before else ""
        return word in self.vocabulary.years or (
            int(printed) % 50 != 0 and not self.vocabulary.is_hedge(word)
        )
