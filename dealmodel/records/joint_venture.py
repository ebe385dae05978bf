"""A joint venture: a party that several others hold."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dealmodel.records.claim import ShareClaims, VoteClaims
from dealmodel.records.containers import Fixed, PerParty
from dealmodel.records.ids import PartyId
from dealmodel.records.record import Record
from dealmodel.records.text import Text, When


class JointVenture(Record):
    """Who holds a joint venture, in what shares."""

    party: PartyId = Field(description="Id of the party that the joint venture is.")
    holders: PerParty[ShareClaims] = Field(
        description="Each holder's id with its share; empty where no source states it."
    )
    votes: PerParty[VoteClaims] = Field(
        default_factory=Fixed, description="Each holder's share of the votes, where it is another."
    )
    control: Literal["joint", "sole", "undeclared"] = Field(
        default="undeclared", description="What the sources state about control."
    )
    formed: When | None = Field(default=None, description="When it was formed.")
    ended: When | None = Field(default=None, description="When it ended.")
    note: Text | None = Field(default=None, description="A remark for readers of the book.")
