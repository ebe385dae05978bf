"""A language's table: its phrases by what they do beside a number, and the pattern that finds them.

Vocabulary: a *sense* is a role and the English words. A role says where a phrase means what the
table says: a hedge only before a number, a magnitude only behind one (``ROLES``). Phrases are
written in small letters, several with ``|`` between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

from dealmodel.dataclass import dataclass, field
from dealmodel.figures.patterns import lazy_pattern

ROLES = {
    "magnitude": "behind a number",
    "currency": "behind a number, or directly before one",
    "unit": "behind a number: per cent, times, days",
    "number": "a number in words; anywhere",
    "of": "behind a share or a fraction: the whole that it is of",
    "link": "between a magnitude and its noun (de, di): taken out",
    "opening": "before the first of two numbers that a connector joins",
    "movement": "before the first of two numbers that a connector of movement joins",
    "by": "before a number, behind a verb of change",
    "connector": "between two numbers",
    "hedge": "before a number",
    "degree": "before a change in words: doubled, halved",
    "per": "before an amount, whose unit it follows in English (Chinese)",
    "behind": "behind a number and its unit",
    "holding": "directly before or behind a share: what it is a share of",
    "verb": "anywhere: a change, which a word of role ``by`` may give its extent",
    "word": "anywhere",
}
"""Where each kind of phrase is translated, the first that fits."""

_LETTER = r"[^\W\d_]"
_NAMED = lazy_pattern(r"\(\?P<\w+>")
_SIGNS = "%‰€$£¥₩₹"

_ELISION = "'"
UNREAD = "(unread)"
"""In place of English words: a magnitude beyond those that are read, refused with its number."""

SHARES = ("half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth")
"""How the English words of a fraction start or end."""

SCALED = ("thousand", "illion")
"""How the English words of a number with a magnitude end."""

_CHANGES = ("doubled", "tripled", "quadrupled", "halved")
_PERCENT = r"[%‰]"

OUT_OF = "out of"
"""The connector that makes a ratio of two numbers, not a range."""

Table = Mapping[str, str]
"""English words → the phrases that they translate, with ``|`` between them."""


class Sense(NamedTuple):
    """What a phrase does, and its English words."""

    role: str
    english: str


class Rule(NamedTuple):
    """A pattern of its own, for what no phrase can say (dates, numerals in words).

    ``edit`` gives the text that takes the match's place, ``None`` to leave it alone. ``gives`` says
    what that is: a "number", to which a unit may belong, a "figure" with its own, a "currency"
    whose number follows, what is "refused" for no number, or the "readings" (with ``|`` between
    them) of what is refused for several.
    """

    pattern: str
    edit: Callable[[re.Match[str]], str | None]
    gives: Literal["", "number", "figure", "readings", "refused", "currency"] = ""


@dataclass(frozen=True)
class Vocabulary:
    """A language's table; ``ROLES`` says where each kind of phrase is translated.

    ``articles`` may stand before a noun of change, ``of`` and ``links`` behind a share or a
    magnitude; ``moving`` are the connectors that tell a movement, not a range. ``noun`` matches
    what a number may count and ``adjectives`` what may stand between, both in the original text;
    ``no_nouns`` are words that never are one, ``years`` those that make a year of the number behind
    them; ``times`` are hedges that mean something else before a year; ``ends`` matches, in the
    original, the words of a whole that a share is of, where others follow it. ``capitalised``
    phrases are of the language only with a capital (German "Billion", which an English "billion" is
    not). ``particles`` are words of ``of`` that belong to a verb where no name follows them ("stieg
    um 5 Prozent an"). ``rules_start`` are the characters that a rule's match may start with;
    ``spaced`` says that the language puts blanks between words.
    """

    numbers: Table = field(default_factory=dict)
    magnitudes: Table = field(default_factory=dict)
    currencies: Table = field(default_factory=dict)
    units: Table = field(default_factory=dict)
    articles: str = ""
    of: str = ""
    links: str = ""
    openings: Table = field(default_factory=dict)
    movements: Table = field(default_factory=dict)
    moving: frozenset[str] = frozenset()
    by: Table = field(default_factory=dict)
    hedges: Table = field(default_factory=dict)
    degrees: Table = field(default_factory=dict)
    connectors: Table = field(default_factory=dict)
    behind: Table = field(default_factory=dict)
    holdings: Table = field(default_factory=dict)
    pers: Table = field(default_factory=dict)
    verbs: Table = field(default_factory=dict)
    words: Table = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    rules_start: str = r"\d"
    noun: str = "(?!)"
    no_nouns: frozenset[str] = frozenset()
    adjectives: str = "(?!)"
    years: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    ends: str = "(?!)"
    particles: frozenset[str] = frozenset()
    capitalised: frozenset[str] = frozenset()
    spaced: bool = True
    senses: Mapping[str, tuple[Sense, ...]] = field(init=False)

    def __post_init__(self) -> None:
        tables = (
            self.magnitudes,
            self.currencies,
            self.units,
            self.numbers,
            {"of the": self.of},
            {"": self.links},
            self.openings,
            self.movements,
            self.by,
            self.connectors,
            self.hedges,
            self.degrees,
            self.pers,
            self.behind,
            {**self.holdings, **self._with_articles(self.holdings, "stake")},
            {**self.verbs, **self._with_articles(self.verbs, " of")},
            self.words,
        )
        senses: dict[str, tuple[Sense, ...]] = {}
        for role, table in zip(ROLES, tables, strict=True):
            for english, printed in table.items():
                for phrase in _phrases(printed):
                    senses[phrase] = (*senses.get(phrase, ()), Sense(role, english))
        object.__setattr__(self, "senses", senses)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Whatever may be rewritten: a rule's match (``rule0``...), a numeral, a sign, a phrase."""
        rules = "|".join(f"(?P<rule{at}>{rule.pattern})" for at, rule in enumerate(self.rules))
        rules = f"(?=[{self.rules_start}])(?:{rules})|" if rules else ""
        apart = f"(?<!{_LETTER})" if self.spaced else ""
        return re.compile(
            rf"{rules}(?P<numeral>(?<!\d)\d{{1,3}}(?: \d{{3}})+(?!\d)(?:[.,']\d+)*"
            rf"|\d+(?:[.,']\d+)*|(?<![\w.,])\.\d+)|(?P<sign>[{_SIGNS}])|(?P<phrase>{apart}{self._any(self.senses)})"
        )

    @cached_property
    def number_ahead(self) -> re.Pattern[str]:
        """A number, with what may stand between it and its hedge."""
        hedges = self._any(_listed(self.hedges))
        currencies = self._any(_listed(self.currencies))
        number = rf"\d|{self._any(_listed(self.numbers))}"
        for rule in self.rules:
            if rule.gives in ("number", "figure"):
                number += "|" + _NAMED.sub("(?:", rule.pattern)
        return re.compile(
            rf"[ \n]?(?:{hedges}[ \n]?){{0,2}}(?:[a-z.]{{0,4}}[{_SIGNS}+−-] ?|{currencies} ?"
            rf"|[a-z]{{3}} ?(?=\d))?(?:{number})"
        )

    @cached_property
    def range_ahead(self) -> re.Pattern[str]:
        """A number that a connector joins to another: the connector is group ``connector``."""
        joining = {key: table for key, table in self.connectors.items() if key != OUT_OF}
        connector = self._any(_listed(joining))
        apart = f"(?<!{_LETTER})" if self.spaced else ""
        return re.compile(
            rf"{self.number_ahead.pattern}[\d.,' ]*"
            rf"(?:(?:19|20)\d\d(?!\d)|(?<=mrd|mio)\.|[^;!?().\d]){{0,28}}?"
            rf"{apart}(?P<connector>{connector}){self.number_ahead.pattern}"
        )

    @cached_property
    def share_ahead(self) -> re.Pattern[str]:
        """A percentage or a fraction, with what may stand before it."""
        percent = self._any(_listed({"": self.units.get("percent", "")}))
        hedges = self._any(_listed(self.hedges))
        return re.compile(
            rf"{self.number_ahead.pattern}[\d.,' ]*-?(?:{_PERCENT}|{percent})"
            rf"|[ \n]?(?:{hedges}[ \n]?){{0,2}}{self.parts.pattern}"
        )

    @cached_property
    def parts(self) -> re.Pattern[str]:
        """A fraction in words."""
        parts = {key: table for key, table in self.numbers.items() if is_share(key)}
        return re.compile(self._any(_listed(parts)))

    @cached_property
    def change_ahead(self) -> re.Pattern[str]:
        """A change in words, such as "doubled"."""
        changes = {key: table for key, table in self.verbs.items() if key in _CHANGES}
        return re.compile(rf"[ \n]?{self._any(_listed(changes))}")

    @cached_property
    def ends_pattern(self) -> re.Pattern[str]:
        """The words of a whole that a share is of, where others follow it."""
        return re.compile(self.ends)

    @cached_property
    def noun_pattern(self) -> re.Pattern[str]:
        """A counted noun, in the original text."""
        return re.compile(self.noun)

    @cached_property
    def adjective_pattern(self) -> re.Pattern[str]:
        """A word that may stand between a number and its noun."""
        return re.compile(self.adjectives)

    def is_hedge(self, word: str) -> bool:
        """Whether a word hedges a number."""
        return any(sense.role == "hedge" for sense in self.senses.get(word, ()))

    def _with_articles(self, table: Table, mark: str) -> dict[str, str]:
        """The nouns of a table, whose English words have ``mark`` in them, behind an article: "ein
        Plus von" is "a rise of"."""
        nouns = ((english, printed) for english, printed in table.items() if mark in english)
        return {
            f"a {english}": "|".join(
                f"{article}{'' if article.endswith(_ELISION) else ' '}{phrase}"
                for phrase in _phrases(printed)
                for article in _phrases(self.articles)
            )
            for english, printed in nouns
        }

    def _any(self, phrases: Iterable[str]) -> str:
        return any_of(phrases, bounded=self.spaced)


def is_share(english: str) -> bool:
    """Whether a number in words is a fraction.

    >>> is_share("two thirds"), is_share("half a million")
    (True, False)
    """
    if english.endswith(SCALED):
        return False
    return english.startswith(SHARES) or english.endswith(SHARES)


def any_of(phrases: Iterable[str], *, bounded: bool = True) -> str:
    """A regular expression for any of the phrases, the longest that is there; letters shared by
    their beginnings are tried once. ``bounded`` ends a phrase where its word ends.

    >>> re.match(any_of(["mehr", "mehr als"]), "mehr alsbald")[0]
    'mehr'
    """
    tree: _Node = {}
    for phrase in phrases:
        node = tree
        for character in phrase:
            node = node.setdefault(character, {})
        node[""] = {}
    return _expression(tree, f"(?!{_LETTER})" if bounded else "") if tree else r"(?!)"


_Node = dict[str, "_Node"]


def _expression(node: _Node, boundary: str, last: str = "") -> str:
    branches = []
    for character, rest in sorted(node.items(), reverse=True):
        if not character:
            branches.append(boundary if last.isalpha() else "")
        else:
            printed = "[ \\n]" if character == " " else re.escape(character)
            branches.append(printed + _expression(rest, boundary, character))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _phrases(printed: str) -> list[str]:
    return [phrase for part in printed.split("|") if (phrase := " ".join(part.split()))]


def _listed(table: Table) -> list[str]:
    return [phrase for printed in table.values() for phrase in _phrases(printed)]
