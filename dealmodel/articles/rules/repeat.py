"""``repeat``: one quantity printed twice has to be one number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from dealmodel.articles.alike import aligned
from dealmodel.articles.readings import close, last_digit, numeral, wide
from dealmodel.articles.relation import Expected, Relation
from dealmodel.articles.rule import Found, Outcome, Rule, Setting
from dealmodel.articles.testing import printed_like
from dealmodel.dataclass import replace
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern

DEFINITION = "the same quantity is the same number wherever it is printed"
_NOUNS = (
    "deal|takeover|acquisition|merger|bid|offer|fine|bailout|fund|loan|buyout|settlement|contract|"
    "investment|stake|purchase|transaction|order|budget|penalty|plant|factory|project"
)
_INDIAN = lazy_pattern(r"\b(?:crores?|lakhs?|cr)\b", re.IGNORECASE)
"""Magnitudes that papers print again in millions and billions."""
_PAID = lazy_pattern(
    r"(?<![^ ])(?:buy|buying|bought|buys|acquire|acquiring|acquired|acquires|purchase|purchasing|"
    r"takeover of|take over) (?:[^ <|;]+ ){1,14}for <m(\d+)>"
)
_DEAL = lazy_pattern(
    r"(?<![^ ])the <m(\d+)> (?:deal|purchase|acquisition|takeover|transaction|buyout|bid)(?= )"
)
_EMPTY = lazy_pattern(r"[^\S\n]*\n[^\S\n]*\n")
_NAMED = re.compile(
    r"(?<!\S)(?P<article>the|its|their|a|an|this|that) (?:[a-z-]+ )?<(?P<mark>[mp]\d+)> (?:\S+ )?"
    rf"(?P<noun>{_NOUNS})(?!\S)"
)


def _test(found: Found) -> Outcome | None:
    first, second = found.figures["first"], found.figures["second"]
    if first.kind == "ratio" and second.kind == "growth":
        return held(_as_change(first), second, first, second)
    pair = aligned(first, second)
    if pair is None or not _restates(found):
        return None
    return held(*pair, found.figures["first"], found.figures["second"])


def _as_change(times: Figure) -> Figure:
    """A multiple as the change that it is: three times as many are 200 % more."""
    low, high = times.bounds.low, times.bounds.high
    bounds = replace(
        times.bounds,
        low=None if low is None else low - 1,
        high=None if high is None else high - 1,
    )
    return replace(
        times, kind="growth", value=None if times.value is None else times.value - 1, bounds=bounds
    )


def held(first: Figure, second: Figure, *printed: Figure) -> Outcome:
    """Whether two figures can be one number."""
    one, other = (" ".join(each.verbatim.split()) for each in printed)
    told = f"{one} and {other} are one quantity"
    expected = Expected(first.value, first.bounds, printed[0].unit.text)
    unit = max(last_digit(first), last_digit(second))
    near = close(first)
    if overlap(near, _widened(close(second), unit)) is not None:
        return Outcome("holds", told, expected)
    remedies = tuple(
        f"{instead} instead of {' '.join(of.verbatim.split())}"
        for of, value in ((printed[1], first.value), (printed[0], second.value))
        if value is not None and (instead := printed_like(of, value)) is not None
    )
    if overlap(wide(first), _widened(wide(second), unit)) is not None:
        why = "they are one number only if they are rounded more coarsely than they are printed"
        return Outcome("doubtful", f"{told}; {why}", expected, remedies, why)
    return Outcome("wrong", f"{told}, and differ", expected, remedies)


def _widened(bounds: Bounds, by: Fraction) -> Bounds:
    low, high = bounds.low, bounds.high
    return Bounds(
        None if low is None else low - by, None if high is None else high + by, True, True
    )


def _search(setting: Setting) -> Iterator[Relation]:
    yield from _of_heading(setting)
    yield from _of_nouns(setting)


def _of_heading(setting: Setting) -> Iterator[Relation]:
    """The figure of a heading, and the one of its kind in the sentence beneath that tells it."""
    sentences = setting.placed.sentences
    if len(sentences) < 2 or not _is_heading(setting):
        return
    heading, first = ([setting.placed.figures[at] for at in each.figures] for each in sentences[:2])
    for one in heading:
        alike = [each for each in first if _can_repeat(one, each)]
        same = [each for each in heading if _can_repeat(one, each)]
        if len(alike) != 1 or len(same) != 1:
            continue
        doubt = "the heading may be about another thing than what is beneath"
        yield _doubted(one, alike[0], doubt)


def _is_heading(setting: Setting) -> bool:
    """Whether the text begins with a line that is no sentence, and an empty one."""
    span = setting.placed.sentences[0].span
    text = setting.placed.text
    return text[span[1] - 1 : span[1]] not in ".!?" and _EMPTY.match(text, span[1]) is not None


def _can_repeat(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one kind of thing, a number of things or an amount of money."""
    return (
        one.kind == other.kind
        and one.kind in ("money", "count")
        and one.per == other.per
        and one.unit.same_as(other.unit)
        and one.value is not None
        and other.value is not None
    )


def _of_nouns(setting: Setting) -> Iterator[Relation]:
    """ "The $1.6 billion deal", told again with another number where the text has one such only."""
    yield from _of_price(setting)
    named: dict[str, list[tuple[str, Figure]]] = {}
    for sentence in setting.placed.sentences:
        for match in _NAMED.finditer(sentence.line):
            figure = setting.placed.marked[int(match["mark"][1:])]
            key = f"{match['noun']} {figure.kind} {figure.unit.text}"
            named.setdefault(key, []).append((match["article"], figure))
    for told in named.values():
        first = told[0][1]
        for article, figure in told[1:]:
            if article in ("a", "an"):
                break  # there is a second one of them
            if article not in ("the", "this", "that"):
                continue
            yield _doubted(first, figure, "they may be two of a kind")


def _of_price(setting: Setting) -> Iterator[Relation]:
    """What something is bought for, and "the $34 billion deal" in the sentence behind."""
    marked = setting.placed.marked
    for first, second in pairwise(setting.placed.sentences):
        paid = _PAID.findall(first.line)
        again = _DEAL.findall(second.line)
        if len(paid) != 1 or len(again) != 1:
            continue
        one, other = marked[int(paid[0])], marked[int(again[0])]
        if _can_repeat(one, other):
            yield _doubted(one, other, "they may be two of a kind")


def _doubted(first: Figure, second: Figure, doubt: str) -> Relation:
    """Whether two figures are one number, no more than doubted: ``doubt`` says why they need not
    be."""
    outcome = held(first, second, first, second)
    verdict, why, message = outcome.verdict, outcome.why, outcome.message
    if verdict == "wrong":
        verdict, why, message = "doubtful", doubt, f"{message}; {doubt}"
    return Relation(
        "repeat",
        (first, second),
        verdict,
        message,
        DEFINITION,
        outcome.expected,
        outcome.remedies,
        why,
    )


def _restates(found: Found) -> bool:
    """Whether the second is the first in other words: "half, or 50%"; or that it is said to be."""
    first, second = found.figures["first"], found.figures["second"]
    if (numeral(first) is None) != (numeral(second) is None):
        return True
    if _INDIAN.search(first.verbatim) and not _INDIAN.search(second.verbatim):
        return first.unit.same_as(second.unit)
    return "that_is" in found.template and first.unit.same_as(second.unit)


RULE = Rule(
    kind="repeat",
    definition=DEFINITION,
    tolerance="the rounding of both, and a unit of the last digit of the coarser one",
    order=65,
    search=_search,
    patterns=(
        "{first:fp} ,? (? or|i.e|that_is {second:p}",
        "{first:p} ,? (? or|i.e|that_is {second:f}",
        "{first:f} -- {second:p} --",
        "{first:f} ( {second:p} )",
        "{first:p} ( {second:f} )",
        "{first:mcn} ,? (? that_is|i.e ,? {second:mcn}",
        "{first:m} ,? or {second:m}",
        "{first:m} ( {second:m} )",
        "{first:w} , a|an|up|down ~ {second:g}",
        "{first:r} ~w ,? or ~w @CHANGE of {second:g}",
        "{first:w} ~~ to ~ , a|an ~ @CHANGE of {second:gp}",
    ),
    test=_test,
    holds=(
        "A third, or 33%, of the staff left.",
        "It paid for the $1.6 billion deal in cash. The $1.6 billion deal closed in May.",
        "It is worth three times the old price, or a gain of 200%.",
    ),
    fails=(
        "A third, or 43%, of the staff left.",
        "It paid cash for the $1.6 billion deal. The $1.9 billion deal closed in May.",
        "The fund agreed to buy the brewer for $34 million. The $43 million deal is to close "
        "in May.",
        "Brewer to cut 500 jobs\n\nThe brewer said it would cut 1,500 jobs by May.",
    ),
    tempts=(
        "It sells 20 or 30 a day.",
        "It closed a $1.6 billion deal in May and a $1.9 billion deal in June.",
        "Brewer to cut 500 jobs\n\nThe brewer, which has 1,500 workers and opened in 1900, "
        "said it would close.",
    ),
)
