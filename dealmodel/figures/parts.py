"""Reading a part: the number at a place, with what stands before and behind it.

Policy: a sign is one only where nothing but space or an opening stands before it; digits that hang
on a name ("B10", "CX-5", "UTC+8") are passed over. A code that is a word too ("ALL", "TOP") makes
money only of an amount that looks like one, and "Euro 6" is a norm.
"""

from __future__ import annotations

import re

from dealmodel.errors import AmbiguousFigure, UnreadableFigure
from dealmodel.figures import designations, money, numeral_endings, numerals
from dealmodel.figures.currencies import CURRENCIES, WORDLIKE_CODES, Reading
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.magnitudes import with_magnitude
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.part import Part, is_whole, token_end
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.unit_words import take_plus, take_unit
from dealmodel.figures.units import currency_unit

MINUSES = "-−–‒﹣－"
_SIGNS = frozenset(MINUSES + "+＋")
_OPENINGS = frozenset(" \t\n\r\u00a0\u202f([{:=,;~≈<>*\"'“‘|$＄€£¥")
_BREAKS = frozenset("_'’")
_JOINTS = frozenset("-/.–+_")
_GAPS = frozenset(" \u00a0\u202f\u2009\n-")
_PERCENT = frozenset("%％‰")
_BROKEN_RUN = lazy_pattern(r"(?:[_'’]\w+)+")
_RUN = lazy_pattern(r"\w+(?:[:/.–-]\w+)*")
_MINUS_WORD = lazy_pattern(r"(?<![\w-])(?:minus|negative)\s$", re.IGNORECASE)
_MAGNITUDE_BEHIND_CODE = lazy_pattern(
    r"[\s-](?:thousand|million|billion|trillion|lakh|crore|mn|bn|tn)(?![^\W_])", re.IGNORECASE
)
_CAPITALS_BEHIND = lazy_pattern(r"\s[A-Z]{2,}\b")
_ABBREVIATED = ("c.", "ca.", "approx.", "rs.", "fr.", "kr.", "$.")


def part_at(
    text: str, position: int, floor: int, comma_decimals: bool, number: Numeral | None = None
) -> Part | int:
    """The part whose digits (or number words, given as ``number``) start at ``position``; nothing
    before ``floor`` belongs to it. An integer is where to go on where the digits are no figure.
    """
    if number is None:
        read = _number_at(text, position, floor, comma_decimals)
        if isinstance(read, int):
            return read
        number = read
    start, sign, before = position, "", None
    if position > floor:
        start, sign, before = _before(text, floor, position)
        if start == position and text[start - 1].isalpha() and not number.in_words:
            return token_end(text, number.end)
    end = number.end
    if end < len(text) and (text[end] in _GAPS or text[end].isalpha()):
        number = with_magnitude(text, number, before is not None)
        end = number.end
    part = Part(start, end, number, sign=sign)
    take_plus(text, part)
    behind = None
    if part.end < len(text):
        behind = money.currency_behind(text, part.end, has_currency=before is not None)
    if before is not None or behind is not None:
        return _as_money(text, part, before, behind)
    return _with_unit(text, part)


def _with_unit(text: str, part: Part) -> Part | int:
    """The part with the unit behind it; a bare fraction below one is a ratio."""
    if part.end < len(text):
        skipped = take_unit(text, part)
        if skipped is not None:
            return skipped
    number = part.numeral
    if part.kind == "number" and number.digits < number.under != 1 and number.scale == 1:
        part.kind = "ratio"
    return part


def _number_at(text: str, position: int, floor: int, comma_decimals: bool) -> Numeral | int:
    """The numeral at ``position``, or where to go on: a date, a code, part of a name."""
    if position > floor and text[position - 1] in _JOINTS:
        joined = _joined(text, position, floor)
        if joined is not None:
            return joined
    number = numerals.numeral_at(text, position, comma_decimals)
    end = position if number is None else number.end
    if end == len(text):
        return end if number is None else number
    if (
        "/" in text[end : end + 2]
        and (fraction := numeral_endings.slash_fraction(text, position)) is not None
    ):
        return fraction
    if text[end] in _BREAKS and text[end + 1 : end + 2].isdecimal():
        return _broken_off(text, position, floor, end)
    skipped = designations.passed_over(text, position, end)
    if skipped is not None:
        return skipped
    if number is not None:
        return numeral_endings.extended(text, number, comma_decimals)
    numerals.refuse(text, position, comma_decimals)
    run = max(numerals.digit_run(text, position), position + 1)
    if text[run : run + 1] in _PERCENT or money.currency_before(text, floor, position):
        raise _unreadable(text, position, run)
    return run


def _broken_off(text: str, position: int, floor: int, end: int) -> int:
    """The end of digits that a mark at ``end`` breaks in two: "1_000", "5'10".

    :raises UnreadableFigure: they are an amount of money.
    """
    run = _BROKEN_RUN.match(text, end)
    stop = end if run is None else run.end()
    if money.currency_before(text, floor, position):
        raise UnreadableFigure(
            text,
            position,
            stop,
            f"{text[position:stop][:60]!r} cannot be read as a number: write thousands as 1,234",
        )
    return stop


def _joined(text: str, position: int, floor: int) -> int | None:
    """Where to go on if the character before the digits makes them part of something else.

    :raises UnreadableFigure: dots between a currency and its digits.
    """
    if text[position - 1] == "+" and (end := designations.telephone_abroad(text, position)):
        return end
    if _joins_name(text, position, floor):
        run = _RUN.match(text, position)
        return position + 1 if run is None else run.end()
    _refuse_dots(text, position, floor)
    return None


def _joins_name(text: str, position: int, floor: int) -> bool:
    """Whether the character before the digits hangs them on a name or a number: "CX-5", "UTC+8"."""
    joint = text[position - 1]
    if joint == "_":
        return True
    if position - 1 <= floor:
        return False
    before = text[position - 2]
    if joint == ".":
        left = text[max(0, position - 8) : position].lower()
        return before.isalpha() and not left.endswith(_ABBREVIATED)
    if joint == "+":
        return before.isalpha()
    return before.isalnum() and not (joint == "/" and before.isdigit())


def _refuse_dots(text: str, position: int, floor: int) -> None:
    """Raise on dots between a currency and its digits: "$..75" is neither 75 nor 0.75."""
    start = position
    while start > floor and text[start - 1] == ".":
        start -= 1
    if position - start > 1 and start > floor and money.currency_before(text, floor, start):
        raise _unreadable(text, start, position + 1)


def _unreadable(text: str, start: int, end: int) -> UnreadableFigure:
    return UnreadableFigure(
        text,
        start,
        end,
        f"{text[start:end][:60]!r} cannot be read as a number: more than one decimal point. "
        "Write thousands as 1,234,567 and decimals as 1.5",
    )


def _before(text: str, floor: int, position: int) -> tuple[int, str, Reading | None]:
    """Where the part starts whose digits start at ``position``, its sign and its currency."""
    start, sign = position, ""
    found = money.currency_before(text, floor, start)
    if found is None and _is_sign(text, floor, start - 1):
        start -= 1
        sign = text[start]
        found = money.currency_before(text, floor, start) if start > floor else None
    if found is not None:
        start = found[1]
    if not sign and start > floor:
        if _is_sign(text, floor, start - 1):
            start -= 1
            sign = text[start]
        elif text[start - 1] == " " and (word := _minus_word(text, floor, start)):
            start -= word
            sign = "-"
    if sign:
        sign = "-" if sign in MINUSES else "+"
    return start, sign, None if found is None else found[0]


def _is_sign(text: str, floor: int, position: int) -> bool:
    """Whether a sign stands at ``position`` and nothing but space or an opening before it."""
    return text[position] in _SIGNS and (
        position == 0 or position == floor or text[position - 1] in _OPENINGS
    )


def _minus_word(text: str, floor: int, start: int) -> int:
    """The length of a "minus " or "negative " before ``start`` that is no subtraction."""
    word = _MINUS_WORD.search(text, max(floor, start - 10), start)
    if word is None or (floor and not text[floor : word.start()].strip()):
        return 0
    return start - word.start()


def _as_money(
    text: str, part: Part, before: Reading | None, behind: money.Found | None
) -> Part | int:
    """The part as an amount; an integer where the letters before it are a word, not a currency."""
    if behind is not None and _is_shouted(text, behind[1]):
        behind = None
        if before is None:
            return _with_unit(text, part)
    if behind is not None:
        _take_behind(text, part, behind[1])
    elif _is_name(text, part):
        return token_end(text, part.numeral.end)
    span = part.start, part.end
    code, part.note = money.one_currency(text, span, before, behind and behind[0])
    if part.numeral.decimals == 3 and not CURRENCIES[code]:
        _refuse_thousands_point(text, part, code)
    part.kind, part.unit = "money", currency_unit(code)
    return part


def _take_behind(text: str, part: Part, end: int) -> None:
    """Let ``part`` end where its currency does, with a magnitude or cents that stand behind that:
    "75 USD million", "3 dollars 50 cents".
    """
    part.end = end
    if end == len(text):
        return
    number = part.numeral
    if number.scale == 1 and _MAGNITUDE_BEHIND_CODE.match(text, end):
        part.numeral = with_magnitude(text, number.scaled_by(1, end), True)
        part.end = part.numeral.end
    elif number.is_integer:
        cents = money.hundredths_behind(text, end)
        if cents is not None:
            part.end = cents[1]
            digits = number.digits * 100 + cents[0]
            part.numeral = Numeral(digits, 2, number.start, part.end)
    take_plus(text, part)


def _is_name(text: str, part: Part) -> bool:
    """Whether the letters before a small bare number are a word or a name, not a currency: "TOP 10
    STORIES", "COP28", "Euro 6".
    """
    number = part.numeral
    is_year = 1900 <= number.digits <= 2099 and number.end - number.start == 4
    if (number.digits > 999 and not is_year) or number.decimals or number.scale != 1:
        return False
    letters = text[part.start : number.start].strip(" \u00a0+-")
    if letters.lower() == "euro":
        return number.digits < 8 and number.end - number.start == 1
    return letters in WORDLIKE_CODES and not (
        is_whole(text, part.start, part.end) and text[number.start - 1] == " "
    )


def _is_shouted(text: str, end: int) -> bool:
    """Whether a code that ends at ``end`` is a word among capitals: "BUY 5 ALL NEW CARS"."""
    return text[end - 3 : end] in WORDLIKE_CODES and _CAPITALS_BEHIND.match(text, end) is not None


def _refuse_thousands_point(text: str, part: Part, code: str) -> None:
    """Raise on three decimals of a currency that has none: "₩1.500" may well be 1500."""
    number = part.numeral
    if number.scale != 1 or number.digits < 1000:
        return
    readings = decimal_text(number.value), str(number.digits)
    raise AmbiguousFigure(
        text,
        part.start,
        part.end,
        f"{text[part.start : part.end][:60]!r} can be read as {' or as '.join(readings)[:160]}: "
        f"{code} has no decimals. Write thousands as 1,500",
        readings,
    )
