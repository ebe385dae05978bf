"""Every error says what is wrong, and points at it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from dealmodel.errors import (
    AmbiguousFigure,
    DealModelError,
    DivisionByZero,
    FormulaSyntax,
    FormulaTooLarge,
    NoFigure,
    SeveralFigures,
    Span,
    UnknownCurrency,
    UnknownName,
    UsageError,
)
from dealmodel.formulas.expression import Constant
from dealmodel.formulas.language import parse

KNOWN = {"paid": "€1.5 billion", "stake": "21%"}


@pytest.mark.parametrize(
    ("text", "error", "marked", "message"),
    [
        ("", FormulaSyntax, "", "empty"),
        (" \n;; # nothing", FormulaSyntax, " ", "empty"),
        ("paid /", FormulaSyntax, "", "ends where a value is needed"),
        ("(paid + 2", FormulaSyntax, "(", "never closed"),
        ("min(1, (2; 3)", FormulaSyntax, "(", "never closed"),
        ("paid)", FormulaSyntax, ")", "closes none"),
        ("{", FormulaSyntax, "{", "never closed"),
        ("1 + {}", FormulaSyntax, "{}", "empty braces"),
        ("1 + { }", FormulaSyntax, "{ }", "empty braces"),
        ("paid $ 3", FormulaSyntax, "$", "operator is missing"),
        ("paid stake", FormulaSyntax, "s", "operator is missing"),
        ("2 paid", FormulaSyntax, "p", "operator is missing"),
        ("3 min(1, 2)", FormulaSyntax, "min", "operator is missing"),
        ("paid & 2", FormulaSyntax, "&", "no meaning"),
        ("* 2", FormulaSyntax, "*", "a value is needed"),
        ("\0", FormulaSyntax, "\0", "a value is needed"),
        ("paid == 2", FormulaSyntax, "=", "only a name can be defined"),
        ("2 = paid", FormulaSyntax, "=", "only a name can be defined"),
        ("x = 1; x = 2", FormulaSyntax, "x", "defined twice"),
        ("paid = 2; paid", FormulaSyntax, "paid", "defined twice"),
        ("min = 3", FormulaSyntax, "min", "word of the language"),
        ("paid in", FormulaSyntax, "", "a currency is needed"),
        ("paid in USD", FormulaSyntax, "USD", "no rate without a date"),
        ("paid in USD on", FormulaSyntax, "USD", "no rate without a date"),
        ("paid in UDS on 2023", UnknownCurrency, "UDS", "Did you mean"),
        ("paid / stakes", UnknownName, "stakes", "Did you mean stake"),
        ("sin(2)", FormulaSyntax, "sin", "min, max, abs"),
        ("abs", FormulaSyntax, "abs", "needs brackets"),
        ("abs(1, 2)", FormulaSyntax, "abs(1, 2)", "one argument"),
        ("min()", FormulaSyntax, ")", "a value is needed"),
        ("(1, 2)", FormulaSyntax, ",", "only the arguments"),
        ("min(1,200)", FormulaSyntax, "1,200", "space"),
        ("max(4,272,145 cars, 2)", FormulaSyntax, "4,272,145 cars", "braces"),
        ("just over 300,000 cars / 2", FormulaSyntax, "just over 300,000 cars", "{just over"),
        ("paid * half", FormulaSyntax, "half", "{half}"),
        ("€1–2 billion", FormulaSyntax, "–", "braces"),
        ("paid\n+ 2", FormulaSyntax, "+", "brackets"),
        ("2 ** stake", FormulaSyntax, "stake", "exact number"),
        ("2 ** {about 3}", FormulaSyntax, "{about 3}", "exact number"),
        ("2 ** (1 / 0)", DivisionByZero, "0", "divisor"),
        ("2 ** 10 ** 9", FormulaTooLarge, "2 ** 10 ** 9", "1000"),
        ("paid ** 5000", FormulaTooLarge, "paid ** 5000", "1000"),
        ("2_000", FormulaSyntax, "2", "write digits"),
        ("1 + {no number}", NoFigure, "no number", "no figure"),
        ("1 + {1 and 2}", SeveralFigures, "2", "2 figures"),
        ("1 + {about ¥5}", AmbiguousFigure, "¥5", "CNY or JPY"),
        ("1 + ¥5", AmbiguousFigure, "¥5", "CNY or JPY"),
        ("1 + 1,5", AmbiguousFigure, "1,5", "1.5 or as 15"),
    ],
)
def test_errors(text: str, error: type[DealModelError], marked: str, message: str):
    with pytest.raises(error) as caught:
        parse(text, KNOWN)
    assert message in str(caught.value)
    where = caught.value.where
    assert isinstance(where, Span)
    assert where.text == text
    assert text[where.start : where.end] == marked
    assert "^" in caught.value.render()


@pytest.mark.parametrize("name", ["", "1st", "in", "max", "a b", "x" * 5 + "!"])
def test_a_given_name_must_be_a_name(name: str):
    with pytest.raises(FormulaSyntax):
        parse("1", {name: 2})


@pytest.mark.parametrize(
    "given", [0.1, True, None, Decimal("NaN"), Decimal("Infinity"), Decimal("1e99999"), object()]
)
def test_a_given_value_must_be_exact(given: object):
    with pytest.raises(UsageError, match="x = "):
        parse("x", {"x": given})


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5_000 + "1" + ")" * 5_000,
        "-(" * 5_000 + "1" + ")" * 5_000,
        "1" + "+1" * 100_000,
        "1" + "**1" * 100_000,
        "abs(" * 5_000 + "1" + ")" * 5_000,
        "{" * 100_000,
        "}" * 100_000,
        "9" * 200_000,
        "1/" * 50_000,
        "a=1;" + "".join(f"a{n}=1+1;" for n in range(3_000)),
        "a0=1+1;" + "".join(f"a{n}=a{n - 1}*a{n - 1};" for n in range(1, 60)) + "a59",
        " " * 500_000 + "#" * 500_000,
        "min(" + "1, " * 50_000,
        "x" * 100_000,
        "in " * 50_000,
        "€" * 50_000,
        "\n" * 200_000 + "1 +",
    ],
    ids=lambda text: text[:8],
)
def test_hostile_text_is_one_clear_error(text: str):
    with pytest.raises(DealModelError) as caught:
        parse(text)
    assert len(caught.value.render()) < 1_000


def test_signs_without_end_are_no_trouble():
    assert parse("-" * 100_000 + "1").expression == Constant(Fraction(1))
