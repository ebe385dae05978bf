"""One pass over a text: what stands beside its numbers, rewritten in English.

Whether a phrase means what its table says is told by its place (``vocabulary.ROLES``): a hedge
only before a number, a magnitude only behind one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dealmodel.dataclass import dataclass, field
from dealmodel.errors import AmbiguousFigure, FigureError, UnreadableFigure
from dealmodel.figures.languages.counted_nouns import CountedNouns
from dealmodel.figures.languages.positions import Edit, Positions, rewritten
from dealmodel.figures.languages.separators import Separators
from dealmodel.figures.languages.spacing import HAN, set_apart
from dealmodel.figures.languages.vocabulary import (
    OUT_OF,
    SCALED,
    UNREAD,
    Sense,
    Vocabulary,
    is_share,
)
from dealmodel.figures.patterns import lazy_pattern

_PLAIN = {**dict.fromkeys("\u00a0\u202f\u2009\u2007\u3000\t", " "), "’": "'", "‘": "'", "İ": "i"}
_FOLD = str.maketrans(
    {**_PLAIN, **{chr(0xFF10 + n): str(n) for n in range(10)}, "．": ".", "％": "%"}
)
_VERB_REACH = 60
_WORDS_BETWEEN = 4
_YEAR_AHEAD = lazy_pattern(r" ?(?:19|20)\d\d(?![\d.,']\d| ?[\d%€$£¥]| ?(?:euro|dol|dól|mi|yuan))")
_BREAK = lazy_pattern(r"[.,;:](?!\d)|\(")
_ANY_PERCENT = lazy_pattern(r"[%‰]|\bpour cent|\bper cento|\bpor ciento|\bprozent")
_PERCENT_SOON = lazy_pattern(rf"[\d.,' ]*(?:{_ANY_PERCENT.pattern})")
_CHANGED_BY = ("cut by", "raised by")
_COMPARED = ("higher", "lower")
_REACHED = "reached"
_BY = frozenset("de d' di del en por".split())
_JOINING = lazy_pattern(r"[ 至到~～–—-]{0,3}[约近超逾]?")
_JOINED = lazy_pattern(r" ?[至到~～–—-]")
_WHOLE_AT_MOST = 80
_SHOWN = 60


class Rendering(NamedTuple):
    """A translated text: its nouns (start → end), what was refused, and where it all was."""

    text: str
    nouns: dict[int, int]
    refused: tuple[FigureError, ...]
    positions: Positions


@dataclass
class Translator:
    """One pass over a text.

    ``places`` are the numbers, each from its start to where its noun may start; -1 is one that has
    a unit. ``known`` is where something known starts. ``behind`` is where the last number, or what
    belongs to it, ended; ``scaled`` says that this was a magnitude, ``is_share`` a percentage or a
    fraction, ``opened`` that a word of movement stands before it. ``verb`` is where the last verb
    of change ended, ``changed_by`` whether it was one of by how much. ``toward`` is where the last
    word ended that says to where something moved, ``is_level`` that the last number is there.
    ``whole`` is where the last "of" ended, ``held`` the last noun of a holding behind a share,
    ``ends`` where the words end that a share is of. ``prefix`` is the currency before the
    last number, and ``per`` the edit of what the next amount is for.
    """

    text: str
    vocabulary: Vocabulary
    separators: Separators
    edits: list[Edit] = field(default_factory=list)
    refused: list[FigureError] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    known: set[int] = field(default_factory=set)
    behind: int = -1
    scaled: bool = False
    is_share: bool = False
    opened: bool = False
    changed_by: bool = False
    verb: int = -2 * _VERB_REACH
    toward: int = -2 * _VERB_REACH
    is_level: bool = False
    whole: int = -1
    held: int = -2
    prefix: str = ""
    per: int = -1
    ends: list[int] = field(default_factory=list)

    def rendering(self) -> Rendering:
        """The translated text."""
        self.folded = self.text.translate(_FOLD).lower()
        search, position = self.vocabulary.pattern.search, 0
        while (match := search(self.folded, position)) is not None:
            position = self._take(match)
        found = CountedNouns(self.text, self.folded, self.vocabulary, self.known)
        counted = list(found.behind(self.places))
        edits = sorted(self.edits + [edit for _, _, edit in counted if edit is not None])
        edits = sorted([*edits, *self._ends_of_wholes(edits)])
        if not self.vocabulary.spaced:
            edits = list(set_apart(self.text, edits))
        text, positions = rewritten(self.text, edits)
        nouns = {
            positions.moved(start): positions.moved(start) + end - start
            for start, end, _ in counted
        }
        return Rendering(text, nouns, tuple(self.refused), positions)

    def _take(self, match: re.Match[str]) -> int:
        """Translate a match; where to go on."""
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "phrase":
            return self._take_phrase(match[0].replace("\n", " "), start)
        if kind == "sign":
            if self._touches(start):
                self._unit(end, is_share=match[0] in "%‰")
            if not self.vocabulary.spaced and start and self.folded[start - 1] > HAN:
                self._replace(start, end, f" {match[0]}")  # no letters of a currency's sign
        elif kind == "numeral":
            self._take_numeral(match[0], start)
        else:
            rule = self.vocabulary.rules[int((kind or "rule0")[4:])]
            english = rule.edit(match)
            if english is None:
                return start + 1
            if rule.gives == "readings":
                self.refused.append(_ambiguous(self.text, start, end, english.split("|")))
                english = "x" * (end - start)
            elif rule.gives == "refused":
                self.refused.append(_no_number(self.text, start, end))
                english = "x" * (end - start)
            self._replace(start, end, english)
            if rule.gives == "currency":
                self.prefix, self.behind = english[-3:], end
            elif rule.gives == "number":
                self._number(start, end)
            elif rule.gives == "figure":
                self._number(start, end)
                self._unit(end, is_share=True)
        return end

    def _take_numeral(self, printed: str, start: int) -> None:
        end = start + len(printed)
        english = self.separators.english(self.text, start, printed)
        if isinstance(english, FigureError):
            self.refused.append(english)
            english = "x" * len(printed)
        else:
            self._number(start, end)
        self._replace(start, end, english)

    def _take_phrase(self, phrase: str, start: int) -> int:
        """Translate the longest beginning of ``phrase`` that has a sense here; where to go on."""
        rest = phrase
        while rest:
            end = start + len(rest)
            is_foreign = rest in self.vocabulary.capitalised and self.text[start].islower()
            for sense in () if is_foreign else self.vocabulary.senses.get(rest, ()):
                if self._holds(sense, start, end):
                    self._apply(sense, start, end)
                    return end
            rest = rest.rpartition(" ")[0]
        return start + len(phrase.partition(" ")[0])

    def _holds(self, sense: Sense, start: int, end: int) -> bool:
        """Whether a phrase means here what the table says of that sense."""
        role, english = sense
        if role in ("verb", "word"):
            return True
        if role == "number":
            is_joined = self.folded.startswith("-", end)  # "drei-Milliarden", not "drei-fach"
            return not is_joined or self.vocabulary.pattern.match(self.folded, end + 1) is not None
        if role in ("magnitude", "unit"):
            return self._touches(start)
        if role == "currency":
            return self._touches(start) or self.folded[end : end + 2].strip()[:1].isdecimal()
        if role == "link":
            return self.scaled and self._touches(start)
        if role == "of":
            if self.folded[start:end] in self.vocabulary.particles and (
                self._is_extent(start) or not self.text[end : end + 2].strip().isupper()
            ):
                return False
            is_part = self.is_share or self._counts_ahead(end)
            return is_part and self._touches(start)
        if role == "holding":
            is_of_share = self.is_share and (self._touches(start) or 0 <= start - self.whole <= 1)
            return is_of_share or self.vocabulary.share_ahead.match(self.folded, end) is not None
        if role == "degree":
            return self.vocabulary.change_ahead.match(self.folded, end) is not None
        if role == "behind":
            if english.startswith(_COMPARED):
                return (self.is_share or self.is_level) and self._touches(start)
            return self._is_near(start)
        if role in ("opening", "movement"):
            ahead = self.vocabulary.range_ahead.match(self.folded, end)
            if ahead is None or self._is_of_two_kinds(ahead):
                return False
            return (ahead["connector"] in self.vocabulary.moving) == (role == "movement")
        if self.vocabulary.number_ahead.match(self.folded, end) is None:
            return False
        if role == "per":
            return True
        if role == "connector":
            is_bare = self._touches(start) and self.places[-1][0] >= 0
            return is_bare if english == OUT_OF else self._is_near(start)
        if role == "hedge":
            # "5 % weniger als 2023" compares with a year, "ab 2025" starts in one.
            is_time = self.folded[start:end] in self.vocabulary.times or self._touches(start)
            return not (is_time and _YEAR_AHEAD.match(self.folded, end))
        return self._is_extent(start)

    def _is_of_two_kinds(self, ahead: re.Match[str]) -> bool:
        """Whether a percentage is followed by something else: "de 37 % à 4,1 millions" tells by how
        much and to where."""
        first = self.folded[ahead.start() : ahead.start("connector")]
        second = self.folded[ahead.end("connector") : ahead.end()]
        parts = self.vocabulary.parts
        return (_ANY_PERCENT.search(first) or parts.search(first)) is not None and (
            _PERCENT_SOON.match(self.folded, ahead.end()) or parts.search(second)
        ) is None

    def _counts_ahead(self, end: int) -> bool:
        """Whether a number that is no year stands at ``end``: "three of the five"."""
        ahead = self.vocabulary.number_ahead.match(self.folded, end)
        return ahead is not None and _YEAR_AHEAD.match(self.folded, end) is None

    def _apply(self, sense: Sense, start: int, end: int) -> None:
        role, english = sense
        touches, glued = self._touches(start), start == self.behind
        if english == UNREAD:
            self._refuse_magnitude(end)
            return
        if role == "number":
            self._number(start, end)
            self.scaled = english.endswith(SCALED) or english.startswith("about ")
            self.is_share = is_share(english)
        elif role in ("magnitude", "link"):
            self.behind = end
            self.scaled = role == "magnitude"
            self.places[-1] = (self.places[-1][0], end)
        elif role == "of":
            self.whole = end
            self._end_whole(end)
            if not self.is_share or self.behind == self.held:
                english = "of"  # "two of nine seats", "the shares of"
        elif role == "holding" and self.is_share and (touches or 0 <= start - self.whole <= 1):
            self.behind = self.held = end
        elif role == "per":
            self.per = len(self.edits)
        elif role in ("currency", "unit") and touches:
            self._unit(end, is_share=english == "percent")
            if role == "currency":
                english = self._in_currency(start, end, english)
        elif role == "verb":
            self.verb, self.changed_by = end, english in _CHANGED_BY
        elif role == "movement":
            self.opened = True
            english = "from" if self._is_extent(start) else english
        elif role == "connector":
            if self.opened:
                self.opened, english = False, "to"
            elif english == "to" and self.changed_by:
                english = "went to"  # "cut by 10,000 to 109,800" is no range
        elif english == "and a half":
            self.behind = end
        elif role == "behind" and self.is_level and english.startswith(_COMPARED):
            english = _REACHED  # "von 5 auf 10 Prozent gestiegen"
        if role in ("connector", "hedge") and self.folded[start:end] in self.vocabulary.moving:
            self.toward = end
        if role in ("by", "word") and english.startswith("by "):
            start, english = self._by(start, end), english[3:]
        elided = self.folded[end - 1] == "'"
        if not english and start and self.folded[start - 1] == " " and not elided:
            start -= 1
        elif english and elided:
            english += " "
        elif (
            glued
            and self.folded[start - 1].isalnum()
            and self.vocabulary.spaced
            and english.replace(" ", "").isalpha()
        ):
            english = f" {english}"
        self._replace(start, end, english)

    def _number(self, start: int, end: int) -> None:
        self.is_level = 0 <= start - self.toward <= _WORDS_BETWEEN * 8
        self.toward = -2 * _VERB_REACH
        between = self.folded[self.behind : start]
        if self.prefix and _JOINING.fullmatch(between) is None:
            self.prefix = ""
        self.behind, self.scaled, self.is_share = end, False, False
        self.places.append((start, end))

    def _in_currency(self, start: int, end: int, english: str) -> str:
        """The currency of the number before it, with what the amount is for: in "港币5亿元" the
        last character is the unit of the currency before the number."""
        if self.prefix and end - start == 1:
            english = self.prefix
        if self.per < 0 or _JOINED.match(self.folded, end):
            return english
        first, last, per = self.edits[self.per]
        if start - last > _WORDS_BETWEEN * 8 or _BREAK.search(self.folded[last:start]):
            return english
        self.edits[self.per] = Edit(first, last, "")
        self.per = -1
        return f"{english} {per}"

    def _by(self, start: int, end: int) -> int:
        """Set the word that says by how much something changed apart from the hedge behind it,
        which belongs to the figure; where the hedge starts."""
        first = re.match(r"[^ ']+(?:'| |$)", self.folded[start:end])
        printed = first[0] if first is not None else ""
        if printed.strip() not in _BY:
            self.edits.append(Edit(start, start, "by "))
            return start
        self._replace(start, start + len(printed), "by ")
        return start + len(printed)

    def _end_whole(self, start: int) -> None:
        """Note where the words end that a share is of."""
        limit = start + _WHOLE_AT_MOST
        match = self.vocabulary.ends_pattern.match(self.text, start, limit)
        if match is not None and match.end() > start:
            self.ends.append(match.end())

    def _ends_of_wholes(self, edits: list[Edit]) -> list[Edit]:
        """Commas where a whole ends, at which the grammar stops, as far as nothing else is
        rewritten there."""
        return [
            Edit(end, end, ",")
            for end in sorted({*self.ends})
            if not any(edit.start < end < edit.end for edit in edits)
        ]

    def _refuse_magnitude(self, end: int) -> None:
        """Refuse the last number with the magnitude behind it that ends at ``end``."""
        start = self.places.pop()[0]
        if self.edits and self.edits[-1].start >= start:
            self.edits.pop()
        printed = self.text[start:end]
        self.refused.append(
            UnreadableFigure(
                self.text,
                start,
                end,
                f"{printed[:_SHOWN]!r}: that magnitude is not read. Write the number out",
            )
        )
        self._replace(start, end, "x" * len(printed))
        self.behind = -1

    def _unit(self, end: int, *, is_share: bool = False) -> None:
        """The last number has its unit, so that it counts nothing."""
        self.behind, self.scaled, self.is_share = end, False, is_share
        self.places[-1] = (-1, end)

    def _replace(self, start: int, end: int, english: str) -> None:
        self.known.add(start)
        if english != self.text[start:end] or not self.vocabulary.spaced:
            self.edits.append(Edit(start, end, english))

    def _touches(self, start: int) -> bool:
        """Whether nothing stands between the last number and ``start``."""
        behind = self.behind
        return behind >= 0 and start - behind <= 2 and not self.folded[behind:start].strip(" \n-")

    def _is_near(self, start: int) -> bool:
        """Whether at most a counted noun stands between the last number and ``start``."""
        between = self.folded[self.behind : start] if 0 <= start - self.behind < 40 else ".."
        return self.behind >= 0 and not between.strip(" \n-,").count(" ") and "." not in between

    def _is_extent(self, start: int) -> bool:
        """Whether a verb of change stands before ``start``, in the same breath."""
        if start - self.verb > _VERB_REACH:
            return False
        between = self.folded[self.verb : start]
        return _BREAK.search(between) is None and len(between.split()) <= _WORDS_BETWEEN


def _no_number(text: str, start: int, end: int) -> UnreadableFigure:
    return UnreadableFigure(
        text,
        start,
        end,
        f"{text[start:end][:_SHOWN]!r} says no number: write one, as far as it is printed",
    )


def _ambiguous(text: str, start: int, end: int, readings: list[str]) -> AmbiguousFigure:
    return AmbiguousFigure(
        text,
        start,
        end,
        f"{text[start:end][:_SHOWN]!r} can be read as {' or as '.join(readings)}: write which",
        readings,
    )
