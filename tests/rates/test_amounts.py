from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel import rates
from dealmodel.errors import DateError, OutOfRange, RateMissing, UnknownCurrency, UsageError
from dealmodel.figures.currencies import CURRENCIES

DAY = date(2025, 4, 25)
CODES = ["USD", "EUR", "CNY", "JPY", "IDR", "GBP", "KRW", "ISK", "DEM", "TRL"]


def expected(amount: Fraction, base: str, quote: str, published) -> Decimal:
    """By hand, and rounded by Python: ``round`` of a fraction is exact and half-even."""
    per_euro = {
        **{code: Fraction(rate) for code, rate in published[DAY].items()},
        "EUR": Fraction(1),
        "DEM": Fraction("1.95583"),
        "TRL": Fraction(published[DAY]["TRY"]) * 1_000_000,
    }
    places = CURRENCIES[quote]
    units = round(amount / per_euro[base] * per_euro[quote] * 10**places)
    digits = tuple(map(int, str(abs(units))))
    return Decimal((int(units < 0), digits, -places))


@pytest.mark.parametrize(
    ("quote", "rounded"), [("USD", "15065.28"), ("EUR", "13265.20"), ("CNY", "109800.00")]
)
@pytest.mark.parametrize("day", ["2025-04-26", date(2025, 4, 26)])
@pytest.mark.parametrize(
    "amount", [109_800, "109800", "109800.00", "1.098E5", Decimal(109_800), Fraction(109_800)]
)
def test_known(amount, day, quote, rounded) -> None:
    assert str(rates.convert(amount, "CNY", quote, day)) == rounded


@settings(max_examples=300)
@given(
    st.one_of(
        st.integers(),
        st.integers(-(10**60), 10**60),
        st.fractions(),
        st.decimals(allow_nan=False, allow_infinity=False),
        st.decimals(-(10**12), 10**12, places=2),
    ),
    st.sampled_from(CODES),
    st.sampled_from(CODES),
)
def test_exact_to_the_minor_unit(published, amount, base, quote) -> None:
    converted = rates.convert(amount, base, quote, DAY)
    assert converted == expected(Fraction(amount), base, quote, published)
    assert converted.as_tuple().exponent == -CURRENCIES[quote]
    if isinstance(amount, Decimal):
        assert rates.convert(str(amount), base, quote, DAY) == converted


@settings(max_examples=200)
@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from([0, 1, -1]),
    st.integers(1, 60),
    st.sampled_from(CODES),
    st.sampled_from(CODES),
)
def test_halves_and_their_neighbours(published, cents, side, distance, base, quote) -> None:
    half = Fraction(2 * cents + 1, 2 * 10 ** CURRENCIES[quote]) + Fraction(side, 10**distance)
    rate = rates.conversion(1, base, quote, DAY).rate
    amount = half / rate
    assert rates.convert(amount, base, quote, DAY) == expected(amount, base, quote, published)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("0.005", "0.00"),
        ("0.015", "0.02"),
        ("0.025", "0.02"),
        ("-0.015", "-0.02"),
        ("0.0250000000000000000000000000000000000000000000000001", "0.03"),
        ("0.0149999999999999999999999999999999999999999999999999", "0.01"),
        ("-0.001", "0.00"),
        ("-0", "0.00"),
        ("1e-4000", None),
        ("1e-3000", "0.00"),
        (".5", "0.50"),
        ("5.", "5.00"),
        ("+7", "7.00"),
    ],
)
def test_ties_go_to_the_even_cent_and_zero_has_no_sign(amount, rounded) -> None:
    if rounded is None:
        assert rates.convert(amount, "USD", "USD", DAY) == 0
    else:
        assert str(rates.convert(amount, "USD", "USD", DAY)) == rounded


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        # 1.005 EUR is 8.3186865 CNY, and 1.015 EUR 8.4014595: a hair more, a hair less.
        ("8.3186865", "1.00"),
        ("8.3186865" + "0" * 29 + "1", "1.01"),
        ("8.3186864" + "9" * 30, "1.00"),
        ("8.4014595", "1.02"),
        ("8.4014595" + "0" * 29 + "1", "1.02"),
        ("8.4014594" + "9" * 30, "1.01"),
    ],
)
def test_a_hair_beside_a_half(amount: str, rounded: str) -> None:
    assert str(rates.convert(amount, "CNY", "EUR", DAY)) == rounded
    assert str(rates.convert(Decimal(amount), "CNY", "EUR", DAY)) == rounded


@settings(max_examples=200)
@given(st.integers(10**27, 10**42), st.integers(0, 6))
def test_amounts_at_the_edge_of_quick_arithmetic(published, digits: int, places: int) -> None:
    amount = Decimal(f"{digits}e-{places}")
    converted = rates.convert(amount, "CNY", "EUR", DAY)
    assert converted == expected(Fraction(amount), "CNY", "EUR", published)


@pytest.mark.parametrize("digits", [29, 37, 38, 39, 60, 1000, 3900])
def test_huge_amounts_keep_every_digit(digits: int) -> None:
    amount = 10**digits + 1
    text = f"{amount}.25"
    assert str(rates.convert(text, "USD", "USD", DAY)) == text
    assert rates.convert(amount, "USD", "USD", DAY) == amount


def test_the_minor_units_of_the_quote() -> None:
    assert str(rates.convert(100, "EUR", "JPY", DAY)).isdigit()
    assert rates.convert(100, "EUR", "KRW", DAY).as_tuple().exponent == 0


@pytest.mark.parametrize(
    "amount",
    [
        *(1.5, float("nan"), True, None, b"1", [1], 1j),
        *(Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), Decimal("-Infinity")),
        *("", " 1", "1 ", "1,5", "1_000", "109,800", "nan", "inf", "0x10", "1/3", "1e", "--1"),
        *("١٢", "１２"),
    ],
    ids=repr,
)
def test_what_is_no_exact_amount_is_refused(amount) -> None:
    for convert in (rates.convert, rates.conversion):
        with pytest.raises(UsageError, match="not an exact amount"):
            convert(amount, "CNY", "USD", DAY)


@pytest.mark.parametrize(
    "amount",
    [10**5000, -(10**5000), "1" * 5000, "1e9999", Decimal("1E+999999"), Fraction(1, 10**5000)],
    ids=["int", "negative", "text", "exponent", "decimal", "fraction"],
)
def test_an_amount_that_no_one_could_use_is_refused(amount) -> None:
    with pytest.raises(OutOfRange, match="at most 4000 digits"):
        rates.convert(amount, "CNY", "USD", DAY)


def test_the_day_and_the_currencies_are_checked() -> None:
    with pytest.raises(DateError, match="is it 2025-04-26"):
        rates.convert(1, "CNY", "USD", "26/04/2025")
    with pytest.raises(DateError, match="2025-04 is not a day"):
        rates.convert(1, "CNY", "USD", "2025-04")
    with pytest.raises(UnknownCurrency):
        rates.convert(1, "CNY", "USB", DAY)
    with pytest.raises(RateMissing):
        rates.convert(1, "CNY", "USD", "1990-01-01")
    with pytest.raises(RateMissing):
        rates.convert(1, "CNY", "USD", "9999-01-01")


def test_a_datetime_is_its_day() -> None:
    evening = datetime(2025, 4, 26, 22, 30, tzinfo=UTC)
    assert rates.convert(109_800, "CNY", "USD", evening) == Decimal("15065.28")


def test_the_record_has_everything() -> None:
    done = rates.conversion("109800", "CNY", "USD", "2025-04-26")
    assert (done.amount, done.base, done.quote) == (109_800, "CNY", "USD")
    assert (done.requested, done.used, done.age_days) == ("2025-04-26", DAY, 1)
    assert done.rate == Fraction(11357, 82773)
    assert done.exact == 109_800 * Fraction(11357, 82773)
    assert str(done.rounded) == "15065.28"
    assert done.source == "European Central Bank euro reference rates, 2025-04-25"
    assert done.warnings == ()
    assert "irrevocable" in rates.conversion(1, "DEM", "EUR", DAY).warnings[0]


def test_the_callers_decimal_context_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        context.Emax, context.Emin = 2, -2
        assert str(rates.convert("109800", "CNY", "USD", DAY)) == "15065.28"
        assert str(rates.convert(10**40, "CNY", "CNY", DAY)) == f"{10**40}.00"


def test_threads_agree() -> None:
    jobs = [
        (str(number), base, quote, date(2024, 1, 2 + number % 27))
        for number in range(400)
        for base, quote in (("CNY", "USD"), ("EUR", "JPY"), ("DEM", "GBP"))
    ]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda job: rates.convert(*job), jobs))
    assert together == [rates.convert(*job) for job in jobs]


def test_the_public_names() -> None:
    assert sorted(rates.__all__) == ["Converted", "conversion", "convert"]
    assert not hasattr(rates, "nothing")
