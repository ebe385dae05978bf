"""What a stake implies about the whole company.

Vocabulary: the implied equity value is what was paid over the share of the company it bought. Where
new shares were issued (primary), it is the post-money value: it holds the cash that came in.
Pre-money is post-money less the primary cash, and only that: money paid to an earlier holder
(secondary) never enters the company. An enterprise value needs the net debt.

Source of the definitions: International Private Equity and Venture Capital Valuation Guidelines
(2022), on post-money and pre-money values; IFRS 13 on value as of a date. Limits: one class of
shares is assumed; options and preferences are not modelled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Any, Literal, get_args

from dealmodel.calculators.options import options_checked
from dealmodel.calculators.quantities import count, money, payment, share
from dealmodel.dataclass import dataclass, replace
from dealmodel.errors import CurrencyMismatch, OutOfRange, UsageError
from dealmodel.figures.bounds import Bounds, point
from dealmodel.figures.figure import Figure
from dealmodel.figures.reader import USUAL, HedgeRules
from dealmodel.figures.units import PURE
from dealmodel.formulas.expression import Add, Constant, Expression, Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate
from dealmodel.rates.choice import RatesAt
from dealmodel.rates.formula import Exchange, exchanged, provenance
from dealmodel.rates.rate import Conversion, Policy, PolicyKind, RateSource

if TYPE_CHECKING:
    from dealmodel.calculators.quantities import Given
    from dealmodel.calculators.selection import Prefer

SharesAre = Literal["primary", "secondary", "mixed", "undeclared"]

PAID, STAKE, PRIMARY = Leaf("paid"), Leaf("stake"), Leaf("primary")
EQUITY = PAID / STAKE
BEFORE, BOUGHT, ONE = Leaf("before"), Leaf("bought"), Constant(Fraction(1))
PRE_MONEY, CASH, PART = Leaf("pre_money"), Leaf("cash"), Leaf("part")
SOME = Figure(
    "some of it",
    (0, 10),
    "number",
    None,
    PURE,
    "range",
    Fraction(1),
    Bounds(Fraction(0), Fraction(1)),
    "between none and all",
)
"""A part of something between none of it and all."""

_PRE_MONEY: dict[SharesAre, list[tuple[str, Expression]]] = {
    "mixed": [("mixed", EQUITY - PRIMARY)],
    "primary": [("primary", EQUITY - PAID)],
    "secondary": [("secondary", EQUITY)],
    "undeclared": [("primary", EQUITY - PAID), ("secondary", EQUITY)],
}
_ALL = point(Fraction(1))
_ASSUMING = {"primary": "all shares are new", "secondary": "no share is new"}


_Formula = tuple[str, Expression, dict[str, Any], tuple[str, ...]]
"""The name of a result, its formula, further keys of its record, and what it warns of."""


def equity_value_of(paid: Quantity, stake: Quantity) -> Result:
    """Paid / stake, of a checked amount and share.

    :raises DivisionByZero: a share that may be nothing, such as "up to 15%".
    """
    return evaluate("implied_equity_value", EQUITY, {"paid": paid, "stake": stake})


def post_money_of(
    pre_money: Quantity, cash: Quantity, exchange: Exchange | None, *, is_new: bool
) -> Result:
    """The value before a deal with the cash added that went to the company: all of ``cash`` where
    it ``is_new``, else some part of it between none and all. Cash in another currency is converted.

    :raises UnitMismatch: two currencies and no day to convert on.
    :raises DataError: there is no rate.
    """
    new, inputs = (CASH, {"cash": cash}) if is_new else (PART * CASH, {"cash": cash, "part": SOME})
    base, quote = cash.unit.currency, pre_money.unit.currency
    if exchange is not None and base and quote and base != quote:
        new, inputs = exchanged(new, inputs, exchange.between(base, quote))
    return evaluate("post_money", PRE_MONEY + new, {"pre_money": pre_money, **inputs})


def held_after(before: Quantity, bought: Quantity, *, are_new: SharesAre) -> Result:
    """The share held after a purchase: before + bought, or before × (1 - bought) + bought where all
    shares bought were new; where no source says that none was, anything between.

    >>> from dealmodel.figures.reader import figure
    >>> print(held_after(figure("10%"), figure("20%"), are_new="secondary").bounds)
    [29/100, 31/100]
    """
    inputs = {"before": before, "bought": bought}
    kept: Expression = BEFORE
    if are_new != "secondary":
        inputs["part"] = SOME
        kept = BEFORE * (ONE - PART * BOUGHT)
    found = evaluate("held_after", kept + BOUGHT, inputs)
    return replace(found, kind="share")


def held_after_several(
    before: Quantity, bought: Sequence[Quantity], new: Sequence[Quantity]
) -> Result:
    """As :func:`held_after`, of several purchases at once; ``new`` are those among them of which
    no source says that none of the shares was new.

    >>> from dealmodel.figures.reader import figure
    >>> first, second = figure("10%"), figure("5%")
    >>> print(held_after_several(figure("2%"), [first, second], []).bounds)
    [31/200, 37/200]
    """
    inputs: dict[str, Quantity] = {"before": before}
    inputs |= {f"bought_{number}": each for number, each in enumerate(bought, 1)}
    kept: Expression = BEFORE
    if new:
        inputs |= {"part": SOME} | {f"new_{number}": each for number, each in enumerate(new, 1)}
        issued: list[Expression] = [Leaf(name) for name in inputs if name.startswith("new_")]
        kept = BEFORE * (ONE - PART * reduce(Add, issued))
    parts: list[Expression] = [Leaf(name) for name in inputs if name.startswith("bought_")]
    whole = reduce(Add, parts)
    return replace(evaluate("held_after", kept + whole, inputs), kind="share")


@dataclass(frozen=True, slots=True)
class Valuation:
    """What a stake implies. ``pre_money`` has one result, or two where no source says whether the
    shares were new: the lower if all were, the higher if none was. ``converted`` are the same in
    other currencies."""

    implied_equity_value: Result
    pre_money: tuple[Result, ...]
    converted: tuple[Result, ...] = ()

    @property
    def results(self) -> tuple[Result, ...]:
        return (self.implied_equity_value, *self.pre_money, *self.converted)

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(w for result in self.results for w in result.warnings))

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    def _repr_html_(self) -> str:
        """What a notebook shows. All text is escaped."""
        from dealmodel.formulas.notebook import html_of

        return "".join(map(html_of, self.results))


BLENDED = (
    "one price for new shares and old ones together: an outer range; the value is that by the "
    "price of the new shares"
)
"""What is told of the value of a deal that was partly in new shares, where no price parts them."""


@options_checked
def implied_value(
    stake: Given,
    paid: Given,
    *,
    primary: Given | None = None,
    shares_are: SharesAre | None = None,
    to: str | Sequence[str] = (),
    on: str | date | None = None,
    policy: PolicyKind | Policy = "previous",
    max_age: int = 7,
    rates: str | RateSource | RatesAt = "ecb",
    rules: HedgeRules = USUAL,
    locale: str = "en",
    prefer: Prefer = "hull",
) -> Valuation:
    """The equity value that ``paid`` for ``stake`` implies: paid / stake, and the pre-money value.

    ``primary`` is the cash for new shares; ``shares_are`` says "primary" for all of it, "secondary"
    for none. Where neither is given both extremes of pre-money are returned, with a warning. Any
    amount may be a list of claims, of which ``prefer`` selects; the results' inputs say so.

    >>> value = implied_value("20%", "€1.5 billion", shares_are="primary")
    >>> value.implied_equity_value.rounded, value.pre_money[0].rounded
    ('7500000000.00', '6000000000.00')

    :raises OutOfRange: a stake that is not above 0 and at most 100%, or more primary than paid.
    :raises BadValue: a stake or payment of the wrong kind, such as "20" for 20%.
    :raises CurrencyMismatch: paid in one currency, primary in another.
    :raises UsageError: options that contradict each other, or ``to`` without ``on``.
    :raises RateMissing: there is no rate for ``to``.
    """
    inputs = {
        "paid": payment(paid, "paid", rules, locale, prefer),
        "stake": share(stake, "the stake", rules, locale, prefer),
    }
    if primary is not None:
        if shares_are not in (None, "mixed"):
            raise UsageError(f"an amount of primary cash and all shares {shares_are}: give one")
        cash = payment(primary, "primary", rules, locale, prefer)
        inputs["primary"] = _primary(cash, inputs["paid"])
        shares_are = "mixed"
    elif shares_are == "mixed":
        shares_are = "undeclared"
    if shares_are not in (None, *get_args(SharesAre)):
        raise UsageError(
            f"shares_are {repr(shares_are)[:40]}: one of {', '.join(get_args(SharesAre))}"
        )
    if shares_are == "primary" and inputs["stake"].bounds == _ALL:
        raise OutOfRange(
            "the stake",
            "100%",
            "a stake of 100% has no pre-money value of all new shares: there were no others",
        )
    targets = (to,) if isinstance(to, str) else tuple(to)
    if targets and on is None:
        raise UsageError("no rate without a date: give the day of the rate as well (--on)")
    chosen = RatesAt.of(rates, policy, max_age)
    exchange = None if on is None else chosen.on(on)
    return valuation(inputs, shares_are or "undeclared", targets, exchange)


def valuation(
    inputs: dict[str, Quantity],
    shares_are: SharesAre,
    targets: Sequence[str],
    exchange: Exchange | None,
) -> Valuation:
    """The valuation of checked ``inputs``: paid, stake and, for a mixed deal, primary."""
    blended = (BLENDED,) if shares_are == "mixed" else ()
    formulas: list[_Formula] = [("implied_equity_value", EQUITY, {}, blended)]
    undeclared = shares_are == "undeclared"
    warned = (
        "no source says whether the shares were new (primary) or bought from a holder (secondary): "
        "pre-money is shown for both",
    )
    for case, formula in _PRE_MONEY[shares_are]:
        if case == "primary" and inputs["stake"].bounds == _ALL:
            continue  # of new shares alone there was no company to be worth anything before them
        note = {"assuming": _ASSUMING[case]} if undeclared else {}
        formulas.append(("pre_money", formula, note, warned if undeclared else blended))
    equity, *pre_money = _evaluated(formulas, inputs)
    converted: list[Result] = []
    base = inputs["paid"].unit.currency
    assert base is not None
    for target in targets:
        assert exchange is not None
        conversion = exchange.between(base, target)
        converted += _evaluated(formulas, inputs, conversion)
    return Valuation(equity, tuple(pre_money), tuple(converted))


def _evaluated(
    formulas: Sequence[_Formula], inputs: dict[str, Quantity], conversion: Conversion | None = None
) -> list[Result]:
    """The results; a formula that two of them have is evaluated once."""
    day = {} if conversion is None else provenance(conversion)
    warned = () if conversion is None else conversion.warnings
    results: list[Result] = []
    known: dict[int, Result] = {}
    for name, formula, note, warnings in formulas:
        told, details = (*warnings, *warned), note | day
        same = known.get(id(formula))
        if same is not None:
            told = tuple(dict.fromkeys([*told, *same.warnings]))
            results.append(replace(same, name=name, warnings=told, details=details))
            continue
        whole, named = formula, inputs
        if conversion is not None:
            whole, named = exchanged(formula, inputs, conversion)
        result = evaluate(name, whole, named, warnings=told, details=details)
        if BLENDED in warnings:
            result = replace(result, tight=False, method="outer range")
        known[id(formula)] = result
        results.append(result)
    return results


def _primary(primary: Quantity, paid: Quantity) -> Quantity:
    left, right = paid.unit.currency, primary.unit.currency
    if left != right:
        raise CurrencyMismatch(
            str(left),
            str(right),
            f"paid in {left} and primary in {right}: give both in one currency, or convert one of "
            "them on a date first (dealmodel convert)",
        )
    if _exceeds(primary.point, paid.point) or _exceeds(primary.bounds.low, paid.bounds.high):
        raise OutOfRange(
            "primary",
            str(primary),
            "the primary cash is more than what was paid in all: check both",
        )
    return primary


def _exceeds(left: Fraction | None, right: Fraction | None) -> bool:
    return left is not None and right is not None and left > right


@options_checked
def enterprise_value(
    equity: Given, net_debt: Given, *, rules: HedgeRules = USUAL, prefer: Prefer = "hull"
) -> Result:
    """Equity value plus net debt; net cash is a negative net debt.

    >>> enterprise_value("€7.5 billion", "€-1.5 billion").rounded
    '6000000000.00'

    :raises UnitMismatch: two currencies.
    """
    inputs = {
        "equity_value": money(equity, "the equity value", rules, prefer=prefer),
        "net_debt": money(net_debt, "net debt", rules, prefer=prefer),
    }
    return evaluate("enterprise_value", Leaf("equity_value") + Leaf("net_debt"), inputs)


@options_checked
def equity_from_enterprise(
    enterprise: Given,
    net_debt: Given,
    *,
    rules: HedgeRules = USUAL,
    prefer: Prefer = "hull",
) -> Result:
    """Enterprise value less net debt.

    >>> equity_from_enterprise("€6 billion", "€-1.5 billion").rounded
    '7500000000.00'
    """
    inputs = {
        "enterprise_value": money(enterprise, "the enterprise value", rules, prefer=prefer),
        "net_debt": money(net_debt, "net debt", rules, prefer=prefer),
    }
    return evaluate("equity_value", Leaf("enterprise_value") - Leaf("net_debt"), inputs)


@options_checked
def value_per_unit(
    value: Given, volume: Given, *, basis: str, rules: HedgeRules = USUAL, prefer: Prefer = "hull"
) -> Result:
    """An equity value over a volume, such as euros per car; ``basis`` names the volume's measure
    and period, and is told with the answer.

    >>> value_per_unit("€7.5 billion", "300,000 cars", basis="sales in 2024").unit.text
    'EUR/cars'
    """
    inputs = {
        "value": money(value, "the value", rules, prefer=prefer),
        "volume": count(volume, "the volume", rules, prefer=prefer),
    }
    return evaluate(
        "value_per_unit", Leaf("value") / Leaf("volume"), inputs, details={"per": basis}
    )
