"""A table as Apache Parquet, for data tools; pyarrow writes it (``dealmodel[parquet]``).

A column of numbers is ``decimal128(38, 18)``, which every reader knows: a number with up to 18
decimals is exact, one with more is rounded as its column is (a low end down, a high end up), and
one with more than 20 digits before the decimal point is an error. All else is text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from dealmodel.errors import PackageMissing
from dealmodel.exports.columnar import PRECISION, SCALE, by_column, fixed_decimal
from dealmodel.exports.table import Row, Table

_GROUP = 20_000
"""Rows that are held, and written, at a time."""


def write_parquet(table: Table, file: BinaryIO) -> None:
    """Write ``table`` group by group to a file opened for bytes.

    Raises :class:`PackageMissing` without pyarrow, and :class:`OutOfRange` for a number that is
    too large.

    >>> from fractions import Fraction
    >>> from io import BytesIO
    >>> from dealmodel.exports.table import Column
    >>> import pyarrow.parquet
    >>> columns = Column("what", "What", 20), Column("high", "High", 12, "number", "up")
    >>> rows = Row(("a", Fraction(2, 3))), Row(("b", "∞"))
    >>> write_parquet(Table("prices", "Prices", columns, rows), file := BytesIO())
    >>> pyarrow.parquet.read_table(file).to_pydict()
    {'what': ['a', 'b'], 'high': [Decimal('0.666666666666666667'), None]}
    """
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise PackageMissing("a Parquet file", ["pyarrow"], "dealmodel[parquet]") from None
    kinds = {"number": pyarrow.decimal128(PRECISION, SCALE)}
    schema = pyarrow.schema(
        [(column.key, kinds.get(column.kind, pyarrow.string())) for column in table.columns]
    )
    with ParquetWriter(file, schema) as writer:
        for rows in _groups(table.rows):
            columns = by_column(rows, table.columns, fixed_decimal)
            arrays = map(pyarrow.array, columns, schema.types)
            writer.write_table(pyarrow.Table.from_arrays(list(arrays), schema=schema))


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while group := list(islice(remaining, _GROUP)):
        yield group
