"""Terms that sources tell differently, and terms that changed. Fees of Pfizer for Metsera as the
companies published them in September and November 2025."""

from __future__ import annotations

import pytest

from tests.checks.books import claims, findings, only, verdicts

CODE = "terms-disagree"


def term(text: str, closed: str = "2025-06-30") -> str:
    return f"deals:\n  d: {{target: elm, closed: {closed}, terms: {{t: {text}}}}}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{{fee: {claims('$190 million', '$265 million')}}}",
        f"{{period: {claims('12 months', '18 months')}}}",
        f"{{seats: {claims('two of nine', 'three of nine')}}}",
        f"{{date: {claims('second half of 2026', 'first half of 2026')}}}",
        f"{{date: {claims('2026-06-30', 'Q3 2026')}, milestone: production}}",
        f"{{option: call, over: {claims('24%', '30%')}}}",
        f"{{volume: {claims('20,000 vehicles a year', '35,000 vehicles a year')}}}",
        f"{{unit_fee: {claims('€150 per vehicle', '€190 per vehicle')}}}",
        f"{{rate: {claims('7.10 CNY/USD', '7.20 CNY/USD')}}}",
        f"{{rate: {claims('0.14 USD/CNY', '7.10 CNY/USD')}}}",
    ],
)
def test_what_cannot_both_be_right_is_one_error(text: str) -> None:
    assert verdicts(term(text), CODE) == [("error", "contradictory")]
    assert findings(term(text), "claims-disagree") == []


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"{{fee: {claims('$190 million', '$190 million')}}}", "equal"),
        (f"{{seats: {claims('two of nine', '2 of 9 seats')}}}", "equal"),
        (f"{{date: {claims('second half of 2026', 'the latter half of 2026')}}}", "equal"),
        (f"{{date: {claims('second half of 2026', 'Q3 2026', '2026')}}}", "compatible"),
        (f"{{rate: {claims('7.10 CNY/USD', '7.1 CNY per USD', '1 USD = 7.10 CNY')}}}", "equal"),
    ],
)
def test_what_says_the_same_agrees(text: str, verdict: str) -> None:
    assert findings(term(text), CODE) == []
    assert verdicts(term(text), "claims-agree") == [("info", verdict)]


def test_an_amended_fee_is_no_contradiction() -> None:
    amended = (
        "{fee: [{says: $190 million, on: 2025-09-22, source: alpha},"
        " {says: $265 million, on: 2025-11-07, source: beta}]}"
    )
    assert findings(term(amended), CODE) == []


def test_each_version_is_compared_by_itself() -> None:
    amended = (
        "{fee: [{says: $190 million, on: 2025-09-22, source: alpha},"
        " {says: $265 million, on: 2025-11-07, source: beta},"
        " {says: $300 million, on: 2025-11-07, source: gamma}]}"
    )
    found = only(term(amended), CODE)
    assert "$265 million" in found.message
    assert "$300 million" in found.message
    assert "$190 million" not in found.message


def test_a_claim_without_a_day_is_of_its_sources_time() -> None:
    # Published in May 2024, ahead of the amendment in June: it tells of the first fee.
    amended = (
        "{fee: [{says: $190 million, on: 2024-01-10, source: alpha},"
        " {says: $265 million, on: 2024-06-01, source: beta},"
        " {says: SAID, source: day}]}"
    )
    assert findings(term(amended.replace("SAID", "$190 million")), CODE) == []
    assert verdicts(term(amended.replace("SAID", "$265 million")), CODE) == [
        ("error", "contradictory")
    ]


def test_a_condition_is_met_before_the_deal_is_closed() -> None:
    text = "{condition: merger control, met: MET}"
    assert findings(term(text.replace("MET", "2025-06-30")), CODE) == []
    assert findings(term(text.replace("MET", "2025-06")), CODE) == []
    found = only(term(text.replace("MET", "2025-07-01")), CODE)
    assert (found.severity, found.subject) == ("error", "deals.d.terms.t")


def test_terms_in_words_are_not_compared() -> None:
    assert findings(term(claims("Hangzhou", "a plant in Hangzhou")), CODE) == []


def test_terms_of_an_agreement_are_compared_alike() -> None:
    text = (
        "agreements:\n  a: {kind: licence, supplier: ivy, customer: jay, terms: {start: "
        f"{{milestone: production, date: {claims('Q1 2026', 'Q2 2026')}}}}}}}\n"
    )
    assert only(text, CODE).subject == "agreements.a.terms.start.date"


@pytest.mark.parametrize(("source", "is_wrong"), [("day", False), ("year", True), ("alpha", True)])
def test_what_was_published_before_an_amendment_is_of_before_it(
    source: str, is_wrong: bool
) -> None:
    """The source of a day in 2024 is of before; one of all 2024 may not be, nor one of no day."""
    told = (
        f"{{fee: [{{says: $190 million, source: {source}}},"
        " {says: $265 million, on: 2024-06-30, source: beta}]}"
    )
    assert bool(findings(term(told), CODE)) == is_wrong
