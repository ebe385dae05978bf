"""What a buyer gives for a target, part by part.

Policy: a part is one amount, or instalments, which have a day on which they fall due or a
condition. Amounts without either are of the whole part, each by its source. An amount may be for
one share of the target ("$23.25 per share") or in all; the two are never added.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import ConfigDict, Field

from dealmodel.records import expected
from dealmodel.records.claim import Claim, ClaimsOf, CountClaims, CountOfOneClaims, PriceClaims
from dealmodel.records.record import Record
from dealmodel.records.text import Text


class Instalment(Claim):
    """What one source says of a part of the consideration, or of an instalment of it: then ``on``
    is when it falls due."""

    model_config = ConfigDict(populate_by_name=True)

    if_: Text | None = Field(default=None, alias="if", description="What has to happen first.")

    @property
    def aspect(self) -> tuple[str, ...]:
        """Which instalment it is, and what it is for one of."""
        return (self.on or "", self.if_ or "", self.figure().per or "")


InstalmentClaims = Annotated[Sequence[Instalment], ClaimsOf(expected.PRICE)]


class CollarEnd(Record):
    """One end of a collar: from this average price on the ratio stays as it is there."""

    price: PriceClaims = Field(description="The acquirer's share price at this end.")
    ratio: CountOfOneClaims = Field(description="Shares given for one share of the target there.")


class Collar(Record):
    """The prices between which the value of the shares is fixed and the ratio moves."""

    low: CollarEnd = Field(description="The end of the lowest price and highest ratio.")
    high: CollarEnd = Field(description="The end of the highest price and lowest ratio.")


class SharesGiven(Record):
    """Shares of the acquirer that are given: at a fixed ratio, at a fixed value, or between."""

    value: PriceClaims = Field(default=(), description="What they are worth, as stated.")
    exchange_ratio: CountOfOneClaims = Field(
        default=(), description="Shares given for one share of the target."
    )
    number: CountClaims = Field(default=(), description="How many shares are given in all.")
    price: PriceClaims = Field(
        default=(), description="The acquirer's share price that they are valued at."
    )
    collar: Collar | None = Field(default=None, description="Limits within which the ratio moves.")


class Consideration(Record):
    """What is given, by its form."""

    cash: InstalmentClaims = Field(default=(), description="Cash at closing, or its instalments.")
    shares: SharesGiven | None = Field(default=None, description="Shares of the acquirer.")
    debt_assumed: InstalmentClaims = Field(default=(), description="Debt that is taken over.")
    deferred: InstalmentClaims = Field(
        default=(), description="What is paid later for certain; on: the day on which it is due."
    )
    contingent: InstalmentClaims = Field(
        default=(), description="What is paid only if something happens; if: what that is."
    )
    in_kind: InstalmentClaims = Field(
        default=(), description="What is given in assets, licences or services, as valued."
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")
