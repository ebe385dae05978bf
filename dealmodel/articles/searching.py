"""Where the words of a rule stand in a text: its patterns over the lines of the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    taken: list[set[int]] = []
    for found, indices in places(rule, setting):
        if any(indices <= other for other in taken):
            continue
        outcome = None if rule.test is None else rule.test(found)
        if outcome is None:
            continue
        taken.append(indices)
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
    for at, sentence in enumerate(sentences):
        if not sentence.figures:
            continue
        follows = sentences[at + 1] if at + 1 < len(sentences) else None
        joined = ""
        if follows is not None and follows.figures:
            joined = f"{sentence.line}| {follows.line}"
        for template in rule.patterns:
            line = joined if "//" in template else sentence.line
            if not line or not _may_match(template, line):
                continue
            for match in pattern(template).finditer(line):
                parts = {
                    part: int(mark[1:])
                    for part, mark in match.groupdict().items()
                    if mark is not None
                }
                indices = set(parts.values())
                if len(indices) < len(parts):
                    continue
                found = Found(
                    {part: placed.marked[index] for part, index in parts.items()},
                    sentence,
                    line,
                    {part: match.start(part) - 1 for part in parts},
                    setting,
                    template,
                )
                yield found, indices


def _may_match(template: str, line: str) -> bool:
    """Whether a line has the figures and words without which the template cannot match."""
    sorts, words = needs(template)
    padded = f" {line}"
    if line.count("<") < len(sorts) or not all(word in padded for word in words):
        return False
    there = set(_SORTS.findall(line))
    return all(not there.isdisjoint(each) for each in sorts)
