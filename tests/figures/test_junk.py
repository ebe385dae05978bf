"""A word nobody knows, glued to an amount or behind it: never dropped, never read.

Every way of writing an amount is listed here, so that nothing is shared with the code under test:
what is before the number, the number, its magnitude, what is behind. The junk is made of letters
that no unit, magnitude, noun or currency is made of.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dealmodel.errors import FigureError
from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import figure, figure_with_conversions, find_figures
from dealmodel.figures.reading import Figures

# Currency: what stands before the number, and what behind its magnitude.
PREFIXES: dict[str, tuple[str, ...]] = {
    "USD": ("$", "US$", "US $", "USD ", "USD"),
    "EUR": ("€", "€ ", "EUR "),
    "GBP": ("£", "GBP "),
    "CNY": ("RMB ", "RMB", "CN¥", "CNY "),
    "JPY": ("JP¥", "JPY "),
    "HKD": ("HK$", "HK $", "HKD "),
    "AUD": ("A$", "$A", "AUD "),
    "NZD": ("NZ$",),
    "CAD": ("C$", "CAD "),
    "SGD": ("S$", "SGD "),
    "INR": ("₹", "Rs ", "INR "),
    "KRW": ("₩", "KRW "),
    "CHF": ("CHF ",),
    "MYR": ("RM", "RM "),
    "NOK": ("NKr ", "NOK "),
    "SEK": ("SKr ", "SEK "),
    "DKK": ("DKr ", "DKK "),
    "BRL": ("R$",),
}
SUFFIXES: dict[str, tuple[str, ...]] = {
    "USD": (" dollars", " US dollars", " USD"),
    "EUR": (" euros", " €", "€", " EUR"),
    "CNY": (" yuan", " renminbi", " RMB"),
    "JPY": (" yen",),
    "GBP": (" pounds sterling", " GBP"),
    "HKD": (" Hong Kong dollars", " HKD"),
    "KRW": (" won",),
    "CHF": (" Swiss francs",),
}
MAGNITUDES = {
    "": 1,
    " thousand": 10**3,
    "k": 10**3,
    " million": 10**6,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    " mn": 10**6,
    " mln": 10**6,
    " Mio": 10**6,
    " billion": 10**9,
    "bn": 10**9,
    " bn": 10**9,
    "bln": 10**9,
    " Mrd": 10**9,
    " trillion": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    " lakh": 10**5,
    " crore": 10**7,
    " cr": 10**7,
}
HEDGES = {
    "": "none",
    "exactly ": "exact",
    "about ": "about",
    "around ": "about",
    "roughly ": "about",
    "some ": "about",
    "~": "about",
    "nearly ": "nearly",
    "almost ": "nearly",
    "just under ": "nearly",
    "just over ": "just_over",
    "more than ": "more_than",
    "over ": "more_than",
    "at least ": "at_least",
    "no less than ": "at_least",
    "less than ": "less_than",
    "under ": "less_than",
    "at most ": "at_most",
    "no more than ": "at_most",
    "up to ": "up_to",
}
NUMBERS = {
    "5": Fraction(5),
    "21": Fraction(21),
    "380": Fraction(380),
    "1.5": Fraction(3, 2),
    "43.8": Fraction(219, 5),
    "7.25": Fraction(29, 4),
    "15,115": Fraction(15_115),
    "109,800": Fraction(109_800),
    "300,000": Fraction(300_000),
    "1,234,567": Fraction(1_234_567),
}
PERCENT = ("%", " %", " percent", " per cent")
NOUNS = (" cars", " vehicles", " shares", " people")

# Sentences with one place for an amount, between two other figures.
SENTENCES = (
    ("The fund paid 13.75% for it, then {}, and later 6,400 vans.", "13.75%", "6,400 vans"),
    ("It holds 13.75%. It also paid {}. It makes 6,400 vans.", "13.75%", "6,400 vans"),
    ("After 13.75% there was {}; there were 6,400 vans.", "13.75%", "6,400 vans"),
    ("(13.75%) and {} (6,400 vans)", "13.75%", "6,400 vans"),
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as text, and what it means."""

    text: str
    kind: str
    unit: str | None
    value: Fraction
    hedge: str
    has_magnitude: bool
    ends_in_word: bool
    """Whether a word stands at its end, apart: what is glued to that is another word."""

    def is_read_as(self, read: Figure) -> bool:
        return (read.kind, read.unit.text, read.value, read.hedge) == (
            self.kind,
            self.unit,
            self.value,
            self.hedge,
        )


@st.composite
def monies(draw: st.DrawFn, *, with_suffix: bool = True) -> Amount:
    """Money with its currency before or behind, every magnitude and every hedge."""
    number, magnitude = draw(st.sampled_from(list(NUMBERS))), draw(st.sampled_from([*MAGNITUDES]))
    word = draw(st.sampled_from(list(HEDGES)))
    if with_suffix and draw(st.booleans()):
        code = draw(st.sampled_from(list(SUFFIXES)))
        before, behind = "", draw(st.sampled_from(SUFFIXES[code]))
    else:
        code = draw(st.sampled_from(list(PREFIXES)))
        before, behind = draw(st.sampled_from(PREFIXES[code])), ""
    hedge = HEDGES[word]
    if hedge == "none" and not magnitude:
        hedge = "exact"
    return Amount(
        f"{word}{before}{number}{magnitude}{behind}",
        "money",
        code,
        NUMBERS[number] * MAGNITUDES[magnitude],
        hedge,
        bool(magnitude),
        (behind or magnitude).startswith(" ") and behind != " €",
    )


@st.composite
def percentages(draw: st.DrawFn) -> Amount:
    number = draw(st.sampled_from(["5", "21", "1.5", "43.8", "7.25"]))
    word, sign = draw(st.sampled_from(list(HEDGES))), draw(st.sampled_from(PERCENT))
    value = NUMBERS[number] / 100
    return Amount(
        f"{word}{number}{sign}", "share", None, value, HEDGES[word], False, sign[-1] != "%"
    )


@st.composite
def counts(draw: st.DrawFn) -> Amount:
    number = draw(st.sampled_from(["380", "15,115", "109,800", "300,000"]))
    magnitude = draw(st.sampled_from(["", " million", " billion", "k"]))
    word, noun = draw(st.sampled_from(list(HEDGES))), draw(st.sampled_from(NOUNS))
    value = NUMBERS[number] * MAGNITUDES[magnitude]
    text = f"{word}{number}{magnitude}{noun}"
    return Amount(text, "count", noun.strip(), value, HEDGES[word], bool(magnitude), True)


def amounts() -> st.SearchStrategy[Amount]:
    return st.one_of(monies(), percentages(), counts())


# Syllables and endings that make no English word, unit, code or magnitude.
_VOWELS, _ENDS = "aeiou", ("q", "zz", "vv", "jq")


def junk() -> st.SearchStrategy[str]:
    """A word that nobody knows: never empty, never a plural, never an abbreviation."""
    syllable = st.tuples(st.sampled_from(["zz", "qr", "vj", "xq", "wv"]), st.sampled_from(_VOWELS))
    syllables = st.lists(syllable.map("".join), min_size=1, max_size=2).map("".join)
    return st.tuples(syllables, st.sampled_from(_ENDS)).map("".join)


def slips(word: str) -> list[str]:
    """Every word that one letter too few, or two letters swapped, makes of ``word``."""
    fewer = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    swapped = {
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)
    }
    return sorted((fewer | swapped) - {word})


# Each slip, and the magnitude that it is of.
SLIPS = {
    slip: word for word in ("million", "billion", "trillion", "thousand") for slip in slips(word)
} | {"millionn": "million", "billiom": "billion", "trilliun": "trillion", "thousamd": "thousand"}
ILLIONS = ("zillion", "gazillion", "bajillion", "jillion", "squillion", "kazillion", "umptillion")


def assert_refusals_stand_apart(text: str, found: Figures) -> None:
    """Nothing that was read overlaps what was refused; both are of the text."""
    for one in (*found, *found.refused):
        assert text[slice(*one.span)] == one.verbatim
    for refusal in found.refused:
        for one in found:
            assert one.span[1] <= refusal.span[0] or refusal.span[1] <= one.span[0]


def assert_others_are_read(found: Figures, first: str, last: str) -> None:
    assert [first, last] == [found[0].verbatim, found[-1].verbatim]


@given(amounts())
def test_without_junk_it_means_what_was_meant(stated: Amount) -> None:
    assert stated.is_read_as(figure(stated.text))


@given(amounts(), st.sampled_from(SENTENCES))
def test_in_a_sentence_it_means_the_same(stated: Amount, sentence: tuple[str, str, str]) -> None:
    whole, first, last = sentence
    text = whole.format(stated.text)
    found = find_figures(text)
    assert len(found) == 3
    assert_others_are_read(found, first, last)
    assert stated.is_read_as(found[1])
    assert found.refused == ()


@given(amounts(), junk(), st.sampled_from(["", " ", ", ", " (", "\n"]))
def test_junk_behind_one_amount_is_an_error_that_shows_it(
    stated: Amount, word: str, between: str
) -> None:
    assume(between or not stated.ends_in_word)
    text = f"{stated.text}{between}{word}"
    for ask in (figure, figure_with_conversions):
        with pytest.raises(FigureError) as caught:
            ask(text)
        assert word in caught.value.message
        start, end = caught.value.span
        assert 0 <= start < end <= len(text)


@given(amounts(), junk(), st.sampled_from([" ", ", ", ": "]))
def test_junk_before_one_amount_is_an_error_that_shows_it(
    stated: Amount, word: str, between: str
) -> None:
    text = f"{word}{between}{stated.text}"
    with pytest.raises(FigureError) as caught:
        figure(text)
    assert word in caught.value.message


@given(monies(), junk(), st.sampled_from(SENTENCES))
def test_an_amount_with_junk_glued_to_it_is_refused_in_a_sentence(
    stated: Amount, word: str, sentence: tuple[str, str, str]
) -> None:
    assume(not stated.ends_in_word)
    whole, first, last = sentence
    text = whole.format(f"{stated.text}{word}")
    found = find_figures(text)
    assert_refusals_stand_apart(text, found)
    assert_others_are_read(found, first, last)
    assert all(one.value != stated.value for one in found)
    assert any(word in refusal.verbatim or word in refusal.message for refusal in found.refused)


@given(monies(with_suffix=False), st.sampled_from([*SLIPS, *ILLIONS]), st.sampled_from(SENTENCES))
def test_a_slip_of_a_magnitude_is_refused_in_a_sentence(
    stated: Amount, slip: str, sentence: tuple[str, str, str]
) -> None:
    assume(not stated.has_magnitude)
    whole, first, last = sentence
    for between in (" ", ""):
        text = whole.format(f"{stated.text}{between}{slip}")
        found = find_figures(text)
        assert_refusals_stand_apart(text, found)
        assert_others_are_read(found, first, last)
        assert len(found) == 2
        [refusal] = found.refused
        assert refusal.verbatim.endswith(slip)
        assert slip in refusal.message
        with pytest.raises(FigureError):
            figure(f"{stated.text}{between}{slip}")


@pytest.mark.parametrize("slip", SLIPS)
def test_the_magnitude_that_is_meant_is_shown(slip: str) -> None:
    with pytest.raises(FigureError) as caught:
        figure(f"$1.6 {slip}")
    assert slip in caught.value.message
    assert SLIPS[slip] in caught.value.message


@given(st.sampled_from([*SLIPS, *ILLIONS]), st.sampled_from(["380", "1.5", "15,115", "5"]))
def test_a_slip_before_a_noun_is_refused_too(slip: str, number: str) -> None:
    text = f"It sold {number} {slip} cars and 6,400 vans for 13.75%."
    found = find_figures(text)
    assert_refusals_stand_apart(text, found)
    assert [one.verbatim for one in found] == ["6,400 vans", "13.75%"]
    [refusal] = found.refused
    assert slip in refusal.verbatim


@settings(max_examples=60)
@example(["$5", "zzaq"])
@given(
    st.lists(
        amounts().map(lambda one: one.text)
        | junk()
        | st.sampled_from([*SLIPS, "and", "for", "to", "or", "(", ")", ",", "per", "of", "¥5"]),
        max_size=8,
    )
)
def test_nothing_that_is_read_overlaps_what_is_refused(words: list[str]) -> None:
    for between in (" ", ""):
        text = between.join(words)
        assert_refusals_stand_apart(text, find_figures(text))
