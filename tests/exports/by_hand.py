"""A small workbook of every construct a formula may use, and what each gives by hand: as
written, and after some of its inputs are changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from xlsxwriter import Workbook

from tests.exports.engines import Cell

Expected = dict[Cell, Fraction | str | bool]

INPUTS: list[str | Decimal | date | None] = [
    Decimal(8),  # A1, the name in_stake
    "21.26%",  # A2, typed as text: greater than any number
    Decimal("0.2126"),  # A3, shown as a percentage; the name in_share
    date(2024, 5, 7),  # A4, the day 45419
    None,  # A5, empty with a format
    "abc",  # A6
    Decimal("1E-300"),  # A7
    Decimal("1.5E+300"),  # A8
    Decimal(-3),  # A9
    "=1+1",  # A10, text
    "Ünï <&> “€”",  # A11
]
PRICES = [(10, "first"), (20, "second"), (30, "=third")]
P = "'Bob''s & Co'!"

# Formulas of the sheet Out, A1 down, and what each gives by hand.
FORMULAS: list[tuple[str, str | bool | int | Fraction]] = [
    ("in_stake+1", 9),
    ("Inputs!$A$1-Inputs!$A$3", Fraction(77874, 10000)),
    ("in_stake*in_share", Fraction(17008, 10000)),
    ("Inputs!$A$1/3", Fraction(8, 3)),
    ("(in_stake-2*in_share)/-Inputs!$A$9", Fraction(75748, 30000)),
    ("SUM(prices)", 60),
    (f"SUM({P}$A$1:$A$3,in_stake,5)", 73),
    ("SUM(Inputs!$A$4:$A$6)", 45419),
    (f"MIN({P}$A$1:$A$3)", 10),
    ("MIN(in_stake,Inputs!$A$9)", -3),
    (f"MAX({P}$A$1:$A$3,40)", 40),
    ("ABS(Inputs!$A$9)", 3),
    ('IF(in_stake>7,"high","low")', "high"),
    ('IF(in_stake<=7,"high","low")', "low"),
    ('IF(Inputs!$A$5="","",Inputs!$A$5*2)', ""),
    ('IF(Inputs!$A$1="","",Inputs!$A$1*2)', 16),
    ('IF(A15="","none","some")', "none"),
    ('Inputs!$A$5=""', True),
    ('Inputs!$A$1<>""', True),
    ('Inputs!$A$6=""', False),
    ("Inputs!$A$2>1", True),
    ('Inputs!$A$6="ABC"', True),
    ("ROUND(2.5,0)", 3),
    ("ROUND(-2.5,0)", -3),
    ("ROUND(in_share,3)", Fraction(213, 1000)),
    ("ROUND(45419,-2)", 45400),
    (f'INDEX({P}$A$1:$A$3,MATCH("second",{P}$B$1:$B$3,0))', 20),
    (f"INDEX({P}$B$1:$B$3,MATCH(30,prices,0))", "=third"),
    (f'INDEX({P}$A$1:$A$3,MATCH("none",{P}$B$1:$B$3,0))', "#N/A"),
    ("Inputs!$A$4+1", 45420),
    ("Inputs!$A$4", 45419),
    ("Inputs!$A$5", 0),
    ("Inputs!$A$7/3", Fraction(1, 3 * 10**300)),
    ("Inputs!$A$8*4", 6 * 10**300),
    ("Inputs!$A$8*Inputs!$A$8", "#NUM!"),
    ("in_stake/Inputs!$A$5", "#DIV/0!"),
    ("Inputs!$A$6*1", "#VALUE!"),
    ("Inputs!$A$10", "=1+1"),
    ("Inputs!$A$11", "Ünï <&> “€”"),
    ('"<"&Inputs!$A$6&">"', "<abc>"),
    ("A4*3-in_stake+A1", 9),
    ('IF(ABS(A4*3-8)<=1E-12*MAX(1,ABS(A4)),"OK","differs")', "OK"),
    ('IF(AND(in_stake<>"",Inputs!$A$5=""),1,0)', 1),
]


def expected(values: list[str | bool | int | Fraction]) -> Expected:
    """The values of Out, from A1 down."""
    return {
        ("Out", f"A{row}"): value if isinstance(value, str | bool) else Fraction(value)
        for row, value in enumerate(values, 1)
    }


HAND = expected([value for _, value in FORMULAS])

CHANGES: dict[Cell, Decimal | int | str | None] = {
    ("Inputs", "A1"): Decimal("6.5"),
    ("Inputs", "A3"): None,
    ("Inputs", "A5"): 2,
    ("Inputs", "A6"): "xyz",
    ("Inputs", "A11"): " <b>&amp;\n",
    ("Bob's & Co", "A2"): Decimal("1E-7"),
    ("Out", "A4"): 4,
}
FOLLOWED: dict[int, Fraction | str | bool] = {
    1: Fraction(15, 2),
    2: Fraction(13, 2),
    3: Fraction(0),
    5: Fraction(13, 6),
    6: 40 + Fraction(1, 10**7),
    7: 40 + Fraction(1, 10**7) + Fraction(23, 2),
    8: Fraction(45421),
    9: Fraction(1, 10**7),
    13: "low",
    14: "high",
    15: Fraction(4),
    16: Fraction(13),
    17: "some",
    18: False,
    22: False,
    25: Fraction(0),
    27: Fraction(1, 10**7),
    32: Fraction(2),
    36: Fraction(13, 4),
    39: " <b>&amp;\n",
    40: "<xyz>",
    41: Fraction(13),
    42: "differs",
    43: Fraction(0),
}
FOLLOWING: Expected = HAND | {("Out", f"A{row}"): value for row, value in FOLLOWED.items()}
del FOLLOWING["Out", "A4"]  # a constant


def write(path: Path) -> Path:
    """The workbook, each formula with the cached value 0."""
    with Workbook(path, {"constant_memory": True}) as book:
        percent = book.add_format({"num_format": "0.00%"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Inputs")
        for row, value in enumerate(INPUTS):
            match value:
                case None:
                    sheet.write_blank(row, 0, None, percent)
                case str():
                    sheet.write_string(row, 0, value)
                case date():
                    sheet.write_datetime(row, 0, value, day)
                case Decimal():
                    sheet.write_number(row, 0, float(value), percent if row == 2 else None)
        prices = book.add_worksheet("Bob's & Co")
        for row, (price, key) in enumerate(PRICES):
            prices.write_number(row, 0, price)
            prices.write_string(row, 1, key)
        book.define_name("in_stake", "=Inputs!$A$1")
        book.define_name("in_share", "=Inputs!$A$3")
        book.define_name("prices", f"={P}$A$1:$A$3")
        out = book.add_worksheet("Out")
        for row, (formula, _) in enumerate(FORMULAS):
            out.write_formula(row, 0, f"={formula}", day if "A$4" in formula else None)
    return path


def write_formulas(path: Path, *cells: tuple[str, float | str | bool]) -> Path:
    """A workbook of one sheet, S: formulas with their cached values, from A1 down."""
    with Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("S")
        for row, (formula, value) in enumerate(cells):
            sheet.write_formula(row, 0, formula, None, value)
    return path
