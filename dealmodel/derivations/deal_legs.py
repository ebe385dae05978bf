"""What the legs of a deal come to together: what was paid, and the share that was bought.

Policy: the figures of one source are added, of each source that gives every leg's; where none does,
each leg counts with everything that its sources allow. What a leg cost is what its sources say was
paid, else price × shares. A leg in something else than the deal's target is none, and then nothing
is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from dealmodel.calculators.quantities import share
from dealmodel.calculators.receipts import paid_from_shares
from dealmodel.calculators.selection import HULL, select
from dealmodel.calculators.share_classes import class_of_share
from dealmodel.calculators.totals import total
from dealmodel.calculators.valuation import held_after_several
from dealmodel.dataclass import dataclass, replace
from dealmodel.derivations.answers import Derived, Item, Printed, Refused
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.stake_shares import of_all_shares
from dealmodel.derivations.totals import Total
from dealmodel.errors import DealModelError, InputError, MissingKey
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.result import Result
from dealmodel.records.claim import Claim
from dealmodel.records.deal import Deal
from dealmodel.records.naming import name_of
from dealmodel.records.stake import Stake


@dataclass(frozen=True, slots=True)
class Amount:
    """What a source, or several, say of a leg, in each unit that it is printed in."""

    sources: tuple[str, ...]
    in_units: Mapping[str, Quantity]


Legs = Mapping[str, Stake]


def strange_legs(deal: Deal, legs: Legs) -> tuple[str, ...]:
    """The ids of those that are not in the deal's target."""
    return tuple(key for key, leg in legs.items() if leg.investee != deal.target)


def of_legs(subject: str, deal: Deal, setting: Setting) -> Iterator[Item | Refused]:
    """What the legs were paid for and are shares of together, beside what is stated of the deal."""
    key = subject.partition(".")[2]
    for each in _totals(key, deal, setting):
        if isinstance(each, Total):
            stated = [Printed(figure) for figure in setting.figures(each.stated)]
            yield from each.derived(stated)
        else:
            yield Refused(subject, each)
    legs = setting.book.legs.get(key, {})
    if not strange_legs(deal, legs):
        yield from _held(subject, legs, setting)


def held_after_legs(legs: Legs, setting: Setting) -> Iterator[Result]:
    """What each investor with several legs holds after all of them, where it is known what it held
    before; of each leg all that its sources allow. Shares of a class are not added to it."""
    by_investor: dict[str, list[Stake]] = {}
    for leg in legs.values():
        by_investor.setdefault(leg.investor, []).append(leg)
    for investor, own in by_investor.items():
        before = next((leg.before for leg in own if leg.before), ())
        if len(own) < 2 or not before or not all(leg.share for leg in own):
            continue
        if any(_is_of_a_class(leg, setting) for leg in own):
            continue
        bought = [_any_of(leg.share, setting) for leg in own]
        new = [b for leg, b in zip(own, bought, strict=True) if leg.shares_are != "secondary"]
        found = held_after_several(_any_of(before, setting), bought, new)
        yield replace(found, details={"of": name_of(investor, setting.book), "investor": investor})


def _is_of_a_class(leg: Stake, setting: Setting) -> bool:
    figures = setting.figures([*leg.before, *leg.share])
    return any(class_of_share(each, leg.share_class) is not None for each in figures)


def _any_of(claims: Sequence[Claim], setting: Setting) -> Figure:
    figures = setting.figures(claims)
    return select(figures, HULL) if len(figures) > 1 else figures[0]


def _held(subject: str, legs: Legs, setting: Setting) -> Iterator[Item]:
    for each in held_after_legs(legs, setting):
        own = [leg for leg in legs.values() if leg.investor == each.details["investor"]]
        printed = [Printed(f) for leg in own for f in setting.figures(leg.after)]
        yield Derived(subject, each, tuple(printed))


def deal_totals(setting: Setting) -> Iterator[Total]:
    """The totals of every deal that sources state and whose legs' figures they give."""
    for key in setting.book.deals:
        yield from totals_of(key, setting)


def totals_of(key: str, setting: Setting) -> Iterator[Total]:
    """Those of one deal."""
    for each in _totals(key, setting.book.deals[key], setting):
        if isinstance(each, Total) and each.stated:
            yield each


def _totals(key: str, deal: Deal, setting: Setting) -> Iterator[Total | DealModelError]:
    legs = setting.book.legs.get(key, {})
    if not legs or strange_legs(deal, legs):
        return
    for name in _AMOUNTS:
        try:
            amounts = {leg: _amounts(name, leg, stake, setting) for leg, stake in legs.items()}
        except InputError as error:
            yield error
            continue
        known = {leg: given for leg, given in amounts.items() if given}
        if not known:
            continue
        stated = getattr(deal, name)
        lacking = len(known) < len(legs)
        if lacking and stated:
            missing = ", ".join(leg for leg in legs if leg not in known)
            yield MissingKey(
                name, f"no sum of what its legs {_WORDS[name]}: none is given of {missing}"
            )
        try:
            sums, allowed = _sums(name, known, legs, deal, setting)
        except DealModelError as error:
            yield error
            continue
        yield Total(
            ("deals", key, name),
            deal,
            "legs",
            () if lacking else sums,
            tuple(
                (("stakes", leg, field), getattr(legs[leg], field))
                for leg in known
                for field in _FIELDS[name]
            ),
            stated,
            (*(sums if lacking else ()), *allowed),
            is_part=lacking,
        )


_LEAVES = {"paid": "leg", "share": "share"}
_WORDS = {"paid": "cost", "share": "are shares of"}
_FIELDS = {"paid": ("paid", "price_per_share", "shares"), "share": ("share",)}


def sums_of(name: str, legs: Legs, deal: Deal, setting: Setting) -> Sequence[Result]:
    """What the legs cost (``paid``) or are shares of (``share``) together, by each source that
    gives all, else by all of them; nothing where one is not given.

    :raises InputError: a share of a class, amounts of two currencies without a date.
    :raises DataError: there is no rate.
    """
    return setting.kept(
        (sums_of, name, id(deal), *legs), lambda: _sums_of(name, legs, deal, setting)
    )


def _sums_of(name: str, legs: Legs, deal: Deal, setting: Setting) -> Sequence[Result]:
    amounts = {leg: _amounts(name, leg, stake, setting) for leg, stake in legs.items()}
    if not legs or not all(amounts.values()):
        return ()
    return _sums(name, amounts, legs, deal, setting)[0]


def _amounts(name: str, key: str, leg: Stake, setting: Setting) -> Sequence[Amount]:
    return setting.kept((_amounts, name, key), lambda: tuple(_AMOUNTS[name](leg, setting)))


def paid_for(leg: Stake, setting: Setting) -> Iterator[Amount]:
    """What each source says was paid for a leg; where none does, price × shares."""
    for claim in setting.claims(leg.paid):
        figures = claim.figures(setting.rules)
        yield Amount((claim.source,), {each.unit.currency or "": each for each in figures})
    if leg.paid:
        return
    ratios = setting.figures(leg.ads_ratio)
    prices, numbers = setting.figures(leg.price_per_share), setting.figures(leg.shares)
    for price, number in pairs(prices, numbers):
        results = paid_from_shares(price, number, ratios, setting.rules)
        if len(results) == 1:  # a price of a share or of a receipt, nobody says which, is neither
            yield Amount(results[0].sources, {results[0].unit.currency or "": results[0]})


def _shares_of(leg: Stake, setting: Setting) -> Iterator[Amount]:
    for each in setting.figures(leg.share):
        whole = of_all_shares(each, leg, setting)
        if isinstance(whole, InputError):
            raise whole
        yield Amount(each.sources, {"": share(whole, "the share of a leg")})


def _sums(
    name: str,
    amounts: Mapping[str, Sequence[Amount]],
    legs: Legs,
    deal: Deal,
    setting: Setting,
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """The sum by each source that gives all, and that of all of them."""
    key = (_sums, name, id(deal), *amounts)
    return setting.kept(key, lambda: _added(name, amounts, legs, deal, setting))


def _added(
    name: str,
    amounts: Mapping[str, Sequence[Amount]],
    legs: Legs,
    deal: Deal,
    setting: Setting,
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    stated = [figure.unit.currency for figure in setting.figures(getattr(deal, name))]

    def add(given: Mapping[str, Sequence[Amount]]) -> Result:
        currency = None if name == "share" else _common(given, stated, setting)
        parts = []
        for leg, each in given.items():
            quantity = _one_of(each, currency or "")
            is_own = quantity.unit.currency == currency
            of = legs[leg] if legs[leg].dated else deal
            parts.append((quantity, None if is_own else setting.exchange_of(of)))
        details = {"legs": list(given)}
        return total(f"legs_{name}", parts, currency, part=_LEAVES[name], details=details)

    own = tuple(
        add({leg: [_by(source, given)] for leg, given in amounts.items()})
        for source in _sources(amounts)
    )
    if own and all(len(given) == 1 for given in amounts.values()):
        return own, ()
    together = add(amounts)
    return (own, (together,)) if own else ((together,), ())


def _by(source: str, given: Sequence[Amount]) -> Amount:
    return next(each for each in given if each.sources == (source,))


def _sources(amounts: Mapping[str, Sequence[Amount]]) -> list[str]:
    """The sources that give a figure of each leg, once."""
    given = [[each.sources[0] for each in of if len(each.sources) == 1] for of in amounts.values()]
    first, *others = given
    return [s for s in dict.fromkeys(first) if all(s in other for other in others)]


def _common(
    amounts: Mapping[str, Sequence[Amount]], stated: Sequence[str | None], setting: Setting
) -> str:
    """The currency to add in: one in which every leg's amount is printed, that of the stated total
    first; else the book's, or that."""
    printed = [dict.fromkeys(chain(*(each.in_units for each in of))) for of in amounts.values()]
    shared = [code for code in printed[0] if all(code in codes for codes in printed)]
    own = setting.book.currency
    if shared:
        return next((code for code in (*stated, own) if code in shared), shared[0])
    return next((code for code in (own, *setting.to, *stated) if code), next(iter(printed[0])))


def _one_of(given: Sequence[Amount], currency: str) -> Quantity:
    """What the sources of one leg allow, in the currency if it is printed, else in their own."""
    printed = [each.in_units[currency] for each in given if currency in each.in_units]
    if not printed:
        first = next(iter(given[0].in_units))
        printed = [each.in_units[first] for each in given if first in each.in_units]
    figures = [each for each in printed if isinstance(each, Figure)]
    return select(figures, HULL) if len(figures) > 1 else printed[0]


_AMOUNTS: Mapping[str, Callable[[Stake, Setting], Iterator[Amount]]] = {
    "paid": paid_for,
    "share": _shares_of,
}
