"""``dealmodel read``."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from dealmodel.books.reading import load_book, read_book
from tests.cli.conftest import Runner

ROOT = Path(__file__).parents[2]
TEXT = (
    "In 2023, Alder bought a 21% stake in Kestrel for $1.6 billion. Alder employs 12,000 people. "
    "Two reporters were there."
)
BOOK = """# Deals
book: Deals   # ours
sources:
  filing: {publisher: Filing}
parties:
  alder: {name: Alder, kind: company}
  kestrel: {name: Kestrel, kind: company}
stakes:
  alder-in-kestrel:
    investor: alder
    investee: kestrel
    on: 2023-10
    share: {says: 21 percent, source: filing}   # by the filing
"""
GIVEN = ("--published", "2025-04-26", "--publisher", "Gazette")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.txt").write_text(TEXT)
    (tmp_path / "book.yaml").write_text(BOOK)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "deals.yaml").write_text(BOOK)


def test_the_draft_goes_to_standard_output(run: Runner) -> None:
    ran = run("read", "article.txt", *GIVEN)
    assert (ran.code, ran.err) == (0, "")
    book = read_book(ran.out)
    assert book.stakes["alder-in-kestrel"].share[0].says == "21%"
    assert book.sources["gazette-2025-04-26"].document == "article.txt"
    assert ran.out.splitlines()[-2:] == [
        "# Not placed:",
        '# "Two reporters" in "employs 12,000 people. Two reporters were there.": no sentence '
        "makes plain what it is of",
    ]


def test_in_json(run: Runner) -> None:
    record = run("read", "article.txt", *GIVEN, "--json").record
    assert [(each["name"], each["about"], each["says"]) for each in record["results"]] == [
        ("claim", "stakes.alder-in-kestrel.share", "21%"),
        ("claim", "stakes.alder-in-kestrel.paid", "$1.6 billion"),
        ("claim", "parties.alder.facts.employees.amount", "12,000 people"),
    ]
    for each in record["results"]:
        start, end = each["span"]
        assert TEXT[start:end] == each["says"]
        assert each["source"] == "gazette-2025-04-26"
    (left,) = record["unplaced"]
    assert (left["verbatim"], TEXT[slice(*left["span"])]) == ("Two reporters", "Two reporters")
    assert read_book(record["book"]).stakes
    assert record["receipt"]["options"]["publisher"] == "Gazette"


def test_the_draft_goes_to_a_file_that_is_not_replaced_unasked(run: Runner) -> None:
    ran = run("read", "article.txt", *GIVEN, "-o", "draft.yaml")
    assert (ran.code, ran.out) == (0, "wrote draft.yaml: 3 claims, 1 figure not placed\n")
    assert run("check", "draft.yaml").code == 0
    before = Path("draft.yaml").read_bytes()
    assert run("read", "article.txt", *GIVEN, "-o", "draft.yaml").code == 2
    assert Path("draft.yaml").read_bytes() == before
    assert run("read", "article.txt", *GIVEN, "-o", "draft.yaml", "--force").code == 0
    assert run("fmt", "draft.yaml", "--check").code == 0


def test_into_a_file_only_lines_are_added_and_only_if_wanted(run: Runner) -> None:
    ran = run("read", "article.txt", *GIVEN, "--into", "book.yaml", "--dry-run")
    assert ran.code == 0
    assert "+claims:" in ran.out
    assert "would write 3 claims" in ran.out
    assert Path("book.yaml").read_text() == BOOK
    # Nobody is at a terminal to be asked, so it is written.
    ran = run("read", "article.txt", *GIVEN, "--into", "book.yaml", "--json")
    assert ran.record["written"] is True
    new = Path("book.yaml").read_text()
    gone = [line for line in difflib.ndiff(BOOK.splitlines(), new.splitlines()) if line[0] == "-"]
    assert gone == ["-   alder: {name: Alder, kind: company}"]
    book = load_book("book.yaml")
    assert [each.says for each in book.stakes["alder-in-kestrel"].share] == ["21 percent", "21%"]
    assert [each.says for each in book.stakes["alder-in-kestrel"].paid] == ["$1.6 billion"]
    assert [each.says for each in book.parties["alder"].facts["employees"].amount] == [
        "12,000 people"
    ]
    again = run("read", "article.txt", *GIVEN, "--into", "book.yaml", "--yes")
    assert "book.yaml has it all already" in again.out
    assert Path("book.yaml").read_text() == new


def test_into_a_folder_a_file_is_added(run: Runner) -> None:
    Path("article.txt").write_text("In 2023, Alder bought a 21% stake in Kestrel.")
    ran = run("read", "article.txt", *GIVEN, "--into", "folder", "--yes")
    assert ran.code == 0
    assert sorted(each.name for each in Path("folder").iterdir()) == [
        "deals.yaml",
        "gazette-2025-04-26.yaml",
    ]
    assert Path("folder/deals.yaml").read_text() == BOOK
    assert Path("folder/gazette-2025-04-26.yaml").read_text() == (
        "sources:\n"
        "  gazette-2025-04-26: {publisher: Gazette, published: 2025-04-26, document: article.txt}\n"
        "\n"
        "claims:\n"
        '  - {about: stakes.alder-in-kestrel.share, says: "21%", source: gazette-2025-04-26}\n'
    )
    assert len(load_book("folder").stakes["alder-in-kestrel"].share) == 2
    assert run("read", "article.txt", *GIVEN, "--into", "folder", "--yes").code == 0
    assert len(list(Path("folder").iterdir())) == 2


def test_a_new_record_and_its_parties_go_into_a_folder(run: Runner) -> None:
    Path("article.txt").write_text("Birch holds 5% of Kestrel. Kestrel sold 900 cars in 2024.")
    assert run("read", "article.txt", *GIVEN, "--into", "folder", "--yes").code == 0
    book = load_book("folder")
    assert book.stakes["birch-in-kestrel"].share[0].says == "5%"
    assert book.parties["birch"].name == "Birch"
    assert book.volumes["kestrel-sales-2024"].count[0].says == "900 cars"
    assert run("fmt", "folder", "--check").code == 0


def test_what_contradicts_the_book_is_told(run: Runner) -> None:
    Path("article.txt").write_text("In 2023, Alder bought a 45% stake in Kestrel.")
    ran = run("read", "article.txt", *GIVEN, "--into", "book.yaml", "--dry-run")
    assert ran.code == 1
    assert "with it the book does not pass check: stakes.alder-in-kestrel.share" in ran.err


def test_facts_of_two_parties_go_to_where_those_stand(run: Runner) -> None:
    Path("article.txt").write_text("Alder employs 9,000 people. Kestrel employs 70 people.")
    assert run("read", "article.txt", *GIVEN, "--into", "folder", "--yes").code == 0
    book = load_book("folder")
    assert [
        book.parties[key].facts["employees"].amount[0].says for key in ("alder", "kestrel")
    ] == ["9,000 people", "70 people"]


def test_a_book_that_is_only_known_stays_as_it_is(run: Runner) -> None:
    ran = run("read", "article.txt", *GIVEN, "--book", "book.yaml")
    assert read_book(ran.out).stakes["alder-in-kestrel"].on == "2023-10"
    assert Path("book.yaml").read_text() == BOOK


def test_what_a_check_finds_is_told_and_fails(run: Runner) -> None:
    text = "Acme paid €1.5 billion ($1.42 billion) for 20% of Kestrel."
    ran = run("read", "-", *GIVEN, stdin=text.encode())
    assert ran.code == 1
    assert "the draft does not pass check" in ran.err
    assert read_book(ran.out).stakes


def test_a_web_page_is_read(run: Runner) -> None:
    Path("a.html").write_text("<html><p>Alder holds 5% of Kestrel.</p><script>7%</script></html>")
    ran = run("read", "a.html", *GIVEN, "--json")
    assert [each["says"] for each in ran.record["results"]] == ["5%"]
    assert ran.record["unplaced"] == []


def test_a_text_without_figures_is_an_empty_draft(run: Runner) -> None:
    ran = run("read", "-", *GIVEN, stdin=b"Nothing is counted here.")
    assert (ran.code, list(read_book(ran.out).sources)) == (0, ["gazette-2025-04-26"])
    assert "no figure" in ran.err


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (("-",), b"5%", "--publisher"),
        (("-", *GIVEN), b"", "no text"),
        (("-", *GIVEN), b"\x00\x01\x02", "bytes"),
        (("-", *GIVEN), b"5 \xff", "UTF-8"),
        (("-", *GIVEN), b"%PDF-1.4 no more", "PDF"),
        (("missing.txt", *GIVEN), b"", "missing.txt"),
        (("folder", *GIVEN), b"", "folder"),
        (("-", *GIVEN, "--yes"), b"5%", "--into"),
        (("-", *GIVEN, "--into", "-"), b"5%", "standard input"),
        (("-", *GIVEN, "--into", "book.yaml", "-o", "b.yaml"), b"5%", "-o"),
        (("-", *GIVEN, "--into", "book.yaml", "--yes", "--dry-run"), b"5%", "--dry-run"),
        (("-", *GIVEN, "--force"), b"5%", "--force"),
        (("-", *GIVEN, "-o", "draft.xlsx"), b"5%", ".yaml"),
        (("-", "--publisher", "Gazette", "--published", "02/12/2024"), b"5%", "02/12/2024"),
        (("-", "--publisher", "Gazette", "--published", "2999"), b"5%", "to come"),
    ],
)
def test_bad_input_is_one_error(
    run: Runner, arguments: tuple[str, ...], stdin: bytes, message: str
) -> None:
    ran = run("read", *arguments, stdin=stdin)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert ran.err.count("error:") == 1
    as_json = run("read", *arguments, "--json", stdin=stdin)
    assert as_json.code == 2
    assert message in as_json.record["error"]["message"] + str(as_json.record["error"]["where"])


def test_toml_and_json_are_not_edited_in_place(run: Runner) -> None:
    Path("book.json").write_text('{"book": "x", "parties": {}}')
    ran = run("read", "article.txt", *GIVEN, "--into", "book.json", "--yes")
    assert (ran.code, Path("book.json").read_text()) == (2, '{"book": "x", "parties": {}}')
    assert "only YAML" in ran.err
