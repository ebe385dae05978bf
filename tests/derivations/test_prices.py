"""Prices on another basis and side by side; worked out by hand from printed prices."""

from __future__ import annotations

from fractions import Fraction

import pytest

import dealmodel as dm
from dealmodel.derivations.answers import Derived
from tests.checks.books import book, claims, entry


def price(key: str, says: str, basis: str = "list", on: str = "2025-08", **fields: str) -> str:
    given = {"product": "T03", "basis": basis, "on": on, "amount": claims(says)}
    return entry(key, **(given | fields))


def step(kind: str, **fields: str) -> str:
    return (
        "{" + ", ".join(f"{key}: {value}" for key, value in {"kind": kind, **fields}.items()) + "}"
    )


def steps(*each: str) -> str:
    return f"[{', '.join(each)}]"


def answers(text: str, name: str, unit: str | None = None) -> list[Derived]:
    report = dm.report(book("prices:\n" + text))
    return [
        each
        for each in report.items
        if isinstance(each, Derived)
        and each.name == name
        and (unit is None or each.result.unit.text == unit)
    ]


def adjusted(says: str, *each: str, basis: str = "list") -> dict[str, Fraction | None]:
    currency = {"£": "GBP", "€": "EUR", "$": "USD"}.get(says[0], "CNY")
    found = answers(price("p", says, basis, adjustments=steps(*each)), "adjusted_price", currency)
    return {str(answer.result.details["basis"]): answer.result.point for answer in found}


def test_a_discount_off_the_list_price() -> None:
    """Leapmotor's T03 in Britain, August 2025: 15,995 pounds less 1,500 is 14,495."""
    told = step("discount", amount=claims("£1,500"), to="transaction")
    assert adjusted("£15,995", told) == {"transaction": 14_495}


def test_value_added_tax_in_the_price_and_on_top_of_it() -> None:
    """13 % in China: 109,800 yuan holds 12,631.86 of tax; on top it would be 14,274."""
    rate = claims("13%")
    inside = step("vat", rate=rate, included="yes", to="before_tax")
    assert adjusted("109,800 yuan", inside) == {"before_tax": Fraction(10_980_000, 113)}
    on_top = step("vat", rate=rate, included="no", to="on_road")
    assert adjusted("109,800 yuan", on_top) == {"on_road": 124_074}


def test_tariff_then_tax_on_both() -> None:
    """20,000 euros at 10 % duty and 17 % countervailing duty, then 19 % tax on all of it."""
    told = (
        step("tariff", rate=claims("10%"), included="no"),
        step("tariff", rate=claims("17%"), included="no"),
        step("vat", rate=claims("19%"), included="no", to="list"),
    )
    expected = 20_000 * Fraction(110, 100) * Fraction(117, 100) * Fraction(119, 100)
    assert adjusted("€20,000", *told, basis="before_tax") == {"list": expected}


def test_a_subsidy_that_is_in_the_price_is_put_back() -> None:
    told = step("subsidy", amount=claims("20,000 yuan"), included="yes", to="list")
    assert adjusted("109,800 yuan", told, basis="after_subsidy") == {"list": 129_800}


def test_each_basis_on_the_way_is_told_and_a_bare_rate_is_exact() -> None:
    told = (
        step("discount", rate=claims("5%"), to="transaction"),
        step("subsidy", amount=claims("€1,000"), to="after_subsidy"),
    )
    found = answers(price("p", "€20,000", adjustments=steps(*told)), "adjusted_price", "EUR")
    assert [
        (each.result.details["basis"], each.result.point, each.result.bounds.is_point)
        for each in found
    ] == [("transaction", 19_000, True), ("after_subsidy", 18_000, True)]


def test_a_hedge_on_a_rate_keeps_its_meaning() -> None:
    told = step("discount", rate=claims("up to 5%"), to="transaction")
    [found] = answers(price("p", "€20,000", adjustments=steps(told)), "adjusted_price", "EUR")
    assert (found.result.bounds.low, found.result.bounds.high) == (19_000, 20_000)


def test_there_and_back_beside_the_printed_prices() -> None:
    """C10 in Britain: 36,500 pounds less 3,750 is 32,750, and 32,750 plus 3,750 is 36,500."""
    told = step("subsidy", amount=claims("£3,750"), to="after_subsidy")
    text = price("list", "£36,500", adjustments=steps(told))
    text += price("net", "£32,750", "after_subsidy", "2025-08-15")
    there, back = answers(text, "adjusted_price", "GBP")
    assert (there.result.point, [each.point for each in there.beside]) == (32_750, [32_750])
    assert (back.result.point, [each.point for each in back.beside]) == (36_500, [36_500])
    assert back.result.details == {"basis": "list", "of": "prices.net"}


@pytest.mark.parametrize("other", [{"on": "2025-09"}, {"product": "C10"}, {"market": "FR"}])
def test_another_thing_or_day_does_not_stand_beside_it(other: dict[str, str]) -> None:
    told = step("subsidy", amount=claims("£3,750"), to="after_subsidy")
    text = price("list", "£36,500", adjustments=steps(told))
    given = {"basis": "after_subsidy", "on": "2025-08", "product": "T03"} | other
    text += entry("net", **given, amount=claims("£32,750"))
    [there] = answers(text, "adjusted_price", "GBP")
    assert there.beside == ()


def test_two_prices_of_one_currency() -> None:
    text = price("a", "109,800 yuan", compare_to="b") + price("b", "129,800 yuan")
    [difference] = answers(text, "price_difference")
    [ratio] = answers(text, "price_ratio")
    [change] = answers(text, "price_change")
    assert difference.result.point == -20_000
    assert ratio.result.point == Fraction(1098, 1298)
    assert change.result.point == Fraction(1098, 1298) - 1


def test_two_currencies_each_at_its_own_date() -> None:
    """109,800 yuan are 13,265.20 euros on 26 April 2025; 29,900 euros are that much."""
    text = price("eu", "€29,900", on="2025-09-01", compare_to="cn")
    text += price("cn", "109,800 yuan", on="2025-04-26")
    found = dm.report(book("currency: EUR\nprices:\n" + text)).items
    [difference] = [each for each in found if each.name == "price_difference"]
    assert isinstance(difference, Derived)
    assert difference.result.rounded == "16634.80"
    [ratio] = [each for each in found if each.name == "price_ratio"]
    assert isinstance(ratio, Derived)
    assert round(float(ratio.result.point or 0), 3) == 2.254


def test_what_is_printed_of_the_comparison_stands_beside_it() -> None:
    text = price(
        "a",
        "109,800 yuan",
        compare_to="b",
        difference=claims("-20,000 yuan"),
        ratio=claims("nearly 85%"),
        change=claims("15% less"),
    ) + price("b", "129,800 yuan")
    for name in ("price_difference", "price_ratio", "price_change"):
        [answer] = answers(text, name)
        assert [each.overlaps(answer.result.bounds) for each in answer.beside] == [True]
    for name in ("stated_difference", "stated_ratio", "stated_change"):
        assert len(answers(text, name)) == 1


def test_two_bases_are_compared_through_the_adjustments() -> None:
    told = step("vat", rate=claims("13%"), included="yes", to="before_tax")
    text = price("a", "113,000 yuan", compare_to="b", adjustments=steps(told))
    text += price("b", "90,000 yuan", "before_tax")
    [difference] = answers(text, "price_difference")
    assert (difference.result.point, difference.result.warnings) == (10_000, ())


def test_without_them_the_answer_says_that_they_differ() -> None:
    text = price("a", "113,000 yuan", compare_to="b") + price("b", "90,000 yuan", "on_road")
    [difference] = answers(text, "price_difference")
    assert difference.result.warnings == ("different basis: list against on road",)


def test_an_amount_of_another_currency_is_refused() -> None:
    told = step("subsidy", amount=claims("$3,750"), to="after_subsidy")
    text = price("p", "£36,500", adjustments=steps(told))
    assert answers(text, "adjusted_price") == []
    assert any("prices.p" in each for each in dm.report(book("prices:\n" + text)).warnings)
