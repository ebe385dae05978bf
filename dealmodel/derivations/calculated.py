"""What declared calculators make of a record, beside what its kind derives.

Policy: the inputs of one answer come from one source, if one gives them all; else they are taken
all with all, and the answer names its sources. Money is told in its own currency and, on the
record's date, in those that are shown. What cannot be worked out is refused, and said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from dealmodel.calculators.declared import ANSWERS, Calculator, calculators
from dealmodel.dataclass import replace
from dealmodel.derivations.answers import Derived, Item, Refused
from dealmodel.derivations.kind import Kind, R
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.derivations.untold import untold
from dealmodel.errors import DealModelError
from dealmodel.formulas.expression import Quantity
from dealmodel.records.record import Record
from dealmodel.records.walking import figures_at


def derived(kind: Kind[R], key: str, record: R, setting: Setting) -> Iterator[Item | Refused]:
    """Everything that follows from a record: what its kind derives, then what is declared."""
    subject = f"{kind.section}.{key}"
    own: list[Item | Refused] = []
    try:
        for item in kind.derive(subject, record, setting):
            own.append(item)
            yield item
    except DealModelError as error:
        yield Refused(subject, error)
    yield from untold(subject, record, own, setting)
    for calculator in calculators():
        if calculator.section == kind.section:
            yield from _calculated(calculator, subject, record, own, setting)


def _calculated(
    calculator: Calculator,
    subject: str,
    record: Record,
    own: Sequence[Item | Refused],
    setting: Setting,
) -> Iterator[Item | Refused]:
    given = [_given(path, record, own, setting) for path in calculator.inputs.values()]
    for quantities in _together(given):
        try:
            result = calculator.of(dict(zip(calculator.inputs, quantities, strict=True)))
            told = replace(result, details={**result.details, "definition": calculator.definition})
            yield Derived(subject, told)
            yield from in_other_currencies(subject, told, record, setting)
        except DealModelError as error:
            yield Refused(subject, error)


def _given(
    path: str, record: Record, own: Sequence[Item | Refused], setting: Setting
) -> list[Quantity]:
    """What the record has at a place: figures, or answers in their own currency."""
    if path.startswith(ANSWERS):
        name = path.removeprefix(ANSWERS)
        answers = (each.result for each in own if isinstance(each, Derived) and each.name == name)
        return [each for each in answers if "rate" not in each.details]
    return list(setting.figures(figures_at(setting.book, record, path)))


def _together(given: Sequence[Sequence[Quantity]]) -> list[tuple[Quantity, ...]]:
    """The inputs that go together: those of one source; where no source has all, all with all."""
    every = list(product(*given))
    own = [each for each in every if len({source for q in each for source in q.sources}) < 2]
    return own or every
