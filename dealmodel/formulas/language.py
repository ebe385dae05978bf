"""The language of ``calc``: text → one formula and its inputs.

    paid = €1.5 billion; stake = 21%; paid / stake - paid

Statements end at ``;`` or a line's end and are expressions or ``name = expression``; the last one
is the answer. From loosest to tightest: ``in``, ``+ -``, ``* /``, ``of``, the sign, ``**``. ``#``
starts a comment. A name is the same unknown wherever it stands; what it means is put in its place.

``10% of €7.4 billion`` is a product with a share or a ratio before it. ``x ** (1/3)`` and
``root(x, 3)`` are one; ``cagr(a, b, years)`` is ``(b / a) ** (1 / years) - 1``. What is a function
with a bracket behind it (``sum``, ``root``) may be a name elsewhere.

``EXPR in USD on 2023-10-26``, or ``to``, converts everything to its left within the same brackets,
and the result can go on: ``€1 billion in USD on 2023-10-26 + $5`` adds $5 to the converted amount.
To convert a later term, put it in brackets: ``$5 + (€1 billion in USD on 2023-10-26)``.

Limits are those of :mod:`dealmodel.formulas.size`. Plain numbers are written in the convention of
the figures; a comma that parts arguments has a space behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, cast

from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import (
    FormulaSyntax,
    FormulaTooLarge,
    Span,
    UnitMismatch,
    UnknownCurrency,
)
from dealmodel.figures.currencies import CURRENCIES, SUGGESTED
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.formulas.expression import (
    Absolute,
    Add,
    Constant,
    Convert,
    Divide,
    Expression,
    Maximum,
    Minimum,
    Multiply,
    Negate,
    Quantity,
    Root,
    Subtract,
    leaf_names,
)
from dealmodel.formulas.measures import measure
from dealmodel.formulas.operands import NAME, Given, Operands, quantity_of
from dealmodel.formulas.points import point
from dealmodel.formulas.powers import raised
from dealmodel.formulas.reading import check_size
from dealmodel.formulas.scanner import Scanner
from dealmodel.formulas.size import MAX_NESTING, MAX_NODES

if TYPE_CHECKING:
    from dealmodel.figures.figure import Figure

_KEPT, _LONGEST_KEPT = 500, 1_000
"""So many formulas are kept as they were read, if they are no longer than so many characters."""

_ASSIGNMENT = lazy_pattern(r"([^\W\d]\w*)[^\S\n]*=(?!=)")
_OPERATOR = lazy_pattern(r"\*\*|[-+*/−×÷]|(?:in|to|of)\b")
_FUNCTION = lazy_pattern(r"(?:min|max|abs)\b|(?:sqrt|root|cagr|sum|avg)\b(?=[^\S\n]*\()")
_ON = lazy_pattern(r"on\b")
_DATE = lazy_pattern(r"[0-9A-Za-z/.-]*[0-9A-Za-z]")
_SAME = {"−": "-", "×": "*", "÷": "/"}

_LOOSEST, _IN, _SUM, _PRODUCT, _OF, _SIGN, _POWER = range(7)
_LEVELS = {
    "in": _IN,
    "to": _IN,
    "+": _SUM,
    "-": _SUM,
    "*": _PRODUCT,
    "/": _PRODUCT,
    "of": _OF,
    "**": _POWER,
}
_ARGUMENTS = {"abs": "x", "sqrt": "x", "root": "x, n", "cagr": "a, b, years"}
_PURE: Mapping[str, int] = {}
_YEARS = {"year": 1, "month": 12}
_BINARY = {"+": Add, "-": Subtract, "*": Multiply, "/": Divide}


@dataclass(frozen=True, slots=True)
class Program:
    """A formula that was typed: ``name`` is that of the last statement, if it has one."""

    expression: Expression
    inputs: Mapping[str, Quantity]
    name: str | None


def parse(
    text: str,
    names: Mapping[str, Given] | None = None,
    *,
    rules: HedgeRules = USUAL,
    locale: str = "en",
) -> Program:
    """The formula that ``text`` ends with, over what its names mean.

    >>> program = parse("paid = €1.5 billion; stake = 21%; paid / stake - paid")
    >>> list(program.inputs)
    ['paid', 'stake']

    ``names`` are names that are already defined; ``rules`` say how hedges are read, ``locale``
    whose separators figures have. Raises ``FormulaError`` and ``FigureError`` with the place in
    ``text``, ``UnknownCurrency``, ``UsageError`` for a name that is given what is no quantity.
    """
    given = {name: quantity_of(name, each, rules, locale) for name, each in (names or {}).items()}
    program = _kept(text, tuple(given), rules, locale) if len(text) <= _LONGEST_KEPT else None
    if program is None:
        return _parsed(text, given, rules, locale)
    # What was typed is another unknown each time, as it would be if it were read again.
    typed = {
        name: given[name] if name in given else replace(cast("Figure", each))
        for name, each in program.inputs.items()
    }
    return Program(program.expression, typed, program.name)


def is_one_formula(
    text: str, names: Sequence[str], *, rules: HedgeRules = USUAL, locale: str = "en"
) -> bool:
    """Whether ``text`` is the same formula whatever ``names`` are given, and not too long to know.

    >>> is_one_formula("x / y", ("x", "y")), is_one_formula("x ** n", ("x", "n"))
    (True, False)
    """
    return len(text) <= _LONGEST_KEPT and _kept(text, tuple(names), rules, locale) is not None


@lru_cache(maxsize=_KEPT)
def _kept(text: str, names: tuple[str, ...], rules: HedgeRules, locale: str) -> Program | None:
    """The formula over names whatever they are given; ``None`` if it depends on that, as what
    stands before ``of`` does.
    """
    try:
        return _parsed(text, dict.fromkeys(names, cast("Quantity", _Anything())), rules, locale)
    except _Asked:
        return None


def _parsed(text: str, given: Mapping[str, Quantity], rules: HedgeRules, locale: str) -> Program:
    scanner = Scanner(text)
    program = _Grammar(scanner, Operands(scanner, given, rules, locale)).program()
    check_size(program.expression)
    return program


class _Asked(Exception):
    """A formula cannot be read without knowing what a name in it is given."""


class _Anything:
    """What stands for a quantity that nothing is known of."""

    def __getattr__(self, name: str) -> NoReturn:
        raise _Asked


class _Grammar:
    """Recursive only in brackets, signs and right operands, and not deeply in those."""

    def __init__(self, scanner: Scanner, operands: Operands) -> None:
        self.scanner = scanner
        self.operands = operands
        self.depth = 0
        self.count = 0
        self.in_call = False

    def program(self) -> Program:
        expression: Expression | None = None
        name, between = None, ""
        while character := self.scanner.peek():
            if character in ";\n":
                self.scanner.move(self.scanner.at + 1)
                between += character
                continue
            if (
                expression is not None
                and name is None
                and character in "+-−"
                and ";" not in between
            ):
                raise self.scanner.error(
                    "a line starts with an operator: put a formula of several lines in brackets"
                )
            expression, name = self._statement()
            between = ""
            self._end_of_statement()
        if expression is None:
            raise self.scanner.error(
                "the formula is empty: write one, such as €1.5 billion / 21%", 0
            )
        used = {leaf: self.operands.inputs[leaf] for leaf in leaf_names(expression)}
        return Program(expression, used, name)

    def _statement(self) -> tuple[Expression, str | None]:
        target = self.scanner.take(_ASSIGNMENT)
        expression = self._expression(_LOOSEST)
        if target is None:
            return expression, None
        name = target[1]
        span = Span(self.scanner.text, *target.span(1))
        self.operands.define(name, expression, span)
        return self.operands.scope[name], name

    def _end_of_statement(self) -> None:
        character = self.scanner.peek()
        if character and character not in ";\n":
            raise self._unexpected(character)

    def _unexpected(self, character: str) -> FormulaSyntax:
        if character == ")":
            return self.scanner.error("this bracket closes none")
        if character == ",":
            return self.scanner.error("a comma parts only the arguments of a function")
        if character == "=":
            return self.scanner.error("only a name can be defined: write name = expression")
        if character in "–—~":
            return self.scanner.error("a range stands in braces, as in {€1–2 billion}")
        if character.isalnum() or character in "_({$€£¥":
            return self.scanner.error("an operator is missing here")
        return self.scanner.error(f"{character!r} has no meaning here")

    def _expression(self, level: int) -> Expression:
        """An expression whose operators bind tighter than ``level``."""
        self.depth += 1
        if self.scanner.brackets > MAX_NESTING or self.depth > 4 * MAX_NESTING:
            raise FormulaTooLarge(
                f"brackets or powers nested more than {MAX_NESTING} deep: name the parts",
                where=Span(self.scanner.text, self.scanner.at, self.scanner.at + 1),
            )
        self.scanner.peek()
        start = self.scanner.at
        left = self._signed()
        while (found := self.scanner.look(_OPERATOR)) is not None:
            operator = _SAME.get(found[0], found[0])
            if _LEVELS[operator] <= level:
                break
            self.scanner.move(found.end())
            left = self._operation(operator, left, start)
        self.depth -= 1
        return left

    def _operation(self, operator: str, left: Expression, start: int) -> Expression:
        self._counted()
        if operator in ("in", "to"):
            return self._conversion(operator, left, start)
        if operator == "**":
            exponent = self._exponent()
            return raised(left, exponent, self.scanner.since(start))
        right = self._expression(_LEVELS[operator])
        if operator == "of":
            self._check_part(left, start)
            return Multiply(left, right, span=self.scanner.since(start))
        return _BINARY[operator](left, right, span=self.scanner.since(start))

    def _signed(self) -> Expression:
        start, minus = self.scanner.at, False
        while (character := self.scanner.peek()) and character in "+-−":
            self.scanner.move(self.scanner.at + 1)
            minus = minus is (character == "+")
        if self.scanner.at == start:
            return self._operand()
        operand = self._expression(_SIGN)
        if not minus:
            return operand
        self._counted()
        span = self.scanner.since(start)
        if isinstance(operand, Constant):
            return Constant(-operand.value, span=span)
        return Negate(operand, span=span)

    def _operand(self) -> Expression:
        self._counted()
        function = self.scanner.look(_FUNCTION)
        if function is not None:
            return self._call(function)
        if self.scanner.peek() == "(":
            return self._bracketed(in_call=False)[0]
        return self.operands.take(in_call=self.in_call)

    def _call(self, function: re.Match[str]) -> Expression:
        start, name = function.start(), function[0]
        self.scanner.move(function.end())
        if self.scanner.peek() != "(":
            raise self.scanner.error(f"{name} needs brackets, as in {name}(x)", *function.span())
        arguments = self._bracketed(in_call=True)
        span = self.scanner.since(start)
        wanted = _ARGUMENTS.get(name)
        if wanted is not None and len(arguments) != len(wanted.split(",")):
            count = ["one argument", "two arguments", "three arguments"][wanted.count(",")]
            raise self.scanner.error(f"{name}() takes {count}: {name}({wanted})", start, span.end)
        return self._applied(name, arguments, span)

    def _applied(self, name: str, arguments: list[Expression], span: Span) -> Expression:
        match name:
            case "abs":
                return Absolute(arguments[0], span=span)
            case "min" | "max":
                kind = Minimum if name == "min" else Maximum
                return kind(tuple(arguments), span=span)
            case "sqrt":
                return Root(arguments[0], 2, span=span)
            case "root":
                degree = self._number(arguments[1])
                if degree is None or degree.denominator != 1 or degree < 2:
                    raise self._error("root(x, n) takes a whole number n from 2", span)
                return raised(arguments[0], 1 / degree, span)
            case "cagr":
                return self._growth_a_year(arguments, span)
        total = arguments[0]
        for each in arguments[1:]:
            total = Add(total, each, span=span)
        if name == "sum":
            return total
        return Divide(total, Constant(Fraction(len(arguments)), span=span), span=span)

    def _growth_a_year(self, arguments: list[Expression], span: Span) -> Expression:
        """``(b / a) ** (1 / years) - 1``: the compound annual growth rate from a to b."""
        first, last, time = arguments
        inputs = self.operands.inputs
        a, b = measure(first, inputs).unit, measure(last, inputs).unit
        if not a.same_as(b):
            raise UnitMismatch(
                "cagr",
                a.text,
                b.text,
                f"cagr() compares like with like, not {a.text or 'a pure number'} and "
                f"{b.text or 'a pure number'}",
                where=span,
            )
        years = self._number(time, _YEARS)
        if years is None or years <= 0:
            raise self._error(
                "cagr(a, b, years) takes an exact number of years, as in cagr(a, b, 5)", span
            )
        ratio = Divide(last, first, span=span)
        return Subtract(raised(ratio, 1 / years, span), Constant(Fraction(1), span=span), span=span)

    def _check_part(self, part: Expression, start: int) -> None:
        """Raise if what stands before ``of`` is no part of anything."""
        if measure(part, self.operands.inputs).kind not in ("share", "ratio"):
            raise self.scanner.error(
                "`of` takes a share or a ratio of what is behind it, as in 10% of €7.4 billion: "
                "write * between two numbers, and words in braces, as in {two of nine seats}",
                start,
                self.scanner.end,
            )

    def _error(self, message: str, span: Span) -> FormulaSyntax:
        return self.scanner.error(message, span.start, span.end)

    def _bracketed(self, *, in_call: bool) -> list[Expression]:
        """What stands in brackets: the arguments of a call, or one expression."""
        scanner, opened = self.scanner, self.scanner.at
        scanner.move(opened + 1)
        outer, self.in_call = self.in_call, in_call
        scanner.brackets += 1
        parts = [self._expression(_LOOSEST)]
        while in_call and scanner.take_text(","):
            parts.append(self._expression(_LOOSEST))
        closing = scanner.peek()
        if closing in ("", ";"):
            raise scanner.error("this bracket is never closed", opened)
        if closing != ")":
            raise self._unexpected(closing)
        scanner.brackets -= 1
        self.in_call = outer
        scanner.move(scanner.at + 1)
        return parts

    def _exponent(self) -> Fraction:
        """The number behind ``**``: digits, or an expression of exact numbers."""
        self.scanner.peek()
        start = self.scanner.at
        value = self._number(self._expression(_SIGN))
        if value is None:
            raise self.scanner.error(
                "an exponent is an exact number, written out: 2, 0.5 or (1/3)",
                start,
                self.scanner.end,
            )
        return value

    def _number(self, expression: Expression, units: Mapping[str, int] = _PURE) -> Fraction | None:
        """The value of an expression of exact numbers, in the first of ``units``, of which there
        are so many to one."""
        inputs = {name: self.operands.inputs[name] for name in leaf_names(expression)}
        if not all(each.bounds.is_point for each in inputs.values()):
            return None
        unit = measure(expression, self.operands.inputs).unit.text
        value = point(expression, {name: each.bounds.low for name, each in inputs.items()})
        if unit is None:
            return value
        return None if value is None or unit not in units else value / units[unit]

    def _conversion(self, word: str, operand: Expression, start: int) -> Expression:
        """``in CURRENCY on DATE``, or ``to``, behind its operand."""
        scanner = self.scanner
        currency = scanner.take(NAME)
        if currency is None and word == "to":
            raise scanner.error(
                "a currency is needed behind `to`, as in: to USD on 2023-10-26; a range stands in "
                "braces, as in {€1 to 2 billion}"
            )
        if currency is None:
            raise scanner.error("a currency is needed behind `in`, as in: in USD on 2023-10-26")
        code = currency[0].upper()
        if code not in CURRENCIES:
            where = Span(scanner.text, *currency.span())
            raise UnknownCurrency(currency[0], SUGGESTED, where=where)
        date = scanner.take(_DATE) if scanner.take(_ON) is not None else None
        if date is None:
            raise scanner.error(
                f"no rate without a date: write in {code} on 2023-10-26", *currency.span()
            )
        return Convert(operand, code, date[0], span=scanner.since(start))

    def _counted(self) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise FormulaTooLarge(
                f"more than {MAX_NODES} operands and operations: split the formula",
                where=Span(self.scanner.text, self.scanner.at, self.scanner.at + 1),
            )
