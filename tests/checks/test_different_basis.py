"""Figures that look alike and count different things."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, entry, findings, only, verdicts

CODE = "different-basis"


def volume(key: str, *counts: str, **fields: str) -> str:
    fields = {"party": "elm", "measure": "sales", "period": "2024"} | fields
    if counts:
        fields["count"] = claims(*counts)
    return entry(key, **fields)


def volumes(*told: str) -> str:
    return "volumes:\n" + "".join(told)


def price(key: str, says: str, **fields: str) -> str:
    fields = {"product": "B10", "basis": "list", "on": "2024-05"} | fields
    return entry(key, amount=claims(says), **fields)


def prices(*told: str) -> str:
    return "prices:\n" + "".join(told)


SALES, DELIVERIES = volume("s", "300,000 cars"), volume("d", "293,724 cars", measure="deliveries")
LIST, STARTING = price("l", "12,000 yuan"), price("s", "10,980 yuan", basis="starting")


def test_two_measures_of_one_volume_are_a_note() -> None:
    found = only(volumes(SALES, DELIVERIES), CODE)
    assert (found.severity, found.verdict) == ("info", "different_basis")
    assert found.subject == "volumes.s"
    assert "300,000 cars (sales, Alpha) is [295,000, 305,000] cars" in found.message
    assert "293,724 cars (deliveries, Alpha)" in found.message


def test_two_bases_of_one_price_are_a_note() -> None:
    found = only(prices(LIST, STARTING), CODE)
    assert (found.severity, found.verdict) == ("info", "different_basis")
    assert "12,000 yuan (list, Alpha)" in found.message


def test_nothing_of_them_is_a_contradiction() -> None:
    assert findings(volumes(SALES, DELIVERIES), "claims-disagree") == []
    assert findings(prices(LIST, STARTING), "claims-disagree") == []


@pytest.mark.parametrize(
    "text",
    [
        volumes(SALES),
        volumes(SALES, volume("d", measure="deliveries")),
        volumes(SALES, volume("d", "5 cars", measure="deliveries", party="oak")),
        volumes(SALES, volume("d", "5 cars", measure="deliveries", period="2023")),
        volumes(SALES, volume("d", "5 cars", measure="deliveries", scope="CN")),
        volumes(SALES, volume("d", "5 cars", measure="deliveries", product="B10")),
        prices(LIST, price("s", "10,980 yuan")),
        prices(LIST, price("s", "10,980 yuan", basis="starting", on="2024-06")),
        prices(LIST, price("s", "10,980 yuan", basis="starting", market="DE")),
        prices(LIST, price("s", "10,980 yuan", basis="starting", variant="lidar")),
    ],
)
def test_one_basis_or_another_thing_is_no_finding(text: str) -> None:
    assert findings(text, CODE) == []


def test_a_price_of_a_month_and_one_of_a_day_in_it_are_of_one_time() -> None:
    later = price("s", "10,980 yuan", basis="starting", on="2024-05-31")
    assert verdicts(prices(LIST, later), CODE) == [("info", "different_basis")]


def test_prices_in_two_currencies_are_shown_in_one() -> None:
    found = only(prices(LIST, price("s", "€1,500", basis="starting")), CODE)
    assert {bar.label for bar in found.bars} == {"12,000 yuan", "€1,500"}
    assert found.unit.text in ("CNY", "EUR")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"measure": "deliveries"}, "sales against deliveries"),
        ({"scope": "group"}, ""),  # where Elm's scope is not known, nothing differs
    ],
)
def test_a_ratio_across_bases_is_a_warning(fields: dict[str, str], words: str) -> None:
    other = volume("o", "3,000,000 cars", party="oak", **fields)
    told = entry("r", of="s", to="o", ratio=claims("a tenth"))
    found = findings(volumes(SALES, other) + "ratios:\n" + told, CODE)
    assert [each.severity for each in found] == (["warning"] if words else [])
    assert all(words in each.message and each.subject == "ratios.r" for each in found)
