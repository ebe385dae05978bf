"""What is read again of a claim is read in the claim's own locale."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dealmodel.calculators.calculation import calc
from dealmodel.calculators.reconciliation import reconcile
from dealmodel.calculators.selection import select
from dealmodel.checks.catalogue import check
from dealmodel.errors import FigureError, FormulaSyntax
from dealmodel.records.book import Book
from dealmodel.records.claim import Claim


def german(says: str) -> Claim:
    return Claim(says=says, source="s", locale="de")


def test_a_remedy_reads_the_digits_as_the_source_prints_them() -> None:
    found = reconcile([german("1.234 Autos"), german("2.134 Autos")])
    texts = [remedy.text for pair in found.pairs for remedy in pair.remedies]
    assert any("1.234" in text and "reads 2.134" in text for text in texts)


def test_selection() -> None:
    assert select([german("68,01%"), german("68,1%")]).bounds.high == Fraction(6815, 10_000)


def test_a_check_for_plain_numbers() -> None:
    book = Book.build(
        {
            "book": "x",
            "sources": {"s": {"publisher": "S", "locale": "de"}},
            "parties": {name: {"name": name, "kind": "company"} for name in ("a", "b")},
            "stakes": {
                "x": {"investor": "a", "investee": "b", "share": {"says": "0,2", "source": "s"}}
            },
        }
    )
    assert "percent-or-fraction" in [each.code for each in check(book)]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("{1,5 Mrd. Euro} / 20%", 7_500_000_000),
        ("€1,5 Mrd / 20%", 7_500_000_000),
        ("1.234 + 1,5", Fraction(2471, 2)),
        ("max(2, {1,5})", 2),
        ("max(2, 3)", 3),
        ("x * 2", 2468),
        ("y * 2", 3),
    ],
)
def test_a_formula(formula: str, value: Fraction) -> None:
    assert calc(formula, locale="de", x="1.234", y="1,5").point == value


def test_a_comma_between_digits_never_parts_arguments_by_a_guess() -> None:
    with pytest.raises(FormulaSyntax, match="one number or several arguments"):
        calc("max(1,5, 2)", locale="de")
    with pytest.raises(FigureError):
        calc("x * 2", x="1.5", locale="de")
