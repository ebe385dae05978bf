"""A stage that one side asserts and a party denies: both are named."""

from __future__ import annotations

import pytest

from tests.checks.books import entry, findings, only

CODE = "status-contested"


def agreement(*events: str, parties: str = "[ivy, elm]") -> str:
    """An agreement from events written ``day stage evidence who``."""
    told = []
    for number, each in enumerate(events):
        on, stage, evidence, *by = each.split()
        source = ("alpha", "beta", "gamma")[number]
        by_party = f", by: {by[0]}" if by else ""
        told.append(
            f"{{on: {on}, stage: {stage}, evidence: {evidence}, source: {source}{by_party}}}"
        )
    return "agreements:\n" + entry(
        "g", kind="talks", parties=parties, status=f"[{', '.join(told)}]"
    )


REPORT, DENIAL = "2025-04-24 talks reported", "2025-04-25 talks denied ivy"


def test_a_denial_by_a_party_is_a_warning_that_names_both_sides() -> None:
    found = only(agreement(REPORT, DENIAL), CODE)
    assert (found.severity, found.verdict, found.subject) == (
        "warning",
        "contradictory",
        "agreements.g",
    )
    assert found.message == (
        "talks: asserted by Alpha (2025-04-24); denied by Ivy (2025-04-25, in Beta)"
    )
    assert found.details["status"]["contested"] is True
    assert [side["by"] for side in found.details["status"]["denied_by"]] == ["ivy"]


def test_who_declined_is_named_too() -> None:
    found = only(agreement(REPORT, DENIAL, "2025-04-26 talks declined elm"), CODE)
    assert found.message.endswith("; Elm (2025-04-26, in Gamma) declined to comment")


@pytest.mark.parametrize(
    "text",
    [
        agreement(REPORT),
        agreement(DENIAL),
        agreement(REPORT, "2025-04-25 talks denied oak"),  # no party to it
        agreement(REPORT, "2025-04-25 talks declined ivy"),
        agreement(REPORT, DENIAL, "2025-04-26 talks confirmed ivy"),
        agreement(REPORT, DENIAL, "2025-06-01 agreed confirmed elm"),
        agreement("2025-05-01 signed confirmed elm", "2025-04-25 signed denied ivy"),
        "as_of: 2025-04-24\n" + agreement(REPORT, DENIAL),
        agreement(),
    ],
)
def test_what_is_not_denied_or_confirmed_since_is_no_finding(text: str) -> None:
    assert findings(text, CODE) == []


@pytest.mark.parametrize(
    "text",
    [
        agreement(REPORT, DENIAL, "2025-04-26 talks reported"),
        agreement("2025-04-26 talks reported", DENIAL),
        agreement(REPORT, "2025-04-25 talks denied oak", parties="[ivy, oak]"),
        agreement("2025-04-24 agreed attributed", "2025-04-25 talks denied ivy"),
        "as_of: 2025-04\n" + agreement(REPORT, DENIAL),
    ],
)
def test_a_report_does_not_lift_a_denial(text: str) -> None:
    assert only(text, CODE).severity == "warning"
