"""What a rate service answered, believed only if it answers what was asked.

The service speaks JSON: ``{"base": "CNY", "date": "2025-04-25", "rates": {"USD": 0.1372}}``.
Numbers are read as decimals. Pure: no network here.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from dealmodel.dataclass import dataclass
from dealmodel.errors import DateError, RateSourceFailed
from dealmodel.rates.period import parse_period

_NOT_JSON = (ValueError, ArithmeticError, RecursionError)


class _Twice(ValueError):
    """A key that an object has twice: whichever is taken, the other was said as well."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Question:
    """Units of ``quote`` (None: of every currency) for one ``base`` on ``day`` (None: the latest).

    An answer of an earlier day counts if it is not before ``oldest``.
    """

    base: str
    quote: str | None
    day: date | None
    oldest: date | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rates of a day: units of each currency for one of the base."""

    day: date
    rates: dict[str, Decimal]


def read_answer(body: bytes, question: Question, host: str) -> Answer:
    """The answer in ``body``. Raises :class:`RateSourceFailed` if it is not to be believed.

    >>> body = b'{"base": "CNY", "date": "2025-04-25", "rates": {"USD": 0.1372}}'
    >>> day = date(2025, 4, 25)
    >>> read_answer(body, Question("CNY", "USD", day, day), "example.org").rates
    {'USD': Decimal('0.1372')}
    """
    try:
        said = json.loads(
            body.decode(),
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_once,
        )
    except _Twice as error:
        reason = f"its answer has the key {_shown(error.key)} twice"
        raise RateSourceFailed(host, reason) from error
    except _NOT_JSON as error:
        raise RateSourceFailed(host, "its answer is not JSON") from error
    if not isinstance(said, dict):
        raise RateSourceFailed(host, "its answer is not a JSON object")
    if said.get("base") != question.base:
        reason = f"it answered for the base {_shown(said.get('base'))}, not {question.base}"
        raise RateSourceFailed(host, reason)
    day = _day(said.get("date"), host)
    if question.day and not (question.oldest or question.day) <= day <= question.day:
        raise RateSourceFailed(host, f"it answered for {day}, not for {question.day}")
    rates = said.get("rates")
    if not isinstance(rates, dict):
        raise RateSourceFailed(host, "its answer has no rates")
    wanted = rates if question.quote is None else [question.quote]
    if not all(currency in rates for currency in wanted):
        raise RateSourceFailed(host, f"it has no rate for {question.quote}")
    return Answer(day, {currency: _rate(rates[currency], host) for currency in wanted})


def _day(said: object, host: str) -> date:
    try:
        period = parse_period(said) if isinstance(said, str) else None
    except DateError:
        period = None
    if period is None or not period.is_day:
        raise RateSourceFailed(host, f"it dated its rates {_shown(said)}, which is no day")
    return period.first


def _rate(said: object, host: str) -> Decimal:
    # A number that is absurdly large, small or long would be costly as a fraction.
    if (
        not isinstance(said, Decimal)
        or said <= 0
        or not -20 < said.adjusted() < 20
        or len(said.as_tuple().digits) > 40
    ):
        raise RateSourceFailed(host, f"{_shown(said)} is not an exchange rate")
    return said


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _shown(said: object) -> str:
    return repr(said)[:40] if isinstance(said, str) else str(said)[:40]
