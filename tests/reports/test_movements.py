"""Which answers move and by how much, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dealmodel.reports.difference import Difference, diff, text_of
from dealmodel.reports.movements import unit_of
from tests.reports.two_books import STAKE, difference, read, said


def answer(found: Difference, name: str, **keys: Any) -> dict[str, Any]:
    records = [each.to_dict() for each in found.movements]
    matching = [
        record
        for record in records
        if record["name"] == name and all(record.get(key) == keys[key] for key in keys)
    ]
    assert len(matching) == 1, matching
    return matching[0]


def test_a_claim_that_changed_moves_what_rests_on_it() -> None:
    found = difference(("20%", "16%"))
    assert said(found) == [("changed", f"{STAKE}.share", "“20%” → “16%”")]
    assert found.changes[0].to_dict() == {
        "subject": STAKE,
        "what": "claim",
        "where": f"{STAKE}.share",
        "change": "changed",
        "source": "a",
        "by": None,
        "old": {"says": "20%"},
        "new": {"says": "16%"},
    }
    value = next(each for each in found.movements if each.item.name == "implied_equity_value")
    # $10 million is [9.5, 10.5], 20 % [19.5, 20.5] and 16 % [15.5, 16.5] per cent.
    million = 10**6
    assert value.moves["point"].absolute == Fraction("62.5") * million - 50 * million
    assert value.moves["point"].percent == 25
    low, high = value.moves["low"], value.moves["high"]
    assert (low.old, low.new) == (Fraction("9.5") / 205 * 10**9, Fraction("9.5") / 165 * 10**9)
    assert low.percent == Fraction(205, 165) * 100 - 100
    assert high.absolute == Fraction("10.5") / 155 * 10**9 - Fraction("10.5") / 195 * 10**9
    record = answer(found, "implied_equity_value")
    assert record["point"] == {
        "old": "50000000",
        "new": "62500000",
        "absolute": "12500000",
        "percent": "25",
    }
    assert (record["change"], record["unit"], record["sources"]) == ("moved", "USD", ["a"])
    assert record["low"]["percent"] == "24.24242424242424242424242424"
    assert (record["low"]["old_open"], record["high"]["new_open"]) == (False, False)


def test_events() -> None:
    event = "{on: 2024-05, stage: talks, evidence: reported, source: a}"
    found = difference(
        (event, event.replace("2024-05", "2024-06").replace("reported", "confirmed"))
    )
    assert said(found) == [
        ("changed", "agreements.g.status", "2024-05 talks reported → 2024-06 talks confirmed")
    ]
    (moved,) = found.movements
    assert (moved.change, moved.item.name, moved.moves) == ("moved", "status", {})
    record = moved.to_dict()
    assert (record["old"]["evidence"], record["new"]["evidence"]) == ("reported", "confirmed")
    assert "  ~ status = talks, reported by Paper, since 2024-05\n      → talks, conf" in text_of(
        found
    )
    denial = "\n      - {on: 2024-06-01, stage: talks, evidence: denied, by: e, source: b}"
    denied = difference((event, event + denial))
    assert said(denied) == [("added", "agreements.g.status", "2024-06-01 talks denied")]
    assert [each.change for each in denied.movements] == ["moved"]


def test_another_day_moves_what_was_converted_at_it() -> None:
    found = diff(
        read(("currency: USD", "currency: EUR")),
        read(("currency: USD", "currency: EUR"), ("2024-05-07", "2024-05-08")),
    )
    paid = next(
        each
        for each in found.movements
        if (each.item.name, unit_of(each.item).text) == ("paid", "EUR")
    )
    # The ECB's rates of the two days: 1.0766 and 1.0743 dollars for a euro.
    assert paid.moves["point"].percent == (Fraction("1.0766") / Fraction("1.0743") - 1) * 100
    assert {each.change for each in found.movements} == {"moved"}


def test_sources_that_can_no_longer_agree() -> None:
    found = difference(
        ("- {says: 25%, source: b, by: i}", "- {says: 20.2%, source: b, by: i}"),
    )
    agreement = answer(found, "share_agreement")
    assert agreement["agree"] == {"old": False, "new": True}
    assert (agreement["low"]["new"], agreement["high"]["new"]) == ("0.2015", "0.2025")
    assert agreement["low"]["absolute"] is None
    assert "= no overlap → [20.15%, 20.25%]\n" in text_of(found)


def test_a_bound_that_opens_is_a_move() -> None:
    old = read(("says: $10 million", "says: exactly $10 million"))
    new = read(("says: $10 million", "says: more than $10 million"))
    value = answer(diff(old, new), "implied_equity_value")
    assert (value["low"]["old_open"], value["low"]["new_open"]) == (False, True)
    assert (value["low"]["absolute"], value["point"]["absolute"]) == ("0", "0")


def test_an_end_that_appears_has_no_size() -> None:
    found = difference(("says: $10 million", "says: at least $10 million"))
    value = answer(found, "implied_equity_value")
    assert (value["high"]["new"], value["high"]["absolute"], value["high"]["percent"]) == (
        None,
        None,
        None,
    )
