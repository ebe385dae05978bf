"""The operands of a formula's text: names, plain numbers, and figures as printed.

A figure stands bare where it cannot be mistaken, which is where it starts with a digit or a
currency; hedges, ranges and number words stand in braces. A number of digits only is an exact
constant. A figure typed inside an expression is an unknown of its own, named by its printed words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from dealmodel.dataclass import replace
from dealmodel.errors import (
    FigureError,
    FormulaSyntax,
    Span,
    UnknownName,
    UsageError,
)
from dealmodel.figures.bounds import point
from dealmodel.figures.currencies import CURRENCIES
from dealmodel.figures.decimals import MAX_DIGITS, decimal_text
from dealmodel.figures.figure import Figure
from dealmodel.figures.patterns import lazy_pattern
from dealmodel.figures.reader import USUAL, HedgeRules, figure, figure_at
from dealmodel.figures.units import PURE
from dealmodel.formulas import size
from dealmodel.formulas.expression import Constant, Expression, Leaf, Quantity
from dealmodel.formulas.scanner import Scanner

Given = str | int | Fraction | Decimal | Quantity
"""What a name may be given: text is read as a figure, or exactly if it is digits only."""

FUNCTIONS = ("min", "max", "abs", "sum", "avg", "sqrt", "root", "cagr")
RESERVED = frozenset(("min", "max", "abs", "in", "on"))
NAME = lazy_pattern(r"[^\W\d]\w*")

_PLAIN = lazy_pattern(r"[\d.,\s]+(?:[eE][+-]?\d+)?")
_EXACT = lazy_pattern(r"\s*([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?)\s*", re.ASCII)
_WORDS = lazy_pattern(r"[^;\n()+*/={}#]+")
_COMMA = lazy_pattern(r",(?!\d{3}(?!\d))")
_COMMA_OF_OTHERS = lazy_pattern(r",(?!\d)")
_OPERATOR = lazy_pattern(r"-(?!\w)|(?<!\d[eE])\+|[*/×÷−(){}=;#\n]")
_JOINT = lazy_pattern(r"[^\S\n](to|of)(?:[^\S\n]+|$)")
_MINUS = lazy_pattern(r"(?<!\d[eE])-(?:([^\W\d]\w*)|\d)")
_LONGEST = MAX_DIGITS + 1000


class Operands:
    """What the names of a formula mean, and the quantities of its leaves."""

    def __init__(
        self, scanner: Scanner, names: Mapping[str, Quantity], rules: HedgeRules, locale: str
    ) -> None:
        self.scanner = scanner
        self.rules = rules
        self.locale = locale
        self.scope: dict[str, Expression] = {name: Leaf(name) for name in names}
        self.inputs: dict[str, Quantity] = dict(names)
        self._unnamed: set[str] = set()

    def take(self, *, in_call: bool) -> Expression:
        """The operand that stands next; ``in_call`` says that a comma parts arguments."""
        scanner = self.scanner
        character = scanner.peek()
        if character == "{":
            return self._in_braces()
        word = scanner.look(NAME)
        return self._bare(in_call) if word is None else self._word(word)

    def define(self, name: str, meaning: Expression, span: Span) -> None:
        """Let ``name`` mean an expression; a lone figure or number becomes a leaf of that name."""
        check_name(name, span)
        if name in self.scope:
            raise FormulaSyntax(f"{name[:60]!r} is defined twice: use another name", where=span)
        if isinstance(meaning, Constant):
            self.inputs[name] = _exact(meaning.value, decimal_text(meaning.value))
            meaning = Leaf(name)
        elif isinstance(meaning, Leaf) and meaning.name in self._unnamed:
            self._unnamed.remove(meaning.name)
            self.inputs[name] = self.inputs.pop(meaning.name)
            meaning = Leaf(name)
        self.scope[name] = meaning

    def _word(self, word: re.Match[str]) -> Expression:
        """A name that is known, or an amount that starts with its currency's letters."""
        scanner, name = self.scanner, word[0]
        meaning = self.scope.get(name)
        if meaning is not None:
            scanner.move(word.end())
            span = scanner.since(word.start())
            return Leaf(meaning.name, span=span) if isinstance(meaning, Leaf) else meaning
        if name in RESERVED:
            raise scanner.error(f"{name!r} stands where a value is needed", *word.span())
        found = figure_at(scanner.text, word.start(), locale=self.locale)
        if found is not None and found.kind == "money":
            return self._figure(found)
        if scanner.text[word.end() :][:1] == "(":
            raise scanner.error(
                f"no function {name[:60]!r}: there are {', '.join(FUNCTIONS)}", *word.span()
            )
        self._refuse_words(word.start())
        raise UnknownName(name, tuple(self.scope), where=Span(scanner.text, *word.span()))

    def _refuse_words(self, start: int) -> None:
        """Raise if what starts here is a figure whose words need braces."""
        found = _WORDS.match(self.scanner.text, start)
        words = "" if found is None else found[0].strip()
        try:
            whole = figure(words, locale=self.locale)
        except FigureError:
            return
        if whole.span == (0, len(words)):
            raise self.scanner.error(
                f"a figure in words stands in braces: {{{words[:60]}}}", start, start + len(words)
            )

    def _bare(self, in_call: bool) -> Expression:
        scanner = self.scanner
        start = scanner.at
        try:
            found = figure_at(self._reach(start, in_call), 0, locale=self.locale)
        except FigureError as error:
            raise _moved(error, scanner.text, start) from None
        if found is None:
            raise self._unreadable(start)
        found = replace(found, span=(start, start + found.span[1]))
        if in_call and "," in found.verbatim:
            raise scanner.error(
                f"{found.verbatim[:60]!r} may be one number or several arguments: put a space "
                "behind the comma, or the figure in braces",
                *found.span,
            )
        if found.kind == "number" and _PLAIN.fullmatch(found.verbatim) and found.value is not None:
            scanner.move(found.span[1])
            return Constant(found.value, span=Span(scanner.text, *found.span))
        self._refuse_swallowed_name(found)
        return self._figure(found)

    def _reach(self, start: int, in_call: bool) -> str:
        """The text that a bare figure may take: up to an operator, up to a minus that stands
        before another operand, up to ``to`` or ``of`` between operands, and in a call up to a comma
        that groups no digits.
        """
        text = self.scanner.text[start : start + _LONGEST]
        text = _OPERATOR.split(text, maxsplit=1)[0]
        for minus in _MINUS.finditer(text):
            if minus[1] is None or minus[1] in self.scope:
                text = text[: minus.start()]
                break
        for joint in _JOINT.finditer(text):
            if self._is_operator(joint[1], text[: joint.start()], text[joint.end() :]):
                text = text[: joint.start()]
                break
        comma = _COMMA if _parts_thousands_by_comma(self.locale) else _COMMA_OF_OTHERS
        return comma.split(text, maxsplit=1)[0] if in_call else text

    def _is_operator(self, word: str, before: str, behind: str) -> bool:
        """Whether ``to`` or ``of`` joins two operands, and is no word of the figure before it."""
        next_word = NAME.match(behind)
        if word == "to":
            return next_word is not None and next_word[0].upper() in CURRENCIES
        if _PLAIN.fullmatch(before):
            return False
        if next_word is None or next_word[0] in self.scope or next_word[0] in FUNCTIONS:
            return True
        found = figure_at(behind, 0, locale=self.locale)
        return found is not None and found.kind == "money"

    def _refuse_swallowed_name(self, found: Figure) -> None:
        """Raise if a figure's last word is a name: ``2 paid`` lacks an operator."""
        word = found.verbatim.split()[-1]
        if word in self.scope or word in RESERVED:
            end = found.span[1]
            raise self.scanner.error(
                f"an operator is missing before {word[:60]!r}", end - len(word), end
            )

    def _unreadable(self, start: int) -> FormulaSyntax:
        text = self.scanner.text
        if start >= len(text):
            return self.scanner.error("the formula ends where a value is needed", start, start)
        character = text[start]
        if character.isdigit() or character == ".":
            return self.scanner.error(
                "no number that can be read: write digits, or the figure in braces"
            )
        return self.scanner.error(f"{character!r} stands where a value is needed")

    def _in_braces(self) -> Expression:
        scanner = self.scanner
        start = scanner.at
        end = scanner.text.find("}", start)
        if end < 0:
            raise scanner.error("this brace is never closed", start)
        printed = scanner.text[start + 1 : end]
        if not printed.strip():
            raise scanner.error("empty braces: write a figure in them", start, end + 1)
        try:
            found = figure(printed, rules=self.rules, locale=self.locale)
        except FigureError as error:
            raise _moved(error, scanner.text, start + 1) from None
        leaf = self._leaf(found, start + 1 + found.span[0], Span(scanner.text, start, end + 1))
        scanner.move(end + 1)
        return leaf

    def _figure(self, found: Figure) -> Expression:
        """The leaf of a bare figure."""
        start, end = found.span
        if self.rules != USUAL:
            found = figure(found.verbatim, rules=self.rules, locale=self.locale)
        self.scanner.move(end)
        return self._leaf(found, start, Span(self.scanner.text, start, end))

    def _leaf(self, found: Figure, start: int, span: Span) -> Leaf:
        """A new unknown, named by its printed words and, where those repeat, a number."""
        words = " ".join(found.verbatim.split())
        name, number = words, 2
        if words.isidentifier():
            name = f"{words} #1"
        while name in self.inputs:
            name, number = f"{words} #{number}", number + 1
        self.inputs[name] = replace(found, span=(start, start + len(found.verbatim)))
        self._unnamed.add(name)
        return Leaf(name, span=span)


def check_name(name: str, span: Span | None = None) -> None:
    """Raises ``FormulaSyntax`` for what is no name, or is a word of the language."""
    if NAME.fullmatch(name) is None:
        raise FormulaSyntax(f"{name[:60]!r} is no name: use letters, digits and _", where=span)
    if name in RESERVED:
        raise FormulaSyntax(f"{name!r} is a word of the language: use another name", where=span)


def quantity_of(name: str, given: Given, rules: HedgeRules, locale: str) -> Quantity:
    """What a name is given, as a quantity.

    Raises ``FormulaSyntax`` for what is no name, ``FigureError`` and ``UsageError`` for what is no
    quantity.
    """
    check_name(name)
    match given:
        case str():
            return replace(_read(given, rules, locale))
        case bool() | float() | None:
            pass
        case int() | Fraction():
            return _exact(Fraction(given), str(given))
        case Decimal():
            if given.is_finite() and abs(given.adjusted()) <= MAX_DIGITS:
                return _exact(Fraction(given), str(given))
        case _ if hasattr(given, "bounds"):
            return given
    raise UsageError(
        f"{name} = {given!r}: give a figure as text, or an exact number (int, Fraction, Decimal)"
    )


@lru_cache(maxsize=500)
def _read(given: str, rules: HedgeRules, locale: str) -> Figure:
    """A text that a name is given. Kept, since one text is often evaluated many times: whoever uses
    it makes a copy, which is an unknown of its own.
    """
    if locale != "en" and _PLAIN.fullmatch(given):
        found = figure(given, rules=rules, locale=locale)
        return found if found.value is None else _exact(found.value, found.verbatim)
    plain = _EXACT.fullmatch(given)
    if plain is None or len(given) > MAX_DIGITS:
        return figure(given, rules=rules, locale=locale)
    return _exact(Fraction(plain[1]), plain[1])


def _exact(value: Fraction, printed: str) -> Figure:
    """A number that was given and not printed: it has no bounds but itself."""
    size.checked(value)
    return Figure(
        printed,
        (0, len(printed)),
        "number",
        value,
        PURE,
        "exact",
        Fraction(0),
        point(value),
        "an exact number",
    )


def _moved(error: FigureError, text: str, offset: int) -> FigureError:
    """The error of a figure inside ``text``, with its span there."""
    start, end = error.span
    error.text, error.span = text, (start + offset, end + offset)
    error.where = Span(text, *error.span)
    return error


def _parts_thousands_by_comma(locale: str) -> bool:
    if locale == "en":
        return True
    from dealmodel.figures.languages.locales import language_of  # only other languages wait for it

    return language_of(locale) in ("en", "zh")
