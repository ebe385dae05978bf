"""Statements of one record, or on one party, that follow each other."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dealmodel.calculators.holdings import registry
from dealmodel.figures.reader import USUAL
from tests.books.bods.importing import imported
from tests.books.bods.statements import (
    entity,
    holding,
    relationship,
    statement,
    two,
)


def updated(share: float, day: str, start: str, status: str = "updated") -> Any:
    found = relationship(
        "r-1",
        "person-1",
        "company-a",
        [holding({"exact": share}, startDate=start)],
        statementDate=day,
        recordStatus=status,
    )
    return found | {"statementId": f"r-1-{day}".ljust(32, "0")}


def test_a_later_statement_of_a_record_takes_the_place_of_the_one_before() -> None:
    statements = [
        *two()[:2],
        updated(30, "2022-09-25", "2022-09-21"),
        updated(100, "2019-01-20", "2002-03-09", "new"),
        updated(40, "2021-09-25", "2021-09-24"),
        updated(40, "2021-12-25", "2021-09-24"),
        updated(30, "2023-03-03", "2022-09-21", "closed"),
    ]
    stakes = imported(statements).book.stakes.values()
    told = [(s.on, s.ended, [(c.says, c.on) for c in s.share]) for s in stakes]
    assert told == [
        ("2002-03-09", "2021-09-24", [("100%", "2019-01-20")]),
        ("2021-09-24", "2022-09-21", [("40%", "2021-09-25"), ("40%", "2021-12-25")]),
        ("2022-09-21", "2023-03-03", [("30%", "2022-09-25"), ("30%", "2023-03-03")]),
    ]


def test_a_share_that_changes_without_a_new_start_counts_from_its_statement() -> None:
    statements = [
        *two()[:2],
        updated(50, "2019-09-11", "2018-01-01", "new"),
        updated(100, "2022-01-21", "2018-01-01"),
    ]
    first, second = imported(statements).book.stakes.values()
    assert (first.on, first.ended) == ("2018-01-01", "2022-01-21")
    assert (second.on, second.ended) == ("2022-01-21", None)
    assert second.share[0].note == 'BODS {"startDate": "2018-01-01"}'


def test_who_held_what_when_by_the_ownership_engine() -> None:
    statements = [
        *two()[:2],
        updated(100, "2019-01-20", "2002-03-09", "new"),
        updated(40, "2021-09-25", "2021-09-24"),
        updated(40, "2023-03-03", "2021-09-24", "closed"),
    ]
    book = imported(statements).book

    def held(day: str) -> list[Any]:
        return [each.point for each in registry(book, as_of=day, rules=USUAL).holdings]

    assert [held(day) for day in ("2001", "2020", "2022", "2024")] == [
        [],
        [1],
        [Fraction(2, 5)],
        [],
    ]


def test_the_last_statement_on_a_party_decides_and_earlier_names_are_aliases() -> None:
    first = entity("company-a", "Old Name", foundingDate="2001-01-01")
    last = entity("company-a", "New Name") | {
        "statementId": "n" * 32,
        "statementDate": "2020-01-01",
        "recordStatus": "closed",
    }
    found = imported([first, last])
    party = found.book.parties["new-name"]
    assert (party.aliases, party.founded) == (("Old Name",), None)
    assert party.note == 'BODS {"closed": "2020-01-01"}'
    assert "New Name: of foundingDate only what the last statement says is kept" in found.warnings


def test_records_with_one_official_identifier_are_one_party() -> None:
    same = [{"scheme": "GB-COH", "id": "1"}]
    statements = [
        entity("company-a", "Beta Systems", identifiers=same),
        entity("other", "BetaSys", identifiers=same),
        entity("third", "Gamma", identifiers=[{"scheme": "GB-COH", "id": "2"}]),
        relationship("r-1", "company-a", "third", [holding({"exact": 10})]),
        relationship("r-2", "third", "other", [holding({"exact": 20})]),
    ]
    found = imported(statements)
    assert list(found.book.parties) == ["betasys", "gamma"]
    assert found.book.parties["betasys"].aliases == ("Beta Systems",)
    assert list(found.book.stakes) == ["betasys-in-gamma", "gamma-in-betasys"]
    assert any("one official identifier" in warning for warning in found.warnings)


def test_a_holding_in_a_closed_company_is_told() -> None:
    statements = two({"exact": 25})
    closed = statement(
        "company-a",
        "entity",
        {"entityType": {"type": "registeredEntity"}, "name": "Company A"},
        recordStatus="closed",
        statementDate="2024-05-07",
    )
    found = imported([*statements, closed])
    assert any(
        "person-1 in company-a: goes on, though" in each and "2024-05-07" in each
        for each in found.warnings
    )
    assert not any("goes on" in each for each in imported(statements).warnings)
