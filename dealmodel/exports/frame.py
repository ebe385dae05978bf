"""A table as a data frame of pandas or polars, whichever its user has; neither is a dependency.

Numbers are ``decimal.Decimal``, never floats. In pandas each is in full. In polars a column is
``Decimal(38, 18)``, as in a Parquet file: a number with more than 18 decimals is rounded as its
column is, and one with more than 20 digits before the decimal point is an error. All else is text,
days too; what is absent is ``None`` in pandas and null in polars.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any, Literal

from dealmodel.errors import PackageMissing, UsageError, did_you_mean, nearest
from dealmodel.exports.columnar import PRECISION, SCALE, by_column, exact_decimal, fixed_decimal
from dealmodel.exports.table import Table

Library = Literal["pandas", "polars"]


def to_frame(table: Table, library: Library | None = None) -> Any:
    """``table`` as a ``pandas.DataFrame`` or ``polars.DataFrame``, by the ``library`` named. With
    none named that is pandas, or polars where only polars is installed.

    Raises :class:`PackageMissing` where the library is not installed, or neither is.

    >>> from fractions import Fraction
    >>> from dealmodel.exports.table import Column, Row
    >>> columns = Column("what", "What", 20), Column("low", "Low", 12, "number", "down")
    >>> rows = Row(("a", Fraction(8, 5))), Row(("b", "-∞"))
    >>> to_frame(Table("prices", "Prices", columns, rows), "pandas")
      what   low
    0    a   1.6
    1    b  None
    """
    if library is not None and library not in _MAKERS:
        raise UsageError(
            f"no frames of {library[:40]!r} are known: give pandas or polars"
            + did_you_mean(nearest(library, _MAKERS))
        )
    wanted = tuple(_MAKERS) if library is None else (library,)
    installed = next((name for name in wanted if find_spec(name)), None)
    if installed is None:
        raise PackageMissing("a frame", wanted, wanted[0])
    return _MAKERS[installed](table)


def _pandas(table: Table) -> Any:
    import pandas

    data = by_column(table.rows, table.columns, exact_decimal)
    # By position, and of objects: pandas would make texts and absent numbers its own kinds.
    series = {
        column.key: pandas.Series(values, dtype=object)
        for column, values in zip(table.columns, data, strict=True)
    }
    return pandas.DataFrame(series)


def _polars(table: Table) -> Any:
    import polars

    data = by_column(table.rows, table.columns, fixed_decimal)
    kinds = {"number": polars.Decimal(PRECISION, SCALE)}
    return polars.DataFrame(
        [
            polars.Series(column.key, values, dtype=kinds.get(column.kind, polars.String))
            for column, values in zip(table.columns, data, strict=True)
        ]
    )


_MAKERS = {"pandas": _pandas, "polars": _polars}
"""What makes a frame of each library, the one that is preferred first."""
