"""What a command hands back to be shown: as text, or as the one object of ``--json``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dealmodel.dataclass import dataclass, field
from dealmodel.errors import DealModelError, InputError

if TYPE_CHECKING:
    from dealmodel.cli.options import RatesAsked
    from dealmodel.errors import BookProblem
    from dealmodel.formulas.result import Result
    from dealmodel.records.book import Book
    from dealmodel.reports.receipt.receipt import Receipt

SCHEMA = "dealmodel/1"

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """``records`` makes the ``results`` of ``--json``, ``text`` what a person reads; only the one
    that is shown is made. ``books`` are those that it is about, the newest last; what was wrong in
    them and is left out is told. ``beside`` are further keys of the object. ``coloured`` is the
    text for a terminal that shows colours, all of it harmless. ``in_json`` shows the object where
    text was to be shown; ``is_page``: the text is for a browser, which is told its encoding.

    ``asked`` and ``rates`` are the options that were given, for the receipt, with the digests of
    other files that were read; ``converts`` tells whether rates are in the answer at all.
    ``receipt`` is the answer's own, where it has one. ``streamed`` shows an answer that is too
    large to be held, piece by piece, as JSON if that is asked for, and returns the exit code."""

    command: str
    records: Callable[[], Sequence[Record]]
    text: Callable[[], str]
    warnings: tuple[str, ...] = ()
    exit_code: int = 0
    books: Sequence[Book] = ()
    beside: Mapping[str, Any] = field(default_factory=dict)
    coloured: Callable[[], str] | None = None
    in_json: bool = False
    is_page: bool = False
    asked: Mapping[str, Any] = field(default_factory=dict)
    rates: RatesAsked | None = None
    converts: Callable[[], bool] = lambda: True
    receipt: Receipt | None = None
    streamed: Callable[[Answer, bool], int] | None = None

    @property
    def problems(self) -> tuple[BookProblem, ...]:
        """What was wrong in the books and is left out of the answer."""
        return tuple(problem for book in self.books for problem in book.problems)

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
            "receipt": receipt_of_answer(self).to_dict(),
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
        converts=lambda: any(map(_has_rates, results)),
    )


def receipt_of_answer(answer: Answer) -> Receipt:
    """What an answer rests on: its own receipt, or that of its books and of what was asked for."""
    if answer.receipt is not None:
        return answer.receipt
    from dealmodel.reports.receipt.receipt import receipt_of

    options = dict(answer.asked)
    reading = options.pop("reading", "usual")
    book = answer.books[-1] if answer.books else None
    stamp = None
    if answer.rates is not None:
        if answer.converts():
            stamp = answer.rates.stamp()
        else:
            options |= dict.fromkeys(name.replace("-", "_") for name in answer.rates.given())
    return receipt_of(book, stamp, reading, options)


def _has_rates(result: Result) -> bool:
    """Whether money was converted on the way to a result."""
    from dealmodel.formulas.result import Result as Kind
    from dealmodel.rates.rate import Rate

    return any(
        isinstance(each, Rate) or (isinstance(each, Kind) and _has_rates(each))
        for each in result.inputs.values()
    )


def error_record(error: DealModelError) -> dict[str, Any]:
    """The object of ``--json`` for an error."""
    return {"schema": SCHEMA, "error": error.to_dict(), **error.beside}


def _record(result: Result, explain: bool) -> Record:
    return result.to_dict() | ({"explain": result.explanation()} if explain else {})


def _told(problem: BookProblem) -> str:
    return problem.message if problem.where is None else f"{problem.where}: {problem.message}"
