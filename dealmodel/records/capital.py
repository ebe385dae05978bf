"""Capital: how many shares a company has on a day, of a class or of all, and what may become one.

A record is the count *after* what was issued on its day, unless it says ``before``. Without a class
it is the count of all shares. ``issued`` and ``bought_back`` are what came and went since the count
before it: of the same party and class by date, or of the record that ``since`` names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from dealmodel.errors import (
    BadValue,
    CurrencyMismatch,
    FigureError,
    InputError,
    MissingKey,
    OutOfRange,
)
from dealmodel.figures.hedges import HedgeRules
from dealmodel.figures.reader import figure
from dealmodel.records.claim import Claim, CountClaims, MoneyClaims, PriceClaims, ReceiptClaims
from dealmodel.records.containers import Fixed, Section
from dealmodel.records.faults import fault, raise_faults
from dealmodel.records.ids import CapitalId, PartyId
from dealmodel.records.record import Record
from dealmodel.records.text import Text, When

Counted = Literal["basic", "diluted"]
Faults = Iterator[tuple[tuple[str | int, ...], InputError]]

SHARE_CLASS = "Class of the shares, such as ordinary, H shares or Class A; all shares if not given."


def votes_of(text: str) -> Fraction:
    """The votes of one share, as written.

    >>> votes_of("10"), votes_of("10 votes")
    (Fraction(10, 1), Fraction(10, 1))

    :raises BadValue: it is no number.
    :raises OutOfRange: it is negative.
    """
    needed = "the votes of one share, a number such as 1 or 10, or 0"
    try:
        found = figure(text, rules=HedgeRules(exact=True))
    except FigureError:
        raise BadValue(text, f"{text!r}, where {needed} are needed") from None
    if found.value is None or found.kind not in ("number", "count"):
        raise BadValue(text, f"{text!r}, where {needed} are needed")
    if found.value < 0:
        raise OutOfRange("votes_per_share", text, f"{text!r}: votes of a share cannot be negative")
    return found.value


def _votes(text: str) -> str:
    try:
        votes_of(text)
    except InputError as error:
        raise fault(error) from None
    return text


VotesPerShare = Annotated[Text, AfterValidator(_votes)]


class ShareOption(Record):
    """Options or warrants: the right to new shares at a price, their strike."""

    count: CountClaims = Field(default=(), description="Number of shares that they are for.")
    strike: PriceClaims = Field(default=(), description="What a new share costs their holder.")
    note: Text | None = Field(default=None, description="A remark for readers of the book.")


class Convertible(Record):
    """A bond, loan or preferred share that can become shares: so many, or its principal over the
    price of conversion."""

    shares: CountClaims = Field(default=(), description="Number of shares on conversion.")
    principal: MoneyClaims = Field(default=(), description="Amount that is converted.")
    conversion_price: PriceClaims = Field(
        default=(), description="Amount that is given up for one share."
    )
    saves: MoneyClaims = Field(
        default=(),
        description="What conversion saves in a year: interest after tax, or the dividend. With "
        "the company's net income it tells whether the convertible dilutes.",
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @model_validator(mode="after")
    def _has_both_or_none(self) -> Convertible:
        if bool(self.principal) != bool(self.conversion_price):
            absent = "conversion_price" if self.principal else "principal"
            message = f"needs {absent}: the principal and the price of conversion, or neither"
            raise_faults("Convertible", [((), MissingKey(absent, message))])
        return self


class Capital(Record):
    """How many shares a party has on a day."""

    party: PartyId = Field(description="Id of the party whose shares they are.")
    on: When | None = Field(
        default=None, description="Day of the count, after what was issued on it; always if none."
    )
    before: bool = Field(
        default=False, description="Yes: the count before what was issued on that day."
    )
    share_class: Text | None = Field(default=None, alias="class", description=SHARE_CLASS)
    counted: Counted = Field(
        default="basic",
        description="Shares in issue (basic), or with those that options bring, too (diluted).",
    )
    shares: CountClaims = Field(default=(), description="Number of shares, as printed.")
    since: CapitalId | None = Field(
        default=None,
        description="Id of the count that issued and bought_back start from; else the one before "
        "it by date, of the same party and class.",
    )
    issued: CountClaims = Field(default=(), description="New shares since the count before it.")
    bought_back: CountClaims = Field(
        default=(), description="Shares bought back and cancelled since the count before it."
    )
    votes_per_share: VotesPerShare | None = Field(
        default=None, description="Votes of one share of the class: 1, 10, or 0 for none."
    )
    market_price: PriceClaims = Field(
        default=(), description="Price of a share on the market, for its value and for options."
    )
    ads_ratio: ReceiptClaims = Field(
        default=(), description="Number of shares that one depositary receipt stands for."
    )
    options: Section[ShareOption] = Field(
        default_factory=Fixed, description="Options and warrants outstanding, each by a name."
    )
    convertibles: Section[Convertible] = Field(
        default_factory=Fixed, description="What can be converted into shares, each by a name."
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @model_validator(mode="after")
    def _goes_together(self) -> Capital:
        raise_faults("Capital", self._faults())
        return self

    def _faults(self) -> Faults:
        if self.before and self.on is None:
            yield (), MissingKey("on", "needs the key 'on': before what was issued on which day?")
        for name, option in self.options.items():
            path = ("options", name, "strike")
            yield from _other_currency(option.strike, self.market_price, path)
        for name, convertible in self.convertibles.items():
            path = ("convertibles", name, "conversion_price")
            yield from _other_currency(convertible.conversion_price, convertible.principal, path)


def _other_currency(
    prices: Sequence[Claim], beside: Sequence[Claim], path: tuple[str, ...]
) -> Faults:
    """What is wrong with prices in a currency that none of the amounts beside them is in."""
    known = {code for claim in beside for f in claim.figures() for code in f.unit.currencies}
    for index, claim in enumerate(prices):
        own = {code for each in claim.figures() for code in each.unit.currencies}
        if own and known and not own & known:
            left, right = "/".join(sorted(own)), "/".join(sorted(known))
            message = f"{claim.says!r} is in {left}, and what it is divided by or into in {right}"
            yield (
                (*path, index, "says"),
                CurrencyMismatch(left, right, f"{message}: give both in one currency"),
            )


def chain_faults(capital: Mapping[str, Capital]) -> Faults:
    """What is wrong with the counts that others start from: one of another party or class, or a
    round of them that starts from itself."""
    done: set[str] = set()
    for first in capital:
        chain: dict[str, None] = {}
        key: str | None = first
        while key is not None and key in capital and key not in done and key not in chain:
            chain[key] = None
            key = capital[key].since
        if key is not None and key in chain:
            ring = [*chain][[*chain].index(key) :]
            message = f"{' → '.join([*ring, key])}: each starts from the next: leave one out"
            yield ("capital", key, "since"), BadValue(str(capital[key].since), message)
        done |= chain.keys()
    for key, record in capital.items():
        other = capital.get(record.since or "")
        if other is not None and record.since != key and other.party != record.party:
            message = f"{record.since!r} counts the shares of {other.party}, not of {record.party}"
            yield ("capital", key, "since"), BadValue(str(record.since), message)
