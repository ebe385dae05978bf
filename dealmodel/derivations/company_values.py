"""What follows from the values of a company that a deal or stake states or implies: equity and
enterprise value from each other, multiples, and what a share of it costs.

Policy: what lies between the two is the net debt that the record itself gives, else that of the
company's accounts on the nearest day not after the record's own; of net debt and of debt and cash,
the later, once. New cash is taken off a value that holds it, since accounts of an earlier day do
not. Multiples are of the last year that had ended, or of the first forecast one that had not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from dealmodel.calculators.bridge import (
    OTHERS,
    Between,
    HoldsCash,
    enterprise_from_equity,
    equity_from_items,
    multiple,
    paid_at,
)
from dealmodel.calculators.quantities import share
from dealmodel.calculators.selection import HULL, select
from dealmodel.dataclass import dataclass, replace
from dealmodel.derivations.answers import Derived, Item, Printed, Refused
from dealmodel.derivations.setting import Setting
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.errors import DealModelError, MissingKey, OutOfRange
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.period import parse_period
from dealmodel.records.deal import Deal
from dealmodel.records.financial import Financial
from dealmodel.records.record import Record

MOST = 6
"""So many values on either side of the bridge are taken across: of a thousand sources' values each
is told, and these stand for what follows."""

_MULTIPLES = {
    "revenue": ("ev_to_revenue", "enterprise"),
    "ebitda": ("ev_to_ebitda", "enterprise"),
    "ebit": ("ev_to_ebit", "enterprise"),
    "net_income": ("price_to_earnings", "equity"),
}
_NAMES = {"ebitda": "EBITDA", "ebit": "EBIT"}
NEW_OR_NOT = (
    "no source says whether the value holds the deal's new cash: if it does, and the net debt is "
    "of before it, the two differ by it"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the whole company, stated (a figure) or implied; ``at`` and ``shares`` as in
    :class:`~dealmodel.records.deal.StatedValue`, where they are known."""

    quantity: Quantity
    at: str | None = None
    shares: str | None = None

    @property
    def printed(self) -> Figure | None:
        """The figure that states it."""
        return self.quantity if isinstance(self.quantity, Figure) else None

    @property
    def basis(self) -> str:
        """What it is a value of, in words; empty where nobody says."""
        return ", ".join(filter(None, (self.at, self.shares)))


@dataclass(frozen=True, slots=True)
class Occasion:
    """A record that tells of a company's value: a deal or a stake.

    ``debts`` are the net debt that it gives itself, else ``assumed`` the debt that is taken over;
    ``new_cash`` is what the company gets by it, ``is_new`` whether that is sure; it ``issues``
    shares where they are known to be new, whatever was paid for them; ``is_leg`` of a deal that
    tells of the company itself.
    """

    subject: str
    record: Record
    company: str
    equities: Sequence[Value]
    enterprises: Sequence[Value]
    debts: Sequence[Figure] = ()
    assumed: Sequence[Figure] = ()
    new_cash: Quantity | None = None
    is_new: bool = True
    issues: bool = False
    is_leg: bool = False

    def holds_cash(self, value: Value) -> HoldsCash:
        """Whether the value is with the new cash."""
        if self.new_cash is None or value.at == "pre":
            return "no"
        return "yes" if value.at == "post" and self.is_new else "unknown"


def stated_values(deal: Deal, of: str, setting: Setting) -> list[Value]:
    """The values of one thing that sources state of the deal's target."""
    claims = [each for each in deal.values if each.of == of]
    return [
        Value(figure, claim.at, claim.shares)
        for claim in claims
        for figure in setting.figures([claim])
    ]


def betweens(occasion: Occasion, setting: Setting) -> list[Between]:
    """What lies between equity and enterprise value, for each net debt that the record gives; none
    where nobody gives a debt."""
    exchange = setting.exchange_of(occasion.record)
    others, days = _others(occasion, setting)
    if occasion.debts:
        return [Between({"net_debt": each, **others}, exchange, days) for each in occasion.debts]
    debt, of_debt = debt_of_accounts(occasion, setting)
    if debt:
        all_days = {**of_debt, **days}
        return [Between({**debt, **others}, exchange, all_days, occasion.new_cash)]
    if occasion.assumed:
        assumed = {"debt_assumed": select(list(occasion.assumed), HULL)}
        return [Between({**assumed, **others}, exchange, days)]
    return []


def _others(occasion: Occasion, setting: Setting) -> tuple[dict[str, Quantity], dict[str, str]]:
    items: dict[str, Quantity] = {}
    days: dict[str, str] = {}
    for measure in OTHERS:
        found = account(occasion, measure, setting)
        if found is not None:
            items[measure], days[measure] = found
    return items, days


def debt_of_accounts(
    occasion: Occasion, setting: Setting
) -> tuple[dict[str, Quantity], dict[str, str]]:
    """Net debt, or debt and cash, whichever is of the later day; once. And the day of each."""
    net, debt, cash = (account(occasion, name, setting) for name in ("net_debt", "debt", "cash"))
    if net is not None and (debt is None or _last_day(debt) <= _last_day(net)):
        return {"net_debt": net[0]}, {"net_debt": net[1]}
    given = {name: each for name, each in (("debt", debt), ("cash", cash)) if each is not None}
    if debt is None:
        return {}, {}
    return {n: each[0] for n, each in given.items()}, {n: each[1] for n, each in given.items()}


def _last_day(found: tuple[Quantity, str]) -> date:
    return parse_period(found[1]).last


def account(occasion: Occasion, measure: str, setting: Setting) -> tuple[Quantity, str] | None:
    """The company's amount of the nearest day not after the record's, and that day."""
    company, on = occasion.company, occasion.record.dated
    if on is None or not setting.book.accounts.has(company, measure):
        return None
    return setting.kept(
        (account, company, measure, on), lambda: _account(company, measure, on, setting)
    )


def _account(company: str, measure: str, on: str, setting: Setting) -> tuple[Quantity, str] | None:
    by = parse_period(on).last
    found = [
        keys
        for basis in ("reported", "pro_forma")
        if (keys := setting.book.accounts.latest(company, measure, by, basis=basis))
    ]
    if not found:
        return None
    records = setting.book.financials
    keys = max(found, key=lambda each: parse_period(records[each[0]].on or "").last)
    return amount_of([records[key] for key in keys], setting), records[keys[0]].on or ""


def amount_of(records: Sequence[Financial], setting: Setting) -> Quantity:
    """What the sources of the same amount allow, in the currency that is printed first."""
    figures = setting.figures([claim for each in records for claim in each.amount])
    same = [each for each in figures if each.unit == figures[0].unit]
    return select(same, HULL) if len(same) > 1 else same[0]


def through_the_bridge(occasion: Occasion, setting: Setting) -> Iterator[Item | Refused]:
    """Enterprise value from equity and equity from enterprise value, each beside the stated ones;
    where nobody gives a debt, what lies between two stated values. Then the multiples of both."""
    known = betweens(occasion, setting)
    computed: list[Value] = []
    for value, between in product(occasion.equities[:MOST], known):
        found = _enterprise(occasion, value, between)
        yield found
        if isinstance(found, Derived):
            computed.append(Value(found.result))
            yield from in_other_currencies(occasion.subject, found.result, occasion.record, setting)
    for value, between in product(occasion.enterprises[:MOST], known):
        yield _equity(occasion, value, between)
    if not known:
        yield from _what_lies_between(occasion)
    yield from _multiples(occasion, occasion.enterprises or computed, setting)


def _enterprise(occasion: Occasion, value: Value, between: Between) -> Derived | Refused:
    holds = occasion.holds_cash(value) if between.new_cash is not None else "no"
    try:
        result = enterprise_from_equity(
            value.quantity, between, holds_cash="no" if holds == "unknown" else holds
        )
    except DealModelError as error:
        return Refused(occasion.subject, error)
    told = _told(result, value, is_unsure=holds == "unknown")
    return Derived(occasion.subject, told, _printed(occasion.enterprises, told))


def _equity(occasion: Occasion, value: Value, between: Between) -> Derived | Refused:
    """The equity with the new cash, where some is known to have come."""
    comes = between.new_cash is not None
    try:
        result = equity_from_items(
            value.quantity, between, holds_cash="yes" if comes and occasion.is_new else "no"
        )
    except DealModelError as error:
        return Refused(occasion.subject, error)
    told = _told(result, value, is_unsure=comes and not occasion.is_new)
    beside = [each for each in occasion.equities if not (comes and each.at == "pre")]
    return Derived(occasion.subject, told, _printed(beside, told))


def _told(result: Result, value: Value, *, is_unsure: bool) -> Result:
    of = {"of": value.basis} if value.basis and (value.printed or value.shares) else {}
    warned = (NEW_OR_NOT,) if is_unsure else ()
    return replace(result, warnings=(*result.warnings, *warned), details={**of, **result.details})


def _printed(values: Sequence[Value], beside: Result) -> tuple[Printed, ...]:
    figures = (each.printed for each in values[:MOST])
    return tuple(Printed(each) for each in figures if each and each.unit == beside.unit)


def _what_lies_between(occasion: Occasion) -> Iterator[Derived]:
    """Stated enterprise less stated equity value, where no debt is given: net debt and the rest."""
    stated = (
        [each.quantity for each in of if each.printed and each.at != "post"][:MOST]
        for of in (occasion.enterprises, occasion.equities)
    )
    for enterprise, equity in pairs_of_quantities(*stated):
        if enterprise.unit == equity.unit:
            inputs = {"enterprise_value": enterprise, "equity_value": equity}
            formula = Leaf("enterprise_value") - Leaf("equity_value")
            yield Derived(occasion.subject, evaluate("implied_net_debt", formula, inputs))


def pairs_of_quantities(
    first: Sequence[Quantity], second: Sequence[Quantity]
) -> list[tuple[Quantity, Quantity]]:
    """Those of the same sources; only where there are none, all with all."""
    own = [(a, b) for a in first for b in second if a.sources == b.sources]
    return own or [(a, b) for a in first for b in second]


def what_was_paid(
    occasion: Occasion, shares: Sequence[Quantity], setting: Setting
) -> Iterator[Item | Refused]:
    """What a share of the company cost that was bought at a stated value of it, where no source
    says what was paid; of an enterprise value only with a net debt."""
    sizes = []
    for each in shares:
        try:
            sizes.append(share(each, "the stake"))
        except DealModelError as error:
            yield Refused(occasion.subject, error)
    whole = [each for each in occasion.equities if each.printed and each.at != "pre"]
    for size, value in pairs_of_quantities(sizes, [each.quantity for each in whole][:MOST]):
        yield Derived(occasion.subject, paid_at(size, value))
    if not sizes or whole or not occasion.enterprises:
        return
    known = betweens(occasion, setting)
    if not known:
        told = (
            "what was paid follows from the enterprise value only with the net debt, and no source "
            "gives it: add it, as net_debt or among the financials"
        )
        yield Refused(occasion.subject, MissingKey("net_debt", told))
    for size, between in product(sizes, known):
        for stated in occasion.enterprises[:MOST]:
            try:
                equity = equity_from_items(stated.quantity, between)
                # A net debt of the record's own is of its day, with whatever cash came in.
                is_before = occasion.is_new and not occasion.debts and occasion.issues
                result = paid_at(size, equity, is_before=is_before)
            except DealModelError as error:
                yield Refused(occasion.subject, error)
            else:
                yield Derived(occasion.subject, replace(result, details=between.details))


def _multiples(
    occasion: Occasion, enterprises: Sequence[Value], setting: Setting
) -> Iterator[Item | Refused]:
    """Each value over the revenue and earnings of a year."""
    of = {"enterprise": enterprises[:MOST], "equity": occasion.equities[:MOST]}
    if occasion.record.dated is None:
        return
    exchange = setting.exchange_of(occasion.record)
    for measure, (name, which) in _MULTIPLES.items():
        if not setting.book.accounts.has(occasion.company, measure):
            continue
        for records in _years(occasion, measure, setting) if of[which] else ():
            words = f"{records[0].basis} {_NAMES.get(measure, measure)} {records[0].period}"
            words = words.replace("_", " ")
            earnings = amount_of(records, setting)
            told = {"basis": records[0].basis, "period": records[0].period}
            for value in of[which]:
                try:
                    result = multiple(name, value.quantity, earnings, words, exchange)
                except OutOfRange as error:
                    yield Refused(occasion.subject, error)
                    break  # a loss is one, whatever the value over it
                except DealModelError as error:
                    yield Refused(occasion.subject, error)
                else:
                    basis = {"value": value.basis} if value.basis else {}
                    details = {**result.details, **told, **basis}
                    yield Derived(occasion.subject, replace(result, details=details))


def _years(occasion: Occasion, measure: str, setting: Setting) -> Iterator[list[Financial]]:
    """The amounts of the last year that had ended, and of the first forecast one that had not."""
    book, company = setting.book, occasion.company
    by = parse_period(occasion.record.dated or "").last
    ended = (
        book.accounts.latest(company, measure, by, basis=basis, is_year=True)
        for basis in ("reported", "pro_forma")
    )
    for keys in (*ended, book.accounts.next(company, measure, by, basis="forecast")):
        if keys:
            yield [book.financials[key] for key in keys]
