"""Signing findings off: shown, not counted, and no longer once their claims change."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dealmodel import Finding, read_book
from dealmodel.checks.reviewing import claims_digest
from tests.cli.conftest import Runner
from tests.cli.process import PROGRAM

SEEDS = Path(__file__).parents[2] / "seeds"
BOOK = """book: x
sources:
  a: {publisher: Alpha}
  b: {publisher: Beta}
  c: {publisher: Gamma}
parties:
  x: {name: X, kind: company}
  y: {name: Y, kind: company}
stakes:
  s:
    investor: x
    investee: y
    share:
      - {says: "21%", source: a}
      - {says: 12 percent, source: b}
"""


def filled(text: str) -> str:
    """The entries that ``check --review`` prints, filled in."""
    for key, value in (("reason", "two days, two shares"), ("by", "A. Reader"), ("on", "2025-05")):
        text = re.sub(rf"(?m)^( +){key}:$", rf"\1{key}: {value}", text)
    return text


def signed(run: Runner, book: str = BOOK) -> str:
    return book + filled(run("check", "-", "--review", stdin=book.encode()).out)


def results(run: Runner, book: str, *options: str) -> tuple[int, list[dict[str, Any]]]:
    ran = run("check", "-", "--json", *options, stdin=book.encode())
    return ran.code, ran.record["results"]


def test_the_entries_to_fill_in_are_of_what_fails(run: Runner) -> None:
    ran = run("check", "-", "--review", stdin=BOOK.encode())
    assert ran.code == 1
    (made,) = yaml.load(ran.out, yaml.BaseLoader)["reviews"]
    assert list(made) == ["finding", "subject", "reason", "by", "on", "claims"]
    assert (made["finding"], made["subject"]) == ("claims-disagree", "stakes.s.share")
    assert made["reason"] == made["by"] == made["on"] == ""
    as_json = run("check", "-", "--review", "--json", stdin=BOOK.encode()).record["results"]
    assert as_json == [{**made, "reason": None, "by": None, "on": None}]
    # Not filled in, they sign nothing off.
    assert run("check", "-", stdin=(BOOK + ran.out).encode()).code == 2
    assert "reviews" not in run("check", "-", "--review", stdin=signed(run).encode()).out[:8]


def test_what_is_signed_off_is_shown_and_not_counted(run: Runner) -> None:
    book = signed(run)
    code, found = results(run, book)
    (finding,) = [each for each in found if each["code"] == "claims-disagree"]
    assert (code, finding["severity"], finding["verdict"]) == (0, "error", "contradictory")
    assert finding["review"] == {
        "reason": "two days, two shares",
        "by": "A. Reader",
        "on": "2025-05",
        "claims": finding["review"]["claims"],
    }
    assert not [each for each in found if each["code"].startswith("review-")]
    text = run("check", "-", stdin=book.encode()).out
    assert "signed off by A. Reader on 2025-05: two days, two shares" in " ".join(text.split())
    assert "1 signed off" in text
    ran = run("check", "-", "--format", "github", stdin=book.encode())
    assert ran.code == 0
    assert "::error" not in ran.out
    assert "::notice" in ran.out
    assert "signed off by A. Reader" in ran.out
    log = json.loads(run("check", "-", "--format", "sarif", stdin=book.encode()).out)
    (result,) = [r for r in log["runs"][0]["results"] if r["ruleId"] == "claims-disagree"]
    (suppression,) = result["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert "two days" in suppression["justification"]
    assert "signed off by A. Reader" in " ".join(
        run("report", "-", stdin=book.encode()).out.split()
    )


def remark(book: str) -> str:
    return book.replace('"21%", source: a', '"21%", source: a, note: As of May.')


def formatted(book: str) -> str:
    return book.replace('{says: "21%", source: a}', '{"source": "a", "says": "21%"}  # so it is')


def turned(book: str) -> str:
    first, second = '- {says: "21%", source: a}', "- {says: 12 percent, source: b}"
    return book.replace(first, "@").replace(second, first).replace("@", second)


def moved(book: str) -> str:
    taken = "      - {says: 12 percent, source: b}\n"
    added = "claims: [{about: stakes.s.share, says: 12 percent, source: b}]\n"
    return added + book.replace(taken, "")


@pytest.mark.parametrize("change", [remark, formatted, turned, moved])
def test_it_holds_however_and_wherever_the_claims_are_written(
    run: Runner, change: Callable[[str], str]
) -> None:
    book = signed(run)
    assert change(book) != book
    code, found = results(run, change(book))
    assert code == 0
    assert not [each for each in found if each["code"].startswith("review-")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("12 percent", "13 percent"),
        ("source: b}", "source: c}"),
        ("source: b}", "source: b, on: 2024}"),
        ("source: b}", "source: b, exact: yes}"),
        ("source: b}", "source: b}\n      - {says: 30%, source: c}"),
    ],
)
def test_it_lapses_when_what_the_claims_say_changes(run: Runner, old: str, new: str) -> None:
    book = signed(run)
    code, found = results(run, book.replace(old, new, 1))
    assert code == 1
    (lapsed,) = [each for each in found if each["code"] == "review-lapsed"]
    line = book.replace(old, new, 1).splitlines().index("reviews:") + 1
    assert lapsed["severity"] == "info"
    assert lapsed["where"].split(":")[-2] == str(line + 1)
    assert "A. Reader signed claims-disagree of stakes.s.share off on 2025-05" in lapsed["message"]


def test_a_review_of_what_is_gone_is_told(run: Runner) -> None:
    code, found = results(run, signed(run).replace("12 percent", "21 percent"))
    assert code == 0
    (unneeded,) = [each for each in found if each["code"] == "review-unneeded"]
    assert "take the review out" in unneeded["message"]


def test_a_finding_without_claims_rests_on_its_record() -> None:
    bare = Finding("paid-unstated", "warning", ("stakes", "s", "paid"), "no source says it")
    digest = claims_digest(bare, read_book(BOOK))
    assert digest == claims_digest(bare, read_book(remark(BOOK)))
    assert digest == claims_digest(bare, read_book(formatted(BOOK)))
    for old, new in (("12 percent", "13 percent"), ("investee: y", "investee: y\n    on: 2024")):
        assert digest != claims_digest(bare, read_book(BOOK.replace(old, new)))


def test_the_steps_of_the_readme_let_the_seeds_pass(tmp_path: Path) -> None:
    text = (SEEDS.parent / "README.md").read_text("utf-8")
    block = next(
        b for b in re.findall(r"```console\n(.+?)```", text, re.DOTALL) if "--review >" in b
    )
    steps = [line.removeprefix("$ ").partition("  #")[0] for line in block.splitlines()]
    assert steps[0] == "cp -r seeds my-book"
    shutil.copytree(SEEDS, tmp_path / "seeds")
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import re, sys\n"
        "path = sys.argv[1]\n"
        "text = open(path).read()\n"
        "for key, value in {'reason': 'seen', 'by': 'A. Reader', 'on': '2025-06-01'}.items():\n"
        "    text = re.sub(rf'(?m)^( +){key}:$', rf'\\1{key}: {value}', text)\n"
        "open(path, 'w').write(text)\n"
    )
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "EDITOR": f"{sys.executable} {editor}"}
    ran = [
        subprocess.run(step, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True)
        for step in steps
    ]
    assert [each.returncode for each in ran] == [0, 1, 1, 0, 0]
    assert "2 errors" in ran[1].stdout
    told = " ".join(ran[-1].stdout.split())
    assert told.count("signed off by A. Reader on 2025-06-01: seen") == 2
    # The entry that the README shows is one of those.
    digest = re.search(r"(?m)^    claims: (\w+)$", text)
    assert digest is not None
    assert digest[1] in (tmp_path / "my-book" / "reviews.yaml").read_text()


def test_a_book_full_of_contradictions_can_pass(run: Runner, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS, seeds)
    before = run("check", str(seeds), "--json")
    assert before.code == 1
    (seeds / "reviews.yaml").write_text(filled(run("check", str(seeds), "--review").out))
    after = run("check", str(seeds), "--json")
    assert after.code == 0

    def told(ran: Any) -> list[tuple[str, str, str]]:
        return [(each["code"], each["severity"], each["subject"]) for each in ran.record["results"]]

    assert told(after) == told(before)
    assert all("review" in each for each in after.record["results"] if each["severity"] == "error")


def test_reviews_are_written_into_the_folder_that_is_checked(tmp_path: Path) -> None:
    """As a shell does it: the file is there, and empty, before the command starts."""
    (tmp_path / "book.yaml").write_text(BOOK)
    with (tmp_path / "reviews.yaml").open("wb") as file:
        ran = subprocess.run(
            [PROGRAM, "check", str(tmp_path), "--review"], stdout=file, check=False, timeout=60
        )
    assert ran.returncode == 1
    assert (tmp_path / "reviews.yaml").read_text().startswith("reviews:\n  - finding: ")


def test_where_nothing_fails_what_is_written_is_a_file_of_a_book(
    run: Runner, tmp_path: Path
) -> None:
    (tmp_path / "book.yaml").write_text(BOOK.replace("12 percent", "21 percent"))
    told = run("check", str(tmp_path), "--review").out
    assert told.startswith("# nothing fails")
    (tmp_path / "reviews.yaml").write_text(told)
    assert run("check", str(tmp_path)).code == 0


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{finding: x, subject: y, by: z, on: 2025, claims: 0123456789abcdef}", "'reason'"),
        ("{finding: x, subject: y, reason: w, by: z, on: 2025}", "'claims'"),
        ("{finding: x, subject: y, reason: w, by: z, on: 2025, claims: 12}", "--review writes"),
        ("{finding: x, subject: y, reason: w, by: z, on: May, claims: 0123456789abcdef}", "May"),
    ],
)
def test_a_review_without_its_parts_is_one_error(run: Runner, entry: str, message: str) -> None:
    ran = run("check", "-", "--json", stdin=f"{BOOK}reviews: [{entry}]\n".encode())
    assert ran.code == 2
    assert message in ran.error["message"]
    assert ran.error["where"]["line"] == 16


def test_a_book_of_other_rules_is_told(run: Runner) -> None:
    code, found = results(run, "rules: 1\n" + BOOK.replace("12 percent", "21 percent"))
    (told,) = [each for each in found if each["code"] == "rules-changed"]
    assert (code, told["severity"], told["where"]) == (0, "info", "standard input:1:8")
    assert "write rules: 2" in told["message"]
    for same in ("rules: 2\n", ""):
        _, found = results(run, same + BOOK)
        assert not [each for each in found if each["code"] == "rules-changed"]
    assert run("check", "-", stdin=b"rules: two\n" + BOOK.encode()).code == 2


def test_a_difference_of_rules_stands_apart_from_facts(run: Runner, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text("rules: 1\n" + BOOK)
    new.write_text("rules: 2\n" + BOOK)
    ran = run("diff", str(old), str(new), "--json")
    (change,) = ran.results
    assert (change["subject"], change["what"]) == ("rules", "rules")
    assert (change["old"], change["new"]) == ("1", "2")
    assert run("diff", str(old), str(new)).out.splitlines() == [
        "rules",
        "  ~ rules: 1 → 2 (the meaning of hedges that the book was looked through with; no fact)",
        "",
        "rules: changed; claims, events and fields: none; answers: none",
    ]
    new.write_text("format: 2\nrules: 1\n" + BOOK)  # how it is written is nothing that it says
    assert run("diff", str(old), str(new)).out == "no differences\n"
    new.write_text("rules: 1\n" + signed(run))
    (change,) = run("diff", str(old), str(new), "--json").results
    assert (change["what"], change["change"]) == ("review", "added")
    assert change["where"] == "reviews[claims-disagree stakes.s.share]"


def test_a_format_to_come_is_refused_by_that_alone(run: Runner) -> None:
    book = "format: 3\nnovelties: {}\n" + BOOK
    for options in ((), ("--keep-going",)):
        ran = run("check", "-", "--json", *options, stdin=book.encode())
        assert ran.code == 2
        (problem,) = ran.error["errors"]
        assert problem["code"] == "newer-format"
        assert "format 3" in problem["message"]
        assert "up to 2" in problem["message"]
        assert ran.error["where"] == {"file": "standard input", "line": 1, "column": 9}
    assert run("check", "-", stdin=b"format: 2\n" + BOOK.encode()).code == 1
    assert run("check", "-", stdin=b"format: 0\n" + BOOK.encode()).code == 2
