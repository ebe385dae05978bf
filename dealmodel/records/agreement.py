"""An agreement between parties, its terms and what happened to it.

How far it came (``stage``) and how well that is known (``evidence``) are separate: talks can be
confirmed, a signature only reported. Nothing is overwritten by a later event.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from dealmodel.records.containers import Fixed, Many, Section
from dealmodel.records.ids import PartyId, Reference, SourceId
from dealmodel.records.record import Record
from dealmodel.records.term import Term
from dealmodel.records.text import Text, When

AgreementKind = Literal[
    "mou",
    "platform_supply",
    "licence",
    "joint_development",
    "manufacturing",
    "distribution",
    "equity",
    "merger",
    "option",
    "shareholders",
    "talks",
]
Stage = Literal[
    "talks",
    "mou_signed",
    "agreed",
    "signed",
    "approved",
    "closed",
    "producing",
    "ended",
    "withdrawn",
]
Evidence = Literal["reported", "attributed", "confirmed", "denied", "declined"]


class Event(Record):
    """What one source says of an agreement's stage on a date."""

    on: When = Field(description="Day, month or year of the event.")
    stage: Stage = Field(description="How far the agreement came.")
    evidence: Evidence = Field(
        description="reported: by the press alone; attributed: to a person who is named or known "
        "to it; confirmed or denied by a party; declined: a party would not comment."
    )
    source: SourceId = Field(description="Id of the source that says it.")
    by: Annotated[Text, Reference("parties", or_name=True)] | None = Field(
        default=None, description="Who said it: the id of a party, or a person's name."
    )
    says: Text | None = Field(default=None, description="A few words as printed.")
    note: Text | None = Field(default=None, description="A remark for readers of the book.")


class Agreement(Record):
    """A deal that is not, or not only, a stake."""

    kind: AgreementKind = Field(description="What kind of agreement it is.")
    supplier: PartyId | None = Field(default=None, description="Id of the party that supplies.")
    customer: PartyId | None = Field(default=None, description="Id of the party that is supplied.")
    parties: Many[PartyId] = Field(
        default=(), description="Ids of the parties, where neither supplies the other."
    )
    product: Text | None = Field(default=None, description="What it is about.")
    terms: Section[Term] = Field(
        default_factory=Fixed,
        description="Its terms, by name: of a kind, or claims in words, such as plant or markets.",
    )
    status: Many[Event] = Field(default=(), description="What happened, each with its source.")
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @model_validator(mode="after")
    def _has_parties(self) -> Agreement:
        self._require_one_of("supplier", "customer", "parties")
        return self
