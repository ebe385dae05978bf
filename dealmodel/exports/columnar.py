"""A table by columns, for Parquet files and frames: numbers as decimals, all else as text.

Arrow, the readers of Parquet and polars share a decimal of 38 digits, of which a column says how
many are decimals. That is 18 for every column here, as many as a price in full is shown with, and
does not depend on the data, so that the tables of several books go together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from dealmodel.errors import OutOfRange
from dealmodel.exports.plain import kept, text_of
from dealmodel.exports.table import Cell, Column, Row
from dealmodel.figures.decimals import decimal_text, scaled, ten_to

PRECISION, SCALE = 38, 18

Datum = str | Decimal | None
ToDecimal = Callable[[Fraction, Column], Decimal]


def by_column(
    rows: Iterable[Row], columns: Sequence[Column], to_decimal: ToDecimal
) -> list[list[Datum]]:
    """The values of each column in turn."""
    found: list[list[Datum]] = [[] for _ in columns]
    for row in rows:
        for values, cell, column in zip(found, row.cells, columns, strict=True):
            values.append(_datum(cell, column, to_decimal))
    return found


def exact_decimal(value: Fraction, column: Column) -> Decimal:
    """``value`` in full, or in 28 significant digits where no number of decimals is enough.

    >>> exact_decimal(Fraction(1, 3), Column("low", "Low", 12, "number", "down"))
    Decimal('0.3333333333333333333333333333')
    """
    return Decimal(decimal_text(value, column.rounding))


def fixed_decimal(value: Fraction, column: Column) -> Decimal:
    """``value`` with :data:`SCALE` decimals, rounded as the column is where it has more.

    Raises :class:`OutOfRange` where that takes more than :data:`PRECISION` digits.

    >>> fixed_decimal(Fraction(2, 3), Column("high", "High", 12, "number", "up"))
    Decimal('0.666666666666666667')
    """
    units = scaled(value, SCALE, column.rounding)
    if abs(units) >= ten_to(PRECISION):
        given = decimal_text(value)
        raise OutOfRange(
            column.key,
            given,
            f"{column.key}: {given[:60]} has more than {PRECISION - SCALE} digits before the "
            "decimal point, which decimals of Arrow and polars cannot hold: use CSV or pandas",
        )
    return Decimal(f"{units}e-{SCALE}")


def _datum(cell: Cell, column: Column, to_decimal: ToDecimal) -> Datum:
    value = kept(cell, column)
    if column.kind == "number" and isinstance(value, Fraction):
        return to_decimal(value, column)
    return text_of(value, column.rounding)
