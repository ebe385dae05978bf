"""A deal: one transaction, of which stakes can be the legs.

Vocabulary: a *leg* is a stake that names the deal; the *consideration* is what is given for all of
it; a *value* is of something, equity or the whole enterprise, before or after the new money, over
the basic or the diluted shares, and only values of one basis are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from dealmodel.records import expected
from dealmodel.records.claim import (
    Claim,
    ClaimsOf,
    CountClaims,
    GrowthClaims,
    MoneyClaims,
    PriceClaims,
    ShareClaims,
)
from dealmodel.records.consideration import Consideration
from dealmodel.records.containers import Fixed, Section
from dealmodel.records.ids import PartyId
from dealmodel.records.record import Record
from dealmodel.records.term import Term
from dealmodel.records.text import Text, When

At = Literal["pre", "post"]
ValueShares = Literal["basic", "diluted"]


class StatedValue(Claim):
    """What one source says that the target is worth, and what of it."""

    of: Literal["equity", "enterprise"] = Field(
        description="Of what: equity, the shares; enterprise, the business with its debt."
    )
    at: At | None = Field(
        default=None, description="When: pre, before the new money; post, with it."
    )
    shares: ValueShares | None = Field(
        default=None,
        description="Over which shares: basic, those there are; diluted, with those to come.",
    )

    @property
    def aspect(self) -> tuple[str, ...]:
        """Its basis: only values of one are compared."""
        return (self.of, self.at or "", self.shares or "")


ValueClaims = Annotated[Sequence[StatedValue], ClaimsOf(expected.SIGNED_MONEY)]


class Deal(Record):
    """One transaction."""

    target: PartyId = Field(description="Id of the party that is bought, in whole or in part.")
    acquirer: PartyId | None = Field(
        default=None, description="Id of the party that buys, where no leg tells."
    )
    announced: When | None = Field(default=None, description="When it was announced.")
    signed: When | None = Field(default=None, description="When it was signed.")
    closed: When | None = Field(default=None, description="When it was closed.")
    ended: When | None = Field(default=None, description="When it was called off.")
    share: ShareClaims = Field(default=(), description="Share of the target, of all legs together.")
    paid: MoneyClaims = Field(default=(), description="What is paid, of all legs together.")
    price_per_share: PriceClaims = Field(
        default=(), description="What is offered for one share of the target, in all its forms."
    )
    shares: CountClaims = Field(default=(), description="How many shares of the target are bought.")
    reference_price: PriceClaims = Field(
        default=(), description="The share price that a premium is measured against."
    )
    reference: Text | None = Field(
        default=None, description="Which price that is, such as close of 2023-10-25."
    )
    premium: GrowthClaims = Field(default=(), description="The premium to it, as stated.")
    consideration: Consideration | None = Field(default=None, description="What is given for it.")
    values: ValueClaims = Field(
        default=(), description="Values as stated, each with what it is a value of."
    )
    terms: Section[Term] = Field(default_factory=Fixed, description="Its terms, by name.")
    note: Text | None = Field(default=None, description="A remark for readers of the book.")
