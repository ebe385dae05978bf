"""One form for a book's files: meaning and comments stay, once is enough, and short lines stay."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dealmodel import load_book
from dealmodel.books.formatting import formatted_book, formatted_text
from dealmodel.books.writing import book_json, book_text
from dealmodel.books.yaml_text import parse_yaml
from dealmodel.errors import BookError, FileError
from dealmodel.records.book import Book
from dealmodel.records.places import SourceText
from tests.books.strategies import books
from tests.cli.conftest import Runner
from tests.cli.conftest import run as run

SEEDS = Path(__file__).parents[2] / "seeds"
EXAMPLES = Path(__file__).parents[2] / "examples"

TYPED = """\
# yaml-language-server: $schema=x.json

---


book:   'Deals: 2025'   # its title
sources: {a: {publisher: "Alpha"},   # first
   b: {publisher: "B & Co"} }
#
# Two blocks of comments,
#   the second with its own shape.


# Right above.
stakes:
    # Of one deal.
    s: {investor: x, "investee" : y, on: 2024,   share: [{says: "21%", source: a}], note: ""}
    t:
      "on": 2024
      share:
      - {says: 20 percent, source: a}   # tail
      -
        # about b
        says:   "$1.6 billion"
        source: b
        note: |   # as told
            two
              lines

      # nothing else
  # of stakes
      kind: primary      # primary | secondary
                         # mixed
      country: NO
      exact: yes
      quoted: "yes"
      text: 'yes '
      empty:
      none: []
# the end
"""
FORM = """\
# yaml-language-server: $schema=x.json

book: "Deals: 2025"     # its title
sources:
  a: {publisher: Alpha}              # first
  b: {publisher: "B & Co"}
#
# Two blocks of comments,
#   the second with its own shape.

# Right above.
stakes:
  # Of one deal.
  s: {investor: x, investee: y, on: 2024, share: [{says: "21%", source: a}], note: ""}
  t:
    "on": 2024
    share:
      - {says: 20 percent, source: a}   # tail
      # about b
      - says: "$1.6 billion"
        source: b
        note: |   # as told
          two
            lines

    # nothing else
    # of stakes
    kind: primary        # primary | secondary
                         # mixed
    country: NO
    exact: yes
    quoted: "yes"
    text: "yes "
    empty:
    none: []
# the end
"""


def test_the_form() -> None:
    assert formatted_text(TYPED).splitlines() == FORM.splitlines()
    assert formatted_text(FORM) == FORM


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("a: {b: {c: d}, e: [f, g]}", "a: {b: {c: d}, e: [f, g]}"),
        ("a:\n  b:\n    c: d", "a:\n  b:\n    c: d"),
        ("{a: b, c: [d]}", "a: b\nc: [d]"),
        ("a: [\n  # why\n  b, c]", "a:\n  # why\n  - b\n  - c"),
        ("a: [b, c\n  # why\n  ]", "a:\n  - b\n  - c\n  # why"),
        ("a: [ # why\n  b]", "a: [b]  # why"),
        ("a: [\n # none\n ]", "# none\na: []"),
        ("a: {b: , c: d}", "a: {b: , c: d}"),
        ("a:\n- b\n-\n- c: d\n  e: f", "a:\n  - b\n  -\n  - c: d\n    e: f"),
        ("a:\n- - b\n  - c", "a:\n  -\n    - b\n    - c"),
        ("a: >\n  b\n  c", 'a: |-\n  b c'),
        ("a: >\n  b\n  c\n", "a: |\n  b c"),
        ("a: |+\n  b\n\n", 'a: "b\\n\\n"'),
        ("a: 'b\n\n  c'", 'a: "b\\nc"'),
        ("a: '#b' #c", 'a: "#b"  #c'),
        ("a: b#c", 'a: "b#c"'),
        ("a: 'it''s'", "a: it's"),
        ("a: 010\nb: 12:30\nc: 2023-10", 'a: 010\nb: "12:30"\nc: 2023-10'),
        ("a: b\r\n\r\n\r\n# c\r\nd: e\r\n", "a: b\n\n# c\nd: e"),
        ("\ufeffa: b", "a: b"),
        ("a:\n  b: c\n  # d\ne: f", "a:\n  b: c\n  # d\ne: f"),
        ("a:\n  b: c\n# d\ne: f", "a:\n  b: c\n# d\ne: f"),
        ("a:\n  b:\n    c: d\n  # e", "a:\n  b:\n    c: d\n  # e"),
    ],
)  # fmt: skip
def test_the_form_of_small_things(typed: str, form: str) -> None:
    assert formatted_text(typed) == f"{form}\n"
    assert formatted_text(f"{form}\n") == f"{form}\n"


def test_a_line_of_a_hundred_columns_stays_and_a_longer_one_is_broken() -> None:
    fits = f"a: {{b: {'x' * 86}, c: d}}"
    assert len(fits) == 100
    assert formatted_text(fits) == f"{fits}\n"
    assert formatted_text(fits.replace("c: d", "c: dd")).count("\n") == 3
    words = f"a: {'word ' * 30}end"
    assert formatted_text(words) == f"{words}\n"  # a text is never broken


@given(books())
@settings(max_examples=60)
def test_what_the_package_writes_is_in_its_form(book: Book) -> None:
    assert formatted_text(book_text(book)) == book_text(book)
    assert formatted_text(book_json(book), is_json=True) == book_json(book)


COMMENT = st.sampled_from(["", "", "", "  # why", " #", "# a: b - c"])
OWN = st.sampled_from(["", "", "", "\n", "# own\n", "      # - in\n", "  # {\n\n# }\n"])


@given(st.data(), st.sampled_from(sorted(SEEDS.glob("*.yaml"))))
@settings(max_examples=60)
def test_comments_anywhere_stay_and_once_is_enough(data: st.DataObject, file: Path) -> None:
    # Laid out once, no text goes over several lines, where a comment could not stand.
    lines = formatted_text(file.read_text()).splitlines()[:60]
    text = ""
    for line in lines:
        behind = "" if "#" in line or not line.strip() else data.draw(COMMENT)
        gap = " " if behind.startswith("#") else ""
        text += f"{data.draw(OWN)}{_typed(line)}{gap}{behind}\n"
    new = formatted_text(text)
    assert formatted_text(new) == new
    assert parse_yaml(SourceText("b", new)).data == parse_yaml(SourceText("a", text)).data
    assert sorted(_comments(new)) == sorted(_comments(text))


def _typed(line: str) -> str:
    """A line as somebody may type it: brackets over several lines, other quotes and spaces."""
    return re.sub(r", (?=[a-z]+: )", ",\n         ", line) if "{" in line else line


def _comments(text: str) -> list[str]:
    """The comments, found by hand: the seeds have no # in a text."""
    return [found.rstrip() for found in re.findall(r"#.*", text)]


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: str(file.name))
def test_the_examples_are_in_their_form(file: Path) -> None:
    assert formatted_text(file.read_text()) == file.read_text()


def test_another_reader_finds_the_same_in_it() -> None:
    for file in SEEDS.glob("*.yaml"):
        old = file.read_text()
        assert yaml.safe_load(formatted_text(old)) == yaml.safe_load(old)


def test_json_keeps_its_numbers() -> None:
    text = '{"book":"x","a":[1,2.50,1e5,-0,true,null,"y"],"b":{},"c":[]}'
    new = formatted_text(text, is_json=True)
    assert new.startswith('{\n  "book": "x",\n')
    assert json.loads(new) == {
        "book": "x",
        "a": [1, 2.5, "1e5", "-0", True, None, "y"],
        "b": {},
        "c": [],
    }
    assert "2.50" in new
    assert formatted_text(new, is_json=True) == new


@pytest.mark.parametrize("text", ["a: [", "a: b\na: c", "a: &x b", "a: !!str b", "a: b\n---\nc: d"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises((FileError, BookError)):
        formatted_text(text)


@pytest.mark.parametrize("text", ["", "# nothing\n", "just words\n"])
def test_what_is_no_mapping_is_left_alone(text: str) -> None:
    assert formatted_text(text) == text


def test_only_what_changes_is_written_and_modes_stay(tmp_path: Path, run: Runner) -> None:
    typed, formed, table = (tmp_path / name for name in ("a.yaml", "b.yaml", "c.toml"))
    typed.write_text("book:  x\nsources: { a: {publisher: 'A'} }  # one\n")
    formed.write_text("parties:\n  x: {name: X, kind: company}\n")
    table.write_text("currency='USD'\n")
    typed.chmod(0o640)
    os.utime(formed, (1, 1))
    before = load_book(tmp_path)
    ran = run("fmt", str(tmp_path), "--check")
    assert (ran.code, ran.out) == (1, f"would change {typed}\n")
    assert "TOML is left as it is" in ran.err
    assert typed.read_text().startswith("book:  x")
    ran = run("fmt", str(tmp_path), "--json")
    assert [(each["file"], each["changed"]) for each in ran.record["results"]] == [
        (str(typed), True),
        (str(formed), False),
    ]
    assert typed.read_text() == "book: x\nsources: {a: {publisher: A}}      # one\n"
    assert stat.S_IMODE(typed.stat().st_mode) == 0o640
    assert formed.stat().st_mtime == 1
    assert table.read_text() == "currency='USD'\n"
    assert load_book(tmp_path) == before
    assert run("fmt", str(tmp_path), "--check").code == 0
    assert not any(each.changes for each in formatted_book(tmp_path))


def test_one_file_at_fault_keeps_all_as_they_are(tmp_path: Path, run: Runner) -> None:
    (tmp_path / "a.yaml").write_text("book:  x\n")
    (tmp_path / "b.yaml").write_text("parties: [\n")
    ran = run("fmt", str(tmp_path), "--json")
    assert (ran.code, ran.error["where"]["line"]) == (2, 2)
    assert (tmp_path / "a.yaml").read_text() == "book:  x\n"
    (tmp_path / "c.toml").write_text("book = 'x'\n")
    assert run("fmt", str(tmp_path / "c.toml")).code == 2


def test_standard_input_goes_to_standard_output(run: Runner) -> None:
    ran = run("fmt", "-", stdin=b"book:  'x' # y\n")
    assert (ran.code, ran.out) == (0, "book: x    # y\n")
    assert run("fmt", "-", "--check", stdin=b"book:  x\n").code == 1
    assert run("fmt", "-", "--check", stdin=b"book: x\n").code == 0
    (record,) = run("fmt", "-", "--json", stdin=b"book:  x\n").results
    assert record == {"file": "standard input", "changed": True, "text": "book: x\n"}
