"""What was held before a purchase, what was bought and what is held since (``stake-before-after``).

Before and bought together are what is held since, or less where new shares were issued, which make
the earlier ones a smaller part: before × (1 - bought) + bought, if all were new. Where no source
says that none was, anything between is allowed. One source's own figures are compared, else all
with all. What is held after a leg of a deal may be that after all of the investor's legs.
Tolerance: rounding and hedges of all three, and nothing beyond.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from dealmodel.calculators.accounts import Account
from dealmodel.calculators.share_classes import class_key, class_of_share
from dealmodel.calculators.valuation import held_after
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding
from dealmodel.checks.wording import meaning
from dealmodel.derivations.deal_legs import held_after_legs
from dealmodel.figures.bounds import overlap
from dealmodel.figures.units import PURE
from dealmodel.formulas.printed import printed
from dealmodel.records.stake import Stake


def stake_before_after(context: Context) -> Iterator[Finding]:
    """A finding for each purchase that says all three."""
    for path, stake in context.records(Stake):
        told = [
            context.accounts(getattr(stake, name), (*path, name))
            for name in ("before", "share", "after")
        ]
        if not all(told):
            continue
        every = [each for each in product(*told) if _are_of_one_class(each, stake)]
        own = [each for each in every if len({account.source for account in each}) == 1]
        results = [
            (held_after(before.figure, bought.figure, are_new=stake.shares_are), after)
            for before, bought, after in own or every
        ]
        legs = context.book.legs.get(stake.deal or "", {})
        own_legs = {key: leg for key, leg in legs.items() if leg.investor == stake.investor}
        results += [
            (result, account)
            for result in held_after_legs(own_legs, context.setting)
            for account in told[2]
        ]
        fitting = [
            (result, after)
            for result, after in results
            if overlap(result.bounds, after.figure.bounds) is not None
        ]
        if not results:
            continue
        fits = bool(fitting)
        result, after = (fitting or results)[0]
        says = printed(result.expression, result.inputs)
        yield context.finding(
            "stake-before-after",
            "info" if fits else "error",
            (*path, "after"),
            f"{after.says} ({context.who(after)}) {'fits' if fits else 'is not'} {says} = "
            f"{meaning(result.bounds, PURE, 'share')}",
            verdict="compatible" if fits else "contradictory",
            claims=[account for accounts in told for account in accounts],
            bars=[
                *(Bar(a.says, context.who(a), a.figure.value, a.figure.bounds) for a in told[2]),
                Bar(says, "before and bought", result.point, result.bounds),
            ],
            kind="share",
        )


def _are_of_one_class(given: Sequence[Account], stake: Stake) -> bool:
    """Whether shares are of one class of shares, or all of the whole."""
    classes = (class_of_share(account.figure, stake.share_class) for account in given)
    return len({class_key(name) for name in classes}) == 1
