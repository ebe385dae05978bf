"""What two books say differently, claim by claim, event by event and field by field."""

from __future__ import annotations

import dealmodel as dm
from dealmodel.reports.changes import changes
from dealmodel.reports.difference import diff, text_of
from tests.reports.two_books import STAKE, difference, read, said


def test_claims_added_and_removed_and_by_whom() -> None:
    found = difference(
        ("- {says: 25%, source: b, by: i}", "- {says: 25%, source: b, by: e, note: a call}"),
        ("holders: {i: [{says: 50%, source: a}]}", "holders: {i: [], e: [{says: 50%, source: a}]}"),
    )
    assert said(found) == [
        ("removed", f"{STAKE}.share", "“25%”"),
        ("removed", "joint_ventures.v.holders[i]", "“50%”"),
        ("added", f"{STAKE}.share", "“25%” (note: a call)"),
        ("added", "joint_ventures.v.holders[i]", "no claim"),
        ("added", "joint_ventures.v.holders[e]", "“50%”"),
    ]
    assert [(each.part.source, each.part.by) for each in found.changes[:3]] == [
        ("b", "i"),
        ("a", None),
        ("b", "e"),
    ]
    # Another speaker moves no answer; another holder is another answer.
    assert [(each.change, each.apart) for each in found.movements] == [
        ("vanished", {"holder": "i"}),
        ("appeared", {"holder": "e"}),
    ]
    text = text_of(found)
    assert "  + share [Blog after Wire, Elm]: “25%” (note: a call)\n" in text
    assert "  - holder share, Ivy [Paper] = 50% [49.5%, 50.5%]\n" in text


def test_only_a_note_changed() -> None:
    found = difference(("{says: 20%, source: a}", "{says: 20%, source: a, note: of the votes}"))
    assert said(found) == [("changed", f"{STAKE}.share", "“20%” (note: none → of the votes)")]
    assert found.movements == ()


def test_fields_of_records_sources_and_the_book() -> None:
    found = difference(
        ("currency: USD", "currency: EUR"),
        ("publisher: Paper", "publisher: Gazette, published: 2024-05-08"),
        ("shares_are: secondary", ""),
        ("parties: [i, e]", "parties: [e]"),
    )
    assert sorted(said(found)) == [
        ("added", "sources.a.published", "2024-05-08"),
        ("changed", "agreements.g.parties", "i, e → e"),
        ("changed", "currency", "USD → EUR"),
        ("changed", "sources.a.publisher", "Paper → Gazette"),
        ("changed", f"{STAKE}.shares_are", "secondary → undeclared"),
    ]
    subjects = [each["subject"] for each in found.to_dict()["results"]]
    assert list(dict.fromkeys(subjects)) == ["book", "sources.a", STAKE, "agreements.g"]


def test_several_claims_of_one_source_go_with_those_most_like_them() -> None:
    line = "- {says: 20%, source: a}"
    three = [line, line.replace("20%", "30%"), line.replace("20%", "40%")]
    old = read((line, "\n      ".join(three)))
    new = read((line, "\n      ".join([three[2], three[0].replace("20%", "21%"), three[1]])))
    assert said(diff(old, new)) == [("changed", f"{STAKE}.share", "“20%” → “21%”")]


def test_events_in_another_order_are_a_change() -> None:
    """In May or on its 7th: which came last is told by the order, and so is who asserts still."""
    denied = "{on: 2024-05-07, stage: talks, evidence: denied, source: a}"
    signed = "{on: 2024-05, stage: signed, evidence: reported, source: a}"
    text = """
book: x
currency: EUR
sources: {a: {publisher: A}}
parties: {i: {name: I, kind: company}, e: {name: E, kind: company}}
agreements: {g: {kind: talks, parties: [i, e], status: [%s, %s]}}
"""
    old, new = (dm.read_book(text % order) for order in ((denied, signed), (signed, denied)))
    (found,) = changes(old, new)
    assert (found.part.where, found.change) == ("agreements.g.status", "changed")
    assert found.text() == (
        "talks 2024-05-07 [a], signed 2024-05 [a] → signed 2024-05 [a], talks 2024-05-07 [a]"
    )
    assert changes(old, old) == ()
