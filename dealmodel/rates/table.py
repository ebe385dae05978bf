"""A CSV of the user's own rates, as a source of rates.

Three shapes, told by the header. Wide, as the ECB publishes its daily file and its history:
``date,USD,CNY``, a day a row, units of each currency for one euro; ``date/USD`` as the first header
makes it units for one dollar. Long: ``date,base,quote,rate``, a rate a row, units of ``quote`` for
one ``base``. And the SDMX CSV of the ECB's data portal (:mod:`dealmodel.rates.sdmx`). A wide cell
that is empty or ``N/A`` has no rate. Days come in any order.

The text is UTF-8; fields are separated by commas and may stand in double quotes. Every row is read
and every bad one reported, in one error; a table with a bad row gives no rates. Lookups follow the
policies of any history, and irrevocable euro ratios and redenominations hold here too.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Sequence

from dealmodel.errors import InputError, Place, RatesDiffer, TableError, UnreadableFile, reason_of
from dealmodel.rates.history import NO_RATE, History, Pair
from dealmodel.rates.lookup import HistoryRates
from dealmodel.rates.rate import Clock, today
from dealmodel.rates.rows import Entry, Row, check_currency, day_in, rate_in
from dealmodel.rates.sdmx import SdmxShape, is_sdmx

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read."""

_LONG = ["date", "base", "quote", "rate"]


def table_rates(
    path: str, clock: Clock = today, *, sha256: str | None = None, publisher: str | None = None
) -> HistoryRates:
    """The rates in the CSV file ``path``; they are called what the file is, wherever it lies.
    ``sha256`` is the digest that it must have, ``publisher`` who published them, where not the
    name of the file is to be said.

    Raises :class:`UnreadableFile`, :class:`RatesDiffer` where the digest is another, or
    :class:`TableError` with every bad row.
    """
    data = _read(path)
    name = os.path.basename(path)
    digest = hashlib.sha256(data).hexdigest()
    if sha256 is not None and digest != sha256:
        raise RatesDiffer(name, sha256, digest)
    history = parse_table(_text(data, path), path)
    return HistoryRates(name, publisher or name, history, clock, digest)


def parse_table(text: str, file: str = "rates.csv") -> History:
    """The history in the text of a CSV; ``file`` is named in errors.

    >>> parse_table("date,USD\\n2025-04-25,1.1357\\n2025-04-24,1.1376").lines
    ['2025-04-24,1.1376', '2025-04-25,1.1357']
    """
    numbered = enumerate(text.split("\n"), start=1)
    rows = [Row(file, number, line.rstrip("\r")) for number, line in numbered if line.strip()]
    if not rows:
        raise UnreadableFile("the table is empty", where=Place(file))
    try:
        entry_of = _shape(rows[0])
    except InputError as error:
        raise TableError(file, [error]) from error
    published: dict[str, dict[Pair, str]] = {}
    lines_of: dict[object, int] = {}
    problems: list[InputError] = []
    for row in rows[1:]:
        try:
            entry = entry_of(row)
            if entry is None:
                continue
            day, rates, key = entry
            known = lines_of.setdefault(key, row.number)
            if known != row.number:
                raise row.fault(0, f"this is on line {known} already: one of the two must go")
            published.setdefault(day, {}).update(rates)
        except InputError as error:
            problems.append(error)
    if problems:
        raise TableError(file, problems)
    if not any(published.values()):
        raise UnreadableFile("there are no rates in the table", where=Place(file))
    return _history(published)


Columns = Sequence[Pair | None] | None
"""What the columns after the day hold; None stands for the long shape, or an unused column."""


def _shape(header: Row) -> Callable[[Row], Entry | None]:
    """How the rows below ``header`` are read."""
    if is_sdmx(header):
        return SdmxShape.of(header).entry
    columns = _columns(header)
    return lambda row: _entries(row, columns)


def _columns(header: Row) -> Columns:
    first, *rest = header.cells()
    if [name.lower() for name in (first, *rest)] == _LONG:
        return None
    name, _, base = first.partition("/")
    base = base or "EUR"
    while rest and not rest[-1]:
        rest.pop()
    if name.lower() != "date" or not rest:
        raise header.fault(
            0,
            "the first row must be date,USD,CNY,... or date,base,quote,rate, with commas, or that "
            "of the ECB data portal's CSV (CURRENCY, TIME_PERIOD, OBS_VALUE, ...)",
        )
    check_currency(header, 0, base)
    for index, code in enumerate(rest, start=1):
        check_currency(header, index, code)
        if code == base:
            raise header.fault(index, f"{code} is what the others are counted in")
        if code in rest[: index - 1]:
            raise header.fault(index, f"{code} is in the header twice")
    unused = [None] * (len(header.cells()) - 1 - len(rest))
    return [*((base, code) for code in rest), *unused]


def _entries(row: Row, columns: Columns) -> Entry:
    cells = row.cells()
    expected = len(_LONG) if columns is None else len(columns) + 1
    if len(cells) != expected:
        raise row.fault(
            0,
            f"{len(cells)} fields where the header has {expected} "
            "(a number with a comma in it counts as two)",
        )
    day = day_in(row, 0, cells[0])
    if columns is None:
        base, quote = cells[1:3]
        for index in (1, 2):
            check_currency(row, index, cells[index])
        if base == quote:
            raise row.fault(2, f"a rate is between two currencies, not {base} and {quote}")
        return day, {(base, quote): rate_in(row, 3, cells[3])}, (day, frozenset((base, quote)))
    rates = {}
    for index, (pair, cell) in enumerate(zip(columns, cells[1:], strict=True), start=1):
        if pair is None and cell:
            raise row.fault(index, "there is no currency above this")
        if pair and cell not in NO_RATE:
            rates[pair] = rate_in(row, index, cell)
    return day, rates, day


def _history(published: dict[str, dict[Pair, str]]) -> History:
    pairs: Iterable[Pair] = dict.fromkeys(pair for rates in published.values() for pair in rates)
    fields = {pair: field for field, pair in enumerate(pairs, start=1)}
    return History(
        fields,
        [
            ",".join([day, *(rates.get(pair, "") for pair in fields)])
            for day, rates in sorted(published.items())
        ],
    )


def _read(path: str) -> bytes:
    place = Place(path)
    try:
        info = os.stat(path)
        if stat.S_ISDIR(info.st_mode):
            raise UnreadableFile("this is a folder: give a CSV file of rates", where=place)
        if not stat.S_ISREG(info.st_mode):
            raise UnreadableFile("this is not an ordinary file", where=place)
        if info.st_size > MAX_BYTES:
            raise UnreadableFile(f"the file is larger than {MAX_BYTES} bytes", where=place)
        with open(path, "rb") as stream:
            return stream.read(MAX_BYTES)
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"cannot be read: {reason_of(error)}", where=place) from error


def _text(data: bytes, path: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile("this is not UTF-8 text", where=Place(path)) from error
    if "\0" in text:
        raise UnreadableFile("this is binary, not the text of a CSV", where=Place(path))
    return text
