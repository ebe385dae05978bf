"""Currency signs, codes and names around a number.

Policy: see :mod:`dealmodel.figures.currencies`. A currency behind the number refines a bare ``$``
before it ("$500 AUD"); two that contradict are an error; a currency shared by several countries
is an error that offers them. A sign between two numbers belongs to the nearer one.
"""

from __future__ import annotations

import re

from dealmodel.errors import AmbiguousFigure, UnreadableFigure
from dealmodel.figures.currencies import (
    ADJECTIVES,
    CURRENCIES,
    LETTER_SIGNS,
    LOWER_CODES,
    MINOR_CODES,
    MINOR_UNITS,
    NAMES,
    SIGNS,
    Reading,
)
from dealmodel.figures.number_words import words_at
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.patterns import lazy_pattern


def _alternatives(signs: list[str]) -> str:
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


_BLANKS = frozenset(" \u00a0\u202f\u2009")
_FOLDED = {sign.casefold(): reading for sign, reading in SIGNS.items()}
_PREFIXED = frozenset("$＄£₤￡¥￥")  # letters before these tell the country
_SYMBOLS = (
    frozenset(
        sign for sign in SIGNS if len(sign) == 1 and not sign.isascii() and sign not in "¥￥Р"
    )
    - _PREFIXED
)

# These match the text before a sign or number spelt backwards: one anchored match each.
_LETTERS_BEFORE = lazy_pattern(r"(?=[^\W\d_]|\.)\.?[^\W\d_]{0,2}\.?[^\W\d_]{0,4}")
_APART_FROM_SIGN = lazy_pattern(
    r"[ \u00a0](su|\.s\.u|ac|naC|ndC|c|kh|zn|tn|ua|gs|s|[A-Z]{3})(?![\w.$'’])", re.IGNORECASE
)
_LETTERS_BEHIND_SIGN = lazy_pattern(r"\$(?:US|AU|CA|Cdn|HK|NZ|SG|A|C|S)(?=[ \u00a0]?$)")
_WORD_BEFORE = lazy_pattern(r"\.?[^\W\d_]{1,8}")
_WORDS_BEFORE = frozenset("euro euros yuan renminbi rmb yen ringgit baht rupiah".split())
_SMALL_WORDS = LOWER_CODES | _WORDS_BEFORE | {sign for sign in SIGNS if sign.islower()}
_LAST_OF_DOLLARS = frozenset("SUACKZGn")
_BEFORE_OR_BEHIND = LOWER_CODES | _WORDS_BEFORE
_LETTERS_APART = frozenset(["R", "Tk"])
_LOOKS_LIKE_MONEY = lazy_pattern(
    r"\d{1,3}(?:[,\s]\d{3})+(?:\.\d\d)?(?![\d])|\d+\.\d\d(?!\d)|"
    r"[\d.,]+\s?(?:k|bn|billion|m|mn|million|tn|trillion|thousand|crore|lakh|cr)\b|"
    r"\d{1,4}\s(?:per|a|an)\s|"
    r"(?:\d+\.\d+|\d{3})[MB](?![^\W_])"
)

_BEHIND_STARTS = frozenset(sign[0] for sign in SIGNS)
_GLUABLE = [
    sign
    for sign in SIGNS
    if not sign[0].isalpha() or sign.endswith(("$", "¥", "£", "₵")) or sign[0] >= "\u2e80"
]
_WORDS = [sign for sign in SIGNS if sign not in _GLUABLE]
_SIGN_BEHIND = lazy_pattern(
    rf"[ \u00a0\u202f\u2009]?({_alternatives(_GLUABLE)}|(?:{_alternatives(_WORDS)})(?![^\W_]))"
)
_GLUED_CODE = lazy_pattern(r"([A-Z]{3})(?![A-Za-z0-9])")
_WORDS_BEHIND = lazy_pattern(
    r"[\s\u00a0\u202f-]{0,2}([Uu]\.[Ss]\.|[^\W\d_]+)(?:\s([^\W\d_]+))?(?:\s([^\W\d_]+))?"
)
_MINOR_BEFORE = lazy_pattern(rf"(?<![^\W_])({_alternatives(list(MINOR_CODES))})[ \u00a0]?$")
_MINOR_BEHIND = lazy_pattern(
    rf"[ \u00a0]?(?:(?P<code>{_alternatives(list(MINOR_CODES))})"
    r"|(?P<sign>¢|(?<=\d)c(?![\w$])|p(?![\w$]|\.\w|\.\s[am]\b)))(?![^\W_])"
)
_ADJECTIVE_BEHIND = lazy_pattern(
    rf"\s\(?({_alternatives(list(ADJECTIVES))})\)?(?![^\W_]|\s(?:cent|dollar))"
    r"(?=\s*$|[.,;:)]|\s(?:dollars?|for|to|in|a|per|from|and|or|on|by|at|over|each|deal|takeover)\b)",
    re.IGNORECASE,
)
_SIGN_WORDS = lazy_pattern(r"[^\W\d_]+\.?|[¥￥ƒ﷼$]")
_CENTS = frozenset(["cent", "cents"])
_FIRST_WORDS = frozenset(name.split(" ")[0] for name in NAMES)
_NUMBER_BEHIND = lazy_pattern(r"([ \u00a0]?)\d[\d.,]*(?:[ \u00a0]\d{3}(?!\d))*")
_UNIT_BEHIND = lazy_pattern(r"[ \u00a0]?(?:[A-Z]{3}|cents?|pence|penny|sen|kopecks?)\b")
_AND = lazy_pattern(r"\s(?:and\s)?")
_HUNDREDTHS = lazy_pattern(
    r"(\d{1,2})?(?:\s(?:cents?|pence|penny|sens?|kopecks?)|(?<=\d)[c¢p])(?![^\W_])"
)
_WEIGHT = lazy_pattern(
    r"\s?\(?[^()]{0,6}[\d,.]+\s?(?:kg|kilogram|kilo|tonne|lb)|-f(?:ee|oo)t\b|(?<=pound)\sof\s[a-z]",
    re.IGNORECASE,
)
_WEIGHT_BEFORE = lazy_pattern(
    r"\b(?:weigh\w*|weight|heav\w+|load|payload|torque|thrust|cargo|mass|tow\w*)\b", re.IGNORECASE
)

Found = tuple[Reading, int]
"""A currency and where it starts (before a number) or ends (behind one)."""


def currency_before(text: str, floor: int, start: int) -> Found | None:
    """The currency printed directly before ``start`` and where it starts.

    >>> currency_before("about US$9,280", 0, 9)[1], currency_before("RMB 380 million", 0, 4)[1]
    (6, 0)

    :raises UnreadableFigure: letters before a dollar sign that name no known currency.
    """
    end = start
    while end > floor and end > start - 2 and text[end - 1] in _BLANKS:
        end -= 1
    if end <= floor:
        return None
    last = text[end - 1]
    if last in _SYMBOLS:
        return SIGNS[last], end - 1
    if last in _PREFIXED:
        return _prefixed(text, floor, end, start)
    if last == "=" and end == start and text[max(floor, end - 2) : end] == "Y=":
        return Reading(("JPY",), "Y= is read as JPY"), end - 2
    if last.isalpha() and last in _LAST_OF_DOLLARS:
        first = max(floor, end - 4)
        dollars = _LETTERS_BEHIND_SIGN.search(text[first:start])
        if dollars is not None and dollars[0] in SIGNS:
            return SIGNS[dollars[0]], first + dollars.start()
    return _word_before(text, floor, start, end) if last.isalpha() or last == "." else None


def _prefixed(text: str, floor: int, end: int, start: int) -> Found:
    """A ``$``, ``£`` or ``¥`` that ends at ``end``, with the letters before it."""
    sign, at = text[end - 1], end - 1
    before = text[at - 1] if at > floor else ""
    if before in _BLANKS:
        token = _APART_FROM_SIGN.match(text[max(floor, at - 6) : at][::-1])
        if token is None:
            return SIGNS[sign], at
        letters = token[1][::-1].replace(".", "")
        known = SIGNS.get(letters.upper() + "$") if sign == "$" else None
        if known is None and letters in CURRENCIES:
            known = Reading((letters,))
        if known is None or not (letters.isupper() or end < start) or letters == "s":
            return SIGNS[sign], at
        return known, at - len(token[0])
    found = _LETTERS_BEFORE.match(text[max(floor, at - 9) : at][::-1])
    if found is None:
        return SIGNS[sign], at
    letters = found[0][::-1]
    known = _FOLDED.get((letters + sign).casefold())
    if known is not None:
        return known, at - len(letters)
    if letters.upper() in CURRENCIES and sign == "$":
        return Reading((letters.upper(),)), at - len(letters)
    if not letters.endswith("."):
        raise UnreadableFigure(
            text,
            at - len(letters),
            start,
            f"{letters + sign!r} is no currency sign that is known here: write the ISO 4217 code",
        )
    return SIGNS[sign], at


def _word_before(text: str, floor: int, start: int, end: int) -> Found | None:
    last = text[text.rfind(" ", floor, end) + 1 : end]
    if last.islower() and last.isalpha() and last not in _SMALL_WORDS:
        return None  # as most words are
    match = _WORD_BEFORE.match(text[max(floor, end - 9) : end][::-1])
    if match is None:
        return None
    word = match[0][::-1]
    at = end - len(word)
    before = text[at - 1] if at > floor else " "
    if before.isalnum() or before in "_.":
        return None
    if word in MINOR_CODES:
        return None
    if word in CURRENCIES:
        return Reading((word,)), at
    if word in SIGNS:
        return SIGNS[word], at
    lower = word.lower()
    if lower in LOWER_CODES:
        return _FOLDED.get(lower) or Reading((word.upper(),)), at
    if lower in _WORDS_BEFORE:
        return NAMES[lower.removesuffix("s")], at
    is_apart = word in _LETTERS_APART and end < start
    if (
        word in LETTER_SIGNS
        and (end == start or is_apart)
        and _LOOKS_LIKE_MONEY.match(text, start, start + 40)
    ):
        return LETTER_SIGNS[word], at
    return None


def minor_code_before(text: str, floor: int, start: int) -> Found | None:
    """The code of hundredths printed directly before ``start``: "GBX 550".

    >>> minor_code_before("GBX 550", 0, 4)
    (Reading(codes=('GBP',), note='GBX, pence, are hundredths of a GBP'), 0)
    """
    match = _MINOR_BEFORE.search(text[max(floor, start - 10) : start])
    if match is None:
        return None
    return MINOR_CODES[match[1]], start - len(match[0])


def currency_behind(text: str, end: int, *, has_currency: bool = False) -> Found | None:
    """The currency printed after the number that ends at ``end``, and where it ends;
    ``has_currency`` says that one stands before the number too.

    >>> currency_behind("1.5 billion euros a year", 11)[1]
    17
    >>> currency_behind("300 cars", 3) is None
    True

    :raises UnreadableFigure: a sign between two numbers that may belong to either.
    """
    following = text[end]
    if following in _BLANKS:
        following = text[end + 1 : end + 2]
    elif not (following.isalpha() or following == "-" or following in _BEHIND_STARTS):
        return None
    if following in _BEHIND_STARTS:
        sign = _SIGN_BEHIND.match(text, end)
        if sign is not None:
            owned = _is_owned(text, end, sign.start(1), sign.end(), has_currency)
            return (SIGNS[sign[1]], sign.end()) if owned else None
    if text[end].isalpha() and (code := _GLUED_CODE.match(text, end)):
        return (Reading((code[1],)), code.end()) if code[1] in CURRENCIES else None
    words = _WORDS_BEHIND.match(text, end)
    if words is None:
        return None
    first = words[1]
    if first in MINOR_CODES:
        return None
    if first in CURRENCIES:
        at = words.end(1)
        is_word = at == len(text) or not (text[at].isalnum() or text[at] in "_$")
        owned = is_word and _is_owned(text, end, words.start(1), at, has_currency)
        return (Reading((first,)), at) if owned else None
    name = _name_behind(text, end, words)
    if name is not None and has_currency and first.lower() in _BEFORE_OR_BEHIND:
        return name if _is_owned(text, end, words.start(1), name[1], has_currency) else None
    return name


def _name_behind(text: str, end: int, words: re.Match[str]) -> Found | None:
    first = words[1].lower()
    if (words[2] or "").lower() in _CENTS:
        return None
    if first in _FIRST_WORDS or first.removesuffix("s") in _FIRST_WORDS:
        for count in (3, 2, 1):
            if words[count]:
                phrase = " ".join(words.groups()[:count]).lower()
                reading = NAMES.get(phrase) or NAMES.get(phrase.removesuffix("s"))
                if reading is not None and not _is_weight(text, phrase, end, words.end(count)):
                    return reading, words.end(count)
    if first in LOWER_CODES:
        return _FOLDED.get(first) or Reading((first.upper(),)), words.end(1)
    return None


def minor_unit_behind(text: str, end: int) -> Found | None:
    """The currency of which cents or pence are printed after the number that ends at ``end``.

    >>> minor_unit_behind("470 pence a share", 3)[0].codes
    ('GBP',)
    """
    glued = _MINOR_BEHIND.match(text, end)
    if glued is not None and (glued["sign"] != "p" or text[end - 1].isdigit()):
        return MINOR_CODES.get(glued["code"]) or MINOR_UNITS[glued["sign"]], glued.end()
    words = _WORDS_BEHIND.match(text, end)
    for count in (3, 2, 1) if words is not None else ():
        if words is not None and words[count]:
            phrase = " ".join(words.groups()[:count]).lower()
            if len(phrase) == 1:
                break
            reading = MINOR_UNITS.get(phrase.removesuffix("s"))
            if reading is not None:
                return reading, words.end(count)
    return None


def adjective_behind(text: str, end: int) -> Found | None:
    """The country printed behind an amount of dollars, and where it ends.

    >>> adjective_behind("$12 billion Canadian", 11)
    (Reading(codes=('CAD',), note='dollars of the country named behind'), 20)
    """
    if end == len(text) or text[end] not in _BLANKS:
        return None
    match = _ADJECTIVE_BEHIND.match(text, end)
    if match is None:
        return None
    code = ADJECTIVES[match[1].lower()]
    return Reading((code,), "dollars of the country named behind"), match.end()


def hundredths_behind(text: str, end: int) -> tuple[int, int] | None:
    """The cents behind an amount in words, and where they end: "3 dollars 50 cents".

    >>> hundredths_behind("3 dollars 50 cents", 9)
    (50, 18)
    """
    gap = _AND.match(text, end)
    if gap is None:
        return None
    number = words_at(text, gap.end())
    match = _HUNDREDTHS.match(text, gap.end() if number is None else number.end)
    if match is None or (match[1] is None) == (number is None):
        return None
    cents = int(match[1]) if number is None else number.digits
    return (cents, match.end()) if cents < 100 else None


def _sign_of(text: str, span: tuple[int, int], before: Reading | None) -> str:
    """The sign or word of a currency on the amount at ``span``, as printed."""
    printed = text[span[0] : span[1]]
    letters = [match[0] for match in _SIGN_WORDS.finditer(printed)]
    return (letters[0] if before is not None else letters[-1]) if letters else printed


def _is_owned(text: str, end: int, start: int, stop: int, has_currency: bool) -> bool:
    """Whether a sign from ``start`` to ``stop`` belongs to the number that ends at ``end``, not to
    one right behind it: the second of "10 $ 30 $" does, that of "in 2024 $ 30" does not.
    """
    number = _NUMBER_BEHIND.match(text, stop)
    if number is None:
        return True
    left, right = start - end, len(number[1])
    if left == right == 0 and not has_currency and not text[start].isalpha():
        raise UnreadableFigure(
            text,
            end,
            number.end(),
            f"{text[start : number.end()][:60]!r} stands between two numbers: write which of them "
            "the currency belongs to",
        )
    if left != right or has_currency:
        return left < right
    at = number.end()
    return bool(_SIGN_BEHIND.match(text, at) or _UNIT_BEHIND.match(text, at))


def _is_weight(text: str, phrase: str, start: int, end: int) -> bool:
    """Whether "pounds" weighs: "5,203 pounds (2,360 kilograms)"."""
    return phrase in ("pound", "pounds") and (
        _WEIGHT.match(text, end) is not None
        or _WEIGHT_BEFORE.search(text[max(0, start - 48) : start]) is not None
    )


def one_currency(
    text: str,
    span: tuple[int, int],
    before: Reading | None,
    behind: Reading | None,
    number: Numeral,
) -> tuple[str, str]:
    """The one currency that the printed signs, or else the text around them, leave, and what there
    is to say about it.

    :raises AmbiguousFigure: several currencies share the sign.
    :raises UnreadableFigure: the sign before and the name behind contradict each other.
    """
    known = before or behind
    if known is None:
        raise ValueError("no currency was printed")
    codes, note = known
    if len(codes) == 1 and (before is None or behind is None):
        return codes[0], note
    if before is not None and behind is not None:
        common = tuple(code for code in before.codes if code in behind.codes)
        if not common and before.note:
            common = behind.codes
        if not common:
            raise UnreadableFigure(
                text,
                *span,
                f"two currencies on one number: {' or '.join(before.codes)} before it, "
                f"{' or '.join(behind.codes)} behind it. Keep the right one",
            )
        codes, note = common, behind.note
    if len(codes) > 1:
        # Loaded here: few signs are shared, and every start would wait for it.
        from dealmodel.figures.evidence import settled

        sign = _sign_of(text, span, before)
        found = settled(text, span, sign, codes, number)
        if found is not None:
            return found
        raise AmbiguousFigure(
            text,
            *span,
            f"{text[span[0] : span[1]][:60]!r} may be {' or '.join(codes)}: write the code, as in "
            f"{codes[0]} 1,000",
            codes,
        )
    return codes[0], note
