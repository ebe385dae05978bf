"""The figures of a record's claims that none of its answers shows: nothing that a book states is
lost, whatever a kind of record derives.

Policy: what stands as an input of an answer, however deep, or beside one is shown. Anything else is
told as printed: a conversion printed with an amount under the name ``printed_conversion``, the rest
under its field's. Where a reader selects among claims, what was not selected stays untold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.derivations.answers import Derived, Item, Printed, Refused, Stated, stated
from dealmodel.derivations.setting import Setting
from dealmodel.figures.figure import Figure
from dealmodel.formulas.result import Result
from dealmodel.records.record import Record
from dealmodel.records.walking import claims_of

CONVERSION = "printed_conversion"


def untold(
    subject: str, record: Record, items: Sequence[Item | Refused], setting: Setting
) -> Iterator[Item]:
    """Each figure that is in no item, as its source prints it."""
    if setting.selection is not None:
        return
    shown = {id(figure) for item in items if isinstance(item, Derived) for figure in _shown(item)}
    repeated = {(item.text, *item.sources) for item in items if isinstance(item, Stated)}
    for each in claims_of(record, ()):
        if not each.are_figures:
            continue
        field, *keys = map(str, each.path)
        for claim in each.claims:
            first, *beside = claim.figures(setting.rules)
            if id(first) not in shown and (claim.says, claim.source) not in repeated:
                yield from stated(subject, field, [first], {"of": " ".join(keys)} if keys else {})
            for figure in beside:
                if id(figure) not in shown:
                    details = {"of": f"{field.replace('_', ' ')} of {first.verbatim}"}
                    yield from stated(subject, CONVERSION, [figure], details)


def _shown(item: Derived) -> Iterator[object]:
    yield from _inputs(item.result)
    for each in item.beside:
        if isinstance(each, Printed):
            yield each.figure
        else:
            yield from _inputs(each.result)


def _inputs(result: Result) -> Iterator[object]:
    for given in result.inputs.values():
        if isinstance(given, Result):
            yield from _inputs(given)
        elif isinstance(given, Figure):
            yield given
