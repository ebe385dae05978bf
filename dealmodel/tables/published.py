"""The published columns of a history as whole numbers, and the cross rates of a pair out of them.

A published rate is digits and decimals, ``1.1357`` as 11357 over 10^4; a cross of two is a fraction
of whole numbers, in lowest terms. What does not fit into 64 bits is left to the scalar conversion.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dealmodel.rates.history import NO_RATE, History, Route
from dealmodel.tables.kernel import Integers

_DIGITS = 9
"""Digits of a published rate that two can be multiplied with in 64 bits."""

_PLAIN = r"^([0-9]+\.?[0-9]*|\.[0-9]+)$"

Fractions = tuple[Integers, Integers, Integers]
"""Days as ordinals, numerators and denominators; only days that have a rate."""


class PublishedColumns:
    """The columns of one history, each read once."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._fields = [line.split(",") for line in history.lines]
        self._columns: dict[int, tuple[Integers, Integers] | None] = {}
        self.days: Integers = np.array(
            [date.fromisoformat(fields[0]).toordinal() for fields in self._fields], dtype=np.int64
        )

    def crosses(self, base: str, quote: str) -> Fractions | None:
        """The rates from ``base`` to ``quote`` of all days that have one; ``None`` where there are
        several ways between them, or numbers too long, so that they have to be asked for."""
        routes = self._history.routes(base, quote)
        return self._along(routes[0]) if len(routes) == 1 else None

    def _along(self, route: Route) -> Fractions | None:
        over = np.ones(len(self.days), dtype=np.int64)
        under = np.ones(len(self.days), dtype=np.int64)
        if len(route) > 3:
            return None
        pairs = self._history.pairs
        for here, there in pairwise(route):
            divides = (there, here) in pairs
            column = self._column(pairs[(there, here) if divides else (here, there)])
            if column is None:
                return None
            digits, scales = column
            if divides:
                over, under = over * scales, under * digits
            else:
                over, under = over * digits, under * scales
        there_is = (over > 0) & (under > 0)
        common = np.gcd(over, under)
        common[common == 0] = 1
        return self.days[there_is], (over // common)[there_is], (under // common)[there_is]

    def _column(self, at: int) -> tuple[Integers, Integers] | None:
        """Digits and powers of ten of a column, 0 where it has no rate."""
        if at not in self._columns:
            self._columns[at] = self._read(at)
        return self._columns[at]

    def _read(self, at: int) -> tuple[Integers, Integers] | None:
        texts = pa.array([fields[at] for fields in self._fields], pa.string())
        is_missing = pc.is_in(texts, pa.array(list(NO_RATE)))
        texts = pc.if_else(is_missing, "0", texts)
        digits = pc.replace_substring(texts, ".", "", max_replacements=1)
        is_read = pc.and_(pc.match_substring_regex(texts, _PLAIN), _are_short(digits))
        if not pc.all(is_read).as_py():
            return None
        point = pc.find_substring(texts, ".").to_numpy(zero_copy_only=False)
        length = pc.binary_length(texts).to_numpy(zero_copy_only=False)
        decimals = np.where(point < 0, 0, length - point - 1).astype(np.int64)
        there = ~is_missing.to_numpy(zero_copy_only=False)
        units = pc.cast(digits, pa.int64()).to_numpy(zero_copy_only=False)
        return units * there, np.power(10, decimals) * there


def _are_short(digits: pa.Array) -> pa.Array:
    return pc.less_equal(pc.binary_length(digits), _DIGITS)
