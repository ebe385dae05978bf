"""A column of a table as the values of one name of a formula: figures as printed, or numbers.

A cell is what the name would be given in ``calc``: a text of digits is an exact number, any other a
figure as printed. In a column that is *rounded*, its numbers stand for all that is rounded to them:
of a column rounded to 0.01, the number 0.21 is from 0.205 to 0.215.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dealmodel.errors import DealModelError, UsageError
from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.figure import Figure
from dealmodel.figures.units import PURE
from dealmodel.formulas.columns import Column, taken, valuations
from dealmodel.formulas.doubles import Floats, of_fraction, of_integers, of_parts
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.measures import Measure, measure_of
from dealmodel.formulas.quotients import LARGEST, Quotients, whole_numbers
from dealmodel.formulas.ranges.plans import band_of
from dealmodel.tables.amounts import amounts_of
from dealmodel.tables.kernel import Integers
from dealmodel.tables.plain import PlainNumbers

LOW, POINT, HIGH = range(3)

_DIGITS = r"^\s*[+-]?[0-9]{1,18}(\.[0-9]{1,6})?\s*$"
_WHOLE = r"^\s*[+-]?[0-9]{1,18}\s*$"
_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Class:
    """Values that a formula treats alike: of one measure, their ends in the same bands.
    ``example`` is one of them."""

    measure: Measure
    bounds: Bounds
    example: Quantity


class End:
    """The low ends, the points or the high ends of a column's values, in both ways in which a
    formula over columns is read; ``units`` of the scale, moved by ``off``, are from ``least`` to
    ``most``."""

    def __init__(
        self,
        units: Integers | Floats,
        off: int,
        least: int,
        most: int,
        scale: Fraction,
        column: Callable[[], Column],
    ) -> None:
        self._units, self._off, self._scale = units, off, scale
        self._least, self._most = least + off, most + off
        self._column = column
        self._made: Column | None = None

    def quotients(self, rows: Integers | slice) -> Quotients | None:
        """Some of them as whole numbers, if they fit into floats."""
        if max(-self._least, self._most) > LARGEST:
            return None
        values = self._units[rows].astype(np.float64)
        if self._off:
            values += self._off
        return whole_numbers(values, self._least, self._most, self._scale)

    def column(self, rows: Integers | slice) -> Column:
        """Some of them with a bound on the error."""
        if self._made is None:
            self._made = self._column()
        return taken(self._made, rows)


class Values(NamedTuple):
    """A batch of a column. ``pointers`` lead from rows to values, if those are fewer. ``classes``
    tell the class of each value, or of all, -1 for one that must be looked at by itself."""

    pointers: Integers | None
    classes: Integers | int
    ends: tuple[End, End, End]
    quantity: Callable[[int], Quantity]
    end: Callable[[int, int], Fraction]


class Reading:
    """Reads the column of one name; keeps what it has read of texts."""

    def __init__(
        self,
        name: str,
        read: Callable[[object], Quantity],
        rounded: Fraction | None,
        numbers: PlainNumbers,
        *,
        floats_as_printed: bool,
    ) -> None:
        """``read`` is what a formula makes of what its name is given."""
        self.name = name
        self.classes: list[Class] = []
        self._read, self._rounded, self._floats = read, rounded, floats_as_printed
        self._plain = numbers
        self._ids: dict[object, int] = {}
        self._known: dict[object, Quantity | str] = {}

    def values(self, column: pa.Array) -> Values:
        """The values of a batch.

        :raises UsageError: the column is of nothing that a value can be read from.
        """
        if pa.types.is_dictionary(column.type):
            column = column.dictionary_decode()
        kind = column.type
        is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
        is_number = pa.types.is_integer(kind) or pa.types.is_decimal(kind)
        if not (is_text or is_number or pa.types.is_floating(kind) or pa.types.is_null(kind)):
            raise UsageError(f"{self.name}: values cannot be read from a column of {kind}")
        if pa.types.is_null(kind):
            column = column.cast(pa.string())
        elif not is_text or self._rounded is not None or self._are_digits(column):
            return self._numbers(column)
        return self._texts(column)

    def _are_digits(self, column: pa.Array) -> bool:
        pattern = _DIGITS if self._plain.is_english else _WHOLE
        matched = pc.match_substring_regex(column, pattern)
        return bool(pc.all(pc.fill_null(matched, False)).as_py())

    def quantity(self, value: object) -> Quantity:
        """What one cell is; raises what is wrong with it."""
        found = self._known.get(value)
        if found is None:
            try:
                if value is None or not str(value).strip():
                    raise UsageError(f"no value in the column {self.name!r}")
                found = self._read(value)
            except DealModelError as error:
                found = error.message
            if len(self._known) < _KEPT:
                self._known[value] = found
        if isinstance(found, str):
            raise UsageError(found)
        return found

    def class_of(self, quantity: Quantity) -> int:
        """The class of a value; -1 where it has none, for it lacks an end or a point."""
        bounds = quantity.bounds
        if bounds.low is None or bounds.high is None or quantity.point is None:
            return -1
        key = measure_of(quantity), band_of(bounds)
        return self._class(key, key[0], bounds, quantity)

    def _class(self, key: object, measure: Measure, bounds: Bounds, example: Quantity) -> int:
        found = self._ids.get(key)
        if found is None:
            found = self._ids[key] = len(self.classes)
            self.classes.append(Class(measure, bounds, example))
        return found

    def _texts(self, column: pa.Array) -> Values:
        encoded = column.dictionary_encode()
        given = encoded.dictionary.to_pylist()
        index = pc.fill_null(encoded.indices.cast(pa.int64()), len(given)).to_numpy(
            zero_copy_only=False
        )
        given.append(None)
        classes = np.full(len(given), -1, np.int64)
        ends: list[list[Fraction]] = [[], [], []]
        nothing = Fraction(1)
        for at, text in enumerate(given):
            try:
                quantity = self.quantity(text)
            except DealModelError:
                low = middle = high = nothing
            else:
                classes[at] = self.class_of(quantity)
                low, middle, high = (
                    nothing if each is None else each
                    for each in (quantity.bounds.low, quantity.point, quantity.bounds.high)
                )
            ends[LOW].append(low)
            ends[POINT].append(middle)
            ends[HIGH].append(high)
        return Values(
            index,
            classes,
            (_end_of(ends[LOW]), _end_of(ends[POINT]), _end_of(ends[HIGH])),
            lambda at: self.quantity(given[at]),
            lambda at, which: ends[which][at],
        )

    def _numbers(self, column: pa.Array) -> Values:
        amounts = amounts_of(self._plain.english(column), floats_as_printed=self._floats)
        half = Fraction(0) if self._rounded is None else self._rounded / 2
        places = max(amounts.scale, _places(half))
        more, one = 10 ** (places - amounts.scale), 10**places
        margin = int(half * one)
        units, fits, least, most = amounts.units, amounts.is_plain, amounts.least, amounts.most
        limit = (2**62 - margin) // more
        if max(-least, most) >= limit:
            fits = fits & (units < limit) & (units > -limit)
            units = np.where(fits, units, 0)
            least, most = max(least, -limit), min(most, limit)
        if more != 1:
            units, least, most = units * more, least * more, most * more

        def number(at: int) -> Figure:
            return self._number(Fraction(int(units[at]), one))

        def classes() -> Integers | int:
            bands = {
                (_band(each - margin, one), _band(each + margin, one)) for each in (least, most)
            }
            if len(bands) == 1 and len(units) and fits.all():
                return self._class_of_number(bands.pop(), margin == 0, number(0))
            found = np.full(len(units), -1, np.int64)
            several = _bands(units - margin, one) * 7 + _bands(units + margin, one)
            for band in np.unique(several[fits]).tolist():
                here = fits & (several == band)
                example = number(int(np.argmax(here)))
                found[here] = self._class_of_number(divmod(band, 7), margin == 0, example)
            return found

        def end_of(off: int) -> End:
            return End(
                units,
                off,
                least,
                most,
                Fraction(1, one),
                lambda: _column_of_integers(units + off, places),
            )

        several = [end_of(off) for off in (-margin, 0, margin)] if margin else [end_of(0)] * 3

        def quantity(at: int) -> Quantity:
            if fits[at]:
                return number(at)
            cell = column[at].as_py()
            return self._slowly(cell if isinstance(cell, str) else amounts.text(at) or cell)

        def end(at: int, which: int) -> Fraction:
            return Fraction(int(units[at]) + (which - POINT) * margin, one)

        return Values(None, classes(), (several[0], several[1], several[2]), quantity, end)

    def _class_of_number(self, band: tuple[int, int], is_exact: bool, example: Figure) -> int:
        return self._class((band, is_exact), measure_of(example), example.bounds, example)

    def _slowly(self, value: object) -> Quantity:
        if self._rounded is None:
            return self.quantity(value)
        try:
            return self._number(self._plain.value("" if value is None else str(value)))
        except DealModelError as error:
            raise UsageError(f"{self.name}: {error.message}, and the column is rounded") from None

    def _number(self, value: Fraction) -> Figure:
        """A number of the column, with all that is rounded to it."""
        half = Fraction(0) if self._rounded is None else self._rounded / 2
        text = str(value)
        bounds = Bounds(value - half, value + half) if half else point(value)
        hedge, why = ("none", f"rounded to {2 * half}") if half else ("exact", "an exact number")
        return Figure(text, (0, len(text)), "number", value, PURE, hedge, 2 * half, bounds, why)


def rounding_of(rounded: Mapping[str, object], name: str) -> Fraction | None:
    """What a column is rounded to: above 0, with an end to its decimals.

    :raises UsageError: it is something else.
    """
    given = rounded.get(name)
    if given is None:
        return None
    try:
        value = Fraction(Decimal(str(given)))
    except (InvalidOperation, ValueError, OverflowError):
        value = Fraction(0)
    if value <= 0 or not 10**-6 <= value <= 10**15 or _places(value / 2) > 9:
        raise UsageError(
            f"{name} rounded to {str(given)[:40]!r}: give a number such as 0.01 or 1000"
        )
    return value


def _places(value: Fraction) -> int:
    return valuations(value.denominator)[0]


def _bands(units: Integers, one: int) -> Integers:
    """The place of each among -1, 0 and 1, as :func:`~dealmodel.formulas.ranges.plans.band_of`
    numbers them."""
    size = np.abs(units)
    away = np.where(size < one, 1, np.where(size == one, 2, 3))
    found: Integers = 3 + np.sign(units) * away
    return found


def _band(number: int, one: int) -> int:
    """The same of one."""
    away = (abs(number) >= one) + (abs(number) > one) + 1 if number else 0
    return 3 - away if number < 0 else 3 + away


def _end_of(values: list[Fraction]) -> End:
    common = 1
    for each in values:
        common = lcm(common, each.denominator)
        if common > LARGEST:
            return _end([LARGEST + 1], 1, values)
    return _end([each.numerator * (common // each.denominator) for each in values], common, values)


def _end(units: list[int], under: int, values: list[Fraction]) -> End:
    least, most = min(units), max(units)
    as_floats = np.array([float(each) for each in units] if most <= LARGEST else [])
    return End(as_floats, 0, least, most, Fraction(1, under), lambda: _column_of_fractions(values))


def _column_of_integers(units: Integers, scale: int) -> Column:
    return Column(of_integers(units, scale), scale, _twins(units), is_finite=True)


def _twins(units: Integers) -> Floats:
    """How many twos or fives each of the numbers has, whichever are more; 0 has none."""
    found: Floats = np.log2(np.maximum(units & -units, 1).astype(np.float64))
    at, fives = np.flatnonzero(units), 0
    while len(at := at[units[at] % 5 ** (fives + 1) == 0]):
        fives += 1
        found[at] = np.maximum(found[at], fives)
    return found


def _column_of_fractions(values: list[Fraction]) -> Column:
    parts = np.array([of_fraction(each) for each in values]).reshape(-1, 2)
    under = [valuations(each.denominator) for each in values]
    return Column(
        of_parts(parts[:, 0], parts[:, 1]),
        np.array([float(each) for each, _ in under]),
        np.array([float(valuations(each.numerator)[0]) for each in values]),
        all(rest == 1 for _, rest in under),
    )
