"""``repeat``: one quantity printed twice has to be one number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from dealmodel.articles.readings import close, last_digit, numeral, wide
from dealmodel.articles.relation import Expected, Relation
from dealmodel.articles.rule import Found, Outcome, Rule, Setting
from dealmodel.articles.testing import aligned, printed_like
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.figure import Figure

DEFINITION = "the same quantity is the same number wherever it is printed"
_NOUNS = (
    "deal|takeover|acquisition|merger|bid|offer|fine|bailout|fund|loan|buyout|settlement|contract|"
    "investment|stake|purchase|transaction|order|budget|penalty|plant|factory|project"
)
_NAMED = re.compile(
    r"(?<!\S)(?P<article>the|its|their|a|an|this|that) (?:[a-z-]+ )?<(?P<mark>[mp]\d+)> (?:\S+ )?"
    rf"(?P<noun>{_NOUNS})(?!\S)"
)


def _test(found: Found) -> Outcome | None:
    first, second = found.figures["first"], found.figures["second"]
    pair = aligned(first, second)
    if pair is None or not _restates(found):
        return None
    return held(*pair, found.figures["first"], found.figures["second"])


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
    """ "The $1.6 billion deal", told again with another number where the text has one such only."""
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
            outcome = held(first, figure, first, figure)
            verdict, why = outcome.verdict, outcome.why
            if verdict == "wrong":
                verdict, why = "doubtful", "they may be two of a kind"
            yield Relation(
                "repeat",
                (first, figure),
                verdict,
                f"{outcome.message}; {why}" if why != outcome.why else outcome.message,
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
        "{first:w} , a|an|up|down ~ {second:g}",
    ),
    test=_test,
    holds=(
        "A third, or 33%, of the staff left.",
        "It paid for the $1.6 billion deal in cash. The $1.6 billion deal closed in May.",
    ),
    fails=(
        "A third, or 43%, of the staff left.",
        "It paid cash for the $1.6 billion deal. The $1.9 billion deal closed in May.",
    ),
    tempts=(
        "It sells 20 or 30 a day.",
        "It closed a $1.6 billion deal in May and a $1.9 billion deal in June.",
    ),
)
