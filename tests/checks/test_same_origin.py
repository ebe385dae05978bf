"""Several papers that carry one report: one voice."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, entry, findings, only, stake

CODE = "same-origin"


def share(sources: str) -> str:
    return stake(share=claims(*["21%"] * len(sources.split()), sources=sources))


def talks(*sources: str) -> str:
    told = ", ".join(
        f"{{on: 2024-05-07, stage: talks, evidence: reported, source: {each}}}" for each in sources
    )
    return "agreements:\n" + entry("g", kind="talks", parties="[ivy, elm]", status=f"[{told}]")


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ("carrier echo", "Carrier and Echo both go back to Wire: one voice, not 2"),
        ("wire carrier", "Wire and Carrier both go back to Wire: one voice, not 2"),
        ("wire carrier echo", "Wire and Carrier and Echo all go back to Wire: one voice, not 3"),
        ("alpha carrier beta echo", "Carrier and Echo both go back to Wire"),
    ],
)
def test_papers_of_one_report_are_a_note(sources: str, words: str) -> None:
    found = only(share(sources), CODE)
    assert (found.severity, found.verdict, found.subject) == ("info", "compatible", "stakes.deal")
    assert words in found.message
    assert found.details["origin"] == "Wire"


def test_what_each_says_is_shown_with_its_place() -> None:
    said = only(share("carrier echo"), CODE).to_dict()["claims"]
    assert [(each["says"], each["source"], each["path"]) for each in said] == [
        ("21%", "carrier", "stakes.deal.share.0"),
        ("21%", "echo", "stakes.deal.share.1"),
    ]
    assert [each["where"].rpartition(":")[0] for each in said] == ["deal.yaml:22"] * 2


def test_two_facts_of_one_record_count_together() -> None:
    text = stake(share=claims("21%", sources="carrier"), paid=claims("$1bn", sources="echo"))
    assert only(text, CODE).subject == "stakes.deal"


def test_events_are_told_by_sources_too() -> None:
    assert only(talks("carrier", "echo"), CODE).subject == "agreements.g"


@pytest.mark.parametrize(
    "text",
    [
        share("alpha beta"),
        share("carrier"),
        share("carrier carrier"),
        share("echo echo-again"),  # one publisher
        share("alpha carrier"),
        talks("carrier"),
        share("carrier") + talks("echo"),  # of two things
    ],
)
def test_independent_papers_and_one_paper_alone_are_none(text: str) -> None:
    assert findings(text, CODE) == []


def test_each_report_is_told_by_itself() -> None:
    assert len(findings(share("carrier echo") + talks("carrier", "echo"), CODE)) == 2
