"""The status fold: stage and evidence apart, denials that contest and do not erase."""

import pytest

from dealmodel.calculators.status import status
from dealmodel.errors import DateError
from dealmodel.records.agreement import Agreement, Event


def agreement(*events: tuple[str, str, str, str | None]) -> Agreement:
    return Agreement(
        kind="talks",
        parties=("a", "b"),
        status=tuple(
            Event(on=on, stage=stage, evidence=evidence, by=by, source=f"s{number}")
            for number, (on, stage, evidence, by) in enumerate(events)
        ),
    )


def test_nothing_is_known_of_no_events():
    found = status(agreement())
    assert (found.stage, found.evidence, found.contested, found.sources) == (None, None, False, ())


def test_a_denial_contests_and_does_not_erase():
    talks = agreement(
        ("2025-04-23", "talks", "reported", None),
        ("2025-04-24", "talks", "attributed", "The CEO"),
        ("2025-04-25", "talks", "denied", "a"),
        ("2025-04-25", "talks", "declined", "b"),
        ("2025-04-28", "talks", "reported", None),
    )
    found = status(talks)
    assert (found.stage, found.evidence, found.since) == ("talks", "attributed", "2025-04-23")
    assert found.contested
    assert [event.by for event in found.denying] == ["a"]
    assert [event.by for event in found.declining] == ["b"]
    assert len(found.asserting) == 3
    before = status(talks, "2025-04-24")
    assert not before.contested
    assert before.evidence == "attributed"
    assert status(talks, "2025-04-22").stage is None


def test_a_later_confirmation_settles_it():
    talks = agreement(
        ("2025-04-24", "talks", "reported", None),
        ("2025-04-25", "talks", "denied", "a"),
        ("2025-06-01", "talks", "confirmed", "a"),
    )
    assert not status(talks).contested
    assert status(talks).evidence == "confirmed"
    assert status(talks, "2025-05-31").contested


def test_the_latest_stage_holds_whatever_the_order_in_the_book():
    events = [
        ("2025-03-03", "mou_signed", "confirmed", None),
        ("2025-04-26", "agreed", "confirmed", "a"),
        ("2026-08", "producing", "reported", None),
    ]
    assert status(agreement(*events)).stage == "producing"
    assert status(agreement(*reversed(events))).stage == "producing"
    assert status(agreement(*reversed(events)), "2025-12-31").stage == "agreed"


def test_a_denial_alone_asserts_nothing():
    found = status(agreement(("2025-04-25", "talks", "denied", "a")))
    assert found.stage is None
    assert [event.by for event in found.denying] == ["a"]


def test_overlapping_dates_keep_the_books_order():
    talks = agreement(
        ("2025-04", "talks", "reported", None),
        ("2025-04-25", "talks", "denied", "a"),
        ("2025-04", "agreed", "reported", None),
    )
    assert status(talks).stage == "agreed"


def test_a_day_that_is_none():
    with pytest.raises(DateError):
        status(agreement(), "26/04/2025")
