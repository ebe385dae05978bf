"""A table of holdings, row by row, as a book: nothing lost, every reject with its line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dealmodel as dm
from dealmodel.books.holdings_table import Columns, Placed, import_holdings
from dealmodel.errors import FileSyntax, UsageError

HEADER = "who,whom,share,from,until,by"
COLUMNS = Columns("who", "whom", since="from", until="until", source="by")


def imported(
    table: str | bytes, columns: Columns = COLUMNS
) -> tuple[dm.Book, list[list[str]], Placed]:
    """The book, the rejects, and what was placed."""
    book, rejects = io.BytesIO(), io.StringIO(newline="")
    data = table.encode() if isinstance(table, str) else table
    placed = import_holdings(io.BytesIO(data), columns, book, rejects, title="Register")
    rows = list(csv.reader(io.StringIO(rejects.getvalue())))
    return dm.read_book(book.getvalue().decode()), rows[1:], placed


def test_a_row_is_a_holding() -> None:
    book, rejects, placed = imported(
        f"{HEADER}\nAcme Ltd,Target,25%,2020-01-31,2023-06,Filing 7\n"
        "Acme Ltd,Other,more than 25% but not more than 50%,,,Filing 8\n"
        "Bolt,Target,,2021,,Filing 7\n"
    )
    assert rejects == []
    assert placed == Placed(holdings=3, parties=4, rejected=0)
    first, second, third = book.holdings.values()
    assert (first.holder, first.held, first.on, first.ended) == (
        "acme-ltd",
        "target",
        "2020-01-31",
        "2023-06",
    )
    assert (first.share[0].says, book.sources[first.share[0].source].publisher) == (
        "25%",
        "Filing 7",
    )
    assert str(second.share[0].figure().bounds) == "(1/4, 1/2]"
    assert third.share == ()
    assert book.parties["acme-ltd"].name == "Acme Ltd"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Acme,Target,lots,,,F", "no figure in 'lots'"),
        ("Acme,Target,120%,,,F", "120%"),
        ("Acme,Target,-5%,,,F", "-5%"),
        ("Acme,Target,25,,,F", "25"),
        ("Acme,Target,$5,,,F", "$5"),
        (",Target,25%,,,F", "who is empty"),
        ("Acme,,25%,,,F", "whom is empty"),
        ("Acme,Acme,25%,,,F", "'Acme' holds itself"),
        ("Acme,Target,25%,02/03/2024,,F", "from: "),
        ("Acme,Target,25%,2024-13,,F", "from: "),
        ("Acme,Target,25%,2024,2023,F", "it ends (2023) before it begins (2024)"),
        ("Acme,Target,25%,,,", "by is empty"),
        ("Acme,Target,25%,,", "5 cells under 6 columns"),
        ("Acme,Target,25%,,,F,G", "7 cells under 6 columns"),
        ('Acme,Target,"25%,,,F', "no row of a table"),
        (f"Acme,Target,{'2' * 1_000_100}%,,,F", "a line of more than 1,000,000 bytes"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(row: str, told: str) -> None:
    book, rejects, placed = imported(f"{HEADER}\nBolt,Target,10%,,,F\n{row}\n")
    assert len(book.holdings) == 1
    assert placed.rejected == 1
    [[line, reason, *_]] = rejects
    assert line == "3"
    assert told in reason


def test_rows_behind_a_bad_one_stand() -> None:
    table = f"{HEADER}\n\nAcme,Target,lots,,,F\nBolt,Target,10%,,,F\n".encode()
    table += b"Caf\xe9,Target,5%,,,F\n" + b"Dime,Target,5%,,,F\n"
    book, rejects, _ = imported(table)
    assert [each.holder for each in book.holdings.values()] == ["bolt", "dime"]
    assert [(row[0], row[1][:12]) for row in rejects] == [
        ("3", "no figure in"),
        ("5", "who: no UTF-"),
    ]


def test_a_cell_of_several_lines_counts_from_where_it_begins() -> None:
    _, rejects, _ = imported(f'{HEADER}\n"Acme\nLtd",Target,10%,,,F\nBolt,Target,lots,,,F\n')
    assert [row[0] for row in rejects] == ["4"]


def test_names_are_parties_to_the_letter_and_ids_are_their_own() -> None:
    book, _, placed = imported(
        f"{HEADER}\nAcme,T,5%,,,F\nACME,T,5%,,,F\n Acme ,T,5%,,,F\n株式会社,T,5%,,,F\n"
        "acme-2,T,5%,,,F\n"
    )
    names = {party.name for party in book.parties.values()}
    assert names == {"Acme", "ACME", "株式会社", "acme-2", "T"}
    assert placed.parties == 5
    assert len(book.holdings) == 5


def test_without_a_column_of_sources_the_publisher_is_one() -> None:
    columns = Columns("who", "whom", publisher="Register of things")
    book, _, _ = imported("who,whom,share\nAcme,Target,25%\n", columns)
    assert [each.publisher for each in book.sources.values()] == ["Register of things"]


@pytest.mark.parametrize(
    ("table", "columns", "error", "told"),
    [
        ("", COLUMNS, FileSyntax, "empty"),
        ("who,whom,part,from,until,by\n", COLUMNS, FileSyntax, "no column 'share'"),
        ("who,whom,shares,from,until,by\n", COLUMNS, FileSyntax, "Did you mean shares?"),
        ("who,who,whom,share,from,until,by\n", COLUMNS, FileSyntax, "there twice"),
        ("who,whom,share\n", Columns("who", "whom"), UsageError, "whose these rows are"),
    ],
)
def test_a_table_that_cannot_be_used_is_one_error(
    table: str, columns: Columns, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        imported(table, columns)


def test_a_header_alone_is_an_empty_book() -> None:
    book, rejects, placed = imported(f"\ufeff{HEADER}\n")
    assert (len(book.holdings), rejects, placed) == (0, [], Placed(0, 0, 0))


CELLS = st.text(st.sampled_from("Ab %5é,\"\n'株:#{}[]&*!|>\\\t-"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8))
def test_no_row_is_lost(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["who", "whom", "share"])
    writer.writerows(rows)
    columns = Columns("who", "whom", publisher="Register")
    book, rejects, placed = imported(text.getvalue(), columns)
    given_rows = [row for row in rows if any(cell.strip() for cell in row)]
    assert placed.holdings + placed.rejected == len(given_rows)
    assert len(book.holdings) == placed.holdings
    assert len(rejects) == placed.rejected
