"""``dealmodel diff``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Runner

OLD = """
book: x
sources: {a: {publisher: Paper}}
parties: {i: {name: Ivy, kind: company}, e: {name: Elm, kind: company}}
stakes:
  s:
    investor: i
    investee: e
    on: 2024-05-07
    shares_are: secondary
    share: {says: 20%, source: a}
    paid: {says: $10 million, source: a}
"""


@pytest.fixture
def books(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(OLD)
    new.write_text(OLD.replace("20%", "16%"))
    return str(old), str(new)


def test_results(run: Runner, books: tuple[str, str]) -> None:
    claim, *answers = run("diff", *books, "--json").results
    assert (claim["what"], claim["change"]) == ("claim", "changed")
    assert (claim["where"], claim["source"]) == ("stakes.s.share", "a")
    assert (claim["old"], claim["new"]) == ({"says": "20%"}, {"says": "16%"})
    value = next(each for each in answers if each["name"] == "implied_equity_value")
    assert (value["subject"], value["change"]) == ("stakes.s", "moved")
    assert value["point"] == {
        "old": "50000000",
        "new": "62500000",
        "absolute": "12500000",
        "percent": "25",
    }


def test_text(run: Runner, books: tuple[str, str]) -> None:
    ran = run("diff", *books)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "stakes.s  (Ivy in Elm, 2024-05-07)\n  ~ share [Paper]: “20%” → “16%”"
    )
    assert "$50m [46.3, 53.8] → $62.5m [57.6, 67.7]\n" in ran.out


def test_the_exit_code_tells_only_when_asked(run: Runner, books: tuple[str, str]) -> None:
    old, new = books
    assert run("diff", old, new).code == 0
    assert run("diff", old, new, "--exit-code").code == 1
    assert run("diff", old, old, "--exit-code").code == 0
    ran = run("diff", old, new, "--exit-code", "--json")
    assert (ran.code, bool(ran.record["results"])) == (1, True)


def test_the_same_book(run: Runner, books: tuple[str, str]) -> None:
    assert run("diff", books[0], books[0]).out == "no differences\n"
    assert run("diff", books[0], books[0], "--json").results == []


def test_one_book_on_standard_input(run: Runner, books: tuple[str, str]) -> None:
    assert run("diff", "-", books[1], stdin=OLD.encode()).out == run("diff", *books).out
    assert run("diff", "-", books[0], stdin=OLD.encode()).out == "no differences\n"


def test_another_form_of_the_same_book_is_no_difference(
    run: Runner, books: tuple[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    head, _, stakes = OLD.partition("stakes:")
    (folder / "1.yaml").write_text(head)
    (folder / "2.yaml").write_text(f"stakes:{stakes}")
    assert run("diff", books[0], str(folder)).out == "no differences\n"


def test_a_warning_tells_what_has_no_answer(run: Runner, books: tuple[str, str]) -> None:
    lacking = OLD.replace("2024-05-07", "2999-05-07").replace("$10", "€10").encode()
    ran = run("diff", books[0], "-", stdin=lacking)
    assert ran.code == 0
    assert ran.err.startswith("warning: new: stakes.s: ")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("OLD",), "usage"),
        (("OLD", "nowhere.yaml"), "unreadable-file"),
        (("nowhere.yaml", "NEW"), "unreadable-file"),
        (("-", "-"), "usage"),
        (("OLD", "NEW", "third"), "usage"),
        (("OLD", "NEW", "--exitcode"), "usage"),
    ],
)
def test_bad_input(
    run: Runner, books: tuple[str, str], arguments: tuple[str, ...], code: str
) -> None:
    named = dict(zip(("OLD", "NEW"), books, strict=True))
    given = [named.get(each, each) for each in arguments]
    ran = run("diff", *given, "--json")
    assert ran.code == 2
    assert code in (ran.error["code"], *(each["code"] for each in ran.error.get("errors", ())))
    assert run("diff", *given).code == 2


def test_a_broken_book_is_told_with_its_place(run: Runner, books: tuple[str, str]) -> None:
    ran = run("diff", books[0], "-", stdin=OLD.replace("20%", "much").encode())
    assert (ran.code, ran.out) == (2, "")
    assert "standard input:11:" in ran.err
