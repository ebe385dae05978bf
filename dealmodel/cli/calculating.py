"""What ``figure``, ``calc`` and ``convert`` answer, apart from how their options are declared.

So the plainest of their command lines need nothing that parses options
(:mod:`dealmodel.cli.plain`).
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, Any

from dealmodel.cli.answer import Answer, answer_of
from dealmodel.cli.asked import EMBEDDED, LOCALE, READING, RatesAsked, hedge_rules
from dealmodel.cli.currencies import only_target
from dealmodel.cli.texts import readable, shell_hint
from dealmodel.errors import FigureError, UsageError

if TYPE_CHECKING:
    from dealmodel.figures.hedges import HedgeRules, Reading
    from dealmodel.figures.reading import Refusal


def figures_read(
    text: str,
    bounds: tuple[str, str] | None = None,
    reading: Reading = READING,
    exact: bool = False,
    locale: str = LOCALE,
) -> Answer:
    """Every figure in ``text``.

    :raises FigureError: none can be read.
    """
    from dealmodel.cli.figures import figures_text
    from dealmodel.figures.reader import figure, find_figures
    from dealmodel.figures.reading import Figures

    rules = hedge_rules(reading, exact)
    if bounds is None:
        found = find_figures(text, rules=rules, locale=locale)
        if not found:
            raise _unread(text, found.refused, rules, locale)
    else:
        from dealmodel.figures.stated_bounds import with_stated_bounds

        printed = figure(text, rules=rules, locale=locale)
        found = Figures([with_stated_bounds(printed, *map(readable, bounds), locale=locale)])
    hint = shell_hint(text)
    return Answer(
        "figure",
        lambda: [one.to_dict() for one in found],
        lambda: figures_text(text, found, found.refused),
        () if hint is None else (hint,),
        beside={"refused": [each.to_dict() for each in found.refused]},
        coloured=lambda: figures_text(text, found, found.refused, colour=True),
    )


def calculated(
    formula: str,
    where: Sequence[str] = (),
    to: Sequence[str] = (),
    on: str | None = None,
    rates: RatesAsked = EMBEDDED,
    explain: bool = False,
    reading: Reading = READING,
    exact: bool = False,
    locale: str = LOCALE,
) -> Answer:
    """What ``formula`` comes to; ``where`` says what its names stand for."""
    from dealmodel.calculators.calculation import calc

    result = calc(
        formula,
        to=only_target(to),
        on=on,
        rates=rates.chosen(),
        rules=hedge_rules(reading, exact),
        locale=locale,
        **_named(where),
    )
    return answer_of("calc", [result], explain=explain)


def converted(
    amount: str,
    to: Sequence[str] = (),
    on: str | None = None,
    rates: RatesAsked = EMBEDDED,
    explain: bool = False,
    reading: Reading = READING,
    exact: bool = False,
    locale: str = LOCALE,
) -> Answer:
    """``amount`` in each currency of ``to``.

    :raises UsageError: there is no ``to``, or no ``on``.
    """
    if not to:
        raise UsageError("say what to convert to: --to USD, or --to USD,EUR")
    if on is None:
        raise UsageError(
            "say whose day's rate to use: --on 2025-04-26, or a month, quarter or year. There is "
            'no "latest" by accident'
        )
    from dealmodel.calculators.conversion import convert

    rules = hedge_rules(reading, exact)
    results = [
        convert(amount, to=currency, on=on, rates=rates.chosen(), rules=rules, locale=locale)
        for currency in to
    ]
    return answer_of("convert", results, explain=explain)


def _named(where: Sequence[str]) -> dict[str, Any]:
    """The names that ``--where`` gives, but for those that have a meaning of their own."""
    names: dict[str, str] = {}
    taken = _taken() if where else ()
    for given in where:
        name, equals, text = given.partition("=")
        name = name.strip()
        if not equals or not name.isidentifier():
            raise UsageError(f"--where {given[:60]!r}: write NAME=TEXT, as in paid='$1.6 billion'")
        if name in names:
            raise UsageError(f"--where gives {name!r} twice: use another name")
        if name in taken:
            raise UsageError(f"--where {name!r}: that name is taken, use another")
        names[name] = readable(text)
    return names


def _taken() -> Container[str]:
    import inspect  # only names that are given wait for it

    from dealmodel.calculators.calculation import calc

    parameters = inspect.signature(calc).parameters.items()
    return [name for name, each in parameters if each.kind is each.KEYWORD_ONLY]


def _unread(text: str, refused: Sequence[Refusal], rules: HedgeRules, locale: str) -> FigureError:
    """Why nothing could be read: the first error, with the others that were refused."""
    from dealmodel.figures.reader import figure

    try:
        figure(text, rules=rules, locale=locale)
    except FigureError as error:
        if refused:
            error.beside = {"refused": [each.to_dict() for each in refused]}
            error.others = tuple(
                FigureError(text, *each.span, each.message) for each in refused[1:]
            )
        return error
    raise AssertionError("one figure where none is found")
