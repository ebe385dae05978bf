"""Many articles, each shown as soon as it is reviewed, so that thousands are never held at once.

One that cannot be read does not stop the others: its error stands in its place, and the exit code
is the gravest of all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dealmodel.cli.answer import SCHEMA, Answer, receipt_of_answer
from dealmodel.cli.books import steps
from dealmodel.cli.failure import explained
from dealmodel.cli.output import (
    show_coloured,
    show_error,
    show_piece,
    show_text,
    show_warning,
    takes_colour,
)
from dealmodel.cli.reviews import review_text
from dealmodel.dataclass import replace
from dealmodel.errors import DealModelError, Place

if TYPE_CHECKING:
    from dealmodel.articles.relation import Review
    from dealmodel.cli.articles import Reviewing


def review_each(answer: Answer, in_json: bool, articles: Sequence[str], work: Reviewing) -> int:
    """Review and show each article, and return the exit code."""
    code = answer.code
    if in_json:
        show_piece(f'{{"schema": "{SCHEMA}", "command": "{answer.command}", "results": [')
    with steps("reviewing", len(articles)) as step:
        for at, path in enumerate(articles):
            found: Review | DealModelError
            try:
                found = work.review(path)
                code = max(code, int(found.is_wrong))
            except DealModelError as error:
                found = error
                code = max(code, error.exit_code)
            _show(path, found, in_json, at)
            if step is not None:
                step(path)
    warnings = tuple(dict.fromkeys(work.warnings))
    if in_json:
        rest = replace(
            answer,
            asked={**answer.asked, "article_sha256": work.sha256},
            converts=lambda: work.converts,
        )
        ending = {"warnings": warnings, "receipt": receipt_of_answer(rest).to_dict()}
        show_piece(f"], {json.dumps(ending, ensure_ascii=False)[1:]}\n")
    else:
        for warning in warnings:
            show_warning(warning)
    return code


def _show(path: str, found: Review | DealModelError, in_json: bool, at: int) -> None:
    name = "standard input" if path == "-" else path
    if in_json:
        told: dict[str, Any] = (
            {"error": found.to_dict()} if isinstance(found, DealModelError) else found.to_dict()
        )
        record = {"name": "article", "article": name, **told}
        show_piece((", " if at else "") + json.dumps(record, ensure_ascii=False))
    elif isinstance(found, DealModelError):
        show_error(
            explained(found) if isinstance(found.where, Place) else f"{name}: {explained(found)}"
        )
    elif takes_colour(sys.stdout):
        show_coloured(review_text(found, name, colour=True) + "\n")
    else:
        show_text(review_text(found, name) + "\n")
