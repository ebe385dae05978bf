"""What the legs of a deal come to together: what was paid, and the share that was bought.

Policy: the figures of one source are added, of each source that gives every leg's; where none does,
each leg counts with everything that its sources allow. What a leg cost is what its sources say was
paid, else price × shares. A leg in something else than the deal's target is none, and then nothing
is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from dealmodel.calculators.quantities import share
from dealmodel.calculators.receipts import paid_from_shares
from dealmodel.calculators.selection import HULL, select
from dealmodel.calculators.totals import total
from dealmodel.dataclass import dataclass
from dealmodel.derivations.answers import Item, Printed, Refused
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.totals import Total
from dealmodel.errors import DealModelError, InputError, MissingKey
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Quantity
from dealmodel.formulas.result import Result
from dealmodel.records.deal import Deal
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


def deal_totals(setting: Setting) -> Iterator[Total]:
    """The totals of every deal that sources state and whose legs' figures they give."""
    for key, deal in setting.book.deals.items():
        for each in _totals(key, deal, setting):
            if isinstance(each, Total) and each.stated:
                yield each


def _totals(key: str, deal: Deal, setting: Setting) -> Iterator[Total | DealModelError]:
    legs = setting.book.legs.get(key, {})
    if not legs or strange_legs(deal, legs):
        return
    for name, amounts_of in (("paid", paid_for), ("share", _shares_of)):
        try:
            amounts = {leg: list(amounts_of(stake, setting)) for leg, stake in legs.items()}
        except InputError as error:
            yield error
            continue
        known = {leg: given for leg, given in amounts.items() if given}
        if not known:
            continue
        stated = getattr(deal, name)
        lacking = len(known) < len(legs)
        if lacking:
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


_WORDS = {"paid": "cost", "share": "are shares of"}
_FIELDS = {"paid": ("paid", "price_per_share", "shares"), "share": ("share",)}


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
        yield Amount(each.sources, {"": share(each, "the share of a leg")})


def _sums(
    name: str,
    amounts: Mapping[str, Sequence[Amount]],
    legs: Legs,
    deal: Deal,
    setting: Setting,
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """The sum by each source that gives all, and that of all of them."""
    own_or_deal_s = (legs[leg] if legs[leg].dated else deal for leg in amounts)
    exchanges = dict(zip(amounts, map(setting.exchange_of, own_or_deal_s), strict=True))
    stated = [figure.unit.currency for figure in setting.figures(getattr(deal, name))]

    def add(given: Mapping[str, Sequence[Amount]]) -> Result:
        currency = None if name == "share" else _common(given, stated, setting)
        parts = [(_one_of(each, currency or ""), exchanges[leg]) for leg, each in given.items()]
        details = {"legs": list(given)}
        return total(f"legs_{name}", parts, currency, part="leg", details=details)

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
