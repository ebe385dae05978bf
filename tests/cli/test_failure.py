"""Errors that belong to no one command: usage, unknown names, faults of the program itself."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Runner


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("convrt", "€5"), "Did you mean convert or convert-table?"),
        (("quux",), "give one of figure, convert"),
        (("figure", "€5", "--jsno"), "Did you mean --json?"),
        (("figure", "€5", "--jsno=yes"), "Did you mean --json?"),
        (("figure", "€5", "-j"), "there is no option -j"),
        (("--verison",), "there is no option --verison. Did you mean --version"),
        (("figure",), "TEXT is missing (see dealmodel figure --help)"),
        (("figure", "€5", "€6"), "in quotes"),
        (("figure", "€5", "--reading", "loose"), "--reading takes usual or strict (see dealmodel"),
        (("figure", "€5", "--bounds", "1"), "--bounds takes 2 values"),
        (("figure", "€5", "--locale"), "--locale takes a value (see dealmodel figure --help)"),
        (("figure", "€5", "--exact=1"), "--exact takes no value"),
        (("convert", "€5", "--max-age", "x"), "--max-age takes a whole number"),
        (("ownership", "b", "--paths", "0"), "--paths takes a whole number of at least 1"),
        (("completion", "tcsh"), "SHELL takes bash, zsh or fish"),
        (("completion",), "SHELL is missing: give bash, zsh or fish"),
        (("ratio", "€5"), "B is missing"),
    ],
)
def test_a_usage_error(run: Runner, arguments: tuple[str, ...], said: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert said in ran.err
    for with_json in (("--json", *arguments), (arguments[0], "--json", *arguments[1:])):
        record = run(*with_json)
        assert (record.code, record.error["code"], record.err) == (2, "usage", "")


def test_json_behind_two_dashes_is_a_text(run: Runner) -> None:
    ran = run("figure", "--", "--json")
    assert (ran.code, ran.out) == (2, "")


def test_a_fault_of_the_program_is_one_line(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("dealmodel.figures.reader.find_figures", broken)
    monkeypatch.delenv("DEALMODEL_DEBUG", raising=False)
    ran = run("figure", "5 cars")
    assert (ran.code, ran.out, ran.err.count("\n")) == (70, "", 1)
    assert "ZeroDivisionError: division by zero" in ran.err
    assert run("figure", "5 cars", "--json").error["code"] == "internal"
    monkeypatch.setenv("DEALMODEL_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("figure", "5 cars")
