"""What a report tells of a company's accounts."""

from __future__ import annotations

from dealmodel.derivations.kinds import title_of
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim
from dealmodel.records.financial import Financial
from dealmodel.records.party import Party
from dealmodel.records.source import Source
from dealmodel.reports.deriving import report

BOOK = Book(
    book="Accounts",
    currency="EUR",
    sources={"report": Source(publisher="Volkswagen")},
    parties={"vw": Party(name="Volkswagen", kind="company")},
    financials={
        "profit": Financial(
            party="vw",
            measure="ebitda",
            period="2023",
            basis="pro_forma",
            amount=[Claim(says="€49.1 billion", source="report")],
        ),
        "debt": Financial(
            party="vw",
            measure="net_debt",
            on="2023-12-29",
            amount=[Claim(says="-$1 billion", source="report")],
        ),
    },
)


def test_an_amount_is_called_by_whose_it_is_and_when() -> None:
    assert title_of("financials.profit", BOOK) == "Volkswagen pro forma EBITDA 2023"
    assert title_of("financials.debt", BOOK) == "Volkswagen net debt 2023-12-29"


def test_each_amount_is_told_and_converted_at_its_day() -> None:
    """1.1050 USD/EUR on 29 December 2023."""
    told = {(each.subject, each.result.unit.text): each for each in report(BOOK).items}
    assert told["financials.profit", "EUR"].result.point == 49_100_000_000
    assert told["financials.debt", "USD"].result.point == -1_000_000_000
    assert round(told["financials.debt", "EUR"].result.point) == -904_977_376
