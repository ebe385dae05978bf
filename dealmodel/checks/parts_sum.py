"""Parts against the total that sources state (``parts-sum``).

``PROVIDERS`` yield each stated total with what its parts come to; the comparison is one for all. A
total is wrong only if no source's parts can come to what any source says of it: where its own
claims or those of a part disagree, that is told under them. Tolerance: what the figures can mean,
and half a per cent for conversions; bare amounts that meet when rounded to their last digit that is
no trailing zero are undecided. Where parts are missing, the others may not be more than the whole.
A leg in another company than the deal's target is an error of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dealmodel.calculators.accounts import Account, Path
from dealmodel.calculators.sides import Side, side
from dealmodel.checks.beside import VERDICTS, beside_stated
from dealmodel.checks.context import Context
from dealmodel.checks.finding import Bar, Finding
from dealmodel.checks.wording import conversion_note, meaning
from dealmodel.derivations.consideration import consideration_totals, totals_of_consideration
from dealmodel.derivations.deal_legs import deal_totals, strange_legs, totals_of
from dealmodel.derivations.given_amounts import AT_MOST
from dealmodel.derivations.printing import how_of
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.totals import Total
from dealmodel.figures.bounds import Bounds
from dealmodel.formulas.result import Result
from dealmodel.records.deal import Deal
from dealmodel.records.naming import name_of

PROVIDERS: Sequence[Callable[[Setting], Iterator[Total]]] = (deal_totals, consideration_totals)


def parts_sum(context: Context) -> Iterator[Finding]:
    """A finding for each total with its parts, and for each leg that is in something else."""
    for provider in PROVIDERS:
        for each in provider(context.setting):
            yield from _compared(context, each)
    yield from _strange_legs(context)


def legs_do_not_add_up(context: Context, path: Path) -> bool:
    """Whether what the legs of the deal at ``path`` come to cannot be its stated totals."""
    totals = totals_of(str(path[1]), context.setting)
    told = (finding for each in totals for finding in _compared(context, each))
    return any(finding.severity == "error" for finding in told)


def price_does_not_add_up(context: Context, path: Path, deal: Deal) -> bool:
    """Whether the price of a share cannot be what the parts of the consideration come to."""
    totals = totals_of_consideration(str(path[1]), deal, context.setting)
    of_price = (each for each in totals if each.path[-1] == "price_per_share")
    told = (finding for each in of_price for finding in _compared(context, each))
    return any(finding.severity == "error" for finding in told)


def _compared(context: Context, total: Total) -> Iterator[Finding]:
    stated = context.accounts(total.stated, total.path)
    exchange = context.exchange(total.record)
    beside = [
        (found, as_most(each) if is_most else each)
        for found in (*total.sums, *total.allowed)
        for account in stated
        if isinstance(each := side(account, found.unit, exchange), Side)
        for is_most in [total.is_contingent and each.figure.hedge in AT_MOST]
        if not is_most or "contingent" in found.details["parts"]
    ]
    if not beside:
        return  # that a day or a rate lacks is told where the sum is derived
    verdicts = [beside_stated(found, each, is_least=total.is_part) for found, each in beside]
    verdict = next(v for v in VERDICTS if v in verdicts)
    if total.is_part and verdict != "contradictory":
        return
    found, each = beside[verdicts.index(verdict)]
    severity, verb = VERDICTS[verdict]
    if total.is_part:
        verb = "is less than some of its parts,"
    given = [a for path, claims in total.parts for a in context.accounts(claims, path)]
    says = how_of(found)
    yield context.finding(
        "parts-sum",
        severity,
        total.path,
        f"{each.account.says} ({context.who(each.account)}) {verb} the {total.what} together: "
        f"{says} = {meaning(found.bounds, found.unit, found.kind)}"
        + conversion_note([each])
        + "".join(f"; {warning}" for warning in found.warnings),
        verdict=verdict,
        claims=[*stated, *given],
        bars=[
            *context.bars(each for _, each in beside[: len(stated)]),
            Bar(says, _who(context, found, given), found.point, found.bounds),
        ],
        unit=found.unit,
        kind=found.kind,
    )


def as_most(given: Side) -> Side:
    """An amount of "up to" so much as that, rounded to its digits."""
    high, half = given.bounds.high, given.figure.granularity / 2
    if high is None or given.conversion is not None:
        return given
    bounds = Bounds(high - half, high + half)
    return replace(given, bounds=bounds, figure=given.figure.with_bounds(bounds, "the most"))


def _who(context: Context, found: Result, given: Sequence[Account]) -> str:
    sources = set(found.sources)
    named = (context.who(each) for each in given if each.source in sources)
    return "; ".join(dict.fromkeys(named))


def _strange_legs(context: Context) -> Iterator[Finding]:
    for path, deal in context.records(Deal):
        legs = context.book.legs.get(str(path[1]), {})
        for key in strange_legs(deal, legs):
            leg, book = legs[key], context.book
            told = (
                f"a leg of {path[1]}, whose target is {name_of(deal.target, book)}, is in "
                f"{name_of(leg.investee, book)}: name another deal, or correct one of the two"
            )
            yield context.finding(
                "parts-sum", "error", ("stakes", key, "deal"), told, verdict="contradictory"
            )
