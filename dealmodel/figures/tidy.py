"""The commonest price, read at a stroke: "$9,280", "€1.5 billion", "109,800 yuan".

Nothing is read here that the grammar reads otherwise, a test holds them equal: one expression finds
the digits, the same tables give currency and magnitude. Whatever is not quite so is left to the
grammar.
"""

from __future__ import annotations

from dealmodel.figures.currencies import CURRENCIES, NAMES, SIGNS, WORDLIKE_CODES, Reading
from dealmodel.figures.magnitudes import PLAIN_MAGNITUDES
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.part import Part
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.units import currency_unit

_PRICE = lazy_pattern(
    r"(?:(?P<sign>[A-Z]{0,3}[$€£₹₩]|[A-Z]{3}) ?)?"
    r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.(?P<decimals>[0-9]{1,2}))?"
    r"(?: ?(?P<magnitude>[a-z]{1,8}))?(?: (?P<name>[a-z]{3,9}|[A-Z]{3}))?"
)
_LONGEST = 40
_COMMON = {
    **{sign: reading for sign, reading in SIGNS.items() if sign[-1] in "$€£₹₩" or sign == "RMB"},
    **{code: Reading((code,)) for code in CURRENCIES if code not in WORDLIKE_CODES},
}
_COMMON_NAMES = {
    name: reading
    for single, reading in NAMES.items()
    for name in (single, f"{single}s")
    if single.isalpha() and single not in ("pound", "crown", "real")
}


def tidy_price(text: str) -> Part | None:
    """The price that ``text`` is, where it is printed in the commonest way.

    >>> tidy_price("€1.5 billion").magnitude_value, tidy_price("about €5") is None
    (Fraction(1500000000, 1), True)
    """
    if len(text) > _LONGEST:
        return None
    match = _PRICE.fullmatch(text)
    if match is None:
        return None
    sign, whole, decimals, magnitude, name = match.groups()
    if sign is not None:
        reading = _COMMON.get(sign)
        if name is not None:
            return None
    else:
        if name is None:
            name, magnitude = magnitude, None
        reading = _COMMON_NAMES.get(name) or _COMMON.get(name) if name is not None else None
    if reading is None or len(reading.codes) != 1:
        return None
    scale = 1
    if magnitude is not None:
        scale = PLAIN_MAGNITUDES.get(magnitude, 0)
        if not scale:
            return None
    if "," in whole:
        whole = whole.replace(",", "")
    end = len(text)
    number = (
        Numeral(int(whole), 0, match.start("whole"), end, scale)
        if decimals is None
        else Numeral(int(whole + decimals), len(decimals), match.start("whole"), end, scale)
    )
    code, note = reading.codes[0], reading.note
    return Part(0, end, number, "money", currency_unit(code), note=note)
