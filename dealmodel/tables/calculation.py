"""A formula over the columns of a table, row by row the same as ``calc``: point, low and high.

For rows whose values are of one kind the formula's directions are proved once
(:mod:`dealmodel.formulas.ranges.plans`); its corners are then worked out for all of them at once,
near enough to tell most digits (:mod:`dealmodel.formulas.columns`), and the few that are not sure
are worked out as fractions. Rows without such a proof go one by one, each different one once.

Columns that are added: ``NAME``, ``NAME_low``, ``NAME_high`` as decimal text, 28 digits where an
expansion has no end, bounds rounded outward; ``NAME_unit``, as rows may be in different ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from dealmodel.errors import DealModelError, FormulaError, UnknownName, UsageError
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.formulas.columns import column_of, constant_column
from dealmodel.formulas.conversions import lower
from dealmodel.formulas.expression import Expression, Quantity
from dealmodel.formulas.language import Program, is_one_formula, parse
from dealmodel.formulas.measures import measure_of, measure_of_shape
from dealmodel.formulas.operands import NAME, RESERVED, check_name, quantity_of
from dealmodel.formulas.quotients import constant_quotient, quotients_of
from dealmodel.formulas.ranges.plans import Plan, corner, plan_for, value_by
from dealmodel.formulas.ranges.shapes import shape_of
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.choice import RatesAt
from dealmodel.tables.answers import (
    Answers,
    FloatAnswers,
    Rows,
    TextAnswers,
    Units,
    count_of,
    numbers_of,
    put_results,
)
from dealmodel.tables.kernel import Integers
from dealmodel.tables.plain import PlainNumbers
from dealmodel.tables.readings import HIGH, LOW, POINT, Class, Reading, Values, rounding_of
from dealmodel.tables.rejects import Reject, cells_of
from dealmodel.tables.work import rows_counted

_BLOCK = 50_000
"""Rows at a time, so that what is between stays in the processor's own memory."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as typed, and how the columns that it names are read.

    ``name`` is that of the new columns, if not the formula's own; ``rounded`` tells what the
    numbers of a column are rounded to; ``as_floats``, that the new columns are floats."""

    text: str
    name: str | None = None
    rounded: Mapping[str, object] | None = None
    rules: HedgeRules = USUAL
    locale: str = "en"
    floats_as_printed: bool = False
    as_floats: bool = False


class _Way(NamedTuple):
    """How rows of one kind are worked out: their leaves by number, each a column's or fixed."""

    plan: Plan
    leaves: Sequence[str]
    fixed: Mapping[str, Quantity]
    unit: str | None


class Calculation:
    """Works a formula out over record batches; keeps its proofs and what it has read of texts."""

    def __init__(self, formula: Formula, schema: pa.Schema, rates: RatesAt) -> None:
        """:raises FormulaError: the formula cannot be read, or names no column.
        :raises UsageError: a new column is there already, or what is rounded is no number.
        """
        self.formula, self._rates = formula, rates
        rounded = {} if formula.rounded is None else formula.rounded
        if not isinstance(rounded, Mapping):
            raise UsageError(f"rounded tells of columns by name, not {repr(rounded)[:40]}")
        numbers = PlainNumbers(formula.locale)
        self.names, own_name, self._is_one = _names(formula, schema.names)
        self.name = formula.name or own_name or "result"
        check_name(self.name)
        for name in self.names:
            if schema.names.count(name) > 1:
                raise UsageError(f"the table has two columns {name!r}: rename one")
        unknown = [name for name in rounded if name not in self.names]
        if unknown:
            raise UsageError(f"{unknown[0]!r} is rounded, but no column of the formula")
        self._readings = {
            name: Reading(
                name,
                self._reader(name),
                rounding_of(rounded, name),
                numbers,
                floats_as_printed=formula.floats_as_printed,
            )
            for name in self.names
        }
        added = [self.name, f"{self.name}_low", f"{self.name}_high", f"{self.name}_unit"]
        there = [name for name in added if name in schema.names]
        if there:
            raise UsageError(f"the table has a column {there[0]!r} already: name another (--as)")
        self._answers = FloatAnswers if formula.as_floats else TextAnswers
        kinds = [self._answers.type] * 3 + [pa.string()]
        self.schema = pa.schema([*schema, *zip(added, kinds, strict=True)])
        self._ways: dict[tuple[int, ...], _Way | None] = {}
        self.not_tight = 0
        self.one_by_one = 0

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is to be said of the rows that were worked out so far."""
        told = []
        if self.one_by_one:
            told.append(
                f"{rows_counted(self.one_by_one)} worked out one by one: the formula's directions "
                "are not proved for all at once"
            )
        if self.not_tight:
            told.append(
                f"an outer range, wider than the true one, in {rows_counted(self.not_tight)}"
            )
        return tuple(told)

    def batch(self, batch: pa.RecordBatch, first: int = 0) -> tuple[pa.RecordBatch, list[Reject]]:
        """The rows that could be worked out, with their new columns, and the others."""
        rows = batch.num_rows
        values = {name: self._readings[name].values(batch.column(name)) for name in self.names}
        answers: Answers = self._answers(rows)
        units = Units(rows)
        slow: list[Integers] = []
        for classes, some in self._kinds(values, rows):
            way = self._way(classes) if self._is_one and -1 not in classes else None
            if way is None:
                slow.append(numbers_of(some))
            else:
                units.put(some, way.unit)
                self._quickly(way, values, some, answers)
        bad: dict[int, str] = {}
        if slow:
            self._slowly(np.sort(np.concatenate(slow)), values, answers, units, bad)
        arrays = [*(answers.column(which) for which in (POINT, LOW, HIGH)), units.column()]
        whole = pa.RecordBatch.from_arrays([*batch.columns, *arrays], schema=self.schema)
        if not bad:
            return whole, []
        keep = np.ones(rows, np.bool_)
        keep[list(bad)] = False
        rejects = [Reject(first + row, told, cells_of(batch, row)) for row, told in bad.items()]
        return whole.filter(pa.array(keep)), rejects

    def _reader(self, name: str) -> Callable[[object], Quantity]:
        formula = self.formula

        def read(value: object) -> Quantity:
            return quantity_of(name, value, formula.rules, formula.locale)  # type: ignore[arg-type]

        return read

    def _kinds(
        self, values: Mapping[str, Values], rows: int
    ) -> Iterator[tuple[tuple[int, ...], Rows]]:
        """The rows of each kind, that is of the same class in each column."""
        if not rows:
            return
        keys = np.zeros(rows, np.int64)
        several: list[Integers | int] = []
        for name in self.names:
            classes, pointers = values[name].classes, values[name].pointers
            if not isinstance(classes, int):
                classes = classes if pointers is None else classes[pointers]
                if len(self._readings[name].classes) > 1 or (classes < 0).any():
                    # Numbered anew each time, so that many columns do not lead out of 64 bits.
                    keys = keys * (len(self._readings[name].classes) + 1) + classes + 1
                    keys = np.unique(keys, return_inverse=True)[1].reshape(-1)
            several.append(classes)
        most = int(keys.max())
        for key in range(most + 1):
            at = np.flatnonzero(keys == key) if most else np.zeros(1, np.int64)
            classes_here = tuple(
                each if isinstance(each, int) else int(each[at[0]]) for each in several
            )
            yield classes_here, at if most else slice(0, rows)

    def _way(self, classes: tuple[int, ...]) -> _Way | None:
        if classes not in self._ways:
            kinds = {
                name: self._readings[name].classes[at]
                for name, at in zip(self.names, classes, strict=True)
            }
            try:
                self._ways[classes] = self._found_way(kinds)
            except DealModelError:  # told row by row
                self._ways[classes] = None
        return self._ways[classes]

    def _found_way(self, kinds: Mapping[str, Class]) -> _Way | None:
        program = self._parsed({name: each.example for name, each in kinds.items()})
        expression, inputs, _ = self._lowered(program)
        shaped = shape_of(expression)
        if shaped is None:
            return None
        shape, leaves = shaped
        known = [kinds[leaf].bounds if leaf in kinds else inputs[leaf].bounds for leaf in leaves]
        measured = [measure_of(inputs[leaf]) for leaf in leaves]
        measure = measure_of_shape(shape, tuple(measured))
        fixed = {leaf: inputs[leaf] for leaf in leaves if leaf not in kinds}
        plan = plan_for(shape, known)
        if plan is None or measure is None or any(each.point is None for each in fixed.values()):
            return None
        return _Way(plan, leaves, fixed, measure.unit.text)

    def _quickly(
        self, way: _Way, values: Mapping[str, Values], rows: Rows, answers: Answers
    ) -> None:
        for start in range(0, count_of(rows), _BLOCK):
            block: Rows
            if isinstance(rows, slice):
                block = slice(rows.start + start, min(rows.start + start + _BLOCK, rows.stop))
            else:
                block = rows[start : start + _BLOCK]
            places = {
                name: block if (pointers := values[name].pointers) is None else pointers[block]
                for name in way.leaves
                if name in values
            }
            for which in (LOW, POINT, HIGH):
                self._corner(way, values, places, which, block, answers)

    def _corner(
        self,
        way: _Way,
        values: Mapping[str, Values],
        places: Mapping[str, Rows],
        which: int,
        rows: Rows,
        answers: Answers,
    ) -> None:
        """One end of the formula, or its point, of some rows, by the places of their values."""
        ends = [POINT + end for end in corner(way.plan.moves, which - POINT)]
        leaves = list(zip(way.leaves, ends, strict=True))
        unsure: Integers | None = None
        quotients = [
            constant_quotient(_end(way.fixed[leaf], end))
            if leaf in way.fixed
            else values[leaf].ends[end].quotients(places[leaf])
            for leaf, end in leaves
        ]
        whole = quotients_of(way.plan.shape, quotients)
        if whole is not None:
            unsure = answers.put_quotients(which, rows, *whole)
        if unsure is None:
            columns = [
                constant_column(_end(way.fixed[leaf], end))
                if leaf in way.fixed
                else values[leaf].ends[end].column(places[leaf])
                for leaf, end in leaves
            ]
            column = column_of(way.plan.shape, columns)
            if column is None:
                unsure = np.arange(count_of(rows))
            else:
                unsure = answers.put_column(which, rows, column)
        if not len(unsure):
            return
        others = []
        numbered = {leaf: numbers_of(each)[unsure].tolist() for leaf, each in places.items()}
        for at in range(len(unsure)):
            numbers = [
                _end(way.fixed[leaf], end)
                if leaf in way.fixed
                else values[leaf].end(numbered[leaf][at], end)
                for leaf, end in leaves
            ]
            exact = value_by(way.plan, numbers)
            if exact is None:
                raise UsageError("numbers too long for a table: use calc")
            others.append(exact)
        answers.put_fractions(which, numbers_of(rows)[unsure], others)

    def _slowly(
        self,
        rows: Integers,
        values: Mapping[str, Values],
        answers: Answers,
        units: Units,
        bad: dict[int, str],
    ) -> None:
        """Rows one by one, those that are alike once."""
        known: dict[tuple[int, ...], Result | str] = {}
        ordered: list[Result | None] = []
        for row in rows.tolist():
            at = tuple(
                row if (index := values[name].pointers) is None else int(index[row])
                for name in self.names
            )
            answer = known.get(at)
            if answer is None:
                answer = known[at] = self._answer(
                    {
                        name: (values[name], place)
                        for name, place in zip(self.names, at, strict=True)
                    }
                )
            if isinstance(answer, str):
                bad[row] = answer
                ordered.append(None)
            else:
                ordered.append(answer)
                self.not_tight += not answer.tight
        self.one_by_one += len(rows)
        put_results(answers, units, rows, ordered)

    def _answer(self, given: Mapping[str, tuple[Values, int]]) -> Result | str:
        try:
            program = self._parsed({name: each.quantity(at) for name, (each, at) in given.items()})
            expression, inputs, warnings = self._lowered(program)
            return evaluate(self.name, expression, inputs, warnings=warnings)
        except DealModelError as error:
            return error.message

    def _parsed(self, given: Mapping[str, Quantity]) -> Program:
        formula = self.formula
        return parse(formula.text, given, rules=formula.rules, locale=formula.locale)

    def _lowered(
        self, program: Program
    ) -> tuple[Expression, Mapping[str, Quantity], tuple[str, ...]]:
        warnings: dict[str, None] = {}

        def legs(base: str, quote: str, when: str) -> Mapping[str, Quantity]:
            conversion = self._rates.on(when).between(base, quote)
            warnings.update(dict.fromkeys(conversion.warnings))
            return {rate.name: rate for rate, _ in conversion.legs}

        expression, inputs = lower(program.expression, program.inputs, legs)
        return expression, inputs, tuple(warnings)


def columns_named(text: str, columns: Sequence[str]) -> list[str]:
    """The columns whose names stand in a formula's text.

    >>> columns_named("paid / stake", ["on", "stake", "paid", "take"])
    ['stake', 'paid']
    """
    if not isinstance(text, str):
        raise UsageError(f"a formula is a text, not {repr(text)[:40]}")
    return [
        name
        for name in dict.fromkeys(columns)
        if NAME.fullmatch(name)
        and name not in RESERVED
        and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]


def _names(formula: Formula, columns: Sequence[str]) -> tuple[list[str], str | None, bool]:
    """The columns that a formula names, its own name, and whether it is the same for all rows."""
    words = columns_named(formula.text, columns)
    options = {"rules": formula.rules, "locale": formula.locale}
    errors: list[FormulaError] = []
    for sample in ("1", "50%"):  # a share where one is asked for
        try:
            program = parse(formula.text, dict.fromkeys(words, sample), **options)  # type: ignore[arg-type]
        except UnknownName as error:
            raise UnknownName(error.name, columns, where=error.where) from None  # type: ignore[arg-type]
        except FormulaError as error:
            errors.append(error)
            continue
        is_one = is_one_formula(formula.text, words, **options)  # type: ignore[arg-type]
        used = [name for name in words if name in program.inputs] if is_one else words
        return used, program.name, is_one
    raise errors[0]


def _end(quantity: Quantity, which: int) -> Fraction:
    bounds = quantity.bounds
    found = (bounds.low, quantity.point, bounds.high)[which]
    assert found is not None
    return found
