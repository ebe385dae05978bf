"""The status fold: stage and evidence apart, denials that contest and do not erase.

Expected values are read off the events by hand, as one would tell them in a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dealmodel.books.reading import load_book
from dealmodel.calculators.status import Status, history, status
from dealmodel.errors import DateError
from dealmodel.records.agreement import Agreement, Event
from dealmodel.records.book import Book
from dealmodel.records.party import Party

SEEDS = Path(__file__).parents[2] / "seeds"

Told = tuple[str, str, str, str | None]


def agreement(*events: Told, parties: tuple[str, ...] = ("a", "b")) -> Agreement:
    return Agreement(
        kind="talks",
        parties=parties,
        status=tuple(
            Event(on=on, stage=stage, evidence=evidence, by=by, source=f"s{number}")
            for number, (on, stage, evidence, by) in enumerate(events)
        ),
    )


def who(events: tuple[Event, ...]) -> list[str | None]:
    return [event.by for event in events]


def axes(found: Status) -> tuple[str | None, str | None, str | None]:
    return found.stage, found.evidence, found.since


REPORTED, DENIED = ("2025-04-24", "talks", "reported", None), ("2025-04-25", "talks", "denied", "a")


def test_nothing_is_known_of_no_events():
    found = status(agreement())
    assert axes(found) == (None, None, None)
    assert (found.contested, found.sources) == (False, ())


def test_a_denial_contests_and_does_not_erase():
    talks = agreement(
        ("2025-04-23", "talks", "reported", None),
        ("2025-04-24", "talks", "attributed", "The CEO"),
        ("2025-04-25", "talks", "denied", "a"),
        ("2025-04-25", "talks", "declined", "b"),
        ("2025-04-28", "talks", "reported", None),
    )
    found = status(talks)
    assert axes(found) == ("talks", "attributed", "2025-04-23")
    assert found.contested
    assert (who(found.denying), who(found.declining)) == (["a"], ["b"])
    assert [event.on for event in found.asserting] == ["2025-04-23", "2025-04-24", "2025-04-28"]
    assert [event.source for event in found.still_asserting] == ["s4"]
    before = status(talks, "2025-04-24")
    assert not before.contested
    assert (before.evidence, before.denying, before.still_asserting) == ("attributed", (), ())
    assert axes(status(talks, "2025-04-22")) == (None, None, None)


def test_a_later_confirmation_settles_it():
    talks = agreement(REPORTED, DENIED, ("2025-06-01", "talks", "confirmed", "b"))
    assert not status(talks).contested
    assert (status(talks).evidence, status(talks).denying) == ("confirmed", ())
    assert status(talks, "2025-05-31").contested


@pytest.mark.parametrize(
    ("later", "contested"),
    [
        (("2025-05-05", "signed", "confirmed", "b"), False),  # who confirms more confirms the talks
        (("2025-05-05", "talks", "confirmed", None), False),  # confirmed means by a party
        (("2025-05-05", "talks", "confirmed", "outsider"), True),
        (("2025-05-05", "talks", "reported", None), True),
        (("2025-05-05", "signed", "attributed", "The CEO"), True),
        (("2025-04-25", "talks", "confirmed", "b"), True),  # the same day is not later
        (("2025-04", "talks", "confirmed", "b"), True),  # it may have been earlier
        (("2025", "talks", "confirmed", "b"), True),
        (("2025-05", "talks", "confirmed", "b"), False),
    ],
)
def test_only_a_partys_later_confirmation_lifts_a_denial(later: Told, contested: bool):
    book = {"outsider": Party(name="Outsider", kind="company")}
    for events in ((REPORTED, DENIED, later), (later, DENIED, REPORTED)):
        assert status(agreement(*events), parties=book).contested is contested


def test_a_confirmation_of_less_does_not_lift_the_denial_of_more():
    found = status(
        agreement(
            ("2025-04-24", "signed", "reported", None),
            ("2025-04-25", "signed", "denied", "a"),
            ("2025-05-05", "talks", "confirmed", "a"),
        )
    )
    assert (found.stage, found.evidence, found.contested) == ("signed", "reported", True)


def test_who_denies_talks_denies_what_talks_lead_to():
    found = status(agreement(REPORTED, DENIED, ("2025-05-05", "signed", "reported", None)))
    assert axes(found) == ("signed", "reported", "2025-05-05")
    assert found.contested


def test_to_deny_more_than_is_asserted_contests_nothing():
    found = status(agreement(REPORTED, ("2025-04-25", "signed", "denied", "a")))
    assert (found.stage, found.contested, found.denying) == ("talks", False, ())


def test_a_denial_before_the_first_report_stands_after_it():
    talks = agreement(("2025-04-20", "talks", "denied", "a"), REPORTED)
    alone = status(talks, "2025-04-23")
    assert (alone.stage, alone.contested, who(alone.denying)) == (None, False, ["a"])
    assert alone.sources == ("s0",)
    both = status(talks)
    assert axes(both) == ("talks", "reported", "2025-04-24")
    assert both.contested
    assert [event.source for event in both.still_asserting] == ["s1"]


def test_only_what_comes_after_the_last_denial_is_still_asserted():
    found = status(
        agreement(
            REPORTED,
            DENIED,
            ("2025-04-28", "talks", "reported", None),
            ("2025-05-02", "talks", "denied", "b"),
        )
    )
    assert (who(found.denying), found.still_asserting) == (["a", "b"], ())


# Stage: the furthest, unless it ended.


def test_what_is_said_later_of_an_earlier_stage_takes_nothing_back():
    deal = agreement(
        ("2025-04-26", "signed", "confirmed", "a"),
        ("2025-05-14", "talks", "reported", None),
    )
    assert axes(status(deal)) == ("signed", "confirmed", "2025-04-26")


def test_the_evidence_is_that_of_the_stage():
    deal = agreement(
        ("2025-03-03", "mou_signed", "confirmed", "a"),
        ("2025-04-26", "signed", "reported", None),
    )
    assert axes(status(deal)) == ("signed", "reported", "2025-04-26")
    assert axes(status(deal, "2025-04-25")) == ("mou_signed", "confirmed", "2025-03-03")


def test_every_stage_lies_beyond_the_one_before_it():
    stages = ("talks", "mou_signed", "agreed", "signed", "closed", "producing", "ended")
    events = [(f"2025-0{at}", stage, "reported", None) for at, stage in enumerate(stages, start=1)]
    for at, stage in enumerate(stages, start=1):
        assert status(agreement(*reversed(events)), f"2025-0{at}").stage == stage


@pytest.mark.parametrize("end", ["ended", "withdrawn"])
def test_an_end_undoes_any_stage_and_what_others_report_does_not_undo_it(end: str):
    events = [
        ("2025-04-26", "signed", "confirmed", "a"),
        ("2025-06-01", end, "reported", None),
        ("2025-07-01", "signed", "reported", None),
        ("2025-08-01", "talks", "attributed", "The CEO"),
    ]
    for told in (events, events[::-1]):
        assert axes(status(agreement(*told))) == (end, "reported", "2025-06-01")
    assert status(agreement(*events), "2025-05-31").stage == "signed"


def test_a_party_that_confirms_later_begins_again():
    events = [
        ("2025-01-10", "closed", "confirmed", "a"),
        ("2025-02-10", "closed", "denied", "b"),
        ("2025-06-01", "withdrawn", "confirmed", "a"),
        ("2025-09-01", "talks", "confirmed", "b"),
        ("2025-10-01", "mou_signed", "reported", None),
    ]
    again = status(agreement(*events))
    assert axes(again) == ("mou_signed", "reported", "2025-10-01")
    assert (again.contested, again.denying) == (False, ())
    assert axes(status(agreement(*events), "2025-09")) == ("talks", "confirmed", "2025-09-01")
    assert status(agreement(*events), "2025-08-31").stage == "withdrawn"


@pytest.mark.parametrize("on", ["2025-06-01", "2025-06", "2025"])
def test_an_end_outdoes_what_may_be_of_the_same_day(on: str):
    end = ("2025-06-01", "ended", "confirmed", "a")
    producing = (on, "producing", "confirmed", "b")
    assert status(agreement(end, producing)).stage == "ended"
    assert status(agreement(producing, end)).stage == "ended"


def test_an_end_can_be_contested():
    end = ("2025-06-01", "withdrawn", "reported", None)
    signed = ("2025-04-26", "signed", "confirmed", "a")
    denied = ("2025-06-02", "withdrawn", "denied", "a")
    found = status(agreement(signed, end, denied))
    assert (found.stage, found.contested) == ("withdrawn", True)
    goes_on = ("2025-07-01", "signed", "confirmed", "a")
    assert axes(status(agreement(signed, end, denied, goes_on))) == (
        "signed",
        "confirmed",
        "2025-07-01",
    )


def test_an_old_denial_of_the_deal_does_not_contest_its_end():
    found = status(agreement(REPORTED, DENIED, ("2025-06-01", "withdrawn", "confirmed", "a")))
    assert (found.stage, found.contested, found.denying) == ("withdrawn", False, ())


# Parties: whose denial counts.

PARTIES = {
    "a": Party(name="A", kind="company"),
    "owner": Party(name="Owner", kind="company"),
    "brand": Party(name="Brand", kind="brand", brand_of="owner"),
    "sister": Party(name="Sister", kind="brand", brand_of="owner"),
    "plant": Party(name="Plant", kind="plant", brand_of="brand"),
    "ceo": Party(name="CEO", kind="person", speaks_for="owner"),
    "designer": Party(name="Designer", kind="person", speaks_for="brand"),
    "somebody": Party(name="Somebody", kind="person"),
    "peer": Party(name="Peer", kind="company"),
    "ceo-of-peer": Party(name="CEO of Peer", kind="person", speaks_for="peer"),
    "loop": Party(name="Loop", kind="brand", brand_of="pool"),
    "pool": Party(name="Pool", kind="brand", brand_of="loop"),
}


@pytest.mark.parametrize(
    ("party", "by", "counts"),
    [
        ("owner", "owner", True),
        ("owner", "ceo", True),
        ("owner", "brand", True),
        ("owner", "plant", True),
        ("owner", "designer", True),
        ("brand", "owner", True),
        ("brand", "ceo", True),
        ("plant", "owner", True),
        ("brand", "sister", False),
        ("owner", "somebody", True),  # the book does not tell for whom he speaks
        ("owner", "One spokesperson", False),
        ("owner", None, True),
        ("owner", "peer", False),
        ("owner", "ceo-of-peer", False),
        ("owner", "loop", False),
        ("loop", "pool", True),
    ],
)
@pytest.mark.parametrize("role", ["supplier", "customer", "parties"])
def test_a_denial_counts_where_a_party_says_it(party: str, by: str | None, counts: bool, role: str):
    roles: dict[str, object] = {"parties": (party, "a")} if role == "parties" else {role: party}
    denied = Event(on="2025-04-25", stage="talks", evidence="denied", by=by, source="y")
    reported = Event(on="2025-04-24", stage="talks", evidence="reported", source="x")
    deal = Agreement(kind="talks", status=(reported, denied), **roles)
    found = status(deal, parties=PARTIES)
    assert found.contested is counts
    assert found.denying == ((denied,) if counts else ())
    assert found.denying_outside == (() if counts else (denied,))
    assert found.sources == ("x", "y")
    listed = found.to_dict()["denied_by"]
    assert [(each["by"], each["is_party"]) for each in listed] == [(by, counts)]


def test_without_the_books_parties_only_the_agreements_own_count():
    assert not status(agreement(REPORTED, ("2025-04-25", "talks", "denied", "peer"))).contested
    assert status(agreement(REPORTED, ("2025-04-25", "talks", "denied", "a"))).contested
    assert status(agreement(REPORTED, ("2025-04-25", "talks", "denied", None))).contested


def test_a_free_name_counts_where_it_names_a_party():
    parties = {"a": Party(name="Acme", kind="company", aliases=("ACM",))}
    for by, counts in (
        ("A spokesperson for Acme", True),
        ("ACM's press office", True),
        ("An analyst", False),
    ):
        denied = agreement(REPORTED, ("2025-04-25", "talks", "denied", by))
        assert status(denied, parties=parties).contested is counts


# Dates: days, months, years.


def test_overlapping_dates_keep_the_books_order():
    events = [
        ("2025-04", "talks", "reported", None),
        ("2025-04-25", "talks", "denied", "a"),
        ("2025-04", "talks", "reported", None),
        ("2025-04-14", "talks", "reported", None),
    ]
    talks = agreement(*events)
    assert [event.source for event in status(talks).still_asserting] == ["s2"]
    assert [event.source for event in history(talks)] == ["s0", "s3", "s1", "s2"]
    assert [event.source for event in status(talks).asserting] == ["s0", "s3", "s2"]


def test_a_month_counts_from_its_first_day_and_its_last_is_when_it_is_sure():
    deal = agreement(
        ("2025", "signed", "reported", None),
        ("2025-04", "signed", "reported", None),
        ("2025-04-26", "signed", "reported", None),
    )
    assert axes(status(deal, "2024-12-31")) == (None, None, None)
    assert axes(status(deal, "2025-01-01")) == ("signed", "reported", "2025")
    assert axes(status(deal, "2025-04-01")) == ("signed", "reported", "2025-04")
    assert axes(status(deal)) == ("signed", "reported", "2025-04-26")


def test_a_month_asked_for_is_its_last_day():
    talks = agreement(REPORTED, DENIED)
    assert status(talks, "2025-04").contested
    assert status(talks, "2025-04").as_of == "2025-04"
    assert status(talks, "2025-03").stage is None
    assert status(talks, date(2025, 4, 24)).as_of == "2025-04-24"
    assert status(talks, "2025").contested


@pytest.mark.parametrize("day", ["26/04/2025", "", "2025-02-30", "soon"])
def test_a_day_that_is_none(day: str):
    with pytest.raises(DateError):
        status(agreement(), day)
    with pytest.raises(DateError):
        history(agreement(), day)


# The project's own book.


@pytest.fixture(scope="module")
def seeds() -> Book:
    return load_book(SEEDS)


def test_the_ferrari_talks(seeds: Book):
    talks = seeds.agreements["ferrari-talks"]
    before = status(talks, "2025-04-24", parties=seeds.parties)
    assert (before.stage, before.evidence, before.contested) == ("talks", "attributed", False)
    denied = status(talks, "2025-04-25", parties=seeds.parties)
    assert (denied.stage, denied.contested, who(denied.denying)) == ("talks", True, ["leapmotor"])
    whole = status(talks, parties=seeds.parties)
    assert who(whole.declining) == ["ferrari"]
    still = {seeds.sources[event.source].publisher for event in whole.still_asserting}
    assert still == {"Italpassion"}


def test_the_speakers_of_the_seeds(seeds: Book):
    spoken_for = {key: party.speaks_for for key, party in seeds.parties.items() if party.speaks_for}
    assert spoken_for == {
        "zhu-jiangming": "leapmotor",
        "giles-taylor": "hongqi",
        "benedetto-vigna": "ferrari",
    }


# Properties.

STAGES = ("talks", "mou_signed", "agreed", "signed", "closed", "producing", "ended", "withdrawn")
EVIDENCE = ("reported", "attributed", "confirmed", "denied", "declined")
SPEAKERS = (None, "a", "owner", "brand", "peer", "somebody", "One spokesperson")
days = st.integers(0, 40).map(lambda number: date(2025, 3, 20) + timedelta(days=number))


def event(on: str) -> st.SearchStrategy[Event]:
    return st.builds(
        Event,
        on=st.just(on),
        stage=st.sampled_from(STAGES),
        evidence=st.sampled_from(EVIDENCE),
        by=st.sampled_from(SPEAKERS),
        source=st.integers(0, 999).map(lambda number: f"s{number}"),
    )


day_events = days.flatmap(lambda day: event(day.isoformat()))
any_events = st.one_of(
    day_events, st.sampled_from(("2025", "2025-04", "2025-Q2")).flatmap(lambda when: event(when))
)


def told(events: list[Event], as_of: date | None = None) -> Mapping[str, object]:
    deal = Agreement(kind="talks", parties=("a", "brand"), status=events)
    return status(deal, as_of, parties=PARTIES).to_dict()


@given(st.lists(day_events, max_size=8, unique_by=lambda each: each.on), st.randoms())
def test_the_order_of_events_of_different_days_changes_nothing(events, random):
    shuffled = random.sample(events, len(events))
    assert told(events) == told(shuffled)


@given(st.lists(any_events, max_size=8), st.randoms())
def test_the_axes_never_depend_on_the_order(events, random):
    shuffled = random.sample(events, len(events))
    for axis in ("stage", "evidence", "since", "contested"):
        assert told(events)[axis] == told(shuffled)[axis]


@given(st.lists(any_events, max_size=6), days, day_events, st.integers(0, 6))
def test_an_event_after_the_day_changes_nothing(events, as_of, later, at):
    assume(date.fromisoformat(later.on) > as_of)
    assert told(events, as_of) == told([*events[:at], later, *events[at:]], as_of)


@given(st.lists(any_events, max_size=8))
def test_a_status_holds_together(events):
    found = status(Agreement(kind="talks", parties=("a", "brand"), status=events), parties=PARTIES)
    asserted = [each for each in events if each.evidence not in ("denied", "declined")]
    assert (found.stage is None) is (not asserted)
    assert all(each.stage == found.stage for each in found.asserting)
    assert set(who(found.denying)) <= set(SPEAKERS) - {"peer"}
    assert {id(each) for each in found.still_asserting} <= {id(each) for each in found.asserting}
    if found.contested:
        assert found.asserting
        assert found.denying


@given(st.lists(any_events, max_size=10))
def test_the_history_never_puts_a_later_event_first(events):
    ordered = history(Agreement(kind="talks", parties=("a",), status=events))
    assert sorted(map(id, ordered)) == sorted(map(id, events))
    spans = {"2025": (101, 1231), "2025-04": (401, 430), "2025-Q2": (401, 630)}
    ends = [spans.get(each.on) or (int(each.on[5:].replace("-", "")),) * 2 for each in ordered]
    for at, (first, _) in enumerate(ends):
        assert all(first <= last for _, last in ends[at + 1 :])
