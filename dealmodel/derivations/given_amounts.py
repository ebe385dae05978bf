"""The amounts of a deal's consideration: whether one is for one share or in all, and as what it
counts.

Policy: an amount that does not say which it is, and is no more than a few of the share prices that
the deal has, is for one share. A contingent one of "up to" so much counts with that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dealmodel.calculators.quantities import in_all
from dealmodel.calculators.receipts import thing_of
from dealmodel.dataclass import replace
from dealmodel.derivations.setting import Setting
from dealmodel.figures.bounds import point
from dealmodel.figures.figure import Figure
from dealmodel.formulas.expression import Quantity
from dealmodel.records.claim import Claim
from dealmodel.records.deal import Deal

INSTALMENTS = ("cash", "debt_assumed", "deferred", "contingent", "in_kind")
"""The parts whose claims may be instalments; shares are the other part."""

AT_MOST = ("up_to", "at_most")
"""Hedges of an amount that counts with the most that it can be."""

SharePrices = Mapping[str, Fraction]
"""The highest share price of a deal in each currency."""

_FEW = 10
"""How many share prices an amount for one share is at most."""


def share_prices(deal: Deal, setting: Setting) -> SharePrices:
    """Whatever a deal tells of the price of one share, the target's or the acquirer's."""
    found: dict[str, Fraction] = {}
    assert deal.consideration is not None
    shares = deal.consideration.shares
    collar = None if shares is None else shares.collar
    lists: list[Sequence[Claim]] = [deal.price_per_share, deal.reference_price]
    lists += [shares.price] if shares else []
    lists += [collar.low.price, collar.high.price] if collar else []
    parts = [getattr(deal.consideration, name) for name in INSTALMENTS]
    parts += [shares.value] if shares else []
    lists += [[each for each in part if each.figure().per is not None] for part in parts]
    for claims in lists:
        for claim in claims:
            figure = claim.figure(setting.rules)
            code, high = figure.unit.currency, figure.bounds.high
            if code is not None and high is not None:
                found[code] = max(high, found.get(code, high))
    return found


def for_one_share(figure: Figure, prices: SharePrices) -> Figure:
    """An amount that can only be for one share, as such."""
    high, most = figure.bounds.high, prices.get(figure.unit.currency or "")
    if figure.per is not None or high is None or most is None or high > _FEW * most:
        return figure
    why = f"{figure.why}; for one share, as it is no more than a few share prices"
    return replace(figure, per="share", why=why)


def basis_of(figure: Figure) -> str | None:
    """ "share" of an amount for one share, "" of one in all; ``None`` of what is for one of
    something else."""
    if figure.per is None:
        return ""
    return "share" if thing_of(figure.per) == "share" else None


def counted(figure: Figure, part: str) -> Quantity:
    """The amount as it counts in a sum: a contingent one, "up to" so much, with that."""
    bare = in_all(figure)
    high = figure.bounds.high
    if part == "contingent" and figure.hedge in AT_MOST and high is not None:
        assert isinstance(bare, Figure)
        return bare.with_bounds(point(high), "the most that it can be")
    return bare
