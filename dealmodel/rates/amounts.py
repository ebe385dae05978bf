"""Amounts converted at the embedded ECB rates, fast enough for every row of a large table.

:func:`convert` gives the amount and nothing else; :func:`conversion` gives the same amount with
where it came from. Both take the last published day not after the one asked for, at most 7 days
back, multiply and divide exactly, and round once, half-even, to the minor units of the currency.

Looked-up rates are kept for 65,536 combinations of two currencies and a day; where many days are
asked of two currencies, all of theirs are laid out. Several threads may convert at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import (
    ROUND_05UP,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    Inexact,
    InvalidOperation,
    Overflow,
)
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from dealmodel.dataclass import dataclass
from dealmodel.errors import DateError, OutOfRange, UsageError
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.decimals import MAX_DIGITS, fixed_text
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.rates.ecb import ecb_rates
from dealmodel.rates.period import parse_period
from dealmodel.rates.rate import PREVIOUS, Conversion, today

if TYPE_CHECKING:
    from dealmodel.rates.by_day import Factors

Amount = int | str | Decimal | Fraction
"""An exact number; a text is in plain digits, such as ``109800.50``."""

# An amount that fits is multiplied exactly, divided so that its last digit is never a false half
# (ROUND_05UP), and then rounded to fewer digits than it has. What does not fit is trapped, and
# goes the slow way through integers.
_EXACT = Context(prec=38, traps=[Inexact, InvalidOperation, Overflow])
_DIVIDE = Context(prec=38, rounding=ROUND_05UP, traps=[InvalidOperation, Overflow])
_ROUND = Context(prec=30, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, Overflow])

_PLAIN = lazy_pattern(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_MAX_BITS = MAX_DIGITS * 10 // 3


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount of ``base`` in ``quote``, with the rate (quote per base), its day and source.

    ``exact`` is the converted amount, ``rounded`` the same to the minor unit.
    """

    amount: Fraction
    base: str
    quote: str
    requested: str
    used: date | None
    age_days: int | None
    rate: Fraction
    exact: Fraction
    rounded: Decimal
    source: str
    warnings: tuple[str, ...]


def convert(amount: Amount, base: str, quote: str, day: date | str) -> Decimal:
    """``amount`` of ``base`` in ``quote`` on ``day``, rounded to the minor unit.

    Raises :class:`UnknownCurrency`, :class:`DateError`, :class:`RateMissing`, :class:`UsageError`
    for a number that is not exact or not plain, and :class:`OutOfRange` for one of more than
    4,000 digits.

    >>> convert(109_800, "CNY", "USD", "2025-04-26")
    Decimal('15065.28')
    """
    return _rounded(amount, _looked_up(base, quote, day))


def conversion(amount: Amount, base: str, quote: str, day: date | str) -> Converted:
    """What :func:`convert` gives, with its provenance; raises the same.

    >>> done = conversion(109_800, "CNY", "EUR", "2025-04-26")
    >>> done.rounded, str(done.used), done.age_days
    (Decimal('13265.20'), '2025-04-25', 1)
    """
    rounded = _rounded(amount, _looked_up(base, quote, day))
    found, exact = _found(base, quote, day), Fraction(amount)
    return Converted(
        exact,
        base,
        quote,
        found.requested,
        found.used,
        found.age_days,
        found.cross,
        exact * found.cross,
        rounded,
        found.source,
        found.warnings,
    )


class _LookedUp(NamedTuple):
    """A rate made ready for arithmetic: it is ``over`` / ``under``."""

    over: Decimal
    under: Decimal
    minor_unit: Decimal
    zero: Decimal
    places: int


_OFTEN = 256
"""From so many days on, all days of two currencies are laid out: it takes as long as so many."""

_asked: dict[tuple[str, str], int] = {}
_laid_out: dict[tuple[str, str], Mapping[date, Factors]] = {}


@lru_cache(maxsize=65_536)
def _looked_up(base: str, quote: str, day: date | str) -> _LookedUp:
    factors = _factors(base, quote, day) if type(day) is date else None
    if factors is None:
        cross = _found(base, quote, day).cross
        factors = Decimal(cross.numerator), Decimal(cross.denominator)
    over, under = factors
    minor_unit, zero, places = _minor(quote)
    return _LookedUp(over, under, minor_unit, zero, places)


def _factors(base: str, quote: str, day: date) -> Factors | None:
    """The rate of a day, if all days of the two currencies are laid out."""
    pair = base, quote
    days = _laid_out.get(pair)
    if days is None:
        if base not in CURRENCIES or quote not in CURRENCIES:
            return None
        _asked[pair] = asked = _asked.get(pair, 0) + 1
        if asked < _OFTEN:
            return None
        from dealmodel.rates.by_day import factors_by_day  # only who asks for many days needs it

        history = ecb_rates().history
        days = _laid_out[pair] = factors_by_day(history, base, quote, PREVIOUS.max_age, today())
    return days.get(day)


@lru_cache(maxsize=65_536)
def _found(base: str, quote: str, day: date | str) -> Conversion:
    period = parse_period(day)
    if not period.is_day:
        raise DateError(period.text, f"{period} is not a day: write one as 2025-04-26")
    return ecb_rates().conversion(base, quote, period)


@lru_cache(maxsize=256)
def _minor(quote: str) -> tuple[Decimal, Decimal, int]:
    """The smallest unit of a currency, none of it, and its decimals."""
    places = CURRENCIES[quote]
    minor_unit = Decimal((0, (1,), -places))
    return minor_unit, minor_unit * 0, places


def _rounded(amount: Amount, known: _LookedUp) -> Decimal:
    try:
        if type(amount) is str:
            number: Decimal | int = _EXACT.create_decimal(amount)
        elif type(amount) is Decimal or (type(amount) is int and amount.bit_length() < 100):
            number = amount
        else:
            return _through_integers(amount, known)
        exact = _DIVIDE.divide(_EXACT.multiply(number, known.over), known.under)
        rounded = exact.quantize(known.minor_unit, None, _ROUND)
    except DecimalException:
        return _through_integers(amount, known)
    if not rounded.is_finite() or (type(amount) is str and not amount.isascii()):
        raise _no_amount(amount)
    # A zero has no sign: -0.001 is 0.00, not -0.00.
    return rounded or known.zero


def _through_integers(amount: Amount, known: _LookedUp) -> Decimal:
    rate = Fraction(known.over) / Fraction(known.under)
    return Decimal(fixed_text(_exactly(amount) * rate, known.places))


def _exactly(amount: Amount) -> Fraction:
    """The amount as a fraction, unless it is no exact number or of a size no one could use."""
    if isinstance(amount, str):
        if not _PLAIN.fullmatch(amount):
            raise _no_amount(amount)
        amount = Decimal(amount)
    if isinstance(amount, Decimal):
        if not amount.is_finite():
            raise _no_amount(amount)
        digits, exponent = amount.as_tuple()[1:]
        too_long = len(digits) + abs(int(exponent)) > MAX_DIGITS
    elif isinstance(amount, (int, Fraction)) and not isinstance(amount, bool):
        too_long = max(amount.numerator.bit_length(), amount.denominator.bit_length()) > _MAX_BITS
    else:
        raise _no_amount(amount)
    if too_long:
        raise OutOfRange("amount", "", f"an amount has at most {MAX_DIGITS} digits")
    return Fraction(amount)


def _no_amount(amount: object) -> UsageError:
    shown = repr(amount)[:60]
    return UsageError(
        f"{shown} is not an exact amount: give an int, a Decimal, a Fraction, or plain digits as "
        "text, such as '109800.50'"
    )
