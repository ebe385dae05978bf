"""Formulas of cells computed in exact arithmetic: an engine that rounds nothing.

It knows what the workbook's formulas may use, and nothing else: ``+ - * /``, comparisons, brackets,
texts, references, and a few functions. Text in a range counts for nothing, as in a spreadsheet.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

Value = Fraction | str | bool | None
"""What a cell holds; ``None``: nothing, which counts as 0."""

REFERENCE = re.compile(r'"[^"]*"|((?:\w+!)?\$?[A-Z]{1,3}\$?\d+)|(?<![<>])(=)|(<>)')

FUNCTIONS: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "MIN": lambda numbers: min(numbers, default=Fraction(0)),
    "MAX": lambda numbers: max(numbers, default=Fraction(0)),
    "SUM": lambda numbers: sum(numbers, Fraction(0)),
    "ABS": lambda numbers: abs(numbers[0]),
}


def exact(formula: str, cells: Mapping[str, Value]) -> Value:
    """The value of a formula over cells, each named as the formula names it.

    >>> exact('=IF(S!$A$1="∞","∞",MAX(S!$A$1,B2)/B2)', {"S!$A$1": Fraction(3), "B2": Fraction(2)})
    Fraction(3, 2)

    TypeError where a text stands for a number, ZeroDivisionError where a spreadsheet has #DIV/0!.
    """
    assert formula.startswith("=")
    names: list[str] = []

    def python(match: re.Match[str]) -> str:
        if match[1]:
            names.append(match[1])
            return f"_{len(names) - 1}"
        return "==" if match[2] else "!=" if match[3] else match[0]

    tree = ast.parse(REFERENCE.sub(python, formula[1:]), mode="eval")
    return _value(tree.body, [cells[name] for name in names])


def _value(node: ast.expr, cells: list[Value]) -> Any:
    match node:
        case ast.Name(id=name):
            held = cells[int(name[1:])]
            return Fraction(0) if held is None else held
        case ast.Constant(value=str(text)):
            return text
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(operand, cells)
        case ast.BinOp(left=left, op=operator, right=right):
            a, b = _number(left, cells), _number(right, cells)
            match operator:
                case ast.Add():
                    return a + b
                case ast.Sub():
                    return a - b
                case ast.Mult():
                    return a * b
                case ast.Div():
                    return a / b
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            return _compared(operator, _value(left, cells), _value(right, cells))
        case ast.Call(func=ast.Name(id="IF"), args=[test, then, otherwise]):
            return _value(then if _value(test, cells) else otherwise, cells)
        case ast.Call(func=ast.Name(id="IFERROR"), args=[tried, otherwise]):
            try:
                return _value(tried, cells)
            except (TypeError, ZeroDivisionError):
                return _value(otherwise, cells)
        case ast.Call(func=ast.Name(id=name), args=arguments):
            values = [_value(each, cells) for each in arguments]
            return FUNCTIONS[name]([each for each in values if isinstance(each, Fraction)])
    raise ValueError(f"no formula of the workbook has {ast.dump(node)}")


def _number(node: ast.expr, cells: list[Value]) -> Fraction:
    value = _value(node, cells)
    if not isinstance(value, Fraction):
        raise TypeError(f"{value!r} is no number")
    return value


def _compared(operator: ast.cmpop, left: Any, right: Any) -> bool:
    match operator:
        case ast.Eq():
            return bool(left == right)
        case ast.NotEq():
            return bool(left != right)
        case ast.Lt():
            return bool(left < right)
        case ast.LtE():
            return bool(left <= right)
        case ast.Gt():
            return bool(left > right)
        case ast.GtE():
            return bool(left >= right)
    raise ValueError(f"no formula of the workbook compares by {operator}")
