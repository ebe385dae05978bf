"""What is added from outside: each declaration shows wherever its kind does, one that is not whole
is refused with what it lacks, and a package is found by its entry points."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import dealmodel as dm
from dealmodel import extend
from dealmodel.cli.program import run
from dealmodel.errors import ExtensionError
from dealmodel.exports.csv_table import write_csv
from dealmodel.reports.markdown import markdown_of
from dealmodel.reports.text import text_of
from tests.checks.books import book, claims, stake
from tests.exports.engines import recalculated
from tests.exports.xlsx.proof import exported, table

OUTSIDE = Path(__file__).parents[1] / "examples" / "dealmodel-leverage"

POINTS = extend.Calculator(
    name="paid_per_point",
    formula="paid / (share * 100)",
    inputs={"paid": "paid", "share": "share"},
    section="stakes",
    definition="What was paid for each percentage point.",
    source="A test",
)
LEVERAGE = extend.Calculator(
    name="debt_share",
    formula="debt / value",
    inputs={"debt": "net_debt", "value": "answers.enterprise_value"},
    section="stakes",
    definition="Net debt as a part of the enterprise value.",
    source="A test",
    kind="share",
)
BOUGHT = book(stake(on="2024-05-07", paid=claims("€1.5 billion"), share=claims("20%")))


def _dear(context: extend.Context) -> Iterator[extend.Finding]:
    for path, record in context.records(dm.Stake):
        if record.paid:
            yield context.finding("too-dear", "error", (*path, "paid"), "far too dear")


DEAR = extend.Check(name="too-dear", about="what costs too much", rule=_dear)


class Fixed:
    """Two dollars for every euro."""

    name = "fixed"

    def conversion(self, base: str, quote: str, period: Any, policy: dm.Policy) -> dm.Conversion:
        return dm.RatesAt.of("2 USD/EUR").source.conversion(base, quote, period, policy)


FIXED = extend.Rates(name="fixed", about="two for one", make=Fixed)
COUNT = extend.Format(
    name=".count",
    about="how many answers there are",
    write=lambda report, file: file.write(f"{len(report.items)}\n".encode()) and None,
)
WHOLE = (POINTS, DEAR, FIXED, COUNT)


def test_a_calculator_works_out_figures_and_results() -> None:
    # 1.45 and 1.55 billion over 20.5 and 19.5 points.
    found = POINTS(paid="€1.5 billion", share="20%")
    assert found.point == 75_000_000
    assert found.bounds == dm.Bounds(
        Fraction(1_450_000_000) / Fraction("20.5"), Fraction(1_550_000_000) / Fraction("19.5")
    )
    assert (found.name, found.unit.text, found.tight) == ("paid_per_point", "EUR", True)


def test_a_calculator_shows_wherever_answers_do(tmp_path: Path) -> None:
    subject = "stakes.deal"
    with extend.registered(POINTS):
        report = dm.report(BOUGHT, to="USD")
        own, converted = (each for each in report.items if each.name == "paid_per_point")
        assert own.subject == subject
        assert own.sources == ("alpha",)
        # The ECB's rate of 2024-05-07 is 1.0766 dollars: 75 million euros are 80.745 million.
        assert converted.result.rounded == "80745000.00"
        record = next(each for each in report.results() if each["name"] == "paid_per_point")
        assert record["printed"] == "€1.5 billion / (20% × 100)"
        assert record["definition"] == POINTS.definition
        assert "paid per point" in text_of(report)
        assert "paid per point" in markdown_of(report)
        [note, _] = dm.cite(BOUGHT, subject, name="paid_per_point").citations
        assert "“€1.5 billion”" in note.text or "€1.5 billion" in note.text
        file = io.BytesIO()
        write_csv(dm.table(report, "valuation"), file)
        rows = csv.DictReader(io.StringIO(file.getvalue().decode("utf-8-sig")))
        assert next(row["point"] for row in rows if row["name"] == "paid_per_point") == "75000000"
        later = book(stake(on="2024-05-07", paid=claims("€1.8 billion"), share=claims("20%")))
        moved = {each.item.name for each in dm.diff(BOUGHT, later).movements}
        assert "paid_per_point" in moved
        path = tmp_path / "book.xlsx"
        exported(report, path)
    assert "paid_per_point" not in {each.name for each in dm.report(BOUGHT).items}
    from openpyxl import load_workbook

    workbook = load_workbook(path)
    line = next(
        cells
        for _, cells in table(workbook, "Valuation")
        if cells["Name"].value == "paid_per_point"
    )
    shown = recalculated(path, "ironcalc")
    for title, point in (("Point", 80_745_000), ("Point, 2nd unit", 75_000_000)):
        assert shown["Valuation", line[title].coordinate] == pytest.approx(point)
        assert str(line[title].value).startswith("=")


def test_a_calculator_goes_on_from_an_answer_of_the_record() -> None:
    valued = book(
        stake(paid=claims("€1.5 billion"), share=claims("20%"), net_debt=claims("€2.5 billion"))
    )
    with extend.registered(LEVERAGE):
        [found] = [each for each in dm.report(valued).items if each.name == "debt_share"]
    # 2.5 of 7.5 and 2.5: a quarter. Debt is one unknown above and below the line, so that the ends
    # are 2.45 of 7.9487 and 2.45, and 2.55 of 7.0732 and 2.55.
    assert found.result.point == Fraction(1, 4)
    assert found.result.tight
    low, high = found.result.bounds.low, found.result.bounds.high
    assert low == Fraction("2.45") / (Fraction("1.55") / Fraction("0.195") + Fraction("2.45"))
    assert high == Fraction("2.55") / (Fraction("1.45") / Fraction("0.205") + Fraction("2.55"))


def test_what_a_calculator_cannot_work_out_is_said() -> None:
    cost = extend.Calculator(
        name="cost",
        formula="paid + debt",
        inputs={"paid": "paid", "debt": "net_debt"},
        section="stakes",
        definition="What was paid and the debt.",
        source="A test",
    )
    mixed = book(stake(paid=claims("€1.5 billion"), net_debt=claims("$2 billion")))
    with extend.registered(cost):
        report = dm.report(mixed)
    assert "cost" not in {each.name for each in report.items}
    [told] = [each for each in report.warnings if each.startswith("stakes.deal: ")]
    assert "EUR" in told
    assert "USD" in told


def test_a_calculator_is_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["paid-per-point", "--paid", "€1.5 billion", "--share", "20%"]
    with extend.registered(POINTS):
        assert run([*arguments, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["command"] == "paid-per-point"
        [result] = told["results"]
        assert (result["name"], result["point"], result["unit"]) == (
            "paid_per_point",
            "75000000",
            "EUR",
        )
        assert run(["paid-per-point", "--help"]) == 0
        assert POINTS.definition in " ".join(capsys.readouterr().out.split())
        assert run(["extensions"]) == 0
        assert "calculator  paid_per_point  What was paid for" in capsys.readouterr().out
        assert run(["paid-per-point", "--paid", "€1.5 billion"]) == 2
        assert "--share" in capsys.readouterr().err
    assert run(arguments) == 2
    assert "there is no command 'paid-per-point'" in capsys.readouterr().err


def test_what_was_added_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with extend.registered(*WHOLE):
        assert run(["extensions", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    names = {(each["kind"], each["name"]) for each in told["results"]}
    assert names >= {
        ("calculator", "paid_per_point"),
        ("check", "too-dear"),
        ("rates", "fixed"),
        ("format", ".count"),
    }


def test_a_check_stands_beside_the_others() -> None:
    with extend.registered(DEAR):
        [found] = [each for each in dm.check(BOUGHT) if each.code == "too-dear"]
        assert (found.severity, found.subject) == ("error", "stakes.deal.paid")
        assert found in dm.report(BOUGHT).findings
    assert "too-dear" not in {each.code for each in dm.check(BOUGHT)}


def test_a_check_counts_and_is_told_in_every_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(dm.book_text(BOUGHT))
    with extend.registered(DEAR):
        assert run(["check", str(path)]) == 1
        assert "far too dear" in capsys.readouterr().out
        assert run(["check", str(path), "--format", "sarif"]) == 1
        log = json.loads(capsys.readouterr().out)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert "too-dear" in {each["id"] for each in rules}


def test_rates_go_by_their_name(capsys: pytest.CaptureFixture[str]) -> None:
    with extend.registered(FIXED):
        assert dm.convert("€5", to="USD", on="2024-05-07", rates="fixed").rounded == "10.00"
        assert run(["convert", "€5", "--to", "USD", "--on", "2024-05-07", "--rates", "fixed"]) == 0
        assert "10.00" in capsys.readouterr().out
        with pytest.raises(dm.DealModelError, match="Did you mean fixed"):
            dm.convert("€5", to="USD", on="2024-05-07", rates="fixd")
    with pytest.raises(dm.DealModelError, match="there are no rates called 'fixed'"):
        dm.convert("€5", to="USD", on="2024-05-07", rates="fixed")


def test_a_format_is_written_by_its_ending(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, path = tmp_path / "book.yaml", tmp_path / "answers.COUNT"
    source.write_text(dm.book_text(BOUGHT))
    with extend.registered(COUNT):
        assert run(["export", str(source), "-o", str(path)]) == 0
        assert "how many answers there are" in capsys.readouterr().out
    assert int(path.read_text()) == len(dm.report(dm.load_book(source)).items)
    assert run(["export", str(source), "-o", str(tmp_path / "more.count")]) == 2
    assert ".parquet" in capsys.readouterr().err


def test_a_format_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    def fails(report: extend.Report, file: Any) -> None:
        file.write(b"half")
        raise KeyError(report.book.book)

    source, path = tmp_path / "book.yaml", tmp_path / "answers.half"
    source.write_text(dm.book_text(BOUGHT))
    path.write_text("before")
    with extend.registered(extend.Format(name=".half", about="half of it", write=fails)):
        assert run(["export", str(source), "-o", str(path), "--force"]) == 2
    assert path.read_text() == "before"
    assert len(list(tmp_path.iterdir())) == 2


LACKING = [(each, name.name) for each in WHOLE for name in fields(each) if name.name != "kind"]


@pytest.mark.parametrize(
    ("whole", "name"), LACKING, ids=[f"{type(each).__name__}.{name}" for each, name in LACKING]
)
def test_what_lacks_something_is_refused_with_what_it_lacks(
    whole: extend.Calculator, name: str
) -> None:
    given = {each.name: getattr(whole, each.name) for each in fields(whole) if each.name != name}
    with pytest.raises(ExtensionError) as raised:
        type(whole)(**given)
    assert raised.value.missing == (name,)
    assert f"it lacks {name}" in raised.value.message


def test_all_that_is_lacking_is_told_at_once() -> None:
    with pytest.raises(ExtensionError) as raised:
        extend.Calculator(name="empty")
    assert raised.value.missing == ("formula", "inputs", "section", "definition", "source")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "paid per point"}, "letters, digits and _"),
        ({"formula": "paid /"}, "cannot be read"),
        ({"formula": "paid / (share * hundred)"}, "cannot be read"),
        ({"formula": "paid * 2"}, "same names: share"),
        ({"section": "steaks"}, "steaks.paid is no field"),
        ({"inputs": {"paid": "payed", "share": "share"}}, "stakes.payed is no field"),
        ({"inputs": {"paid": "paid", "share": "investor"}}, "stakes.investor is no field"),
        ({"inputs": {"paid": "paid", "share": "per_volume.counts"}}, "per_volume.counts is no"),
        ({"inputs": {"paid": "paid", "share": "note.count"}}, "stakes.note.count is no field"),
    ],
)
def test_a_calculator_that_cannot_work_is_refused(change: dict[str, Any], told: str) -> None:
    given = {each.name: getattr(POINTS, each.name) for each in fields(POINTS)} | change
    with pytest.raises(ExtensionError, match=told):
        extend.Calculator(**given)


def test_a_calculator_reaches_the_record_that_a_field_names() -> None:
    per_car = extend.Calculator(
        name="paid_per_car",
        formula="paid / cars",
        inputs={"paid": "paid", "cars": "per_volume.count"},
        section="stakes",
        definition="What was paid over the cars sold.",
        source="A test",
    )
    text = stake(paid=claims("$3 billion"), per_volume="sold") + (
        "volumes:\n"
        f"  sold: {{party: elm, measure: sales, period: 2023, count: {claims('300,000 cars')}}}\n"
    )
    with extend.registered(per_car):
        [found] = [each for each in dm.report(book(text)).items if each.name == "paid_per_car"]
        assert not [
            each
            for each in dm.report(book(stake(paid=claims("$3 billion")))).items
            if each.name == "paid_per_car"
        ]
    assert (found.result.point, found.result.unit.text) == (10_000, "USD/cars")


@pytest.mark.parametrize("name", ["Too-Dear", "too dear", "too_dear", "-dear"])
def test_a_code_is_written_like_the_others(name: str) -> None:
    with pytest.raises(ExtensionError, match="small letters"):
        extend.Check(name=name, about="dear", rule=_dear)


def _raises(_: extend.Context) -> Iterator[extend.Finding]:
    yield from [][1]


def _junk(_: extend.Context) -> list[Any]:
    return ["too dear"]


@pytest.mark.parametrize(
    ("rule", "told"), [(_raises, r"its rule fails \(IndexError"), (_junk, "yields 'too dear'")]
)
def test_a_rule_that_fails_is_named(rule: Any, told: str) -> None:
    with (
        extend.registered(extend.Check(name="bad", about="a bad rule", rule=rule)),
        pytest.raises(ExtensionError, match=told),
    ):
        dm.check(BOUGHT)


def test_a_rule_speaks_under_its_own_code() -> None:
    other = extend.Check(name="other", about="the finding of another", rule=_dear)
    with extend.registered(other), pytest.raises(ExtensionError, match="only findings of its own"):
        dm.check(BOUGHT)


@pytest.mark.parametrize(
    ("make", "told"), [(lambda: 1 / 0, "ZeroDivisionError"), (lambda: 7, "a int, which has no")]
)
def test_rates_that_cannot_be_made_are_named(make: Any, told: str) -> None:
    bad = extend.Rates(name="bad", about="bad rates", make=make)
    with extend.registered(bad), pytest.raises(ExtensionError, match=told):
        dm.convert("€5", to="USD", on="2024-05-07", rates="bad")


def test_two_of_one_name_are_refused_and_one_twice_is_one() -> None:
    other = extend.Check(name="too-dear", about="another", rule=_dear)
    with extend.registered(DEAR, DEAR):
        assert len([each for each in dm.check(BOUGHT) if each.code == "too-dear"]) == 1
        with pytest.raises(ExtensionError, match="another one of that name"):
            extend.register(other)


@pytest.mark.parametrize("given", [None, "too-dear", dm, {"name": "too-dear"}])
def test_what_is_no_declaration_is_refused(given: Any) -> None:
    with pytest.raises(ExtensionError, match="no declaration"):
        extend.register(given)


def installed(folder: Path, name: str, points: dict[str, str]) -> dict[str, str]:
    """An environment in which a package of that name is installed with its entry points."""
    data = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    data.mkdir(parents=True)
    (data / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    lines = [f"{key} = {value}" for key, value in points.items()]
    (data / "entry_points.txt").write_text("\n".join(["[dealmodel]", *lines, ""]))
    paths = [str(folder), str(OUTSIDE), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def called(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "dealmodel", *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_package_is_found_by_its_entry_points(tmp_path: Path) -> None:
    project = tomllib.loads((OUTSIDE / "pyproject.toml").read_text())["project"]
    environment = installed(tmp_path, project["name"], project["entry-points"]["dealmodel"])
    done = called(environment, "debt-share", "--debt", "$2 billion", "--value", "$8 billion")
    assert done.returncode == 0, done.stderr
    assert "25%" in done.stdout
    path = tmp_path / "book.yaml"
    terms = stake(paid=claims("€3 billion"), share=claims("50%"), net_debt=claims("€2 billion"))
    path.write_text(dm.book_text(book(terms)))
    report = json.loads(called(environment, "report", str(path), "--json").stdout)
    [found] = [each for each in report["results"] if each["name"] == "debt_share"]
    assert found["point"] == "0.25"
    assert "debt-undated" in called(environment, "check", str(path)).stdout


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("nowhere:DECLARATIONS", "cannot be loaded (ModuleNotFoundError"),
        ("dealmodel_leverage:NOTHING", "cannot be loaded (AttributeError"),
        ("dealmodel_leverage:undated_debt", "no declaration"),
        ("lacking:ALL", "it lacks formula, inputs, section, definition, source"),
    ],
)
def test_a_package_that_cannot_be_used_is_named(tmp_path: Path, value: str, told: str) -> None:
    (tmp_path / "lacking.py").write_text(
        "from dealmodel import extend\nALL = [extend.Calculator(name='empty')]\n"
    )
    environment = installed(tmp_path, "broken-one", {"bad": value})
    done = called(environment, "report", str(Path(__file__).parents[1] / "seeds"))
    assert done.returncode == 2
    assert "entry point 'bad' of broken-one 1.0" in done.stderr
    assert told in done.stderr
    # What asks for no declarations works on.
    assert called(environment, "calc", "€1.5 billion / 20%").returncode == 0
