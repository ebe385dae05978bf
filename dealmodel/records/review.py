"""A review: a finding of ``check`` that somebody looked at and signs off.

It holds as long as the claims of the finding say what they said then: ``claims`` is their digest,
which ``check --review`` writes.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from dealmodel.errors import BadValue
from dealmodel.records.faults import fault
from dealmodel.records.record import Record
from dealmodel.records.text import Text, When

DIGITS = 16
"""Hexadecimal digits of a digest."""


def _digest(text: str) -> str:
    if len(text) != DIGITS or not set(text) <= set("0123456789abcdef"):
        raise fault(BadValue(text[:60], "the digest is needed that check --review writes here"))
    return text


class Review(Record):
    """A finding that is signed off: shown, and not counted."""

    finding: Text = Field(description="Code of the finding, such as claims-disagree.")
    subject: Text = Field(description="What it is about, such as stakes.acme-in-target.share.")
    reason: Text = Field(description="Why it may stand.")
    by: Text = Field(description="Who signs it off.")
    on: When = Field(description="When: day, month or year.")
    claims: Annotated[Text, AfterValidator(_digest)] = Field(
        description="Digest of what its claims say, as check --review writes it."
    )
