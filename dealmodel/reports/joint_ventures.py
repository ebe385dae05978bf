"""What a report tells of a joint venture: each holder's share as its sources print it."""

from __future__ import annotations

from collections.abc import Iterator

from dealmodel.calculators.setting import Setting
from dealmodel.records.joint_venture import JointVenture
from dealmodel.reports.derived import Item, stated


def of_joint_venture(subject: str, venture: JointVenture, setting: Setting) -> Iterator[Item]:
    """The stated shares and votes, holder by holder, and where sources agree on them."""
    for name, holders in (("holder_share", venture.holders), ("holder_votes", venture.votes)):
        for holder, claims in holders.items():
            details = {"holder": holder, "held": venture.party, "formed": venture.formed}
            yield from stated(subject, name, setting.figures(claims), details)
