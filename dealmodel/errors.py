"""Everything that can go wrong, as one tree.

    DealModelError
    ├── InputError                what was typed or stored is wrong          exit 2
    │   ├── UsageError            an option or argument
    │   ├── PackageMissing        a package that only this needs, and that is not installed
    │   ├── ExtensionError        something added from outside that is incomplete or fails
    │   ├── DateError             a day or period that cannot be read
    │   ├── UnknownCurrency       not an ISO 4217 code
    │   ├── OutOfRange            a quantity outside what it can be
    │   ├── CurrencyMismatch      two currencies where one is needed
    │   ├── BasisMismatch         deliveries beside registrations, and the like
    │   ├── Contradiction         claims that cannot all be right where one number is needed
    │   ├── ClosedRing            companies that hold each other, and nobody else holds them
    │   ├── CrossHolding          companies that hold each other, where that is refused
    │   ├── UndefinedReturn       flows without one internal rate of return
    │   ├── FigureError           text that gives no figure
    │   │   ├── NoFigure, SeveralFigures, UnreadableFigure, AmbiguousFigure
    │   ├── FormulaError          an expression
    │   │   ├── FormulaSyntax, UnknownName, UnitMismatch, DivisionByZero, RootOfNegative,
    │   │   │   Undecided, FormulaTooLarge
    │   ├── FileError             a file that cannot be used
    │   │   ├── UnreadableFile, FileSyntax, TableError, BadReceipt
    │   ├── RecordError           a record of a book
    │   │   ├── UnknownKey, MissingKey, DuplicateKey, BadValue, UnknownReference, LeftOut,
    │   │   │   NewerFormat
    │   ├── BookProblem           one of the above in a book, with its path there
    │   └── BookError             every problem of a book, in one go
    └── DataError                 data that is not there                     exit 3
        ├── RateMissing           no rate for that pair on that day
        └── RateSourceFailed      a source that is unreachable or not to be believed
            ├── RateDoubted       a live rate far from the embedded one of its day
            └── RatesDiffer       a file of rates that is not the one meant

Each error carries its operands as fields. ``str(error)`` is one message that says what is wrong
and what to do; ``error.where`` says where, ``error.render()`` shows both, with a caret.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from dealmodel.where import Place as Place
from dealmodel.where import Span as Span

_LONGEST = 100
_LISTED = 12
_SHOWN = 240


class DealModelError(Exception):
    """Whatever dealmodel raises on purpose. ``code`` is stable; ``exit_code`` is the command's."""

    code: str = "error"
    exit_code: ClassVar[int] = 2
    beside: Mapping[str, Any] = MappingProxyType({})
    """What the object of ``--json`` has beside the error."""

    def __init__(self, message: str, *, where: Span | Place | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where

    def __repr__(self) -> str:
        shown = self.message if len(self.message) <= _SHOWN else f"{self.message[:_SHOWN]}…"
        return f"{type(self).__name__}({shown!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        # An exception pickles as a call with its message; ours are made from their operands.
        return _restored, (type(self), self.args), self.__dict__

    def to_dict(self) -> dict[str, Any]:
        """The ``error`` object of ``--json``."""
        where = None if self.where is None else self.where.to_dict()
        return {"code": self.code, "message": self.message, "where": where}

    def render(self) -> str:
        """What a person reads: place, message, and the line with a caret under the fault."""
        prefix = f"{self.where}: " if isinstance(self.where, Place) else ""
        excerpt = "" if self.where is None else self.where.render()
        return f"{prefix}{self.message}" + (f"\n{excerpt}" if excerpt else "")


class InputError(DealModelError):
    """What was typed or stored is wrong."""

    code = "input"


class UsageError(InputError):
    """An option or argument that cannot be used so."""

    code = "usage"


class PackageMissing(InputError):
    """A package that only what was asked for needs, and that is not installed: any of ``packages``
    will do."""

    code = "package-missing"

    def __init__(self, wanted: str, packages: Sequence[str], install: str) -> None:
        self.packages = tuple(packages)
        none = "which is not" if len(self.packages) == 1 else "none of which is"
        super().__init__(
            f"{wanted} needs {' or '.join(self.packages)}, {none} installed: "
            f"pip install '{install}'"
        )


class ExtensionError(InputError):
    """Something added from outside, ``extension``, that is incomplete, cannot be loaded or fails;
    ``missing`` names the fields that it lacks."""

    code = "extension"

    def __init__(self, extension: str, fault: str, missing: Sequence[str] = ()) -> None:
        self.extension, self.missing = extension, tuple(missing)
        super().__init__(f"{extension}: {fault}")


class DateError(InputError):
    """A day, month, quarter or year that cannot be read; ``readings`` are what it could mean."""

    code = "bad-date"

    def __init__(
        self,
        text: str,
        message: str,
        readings: Sequence[str] = (),
        *,
        where: Span | Place | None = None,
    ) -> None:
        super().__init__(message, where=where)
        self.text = text
        self.readings = tuple(readings)


class UnknownCurrency(InputError):
    """Not a currency of ISO 4217; ``suggestions`` are the nearest ones."""

    code = "unknown-currency"

    def __init__(
        self, currency: str, known: Iterable[str], *, where: Span | Place | None = None
    ) -> None:
        self.currency = currency
        code = currency if isinstance(currency, str) else repr(currency)
        self.suggestions = nearest(code.upper(), known)
        super().__init__(
            f"unknown currency {code[:40]!r}: give an ISO 4217 code such as USD, EUR or CNY"
            + did_you_mean(self.suggestions),
            where=where,
        )


class OutOfRange(InputError):
    """A quantity outside what it can be, such as a stake above 100 %."""

    code = "out-of-range"

    def __init__(
        self, quantity: str, given: str, message: str, *, where: Span | Place | None = None
    ) -> None:
        super().__init__(message, where=where)
        self.quantity = quantity
        self.given = given


class CurrencyMismatch(InputError):
    """Two currencies where the formula needs one."""

    code = "currency-mismatch"

    def __init__(self, left: str, right: str, message: str) -> None:
        super().__init__(message)
        self.left = left
        self.right = right


class BasisMismatch(InputError):
    """Two quantities that are not measured alike (measure, scope or period)."""

    code = "different-basis"

    def __init__(self, differences: Sequence[str], message: str) -> None:
        super().__init__(message)
        self.differences = tuple(differences)


class Contradiction(InputError):
    """Claims that cannot all be right, where a calculation needs what they share."""

    code = "contradictory"

    def __init__(self, says: Sequence[str], message: str) -> None:
        super().__init__(message)
        self.says = tuple(says)


class ClosedRing(InputError):
    """Companies that hold each other in a ring of which nobody outside holds anything, so that
    nobody's interest can be told; ``members`` are their ids."""

    code = "closed-ring"

    def __init__(self, members: Sequence[str]) -> None:
        self.members = tuple(members)
        super().__init__(
            f"{', '.join(self.members)} hold each other in a closed ring: nobody outside holds "
            "anything of it, so that no interest in it can be told. Add who does, or correct a "
            "share"
        )


class CrossHolding(InputError):
    """Companies that hold each other, where that is refused; ``members`` are their ids."""

    code = "cross-holding"

    def __init__(self, members: Sequence[str]) -> None:
        self.members = tuple(members)
        super().__init__(
            f"{', '.join(self.members)} hold each other: leave --loops refuse out to have it solved"
        )


class UndefinedReturn(InputError):
    """Flows that have no one internal rate of return; ``possible`` is how many rates there may
    be."""

    code = "undefined-return"

    def __init__(self, possible: int, message: str) -> None:
        super().__init__(message)
        self.possible = possible


class FigureError(InputError):
    """A text that does not give the figure asked for; ``where`` is the stretch at fault."""

    code = "figure"
    others: Sequence[FigureError] = ()
    """What else of the text could not be read, where all of it was looked at."""

    def __init__(self, text: str, start: int, end: int, message: str) -> None:
        super().__init__(message, where=Span(text, start, end))
        self.text = text
        self.span = (start, end)

    def render(self) -> str:
        return "\n".join([super().render(), *(other.render() for other in self.others)])


class NoFigure(FigureError):
    """There is no figure in the text."""

    code = "no-figure"


class SeveralFigures(FigureError):
    """More figures than the one asked for; ``figures`` are their printed words."""

    code = "several-figures"

    def __init__(
        self, text: str, start: int, end: int, message: str, figures: Sequence[str]
    ) -> None:
        super().__init__(text, start, end, message)
        self.figures = tuple(figures)


class UnreadableFigure(FigureError):
    """Something that looks like a figure and is none."""

    code = "unreadable-figure"


class AmbiguousFigure(FigureError):
    """A figure that can be read in more than one way; ``readings`` are those."""

    code = "ambiguous-figure"

    def __init__(
        self, text: str, start: int, end: int, message: str, readings: Sequence[str]
    ) -> None:
        super().__init__(text, start, end, message)
        self.readings = tuple(readings)

    def to_dict(self) -> dict[str, Any]:
        return {**super().to_dict(), "readings": list(self.readings)}


class FormulaError(InputError):
    """An expression that cannot be evaluated; ``where`` is the place in it."""

    code = "formula"


class FormulaSyntax(FormulaError):
    """An expression that does not parse."""

    code = "formula-syntax"


class UnknownName(FormulaError):
    """A name that no statement and no argument defines."""

    code = "unknown-name"

    def __init__(self, name: str, known: Sequence[str], *, where: Span | None = None) -> None:
        self.name = name
        self.suggestions = nearest(name, known)
        some = [*known[:_LISTED], *(["..."] if len(known) > _LISTED else [])]
        listed = f"known are {', '.join(some)}" if known else "none is defined"
        super().__init__(
            f"unknown name {name[:60]!r}: {listed}{did_you_mean(self.suggestions)}", where=where
        )


class UnitMismatch(FormulaError):
    """An operation on two units that do not go together."""

    code = "unit-mismatch"

    def __init__(
        self,
        operator: str,
        left: str | None,
        right: str | None,
        message: str,
        *,
        where: Span | None = None,
    ) -> None:
        super().__init__(message, where=where)
        self.operator = operator
        self.left = left
        self.right = right


class DivisionByZero(FormulaError):
    """A divisor that is 0, or may be; ``divisor`` names it."""

    code = "division-by-zero"

    def __init__(self, divisor: str, message: str, *, where: Span | None = None) -> None:
        super().__init__(message, where=where)
        self.divisor = divisor


class RootOfNegative(FormulaError):
    """A root of what is, or may be, below 0; ``operand`` names it."""

    code = "root-of-negative"

    def __init__(self, operand: str, message: str, *, where: Span | None = None) -> None:
        super().__init__(message, where=where)
        self.operand = operand


class Undecided(FormulaError):
    """A comparison of two numbers whose bounds overlap; ``left`` and ``right`` are those."""

    code = "undecided"

    def __init__(self, operator: str, left: object, right: object, message: str) -> None:
        super().__init__(message)
        self.operator = operator
        self.left = left
        self.right = right


class FormulaTooLarge(FormulaError):
    """An expression whose value or size no one could use."""

    code = "formula-too-large"


class FileError(InputError):
    """A file that cannot be used."""

    code = "file"


class UnreadableFile(FileError):
    """A file that is missing, closed to us, too large, empty, or no UTF-8 text."""

    code = "unreadable-file"


class BadReceipt(FileError):
    """What should be a receipt, or carry one, and does not."""

    code = "bad-receipt"


class FileSyntax(FileError):
    """Text that is not the YAML, TOML or JSON that a book is written in."""

    code = "file-syntax"


class TableError(FileError):
    """A table that cannot be used: every bad row of it, each at its place."""

    code = "table"

    def __init__(self, file: str, problems: Sequence[InputError]) -> None:
        self.file = file
        self.problems = tuple(problems)
        count = len(self.problems)
        message = self.problems[0].message
        if count > 1:
            message = f"{count} bad rows; the first: {message}"
        super().__init__(message, where=self.problems[0].where)

    def to_dict(self) -> dict[str, Any]:
        return {**super().to_dict(), "errors": [problem.to_dict() for problem in self.problems]}

    def render(self) -> str:
        return "\n".join(problem.render() for problem in self.problems)


class RecordError(InputError):
    """A record that is not what its kind of record holds; ``given`` is what was written."""

    code = "record"

    def __init__(
        self,
        given: str,
        message: str,
        *,
        suggestions: Sequence[str] = (),
        where: Span | Place | None = None,
    ) -> None:
        super().__init__(message + did_you_mean(suggestions), where=where)
        self.given = given
        self.suggestions = tuple(suggestions)


class UnknownKey(RecordError):
    """A key that this kind of record does not have."""

    code = "unknown-key"


class MissingKey(RecordError):
    """A key that this kind of record needs."""

    code = "missing-key"


class DuplicateKey(RecordError):
    """The same key or id twice."""

    code = "duplicate-key"


class BadValue(RecordError):
    """A value of another kind than its key holds."""

    code = "bad-value"


class UnknownReference(RecordError):
    """An id that nothing in the book's ``section`` has."""

    code = "unknown-reference"

    def __init__(
        self,
        given: str,
        message: str,
        *,
        section: str | None = None,
        suggestions: Sequence[str] = (),
        where: Span | Place | None = None,
    ) -> None:
        super().__init__(given, message, suggestions=suggestions, where=where)
        self.section = section


class LeftOut(RecordError):
    """What cannot stand without something that was left out of the book for a fault of its own."""

    code = "left-out"


class NewerFormat(RecordError):
    """A book of a format that this version does not know; ``newest`` is the newest that it does."""

    code = "newer-format"

    def __init__(self, given: str, newest: int) -> None:
        told = f"the book is of format {given}, and this version knows formats up to {newest}"
        super().__init__(given, f"{told}: install a newer dealmodel")
        self.newest = newest


class BookProblem(InputError):
    """One thing that is wrong in a book: ``cause`` is the error itself, ``path`` the keys that lead
    to it. ``code`` is the cause's. ``outcome`` is what became of it, where the book was read all
    the same: "stakes.a-in-b is left out"."""

    def __init__(
        self,
        path: Sequence[str | int],
        cause: InputError,
        *,
        where: Place | None = None,
        outcome: str | None = None,
    ) -> None:
        named = f"{named_path(path)}: " if path else ""
        ending = f"; {outcome}" if outcome else ""
        super().__init__(f"{named}{cause.message}{ending}", where=where)
        self.code = cause.code
        self.path = tuple(path)
        self.cause = cause
        self.outcome = outcome

    def to_dict(self) -> dict[str, Any]:
        return {**self.cause.to_dict(), **super().to_dict()}


class BookError(InputError):
    """A book that cannot be read: every problem in it, each at its place. ``advice`` is what else
    can be done than to mend them."""

    code = "book"

    def __init__(self, problems: Sequence[BookProblem], *, advice: str | None = None) -> None:
        self.problems = tuple(problems)
        self.advice = advice
        count = len(self.problems)
        message = self.problems[0].message
        if count > 1:
            message = f"{count} errors; the first: {message}"
        if advice:
            message = f"{message}. {advice[:1].upper()}{advice[1:]}"
        super().__init__(message, where=self.problems[0].where)

    def to_dict(self) -> dict[str, Any]:
        return {**super().to_dict(), "errors": [problem.to_dict() for problem in self.problems]}

    def render(self) -> str:
        lines = [problem.render() for problem in self.problems]
        return "\n".join([*lines, self.advice] if self.advice else lines)


class DataError(DealModelError):
    """Data that is missing, out of range or unreachable."""

    code = "data"
    exit_code = 3


class RateMissing(DataError):
    """No rate for this pair on this day; the fields name the history's bounds or nearest day."""

    code = "rate-missing"

    def __init__(
        self,
        currency: str,
        requested: str,
        message: str,
        *,
        first: str | None = None,
        last: str | None = None,
        nearest: str | None = None,
    ) -> None:
        super().__init__(message)
        self.currency = currency
        self.requested = requested
        self.first = first
        self.last = last
        self.nearest = nearest


class RateSourceFailed(DataError):
    """A rate source that could not be reached, or whose answer is not to be believed."""

    code = "rate-source"

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"no rate from {source}: {reason}")
        self.source = source
        self.reason = reason


class RateDoubted(RateSourceFailed):
    """A live rate too far from the embedded one; both are decimals as text, each with its day."""

    code = "rate-doubted"

    def __init__(
        self, source: str, reason: str, *, rate: str, embedded: str, day: str, embedded_day: str
    ) -> None:
        super().__init__(source, reason)
        self.rate = rate
        self.embedded = embedded
        self.day = day
        self.embedded_day = embedded_day


class RatesDiffer(RateSourceFailed):
    """A file of rates that has another SHA-256 than the one that was ``meant``."""

    code = "rates-differ"

    def __init__(self, source: str, meant: str, found: str) -> None:
        super().__init__(
            source,
            f"its SHA-256 is {found}, and {meant} is meant: put the file back, or state the digest "
            "of the new one",
        )
        self.meant = meant
        self.found = found


def _restored(kind: type[DealModelError], arguments: tuple[Any, ...]) -> DealModelError:
    return kind.__new__(kind, *arguments)


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that ``word`` may be a misspelling of, the likeliest first; of equally
    likely ones, those that are known first.

    >>> nearest("convrt", ["figure", "convert"])
    ('convert',)
    """
    # Loaded here: only an error needs it, and every start would pay for it.
    import difflib

    found = difflib.get_close_matches(word[:_LONGEST], given := list(dict.fromkeys(known)), n=9)
    matcher = difflib.SequenceMatcher(b=word[:_LONGEST])

    def likelihood(candidate: str) -> tuple[float, int]:
        matcher.set_seq1(candidate)
        return -matcher.ratio(), given.index(candidate)

    return tuple(sorted(found, key=likelihood)[:3])


def reason_of(error: OSError | ValueError) -> str:
    """What the system says of a file. A ``ValueError`` is of a name with a NUL, or half of a
    character, in it.

    >>> reason_of(ValueError("embedded null byte"))
    'no file has such a name'
    """
    told = error.strerror if isinstance(error, OSError) else "no file has such a name"
    return (told or "no reason is given").lower()


def did_you_mean(suggestions: Sequence[str]) -> str:
    """The closing words of a message, or nothing.

    >>> did_you_mean(("EUR", "EGP"))
    '. Did you mean EUR or EGP?'
    """
    return f". Did you mean {' or '.join(suggestions)}?" if suggestions else ""


def named_path(path: Sequence[str | int]) -> str:
    """The keys that lead to a part of a book, as a reader finds it.

    >>> named_path(("stakes", "a-in-b", "share", 0, "says"))
    'stakes.a-in-b.share[0].says'
    """
    return "".join(f"[{key}]" if isinstance(key, int) else f".{_key(key)}" for key in path)[1:]


def _key(key: str) -> str:
    return key if key.isprintable() and len(key) <= _LONGEST else repr(key[:_LONGEST])
