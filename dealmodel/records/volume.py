"""A volume: how many were sold, delivered, registered, made or ordered in a period."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from dealmodel.records.claim import CountClaims, DurationClaims
from dealmodel.records.containers import Many
from dealmodel.records.faults import named_twice, raise_faults
from dealmodel.records.ids import PartyId, VolumeId
from dealmodel.records.record import Record
from dealmodel.records.text import PeriodText, Text

Measure = Literal[
    "sales", "deliveries", "wholesale", "retail", "registrations", "production", "orders"
]


class Volume(Record):
    """A count of a party's or a product's units. Without ``count`` it stands for a volume that
    others are compared with."""

    measure: Measure = Field(description="What is counted.")
    party: PartyId | None = Field(default=None, description="Id of the party whose volume it is.")
    product: Text | None = Field(default=None, description="The product that it is of.")
    period: PeriodText | None = Field(
        default=None,
        description="The period: day, month, quarter, half, year, interval, or FY2024.",
    )
    within: DurationClaims = Field(
        default=(), description="How long the count took, such as 13 days."
    )
    launch: bool = Field(
        default=False,
        description="Yes: the first days on sale, so that a yearly rate is a launch rate.",
    )
    scope: Text | None = Field(
        default=None, description="What is counted in: a market, group or brand."
    )
    count: CountClaims = Field(default=(), description="The number as printed, with its noun.")
    parts: Many[VolumeId] = Field(
        default=(),
        description="Ids of the volumes that together are all of this one: its markets, brands or "
        "models.",
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @model_validator(mode="after")
    def _says_whose_and_when(self) -> Volume:
        self._require_one_of("party", "product")
        self._require_one_of("period", "within")
        raise_faults("Volume", named_twice("parts", self.parts))
        return self
