"""The steps of CONTRIBUTING.md, followed on a copy of the package: each thing that it tells how to
add shows in every reader that there is, and takes no more than it should."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text()
MOST_FILES, MOST_LINES = 3, 40

BOOK = """
book: Steps
currency: USD
sources:
  wire: {publisher: Wire, published: 2024-05-07}
  paper: {publisher: Paper, published: 2024-05-08}
parties:
  ivy: {name: Ivy, kind: company}
  elm: {name: Elm, kind: company}
stakes:
  ivy-in-elm:
    investor: ivy
    investee: elm
    on: 2024-05-07
    share: {says: 20%, source: wire}
    enterprise_value: {says: €8.0 billion, source: wire}
    ebitda: {says: €1.00 billion, source: wire}
earn_outs:
  ivy-for-elm:
    buyer: ivy
    on: 2024-05-07
    amount:
      - {says: €20 million, source: wire}
      - {says: €50 million, source: paper}
    condition: {says: approval of the drug, source: wire}
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of one file: ``before`` is there once and becomes ``after``."""

    heading: str
    file: str
    before: str
    after: str
    added: int


def steps() -> Iterator[Step]:
    """Every change that the text tells."""
    for section in re.split(r"^### ", TEXT, flags=re.MULTILINE)[1:]:
        for block in re.findall(r"```diff\n(.*?)```", section, re.DOTALL):
            first, *lines = block.splitlines()
            before = "\n".join(line[1:] for line in lines if line[:1] in (" ", "-"))
            after = "\n".join(line[1:] for line in lines if line[:1] in (" ", "+"))
            added = sum(line.startswith("+") for line in lines)
            heading = section.partition("\n")[0]
            yield Step(heading, first.removeprefix("--- "), before, after, added)


STEPS = list(steps())


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package as it is once every step was followed, and a book."""
    folder = tmp_path_factory.mktemp("house")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "dealmodel", folder / "dealmodel", ignore=ignored)
    for step in STEPS:
        file = folder / step.file
        if not step.before:
            assert not file.exists(), f"{step.file} is there already"
            file.write_text(step.after + "\n")
            continue
        text = file.read_text()
        assert text.count(step.before) == 1, f"{step.file}: {step.before}"
        file.write_text(text.replace(step.before, step.after))
    (folder / "book.yaml").write_text(BOOK)
    return folder


def called(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "dealmodel", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def told(folder: Path, *arguments: str) -> str:
    done = called(folder, *arguments)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.mark.parametrize("heading", dict.fromkeys(step.heading for step in STEPS))
def test_nothing_takes_more_than_three_files_and_forty_lines(heading: str) -> None:
    own = [step for step in STEPS if step.heading == heading]
    assert len({step.file for step in own}) <= MOST_FILES
    assert sum(step.added for step in own) <= MOST_LINES


def test_the_copy_is_what_runs(copy: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import dealmodel; print(dealmodel.__file__)"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(copy)


def test_the_hedge_word_is_read(copy: Path) -> None:
    [found] = json.loads(told(copy, "figure", "a whisker under 300,000 cars", "--json"))["results"]
    assert (found["hedge"], found["low"], found["high_open"]) == ("nearly", "290000", True)


def test_the_new_answers_and_claims_are_in_the_report(copy: Path) -> None:
    report = json.loads(told(copy, "report", "book.yaml", "--json"))["results"]
    multiple = next(each for each in report if each["name"] == "ev_to_ebitda")
    assert (multiple["point"], multiple["kind"]) == ("8", "ratio")
    owed = [each for each in report if each["subject"] == "earn_outs.ivy-for-elm"]
    # 20 million euros at 1.0766, the ECB's rate of the day.
    assert {each.get("rounded") for each in owed} >= {"20000000.00", "21532000.00"}
    assert any(each.get("text") == "approval of the drug" for each in owed)
    for form in ("text", "markdown"):
        text = told(copy, "report", "book.yaml", "--format", form)
        for words in ("ev to ebitda", "Earn-outs", "ivy-for-elm", "€20 million", "approval of"):
            assert words in text, (form, words)


def test_the_new_claims_are_checked_and_the_new_check_looks(copy: Path) -> None:
    found = json.loads(told(copy, "check", "book.yaml", "--json"))["results"]
    subjects = {(each["code"], each["subject"]) for each in found}
    assert ("claims-disagree", "earn_outs.ivy-for-elm.amount") in subjects
    assert ("paid-unstated", "stakes.ivy-in-elm") in subjects


def test_the_new_answers_are_cited(copy: Path) -> None:
    assert "€8.0 billion" in told(copy, "cite", "book.yaml", "stakes.ivy-in-elm.ev_to_ebitda")
    assert "€50 million" in told(copy, "cite", "book.yaml", "earn_outs.ivy-for-elm")


def test_what_changed_in_them_is_told(copy: Path) -> None:
    (copy / "later.yaml").write_text(
        BOOK.replace("€20 million", "€30 million").replace("€8.0 billion", "€9.0 billion")
    )
    found = json.loads(told(copy, "diff", "book.yaml", "later.yaml", "--json"))["results"]
    moved = {(each["subject"], each.get("name")) for each in found}
    assert ("stakes.ivy-in-elm", "ev_to_ebitda") in moved
    assert ("earn_outs.ivy-for-elm", "amount") in moved
    assert any(str(each.get("where")).startswith("earn_outs.ivy-for-elm") for each in found)


def test_schema_and_starter_have_the_new_kind(copy: Path) -> None:
    schema = json.loads(told(copy, "schema"))
    assert "earn_outs" in schema["properties"]
    assert "ebitda" in json.dumps(schema)
    told(copy, "init", "started")
    assert "earn_outs:" in (copy / "started" / "book.yaml").read_text()
    assert called(copy, "check", "started").returncode == 0
    report = json.loads(told(copy, "report", "started", "--json"))["results"]
    assert "earn_outs.alder-for-kestrel" in {each["subject"] for each in report}


@pytest.mark.parametrize("ending", ["csv", "parquet", "md", "json", "yaml"])
def test_every_export_holds_them(copy: Path, ending: str) -> None:
    told(copy, "export", "book.yaml", "-o", f"out.{ending}")
    file = copy / f"out.{ending}"
    if ending == "parquet":
        import pandas as pd

        text = pd.read_parquet(file).to_csv()
    else:
        text = file.read_text(encoding="utf-8-sig")
    assert "ivy-for-elm" in text
    assert "ebitda" in text


def test_the_workbook_has_a_sheet_of_them(copy: Path) -> None:
    told(copy, "export", "book.yaml", "-o", "out.xlsx")
    workbook = load_workbook(copy / "out.xlsx")
    own = [cell.value for row in workbook["Earn-outs"].iter_rows() for cell in row]
    assert "earn_outs.ivy-for-elm" in own
    multiple = [cell.value for row in workbook["Valuation"].iter_rows() for cell in row]
    assert "ev_to_ebitda" in multiple
    assert called(copy, "export", "--check", "out.xlsx", "book.yaml").returncode == 0


def test_the_calculator_is_a_command(copy: Path) -> None:
    assert "8" in told(copy, "ev-to-ebitda", "--value", "$8.0 billion", "--ebitda", "$1.0 billion")


def test_the_rates_and_the_format_are_there(copy: Path) -> None:
    shown = told(copy, "convert", "€5", "--to", "USD", "--on", "2024-05-07", "--rates", "parity")
    assert "5.00" in shown
    told(copy, "export", "book.yaml", "-o", "out.count")
    assert int((copy / "out.count").read_text()) > 5


def test_what_was_added_is_laid_out_like_the_rest(copy: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", copy)
    files = sorted({step.file for step in STEPS})
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *files],
            cwd=copy,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout


def test_a_section_that_no_kind_declares_is_an_error_at_once(copy: Path, tmp_path: Path) -> None:
    shutil.copytree(copy / "dealmodel", tmp_path / "dealmodel")
    (tmp_path / "dealmodel" / "derivations" / "earn_outs.py").unlink()
    shutil.copy(copy / "book.yaml", tmp_path)
    done = called(tmp_path, "report", "book.yaml")
    assert done.returncode not in (0, 1)
    assert "earn_outs" in done.stderr
