"""A term of a deal or agreement: what kind it is, and what each source says of it.

Vocabulary: a *term* is a fee, a period, a date, seats, an option, a volume, a fee per unit, a rate
of exchange, a condition, a place, markets, versions, or other words. Which one it is shows by the
field that holds its claims. A term can change by amendment, so a claim's ``on`` is the day from
which it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic import ConfigDict, Field, model_validator

from dealmodel.errors import BadValue, InputError, MissingKey
from dealmodel.rates.period import Period, parse_period
from dealmodel.records.claim import (
    Claim,
    CountOfOneClaims,
    DateClaims,
    DurationClaims,
    PriceClaims,
    RateClaims,
    SeatClaims,
    ShareClaims,
    TextClaims,
)
from dealmodel.records.faults import raise_faults
from dealmodel.records.ids import PartyId
from dealmodel.records.places import SHORT
from dealmodel.records.record import Record
from dealmodel.records.source import Source
from dealmodel.records.text import Text, When

KINDS = (
    "fee",
    "period",
    "date",
    "seats",
    "option",
    "volume",
    "unit_fee",
    "rate",
    "condition",
    "place",
    "markets",
    "versions",
    "words",
)
"""The fields that say what kind of term it is, one of which each term has."""


class Term(Record):
    """One term."""

    model_config = ConfigDict(populate_by_name=True)

    fee: PriceClaims = Field(default=(), description="A fee that is due, such as a break-up fee.")
    payable_by: PartyId | None = Field(default=None, description="Id of the party that owes it.")
    payable_to: PartyId | None = Field(default=None, description="Id of the party that gets it.")
    period: DurationClaims = Field(default=(), description="How long it lasts, such as 12 months.")
    date: DateClaims = Field(
        default=(), description="A day or period as printed, such as second half of 2026."
    )
    milestone: Text | None = Field(
        default=None, description="What comes about on the date, such as production."
    )
    seats: SeatClaims = Field(default=(), description="Seats of a board, such as two of nine.")
    option: Literal["call", "put"] | None = Field(
        default=None, description="Which right: call, to buy; put, to sell."
    )
    holder: PartyId | None = Field(default=None, description="Id of the party whose right it is.")
    over: ShareClaims = Field(default=(), description="The share that the option is over.")
    price: PriceClaims = Field(default=(), description="At what price it can be used.")
    from_: When | None = Field(
        default=None, alias="from", description="The first day or period of its use."
    )
    until: When | None = Field(default=None, description="The last day or period of its use.")
    volume: CountOfOneClaims = Field(
        default=(), description="What is to be bought or supplied, in all or in a year."
    )
    take_or_pay: bool | None = Field(
        default=None, description="Yes: what is not taken is paid for all the same."
    )
    unit_fee: PriceClaims = Field(default=(), description="A fee for each unit.")
    rate: RateClaims = Field(
        default=(), description="A rate of exchange that the contract fixes, such as 7.10 CNY/USD."
    )
    condition: Text | None = Field(
        default=None, description="What has to come true, such as merger control."
    )
    met: When | None = Field(default=None, description="The day on which the condition was met.")
    place: TextClaims = Field(default=(), description="The plant, city or country, as printed.")
    markets: TextClaims = Field(default=(), description="Where it is, or may be, sold, as printed.")
    versions: TextClaims = Field(
        default=(), description="What it comes as, such as pure electric and range-extended."
    )
    words: TextClaims = Field(default=(), description="A term in a few words, as printed.")
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @model_validator(mode="before")
    @classmethod
    def _opened(cls, value: Any) -> Any:
        """Claims alone are those of its words."""
        if isinstance(value, list | tuple | Claim) or (
            isinstance(value, Mapping) and "says" in value
        ):
            return {SHORT: value}
        return value

    @property
    def dated(self) -> str | None:
        """None of its own: it is dated as what it is a term of."""
        return None

    @property
    def kind(self) -> str:
        """Which of :data:`KINDS` it is."""
        return next(name for name in KINDS if getattr(self, name))

    @model_validator(mode="after")
    def _is_one_thing(self) -> Term:
        raise_faults("Term", self._faults())
        return self

    def _faults(self) -> Iterator[tuple[tuple[str | int, ...], InputError]]:
        given = [name for name in KINDS if getattr(self, name)]
        if not given:
            listed = ", ".join(KINDS)
            yield (), MissingKey("words", f"a term without a kind: give it one of {listed}")
        elif len(given) > 1:
            both = " and ".join(given)
            yield (
                (given[1],),
                BadValue(given[1], f"one term is {both}: write two terms"),
            )
        if self.from_ and self.until:
            start, end = parse_period(self.from_), parse_period(self.until)
            if end.last < start.first:
                message = f"it ends, {self.until}, before it begins, {self.from_}"
                yield ("until",), BadValue(self.until, message)
        if self.met and not self.condition:
            yield (), MissingKey("condition", "needs condition: what was met on that day")


def versions(claims: Sequence[Claim], sources: Mapping[str, Source]) -> list[list[int]]:
    """The claims on a term, by their indexes, that tell of one time, the latest last: those from
    one day on, with those of sources that were published before the next; one that nobody dates is
    of the last.

    >>> fee = [
    ...     Claim(says="$190 million", source="a"),
    ...     Claim(says="$265 million", on="2025-11-07", source="a"),
    ... ]
    >>> versions(fee, {"a": Source(publisher="A", published="2025-09-22")})
    [[0], [1]]
    """
    begins: list[Period] = []
    for period in sorted((parse_period(c.on) for c in claims if c.on), key=lambda p: p.first):
        if not begins or period.first > begins[-1].last:
            begins.append(period)
    found: list[list[int]] = [[] for _ in range(len(begins) + 1)]
    for index, claim in enumerate(claims):
        told_on = claim.on or sources[claim.source].published
        day = parse_period(told_on).last if told_on else None
        earlier = [at for at, each in enumerate(begins, 1) if day is None or each.first <= day]
        found[earlier[-1] if earlier else 0].append(index)
    return [each for each in found if each]


def in_force(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims on a term as it was amended last; all of them where none has a day.

    >>> fee = [
    ...     Claim(says="$190 million", on="2025-09-22", source="a"),
    ...     Claim(says="$265 million", on="2025-11-07", source="a"),
    ... ]
    >>> [claim.says for claim in in_force(fee)]
    ['$265 million']
    """
    days = [parse_period(claim.on).first for claim in claims if claim.on]
    if not days:
        return claims
    last = max(days)
    return [claim for claim in claims if claim.on and parse_period(claim.on).first == last]
