"""What an offer for a share is worth: in shares of the acquirer at their price, at the ends of a
collar and at any price that is asked for; and its premium to a reference price, there and back.

Policy: what follows stands beside what is stated of it. A price is led back from a premium, or
forward to one, only where no source states it. An offer's worth is without what is contingent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dealmodel.calculators.offer import (
    CollarTerms,
    exchange_ratio,
    not_negative,
    offer_of,
    price_at_premium,
    reference_before_premium,
    shares_value,
)
from dealmodel.calculators.quantities import in_all, price, pure
from dealmodel.calculators.receipts import premium
from dealmodel.calculators.selection import HULL, select
from dealmodel.dataclass import replace
from dealmodel.derivations.answers import Derived, Printed, Refused
from dealmodel.derivations.consideration import Consideration, considerations
from dealmodel.derivations.given_amounts import basis_of, for_one_share, share_prices
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.errors import DealModelError, InputError, MissingKey
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate
from dealmodel.records.consideration import Collar, SharesGiven
from dealmodel.records.deal import Deal

PREMIUM, SHARES_VALUE, AT_END = "premium", "value_of_shares", "value_at_collar_end"
OFFER = "offer_value"


def of_offer(subject: str, deal: Deal, setting: Setting) -> Iterator[Derived | Refused]:
    """What follows from the terms of an offer."""
    shares = None if deal.consideration is None else deal.consideration.shares
    for answers in (
        () if shares is None else _in_shares(subject, deal, shares, setting),
        () if shares is None else _at_ends(subject, deal, shares, setting),
        _premiums(subject, deal, setting),
    ):
        try:
            yield from answers
        except InputError as error:
            yield Refused(subject, error)


def _in_shares(
    subject: str, deal: Deal, shares: SharesGiven, setting: Setting
) -> Iterator[Derived]:
    """The value of the shares at a stated price, for one share and in all, or the ratio that a
    stated value takes there."""
    prices = setting.figures(shares.price)
    ratios = setting.figures(shares.exchange_ratio)
    values = _per_share(deal, shares, setting)
    for ratio, at in pairs(ratios, prices):
        yield Derived(subject, shares_value(ratio, at), tuple(map(Printed, values)))
    in_all_of = [each for each in setting.figures(shares.value) if each not in values]
    for number, at in pairs(setting.figures(shares.number), prices):
        inputs = {"number": pure(number), "acquirer_price": in_all(at)}
        worth = evaluate(SHARES_VALUE, Leaf("number") * Leaf("acquirer_price"), inputs)
        alike = (each for each in in_all_of if each.unit == worth.unit)
        yield Derived(subject, worth, tuple(map(Printed, alike)))
    if ratios:
        return
    collars = _collars(shares.collar, setting)
    for value, at in pairs(values, prices):
        if all(each.side(at) == "within" for each in collars):
            yield Derived(subject, exchange_ratio(value, at))


def _at_ends(subject: str, deal: Deal, shares: SharesGiven, setting: Setting) -> Iterator[Derived]:
    """The value of the shares at each end of a collar, beside that which is stated, and of the
    whole offer there."""
    values = tuple(map(Printed, _per_share(deal, shares, setting)))
    # With a stated value of the shares the price is that of the parts together.
    prices = [] if values else setting.figures(deal.price_per_share)
    collars = _collars(shares.collar, setting)
    given = [each for each in _beside_shares(deal, setting) if each is not None] if collars else []
    for collar in collars:
        for end, ratio, at in (
            ("low", collar.low_ratio, collar.low_price),
            ("high", collar.high_ratio, collar.high_price),
        ):
            told = f"at {_words(at)}, the {end} end of the collar"
            details = {"per": "share", "collar": end, "at": _words(at), "of": told}
            worth = shares_value(ratio, at)
            yield Derived(subject, replace(worth, name=AT_END, details=details), values)
            for cash in given:
                found = offer_of(at, cash, ratio, None, None)
                beside = [Printed(each) for each in prices if each.unit.same_as(found.unit)]
                yield Derived(subject, replace(found, details=details), tuple(beside))


def _premiums(subject: str, deal: Deal, setting: Setting) -> Iterator[Derived | Refused]:
    """The premium of the price to the reference price, or the one of the two that is missing."""
    details = {"to": deal.reference}
    references = setting.figures(deal.reference_price)
    stated = setting.figures(deal.premium)
    prices: Sequence[Quantity] = setting.figures(deal.price_per_share)
    if not prices:
        prices = [each.result for each in offered(subject, deal, setting)]
    for offer, reference in _matched(prices, references):
        found = premium(offer, reference)
        yield Derived(subject, replace(found, details=details), tuple(map(Printed, stated)))
    if not references:
        for offer, change in _matched(prices, stated):
            back = reference_before_premium(offer, change)
            yield Derived(subject, replace(back, details=details))
    if not prices:
        for reference, change in pairs(references, stated):
            found = price_at_premium(reference, change)
            yield Derived(subject, replace(found, details=details))


def _matched(left: Sequence[Quantity], right: Sequence[Figure]) -> list[tuple[Quantity, Figure]]:
    """Those of one source; only where no source has both, all with all."""
    own = [(a, b) for a in left for b in right if b.source in a.sources]
    return own or [(a, b) for a in left for b in right]


def offered(subject: str, deal: Deal, setting: Setting) -> Iterator[Derived]:
    """What is given for one share, without what is contingent and with it."""
    if deal.consideration is None:
        return
    for each in considerations(deal, setting)[0]:
        if each.basis and not each.lacking:
            try:
                sums = each.fixed(deal, setting), each.whole(deal, setting)
            except DealModelError:
                continue  # told where the sum is derived
            yield from (Derived(subject, found) for found in sums if found is not None)


def _beside_shares(deal: Deal, setting: Setting) -> list[Quantity | None]:
    """What is given for one share beside the acquirer's shares, by each source; nothing, once,
    where nothing is. What is contingent is left out."""
    assert deal.consideration is not None
    given = deal.consideration.model_copy(update={"shares": None, "contingent": ()})
    alone = deal.model_copy(update={"consideration": given, "shares": ()})
    found = [each for each in considerations(alone, setting)[0] if each.basis]
    return [_rest(each, deal, setting) for each in found] or [None]


def _rest(each: Consideration, deal: Deal, setting: Setting) -> Quantity:
    given = [term for terms in each.terms.values() for term in terms]
    return given[0] if len(given) == 1 else each.sum_of("cash", each.terms, deal, setting)


def offers_at(subject: str, deal: Deal, at: Quantity, setting: Setting) -> Iterator[Derived]:
    """What the offer for one share is worth at a price of the acquirer's, by each source, and its
    premium to the reference price.

    :raises MissingKey: the deal gives no shares, or not at which ratio or value.
    :raises DealModelError: otherwise as :func:`dealmodel.calculators.offer.offer_value`.
    """
    shares = None if deal.consideration is None else deal.consideration.shares
    if shares is None:
        raise MissingKey("shares", f"{subject} gives no shares: no price changes what it is worth")
    at = not_negative(price(at, "the acquirer's price", setting.rules), "the acquirer's price")
    offers = list(_offers_at(shares, deal, at, setting))
    if not offers:
        raise MissingKey(
            "exchange_ratio",
            f"{subject} does not say how many shares are given for one: it takes an exchange "
            "ratio, a collar or a value per share",
        )
    for found in offers:
        yield Derived(subject, found)
        for reference in setting.figures(deal.reference_price):
            above = premium(found, reference)
            details = {**_price_told(at), "to": deal.reference}
            yield Derived(subject, replace(above, details=details))


def _offers_at(shares: SharesGiven, deal: Deal, at: Quantity, setting: Setting) -> Iterator[Result]:
    ratios = setting.figures(shares.exchange_ratio)
    collars = _collars(shares.collar, setting)
    values: Sequence[Figure | None] = _per_share(deal, shares, setting)
    for cash in _beside_shares(deal, setting):
        if collars:  # a ratio beside it is that of one of its ends
            found = [
                offer_of(at, cash, None, value, collar)
                for collar in collars
                for value in values or [None]
            ]
        elif ratios:
            found = [offer_of(at, cash, pure(ratio), None, None) for ratio in ratios]
        else:
            found = [offer_of(at, cash, None, value, None) for value in values]
        told = {**_price_told(at), **_leaves_out(deal)}
        warned = _given_in_all(deal, setting)
        for each in found:
            details, warnings = {**each.details, **told}, (*each.warnings, *warned)
            yield replace(each, details=details, warnings=warnings)


def _given_in_all(deal: Deal, setting: Setting) -> tuple[str, ...]:
    """A warning of the parts that are told in all, so that they are in no offer for one share."""
    assert deal.consideration is not None
    prices = share_prices(deal, setting)
    left = [
        name
        for name in ("cash", "deferred", "in_kind")
        for figures in [setting.figures(getattr(deal.consideration, name))]
        if any(basis_of(for_one_share(figure, prices)) == "" for figure in figures)
    ]
    if not left:
        return ()
    parts = " and ".join(left).replace("_", " ")
    return (f"without the {parts}, told in all and not for one share",)


def _price_told(at: Quantity) -> dict[str, Any]:
    return {"at": _words(at), "of": f"at {_words(at)}"}


def _leaves_out(deal: Deal) -> Mapping[str, Any]:
    """What is not in the offer for one share."""
    assert deal.consideration is not None
    is_left = [name for name in ("contingent", "debt_assumed") if getattr(deal.consideration, name)]
    return {"leaves_out": is_left} if is_left else {}


def _per_share(deal: Deal, shares: SharesGiven, setting: Setting) -> list[Figure]:
    """The stated values of the shares given for one share."""
    prices = share_prices(deal, setting)
    figures = [for_one_share(figure, prices) for figure in setting.figures(shares.value)]
    return [figure for figure in figures if basis_of(figure) == "share"]


def _collars(collar: Collar | None, setting: Setting) -> list[CollarTerms]:
    """The collar by each source that tells all of it; else what all of them allow."""
    if collar is None:
        return []
    lists = [
        setting.figures(claims)
        for end in (collar.low, collar.high)
        for claims in (end.price, end.ratio)
    ]
    if not all(lists):
        return []
    own = [
        source
        for source in dict.fromkeys(figure.source for figure in lists[0])
        if all(any(figure.source == source for figure in each) for each in lists)
    ]
    chosen = [
        [next(figure for figure in each if figure.source == source) for each in lists]
        for source in own
    ] or [[each[0] if len(each) == 1 else select(each, HULL) for each in lists]]
    return [
        CollarTerms(in_all(low), pure(low_ratio), in_all(high), pure(high_ratio))
        for low, low_ratio, high, high_ratio in chosen
    ]


def _words(given: Quantity) -> str:
    return given.verbatim if isinstance(given, Figure) else str(given)
