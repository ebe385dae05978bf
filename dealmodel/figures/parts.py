"""Reading a part: the number at a place, with what stands before and behind it.

Policy: a sign is one only where nothing but space or an opening stands before it; digits that hang
on a name ("B10", "CX-5", "UTC+8") are passed over. A code that is a word too ("ALL", "TOP") makes
money only of an amount that looks like one, and "Euro 6" is a norm.
"""

from __future__ import annotations

import re

from dealmodel.errors import AmbiguousFigure, UnreadableFigure
from dealmodel.figures import designations, money, numeral_endings, numerals
from dealmodel.figures.currencies import (
    CURRENCIES,
    WITHOUT_DECIMALS,
    WORDLIKE_CODES,
    Reading,
)
from dealmodel.figures.decimals import decimal_text
from dealmodel.figures.magnitudes import (
    like_magnitude,
    magnitude_before,
    magnitude_behind_sign,
    with_magnitude,
)
from dealmodel.figures.number_words import with_digits_behind
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.part import Part, is_whole, token_end
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.per_units import take_per
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
_MINUS_ENDS = frozenset(["s ", "e ", "S ", "E "])
_MINUS_WORD = lazy_pattern(r"(?<![\w-])(?:minus|negative)\s$", re.IGNORECASE)
_MAGNITUDE_BEHIND_CODE = lazy_pattern(
    r"[\s-](?:thousand|million|billion|trillion|lakh|crore|mn|bn|tn)(?![^\W_])", re.IGNORECASE
)
_CAPITALS_BEHIND = lazy_pattern(r"\s[A-Z]{2,}\b")
_LAST_OF_MAGNITUDES = frozenset("mMnkKbB \u00a0")
_STRONG = "-strong"
"""Behind a number of people: "a 300,000-strong workforce"."""
_ODD = lazy_pattern(r"-(?:odd|ish|something|plus-or-minus)\b")
_RATE_BEFORE = lazy_pattern(
    r"(?:=\s?|\b(?:rate|rates|traded|trading|quoted|worth|buys|bought|against)\b[^.;]{0,20})$",
    re.IGNORECASE,
)
_RATE_BEHIND = lazy_pattern(r"\s?=|\s(?:to|against|for)\s(?:the|one|a|1|\$|€|£)", re.IGNORECASE)
_ABBREVIATED = ("c.", "ca.", "approx.", "max.", "min.", "rs.", "fr.", "kr.", "dh.", "sr.", "$.")


def part_at(text: str, position: int, floor: int, number: Numeral | None = None) -> Part | int:
    """The part whose digits (or number words, given as ``number``) start at ``position``; nothing
    before ``floor`` belongs to it. An integer is where to go on where the digits are no figure.
    """
    if number is None:
        read = _number_at(text, position, floor)
        if isinstance(read, int):
            return read
        number = read
    elif text.startswith(" (", number.end):
        number = with_digits_behind(text, number)
    start, sign, before, factor = position, "", None, 1
    loss = None if number.in_words else _in_brackets(text, floor, position, number)
    if loss is not None:
        (before, start), sign, number = loss, "-", number.scaled_by(1, number.end + 1)
    elif position > floor:
        start, sign, before, factor = _before(text, floor, position)
        if start == position and not number.in_words and _is_glued_to_name(text, floor, position):
            return token_end(text, number.end)
    end = number.end
    odd = _ODD.match(text, end) if text[end : end + 1] == "-" else None
    if odd is not None:
        number = number.scaled_by(1, odd.end())
        end = number.end
    if end < len(text) and (text[end] in _GAPS or text[end].isalpha()):
        number = with_magnitude(text, number, before is not None)
        end = number.end
    if factor != 1:
        number = number.scaled_by(factor, end)
    elif before is not None and number.scale == 1 and start > floor:
        glued = magnitude_before(text, floor, start)
        if glued is not None:
            number, start = number.scaled_by(glued[0], end), glued[1]
    part = Part(start, end, number, sign=sign, is_odd=odd is not None)
    take_plus(text, part)
    if part.has_plus and number.scale == 1 and part.end < len(text):  # "$20+ million"
        number = with_magnitude(text, number.scaled_by(1, part.end), before is not None)
        part.numeral, part.end = number, number.end
    if text.startswith(_STRONG, part.end):
        part.end += len(_STRONG)
    behind = None
    if part.end < len(text):
        behind = money.currency_behind(text, part.end, has_currency=before is not None)
    if before is not None or behind is not None:
        return _as_money(text, part, before, behind)
    if start == position and (minor := money.minor_code_before(text, floor, start)) is not None:
        (codes, part.note), part.start = minor
        part.kind, part.unit, part.places = "money", currency_unit(codes[0]), 2
        take_per(text, part)
        return part
    return _with_unit(text, part)


def _in_brackets(text: str, floor: int, position: int, number: Numeral) -> money.Found | None:
    """The currency before a number in accounting brackets, and where it starts: "$(1.5) bn"."""
    at = position - 1
    if at <= floor or text[at] != "(" or text[number.end : number.end + 1] != ")":
        return None
    return None if text[at - 1].isspace() else money.currency_before(text, floor, at)


def _is_glued_to_name(text: str, floor: int, position: int) -> bool:
    """Whether letters directly before the digits make them part of a name: "B10". Chinese has no
    blanks, and a code of hundredths may be glued.
    """
    before = text[position - 1]
    if not before.isalpha() or before >= "\u2e80":
        return False
    return money.minor_code_before(text, floor, position) is None


def _with_unit(text: str, part: Part) -> Part | int:
    """The part with the unit behind it; a bare fraction below one is a ratio.

    :raises UnreadableFigure: what stands behind is like a magnitude, or is glued and unknown.
    """
    number = part.numeral
    if part.end < len(text):
        if number.scale == 1:
            _refuse_magnitude(text, part, is_money=False)
            _refuse_bracketed(text, part)
        skipped = take_unit(text, part)
        if skipped is not None:
            _refuse_glued(text, part, skipped)
            return skipped
        take_per(text, part)
    if part.kind == "number" and number.digits < number.under != 1 and number.scale == 1:
        part.kind = "ratio"
    return part


def _number_at(text: str, position: int, floor: int) -> Numeral | int:
    """The numeral at ``position``, or where to go on: a date, a code, part of a name."""
    if position > floor and text[position - 1] in _JOINTS:
        joined = _joined(text, position, floor)
        if joined is not None:
            return joined
    number = numerals.numeral_at(text, position)
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
        return numeral_endings.extended(text, number)
    numerals.refuse(text, position)
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


def _before(text: str, floor: int, position: int) -> tuple[int, str, Reading | None, int]:
    """Where the part starts whose digits start at ``position``, its sign and its currency, and the
    magnitude printed between the two.
    """
    start, sign, factor = position, "", 1
    found = money.currency_before(text, floor, start)
    if found is None and text[start - 1] in _LAST_OF_MAGNITUDES:
        between = magnitude_behind_sign(text, floor, start)
        if between is not None:
            found = money.currency_before(text, floor, between[1])
            factor = 1 if found is None else between[0]
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
        elif text[start - 2 : start] in _MINUS_ENDS and (word := _minus_word(text, floor, start)):
            start -= word
            sign = "-"
    if sign:
        sign = "-" if sign in MINUSES else "+"
    return start, sign, None if found is None else found[0], factor


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
    if behind is None and before is not None and before.codes == ("USD",) and before.note:
        country = money.adjective_behind(text, part.end)
        if country is not None:
            before, part.end = country
    part.kind = "money"
    if part.end < len(text):
        if part.numeral.scale == 1:
            _take_hundredths(text, part)
            _refuse_magnitude(text, part, is_money=True)
        _refuse_glued(text, part, part.end)
        _refuse_bracketed(text, part)
        take_per(text, part)
    span = part.start, part.end
    code, part.note = money.one_currency(text, span, before, behind and behind[0], part.numeral)
    part.unit = currency_unit(code)
    if part.numeral.decimals == 3:
        _refuse_thousands_point(text, part, code)
    return part


def _refuse_bracketed(text: str, part: Part) -> None:
    """Raise on a magnitude behind a bracket that closes right behind the digits: "($1.5) billion"
    may be a loss, or a slip.
    """
    if text[part.end : part.end + 1] != ")" or text[part.start - 1 : part.start] != "(":
        return
    word = _MAGNITUDE_BEHIND_CODE.match(text, part.end + 1)
    if word is not None and part.numeral.scale == 1:
        raise UnreadableFigure(
            text,
            part.start - 1,
            word.end(),
            f"{text[part.start - 1 : word.end()][:60]!r}: the bracket parts the number from its "
            "magnitude. Write a loss as $(1.5) billion",
        )


def _refuse_magnitude(text: str, part: Part, *, is_money: bool) -> None:
    """Raise on a word behind the number that stands for a magnitude and is none that is known."""
    found = like_magnitude(text, part.end, is_money=is_money)
    if found is None:
        return
    word, end, meant = found
    what = f"did you mean {' or '.join(meant)}?" if meant else "write thousand, million or billion"
    raise UnreadableFigure(
        text,
        part.start,
        end,
        f"{text[part.start : end][:60]!r}: the word {word!r} is no magnitude that is known here; "
        f"{what}",
    )


def _refuse_glued(text: str, part: Part, end: int) -> None:
    """Raise on letters glued to a number that are neither a unit nor, as "5G" is, a name."""
    stop = token_end(text, part.end)
    word = text[part.end : stop]
    if not word or text[part.end - 1].isspace() or not word[0].isalpha() or word[0] >= "\u2e80":
        return
    if part.kind != "money" and (len(word) < 2 or not word.islower() or end < stop):
        return
    raise UnreadableFigure(
        text,
        part.start,
        stop,
        f"{text[part.start : stop][:60]!r}: {word[:40]!r} behind the number is neither a magnitude "
        "nor a unit that is known here. Write the words out",
    )


def _take_behind(text: str, part: Part, end: int) -> None:
    """Let ``part`` end where its currency does, with a magnitude that stands behind that: "75 USD
    million".
    """
    part.end = end
    if end == len(text):
        return
    number = part.numeral
    if number.scale == 1 and _MAGNITUDE_BEHIND_CODE.match(text, end):
        part.numeral = with_magnitude(text, number.scaled_by(1, end), True)
        part.end = part.numeral.end
    take_plus(text, part)


def _take_hundredths(text: str, part: Part) -> None:
    """Add the cents printed behind an amount: "3 dollars 50 cents", "$20 and 43c"."""
    number = part.numeral
    cents = money.hundredths_behind(text, part.end) if number.is_integer else None
    if cents is not None:
        part.end = cents[1]
        part.numeral = Numeral(number.digits * 100 + cents[0], 2, number.start, part.end)


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
        return is_year or (number.digits < 8 and number.end - number.start == 1)
    return letters in WORDLIKE_CODES and not (
        is_whole(text, part.start, part.end) and text[number.start - 1] == " "
    )


def _is_shouted(text: str, end: int) -> bool:
    """Whether a code that ends at ``end`` is a word among capitals: "BUY 5 ALL NEW CARS"."""
    word = text[max(0, end - 4) : end].rpartition(" ")[2]
    return word in WORDLIKE_CODES and _CAPITALS_BEHIND.match(text, end) is not None


def _refuse_thousands_point(text: str, part: Part, code: str) -> None:
    """Raise on three decimals of money: "€ 1.899" may well be 1,899 euros. A rate, a leading zero,
    a currency with three decimals, and a price per unit in one that has any, are printed so.
    """
    number = part.numeral
    if number.scale != 1 or number.digits < 1000 or CURRENCIES[code] == 3:
        return
    has_decimals = CURRENCIES[code] and code not in WITHOUT_DECIMALS
    if part.per is not None and has_decimals:
        return
    if _RATE_BEFORE.search(text[max(0, part.start - 40) : part.start]) or _RATE_BEHIND.match(
        text, part.end
    ):
        return
    readings = decimal_text(number.value), str(number.digits)
    raise AmbiguousFigure(
        text,
        part.start,
        part.end,
        f"{text[part.start : part.end][:60]!r} can be read as {' or as '.join(readings)[:160]}: "
        "money is rarely printed with three decimals. Write thousands as 1,500, decimals as 1.50",
        readings,
    )
