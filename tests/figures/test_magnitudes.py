"""Words and signs that multiply a number: each with what it stands for."""

from __future__ import annotations

import pytest

from dealmodel.figures.reader import figure, find_figures

OF_MONEY = {
    10**2: "hundred hundreds",
    10**3: "k K thousand thousands thou tsd grand",
    10**5: "lakh lakhs lac lacs",
    10**6: "m M mm MM mn mln mlns million millions mil mill mills mio Mio ml",
    10**7: "crore crores cr crs",
    10**9: "b B bn bln bl bil bils blns billion billions milliard milliards mrd Mrd mld md",
    10**12: "T tn trn tln tr tril trln trillion trillions",
}
OF_THINGS = {
    12: "dozen dozens",
    10**2: "hundred",
    10**3: "k thousand",
    10**5: "lakh",
    10**6: "m mn mio million",
    10**7: "crore",
    10**9: "bn billion mrd",
    10**12: "tn trillion",
}
HAN = {
    10**2: "百",
    10**3: "千",
    10**4: "万 萬",
    10**7: "千万",
    10**8: "亿 億",
    10**12: "兆 万亿",
}


def listed(words: dict[int, str]) -> list[tuple[str, int]]:
    return [(word, factor) for factor, text in words.items() for word in text.split()]


@pytest.mark.parametrize(("word", "factor"), listed(OF_MONEY))
def test_an_amount(word: str, factor: int) -> None:
    read = figure(f"$5.25 {word}")
    assert (read.value * 100, read.unit.text, read.span[1]) == (525 * factor, "USD", 6 + len(word))
    assert read.granularity * 100 == factor


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("30 MUSD", 30_000_000, "USD"),
        ("250 TEUR", 250_000, "EUR"),
        ("5 KUSD", 5_000, "USD"),
        ("5 kEUR", 5_000, "EUR"),
        ("5.25 kEUR", 5_250, "EUR"),
    ],
)
def test_a_letter_before_a_code(text: str, value: int, unit: str) -> None:
    read = figure(text)
    assert (read.value, read.unit.text, read.verbatim) == (value, unit, text)


@pytest.mark.parametrize("text", ["($1.5) billion", "(1.5) billion", "a loss of ($1.5) bn"])
def test_a_bracket_between_a_number_and_its_magnitude_is_refused(text: str) -> None:
    found = find_figures(text)
    assert list(found) == []
    (refused,) = found.refused
    assert "the bracket parts the number from its magnitude" in refused.message


@pytest.mark.parametrize("text", ["$1.5) billion", "paid (about $1.5 billion)", "($1.5) per share"])
def test_other_brackets_part_nothing(text: str) -> None:
    assert [one.unit.text for one in find_figures(text)] == ["USD"]


@pytest.mark.parametrize(("word", "factor"), listed(OF_THINGS))
def test_a_count(word: str, factor: int) -> None:
    read = figure(f"5.25 {word} cars")
    assert (read.value * 100, read.unit.text) == (525 * factor, "cars")


@pytest.mark.parametrize(("word", "factor"), listed(HAN))
def test_in_han(word: str, factor: int) -> None:
    assert figure(f"5.25{word}辆").value * 100 == 525 * factor
    assert figure(f"5.25{word}元").value * 100 == 525 * factor
