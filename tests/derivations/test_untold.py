"""Nothing that a book states is lost: every figure of every claim is in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dealmodel as dm
from dealmodel.records.walking import claim_lists
from tests.checks.books import book, claims

ROOT = Path(__file__).parents[2]
DEALS = [
    path
    for path in sorted((ROOT / "tests/checks/deals").glob("*.yaml"))
    if "\nsources:" in path.read_text(encoding="utf-8")
]


def _told(of: dm.Book) -> str:
    return json.dumps([each.to_dict() for each in dm.report(of).items], ensure_ascii=False)


def _lost(of: dm.Book) -> list[str]:
    told = _told(of)
    shown: list[str] = []
    for each in claim_lists(of):
        for claim in each.claims:
            figures = claim.figures() if each.are_figures else ()
            shown += [figure.verbatim for figure in figures] or [claim.says]
    return [text for text in shown if json.dumps(text, ensure_ascii=False)[1:-1] not in told]


def test_every_claim_of_the_seeds_is_in_their_report() -> None:
    assert _lost(dm.load_book(ROOT / "seeds")) == []


@pytest.mark.parametrize("path", DEALS, ids=lambda path: path.stem)
def test_every_figure_of_a_deal_is_in_its_report(path: Path) -> None:
    of = dm.load_book(path)
    assert _lost(of) == []


def test_a_conversion_printed_with_an_amount_is_told_once() -> None:
    of = book(
        "stakes:\n  s: {investor: ivy, investee: elm, paid: "
        + claims("422.8 billion won ($334 million)")
        + "}\n"
    )
    found = [each for each in dm.report(of).items if each.name == "printed_conversion"]
    (told,) = found
    assert told.to_dict()["point"] == "334000000"
    assert told.to_dict()["of"] == "paid of 422.8 billion won"


def test_what_was_not_preferred_stays_untold() -> None:
    of = book(
        "stakes:\n  s: {investor: ivy, investee: elm, paid: " + claims("$5bn", "$6bn") + "}\n"
    )
    told = json.dumps([each.to_dict() for each in dm.report(of, prefer="alpha").items])
    assert "$5bn" in told
    assert "$6bn" not in told


def test_counts_of_two_things_stand_for_no_one_count_and_stop_nothing() -> None:
    shares = claims("300,000 cars", "1 ADS", sources="alpha alpha")
    of = book(f"stakes:\n  s: {{investor: ivy, investee: elm, on: 2024-01-02, shares: {shares}}}\n")
    dm.check(of)
    assert any("1 ADS" in each or "cars" in each for each in dm.report(of).warnings)
    assert "1 ADS" in _told(of)
