"""What would reconcile two figures: each remedy is carried out here again, from its words, and the
two must then share a number."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.calculators.accounts import accounts
from dealmodel.calculators.reconciliation import Pair, reconcile
from dealmodel.calculators.remedies import Remedy, rate_window, remedies
from dealmodel.calculators.sides import Side, common_unit, side
from dealmodel.figures.bounds import Bounds, overlap
from dealmodel.rates.catalogue import source_for
from dealmodel.rates.formula import Exchange
from dealmodel.rates.remembered import RememberedRates

ON = "2024-05-07"
"""The ECB had 1.0766 dollars for one euro."""


def pair(left: str, right: str, on: str | None = None) -> Pair:
    [found] = reconcile([left, right], on=on).pairs
    return found


def kinds(left: str, right: str, on: str | None = None) -> list[str]:
    return [remedy.kind for remedy in pair(left, right, on).remedies]


def texts(left: str, right: str, on: str | None = None) -> list[str]:
    return [remedy.text for remedy in pair(left, right, on).remedies]


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("20%", "21%", "20% is cut off, not rounded"),
        ("20%", "21%", "21% is rounded up"),
        ("20%", "21%", "20% reads 21%"),
        ("exactly 288,400 cars", "289,000 cars", "289,000 cars is rounded up"),
        ("9.89%", "8.99%", "9.89% reads 8.99%"),
        ("$113.5", "$131.5", "$113.5 reads $131.5"),
        ("1,234 cars", "2,134 cars", "1,234 cars reads 2,134 cars"),
        ("growth of 104%", "growth of 204%", "per cent of the earlier figure: growth of 104%"),
        ("$1.6 billion", "$1.6 million", "$1.6 million is 1,000 times too small"),
        ("2%", "0.2%", "2% is 10 times too large"),
    ],
)
def test_slips_that_writers_make_are_named(left: str, right: str, text: str) -> None:
    for both in ((left, right), (right, left)):
        assert any(text in told for told in texts(*both)), texts(*both)


def test_the_smallest_change_comes_first() -> None:
    assert kinds("20%", "21%") == ["rounding", "rounding", "last_digit", "last_digit"]
    assert kinds("1.2 million cars", "12 million cars") == ["power_of_ten", "power_of_ten"]
    assert kinds("12.0 million cars", "21.0 million cars")[-2:] == [
        "swapped_digits",
        "swapped_digits",
    ]


def test_another_currency_with_the_same_digits() -> None:
    # HK$1.8 billion and US$1.8 billion are not one amount at 7.82 to the dollar.
    assert "HK$1.8 billion is in USD" in texts("HK$1.8 billion", "US$1.8 billion", ON)


def test_the_rate_of_another_day() -> None:
    # 100 million euros at 1.0952 to 1.0958 dollars; the last such day before 7 May 2024.
    [remedy] = [r for r in pair("$109.55 million", "exactly €100 million", ON).remedies
                if r.kind == "rate_date"]  # fmt: skip
    day = re.search(r"rate of (\d{4}-\d\d-\d\d)", remedy.text)
    assert day is not None
    rate = Exchange.on_day(day[1]).between("EUR", "USD").cross
    assert Fraction("1.09545") <= rate <= Fraction("1.09555")
    assert remedy.of == "exactly €100 million"


def test_without_dates_any_day_from_a_year_before_to_a_year_after_may_be_meant() -> None:
    left, right = sides("$110 million", "€90 million", ON)
    first, last = rate_window(left, right, Exchange.on_day(ON))
    assert (str(first), str(last)) == ("2023-05-07", "2025-05-08")
    sources = {"a": dm.Source(publisher="A", published="2024-06")}
    said = [dm.Claim(says=says, source="a") for says in ("$110 million", "€90 million")]
    [found] = reconcile(said, sources=sources, on=ON).pairs
    first, last = rate_window(found.left, found.right, Exchange.on_day(ON))
    assert (str(first), str(last)) == ("2023-05-07", "2024-06-30")


def test_a_round_amount_may_be_rounded_more_than_it_shows() -> None:
    # 107,660 dollars, told as 110,000.
    assert "$110,000 is rounded to 10,000 USD" in texts("€100,000", "$110,000", ON)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("about 20%", "about 27%"),
        ("nearly 300,000 cars", "just over 433,000 cars"),
        ("growth of -5%", "growth of 5%"),
        ("between 20% and 21%", "between 25% and 26%"),
    ],
)
def test_what_no_small_change_mends_has_no_remedy(left: str, right: str) -> None:
    assert kinds(left, right) == []


def test_what_can_be_one_needs_no_remedy() -> None:
    assert pair("20%", "about 21%").remedies == ()
    assert pair("20%", "20%").remedies == ()


def test_as_a_record() -> None:
    remedy = pair("$1.6 billion", "$1.6 million").remedies[0]
    assert remedy.to_dict() == {
        "kind": "power_of_ten",
        "text": "$1.6 million is 1,000 times too small",
        "of": "$1.6 million",
    }


def sides(left: str, right: str, on: str) -> tuple[Side, Side]:
    given = accounts([left, right])
    found = [side(each, common_unit(given), Exchange.on_day(on)) for each in given]
    assert isinstance(found[0], Side)
    assert isinstance(found[1], Side)
    return found[0], found[1]


def carried_out(remedy: Remedy, changed: Side, other: Side) -> tuple[Bounds, Bounds]:
    """What the two figures can mean in one unit once the remedy is taken by its word."""
    figure = changed.figure
    value, half = figure.value or Fraction(0), figure.granularity / 2
    text = remedy.text.removeprefix(figure.verbatim).strip()
    if remedy.kind == "rate_date":
        assert changed.conversion is not None
        currencies = changed.conversion.base, changed.conversion.quote
        rate = Exchange.on_day(text.split()[5].rstrip(",")).between(*currencies).cross
        return times(figure.bounds, rate), other.bounds
    if remedy.kind == "currency":
        return figure.bounds, other.figure.bounds
    if remedy.kind == "power_of_ten":
        power = int(text.split()[1].replace(",", ""))
        factor = Fraction(power) if text.endswith("small") else Fraction(1, power)
        return times(changed.bounds, factor), other.bounds
    if text == "is cut off, not rounded":
        meant = Bounds(value, value + 2 * half, high_open=True)
    elif text == "is rounded up":
        meant = Bounds(value - 2 * half, value, low_open=True)
    elif text.startswith("is rounded to "):
        step = dm.figure(text.removeprefix("is rounded to ")).value or Fraction(0)
        meant = Bounds(value - step / 2, value + step / 2)
    else:
        read = dm.figure(
            text.removeprefix("reads ").removeprefix("is per cent of the earlier figure: ")
        )
        meant = read.bounds
        if remedy.kind == "last_digit":  # as exact as the figure was
            width = figure.bounds.width or Fraction(0)
            point = read.value or Fraction(0)
            meant = Bounds(point - width / 2, point + width / 2)
    rate = changed.conversion.cross if changed.conversion else Fraction(1)
    return times(meant, rate), other.bounds


def times(bounds: Bounds, factor: Fraction) -> Bounds:
    low, high = bounds.low, bounds.high
    return Bounds(
        None if low is None else low * factor,
        None if high is None else high * factor,
        bounds.low_open,
        bounds.high_open,
    )


HEDGES = st.sampled_from(["", "", "exactly ", "about ", "nearly "])


def amounts(number: int) -> st.SearchStrategy[str]:
    """The number, or one that a slip makes of it, of dollars or euros."""
    slips = {number, number + 1, number - 2, int(str(number)[::-1]), 10 * number, 2 * number}
    return st.builds(
        "{}{}{}{}".format,
        HEDGES,
        st.sampled_from("€$"),
        st.sampled_from(sorted(slips)).map("{:,}".format),
        st.sampled_from([" million", ".0 million", ""]),
    )


RATES = Exchange.on_day(ON, rates=RememberedRates(source_for("ecb")))


@given(st.integers(11, 9_999).flatmap(lambda number: st.tuples(amounts(number), amounts(number))))
def test_after_each_remedy_the_two_share_a_number(said: tuple[str, str]) -> None:
    a, b = sides(*said, ON)
    for remedy in remedies(a, b, RATES):
        both_ways = [each for each in ((a, b), (b, a)) if each[0].account.says == remedy.of]
        assert any(overlap(*carried_out(remedy, *each)) for each in both_ways), remedy
