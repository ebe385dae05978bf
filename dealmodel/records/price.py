"""A price that something is offered or sold at."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dealmodel.records.claim import PriceClaims
from dealmodel.records.ids import PartyId, PriceId
from dealmodel.records.record import Record
from dealmodel.records.text import Text, When

Basis = Literal["list", "starting", "after_subsidy", "transaction"]


class Price(Record):
    """The price of a product in a market on a date."""

    product: Text = Field(description="What is sold, such as Leapmotor B10.")
    basis: Basis = Field(
        description="list: list price; starting: of the cheapest version; after_subsidy: what a "
        "buyer pays after a subsidy; transaction: really paid."
    )
    on: When = Field(description="Day, month or year of the price; conversions use it.")
    amount: PriceClaims = Field(description="The price as printed, with any conversion beside it.")
    seller: PartyId | None = Field(default=None, description="Id of the party that sells it.")
    market: Text | None = Field(default=None, description="Where: an ISO 3166 code or a region.")
    variant: Text | None = Field(default=None, description="Version or trim.")
    compare_to: PriceId | None = Field(
        default=None, description="Id of the price to set beside it, such as another market's."
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")
