"""What else in a text tells which currency a shared sign means.

Policy: a country, its capital or its currency settles a shared ``¥`` or ``kr`` where it is the only
one of those in question that is named, in the sentence or else nearby; where two are, or none, the
order of magnitude of the sign's own conversion into dollars, euros or pounds may settle it. Each
says so. Nothing else does: a guess is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from dealmodel.figures.magnitudes import with_magnitude
from dealmodel.figures.numerals import Numeral, numeral_at
from dealmodel.figures.patterns import lazy_pattern

_NAMED: Mapping[str, str] = MappingProxyType(
    {
        "CNY": "china|chinese|beijing|shanghai|shenzhen|guangzhou|hangzhou|yuan|renminbi|rmb|cny",
        "JPY": "japan|japanese|tokyo|osaka|nikkei|yen|jpy",
        "SEK": "sweden|swedish|swede|swedes|stockholm|gothenburg|sek",
        "NOK": "norway|norwegian|oslo|bergen|stavanger|nok",
        "DKK": "denmark|danish|copenhagen|aarhus|dkk",
        "ISK": "iceland|icelandic|reykjavik|isk",
        "CZK": "czech|czechia|prague|czk|koruna",
        "MXN": "mexico|mexican|mxn",
        "PHP": "philippines|philippine|filipino|manila|php",
        "ARS": "argentina|argentine|argentinian|ars",
        "CLP": "chile|chilean|santiago|clp",
        "COP": "colombia|colombian|bogota|bogotá|cop",
        "AED": "uae|emirates|emirati|dubai|abu dhabi|aed",
        "MAD": "morocco|moroccan|casablanca|rabat",
        "SAR": "saudi|riyadh|sar",
        "QAR": "qatar|qatari|doha|qar",
        "OMR": "oman|omani|muscat",
        "IRR": "iran|iranian|tehran",
        "YER": "yemen|yemeni",
        "KWD": "kuwait|kuwaiti|kwd",
        "BHD": "bahrain|bahraini|bhd",
        "JOD": "jordan|jordanian|jod",
        "IQD": "iraq|iraqi|iqd",
        "RSD": "serbia|serbian|belgrade|rsd",
        "RON": "romania|romanian|bucharest|ron",
        "MDL": "moldova|moldovan|mdl",
        "KES": "kenya|kenyan|nairobi|kes",
        "TZS": "tanzania|tanzanian|dar es salaam|tzs",
        "UGX": "uganda|ugandan|kampala|ugx",
        "ZMW": "zambia|zambian|lusaka",
        "MWK": "malawi|malawian|lilongwe",
        "AZN": "azerbaijan|azerbaijani|baku",
        "TMT": "turkmenistan|turkmen|ashgabat",
        "XOF": "senegal|senegalese|ivorian|ivory coast|mali|benin|togo|dakar|abidjan",
        "XAF": "cameroon|gabon|chad|congo|douala|yaoundé",
    }
)
"""The words that name a currency's country, in small letters."""

_PER_DOLLAR: Mapping[str, tuple[Fraction, Fraction]] = MappingProxyType(
    {
        "CNY": (Fraction(5), Fraction(9)),
        "JPY": (Fraction(70), Fraction(400)),
        "SEK": (Fraction(11, 2), Fraction(12)),
        "ISK": (Fraction(55), Fraction(160)),
        "CZK": (Fraction(14), Fraction(42)),
        "MXN": (Fraction(3), Fraction(26)),
        "PHP": (Fraction(20), Fraction(65)),
        "CLP": (Fraction(300), Fraction(1100)),
        "COP": (Fraction(1400), Fraction(5200)),
        "USD": (Fraction(1), Fraction(1)),
        "EUR": (Fraction(3, 5), Fraction(5, 4)),
        "GBP": (Fraction(2, 5), Fraction(1)),
        "HKD": (Fraction(15, 2), Fraction(8)),
        "KRW": (Fraction(650), Fraction(1800)),
        "INR": (Fraction(30), Fraction(110)),
        "CHF": (Fraction(7, 10), Fraction(9, 5)),
    }
)
"""The least and most of each that a dollar has been worth since 1990, widened."""

_SENTENCE = lazy_pattern(r"[.!?](?:\s|$)|\n")
_CONVERTED = lazy_pattern(
    r"\s*(?:[(\[]|,\s?or|or\b|,|/|[-–—]|=)?\s*(?:or|about|around|approximately|some|nearly|roughly|"
    r"almost|over|circa|ca\.?|~|≈|equivalent\sto|equal\sto|worth|i\.e\.,?|\s)*"
    r"(?P<sign>US\$|\$|€|£|USD|EUR|GBP)\s?(?=\d)"
)
_CONVERTED_FROM = lazy_pattern(
    r"(?P<sign>US\$|\$|€|£|USD|EUR|GBP)\s?(?P<amount>\d[\d,.]*\s?(?:[a-z]+)?)\s*[(,]\s*"
    r"(?:or|about|around|approximately|some|nearly|roughly|~|≈|\s)*$"
)
_CODES = {"US$": "USD", "$": "USD", "USD": "USD", "€": "EUR", "EUR": "EUR", "£": "GBP"}
_NEAR = 240


class Settled(NamedTuple):
    """The one currency that the text leaves, and how it tells."""

    code: str
    why: str


def settled(
    text: str, span: tuple[int, int], sign: str, codes: Sequence[str], number: Numeral
) -> Settled | None:
    """Which of ``codes`` the shared ``sign`` on the amount at ``span`` means, if the text tells.

    >>> settled("¥80 billion ($680 million)", (0, 11), "¥", ("CNY", "JPY"),
    ...         Numeral(80, 0, 1, 11, 10**9)).code
    'JPY'
    """
    return _by_name(text, span, sign, codes) or _by_conversion(text, span, sign, codes, number)


def _by_name(text: str, span: tuple[int, int], sign: str, codes: Sequence[str]) -> Settled | None:
    start, end = span
    first = max(0, start - _NEAR)
    left, right = text[first:start], text[end : end + _NEAR]
    breaks = [match.end() for match in _SENTENCE.finditer(left)]
    own_left = left[breaks[-1] :] if breaks else left
    stop = _SENTENCE.search(right)
    own_right = right[: stop.start()] if stop else right
    for stretches in ((own_left, own_right), (left, right)):
        named = [
            (code, found[0])
            for code in codes
            if (found := _pattern(code).search("\n".join(stretches))) is not None
        ]
        if len(named) == 1:
            [(code, word)] = named
            return Settled(code, f"{sign} is read as {code}: the text names {word!r}")
        if named:
            return None
    return None


@cache
def _pattern(code: str) -> re.Pattern[str]:
    return lazy_pattern(rf"\b(?:{_NAMED.get(code, '(?!)')})(?![^\W_])", re.IGNORECASE)


def _by_conversion(
    text: str, span: tuple[int, int], sign: str, codes: Sequence[str], number: Numeral
) -> Settled | None:
    """By the order of magnitude of a conversion printed right behind the amount or before it."""
    found = _conversion_behind(text, span[1]) or _conversion_before(text, span[0])
    if found is None or not number.digits:
        return None
    code, other = found
    per_dollar = _PER_DOLLAR[code]
    if not other.value:
        return None
    low = number.value / other.value * per_dollar[0]
    high = number.value / other.value * per_dollar[1]
    fitting = [
        each
        for each in codes
        if each in _PER_DOLLAR and low <= _PER_DOLLAR[each][1] and high >= _PER_DOLLAR[each][0]
    ]
    if len(fitting) != 1 or any(each not in _PER_DOLLAR for each in codes):
        return None
    return Settled(
        fitting[0], f"{sign} is read as {fitting[0]}: its conversion has that order of magnitude"
    )


def _conversion_behind(text: str, end: int) -> tuple[str, Numeral] | None:
    match = _CONVERTED.match(text, end)
    if match is None:
        return None
    number = numeral_at(text, match.end())
    if number is None:
        return None
    return _CODES.get(match["sign"], "GBP"), with_magnitude(text, number, True)


def _conversion_before(text: str, start: int) -> tuple[str, Numeral] | None:
    first = max(0, start - 60)
    match = _CONVERTED_FROM.search(text[first:start])
    if match is None:
        return None
    number = numeral_at(text, first + match.start("amount"))
    if number is None:
        return None
    return _CODES.get(match["sign"], "GBP"), with_magnitude(text, number, True)


def are_of_one_order(left: tuple[str, Fraction], right: tuple[str, Fraction]) -> bool | None:
    """Whether two amounts can be the same in their two currencies, as far as orders of magnitude
    tell; ``None`` where nothing is known of one.

    >>> euros, dollars = ("EUR", Fraction(3, 2)), ("USD", Fraction(8, 5))
    >>> are_of_one_order(euros, dollars), are_of_one_order(euros, ("USD", Fraction(2, 10)))
    (True, False)
    """
    if left[0] not in _PER_DOLLAR or right[0] not in _PER_DOLLAR or not (left[1] and right[1]):
        return None
    least, most = _PER_DOLLAR[left[0]]
    lowest, highest = _PER_DOLLAR[right[0]]
    ratio = left[1] / right[1]
    return least / highest <= ratio <= most / lowest
