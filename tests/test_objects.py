"""What people hold in their hands: short in a console, hashable, copied and sent to a process."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

import dealmodel as dm
from dealmodel.errors import DealModelError, UsageError
from dealmodel.rates.ecb import ecb_rates

HOSTILE = "<script>alert(1)</script>"
BOOK = f"""
book: "{HOSTILE}"
sources:
  cnbc: {{publisher: "{HOSTILE}", published: 2025-04-26}}
  blog: {{publisher: Blog}}
parties:
  a: {{name: "{HOSTILE}", kind: company}}
  b: {{name: B, kind: company}}
stakes:
  a-in-b:
    investor: a
    investee: b
    on: 2025-04-25
    share: [{{says: 21%, source: cnbc}}, {{says: 18%, source: blog}}]
    paid: [{{says: $1.6 billion, source: cnbc}}, {{says: €1.5 billion, source: blog}}]
agreements:
  talks:
    kind: talks
    parties: [a, b]
    status:
      - {{on: 2025-02, stage: talks, evidence: reported, source: cnbc, says: "{HOSTILE}"}}
      - {{on: 2025-03, stage: talks, evidence: denied, by: b, source: blog}}
"""

OBJECTS: dict[str, Callable[[], Any]] = {
    "figure": lambda: dm.figure("about $1.6 billion"),
    "figures": lambda: dm.find_figures("$1.6 billion and $1.6 bilion"),
    "result": lambda: dm.calc("$1.6 billion / {21%}"),
    "conversion": lambda: dm.convert("109,800 yuan", to="USD", on="2025-04-26"),
    "valuation": lambda: dm.implied_value("21%", "$1.6 billion", to="EUR", on="2025-04-26"),
    "reconciliation": lambda: dm.reconcile(["$1.6 billion", "€1.5 billion"], on="2023-10-26"),
    "book": lambda: dm.read_book(BOOK),
    "report": lambda: dm.report(dm.read_book(BOOK)),
    "findings": lambda: dm.check(dm.read_book(BOOK)),
    "table": lambda: dm.table(dm.report(dm.read_book(BOOK))),
    "status": lambda: dm.status(dm.read_book(BOOK).agreements["talks"]),
    "ownership": lambda: dm.report(dm.read_book(BOOK)).ownership,
    "rates": ecb_rates,
}
SHOWN_IN_NOTEBOOKS = (
    "figure", "figures", "result", "valuation", "report", "status", "table", "ownership",
)  # fmt: skip


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_is_sent_to_a_process_and_copied(name: str) -> None:
    found = OBJECTS[name]()
    again = pickle.loads(pickle.dumps(found))
    assert again == found
    assert copy.deepcopy(found) == found
    assert hash(again) == hash(found)


@pytest.mark.parametrize("name", OBJECTS)
def test_a_console_is_not_flooded(name: str) -> None:
    assert len(repr(OBJECTS[name]())) < 10_000


@pytest.mark.parametrize("name", SHOWN_IN_NOTEBOOKS)
def test_a_notebook_shows_it_and_runs_nothing_that_was_typed(name: str) -> None:
    html = OBJECTS[name]()._repr_html_()
    assert "<table>" in html
    assert "<script" not in html


def test_what_a_notebook_shows() -> None:
    assert "1600000000" in OBJECTS["figure"]()._repr_html_()
    assert "not read" in OBJECTS["figures"]()._repr_html_()
    assert "&lt;script&gt;" in OBJECTS["report"]()._repr_html_()
    assert OBJECTS["valuation"]()._repr_html_().count("<table>") == 6
    table = OBJECTS["table"]()
    assert table._repr_html_() == table._repr_html_(), "showing it must not use its rows up"
    assert "denied" in OBJECTS["status"]()._repr_html_()


@pytest.mark.parametrize("section", ["sources", "parties", "stakes", "agreements", "prices"])
def test_a_book_is_not_changed_behind_its_checks(section: str) -> None:
    held = getattr(dm.read_book(BOOK), section)
    before = dict(held)
    for change in (
        lambda: held.update(x=1),
        lambda: held.setdefault("x", 1),
        lambda: held.__setitem__("x", 1),
        lambda: held.__ior__({"x": 1}),
        held.clear,
        held.popitem,
        lambda: held.pop("a", None),
        lambda: held.__delitem__("a"),
    ):
        with pytest.raises(TypeError, match="build another one"):
            change()
    assert held == before


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: dm.figure("€1,50"),
        lambda: dm.figure("$1.6 bilion"),
        lambda: dm.figure("$5 and $6"),
        lambda: dm.calc("1 +"),
        lambda: dm.calc("a + b"),
        lambda: dm.calc("$1 + €1"),
        lambda: dm.calc("1 / 0"),
        lambda: dm.convert("$5", to="XXZ", on="2025-01-01"),
        lambda: dm.convert("$5", to="EUR", on="1980-01-01"),
        lambda: dm.implied_value("0%", "$5m"),
        lambda: dm.implied_value("21%", "$5m", shares_are="new"),  # type: ignore[arg-type]
        lambda: dm.read_book("book: x\nstakes: {a: {investor: b}}"),
    ],
)
def test_an_error_is_sent_to_a_process(attempt: Callable[[], object]) -> None:
    with pytest.raises(DealModelError) as raised:
        attempt()
    again = pickle.loads(pickle.dumps(raised.value))
    assert type(again) is type(raised.value)
    assert again.to_dict() == raised.value.to_dict()
    assert str(copy.deepcopy(raised.value)) == str(raised.value)


def test_what_is_no_path_is_no_book() -> None:
    with pytest.raises(UsageError, match="from a path, not from 5"):
        dm.load_book(5)  # type: ignore[arg-type]
