"""Parties to deals, and facts about them that are not deals themselves."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from dealmodel.records.claim import FigureClaims, TextClaims
from dealmodel.records.containers import Fixed, Many, Section
from dealmodel.records.faults import raise_faults
from dealmodel.records.fiscal import FiscalYear, Month, NamedBy, overlaps
from dealmodel.records.ids import PartyId
from dealmodel.records.record import Record
from dealmodel.records.text import Text, When

PartyKind = Literal["company", "joint_venture", "state", "person", "fund", "brand", "plant"]


class Fact(Record):
    """Something said of a party: capital raised, profit, founding, market position."""

    what: Text = Field(description="What the fact is about, such as capital raised or profit.")
    period: When | None = Field(default=None, description="The period that the fact is of.")
    on: When | None = Field(default=None, description="The day, month or year of the fact.")
    amount: FigureClaims = Field(default=(), description="Figures as printed; may be negative.")
    text: TextClaims = Field(default=(), description="Facts in words, as printed.")
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @model_validator(mode="after")
    def _says_something(self) -> Fact:
        self._require_one_of("amount", "text")
        return self


class Party(Record):
    """A company, joint venture, state, person, fund, brand or plant."""

    name: Text = Field(description="The name in common use.")
    kind: PartyKind = Field(description="What the party is.")
    legal_name: Text | None = Field(default=None, description="The registered name.")
    country: Text | None = Field(default=None, description="Home country, as an ISO 3166 code.")
    founded: When | None = Field(default=None, description="Day, month or year of founding.")
    brand_of: PartyId | None = Field(
        default=None, description="Id of the party whose brand or plant this is."
    )
    speaks_for: PartyId | None = Field(
        default=None, description="Id of the party that this person speaks for."
    )
    aliases: Many[Text] = Field(default=(), description="Other names that sources use.")
    fiscal_year_ends: Month | None = Field(
        default=None, description="The month in which its fiscal years end: 03 for 31 March."
    )
    fiscal_year_named_by: NamedBy = Field(
        default="end",
        description="Whether FY2024 is the fiscal year that ends in 2024 (end) or that starts in "
        "it (start).",
    )
    fiscal_years: Many[FiscalYear] = Field(
        default=(), description="Fiscal years of other days, as when it changes its calendar."
    )
    facts: Section[Fact] = Field(
        default_factory=Fixed, description="Facts about the party, each with an id of its own."
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")

    @model_validator(mode="after")
    def _years_are_apart(self) -> Party:
        raise_faults("Party", overlaps(self.fiscal_years))
        return self
