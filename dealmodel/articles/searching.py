"""Where the words of a rule stand in a text: its patterns over the lines of the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dealmodel.articles.alike import in_one_currency
from dealmodel.articles.figures import Sentence
from dealmodel.articles.frames import in_frame
from dealmodel.articles.phrases import can_match, needs, pattern
from dealmodel.articles.relation import Relation
from dealmodel.articles.rule import Found, Outcome, Rule, Setting
from dealmodel.articles.ways import Taken
from dealmodel.dataclass import replace

_OTHERS = "the words may be about other figures of the sentence"
_APART = "the two may be of different things"
_SORTS = re.compile(r"<([a-z])")


def relations_of(rule: Rule, setting: Setting) -> Iterator[Relation]:
    """What a rule finds, of each set of figures once: the first that covers the others."""
    if rule.search is not None:
        yield from rule.search(setting)
    if rule.test is None:
        return
    told: list[set[int]] = []
    taken: dict[int, set[str]] = {}
    relations: list[tuple[set[int], Relation]] = []
    for found in _findings(rule, setting, taken):
        indices = set(found.indices.values())
        if any(indices <= other for other in told) or _is_another(found, taken):
            continue
        outcome = rule.test(found)
        if outcome is None:
            continue
        if outcome.verdict != "untestable":
            told.append(indices)
            for part, index in found.indices.items():
                taken.setdefault(index, set()).add(part)
        if outcome.verdict == "wrong" and (found.is_apart or not found.is_sure):
            outcome = _doubted(outcome, _APART if found.is_apart else _OTHERS)
        relations.append((indices, _relation(rule, outcome, found)))
    for indices, relation in relations:
        is_told = any(indices < other for other, _ in relations)
        if relation.verdict != "untestable" or not is_told:
            yield relation


def _is_another(found: Found, taken: Taken) -> bool:
    """Whether a figure would have another part than it has in what was found: the earlier figure of
    one change is not the later one of another. A total can be part of a larger one."""
    return "total" not in found.indices and any(
        index in taken and part not in taken[index] for part, index in found.indices.items()
    )


def _findings(rule: Rule, setting: Setting, taken: Taken) -> Iterator[Found]:
    """Where its words stand, the surest first."""
    if rule.finds is not None:
        yield from rule.finds(setting)
    yield from places(rule, setting)
    for frame in rule.frames:
        yield from in_frame(frame, setting, taken)


def _relation(rule: Rule, outcome: Outcome, found: Found) -> Relation:
    return Relation(
        rule.kind,
        tuple(sorted(found.figures.values(), key=lambda each: each.span)),
        outcome.verdict,
        outcome.message,
        rule.definition,
        outcome.expected,
        outcome.remedies,
        outcome.why,
    )


def _doubted(outcome: Outcome, why: str) -> Outcome:
    return replace(outcome, verdict="doubtful", message=f"{outcome.message}; {why}", why=why)


def places(rule: Rule, setting: Setting) -> Iterator[Found]:
    """Where its patterns match, the earlier pattern first in a sentence."""
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
) -> Iterator[Found]:
    """Where some of the templates match in a line."""
    marks = _SORTS.findall(line)
    for template in templates:
        if not can_match(template, marks, line):
            continue
        for match in pattern(template).finditer(line):
            parts = {
                part: int(mark[1:]) for part, mark in match.groupdict().items() if mark is not None
            }
            if len(set(parts.values())) < len(parts):
                continue
            figures = in_one_currency(setting, parts)
            where = {part: match.start(part) - 1 for part in parts}
            yield Found(figures, sentence, line, where, setting, template, parts)
