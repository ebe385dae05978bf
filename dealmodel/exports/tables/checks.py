"""The sheet of checks: what must hold in the workbook, computed live.

Each answer is held against what it was at export: once an input is changed, it is another, and the
master check says so. What *fails* is something else: a low end above the point or the high end, a
conversion that does not lead back to the amount that it came from, holders of a company with more
than the whole. How many findings are contradictions is told, and is no failure of the workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from dealmodel.exports.table import Cell, Column, Link, Live, Row
from dealmodel.exports.tables.answers import Answered
from dealmodel.exports.tables.live import Formulas
from dealmodel.exports.tables.places import FIRST, Placed, column_of
from dealmodel.exports.tables.styles import TOLERANCE

SHEET = "Checks"

COLUMNS = (
    Column("check", "Check", 16),
    Column("subject", "About", 34),
    Column("answer", "Answer", 34),
    Column("link", "Cell", 15),
    Column("changed", "Since export", 13, "number", style="changed"),
    Column("fails", "Result", 9, "number", style="flag"),
    Column("low", "Low", 20, "number", "down"),
    Column("low_due", "Low, due", 20, "number", "down"),
    Column("point", "Point", 20, "number"),
    Column("point_due", "Point, due", 20, "number"),
    Column("high", "High", 20, "number", "up"),
    Column("high_due", "High, due", 20, "number", "up"),
    Column("made_of", "A difference of", 20, "number"),
)

FAILS, CHANGED = (column_of(COLUMNS, key) for key in ("fails", "changed"))
_NUMBERS = tuple(column.key for column in COLUMNS if column.kind == "number")
_LETTERS = {column.key: column_of(COLUMNS, column.key) for column in COLUMNS}

_OPERATORS = frozenset("+-*/(")

PASSES = "All checks pass"
MOVED = "Answers differ from the export"
LOOK = "Look at the sheet Checks"


@dataclass(frozen=True, slots=True)
class Exported:
    """An answer must stay what it is at export."""

    answer: Answered


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """A converted amount, taken back at its own rates: ``back`` and ``due`` are formulas."""

    subject: str
    label: str
    where: Placed
    back: str
    due: str
    value: Fraction
    style: str


@dataclass(frozen=True, slots=True)
class HoldersSum:
    """The shares of a company's holders: ``lows`` and ``highs`` are formulas of their sums.
    ``is_complete``: they are the whole."""

    company: str
    where: Placed
    lows: str
    highs: str
    low: Fraction
    high: Fraction
    is_complete: bool

    @property
    def fails(self) -> bool:
        """Whether they cannot be the whole."""
        return self.low > 1 or (self.is_complete and self.high < 1)


Check = Exported | RoundTrip | HoldersSum


Rule = tuple[bool, bool]
"""Whether an answer's ends must be in order, and whether it is a small difference."""

Kinds = tuple[tuple[str, type], ...]
"""The ends that there are, each with the type of its value."""


class Checks:
    """The rows of checks."""

    def __init__(self, formulas: Formulas) -> None:
        self._pass, self._fail = (formulas.constant(Fraction(each)) for each in (0, 1))
        self._tolerance = formulas.constant(TOLERANCE)
        self._formulas: dict[tuple[Rule, Kinds], tuple[str, str]] = {}
        self._next = FIRST

    def row(self, check: Check) -> Row:
        """The next check's row."""
        row, self._next = self._next, self._next + 1
        if isinstance(check, Exported):
            return self._exported(check, row)
        return (
            self._round_trip(check, row) if isinstance(check, RoundTrip) else self._sum(check, row)
        )

    def master(self, several: Sequence[Check]) -> Live:
        """The cell that tells whether any of ``several`` checks fails, or any answer moved."""
        if not several:
            return Live(f'="{PASSES}"', PASSES)
        last = FIRST + len(several) + 1  # with the rows of contradictions and of new claims
        fail, moved = (
            f"SUM({SHEET}!${column}${FIRST}:${column}${last})" for column in (FAILS, CHANGED)
        )
        fails = any(isinstance(each, HoldersSum) and each.fails for each in several)
        return Live(
            f'=IF({fail},"{LOOK}",IF({moved},"{MOVED}","{PASSES}"))', LOOK if fails else PASSES
        )

    def contradictions(self, cells: str, count: int) -> Row:
        """How many findings are contradictions: those in ``cells``."""
        now = Live(f"=SUM({cells})", Fraction(count))
        return _row(
            "contradictions", "Claims that cannot both be right", None, point=now, style="whole"
        )

    def added(self, cells: str, row: int) -> Row:
        """How many claims were typed into ``cells``, the lines for new ones: no answer reads them
        before they are in the book."""
        test = f"{_LETTERS['point']}{row}>{self._pass}"
        return _row(
            "new claims",
            "Typed into Inputs, and not read: take them into the book with dealmodel import",
            None,
            point=Live(f"=COUNTA({cells})", Fraction(0)),
            fails=Live(self._any([test]), Fraction(0)),
            style="whole",
        )

    def _exported(self, check: Exported, row: int) -> Row:
        answer = check.answer
        due = {"low": answer.low, "point": answer.point, "high": answer.high}
        cells: dict[str, Cell] = {"made_of": answer.made_of}
        for end, value in due.items():
            if value is not None:
                cells[end] = Live(f"={getattr(answer.where, end)}", value, is_link=True)
                cells[f"{end}_due"] = value
        return _row(
            "as exported",
            answer.title,
            answer.label,
            answer.where,
            **cells,
            **self._flags(due, row, rule=(answer.is_range, answer.made_of is not None)),
            style=answer.style,
        )

    def _round_trip(self, check: RoundTrip, row: int) -> Row:
        return _row(
            "round trip",
            check.subject,
            check.label,
            check.where,
            point=Live(check.back, check.value),
            point_due=Live(check.due, check.value, is_link=not _OPERATORS.intersection(check.due)),
            fails=self._flags({"point": check.value}, row)["changed"],
            style=check.style,
        )

    def _sum(self, check: HoldersSum, row: int) -> Row:
        whole, room = self._fail, self._tolerance
        low, high = (f"{_LETTERS[end]}{row}" for end in ("low", "high"))
        tests = [f"{low}-{whole}>{room}"]
        if check.is_complete:
            tests.append(f"{whole}-{high}>{room}")
        return _row(
            "holders' sum",
            check.company,
            "all holders together",
            check.where,
            low=Live(check.lows, check.low),
            low_due=Live(f"={whole}", Fraction(1), is_link=True),
            high=Live(check.highs, check.high),
            high_due=Live(f"={whole}", Fraction(1), is_link=True) if check.is_complete else None,
            fails=Live(self._any(tests), Fraction(check.fails)),
            style="share",
        )

    def _flags(
        self, due: Mapping[str, Fraction | str | None], row: int, rule: Rule = (True, False)
    ) -> dict[str, Live]:
        """1 if an end is not what it is due to be; and if one is on the wrong side of another."""
        kinds = tuple((end, type(value)) for end, value in due.items() if value is not None)
        formulas = self._formulas.get((rule, kinds))
        if formulas is None:
            formulas = self._formulas[rule, kinds] = self._made(kinds, *rule)
        return {
            flag: Live(formula.replace("#", str(row)), Fraction(0), is_link="(" not in formula)
            for flag, formula in zip(("changed", "fails"), formulas, strict=True)
        }

    def _made(self, kinds: Kinds, is_range: bool, is_difference: bool) -> tuple[str, str]:
        """The formulas of the flags, ``#`` in the place of the row. ``SUM`` makes nothing of a
        text."""
        known = [end for end, kind in kinds if kind is Fraction]
        changed = [f"{_now(end)}<>{_due(end)}" for end, kind in kinds if kind is not Fraction]
        fails: list[str] = []
        more = f",{_LETTERS['made_of']}#" if is_difference else ""
        if known:
            gaps = ",".join(f"ABS(SUM({_now(end)})-{_due(end)})" for end in known)
            changed.append(f"MAX({gaps})>{self._room(map(_due, known), more)}")
        if is_range and len(known) > 1:
            gaps = ",".join(f"SUM({_now(a)})-SUM({_now(b)})" for a, b in pairwise(known))
            fails.append(f"MAX({gaps})>{self._room((f'SUM({_now(e)})' for e in known), more)}")
        return self._any(changed), self._any(fails)

    def _room(self, several: Iterable[str], more: str) -> str:
        """How far apart two numbers may be: for the size of the largest."""
        sizes = ",".join(f"ABS({each})" for each in several)
        return f"{self._tolerance}*MAX({sizes}{more})"

    def _any(self, tests: Sequence[str]) -> str:
        """1 if any of the tests holds or cannot be made, as of an answer that is an error; else
        0."""
        formula = self._pass
        for test in reversed(tests):
            formula = f"IF({test},{self._fail},{formula})"
        return f"=IFERROR({formula},{self._fail})" if tests else f"={formula}"


def _now(end: str) -> str:
    return f"{_LETTERS[end]}#"


def _due(end: str) -> str:
    return f"{_LETTERS[f'{end}_due']}#"


def _row(
    check: str,
    subject: str,
    label: str | None,
    where: Placed | None = None,
    *,
    style: str,
    **cells: Cell,
) -> Row:
    link = None if where is None else Link(f"{where.sheet} {where.row}", where.target)
    return Row((check, subject, label, link, *map(cells.get, _NUMBERS)), style)
