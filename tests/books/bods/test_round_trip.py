"""A book that goes out as statements and comes back is the same book."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from dealmodel.books.bods.export import export_bods
from dealmodel.books.bods.import_ import import_bods
from dealmodel.books.reading import load_book, read_book
from dealmodel.books.writing import book_text
from dealmodel.errors import UsageError
from dealmodel.figures.hedges import HedgeRules
from dealmodel.records.book import Book
from tests.books.bods.conformity import findings
from tests.books.bods.test_export import BOOK, DEALS, ROOT
from tests.books.strategies import books


def there_and_back(book: Book, **options: Any) -> Book:
    imported = import_bods(export_bods(book, **options).to_json(), "x.bods.json")
    assert imported.warnings == []
    return imported.book


@settings(max_examples=50)
@given(books())
def test_any_book_comes_back(book: Book) -> None:
    try:
        exported = export_bods(book)
    except UsageError:  # nobody in it is an entity or person
        assert all(party.kind == "brand" for party in book.parties.values())
        return
    imported = import_bods(exported.to_json())
    assert imported.book == book
    assert imported.warnings == []
    assert export_bods(imported.book).to_json() == exported.to_json()


@settings(max_examples=25)
@given(books())
def test_any_book_is_as_the_standard_has_it(tmp_path_factory: Any, book: Book) -> None:
    try:
        exported = export_bods(book, published="2020")
    except UsageError:
        return
    file = tmp_path_factory.mktemp("bods") / "book.bods.json"
    file.write_text(exported.to_json(), "utf-8")
    # What a book says of tomorrow is of tomorrow in the file, too.
    tomorrow = "statement_date_is_future_date"
    assert [each for each in findings(file) if tomorrow not in str(each)] == []


@pytest.mark.parametrize("path", [ROOT / "seeds", *DEALS], ids=lambda path: path.stem)
def test_real_books_come_back(path: Path) -> None:
    book = load_book(path)
    assert there_and_back(book, published="2025-10-31") == book


@pytest.mark.parametrize(
    "rules", [HedgeRules(), HedgeRules(reading="strict"), HedgeRules(exact=True)]
)
def test_whatever_figures_are_taken_to_mean(rules: HedgeRules) -> None:
    book = read_book(BOOK)
    assert there_and_back(book, rules=rules) == book


def test_after_another_program_has_laid_it_out_anew() -> None:
    book = read_book(BOOK)
    statements = json.loads(export_bods(book).to_json())
    parties = [each for each in statements if each["recordType"] != "relationship"]
    rest = [each for each in statements if each["recordType"] == "relationship"]
    for order in (statements[::-1], rest + parties):
        shuffled = [dict(sorted(each.items())) for each in order]
        lines = "\n".join(json.dumps(each) for each in shuffled)
        for text in (json.dumps(shuffled), json.dumps(shuffled, indent=4), lines):
            imported = import_bods(text)
            assert imported.book == book
            assert imported.warnings == []


def changed(change: Any, text: str = BOOK) -> tuple[Book, list[str]]:
    """The book in which ``change`` was made to the statements by their records' ids."""
    statements = json.loads(export_bods(read_book(text)).to_json())
    by_name = {each["recordId"].split(".", 1)[1]: each for each in statements[::-1]}
    change(by_name)
    imported = import_bods(json.dumps([each for each in statements if "recordId" in each]))
    return imported.book, list(imported.warnings)


def test_a_share_that_another_program_changes_counts() -> None:
    def change(statements: Any) -> None:
        cnbc = statements["stakes.stellantis-in-leapmotor.cnbc"]
        cnbc["recordDetails"]["interests"][0]["share"] = {"exact": 22}

    book, warnings = changed(change)
    before = read_book(BOOK)
    stake = book.stakes["stellantis-in-leapmotor"]
    assert [claim.says for claim in stake.share] == ["just over 20%", "19%", "20%"]
    assert stake.paid == before.stakes["stellantis-in-leapmotor"].paid
    other = book.stakes["stellantis-in-leapmotor-2"]
    assert (other.investor, other.investee, other.on) == ("stellantis", "leapmotor", "2023-10-01")
    assert [claim.says for claim in other.share] == ["22%"]
    assert "changed or added after the export" in warnings[0]
    assert book.joint_ventures == before.joint_ventures
    assert book.parties == before.parties


def test_a_name_that_another_program_changes_counts_and_the_rest_stays() -> None:
    def change(statements: Any) -> None:
        statements["parties.ceo"]["recordDetails"]["names"][0]["fullName"] = "C. Tavares"

    text = BOOK.replace("investor: leapmotor, investee: ceo", "investor: ceo, investee: leapmotor")
    text = text.replace(
        "speaks_for: leapmotor,",
        "speaks_for: leapmotor, note: n, facts: {f: {what: w, text: {says: t, source: cnbc}}},",
    )
    book, warnings = changed(change, text)
    before = read_book(text)
    party = book.parties["ceo"]
    assert party.name == "C. Tavares"
    assert party.facts == before.parties["ceo"].facts
    assert (party.note, party.speaks_for) == ("n", "leapmotor")
    assert book.stakes == before.stakes
    assert "changed or added after the export" in warnings[0]


def test_what_another_program_adds_to_a_statement_is_told() -> None:
    def change(statements: Any) -> None:
        for each in statements.values():
            each["publicationDetails"]["license"] = "https://example.org/l"
        statements["parties.stellantis"]["reviewed"] = True
        note = {"statementPointerTarget": "", "motivation": "commenting", "description": "Seen."}
        statements["parties.leapmotor"]["annotations"].append(note)

    book, (warning,) = changed(change)
    assert book == read_book(BOOK)
    assert warning.count("statement ") == 2
    assert warning.endswith("what others added to it is not kept")


def test_a_copy_of_a_statement_made_into_another_company_is_another_company() -> None:
    statements = json.loads(export_bods(read_book(BOOK)).to_json())
    (original,) = (each for each in statements if each["recordId"].endswith("parties.stellantis"))
    copy = json.loads(json.dumps(original)) | {"statementId": "c" * 32, "recordId": "copy"}
    copy["recordDetails"]["name"] = "Exor"
    for order in ([*statements, copy], [copy, *statements]):
        book = import_bods(json.dumps(order)).book
        assert book.parties["stellantis"].name == "Stellantis"
        assert book.parties["exor"].name == "Exor"


def test_a_statement_that_another_program_takes_out_is_out() -> None:
    def change(statements: Any) -> None:
        statements["stakes.stellantis-in-leapmotor.cnbc.2"].clear()

    book, _ = changed(change)
    assert [claim.says for claim in book.stakes["stellantis-in-leapmotor"].share] == [
        "21%",
        "just over 20%",
        "19%",
    ]


def test_a_statement_that_another_program_adds_is_in() -> None:
    statements = json.loads(export_bods(read_book(BOOK)).to_json())
    added = json.loads(json.dumps(statements[-1]))
    del added["annotations"]
    details = {"isComponent": False, "entityType": {"type": "registeredEntity"}, "name": "Exor"}
    entity = {**added, "statementId": "e" * 32, "recordId": "exor", "recordType": "entity"}
    added["statementId"], added["recordId"] = "a" * 32, "r"
    added["recordDetails"] = {
        **added["recordDetails"],
        "interestedParty": "exor",
        "interests": [{"type": "shareholding", "share": {"exact": 14.2}}],
    }
    statements += [{**entity, "recordDetails": details}, added]
    book = import_bods(json.dumps(statements)).book
    assert book.parties["exor"].name == "Exor"
    assert book.stakes["exor-in-international"].share[0].says == "14.2%"
    assert (
        book.stakes["stellantis-in-leapmotor"] == read_book(BOOK).stakes["stellantis-in-leapmotor"]
    )


def test_without_its_annotations_a_file_still_tells_who_holds_what() -> None:
    statements = json.loads(export_bods(read_book(BOOK)).to_json())
    for each in statements:
        each.pop("annotations", None)
    book = import_bods(json.dumps(statements), "leapmotor.bods.json").book
    assert book.book == "leapmotor"
    assert {party.name for party in book.parties.values()} == {
        *("Leapmotor", "Stellantis", "Leapmotor International", "China")
    }
    says = {
        (stake.investor, stake.investee): [claim.says for claim in stake.share]
        for stake in book.stakes.values()
    }
    assert says["stellantis", "leapmotor-international"] == ["51%"]
    assert says["leapmotor", "leapmotor-international"] == []
    assert book.parties["leapmotor"].aliases == ("Zhejiang Leapmotor",)
    assert book.parties["leapmotor"].country == "CN"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('\\"dealmodel\\": 1, \\"book\\"', '\\"dealmodel\\": 2, \\"book\\"'),
        ('{\\"dealmodel\\": 1, \\"book\\"', '{\\"dealmodel\\": 1, \\"book'),
        ('\\"stakes\\": {', '\\"stakes\\": 5, \\"x\\": {'),
        ('\\"reading\\": \\"usual\\"', '\\"reading\\": \\"no\\"'),
        ('\\"shares_are\\"', '\\"shares\\"'),
        ('\\"investor\\": \\"stellantis\\"', '\\"investor\\": \\"nobody\\"'),
    ],
)
def test_annotations_that_do_not_fit_are_passed_over(old: str, new: str) -> None:
    text = export_bods(
        read_book(BOOK.replace("    on: 2023-10\n", "    on: 2023-10\n    shares_are: primary\n"))
    ).to_json()
    assert old in text
    found = import_bods(text.replace(old, new))
    assert "leapmotor" in found.book.parties
    assert found.book.prices == {}
    assert "cannot be read from its annotations" in found.warnings[0]
    assert read_book(book_text(found.book)) == found.book


@pytest.mark.parametrize(
    "piece",
    [
        '{"dealmodel": 1, "holding": ["stakes"]}',
        '{"dealmodel": 1, "holding": ["book", "x"], "share": {"at": 0, "claim": {"says": "1%"}}}',
        '{"dealmodel": 1, "holding": ["joint_ventures", "international", "x"], "votes": 5}',
        '{"dealmodel": 1, "holding": ["joint_ventures", "international", "x", "y"], "votes": '
        '{"at": 0, "claim": {}}}',
        '{"dealmodel": 1, "party": ["leapmotor"], "record": {}}',
        '{"dealmodel": 1, "party": "leapmotor", "record": {"name": 5}}',
        '{"dealmodel": 1, "holding": ["stakes", "state-in-leapmotor"], "share": '
        '{"at": 0, "claim": {"says": "99%", "source": "cnbc"}}}',
        '{"dealmodel": 1, "book": {}}',
        '{"dealmodel": 1, "book": 5}',
        "[" * 100_000,
        '{"dealmodel": NaN}',
    ],
    ids=range(11),
)
def test_annotations_that_were_put_in_do_no_harm(piece: str) -> None:
    def change(statements: Any) -> None:
        note = statements["parties.state"]["annotations"][0] | {"description": piece}
        statements["parties.state"]["annotations"].insert(0, note)
        statements["parties.leapmotor"]["annotations"].insert(0, note)

    book, _ = changed(change)
    assert book.parties["leapmotor"].name == "Leapmotor"
    says = {claim.says for stake in book.stakes.values() for claim in stake.share}
    assert "99%" not in says
    assert {"19%", "20%"} <= says
