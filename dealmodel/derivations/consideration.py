"""What is given for a target: the parts of a deal's consideration together, per share and in all,
with and without what depends on something, and what part of it that is.

Policy: the figures of one source are added, of each source that gives every part; where none does,
each part counts with everything that its sources allow. What a source says of a part as a whole is
that part; what it says only of instalments, with a day or a condition, is their sum. Amounts for
one share and amounts in all are never added, but that times the number of shares is in all. Where
a part is given and nobody says what it is worth, or only so that it cannot be added, there is no
sum: the other parts are only the least that the whole is. The
*maximum* consideration is with what is contingent, the most that it can be; the *fixed* one
without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dealmodel.calculators.offer import shares_value
from dealmodel.calculators.quantities import in_all, pure
from dealmodel.calculators.selection import HULL, select
from dealmodel.calculators.totals import total
from dealmodel.dataclass import dataclass, replace
from dealmodel.derivations.answers import Derived, Item, Printed, Refused
from dealmodel.derivations.given_amounts import (
    INSTALMENTS,
    SharePrices,
    basis_of,
    counted,
    for_one_share,
    share_prices,
)
from dealmodel.derivations.setting import Setting, pairs
from dealmodel.derivations.shown import in_other_currencies
from dealmodel.derivations.totals import Total
from dealmodel.errors import Contradiction, DealModelError, InputError, MissingKey
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Leaf, Quantity
from dealmodel.formulas.result import Result, evaluate
from dealmodel.records.claim import Claim
from dealmodel.records.consideration import SharesGiven
from dealmodel.records.deal import Deal
from dealmodel.records.walking import Path, by_aspect, claims_of

NUMBER = Leaf("number_of_shares")

_PARTS = ("cash", "shares", *INSTALMENTS[1:])
_SUFFIXES = {"share": "_per_share", "": ""}
_TOLD_AS_PART = {
    "contingent": "contingent_part",
    "deferred": "deferred_part",
    "shares": "part_in_shares",
}

Terms = tuple[Quantity, ...]
Statements = dict[str, dict[str, Terms]]
"""Part → source → the amounts that make the part."""


@dataclass(frozen=True, slots=True)
class Consideration:
    """The parts that are added, for one share (``basis`` "share") or in all (""); a contingent one
    with the most that it can be. ``lacking``: parts that are given as well and cannot be added."""

    basis: str
    terms: Mapping[str, Terms]
    is_times_shares: bool = False
    lacking: tuple[str, ...] = ()

    @property
    def is_contingent(self) -> bool:
        return "contingent" in self.terms

    def whole(self, deal: Deal, setting: Setting) -> Result:
        """All of it; of what may not be paid the most."""
        name = "maximum_consideration" if self.is_contingent else "total_consideration"
        return self.sum_of(name, self.terms, deal, setting)

    def fixed(self, deal: Deal, setting: Setting) -> Result | None:
        """What is paid in any case, where that is not all."""
        left = {name: each for name, each in self.terms.items() if name != "contingent"}
        if not self.is_contingent or not left:
            return None
        return self.sum_of("fixed_consideration", left, deal, setting)

    def sum_of(self, name: str, terms: Mapping[str, Terms], deal: Deal, setting: Setting) -> Result:
        """The sum of some of the parts, in the currency of most of them."""
        given = [each for several in terms.values() for each in several]
        codes = [each.unit.currency for each in given if each.unit.currency]
        exchange = setting.exchange_of(deal)
        details = {"parts": list(terms), **({"per": "share"} if self.basis else {})}
        return total(
            name + _SUFFIXES[self.basis],
            [(each, exchange) for each in given],
            max(codes, key=codes.count),
            details=details,
        )


def of_consideration(subject: str, deal: Deal, setting: Setting) -> Iterator[Item | Refused]:
    """What the parts of the consideration come to, beside what is stated of the whole."""
    if deal.consideration is None:
        return
    found, faults = considerations(deal, setting)
    yield from (Refused(subject, fault) for fault in faults)
    for each in found:
        if each.lacking:
            continue  # why, is among the faults
        try:
            answers = list(_answers(subject, each, deal, setting))
        except DealModelError as error:
            yield Refused(subject, error)
        else:
            yield from answers


def _answers(
    subject: str, each: Consideration, deal: Deal, setting: Setting
) -> Iterator[Item | Refused]:
    whole, fixed = each.whole(deal, setting), each.fixed(deal, setting)
    stated = setting.figures(deal.price_per_share if each.basis else deal.paid)
    sums = [result for result in (whole, fixed) if result is not None]
    for result in sums:
        beside = tuple(Printed(figure) for figure in stated if _stands_beside(figure, result, sums))
        yield Derived(subject, result, beside)
        if not each.basis:
            yield from in_other_currencies(subject, result, deal, setting)
    if len(each.terms) < 2 or each.is_times_shares:
        return  # the parts of what is per share are the same
    for name, told in _TOLD_AS_PART.items():
        if name in each.terms:
            part = each.sum_of(name, {name: each.terms[name]}, deal, setting)
            inputs = {"part": part, "whole": whole}
            found = evaluate(told, Leaf("part") / Leaf("whole"), inputs, details=_of(each))
            yield Derived(subject, replace(found, kind="share"))


def _of(each: Consideration) -> dict[str, str]:
    return {"of": "maximum consideration" if each.is_contingent else "total consideration"}


def _stands_beside(figure: Figure, result: Result, sums: Sequence[Result]) -> bool:
    """Whether a stated amount is shown beside a sum: the one that it can be, else the first."""
    if figure.unit.currency != result.unit.currency:
        return False
    meeting = [each for each in sums if Printed(figure).overlaps(each.bounds)]
    return result is (meeting or sums)[0]


def considerations(
    deal: Deal, setting: Setting
) -> tuple[list[Consideration], list[DealModelError]]:
    """What is given per share and in all, by each source that tells all of it; and why something
    is not."""
    given, faults = _statements(deal, setting)
    unvalued = _unvalued(given, deal)
    only_in_all = tuple(n for n in given[""] if n not in given["share"] and n != "debt_assumed")
    lacking = {"share": (*unvalued, *only_in_all), "": unvalued}
    found: list[Consideration] = []
    for basis in ("share", ""):
        try:
            together = list(_together(given[basis]))
        except InputError as error:
            faults.append(error)
        else:
            found += [Consideration(basis, terms, lacking=lacking[basis]) for terms in together]
    per_share = [each for each in found if each.basis]
    if per_share and only_in_all:
        message = f"no consideration per share: {_words(only_in_all)} in all, and not per share"
        faults.append(MissingKey(only_in_all[0], message))
    only_per_share = tuple(name for name in given["share"] if name not in given[""])
    if not only_per_share:
        return found, faults
    numbers = setting.figures(deal.shares)
    in_all_of = [each for each in found if not each.basis]
    if not numbers:
        if in_all_of:
            told = _words(only_per_share)
            message = f"no consideration in all: {told} per share, and no number of shares"
            faults.append(MissingKey("shares", message))
        return per_share, faults
    times = [
        replace(_times(each, number, only_per_share), lacking=unvalued)
        for each in per_share
        for number in _own(each, numbers)
    ]
    both = [
        replace(more, terms={**more.terms, **rest}, is_times_shares=not rest)
        for more in times
        for rest in [each.terms for each in in_all_of] or [{}]
    ]
    return [*per_share, *both], faults


def _unvalued(given: Mapping[str, Statements], deal: Deal) -> tuple[str, ...]:
    """The shares that are given, where nobody says what they are worth."""
    assert deal.consideration is not None
    is_valued = any("shares" in each for each in given.values())
    return () if deal.consideration.shares is None or is_valued else ("shares",)


def _words(parts: Sequence[str]) -> str:
    return " and ".join(name.replace("_", " ") for name in parts)


def _own(each: Consideration, numbers: Sequence[Figure]) -> Sequence[Figure]:
    """The numbers of shares by the sources of the amounts, else all."""
    sources = {s for terms in each.terms.values() for term in terms for s in term.sources}
    return [number for number in numbers if number.source in sources] or numbers


def _times(each: Consideration, number: Figure, parts: Sequence[str]) -> Consideration:
    """What is given per share for all of the shares."""
    shares = pure(number)
    return Consideration(
        "",
        {
            name: tuple(
                evaluate(name, Leaf(name) * NUMBER, {name: term, NUMBER.name: shares})
                for term in each.terms[name]
            )
            for name in parts
        },
    )


def _statements(deal: Deal, setting: Setting) -> tuple[dict[str, Statements], list[DealModelError]]:
    """What each source says of each part, per share and in all; and what cannot be used."""
    found: dict[str, Statements] = {"share": {}, "": {}}
    faults: list[DealModelError] = []
    assert deal.consideration is not None
    prices = share_prices(deal, setting)
    for name in _PARTS:
        part = getattr(deal.consideration, name)
        if not part:
            continue
        if name == "shares":
            of_part, wrong = _of_shares(part, prices, setting)
        else:
            of_part, wrong = _of_claims(name, part, prices, setting)
        faults += wrong
        for basis, by_source in of_part.items():
            if by_source:
                found[basis][name] = by_source
    return found, faults


ByBasis = dict[str, dict[str, Terms]]


def _of_claims(
    name: str, claims: Sequence[Claim], prices: SharePrices, setting: Setting
) -> tuple[ByBasis, list[DealModelError]]:
    """The amounts of one part by basis and source: of the whole of it, else its instalments."""
    wholes: dict[tuple[str, str], list[Figure]] = {}
    instalments: dict[tuple[str, str], list[Figure]] = {}
    faults: list[DealModelError] = []
    for aspect, several in by_aspect(claims).items():
        into = instalments if any(aspect[:2]) else wholes
        one_each: dict[tuple[str, str], Figure] = {}
        for printed in setting.figures(several):
            figure = for_one_share(printed, prices)
            basis = basis_of(figure)
            if basis is None:
                faults.append(_of_something_else(figure))
                continue
            key = basis, _voice(figure, setting)
            known = one_each.setdefault(key, figure)
            if (known.value, known.bounds) != (figure.value, figure.bounds):
                says = known.verbatim, figure.verbatim
                told = f"{says[0]!r} and {says[1]!r}: two figures of one source for the {name}"
                faults.append(Contradiction(says, told))
        for key, figure in one_each.items():
            into.setdefault(key, []).append(figure)
    found: ByBasis = {"share": {}, "": {}}
    for (basis, source), figures in {**instalments, **wholes}.items():
        found[basis][source] = tuple(counted(figure, name) for figure in figures)
    return found, faults


def _of_shares(
    shares: SharesGiven, prices: SharePrices, setting: Setting
) -> tuple[ByBasis, list[DealModelError]]:
    """What the shares that are given are worth, as stated; else by ratio or number, and price."""
    found, faults = _of_claims("shares", shares.value, prices, setting)
    of_acquirer = setting.figures(shares.price)
    if not found["share"] and shares.exchange_ratio:
        for ratio, price in pairs(setting.figures(shares.exchange_ratio), of_acquirer):
            worth = shares_value(ratio, price)
            found["share"].setdefault("; ".join(worth.sources), (worth,))
    if not found[""] and shares.number:
        for number, price in pairs(setting.figures(shares.number), of_acquirer):
            inputs = {"number": pure(number), "acquirer_price": in_all(price)}
            worth = evaluate("shares", Leaf("number") * Leaf("acquirer_price"), inputs)
            found[""].setdefault("; ".join(worth.sources), (worth,))
    if not any(found.values()):
        message = "no sum of the consideration: the shares that are given have no value or price"
        faults.append(MissingKey("value", message))
    return found, faults


def _of_something_else(figure: Figure) -> DealModelError:
    return MissingKey(
        "says",
        f"{figure.verbatim!r} is per {figure.per}: no part of a sum per share or in all",
    )


def _voice(figure: Figure, setting: Setting) -> str:
    """Whose figure it is; of one that was selected, nobody's in particular."""
    return "" if setting.selection is not None else figure.source or ""


def _together(parts: Statements) -> Iterator[dict[str, Terms]]:
    """The parts by each source that gives them all; else by all of them."""
    if not parts:
        return
    first, *others = parts.values()
    own = [source for source in first if all(source in other for other in others)]
    for source in own:
        yield {name: by_source[source] for name, by_source in parts.items()}
    if not own:
        yield {name: _allowed(name, list(by.values())) for name, by in parts.items()}


def _allowed(name: str, several: Sequence[Terms]) -> Terms:
    """What all sources of a part allow."""
    if len(several) == 1:
        return several[0]
    figures = [terms[0] for terms in several if len(terms) == 1 and isinstance(terms[0], Figure)]
    one_currency = len({each.unit.currency for each in figures}) == 1
    if len(figures) < len(several) or not one_currency:
        raise Contradiction(
            (name,),
            f"no sum of the consideration: no source gives all parts, and several the {name}",
        )
    return (select([each for each in figures if isinstance(each, Figure)], HULL),)


def consideration_totals(setting: Setting) -> Iterator[Total]:
    """What is stated of the whole of each deal's consideration, with what its parts come to."""
    for key, deal in setting.book.deals.items():
        yield from totals_of_consideration(key, deal, setting)


def totals_of_consideration(key: str, deal: Deal, setting: Setting) -> Iterator[Total]:
    """Those of one deal."""
    if deal.consideration is None or not (deal.paid or deal.price_per_share):
        return
    found, _ = considerations(deal, setting)
    parts = _claims_of(key, deal)
    for basis, field in (("share", "price_per_share"), ("", "paid")):
        stated = getattr(deal, field)
        own = [each for each in found if each.basis == basis]
        sums, allowed = _sums_of(own, deal, setting)
        if stated and sums:
            yield Total(
                ("deals", key, field),
                deal,
                "parts of the consideration",
                sums,
                parts,
                stated,
                allowed,
                is_part=any(each.lacking for each in own),
                is_contingent=any(each.is_contingent for each in own),
            )


def _sums_of(
    found: Sequence[Consideration], deal: Deal, setting: Setting
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """The sums of all parts, and those that a stated amount may be of as well: without what is not
    certain, and without the debt that is taken over."""
    sums, allowed = [], []
    for each in found:
        try:
            sums.append(each.whole(deal, setting))
            for left_out in (("contingent",), ("debt_assumed",), ("contingent", "debt_assumed")):
                rest = {name: t for name, t in each.terms.items() if name not in left_out}
                if rest and len(rest) == len(each.terms) - len(left_out):
                    allowed.append(each.sum_of("total_consideration", rest, deal, setting))
        except DealModelError:
            continue  # that there is no sum is told where it is derived
    return tuple(sums), tuple(allowed)


def _claims_of(key: str, deal: Deal) -> tuple[tuple[Path, Sequence[Claim]], ...]:
    assert deal.consideration is not None
    found = [
        (each.path, each.claims)
        for each in claims_of(deal.consideration, ("deals", key, "consideration"))
        if "collar" not in each.path
    ]
    return (*found, (("deals", key, "shares"), deal.shares)) if deal.shares else tuple(found)
