"""A price on another basis, through its adjustments, against what is printed there
(``claims-agree``, ``claims-disagree``).

The two are claims on one fact once they are on one basis, and are compared like any: rounding,
hedges, conversion at the record's date.
"""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.calculators.accounts import computed
from dealmodel.calculators.reconciliation import reconciled
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Finding
from dealmodel.checks.wording import meaning
from dealmodel.dataclass import replace
from dealmodel.derivations.price_steps import along, ways
from dealmodel.errors import InputError
from dealmodel.records.price import Price


def through_adjustments(
    context: Context, left: tuple[str, Price], right: tuple[str, Price]
) -> Iterator[Finding]:
    """A price on another basis, through its adjustments, against what is printed there."""
    (key, price), (other_key, other) = left, right
    own = context.accounts(price.amount, ("prices", key, "amount"), price.basis)
    printed = context.accounts(other.amount, ("prices", other_key, "amount"), other.basis)
    way = ways(price)[other.basis]
    try:
        reached = [computed(along(each.figure, way, context.setting), [each]) for each in own]
    except InputError:  # the report says why
        return
    given = [replace(each, basis=other.basis) for each in reached]
    found = reconciled([*given, *printed], context.exchange(price))
    is_wrong = found.verdict == "contradictory"
    verb = {"contradictory": "is not", "undecided": "may be"}.get(found.verdict, "fits")
    says = " or ".join(
        f"{each.says} = {meaning(each.figure.bounds, each.figure.unit, 'money')}" for each in given
    )
    told = ", ".join(f"{each.says} ({context.who(each)})" for each in printed)
    yield context.finding(
        "claims-disagree" if is_wrong or found.verdict == "undecided" else "claims-agree",
        "error" if is_wrong else "info",
        ("prices", other_key, "amount"),
        f"{told}, {other.basis.replace('_', ' ')}, {verb} {says}, from prices.{key}",
        verdict=found.verdict,
        claims=[*printed, *own],
        bars=context.bars(found.sides),
        unit=found.unit,
        kind=found.kind,
    )
