"""What a command hands back to be shown: as text, or as the one object of ``--json``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dealmodel.errors import DealModelError

if TYPE_CHECKING:
    from dealmodel.formulas.result import Result

SCHEMA = "dealmodel/1"

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """``records`` makes the ``results`` of ``--json``, ``text`` what a person reads; only the one
    that is shown is made."""

    command: str
    records: Callable[[], Sequence[Record]]
    text: Callable[[], str]
    warnings: tuple[str, ...] = ()
    exit_code: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The object of ``--json``."""
        return {
            "schema": SCHEMA,
            "command": self.command,
            "results": list(self.records()),
            "warnings": list(self.warnings),
        }


def answer_of(
    command: str, results: Sequence[Result], *, explain: bool, warnings: Iterable[str] = ()
) -> Answer:
    """The answer of a command that computes results; ``explain`` adds how each comes about, and
    ``warnings`` come before the results' own."""

    def text() -> str:
        from dealmodel.cli.layout import explained_text, results_text

        return explained_text(results) if explain else results_text(results)

    own = (warning for result in results for warning in result.warnings)
    return Answer(
        command,
        lambda: [_record(result, explain) for result in results],
        text,
        tuple(dict.fromkeys((*warnings, *own))),
    )


def error_record(error: DealModelError) -> dict[str, Any]:
    """The object of ``--json`` for an error."""
    return {"schema": SCHEMA, "error": error.to_dict()}


def _record(result: Result, explain: bool) -> Record:
    return result.to_dict() | ({"explain": result.explanation()} if explain else {})
