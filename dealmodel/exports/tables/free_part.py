"""The share of a holder at which an interest is least or most, as a formula over cells.

The shares of a company's holders lie between their ends and are together at most the whole. What
the low ends leave of it is *free*. For the most, it goes to the holder that the owner has most of,
up to its high end, then to the next. For the least of a company whose holders are all named, it
goes to those that the owner has least of; elsewhere to somebody else.

Who comes before whom is asked of the cells of what the owner has of each (its *worth*), so that the
share follows when a number is changed. Each value is computed by the same steps, exactly. What
others leave to a holder needs no step of its own: no share can take more than is free.

Source: G. Dantzig, "Discrete-variable extremum problems", Operations Research 5 (1957): filling in
the order of worth is best where parts can be taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dealmodel.errors import FormulaTooLarge
from dealmodel.exports.table import Live
from dealmodel.exports.tables.inputs import Inputs
from dealmodel.exports.tables.places import among
from dealmodel.exports.tables.styles import TOLERANCE
from dealmodel.formulas.cells import MAX_ARGUMENTS, MAX_LENGTH

Whose = Literal["owner", "below", "beside"]
"""A holder is the owner, is held by it directly or through others, or neither."""

End = Literal["least", "most"]

NOTHING, WHOLE = Fraction(0), Fraction(1)
_ORDER: tuple[Whose, ...] = "owner", "below", "beside"


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell of this sheet and the number in it."""

    column: str
    row: int
    value: Fraction

    @property
    def text(self) -> str:
        return f"{self.column}{self.row}"


@dataclass(frozen=True, slots=True)
class Part:
    """What a holder can have of a company. ``worth`` is what the owner has of the holder, where
    that is asked for; the ends are one cell where there is nothing to choose."""

    low: Ref
    high: Ref
    whose: Whose
    worth: Ref | None = None

    @property
    def is_loose(self) -> bool:
        return self.low.text != self.high.text


@dataclass(frozen=True, slots=True)
class Constants:
    """The cells of nothing, of the whole and of the tolerance of tests."""

    nothing: str
    whole: str
    tolerance: str

    @staticmethod
    def of(inputs: Inputs) -> Constants:
        return Constants(*map(inputs.constant, (NOTHING, WHOLE, TOLERANCE)))


@dataclass(frozen=True, slots=True)
class Term:
    """A formula without its ``=``, and its value."""

    text: str
    value: Fraction

    def live(self) -> Live:
        """The cell of the formula.

        :raises FormulaTooLarge: no cell holds it.
        """
        if len(self.text) >= MAX_LENGTH:
            raise FormulaTooLarge(f"a formula of {len(self.text)} characters: split it")
        return Live(f"={self.text}", self.value)


def least(part: Part, parts: Sequence[Part], by: Constants, *, is_complete: bool) -> Term:
    """The share of one of the ``parts`` at which they are worth least together; ``is_complete``:
    the company has no other holders."""
    low = Term(part.low.text, part.low.value)
    if not part.is_loose or not is_complete:
        return low
    filled = _filled(part, parts, "least", by)
    highs = total([each.high for each in parts])
    is_missed = WHOLE - highs.value > TOLERANCE
    return Term(
        f"IF({by.whole}-{highs.text}>{by.tolerance},{low.text},{filled.text})",
        low.value if is_missed else filled.value,
    )


def most(part: Part, parts: Sequence[Part], by: Constants) -> Term:
    """The share of one of the ``parts`` at which they are worth most together."""
    if len(parts) == 1 or not part.is_loose:
        return Term(part.high.text, part.high.value)
    return _filled(part, parts, "most", by)


def left_by_others(
    at: int, parts: Sequence[Part], by: Constants, *, is_complete: bool
) -> tuple[Term, Term]:
    """Between what a part can be, by its own ends and by what the others' leave of the whole.

    >>> low, high = Ref("C", 5, Fraction(0)), Ref("E", 5, WHOLE)
    >>> other = Part(Ref("C", 6, Fraction(3, 5)), Ref("E", 6, Fraction(4, 5)), "beside")
    >>> by = Constants("zero", "one", "trifle")
    >>> found = left_by_others(0, [Part(low, high, "owner"), other], by, is_complete=True)
    >>> found[0].value, found[1]
    (Fraction(1, 5), Term(text='MIN(E5,one-SUM(C5:C6)+C5)', value=Fraction(2, 5)))
    """
    low, high = parts[at].low, parts[at].high
    lows, highs = (total([getattr(each, end) for each in parts]) for end in ("low", "high"))
    top = Term(
        f"MIN({high.text},{by.whole}-{lows.text}+{low.text})",
        min(high.value, WHOLE - lows.value + low.value),
    )
    if not is_complete:
        return Term(low.text, low.value), top
    gap = WHOLE - highs.value
    return Term(
        f"IF({by.whole}-{highs.text}>{by.tolerance},{low.text},"
        f"MAX({low.text},{by.whole}-{highs.text}+{high.text}))",
        low.value if gap > TOLERANCE else max(low.value, gap + high.value),
    ), top


def total(refs: Sequence[Ref]) -> Term:
    """The sum of cells.

    :raises FormulaTooLarge: they are more than a call takes.
    """
    if len(refs) == 1:
        return Term(refs[0].text, refs[0].value)
    rows: dict[str, list[int]] = {}
    for each in refs:
        rows.setdefault(each.column, []).append(each.row)
    cells = ",".join(among(column, several) for column, several in rows.items())
    if cells.count(",") >= MAX_ARGUMENTS:
        raise FormulaTooLarge(f"a sum of {len(refs)} cells: a call takes {MAX_ARGUMENTS}")
    return Term(f"SUM({cells})", sum((each.value for each in refs), NOTHING))


def _filled(part: Part, parts: Sequence[Part], end: End, by: Constants) -> Term:
    """The low end with what is free once those that come before have theirs."""
    low, high = part.low, part.high
    lows = total([each.low for each in parts])
    text, free = f"{by.whole}-{lows.text}", WHOLE - lows.value
    for taken in (*_certain(part, parts, end), *_likely(part, parts, end, by)):
        text += f"-{taken.text}"
        free -= taken.value
    value = low.value + min(high.value - low.value, max(NOTHING, free))
    room = f"MAX({by.nothing},{text})"
    return Term(f"{low.text}+MIN({high.text}-{low.text},{room})", value)


def _certain(part: Part, parts: Sequence[Part], end: End) -> Iterator[Term]:
    """What those take who come before, whatever the numbers: the owner has all of itself, and
    nothing of those beside."""
    places = _ORDER if end == "most" else _ORDER[::-1]
    before = places[: places.index(part.whose)]
    several = [each for each in parts if each.whose in before and each.is_loose]
    if len(several) == 1:
        gap = _gap(several[0])
        yield Term(f"({gap.text})", gap.value)
    elif several:
        highs, lows = (total([getattr(each, end) for each in several]) for end in ("high", "low"))
        yield Term(f"({highs.text}-{lows.text})", highs.value - lows.value)


def _likely(part: Part, parts: Sequence[Part], end: End, by: Constants) -> Iterator[Term]:
    """What each of the others below the owner takes, if it comes before; of those worth the same,
    the first in order does."""
    if part.whose != "below":
        return
    is_past = False
    for each in parts:
        if each is part:
            is_past = True
        elif each.whose == "below" and each.is_loose:
            first, second = (each, part) if is_past else (part, each)
            gap, better = _gap(each), _is_better(first, second, end, by)
            then, instead = (gap.text, by.nothing) if is_past else (by.nothing, gap.text)
            yield Term(
                f"IF({better.text},{then},{instead})",
                gap.value if better.value == is_past else NOTHING,
            )


def _gap(part: Part) -> Term:
    return Term(f"{part.high.text}-{part.low.text}", part.high.value - part.low.value)


@dataclass(frozen=True, slots=True)
class _Test:
    text: str
    value: bool


def _is_better(part: Part, other: Part, end: End, by: Constants) -> _Test:
    """Whether ``part`` comes before ``other`` by more than what rounding makes of a tie."""
    assert part.worth is not None
    assert other.worth is not None
    more, less = (part.worth, other.worth) if end == "most" else (other.worth, part.worth)
    return _Test(
        f"{more.text}-{less.text}>{by.tolerance}*{more.text}",
        more.value - less.value > TOLERANCE * more.value,
    )
