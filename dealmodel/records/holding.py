"""A holding: what someone holds of a company on a day, as a source states it; no purchase."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dealmodel.records.claim import CountClaims, PartClaims, VoteClaims
from dealmodel.records.ids import PartyId
from dealmodel.records.record import Record
from dealmodel.records.text import Text, When

Directness = Literal["direct", "indirect", "unknown"]
Control = Literal["sole", "joint", "none", "consolidated"]

DIRECTNESS = "How it is held: direct, indirect (through others, all of it together) or unknown."
CONTROL = (
    "What the sources state about control, with or without a share: sole, joint, none, or "
    "consolidated in the holder's accounts."
)
NOMINEE = "Id of the party that the holder is a nominee of, and holds it for."


class StatedHolding(Record):
    """Who holds what of whom. From its date it takes the place of what was known before."""

    holder: PartyId = Field(description="Id of the party that holds.")
    held: PartyId = Field(description="Id of the party that is held.")
    on: When | None = Field(default=None, description="The day, month or year that it is told of.")
    ended: When | None = Field(default=None, description="When it ended.")
    share_class: Text | None = Field(
        default=None,
        alias="class",
        description="Class that share is of, such as H shares; then it is no share of the whole.",
    )
    share: PartClaims = Field(
        default=(), description="Share of the whole; empty where no source states it."
    )
    shares: CountClaims = Field(default=(), description="Number of shares held.")
    votes: VoteClaims = Field(default=(), description="Share of the votes, where it is another.")
    directness: Directness = Field(default="direct", description=DIRECTNESS)
    control: Control | None = Field(default=None, description=CONTROL)
    nominee_for: PartyId | None = Field(default=None, description=NOMINEE)
    note: Text | None = Field(default=None, description="A remark for readers of the book.")
