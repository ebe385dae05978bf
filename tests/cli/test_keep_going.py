"""``--keep-going`` and ``--locale`` of every command on a book."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest

from dealmodel.cli.commands import COMMANDS, command_named
from tests.cli.conftest import Ran, Runner

BOOK = """\
book: Deals
as_of: 2025-03-01
sources:
  s: {publisher: S}
  faz: {publisher: FAZ, locale: de}
parties:
  a: {name: A, kind: company}
  b: {name: B, kind: company}
stakes:
  x:
    investor: a
    investee: b
    share:
      - {says: "20,5%", source: faz}
      - {says: "68,01%", source: s}
    paid: {says: $1 billion, source: faz}
agreements:
  g:
    kind: talks
    parties: [a, b]
    status:
      - {on: 2025-01, stage: talks, evidence: rumoured, source: s}
      - {on: 2025-02, stage: talks, evidence: reported, source: s}
"""
DEAL = """\
deals:
  d: {target: b, consideration: {shares: {exchange_ratio: {says: 0.5 shares, source: s}}}}
"""
FAULTS = ((15, 16, "ambiguous-figure"), (22, 47, "bad-value"))

ON_A_BOOK = {
    "report": (),
    "check": (),
    "status": (),
    "offer": ("d", "--at", "$40"),
    "cite": ("x",),
    "diff": ("BOOK",),
    "ownership": ("a", "b"),
    "export": ("-o", "OUT"),
}


@pytest.fixture
def book(tmp_path: Path) -> str:
    file = tmp_path / "deal.yaml"
    file.write_text(BOOK)
    return str(file)


def answer(ran: Ran) -> dict[str, Any]:
    """The object of a command that went on although something is wrong."""
    assert (ran.code, ran.err) == (2, "")
    found: dict[str, Any] = json.loads(ran.out)
    assert "error" not in found
    return found


def arguments(name: str, book: str) -> list[str]:
    out = str(Path(book).with_name("out.xlsx"))
    if name == "offer":
        Path(book).write_text(BOOK + DEAL)
    return [name, book, *({"BOOK": book, "OUT": out}.get(each, each) for each in ON_A_BOOK[name])]


def test_the_commands_that_take_a_book_take_both_options() -> None:
    takes = {
        name
        for name in COMMANDS
        if {"BOOK", "OLD"} & {parameter.human_readable_name for parameter in params(name)}
    } - {"fmt", "migrate"}  # which read no figures
    assert takes == {*ON_A_BOOK}
    for name in takes:
        options = {option for parameter in params(name) for option in parameter.opts}
        assert {"--locale", "--keep-going"} <= options


def test_every_command_that_reads_figures_takes_a_locale() -> None:
    for name in ("figure", "convert", "calc", "value", "ratio", *ON_A_BOOK):
        assert "--locale" in {option for parameter in params(name) for option in parameter.opts}


def params(name: str) -> list[click.Parameter]:
    return list(command_named(name).params)


@pytest.mark.parametrize("name", ON_A_BOOK)
def test_without_it_the_book_is_refused_and_the_error_tells_of_it(
    run: Runner, name: str, book: str
) -> None:
    ran = run(*arguments(name, book))
    assert (ran.code, ran.out) == (2, "")
    for line, column, _ in FAULTS:
        assert f"{book}:{line}:{column}: " in ran.err
    assert ran.err.splitlines()[-1].startswith("--keep-going leaves out what is wrong")
    assert "--locale" not in ran.err
    assert "'locale: de' in the claim or its source" in ran.err
    error = run(*arguments(name, book), "--json").error
    assert "--keep-going" in error["message"]
    assert [each["code"] for each in error["errors"]] == [code for _, _, code in FAULTS]


@pytest.mark.parametrize("name", ON_A_BOOK)
def test_with_it_the_rest_is_derived(run: Runner, name: str, book: str) -> None:
    ran = run(*arguments(name, book), "--keep-going")
    assert ran.code == 2
    assert ran.out
    count = 2 if name == "diff" else 1
    for line, column, _ in FAULTS:
        assert ran.err.count(f"error: {book}:{line}:{column}: ") == count
    assert ran.err.count("is left out") == 2 * count
    carets = [line for line in ran.err.splitlines() if line.strip() == "^"]
    assert len(carets) == 2 * count
    assert "--keep-going" not in ran.err


@pytest.mark.parametrize("name", ON_A_BOOK)
def test_the_object_has_the_problems_beside_the_answer(run: Runner, name: str, book: str) -> None:
    ran = run(*arguments(name, book), "--keep-going", "--json")
    found = answer(ran)
    assert found["command"] == name
    told = found["problems"][:2]
    assert [(each["where"]["line"], each["where"]["column"], each["code"]) for each in told] == [
        *FAULTS
    ]
    for each in told:
        where = ":".join(str(part) for part in each["where"].values())
        assert f"{where}: {each['message']}" in found["warnings"]
    assert name == "diff" or found["results"]


def test_what_is_left_is_what_is_right(run: Runner, book: str) -> None:
    results = answer(run("report", book, "--keep-going", "--json"))["results"]
    values = [each for each in results if each["name"] == "implied_equity_value"]
    assert [each["point"][:10] for each in values] == ["4878048780"]
    (status,) = answer(run("status", book, "--keep-going", "--json"))["results"]
    assert [each["on"] for each in status["asserted_by"]] == ["2025-02"]


def test_a_sound_book_is_as_without_it(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "sound.yaml"
    file.write_text(BOOK.replace('"68,01%"', "20%").replace("rumoured", "reported"))
    assert run("report", str(file), "--keep-going") == run("report", str(file))
    assert "problems" not in json.loads(run("report", str(file), "--keep-going", "--json").out)


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_the_forms_of_a_check(run: Runner, book: str, form: str) -> None:
    ran = run("check", book, "--keep-going", "--format", form)
    assert ran.code == 2
    for _, _, code in FAULTS:
        assert code in ran.out
    assert "basis-undeclared" in ran.out


def test_a_report_in_json(run: Runner, book: str) -> None:
    ran = run("report", book, "--keep-going", "--format", "json")
    assert ran.code == 2
    assert len(json.loads(ran.out)["problems"]) == 2


def test_a_book_that_does_not_parse_is_refused_without_the_advice(run: Runner) -> None:
    for options in ((), ("--keep-going",)):
        ran = run("report", "-", *options, stdin=b"book: x\nstakes: {")
        assert (ran.code, ran.out) == (2, "")
        assert "--keep-going" not in ran.err


def test_the_locale_is_that_of_claims_that_state_none(run: Runner, book: str) -> None:
    ran = run("check", book, "--keep-going", "--locale", "de")
    assert ran.err.count("is left out") == 1
    assert "rumoured" in ran.err
    ran = run("report", book, "--keep-going", "--locale", "de", "--json")
    results = answer(ran)["results"]
    shares = [each["point"] for each in results if each["name"] == "share"]
    assert "0.6801" in shares
    error = run("check", book, "--locale", "xx", "--json").error
    assert error["code"] == "usage"
    assert "en, de, fr, it, es and zh" in error["message"]


def test_standard_input(run: Runner) -> None:
    ran = run("check", "-", "--keep-going", "--locale", "de", stdin=BOOK.encode())
    assert ran.err.startswith("error: standard input:22:47: ")


def test_what_is_exported_reads_back_without_the_option(run: Runner, tmp_path: Path) -> None:
    file = tmp_path / "deal.yaml"
    file.write_text(BOOK.replace("rumoured", "reported"))
    for name in ("out.yaml", "out.json", "out.bods.json"):
        out = tmp_path / "out" / name
        out.parent.mkdir(exist_ok=True)
        assert run("export", str(file), "-o", str(out), "--locale", "de").code == 0
    report = derived(run("report", str(file), "--locale", "de", "--json"))
    written = str(tmp_path / "out" / "out.yaml")
    assert derived(run("report", written, "--json")) == report
    back = tmp_path / "back.yaml"
    bods = str(tmp_path / "out" / "out.bods.json")
    assert run("import", bods, "-o", str(back)).code == 0
    assert derived(run("report", str(back), "--json")) == report


def derived(ran: Ran) -> list[dict[str, Any]]:
    """The results of a report without its findings, which say in which file they are."""
    return [each for each in ran.results if each["name"] != "finding"]


def test_the_workbook_has_the_figures_as_their_sources_mean_them(
    run: Runner, tmp_path: Path
) -> None:
    file, out = tmp_path / "deal.yaml", tmp_path / "inputs.csv"
    file.write_text(BOOK.replace("rumoured", "reported").replace("source: s}", "source: faz}"))
    assert run("export", str(file), "-o", str(out), "--table", "inputs").code == 0
    assert "0.205" in out.read_text()
    assert "0.6801" in out.read_text()


def test_a_change_of_locale_is_a_difference(run: Runner, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    text = BOOK.replace('"68,01%"', "1.500%").replace("rumoured", "reported")
    old.write_text(text.replace("1.500%", '"1.500%", locale: en'))
    new.write_text(text.replace("1.500%", '"1,500%", locale: de'))
    told = run("diff", str(old), str(new)).out
    assert "locale: en → de" in told
