"""Exact numbers as a person reads them: thousands separators, units, bounds.

Policy: money is rounded to its currency's minor units, half-even; any other derived number to
``DIGITS`` significant digits, but never before its decimal point. Bounds are rounded outward, so
that they never shrink on display; only the compact form, a headline, rounds to nearest. Shares and
growth read as percentages. Nothing here is read back: files and JSON carry the exact numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from dealmodel.figures.bounds import Bounds
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.decimals import Rounding, decimal_text, fixed_text, magnitude
from dealmodel.figures.units import DURATIONS, PURE, Unit
from dealmodel.formulas.rendering import bounds_text as interval_text

DIGITS = 6
"""Significant digits of a derived number that is no amount of money."""

ROUNDED = "≈"
"""Stands before a point that is shown with fewer digits than it has."""

_WHOLE_DIGITS = 15
"""An uncertain number with no more digits than these is shown with all of them."""

_RATE_DIGITS = 10

Interval = Callable[[Bounds, Callable[[Fraction, Rounding], str]], str]
"""How bounds are written, given how each end is."""

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_SCALES = ((12, "tn"), (9, "bn"), (6, "m"))
_COMPACT_DIGITS = 3


def grouped(text: str) -> str:
    """A number in plain decimal notation, with thousands separators.

    >>> grouped("-1234567.8901")
    '-1,234,567.8901'
    """
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, decimals = digits.partition(".")
    first = len(whole) % 3 or 3
    groups = [whole[:first], *(whole[at : at + 3] for at in range(first, len(whole), 3))]
    return f"{sign}{','.join(groups)}{point}{decimals}"


@lru_cache(maxsize=4096)
def rate_text(value: Fraction) -> str:
    """An exchange rate, in enough digits to check a conversion by hand.

    >>> rate_text(Fraction(11357, 82773))
    '0.1372065770'
    """
    return grouped(_rounded(value, digits=_RATE_DIGITS))


def marked_rate_text(value: Fraction) -> str:
    """The same, marked where it has more digits.

    >>> marked_rate_text(Fraction(11357, 82773)), marked_rate_text(Fraction("1.0540"))
    ('≈0.1372065770', '1.054')
    """
    text = rate_text(value)
    return text if Fraction(text.replace(",", "")) == value else f"{ROUNDED}{text}"


def printed_text(value: Fraction, unit: Unit = PURE, kind: str = "number") -> str:
    """A printed number with every digit it has.

    >>> printed_text(Fraction(21, 100), kind="share"), printed_text(Fraction(5), Unit.of("day"))
    ('21%', '5 days')
    """
    return _with_unit(_percent(kind, value, decimal_text), value, unit)


def value_text(value: Fraction, unit: Unit = PURE, kind: str = "number") -> str:
    """A derived number, rounded for reading.

    >>> value_text(Fraction(2450000, 17), Unit.of("cars"))
    '144,118 cars'
    """
    if unit.currency is not None:
        return money_text(value, unit.currency)
    return _with_unit(_percent(kind, value, _rounded), value, unit)


def money_text(value: Fraction, currency: str, rounding: Rounding = "half_even") -> str:
    """An amount of money in its minor units.

    >>> money_text(Fraction("15065.282157"), "USD"), money_text(Fraction(1999, 2), "JPY", "up")
    ('15,065.28 USD', '1,000 JPY')
    """
    return f"{grouped(fixed_text(value, CURRENCIES[currency], rounding))} {currency}"


def bounds_text(
    bounds: Bounds, unit: Unit = PURE, kind: str = "number", interval: Interval = interval_text
) -> str:
    """The bounds of a derived number, rounded outward; the unit is the point's.

    >>> from dealmodel.figures.units import currency_unit
    >>> bounds_text(Bounds(Fraction(310 * 10**9, 43), None), currency_unit("USD"))
    '[7,209,302,325.58, ∞)'
    """
    currency = unit.currency

    def shown(value: Fraction, rounding: Rounding) -> str:
        if currency is not None:
            return grouped(fixed_text(value, CURRENCIES[currency], rounding))
        return _percent(kind, value, _rounded, rounding)

    return interval(bounds, shown)


def printed_bounds_text(bounds: Bounds, kind: str = "number") -> str:
    """The bounds of a printed number, with every digit they have.

    >>> printed_bounds_text(Bounds(Fraction(205, 1000), Fraction(215, 1000)), "share")
    '[20.5%, 21.5%]'
    """
    return interval_text(
        bounds, lambda value, rounding: _percent(kind, value, decimal_text, rounding)
    )


def compact(
    point: Fraction | None,
    bounds: Bounds,
    unit: Unit,
    kind: str = "number",
    interval: Interval = interval_text,
) -> str:
    """A headline: point and bounds of a large amount of money in three digits, or as many as it
    takes to tell narrow bounds apart, rounded to nearest.

    Below a million, and for what is no money, it is the full form.

    >>> from dealmodel.figures.units import currency_unit
    >>> compact(
    ...     Fraction(160 * 10**9, 21),
    ...     Bounds(Fraction(310 * 10**9, 43), Fraction(330 * 10**9, 41)),
    ...     currency_unit("USD"),
    ... )
    '$7.62bn [7.21, 8.05]'
    >>> compact(Fraction(8000), Bounds(Fraction(7950), Fraction(8050)), Unit.of("cars"))
    '8,000 cars [7,950, 8,050]'
    """
    largest = next((end for end in (point, bounds.high, bounds.low) if end is not None), None)
    scale = None if largest is None or unit.currency is None else _scale(largest)
    if largest is None or unit.currency is None or scale is None:
        return full(point, bounds, unit, kind, interval)
    exponent, suffix = scale
    places = min(exponent + CURRENCIES[unit.currency], _places(exponent, largest, bounds))

    def shown(value: Fraction, _: Rounding = "half_even") -> str:
        return grouped(fixed_text(value / 10**exponent, places))

    sign = _SIGNS.get(unit.currency, f"{unit.currency} ")
    if point is None:
        return f"{sign}{interval(bounds, shown)}{suffix}"
    number = shown(abs(point))
    number = number.rstrip("0").rstrip(".") if places else number
    headline = f"{'-' if point < 0 else ''}{sign}{number}{suffix}"
    return headline if bounds.is_point else f"{headline} {interval(bounds, shown)}"


def full(
    point: Fraction | None,
    bounds: Bounds,
    unit: Unit,
    kind: str = "number",
    interval: Interval = interval_text,
) -> str:
    """A derived number with its bounds, unless it is exact.

    >>> full(None, Bounds(Fraction(1, 2), None), Unit.of("cars"))
    '[0.5, ∞) cars'
    """
    if point is None:
        return _with_unit(bounds_text(bounds, unit, kind, interval), None, unit)
    number = value_text(point, unit, kind)
    return number if bounds.is_point else f"{number} {bounds_text(bounds, unit, kind, interval)}"


def answer(
    point: Fraction | None,
    bounds: Bounds,
    unit: Unit,
    kind: str = "number",
    *,
    in_minor_units: bool = False,
) -> str:
    """An answer with its bounds, unless it is exact. What is exact is printed whole, where it has
    an end; a point with fewer digits than it has is marked. Bounds are rounded outward, and so hold
    as they stand. ``in_minor_units`` is for money that can be paid.

    >>> cars = Unit.of("cars")
    >>> answer(Fraction(4272145, 2), Bounds(Fraction(4272145, 2), Fraction(4272145, 2)), cars)
    '2,136,072.5 cars'
    >>> answer(Fraction(1, 3), Bounds(Fraction(1, 4), None), cars)
    '≈0.333333 cars [0.25, ∞)'
    """
    if point is None:
        return full(point, bounds, unit, kind)
    shown = _shown_of_answer(bounds.is_point, unit, in_minor_units)
    number = _percent(kind, point, shown)
    is_cut = Fraction(number.replace(",", "").rstrip("%")) != (
        point * 100 if kind in ("share", "growth") else point
    )
    if unit.currency is not None:
        number = f"{number} {unit.currency}"
    else:
        number = _with_unit(number, point, unit)
    number = f"{ROUNDED}{number}" if is_cut else number
    if bounds.is_point:
        return number
    ends = interval_text(bounds, lambda value, rounding: _percent(kind, value, shown, rounding))
    return f"{number} {ends}"


def _shown_of_answer(is_exact: bool, unit: Unit, in_minor_units: bool) -> Callable[..., str]:
    """How the numbers of an answer are written."""
    places = 0 if unit.currency is None else CURRENCIES[unit.currency]

    def shown(value: Fraction, rounding: Rounding = "half_even") -> str:
        whole = decimal_text(value, rounding)
        has_end = Fraction(whole) == value
        if unit.currency is not None:
            is_whole = is_exact and has_end and not in_minor_units
            if not is_whole or len(whole.partition(".")[2]) <= places:
                return fixed_text(value, places, rounding)
            return whole
        digits = len(whole.replace(".", "").lstrip("-0"))
        if has_end and (is_exact or digits <= _WHOLE_DIGITS):
            return whole
        return _rounded(value, rounding)

    return shown


def _places(exponent: int, largest: Fraction, bounds: Bounds) -> int:
    """Decimals for three digits of ``largest``, or one of half the width of ``bounds``."""
    places = max(0, _COMPACT_DIGITS - 1 + exponent - magnitude(largest))
    if bounds.low is None or bounds.high is None or bounds.is_point:
        return places
    return max(places, exponent - magnitude((bounds.high - bounds.low) / 2))


def _scale(value: Fraction) -> tuple[int, str] | None:
    """The largest unit in which ``value``, rounded to three digits, is at least 1."""
    over, under = abs(value.numerator) * 2001, value.denominator * 2000
    return next((scale for scale in _SCALES if over >= under * 10 ** scale[0]), None)


def _rounded(value: Fraction, rounding: Rounding = "half_even", digits: int = DIGITS) -> str:
    """``value`` to so many significant digits, or with all that it has if those are fewer."""
    whole = decimal_text(value, rounding)
    if len(whole.replace(".", "").lstrip("-0")) <= digits:
        return whole
    return fixed_text(value, max(0, digits - 1 - magnitude(value)), rounding)


def _percent(
    kind: str, value: Fraction, shown: Callable[..., str], rounding: Rounding = "half_even"
) -> str:
    if kind in ("share", "growth"):
        return f"{grouped(shown(value * 100, rounding))}%"
    return grouped(shown(value, rounding))


def _with_unit(number: str, value: Fraction | None, unit: Unit) -> str:
    text = unit.text
    if text is None:
        return number
    return f"{number} {text}s" if text in DURATIONS and value != 1 else f"{number} {text}"
