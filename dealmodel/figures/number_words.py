"""Number words: "three hundred and fifty thousand", "two and a half billion", "half a million".

Policy: words are read as far as they make one number. "and" joins only a smaller group to a
hundred or a scale ("one thousand and five hundred", never "one hundred and two hundred"), or a
fraction to a number ("three and a quarter").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dealmodel.errors import UnreadableFigure
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.patterns import lazy_pattern

_BELOW_TWENTY = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""
UNITS = {word: number for number, word in enumerate(_BELOW_TWENTY.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORTH = {**UNITS, **{word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}}
_SCALES = {
    "dozen": 12,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
PARTS = {
    **dict.fromkeys(("half", "halve"), 2),
    **dict.fromkeys(("quarter", "fourth"), 4),
    "third": 3,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "fifteenth": 15,
    "twentieth": 20,
    "fiftieth": 50,
    "hundredth": 100,
    "thousandth": 1000,
}
"""Parts of one, in the singular, and how many of them make it."""

_ANY_SCALE = "|".join(_SCALES)
_ANY_PART = "|".join(PARTS)
_ANY_DIGIT = "|".join(_BELOW_TWENTY.split()[:10])
_FIRST = lazy_pattern(r"([a-z]+)(?![^\W_])", re.IGNORECASE)
_NEXT = lazy_pattern(r"(?:-|,?\s{1,2}(?P<and>and\s{1,2})?)([a-z]+)(?![^\W_])", re.IGNORECASE)
_DECIMALS = lazy_pattern(
    rf"\spoint((?:\s(?:{_ANY_DIGIT}))+)(?:\s({_ANY_SCALE}))?(?![^\W_])", re.IGNORECASE
)
_PART_OF_SCALE = lazy_pattern(
    rf"(?:half(?:-|\s{{1,2}})(?:an?(?:-|\s{{1,2}})|of\san?\s)?"
    rf"|(?P<over>an?|{_ANY_DIGIT})[-\s](?P<part>{_ANY_PART})s?"
    rf"(?:\sof\s(?:an?|one)\s|(?:(?<=quarter)|(?<=quarters))\s)|(?P<lone>quarter)\sof\sa\s)"
    rf"(?P<scale>{_ANY_SCALE})(?![^\W_])",
    re.IGNORECASE,
)
_AND_PART = lazy_pattern(
    rf"[\s-]and[\s-](an?|{_ANY_DIGIT})[-\s]({_ANY_PART})s?(?:[-\s]({_ANY_SCALE}))?(?![^\W_])",
    re.IGNORECASE,
)

_ECHO = lazy_pattern(r"\s\((\d{1,3}(?:,\d{3})*|\d+)\)(?=\s)")


class _Whole(NamedTuple):
    """A whole number in words: its worth, the scale of its last word, and where it ends."""

    value: int
    scale: int
    end: int


def words_at(text: str, start: int) -> Numeral | None:
    """The number in words that starts at ``start``, if any.

    >>> words_at("three hundred and fifty thousand cars", 0).value
    Fraction(350000, 1)
    >>> words_at("two and a half billion", 0).value, words_at("half a million", 0).value
    (Fraction(2500000000, 1), Fraction(500000, 1))
    """
    part = _PART_OF_SCALE.match(text, start)
    if part is not None:
        over = UNITS.get((part["over"] or "one").lower(), 1)
        none = Numeral(0, 0, start, start, _SCALES[part["scale"].lower()], in_words=True)
        return none.plus(over, PARTS[(part["part"] or part["lone"] or "half").lower()], part.end())
    whole = _whole_at(text, start)
    if whole is None:
        return None
    value, scale, end = whole
    further = _NEXT.match(text, end)
    if further is not None and not further["and"] and _is_torn(text, further):
        raise UnreadableFigure(
            text,
            start,
            further.end(),
            f"{text[start : further.end()][:60]!r} cannot be read as one number: write digits",
        )
    if scale == _SCALES["dozen"]:
        scale = 1
    number = Numeral(value // scale, 0, start, end, scale, in_words=True)
    decimals = _DECIMALS.match(text, end) if scale == 1 else None
    if decimals is not None:
        printed = [str(UNITS[word]) for word in decimals[1].lower().split()]
        scale = _SCALES[decimals[2].lower()] if decimals[2] else 1
        digits = int(str(value) + "".join(printed))
        return Numeral(digits, len(printed), start, decimals.end(), scale, in_words=True)
    return with_part_behind(text, number)


def with_digits_behind(text: str, number: Numeral) -> Numeral:
    """``number``, in words, with its digits in brackets, as contracts repeat them.

    >>> with_digits_behind("twelve (12) months", Numeral(12, 0, 0, 6)).end
    11
    """
    match = _ECHO.match(text, number.end)
    if match is None or number.value != int(match[1].replace(",", "")):
        return number
    return number.scaled_by(1, match.end())


def _is_torn(text: str, further: re.Match[str]) -> bool:
    """Whether the word behind a number in words is one more number: "nineteen ninety", "two fifty
    thousand", not "six one-bedroom flats"."""
    return further[2].lower() in _WORTH and text[further.end() : further.end() + 1] != "-"


def with_part_behind(text: str, number: Numeral) -> Numeral:
    """``number`` and the fraction that "and" joins to it: "two and a half million", "3 million and
    a half".

    >>> with_part_behind("3 and a quarter", Numeral(3, 0, 0, 1)).value
    Fraction(13, 4)
    """
    match = _AND_PART.match(text, number.end)
    if match is None or number.decimals or (match[3] and number.scale != 1):
        return number
    over, under = UNITS.get(match[1].lower(), 1), PARTS[match[2].lower()]
    if not 0 < over < under:
        return number
    end = match.end() if match[3] else match.end(2) + (text[match.end(2) : match.end()] == "s")
    number = number.plus(over, under, end)
    return number.scaled_by(_SCALES[match[3].lower()], end) if match[3] else number


def _whole_at(text: str, start: int) -> _Whole | None:
    """The longest whole number in the words from ``start``."""
    match = _FIRST.match(text, start)
    if match is None:
        return None
    word = match[1].lower()
    if word in ("a", "an"):
        follows = _NEXT.match(text, match.end())
        if follows is None or follows[2].lower() not in ("hundred", *_SCALES):
            return None
    elif word not in _WORTH:
        return None
    # A number is a sum of groups below a thousand, each times its scale.
    total, group, ceiling = 0, _WORTH.get(word, 1), 10**15
    found, before_last, joins = _Whole(group, 1, match.end()), None, False
    while (match := _NEXT.match(text, found.end)) is not None:
        word = match[2].lower()
        worth = _WORTH.get(word, 0)
        if match["and"] and not (joins and worth):
            break
        if worth:
            is_unit_of_tens = worth < 10 and group % 10 == 0 and group % 100 > 10
            if group % 100 and not is_unit_of_tens:
                break
            before_last = found if joins else before_last
            group, joins = group + worth, False
            found = _Whole(total + group, 1, match.end())
        elif word == "hundred" and 0 < group < 100:
            group, joins = group * 100, True
            found = _Whole(total + group, 1, match.end())
        elif word in _SCALES and group and _SCALES[word] < ceiling:
            ceiling = _SCALES[word]
            total, group, joins = total + group * ceiling, 0, True
            found = _Whole(total, ceiling, match.end())
        else:
            is_next_number = word == "hundred" or word in _SCALES or word.rstrip("s") in PARTS
            return before_last if is_next_number and before_last is not None else found
    return found
