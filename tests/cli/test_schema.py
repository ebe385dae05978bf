"""``dealmodel schema``."""

from __future__ import annotations

import json

from dealmodel.books.schema import book_schema
from tests.cli.conftest import Runner
from tests.cli.process import process


def test_the_text_is_the_schema_itself(run: Runner) -> None:
    ran = run("schema")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == book_schema()


def test_in_json_it_is_the_one_result(run: Runner) -> None:
    assert run("schema", "--json").results == [book_schema()]


def test_it_is_json_whatever_the_terminal_speaks() -> None:
    ran = process("schema", environment={"PYTHONIOENCODING": "ascii"})
    assert json.loads(ran.stdout.decode("ascii")) == book_schema()


def test_it_takes_no_argument(run: Runner) -> None:
    ran = run("schema", "book.yaml", "--json")
    assert (ran.code, ran.error["code"]) == (2, "usage")
