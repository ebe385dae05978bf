"""What follows from a round of which sources state the amount and the value and no share: the share
bought, and the value on the other side of the new money.

Policy: the value is that with the new money (post-money), as a stake's equity value is; less the
cash that is known to be new it is the value before, and that with the cash the value after. Amounts
in two currencies are not put together.

Source of the definitions: International Private Equity and Venture Capital Valuation Guidelines
(2022), on post-money and pre-money values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dealmodel.calculators.third_of_three import stake_bought
from dealmodel.dataclass import dataclass, replace
from dealmodel.derivations.answers import Derived, Item, Printed, Refused
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.errors import InputError
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf
from dealmodel.formulas.result import Result, evaluate
from dealmodel.records.record import Record

MOST = 16
"""So many sources' amounts and values are put together."""


@dataclass(frozen=True, slots=True)
class Round:
    """What is ``paid`` in all, what of it is ``new`` money, and the values ``after`` it and
    ``before``."""

    paid: Sequence[Figure]
    new: Sequence[Figure]
    after: Sequence[Figure]
    before: Sequence[Figure]


def of_round(
    subject: str, each: Round, record: Record, setting: Setting
) -> Iterator[Item | Refused]:
    """The share, and the value before or after, each by the sources that give both."""
    for result in _answers(each):
        if isinstance(result, InputError):
            yield Refused(subject, result)
            continue
        printed = each.before if result.name == "pre_money" else ()
        beside = tuple(Printed(figure) for figure in printed if figure.unit == result.unit)
        yield Derived(subject, result, beside)
        yield from in_other_currencies(subject, result, record, setting)


def _answers(each: Round) -> Iterator[Result | InputError]:
    for amount, value in _alike(each.paid, each.after):
        try:
            yield replace(stake_bought(amount, value), name="stake_from_value")
        except InputError as error:
            yield error
    for cash, value in _alike(each.new, each.after):
        inputs = {"value": value, "paid": cash}
        found = evaluate("pre_money", Leaf("value") - Leaf("paid"), inputs)
        if found.bounds.high is None or found.bounds.high >= 0:  # else the share was refused
            yield found
    if each.after:
        return
    for cash, value in _alike(each.new, each.before):
        inputs = {"pre_money": value, "paid": cash}
        after = Leaf("pre_money") + Leaf("paid")
        yield evaluate("equity_value", after, inputs)
        if any(amount is cash for amount in each.paid):
            found = evaluate("stake_from_value", Leaf("paid") / after, inputs)
            yield replace(found, kind="share")


def _alike(first: Sequence[Figure], second: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The amounts that go together and are in one currency."""
    return [(a, b) for a, b in pairs(first[:MOST], second[:MOST]) if a.unit == b.unit]
