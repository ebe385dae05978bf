"""Passages with their relations and verdicts by hand, and how well the review finds them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from dealmodel.articles.relation import Relation
from dealmodel.articles.reviewing import review

THIRDS = ("first", "second", "held_out")
SETS = ("news", "stories", "papers", "corrections", "retold", "prose", "agency", "wire")
"""Passages written without sight of the rules."""
_RELATION = re.compile(r"(?P<kind>[a-z-]+) (?P<verdict>\w+): (?P<figures>.+)")


@dataclass(frozen=True)
class Marked:
    """A relation as a person marked it."""

    kind: str
    verdict: str
    figures: tuple[str, ...]

    def is_in(self, relation: Relation) -> bool:
        """Whether the review's relation is between these figures, and tested."""
        if relation.verdict == "untestable":
            return False
        return self._shared_with(relation) == len(self.figures)

    def is_partly_in(self, relation: Relation) -> bool:
        """Whether the review marks two of its three figures or more beside another one."""
        return len(self.figures) > 2 and self._shared_with(relation) >= 2

    def _shared_with(self, relation: Relation) -> int:
        told = [figure.verbatim for figure in relation.figures]
        return sum(any(mark in each or each in mark for each in told) for mark in self.figures)


@dataclass(frozen=True)
class Passage:
    """A text with its day, its source and its relations."""

    text: str
    published: str
    source: str
    error: str
    relations: tuple[Marked, ...]


@dataclass
class Score:
    """What the review made of passages: how many relations it found, errors it marked, and what it
    said of relations that are right."""

    relations: int = 0
    found: int = 0
    of_kind: int = 0
    errors: int = 0
    marked: int = 0
    right: int = 0
    called_wrong: int = 0
    called_doubtful: int = 0
    failures: list[str] = field(default_factory=list)


def passages(name: str) -> list[Passage]:
    """The passages of a part of the corpus."""
    content = (Path(__file__).parent / f"{name}.yaml").read_text("utf-8")
    return [
        Passage(
            each["text"],
            str(each["published"]),
            each["source"],
            each["error"],
            tuple(map(_marked, each["relations"])),
        )
        for each in yaml.safe_load(content)
    ]


def _marked(text: str) -> Marked:
    match = _RELATION.fullmatch(text)
    assert match is not None, text
    return Marked(
        match["kind"], match["verdict"], tuple(each.strip() for each in match["figures"].split("|"))
    )


def scored(*names: str) -> Score:
    """How the review does on parts of the corpus."""
    score = Score()
    for name in names:
        for passage in passages(name):
            _score(passage, score)
    return score


def _score(passage: Passage, score: Score) -> None:
    found = list(review(passage.text, published=passage.published))
    told: set[int] = set()
    for marked in passage.relations:
        beside = [at for at, each in enumerate(found) if marked.is_in(each)]
        at = next((at for at in beside if found[at].kind == marked.kind), None)
        at = beside[0] if at is None and beside else at
        score.relations += 1
        verdict = "none" if at is None else found[at].verdict
        if at is not None:
            told.add(at)
            score.found += 1
            score.of_kind += found[at].kind == marked.kind
        is_marked = verdict in ("wrong", "doubtful")
        if marked.verdict == "flagged":
            score.errors += 1
            score.marked += is_marked
        elif marked.verdict == "holds":
            score.right += 1
            score.called_wrong += verdict == "wrong"
            score.called_doubtful += verdict == "doubtful"
        as_marked = verdict == marked.verdict or (marked.verdict == "flagged" and is_marked)
        if not as_marked or (at is not None and found[at].kind != marked.kind):
            kind = "" if at is None else found[at].kind
            score.failures.append(f"{marked} is {kind} {verdict} in: {passage.text}")
    wrong = [each for each in passage.relations if each.verdict == "flagged"]
    for at, each in enumerate(found):
        is_told = at in told or any(marked.is_partly_in(each) for marked in wrong)
        if not is_told and each.verdict in ("wrong", "doubtful"):
            score.right += 1
            score.called_wrong += each.verdict == "wrong"
            score.called_doubtful += each.verdict == "doubtful"
            score.failures.append(f"{each} of its own in: {passage.text}")
