"""The SDMX CSV of the ECB's data portal: an observation a row, several currencies in one file.

The header names the columns, in any order and with any others between them. ``CURRENCY`` is how
many units of it one ``CURRENCY_DENOM`` was worth on the day ``TIME_PERIOD``. Believed are the
bank's euro reference rates alone: daily (``FREQ`` D), against the euro, at 2.15 pm (``EXR_TYPE``
SP00), unchanged (``EXR_SUFFIX`` A). Every other series is refused, once, at its first row: its
numbers are averages, indices or variations, and would be taken for a day's rate. A day without an
observation, such as a holiday, has an empty value or ``NaN``, and no rate.
"""

from __future__ import annotations

from collections.abc import Sequence

from dealmodel.dataclass import dataclass, field
from dealmodel.rates.history import NO_RATE
from dealmodel.rates.rows import Entry, Row, check_currency, day_in, rate_in

_NEEDED = (
    "FREQ",
    "CURRENCY",
    "CURRENCY_DENOM",
    "EXR_TYPE",
    "EXR_SUFFIX",
    "TIME_PERIOD",
    "OBS_VALUE",
)
_WANTED = {
    "FREQ": ("D", "daily rates"),
    "CURRENCY_DENOM": ("EUR", "rates against the euro"),
    "EXR_TYPE": ("SP00", "spot reference rates"),
    "EXR_SUFFIX": ("A", "rates as published"),
}
_OTHERS = {
    ("FREQ", "A"): "yearly averages",
    ("FREQ", "H"): "half-yearly averages",
    ("FREQ", "Q"): "quarterly averages",
    ("FREQ", "M"): "monthly averages",
    ("EXR_TYPE", "EN00"): "effective exchange rates, an index",
    ("EXR_SUFFIX", "E"): "the end of each period",
}
_NO_VALUE = NO_RATE | {"NaN"}


def is_sdmx(header: Row) -> bool:
    """Whether the first row is that of such a file."""
    return {"TIME_PERIOD", "OBS_VALUE"} <= set(header.cells())


@dataclass(frozen=True, slots=True)
class SdmxShape:
    """Where a file has its columns; ``told`` holds the series that were refused already."""

    columns: Sequence[str]
    told: set[tuple[str, ...]] = field(default_factory=set)

    @staticmethod
    def of(header: Row) -> SdmxShape:
        """By the first row; raises :class:`FileError` where a column lacks or stands twice."""
        columns = header.cells()
        missing = [name for name in _NEEDED if name not in columns]
        if missing:
            raise header.fault(
                0, f"there is no column {' or '.join(missing)}, which says what the rates are"
            )
        for index, name in enumerate(columns):
            if name and name in columns[:index]:
                raise header.fault(index, f"{name} is in the header twice")
        return SdmxShape(columns)

    def entry(self, row: Row) -> Entry | None:
        """What the row says; None of a refused series' further rows, and of a day without rate."""
        cells = row.cells()
        if len(cells) != len(self.columns):
            raise row.fault(0, f"{len(cells)} fields where the header has {len(self.columns)}")
        said = dict(zip(self.columns, cells, strict=True))
        for name, (wanted, what) in _WANTED.items():
            if said[name] != wanted:
                series = (name, said[name])
                if series in self.told:
                    return None
                self.told.add(series)
                held = f"{said[name][:20]!r}"
                if series in _OTHERS:
                    held += f" ({_OTHERS[series]})"
                raise row.fault(
                    self.columns.index(name),
                    f"{name} is {held}: only {what} ({name} {wanted}) convert a day's amount; "
                    "ask the portal for EXR.D..EUR.SP00.A, or take such rows out",
                )
        self._check_scale(row, said)
        currency, value = said["CURRENCY"], said["OBS_VALUE"]
        check_currency(row, self.columns.index("CURRENCY"), currency)
        if currency == "EUR":
            where = self.columns.index("CURRENCY")
            raise row.fault(where, "a rate is between two currencies, not EUR and EUR")
        self._check_key(row, said)
        day = day_in(row, self.columns.index("TIME_PERIOD"), said["TIME_PERIOD"])
        rates = {}
        if value not in _NO_VALUE:
            rates["EUR", currency] = rate_in(row, self.columns.index("OBS_VALUE"), value)
        return day, rates, (day, currency)

    def _check_scale(self, row: Row, said: dict[str, str]) -> None:
        if said.get("UNIT_MULT", "") not in ("", "0"):
            raise row.fault(
                self.columns.index("UNIT_MULT"),
                f"UNIT_MULT is {said['UNIT_MULT'][:20]!r}: only single units (0) are read",
            )

    def _check_key(self, row: Row, said: dict[str, str]) -> None:
        key = f"EXR.D.{said['CURRENCY']}.EUR.SP00.A"
        if said.get("KEY", "") not in ("", key):
            raise row.fault(
                self.columns.index("KEY"),
                f"KEY is {said['KEY'][:40]!r}, but the row's columns say {key}",
            )
