"""Where the words of a rule stand in a text: its patterns over the lines of the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dealmodel.articles.figures import Sentence
from dealmodel.articles.phrases import needs, pattern
from dealmodel.articles.relation import Relation
from dealmodel.articles.rule import Found, Rule, Setting
from dealmodel.dataclass import replace

_APART = "the two may be of different things"
_SORTS = re.compile(r"<([a-z])")


def relations_of(rule: Rule, setting: Setting) -> Iterator[Relation]:
    """What a rule finds, of each set of figures once: the first that covers the others."""
    if rule.search is not None:
        yield from rule.search(setting)
    taken: dict[int, list[set[int]]] = {}
    for found, indices in places(rule, setting):
        if any(indices <= other for other in taken.get(min(indices), ())):
            continue
        outcome = None if rule.test is None else rule.test(found)
        if outcome is None:
            continue
        for index in indices:
            taken.setdefault(index, []).append(indices)
        if found.is_apart and outcome.verdict == "wrong":
            outcome = replace(
                outcome, verdict="doubtful", message=f"{outcome.message}; {_APART}", why=_APART
            )
        figures = setting.placed.marked
        yield Relation(
            rule.kind,
            tuple(figures[at] for at in sorted(indices)),
            outcome.verdict,
            outcome.message,
            rule.definition,
            outcome.expected,
            outcome.remedies,
            outcome.why,
        )


def places(rule: Rule, setting: Setting) -> Iterator[tuple[Found, set[int]]]:
    """Where its patterns match, the earlier pattern first in a sentence; with the figures'
    indices."""
    placed = setting.placed
    sentences = placed.sentences
    alone = [template for template in rule.patterns if "//" not in template]
    across = [template for template in rule.patterns if "//" in template]
    least = min((len(needs(template)[0]) for template in alone), default=0)
    for at, sentence in enumerate(sentences):
        count = sentence.line.count("<")
        if count >= least and count:
            yield from _in_line(alone, sentence, sentence.line, setting)
        if across and count and at + 1 < len(sentences) and sentences[at + 1].figures:
            line = f"{sentence.line}| {sentences[at + 1].line}"
            yield from _in_line(across, sentence, line, setting)


def _in_line(
    templates: Sequence[str], sentence: Sentence, line: str, setting: Setting
) -> Iterator[tuple[Found, set[int]]]:
    """Where some of the templates match in a line."""
    marks = _SORTS.findall(line)
    there, padded = set(marks), f" {line}"
    marked = setting.placed.marked
    for template in templates:
        sorts, words = needs(template)
        if len(marks) < len(sorts) or any(there.isdisjoint(each) for each in sorts):
            continue
        if not all(word in padded for word in words):
            continue
        for match in pattern(template).finditer(line):
            parts = {
                part: int(mark[1:]) for part, mark in match.groupdict().items() if mark is not None
            }
            indices = set(parts.values())
            if len(indices) < len(parts):
                continue
            figures = {part: marked[index] for part, index in parts.items()}
            where = {part: match.start(part) - 1 for part in parts}
            yield Found(figures, sentence, line, where, setting, template), indices
