"""What somebody changed on the sheet Inputs of a workbook, as claims of the book it was made of.

A row is known by its record (``stakes.x.share.0``). A number that was changed becomes words that
mean it, with bounds where the words alone would not: whatever is taken back is read again, and must
give the numbers of the row. Rows without a claim of the book, in the marked lines or elsewhere, are
new claims beside those whose record, or subject and field, they name. All else is told by its cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from dealmodel.derivations.kinds import title_of
from dealmodel.errors import DealModelError
from dealmodel.exports.formula_text import same_formula
from dealmodel.exports.tables import inputs
from dealmodel.exports.tables.inputs import COLUMNS, SHEET, what_of
from dealmodel.exports.tables.places import HEADER, column_of
from dealmodel.exports.tables.spread import NO_HIGH, NO_LOW
from dealmodel.exports.tables.styles import ends_text
from dealmodel.exports.xlsx.cells import Cell
from dealmodel.exports.xlsx.reading import Workbook
from dealmodel.figures.bounds import Bounds
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.hedges import HedgeRules
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.naming import name_of
from dealmodel.records.walking import ClaimList, claim_lists

BookPath = tuple[str | int, ...]
Value = str | tuple[str, ...]

_NEAR = Fraction(1, 10**11)
_DAY_ZERO = date(1899, 12, 30)
_KEYS = tuple(column.key for column in COLUMNS)
_TITLES = {column.title.casefold(): column.key for column in COLUMNS}
_LETTERS = {key: column_of(COLUMNS, key) for key in _KEYS}

"""Columns of a claim that are not taken back from its row."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Keys that a claim gets, or those of a new claim behind the ones at ``path``."""

    path: BookPath
    keys: Mapping[str, Value]
    is_new: bool
    cell: str


@dataclass(frozen=True, slots=True)
class Edits:
    """What can be taken back, and what cannot: the cell, and why."""

    edits: list[Edit] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """A claim's row as the book gives it."""

    path: BookPath
    claim: Claim
    figures: tuple[Figure, ...]
    number: int
    title: str
    what: str

    @property
    def figure(self) -> Figure:
        return self.figures[self.number]


class _Refused(Exception):
    """Why a row cannot be taken back, and by which column."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key, self.message = key, message


def edits_of(workbook: Workbook, book: Book, rules: HedgeRules, name: str) -> Edits:
    """The edits of an open workbook called ``name``, which was made of ``book``."""
    found = Edits()
    sheet = workbook.sheets.get(SHEET.casefold())
    if sheet is None:
        found.refused.append((SHEET, "the sheet is gone: nothing can be taken back"))
        return found
    reader = _Reader(book, rules, name, found)
    reader.read(_rows(workbook.cells(sheet)))
    return found


def _rows(cells: Iterable[Cell]) -> Iterator[tuple[int, dict[int, Cell]]]:
    """The rows, each with its cells by their columns."""
    row: dict[int, Cell] = {}
    number = 0
    for cell in cells:
        if cell.row != number and row:
            yield number, row
            row = {}
        number = cell.row
        row[cell.column] = cell
    if row:
        yield number, row


class _Reader:
    """Goes through the rows once."""

    def __init__(self, book: Book, rules: HedgeRules, name: str, found: Edits) -> None:
        self._book, self._rules, self._name, self._found = book, rules, name, found
        self._lists: dict[str, ClaimList] = {}
        self._by_words: dict[tuple[str, str], ClaimList] = {}
        self._known: dict[str, list[_Known]] = {}
        for each in claim_lists(book):
            if each.are_figures:
                self._note(each)

    def _note(self, each: ClaimList) -> None:
        subject = ".".join(str(key) for key in each.path[:2])
        title, what = title_of(subject, self._book), what_of(each, self._book)
        self._lists[each.subject] = each
        self._by_words.setdefault((title.casefold(), what.casefold()), each)
        for index, claim in enumerate(each.claims):
            path = (*each.path, index)
            figures = claim.figures(self._rules)
            self._known[".".join(map(str, path))] = [
                _Known(path, claim, figures, number, title, what) for number in range(len(figures))
            ]

    def read(self, rows: Iterator[tuple[int, dict[int, Cell]]]) -> None:
        columns: dict[str, int] = {}
        seen: dict[str, int] = {}
        changed: dict[BookPath, list[tuple[_Known, int, dict[str, Cell]]]] = {}
        for number, row in rows:
            if not columns:
                columns = _columns(row) if number >= HEADER else {}
                continue
            cells = {key: row[at] for key, at in columns.items() if at in row}
            record = _text(cells.get("record"))
            known = self._known.get(record, [])
            at = seen.get(record, 0)
            if at < len(known):
                seen[record] = at + 1
                changed.setdefault(known[at].path, []).append((known[at], number, cells))
            elif {"says", "value"} & cells.keys() and not self._is_other(cells, record):
                self._try_new(number, cells, record)
        for several in changed.values():
            self._try_changed(several)
        for record, known in self._known.items():
            if seen.get(record, 0) < len(known):
                self._found.refused.append(
                    (SHEET, f"the row of {record} is gone: take a claim out of the book by hand")
                )

    def _is_other(self, cells: Mapping[str, Cell], record: str) -> bool:
        """Whether a row is one of constants, or of what was put together from claims."""
        is_formula = any(cells[key].formula is not None for key in ("low", "high") if key in cells)
        what = _text(cells.get("what"))
        given = (
            what in ("given", "constant", "overlap", "hull")
            or _text(cells.get("subject")) == inputs.CONSTANTS
        )
        return not record and (given or (is_formula and "source" not in cells))

    def _try_changed(self, several: Sequence[tuple[_Known, int, dict[str, Cell]]]) -> None:
        """The edit of a claim, whose figures take a row each."""
        claim, path, at = several[0][0].claim, several[0][0].path, several[0][1]
        try:
            pieces: list[tuple[_Known, str | None, Bounds, Fraction | None]] = []
            keys: dict[str, Value] = {}
            cell = ""
            for known, number, cells in several:
                at = number
                row = _Numbers(known.figure, number, cells)
                self._hold(known, number, cells)
                says = _text(cells.get("says"))
                is_said = says != known.figure.verbatim
                if is_said and not says:
                    raise _Refused("says", "a claim without words: take it out of the book by hand")
                if is_said or row.changes:
                    row.check()
                    cell = cell or f"{SHEET}!{_LETTERS['says' if is_said else 'value']}{number}"
                    value, bounds = row.value, row.bounds
                    if not row.changes:
                        value, bounds = None, known.figure.bounds
                    pieces.append((known, says if is_said else None, bounds, value))
                    if is_said and not row.changes:
                        keys |= self._by_words_alone(known, says)
                    else:
                        keys |= self._by_numbers(known, row, says if is_said else None)
                source = self._source(cells, claim.source)
                if source != claim.source:
                    cell = cell or f"{SHEET}!{_LETTERS['source']}{number}"
                    keys["source"] = source
            if len(pieces) > 1:
                raise _Refused("says", "both figures of a pair changed: change the book by hand")
            if keys:
                keys["note"] = self._note_on(claim)
                self._found.edits.append(Edit(path, keys, False, cell))
        except _Refused as error:
            self._refuse(at, error)

    def _try_new(self, number: int, cells: dict[str, Cell], record: str) -> None:
        try:
            beside = self._beside(cells, record)
            last = record.rpartition(".")[2]
            at = int(last) if last.isdigit() and int(last) < len(beside.claims) else 0
            first = beside.claims[at]
            source = self._source(cells, None)
            given: dict[str, Value] = {"source": source}
            if by := _text(cells.get("by")):
                given["by"] = self._party(by)
            if (on := cells.get("said")) is not None and on.kind != "nothing":
                given["on"] = _day(on)
            start = first.saying(
                source=source, by=None, on=None, note=None, bounds=None, exact=None, reading=None
            )
            figure = first.figures(self._rules)[0]
            says = _text(cells.get("says"))
            row = _Numbers.of_new(figure, number, cells)
            if row is not None:
                row.check()
            keys = (
                {"says": self._read(start, says).verbatim and says}
                if row is None
                else self._words(start, figure, row, says or None)
            )
            keys = {"says": keys["says"], **_about(first), **given, **keys}
            keys["note"] = f"added in the workbook {self._name}, where its editor states it"
            cell = f"{SHEET}!A{number}"
            self._found.edits.append(Edit(beside.path, keys, True, cell))
        except _Refused as error:
            self._refuse(number, error)

    def _hold(self, known: _Known, number: int, cells: Mapping[str, Cell]) -> None:
        """Tell what was changed beside the numbers, the words and the source."""
        claim = known.claim
        due = {
            "subject": known.title,
            "what": known.what,
            "unit": known.figure.unit.text or "",
            "ends": ends_text(known.figure.bounds),
            "by": name_of(claim.by, self._book) if claim.by else "",
        }
        for key, text in due.items():
            if _text(cells.get(key)) != text.strip():
                cell = f"{SHEET}!{_LETTERS[key]}{number}"
                title = next(column.title for column in COLUMNS if column.key == key)
                message = f"{title!r} is not taken back: change the book by hand"
                self._found.refused.append((cell, message))

    def _by_words_alone(self, known: _Known, says: str) -> dict[str, Value]:
        whole = _in_place(known, says)
        claim = known.claim.saying(says=whole)
        self._read(claim, says)
        return {"says": whole}

    def _by_numbers(self, known: _Known, row: _Numbers, says: str | None) -> dict[str, Value]:
        if len(known.figures) == 1:
            return self._words(known.claim, known.figure, row, says)
        for text in [says] if says else list(_texts(known.figure, row.value, row.bounds)):
            whole = _in_place(known, text)
            claim = known.claim.saying(says=whole)
            try:
                found = claim.figures(self._rules)
            except DealModelError:
                continue
            others = [(e.value, e.bounds) for n, e in enumerate(found) if n != known.number]
            kept = [(e.value, e.bounds) for n, e in enumerate(known.figures) if n != known.number]
            is_whole = len(found) == len(known.figures) and others == kept
            if is_whole and row.is_met_by(found[known.number]):
                return {"says": whole}
        raise _Refused("value", "no words of a pair mean these numbers: change the book by hand")

    def _words(
        self, claim: Claim, figure: Figure, row: _Numbers, says: str | None
    ) -> dict[str, Value]:
        """Words, with bounds where they need them, that mean the numbers of a row."""
        texts = [says] if says else list(_texts(figure, row.value, row.bounds))
        bounds = _bounds_of(figure, row.bounds)
        for text in texts:
            varied: list[dict[str, Value]] = [{"says": text}]
            if claim.bounds is not None:
                varied = []
            elif claim.exact is None:
                varied.append({"says": text, "exact": "yes"})
            varied += [{"says": text, "bounds": each} for each in bounds]
            for keys in varied:
                typed = {k: True if k == "exact" else v for k, v in keys.items()}
                try:
                    found = claim.saying(**typed).figures(self._rules)
                except DealModelError:
                    continue
                if len(found) == 1 and row.is_met_by(found[0]):
                    return keys
        if says:
            message = f"{says!r} does not mean the numbers beside it: change one of them"
            raise _Refused("says", message)
        raise _Refused("value", "no words mean these numbers: change the book by hand")

    def _read(self, claim: Claim, says: str) -> Figure:
        try:
            return claim.saying(says=says).figures(self._rules)[0]
        except DealModelError as error:
            raise _Refused("says", error.message) from None

    def _source(self, cells: Mapping[str, Cell], old: str | None) -> str:
        """The id of the source that a row names, by its id or its name."""
        told = _text(cells.get("source"))
        sources = self._book.sources
        if old is not None and told == sources[old].named:
            return old
        if told in sources:
            return told
        found = [key for key, each in sources.items() if each.named.casefold() == told.casefold()]
        if len(found) != 1:
            why = "names no source" if not told else f"{told!r} is not one source of the book"
            raise _Refused("source", f"{why}: give the id of one of the sheet Sources")
        return found[0]

    def _party(self, told: str) -> str:
        parties = self._book.parties
        found = [key for key, each in parties.items() if each.name.casefold() == told.casefold()]
        return found[0] if len(found) == 1 else told

    def _beside(self, cells: Mapping[str, Cell], record: str) -> ClaimList:
        """The claims that a new one stands beside."""
        head, _, last = record.rpartition(".")
        found = self._lists.get(record) or self._lists.get(head if last.isdigit() else "")
        if found is None and not record:
            words = (_text(cells.get("subject")).casefold(), _text(cells.get("what")).casefold())
            found = self._by_words.get(words)
        if found is None:
            message = "names no record of the book: give that of a claim on the same fact"
            raise _Refused("record", f"{record!r} {message}" if record else message)
        return found

    def _note_on(self, claim: Claim) -> str:
        note = f"as the editor of the workbook {self._name} states it, in place of {claim.says!r}"
        return f"{claim.note}; {note}" if claim.note else note

    def _refuse(self, number: int, error: _Refused) -> None:
        self._found.refused.append((f"{SHEET}!{_LETTERS[error.key]}{number}", error.message))


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of a row: a value and its bounds, and whether they are others than a figure's."""

    figure: Figure
    row: int
    cells: Mapping[str, Cell]

    @staticmethod
    def of_new(figure: Figure, row: int, cells: Mapping[str, Cell]) -> _Numbers | None:
        """The numbers of a new row, if it has any; without bounds of its own a value is exact."""
        blank = Figure(
            "",
            (0, 0),
            figure.kind,
            None,
            figure.unit,
            "none",
            figure.granularity,
            Bounds(None, None),
            "",
            per=figure.per,
        )
        made = _Numbers(blank, row, cells)
        return made if _has_number(cells, "value", "low", "high") else None

    @property
    def value(self) -> Fraction | None:
        return self._number("value")

    @property
    def bounds(self) -> Bounds:
        is_open = self.figure.bounds
        low, high = self._end("low", "-", "less"), self._end("high", "+", "more")
        if low is not None and high is not None and low > high:
            raise _Refused("low", "the low end is above the high end")
        opens = (is_open.low_open and low is not None, is_open.high_open and high is not None)
        if low is not None and low == high:
            opens = (False, False)
        return Bounds(low, high, *opens)

    @property
    def changes(self) -> bool:
        """Whether they are not those of the figure."""
        known, now = self.figure, self.bounds
        pairs = [
            (known.value, self.value),
            (known.bounds.low, now.low),
            (known.bounds.high, now.high),
        ]
        return not all(_same(*pair) for pair in pairs)

    def check(self) -> None:
        """Raise unless the value stands between its ends, as it does not where rows were moved
        and their formulas were left behind."""
        value, bounds = self.value, self.bounds
        if value is None:
            return
        for end, is_beyond in ((bounds.low, -1), (bounds.high, 1)):
            if end is not None and (value - end) * is_beyond > 0 and not _same(value, end):
                raise _Refused("value", "the value is not between its low and its high end")

    def is_met_by(self, found: Figure) -> bool:
        """Whether a figure means these numbers."""
        due, known = self.bounds, self.figure
        return (
            found.kind == known.kind
            and found.unit.same_as(known.unit)
            and found.per == known.per
            and _same(found.value, self.value)
            and _same(found.bounds.low, due.low)
            and _same(found.bounds.high, due.high)
            and (found.bounds.low_open, found.bounds.high_open) == (due.low_open, due.high_open)
        )

    def _end(self, key: str, sign: str, by: str) -> Fraction | None:
        cell = self.cells.get(key)
        value = self.value
        moved = f"{_LETTERS['value']}{self.row}{sign}{_LETTERS[by]}{self.row}"
        if cell is None and value is not None:
            distance = self._number(by) or Fraction(0)
            return value - distance if sign == "-" else value + distance
        if cell is None or (cell.kind == "text" and cell.text.strip() in (NO_LOW, NO_HIGH, "")):
            return None
        if cell.formula is not None and value is not None and same_formula(cell.formula, moved):
            distance = self._number(by) or Fraction(0)
            return value - distance if sign == "-" else value + distance
        return self._number(key)

    def _number(self, key: str) -> Fraction | None:
        cell = self.cells.get(key)
        if cell is None or cell.kind == "nothing" or (cell.kind == "text" and not cell.text):
            return None
        if cell.kind != "number":
            raise _Refused(key, f"{cell.text[:40]!r} is no number")
        try:
            return Fraction(Decimal(f"{float(cell.text):.15g}"))
        except (InvalidOperation, ValueError, OverflowError):
            raise _Refused(key, f"{cell.text[:40]!r} is no number") from None


def _about(claim: Claim) -> dict[str, Value]:
    """What a claim tells of what it is about, beside what every claim has: a new one beside it is
    about the same."""
    told = claim.model_dump(by_alias=True, exclude_none=True)
    return {key: str(told[key]) for key in told.keys() - Claim.model_fields.keys()}


def _has_number(cells: Mapping[str, Cell], *keys: str) -> bool:
    return any(key in cells and cells[key].kind == "number" for key in keys)


def _columns(row: Mapping[int, Cell]) -> dict[str, int]:
    """Which column holds what, by the titles in a row."""
    found = {
        _TITLES[cell.text.strip().casefold()]: at
        for at, cell in row.items()
        if cell.kind == "text" and cell.text.strip().casefold() in _TITLES
    }
    return found if {"says", "value", "record"} <= found.keys() else {}


def _same(one: Fraction | None, other: Fraction | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _NEAR * max(abs(one), abs(other))


def _text(cell: Cell | None) -> str:
    return "" if cell is None or cell.kind == "nothing" else cell.text.strip()


def _day(cell: Cell) -> str:
    if cell.kind != "number":
        return cell.text.strip()
    return (_DAY_ZERO + timedelta(days=int(float(cell.text)))).isoformat()


def _in_place(known: _Known, text: str) -> str:
    """The claim's words with one figure's in the place of it."""
    whole, (start, end) = known.claim.says, known.figure.span
    if len(known.figures) == 1:
        return text
    if whole[start:end] != known.figure.verbatim:
        raise _Refused("says", "the figure cannot be found in its claim: change the book by hand")
    return whole[:start] + text + whole[end:]


def _texts(figure: Figure, value: Fraction | None, bounds: Bounds) -> Iterator[str]:
    """Words that may mean a number, or a range, of a figure's kind."""
    low, high = bounds.low, bounds.high
    if value is not None:
        for text in _amounts(figure, value):
            yield text
            for hedge in ("at least", "more than", "up to", "less than", "about"):
                yield f"{hedge} {text}"
        return
    if low is not None and high is not None:
        for first, last in zip(_amounts(figure, low), _amounts(figure, high), strict=False):
            yield f"{first} to {last}"
    for end in (low, high):
        if end is not None:
            for text in _amounts(figure, end):
                yield from (f"{hedge} {text}" for hedge in ("at least", "more than", "up to"))


def _amounts(figure: Figure, value: Fraction) -> Iterator[str]:
    """A number in a figure's unit, as it may be printed."""
    plain = decimal_text(value)
    percent = f"{decimal_text(value * 100)}%"
    unit = figure.unit
    if figure.kind == "money":
        yield f"{unit.currency} {plain}" + (f" per {figure.per}" if figure.per else "")
    elif figure.kind in ("share", "growth"):
        yield percent
        yield f"{percent} of {figure.of}"
    elif figure.kind == "ratio":
        yield f"{plain} times"
        yield percent
    elif figure.kind == "duration":
        yield f"{plain} {unit.text}{'' if value == 1 else 's'}"
    elif figure.kind == "count" and unit.text:
        yield f"{plain} {unit.text}"
    else:
        yield plain


def _bounds_of(figure: Figure, bounds: Bounds) -> Iterator[tuple[str, str]] | list[tuple[str, str]]:
    """Both bounds as a claim states them."""
    if bounds.low is None or bounds.high is None:
        return []
    lows, highs = _amounts(figure, bounds.low), _amounts(figure, bounds.high)
    opened = ("more than " if bounds.low_open else "", "less than " if bounds.high_open else "")
    pairs = zip(lows, highs, strict=False)
    return [(opened[0] + low, opened[1] + high) for low, high in pairs]
