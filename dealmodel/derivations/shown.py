"""An amount of money in the other currencies that are shown."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.dataclass import replace
from dealmodel.derivations.answers import Derived, Refused
from dealmodel.derivations.setting import Setting
from dealmodel.errors import DataError
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.formula import Exchange, exchanged, provenance
from dealmodel.records.record import Record


def in_other_currencies(
    subject: str, result: Result, record: Record, setting: Setting
) -> Iterator[Derived | Refused]:
    """The same answer at the rates of its record's date; nothing of what is no money or has no
    date, and why where there is no rate."""
    return converted(subject, result, setting.exchange_of(record), setting)


def converted(
    subject: str, result: Result, exchange: Exchange | None, setting: Setting
) -> Iterator[Derived | Refused]:
    """The same answer through an exchange, as :func:`in_other_currencies`."""
    base = result.unit.currency
    if base is None or exchange is None:
        return
    for quote in setting.currencies([]):
        if quote == base:
            continue
        try:
            conversion = exchange.between(base, quote)
        except DataError as error:
            yield Refused(subject, error)
            continue
        expression, inputs = exchanged(result.expression, result.inputs, conversion)
        shown = evaluate(
            result.name,
            expression,
            inputs,
            warnings=(*result.warnings, *conversion.warnings),
            details={**result.details, **provenance(conversion)},
        )
        yield Derived(subject, replace(shown, kind=result.kind))
