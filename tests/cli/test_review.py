"""``dealmodel review``."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Runner

SLIP = "Revenue rose 32% to $5.6 billion from $5.0 billion.\n"
RIGHT = "Pre-sales start at 109,800 yuan ($15,115).\n"


@pytest.fixture
def slip(tmp_path: Path) -> str:
    path = tmp_path / "slip.txt"
    path.write_text(SLIP, "utf-8")
    return str(path)


@pytest.fixture
def right(tmp_path: Path) -> str:
    path = tmp_path / "right.md"
    path.write_text(RIGHT, "utf-8")
    return str(path)


def test_what_is_wrong_is_shown_with_its_arithmetic_and_exits_with_1(
    run: Runner, slip: str
) -> None:
    ran = run("review", slip)
    assert ran.code == 1
    assert "[1 32%]" in ran.out
    assert "$5.6 billion / $5.0 billion − 1 = 12%" in ran.out
    assert "mend: 12% instead of 32%" in ran.out


def test_json_has_the_keys_of_the_contract(run: Runner, right: str) -> None:
    ran = run("review", right, "--published", "2025-04-26", "--json")
    assert (ran.code, ran.err) == (0, "")
    record = ran.record
    assert list(record) == [
        *("schema", "command", "results", "figures", "refused", "warnings", "receipt")
    ]
    assert [(each["kind"], each["verdict"]) for each in record["results"]] == [
        ("conversion", "holds")
    ]
    assert record["receipt"]["rates"]["source"] == "ecb"
    assert record["receipt"]["options"]["published"] == "2025-04-26"


def test_standard_input_is_read(run: Runner) -> None:
    ran = run("review", "-", "--json", stdin=SLIP.encode())
    assert ran.code == 1
    assert ran.record["results"][0]["verdict"] == "wrong"


def test_several_have_a_result_each_and_the_gravest_exit_code(
    run: Runner, slip: str, right: str
) -> None:
    ran = run("review", right, slip, "--published", "2025-04-26", "--json")
    assert ran.code == 1
    assert [each["article"] for each in ran.record["results"]] == [right, slip]
    assert [each["results"][0]["verdict"] for each in ran.record["results"]] == ["holds", "wrong"]
    assert ran.record["receipt"]["rates"]["source"] == "ecb"


def test_one_of_several_that_cannot_be_read_does_not_stop_the_others(
    run: Runner, slip: str, tmp_path: Path
) -> None:
    ran = run("review", str(tmp_path / "none.txt"), slip, "--json")
    assert ran.code == 2
    first, second = ran.record["results"]
    assert first["error"]["code"] == "unreadable-file"
    assert second["results"][0]["verdict"] == "wrong"
    shown = run("review", str(tmp_path / "none.txt"), slip)
    assert shown.code == 2
    assert "none.txt" in shown.err
    assert "32%" in shown.out


def test_without_a_day_a_conversion_asks_for_one(run: Runner, right: str) -> None:
    ran = run("review", right)
    assert ran.code == 2
    assert "--published" in ran.err
    assert run("review", right, "--json").record["error"]["code"] == "usage"


def test_a_page_is_one_file_with_no_outside_address(run: Runner, slip: str) -> None:
    ran = run("review", slip, "--format", "html")
    assert ran.code == 1
    assert ran.out.startswith("<!doctype html>")
    assert "http" not in ran.out
    assert '<mark class="wrong">32%' in ran.out


def test_github_marks_the_line(run: Runner, slip: str) -> None:
    ran = run("review", slip, "--format", "github")
    assert ran.out.startswith(f"::error file={slip},title=growth,line=1,col=14::")


def test_sarif_places_the_relation(run: Runner, slip: str) -> None:
    log = json.loads(run("review", slip, "--format", "sarif").out)
    jsonschema.validate(
        log, {"type": "object", "required": ["version", "runs"], "properties": {"version": {}}}
    )
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] == "growth"
    assert result["level"] == "error"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 14}


def test_a_book_is_held_against_the_article(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "deal.txt"
    path.write_text(
        "In 2023, Stellantis bought a 31% stake in Leapmotor for $1.6 billion.\n", "utf-8"
    )
    ran = run("review", str(path), "--book", "seeds", "--json")
    told = {
        each["figures"][0]["verbatim"]: each["verdict"]
        for each in ran.record["results"]
        if each["kind"] == "repeat"
    }
    assert told == {"31%": "doubtful", "$1.6 billion": "holds"}


def test_an_encoding_can_be_said(run: Runner, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("It sold £5m of shares.".encode("cp1252"))
    assert run("review", str(path)).code == 2
    assert run("review", str(path), "--encoding", "cp1252").code == 0


def test_a_folder_is_no_article(run: Runner, tmp_path: Path) -> None:
    ran = run("review", str(tmp_path))
    assert ran.code == 2
    assert "a folder" in ran.err
