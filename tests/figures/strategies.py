"""Hypothesis strategies for printed figures: a text, and what it says by the granularity rule.

The rule is worked out here on the printed decimal string with ``Decimal`` alone, so that nothing
is shared with the code under test: P, G and S are the units of the last digit written, of the last
that is not a trailing zero (printed decimals count), and of the second significant digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from hypothesis import strategies as st

CURRENCIES = {
    "USD": ("$", "US$", "USD ", "US $"),
    "EUR": ("€", "€ ", "EUR ", "EUR"),
    "GBP": ("£", "GBP "),
    "CNY": ("RMB ", "CNY ", "CN¥", "RMB"),
    "JPY": ("JPY ", "JP¥"),
    "HKD": ("HK$", "HKD "),
    "CHF": ("CHF ",),
    "INR": ("₹", "INR ", "Rs "),
    "KRW": ("₩", "KRW "),
    "SEK": ("SEK ",),
}
NAMES = {
    "USD": (" dollars", " US dollars", " USD"),
    "EUR": (" euros", " €", "€", " EUR"),
    "GBP": (" pounds sterling", " GBP"),
    "CNY": (" yuan", " renminbi", " RMB", " CNY"),
    "JPY": (" yen", " JPY"),
    "HKD": (" Hong Kong dollars", " HKD"),
    "CHF": (" Swiss francs", " CHF"),
    "INR": (" Indian rupees", " INR"),
    "KRW": (" won", " KRW"),
    "SEK": (" Swedish kronor", " SEK"),
}
WITHOUT_DECIMALS = ("JPY", "KRW")
MAGNITUDES = {
    "": 0,
    " thousand": 3,
    "k": 3,
    " million": 6,
    "mn": 6,
    "m": 6,
    " bn": 9,
    "bn": 9,
    " billion": 9,
    " trillion": 12,
    "tn": 12,
    " lakh": 5,
    " crore": 7,
}
NOUNS = ("cars", "vehicles", "units", "shares", "people", "plants")

# Hedge → its words, and (usual, strict) bounds as (low, high, low open, high open) in these words.
_NEAR = ("v-h", "v", False, True)
_OVER = ("v", "inf", True, True)
Row = tuple[str, str, bool, bool]
HEDGES: dict[str, tuple[tuple[str, ...], Row, Row]] = {
    "none": (("",), ("v-g/2", "v+g/2", False, False), ("v-g/2", "v+g/2", False, False)),
    "exact": (("exactly ", "precisely "), ("v", "v", False, False), ("v", "v", False, False)),
    "about": (
        (
            *("about ", "around ", "approximately ", "approx. ", "roughly ", "some ", "circa "),
            *("ca. ", "~", "≈"),
        ),
        ("v-h", "v+h", False, False),
        ("v-h", "v+h", False, False),
    ),
    "nearly": (
        ("nearly ", "almost ", "just under ", "close to ", "slightly less than "),
        _NEAR,
        ("0", "v", False, True),
    ),
    "just_over": (
        ("just over ", "slightly more than ", "a little over "),
        ("v", "v+h", True, False),
        _OVER,
    ),
    "more_than": (
        ("more than ", "over ", "above ", "greater than ", "exceeding ", ">"),
        ("v", "v+G", True, True),
        _OVER,
    ),
    "at_least": (
        ("at least ", "no less than ", "≥"),
        ("v", "inf", False, True),
        ("v", "inf", False, True),
    ),
    "less_than": (
        ("less than ", "under ", "below ", "fewer than ", "<"),
        ("v-G", "v", False, True),
        ("0", "v", False, True),
    ),
    "at_most": (
        ("at most ", "no more than ", "≤"),
        ("0", "v", False, False),
        ("0", "v", False, False),
    ),
    "up_to": (("up to ",), ("0", "v", False, False), ("0", "v", False, False)),
}

Interval = tuple[Decimal | None, Decimal | None, bool, bool]


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as text, and what it says."""

    text: str
    kind: str
    unit: str | None
    hedge: str
    value: Decimal
    granularity: Decimal
    usual: Interval
    strict: Interval


@dataclass(frozen=True, slots=True)
class Digits:
    """A number without separators ("1234.50") and the same as printed ("1,234.50")."""

    plain: str
    printed: str

    def as_price(self) -> Digits:
        """The same with at most two decimals: three may be thousands."""
        more = max(0, len(self.plain.partition(".")[2]) - 2)
        return Digits(*(text[: len(text) - more] for text in (self.plain, self.printed)))

    def whole(self) -> Digits:
        """The same without its decimals."""
        return Digits(self.plain.partition(".")[0], self.printed.partition(".")[0])


@st.composite
def digits(draw: st.DrawFn, max_whole: int = 10**9) -> Digits:
    """A positive number as English prints it; never one that a reader could take for a year."""
    if draw(st.booleans()):
        # Round numbers, the usual ones in news, are rare among all integers.
        whole = draw(st.integers(1, 999)) * 10 ** draw(
            st.integers(0, max(0, len(str(max_whole)) - 3))
        )
    else:
        whole = draw(st.integers(1, max_whole))
    whole = min(whole, max_whole)
    decimals = draw(st.sampled_from(["", "", ".5", ".25", ".0", ".50", ".125", ".07"]))
    grouped = whole > 999
    separator = draw(st.sampled_from([",", ",", "\u00a0", "\u202f", "\u2009"]))
    printed = f"{whole:,}".replace(",", separator) if grouped else str(whole)
    return Digits(f"{whole}{decimals}", f"{printed}{decimals}")


Units = tuple[Decimal, Decimal, Decimal, Decimal]


def grain(plain: str, exponent: int, kind: str) -> Units:
    """g, h, G and b of a number written ``plain``, with a magnitude or per cent of 10**exponent.

    >>> [str(unit) for unit in grain("300000", 0, "count")]
    ['1E+4', '1E+4', '1E+5', '5E+3']
    >>> [str(unit) for unit in grain("2", 9, "money")]
    ['1E+9', '5E+8', '1E+9', '2.5E+8']
    >>> [str(unit) for unit in grain("20", -2, "share")]
    ['0.01', '0.01', '0.1', '0.005']
    """
    whole, _, decimals = plain.partition(".")
    last = exponent - len(decimals)
    zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
    second = exponent + len(whole.lstrip("0")) - 2
    is_percentage = kind in ("share", "growth") or exponent < 0
    coarse = last if is_percentage else max(last, min(last + zeros, second))
    unit = Decimal(1).scaleb(coarse)
    alone = len((whole + decimals).lstrip("0")) <= 1
    half = unit / 4 if alone and kind in ("money", "count") else unit / 2
    return unit, unit / 2 if alone else unit, Decimal(1).scaleb(last + zeros), half


def meaning(
    row: Row,
    value: Decimal,
    units: Units,
) -> Interval:
    """A row's bounds in numbers."""
    low, high, low_open, high_open = row
    _, h, big, half = units
    with localcontext() as context:
        context.prec = 60
        ends: dict[str, Decimal | None] = {
            "0": Decimal(0),
            "inf": None,
            "v": value,
            "v-g/2": value - half,
            "v+g/2": value + half,
            "v-h": value - h,
            "v+h": value + h,
            "v-G": value - big,
            "v+G": value + big,
        }
    bottom, top = ends[low], ends[high]
    return bottom, top, low_open or bottom is None, high_open or top is None


def within(interval: Interval, kind: str) -> Interval:
    """The interval of a share, which ends at the whole."""
    low, high, low_open, high_open = interval
    if kind == "share" and (high is None or high > 1):
        return low, Decimal(1), low_open, False
    return low, high, low_open, high_open


def printed(
    text: str, kind: str, unit: str | None, hedge: str, plain: str, exponent: int
) -> Printed:
    """The figure of a text whose number is ``plain`` × 10**exponent."""
    value = Decimal(plain).scaleb(exponent)
    units = grain(plain, exponent, kind)
    _, usual, strict = HEDGES[hedge]
    if hedge == "less_than" and kind in ("share", "ratio"):
        usual = ("0", "v", False, True)
    if hedge == "more_than" and kind in ("share", "ratio"):
        usual = _OVER
    return Printed(
        text,
        kind,
        unit,
        hedge,
        value,
        units[0],
        within(meaning(usual, value, units), kind),
        within(meaning(strict, value, units), kind),
    )


@st.composite
def hedges(draw: st.DrawFn, names: Sequence[str] = tuple(HEDGES)) -> tuple[str, str]:
    """One of the hedges ``names`` and one of its words."""
    name = draw(st.sampled_from(names))
    word = draw(st.sampled_from(HEDGES[name][0]))
    return name, draw(st.sampled_from([word, word.capitalize()]))


@st.composite
def money(draw: st.DrawFn, names: Sequence[str] = tuple(HEDGES)) -> Printed:
    """An amount, its currency before or behind; one with neither hedge nor magnitude is exact."""
    number = draw(digits())
    magnitude = draw(st.sampled_from(sorted(MAGNITUDES)))
    code = draw(st.sampled_from(sorted(CURRENCIES)))
    if not magnitude:
        number = number.whole() if code in WITHOUT_DECIMALS else number.as_price()
    hedge, word = draw(hedges(names))
    if draw(st.booleans()):
        text = draw(st.sampled_from(CURRENCIES[code])) + number.printed + magnitude
    else:
        text = number.printed + magnitude + draw(st.sampled_from(NAMES[code]))
    name = "exact" if hedge == "none" and not magnitude else hedge
    return printed(word + text, "money", code, name, number.plain, MAGNITUDES[magnitude])


@st.composite
def shares(draw: st.DrawFn, names: Sequence[str] = tuple(HEDGES)) -> Printed:
    """A percentage of a whole."""
    number = draw(digits(max_whole=99))
    sign = draw(st.sampled_from(["%", " %", "\u202f%", " percent", " per cent"]))
    hedge, word = draw(hedges(names))
    return printed(f"{word}{number.printed}{sign}", "share", None, hedge, number.plain, -2)


@st.composite
def growth(draw: st.DrawFn) -> Printed:
    """A change upwards."""
    number = draw(digits(max_whole=999))
    words = draw(st.sampled_from(["growth of ", "an increase of ", "up by ", "rose by "]))
    hedge, word = draw(hedges())
    text = f"{words}{word.lower()}{number.printed}%"
    return printed(text, "growth", None, hedge, number.plain, -2)


@st.composite
def counts(draw: st.DrawFn) -> Printed:
    """A number of things; whole unless it has a magnitude."""
    number = draw(digits())
    magnitude = draw(st.sampled_from(["", " million", " billion"]))
    if not magnitude:
        number = number.whole()
    noun = draw(st.sampled_from(NOUNS))
    hedge, word = draw(hedges())
    text = f"{word}{number.printed}{magnitude} {noun}"
    if hedge == "none" and not magnitude and int(number.plain) < 100:
        hedge = "exact"
    return printed(text, "count", noun, hedge, number.plain, MAGNITUDES[magnitude])


@st.composite
def ratios(draw: st.DrawFn) -> Printed:
    """A multiple."""
    number = draw(digits(max_whole=99))
    sign = draw(st.sampled_from(["x", "×", " times"]))
    hedge, word = draw(hedges())
    return printed(f"{word}{number.printed}{sign}", "ratio", None, hedge, number.plain, 0)


@st.composite
def durations(draw: st.DrawFn) -> Printed:
    """A time in days, months or years."""
    number = draw(digits(max_whole=999))
    unit = draw(st.sampled_from(["day", "month", "year"]))
    hedge, word = draw(hedges())
    text = f"{word}{number.printed} {unit}s"
    if hedge == "none" and "." not in number.plain and int(number.plain) < 100:
        hedge = "exact"
    return printed(text, "duration", unit, hedge, number.plain, 0)


def figures() -> st.SearchStrategy[Printed]:
    """Any printed figure."""
    return st.one_of(money(), shares(), growth(), counts(), ratios(), durations())
