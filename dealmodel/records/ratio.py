"""A ratio of two volumes that a source states."""

from __future__ import annotations

from pydantic import Field

from dealmodel.records.claim import RatioClaims
from dealmodel.records.ids import VolumeId
from dealmodel.records.record import Record
from dealmodel.records.text import Text


class Ratio(Record):
    """One volume as a multiple or fraction of another."""

    of: VolumeId = Field(description="Id of the volume that is compared.")
    to: VolumeId = Field(description="Id of the volume that it is compared with.")
    ratio: RatioClaims = Field(description="The ratio as printed, such as less than a tenth.")
    note: Text | None = Field(default=None, description="A remark for readers of the book.")
