"""A figure of a company's accounts: revenue or earnings of a period, debt or cash of a day.

A *flow* measure (revenue, earnings) has a period, a *stock* measure (debt, cash and the other parts
between equity and enterprise value) a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, model_validator

from dealmodel.errors import BadValue, InputError, MissingKey
from dealmodel.records.claim import GrowthClaims, SignedMoneyClaims, not_negative
from dealmodel.records.containers import Many
from dealmodel.records.faults import named_twice, raise_faults
from dealmodel.records.ids import FinancialId, PartyId
from dealmodel.records.record import Record
from dealmodel.records.text import PeriodText, Text, When

FinancialMeasure = Literal[
    "revenue",
    "ebitda",
    "ebit",
    "net_income",
    "net_debt",
    "cash",
    "debt",
    "minorities",
    "preferred",
    "pension_deficit",
    "associates",
]
FinancialBasis = Literal["reported", "pro_forma", "forecast"]

FLOWS = frozenset({"revenue", "ebitda", "ebit", "net_income"})
SIGNED = frozenset({"ebitda", "ebit", "net_income", "net_debt", "minorities", "pension_deficit"})
"""What can be below 0: a loss, more cash than debt, minorities in a loss, a pension surplus."""


class Financial(Record):
    """An amount from a party's accounts. Without ``amount`` it stands for one that others are
    compared with."""

    party: PartyId = Field(description="Id of the party whose accounts it is from.")
    measure: FinancialMeasure = Field(
        description="Of a period: revenue, ebitda, ebit, net_income. Of a day: net_debt, cash, "
        "debt, minorities, preferred, pension_deficit, associates."
    )
    period: PeriodText | None = Field(
        default=None,
        description="The period of a revenue or of earnings: quarter, year, interval or FY2024.",
    )
    on: When | None = Field(default=None, description="The day of a debt, of cash and the like.")
    basis: FinancialBasis = Field(
        default="reported",
        description="Whether it is reported (if nothing else is said), pro_forma or a forecast.",
    )
    scope: Text | None = Field(
        default=None, description="What part it is of: a market, segment or brand; else the whole."
    )
    amount: SignedMoneyClaims = Field(
        default=(), description="The amount as printed; negative where it is a loss or net cash."
    )
    growth: GrowthClaims = Field(
        default=(),
        description="Its change over the same period a year before, as printed.",
    )
    parts: Many[FinancialId] = Field(
        default=(),
        description="Ids of the amounts that together are all of it: its markets or segments.",
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @property
    def is_flow(self) -> bool:
        """Whether it is of a period, not of a day."""
        return self.measure in FLOWS

    @model_validator(mode="after")
    def _is_dated_as_its_measure_is(self) -> Financial:
        raise_faults("Financial", self._date_faults())
        raise_faults("Financial", named_twice("parts", self.parts))
        if self.measure not in SIGNED:
            self.__dict__["amount"] = not_negative("amount", self.amount)
        return self

    def _date_faults(self) -> Iterator[tuple[tuple[str, ...], InputError]]:
        needed, other = ("period", "on") if self.is_flow else ("on", "period")
        of = "a period" if self.is_flow else "a day"
        given = getattr(self, other)
        if given is not None:
            message = f"{self.measure} is of {of}: write it under {needed}"
            yield (other,), BadValue(given, message)
        elif getattr(self, needed) is None:
            yield (), MissingKey(needed, f"needs the key {needed!r}: {self.measure} is of {of}")
