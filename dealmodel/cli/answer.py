"""What a command hands back to be shown: as text, or as the one object of ``--json``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dealmodel.dataclass import dataclass, field
from dealmodel.errors import DealModelError, InputError

if TYPE_CHECKING:
    from dealmodel.errors import BookProblem
    from dealmodel.formulas.result import Result

SCHEMA = "dealmodel/1"

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """``records`` makes the ``results`` of ``--json``, ``text`` what a person reads; only the one
    that is shown is made. ``problems`` is what was wrong in a book and is left out of the answer;
    ``beside`` are further keys of the object. ``coloured`` is the text for a terminal that
    shows colours, all of it harmless."""

    command: str
    records: Callable[[], Sequence[Record]]
    text: Callable[[], str]
    warnings: tuple[str, ...] = ()
    exit_code: int = 0
    problems: Sequence[BookProblem] = ()
    beside: Mapping[str, Any] = field(default_factory=dict)
    coloured: Callable[[], str] | None = None

    @property
    def code(self) -> int:
        """The exit code of the command: what is wrong in a book counts before what it says."""
        return InputError.exit_code if self.problems else self.exit_code

    def to_dict(self) -> dict[str, Any]:
        """The object of ``--json``."""
        wrong = [each.to_dict() for each in self.problems]
        return {
            "schema": SCHEMA,
            "command": self.command,
            "results": list(self.records()),
            **self.beside,
            "warnings": [*self.warnings, *map(_told, self.problems)],
            **({"problems": wrong} if wrong else {}),
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
    return {"schema": SCHEMA, "error": error.to_dict(), **error.beside}


def _record(result: Result, explain: bool) -> Record:
    return result.to_dict() | ({"explain": result.explanation()} if explain else {})


def _told(problem: BookProblem) -> str:
    return problem.message if problem.where is None else f"{problem.where}: {problem.message}"
