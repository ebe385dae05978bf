"""What a rule is: the words of one kind of relation, its formula, its tolerance, its examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from dealmodel.articles.figures import Placed, Sentence
from dealmodel.articles.relation import Expected, Relation
from dealmodel.articles.verdicts import Verdict
from dealmodel.dataclass import dataclass, field
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.formulas.numbers import rate_text
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.period import Period
from dealmodel.rates.rate import today as day_now

_BEHIND, _BEFORE = 40, 24
_UNTIL = lazy_pattern(r"[,;|<]")


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
    """Words that put figures into relation: the figures by their part, where they stand in the
    line, and their indices. It ``is_sure`` where the words leave no other choice."""

    figures: Mapping[str, Figure]
    sentence: Sentence
    line: str
    at: Mapping[str, int]
    setting: Setting
    template: str
    indices: Mapping[str, int] = field(default_factory=dict)
    is_sure: bool = True

    @property
    def is_apart(self) -> bool:
        """Whether its figures stand in two sentences, or in two clauses that only a workforce
        joins."""
        return "//" in self.template or self.template.startswith("employs")

    def between(self, one: str, other: str) -> str:
        """The words from one figure to another, and a few behind the later of the two."""
        first, last = sorted((self.at[one], self.at[other]))
        behind = self.line.find(">", last) + 2
        return self.line[first:behind] + _UNTIL.split(self.line[behind : behind + _BEHIND])[0]

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


@dataclass(frozen=True, slots=True)
class Frame:
    """By which words each figure of a relation has its part, in whatever order they stand;
    :mod:`dealmodel.articles.frames` finds them.

    :param cues: groups of templates, each of which binds a part or two; the earlier in its group,
        the stronger.
    :param rest: the part that no words bind: it goes to the one figure that is left.
    :param rest_sorts: the sorts of figures that it can go to.
    :param alike: the parts that have to be of one thing, in one currency.
    :param is_of_one_noun: whether those of them that are counts have to be of one noun; the people
        of a part need not be the employees of the whole.
    :param within: how far its figures may be apart. In a "clause" no change and no amount of
        another thing may stand between; in a "sentence" they may; both are looked for in two
        sentences, too. Of the "sentence before" is the rest, and only that.
    :param reach: so many words may be from one figure to the next.
    :param unless: templates; where one binds the same figures to the same parts, the words mean
        something else.
    :param name: what the test knows it by, in the place of a template.
    """

    cues: Sequence[Sequence[str]]
    rest: str = ""
    rest_sorts: str = "mcn"
    alike: Sequence[str] = ()
    is_of_one_noun: bool = True
    within: Literal["clause", "sentence", "sentence before"] = "clause"
    reach: int = 18
    unless: Sequence[str] = ()
    name: str = "frame"


Test = Callable[[Found], Outcome | None]
Finder = Callable[[Setting], Iterator[Found]]
Search = Callable[[Setting], Iterator[Relation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of relation.

    ``patterns`` are the words that claim it in one order, ``frames`` those that do in any, and
    ``finds`` is how a rule finds what neither can say; what they find is tested by ``test``. A rule
    that reads more than words has a ``search`` of its own. ``holds``, ``fails`` and ``tempts`` are
    texts: of the first it finds a relation that holds, of the second one that is wrong or doubtful,
    of the third nothing that is either. ``order`` puts rules of which one text has several
    relations: the lower number takes its figures first.
    """

    kind: str
    definition: str
    tolerance: str
    holds: Sequence[str]
    fails: Sequence[str]
    tempts: Sequence[str]
    patterns: Sequence[str] = ()
    frames: Sequence[Frame] = ()
    finds: Finder | None = None
    test: Test | None = None
    search: Search | None = None
    order: int = 50
    published: str | None = None
