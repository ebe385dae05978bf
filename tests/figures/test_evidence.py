"""Signs that several currencies share: what settles them, what does not, and that it is told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.errors import AmbiguousFigure
from dealmodel.figures.reader import figure, find_figures

# Text: the currency, and the word that settles it.
BY_A_COUNTRY = {
    "The Chinese maker raised ¥380 million.": ("CNY", "Chinese"),
    "In China it costs ¥109,800.": ("CNY", "China"),
    "Beijing paid ¥500 million for it.": ("CNY", "Beijing"),
    "The Japanese carmaker paid ¥80 billion.": ("JPY", "Japanese"),
    "In Japan it costs ¥3,200,000.": ("JPY", "Japan"),
    "Shares in Tokyo rose to ¥2,450.": ("JPY", "Tokyo"),
    "The Swedish group paid kr 45 million.": ("SEK", "Swedish"),
    "In Sweden it costs 499,000 kr.": ("SEK", "Sweden"),
    "In Norway it costs 450,000 kr.": ("NOK", "Norway"),
    "The Danish insurer paid 45 million kr.": ("DKK", "Danish"),
    "The Icelandic bank paid 45 million kr.": ("ISK", "Icelandic"),
    "A fund in Stockholm paid kr 300 million.": ("SEK", "Stockholm"),
    "The Mexican plant cost 500 million pesos.": ("MXN", "Mexican"),
    "In Chile it costs 500 million pesos.": ("CLP", "Chile"),
}
# About 150 yen and 7 yuan to a dollar; 80/0.52 = 153.8, 109,800/15,115 = 7.3.
BY_A_CONVERSION = {
    "¥80 billion ($520 million)": ("JPY", Fraction(80 * 10**9)),
    "¥109,800 ($15,115)": ("CNY", Fraction(109_800)),
    "¥1.5 billion (US$210 million)": ("CNY", Fraction(1_500_000_000)),
    "¥1.5 billion (US$10 million)": ("JPY", Fraction(1_500_000_000)),
    "¥3,200,000 (€19,900)": ("JPY", Fraction(3_200_000)),
    "¥500 million, or about $70 million": ("CNY", Fraction(500_000_000)),
    "¥500 million, or about $3.3 million": ("JPY", Fraction(500_000_000)),
}
UNSETTLED = (
    "It paid ¥80 billion.",
    "A Chinese and a Japanese bank paid ¥80 billion.",
    "The bank in Tokyo and that in Shanghai paid ¥80 billion.",
    "It paid ¥80 billion to its German rival.",
    "It paid kr 45 million.",
    "A Swedish and a Norwegian fund paid kr 45 million.",
    "A fund from Denmark sold it to one from Sweden for 45 million kr.",
    "It costs 500 pesos.",
    # A hundred to a dollar is neither; 20 to a dollar no more.
    "¥500 ($25)",
)


@pytest.mark.parametrize("text", BY_A_COUNTRY)
def test_a_country_settles_it_and_why_names_the_word(text: str) -> None:
    code, word = BY_A_COUNTRY[text]
    [read] = find_figures(text)
    assert (read.kind, read.unit.text) == ("money", code)
    assert word in read.why
    assert code in read.why


@pytest.mark.parametrize("text", BY_A_CONVERSION)
def test_its_own_conversion_settles_it_and_why_says_so(text: str) -> None:
    code, value = BY_A_CONVERSION[text]
    first, second = find_figures(text)
    assert (first.unit.text, first.value) == (code, value)
    assert (first.linked_to, second.linked_to) == (1, 0)
    assert code in first.why
    assert "conversion" in first.why


@pytest.mark.parametrize("text", UNSETTLED)
def test_nothing_else_settles_it(text: str) -> None:
    found = find_figures(text)
    [refusal] = found.refused
    assert refusal.code == "ambiguous-figure"
    assert len(refusal.readings) > 1
    assert all(one.unit.text in ("USD", None) for one in found)


def test_alone_it_is_an_error_that_offers_the_currencies() -> None:
    with pytest.raises(AmbiguousFigure) as caught:
        figure("¥500 million")
    assert caught.value.readings == ("CNY", "JPY")


def test_the_country_of_the_sentence_counts_before_one_further_away() -> None:
    text = "The Japanese firm waited. The Chinese one paid ¥380 million."
    assert [one.unit.text for one in find_figures(text)] == ["CNY"]


def test_each_sign_is_settled_by_its_own_sentence() -> None:
    text = "In Japan it costs ¥3,200,000. In China it costs ¥109,800."
    assert [one.unit.text for one in find_figures(text)] == ["JPY", "CNY"]


@pytest.mark.parametrize("text", ["CN¥500", "JP¥500", "500 yuan", "500 yen", "NKr 500", "DKr 500"])
def test_a_sign_of_one_currency_needs_no_evidence_and_heeds_none(text: str) -> None:
    code = figure(text).unit.text
    for country in ("China", "Japan", "Sweden", "Norway"):
        [read] = find_figures(f"In {country} it costs {text}.")
        assert read.unit.text == code


def test_a_bare_dollar_is_of_the_united_states_and_says_so() -> None:
    for text in ("$500", "In Canada it paid $500.", "$1.5 billion"):
        [read] = find_figures(text)
        assert read.unit.text == "USD"
        assert "USD" in read.why
