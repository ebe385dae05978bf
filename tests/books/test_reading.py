"""A book read from YAML, TOML, JSON or a folder: the same book, with the places of its parts."""

from __future__ import annotations

import gc
import hashlib
from fractions import Fraction
from pathlib import Path

import pytest

from dealmodel.books.reading import load_book, read_book
from dealmodel.errors import BookError

HERE = Path(__file__).parent
FORMS = ("leapmotor.yaml", "leapmotor.toml", "leapmotor.json", "leapmotor")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_the_same_book(form: str) -> None:
    assert load_book(HERE / form) == load_book(HERE / "leapmotor.yaml")


def test_what_the_book_says() -> None:
    book = load_book(HERE / "leapmotor.yaml")
    assert (book.book, book.currency) == ("Leapmotor partnerships", "USD")
    stake = book.stakes["stellantis-in-leapmotor"]
    assert [claim.figure().value for claim in stake.share] == [Fraction(21, 100), Fraction(1, 5)]
    paid = [claim.figure() for claim in stake.paid]
    assert [(figure.unit.text, figure.value) for figure in paid] == [
        ("USD", 1_600_000_000),
        ("EUR", 1_500_000_000),
    ]
    assert [figure.source for figure in paid] == ["cnbc-2025-04-26", "wikipedia-leapmotor"]
    yuan, dollars = book.prices["b10-start"].amount[0].figures()
    assert (yuan.value, yuan.unit.text) == (109_800, "CNY")
    assert (dollars.value, dollars.unit.text) == (15_115, "USD")
    assert book.volumes["byd-2024"].count == ()
    assert book.volumes["b10-first-13-days"].launch is True
    assert book.volumes["b10-first-13-days"].within[0].figure().value == 13
    growth = book.growth["leapmotor-2024"].growth[0].figure()
    assert (growth.kind, growth.value) == ("growth", Fraction(26, 25))
    assert [event.by for event in book.agreements["hongqi-platform"].status] == [
        None,
        "leapmotor",
        "Zhu Jiangming",
    ]
    assert book.parties["leapmotor"].aliases == ("零跑汽车", "Língpǎo Qìchē")


@pytest.mark.parametrize("form", FORMS)
def test_places_point_at_the_text(form: str) -> None:
    places = load_book(HERE / form).places
    for path, words in (
        (("stakes", "stellantis-in-leapmotor", "share", 1, "says"), "20 percent"),
        (("parties", "leapmotor", "aliases", 1), "Língpǎo Qìchē"),
        (("parties", "leapmotor", "facts", "capital-raised", "amount", 0, "says"), "RMB 380"),
        (("book",), "Leapmotor partnerships"),
        (("sources", "cnbc-2025-04-26", "published"), "2025-04-26"),
        (("prices", "b10-start"), "b10-start"),
        (("agreements", "hongqi-platform", "status", 2, "by"), "Zhu Jiangming"),
    ):
        place = places.of(path)
        assert place is not None
        assert place.line is not None
        assert place.column is not None
        line = Path(place.file).read_text().splitlines()[place.line - 1]
        assert place.excerpt == line
        at = line[place.column - 1 :]
        if form.endswith((".json", "leapmotor")) and "\\u" in at:
            at = at.encode().decode("unicode_escape")
        assert at.lstrip("\"'").startswith(words)


def test_a_part_that_is_absent_is_where_its_record_is() -> None:
    places = load_book(HERE / "leapmotor.yaml").places
    absent = places.of(("volumes", "byd-2024", "count", 0, "says"))
    assert absent == places.of(("volumes", "byd-2024"))
    assert places.of(("stakes", "nobody")) == places.of(("stakes",))
    assert places.of(("nothing",)) == places.of(())


def test_the_digest_is_that_of_sha256sum() -> None:
    one = (HERE / "leapmotor.yaml").read_bytes()
    assert load_book(HERE / "leapmotor.yaml").sha256 == hashlib.sha256(one).hexdigest()
    lines = "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted((HERE / "leapmotor").iterdir())
    )
    expected = hashlib.sha256(lines.encode()).hexdigest()
    assert load_book(HERE / "leapmotor").sha256 == expected
    assert read_book(one).sha256 == hashlib.sha256(one).hexdigest()


def test_a_text_has_the_name_it_is_given() -> None:
    with pytest.raises(BookError) as caught:
        read_book("book: x\nstake: {}\n", "<stdin>")
    assert str(caught.value.problems[0].where) == "<stdin>:2:1"
    assert read_book('{"book": "x"}', syntax="json") == read_book('book = "x"', syntax="toml")


def test_an_empty_value_is_an_absent_one() -> None:
    book = read_book(
        "book: x\nas_of:\nstakes:\nsources:\n  a:\n    publisher: A\n    note:\n"
        "parties:\n  b: {name: B, kind: company, aliases: }\n"
    )
    assert book.as_of is None
    assert book.stakes == {}
    assert book.sources["a"].note is None
    assert book.parties["b"].aliases == ()


@pytest.mark.parametrize("was_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    try:
        read_book("book: x")
        with pytest.raises(BookError):
            read_book("")
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


class TestFolder:
    """Several files as one book."""

    def write(self, folder: Path, **files: str) -> Path:
        for name, text in files.items():
            (folder / name.replace("_", ".")).write_text(text)
        return folder

    def problems(self, folder: Path) -> list[tuple[str, str]]:
        with pytest.raises(BookError) as caught:
            load_book(folder)
        return [
            (str(each.where).removeprefix(f"{folder}/"), each.message)
            for each in caught.value.problems
        ]

    def test_the_same_id_twice_names_both_places(self, tmp_path: Path) -> None:
        self.write(
            tmp_path,
            a_yaml="book: x\nparties:\n  p: {name: P, kind: company}\n",
            b_yaml="parties:\n  p: {name: Q, kind: company}\n",
        )
        ((where, message),) = self.problems(tmp_path)
        assert where == "b.yaml:2:3"
        assert message == (
            f"parties.p: 'p' is also in {tmp_path}/a.yaml:3:3: give one of them another id"
        )

    def test_the_title_may_be_said_alike_in_several(self, tmp_path: Path) -> None:
        self.write(tmp_path, a_yaml="book: x\ncurrency: EUR\n", b_toml='book = "x"\n')
        assert load_book(tmp_path).currency == "EUR"

    def test_two_titles(self, tmp_path: Path) -> None:
        self.write(tmp_path, a_yaml="book: x\n", b_json='{"book": "y"}')
        ((where, message),) = self.problems(tmp_path)
        assert where == "b.json:1:2"
        assert message.endswith("a.yaml:1:1: say it in one file only")

    def test_a_broken_file_does_not_hide_errors_of_the_others(self, tmp_path: Path) -> None:
        self.write(
            tmp_path,
            a_yaml='book: "x\n',
            b_yaml="parties:\n  p: {name: P, kind: firm}\n",
            c_json="{,}",
            d_yaml="stakes:\n  s: {investor: p, investee: q}\n",
        )
        found = [where for where, _ in self.problems(tmp_path)]
        # Neither the title nor q is called absent: they may be in a file that cannot be read.
        assert found == ["a.yaml:1:7", "b.yaml:2:22", "c.json:1:2"]

    def test_references_go_across_files(self, tmp_path: Path) -> None:
        self.write(
            tmp_path,
            a_yaml="book: x\nstakes:\n  s: {investor: p, investee: p}\n",
            b_yml="parties: {p: {name: P, kind: company}}\n",
        )
        assert load_book(tmp_path).stakes["s"].investor == "p"

    def test_other_and_hidden_files_are_left_alone(self, tmp_path: Path) -> None:
        self.write(tmp_path, a_yaml="book: x\n", notes_txt="nothing", README="nothing")
        (tmp_path / ".#a.yaml").write_text("{")
        (tmp_path / "old.yaml").mkdir()
        assert load_book(tmp_path).book == "x"

    def test_an_empty_file_in_it_is_an_error(self, tmp_path: Path) -> None:
        self.write(tmp_path, a_yaml="book: x\n", b_yaml="")
        ((where, message),) = self.problems(tmp_path)
        assert (where, message[:17]) == ("b.yaml", "the file is empty")

    def test_a_section_that_is_a_list_in_one_file(self, tmp_path: Path) -> None:
        self.write(
            tmp_path,
            a_yaml="book: x\nparties: {p: {name: P, kind: company}}\n",
            b_yaml="parties: [p]\n",
        )
        assert [where for where, _ in self.problems(tmp_path)] == ["b.yaml:1:1"]
        self.write(
            tmp_path,
            a_yaml="book: x\nparties: [p]\n",
            b_yaml="parties: {p: {name: P, kind: company}}\n",
        )
        assert [where for where, _ in self.problems(tmp_path)] == ["a.yaml:2:1"]

    def test_no_book_in_it(self, tmp_path: Path) -> None:
        ((_, message),) = self.problems(tmp_path)
        assert "put files that end in .yaml, .toml or .json directly in it" in message
