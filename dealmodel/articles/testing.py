"""The test of a relation: a formula over printed figures, against the figure that it should give.

The *tested* figure is the one that the others make. It holds if the formula over their close
readings meets its own, or misses it by less than half a unit of its last digit, where that is not
its only one. If only the wide
readings meet, or a known other reading does, it is doubtful; else no reading of the text is right.
A remedy for a figure is what the others make of it, printed as it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from dealmodel.articles.readings import (
    Read,
    by,
    close,
    is_of_one_digit,
    last_digit,
    numeral,
    wide,
)
from dealmodel.articles.relation import Expected
from dealmodel.articles.rule import Found, Outcome
from dealmodel.dataclass import dataclass
from dealmodel.errors import DivisionByZero
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.figures.decimals import fixed_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.units import PURE, Unit
from dealmodel.formulas.expression import Expression, Leaf
from dealmodel.formulas.numbers import bounds_text, grouped, value_text
from dealmodel.formulas.printed import printed
from dealmodel.formulas.result import evaluate

LOOSER = (
    ("local currenc", "the change may be in local currency"),
    ("constant currenc", "the change may be at constant exchange rates"),
    ("constant exchange", "the change may be at constant exchange rates"),
    ("currency-neutral", "the change may be at constant exchange rates"),
    ("currency-adjusted", "the change may be at constant exchange rates"),
    *(
        (f"organic{word}", "the change may be organic, without what was bought or sold")
        for word in (" growth", " sales", " revenue", " basis", " increase", " net", "ally")
    ),
    ("constant price", "the change may be at constant prices"),
    ("comparable price", "the change may be at constant prices"),
    ("by volume", "the change may be of volumes"),
    ("like-for-like", "the change may be like for like"),
    ("like for like", "the change may be like for like"),
    ("same-store", "the change may be of the same stores"),
    ("comparable", "the change may be of a comparable basis"),
    ("pro forma", "the figures may be pro forma"),
    ("pro-forma", "the figures may be pro forma"),
    ("seasonally", "the change may be seasonally adjusted"),
    ("annualised", "the change may be at an annual rate"),
    ("annualized", "the change may be at an annual rate"),
    ("annual rate", "the change may be at an annual rate"),
    ("adjusted", "the figures may be adjusted on one side only"),
    ("underlying", "the change may be of an underlying basis"),
    ("currency effects", "the change may leave out the effect of currencies"),
    ("stripping out", "the change may leave something out"),
    ("net of", "one of the figures may be net of something"),
    ("after inflation", "the change may be in real terms"),
    ("inflation-adjusted", "the change may be in real terms"),
    ("in real terms", "the change may be in real terms"),
    ("restated", "the earlier figure may have been restated"),
    ("fiscal", "the figures may be of fiscal years"),
    ("in dollar terms", "the change may be in dollars"),
    ("in euro terms", "the change may be in euros"),
    ("on average", "the change may be an average"),
    ("a year on average", "the change may be that of one year"),
    ("compound", "the change may be that of one year"),
    ("per year", "the change may be that of one year"),
    ("before tax", "one of the figures may be before tax"),
    ("after tax", "one of the figures may be after tax"),
    ("excluding", "one of the figures may leave something out"),
    ("including", "one of the figures may hold something more"),
)
"""Words that tell of another basis than that of the printed amounts, and the reading they open."""

_MOVED = lazy_pattern(
    r"([↑↓])(?!improv|eas|strength|weak|wors)[^ ]+ "
    r"(?:(?:[^ <|,;]+ ){0,10}by (?:(?:about|around|some) )?)?$"
)
_FACTORS = (1000, 1_000_000, 10, 100)


@dataclass(frozen=True, slots=True)
class Mend:
    """Another formula for the tested figure, and the reading in which it is right."""

    formula: Expression
    why: str


def untestable(message: str, expected: Expected | None = None) -> Outcome:
    """Figures that are put into relation and cannot be held against each other."""
    return Outcome("untestable", message, expected)


def added(names: Sequence[str]) -> Expression:
    """The sum of some parts."""
    made: Expression = Leaf(names[0])
    for name in names[1:]:
        made = made + Leaf(name)
    return made


def less(whole: Expression, names: Sequence[str], but: str = "") -> Expression:
    """What is left of the whole without some parts, ``but`` not counted."""
    for name in names:
        whole = whole - Leaf(name) if name != but else whole
    return whole


def compared(
    found: Found,
    figures: Mapping[str, Figure],
    tested: str,
    formula: Expression,
    *,
    solved: Mapping[str, Expression] | None = None,
    mends: Sequence[Mend] = (),
    unit: Unit = PURE,
    kind: str = "number",
    is_loose: bool = True,
    is_unsigned: bool = False,
) -> Outcome:
    """The outcome of holding the figure ``tested`` against ``formula`` over the others.

    ``solved`` is the formula for each other figure, for the remedies; ``mends`` are other readings;
    ``unit`` and ``kind`` are how the answer is shown; ``is_unsigned`` where the words do not tell
    the direction of the tested figure.
    """
    if is_unsigned:
        formula = abs(formula)
    claimed = figures[tested]
    try:
        usual = evaluate(tested, formula, _read(figures, lambda each: each.bounds))
        near = evaluate(tested, formula, _read(figures, close)).bounds
        far = evaluate(tested, formula, _read(figures, wide)).bounds
    except DivisionByZero:
        return untestable(f"{printed(formula, figures)} divides by what may be 0")
    expected = Expected(usual.point, usual.bounds, unit.text)
    told = _told(figures, tested, formula, usual.point, usual.bounds, unit, kind)
    given = close(claimed)
    if is_unsigned and claimed.value is not None and claimed.value < 0:
        given = _negated(given)
        claimed_wide = _negated(wide(claimed))
    else:
        claimed_wide = wide(claimed)
    room = Fraction(0) if is_of_one_digit(claimed) else last_digit(claimed) / 2
    if overlap(near, _widened(given, room)) is not None:
        return Outcome("holds", told, expected)
    remedies = tuple(_remedies(figures, tested, formula, solved or {}))
    for mend in mends:
        try:
            other = evaluate(tested, mend.formula, _read(figures, close)).bounds
        except DivisionByZero:
            continue
        if overlap(other, _widened(given, room)) is not None:
            return Outcome("doubtful", f"{told}; {mend.why}", expected, remedies, mend.why)
    if is_loose:
        for words, why in LOOSER:
            if words in found.line:
                return Outcome("doubtful", f"{told}; {why}", expected, remedies, why)
    if overlap(far, _widened(claimed_wide, last_digit(claimed))) is not None:
        why = "it fits only if the figures are rounded more coarsely than they are printed"
        return Outcome("doubtful", f"{told}; {why}", expected, remedies, why)
    return Outcome("wrong", told, expected, remedies)


def said_direction(found: Found, part: str) -> str | None:
    """The direction, up or down, of the verb by which a change without a sign is told; nothing of
    "improved", which goes either way."""
    match = _MOVED.search(found.line[: found.at[part]])
    return None if match is None else match[1]


def other_way(found: Found) -> Outcome:
    """What moved the other way than the words say."""
    earlier, later = found.figures["earlier"], found.figures["later"]
    moved = [" ".join(each.verbatim.split()) for each in (earlier, later)]
    told = f"{moved[0]} to {moved[1]}: the words say the other way"
    expected = Expected(earlier.value, Bounds(None, None), found.figures["later"].unit.text)
    return Outcome("wrong", told, expected, ("the two figures in the other order",))


def _read(figures: Mapping[str, Figure], reading: Callable[[Figure], Bounds]) -> dict[str, Read]:
    return {name: by(each, reading(each)) for name, each in figures.items()}


def _widened(bounds: Bounds, unit: Fraction) -> Bounds:
    low, high = bounds.low, bounds.high
    return Bounds(
        None if low is None else low - unit, None if high is None else high + unit, True, True
    )


def _negated(bounds: Bounds) -> Bounds:
    low, high = bounds.low, bounds.high
    return Bounds(
        None if high is None else -high,
        None if low is None else -low,
        bounds.high_open,
        bounds.low_open,
    )


def _told(
    figures: Mapping[str, Figure],
    tested: str,
    formula: Expression,
    value: Fraction | None,
    bounds: Bounds,
    unit: Unit,
    kind: str,
) -> str:
    """The arithmetic in printed figures: "$5.6 billion / $5.0 billion − 1 = 12%, printed 12%"."""
    made = "" if value is None else f" = {shown(value, unit, kind)}"
    between = "" if bounds.is_point else f" {bounds_text(bounds, unit, kind)}"
    verbatim = " ".join(figures[tested].verbatim.split())
    return f"{printed(formula, figures)}{made}{between}; printed: {verbatim}"


def shown(value: Fraction, unit: Unit = PURE, kind: str = "number") -> str:
    """A number as a message has it: three digits more than enough of a percentage.

    >>> shown(Fraction(1, 3), kind="share")
    '33.33%'
    """
    if kind in ("share", "growth"):
        text = fixed_text(value * 100, 2)
        return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"
    if unit.currency is None and value.denominator != 1:
        places = 2 if abs(value) >= 10 else 4
        text = grouped(fixed_text(value, places))
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value_text(value, unit, kind)


def _remedies(
    figures: Mapping[str, Figure],
    tested: str,
    formula: Expression,
    solved: Mapping[str, Expression],
) -> Iterator[str]:
    """What to write instead, the fewest characters changed first; the tested figure before those
    that make it."""
    changes: list[tuple[int, int, str]] = []
    for at, (name, each) in enumerate(((tested, formula), *solved.items())):
        figure = figures[name]
        try:
            made = evaluate(name, each, _read(figures, close)).point
        except DivisionByZero:
            continue
        if made is None or figure.value is None or (made <= 0 < figure.value):
            continue
        instead, verbatim = printed_like(figure, made), " ".join(figure.verbatim.split())
        if instead is None or instead == verbatim:
            continue
        factor = _factor(made, figure.value)
        slip = f": it is off by a factor of {factor:,}" if factor else ""
        changed = 0 if factor else _changed(verbatim, instead)
        changes.append((changed, at, f"{instead} instead of {verbatim}{slip}"))
    yield from (text for _, _, text in sorted(changes))


def _factor(made: Fraction, printed_value: Fraction) -> int | None:
    """By which power of ten two numbers differ, where it is no more than that."""
    ratio = abs(made / printed_value) if printed_value else Fraction(0)
    for factor in _FACTORS:
        if ratio and any(abs(each / factor - 1) < Fraction(1, 50) for each in (ratio, 1 / ratio)):
            return factor
    return None


def _changed(one: str, other: str) -> int:
    """How many characters differ, place by place from both ends."""
    if len(one) != len(other):
        return max(len(one), len(other))
    return sum(left != right for left, right in zip(one, other, strict=True))


def printed_like(figure: Figure, value: Fraction) -> str | None:
    """``value`` as ``figure`` is printed, to the same digit.

    >>> from dealmodel.figures.reader import figure
    >>> printed_like(figure("$5.6 billion"), Fraction(5_750_000_000))
    '$5.8 billion'
    """
    match = numeral(figure)
    if match is None or not figure.value:
        return shown(value, figure.unit, figure.kind)
    text = match[0].rstrip(" ,\u00a0\u202f")
    digits = text.replace(",", "").replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    printed_number = Fraction(digits)
    if not printed_number:
        return None
    scale = abs(figure.value) / printed_number
    places = len(digits.partition(".")[2])
    new = fixed_text(abs(value) / scale, places)
    if "," in text or len(digits.partition(".")[0]) < 4:
        new = grouped(new)
    before, after = figure.verbatim[: match.start()], figure.verbatim[match.start() + len(text) :]
    return " ".join(f"{before}{new}{after}".split())
