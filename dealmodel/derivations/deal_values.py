"""What a deal's target is worth: as its legs imply, as sources state it, and what follows.

Policy: of a deal with new shares and old ones, the value is that by the price of the new shares,
which holds their cash; the price of the old ones is another, and one figure for both together only
an outer range. Pre-money is less the cash for new shares, and only that.

Source of the definitions: International Private Equity and Venture Capital Valuation Guidelines
(2022), on post-money and pre-money values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from dealmodel.calculators.bridge import part_of_value
from dealmodel.calculators.quantities import share
from dealmodel.calculators.selection import HULL, select
from dealmodel.calculators.valuation import BLENDED, SharesAre, equity_value_of, valuation
from dealmodel.dataclass import replace
from dealmodel.derivations.answers import Derived, Item, Printed, Refused
from dealmodel.derivations.company_values import (
    MOST,
    Occasion,
    Value,
    pairs_of_quantities,
    stated_values,
    through_the_bridge,
)
from dealmodel.derivations.deal_legs import Legs, strange_legs, sums_of
from dealmodel.derivations.deal_price import equity_by_price
from dealmodel.derivations.rounds import Round, of_round
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.derivations.terms import last_version
from dealmodel.errors import DealModelError
from dealmodel.figures.bounds import Bounds, hull
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.result import Result
from dealmodel.records.deal import Deal

NEW = "the new shares"


def of_values(subject: str, deal: Deal, setting: Setting) -> Iterator[Item | Refused]:
    """What the legs imply, beside the stated values; what follows of all of them; and what part of
    them the deal's fees are."""
    key = subject.partition(".")[2]
    implied: list[Result] = []
    stated = [each for each in stated_values(deal, "equity", setting) if each.at != "pre"]
    before = [each for each in stated_values(deal, "equity", setting) if each.at == "pre"]
    for each in implied_values(key, deal, setting):
        if isinstance(each, DealModelError):
            yield Refused(subject, each)
            continue
        beside = {"pre_money": before, "value_by_old_shares": []}.get(each.name, stated)
        figures = (value.printed for value in beside[:MOST])
        printed = tuple(Printed(f) for f in figures if f is not None and f.unit == each.unit)
        yield Derived(subject, each, printed)
        yield from in_other_currencies(subject, each, deal, setting)
        implied.append(each)
    if not implied:
        yield from _round(subject, key, deal, setting)
    occasion = occasion_of(key, deal, implied, setting)
    own = list(through_the_bridge(occasion, setting))
    yield from own
    yield from _fees(subject, deal, occasion, own, setting)


def _round(subject: str, key: str, deal: Deal, setting: Setting) -> Iterator[Item | Refused]:
    """What follows of a round whose share nobody states; of a deal without legs only where a value
    is told of before or after new money."""
    legs = setting.book.legs.get(key, {})
    if deal.share or strange_legs(deal, legs):
        return
    after, before = (
        [each.printed for each in stated_values(deal, "equity", setting) if each.at == at]
        for at in ("post", "pre")
    )
    if any(leg.shares_are != "primary" for leg in legs.values()):
        return
    paid = setting.figures(deal.paid)
    told = Round(paid, paid, list(filter(None, after)), list(filter(None, before)))
    yield from of_round(subject, told, deal, setting)


def occasion_of(key: str, deal: Deal, implied: Sequence[Result], setting: Setting) -> Occasion:
    """The deal as an occasion on which its target has a value; ``implied`` are those that follow
    from its legs."""
    legs = (
        {} if strange_legs(deal, setting.book.legs.get(key, {})) else setting.book.legs.get(key, {})
    )
    new = [each for each in implied if each.name == "implied_equity_value"]
    equities = [
        *stated_values(deal, "equity", setting),
        *(
            Value(figure, "post")
            for leg in legs.values()
            for figure in setting.figures(leg.equity_value)
        ),
        *(Value(each, "post") for each in new),
        *(
            Value(each, None, str(each.details["counted"]))
            for each in equity_by_price(key, deal, setting)
            if isinstance(each, Result)
        ),
    ]
    enterprises = [
        *stated_values(deal, "enterprise", setting),
        *(
            Value(figure)
            for leg in legs.values()
            for figure in setting.figures(leg.enterprise_value)
        ),
    ]
    cash, is_sure = new_cash(deal, legs, setting)
    return Occasion(
        f"deals.{key}",
        deal,
        deal.target,
        equities,
        enterprises,
        _once([figure for leg in legs.values() for figure in setting.figures(leg.net_debt)]),
        _debt_assumed(deal, setting),
        cash,
        is_sure,
    )


def deal_occasion(key: str, deal: Deal, setting: Setting) -> Occasion:
    """The same with the values of the equity that its legs imply."""
    return setting.kept((deal_occasion, key), lambda: _deal_occasion(key, deal, setting))


def _deal_occasion(key: str, deal: Deal, setting: Setting) -> Occasion:
    return occasion_of(key, deal, implied_equities(key, deal, setting), setting)


def _once(figures: Sequence[Figure]) -> list[Figure]:
    """Those that say something of their own: one source repeats its figure for each leg."""
    return list({(each.source, each.unit, each.bounds): each for each in figures}.values())


def _debt_assumed(deal: Deal, setting: Setting) -> list[Figure]:
    """The debt that is taken over in all; instalments of it are none."""
    claims = () if deal.consideration is None else deal.consideration.debt_assumed
    whole = [each for each in claims if each.aspect == ("", "", "")]
    figures = setting.figures(whole)
    return [each for each in figures if each.unit == figures[0].unit]


def new_cash(deal: Deal, legs: Legs, setting: Setting) -> tuple[Result | Figure | None, bool]:
    """What the company gets: all of what new shares cost, and whether that is sure. Where the legs
    do not say, what was paid for a part of the company may be for new shares; what was paid for all
    of it is with its holders.
    """
    new = {key: leg for key, leg in legs.items() if leg.shares_are != "secondary"}
    if legs and not new:
        return None, True
    try:
        sums = sums_of("paid", new, deal, setting)
    except DealModelError:
        return None, False  # that a day or a rate lacks is told where the legs are added
    if sums:
        return sums[0], all(leg.shares_are == "primary" for leg in new.values())
    is_part = any(each.value != 1 for each in setting.figures(deal.share))
    paid = setting.figures(deal.paid) if is_part else []
    same = [each for each in paid if each.unit == paid[0].unit]
    return (select(same, HULL) if same else None), False


def implied_equities(key: str, deal: Deal, setting: Setting) -> Sequence[Result]:
    """Of :func:`implied_values` those of the equity with the new cash, where they can be had."""
    return setting.kept((implied_equities, key), lambda: _implied_equities(key, deal, setting))


def _implied_equities(key: str, deal: Deal, setting: Setting) -> Sequence[Result]:
    legs = setting.book.legs.get(key, {})
    if strange_legs(deal, legs):
        return []
    priced = {leg: each for leg, each in legs.items() if each.shares_are == "primary"} or legs
    try:
        found = [equity_value_of(*each) for each in _priced(priced, deal, setting)]
    except DealModelError:
        found = []
    if not found and len(priced) == len(legs):
        whole = _of_the_whole(deal, setting, is_mixed=False)
        found = [each for each in whole if isinstance(each, Result)]
    return found


def implied_values(key: str, deal: Deal, setting: Setting) -> Iterator[Result | DealModelError]:
    """The value of the whole by what was paid for a share of it, and that before the new cash."""
    legs = setting.book.legs.get(key, {})
    if strange_legs(deal, legs):
        return
    new = {leg: stake for leg, stake in legs.items() if stake.shares_are == "primary"}
    found: list[Result] = []
    try:
        found += _of_legs(legs, new, deal, setting)
    except DealModelError as error:
        yield error
    yield from found
    if not any(each.name == "implied_equity_value" for each in found):
        yield from _of_the_whole(deal, setting, is_mixed=bool(new) and len(new) < len(legs))


def _of_legs(legs: Legs, new: Legs, deal: Deal, setting: Setting) -> Iterator[Result]:
    if not new or len(new) == len(legs):
        alike = {stake.shares_are for stake in legs.values()} - {"mixed"}
        yield from _valued(legs, deal, setting, alike.pop() if len(alike) == 1 else "undeclared")
        return
    old = {leg: stake for leg, stake in legs.items() if stake.shares_are == "secondary"}
    by_new = list(_valued(new, deal, setting, "primary", NEW))
    by_old = [
        replace(equity_value_of(*each), name="value_by_old_shares")
        for each in _priced(old, deal, setting)
    ]
    yield from (*by_new, *by_old)
    yield from _blended(legs, deal, setting, [*by_new, *by_old])


def _of_the_whole(
    deal: Deal, setting: Setting, *, is_mixed: bool
) -> Iterator[Result | DealModelError]:
    """By what is stated of the deal itself, where its legs do not say."""
    for paid, size in pairs(setting.figures(deal.paid), setting.figures(deal.share)):
        try:
            found = equity_value_of(paid, share(size, "the share"))
        except DealModelError as error:
            yield error
        else:
            yield _as_outer_range(found, ()) if is_mixed else found


def _valued(
    legs: Legs, deal: Deal, setting: Setting, shares_are: SharesAre, of: str | None = None
) -> Iterator[Result]:
    for paid, size in _priced(legs, deal, setting):
        inputs = {"paid": paid, "stake": size}
        for each in valuation(inputs, shares_are, (), None):
            yield replace(each, details={**each.details, "of": of}) if of else each


def _priced(legs: Legs, deal: Deal, setting: Setting) -> list[tuple[Quantity, Quantity]]:
    """What the legs cost and are shares of, by the same sources."""
    amounts = sums_of("paid", legs, deal, setting)
    return pairs_of_quantities(amounts, sums_of("share", legs, deal, setting))


def _blended(legs: Legs, deal: Deal, setting: Setting, parts: Sequence[Result]) -> Iterator[Result]:
    """What was paid for all over all the shares."""
    for each in _priced(legs, deal, setting):
        yield _as_outer_range(equity_value_of(*each), parts)


def _as_outer_range(blended: Result, parts: Sequence[Result]) -> Result:
    """From the lowest to the highest that it or either price allows."""
    bounds: Bounds = blended.bounds
    for part in parts:
        if part.name != "pre_money" and part.unit == blended.unit:
            bounds = hull(bounds, part.bounds)
    return replace(
        blended,
        name="blended_equity_value",
        bounds=bounds,
        tight=False,
        method="outer range",
        warnings=(*blended.warnings, BLENDED),
    )


def _fees(
    subject: str,
    deal: Deal,
    occasion: Occasion,
    own: Sequence[Item | Refused],
    setting: Setting,
) -> Iterator[Item | Refused]:
    """Each fee as a part of the equity and of the enterprise value, the stated ones first."""
    computed = [
        Value(each.result)
        for each in own
        if isinstance(each, Derived)
        and each.name == "enterprise_value"
        and "rate" not in each.result.details
    ]
    values: Mapping[str, Sequence[Value]] = {
        "equity": [v for v in occasion.equities if v.printed] or occasion.equities,
        "enterprise": occasion.enterprises or computed,
    }
    exchange = setting.exchange_of(deal)
    for name, term in deal.terms.items():
        fees = [each for each in last_version(term.fee, setting) if each.per is None]
        for (of, given), fee in product(values.items(), fees[:MOST]):
            for _, value in pairs_of_quantities([fee], [each.quantity for each in given[:MOST]]):
                try:
                    result = part_of_value(f"fee_share_of_{of}", fee, value, exchange)
                except DealModelError as error:
                    yield Refused(subject, error)
                else:
                    yield Derived(subject, replace(result, details={"term": name}))
