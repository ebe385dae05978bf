"""What an investor's stakes in a company have returned: what was paid for those it bought against
what others paid it for those it sold, as a multiple of money and a rate of return.

Policy: it is told under the first stake that was bought. The amounts of one source are used, of
each source that gives them all; where none does, everything that the sources of each allow. Amounts
in several currencies are each converted at the rate of their day. A day of closing is the day of
payment, where it is told. Dividends, and what is still held, are not counted, which is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dealmodel.calculators.conversion import convert_by
from dealmodel.calculators.quantities import in_all
from dealmodel.calculators.returns import Flow, multiple_of, rate_of_return
from dealmodel.calculators.selection import HULL, select
from dealmodel.dataclass import replace
from dealmodel.derivations.answers import Derived, Item, Refused, Stated
from dealmodel.derivations.deal_legs import Amount, paid_for
from dealmodel.derivations.setting import Setting
from dealmodel.errors import DealModelError, MissingKey
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf, Quantity
from dealmodel.formulas.numbers import full
from dealmodel.formulas.result import evaluate
from dealmodel.rates.period import parse_period
from dealmodel.records.naming import name_of
from dealmodel.records.stake import Stake

NOT_COUNTED = "dividends, and what is still held, are not counted"

_WHAT = "internal rate of return"
_OWN_KEYS = ("name", "sources", "warnings")


def of_holding(subject: str, stake: Stake, setting: Setting) -> Iterator[Item | Refused]:
    """The returns of the investor that bought the stake, where it has sold as well."""
    whose = stake.investor, stake.investee
    sold = setting.book.sales.get(whose, {})
    bought = setting.book.purchases.get(whose, {})
    if not sold or next(iter(bought)) != subject.partition(".")[2]:
        return
    try:
        for flows in _flows(bought, sold, setting):
            yield from _answers(subject, name_of(stake.investor, setting.book), flows)
    except DealModelError as error:
        yield Refused(subject, error)


def _answers(subject: str, holder: str, flows: list[Flow]) -> Iterator[Item]:
    details = {"of": holder}
    multiple = multiple_of(flows)
    told = tuple(dict.fromkeys([*multiple.warnings, NOT_COUNTED]))
    answer = Derived(
        subject, replace(multiple, warnings=told, details={**multiple.details, **details})
    )
    yield answer
    rate = rate_of_return(flows)
    # In words and as a record: no formula of a workbook gives it.
    record = {name: each for name, each in rate.to_dict().items() if name not in _OWN_KEYS}
    text = f"{full(rate.point, rate.bounds, rate.unit, rate.kind)} a year"
    yield Stated(subject, rate.name, text, answer.sources, {**record, **details, "what": _WHAT})


def _flows(
    bought: Mapping[str, Stake], sold: Mapping[str, Stake], setting: Setting
) -> Iterator[list[Flow]]:
    """The flows by each source that tells all of them; else by all."""
    stakes = {**bought, **sold}
    amounts = {key: list(paid_for(stake, setting)) for key, stake in stakes.items()}
    for key, given in amounts.items():
        if not given:
            message = f"no return of the holding: no source says what was paid for {key}"
            raise MissingKey("paid", message)
        if stakes[key].dated is None:
            raise MissingKey("on", f"no return of the holding: {key} has no date")
    named = [[each.sources for each in given] for given in amounts.values()]
    own = [source for source in named[0] if all(source in others for others in named)]
    alternatives: list[tuple[str, ...] | None] = [*own] or [None]
    for source in alternatives:
        chosen = {key: _chosen(given, source) for key, given in amounts.items()}
        yield _signed(bought, sold, chosen, setting)


def _chosen(given: list[Amount], source: tuple[str, ...] | None) -> Mapping[str, Quantity]:
    """What one source says was paid, or all of them allow, by currency."""
    if source is not None:
        return next(each.in_units for each in given if each.sources == source)
    if len(given) == 1:
        return given[0].in_units
    code = next(iter(given[0].in_units))
    figures = [each.in_units[code] for each in given if code in each.in_units]
    printed = [each for each in figures if isinstance(each, Figure)]
    return {code: select(printed, HULL) if len(printed) > 1 else figures[0]}


def _signed(
    bought: Mapping[str, Stake],
    sold: Mapping[str, Stake],
    amounts: Mapping[str, Mapping[str, Quantity]],
    setting: Setting,
) -> list[Flow]:
    """The flows in one currency: one that all are printed in, else that of the first."""
    printed = [set(each) for each in amounts.values()]
    first = next(iter(amounts.values()))
    common = next((code for code in first if all(code in each for each in printed)), None)
    code = common or next(iter(first))
    flows = []
    for key, given in amounts.items():
        stake = bought.get(key) or sold[key]
        amount = given.get(code)
        if amount is None:
            exchange = setting.exchange_of(stake)
            assert exchange is not None
            amount = convert_by(next(iter(given.values())), code, exchange)
        day = parse_period(stake.closed or stake.dated or "")
        amount = in_all(amount)
        if key in sold:
            flows.append(Flow(day, amount))
        else:
            paid = evaluate("paid", -Leaf("paid"), {"paid": amount})
            flows.append(Flow(day, paid, outlay=amount))
    return flows
