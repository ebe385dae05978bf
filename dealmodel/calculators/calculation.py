"""``calc``: a formula typed as text, over figures as printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from dealmodel.calculators.options import options_checked
from dealmodel.calculators.quantities import quantity
from dealmodel.errors import BadValue, UsageError
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.formulas.conversions import lower
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.language import parse
from dealmodel.formulas.measures import measure
from dealmodel.formulas.operands import Given
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.formula import exchanged, provenance
from dealmodel.rates.rate import Policy, PolicyKind, RateSource

if TYPE_CHECKING:
    from dealmodel.calculators.selection import Prefer
    from dealmodel.records.claim import Claim

    Value = Given | list[Claim] | tuple[Claim, ...]


@options_checked
def calc(
    text: str,
    /,
    *,
    to: str | None = None,
    on: str | date | None = None,
    policy: PolicyKind | Policy = "previous",
    max_age: int = 7,
    rates: str | RateSource | RatesAt = "ecb",
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
    **names: Value,
) -> Result:
    """The answer of the last statement in ``text``; ``names`` are figures, numbers or lists of
    claims it may use, of which ``prefer`` selects.

    >>> result = calc("paid / stake - paid", paid="€1.5 billion", stake="20%")
    >>> result.rounded, result.method
    ('6000000000.00', 'monotone')

    ``to`` and ``on`` convert the answer. The language is that of
    :mod:`dealmodel.formulas.language`.

    :raises FormulaError: the text cannot be evaluated; the error points at the place.
    :raises FigureError: a figure in it cannot be read.
    :raises UsageError: one of ``to`` and ``on`` without the other.
    :raises RateMissing: a conversion has no rate.
    """
    if not isinstance(text, str):
        raise UsageError(f"a formula is text, not {text!r:.40}")
    if to is not None and on is None:
        raise UsageError("no rate without a date: give the day of the rate as well (--on)")
    if on is not None and to is None:
        raise UsageError("a date and no currency: say what to convert to as well (--to)")
    chosen = RatesAt.of(rates, policy, max_age)
    program = parse(text, _selected(names, rules, prefer), rules=rules, locale=locale)
    warnings: dict[str, None] = {}

    def legs(base: str, quote: str, when: str) -> Mapping[str, Quantity]:
        conversion = chosen.on(when).between(base, quote)
        warnings.update(dict.fromkeys(conversion.warnings))
        return {rate.name: rate for rate, _ in conversion.legs}

    expression, inputs = lower(program.expression, program.inputs, legs)
    details = {}
    if to is not None and on is not None:
        found = measure(expression, inputs).unit
        base = found.currency or next(
            (atom for atom, exponent in found.factors if exponent == 1), ""
        )
        if found.currencies != (base,):
            raise BadValue(str(found), f"the answer is in {found}: only money converts to {to}")
        conversion = chosen.on(on).between(base, to)
        warnings.update(dict.fromkeys(conversion.warnings))
        expression, inputs = exchanged(expression, inputs, conversion)
        details = provenance(conversion)
    return evaluate(
        program.name or "result", expression, inputs, warnings=tuple(warnings), details=details
    )


def _selected(names: Mapping[str, Value], rules: HedgeRules, prefer: Prefer) -> Mapping[str, Given]:
    """``names`` with one figure in the place of several claims."""
    return {
        name: quantity(given, rules, prefer=prefer) if isinstance(given, list | tuple) else given
        for name, given in names.items()
    }
