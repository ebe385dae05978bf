"""What a rule is: the words of one kind of relation, its formula, its tolerance, its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from dealmodel.articles.figures import Placed, Sentence
from dealmodel.articles.relation import Expected, Relation
from dealmodel.articles.verdicts import Verdict
from dealmodel.dataclass import dataclass, field
from dealmodel.figures.figure import Figure
from dealmodel.formulas.numbers import rate_text
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.period import Period
from dealmodel.rates.rate import today as day_now

_BEHIND, _BEFORE = 40, 24


@dataclass(frozen=True, slots=True)
class StatedRate:
    """A rate that the text itself gives: so many of ``quote`` for one ``base``."""

    base: str
    quote: str
    figure: Figure
    value: Fraction
    figures: tuple[int, ...]

    @property
    def value_text(self) -> str:
        """The number as it is shown."""
        return rate_text(self.value)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a relation is tested against beside its own text: its day, and whose rates."""

    placed: Placed
    published: Period | None
    rates: RatesAt
    stated: tuple[StatedRate, ...] = ()
    today: date = field(default_factory=day_now)


@dataclass(frozen=True, slots=True)
class Found:
    """Words that put figures into relation: the figures by their part, and the line between."""

    figures: Mapping[str, Figure]
    sentence: Sentence
    line: str
    at: Mapping[str, int]
    setting: Setting
    template: str

    @property
    def is_apart(self) -> bool:
        """Whether its figures stand in two sentences, or in two clauses that only a workforce
        joins."""
        return "//" in self.template or self.template.startswith("employs")

    def between(self, one: str, other: str) -> str:
        """The words from one figure to another, and a few behind the later of the two."""
        first, last = sorted((self.at[one], self.at[other]))
        return self.line[first : last + _BEHIND]

    def before(self, part: str) -> str:
        """The few words before a figure."""
        at = self.at[part]
        return self.line[max(0, at - _BEFORE) : at]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test gives, without the kind and the figures."""

    verdict: Verdict
    message: str
    expected: Expected | None = None
    remedies: tuple[str, ...] = ()
    why: str = ""


Test = Callable[[Found], Outcome | None]
Search = Callable[[Setting], Iterator[Relation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of relation.

    ``patterns`` are the words that claim it, tested by ``test``; a rule that reads more than words
    has a ``search`` of its own. ``holds``, ``fails`` and ``tempts`` are texts: of the first it
    finds a relation that holds, of the second one that is wrong or doubtful, of the third nothing
    that is either. ``order`` puts rules of which one text has several relations: the lower number
    takes its figures first.
    """

    kind: str
    definition: str
    tolerance: str
    holds: Sequence[str]
    fails: Sequence[str]
    tempts: Sequence[str]
    patterns: Sequence[str] = ()
    test: Test | None = None
    search: Search | None = None
    order: int = 50
    published: str | None = None
