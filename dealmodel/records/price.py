"""A price that something is offered or sold at, and what lies between it and another basis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field, model_validator

from dealmodel.errors import BadValue, InputError, MissingKey
from dealmodel.records.claim import (
    GrowthClaims,
    MoneyClaims,
    PriceClaims,
    RatioClaims,
    SignedMoneyClaims,
    TaxRateClaims,
)
from dealmodel.records.containers import Many
from dealmodel.records.faults import fault, raise_faults
from dealmodel.records.ids import PartyId, PriceId
from dealmodel.records.record import Record
from dealmodel.records.text import Text, When

Basis = Literal[
    "list",
    "starting",
    "pre_sale",
    "launch",
    "after_subsidy",
    "on_road",
    "transaction",
    "before_tax",
    "undeclared",
]
AdjustmentKind = Literal["vat", "tariff", "subsidy", "discount"]

TAXES: frozenset[AdjustmentKind] = frozenset({"vat", "tariff"})
"""What is put on a price; the others are taken off it."""


class Adjustment(Record):
    """One step from the price's basis towards another.

    A rate is of the price without the tax, subsidy or discount: 13 % value added tax is 13 % of the
    price before tax, whether that is added to it or taken out of a price that includes it.
    """

    kind: AdjustmentKind = Field(
        description="Taxes are put on the price (vat, tariff), subsidy and discount taken off."
    )
    rate: TaxRateClaims = Field(
        default=(), description="As a part of the price without it; a bare rate is exact."
    )
    amount: MoneyClaims = Field(default=(), description="In money, where it is no rate.")
    included: bool | None = Field(
        default=None,
        description="Yes: it is in the price that it leads from, and this step undoes it. No: it "
        "comes on top, or is still to be taken off. A tax has to say so.",
    )
    to: Basis | None = Field(
        default=None, description="The basis that the price is on after this step."
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @model_validator(mode="after")
    def _says_how_much(self) -> Adjustment:
        self._require_one_of("rate", "amount")
        if self.rate and self.amount:
            message = "rate and amount are two steps: keep one here, or write the other as its own"
            raise fault(BadValue("amount", message))
        if self.kind in TAXES and self.included is None:
            message = (
                f"needs the key 'included': yes if the price that it leads from includes the "
                f"{self.kind}, no if it comes on top"
            )
            raise fault(MissingKey("included", message))
        return self


class Price(Record):
    """The price of a product in a market on a date."""

    product: Text = Field(description="What is sold, such as Leapmotor B10.")
    basis: Basis = Field(
        description="list: list price; starting: of the cheapest version; pre_sale: before the "
        "launch; launch: on its day; after_subsidy: what a buyer pays after a subsidy; on_road: "
        "with all taxes and fees; transaction: really paid; before_tax: without value added tax; "
        "undeclared: the source does not say which of them."
    )
    on: When = Field(description="Day, month or year of the price; conversions use it.")
    amount: PriceClaims = Field(description="The price as printed, with any conversion beside it.")
    seller: PartyId | None = Field(default=None, description="Id of the party that sells it.")
    market: Text | None = Field(default=None, description="Where: an ISO 3166 code or a region.")
    variant: Text | None = Field(default=None, description="Version or trim.")
    adjustments: Many[Adjustment] = Field(
        default=(),
        description="Steps from this price to another basis, in their order: tax, tariff, subsidy, "
        "discount.",
    )
    compare_to: PriceId | None = Field(
        default=None, description="Id of the price to set beside it, such as another market's."
    )
    difference: SignedMoneyClaims = Field(
        default=(),
        description="How much more this price is than that, as printed; negative where it is less.",
    )
    ratio: RatioClaims = Field(
        default=(), description="This price as a multiple or fraction of that, as printed."
    )
    change: GrowthClaims = Field(
        default=(), description="By what part this price is more than that, such as 5% cheaper."
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Price:
        raise_faults("Price", _nowhere(self.basis, self.adjustments))
        for name in ("difference", "ratio", "change"):
            if getattr(self, name) and self.compare_to is None:
                message = f"needs the key 'compare_to': {name} is to another price"
                raise fault(MissingKey("compare_to", message))
        return self


def _nowhere(
    basis: str, adjustments: Sequence[Adjustment]
) -> Iterator[tuple[tuple[str | int, ...], InputError]]:
    """A fault for each step that leads back to a basis that is there, and for a last one that leads
    to none."""
    reached = [basis]
    for index, step in enumerate(adjustments):
        if step.to is None:
            if index == len(adjustments) - 1:
                message = "leads nowhere: say in 'to' which basis the price is on after it"
                yield ("adjustments", index), MissingKey("to", message)
        elif step.to in reached:
            told = f"the price is {step.to} before it: say which other basis this step leads to"
            yield ("adjustments", index, "to"), BadValue(step.to, f"leads nowhere, since {told}")
        else:
            reached.append(step.to)
