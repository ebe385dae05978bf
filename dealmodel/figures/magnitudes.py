"""Magnitudes behind a number: "1.5 billion", "€380m", "300k", "2 lakh crore", "10.98万".

Policy: a letter glued to its number is a magnitude (300k, $5M); set apart from it ("400 m") only
where money or a counted noun shows that no metres are meant. Mio., Mrd. and their kin are read, for
sources that print them. A word in a magnitude's place that is like one and is none that is known
("bilion", "gazillion", "Milliarden") is refused: dropping it would be wrong by powers of ten.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dealmodel.errors import UnreadableFigure
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.number_words import with_part_behind
from dealmodel.figures.numerals import Numeral
from dealmodel.figures.patterns import lazy_pattern

_WORDS = {
    **dict.fromkeys(("hundred", "hundreds"), 10**2),
    **dict.fromkeys(("thousand", "thousands", "thou", "tsd"), 10**3),
    **dict.fromkeys("million millions mn mln mio mil mill mills mlns".split(), 10**6),
    **dict.fromkeys("billion billions bn bln bil bils blns milliard milliards".split(), 10**9),
    **dict.fromkeys("mrd mld md".split(), 10**9),
    **dict.fromkeys("trillion trillions tn trn tln tr tril trln".split(), 10**12),
    **dict.fromkeys("lakh lakhs lac lacs".split(), 10**5),
    **dict.fromkeys(("crore", "crores", "cr", "crs"), 10**7),
    **dict.fromkeys(("dozen", "dozens"), 12),
}
_OF_MONEY = {"mm": 10**6, "grand": 10**3, "ml": 10**6, "bl": 10**9}
PLAIN_MAGNITUDES = {
    **{word: _WORDS[word] for word in "thousand million billion trillion mn bn tn".split()},
    "k": 10**3,
    "m": 10**6,
}
"""Those that mean the same wherever they stand behind an amount of money."""
_LETTERS = {
    **dict.fromkeys(("k", "K"), 10**3),
    **dict.fromkeys(("m", "M", "MM"), 10**6),
    **dict.fromkeys(("b", "B"), 10**9),
    "T": 10**12,
}
_BEFORE_CODE = {"M": 10**6, "K": 10**3, "k": 10**3, "T": 10**3}  # "30 MUSD", "250 TEUR"
_HAN = {
    "百": 10**2,
    "千": 10**3,
    **dict.fromkeys("万萬", 10**4),
    **dict.fromkeys("亿億", 10**8),
    "兆": 10**12,
}

_WORD = lazy_pattern(
    r"([ \u00a0\u202f\u2009]{1,2}|\n|-|)([A-Za-z]+)(?![^\W_]|_)"
    r"(?:(?<=[Mm]io)\.|(?<=[Mm]rd)\.|(?<=[Mm]ld)\.|(?<=\b[Cc]r)\.(?=\s?[a-z)])"
    r"|(?<=[bmt]n)\.(?=\s[a-z])|(?<=[mb]ln)\.(?=\s[a-z])|(?<=[mb]il)\.(?=\s[a-z])"
    r"|(?<=mill)\.(?=\s[a-z]))?"
)
_HAN_RUN = lazy_pattern(rf"\s?([{''.join(_HAN)}]{{1,3}})")
_NO_LETTER = lazy_pattern(r"[²³/·⋅.]\w")
_MONEY_BEHIND = lazy_pattern(
    r"[\s\u00a0]?(?:[€$£¥₩₹]|(?:[A-Z][a-z]+\s)?(?:euros?|dollars?|yuan|renminbi|pounds?|sterling|"
    r"yen|won|rand|baht|ringgit|rupees?|rupiah|kronor|krona|kroner|krone|francs?|roubles?|rubles?|"
    r"zlotys?|forints?|shekels?|naira|pesos?|lira|dirhams?|riyals?|dinars?)\b|[A-Z]{3}\b)"
)
_NOUN_BEHIND = lazy_pattern(r"\s(?:[a-z-]+\s)?(?:[a-z]{2,}s|people)\b")
# Only what comes in millions and is not measured in millimetres: "5mm shares", not "5mm screws".
_THINGS_BEHIND = lazy_pattern(
    r"\s(?:(?:ordinary|common|new|[A-Z])\s)?(?:shares|units|vehicles|cars|trucks|people|users|"
    r"customers|subscribers|households|passengers|barrels|bbls?|boe|tonnes|tons|ounces|oz|options|"
    r"warrants)\b"
)
_TENS_AND_UNITS = lazy_pattern(
    r"\sand\s(\d{1,2})(?![\d.,]|\s?(?:%|per|hundred|thousand|[mb]illion))"
)


def with_magnitude(text: str, number: Numeral, is_money: bool) -> Numeral:
    """``number`` with the magnitudes printed behind it, if any.

    >>> from dealmodel.figures.numerals import numeral_at
    >>> with_magnitude("1.5bn", numeral_at("1.5bn", 0), is_money=True).value
    Fraction(1500000000, 1)
    """
    end = number.end
    word = _WORD.match(text, end)
    if word is None:
        return _with_han(text, number)
    printed = word[2].lower()
    factor = _WORDS.get(printed)
    if factor is None and (is_money or _MONEY_BEHIND.match(text, word.end())):
        factor = _OF_MONEY.get(printed)
    if factor is None and printed == "mm" and _THINGS_BEHIND.match(text, word.end()):
        factor = 10**6
    if factor is None:
        return _with_letter(text, number, word, is_money)
    end = word.end()
    word = _WORD.match(text, end)
    if word is not None and (further := _WORDS.get(word[2].lower())):
        if further <= factor or factor not in _BEFORE_ANOTHER:
            raise UnreadableFigure(
                text,
                number.start,
                word.end(),
                f"{text[number.start : word.end()][:60]!r}: two magnitudes behind one number. Keep "
                "the right one",
            )
        factor, end = factor * further, word.end()
    number = number.scaled_by(factor, end)
    return _with_rest(text, number) if text.startswith(" and ", end) else number


def _with_letter(text: str, number: Numeral, word: re.Match[str], is_money: bool) -> Numeral:
    """``number`` with a magnitude of one letter: "300k", "$5 M"."""
    apart, letter = word.groups()
    if letter[1:] in CURRENCIES and letter[0] in _BEFORE_CODE:
        return number.scaled_by(_BEFORE_CODE[letter[0]], word.start(2) + 1)
    factor, end = _LETTERS.get(letter), word.end()
    if factor is None or number.in_words or apart in ("-", "\n") or len(apart) > 1:
        return number
    if (_NO_LETTER.match(text, end) and not (is_money and text[end] == "/")) or (
        letter == "T" and not is_money
    ):
        return number
    if apart and letter != "k" and not is_money and not _is_confirmed(text, end):
        return number
    return number.scaled_by(factor, end)


def _with_han(text: str, number: Numeral) -> Numeral:
    han = _HAN_RUN.match(text, number.end)
    if han is None:
        return number
    factor = 1
    for sign in han[1]:
        factor *= _HAN[sign]
    return number.scaled_by(factor, han.end())


def _with_rest(text: str, number: Numeral) -> Numeral:
    """``number`` with what "and" adds to it: "3 million and a half", "3 hundred and 21"."""
    rest = _TENS_AND_UNITS.match(text, number.end) if number.scale == 100 else None
    if rest is not None and not number.decimals:
        return Numeral(number.digits * 100 + int(rest[1]), 0, number.start, rest.end())
    return with_part_behind(text, number)


_BEFORE_ANOTHER = frozenset([10**2, 10**3, 10**5, 12])
"""What may stand before a larger magnitude: "5 hundred million", "2 lakh crore"."""
_AT_SIGN = {
    **dict.fromkeys(("m", "M", "mn", "mm", "MM", "Mio", "mln"), 10**6),
    **dict.fromkeys(("k", "K"), 10**3),
    **dict.fromkeys(("bn", "Bn", "b", "B", "Md", "Mrd", "bln"), 10**9),
    **dict.fromkeys(("tn", "trn"), 10**12),
}
_BEFORE_SIGN = lazy_pattern(r"(?<![^\W_])(?P<magnitude>Mio|Mrd|Md|mn|bn|mln|bln|MM|[mMkK])\s?$")
_BEHIND_SIGN = lazy_pattern(
    r"(?<=[€$£₹])\s?(?P<magnitude>mn|bn|Bn|tn|mln|mm|MM|[mMkKbB])[ \u00a0]?$"
)


def magnitude_before(text: str, floor: int, start: int) -> tuple[int, int] | None:
    """The magnitude glued before a currency sign at ``start`` and where it starts: "M€ 2.5".

    >>> magnitude_before("M€ 2.5", 0, 1)
    (1000000, 0)
    """
    first = max(floor, start - 4)
    match = _BEFORE_SIGN.search(text[first:start])
    return None if match is None else (_AT_SIGN[match["magnitude"]], first + match.start())


def magnitude_behind_sign(text: str, floor: int, start: int) -> tuple[int, int] | None:
    """The magnitude between a currency sign and the number at ``start``, and where it starts:
    "€m 12.4".

    >>> magnitude_behind_sign("€m 12.4", 0, 3)
    (1000000, 1)
    """
    first = max(floor, start - 6)
    match = _BEHIND_SIGN.search(text[first:start])
    return None if match is None else (_AT_SIGN[match["magnitude"]], first + match.start())


_ENGLISH = ("thousand", "million", "billion", "trillion", "milliard", "hundred")
_SHORT = ("crore", "lakh")
_FOREIGN = frozenset(
    """
    milliarden millionen billionen tausend hunderttausend millones millón millon milioni milione
    miliardi miliardo mila mille milliards millier milliers bilhões milhões bilhão milhão mil
    miljoner miljon miljarder miljard miljoen biljoen juta miliar triliun ribu mlrd mlr mia mio
    миллион миллиона миллионов миллиард миллиарда миллиардов тысяч тысячи тыс млн млрд трлн
    """.split()
)
_OF_MANY = ("millionaire", "billionaire", "trillionaire", "millionth", "billionth", "thousandth")
_NO_MAGNITUDES = frozenset(["bullion"])
_ABBREVIATION = lazy_pattern(r"[bmtk][bcdfghjklmnpqrstvwxz]{1,4}")
_UNITS_OF_CONSONANTS = frozenset(
    """
    mph mb ml mm mg km kg kw kb kn kv tb tv mt bp bps kwh mw mwh kr mr mrs ms bbl bcm bpd btw bhp
    tbc tbd tbsp tsp mps kph kph kts kbps mbps mtr mths mth by my try
    """.split()
)
_DOUBLED = lazy_pattern(r"(.)\1")
_BEHIND = lazy_pattern(r"[ \u00a0\u202f\u2009-]?([^\W\d_]{2,14})(?![^\W_])")


def like_magnitude(
    text: str, end: int, *, is_money: bool
) -> tuple[str, int, tuple[str, ...]] | None:
    """A word at ``end`` that stands for a magnitude and is none that is known, where it ends, and
    what it may be.

    >>> like_magnitude("$1.6 bilion", 4, is_money=True)
    ('bilion', 11, ('billion',))
    >>> like_magnitude("$1.6 burger", 4, is_money=True) is None
    True
    """
    match = _BEHIND.match(text, end)
    if match is None:
        return None
    meant = _meant_by(match[1], is_money)
    return None if meant is None else (match[1], match.end(), meant)


@lru_cache(maxsize=4096)
def _meant_by(printed: str, is_money: bool) -> tuple[str, ...] | None:
    """The magnitudes that a word may be a slip of; ``None`` where it is like none."""
    word = printed.lower()
    if word in _WORDS or word in _NO_MAGNITUDES:
        return None
    if word in _FOREIGN:
        return ()
    if not is_money and is_slip(word, "percent"):
        return ("percent",)
    begun = tuple(each for each in _ENGLISH if word.startswith(each))
    if begun and not word.startswith(_OF_MANY):
        return begun
    if len(word) > 3:
        meant = tuple(each for each in _ENGLISH if is_slip(word, each))
        meant += tuple(each for each in _SHORT if _is_stutter(word, each))
        if meant or word.rstrip("s").endswith(("illion", "illiard", "ilion", "iliard")):
            return meant
    is_short = is_money and printed.islower() and word not in _UNITS_OF_CONSONANTS
    return () if is_short and _ABBREVIATION.fullmatch(word) else None


def _is_stutter(word: str, meant: str) -> bool:
    """Whether letters doubled or swapped make ``word`` of a short one: any other slip of "crore" or
    "lakh" may be a word of its own ("core", "lake")."""
    if word == meant:
        return False
    once = _DOUBLED.sub(r"\1", word)
    swapped = sorted(word) == sorted(meant) and is_slip(word, meant)
    return once == _DOUBLED.sub(r"\1", meant) or swapped or _DOUBLED.sub(r"\1", once) == meant


def is_slip(word: str, meant: str) -> bool:
    """Whether one letter too many, too few, wrong or swapped makes ``word`` of ``meant``."""
    forms = (meant, f"{meant}s")
    if word in forms:
        return False
    for form in forms:
        shorter, longer = sorted((word, form), key=len)
        if len(longer) - len(shorter) > 1:
            continue
        start = 0
        while start < len(shorter) and shorter[start] == longer[start]:
            start += 1
        rest, other = shorter[start:], longer[start:]
        if len(shorter) < len(longer):
            if rest == other[1:]:
                return True
        elif rest[1:] == other[1:] or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:]):
            return True
    return False


def _is_confirmed(text: str, end: int) -> bool:
    """Whether what follows a spaced letter shows that it is a magnitude: "1.5 m euros"."""
    return bool(_MONEY_BEHIND.match(text, end) or _NOUN_BEHIND.match(text, end))
