"""Growth of a volume over an earlier period."""

from __future__ import annotations

from pydantic import Field

from dealmodel.records.claim import GrowthClaims
from dealmodel.records.ids import VolumeId
from dealmodel.records.record import Record
from dealmodel.records.text import PeriodText, Text


class Growth(Record):
    """How much larger a volume is than an earlier one."""

    of: VolumeId = Field(description="Id of the volume that grew.")
    growth: GrowthClaims = Field(description="The change, such as 104%: 2.04 times the earlier.")
    over: PeriodText | None = Field(
        default=None, description="The earlier period; the same period a year before if absent."
    )
    note: Text | None = Field(default=None, description="A remark for readers of the book.")
