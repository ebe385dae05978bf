"""The table of currencies, beside py-moneyed's, and every code, sign and name read in a text."""

from __future__ import annotations

import moneyed
import pytest
from babel.core import get_global
from babel.numbers import get_territory_currencies

from dealmodel.errors import AmbiguousFigure
from dealmodel.figures.currencies import (
    CURRENCIES,
    LOWER_CODES,
    NAMES,
    SIGNS,
    SUGGESTED,
    WORDLIKE_CODES,
    Reading,
)
from dealmodel.figures.reader import figure, find_figures

# In force since moneyed's table was drawn up.
NEWER = {"XCG", "ZWG"}
READABLE = sorted(code for code in CURRENCIES if code != "XXX")


def test_every_code_is_known_elsewhere_too() -> None:
    assert set(CURRENCIES) - NEWER <= set(moneyed.CURRENCIES)


@pytest.mark.parametrize("code", sorted(set(CURRENCIES) - NEWER))
def test_minor_units_are_those_of_the_other_table(code: str) -> None:
    assert 10 ** CURRENCIES[code] == moneyed.CURRENCIES[code].sub_unit


def test_no_currency_that_is_tender_somewhere_is_missing() -> None:
    tender = {
        code
        for territory in get_global("territory_currencies")
        for code in get_territory_currencies(territory)
    }
    assert len(tender) > 150
    assert tender <= set(CURRENCIES)


@pytest.mark.parametrize("code", READABLE)
def test_every_code_is_read_before_and_behind_an_amount(code: str) -> None:
    for text in (f"{code} 5,000", f"5,000 {code}", f"{code}1,234", f"{code} 5 million"):
        read = figure(text)
        assert (read.kind, read.unit.text) == ("money", code), text


@pytest.mark.parametrize("code", sorted(WORDLIKE_CODES))
def test_a_code_that_is_a_word_needs_an_amount_that_looks_like_one(code: str) -> None:
    [amount] = SIGNS.get(code, Reading((code,))).codes
    assert figure(f"paid {code} 1,250 each").unit.text == amount
    assert figure(f"paid {code} 12.50 each").unit.text == amount
    assert figure(f"{code} 5").unit.text == amount
    assert not find_figures(f"the {code} 5 rule")
    assert all(one.kind != "money" for one in find_figures(f"BUY 5 {code} NEW CARS"))


@pytest.mark.parametrize("code", sorted(LOWER_CODES - {"rmb"}))
def test_some_codes_are_read_in_small_letters(code: str) -> None:
    assert figure(f"{code} 5,000").unit.text == code.upper()
    assert figure(f"5,000 {code}").unit.text == code.upper()


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_is_read_behind_an_amount_or_refused_with_its_currencies(sign: str) -> None:
    codes = SIGNS[sign].codes
    if len(codes) > 1:
        with pytest.raises(AmbiguousFigure) as caught:
            figure(f"5,000 {sign}")
        assert set(caught.value.readings) == set(codes)
    else:
        read = figure(f"5,000 {sign}")
        assert (read.kind, read.unit.text) == ("money", codes[0])
        assert SIGNS[sign].note in read.why


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_read_or_refused_with_its_currencies(name: str) -> None:
    codes = NAMES[name].codes
    for printed in (name, f"{name}s", name.title()):
        if len(codes) > 1:
            with pytest.raises(AmbiguousFigure):
                figure(f"5,000 {printed}")
        else:
            assert figure(f"5,000 {printed}").unit.text == codes[0], printed


def test_signs_and_names_stand_for_known_currencies() -> None:
    for reading in (*SIGNS.values(), *NAMES.values()):
        assert reading.codes
        assert set(reading.codes) <= set(CURRENCIES)


def test_a_bare_dollar_says_that_it_is_read_as_usd() -> None:
    assert "USD" in figure("$5").why
    assert figure("US$5").why == "taken exactly as printed"


def test_what_is_suggested_is_a_currency_with_an_amount() -> None:
    assert {"USD", "EUR", "CNY", "KWD"} <= set(SUGGESTED) <= set(CURRENCIES)
    assert not {"XAU", "XXX", "XTS"} & set(SUGGESTED)
