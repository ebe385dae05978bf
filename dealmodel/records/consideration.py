"""What a buyer gives for a target, part by part.

Policy: a part is one amount, or instalments, which have a day on which they fall due or a
condition. Amounts without either are of the whole part, each by its source. An amount may be for
one share of the target ("$23.25 per share") or in all; the two are never added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from dealmodel.errors import BadValue, InputError
from dealmodel.records import expected
from dealmodel.records.claim import Claim, ClaimsOf, CountClaims, CountOfOneClaims, PriceClaims
from dealmodel.records.faults import raise_faults
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

    @model_validator(mode="after")
    def _does_not_cross(self) -> Collar:
        raise_faults("Collar", self._faults())
        return self

    def _faults(self) -> Iterator[tuple[tuple[str | int, ...], InputError]]:
        """What cannot be of the ends, the first of it: ends that cross are often two faults."""
        low, high = self.low, self.high
        for name, left, right, told in (
            ("price", low.price, high.price, "the low end's price, {}, is above the high end's"),
            ("ratio", high.ratio, low.ratio, "the high end's ratio, {}, is above the low end's"),
        ):
            crossed = _crossed(left, right)
            if crossed is not None:
                above, below = crossed
                message = f"the collar's ends cross: {told.format(above.says)}, {below.says}"
                yield ("high", name), BadValue(above.says, message)
                return


def _crossed(left: Sequence[Claim], right: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The claims of one source of which the left is above the right; where no source has both, the
    first of each, if all are."""
    own = [(a, b) for a in left for b in right if a.source == b.source]
    found = [pair for pair in own or product(left, right) if _is_above(*pair)]
    is_all = bool(own) or len(found) == len(left) * len(right)
    return found[0] if found and is_all else None


def _is_above(left: Claim, right: Claim) -> bool:
    """Whether a figure is above another, whatever the two mean."""
    low, high = left.figure().low, right.figure().high
    return low is not None and high is not None and low > high


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
