"""A review as a person reads it: the text with its figures marked, then each relation."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.articles.relation import Relation, Review
from dealmodel.articles.verdicts import VERDICTS
from dealmodel.cli.marking import marked_lines
from dealmodel.cli.output import bold, printable
from dealmodel.cli.terminal import terminal_width, wrapped

_COLOURS = {"wrong": "red", "doubtful": "yellow", "holds": "green"}


def review_text(review: Review, name: str = "", *, colour: bool = False) -> str:
    """The text with its figures marked, and each relation with its arithmetic and remedy."""
    width = terminal_width()
    lines = [f"{printable(name)}:"] if name else []
    lines += marked_lines(review.text, review.figures, review.refused, width, colour=colour)
    numbers = {figure.span: at for at, figure in enumerate(review.figures, 1)}
    lines.append("")
    for relation in review:
        lines += _relation(relation, numbers, width, colour)
    counted = ", ".join(
        f"{len(found)} {verdict}" for verdict in VERDICTS if (found := review.of(verdict))
    )
    lines.append(counted or "no relation between its figures that could be tested")
    return "\n".join(lines)


def _relation(
    relation: Relation, numbers: dict[tuple[int, int], int], width: int, colour: bool
) -> Iterator[str]:
    marks = [numbers[each.span] for each in relation.figures if each.span in numbers]
    of = f" [{', '.join(map(str, marks))}]" if marks else ""
    verdict = relation.verdict
    shown = bold(verdict, _COLOURS[verdict]) if colour and verdict in _COLOURS else verdict
    yield f"{shown} {relation.kind}{of}"
    for each in wrapped(relation.message, width, "  ", "  "):
        yield printable(each)
    for each in relation.remedies[:1]:
        for line in wrapped(each, width, "    ", "  mend: "):
            yield printable(line)
