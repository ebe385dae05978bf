"""A stake: what share of a company someone holds, and what was paid for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import Field, model_validator

from dealmodel.errors import CurrencyMismatch, InputError, MissingKey
from dealmodel.records.claim import (
    Claim,
    CountClaims,
    MoneyClaims,
    PartClaims,
    PriceClaims,
    ReceiptClaims,
    SignedMoneyClaims,
    VoteClaims,
)
from dealmodel.records.faults import raise_faults
from dealmodel.records.holding import CONTROL, DIRECTNESS, NOMINEE, Control, Directness
from dealmodel.records.ids import DealId, PartyId, VolumeId
from dealmodel.records.record import Record
from dealmodel.records.text import Text, When

SharesAre = Literal["primary", "secondary", "mixed", "undeclared"]


class Stake(Record):
    """An investor's stake in an investee. A stake known to exist, its size not stated, has no
    ``share``."""

    deal: DealId | None = Field(
        default=None, description="Id of the deal that this purchase is a leg of."
    )
    investor: PartyId = Field(description="Id of the party that holds the stake.")
    investee: PartyId = Field(description="Id of the party that it is held in.")
    seller: PartyId | None = Field(
        default=None, description="Id of the party that existing shares were bought from."
    )
    share_class: Text | None = Field(
        default=None,
        alias="class",
        description="Class that share, before and after are of, such as H shares; then they are "
        "no shares of the whole.",
    )
    on: When | None = Field(
        default=None, description="Date of the deal, for conversion: day, month or year."
    )
    announced: When | None = Field(default=None, description="When it was announced.")
    signed: When | None = Field(default=None, description="When it was signed.")
    closed: When | None = Field(default=None, description="When it was closed.")
    ended: When | None = Field(default=None, description="When it was given up.")
    shares_are: SharesAre = Field(
        default="undeclared",
        description="primary: new shares, the cash goes to the investee; secondary: bought from "
        "another holder; mixed; undeclared: no source says.",
    )
    before: PartClaims = Field(default=(), description="Share that the investor held before.")
    share: PartClaims = Field(default=(), description="Share of the investee, such as 21%.")
    after: PartClaims = Field(default=(), description="Share that the investor holds since.")
    directness: Directness = Field(default="direct", description=DIRECTNESS)
    control: Control | None = Field(default=None, description=CONTROL)
    nominee_for: PartyId | None = Field(default=None, description=NOMINEE)
    paid: MoneyClaims = Field(default=(), description="What was paid for it in all.")
    primary: MoneyClaims = Field(
        default=(), description="Of a mixed deal, the cash that went to the investee."
    )
    equity_value: MoneyClaims = Field(
        default=(),
        description="Value of the whole company as stated; with the cash for new shares, if any.",
    )
    enterprise_value: SignedMoneyClaims = Field(
        default=(),
        description="Value of the whole company with its net debt, as stated.",
    )
    pre_money: MoneyClaims = Field(
        default=(), description="Value of the whole company before the new shares, as stated."
    )
    votes: VoteClaims = Field(default=(), description="Share of the votes, where it is another.")
    shares: CountClaims = Field(default=(), description="Number of shares bought.")
    price_per_share: PriceClaims = Field(default=(), description="Price of one share.")
    reference_price: PriceClaims = Field(
        default=(), description="The share price that a premium is measured against."
    )
    reference: Text | None = Field(
        default=None, description="Which price that is, such as close of 2023-10-25."
    )
    net_debt: SignedMoneyClaims = Field(
        default=(), description="Net debt of the investee; negative for net cash."
    )
    per_volume: VolumeId | None = Field(
        default=None, description="Id of the volume for the value per unit."
    )
    ads_ratio: ReceiptClaims = Field(
        default=(), description="Number of shares that one depositary receipt stands for."
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @model_validator(mode="after")
    def _legs_go_together(self) -> Stake:
        raise_faults("Stake", self._faults())
        return self

    def _faults(self) -> Iterator[tuple[tuple[str | int, ...], InputError]]:
        if bool(self.reference_price) != bool(self.reference):
            absent = "reference_price" if self.reference else "reference"
            yield (
                (),
                MissingKey(absent, f"needs {absent}: a reference price and what it is, or neither"),
            )
        for index, claim in enumerate(self.primary):
            paid = _currencies(each for each in self.paid if each.source == claim.source)
            primary = _currencies([claim])
            if paid and not paid & primary:
                left, right = "/".join(sorted(paid)), "/".join(sorted(primary))
                yield (
                    ("primary", index, "says"),
                    CurrencyMismatch(
                        left,
                        right,
                        f"paid in {left} and primary in {right} by the same source: give both in "
                        "one currency, as the source prints them",
                    ),
                )


def _currencies(claims: Sequence[Claim] | Iterator[Claim]) -> set[str]:
    return {code for claim in claims for each in claim.figures() for code in each.unit.currencies}
